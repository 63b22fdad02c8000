//! One sheet, row by row, as its XML is unpacked.

use super::strings::add_text;
use super::unpack::{Capped, Part, Unpacked};
use super::xml::{attribute, broken, reference};
use crate::file::bytes::ReadSeek;
use crate::file::options::Limits;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::{self, BufReader};

pub(super) struct Sheet {
    reader: Reader<BufReader<Capped<Unpacked>>>,
    buffer: Vec<u8>,
    cell_limit: usize,
    row_limit: u64,
    over: bool,
}

pub(super) struct SheetRow {
    pub number: Option<u64>,
    pub cells: Vec<Cell>,
    /// Text met in the row, kept or not.
    pub bytes: u64,
}

pub(super) struct Cell {
    pub column: Option<usize>,
    pub kind: Kind,
    pub style: Option<usize>,
    pub text: String,
    pub length: u64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Shared,
    Text,
    Bool,
    Number,
}

/// More cells than Excel allows in a row: the file lies.
const MAX_COLUMNS: usize = 16_384;

impl Sheet {
    pub(super) fn new(file: Box<dyn ReadSeek>, part: Part, limits: &Limits) -> io::Result<Self> {
        let capped = Capped::new(Unpacked::new(file, part, limits.unpacked)?, limits.cell);
        let reader = Reader::from_reader(BufReader::with_capacity(64 * 1024, capped));
        let (cell_limit, row_limit) = (limits.cell, limits.record as u64);
        Ok(Sheet { reader, buffer: Vec::new(), cell_limit, row_limit, over: false })
    }

    pub(super) fn packed_read(&self) -> u64 {
        self.reader.get_ref().get_ref().get_ref().packed_read()
    }

    pub(super) fn into_file(self) -> Box<dyn ReadSeek> {
        self.reader.into_inner().into_inner().into_inner().into_file()
    }

    pub(super) fn next_row(&mut self) -> io::Result<Option<SheetRow>> {
        while !self.over {
            self.buffer.clear();
            match self.reader.read_event_into(&mut self.buffer).map_err(broken)? {
                Event::Start(tag) if tag.local_name().as_ref() == "row" => {
                    let number = row_number(&tag);
                    return self.cells(number).map(Some);
                }
                Event::Empty(tag) if tag.local_name().as_ref() == "row" => {
                    let number = row_number(&tag);
                    return Ok(Some(SheetRow { number, cells: Vec::new(), bytes: 0 }));
                }
                Event::End(tag) if tag.local_name().as_ref() == "sheetData" => self.over = true,
                Event::Eof => {
                    self.over = true;
                    return Err(broken("the sheet has no end"));
                }
                _ => {}
            }
            if self.over {
                self.drain()?;
            }
        }
        Ok(None)
    }

    /// Reads to the end, where the archive's checksum is compared.
    fn drain(&mut self) -> io::Result<()> {
        loop {
            self.buffer.clear();
            match self.reader.read_event_into(&mut self.buffer).map_err(broken)? {
                Event::Eof => return Ok(()),
                _ => continue,
            }
        }
    }

    fn cells(&mut self, number: Option<u64>) -> io::Result<SheetRow> {
        let mut row = SheetRow { number, cells: Vec::new(), bytes: 0 };
        let mut open: Option<Cell> = None;
        let (mut in_value, mut phonetic) = (false, false);
        loop {
            self.buffer.clear();
            match self.reader.read_event_into(&mut self.buffer).map_err(broken)? {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    "c" => open = Some(cell(&tag)),
                    "v" | "t" => in_value = !phonetic,
                    "rPh" => phonetic = true,
                    _ => {}
                },
                Event::Empty(tag) if tag.local_name().as_ref() == "c" => row.add(cell(&tag))?,
                Event::End(tag) => match tag.local_name().as_ref() {
                    "c" => open.take().map_or(Ok(()), |cell| row.add(cell))?,
                    "v" | "t" => in_value = false,
                    "rPh" => phonetic = false,
                    "row" => return Ok(row),
                    _ => {}
                },
                Event::Text(part) if in_value => {
                    row.text(&mut open, &part.xml10_content(), self.cell_limit, self.row_limit);
                }
                Event::CData(part) if in_value => {
                    row.text(&mut open, &part.xml10_content(), self.cell_limit, self.row_limit);
                }
                Event::GeneralRef(entity) if in_value => {
                    if let Some(c) = reference(&entity) {
                        let mut bytes = [0; 4];
                        let part = &*c.encode_utf8(&mut bytes);
                        row.text(&mut open, part, self.cell_limit, self.row_limit);
                    }
                }
                Event::Eof => return Err(broken("a row has no end")),
                _ => {}
            }
        }
    }
}

impl SheetRow {
    fn text(&mut self, open: &mut Option<Cell>, part: &str, cell_limit: usize, row_limit: u64) {
        self.bytes += part.len() as u64;
        if let Some(cell) = open {
            let cap = if self.bytes > row_limit { 0 } else { cell_limit };
            add_text(&mut cell.text, &mut cell.length, part, cap);
        }
    }

    fn add(&mut self, cell: Cell) -> io::Result<()> {
        if self.cells.len() >= MAX_COLUMNS {
            return Err(broken("a row with too many cells"));
        }
        self.cells.push(cell);
        Ok(())
    }
}

fn row_number(tag: &BytesStart) -> Option<u64> {
    attribute(tag, "r")?.parse().ok()
}

fn cell(tag: &BytesStart) -> Cell {
    let kind = match attribute(tag, "t").as_deref() {
        Some("s") => Kind::Shared,
        Some("b") => Kind::Bool,
        None | Some("n") => Kind::Number,
        Some(_) => Kind::Text,
    };
    Cell {
        column: attribute(tag, "r").and_then(|place| column(&place)),
        kind,
        style: attribute(tag, "s").and_then(|style| style.parse().ok()),
        text: String::new(),
        length: 0,
    }
}

/// `AB12` is column 27, counted from 0.
fn column(place: &str) -> Option<usize> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic);
    let number = letters
        .take(4)
        .fold(0usize, |n, letter| n * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    number.checked_sub(1)
}

#[cfg(test)]
mod tests {
    #[test]
    fn columns_have_letters() {
        let columns = ["A1", "Z9", "AA1", "AB12", "XFD1", "7"].map(super::column);
        assert_eq!(columns, [Some(0), Some(25), Some(26), Some(27), Some(16_383), None]);
    }
}
