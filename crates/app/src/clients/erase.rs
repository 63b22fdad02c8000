//! Erasing: every case closed, the key destroyed, what stood in clear emptied, and a certificate.

use super::certificate::{Certificate, hash};
use super::list;
use crate::cases::carry_out::{announce, append_one, load, words};
use crate::{Action, Actor, App, AppError, Result};
use domain::case::{Command, Refusal};
use domain::{CaseId, ClientId, Timestamp};
use jiff::ToSpan;
use store::erase::{self as rows, Erasure, Gone, Person};

/// What came of erasing again what a restored backup brought back.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Again {
    pub erased: usize,
    /// Open in the restored desk: close these, then once more.
    pub open: Vec<i64>,
}

/// Destroys what the desk knows about a client. Every case of his must be closed; who may do it is
/// said by the regulation (`who.erase`).
pub async fn erase(
    app: &App,
    actor: &Actor,
    client: ClientId,
    reason: &str,
) -> Result<Certificate> {
    let certificate = one(app, actor, client, reason).await?;
    rows::sweep(&app.db).await?;
    Ok(certificate)
}

/// Whose case it is.
pub async fn whose(app: &App, actor: &Actor, case: CaseId) -> Result<ClientId> {
    Ok(crate::cases::visible(app, actor, case).await?.client)
}

/// The certificate as it was written, and its hash.
pub async fn certificate(app: &App, actor: &Actor, client: ClientId) -> Result<Erasure> {
    sees(actor, &rows::person(&app.db, client).await?)?;
    rows::of_client(&app.db, client).await?.ok_or(AppError::NotFound("certificate"))
}

/// Erases whoever stands in the list beside the database and is not erased in it.
pub async fn again(app: &App) -> Result<Again> {
    let mut done = Again::default();
    for client in list::read(app)? {
        let known = store::client::get(&app.db, client).await?.is_some();
        if !known || rows::of_client(&app.db, client).await?.is_some() {
            continue;
        }
        let person = rows::person(&app.db, client).await?;
        let open = open(&person);
        if open.is_empty() {
            one(app, &Actor::operator(), client, "again after a restore").await?;
            done.erased += 1;
        }
        done.open.extend(open);
    }
    if done.erased > 0 {
        rows::sweep(&app.db).await?;
    }
    Ok(done)
}

/// Erases clients whose cases were closed longer ago than the regulation in force keeps them.
/// Returns how many; 0 also when it keeps them for ever.
pub async fn overdue(app: &App) -> Result<usize> {
    const LOOKED_AT: i64 = 10_000;
    const AT_ONCE: usize = 200;
    let months = crate::regulation::in_force(app).await?.rules.retention.closed_cases_months;
    if months == 0 {
        return Ok(0);
    }
    let now = app.now().to_zoned(jiff::tz::TimeZone::UTC);
    let Ok(moment) = now.checked_sub(i64::from(months).months()) else { return Ok(0) };
    let clients = rows::closed_before(&app.db, moment.timestamp(), LOOKED_AT).await?;
    let mut erased = 0;
    for client in clients {
        if erased == AT_ONCE {
            break;
        }
        // Cases of others may hang on his by a merge, and may be open or too young still.
        let person = rows::person(&app.db, client).await?;
        let gone = rows::of_client(&app.db, client).await?.is_some();
        if gone || !over(app, &person, moment.timestamp()).await? {
            continue;
        }
        let reason = format!("closed longer ago than {months} months");
        one(app, &Actor::operator(), client, &reason).await?;
        erased += 1;
    }
    if erased > 0 {
        rows::sweep(&app.db).await?;
    }
    Ok(erased)
}

async fn over(app: &App, person: &Person, moment: Timestamp) -> Result<bool> {
    for case in &person.cases {
        if load(app, case.id).await?.closed_at.is_none_or(|at| at >= moment) {
            return Ok(false);
        }
    }
    Ok(true)
}

