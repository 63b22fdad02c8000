//! New brands and branches, and what is changed about them.

use super::{rows, slug, sources};
use crate::people::{self, clean_name};
use crate::{Action, Actor, App, AppError, Result, secret};
use domain::{BrandId, PersonId};
use store::brand::Brand;
use store::{StoreError, Tx, audit};

#[derive(Clone, Debug, Default)]
pub struct NewBrand {
    /// `Some`: a branch of this brand.
    pub parent: Option<BrandId>,
    pub name: String,
    /// Left out: made of the name. It stays for good, for regulations and addresses name it.
    pub slug: Option<String>,
    pub owner: Option<PersonId>,
    pub lang: String,
    pub zone: String,
}

/// All of it is set anew.
#[derive(Clone, Debug)]
pub struct BrandChange {
    pub name: String,
    pub owner: Option<PersonId>,
    pub lang: String,
    pub zone: String,
}

/// A new brand or branch. It comes with a complaint form and a place for calls and visits.
pub async fn add(app: &App, actor: &Actor, new: NewBrand) -> Result<BrandId> {
    actor.require_everywhere(Action::ManageCompany)?;
    let name = clean_name("name", &new.name)?;
    let (lang, zone) = (people::lang(&new.lang)?, people::zone(&new.zone)?);
    let wished = new.slug.as_deref().map(str::trim).filter(|s| !s.is_empty());
    let wished = wished.map(slug::checked).transpose()?;
    let mut tx = app.db.begin().await?;
    people::lock(&mut tx).await?;
    let brands = rows::all_in(&mut tx).await?;
    if let Some(parent) = new.parent {
        let parent = brands.iter().find(|b| b.id == parent && !b.archived);
        parent.ok_or_else(|| AppError::invalid("parent", "unknown-brand"))?;
    }
    let taken = |s: &str| brands.iter().any(|b| b.slug == s);
    if wished.as_deref().is_some_and(taken) {
        return Err(AppError::invalid("slug", "slug-taken"));
    }
    let brand = Brand {
        id: BrandId(app.uuid()),
        parent: new.parent,
        slug: wished.unwrap_or_else(|| slug::made_of(&name, taken)),
        name,
        owner: None,
        lang,
        zone,
        form_token: secret::new(app),
        archived: false,
    };
    put(&mut tx, &brand).await?;
    sources::add_first(app, &mut tx, &brand).await?;
    let action = if brand.parent.is_some() { "branch-added" } else { "brand-added" };
    note(app, &mut tx, actor, action, &brand, &brand.name).await?;
    tx.commit().await?;
    if let Some(owner) = new.owner {
        let BrandChange { name, lang, zone, .. } = BrandChange::of(&brand);
        self::change(app, actor, brand.id, BrandChange { name, owner: Some(owner), lang, zone })
            .await?;
    }
    Ok(brand.id)
}

pub async fn change(app: &App, actor: &Actor, id: BrandId, wish: BrandChange) -> Result<()> {
    visible(app, actor, id).await?;
    actor.require(Action::ManageBrand, id)?;
    let name = clean_name("name", &wish.name)?;
    let (lang, zone) = (people::lang(&wish.lang)?, people::zone(&wish.zone)?);
    if let Some(owner) = wish.owner {
        people::require_worker(app, owner, id).await?;
    }
    let names = people::names(app).await?;
    let called = |p: Option<PersonId>| p.and_then(|p| names.get(&p).cloned()).unwrap_or("–".into());
    let mut tx = app.db.begin().await?;
    people::lock(&mut tx).await?;
    let before = found(&mut tx, id).await?;
    let after = Brand { name, owner: wish.owner, lang, zone, ..before.clone() };
    put(&mut tx, &after).await?;
    let pairs = [
        (before.name.clone(), after.name.clone()),
        (called(before.owner), called(after.owner)),
        (before.lang.clone(), after.lang.clone()),
        (before.zone.clone(), after.zone.clone()),
    ];
    let changed = pairs.iter().filter(|(b, a)| b != a).map(|(b, a)| format!("{b} → {a}"));
    let detail = format!("{}: {}", after.name, changed.collect::<Vec<_>>().join(", "));
    note(app, &mut tx, actor, "brand-changed", &after, &detail).await?;
    tx.commit().await?;
    Ok(())
}

/// Puts a brand aside with its branches, or brings this one back. Its mentions and cases stay;
/// its form takes no more complaints.
pub async fn archive(app: &App, actor: &Actor, id: BrandId, archived: bool) -> Result<()> {
    visible(app, actor, id).await?;
    actor.require_everywhere(Action::ManageCompany)?;
    let mut tx = app.db.begin().await?;
    people::lock(&mut tx).await?;
    let brands = rows::all_in(&mut tx).await?;
    let brand = found(&mut tx, id).await?;
    let shut = |parent: BrandId| brands.iter().any(|b| b.id == parent && b.archived);
    if !archived && brand.parent.is_some_and(shut) {
        return Err(AppError::invalid("archived", "parent-archived"));
    }
    let mut affected = vec![id];
    while archived
        && let Some(more) = brands
            .iter()
            .find(|b| b.parent.is_some_and(|p| affected.contains(&p)) && !affected.contains(&b.id))
    {
        affected.push(more.id);
    }
    for mut brand in brands.into_iter().filter(|b| affected.contains(&b.id)) {
        if brand.archived != archived {
            brand.archived = archived;
            put(&mut tx, &brand).await?;
            let action = if archived { "brand-archived" } else { "brand-restored" };
            note(app, &mut tx, actor, action, &brand, &brand.name).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

/// A new address for the complaint form; the old one leads nowhere from now on.
pub async fn new_form_token(app: &App, actor: &Actor, id: BrandId) -> Result<String> {
    visible(app, actor, id).await?;
    actor.require(Action::ManageBrand, id)?;
    let mut tx = app.db.begin().await?;
    people::lock(&mut tx).await?;
    let mut brand = found(&mut tx, id).await?;
    brand.form_token = secret::new(app);
    put(&mut tx, &brand).await?;
    note(app, &mut tx, actor, "form-address-changed", &brand, &brand.name).await?;
    tx.commit().await?;
    Ok(brand.form_token)
}

impl BrandChange {
    /// A change that changes nothing yet.
    pub fn of(brand: &Brand) -> Self {
        BrandChange {
            name: brand.name.clone(),
            owner: brand.owner,
            lang: brand.lang.clone(),
            zone: brand.zone.clone(),
        }
    }
}

/// A brand that the actor may not see does not exist for him.
pub(super) async fn visible(app: &App, actor: &Actor, id: BrandId) -> Result<Brand> {
    let brand = rows::by_id(&app.db, id).await?.ok_or(AppError::NotFound("brand"))?;
    if super::sight(actor).holds(id) { Ok(brand) } else { Err(AppError::NotFound("brand")) }
}

async fn found(tx: &mut Tx, id: BrandId) -> Result<Brand> {
    let brands = rows::all_in(tx).await?;
    brands.into_iter().find(|b| b.id == id).ok_or(AppError::NotFound("brand"))
}

async fn put(tx: &mut Tx, brand: &Brand) -> Result<()> {
    rows::put(tx, brand).await.map_err(|error| match error {
        StoreError::Taken(_) => AppError::invalid("slug", "slug-taken"),
        other => other.into(),
    })
}

pub(super) async fn note(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    action: &str,
    brand: &Brand,
    detail: &str,
) -> Result<()> {
    let object = format!("brand:{}", brand.id);
    Ok(audit::write(tx, app.now(), actor.person_id(), action, &object, detail).await?)
}
