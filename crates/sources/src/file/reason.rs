//! Why a row was set aside: a closed list with a code for machines. The sentences
//! for people are in `reason_words.rs`.

use serde::Serialize;

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Reason {
    /// Bytes that mean nothing in the file's encoding.
    BadEncoding {
        column: usize,
        encoding: &'static str,
    },
    NulByte {
        column: usize,
    },
    CellTooLarge {
        column: usize,
        bytes: u64,
        limit: u64,
    },
    RowTooLarge {
        bytes: u64,
        limit: u64,
    },
    /// A quote was opened and never closed, or closed in the middle of a word.
    UnbalancedQuotes,
    TooFewColumns {
        want: usize,
        got: usize,
    },
    TooManyColumns {
        want: usize,
        got: usize,
    },
    BrokenJson {
        detail: String,
    },
    /// A JSON value that is no object.
    NotAnObject,
    /// Neither a text nor a rating.
    NoText,
    UnreadableDate {
        value: String,
    },
    /// "yesterday", "3 дня назад": the day it was written is not in the file.
    RelativeDate {
        value: String,
    },
    /// The day, the month or the year is missing.
    IncompleteDate {
        value: String,
    },
    /// A day that no calendar has, or a year before 1990 or after 2100.
    ImpossibleDate {
        value: String,
    },
    /// 25/12/2024 in a column of month/day dates, or the reverse.
    DateAgainstOrder {
        value: String,
    },
    UnreadableRating {
        value: String,
    },
    RatingOutOfRange {
        value: String,
        scale: u8,
    },
    /// A spreadsheet cell that holds an error such as `#REF!`.
    SheetError {
        column: usize,
        value: String,
    },
    /// A row of a set-aside file that nobody has corrected yet.
    NotCorrected,
    /// The file breaks off here; what follows cannot be read.
    BrokenOff {
        detail: String,
    },
}

impl Reason {
    pub fn code(&self) -> &'static str {
        match self {
            Reason::BadEncoding { .. } => "bad_encoding",
            Reason::NulByte { .. } => "nul_byte",
            Reason::CellTooLarge { .. } => "cell_too_large",
            Reason::RowTooLarge { .. } => "row_too_large",
            Reason::UnbalancedQuotes => "unbalanced_quotes",
            Reason::TooFewColumns { .. } => "too_few_columns",
            Reason::TooManyColumns { .. } => "too_many_columns",
            Reason::BrokenJson { .. } => "broken_json",
            Reason::NotAnObject => "not_an_object",
            Reason::NoText => "no_text",
            Reason::UnreadableDate { .. } => "unreadable_date",
            Reason::RelativeDate { .. } => "relative_date",
            Reason::IncompleteDate { .. } => "incomplete_date",
            Reason::ImpossibleDate { .. } => "impossible_date",
            Reason::DateAgainstOrder { .. } => "date_against_order",
            Reason::UnreadableRating { .. } => "unreadable_rating",
            Reason::RatingOutOfRange { .. } => "rating_out_of_range",
            Reason::SheetError { .. } => "sheet_error",
            Reason::NotCorrected => "not_corrected",
            Reason::BrokenOff { .. } => "broken_off",
        }
    }

    /// Whether rows after this one may exist and could not be read.
    pub fn ends_the_file(&self) -> bool {
        matches!(self, Reason::BrokenOff { .. })
    }
}
