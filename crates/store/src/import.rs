//! Runs of a file import: how far each came, and the rows that it set aside.

use crate::case::{only_brands, push};
use crate::row::Row;
use crate::{Arg, Db, Result, Tx, args};
use domain::{BrandId, ImportId, PersonId, SourceId, Timestamp};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Run {
    pub id: ImportId,
    pub brand: BrandId,
    pub source: SourceId,
    /// `None`: started at the command line.
    pub person: Option<PersonId>,
    pub file_name: String,
    pub file_sha256: String,
    /// What was decided about the file, as JSON; `app::import` knows its form.
    pub options: String,
    /// `draft` (a file that waits for its mapping), `waiting`, `running`, `done`, `failed`, `stopped`.
    pub state: String,
    /// The last row of the file that is in, or set aside; 0 before the first.
    pub position: i64,
    pub bytes_done: i64,
    pub bytes_total: i64,
    pub added: i64,
    pub known: i64,
    pub bad: i64,
    pub error: String,
    pub started_at: Timestamp,
    pub updated_at: Timestamp,
}

/// A row that was set aside.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bad {
    pub row: i64,
    /// The reason's code.
    pub reason: String,
    /// The reason as JSON, for a sentence in any language.
    pub detail: String,
    pub raw: String,
}

const COLUMNS: &str = "id, brand_id, source_id, person_id, file_name, file_sha256, options, state, \
    position, bytes_done, bytes_total, added, known, bad, error, started_at, updated_at";

pub async fn add(tx: &mut Tx, r: &Run) -> Result<()> {
    let sql = format!(
        "INSERT INTO import_run ({COLUMNS}) \
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17)"
    );
    let values = args![
        r.id,
        r.brand,
        r.source,
        r.person,
        &r.file_name,
        &r.file_sha256,
        &r.options,
        &r.state,
        r.position,
        r.bytes_done,
        r.bytes_total,
        r.added,
        r.known,
        r.bad,
        &r.error,
        r.started_at,
        r.updated_at,
    ];
    tx.exec(&sql, values).await.map(|_| ())
}

pub async fn get(db: &Db, id: ImportId) -> Result<Option<Run>> {
    let sql = format!("SELECT {COLUMNS} FROM import_run WHERE id = $1");
    db.row(&sql, args![id]).await?.as_ref().map(from_row).transpose()
}

/// The newest runs of these brands (`None`: of all).
pub async fn list(db: &Db, brands: Option<&[BrandId]>, limit: i64) -> Result<Vec<Run>> {
    let mut values: Vec<Arg> = args![limit];
    let mut wheres = vec!["1 = 1".to_owned()];
    only_brands(&mut wheres, &mut values, "brand_id", brands);
    let sql = format!(
        "SELECT {COLUMNS} FROM import_run WHERE {} ORDER BY started_at DESC, id LIMIT $1",
        wheres.join(" AND ")
    );
    db.rows(&sql, values).await?.iter().map(from_row).collect()
}

/// Runs that wait, and those that were cut short: nothing of them was written since `lost`. The
/// oldest first.
pub async fn unfinished(db: &Db, lost: Timestamp) -> Result<Vec<ImportId>> {
    let sql = "SELECT id FROM import_run WHERE state = 'waiting' \
               OR (state = 'running' AND updated_at < $1) ORDER BY started_at, id";
    db.rows(sql, args![lost]).await?.iter().map(Row::first).collect()
}

/// Runs of the same file into the same brand that did not end well, the newest first.
pub async fn to_continue(db: &Db, brand: BrandId, sha256: &str) -> Result<Vec<Run>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM import_run WHERE brand_id = $1 AND file_sha256 = $2 \
         AND state IN ('waiting', 'running', 'failed', 'stopped') ORDER BY started_at DESC, id LIMIT 20"
    );
    db.rows(&sql, args![brand, sha256]).await?.iter().map(from_row).collect()
}

