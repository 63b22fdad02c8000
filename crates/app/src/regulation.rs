//! The regulation of the company: the version in force, its history, and publishing a new one.

mod diff;
mod examples;
mod reading;
mod remarks;

pub use diff::{Line, LineKind, diff};
pub use reading::{
    Confirmation, Question, Reading, confirm, confirmations, reading, unread, wrong_answers,
};
pub use remarks::Remark;

use crate::{Action, Actor, App, AppError, Result, people};
use domain::regulation::Regulation;
use domain::{PersonId, Timestamp};
use serde::Serialize;
use std::sync::Arc;
use store::regulation as rows;
use store::{StoreError, Tx, audit};

/// The regulation in force, with where it comes from.
#[derive(Debug)]
pub struct Current {
    /// 0: the example, before anything was published.
    pub version: i64,
    pub rules: Arc<Regulation>,
    pub source: String,
    pub published_at: Option<Timestamp>,
    pub published_by: Option<PersonId>,
    pub note: String,
}

/// A text to be published.
#[derive(Clone, Copy, Debug)]
pub struct Draft<'a> {
    pub source: &'a str,
    /// What is new, for those who work by it.
    pub note: &'a str,
    /// The version that was edited; `Conflict` when another one is in force by now.
    pub base: Option<i64>,
}

/// What came of publishing.
#[derive(Clone, Debug, Serialize)]
pub struct Published {
    pub version: i64,
    /// Nothing is wrong with it, but somebody may have meant something else.
    pub remarks: Vec<Remark>,
}

/// One version in the history.
#[derive(Clone, Debug, Serialize)]
pub struct Version {
    pub version: i64,
    pub source: String,
    pub published_at: Timestamp,
    /// Empty: came with the desk, or by the operator of the machine.
    pub published_by: String,
    pub note: String,
}

const LONGEST_BYTES: usize = 1 << 20;

/// The regulation in force, without an actor: routing and timers go by it.
pub async fn current(app: &App) -> Result<Arc<Regulation>> {
    Ok(in_force(app).await?.rules.clone())
}

/// The version that holds for a case; 0, from before cases knew theirs, stands for the one in force.
pub(crate) async fn version(app: &App, version: i64) -> Result<Arc<Regulation>> {
    let current = in_force(app).await?;
    if version == 0 || version == current.version {
        return Ok(current.rules.clone());
    }
    let known = app.versions.read().unwrap_or_else(|p| p.into_inner()).get(&version).cloned();
    if let Some(rules) = known {
        return Ok(rules);
    }
    let row = rows::get(&app.db, version).await?.ok_or(AppError::NotFound("regulation"))?;
    let rules = Arc::new(parsed(&row.source)?);
    app.versions.write().unwrap_or_else(|p| p.into_inner()).insert(version, rules.clone());
    Ok(rules)
}

/// The regulation in force, for a page. Whoever may read it anywhere may read it: it is one for all.
pub async fn read(app: &App, actor: &Actor) -> Result<Arc<Current>> {
    require_read(actor)?;
    in_force(app).await
}

/// Publishes a text as the next version. `Invalid("source", "regulation-line", "LINE: why")` when
/// it cannot be read or contradicts itself.
pub async fn publish(app: &App, actor: &Actor, draft: Draft<'_>) -> Result<Published> {
    actor.require_everywhere(Action::PublishRegulation)?;
    if draft.source.len() > LONGEST_BYTES {
        return Err(AppError::invalid_with("source", "too-long", LONGEST_BYTES));
    }
    // Browsers send CRLF; what is stored has the line ends of a file.
    let source = draft.source.replace("\r\n", "\n");
    let rules = checked(&source)?;
    let newest = rows::newest(&app.db).await?;
    if draft.base.is_some_and(|base| base != newest) {
        return Err(AppError::Conflict);
    }
    let row = rows::Published {
        version: newest + 1,
        source,
        published_at: app.now(),
        published_by: actor.person_id(),
        note: draft.note.trim().chars().take(500).collect(),
    };
    let brands = store::brand::all(&app.db).await?;
    let remarks = remarks::of(&rules, &row.source, &brands);
    let mut tx = app.db.begin().await?;
    put(app, &mut tx, &row).await?;
    tx.commit().await?;
    Ok(Published { version: row.version, remarks })
}

