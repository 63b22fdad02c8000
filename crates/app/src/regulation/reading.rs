//! Read and confirm: whoever works by the regulation is asked to read each version and to say so
//! himself. Nobody confirms for another, and nothing confirms by itself.

use super::{Line, diff, in_force};
use crate::{Action, Actor, App, AppError, FieldError, Result, Scope};
use domain::regulation::Check;
use domain::{PersonId, Timestamp};
use serde::Serialize;
use store::reading::{self as rows, Confirmed};
use store::{audit, person};

/// What a person is asked to read.
#[derive(Clone, Debug, Serialize)]
pub struct Reading {
    pub version: i64,
    pub note: String,
    pub published_at: Option<Timestamp>,
    /// The newest version that he confirmed; 0: none yet.
    pub confirmed_version: i64,
    pub confirmed_at: Option<Timestamp>,
    /// The version in force is confirmed.
    pub done: bool,
    /// What changed since the version that he confirmed; nothing when he confirmed none.
    pub changes: Vec<Line>,
    pub questions: Vec<Question>,
}

/// A question of the check of understanding, without its answer.
#[derive(Clone, Debug, Serialize)]
pub struct Question {
    pub question: String,
    pub answers: Vec<String>,
}

/// Where one person stands.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Confirmation {
    pub person: PersonId,
    pub name: String,
    /// The newest version that he confirmed; 0: none yet.
    pub version: i64,
    pub at: Option<Timestamp>,
    /// It is the version in force.
    pub done: bool,
}

/// The version in force when this person has still to read it.
pub async fn unread(app: &App, actor: &Actor) -> Result<Option<i64>> {
    let Ok(me) = reader(actor) else { return Ok(None) };
    let newest = store::regulation::newest(&app.db).await?;
    let confirmed = rows::newest_of(&app.db, me).await?.map_or(0, |c| c.version);
    Ok((confirmed < newest).then_some(newest))
}

/// The version in force, and what is new in it for this person.
pub async fn reading(app: &App, actor: &Actor) -> Result<Reading> {
    let me = reader(actor)?;
    let current = in_force(app).await?;
    let confirmed = rows::newest_of(&app.db, me).await?;
    let version = confirmed.map_or(0, |c| c.version);
    let before = match version > 0 && version < current.version {
        true => store::regulation::get(&app.db, version).await?,
        false => None,
    };
    Ok(Reading {
        version: current.version,
        note: current.note.clone(),
        published_at: current.published_at,
        confirmed_version: version,
        confirmed_at: confirmed.map(|c| c.at),
        done: version == current.version,
        changes: before.map_or(vec![], |b| diff(&b.source, &current.source)),
        questions: current
            .rules
            .understanding
            .iter()
            .map(|c| Question { question: c.question.clone(), answers: c.answers.clone() })
            .collect(),
    })
}

/// Confirms the version that was read. `answers` are counted from 1, one for each question;
/// `Invalid("answers", "understanding-wrong", …)` names each that is wrong and where to read again.
/// `Conflict` when another version is in force by now.
pub async fn confirm(app: &App, actor: &Actor, version: i64, answers: &[usize]) -> Result<()> {
    let me = reader(actor)?;
    let current = in_force(app).await?;
    if version != current.version {
        return Err(AppError::Conflict);
    }
    if version == 0 {
        return Err(AppError::NotFound("regulation"));
    }
    let wrong = wrong_answers(&current.rules.understanding, answers);
    if !wrong.is_empty() {
        let told = wrong.into_iter().map(|(n, check)| FieldError {
            field: "answers",
            problem: "understanding-wrong",
            detail: match check.read.is_empty() {
                true => n.to_string(),
                false => format!("{n} → {}", check.read),
            },
        });
        return Err(AppError::Invalid(told.collect()));
    }
    let mut tx = app.db.begin().await?;
    if rows::add(&mut tx, Confirmed { version, person: me, at: app.now() }).await? {
        let object = format!("regulation:{version}");
        audit::write(&mut tx, app.now(), Some(me), "regulation-confirmed", &object, "").await?;
    }
    tx.commit().await?;
    Ok(())
}

/// The questions that were not answered rightly, with their numbers from 1.
pub fn wrong_answers<'c>(checks: &'c [Check], answers: &[usize]) -> Vec<(usize, &'c Check)> {
    let right = |n: usize, check: &Check| answers.get(n) == Some(&check.right);
    let wrong = checks.iter().enumerate().filter(|(n, check)| !right(*n, check));
    wrong.map(|(n, check)| (n + 1, check)).collect()
}

/// Who works by the regulation where this person leads, those who have still to read it first.
pub async fn confirmations(app: &App, actor: &Actor) -> Result<Vec<Confirmation>> {
    if !actor.may_somewhere(Action::ReadConfirmations) {
        return Err(AppError::Forbidden(Action::ReadConfirmations));
    }
    let led = actor.scope(Action::ReadConfirmations);
    let newest = store::regulation::newest(&app.db).await?;
    let confirmed = rows::newest(&app.db).await?;
    let grants = person::all_grants(&app.db).await?;
    let tree = store::brand::tree(&app.db).await?;
    let people = person::all(&app.db).await?.into_iter().filter(|p| p.active);
    let mut list: Vec<Confirmation> = people
        .filter(|p| {
            let own = grants.get(&p.id).map(Vec::as_slice).unwrap_or_default();
            let other = Actor::person(p.id, String::new(), String::new(), own, &tree);
            other.may_somewhere(Action::ConfirmRegulation)
                && meets(&led, &other.scope(Action::ConfirmRegulation))
        })
        .map(|p| {
            let own = confirmed.iter().find(|c| c.person == p.id);
            let version = own.map_or(0, |c| c.version);
            let at = own.map(|c| c.at);
            Confirmation { person: p.id, name: p.name, version, at, done: version == newest }
        })
        .collect();
    list.sort_by(|a, b| (a.done, a.version, &a.name).cmp(&(b.done, b.version, &b.name)));
    Ok(list)
}

fn meets(led: &Scope, works: &Scope) -> bool {
    match (led, works) {
        (Scope::All, _) | (_, Scope::All) => true,
        (led, Scope::Only(brands)) => brands.iter().any(|b| led.holds(*b)),
    }
}

/// Who confirms, if he is one of those who do.
fn reader(actor: &Actor) -> Result<PersonId> {
    let may = actor.may_somewhere(Action::ConfirmRegulation);
    actor.person_id().filter(|_| may).ok_or(AppError::Forbidden(Action::ConfirmRegulation))
}
