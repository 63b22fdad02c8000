//! Who confirmed having read which version of the regulation. A confirmation is never taken back.

use crate::{Db, Result, Tx, args};
use domain::{PersonId, Timestamp};

/// One person's confirmation of one version.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Confirmed {
    pub version: i64,
    pub person: PersonId,
    pub at: Timestamp,
}

/// The newest version that this person confirmed.
pub async fn newest_of(db: &Db, person: PersonId) -> Result<Option<Confirmed>> {
    let sql = "SELECT version, person_id, confirmed_at FROM regulation_reading \
               WHERE person_id = $1 ORDER BY version DESC LIMIT 1";
    db.row(sql, args![person]).await?.as_ref().map(confirmed).transpose()
}

/// Of everybody who confirmed anything, the newest.
pub async fn newest(db: &Db) -> Result<Vec<Confirmed>> {
    let sql = "SELECT version, person_id, confirmed_at FROM regulation_reading r WHERE version = \
               (SELECT max(version) FROM regulation_reading o WHERE o.person_id = r.person_id)";
    db.rows(sql, args![]).await?.iter().map(confirmed).collect()
}

/// `false`: he had confirmed this version before, and that stands.
pub async fn add(tx: &mut Tx, c: Confirmed) -> Result<bool> {
    let sql = "INSERT INTO regulation_reading (version, person_id, confirmed_at) \
               VALUES ($1,$2,$3) ON CONFLICT DO NOTHING";
    Ok(tx.exec(sql, args![c.version, c.person, c.at]).await? > 0)
}

fn confirmed(row: &crate::Row) -> Result<Confirmed> {
    let mut c = row.cols();
    Ok(Confirmed { version: c.next()?, person: c.next()?, at: c.next()? })
}
