//! The two databases behind one set of calls. Every query is written once, with `$1` placeholders,
//! and meets its database here and nowhere else. The calls are boxed, so that the drivers behind them
//! are compiled in this crate and not again in each that calls.

use crate::row::Row;
use crate::{Result, StoreError};
use domain::Timestamp;
use futures_util::TryStreamExt;
use sqlx::postgres::{PgArguments, PgPoolOptions};
use sqlx::query::Query;
use sqlx::sqlite::{
    SqliteArguments, SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{AssertSqlSafe, PgPool, Postgres, Sqlite, SqlitePool, Transaction};
use std::pin::Pin;
use std::str::FromStr;
use std::time::Duration;
use uuid::Uuid;

type Later<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

#[derive(Clone, Debug)]
pub enum Db {
    /// One writer, many readers: SQLite has one write lock, and waiting in a queue is fairer than
    /// being told that it is busy.
    Sqlite {
        write: SqlitePool,
        read: SqlitePool,
    },
    Postgres(PgPool),
}

/// A transaction that writes. It is rolled back unless committed.
pub enum Tx {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// A value bound to a placeholder.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    Int(Option<i64>),
    Real(Option<f64>),
    Bool(Option<bool>),
    Text(Option<String>),
    Id(Option<Uuid>),
    Bytes(Option<Vec<u8>>),
}

/// `args![case, version, "text"]`: the values of `$1`, `$2`, `$3`.
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::Arg::from($value)),*] };
}

impl Db {
    /// `sqlite:PATH`, `sqlite::memory:` (tests) or `postgres://…`. Prepares the tables.
    pub fn open(address: &str) -> Later<'_, Self> {
        Box::pin(async move {
            let db = match address.split_once(':').map(|(scheme, _)| scheme) {
                Some("sqlite") => open_sqlite(address).await?,
                Some("postgres" | "postgresql") => Db::Postgres(
                    PgPoolOptions::new()
                        .max_connections(16)
                        .acquire_timeout(Duration::from_secs(10))
                        .connect(address)
                        .await?,
                ),
                _ => return Err(StoreError::Address(address.to_owned())),
            };
            crate::migrate::run(&db).await?;
            Ok(db)
        })
    }

    pub fn rows<'a>(&'a self, sql: &'a str, args: Vec<Arg>) -> Later<'a, Vec<Row>> {
        Box::pin(async move {
            Ok(match self {
                Db::Sqlite { read, .. } => {
                    let rows = sqlite(sql, args).fetch_all(read).await?;
                    rows.into_iter().map(Row::Sqlite).collect()
                }
                Db::Postgres(pool) => {
                    let rows = postgres(sql, args).fetch_all(pool).await?;
                    rows.into_iter().map(Row::Postgres).collect()
                }
            })
        })
    }

    pub async fn row(&self, sql: &str, args: Vec<Arg>) -> Result<Option<Row>> {
        Ok(self.rows(sql, args).await?.into_iter().next())
    }

    pub fn begin(&self) -> Later<'_, Tx> {
        Box::pin(async move {
            Ok(match self {
                Db::Sqlite { write, .. } => Tx::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
                Db::Postgres(pool) => Tx::Postgres(pool.begin().await?),
            })
        })
    }

    /// One statement in a transaction of its own; the number of rows it touched.
    pub fn exec<'a>(&'a self, sql: &'a str, args: Vec<Arg>) -> Later<'a, u64> {
        Box::pin(async move {
            let mut tx = self.begin().await?;
            let touched = tx.exec(sql, args).await?;
            tx.commit().await?;
            Ok(touched)
        })
    }

    pub fn is_sqlite(&self) -> bool {
        matches!(self, Db::Sqlite { .. })
    }

    pub async fn close(&self) {
        match self {
            Db::Sqlite { write, read } => {
                read.close().await;
                write.close().await;
            }
            Db::Postgres(pool) => pool.close().await,
        }
    }
}

impl Tx {
    pub fn exec<'a>(&'a mut self, sql: &'a str, args: Vec<Arg>) -> Later<'a, u64> {
        Box::pin(async move {
            Ok(match self {
                Tx::Sqlite(tx) => sqlite(sql, args).execute(&mut **tx).await?.rows_affected(),
                Tx::Postgres(tx) => postgres(sql, args).execute(&mut **tx).await?.rows_affected(),
            })
        })
    }

