//! What a person decided about a file, as a form or a command says it and a run keeps it.

use crate::{AppError, Result};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use sources::file::{Assign, DateOrder, Format, Options};
use store::brand::Brand;

/// Everything left open is decided by looking at the file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportOptions {
    pub format: Option<Format>,
    /// A WHATWG label such as `windows-1251`.
    pub encoding: Option<String>,
    pub delimiter: Option<char>,
    /// Whether the first row holds the names of the columns.
    pub header: Option<bool>,
    pub sheet: Option<String>,
    /// These win over what was guessed, column by column.
    pub mapping: Vec<Assign>,
    pub date_order: Option<DateOrder>,
    /// 5, 10 or 100.
    pub rating_scale: Option<u8>,
    /// IANA name; the brand's own zone otherwise.
    pub zone: Option<String>,
    /// Whether fresh mentions open cases as the regulation's rules say.
    pub routing: bool,
}

impl Default for ImportOptions {
    fn default() -> Self {
        ImportOptions {
            format: None,
            encoding: None,
            delimiter: None,
            header: None,
            sheet: None,
            mapping: Vec::new(),
            date_order: None,
            rating_scale: None,
            zone: None,
            routing: true,
        }
    }
}

impl ImportOptions {
    pub(super) fn for_file(&self, brand: &Brand) -> Result<Options> {
        let name = self.zone.as_deref().unwrap_or(&brand.zone);
        let zone = match (TimeZone::get(name), &self.zone) {
            (Ok(zone), _) => zone,
            (Err(_), Some(_)) => return Err(AppError::invalid_with("zone", "unknown-zone", name)),
            (Err(_), None) => TimeZone::UTC,
        };
        Ok(Options {
            format: self.format,
            encoding: self.encoding.clone(),
            delimiter: self.delimiter,
            header: self.header,
            sheet: self.sheet.clone(),
            mapping: self.mapping.clone(),
            date_order: self.date_order,
            rating_scale: self.rating_scale,
            default_lang: Some(brand.lang.clone()),
            ..Options::new(zone)
        })
    }
}

/// How a run keeps its options, and what else must be known after its file is gone.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Stored {
    pub source_name: String,
    /// The columns of the file, for the file of rows set aside.
    #[serde(default)]
    pub headers: Vec<String>,
    #[serde(default)]
    pub options: ImportOptions,
}

impl Stored {
    pub fn of(json: &str) -> Self {
        serde_json::from_str(json).unwrap_or_default()
    }

    pub fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}
