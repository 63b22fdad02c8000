//! Reading rows: columns in the order of the query, each into the type that is asked for.

use crate::{Result, StoreError};
use domain::Timestamp;
use sqlx::Row as _;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use uuid::Uuid;

pub enum Row {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

/// Takes the columns of a row one after another.
pub struct Cols<'r> {
    row: &'r Row,
    next: usize,
}

/// A type that a column can be read into.
pub trait Field: Sized {
    fn read(row: &Row, index: usize) -> Result<Self>;
}

impl Row {
    pub fn cols(&self) -> Cols<'_> {
        Cols { row: self, next: 0 }
    }

    /// The first column: for `SELECT count(*)` and its like.
    pub fn first<T: Field>(&self) -> Result<T> {
        T::read(self, 0)
    }
}

impl Cols<'_> {
    #[allow(clippy::should_implement_trait)]
    pub fn next<T: Field>(&mut self) -> Result<T> {
        let index = self.next;
        self.next += 1;
        T::read(self.row, index)
    }
}

macro_rules! plain_fields {
    ($($kind:ty),+) => {$(
        impl Field for $kind {
            fn read(row: &Row, index: usize) -> Result<Self> {
                Ok(match row {
                    Row::Sqlite(row) => row.try_get_unchecked(index)?,
                    Row::Postgres(row) => row.try_get_unchecked(index)?,
                })
            }
        }
        impl Field for Option<$kind> {
            fn read(row: &Row, index: usize) -> Result<Self> {
                Ok(match row {
                    Row::Sqlite(row) => row.try_get_unchecked(index)?,
                    Row::Postgres(row) => row.try_get_unchecked(index)?,
                })
            }
        }
    )+};
}

plain_fields!(i64, f64, bool, String, Uuid, Vec<u8>);

/// Types that are stored as another one.
macro_rules! fields_through {
    ($($kind:ty: $stored:ty = $convert:expr;)+) => {$(
        impl Field for $kind {
            fn read(row: &Row, index: usize) -> Result<Self> {
                ($convert)(<$stored>::read(row, index)?)
            }
        }
        impl Field for Option<$kind> {
            fn read(row: &Row, index: usize) -> Result<Self> {
                <Option<$stored>>::read(row, index)?.map($convert).transpose()
            }
        }
    )+};
}

fields_through! {
    Timestamp: i64 = |v| Timestamp::from_microsecond(v).map_err(|e| corrupt("time", e));
    domain::BrandId: Uuid = |v| Ok(domain::BrandId(v));
    domain::SourceId: Uuid = |v| Ok(domain::SourceId(v));
    domain::MentionId: Uuid = |v| Ok(domain::MentionId(v));
    domain::CaseId: Uuid = |v| Ok(domain::CaseId(v));
    domain::ClientId: Uuid = |v| Ok(domain::ClientId(v));
    domain::PersonId: Uuid = |v| Ok(domain::PersonId(v));
    domain::PromiseId: Uuid = |v| Ok(domain::PromiseId(v));
    domain::ReplyId: Uuid = |v| Ok(domain::ReplyId(v));
    domain::WishId: Uuid = |v| Ok(domain::WishId(v));
    domain::ImportId: Uuid = |v| Ok(domain::ImportId(v));
    domain::ViewId: Uuid = |v| Ok(domain::ViewId(v));
    domain::TokenId: Uuid = |v| Ok(domain::TokenId(v));
    domain::AttachmentId: Uuid = |v| Ok(domain::AttachmentId(v));
    domain::Stage: String = |v: String| v.parse().map_err(|e| corrupt("stage", e));
    domain::Outcome: String = |v: String| v.parse().map_err(|e| corrupt("outcome", e));
    domain::Role: String = |v: String| v.parse().map_err(|e| corrupt("role", e));
    domain::brand::SourceKind: String = |v: String| v.parse().map_err(|e| corrupt("source kind", e));
    domain::brand::Visibility: String = |v: String| v.parse().map_err(|e| corrupt("visibility", e));
    domain::reading::Language: String = |v: String| v.parse().map_err(|e| corrupt("language", e));
    domain::reading::Tone: String = |v: String| v.parse().map_err(|e| corrupt("tone", e));
    domain::reading::Intent: String = |v: String| v.parse().map_err(|e| corrupt("intent", e));
    domain::promise::PromiseKind: String = |v: String| v.parse().map_err(|e| corrupt("promise", e));
    domain::promise::PromiseStatus: String = |v: String| v.parse().map_err(|e| corrupt("promise", e));
    domain::case::Route: String = |v: String| v.parse().map_err(|e| corrupt("route", e));
}

/// The typed ids and words bind as what they are stored as.
macro_rules! args_through {
    ($($kind:ty => $convert:expr;)+) => {$(
        impl From<$kind> for crate::Arg {
            fn from(v: $kind) -> Self { crate::Arg::from(($convert)(v)) }
        }
        impl From<Option<$kind>> for crate::Arg {
            fn from(v: Option<$kind>) -> Self { crate::Arg::from(v.map($convert)) }
        }
    )+};
}

args_through! {
    domain::BrandId => |v: domain::BrandId| v.0;
    domain::SourceId => |v: domain::SourceId| v.0;
    domain::MentionId => |v: domain::MentionId| v.0;
    domain::CaseId => |v: domain::CaseId| v.0;
    domain::ClientId => |v: domain::ClientId| v.0;
    domain::PersonId => |v: domain::PersonId| v.0;
    domain::PromiseId => |v: domain::PromiseId| v.0;
    domain::ReplyId => |v: domain::ReplyId| v.0;
    domain::WishId => |v: domain::WishId| v.0;
    domain::ImportId => |v: domain::ImportId| v.0;
    domain::ViewId => |v: domain::ViewId| v.0;
    domain::TokenId => |v: domain::TokenId| v.0;
    domain::AttachmentId => |v: domain::AttachmentId| v.0;
    domain::Stage => |v: domain::Stage| v.code();
    domain::Outcome => |v: domain::Outcome| v.code();
    domain::Role => |v: domain::Role| v.code();
    domain::brand::SourceKind => |v: domain::brand::SourceKind| v.code();
    domain::brand::Visibility => |v: domain::brand::Visibility| v.code();
    domain::reading::Language => |v: domain::reading::Language| v.code();
    domain::reading::Tone => |v: domain::reading::Tone| v.code();
    domain::reading::Intent => |v: domain::reading::Intent| v.code();
    domain::promise::PromiseKind => |v: domain::promise::PromiseKind| v.code();
    domain::promise::PromiseStatus => |v: domain::promise::PromiseStatus| v.code();
    domain::case::Route => |v: domain::case::Route| v.code();
}

pub(crate) fn corrupt(what: &'static str, why: impl std::fmt::Display) -> StoreError {
    StoreError::Corrupt { what, why: why.to_string() }
}
