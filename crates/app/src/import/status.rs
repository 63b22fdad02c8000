//! How far imports are: one, the latest, and what a person may still do about them.

use super::options::{ImportOptions, Stored};
use super::upload::{discard, importable};
use crate::names::Names;
use crate::{Action, Actor, App, AppError, Result, Scope};
use domain::{BrandId, ImportId, SourceId, Timestamp};
use jiff::SignedDuration;
use serde::Serialize;
use std::str::FromStr;
use store::import::{self as rows, Run};

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ImportState {
    /// Uploaded; its columns are not settled yet.
    Draft,
    Waiting,
    Running,
    Done,
    Failed,
    Stopped,
}

#[derive(Clone, Debug, Serialize)]
pub struct ImportView {
    pub id: ImportId,
    pub brand: BrandId,
    pub brand_name: String,
    pub source: Option<SourceId>,
    pub source_name: String,
    /// Empty for the command line.
    pub person_name: String,
    pub file_name: String,
    pub state: ImportState,
    /// The last row that was dealt with.
    pub row: i64,
    pub bytes_done: i64,
    pub bytes_total: i64,
    pub added: i64,
    /// Rows that were here already.
    pub known: i64,
    /// Rows set aside.
    pub bad: i64,
    pub failure: Option<Failure>,
    pub started_at: Timestamp,
    pub updated_at: Timestamp,
    pub options: ImportOptions,
}

/// Why a run failed: the key of a sentence and its detail.
#[derive(Clone, Debug, Serialize)]
pub struct Failure {
    pub code: String,
    pub detail: String,
}

const SHOWN: i64 = 30;
const DRAFTS_LIVE: SignedDuration = SignedDuration::from_hours(24);

pub async fn status(app: &App, actor: &Actor, id: ImportId) -> Result<ImportView> {
    view(app, one(app, actor, id).await?).await
}

/// The latest imports of the brands for which the actor may import.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<ImportView>> {
    if !actor.may_somewhere(Action::ImportMentions) {
        return Err(AppError::Forbidden(Action::ImportMentions));
    }
    let scope = actor.scope(Action::ImportMentions);
    let brands = match &scope {
        Scope::All => None,
        Scope::Only(brands) => Some(brands.as_slice()),
    };
    let mut views = Vec::new();
    for run in rows::list(&app.db, brands, SHOWN).await? {
        views.push(view(app, run).await?);
    }
    Ok(views)
}

/// Stops an import after the batch in hand; what is in stays in.
pub async fn stop(app: &App, actor: &Actor, id: ImportId) -> Result<()> {
    to(app, actor, id, &["waiting", "running"], "stopped").await
}

/// Lets a stopped import go on where it stood.
pub async fn resume(app: &App, actor: &Actor, id: ImportId) -> Result<()> {
    to(app, actor, id, &["stopped"], "waiting").await?;
    app.imports.notify_waiters();
    Ok(())
}

async fn to(app: &App, actor: &Actor, id: ImportId, from: &[&str], state: &str) -> Result<()> {
    let run = one(app, actor, id).await?;
    importable(actor, run.brand)?;
    let mut tx = app.db.begin().await?;
    let moved = rows::set_state(&mut tx, id, from, state, "", app.now()).await?;
    tx.commit().await?;
    if moved { Ok(()) } else { Err(AppError::Conflict) }
}

/// A run that this person may know of.
pub(super) async fn one(app: &App, actor: &Actor, id: ImportId) -> Result<Run> {
    let run = rows::get(&app.db, id).await?.ok_or(AppError::NotFound("import"))?;
    actor.require_sight(Action::ImportMentions, run.brand, "import")?;
    Ok(run)
}

pub(super) async fn view(app: &App, run: Run) -> Result<ImportView> {
    let names = Names::load(app).await?;
    let stored = Stored::of(&run.options);
    let state: ImportState = run.state.parse().unwrap_or(ImportState::Failed);
    let failure = run.error.split_once('\n').filter(|_| state == ImportState::Failed);
    Ok(ImportView {
        id: run.id,
        brand: run.brand,
        brand_name: names.brand(run.brand),
        source: (!run.source.0.is_nil()).then_some(run.source),
        source_name: stored.source_name,
        person_name: run.person.map(|p| names.person(p)).unwrap_or_default(),
        file_name: run.file_name,
        state,
        row: run.position,
        bytes_done: run.bytes_done,
        bytes_total: run.bytes_total,
        added: run.added,
        known: run.known,
        bad: run.bad,
        failure: failure.map(|(code, detail)| Failure { code: code.into(), detail: detail.into() }),
        started_at: run.started_at,
        updated_at: run.updated_at,
        options: stored.options,
    })
}

/// Uploads that nobody went on with are removed after a day.
pub(super) async fn sweep(app: &App) -> Result<()> {
    for id in rows::old_drafts(&app.db, app.now() - DRAFTS_LIVE).await? {
        let mut tx = app.db.begin().await?;
        rows::remove_draft(&mut tx, id).await?;
        tx.commit().await?;
        discard(app, id).await;
    }
    Ok(())
}

impl ImportState {
    pub const ALL: &'static [ImportState] = &[
        ImportState::Draft,
        ImportState::Waiting,
        ImportState::Running,
        ImportState::Done,
        ImportState::Failed,
        ImportState::Stopped,
    ];

    pub fn code(self) -> &'static str {
        match self {
            ImportState::Draft => "draft",
            ImportState::Waiting => "waiting",
            ImportState::Running => "running",
            ImportState::Done => "done",
            ImportState::Failed => "failed",
            ImportState::Stopped => "stopped",
        }
    }
}

impl FromStr for ImportState {
    type Err = ();

    fn from_str(word: &str) -> std::result::Result<Self, ()> {
        Self::ALL.iter().copied().find(|s| s.code() == word).ok_or(())
    }
}
