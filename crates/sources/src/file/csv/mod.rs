//! Delimited text, scanned byte by byte with bounded memory. A quotation mark that
//! is never closed costs its own line only: the scanner goes back and reads on from
//! the next line, so that one typing error cannot swallow the reviews after it.

mod sniff;

use super::Reason;
use super::bytes::ByteSource;
use super::encoding::Charset;
use super::options::Limits;
use super::record::{RAW, RawCells, Record};
pub(crate) use sniff::{NO_DELIMITER, sniff};
use std::io;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Dialect {
    pub delimiter: u8,
    /// `\"` inside quotes stands for a quotation mark.
    pub backslash: bool,
    /// Offset after the byte order mark and an Excel `sep=` line.
    pub start: u64,
}

pub(crate) struct CsvReader {
    source: ByteSource,
    charset: Charset,
    dialect: Dialect,
    limits: Limits,
    /// Columns a row should have, once known: tells a swallowed line from a long one.
    width: Option<usize>,
    row: u64,
    cells: RawCells,
    /// Bytes that mean something; the others are copied in one go.
    stops: [bool; 256],
}

/// How a scan over one record ended.
enum End {
    /// Nothing was left in the file.
    File,
    Record,
    /// Quotes do not pair; the next line starts at this offset.
    Unpaired(u64),
}

impl CsvReader {
    pub(crate) fn new(
        source: ByteSource,
        charset: Charset,
        dialect: Dialect,
        limits: Limits,
    ) -> io::Result<Self> {
        let mut stops = [false; 256];
        for byte in [b'"', b'\n', b'\r', b'\\', dialect.delimiter] {
            stops[usize::from(byte)] = true;
        }
        let (cells, width) = (RawCells::default(), None);
        let mut reader =
            CsvReader { source, charset, dialect, limits, width, row: 0, cells, stops };
        reader.rewind()?;
        Ok(reader)
    }

    pub(crate) fn expect_width(&mut self, width: usize) {
        self.width = Some(width);
    }

    pub(crate) fn rewind(&mut self) -> io::Result<()> {
        self.row = 0;
        self.source.seek(self.dialect.start)
    }

    pub(crate) fn offset(&self) -> u64 {
        self.source.offset()
    }

    pub(crate) fn len(&self) -> u64 {
        self.source.len()
    }

    pub(crate) fn next(&mut self) -> io::Result<Option<Record>> {
        let offset = self.source.offset();
        self.cells.clear();
        let end = Scan::new(self).run()?;
        self.row += 1;
        Ok(match end {
            End::File => None,
            End::Record => Some(self.cells.decode(self.row, offset, self.charset, &self.limits)),
            End::Unpaired(next_line) => {
                self.source.seek(next_line)?;
                let line = self.cells.head.split(|b| *b == b'\n').next().unwrap_or_default();
                let raw = self.charset.decode_lossy(line);
                Some(Record::broken(self.row, offset, Reason::UnbalancedQuotes, raw))
            }
        })
    }
}

/// The walk over one record.
struct Scan<'r> {
    reader: &'r mut CsvReader,
    quoted: bool,
    /// Offset after the first line end, once one was met inside quotes.
    second_line: Option<u64>,
    /// Delimiters in the current physical line, while inside quotes.
    inner: usize,
    /// A whole line inside quotes looked like a row of its own.
    swallowed: bool,
}

impl<'r> Scan<'r> {
    fn new(reader: &'r mut CsvReader) -> Self {
        Scan { reader, quoted: false, second_line: None, inner: 0, swallowed: false }
    }

