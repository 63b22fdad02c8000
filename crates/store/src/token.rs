//! API tokens of people. Only the hash of a token's secret is kept.

use crate::row::Row;
use crate::{Db, Result, Tx, args};
use domain::{PersonId, Timestamp, TokenId};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Token {
    pub id: TokenId,
    pub person: PersonId,
    pub name: String,
    /// SHA-256 of the secret.
    pub token_hash: Vec<u8>,
    pub created_at: Timestamp,
    pub used_at: Option<Timestamp>,
    pub revoked_at: Option<Timestamp>,
}

const COLUMNS: &str = "id, person_id, name, token_hash, created_at, used_at, revoked_at";

pub async fn add(tx: &mut Tx, t: &Token) -> Result<()> {
    let sql = format!("INSERT INTO api_token ({COLUMNS}) VALUES ($1,$2,$3,$4,$5,$6,$7)");
    let values = args![
        t.id,
        t.person,
        &t.name,
        t.token_hash.clone(),
        t.created_at,
        t.used_at,
        t.revoked_at,
    ];
    tx.exec(&sql, values).await.map(|_| ())
}

pub async fn find(db: &Db, token_hash: &[u8]) -> Result<Option<Token>> {
    let sql = format!("SELECT {COLUMNS} FROM api_token WHERE token_hash = $1");
    db.row(&sql, args![token_hash.to_vec()]).await?.as_ref().map(token).transpose()
}

pub async fn by_id(db: &Db, id: TokenId) -> Result<Option<Token>> {
    let sql = format!("SELECT {COLUMNS} FROM api_token WHERE id = $1");
    db.row(&sql, args![id]).await?.as_ref().map(token).transpose()
}

/// The tokens of a person that were not revoked, newest first.
pub async fn of_person(db: &Db, id: PersonId) -> Result<Vec<Token>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM api_token WHERE person_id = $1 AND revoked_at IS NULL \
         ORDER BY created_at DESC, id"
    );
    db.rows(&sql, args![id]).await?.iter().map(token).collect()
}

pub async fn touch(db: &Db, id: TokenId, used_at: Timestamp) -> Result<()> {
    db.exec("UPDATE api_token SET used_at = $2 WHERE id = $1", args![id, used_at]).await.map(|_| ())
}

/// Whether it was in force until now.
pub async fn revoke(tx: &mut Tx, id: TokenId, at: Timestamp) -> Result<bool> {
    let sql = "UPDATE api_token SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL";
    Ok(tx.exec(sql, args![id, at]).await? > 0)
}

pub async fn revoke_all(tx: &mut Tx, person: PersonId, at: Timestamp) -> Result<u64> {
    let sql = "UPDATE api_token SET revoked_at = $2 WHERE person_id = $1 AND revoked_at IS NULL";
    tx.exec(sql, args![person, at]).await
}

fn token(row: &Row) -> Result<Token> {
    let mut c = row.cols();
    Ok(Token {
        id: c.next()?,
        person: c.next()?,
        name: c.next()?,
        token_hash: c.next()?,
        created_at: c.next()?,
        used_at: c.next()?,
        revoked_at: c.next()?,
    })
}
