//! Mentions and cases as CSV, page by page: a file of any size in a memory of one size. A cell that a
//! spreadsheet would run is defused on the way.

use crate::cases::{CaseItem, ListQuery};
use crate::mentions::Filter;
use crate::names::Names;
use crate::{Action, Actor, App, AppError, Result};
use domain::{SourceId, Timestamp};
use jiff::tz::TimeZone;
use sources::table_export::{CsvTable, csv_writer};
use std::collections::HashMap;
use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};
use store::mention::{self, Mention};

/// What is exported, in pieces: call `next` until it gives `None`.
pub struct Export {
    app: App,
    actor: Actor,
    what: What,
    table: Option<CsvTable<Shared>>,
    written: Shared,
    zone: TimeZone,
    names: Names,
    sources: HashMap<SourceId, String>,
}

enum What {
    Mentions { page: Box<mention::Page>, over: bool },
    Cases { query: Box<ListQuery>, over: bool },
}

/// Where the table writes and `next` takes away.
#[derive(Clone, Default)]
pub(crate) struct Shared(Arc<Mutex<Vec<u8>>>);

const AT_ONCE: usize = 200;

/// Names that an import of the same file understands.
const MENTION_COLUMNS: [&str; 19] = [
    "id",
    "date",
    "brand",
    "source",
    "author",
    "title",
    "text",
    "rating",
    "url",
    "lang",
    "tone",
    "tone_confidence",
    "intent",
    "intent_confidence",
    "visibility",
    "state",
    "arrived_at",
    "case",
    "mention_id",
];

const CASE_COLUMNS: [&str; 16] = [
    "number",
    "brand",
    "client",
    "stage",
    "outcome",
    "owner",
    "opened_at",
    "updated_at",
    "closed_at",
    "next_due",
    "client_waits",
    "broken_promises",
    "undelivered",
    "title",
    "text",
    "rating",
];

/// The mentions that a filter finds, newest first.
pub async fn mentions(app: &App, actor: &Actor, filter: &Filter) -> Result<Export> {
    let mut page = filter.page(app, actor, Action::ExportData).await?;
    page.limit = AT_ONCE as i64;
    let what = What::Mentions { page: Box::new(page), over: false };
    Export::start(app, actor, what, &MENTION_COLUMNS).await
}

/// The cases that a query finds, of those brands whose data the actor may carry out.
pub async fn cases(app: &App, actor: &Actor, query: &ListQuery) -> Result<Export> {
    if !actor.may_somewhere(Action::ExportData) {
        return Err(AppError::Forbidden(Action::ExportData));
    }
    let query = ListQuery { limit: AT_ONCE, after: None, ..query.clone() };
    let what = What::Cases { query: Box::new(query), over: false };
    Export::start(app, actor, what, &CASE_COLUMNS).await
}

impl Export {
    async fn start(app: &App, actor: &Actor, what: What, columns: &[&str]) -> Result<Self> {
        let written = Shared::default();
        let mut table = csv_writer(written.clone(), &actor.lang);
        table.row(columns)?;
        let sources = store::brand::sources(&app.db).await?;
        Ok(Export {
            names: Names::load(app).await?,
            sources: sources.into_iter().map(|s| (s.id, s.name)).collect(),
            zone: TimeZone::get(&actor.zone).unwrap_or(TimeZone::UTC),
            app: app.clone(),
            actor: actor.clone(),
            what,
            table: Some(table),
            written,
        })
    }

    /// The next piece of the file; `None` after the last.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>> {
        while self.table.is_some() {
            let more = match &self.what {
                What::Mentions { over, .. } | What::Cases { over, .. } => !over,
            };
            if more {
                self.page().await?;
            } else if let Some(table) = self.table.take() {
                table.finish()?;
            }
            let piece = self.written.take();
            if !piece.is_empty() {
                return Ok(Some(piece));
            }
        }
        Ok(None)
    }

    async fn page(&mut self) -> Result<()> {
        match &mut self.what {
            What::Mentions { page, over } => {
                let found = mention::page(&self.app.db, page).await?;
                *over = found.len() < AT_ONCE;
                page.before = found.last().map(|m| m.key).or(page.before);
                let ids: Vec<_> = found.iter().filter_map(|m| m.case).collect();
                let cases = store::beside::cases(&self.app.db, &ids).await?;
                for m in found {
                    let number = m.case.and_then(|id| cases.get(&id)).map(|c| c.number.to_string());
                    self.row(|this| this.mention_cells(&m, number))?;
                }
            }
            What::Cases { query, over } => {
                let page = crate::cases::list(&self.app, &self.actor, query).await?;
                *over = page.next.is_none();
                query.after = page.next;
                for case in page.items {
                    if self.actor.may(Action::ExportData, case.brand) {
                        self.row(|this| this.case_cells(&case))?;
                    }
                }
            }
        }
        Ok(())
    }

    fn row(&mut self, cells: impl FnOnce(&Self) -> Vec<String>) -> Result<()> {
        let cells = cells(self);
        if let Some(table) = &mut self.table {
            table.row(&cells)?;
        }
        Ok(())
    }

    fn mention_cells(&self, m: &Mention, case: Option<String>) -> Vec<String> {
        vec![
            m.external_id.clone(),
            self.moment(Some(m.posted_at)),
            self.names.brand(m.brand),
            self.sources.get(&m.source).cloned().unwrap_or_default(),
            m.author.clone(),
            m.title.clone(),
            m.text.clone(),
            m.rating.map(|r| r.to_string()).unwrap_or_default(),
            m.url.clone(),
            m.lang.code().to_owned(),
            m.tone.code().to_owned(),
            format!("{:.2}", m.tone_confidence),
            m.intent.code().to_owned(),
            format!("{:.2}", m.intent_confidence),
            m.visibility.code().to_owned(),
            m.state.clone(),
            self.moment(Some(m.arrived_at)),
            case.unwrap_or_default(),
            m.id.to_string(),
        ]
    }

    fn case_cells(&self, c: &CaseItem) -> Vec<String> {
        vec![
            c.number.to_string(),
            c.brand_name.clone(),
            c.client_name.clone(),
            c.stage.code().to_owned(),
            c.outcome.map(|o| o.code().to_owned()).unwrap_or_default(),
            c.owner_name.clone(),
            self.moment(Some(c.opened_at)),
            self.moment(Some(c.updated_at)),
            self.moment(c.closed_at),
            self.moment(c.next_due),
            u8::from(c.client_waits).to_string(),
            c.broken_promises.to_string(),
            c.undelivered.to_string(),
            c.title.clone(),
            c.text.clone(),
            c.rating.map(|r| r.to_string()).unwrap_or_default(),
        ]
    }

    /// With the offset, so that it is the same moment wherever the file is opened.
    fn moment(&self, at: Option<Timestamp>) -> String {
        let local = at.map(|at| at.to_zoned(self.zone.clone()));
        local.map(|z| z.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()).unwrap_or_default()
    }
}

impl Shared {
    pub fn take(&self) -> Vec<u8> {
        let mut bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *bytes)
    }
}

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
