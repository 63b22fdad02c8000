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

/// Types that are stored as another one: how they are read, and how they are bound.
macro_rules! stored {
    ($($kind:ty as $stored:ty: $read:expr, $write:expr;)+) => {$(
        impl Field for $kind {
            fn read(row: &Row, index: usize) -> Result<Self> {
                ($read)(<$stored>::read(row, index)?)
            }
        }
        impl Field for Option<$kind> {
            fn read(row: &Row, index: usize) -> Result<Self> {
                <Option<$stored>>::read(row, index)?.map($read).transpose()
            }
        }
        impl From<$kind> for crate::Arg {
            fn from(v: $kind) -> Self { crate::Arg::from(($write)(v)) }
        }
        impl From<Option<$kind>> for crate::Arg {
            fn from(v: Option<$kind>) -> Self { crate::Arg::from(v.map($write)) }
        }
    )+};
}

macro_rules! ids {
    ($($name:ident)+) => {
        stored! { $(domain::$name as Uuid: |v| Ok(domain::$name(v)), |v: domain::$name| v.0;)+ }
    };
}

macro_rules! words {
    ($($kind:path;)+) => {
        stored! { $($kind as String:
            |v: String| v.parse().map_err(|e| corrupt(stringify!($kind), e)),
            |v: $kind| v.code();)+ }
    };
}

impl Field for Timestamp {
    fn read(row: &Row, index: usize) -> Result<Self> {
        moment(i64::read(row, index)?)
    }
}

impl Field for Option<Timestamp> {
    fn read(row: &Row, index: usize) -> Result<Self> {
        <Option<i64>>::read(row, index)?.map(moment).transpose()
    }
}

fn moment(microsecond: i64) -> Result<Timestamp> {
    Timestamp::from_microsecond(microsecond).map_err(|e| corrupt("time", e))
}

ids! {
    BrandId SourceId MentionId CaseId ClientId ClientMergeId PersonId PromiseId ReplyId WishId ImportId ViewId
    TokenId AttachmentId RemedyId ApprovalId
}

words! {
    domain::Stage;
    domain::Outcome;
    domain::Role;
    domain::Seriousness;
    domain::Verdict;
    domain::brand::SourceKind;
    domain::brand::Visibility;
    domain::reading::Language;
    domain::reading::Tone;
    domain::reading::Intent;
    domain::promise::PromiseKind;
    domain::promise::PromiseStatus;
    domain::case::Route;
    domain::contact::ContactKind;
    domain::amends::RemedyKind;
    domain::amends::RemedyStatus;
    domain::amends::ApprovalStatus;
}

pub(crate) fn corrupt(what: &'static str, why: impl std::fmt::Display) -> StoreError {
    StoreError::Corrupt { what, why: why.to_string() }
}
