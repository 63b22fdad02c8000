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
    /// Which of the file's columns are its own and not ours from an earlier round.
    kept: Vec<bool>,
    lang: String,
    started: Option<Vec<String>>,
}

impl<W: Write> SetAside<W> {
    /// `headers` as [`super::Import::headers`] gives them; `lang` is `ru`, `en` or `ro`.
    /// Nothing is written before the first row.
    pub fn new(out: W, headers: &[String], lang: &str) -> Self {
        let kept: Vec<bool> = headers.iter().map(|name| !is_own(name)).collect();
        let headers = pick(headers, &kept).cloned().collect();
        let (lang, started) = (lang.to_owned(), Some(headers));
        SetAside { table: csv_writer(out, &lang), kept, lang, started }
    }

    pub fn add(&mut self, bad: &Bad) -> io::Result<()> {
        if let Some(headers) = self.started.take() {
            let own = [ROW, REASON, WHY].map(str::to_owned);
            self.table.row(own.into_iter().chain(headers).chain([RAW.to_owned()]))?;
        }
        let mut cells =
            vec![bad.row.to_string(), bad.reason.code().to_owned(), bad.reason.say(&self.lang)];
        cells.extend(pick(&bad.cells, &self.kept).cloned());
        let own = self.kept.iter().filter(|kept| **kept).count();
        cells.resize(3 + own, String::new());
        cells.push(bad.raw.clone());
        self.table.row(cells)
    }

    /// Flushes and gives the writer back.
    pub fn finish(self) -> io::Result<W> {
        self.table.finish()
    }
}

fn pick<'c>(cells: &'c [String], kept: &'c [bool]) -> impl Iterator<Item = &'c String> {
    cells.iter().zip(kept).filter(|(_, kept)| **kept).map(|(cell, _)| cell)
}
