//! People of the company and what they were granted.

use crate::row::{Row, corrupt};
use crate::{Db, Result, Tx, args};
use domain::{Grant, PersonId, Role, Timestamp};
use std::collections::BTreeMap;

#[derive(Clone, PartialEq, Eq)]
pub struct Person {
    pub id: PersonId,
    /// As `app::people` normalised it; unique.
    pub email: String,
    pub name: String,
    /// Argon2id in PHC form.
    pub password_hash: String,
    pub lang: String,
    pub zone: String,
    pub theme: String,
    pub active: bool,
    pub created_at: Timestamp,
}

const COLUMNS: &str = "id, email, name, password_hash, lang, zone, theme, active, created_at";

/// Everybody, by name.
pub async fn all(db: &Db) -> Result<Vec<Person>> {
    let sql = format!("SELECT {COLUMNS} FROM person ORDER BY name, id");
    db.rows(&sql, args![]).await?.iter().map(person).collect()
}

pub async fn by_id(db: &Db, id: PersonId) -> Result<Option<Person>> {
    let sql = format!("SELECT {COLUMNS} FROM person WHERE id = $1");
    db.row(&sql, args![id]).await?.as_ref().map(person).transpose()
}

pub async fn by_email(db: &Db, email: &str) -> Result<Option<Person>> {
    let sql = format!("SELECT {COLUMNS} FROM person WHERE email = $1");
    db.row(&sql, args![email]).await?.as_ref().map(person).transpose()
}

/// Whether there is anybody at all.
pub async fn any(db: &Db) -> Result<bool> {
    Ok(db.row("SELECT 1 FROM person LIMIT 1", args![]).await?.is_some())
}

/// What everybody is called, also those who left.
pub async fn names(db: &Db) -> Result<Vec<(PersonId, String)>> {
    let rows = db.rows("SELECT id, name FROM person", args![]).await?;
    rows.iter()
        .map(|row| {
            let mut c = row.cols();
            Ok((c.next()?, c.next()?))
        })
        .collect()
}

/// What each person was granted.
pub async fn all_grants(db: &Db) -> Result<BTreeMap<PersonId, Vec<Grant>>> {
    let sql = "SELECT person_id, role, brand_id FROM person_grant ORDER BY role, brand_id";
    let mut all: BTreeMap<PersonId, Vec<Grant>> = BTreeMap::new();
    for row in db.rows(sql, args![]).await? {
        let mut c = row.cols();
        let id = c.next()?;
        all.entry(id).or_default().push(Grant { role: c.next()?, brand: c.next()? });
    }
    Ok(all)
}

pub async fn grants(db: &Db, id: PersonId) -> Result<Vec<Grant>> {
    let sql =
        "SELECT role, brand_id FROM person_grant WHERE person_id = $1 ORDER BY role, brand_id";
    let rows = db.rows(sql, args![id]).await?;
    rows.iter()
        .map(|row| {
            let mut c = row.cols();
            Ok(Grant { role: c.next()?, brand: c.next()? })
        })
        .collect()
}

/// Who changes people waits here for whoever else does, until the transaction ends: "the last
/// owner" and "the first owner" are decided one after another on both databases.
pub async fn lock(tx: &mut Tx) -> Result<()> {
    let sql = "INSERT INTO setting (name, value) VALUES ('people_lock', '') \
               ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    tx.exec(sql, args![]).await.map(|_| ())
}

/// How many people there are, read under [`lock`].
pub async fn count(tx: &mut Tx) -> Result<i64> {
    tx.row("SELECT count(*) FROM person", args![]).await?.map_or(Ok(0), |row| row.first())
}

/// Active owners of everything, read under [`lock`].
pub async fn owners(tx: &mut Tx) -> Result<Vec<PersonId>> {
    let sql = "SELECT p.id FROM person p WHERE p.active = $1 AND EXISTS \
               (SELECT 1 FROM person_grant g WHERE g.person_id = p.id AND g.role = $2 \
                AND g.brand_id IS NULL)";
    let rows = tx.rows(sql, args![true, Role::Owner]).await?;
    rows.iter().map(Row::first).collect()
}

pub async fn get(tx: &mut Tx, id: PersonId) -> Result<Option<Person>> {
    let sql = format!("SELECT {COLUMNS} FROM person WHERE id = $1");
    tx.row(&sql, args![id]).await?.as_ref().map(person).transpose()
}

/// `Taken`: somebody else has this address.
pub async fn add(tx: &mut Tx, p: &Person) -> Result<()> {
    let sql = format!("INSERT INTO person ({COLUMNS}) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9)");
    let values = args![
        p.id,
        &p.email,
        &p.name,
        &p.password_hash,
        &p.lang,
        &p.zone,
        &p.theme,
        p.active,
        p.created_at,
    ];
    tx.exec(&sql, values).await.map(|_| ())
}

/// Changes everything about a person but the id and the day of coming.
pub async fn change(tx: &mut Tx, p: &Person) -> Result<()> {
    let sql = "UPDATE person SET email = $2, name = $3, password_hash = $4, lang = $5, zone = $6, \
               theme = $7, active = $8 WHERE id = $1";
    let values =
        args![p.id, &p.email, &p.name, &p.password_hash, &p.lang, &p.zone, &p.theme, p.active];
    match tx.exec(sql, values).await? {
        1 => Ok(()),
        _ => Err(corrupt("person", "not there any more")),
    }
}

/// Replaces everything that a person was granted.
pub async fn set_grants(tx: &mut Tx, id: PersonId, grants: &[Grant]) -> Result<()> {
    tx.exec("DELETE FROM person_grant WHERE person_id = $1", args![id]).await?;
    for grant in grants {
        let sql = "INSERT INTO person_grant (person_id, role, brand_id) VALUES ($1,$2,$3)";
        tx.exec(sql, args![id, grant.role, grant.brand]).await?;
    }
    Ok(())
}

fn person(row: &Row) -> Result<Person> {
    let mut c = row.cols();
    Ok(Person {
        id: c.next()?,
        email: c.next()?,
        name: c.next()?,
        password_hash: c.next()?,
        lang: c.next()?,
        zone: c.next()?,
        theme: c.next()?,
        active: c.next()?,
        created_at: c.next()?,
    })
}
