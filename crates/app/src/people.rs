//! People of the desk: the first owner, colleagues, what they were granted, their own preferences.

mod colleagues;
mod own;
mod rules;

pub use colleagues::{Colleague, names, require_worker, workers};
pub use own::{Preferences, set_password, set_preferences};
pub(crate) use rows::lock;
pub(crate) use rules::{clean_name, email, lang, normal_email, zone};

use crate::{Action, Actor, App, AppError, FieldError, Result, password, regulation};
use domain::{BrandId, Grant, PersonId, Role, Timestamp};
use rules::Checked;
use serde::Serialize;
use std::collections::BTreeMap;
use store::person as rows;
use store::{StoreError, Tx, audit};

/// What a person is created with.
#[derive(Clone)]
pub struct NewPerson {
    pub email: String,
    pub name: String,
    pub password: String,
    /// "ru", "en" or "ro".
    pub lang: String,
    /// IANA name.
    pub zone: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct PersonView {
    pub id: PersonId,
    pub email: String,
    pub name: String,
    pub lang: String,
    pub zone: String,
    pub active: bool,
    pub created_at: Timestamp,
    pub seen_at: Option<Timestamp>,
    pub grants: Vec<Grant>,
}

/// Whether the desk still waits for its owner.
pub async fn first_visit(app: &App) -> Result<bool> {
    Ok(!rows::any(&app.db).await?)
}

/// The first person, owner of everything. `Forbidden` as soon as there is anybody; of two at the
/// same moment one wins. The desk gets the example regulation in his language.
pub async fn create_owner(app: &App, new: NewPerson) -> Result<PersonId> {
    if !first_visit(app).await? {
        return Err(AppError::Forbidden(Action::ManagePeople));
    }
    let person = prepared(app, new).await?;
    let mut tx = app.db.begin().await?;
    rows::lock(&mut tx).await?;
    if rows::count(&mut tx).await? > 0 {
        return Err(AppError::Forbidden(Action::ManagePeople));
    }
    rows::add(&mut tx, &person).await?;
    rows::set_grants(&mut tx, person.id, &[Grant { role: Role::Owner, brand: None }]).await?;
    note(&mut tx, app, Some(person.id), "owner-created", person.id, &person.email).await?;
    regulation::start(app, &mut tx, &person.lang, &person.zone).await?;
    tx.commit().await?;
    Ok(person.id)
}

/// Everybody, also those who left.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<PersonView>> {
    actor.require_everywhere(Action::ManagePeople)?;
    let mut grants = rows::all_grants(&app.db).await?;
    let seen: BTreeMap<_, _> = store::session::last_seen(&app.db).await?.into_iter().collect();
    let people = rows::all(&app.db).await?;
    Ok(people
        .into_iter()
        .map(|p| PersonView {
            seen_at: seen.get(&p.id).copied(),
            grants: grants.remove(&p.id).unwrap_or_default(),
            id: p.id,
            email: p.email,
            name: p.name,
            lang: p.lang,
            zone: p.zone,
            active: p.active,
            created_at: p.created_at,
        })
        .collect())
}

pub async fn get(app: &App, actor: &Actor, id: PersonId) -> Result<PersonView> {
    list(app, actor).await?.into_iter().find(|p| p.id == id).ok_or(AppError::NotFound("person"))
}

pub async fn add(app: &App, actor: &Actor, new: NewPerson, grants: Vec<Grant>) -> Result<PersonId> {
    actor.require_everywhere(Action::ManagePeople)?;
    let grants = sound(app, grants).await?;
    let words = in_words(app, &grants).await?;
    let person = prepared(app, new).await?;
    let mut tx = app.db.begin().await?;
    rows::lock(&mut tx).await?;
    rows::add(&mut tx, &person).await.map_err(taken)?;
    rows::set_grants(&mut tx, person.id, &grants).await?;
    let detail = format!("{}: {words}", person.email);
    note(&mut tx, app, actor.person_id(), "person-added", person.id, &detail).await?;
    tx.commit().await?;
    Ok(person.id)
}

/// Changes the name and the address with which he signs in.
pub async fn change(app: &App, actor: &Actor, id: PersonId, name: &str, email: &str) -> Result<()> {
    actor.require_everywhere(Action::ManagePeople)?;
    let (name, email) = (clean_name("name", name)?, rules::email(email)?);
    let mut tx = app.db.begin().await?;
    rows::lock(&mut tx).await?;
    let mut person = rows::get(&mut tx, id).await?.ok_or(AppError::NotFound("person"))?;
    let detail = format!("{}, {} → {name}, {email}", person.name, person.email);
    (person.name, person.email) = (name, email);
    rows::change(&mut tx, &person).await.map_err(taken)?;
    note(&mut tx, app, actor.person_id(), "person-changed", id, &detail).await?;
    tx.commit().await?;
    Ok(())
}