/// Checks a text without publishing it.
pub async fn check(app: &App, actor: &Actor, source: &str) -> Result<Vec<Remark>> {
    actor.require_everywhere(Action::PublishRegulation)?;
    let source = source.replace("\r\n", "\n");
    let rules = checked(&source)?;
    Ok(remarks::of(&rules, &source, &store::brand::all(&app.db).await?))
}

/// All published versions, newest first.
pub async fn history(app: &App, actor: &Actor) -> Result<Vec<Version>> {
    require_read(actor)?;
    let names = people::names(app).await?;
    let rows = rows::history(&app.db).await?;
    Ok(rows
        .into_iter()
        .map(|row| Version {
            published_by: row.published_by.and_then(|p| names.get(&p).cloned()).unwrap_or_default(),
            version: row.version,
            source: row.source,
            published_at: row.published_at,
            note: row.note,
        })
        .collect())
}

/// What a version changed against the one before it.
pub async fn changes(app: &App, actor: &Actor, version: i64) -> Result<Vec<Line>> {
    require_read(actor)?;
    let row = rows::get(&app.db, version).await?.ok_or(AppError::NotFound("regulation"))?;
    let before = rows::get(&app.db, version - 1).await?.map_or(String::new(), |b| b.source);
    Ok(diff(&before, &row.source))
}

/// The example regulation that comes with the desk, as text; English for an unknown language.
pub fn example_source(lang: &str) -> &'static str {
    examples::of(lang)
}

/// Publishes the example in a language as the first version, if there is none yet.
pub(crate) async fn start(app: &App, tx: &mut Tx, lang: &str, zone: &str) -> Result<()> {
    if rows::newest(&app.db).await? > 0 {
        return Ok(());
    }
    let row = rows::Published {
        version: 1,
        source: examples::at_home(lang, zone),
        published_at: app.now(),
        published_by: None,
        note: String::new(),
    };
    put(app, tx, &row).await
}

/// Read and parsed again only when a newer version was published, by whichever process.
pub(crate) async fn in_force(app: &App) -> Result<Arc<Current>> {
    let newest = rows::newest(&app.db).await?;
    let cached = app.regulation.read().unwrap_or_else(|p| p.into_inner()).clone();
    if let Some(current) = cached.filter(|c| c.version == newest) {
        return Ok(current);
    }
    let row = rows::get(&app.db, newest).await?;
    let current = Arc::new(match row {
        None => example("en", 0)?,
        Some(row) => Current {
            version: row.version,
            rules: Arc::new(parsed(&row.source)?),
            source: row.source,
            published_at: Some(row.published_at),
            published_by: row.published_by,
            note: row.note,
        },
    });
    *app.regulation.write().unwrap_or_else(|p| p.into_inner()) = Some(current.clone());
    Ok(current)
}

async fn put(app: &App, tx: &mut Tx, row: &rows::Published) -> Result<()> {
    rows::add(tx, row).await?;
    let object = format!("regulation:{}", row.version);
    let by = row.published_by;
    audit::write(tx, app.now(), by, "regulation-published", &object, &row.note).await?;
    Ok(())
}

fn require_read(actor: &Actor) -> Result<()> {
    if actor.may_somewhere(Action::ReadRegulation) {
        return Ok(());
    }
    Err(AppError::Forbidden(Action::ReadRegulation))
}

fn checked(source: &str) -> Result<Regulation> {
    Regulation::parse(source).map_err(|e| {
        AppError::invalid_with(
            "source",
            "regulation-line",
            e.to_string().trim_start_matches("line "),
        )
    })
}

/// A stored text was checked when it was published.
fn parsed(source: &str) -> Result<Regulation> {
    Regulation::parse(source)
        .map_err(|e| StoreError::Corrupt { what: "regulation", why: e.to_string() }.into())
}

fn example(lang: &str, version: i64) -> Result<Current> {
    let source = examples::of(lang);
    Ok(Current {
        version,
        rules: Arc::new(parsed(source)?),
        source: source.to_owned(),
        published_at: None,
        published_by: None,
        note: String::new(),
    })
}
