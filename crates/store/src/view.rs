//! Saved views: a list page, a name and the filters as they stand in the address.

use crate::row::Row;
use crate::{Db, Result, Tx, args};
use domain::{PersonId, ViewId};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct View {
    pub id: ViewId,
    pub person: PersonId,
    /// Which list it belongs to: `mentions` or `cases`.
    pub page: String,
    pub name: String,
    pub query: String,
    /// Shown to everybody in the company.
    pub shared: bool,
}

const COLUMNS: &str = "id, person_id, page, name, query, shared";

/// His own views of a page and those that others share, by name.
pub async fn list(db: &Db, page: &str, person: Option<PersonId>) -> Result<Vec<View>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM saved_view WHERE page = $1 AND (person_id = $2 OR shared) \
         ORDER BY name, id"
    );
    db.rows(&sql, args![page, person]).await?.iter().map(from_row).collect()
}

pub async fn get(db: &Db, id: ViewId) -> Result<Option<View>> {
    let sql = format!("SELECT {COLUMNS} FROM saved_view WHERE id = $1");
    db.row(&sql, args![id]).await?.as_ref().map(from_row).transpose()
}

/// How many views of a page a person keeps.
pub async fn kept_by(db: &Db, page: &str, person: PersonId) -> Result<i64> {
    let sql = "SELECT count(*) FROM saved_view WHERE page = $1 AND person_id = $2";
    db.row(sql, args![page, person]).await?.map_or(Ok(0), |row| row.first())
}

/// Adds a view, or changes its name, filters and sharing.
pub async fn put(tx: &mut Tx, v: &View) -> Result<()> {
    let sql = "INSERT INTO saved_view (id, person_id, page, name, query, shared) \
               VALUES ($1,$2,$3,$4,$5,$6) ON CONFLICT (id) DO UPDATE SET name = excluded.name, \
               query = excluded.query, shared = excluded.shared";
    let values = args![v.id, v.person, &v.page, &v.name, &v.query, v.shared];
    tx.exec(sql, values).await.map(|_| ())
}

pub async fn remove(tx: &mut Tx, id: ViewId) -> Result<()> {
    tx.exec("DELETE FROM saved_view WHERE id = $1", args![id]).await.map(|_| ())
}

fn from_row(row: &Row) -> Result<View> {
    let mut c = row.cols();
    Ok(View {
        id: c.next()?,
        person: c.next()?,
        page: c.next()?,
        name: c.next()?,
        query: c.next()?,
        shared: c.next()?,
    })
}