/// Drafts that nobody touched since; their files can go.
pub async fn old_drafts(db: &Db, before: Timestamp) -> Result<Vec<ImportId>> {
    let sql = "SELECT id FROM import_run WHERE state = 'draft' AND updated_at < $1";
    db.rows(sql, args![before]).await?.iter().map(Row::first).collect()
}

pub async fn remove_draft(tx: &mut Tx, id: ImportId) -> Result<()> {
    tx.exec("DELETE FROM import_run WHERE id = $1 AND state = 'draft'", args![id]).await.map(|_| ())
}

/// Settles what a draft will be: into which source, with which options.
pub async fn settle(tx: &mut Tx, r: &Run) -> Result<()> {
    let sql = "UPDATE import_run SET brand_id = $2, source_id = $3, options = $4, updated_at = $5 \
               WHERE id = $1 AND state = 'draft'";
    tx.exec(sql, args![r.id, r.brand, r.source, &r.options, r.updated_at]).await.map(|_| ())
}

/// Moves a run to another state, if it stands in one of `from`.
pub async fn set_state(
    tx: &mut Tx,
    id: ImportId,
    from: &[&str],
    to: &str,
    error: &str,
    now: Timestamp,
) -> Result<bool> {
    let mut values = args![id, to, error, now];
    let marks: Vec<_> = from.iter().map(|state| push(&mut values, *state)).collect();
    let sql = format!(
        "UPDATE import_run SET state = $2, error = $3, updated_at = $4 \
         WHERE id = $1 AND state IN ({})",
        marks.join(",")
    );
    Ok(tx.exec(&sql, values).await? > 0)
}

/// Takes a run from one row to another, first thing in the transaction of a batch. `false`: the run
/// stands elsewhere, since another process took it further or somebody stopped it; the batch must
/// not be committed.
pub async fn advance(
    tx: &mut Tx,
    id: ImportId,
    (from, to): (i64, i64),
    bytes_done: i64,
    now: Timestamp,
) -> Result<bool> {
    let sql = "UPDATE import_run SET position = $3, bytes_done = $4, updated_at = $5 \
               WHERE id = $1 AND position = $2 AND state = 'running'";
    Ok(tx.exec(sql, args![id, from, to, bytes_done, now]).await? > 0)
}

/// Counts what a batch brought and keeps the rows that it set aside.
pub async fn tally(tx: &mut Tx, id: ImportId, added: i64, known: i64, bad: &[Bad]) -> Result<()> {
    let sql = "UPDATE import_run SET added = added + $2, known = known + $3, bad = bad + $4 \
               WHERE id = $1";
    tx.exec(sql, args![id, added, known, bad.len() as i64]).await?;
    for b in bad {
        let sql = "INSERT INTO import_bad (import_id, row_number, reason, detail, raw) \
                   VALUES ($1,$2,$3,$4,$5)";
        tx.exec(sql, args![id, b.row, &b.reason, &b.detail, &b.raw]).await?;
    }
    Ok(())
}

/// Rows set aside after a row, in the order of the file.
pub async fn bad(db: &Db, id: ImportId, after: i64, limit: i64) -> Result<Vec<Bad>> {
    let sql = "SELECT row_number, reason, detail, raw FROM import_bad \
               WHERE import_id = $1 AND row_number > $2 ORDER BY row_number LIMIT $3";
    let rows = db.rows(sql, args![id, after, limit]).await?;
    rows.iter()
        .map(|row| {
            let mut c = row.cols();
            Ok(Bad { row: c.next()?, reason: c.next()?, detail: c.next()?, raw: c.next()? })
        })
        .collect()
}

fn from_row(row: &Row) -> Result<Run> {
    let mut c = row.cols();
    Ok(Run {
        id: c.next()?,
        brand: c.next()?,
        source: c.next()?,
        person: c.next()?,
        file_name: c.next()?,
        file_sha256: c.next()?,
        options: c.next()?,
        state: c.next()?,
        position: c.next()?,
        bytes_done: c.next()?,
        bytes_total: c.next()?,
        added: c.next()?,
        known: c.next()?,
        bad: c.next()?,
        error: c.next()?,
        started_at: c.next()?,
        updated_at: c.next()?,
    })
}
