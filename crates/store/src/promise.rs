//! Promises as lists and alarms need them: whose, due when, ringing when.

use crate::case::{only_brands, push};
use crate::row::Row;
use crate::{Arg, Db, Result, args};
use domain::promise::{PromiseKind, PromiseStatus};
use domain::{BrandId, CaseId, PersonId, PromiseId, Timestamp};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Promise {
    pub id: PromiseId,
    pub case: CaseId,
    pub number: i64,
    pub brand: BrandId,
    pub owner: Option<PersonId>,
    pub kind: PromiseKind,
    pub what: String,
    pub due: Timestamp,
    pub status: PromiseStatus,
    pub made_at: Timestamp,
    pub settled_at: Option<Timestamp>,
    pub client: String,
    /// The beginning of what the client said.
    pub said: String,
}

/// The next moment at which some promise rings.
pub async fn next_alarm(db: &Db) -> Result<Option<Timestamp>> {
    let sql =
        "SELECT next_alarm FROM promise WHERE next_alarm IS NOT NULL ORDER BY next_alarm LIMIT 1";
    db.row(sql, args![]).await?.map(|row| row.first()).transpose()
}

/// Promises that ring at `now` or should have rung before.
pub async fn ringing(db: &Db, now: Timestamp, limit: i64) -> Result<Vec<(CaseId, PromiseId)>> {
    let sql = "SELECT case_id, id FROM promise WHERE next_alarm <= $1 ORDER BY next_alarm LIMIT $2";
    let pair = |row: &Row| {
        let mut c = row.cols();
        Ok((c.next()?, c.next()?))
    };
    db.rows(sql, args![now, limit]).await?.iter().map(pair).collect()
}

/// Promises in this state, the earliest due first, of these brands (`None`: all) and this person
/// (`None`: anybody). Broken ones only while their case is open.
pub async fn list(
    db: &Db,
    status: PromiseStatus,
    brands: Option<&[BrandId]>,
    owner: Option<PersonId>,
    limit: i64,
) -> Result<Vec<Promise>> {
    let mut values: Vec<Arg> = args![limit];
    let mut wheres = vec![format!("p.status = '{}'", status.code()), "c.closed_at IS NULL".into()];
    only_brands(&mut wheres, &mut values, "p.brand_id", brands);
    if let Some(owner) = owner {
        wheres.push(format!("p.owner_id = {}", push(&mut values, owner)));
    }
    let sql = format!(
        "SELECT p.id, p.case_id, c.number, p.brand_id, p.owner_id, p.kind, p.what, p.due, p.status, \
         p.made_at, p.settled_at, coalesce(cl.name, ''), coalesce(substr(m.text, 1, 160), '') \
         FROM promise p JOIN case_list c ON c.id = p.case_id LEFT JOIN client cl ON cl.id = c.client_id \
         LEFT JOIN mention m ON m.id = c.mention_id WHERE {} ORDER BY p.due LIMIT $1",
        wheres.join(" AND ")
    );
    db.rows(&sql, values).await?.iter().map(from_row).collect()
}

/// How many promises of each fate there are: what the kept-to-the-minute rate is made of.
pub async fn tally(db: &Db, owner: Option<PersonId>) -> Result<Vec<(PromiseStatus, i64)>> {
    let mut values: Vec<Arg> = args![];
    let mut sql = "SELECT status, count(*) FROM promise".to_owned();
    if let Some(owner) = owner {
        sql += &format!(" WHERE owner_id = {}", push(&mut values, owner));
    }
    sql += " GROUP BY status";
    let pair = |row: &Row| {
        let mut c = row.cols();
        Ok((c.next()?, c.next()?))
    };
    db.rows(&sql, values).await?.iter().map(pair).collect()
}

fn from_row(row: &Row) -> Result<Promise> {
    let mut c = row.cols();
    Ok(Promise {
        id: c.next()?,
        case: c.next()?,
        number: c.next()?,
        brand: c.next()?,
        owner: c.next()?,
        kind: c.next()?,
        what: c.next()?,
        due: c.next()?,
        status: c.next()?,
        made_at: c.next()?,
        settled_at: c.next()?,
        client: c.next()?,
        said: c.next()?,
    })
}
