//! A file as a stream of records, the same for every format.

use super::csv::CsvReader;
use super::json::JsonReader;
use super::record::Record;
use super::xlsx::XlsxReader;
use std::io;

pub(crate) enum Table {
    Csv(CsvReader),
    Json(JsonReader),
    Xlsx(XlsxReader),
}

impl Table {
    pub(crate) fn next(&mut self) -> io::Result<Option<Record>> {
        match self {
            Table::Csv(reader) => reader.next(),
            Table::Json(reader) => reader.next(),
            Table::Xlsx(reader) => reader.next(),
        }
    }

    pub(crate) fn rewind(&mut self) -> io::Result<()> {
        match self {
            Table::Csv(reader) => reader.rewind(),
            Table::Json(reader) => reader.rewind(),
            Table::Xlsx(reader) => reader.rewind(),
        }
    }

    /// Bytes read so far, of `len`.
    pub(crate) fn offset(&self) -> u64 {
        match self {
            Table::Csv(reader) => reader.offset(),
            Table::Json(reader) => reader.offset(),
            Table::Xlsx(reader) => reader.offset(),
        }
    }

    pub(crate) fn len(&self) -> u64 {
        match self {
            Table::Csv(reader) => reader.len(),
            Table::Json(reader) => reader.len(),
            Table::Xlsx(reader) => reader.len(),
        }
    }

    /// Tells the format what the columns are, once the head was looked at.
    pub(crate) fn settle(&mut self, headers: &[String]) {
        match self {
            Table::Csv(reader) => reader.expect_width(headers.len()),
            Table::Json(reader) => reader.set_columns(headers),
            Table::Xlsx(_) => {}
        }
    }
}
