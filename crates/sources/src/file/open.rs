//! Opening a file: what format it is, by its first bytes rather than by its name, in
//! which encoding, cut how.

use super::bytes::{ByteSource, ReadSeek, Width};
use super::csv::{CsvReader, NO_DELIMITER, sniff};
use super::encoding::{self, Charset};
use super::import::{Facts, Import};
use super::json::{JsonReader, shape};
use super::options::{Format, Options};
use super::preview::Warning;
use super::table::Table;
use super::xlsx::{XlsxError, XlsxReader};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Cursor, Read, SeekFrom};
use std::path::Path;

/// How much of a text is looked at for its encoding and its delimiter.
const HEAD: usize = 512 * 1024;

/// How far the search for the first byte beyond ASCII goes.
const ASCII_SEARCH: u64 = 256 * 1024 * 1024;

#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("the file cannot be read: {0}")]
    Io(#[from] io::Error),
    #[error("the file is empty")]
    Empty,
    /// Something else than a table of reviews; `kind` names it: `xls`, `ods`, `pdf`,
    /// `html`, `zip`, `gzip`, `binary`.
    #[error("this is a file of another kind ({kind}); save it as CSV or XLSX")]
    OtherKind { kind: &'static str },
    #[error("the workbook is damaged: {detail}")]
    BrokenWorkbook { detail: String },
    #[error("the workbook is locked with a password; save it without one")]
    Locked,
    #[error("there is no sheet `{wanted}`; the sheets are {}", names.join(", "))]
    NoSuchSheet { wanted: String, names: Vec<String> },
    #[error("`{0}` is no encoding that can be read here")]
    UnknownEncoding(String),
    #[error("the delimiter must be one plain character, not `{0}`")]
    BadDelimiter(char),
}

impl OpenError {
    pub fn code(&self) -> &'static str {
        match self {
            OpenError::Io(_) => "io",
            OpenError::Empty => "empty",
            OpenError::OtherKind { .. } => "other_kind",
            OpenError::BrokenWorkbook { .. } => "broken_workbook",
            OpenError::Locked => "locked",
            OpenError::NoSuchSheet { .. } => "no_such_sheet",
            OpenError::UnknownEncoding(_) => "unknown_encoding",
            OpenError::BadDelimiter(_) => "bad_delimiter",
        }
    }
}

pub fn open(path: &Path, options: Options) -> Result<Import, OpenError> {
    open_reader(Box::new(File::open(path)?), options)
}

pub fn open_reader(mut file: Box<dyn ReadSeek>, options: Options) -> Result<Import, OpenError> {
    let head = head(&mut file)?;
    if head.is_empty() {
        return Err(OpenError::Empty);
    }
    let (table, facts) = table(file, head, &options)?;
    let workbook = facts.format == Format::Xlsx;
    Import::new(table, facts, options).map_err(|error| broken(workbook, error))
}

/// The rows of a file before anybody asks what its columns mean.
pub(crate) fn open_table(path: &Path, options: &Options) -> Result<Table, OpenError> {
    let mut file: Box<dyn ReadSeek> = Box::new(File::open(path)?);
    let head = head(&mut file)?;
    if head.is_empty() {
        return Err(OpenError::Empty);
    }
    Ok(table(file, head, options)?.0)
}

fn table(
    file: Box<dyn ReadSeek>,
    head: Vec<u8>,
    options: &Options,
) -> Result<(Table, Facts), OpenError> {
    match (options.format, kind(&head)) {
        (Some(Format::Xlsx), _) | (None, Kind::Zip) => workbook(file, options),
        (Some(_), _) | (None, Kind::Text) => text(file, head, options),
        (None, Kind::Other(kind)) => Err(OpenError::OtherKind { kind }),
    }
}

fn broken(workbook: bool, error: io::Error) -> OpenError {
    if workbook {
        OpenError::BrokenWorkbook { detail: error.to_string() }
    } else {
        OpenError::Io(error)
    }
}

/// SHA-256 of a file, for knowing it again when an import is resumed.
pub fn digest(path: &Path) -> io::Result<[u8; 32]> {
    let mut file = File::open(path)?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(hash.finalize().into()),
            n => hash.update(&buffer[..n]),
        }
    }
}

