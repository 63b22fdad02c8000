//! Clients that were found to be one person: a family is a client with all those merged into it. What
//! each has stays his own and is read through the family, so a merge is taken back without a trace.

use crate::contact::{ids, marks};
use crate::row::Row;
use crate::{Db, Result, StoreError, Tx, args};
use domain::{ClientId, ClientMergeId, PersonId, Timestamp};
use uuid::Uuid;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Merge {
    pub id: ClientMergeId,
    pub from: ClientId,
    pub into: ClientId,
    /// JSON, as `app` writes it.
    pub evidence: String,
    pub by: Option<PersonId>,
    pub at: Timestamp,
    pub undone: bool,
}

/// Up to the one into whom all were merged, and down again to everyone of them.
const FAMILY: &str = "WITH RECURSIVE up (id, above) AS (\
    SELECT id, merged_into FROM client WHERE id = $1 \
    UNION SELECT c.id, c.merged_into FROM client c JOIN up ON c.id = up.above), \
    down (id, depth, born) AS (\
    SELECT c.id, 0, c.created_at FROM client c JOIN up ON up.id = c.id WHERE up.above IS NULL \
    UNION SELECT c.id, d.depth + 1, c.created_at FROM client c JOIN down d ON c.merged_into = d.id) \
    SELECT id FROM down ORDER BY depth, born, id";

/// This client and all who are the same person; first the one into whom the others were merged.
pub async fn family(db: &Db, client: ClientId) -> Result<Vec<ClientId>> {
    whole(client, db.rows(FAMILY, args![client]).await?)
}

pub(crate) async fn family_in(tx: &mut Tx, client: ClientId) -> Result<Vec<ClientId>> {
    whole(client, tx.rows(FAMILY, args![client]).await?)
}

fn whole(client: ClientId, rows: Vec<Row>) -> Result<Vec<ClientId>> {
    let family: Vec<ClientId> = rows.iter().map(Row::first).collect::<Result<_>>()?;
    Ok(if family.is_empty() { vec![client] } else { family })
}

/// Until the end of the transaction another one that asks for one of these waits here.
pub(crate) async fn lock(tx: &mut Tx, mut holders: Vec<Uuid>) -> Result<()> {
    // Always in the same order, or two could wait for each other.
    holders.sort();
    holders.dedup();
    for holder in holders {
        let sql = "INSERT INTO ledger_lock (holder) VALUES ($1) ON CONFLICT (holder) DO UPDATE \
                   SET holder = excluded.holder";
        tx.exec(sql, args![holder]).await?;
    }
    Ok(())
}

/// Locks these clients, with whoever else is the same person as they are when the lock is had.
/// `Conflict`: somebody merged them meanwhile.
pub async fn lock_families(tx: &mut Tx, families: &[&[ClientId]]) -> Result<()> {
    lock(tx, families.iter().flat_map(|f| f.iter()).map(|c| c.0).collect()).await?;
    for family in families {
        if let Some(first) = family.first()
            && family_in(tx, *first).await? != *family
        {
            return Err(StoreError::Conflict);
        }
    }
    Ok(())
}

/// Both must be the first of their families, locked.
pub async fn add(tx: &mut Tx, m: &Merge) -> Result<()> {
    let sql = "INSERT INTO client_merge (id, from_client, into_client, evidence, by_person, at) \
               VALUES ($1,$2,$3,$4,$5,$6)";
    tx.exec(sql, args![m.id, m.from, m.into, &m.evidence, m.by, m.at]).await?;
    let sql = "UPDATE client SET merged_into = $2 WHERE id = $1";
    tx.exec(sql, args![m.from, m.into]).await.map(|_| ())
}

/// `Conflict`: somebody took it back already.
pub async fn undo(tx: &mut Tx, m: &Merge, by: Option<PersonId>, at: Timestamp) -> Result<()> {
    let sql = "UPDATE client_merge SET undone_by = $2, undone_at = $3 \
               WHERE id = $1 AND undone_at IS NULL";
    if tx.exec(sql, args![m.id, by, at]).await? == 0 {
        return Err(StoreError::Conflict);
    }
    let sql = "UPDATE client SET merged_into = NULL WHERE id = $1";
    tx.exec(sql, args![m.from]).await.map(|_| ())
}

/// The merges that made this family, oldest first.
pub async fn of(db: &Db, family: &[ClientId]) -> Result<Vec<Merge>> {
    let sql = format!(
        "SELECT id, from_client, into_client, evidence, by_person, at, undone_at FROM client_merge \
         WHERE undone_at IS NULL AND from_client IN ({}) ORDER BY at, id",
        marks(family.len(), 0)
    );
    db.rows(&sql, ids(family)).await?.iter().map(from_row).collect()
}

/// A merge, whether it holds or was taken back.
pub async fn get(db: &Db, id: ClientMergeId) -> Result<Option<Merge>> {
    let sql = "SELECT id, from_client, into_client, evidence, by_person, at, undone_at FROM client_merge \
               WHERE id = $1";
    db.row(sql, args![id]).await?.as_ref().map(from_row).transpose()
}

/// Somebody looked and said that these are two persons.
pub async fn set_apart(
    tx: &mut Tx,
    (a, b): (ClientId, ClientId),
    by: Option<PersonId>,
    at: Timestamp,
) -> Result<()> {
    let sql = "INSERT INTO client_apart (one, other, by_person, at) VALUES ($1,$2,$3,$4) \
               ON CONFLICT (one, other) DO NOTHING";
    tx.exec(sql, args![a.min(b), a.max(b), by, at]).await.map(|_| ())
}

/// Who is known to be somebody else than one of these.
pub async fn apart_from(db: &Db, family: &[ClientId]) -> Result<Vec<ClientId>> {
    let own = marks(family.len(), 0);
    let sql = format!(
        "SELECT other FROM client_apart WHERE one IN ({own}) \
         UNION SELECT one FROM client_apart WHERE other IN ({own})"
    );
    db.rows(&sql, ids(family)).await?.iter().map(Row::first).collect()
}

fn from_row(row: &Row) -> Result<Merge> {
    let mut c = row.cols();
    Ok(Merge {
        id: c.next()?,
        from: c.next()?,
        into: c.next()?,
        evidence: c.next()?,
        by: c.next()?,
        at: c.next()?,
        undone: c.next::<Option<Timestamp>>()?.is_some(),
    })
}
