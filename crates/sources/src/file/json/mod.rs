//! JSON reviews: one object per line, objects one after another, or one array of
//! them, cut into values byte by byte with bounded memory and parsed one at a time.

mod object;
mod shape;

use super::Reason;
use super::bytes::ByteSource;
use super::encoding::Charset;
use super::options::Limits;
use super::record::{RAW, Record};
pub(crate) use shape::{Shape, shape};
use std::collections::HashMap;
use std::io;

pub(crate) struct JsonReader {
    source: ByteSource,
    charset: Charset,
    shape: Shape,
    limits: Limits,
    row: u64,
    columns: HashMap<String, usize>,
    over: bool,
}

/// One value as bytes: kept up to the record limit, counted beyond it.
#[derive(Default)]
struct Piece {
    bytes: Vec<u8>,
    length: u64,
    closed: bool,
    /// A later line that begins as this value began: where to read on when this
    /// one turns out to be broken.
    again: Option<u64>,
}

impl JsonReader {
    pub(crate) fn new(
        source: ByteSource,
        charset: Charset,
        shape: Shape,
        limits: Limits,
    ) -> io::Result<Self> {
        let columns = HashMap::new();
        let mut reader =
            JsonReader { source, charset, shape, limits, row: 0, columns, over: false };
        reader.rewind()?;
        Ok(reader)
    }

    /// The keys that are columns; others come in `Record::more`.
    pub(crate) fn set_columns(&mut self, names: &[String]) {
        self.columns = names.iter().cloned().zip(0..).collect();
    }

    pub(crate) fn rewind(&mut self) -> io::Result<()> {
        self.row = 0;
        self.over = false;
        self.source.seek(self.shape.start())
    }

    pub(crate) fn offset(&self) -> u64 {
        self.source.offset()
    }

    pub(crate) fn len(&self) -> u64 {
        self.source.len()
    }

    pub(crate) fn next(&mut self) -> io::Result<Option<Record>> {
        if self.over || !self.skip_to_value()? {
            self.over = true;
            return Ok(None);
        }
        let offset = self.source.offset();
        let piece = match self.shape {
            Shape::Lines { .. } => self.line()?,
            _ => self.value()?,
        };
        self.row += 1;
        let record = self.parse(offset, &piece);
        if record.problem.is_some()
            && let Some(again) = piece.again
            && (!piece.closed || record.cells.is_empty() && record.more.is_empty())
        {
            self.source.seek(again)?;
        }
        Ok(Some(record))
    }

    /// Moves to the next value; `false` at the end of the array or of the file.
    fn skip_to_value(&mut self) -> io::Result<bool> {
        let array = matches!(self.shape, Shape::Array { .. });
        loop {
            match self.source.peek()? {
                None => return Ok(false),
                Some(b']') if array => return Ok(false),
                Some(b' ' | b'\t' | b'\r') => {}
                Some(b'\n') if !matches!(self.shape, Shape::Lines { .. }) => {}
                Some(b',') if !matches!(self.shape, Shape::Lines { .. }) => {}
                Some(_) => return Ok(true),
            }
            self.source.next()?;
        }
    }

    fn line(&mut self) -> io::Result<Piece> {
        let mut piece = Piece { closed: true, ..Piece::default() };
        while let Some(byte) = self.source.next()? {
            if byte == b'\n' {
                break;
            }
            piece.push(byte, self.limits.record);
        }
        Ok(piece)
    }

    fn value(&mut self) -> io::Result<Piece> {
        let mut piece = Piece::default();
        let (mut depth, mut in_string, mut escaped) = (0usize, false, false);
        let mut line_start = false;
        while let Some(byte) = self.source.peek()? {
            if line_start && byte == b'{' {
                piece.again.get_or_insert(self.source.offset());
            }
            line_start = byte == b'\n' || line_start && matches!(byte, b' ' | b'\t' | b',');
            if depth == 0 && !in_string && piece.length > 0 && matches!(byte, b',' | b']' | b'\n') {
                piece.closed = true;
                break;
            }
            self.source.next()?;
            piece.push(byte, self.limits.record);
            match byte {
                _ if escaped => escaped = false,
                b'\\' if in_string => escaped = true,
                b'"' => in_string = !in_string,
                b'{' | b'[' if !in_string => depth += 1,
                b'}' | b']' if !in_string => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 && !in_string && matches!(byte, b'}' | b']') {
                piece.closed = true;
                break;
            }
        }
        piece.closed |= depth == 0 && !in_string;
        Ok(piece)
    }

    fn parse(&self, offset: u64, piece: &Piece) -> Record {
        let (row, head) = (self.row, &piece.bytes[..piece.bytes.len().min(RAW)]);
        let broken = |reason| Record::broken(row, offset, reason, self.charset.decode_lossy(head));
        if !piece.closed && piece.again.is_none() {
            return broken(Reason::BrokenOff { detail: "a bracket is never closed".into() });
        }
        if piece.length > self.limits.record as u64 {
            let limit = self.limits.record as u64;
            return broken(Reason::RowTooLarge { bytes: piece.length, limit });
        }
        let Some(text) = self.charset.decode(&piece.bytes) else {
            let encoding = self.charset.name();
            return broken(Reason::BadEncoding { column: 1, encoding });
        };
        if text.trim().is_empty() {
            return Record { problem: None, ..broken(Reason::NoText) };
        }
        match object::pairs(&text) {
            Ok(Some(pairs)) => self.align(row, offset, pairs, text),
            Ok(None) => broken(Reason::NotAnObject),
            Err(detail) => broken(Reason::BrokenJson { detail }),
        }
    }

    fn align(&self, row: u64, offset: u64, pairs: Vec<(String, String)>, text: String) -> Record {
        let mut cells: Vec<Option<String>> = vec![None; self.columns.len()];
        let mut more = Vec::new();
        let mut problem = None;
        for (index, (key, value)) in pairs.into_iter().enumerate() {
            let place = self.columns.get(&key).copied();
            let column = place.unwrap_or(index) + 1;
            let (bytes, limit) = (value.len() as u64, self.limits.cell as u64);
            if bytes > limit {
                problem.get_or_insert(Reason::CellTooLarge { column, bytes, limit });
            } else if value.contains('\0') || key.contains('\0') {
                problem.get_or_insert(Reason::NulByte { column });
            }
            match place.and_then(|place| cells.get_mut(place)) {
                Some(cell @ None) => *cell = Some(value),
                _ => more.push((key, value)),
            }
        }
        let cells = cells.into_iter().map(Option::unwrap_or_default).collect();
        let raw = match problem {
            Some(_) => text.chars().take(RAW / 2).collect(),
            None => String::new(),
        };
        Record { row, offset, cells, more, problem, raw }
    }
}

impl Piece {
    fn push(&mut self, byte: u8, limit: usize) {
        self.length += 1;
        if self.bytes.len() < limit {
            self.bytes.push(byte);
        }
    }
}

#[cfg(test)]
mod tests;
