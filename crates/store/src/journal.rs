//! The journal of cases: append with optimistic concurrency, read, and fold into projections.

use crate::db::{Db, Tx};
use crate::row::{Row, corrupt};
use crate::vault::{Held, Key, Vault};
use crate::{Result, StoreError, args, project, seal};
use domain::case::{By, Event, Recorded, State};
use domain::{CaseId, ClientId};
use serde_json::Value;

/// The form in which events are stored now: 1 in clear, 2 with personal fields sealed (`seal`).
/// Older forms stay readable (golden files).
const FORMAT: i64 = 2;

const ROWS: &str =
    "SELECT version, at, by_kind, by_id, data FROM event WHERE case_id = $1 ORDER BY version";

/// How words for the full-text index are made of a text; the store knows no languages.
pub type Terms = fn(&str) -> String;

/// Appends events to a case whose last version is `expected` and brings its projections along,
/// in the transaction of the caller. `before` is the state that was decided on.
/// Returns the new state. `Conflict`: somebody else wrote first.
pub async fn append(
    tx: &mut Tx,
    vault: &Vault,
    case: CaseId,
    before: Option<State>,
    events: &[Recorded],
    terms: Terms,
) -> Result<State> {
    let after = events
        .iter()
        .fold(before.clone(), |state, recorded| Some(domain::case::evolve(state, recorded)))
        .ok_or(StoreError::Corrupt { what: "journal", why: "nothing was appended".into() })?;
    let mut key = None;
    for recorded in events {
        let mut data = serde_json::to_value(&recorded.event).map_err(|e| corrupt("event", e))?;
        if seal::is_personal(&mut data) {
            if key.is_none() {
                key = Some(vault.key(tx, after.client, recorded.at).await?);
            }
            if let Some(key) = &key {
                seal::seal(&mut data, key, case, recorded.version)?;
            }
        }
        insert(tx, case, recorded, data.to_string()).await?;
    }
    project::case(tx, case, before.as_ref(), &after, events, terms).await?;
    Ok(after)
}

/// The journal of one case, oldest first.
pub async fn read(db: &Db, vault: &Vault, case: CaseId) -> Result<Vec<Recorded>> {
    let rows = db.rows(ROWS, args![case]).await?;
    let stored = rows.iter().map(Stored::from_row).collect::<Result<Vec<_>>>()?;
    let held = match sealed_for(&stored)? {
        Some(client) => vault.held(db, client).await?,
        None => Held::Destroyed,
    };
    opened(case, stored, held)
}

/// The same inside a transaction.
pub(crate) async fn read_in(tx: &mut Tx, vault: &Vault, case: CaseId) -> Result<Vec<Recorded>> {
    let rows = tx.rows(ROWS, args![case]).await?;
    let stored = rows.iter().map(Stored::from_row).collect::<Result<Vec<_>>>()?;
    let held = match sealed_for(&stored)? {
        Some(client) => vault.held_in(tx, client).await?,
        None => Held::Destroyed,
    };
    opened(case, stored, held)
}

/// Empties what was written of this case before there were keys; the one change that a stored event
/// ever suffers. Sealed fields need no touch: their key is destroyed.
pub(crate) async fn scrub(tx: &mut Tx, case: CaseId) -> Result<u64> {
    let rows = tx.rows(ROWS, args![case]).await?;
    let mut scrubbed = 0;
    for row in &rows {
        let stored = Stored::from_row(row)?;
        let mut data = stored.event()?;
        if seal::scrub(&mut data) {
            let sql = "UPDATE event SET data = $3, format = $4 WHERE case_id = $1 AND version = $2";
            tx.exec(sql, args![case, stored.version, data.to_string(), FORMAT]).await?;
            scrubbed += 1;
        }
    }
    Ok(scrubbed)
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

async fn insert(tx: &mut Tx, case: CaseId, recorded: &Recorded, data: String) -> Result<()> {
    let (by_kind, by_id) = by_columns(&recorded.by);
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

/// An event as it lies in its row, perhaps sealed.
struct Stored {
    version: i64,
    at: domain::Timestamp,
    by: By,
    data: String,
}

impl Stored {
    fn from_row(row: &Row) -> Result<Self> {
        let mut c = row.cols();
        let (version, at) = (c.next()?, c.next()?);
        let (by_kind, by_id): (String, String) = (c.next()?, c.next()?);
        Ok(Stored { version, at, by: by_from(&by_kind, by_id)?, data: c.next()? })
    }

    fn is_sealed(&self) -> bool {
        self.data.contains(seal::MARK)
    }

    fn event(&self) -> Result<Value> {
        serde_json::from_str(&self.data).map_err(|e| corrupt("event", e))
    }
}

/// Whose key opens this journal; `None`: nothing in it is sealed.
fn sealed_for(stored: &[Stored]) -> Result<Option<ClientId>> {
    if !stored.iter().any(Stored::is_sealed) {
        return Ok(None);
    }
    let first = stored.first().map(|s| serde_json::from_str(&s.data)).transpose();
    match first.map_err(|e| corrupt("event", e))? {
        Some(Event::CaseOpened { client, .. }) => Ok(Some(client)),
        _ => Err(corrupt("journal", "it does not begin with the opening of the case")),
    }
}

fn opened(case: CaseId, stored: Vec<Stored>, held: Held) -> Result<Vec<Recorded>> {
    let key: Option<Key> = match held {
        Held::Key(key) => Some(key),
        Held::Destroyed => None,
        Held::None => return Err(corrupt("journal", "the client's key is missing")),
    };
    let one = |stored: Stored| {
        let event = if stored.is_sealed() {
            let mut data = stored.event()?;
            seal::open(&mut data, key.as_ref(), case, stored.version)?;
            serde_json::from_value(data)
        } else {
            serde_json::from_str(&stored.data)
        };
        let event = event.map_err(|e| corrupt("event", e))?;
        Ok(Recorded { version: stored.version, at: stored.at, by: stored.by, event })
    };
    stored.into_iter().map(one).collect()
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
