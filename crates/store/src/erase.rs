//! Erasing one client: who belongs to him, the destruction of his key, and the emptying of every row
//! that holds words of his in clear. What stays are ids, stages, dates, ratings and sums.

use crate::journal::{self, Terms};
use crate::search::Index;
use crate::vault::Held;
use crate::{Arg, Db, Result, Row, Tx, Vault, args, mention, merge, project, vault};
use domain::{BrandId, CaseId, ClientId, MentionId, Timestamp};
use std::collections::BTreeSet;
use uuid::Uuid;

/// A person as the desk knows him: merged cases and merged clients make several clients one.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Person {
    pub clients: Vec<ClientId>,
    /// Oldest first.
    pub cases: Vec<Case>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Case {
    pub id: CaseId,
    pub number: i64,
    pub client: ClientId,
    pub brand: BrandId,
    pub merged_into: Option<CaseId>,
    pub closed: bool,
}

/// What was emptied or removed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Gone {
    pub mentions: u64,
    pub replies: u64,
    pub attachments: u64,
    pub pages: u64,
    /// Hashes of files that nothing refers to any more.
    pub files: Vec<String>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Erasure {
    pub client: ClientId,
    pub at: Timestamp,
    pub sha256: String,
    pub certificate: String,
}

/// Everybody and everything that belongs to this client.
pub async fn person(db: &Db, client: ClientId) -> Result<Person> {
    let mut person = Person { clients: merge::family(db, client).await?, cases: Vec::new() };
    loop {
        let before = (person.clients.len(), person.cases.len());
        let clients: Vec<Uuid> = person.clients.iter().map(|c| c.0).collect();
        let cases: Vec<Uuid> = person.cases.iter().map(|c| c.id.0).collect();
        let merged: Vec<Uuid> =
            person.cases.iter().filter_map(|c| c.merged_into.map(|m| m.0)).collect();
        let mut values = Vec::new();
        let mut wheres = Vec::new();
        for (column, ids) in [("client_id", clients), ("merged_into", cases), ("id", merged)] {
            wheres.extend(within(column, ids, &mut values));
        }
        let sql = format!(
            "SELECT id, number, client_id, brand_id, merged_into, closed_at FROM case_list \
             WHERE {} ORDER BY number",
            wheres.join(" OR ")
        );
        let rows = db.rows(&sql, values).await?;
        person.cases = rows.iter().map(case).collect::<Result<_>>()?;
        let mut all: BTreeSet<Uuid> = person.clients.iter().map(|c| c.0).collect();
        for case in &person.cases {
            if all.insert(case.client.0) {
                all.extend(merge::family(db, case.client).await?.iter().map(|c| c.0));
            }
        }
        person.clients = all.into_iter().map(ClientId).collect();
        if before == (person.clients.len(), person.cases.len()) {
            return Ok(person);
        }
    }
}

/// Fingerprints of the keys; a client of whom nothing was ever sealed has none.
pub async fn fingerprints(tx: &mut Tx, vault: &Vault, person: &Person) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for client in &person.clients {
        if let Held::Key(key) = vault.held_in(tx, *client).await? {
            found.push(key.fingerprint());
        }
    }
    Ok(found)
}

/// Empties what stands in clear. The journal and its projections follow in `destroy`.
pub async fn empty(tx: &mut Tx, person: &Person) -> Result<Gone> {
    let mut gone = Gone::default();
    for client in &person.clients {
        let sql = "UPDATE client SET name = '', email = '', phone = '' WHERE id = $1";
        tx.exec(sql, args![*client]).await?;
        tx.exec("DELETE FROM client_contact WHERE client_id = $1", args![*client]).await?;
        let sql =
            "UPDATE client_merge SET evidence = '' WHERE from_client = $1 OR into_client = $1";
        tx.exec(sql, args![*client]).await?;
        gone.mentions += empty_mentions(tx, "client_id", client.0).await?;
    }
    for case in &person.cases {
        gone.mentions += empty_mentions(tx, "case_id", case.id.0).await?;
        let sql = "UPDATE outbox SET recipient = '', recipient_name = '', subject = '', body = '', \
                   in_reply_to = '', refs = '', last_error = '' WHERE case_id = $1";
        gone.replies += tx.exec(sql, args![case.id]).await?;
        let sql = "DELETE FROM client_page WHERE case_id = $1";
        gone.pages += tx.exec(sql, args![case.id]).await?;
    }
    let mut hashes = BTreeSet::new();
    for case in &person.cases {
        let sql = "DELETE FROM attachment WHERE case_id = $1 OR mention_id IN \
                   (SELECT id FROM mention WHERE case_id = $1) RETURNING sha256";
        take(tx, sql, case.id.0, &mut hashes, &mut gone).await?;
    }
    for client in &person.clients {
        let sql = "DELETE FROM attachment WHERE mention_id IN \
                   (SELECT id FROM mention WHERE client_id = $1) RETURNING sha256";
        take(tx, sql, client.0, &mut hashes, &mut gone).await?;
    }
    for hash in hashes {
        let other = tx.row("SELECT 1 FROM attachment WHERE sha256 = $1 LIMIT 1", args![&hash]);
        if other.await?.is_none() {
            gone.files.push(hash);
        }
    }
    Ok(gone)
}

