//! What a person changes about himself: preferences and the password.

use super::{note, rules};
use crate::door::Knock;
use crate::{Action, Actor, App, AppError, FieldError, Result, password, secret};
use domain::PersonId;
use store::person as rows;

#[derive(Clone, Debug)]
pub struct Preferences {
    pub lang: String,
    pub zone: String,
    /// "auto", "light" or "dark".
    pub theme: String,
}

pub async fn set_preferences(app: &App, actor: &Actor, wish: Preferences) -> Result<()> {
    let id = actor.person_id().ok_or(AppError::SignedOut)?;
    let mut wrong: Vec<FieldError> = vec![];
    let lang = rules::gather(&mut wrong, rules::lang(&wish.lang));
    let zone = rules::gather(&mut wrong, rules::zone(&wish.zone));
    let theme = rules::gather(&mut wrong, rules::theme(&wish.theme));
    let (Some(lang), Some(zone), Some(theme)) = (lang, zone, theme) else {
        return Err(AppError::Invalid(wrong));
    };
    let mut tx = app.db.begin().await?;
    rows::lock(&mut tx).await?;
    let mut person = rows::get(&mut tx, id).await?.ok_or(AppError::SignedOut)?;
    (person.lang, person.zone, person.theme) = (lang, zone, theme);
    rows::change(&mut tx, &person).await?;
    tx.commit().await?;
    Ok(())
}

/// One's own password with the old one; anybody's without it for those who manage people.
/// Every session of the person ends but the one whose secret is `keep`.
pub async fn set_password(
    app: &App,
    actor: &Actor,
    id: PersonId,
    old: Option<&str>,
    new: &str,
    keep: Option<&str>,
) -> Result<()> {
    let own = actor.person_id() == Some(id);
    if !own {
        actor.require_everywhere(Action::ManagePeople)?;
    }
    let person = store::person::by_id(&app.db, id).await?.ok_or(AppError::NotFound("person"))?;
    password::check("password", new, &person.email)?;
    if own {
        prove(app, &person, old.unwrap_or_default()).await?;
    }
    let hash = password::hash(app, new).await?;
    let mut tx = app.db.begin().await?;
    rows::lock(&mut tx).await?;
    let mut person = rows::get(&mut tx, id).await?.ok_or(AppError::NotFound("person"))?;
    person.password_hash = hash;
    rows::change(&mut tx, &person).await?;
    let keep = keep.filter(|_| own).map(secret::hash);
    store::session::end_all(&mut tx, id, keep.as_deref()).await?;
    note(&mut tx, app, actor.person_id(), "password-changed", id, &person.email).await?;
    tx.commit().await?;
    Ok(())
}

/// The old password, with the same patience as at the door: a session left open is no licence to guess.
async fn prove(app: &App, person: &rows::Person, old: &str) -> Result<()> {
    let knocks = [Knock { key: format!("password {}", person.id), free: 5, longest: 900 }];
    app.door.knock(&knocks, app.now()).map_err(AppError::TooMany)?;
    if !password::is_right(app, old, Some(person.password_hash.clone())).await? {
        return Err(AppError::invalid("old_password", "wrong-password"));
    }
    app.door.forget(&knocks[0].key);
    Ok(())
}
