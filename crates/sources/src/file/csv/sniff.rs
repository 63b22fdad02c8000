//! Which delimiter a text file uses, judged by what cuts its first rows into the
//! most even columns.

use super::{CsvReader, Dialect};
use crate::file::bytes::{ByteSource, Width};
use crate::file::encoding::Charset;
use crate::file::options::Limits;
use std::collections::BTreeMap;
use std::io::Cursor;

/// A byte that no text has: every line is one cell.
pub(crate) const NO_DELIMITER: u8 = 0x1F;

const CANDIDATES: [u8; 4] = *b",;\t|";
const ROWS: usize = 200;

/// `sample` is UTF-8 or another ASCII-compatible text, without byte order mark.
/// Returns the dialect with `start` counted in bytes of the sample.
pub(crate) fn sniff(sample: &[u8], charset: Charset, chosen: Option<u8>) -> Dialect {
    let (said, start) = excel_line(sample);
    let sample = &sample[start..];
    let start = start as u64;
    if let Some(delimiter) = chosen.or(said) {
        let backslash =
            score(sample, charset, delimiter, true) > score(sample, charset, delimiter, false);
        return Dialect { delimiter, backslash, start };
    }
    let mut best = (1.0, Dialect { delimiter: NO_DELIMITER, backslash: false, start });
    for delimiter in CANDIDATES {
        for backslash in [false, true] {
            let score = score(sample, charset, delimiter, backslash);
            if score > best.0 {
                best = (score, Dialect { delimiter, backslash, start });
            }
        }
    }
    best.1
}

/// Excel's own hint: a first line `sep=;`.
fn excel_line(sample: &[u8]) -> (Option<u8>, usize) {
    let end = sample.iter().position(|byte| *byte == b'\n').map_or(sample.len(), |at| at + 1);
    let line = sample[..end].trim_ascii_end();
    match line {
        [s, e, p, b'=', delimiter]
            if [*s, *e, *p].eq_ignore_ascii_case(b"sep") && delimiter.is_ascii() =>
        {
            (Some(*delimiter), end)
        }
        _ if sample.to_ascii_lowercase().starts_with(b"sep=\t") => (Some(b'\t'), end),
        _ => (None, 0),
    }
}

/// Columns of the commonest width, weighted by how many rows have it; 1 or less
/// means that the byte does not cut the rows at all, or cuts them at random.
fn score(sample: &[u8], charset: Charset, delimiter: u8, backslash: bool) -> f64 {
    let Ok(source) = ByteSource::new(Box::new(Cursor::new(sample.to_vec())), Width::Narrow) else {
        return 0.0;
    };
    let dialect = Dialect { delimiter, backslash, start: 0 };
    let charset = Charset { mark: 0, ..charset };
    let Ok(mut reader) = CsvReader::new(source, charset, dialect, Limits::default()) else {
        return 0.0;
    };
    let mut widths: BTreeMap<usize, usize> = BTreeMap::new();
    let (mut rows, mut first) = (0usize, None);
    while let Ok(Some(record)) = reader.next() {
        let last = reader.offset() >= reader.len();
        if record.is_blank() || (last && rows > 0 && sample.last() != Some(&b'\n')) {
            continue;
        }
        rows += 1;
        first.get_or_insert(record.cells.len());
        *widths.entry(record.cells.len()).or_default() += 1;
        if rows == ROWS {
            break;
        }
    }
    let Some((&width, &count)) =
        widths.iter().max_by_key(|(width, count)| (**count, Some(**width) == first, **width))
    else {
        return 0.0;
    };
    let even = count as f64 / rows as f64;
    let header_agrees = first == Some(width);
    if width < 2 || (even < 0.6 && !header_agrees) || even < 0.3 {
        return 0.0;
    }
    1.0 + even * (1.0 + (width as f64).ln() / 10.0) + if header_agrees { 0.2 } else { 0.0 }
}
