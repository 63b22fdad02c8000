//! Brands and their branches, and the sources in which they are spoken of.

use crate::row::Row;
use crate::{Db, Result, Tx, args};
use domain::brand::SourceKind;
use domain::{BrandId, PersonId, SourceId, Timestamp};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Brand {
    pub id: BrandId,
    /// `Some`: this is a branch.
    pub parent: Option<BrandId>,
    pub slug: String,
    pub name: String,
    /// The person in charge, to whom routing gives its cases.
    pub owner: Option<PersonId>,
    pub lang: String,
    pub zone: String,
    /// The secret part of the address of its complaint form.
    pub form_token: String,
    pub archived: bool,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Source {
    pub id: SourceId,
    pub brand: BrandId,
    pub kind: SourceKind,
    pub name: String,
    pub created_at: Timestamp,
}

const COLUMNS: &str = "id, parent_id, slug, name, owner_id, lang, zone, form_token, archived";

/// All brands, parents before branches, by name.
pub async fn all(db: &Db) -> Result<Vec<Brand>> {
    let sql = format!("SELECT {COLUMNS} FROM brand ORDER BY parent_id IS NOT NULL, name, id");
    db.rows(&sql, args![]).await?.iter().map(brand).collect()
}

/// The same inside a transaction that will change them.
pub async fn all_in(tx: &mut Tx) -> Result<Vec<Brand>> {
    let sql = format!("SELECT {COLUMNS} FROM brand ORDER BY parent_id IS NOT NULL, name, id");
    tx.rows(&sql, args![]).await?.iter().map(brand).collect()
}

/// Every brand with its parent: what permissions are reckoned on.
pub async fn tree(db: &Db) -> Result<Vec<(BrandId, Option<BrandId>)>> {
    let rows = db.rows("SELECT id, parent_id FROM brand", args![]).await?;
    rows.iter()
        .map(|row| {
            let mut c = row.cols();
            Ok((c.next()?, c.next()?))
        })
        .collect()
}

pub async fn by_id(db: &Db, id: BrandId) -> Result<Option<Brand>> {
    let sql = format!("SELECT {COLUMNS} FROM brand WHERE id = $1");
    db.row(&sql, args![id]).await?.as_ref().map(brand).transpose()
}

pub async fn by_slug(db: &Db, slug: &str) -> Result<Option<Brand>> {
    let sql = format!("SELECT {COLUMNS} FROM brand WHERE slug = $1");
    db.row(&sql, args![slug]).await?.as_ref().map(brand).transpose()
}

pub async fn by_form_token(db: &Db, token: &str) -> Result<Option<Brand>> {
    let sql = format!("SELECT {COLUMNS} FROM brand WHERE form_token = $1");
    db.row(&sql, args![token]).await?.as_ref().map(brand).transpose()
}

/// Adds a brand, or changes everything about it but its id.
pub async fn put(tx: &mut Tx, b: &Brand) -> Result<()> {
    let sql = "INSERT INTO brand (id, parent_id, slug, name, owner_id, lang, zone, form_token, archived) \
               VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9) ON CONFLICT (id) DO UPDATE SET \
               parent_id = excluded.parent_id, slug = excluded.slug, name = excluded.name, \
               owner_id = excluded.owner_id, lang = excluded.lang, zone = excluded.zone, \
               form_token = excluded.form_token, archived = excluded.archived";
    let values = args![
        b.id,
        b.parent,
        &b.slug,
        &b.name,
        b.owner,
        &b.lang,
        &b.zone,
        &b.form_token,
        b.archived
    ];
    tx.exec(sql, values).await.map(|_| ())
}

pub async fn sources(db: &Db) -> Result<Vec<Source>> {
    let sql = "SELECT id, brand_id, kind, name, created_at FROM source ORDER BY name";
    db.rows(sql, args![]).await?.iter().map(source).collect()
}

pub async fn add_source(tx: &mut Tx, s: &Source) -> Result<()> {
    let sql = "INSERT INTO source (id, brand_id, kind, name, created_at) VALUES ($1,$2,$3,$4,$5)";
    tx.exec(sql, args![s.id, s.brand, s.kind, &s.name, s.created_at]).await.map(|_| ())
}

pub async fn source_by_id(db: &Db, id: SourceId) -> Result<Option<Source>> {
    let sql = "SELECT id, brand_id, kind, name, created_at FROM source WHERE id = $1";
    db.row(sql, args![id]).await?.as_ref().map(source).transpose()
}

fn brand(row: &Row) -> Result<Brand> {
    let mut c = row.cols();
    Ok(Brand {
        id: c.next()?,
        parent: c.next()?,
        slug: c.next()?,
        name: c.next()?,
        owner: c.next()?,
        lang: c.next()?,
        zone: c.next()?,
        form_token: c.next()?,
        archived: c.next()?,
    })
}

fn source(row: &Row) -> Result<Source> {
    let mut c = row.cols();
    Ok(Source {
        id: c.next()?,
        brand: c.next()?,
        kind: c.next()?,
        name: c.next()?,
        created_at: c.next()?,
    })
}
