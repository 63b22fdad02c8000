//! Projections: what lists and alarms need, folded from the journal in the transaction of the
//! events, and the same again when everything is rebuilt.

use crate::db::Tx;
use crate::journal::Terms;
use crate::search::{self, Index};
use crate::{Db, Result, Vault, args, contact, journal, mention, remedy};
use domain::CaseId;
use domain::case::{By, Delivery, Event, Recorded, State};
use domain::promise::PromiseStatus;

/// Brings the projections of one case from `before` to `after`.
pub(crate) async fn case(
    tx: &mut Tx,
    case: CaseId,
    before: Option<&State>,
    after: &State,
    events: &[Recorded],
    terms: Terms,
) -> Result<()> {
    case_row(tx, case, after, &words(events, terms)).await?;
    for promise in &after.promises {
        if before.and_then(|b| b.promise(promise.id)) != Some(promise)
            || before.map(|b| b.owner) != Some(after.owner)
        {
            promise_row(tx, case, after, promise).await?;
        }
    }
    remedy::project(tx, case, before, after).await?;
    contact::add_proofs(tx, before, after).await?;
    for recorded in events {
        wish_row(tx, case, after, recorded).await?;
    }
    let seen_by_mentions = |s: &State| (s.stage, s.owner, s.mentions.clone());
    // What was merged into another case belongs there.
    if after.merged_into.is_none() && before.map(seen_by_mentions) != Some(seen_by_mentions(after))
    {
        mention::belong(tx, case, after).await?;
    }
    Ok(())
}

/// Recreates every projection from the journal. Returns the number of cases.
pub async fn rebuild(db: &Db, vault: &Vault, terms: Terms) -> Result<u64> {
    let mut tx = db.begin().await?;
    for table in [
        "case_list",
        "promise",
        "wish",
        "remedy",
        "approval",
        "receipt",
        "case_search",
        "mention_search",
    ] {
        tx.exec(&format!("DELETE FROM {table}"), args![]).await?;
    }
    tx.exec("UPDATE mention SET case_id = NULL, state = 'seen' WHERE case_id IS NOT NULL", args![])
        .await?;
    tx.commit().await?;
    mention::reindex_all(db).await?;
    let (mut seq, mut cases) = (0, 0);
    loop {
        let page = journal::cases_after(db, seq, 200).await?;
        let Some((last, _)) = page.last() else { break };
        seq = *last;
        let mut tx = db.begin().await?;
        for (_, id) in page {
            let journal = journal::read(db, vault, id).await?;
            if let Some(state) = domain::case::replay(&journal) {
                case(&mut tx, id, None, &state, &journal, terms).await?;
                cases += 1;
            }
        }
        tx.commit().await?;
    }
    contact::fill(db).await?;
    Ok(cases)
}

/// Recreates the projections of one case, after its texts are gone.
pub(crate) async fn again(tx: &mut Tx, vault: &Vault, id: CaseId, terms: Terms) -> Result<()> {
    for table in ["promise", "wish", "remedy", "approval", "receipt"] {
        tx.exec(&format!("DELETE FROM {table} WHERE case_id = $1"), args![id]).await?;
    }
    tx.exec("DELETE FROM case_list WHERE id = $1", args![id]).await?;
    let journal = journal::read_in(tx, vault, id).await?;
    if let Some(state) = domain::case::replay(&journal) {
        case(tx, id, None, &state, &journal, terms).await?;
    }
    Ok(())
}