    fn run(mut self) -> io::Result<End> {
        if self.reader.source.peek()?.is_none() {
            return Ok(End::File);
        }
        loop {
            let CsvReader { source, cells, limits, stops, .. } = &mut *self.reader;
            cells.push_all(source.plain(stops)?, limits);
            let Some(byte) = self.take()? else {
                return Ok(self.at_end_of_file());
            };
            let delimiter = self.reader.dialect.delimiter;
            match byte {
                b'"' if self.quoted => {
                    if let Some(end) = self.after_quote()? {
                        return Ok(end);
                    }
                }
                b'\\' if self.quoted && self.reader.dialect.backslash => self.escaped()?,
                b'"' if self.reader.cells.open_is_space() => {
                    self.reader.cells.drop_open();
                    self.quoted = true;
                }
                b'\n' | b'\r' if !self.quoted => {
                    self.finish_line(byte)?;
                    return Ok(self.record());
                }
                byte if byte == delimiter && !self.quoted => self.end_cell(),
                byte => self.inside(byte),
            }
        }
    }

    /// The next byte; the first ones of the record are kept for people.
    fn take(&mut self) -> io::Result<Option<u8>> {
        let byte = self.reader.source.next()?;
        if let Some(byte) = byte
            && self.reader.cells.head.len() < RAW
        {
            self.reader.cells.head.push(byte);
        }
        Ok(byte)
    }

    fn push(&mut self, byte: u8) {
        self.reader.cells.push(byte, &self.reader.limits);
    }

    fn end_cell(&mut self) {
        self.quoted = false;
        self.reader.cells.end_cell(&self.reader.limits);
    }

    fn inside(&mut self, byte: u8) {
        if self.quoted && byte == b'\n' {
            let whole_line = self.second_line.is_some();
            let columns = self.reader.width.unwrap_or(0);
            self.swallowed |= whole_line && columns > 1 && self.inner + 1 >= columns;
            self.second_line.get_or_insert(self.reader.source.offset());
            self.inner = 0;
        }
        self.inner += usize::from(self.quoted && byte == self.reader.dialect.delimiter);
        self.push(byte);
    }

    fn escaped(&mut self) -> io::Result<()> {
        match self.reader.source.peek()? {
            Some(next @ (b'"' | b'\\')) => {
                self.take()?;
                self.push(next);
            }
            _ => self.push(b'\\'),
        }
        Ok(())
    }

    /// A quotation mark inside quotes closes the cell, stands for itself when
    /// doubled, and is let through when the cell is still on its first line.
    fn after_quote(&mut self) -> io::Result<Option<End>> {
        if self.reader.source.peek()? == Some(b'"') {
            self.take()?;
            self.push(b'"');
            return Ok(None);
        }
        let mut spaces = Vec::new();
        loop {
            let next = self.reader.source.peek()?;
            match next {
                Some(byte) if byte == self.reader.dialect.delimiter => {
                    self.take()?;
                    self.end_cell();
                    return Ok(None);
                }
                None => return Ok(Some(self.record())),
                Some(byte @ (b'\n' | b'\r')) => {
                    self.take()?;
                    self.finish_line(byte)?;
                    return Ok(Some(self.record()));
                }
                Some(byte @ (b' ' | b'\t')) if spaces.len() < 16 => {
                    self.take()?;
                    spaces.push(byte);
                }
                Some(_) => break,
            }
        }
        if let Some(offset) = self.second_line {
            return Ok(Some(End::Unpaired(offset)));
        }
        self.push(b'"');
        spaces.into_iter().for_each(|byte| self.push(byte));
        Ok(None)
    }

    fn finish_line(&mut self, byte: u8) -> io::Result<()> {
        if byte == b'\r' && self.reader.source.peek()? == Some(b'\n') {
            self.reader.source.next()?;
        }
        Ok(())
    }

    fn record(&mut self) -> End {
        self.end_cell();
        let odd = self.reader.width.is_some_and(|width| width != self.reader.cells.columns);
        match self.second_line {
            Some(offset) if odd && self.swallowed => End::Unpaired(offset),
            _ => End::Record,
        }
    }

    fn at_end_of_file(&mut self) -> End {
        if !self.quoted {
            return self.record();
        }
        End::Unpaired(self.second_line.unwrap_or(self.reader.source.offset()))
    }
}

#[cfg(test)]
mod tests;
