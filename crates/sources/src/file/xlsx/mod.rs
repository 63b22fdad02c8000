//! XLSX workbooks, streamed: the sheet is unpacked while it is read and the table of
//! strings waits in a temporary file beyond a few megabytes, so that memory does not
//! grow with the workbook and a packed bomb is stopped by its limits.

mod package;
mod sheet;
mod strings;
mod styles;
mod unpack;
mod xml;

use super::Reason;
use super::bytes::ReadSeek;
use super::options::Limits;
use super::record::{RAW, Record};
use package::Package;
use sheet::{Cell, Kind, Sheet};
use std::io;
use strings::Strings;
use styles::Styles;
use unpack::Part;

pub(crate) struct XlsxReader {
    sheet: Option<Sheet>,
    strings: Strings,
    styles: Styles,
    part: Part,
    limits: Limits,
    pub sheet_name: String,
    pub other_sheets: Vec<String>,
    row: u64,
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum XlsxError {
    #[error("{0}")]
    Broken(String),
    #[error("locked with a password")]
    Locked,
    #[error("not a workbook")]
    NotAWorkbook,
    #[error("no such sheet")]
    NoSheet(Vec<String>),
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl XlsxReader {
    pub(crate) fn open(
        file: Box<dyn ReadSeek>,
        wanted: Option<&str>,
        limits: Limits,
    ) -> Result<Self, XlsxError> {
        let mut package = Package::open(file)?;
        let book = package.workbook()?;
        let place = match wanted {
            Some(name) => book.sheets.iter().position(|sheet| sheet.name == name),
            None => book.sheets.iter().position(|sheet| !sheet.hidden).or(Some(0)),
        };
        let names = || book.sheets.iter().map(|sheet| sheet.name.clone()).collect::<Vec<_>>();
        let Some(chosen) = place.and_then(|place| book.sheets.get(place)) else {
            return Err(XlsxError::NoSheet(names()));
        };
        let strings = match &book.strings {
            Some(path) => package.strings(path, &limits)?,
            None => Strings::empty(),
        };
        let styles = match &book.styles {
            Some(path) => Styles::read(&package.text(path)?, book.from_1904)?,
            None => Styles::none(book.from_1904),
        };
        let part = package.locate(&chosen.path)?;
        let (sheet_name, other) = (chosen.name.clone(), names());
        let other_sheets = other.into_iter().filter(|name| *name != sheet_name).collect();
        let sheet = Sheet::new(package.into_file(), part, &limits)?;
        Ok(XlsxReader {
            sheet: Some(sheet),
            strings,
            styles,
            part,
            limits,
            sheet_name,
            other_sheets,
            row: 0,
        })
    }

    pub(crate) fn rewind(&mut self) -> io::Result<()> {
        if let Some(sheet) = self.sheet.take() {
            self.sheet = Some(Sheet::new(sheet.into_file(), self.part, &self.limits)?);
        }
        self.row = 0;
        Ok(())
    }

    pub(crate) fn offset(&self) -> u64 {
        self.sheet.as_ref().map_or(self.part.packed, Sheet::packed_read)
    }

    pub(crate) fn len(&self) -> u64 {
        self.part.packed
    }

    pub(crate) fn next(&mut self) -> io::Result<Option<Record>> {
        let offset = self.offset();
        let Some(row) = self.sheet.as_mut().map(Sheet::next_row).transpose()?.flatten() else {
            return Ok(None);
        };
        self.row = row.number.unwrap_or(0).max(self.row + 1);
        let mut record = Record {
            row: self.row,
            offset,
            cells: Vec::with_capacity(row.cells.len()),
            more: Vec::new(),
            problem: None,
            raw: String::new(),
        };
        let mut total = row.bytes;
        let mut next = 0;
        for cell in row.cells {
            let column = cell.column.unwrap_or(next);
            next = column + 1;
            let shared = cell.kind == Kind::Shared;
            let (value, bytes) = self.value(cell)?;
            total += if shared { value.len() as u64 } else { 0 };
            if total <= self.limits.record as u64 {
                self.place(&mut record, column, value, bytes);
            }
        }
        let limit = self.limits.record as u64;
        if total > limit && record.problem.is_none() {
            record.problem = Some(Reason::RowTooLarge { bytes: total, limit });
        }
        if record.problem.is_some() {
            record.raw = record.cells.join(" | ").chars().take(RAW / 2).collect();
        }
        Ok(Some(record))
    }

    /// The cell's text and its true length, which may be more than what was kept.
    fn value(&mut self, cell: Cell) -> io::Result<(String, u64)> {
        match cell.kind {
            Kind::Shared => match cell.text.trim().parse::<u64>() {
                Ok(index) => self.strings.get(index),
                Err(_) => Ok((String::new(), 0)),
            },
            Kind::Text => Ok((xml::unescape_control(cell.text), cell.length)),
            Kind::Bool if cell.text.trim() == "1" => Ok(("true".into(), 4)),
            Kind::Bool => Ok(("false".into(), 5)),
            Kind::Number => {
                let text = self.styles.number(cell.text.trim(), cell.style);
                let length = text.len() as u64;
                Ok((text, length))
            }
        }
    }

    fn place(&self, record: &mut Record, column: usize, value: String, bytes: u64) {
        if column >= self.limits.columns {
            if !value.is_empty() && record.problem.is_none() {
                let (want, got) = (self.limits.columns, column + 1);
                record.problem = Some(Reason::TooManyColumns { want, got });
            }
            return;
        }
        let limit = self.limits.cell as u64;
        if bytes > limit && record.problem.is_none() {
            record.problem = Some(Reason::CellTooLarge { column: column + 1, bytes, limit });
        } else if value.contains('\0') && record.problem.is_none() {
            record.problem = Some(Reason::NulByte { column: column + 1 });
        }
        if record.cells.len() <= column {
            record.cells.resize(column + 1, String::new());
        }
        record.cells[column] = value;
    }
}
