//! API tokens: a person's own keys for programs. They may do what the person may do.

use crate::{Action, Actor, App, AppError, Result, people, secret};
use domain::{Timestamp, TokenId};
use jiff::SignedDuration;
use serde::Serialize;
use store::audit;
use store::token as rows;

const PREFIX: &str = "rdr_";
/// Use is written down at most this often.
const USED_EVERY: SignedDuration = SignedDuration::from_secs(60);
const MOST: usize = 50;

/// A new token. The secret is shown here and nowhere else.
#[derive(Clone, Debug, Serialize)]
pub struct NewToken {
    pub id: TokenId,
    pub name: String,
    pub secret: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct TokenView {
    pub id: TokenId,
    pub name: String,
    pub created_at: Timestamp,
    pub used_at: Option<Timestamp>,
}

pub async fn create(app: &App, actor: &Actor, name: &str) -> Result<NewToken> {
    let person = actor.person_id().ok_or(AppError::SignedOut)?;
    let name = people::clean_name("name", name)?;
    if rows::of_person(&app.db, person).await?.len() >= MOST {
        return Err(AppError::invalid_with("name", "too-many-tokens", MOST));
    }
    let secret = format!("{PREFIX}{}", secret::new(app));
    let token = rows::Token {
        id: TokenId(app.uuid()),
        person,
        name: name.clone(),
        token_hash: secret::hash(&secret),
        created_at: app.now(),
        used_at: None,
        revoked_at: None,
    };
    let mut tx = app.db.begin().await?;
    rows::add(&mut tx, &token).await?;
    let object = format!("token:{}", token.id);
    audit::write(&mut tx, app.now(), Some(person), "token-created", &object, &name).await?;
    tx.commit().await?;
    Ok(NewToken { id: token.id, name, secret })
}

/// The actor's own tokens, newest first.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<TokenView>> {
    let person = actor.person_id().ok_or(AppError::SignedOut)?;
    let rows = rows::of_person(&app.db, person).await?;
    let view = |t: rows::Token| TokenView {
        id: t.id,
        name: t.name,
        created_at: t.created_at,
        used_at: t.used_at,
    };
    Ok(rows.into_iter().map(view).collect())
}

/// One's own, or anybody's for those who manage people.
pub async fn revoke(app: &App, actor: &Actor, id: TokenId) -> Result<()> {
    let token = rows::by_id(&app.db, id).await?.ok_or(AppError::NotFound("token"))?;
    let own = actor.person_id() == Some(token.person);
    if !own && !actor.may_everywhere(Action::ManagePeople) {
        return Err(AppError::NotFound("token"));
    }
    let mut tx = app.db.begin().await?;
    if !rows::revoke(&mut tx, id, app.now()).await? {
        return Err(AppError::NotFound("token"));
    }
    let object = format!("token:{id}");
    audit::write(&mut tx, app.now(), actor.person_id(), "token-revoked", &object, &token.name)
        .await?;
    tx.commit().await?;
    Ok(())
}

/// Who stands behind a token from an `Authorization: Bearer` header.
pub async fn actor_of_token(app: &App, secret: &str) -> Result<Actor> {
    if !secret.starts_with(PREFIX) {
        return Err(AppError::SignedOut);
    }
    let found = rows::find(&app.db, &secret::hash(secret)).await?;
    let found = found.filter(|t| t.revoked_at.is_none()).ok_or(AppError::SignedOut)?;
    let person = store::person::by_id(&app.db, found.person).await?;
    let person = person.filter(|p| p.active).ok_or(AppError::SignedOut)?;
    let now = app.now();
    if found.used_at.is_none_or(|used| now.duration_since(used) >= USED_EVERY) {
        rows::touch(&app.db, found.id, now).await?;
    }
    people::actor_of(app, &person).await
}
