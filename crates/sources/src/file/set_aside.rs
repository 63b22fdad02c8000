//! The file of rows that were set aside: why each failed, and its cells as they were,
//! to be corrected in a spreadsheet and imported again. The added columns are known
//! by their names and ignored then.

use super::Bad;
use crate::table_export::{CsvTable, csv_writer};
use std::io::{self, Write};

pub(crate) const ROW: &str = "redress_row";
const REASON: &str = "redress_reason";
const WHY: &str = "redress_why";
const RAW: &str = "redress_raw";

pub(crate) fn is_own(header: &str) -> bool {
    matches!(header.trim(), ROW | REASON | WHY | RAW)
}

pub struct SetAside<W: Write> {
    table: CsvTable<W>,
    columns: usize,
    lang: String,
    started: Option<Vec<String>>,
}

impl<W: Write> SetAside<W> {
    /// `headers` as [`super::Import::headers`] gives them; `lang` is `ru`, `en` or `ro`.
    /// Nothing is written before the first row.
    pub fn new(out: W, headers: &[String], lang: &str) -> Self {
        let own = |name: &&String| !is_own(name);
        let headers: Vec<String> = headers.iter().filter(own).cloned().collect();
        let columns = headers.len();
        SetAside {
            table: csv_writer(out, lang),
            columns,
            lang: lang.to_owned(),
            started: Some(headers),
        }
    }

    pub fn add(&mut self, bad: &Bad) -> io::Result<()> {
        if let Some(headers) = self.started.take() {
            let own = [ROW, REASON, WHY].map(str::to_owned);
            self.table.row(own.into_iter().chain(headers).chain([RAW.to_owned()]))?;
        }
        let mut cells =
            vec![bad.row.to_string(), bad.reason.code().to_owned(), bad.reason.say(&self.lang)];
        cells.extend(bad.cells.iter().take(self.columns).cloned());
        cells.resize(3 + self.columns, String::new());
        cells.push(bad.raw.clone());
        self.table.row(cells)
    }

    /// Flushes and gives the writer back.
    pub fn finish(self) -> io::Result<W> {
        self.table.finish()
    }
}
