//! Sessions of people in a browser. Only the hash of a session's secret is kept.

use crate::row::Row;
use crate::{Db, Result, Tx, args};
use domain::{PersonId, Timestamp};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Session {
    /// SHA-256 of the secret in the cookie.
    pub token_hash: Vec<u8>,
    pub person: PersonId,
    pub csrf: String,
    pub created_at: Timestamp,
    pub seen_at: Timestamp,
    pub expires_at: Timestamp,
    /// What the browser called itself.
    pub agent: String,
}

const COLUMNS: &str = "token_hash, person_id, csrf, created_at, seen_at, expires_at, agent";

pub async fn add(tx: &mut Tx, s: &Session) -> Result<()> {
    let sql = format!("INSERT INTO session ({COLUMNS}) VALUES ($1,$2,$3,$4,$5,$6,$7)");
    let values = args![
        s.token_hash.clone(),
        s.person,
        &s.csrf,
        s.created_at,
        s.seen_at,
        s.expires_at,
        &s.agent,
    ];
    tx.exec(&sql, values).await.map(|_| ())
}

pub async fn find(db: &Db, token_hash: &[u8]) -> Result<Option<Session>> {
    let sql = format!("SELECT {COLUMNS} FROM session WHERE token_hash = $1");
    db.row(&sql, args![token_hash.to_vec()]).await?.as_ref().map(session).transpose()
}

/// The sessions of a person that still hold, the last seen first.
pub async fn of_person(db: &Db, id: PersonId, now: Timestamp) -> Result<Vec<Session>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM session WHERE person_id = $1 AND expires_at > $2 ORDER BY seen_at DESC"
    );
    db.rows(&sql, args![id, now]).await?.iter().map(session).collect()
}

/// When each person was last seen.
pub async fn last_seen(db: &Db) -> Result<Vec<(PersonId, Timestamp)>> {
    let rows = db.rows("SELECT person_id, max(seen_at) FROM session GROUP BY person_id", args![]);
    rows.await?
        .iter()
        .map(|row| {
            let mut c = row.cols();
            Ok((c.next()?, c.next()?))
        })
        .collect()
}

pub async fn touch(
    db: &Db,
    token_hash: &[u8],
    seen_at: Timestamp,
    expires_at: Timestamp,
) -> Result<()> {
    let sql =
        "UPDATE session SET seen_at = $2, expires_at = $3 WHERE token_hash = $1 AND seen_at < $2";
    db.exec(sql, args![token_hash.to_vec(), seen_at, expires_at]).await.map(|_| ())
}

/// Ends one session of a person; whether there was one.
pub async fn end(tx: &mut Tx, person: PersonId, token_hash: &[u8]) -> Result<bool> {
    let sql = "DELETE FROM session WHERE token_hash = $1 AND person_id = $2";
    Ok(tx.exec(sql, args![token_hash.to_vec(), person]).await? > 0)
}

/// Ends the sessions of a person, all or all but one; how many there were.
pub async fn end_all(tx: &mut Tx, person: PersonId, keep: Option<&[u8]>) -> Result<u64> {
    match keep {
        None => tx.exec("DELETE FROM session WHERE person_id = $1", args![person]).await,
        Some(hash) => {
            let sql = "DELETE FROM session WHERE person_id = $1 AND token_hash <> $2";
            tx.exec(sql, args![person, hash.to_vec()]).await
        }
    }
}

/// Forgets sessions that are over.
pub async fn sweep(tx: &mut Tx, now: Timestamp) -> Result<u64> {
    tx.exec("DELETE FROM session WHERE expires_at <= $1", args![now]).await
}

fn session(row: &Row) -> Result<Session> {
    let mut c = row.cols();
    Ok(Session {
        token_hash: c.next()?,
        person: c.next()?,
        csrf: c.next()?,
        created_at: c.next()?,
        seen_at: c.next()?,
        expires_at: c.next()?,
        agent: c.next()?,
    })
}
