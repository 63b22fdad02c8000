//! Which room may use which: arrows point down only (ARCHITECTURE.md, "Rooms").
//! A room that is not in the table is a fault: new rooms are drawn here first.

use toml::{Table, Value};

use super::Fault;
use crate::tree::Tree;

/// `(room, what it may use)`. For tests every room may use `testkit` as well.
const ROOMS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("text", &[]),
    ("testkit", &[]),
    ("reading", &["text"]),
    ("guard", &["domain", "text"]),
    ("store", &["domain"]),
    ("sources", &["domain"]),
    ("app", &["domain", "text", "reading", "guard", "store", "sources"]),
    ("jobs", &["app", "sources"]),
    ("web", &["app"]),
    ("redress", &["domain", "text", "reading", "guard", "store", "sources", "app", "jobs", "web"]),
    ("xtask", &["testkit"]),
];

pub fn check(tree: &Tree, faults: &mut Vec<Fault>) -> anyhow::Result<()> {
    for path in tree.below("", "toml").filter(|p| p.ends_with("/Cargo.toml")) {
        let manifest: Table = match tree.text(path)?.parse() {
            Ok(manifest) => manifest,
            Err(e) => {
                faults.push(Fault::new(path, e));
                continue;
            }
        };
        let room = manifest["package"]["name"].as_str().unwrap_or_default();
        let Some((_, may)) = ROOMS.iter().find(|(name, _)| *name == room) else {
            faults.push(Fault::new(path, format!("room {room} is not in the table of arrows")));
            continue;
        };
        for used in used(&manifest, &["dependencies", "build-dependencies"]) {
            if !may.contains(&used) {
                faults.push(Fault::new(path, format!("{room} must not use {used}")));
            }
        }
        for used in used(&manifest, &["dev-dependencies"]) {
            if !may.contains(&used) && used != "testkit" && used != room {
                faults.push(Fault::new(
                    path,
                    format!("{room} must not use {used}, not even in tests"),
                ));
            }
        }
    }
    Ok(())
}

/// The rooms among the dependencies, also under `[target.….dependencies]`.
fn used<'a>(manifest: &'a Table, kinds: &[&str]) -> Vec<&'static str> {
    let targets = manifest.get("target").and_then(Value::as_table);
    let tables = targets.into_iter().flat_map(|t| t.values());
    let tables = tables.filter_map(Value::as_table).chain([manifest]);
    let mut rooms = vec![];
    for table in tables {
        for kind in kinds {
            let listed = table.get(*kind).and_then(Value::as_table);
            for (name, how) in listed.into_iter().flatten() {
                let name: &'a str = how.get("package").and_then(Value::as_str).unwrap_or(name);
                rooms.extend(ROOMS.iter().map(|(r, _)| *r).find(|r| *r == name));
            }
        }
    }
    rooms
}

#[cfg(test)]
mod tests {
    use super::super::said;
    use super::*;

    fn of(manifest: &str) -> Vec<String> {
        said(&[("crates/x/Cargo.toml", manifest)], check)
    }

    #[test]
    fn an_arrow_that_points_up_is_a_fault() {
        let up = "[package]\nname = 'domain'\n[dependencies]\nstore.workspace = true\nserde = '1'";
        assert_eq!(of(up), ["crates/x/Cargo.toml: domain must not use store"]);
        let renamed = "[package]\nname = 'web'\n[dependencies]\ndb = { package = 'store' }";
        assert_eq!(of(renamed), ["crates/x/Cargo.toml: web must not use store"]);
        let hidden = "[package]\nname = 'web'\n[target.'cfg(unix)'.dependencies]\nstore = '1'";
        assert_eq!(of(hidden), ["crates/x/Cargo.toml: web must not use store"]);
    }

    #[test]
    fn tests_may_use_testkit_and_nothing_else_above() {
        let tests = "[package]\nname = 'store'\n[dev-dependencies]\ntestkit = '1'\nstore = '1'";
        assert!(of(tests).is_empty());
        let app = "[package]\nname = 'store'\n[dev-dependencies]\napp = '1'";
        assert_eq!(of(app).len(), 1);
        let product = "[package]\nname = 'store'\n[dependencies]\ntestkit = '1'";
        assert_eq!(of(product).len(), 1);
    }

    #[test]
    fn an_unknown_room_is_a_fault() {
        assert_eq!(of("[package]\nname = 'helpers'").len(), 1);
    }

    #[test]
    fn the_table_itself_has_no_circle() {
        for (i, (room, may)) in ROOMS.iter().enumerate() {
            for used in *may {
                let at = ROOMS.iter().position(|(r, _)| r == used).unwrap();
                assert!(at < i, "{room} uses {used}, which stands below it in the table");
            }
        }
    }
}