/// Replaces everything he was granted. The last active owner stays one. A brand whose person in
/// charge may not work there any more has nobody in charge.
pub async fn set_grants(app: &App, actor: &Actor, id: PersonId, grants: Vec<Grant>) -> Result<()> {
    actor.require_everywhere(Action::ManagePeople)?;
    let grants = sound(app, grants).await?;
    let words = in_words(app, &grants).await?;
    let mut tx = app.db.begin().await?;
    rows::lock(&mut tx).await?;
    let person = rows::get(&mut tx, id).await?.ok_or(AppError::NotFound("person"))?;
    let owner = grants.iter().any(|g| g.role == Role::Owner);
    if !owner && rows::owners(&mut tx).await? == [id] {
        return Err(AppError::invalid("grants", "last-owner"));
    }
    rows::set_grants(&mut tx, id, &grants).await?;
    let detail = format!("{}: {words}", person.email);
    note(&mut tx, app, actor.person_id(), "grants-changed", id, &detail).await?;
    leave_brands(app, &mut tx, actor, &person, &grants).await?;
    tx.commit().await?;
    Ok(())
}

/// Lets somebody go or come back. Going ends his sessions and tokens at once, and the brands he
/// was in charge of have nobody in charge. The last active owner cannot go.
pub async fn set_active(app: &App, actor: &Actor, id: PersonId, active: bool) -> Result<()> {
    actor.require_everywhere(Action::ManagePeople)?;
    let mut tx = app.db.begin().await?;
    rows::lock(&mut tx).await?;
    let mut person = rows::get(&mut tx, id).await?.ok_or(AppError::NotFound("person"))?;
    if person.active == active {
        return Ok(());
    }
    if !active && rows::owners(&mut tx).await? == [id] {
        return Err(AppError::invalid("active", "last-owner"));
    }
    person.active = active;
    rows::change(&mut tx, &person).await?;
    if !active {
        store::session::end_all(&mut tx, id, None).await?;
        store::token::revoke_all(&mut tx, id, app.now()).await?;
        leave_brands(app, &mut tx, actor, &person, &[]).await?;
    }
    let action = if active { "person-returned" } else { "person-left" };
    note(&mut tx, app, actor.person_id(), action, id, &person.email).await?;
    tx.commit().await?;
    Ok(())
}

/// The actor that a person is at this moment.
pub(crate) async fn actor_of(app: &App, person: &rows::Person) -> Result<Actor> {
    let grants = rows::grants(&app.db, person.id).await?;
    let tree = store::brand::tree(&app.db).await?;
    let (name, email) = (person.name.clone(), person.email.clone());
    let mut actor = Actor::person(person.id, name, email, &grants, &tree);
    actor.lang = person.lang.clone();
    actor.zone = person.zone.clone();
    actor.theme = person.theme.clone();
    Ok(actor)
}

async fn note(
    tx: &mut Tx,
    app: &App,
    by: Option<PersonId>,
    action: &str,
    whom: PersonId,
    detail: &str,
) -> Result<()> {
    Ok(audit::write(tx, app.now(), by, action, &format!("person:{whom}"), detail).await?)
}

/// All fields checked at once, the password hashed.
async fn prepared(app: &App, new: NewPerson) -> Result<rows::Person> {
    let Checked { email, name, lang, zone } = rules::check(&new)?;
    Ok(rows::Person {
        id: PersonId(app.uuid()),
        password_hash: password::hash(app, &new.password).await?,
        email,
        name,
        lang,
        zone,
        theme: "auto".into(),
        active: true,
        created_at: app.now(),
    })
}

/// Grants without repetition, of brands that exist. An owner is an owner of everything.
async fn sound(app: &App, mut grants: Vec<Grant>) -> Result<Vec<Grant>> {
    let tree = store::brand::tree(&app.db).await?;
    let mut wrong = vec![];
    for grant in &grants {
        let unknown = |b: BrandId| !tree.iter().any(|(id, _)| *id == b);
        let problem = match grant.brand {
            Some(_) if grant.role == Role::Owner => "owner-everywhere",
            Some(brand) if unknown(brand) => "unknown-brand",
            _ => continue,
        };
        wrong.push(FieldError { field: "grants", problem, detail: String::new() });
    }
    if !wrong.is_empty() {
        return Err(AppError::Invalid(wrong));
    }
    grants.sort_by_key(|g| (g.role, g.brand));
    grants.dedup();
    Ok(grants)
}

async fn in_words(app: &App, grants: &[Grant]) -> Result<String> {
    let brands = store::brand::all(&app.db).await?;
    let slug = |id: BrandId| brands.iter().find(|b| b.id == id).map_or("?", |b| b.slug.as_str());
    let words = grants.iter().map(|g| format!("{} {}", g.role, g.brand.map_or("*", slug)));
    let words: Vec<_> = words.collect();
    Ok(if words.is_empty() { "–".into() } else { words.join(", ") })
}

/// Takes a person out of charge where these grants do not let him work.
async fn leave_brands(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    person: &rows::Person,
    grants: &[Grant],
) -> Result<()> {
    let brands = store::brand::all_in(tx).await?;
    let tree: Vec<_> = brands.iter().map(|b| (b.id, b.parent)).collect();
    let then = Actor::person(person.id, String::new(), String::new(), grants, &tree);
    for mut brand in brands {
        if brand.owner == Some(person.id) && !then.may(Action::WorkCases, brand.id) {
            brand.owner = None;
            store::brand::put(tx, &brand).await?;
            let detail = format!("{}: {} → –", brand.name, person.name);
            let object = format!("brand:{}", brand.id);
            let by = actor.person_id();
            audit::write(tx, app.now(), by, "brand-changed", &object, &detail).await?;
        }
    }
    Ok(())
}

fn taken(error: StoreError) -> AppError {
    match error {
        StoreError::Taken(_) => AppError::invalid("email", "email-taken"),
        other => other.into(),
    }
}
