//! The file of rows that were set aside: why each failed, and its cells as they were, to be corrected
//! in a spreadsheet and imported again.

use super::options::Stored;
use super::status::one;
use crate::export::Shared;
use crate::{Actor, App, Result};
use domain::ImportId;
use serde::{Deserialize, Serialize};
use sources::table_export::{CsvTable, csv_writer};
use store::import as rows;

/// What is kept of a row beside its reason's code: the sentence in each language, and the cells.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Detail {
    pub ru: String,
    pub en: String,
    pub ro: String,
    pub cells: Vec<String>,
}

/// The file, in pieces: call `next` until it gives `None`.
pub struct SetAsideFile {
    /// `reviews.set-aside.csv` for `reviews.xlsx`.
    pub name: String,
    app: App,
    id: ImportId,
    lang: String,
    columns: usize,
    after: i64,
    table: Option<CsvTable<Shared>>,
    written: Shared,
}

const AT_ONCE: i64 = 200;

pub async fn set_aside(app: &App, actor: &Actor, id: ImportId) -> Result<SetAsideFile> {
    let run = one(app, actor, id).await?;
    let stored = Stored::of(&run.options);
    // A set-aside file that is imported again brings its own columns along; they are not repeated.
    let headers: Vec<_> =
        stored.headers.iter().filter(|h| !h.starts_with("redress_")).map(String::as_str).collect();
    let written = Shared::default();
    let mut table = csv_writer(written.clone(), &actor.lang);
    let before = ["redress_row", "redress_reason", "redress_why"];
    table.row(before.into_iter().chain(headers.iter().copied()).chain(["redress_raw"]))?;
    let stem = run.file_name.rsplit_once('.').map_or(run.file_name.as_str(), |(stem, _)| stem);
    Ok(SetAsideFile {
        name: format!("{stem}.set-aside.csv"),
        app: app.clone(),
        id,
        lang: actor.lang.clone(),
        columns: headers.len(),
        after: i64::MIN,
        table: Some(table),
        written,
    })
}

impl SetAsideFile {
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>> {
        while let Some(table) = &mut self.table {
            let found = rows::bad(&self.app.db, self.id, self.after, AT_ONCE).await?;
            for bad in &found {
                self.after = bad.row;
                table.row(cells(bad, &self.lang, self.columns))?;
            }
            if (found.len() as i64) < AT_ONCE
                && let Some(table) = self.table.take()
            {
                table.finish()?;
            }
            let piece = self.written.take();
            if !piece.is_empty() {
                return Ok(Some(piece));
            }
        }
        Ok(None)
    }
}

fn cells(bad: &rows::Bad, lang: &str, columns: usize) -> Vec<String> {
    let detail: Detail = serde_json::from_str(&bad.detail).unwrap_or_default();
    let why = match lang {
        "ru" => detail.ru,
        "ro" => detail.ro,
        _ => detail.en,
    };
    let mut cells = vec![bad.row.to_string(), bad.reason.clone(), why];
    // Of a set-aside file that was imported again, its own columns stand first.
    let own = detail.cells.len().saturating_sub(columns + 1);
    let skip = if detail.cells.len() > columns && own == 3 { 3 } else { 0 };
    cells.extend(detail.cells.into_iter().skip(skip).take(columns));
    cells.resize(3 + columns, String::new());
    cells.push(bad.raw.clone());
    cells
}