async fn case_row(tx: &mut Tx, case: CaseId, s: &State, words: &str) -> Result<()> {
    let broken = s.promises.iter().filter(|p| p.status == PromiseStatus::Broken).count();
    let lost = |d| matches!(d, Delivery::Failed | Delivery::Uncertain);
    let undelivered = s.replies.iter().filter(|r| lost(r.delivery)).count();
    let values = args![
        s.number,
        case,
        s.version,
        s.brand,
        s.client,
        s.mentions.first().map(|m| m.0),
        s.stage,
        s.outcome,
        s.owner,
        s.opened_at,
        s.updated_at,
        s.closed_at,
        s.open_promises().first().map(|p| p.due),
        s.client_waits,
        broken as i64,
        undelivered as i64,
        words,
        s.kind.as_deref().unwrap_or_default(),
        s.seriousness,
        s.inquiry.verdict.map_or("", |v| v.code()),
        s.merged_into.map(|(case, _)| case.0),
    ];
    let sql = "INSERT INTO case_list (number, id, version, brand_id, client_id, mention_id, stage, \
               outcome, owner_id, opened_at, updated_at, closed_at, next_due, client_waits, \
               broken_promises, undelivered, terms, kind, seriousness, verdict, merged_into) \
               VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21) \
               ON CONFLICT (number) DO UPDATE SET version = excluded.version, \
               client_id = excluded.client_id, stage = excluded.stage, outcome = excluded.outcome, \
               owner_id = excluded.owner_id, updated_at = excluded.updated_at, \
               closed_at = excluded.closed_at, next_due = excluded.next_due, \
               client_waits = excluded.client_waits, broken_promises = excluded.broken_promises, \
               undelivered = excluded.undelivered, \
               kind = excluded.kind, seriousness = excluded.seriousness, \
               verdict = excluded.verdict, merged_into = excluded.merged_into, \
               mention_id = excluded.mention_id, \
               terms = trim(case_list.terms || ' ' || excluded.terms) RETURNING terms";
    let row = tx.row(sql, values).await?;
    let all: String = row.map_or(Ok(String::new()), |r| r.first())?;
    let terms = format!("{} {}", search::words(&all), facets(s));
    search::put(tx, Index::Cases, s.number, &terms).await
}

/// Facets of a case: `b` brand, `g` stage, `o` owner (`none` without), `n` its number.
fn facets(s: &State) -> String {
    let owner = s.owner.map_or(search::facet('o', "none"), |o| search::facet_id('o', o.0));
    [
        search::facet_id('b', s.brand.0),
        search::facet('g', s.stage.code()),
        owner,
        s.number.to_string(),
    ]
    .join(" ")
}

async fn promise_row(
    tx: &mut Tx,
    case: CaseId,
    s: &State,
    p: &domain::promise::Promise,
) -> Result<()> {
    let sql = "INSERT INTO promise (id, case_id, brand_id, owner_id, kind, what, due, status, \
               made_at, settled_at, renewals, next_alarm) \
               VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12) \
               ON CONFLICT (id) DO UPDATE SET owner_id = excluded.owner_id, due = excluded.due, \
               status = excluded.status, settled_at = excluded.settled_at, \
               renewals = excluded.renewals, next_alarm = excluded.next_alarm";
    let values = args![
        p.id,
        case,
        s.brand,
        s.owner,
        p.kind,
        &p.what,
        p.due,
        p.status,
        p.made_at,
        p.settled_at,
        i64::from(p.renewals),
        p.next_alarm(),
    ];
    tx.exec(sql, values).await.map(|_| ())
}

async fn wish_row(tx: &mut Tx, case: CaseId, s: &State, recorded: &Recorded) -> Result<()> {
    let Event::WishRecorded { wish, text } = &recorded.event else { return Ok(()) };
    let by = match recorded.by {
        By::Person(id) => Some(id),
        _ => None,
    };
    let sql = "INSERT INTO wish (id, case_id, brand_id, mention_id, text, recorded_at, recorded_by) \
               VALUES ($1,$2,$3,$4,$5,$6,$7)";
    let mention = s.mentions.first().map(|m| m.0);
    tx.exec(sql, args![*wish, case, s.brand, mention, text, recorded.at, by]).await.map(|_| ())
}

/// The words of what was written in a case.
fn words(events: &[Recorded], terms: Terms) -> String {
    let text = |recorded: &Recorded| match &recorded.event {
        Event::NoteAdded { note } => Some(terms(note)),
        Event::ReplyQueued { text, .. } | Event::WishRecorded { text, .. } => Some(terms(text)),
        Event::PromiseMade { what, .. } => Some(terms(what)),
        Event::PromiseRenewed { reason, .. } | Event::Reopened { reason } => Some(terms(reason)),
        Event::Closed { grounds, .. } => Some(terms(grounds)),
        _ => None,
    };
    let words: Vec<_> = events.iter().filter_map(text).filter(|w| !w.is_empty()).collect();
    words.join(" ")
}