/// Destroys the keys and folds every case anew without its words.
pub async fn destroy(
    tx: &mut Tx,
    vault: &Vault,
    person: &Person,
    at: Timestamp,
    terms: Terms,
) -> Result<()> {
    for client in &person.clients {
        vault::destroy(tx, *client, at).await?;
    }
    for case in &person.cases {
        journal::scrub(tx, case.id).await?;
        project::again(tx, vault, case.id, terms).await?;
    }
    Ok(())
}

pub async fn record(tx: &mut Tx, e: &Erasure) -> Result<()> {
    let sql = "INSERT INTO erasure (client_id, at, sha256, certificate) VALUES ($1,$2,$3,$4) \
               ON CONFLICT (client_id) DO UPDATE SET at = excluded.at, sha256 = excluded.sha256, \
               certificate = excluded.certificate";
    tx.exec(sql, args![e.client, e.at, &e.sha256, &e.certificate]).await.map(|_| ())
}

pub async fn of_client(db: &Db, client: ClientId) -> Result<Option<Erasure>> {
    let sql = "SELECT client_id, at, sha256, certificate FROM erasure WHERE client_id = $1";
    let erasure = |row: &Row| {
        let mut c = row.cols();
        Ok(Erasure { client: c.next()?, at: c.next()?, sha256: c.next()?, certificate: c.next()? })
    };
    db.row(sql, args![client]).await?.as_ref().map(erasure).transpose()
}

/// Clients who are not erased and whose every case was closed before this moment.
pub async fn closed_before(db: &Db, moment: Timestamp, limit: i64) -> Result<Vec<ClientId>> {
    let sql = "SELECT client_id FROM case_list WHERE client_id NOT IN (SELECT client_id FROM erasure) \
               GROUP BY client_id HAVING count(*) = count(closed_at) AND max(closed_at) < $1 \
               ORDER BY max(closed_at) LIMIT $2";
    db.rows(sql, args![moment, limit]).await?.iter().map(Row::first).collect()
}

/// Wipes what a file of SQLite still holds of deleted rows: the full-text index is merged, the file
/// written anew. Takes about as long as copying it. PostgreSQL does this by its own vacuum.
pub async fn sweep(db: &Db) -> Result<()> {
    let Db::Sqlite { write, .. } = db else { return Ok(()) };
    let mut tx = db.begin().await?;
    for index in [Index::Mentions, Index::Cases] {
        let table = index.table();
        tx.exec(&format!("INSERT INTO {table} ({table}) VALUES ('optimize')"), args![]).await?;
    }
    tx.commit().await?;
    for sql in ["VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"] {
        sqlx::query(sql).execute(write).await?;
    }
    Ok(())
}

async fn empty_mentions(tx: &mut Tx, column: &str, id: Uuid) -> Result<u64> {
    let sql = format!(
        "UPDATE mention SET author = '', title = '', text = '', url = '', terms = '' \
         WHERE {column} = $1 AND NOT (author = '' AND title = '' AND text = '' AND url = '' \
         AND terms = '') RETURNING id"
    );
    let rows = tx.rows(&sql, args![id]).await?;
    let ids = rows.iter().map(Row::first).collect::<Result<Vec<MentionId>>>()?;
    mention::reindex(tx, &ids).await?;
    Ok(ids.len() as u64)
}

async fn take(
    tx: &mut Tx,
    sql: &str,
    id: Uuid,
    hashes: &mut BTreeSet<String>,
    gone: &mut Gone,
) -> Result<()> {
    for row in tx.rows(sql, args![id]).await? {
        hashes.insert(row.first()?);
        gone.attachments += 1;
    }
    Ok(())
}

fn within(column: &str, ids: Vec<Uuid>, values: &mut Vec<Arg>) -> Option<String> {
    if ids.is_empty() {
        return None;
    }
    let marks: Vec<_> = ids.into_iter().map(|id| crate::case::push(values, id)).collect();
    Some(format!("{column} IN ({})", marks.join(",")))
}

fn case(row: &Row) -> Result<Case> {
    let mut c = row.cols();
    Ok(Case {
        id: c.next()?,
        number: c.next()?,
        client: c.next()?,
        brand: c.next()?,
        merged_into: c.next()?,
        closed: c.next::<Option<i64>>()?.is_some(),
    })
}
