//! A review as the import hands it out, and a row that was set aside.

use super::Reason;
use jiff::Timestamp;
use serde::Serialize;

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Row {
    /// Number of the row in the file; the first is 1, the header counts.
    pub row: u64,
    /// Where the row begins in the file (for a workbook: in the packed sheet).
    pub byte_offset: u64,
    pub external_id: Option<String>,
    /// May be empty when there is a rating. Pros and cons, where a file keeps them
    /// apart, follow the text under their own headings.
    pub text: String,
    pub title: Option<String>,
    pub author: Option<String>,
    pub posted_at: Option<Timestamp>,
    /// 1 to 5. What the file said, where it was no whole number of five, is in `extra`.
    pub rating: Option<u8>,
    pub url: Option<String>,
    /// The branch or brand the file names.
    pub brand: Option<String>,
    pub reply: Option<String>,
    pub lang: Option<String>,
    /// Everything else the row holds: `likes`, `views`, and unmapped columns by name.
    pub extra: Vec<(String, String)>,
    pub flags: Flags,
    /// Equal for the same review in any file; 64 hexadecimal digits.
    pub fingerprint: String,
}

/// What was done to the text, or what to mind when it is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Flags {
    /// Direction overrides are inside: show it through [`super::display_safe`].
    pub bidi: bool,
    pub html_removed: bool,
    pub controls_removed: bool,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Bad {
    pub row: u64,
    pub byte_offset: u64,
    pub reason: Reason,
    /// The beginning of the row as it stands in the file.
    pub raw: String,
    /// The row's cells in the order of the headers, where it could be split.
    pub cells: Vec<String>,
}