    pub fn rows<'a>(&'a mut self, sql: &'a str, args: Vec<Arg>) -> Later<'a, Vec<Row>> {
        Box::pin(async move {
            Ok(match self {
                Tx::Sqlite(tx) => {
                    let rows = sqlite(sql, args).fetch_all(&mut **tx).await?;
                    rows.into_iter().map(Row::Sqlite).collect()
                }
                Tx::Postgres(tx) => {
                    let rows = postgres(sql, args).fetch_all(&mut **tx).await?;
                    rows.into_iter().map(Row::Postgres).collect()
                }
            })
        })
    }

    /// Hands the rows over one by one, however many there are.
    pub async fn each(
        &mut self,
        sql: &str,
        mut take: impl FnMut(&Row) -> Result<()>,
    ) -> Result<()> {
        match self {
            Tx::Sqlite(tx) => {
                let mut rows = sqlite(sql, vec![]).fetch(&mut **tx);
                while let Some(row) = rows.try_next().await? {
                    take(&Row::Sqlite(row))?;
                }
            }
            Tx::Postgres(tx) => {
                let mut rows = postgres(sql, vec![]).fetch(&mut **tx);
                while let Some(row) = rows.try_next().await? {
                    take(&Row::Postgres(row))?;
                }
            }
        }
        Ok(())
    }

    pub async fn row(&mut self, sql: &str, args: Vec<Arg>) -> Result<Option<Row>> {
        Ok(self.rows(sql, args).await?.into_iter().next())
    }

    pub fn commit(self) -> Later<'static, ()> {
        Box::pin(async move {
            match self {
                Tx::Sqlite(tx) => tx.commit().await?,
                Tx::Postgres(tx) => tx.commit().await?,
            }
            Ok(())
        })
    }

    pub fn is_sqlite(&self) -> bool {
        matches!(self, Tx::Sqlite(_))
    }
}

async fn open_sqlite(address: &str) -> Result<Db> {
    let options = SqliteConnectOptions::from_str(address)?
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Normal)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(15))
        .pragma("cache_size", "-16000")
        .pragma("temp_store", "memory")
        .statement_cache_capacity(64);
    // The synchronous level NORMAL loses the last transactions on a power cut; the outbox and the
    // journal must not, so the writer syncs at each commit.
    let writer = options.clone().synchronous(SqliteSynchronous::Full);
    let pool = |connections| {
        SqlitePoolOptions::new()
            .max_connections(connections)
            .acquire_timeout(Duration::from_secs(30))
            .idle_timeout(None)
            .max_lifetime(None)
    };
    let write = pool(1).connect_with(writer).await?;
    let read = pool(6).min_connections(0).connect_lazy_with(options.read_only(false));
    Ok(Db::Sqlite { write, read })
}

macro_rules! bind_all {
    ($query:expr, $args:expr) => {
        $args.into_iter().fold($query, |query, arg| match arg {
            Arg::Int(v) => query.bind(v),
            Arg::Real(v) => query.bind(v),
            Arg::Bool(v) => query.bind(v),
            Arg::Text(v) => query.bind(v),
            Arg::Id(v) => query.bind(v),
            Arg::Bytes(v) => query.bind(v),
        })
    };
}

// The SQL is composed in this crate from literals and placeholders; values are always bound.
fn sqlite<'q>(sql: &str, args: Vec<Arg>) -> Query<'q, Sqlite, SqliteArguments> {
    bind_all!(sqlx::query::<Sqlite>(AssertSqlSafe(sql.to_owned())), args)
}

fn postgres<'q>(sql: &str, args: Vec<Arg>) -> Query<'q, Postgres, PgArguments> {
    bind_all!(sqlx::query::<Postgres>(AssertSqlSafe(sql.to_owned())), args)
}

macro_rules! arg_from {
    ($($kind:ty => $variant:ident),+ $(,)?) => {$(
        impl From<$kind> for Arg {
            fn from(v: $kind) -> Self { Arg::$variant(Some(v.into())) }
        }
        impl From<Option<$kind>> for Arg {
            fn from(v: Option<$kind>) -> Self { Arg::$variant(v.map(Into::into)) }
        }
    )+};
}

arg_from!(i64 => Int, f64 => Real, bool => Bool, String => Text, &str => Text, Uuid => Id, Vec<u8> => Bytes);

impl From<&String> for Arg {
    fn from(v: &String) -> Self {
        Arg::Text(Some(v.clone()))
    }
}

impl From<Timestamp> for Arg {
    fn from(v: Timestamp) -> Self {
        Arg::Int(Some(v.as_microsecond()))
    }
}

impl From<Option<Timestamp>> for Arg {
    fn from(v: Option<Timestamp>) -> Self {
        Arg::Int(v.map(Timestamp::as_microsecond))
    }
}
