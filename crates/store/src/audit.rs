//! The audit trail: who changed which setting, written in the transaction of the change.

use crate::row::Row;
use crate::{Arg, Db, Result, Tx, args};
use domain::{PersonId, Timestamp};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    pub seq: i64,
    pub at: Timestamp,
    /// `None`: the operator of the machine.
    pub person: Option<PersonId>,
    /// A word of the interface, such as `grants-changed`.
    pub action: String,
    /// What it was done to: `brand:ID`, `person:ID`, `token:ID`, `regulation:VERSION`.
    pub object: String,
    /// In words or as `before → after`; never a secret.
    pub detail: String,
}

pub async fn write(
    tx: &mut Tx,
    at: Timestamp,
    person: Option<PersonId>,
    action: &str,
    object: &str,
    detail: &str,
) -> Result<()> {
    let sql = "INSERT INTO audit (at, person_id, action, object, detail) VALUES ($1,$2,$3,$4,$5)";
    tx.exec(sql, args![at, person, action, object, detail]).await.map(|_| ())
}

/// Newest first, those before `before`; `objects`: about these alone.
pub async fn list(
    db: &Db,
    before: Option<i64>,
    objects: Option<&[String]>,
    limit: i64,
) -> Result<Vec<Entry>> {
    let mut values: Vec<Arg> = args![before.unwrap_or(i64::MAX), limit];
    let about = match objects {
        None => String::new(),
        Some([]) => return Ok(vec![]),
        Some(objects) => {
            let places: Vec<_> = (3..objects.len() + 3).map(|n| format!("${n}")).collect();
            values.extend(objects.iter().map(Arg::from));
            format!(" AND object IN ({})", places.join(","))
        }
    };
    let sql = format!(
        "SELECT seq, at, person_id, action, object, detail FROM audit WHERE seq < $1{about} \
         ORDER BY seq DESC LIMIT $2"
    );
    db.rows(&sql, values).await?.iter().map(entry).collect()
}

fn entry(row: &Row) -> Result<Entry> {
    let mut c = row.cols();
    Ok(Entry {
        seq: c.next()?,
        at: c.next()?,
        person: c.next()?,
        action: c.next()?,
        object: c.next()?,
        detail: c.next()?,
    })
}
