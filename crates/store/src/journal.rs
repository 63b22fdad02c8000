//! The journal of cases: append with optimistic concurrency, read, and fold into projections.

use crate::db::{Db, Tx};
use crate::row::{Row, corrupt};
use crate::{Result, StoreError, args, project};
use domain::CaseId;
use domain::case::{By, Event, Recorded, State};

/// The form in which events are stored now. Older forms stay readable (golden files).
const FORMAT: i64 = 1;

/// How words for the full-text index are made of a text; the store knows no languages.
pub type Terms = fn(&str) -> String;

/// Appends events to a case whose last version is `expected` and brings its projections along,
/// in the transaction of the caller. `before` is the state that was decided on.
/// Returns the new state. `Conflict`: somebody else wrote first.
pub async fn append(
    tx: &mut Tx,
    case: CaseId,
    before: Option<State>,
    events: &[Recorded],
    terms: Terms,
) -> Result<State> {
    for recorded in events {
        insert(tx, case, recorded).await?;
    }
    let after = events
        .iter()
        .fold(before.clone(), |state, recorded| Some(domain::case::evolve(state, recorded)))
        .ok_or(StoreError::Corrupt { what: "journal", why: "nothing was appended".into() })?;
    project::case(tx, case, before.as_ref(), &after, events, terms).await?;
    Ok(after)
}

/// The journal of one case, oldest first.
pub async fn read(db: &Db, case: CaseId) -> Result<Vec<Recorded>> {
    let rows = db
        .rows(
            "SELECT version, at, by_kind, by_id, data FROM event WHERE case_id = $1 ORDER BY version",
            args![case],
        )
        .await?;
    rows.iter().map(recorded).collect()
}

/// Cases in the order of their first event; for rebuilding, page by page.
pub async fn cases_after(db: &Db, seq: i64, limit: i64) -> Result<Vec<(i64, CaseId)>> {
    let sql = "SELECT seq, case_id FROM event WHERE version = 1 AND seq > $1 ORDER BY seq LIMIT $2";
    let rows = db.rows(sql, args![seq, limit]).await?;
    rows.iter()
        .map(|row| {
            let mut c = row.cols();
            Ok((c.next()?, c.next()?))
        })
        .collect()
}

/// The number of events; what the whole journal amounts to.
pub async fn len(db: &Db) -> Result<i64> {
    db.row("SELECT count(*) FROM event", args![]).await?.map_or(Ok(0), |row| row.first())
}

async fn insert(tx: &mut Tx, case: CaseId, recorded: &Recorded) -> Result<()> {
    let (by_kind, by_id) = by_columns(&recorded.by);
    let data = serde_json::to_string(&recorded.event).map_err(|e| corrupt("event", e))?;
    let sql = "INSERT INTO event (case_id, version, at, by_kind, by_id, kind, format, data) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let values = args![
        case,
        recorded.version,
        recorded.at,
        by_kind,
        by_id,
        recorded.event.kind(),
        FORMAT,
        data,
    ];
    match tx.exec(sql, values).await {
        Err(StoreError::Taken(_)) => Err(StoreError::Conflict),
        other => other.map(|_| ()),
    }
}

fn recorded(row: &Row) -> Result<Recorded> {
    let mut c = row.cols();
    let (version, at) = (c.next()?, c.next()?);
    let (by_kind, by_id): (String, String) = (c.next()?, c.next()?);
    let data: String = c.next()?;
    let event: Event = serde_json::from_str(&data).map_err(|e| corrupt("event", e))?;
    Ok(Recorded { version, at, by: by_from(&by_kind, by_id)?, event })
}

fn by_columns(by: &By) -> (&'static str, String) {
    match by {
        By::Person(id) => ("person", id.to_string()),
        By::Client => ("client", String::new()),
        By::Rule(name) => ("rule", name.clone()),
        By::Timer => ("timer", String::new()),
        By::Delivery => ("delivery", String::new()),
        By::Operator => ("operator", String::new()),
    }
}

fn by_from(kind: &str, id: String) -> Result<By> {
    Ok(match kind {
        "person" => By::Person(id.parse().map_err(|e| corrupt("person", e))?),
        "client" => By::Client,
        "rule" => By::Rule(id),
        "timer" => By::Timer,
        "delivery" => By::Delivery,
        "operator" => By::Operator,
        other => return Err(corrupt("author of an event", other)),
    })
}
