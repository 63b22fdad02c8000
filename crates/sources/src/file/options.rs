//! What a person may decide about a file before it is read. Everything left open
//! is decided by looking at the file, and the preview shows what was decided.

use super::{Assign, DateOrder};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug)]
pub struct Options {
    pub format: Option<Format>,
    /// A WHATWG label such as `windows-1251` or `utf-16le`.
    pub encoding: Option<String>,
    pub delimiter: Option<char>,
    /// `Some(true)`: the first row holds the names of the columns.
    pub header: Option<bool>,
    /// Which sheet of a workbook; the first visible one otherwise.
    pub sheet: Option<String>,
    /// These win over what was guessed, column by column.
    pub mapping: Vec<Assign>,
    pub date_order: Option<DateOrder>,
    /// The highest mark the file's ratings can reach: 5, 10 or 100.
    pub rating_scale: Option<u8>,
    /// The zone of dates that name none.
    pub zone: TimeZone,
    /// Language of the reviews (`ru`, `en`, `ro`) when it is known: it helps with
    /// the encoding and with dates such as 5/6/2024.
    pub default_lang: Option<String>,
    pub limits: Limits,
}

impl Options {
    pub fn new(zone: TimeZone) -> Self {
        Options {
            format: None,
            encoding: None,
            delimiter: None,
            header: None,
            sheet: None,
            mapping: Vec::new(),
            date_order: None,
            rating_scale: None,
            zone,
            default_lang: None,
            limits: Limits::default(),
        }
    }
}

/// Upper bounds, in bytes; what exceeds them is set aside or refused by name.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// One cell of text.
    pub cell: usize,
    /// All cells of one row together.
    pub record: usize,
    pub columns: usize,
    /// What a workbook's sheet or string table may unpack to.
    pub unpacked: u64,
    /// How much of a workbook's string table stays in memory; the rest waits in
    /// an unnamed temporary file.
    pub strings_in_memory: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            cell: 64 * 1024,
            record: 1024 * 1024,
            columns: 1024,
            unpacked: 4 * 1024 * 1024 * 1024,
            strings_in_memory: 8 * 1024 * 1024,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    Csv,
    /// One JSON object per line.
    Jsonl,
    /// One JSON array of objects.
    Json,
    Xlsx,
}

impl Format {
    pub fn code(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Jsonl => "jsonl",
            Format::Json => "json",
            Format::Xlsx => "xlsx",
        }
    }
}

impl std::str::FromStr for Format {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        match word.to_ascii_lowercase().as_str() {
            "csv" | "tsv" | "txt" => Ok(Format::Csv),
            "jsonl" | "ndjson" => Ok(Format::Jsonl),
            "json" => Ok(Format::Json),
            "xlsx" => Ok(Format::Xlsx),
            _ => Err(()),
        }
    }
}
