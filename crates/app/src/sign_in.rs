//! Sign-in with a password, and the sessions that come of it.

use crate::door::Knock;
use crate::{Actor, App, AppError, Result, password, people, secret};
use domain::{PersonId, Timestamp};
use jiff::SignedDuration;
use serde::Serialize;
use store::session as rows;

/// A session ends after this time without a visit …
const IDLE: SignedDuration = SignedDuration::from_hours(12);
/// … and after this time in any case.
const LONGEST: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Seeing somebody is written down at most this often.
const SEEN_EVERY: SignedDuration = SignedDuration::from_secs(60);

/// A new session: the secret for the cookie is shown here and nowhere else.
#[derive(Clone, Debug)]
pub struct Session {
    pub token: String,
    pub csrf: String,
    pub person: PersonId,
    /// When the cookie may be forgotten at the latest.
    pub expires_at: Timestamp,
}

/// One session as its owner sees it in a list.
#[derive(Clone, Debug, Serialize)]
pub struct SessionView {
    /// Names it in `end_session`; no secret.
    pub id: String,
    pub agent: String,
    pub created_at: Timestamp,
    pub seen_at: Timestamp,
    pub expires_at: Timestamp,
    /// The one that asks.
    pub current: bool,
}

/// What stands in the sign-in form, and from where it came.
#[derive(Clone, Copy, Debug)]
pub struct Attempt<'a> {
    pub email: &'a str,
    pub password: &'a str,
    /// The address of the caller; tries from one address are slowed down together.
    pub address: &'a str,
    /// What the browser calls itself.
    pub agent: &'a str,
}

/// A session for the right password. `Invalid("password", "wrong-sign-in")` tells neither which of
/// the two was wrong nor who has an account; `TooMany` after several failures.
pub async fn sign_in(app: &App, attempt: Attempt<'_>) -> Result<Session> {
    let email = people::normal_email(attempt.email);
    let knocks = knocks(&email, attempt.address);
    app.door.knock(&knocks, app.now()).map_err(AppError::TooMany)?;
    let person = store::person::by_email(&app.db, &email).await?.filter(|p| p.active);
    let hash = person.as_ref().map(|p| p.password_hash.clone());
    let right = password::is_right(app, attempt.password, hash).await?;
    let Some(person) = person.filter(|_| right) else {
        tracing::info!(address = attempt.address, "sign-in refused");
        return Err(AppError::invalid("password", "wrong-sign-in"));
    };
    app.door.opened(&knocks, app.now());
    app.door.forget(&knocks[0].key);
    begin(app, person.id, attempt.agent).await
}

/// Who stands behind the secret of a cookie, and the session's own word against forged forms.
pub async fn session(app: &App, token: &str) -> Result<(Actor, String)> {
    let hash = secret::hash(token);
    let now = app.now();
    let found = rows::find(&app.db, &hash).await?;
    let found = found.filter(|s| s.expires_at > now).ok_or(AppError::SignedOut)?;
    let person = store::person::by_id(&app.db, found.person).await?;
    let person = person.filter(|p| p.active).ok_or(AppError::SignedOut)?;
    if now.duration_since(found.seen_at) >= SEEN_EVERY {
        rows::touch(&app.db, &hash, now, expiry(found.created_at, now)).await?;
    }
    Ok((people::actor_of(app, &person).await?, found.csrf))
}

pub async fn sign_out(app: &App, token: &str) -> Result<()> {
    let hash = secret::hash(token);
    if let Some(found) = rows::find(&app.db, &hash).await? {
        let mut tx = app.db.begin().await?;
        rows::end(&mut tx, found.person, &hash).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Ends all sessions of the actor, but not the one whose secret is `keep`. How many ended.
pub async fn sign_out_everywhere(app: &App, actor: &Actor, keep: Option<&str>) -> Result<u64> {
    let person = actor.person_id().ok_or(AppError::SignedOut)?;
    let keep = keep.map(secret::hash);
    let mut tx = app.db.begin().await?;
    let ended = rows::end_all(&mut tx, person, keep.as_deref()).await?;
    tx.commit().await?;
    Ok(ended)
}

/// The actor's own sessions, the last seen first.
pub async fn sessions(app: &App, actor: &Actor, current: Option<&str>) -> Result<Vec<SessionView>> {
    let person = actor.person_id().ok_or(AppError::SignedOut)?;
    let current = current.map(secret::hash);
    let rows = rows::of_person(&app.db, person, app.now()).await?;
    Ok(rows
        .into_iter()
        .map(|s| SessionView {
            current: Some(&s.token_hash) == current.as_ref(),
            id: hex::encode(&s.token_hash),
            agent: s.agent,
            created_at: s.created_at,
            seen_at: s.seen_at,
            expires_at: s.expires_at,
        })
        .collect())
}

/// Ends one of the actor's own sessions.
pub async fn end_session(app: &App, actor: &Actor, id: &str) -> Result<()> {
    let person = actor.person_id().ok_or(AppError::SignedOut)?;
    let hash = hex::decode(id).map_err(|_| AppError::NotFound("session"))?;
    let mut tx = app.db.begin().await?;
    let ended = rows::end(&mut tx, person, &hash).await?;
    tx.commit().await?;
    if ended { Ok(()) } else { Err(AppError::NotFound("session")) }
}

async fn begin(app: &App, person: PersonId, agent: &str) -> Result<Session> {
    let (token, csrf, now) = (secret::new(app), secret::new(app), app.now());
    let row = rows::Session {
        token_hash: secret::hash(&token),
        person,
        csrf: csrf.clone(),
        created_at: now,
        seen_at: now,
        expires_at: expiry(now, now),
        agent: agent.chars().filter(|c| !c.is_control()).take(200).collect(),
    };
    let mut tx = app.db.begin().await?;
    rows::sweep(&mut tx, now).await?;
    rows::add(&mut tx, &row).await?;
    tx.commit().await?;
    Ok(Session { token, csrf, person, expires_at: now.checked_add(LONGEST).unwrap_or(now) })
}

fn expiry(created_at: Timestamp, now: Timestamp) -> Timestamp {
    let idle = now.checked_add(IDLE).unwrap_or(Timestamp::MAX);
    idle.min(created_at.checked_add(LONGEST).unwrap_or(Timestamp::MAX))
}

/// The account from this address, the account as such, and the address. The account alone is
/// slowed down late and briefly, so that a stranger cannot lock its owner out.
fn knocks(email: &str, address: &str) -> [Knock; 3] {
    [
        Knock { key: format!("{email} from {address}"), free: 5, longest: 900 },
        Knock { key: format!("account {email}"), free: 20, longest: 30 },
        Knock { key: format!("address {address}"), free: 30, longest: 900 },
    ]
}
