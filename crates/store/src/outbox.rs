//! The outbox: replies on their way out. Written with the decision, claimed by one worker,
//! fenced so that a worker that lost its claim cannot send any more.
//!
//! queued → claimed → transmitting → done. A crash in `claimed` is safe to repeat; a crash in
//! `transmitting` is not, so such a reply becomes `uncertain` and a person looks.

use crate::case::only_brands;
use crate::row::Row;
use crate::{Arg, Db, Result, Tx, args};
use domain::case::Route;
use domain::{BrandId, CaseId, ReplyId, Timestamp};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outgoing {
    /// Also the idempotency key.
    pub reply: ReplyId,
    pub case: CaseId,
    pub brand: BrandId,
    pub route: Route,
    pub state: String,
    pub recipient: String,
    pub recipient_name: String,
    pub subject: String,
    pub body: String,
    pub message_id: String,
    pub in_reply_to: String,
    /// The chain of message ids before it, separated by spaces.
    pub references: String,
    pub attempts: i64,
    pub next_at: Timestamp,
    pub last_error: String,
    pub updated_at: Timestamp,
}

const COLUMNS: &str = "reply_id, case_id, brand_id, route, state, recipient, recipient_name, \
    subject, body, message_id, in_reply_to, refs, attempts, next_at, last_error, updated_at";

pub async fn add(tx: &mut Tx, o: &Outgoing) -> Result<()> {
    let sql = "INSERT INTO outbox (reply_id, case_id, brand_id, route, state, recipient, \
               recipient_name, subject, body, message_id, in_reply_to, refs, attempts, next_at, \
               last_error, updated_at, claimed_by) \
               VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,'')";
    let values = args![
        o.reply,
        o.case,
        o.brand,
        o.route,
        &o.state,
        &o.recipient,
        &o.recipient_name,
        &o.subject,
        &o.body,
        &o.message_id,
        &o.in_reply_to,
        &o.references,
        o.attempts,
        o.next_at,
        &o.last_error,
        o.updated_at,
    ];
    tx.exec(sql, values).await.map(|_| ())
}

/// Takes the next reply that is due; nobody else gets it.
pub async fn claim(db: &Db, worker: &str, now: Timestamp) -> Result<Option<Outgoing>> {
    let lock = if db.is_sqlite() { "" } else { " FOR UPDATE SKIP LOCKED" };
    let sql = format!(
        "UPDATE outbox SET state = 'claimed', claimed_by = $1, attempts = attempts + 1, \
         updated_at = $2 WHERE reply_id = (SELECT reply_id FROM outbox WHERE state = 'queued' \
         AND next_at <= $2 ORDER BY next_at LIMIT 1{lock}) RETURNING {COLUMNS}"
    );
    let mut tx = db.begin().await?;
    let row = tx.row(&sql, args![worker, now]).await?;
    tx.commit().await?;
    row.as_ref().map(from_row).transpose()
}

/// Says that the next byte may reach the client. `false`: the claim was lost, do not send.
pub async fn mark_transmitting(
    db: &Db,
    reply: ReplyId,
    worker: &str,
    now: Timestamp,
) -> Result<bool> {
    let sql = "UPDATE outbox SET state = 'transmitting', updated_at = $3 \
               WHERE reply_id = $1 AND claimed_by = $2 AND state = 'claimed'";
    Ok(db.exec(sql, args![reply, worker, now]).await? == 1)
}

/// Moves a reply to another state; in the transaction of the event that says so.
pub async fn set_state(
    tx: &mut Tx,
    reply: ReplyId,
    state: &str,
    error: &str,
    next_at: Timestamp,
    now: Timestamp,
) -> Result<()> {
    let sql = "UPDATE outbox SET state = $2, last_error = $3, next_at = $4, updated_at = $5, \
               claimed_by = '' WHERE reply_id = $1";
    tx.exec(sql, args![reply, state, error, next_at, now]).await.map(|_| ())
}

/// Replies whose worker vanished before anything reached the client: they are queued again.
pub async fn requeue_claimed(db: &Db, before: Timestamp, now: Timestamp) -> Result<u64> {
    let sql = "UPDATE outbox SET state = 'queued', claimed_by = '', next_at = $2, updated_at = $2 \
               WHERE state = 'claimed' AND updated_at <= $1";
    db.exec(sql, args![before, now]).await
}

/// Replies whose worker vanished while the text was going out.
pub async fn lost_in_transmission(db: &Db, before: Timestamp) -> Result<Vec<Outgoing>> {
    let sql =
        format!("SELECT {COLUMNS} FROM outbox WHERE state = 'transmitting' AND updated_at <= $1");
    db.rows(&sql, args![before]).await?.iter().map(from_row).collect()
}

/// When the next queued reply may be tried.
pub async fn next_at(db: &Db) -> Result<Option<Timestamp>> {
    let sql = "SELECT next_at FROM outbox WHERE state = 'queued' ORDER BY next_at LIMIT 1";
    db.row(sql, args![]).await?.map(|row| row.first()).transpose()
}

pub async fn get(db: &Db, reply: ReplyId) -> Result<Option<Outgoing>> {
    let sql = format!("SELECT {COLUMNS} FROM outbox WHERE reply_id = $1");
    db.row(&sql, args![reply]).await?.as_ref().map(from_row).transpose()
}

pub async fn of_case(db: &Db, case: CaseId) -> Result<Vec<Outgoing>> {
    let sql = format!("SELECT {COLUMNS} FROM outbox WHERE case_id = $1 ORDER BY reply_id");
    db.rows(&sql, args![case]).await?.iter().map(from_row).collect()
}

/// Replies that want a person: to be copied by hand, failed, or of unknown fate.
pub async fn wanting_a_person(
    db: &Db,
    brands: Option<&[BrandId]>,
    limit: i64,
) -> Result<Vec<Outgoing>> {
    let mut values: Vec<Arg> = args![limit];
    let mut wheres = vec!["state IN ('waiting', 'failed', 'uncertain')".to_owned()];
    only_brands(&mut wheres, &mut values, "brand_id", brands);
    let sql = format!(
        "SELECT {COLUMNS} FROM outbox WHERE {} ORDER BY updated_at LIMIT $1",
        wheres.join(" AND ")
    );
    db.rows(&sql, values).await?.iter().map(from_row).collect()
}

fn from_row(row: &Row) -> Result<Outgoing> {
    let mut c = row.cols();
    Ok(Outgoing {
        reply: c.next()?,
        case: c.next()?,
        brand: c.next()?,
        route: c.next()?,
        state: c.next()?,
        recipient: c.next()?,
        recipient_name: c.next()?,
        subject: c.next()?,
        body: c.next()?,
        message_id: c.next()?,
        in_reply_to: c.next()?,
        references: c.next()?,
        attempts: c.next()?,
        next_at: c.next()?,
        last_error: c.next()?,
        updated_at: c.next()?,
    })
}