enum Kind {
    Text,
    Zip,
    Other(&'static str),
}

fn kind(head: &[u8]) -> Kind {
    let start = head.trim_ascii_start().get(..15).unwrap_or(head).to_ascii_lowercase();
    match head {
        [b'P', b'K', 3 | 5, 4 | 6, ..] => Kind::Zip,
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Kind::Other("xls"),
        [0x1F, 0x8B, ..] => Kind::Other("gzip"),
        _ if head.starts_with(b"%PDF") => Kind::Other("pdf"),
        _ if start.starts_with(b"<!doctype html") || start.starts_with(b"<html") => {
            Kind::Other("html")
        }
        _ if head.starts_with(b"\x89PNG")
            || head.starts_with(b"\xFF\xD8\xFF")
            || head.starts_with(b"\x7FELF") =>
        {
            Kind::Other("binary")
        }
        _ => Kind::Text,
    }
}

fn workbook(file: Box<dyn ReadSeek>, options: &Options) -> Result<(Table, Facts), OpenError> {
    let reader = XlsxReader::open(file, options.sheet.as_deref(), options.limits);
    let reader = reader.map_err(|error| match error {
        XlsxError::Broken(detail) => OpenError::BrokenWorkbook { detail },
        XlsxError::Locked => OpenError::Locked,
        XlsxError::NotAWorkbook => OpenError::OtherKind { kind: "zip" },
        XlsxError::NoSheet(names) => {
            OpenError::NoSuchSheet { wanted: options.sheet.clone().unwrap_or_default(), names }
        }
        XlsxError::Io(error) => OpenError::Io(error),
    })?;
    let names = reader.other_sheets.clone();
    let facts = Facts {
        format: Format::Xlsx,
        charset: None,
        delimiter: None,
        sheet: Some(reader.sheet_name.clone()),
        other_sheets: names.clone(),
        warnings: if names.is_empty() { Vec::new() } else { vec![Warning::OtherSheets { names }] },
    };
    Ok((Table::Xlsx(reader), facts))
}

fn text(
    mut file: Box<dyn ReadSeek>,
    head: Vec<u8>,
    options: &Options,
) -> Result<(Table, Facts), OpenError> {
    let lang = options.default_lang.as_deref();
    let charset = match &options.encoding {
        Some(label) => encoding::chosen(label, &head)
            .ok_or_else(|| OpenError::UnknownEncoding(label.clone()))?,
        None if head.is_ascii() && !head.contains(&0) => {
            let telling = first_beyond_ascii(&mut file)?;
            Charset { mark: 0, ..encoding::detect(&telling, lang) }
        }
        None => encoding::detect(&head, lang),
    };
    let sample = as_utf8(&head, charset)?;
    if sample.trim_ascii().is_empty() {
        return Err(OpenError::Empty);
    }
    let unit = if charset.width() == Width::Narrow { 1 } else { 2 };
    let in_file = |offset: u64| charset.mark + offset * unit;
    let mut warnings = Vec::new();
    if !charset.certain && charset.encoding != encoding_rs::UTF_8 {
        warnings.push(Warning::EncodingGuessed { encoding: charset.name() });
    }
    let source = ByteSource::new(file, charset.width())?;
    let shape = match options.format {
        Some(Format::Csv) => None,
        _ => shape(&sample),
    };
    let mut facts = Facts {
        format: Format::Csv,
        charset: Some(charset),
        delimiter: None,
        sheet: None,
        other_sheets: Vec::new(),
        warnings,
    };
    let table = match shape {
        Some(shape) => {
            let array = matches!(shape, super::json::Shape::Array { .. });
            facts.format = if array { Format::Json } else { Format::Jsonl };
            let shape = shape.map(in_file);
            Table::Json(JsonReader::new(source, charset, shape, options.limits)?)
        }
        None if matches!(options.format, Some(Format::Json | Format::Jsonl)) => {
            facts.format = Format::Jsonl;
            let shape = super::json::Shape::Lines { start: charset.mark };
            Table::Json(JsonReader::new(source, charset, shape, options.limits)?)
        }
        None => {
            let chosen = match options.delimiter {
                Some(c) if c.is_ascii() && !matches!(c, '"' | '\n' | '\r') => Some(c as u8),
                Some(c) => return Err(OpenError::BadDelimiter(c)),
                None => None,
            };
            let mut dialect = sniff(&sample, charset, chosen);
            dialect.start = in_file(dialect.start);
            let byte = dialect.delimiter;
            facts.delimiter = (byte != NO_DELIMITER).then_some(char::from(byte));
            Table::Csv(CsvReader::new(source, charset, dialect, options.limits)?)
        }
    };
    Ok((table, facts))
}

fn head(file: &mut Box<dyn ReadSeek>) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(0))?;
    let mut head = Vec::new();
    file.take(HEAD as u64).read_to_end(&mut head)?;
    Ok(head)
}

/// The part of a file around its first byte beyond ASCII; empty when there is none.
fn first_beyond_ascii(file: &mut Box<dyn ReadSeek>) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(0))?;
    let mut part = vec![0; HEAD];
    let mut seen = 0u64;
    while seen < ASCII_SEARCH {
        let read = file.read(&mut part)?;
        if read == 0 {
            break;
        }
        seen += read as u64;
        if let Some(at) = part[..read].iter().position(|byte| !byte.is_ascii()) {
            let mut telling = part[at..read].to_vec();
            file.take(HEAD as u64).read_to_end(&mut telling)?;
            return Ok(telling);
        }
    }
    Ok(Vec::new())
}

/// The head of the file as scanners will see it.
fn as_utf8(head: &[u8], charset: Charset) -> io::Result<Vec<u8>> {
    let body = head.get(charset.mark as usize..).unwrap_or_default().to_vec();
    let mut source = ByteSource::new(Box::new(Cursor::new(body)), charset.width())?;
    let mut sample = Vec::with_capacity(head.len());
    while let Some(byte) = source.next()? {
        sample.push(byte);
    }
    Ok(sample)
}
