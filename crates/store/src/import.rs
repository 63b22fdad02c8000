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
    /// What was decided about the file, as JSON.
    pub options: String,
    /// `waiting`, `running`, `done`, `failed`, `stopped`.
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

/// What one batch adds to its run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Step {
    pub position: i64,
    pub bytes_done: i64,
    pub added: i64,
    pub known: i64,
    pub bad: i64,
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

/// Runs that wait, or that a stop of the machine cut short; the oldest first.
pub async fn unfinished(db: &Db) -> Result<Vec<ImportId>> {
    let sql =
        "SELECT id FROM import_run WHERE state IN ('waiting', 'running') ORDER BY started_at, id";
    db.rows(sql, args![]).await?.iter().map(Row::first).collect()
}

/// A run of the same file with the same options into the same source that did not end well.
pub async fn to_continue(
    db: &Db,
    source: SourceId,
    sha256: &str,
    options: &str,
) -> Result<Option<Run>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM import_run WHERE source_id = $1 AND file_sha256 = $2 AND options = $3 \
         AND state IN ('waiting', 'running', 'failed', 'stopped') ORDER BY started_at DESC LIMIT 1"
    );
    db.row(&sql, args![source, sha256, options]).await?.as_ref().map(from_row).transpose()
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

/// Writes that a batch is in, if the run still stands where the batch began. `false`: another
/// process has taken the run further, and the batch must not be committed.
pub async fn step(
    tx: &mut Tx,
    id: ImportId,
    from: i64,
    step: Step,
    bad: &[Bad],
    now: Timestamp,
) -> Result<bool> {
    let sql = "UPDATE import_run SET position = $3, bytes_done = $4, added = added + $5, \
               known = known + $6, bad = bad + $7, updated_at = $8 \
               WHERE id = $1 AND position = $2 AND state = 'running'";
    let values =
        args![id, from, step.position, step.bytes_done, step.added, step.known, step.bad, now,];
    if tx.exec(sql, values).await? == 0 {
        return Ok(false);
    }
    for b in bad {
        let sql = "INSERT INTO import_bad (import_id, row_number, reason, detail, raw) \
                   VALUES ($1,$2,$3,$4,$5)";
        tx.exec(sql, args![id, b.row, &b.reason, &b.detail, &b.raw]).await?;
    }
    Ok(true)
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
