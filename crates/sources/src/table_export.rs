//! CSV for spreadsheets. A cell that a spreadsheet would run as a formula gets an
//! apostrophe in front, so that a client's text can never act on the reader's machine.

use std::borrow::Cow;
use std::io::{self, Write};

pub struct CsvTable<W: Write> {
    out: csv::Writer<Marked<W>>,
}

/// Puts the byte order mark before the first byte.
struct Marked<W> {
    out: W,
    started: bool,
}

impl<W: Write> Write for Marked<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.started && !bytes.is_empty() {
            self.out.write_all("\u{feff}".as_bytes())?;
            self.started = true;
        }
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// UTF-8 with a byte order mark and the delimiter that Excel expects in the language
/// (`;` for `ru` and `ro`, `,` otherwise).
pub fn csv_writer<W: Write>(out: W, lang: &str) -> CsvTable<W> {
    let delimiter = if matches!(lang, "ru" | "ro") { b';' } else { b',' };
    let out = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .quote_style(csv::QuoteStyle::Necessary)
        .terminator(csv::Terminator::CRLF)
        .buffer_capacity(64 * 1024)
        .from_writer(Marked { out, started: false });
    CsvTable { out }
}

impl<W: Write> CsvTable<W> {
    pub fn row<I, C>(&mut self, cells: I) -> io::Result<()>
    where
        I: IntoIterator<Item = C>,
        C: AsRef<str>,
    {
        for cell in cells {
            self.out.write_field(guard(cell.as_ref()).as_bytes()).map_err(io::Error::from)?;
        }
        self.out.write_record(None::<&[u8]>).map_err(io::Error::from)
    }

    /// Flushes and gives the writer back.
    pub fn finish(self) -> io::Result<W> {
        let marked = self.out.into_inner();
        marked.map(|marked| marked.out).map_err(|error| io::Error::from(error.error().kind()))
    }
}

/// The cell as a spreadsheet may see it. Numbers with a sign stay numbers.
pub fn guard(cell: &str) -> Cow<'_, str> {
    if acts(cell) || guarded(cell) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// What [`guard`] was given.
pub fn unguard(cell: &str) -> &str {
    if guarded(cell) { &cell[1..] } else { cell }
}

/// Begins with an apostrophe that `guard` could have put there.
fn guarded(cell: &str) -> bool {
    cell.strip_prefix('\'').is_some_and(|rest| acts(rest) || guarded_deep(rest))
}

/// A loop, not a recursion: a cell may begin with any number of apostrophes.
fn guarded_deep(cell: &str) -> bool {
    let rest = cell.trim_start_matches('\'');
    rest.len() < cell.len() && acts(rest)
}

/// Spreadsheets take these first characters for a formula or hide what follows; they
/// also skip spaces before them.
fn acts(cell: &str) -> bool {
    let starts = |c: char| {
        matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠' | '|')
    };
    let inner = cell.trim_start_matches([' ', '\u{a0}', '\u{feff}']);
    inner.starts_with(starts) && !is_number(inner)
}

fn is_number(cell: &str) -> bool {
    let digits = cell.strip_prefix(['+', '-']).unwrap_or(cell);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_do_not_act() {
        for cell in [
            "=1+1",
            "+cmd|' /C calc'!A0",
            "-2+3",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "  =HYPERLINK(\"x\")",
            "－1",
            "'=1",
            "''=1",
        ] {
            assert!(guard(cell).starts_with('\''), "{cell}");
        }
        for cell in ["-5", "+7,5", "ok", "", "5-3", "'quoted'", "a=b", "- "] {
            let expect = if cell == "- " { "'- " } else { cell };
            assert_eq!(guard(cell), expect);
        }
    }

    proptest::proptest! {
        #[test]
        fn a_guard_comes_off_again(cell in "[' =+@a\t-]{0,6}|\\PC{0,12}") {
            let guarded = guard(&cell).into_owned();
            proptest::prop_assert!(!acts(&guarded));
            proptest::prop_assert_eq!(unguard(&guarded), cell);
        }
    }

    #[test]
    fn a_table_is_what_excel_opens() {
        let mut table = csv_writer(Vec::new(), "ru");
        table.row(["отзыв", "оценка"]).unwrap();
        table.row(["=1;\"x\"", "5"]).unwrap();
        let out = String::from_utf8(table.finish().unwrap()).unwrap();
        assert_eq!(out, "\u{feff}отзыв;оценка\r\n\"'=1;\"\"x\"\"\";5\r\n");
    }
}
