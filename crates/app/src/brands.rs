//! Brands, branches and sources: who may see and change them.

mod change;
mod slug;
mod sources;

pub use change::{BrandChange, NewBrand, add, archive, change, new_form_token};
pub use sources::{SourceView, add_source};

use crate::{Action, Actor, App, AppError, Result, Scope, people};
use domain::{BrandId, PersonId};
use serde::Serialize;
use store::brand as rows;
use store::brand::Brand;

/// A brand or branch as one who may see it sees it.
#[derive(Clone, Debug, Serialize)]
pub struct BrandView {
    pub id: BrandId,
    pub parent: Option<BrandId>,
    /// How many visible brands stand above it.
    pub depth: usize,
    pub slug: String,
    pub name: String,
    /// The person in charge.
    pub owner: Option<PersonId>,
    pub owner_name: String,
    pub lang: String,
    pub zone: String,
    /// The secret of its complaint form; only for those who manage it.
    pub form_token: Option<String>,
    pub archived: bool,
    /// Whether this actor may manage it.
    pub manages: bool,
    pub sources: Vec<SourceView>,
}

/// The brands that the actor may see anything of, each followed by its branches.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<BrandView>> {
    let scope = sight(actor);
    let names = people::names(app).await?;
    let sources = rows::sources(&app.db).await?;
    let all = rows::all(&app.db).await?;
    let mut seen: Vec<&Brand> = all.iter().filter(|b| scope.holds(b.id)).collect();
    seen.sort_by_cached_key(|b| b.name.to_lowercase());
    let mut views = vec![];
    for (brand, depth) in in_tree_order(&seen) {
        let manages = actor.may(Action::ManageBrand, brand.id);
        views.push(BrandView {
            id: brand.id,
            parent: brand.parent,
            depth,
            slug: brand.slug.clone(),
            name: brand.name.clone(),
            owner: brand.owner,
            owner_name: brand.owner.and_then(|p| names.get(&p).cloned()).unwrap_or_default(),
            lang: brand.lang.clone(),
            zone: brand.zone.clone(),
            form_token: manages.then(|| brand.form_token.clone()),
            archived: brand.archived,
            manages,
            sources: sources.iter().filter(|s| s.brand == brand.id).map(Into::into).collect(),
        });
    }
    Ok(views)
}

pub async fn get(app: &App, actor: &Actor, id: BrandId) -> Result<BrandView> {
    let views = list(app, actor).await?;
    views.into_iter().find(|b| b.id == id).ok_or(AppError::NotFound("brand"))
}

pub async fn by_slug(app: &App, actor: &Actor, slug: &str) -> Result<BrandView> {
    let views = list(app, actor).await?;
    views.into_iter().find(|b| b.slug == slug).ok_or(AppError::NotFound("brand"))
}

/// The brand whose complaint form has this address; its secret is the permission.
pub async fn of_form(app: &App, form_token: &str) -> Result<Brand> {
    let found = rows::by_form_token(&app.db, form_token).await?;
    found.filter(|b| !b.archived).ok_or(AppError::NotFound("form"))
}

/// The slugs of a brand and of those above it, as calendars and routing rules ask for them.
pub fn ancestry(brands: &[Brand], id: BrandId) -> Vec<&str> {
    crate::names::line(brands, id).iter().map(|b| b.slug.as_str()).collect()
}

/// The brands of which the actor may read mentions or cases.
fn sight(actor: &Actor) -> Scope {
    match (actor.scope(Action::ReadMentions), actor.scope(Action::ReadCases)) {
        (Scope::Only(mut a), Scope::Only(b)) => {
            a.extend(b);
            Scope::Only(a)
        }
        _ => Scope::All,
    }
}

/// Each brand followed by its branches. A branch whose brand is not among them stands at the top.
fn in_tree_order<'a>(brands: &[&'a Brand]) -> Vec<(&'a Brand, usize)> {
    fn under<'a>(
        parent: BrandId,
        depth: usize,
        brands: &[&'a Brand],
        out: &mut Vec<(&'a Brand, usize)>,
    ) {
        for &brand in brands.iter().filter(|b| b.parent == Some(parent)) {
            if out.iter().all(|(b, _)| b.id != brand.id) {
                out.push((brand, depth));
                under(brand.id, depth + 1, brands, out);
            }
        }
    }
    let mut out = vec![];
    let known = |id: BrandId| brands.iter().any(|b| b.id == id);
    for &brand in brands.iter().filter(|b| !b.parent.is_some_and(known)) {
        out.push((brand, 0));
        under(brand.id, 1, brands, &mut out);
    }
    out
}
