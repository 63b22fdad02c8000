//! What a column can mean, and a person's own assignment of a column.

use super::names::squash;
use serde::{Deserialize, Serialize};
use std::str::FromStr;

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    ExternalId,
    Text,
    Title,
    Author,
    /// Date, or date and time.
    PostedAt,
    /// Time of day in a column of its own.
    PostedTime,
    Rating,
    Url,
    Brand,
    Reply,
    Pros,
    Cons,
    Likes,
    Views,
    Lang,
    /// Kept with the review under the column's name.
    Extra,
    Ignore,
}

impl Field {
    pub const ALL: [Field; 17] = [
        Field::ExternalId,
        Field::Text,
        Field::Title,
        Field::Author,
        Field::PostedAt,
        Field::PostedTime,
        Field::Rating,
        Field::Url,
        Field::Brand,
        Field::Reply,
        Field::Pros,
        Field::Cons,
        Field::Likes,
        Field::Views,
        Field::Lang,
        Field::Extra,
        Field::Ignore,
    ];

    /// The word for commands, forms and headers; `FromStr` reads it back.
    pub fn code(self) -> &'static str {
        match self {
            Field::ExternalId => "id",
            Field::Text => "text",
            Field::Title => "title",
            Field::Author => "author",
            Field::PostedAt => "date",
            Field::PostedTime => "time",
            Field::Rating => "rating",
            Field::Url => "url",
            Field::Brand => "brand",
            Field::Reply => "reply",
            Field::Pros => "pros",
            Field::Cons => "cons",
            Field::Likes => "likes",
            Field::Views => "views",
            Field::Lang => "lang",
            Field::Extra => "extra",
            Field::Ignore => "ignore",
        }
    }

    /// Whether several columns may carry it.
    pub(crate) fn repeats(self) -> bool {
        matches!(self, Field::Extra | Field::Ignore)
    }
}

impl FromStr for Field {
    type Err = AssignError;

    fn from_str(word: &str) -> Result<Self, AssignError> {
        let word = word.trim().to_lowercase();
        let found = Field::ALL.into_iter().find(|field| field.code() == word);
        found.ok_or(AssignError::Field(word))
    }
}

/// "This column is that field", by name or by number from 1.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Assign {
    pub field: Field,
    pub column: String,
}

#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum AssignError {
    #[error(
        "`{0}` is no field; the fields are id, text, title, author, date, time, rating, url, brand, reply, pros, cons, likes, views, lang, extra, ignore"
    )]
    Field(String),
    #[error("write FIELD=COLUMN, for example text=Отзыв or rating=#3, instead of `{0}`")]
    Shape(String),
}

impl Assign {
    pub fn new(field: Field, column: impl Into<String>) -> Self {
        Assign { field, column: column.into() }
    }

    /// Position among the headers: the exact name, the same name in another
    /// spelling, or `#3`.
    pub(crate) fn find(&self, headers: &[String]) -> Option<usize> {
        let by_number = self.column.strip_prefix('#').and_then(|n| n.parse::<usize>().ok());
        if let Some(number) = by_number {
            return number.checked_sub(1).filter(|index| *index < headers.len());
        }
        let exact = headers.iter().position(|header| header.trim() == self.column.trim());
        let wanted = squash(&self.column);
        exact.or_else(|| {
            headers.iter().position(|header| !wanted.is_empty() && squash(header) == wanted)
        })
    }
}

impl FromStr for Assign {
    type Err = AssignError;

    /// `text=Отзыв`, `rating=#3`.
    fn from_str(pair: &str) -> Result<Self, AssignError> {
        match pair.split_once('=') {
            Some((field, column)) if !column.trim().is_empty() => {
                Ok(Assign::new(field.parse()?, column.trim()))
            }
            _ => Err(AssignError::Shape(pair.to_owned())),
        }
    }
}
