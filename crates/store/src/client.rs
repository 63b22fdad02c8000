//! Clients: people outside the company. Never merged by a guess.

use crate::row::Row;
use crate::{Db, Result, Tx, args, contact};
use domain::{CaseId, ClientId, Timestamp};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Client {
    pub id: ClientId,
    pub name: String,
    pub email: String,
    pub phone: String,
    pub created_at: Timestamp,
}

/// `lang`: of the brand he came to; it says how phones are written there.
pub async fn add(tx: &mut Tx, c: &Client, lang: &str) -> Result<()> {
    let sql = "INSERT INTO client (id, name, email, phone, created_at) VALUES ($1,$2,$3,$4,$5)";
    tx.exec(sql, args![c.id, &c.name, &c.email, &c.phone, c.created_at]).await?;
    contact::set_reach(tx, c, lang, c.created_at, None).await
}

/// What a manager learnt of how to reach him.
pub async fn change(
    tx: &mut Tx,
    before: &Client,
    c: &Client,
    lang: &str,
    at: Timestamp,
) -> Result<()> {
    let sql = "UPDATE client SET name = $2, email = $3, phone = $4 WHERE id = $1";
    tx.exec(sql, args![c.id, &c.name, &c.email, &c.phone]).await?;
    contact::set_reach(tx, c, lang, at, Some(before)).await
}

pub async fn get(db: &Db, id: ClientId) -> Result<Option<Client>> {
    let sql = "SELECT id, name, email, phone, created_at FROM client WHERE id = $1";
    db.row(sql, args![id]).await?.as_ref().map(from_row).transpose()
}

/// Those of these clients that there are.
pub async fn all(db: &Db, ids: &[ClientId]) -> Result<Vec<Client>> {
    let sql = format!(
        "SELECT id, name, email, phone, created_at FROM client WHERE id IN ({})",
        contact::marks(ids.len(), 0)
    );
    db.rows(&sql, contact::ids(ids)).await?.iter().map(from_row).collect()
}

/// Opens the client's private page of a case; once opened, its address stays.
pub async fn open_page(tx: &mut Tx, case: CaseId, token: &str, hash: Vec<u8>) -> Result<()> {
    let sql = "INSERT INTO client_page (token_hash, token, case_id) VALUES ($1, $2, $3) \
               ON CONFLICT (case_id) DO NOTHING";
    tx.exec(sql, args![hash, token, case]).await.map(|_| ())
}

/// The case behind the address of a private page.
pub async fn case_of_page(db: &Db, hash: Vec<u8>) -> Result<Option<CaseId>> {
    let sql = "SELECT case_id FROM client_page WHERE token_hash = $1";
    db.row(sql, args![hash]).await?.map(|row| row.first()).transpose()
}

/// The secret part of the address of a case's private page, for links to it.
pub async fn page_of_case(db: &Db, case: CaseId) -> Result<Option<String>> {
    let sql = "SELECT token FROM client_page WHERE case_id = $1";
    db.row(sql, args![case]).await?.map(|row| row.first()).transpose()
}

/// The key that seals what the public pages give out; `fresh` becomes it where there is none yet.
pub async fn page_key(db: &Db, fresh: &str) -> Result<String> {
    let read = "SELECT value FROM setting WHERE name = 'page_key'";
    if let Some(row) = db.row(read, args![]).await? {
        return row.first();
    }
    let write =
        "INSERT INTO setting (name, value) VALUES ('page_key', $1) ON CONFLICT (name) DO NOTHING";
    db.exec(write, args![fresh]).await?;
    let row = db.row(read, args![]).await?;
    row.map_or(Ok(fresh.to_owned()), |row| row.first())
}

fn from_row(row: &Row) -> Result<Client> {
    let mut c = row.cols();
    Ok(Client {
        id: c.next()?,
        name: c.next()?,
        email: c.next()?,
        phone: c.next()?,
        created_at: c.next()?,
    })
}