async fn one(app: &App, actor: &Actor, client: ClientId, reason: &str) -> Result<Certificate> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(AppError::invalid("reason", "empty"));
    }
    let person = rows::person(&app.db, client).await?;
    if store::client::get(&app.db, client).await?.is_none() {
        return Err(AppError::NotFound("client"));
    }
    may(actor, &person)?;
    let open = open(&person);
    if !open.is_empty() {
        let numbers: Vec<_> = open.iter().map(i64::to_string).collect();
        return Err(AppError::invalid_with("client", "cases-open", numbers.join(", ")));
    }
    if rows::of_client(&app.db, client).await?.is_some() {
        return Err(AppError::Refused(Refusal::Erased));
    }
    write(app, actor, &person, reason).await
}

async fn write(app: &App, actor: &Actor, person: &Person, reason: &str) -> Result<Certificate> {
    let now = app.now();
    let mut before = Vec::new();
    for case in &person.cases {
        before.push(load(app, case.id).await?);
    }
    let mut tx = app.db.begin().await?;
    let keys = rows::fingerprints(&mut tx, &app.vault, person).await?;
    let gone = rows::empty(&mut tx, person).await?;
    let certificate = certify(actor, person, reason, now, keys, &gone);
    let text = certificate.text();
    let sha256 = hash(&text);
    let mut after = Vec::new();
    for (case, state) in person.cases.iter().zip(before) {
        let command = Command::Erase { certificate: sha256.clone() };
        let doer = actor.doer(case.brand);
        after.push(append_one(app, &mut tx, case.id, state, &doer, command).await?);
    }
    rows::destroy(&mut tx, &app.vault, person, now, words).await?;
    for client in &person.clients {
        let erasure =
            Erasure { client: *client, at: now, sha256: sha256.clone(), certificate: text.clone() };
        rows::record(&mut tx, &erasure).await?;
        let object = format!("client:{client}");
        let by = actor.person_id();
        store::audit::write(&mut tx, now, by, "client-erased", &object, &sha256).await?;
    }
    tx.commit().await?;
    // After the commit: a line of somebody who was not erased would erase him after a restore.
    list::add(app, &person.clients, &sha256)?;
    for file in &gone.files {
        match std::fs::remove_file(crate::attachments::path(app, file)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    for (case, state) in person.cases.iter().zip(&after) {
        announce(app, case.id, state);
    }
    Ok(certificate)
}

fn certify(
    actor: &Actor,
    person: &Person,
    reason: &str,
    now: Timestamp,
    keys: Vec<String>,
    gone: &Gone,
) -> Certificate {
    Certificate {
        clients: person.clients.clone(),
        cases: person.cases.iter().map(|c| c.number).collect(),
        erased_at: now,
        erased_by: actor.name.clone(),
        reason: reason.to_owned(),
        keys,
        mentions: gone.mentions,
        replies: gone.replies,
        attachments: gone.attachments,
        client_pages: gone.pages,
    }
}

fn open(person: &Person) -> Vec<i64> {
    person.cases.iter().filter(|c| !c.closed).map(|c| c.number).collect()
}

/// A client without a case belongs to no brand: only who leads everything may know of him.
fn sees(actor: &Actor, person: &Person) -> Result<()> {
    if person.cases.is_empty() && !actor.may_everywhere(Action::ReadCases) {
        return Err(AppError::NotFound("client"));
    }
    let see = |c: &rows::Case| actor.require_sight(Action::ReadCases, c.brand, "client");
    person.cases.iter().try_for_each(see)
}

fn may(actor: &Actor, person: &Person) -> Result<()> {
    sees(actor, person)?;
    if person.cases.is_empty() {
        // No case, no regulation of a case that could say who may.
        return actor.require_everywhere(Action::ManageCompany);
    }
    person.cases.iter().try_for_each(|c| actor.require(Action::WorkCases, c.brand))
}
