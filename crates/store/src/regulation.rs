//! Published versions of the regulation, each kept as it was written.

use crate::row::Row;
use crate::{Db, Result, StoreError, Tx, args};
use domain::{PersonId, Timestamp};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Published {
    /// 1, 2, 3 …
    pub version: i64,
    pub source: String,
    pub published_at: Timestamp,
    /// `None`: the example that came with the desk, or the operator of the machine.
    pub published_by: Option<PersonId>,
    pub note: String,
}

const COLUMNS: &str = "version, source, published_at, published_by, note";

/// The newest version; 0 before the first.
pub async fn newest(db: &Db) -> Result<i64> {
    let row = db.row("SELECT coalesce(max(version), 0) FROM regulation", args![]).await?;
    row.map_or(Ok(0), |row| row.first())
}

pub async fn get(db: &Db, version: i64) -> Result<Option<Published>> {
    let sql = format!("SELECT {COLUMNS} FROM regulation WHERE version = $1");
    db.row(&sql, args![version]).await?.as_ref().map(published).transpose()
}

/// All versions, newest first.
pub async fn history(db: &Db) -> Result<Vec<Published>> {
    let sql = format!("SELECT {COLUMNS} FROM regulation ORDER BY version DESC");
    db.rows(&sql, args![]).await?.iter().map(published).collect()
}

/// `Conflict`: this version was published by somebody else first.
pub async fn add(tx: &mut Tx, p: &Published) -> Result<()> {
    let sql = format!("INSERT INTO regulation ({COLUMNS}) VALUES ($1,$2,$3,$4,$5)");
    let values = args![p.version, &p.source, p.published_at, p.published_by, &p.note];
    match tx.exec(&sql, values).await {
        Err(StoreError::Taken(_)) => Err(StoreError::Conflict),
        other => other.map(|_| ()),
    }
}

fn published(row: &Row) -> Result<Published> {
    let mut c = row.cols();
    Ok(Published {
        version: c.next()?,
        source: c.next()?,
        published_at: c.next()?,
        published_by: c.next()?,
        note: c.next()?,
    })
}
