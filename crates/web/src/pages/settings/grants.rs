//! The table of roles by brand in the form of a person, and reading it back.

use crate::Problem;
use crate::i18n::T;
use app::brands::BrandView;
use app::domain::{Grant, Role};

/// One line of the table: everything, or one brand.
pub(super) struct Row {
    pub label: String,
    pub depth: usize,
    pub cells: Vec<Cell>,
}

/// One box. `value` is empty where the role does not exist: an owner owns everything.
pub(super) struct Cell {
    pub value: String,
    pub checked: bool,
    /// Said to those who do not see the table.
    pub label: String,
}

pub(super) fn rows(t: &T, brands: &[BrandView], granted: &[Grant]) -> Vec<Row> {
    let everywhere = (None, t.s("grants-everything"), 0);
    let shown =
        brands.iter().filter(|b| !b.archived || granted.iter().any(|g| g.brand == Some(b.id)));
    std::iter::once(everywhere)
        .chain(shown.map(|b| (Some(b.id), b.name.clone(), b.depth)))
        .map(|(brand, label, depth)| {
            let cell = |role: &Role| {
                let where_ = brand.map_or("*".to_owned(), |b| b.to_string());
                let exists = *role != Role::Owner || brand.is_none();
                Cell {
                    value: if exists { format!("{role}:{where_}") } else { String::new() },
                    checked: granted.contains(&Grant { role: *role, brand }),
                    label: format!("{}: {label}", t.of("role", role.code())),
                }
            };
            Row { cells: Role::ALL.iter().map(cell).collect(), label, depth }
        })
        .collect()
}

/// What was ticked.
pub(super) fn read(pairs: &[(String, String)]) -> Result<Vec<Grant>, Problem> {
    let ticked = pairs.iter().filter(|(name, _)| name == "grant");
    ticked
        .map(|(_, value)| parse(value).ok_or_else(|| Problem::BadForm("a role by brand".into())))
        .collect()
}

fn parse(value: &str) -> Option<Grant> {
    let (role, brand) = value.split_once(':')?;
    let brand = if brand == "*" { None } else { Some(brand.parse().ok()?) };
    Some(Grant { role: role.parse().ok()?, brand })
}

/// In a few words, for lists: "Head · Goldfinch".
pub(super) fn in_words(t: &T, brands: &[BrandView], grant: &Grant) -> String {
    let role = t.of("role", grant.role.code());
    let name = |id| brands.iter().find(|b| b.id == id).map_or("?", |b| b.name.as_str());
    match grant.brand {
        None if grant.role == Role::Owner => role,
        None => format!("{role} · {}", t.s("grants-everything")),
        Some(id) => format!("{role} · {}", name(id)),
    }
}
