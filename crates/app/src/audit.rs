//! The audit trail as those who may read it see it.

use crate::{Action, Actor, App, AppError, Result, Scope, people};
use domain::{PersonId, Timestamp};
use serde::Serialize;

#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    pub seq: i64,
    pub at: Timestamp,
    pub person: Option<PersonId>,
    /// Empty: the operator of the machine.
    pub person_name: String,
    pub action: String,
    pub object: String,
    pub detail: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct Entries {
    pub entries: Vec<Entry>,
    /// Ask for those before this one; `None` at the end.
    pub next: Option<i64>,
}

/// Newest first. Over everything: all of it; over some brands: what was done to these.
pub async fn list(app: &App, actor: &Actor, before: Option<i64>, limit: i64) -> Result<Entries> {
    let objects = match actor.scope(Action::ReadAudit) {
        Scope::All => None,
        Scope::Only(brands) if brands.is_empty() => {
            return Err(AppError::Forbidden(Action::ReadAudit));
        }
        Scope::Only(brands) => {
            Some(brands.iter().map(|b| format!("brand:{b}")).collect::<Vec<_>>())
        }
    };
    let limit = limit.clamp(1, 200);
    let rows = store::audit::list(&app.db, before, objects.as_deref(), limit + 1).await?;
    let names = people::names(app).await?;
    let more = rows.len() as i64 > limit;
    let entries: Vec<Entry> = rows
        .into_iter()
        .take(limit as usize)
        .map(|e| Entry {
            seq: e.seq,
            at: e.at,
            person: e.person,
            person_name: e.person.and_then(|p| names.get(&p).cloned()).unwrap_or_default(),
            action: e.action,
            object: e.object,
            detail: e.detail,
        })
        .collect();
    Ok(Entries { next: entries.last().filter(|_| more).map(|e| e.seq), entries })
}
