//! Remedies and approvals as lists, alarms and authorities need them.

use crate::row::{Row, corrupt};
use crate::{Arg, Db, Result, StoreError, Tx, args, contact, merge};
use domain::amends::Spent;
use domain::case::State;
use domain::{ApprovalId, BrandId, CaseId, ClientId, Currency, Money, PersonId, Timestamp};
use jiff::civil::Date;

/// What was given already, reckoned so that nobody else can give at the same time: until the end of
/// the transaction another one that asks for the same person or client waits here. Clients that are
/// one person count together. `Conflict`: somebody found out meanwhile that they are.
pub async fn spent(
    tx: &mut Tx,
    person: Option<PersonId>,
    client: ClientId,
    currency: Currency,
    day: Date,
) -> Result<Spent> {
    let family = merge::family_in(tx, client).await?;
    merge::lock(tx, family.iter().map(|c| c.0).chain(person.map(|p| p.0)).collect()).await?;
    if merge::family_in(tx, client).await? != family {
        return Err(StoreError::Conflict);
    }
    let sum = "SELECT coalesce(CAST(sum(minor) AS BIGINT), 0) FROM remedy \
               WHERE status <> 'cancelled' AND currency = $1 AND ";
    let mut total = Spent::default();
    let sql_of_client = format!("{sum} client_id IN ({})", contact::marks(family.len(), 1));
    let values = args![currency.code()].into_iter().chain(contact::ids(&family)).collect();
    total.client = one(tx.row(&sql_of_client, values).await?)?;
    let Some(person) = person else { return Ok(total) };
    let sql = format!("{sum} given_by = $2 AND day = $3");
    total.day = one(tx.row(&sql, args![currency.code(), person, day.to_string()]).await?)?;
    let sql = format!("{sum} given_by = $2 AND day >= $3 AND day <= $4");
    let (first, last) = (day.first_of_month().to_string(), day.last_of_month().to_string());
    total.month = one(tx.row(&sql, args![currency.code(), person, first, last]).await?)?;
    Ok(total)
}

/// What was given in these cases, by currency.
pub async fn given(db: &Db, cases: &[CaseId]) -> Result<Vec<Money>> {
    let sql = format!(
        "SELECT currency, CAST(sum(minor) AS BIGINT) FROM remedy WHERE status <> 'cancelled' \
         AND case_id IN ({}) GROUP BY currency ORDER BY currency",
        contact::marks(cases.len(), 0)
    );
    let values = cases.iter().map(|c| Arg::from(*c)).collect();
    let sum = |row: &Row| {
        let mut c = row.cols();
        let code: String = c.next()?;
        Ok(Money { currency: code.parse().map_err(|e| corrupt("currency", e))?, minor: c.next()? })
    };
    db.rows(&sql, values).await?.iter().map(sum).collect()
}

/// Approvals whose time is over.
pub async fn overdue(db: &Db, now: Timestamp, limit: i64) -> Result<Vec<(CaseId, ApprovalId)>> {
    let sql = "SELECT case_id, id FROM approval WHERE status = 'asked' AND due <= $1 \
               ORDER BY due LIMIT $2";
    let pair = |row: &Row| {
        let mut c = row.cols();
        Ok((c.next()?, c.next()?))
    };
    db.rows(sql, args![now, limit]).await?.iter().map(pair).collect()
}

/// The next moment at which an approval is over.
pub async fn next_due(db: &Db) -> Result<Option<Timestamp>> {
    let sql = "SELECT due FROM approval WHERE status = 'asked' ORDER BY due LIMIT 1";
    db.row(sql, args![]).await?.map(|row| row.first()).transpose()
}

/// Numbers and brands of the other cases in which this receipt was shown.
pub async fn shown_in(db: &Db, key: &str, but: CaseId) -> Result<Vec<(i64, BrandId)>> {
    let sql = "SELECT r.number, c.brand_id FROM receipt r JOIN case_list c ON c.id = r.case_id \
               WHERE r.key = $1 AND r.case_id <> $2 ORDER BY r.number";
    let pair = |row: &Row| {
        let mut c = row.cols();
        Ok((c.next()?, c.next()?))
    };
    db.rows(sql, args![key, but]).await?.iter().map(pair).collect()
}

/// Brings the rows of one case along.
pub(crate) async fn project(
    tx: &mut Tx,
    case: CaseId,
    before: Option<&State>,
    s: &State,
) -> Result<()> {
    let known = |id| before.and_then(|b| b.amends.remedy(id));
    for r in s.amends.remedies.iter().filter(|r| known(r.id) != Some(r)) {
        let sql = "INSERT INTO remedy (id, case_id, brand_id, client_id, given_by, kind, what, \
                   currency, minor, day, status) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11) \
                   ON CONFLICT (id) DO UPDATE SET status = excluded.status";
        let values = args![
            r.id,
            case,
            s.brand,
            s.client,
            r.given_by,
            r.kind,
            &r.what,
            r.cost.currency.code(),
            r.cost.minor,
            r.day.to_string(),
            r.status,
        ];
        tx.exec(sql, values).await?;
    }
    let known = |id| before.and_then(|b| b.amends.approval(id));
    for a in s.amends.approvals.iter().filter(|a| known(a.id) != Some(a)) {
        let sql = "INSERT INTO approval (id, case_id, brand_id, of_role, asked_by, what, currency, \
                   minor, due, status) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10) \
                   ON CONFLICT (id) DO UPDATE SET of_role = excluded.of_role, due = excluded.due, \
                   status = excluded.status";
        let values = args![
            a.id,
            case,
            s.brand,
            a.of,
            a.asked_by,
            &a.remedy.what,
            a.remedy.cost.currency.code(),
            a.remedy.cost.minor,
            a.due,
            a.status,
        ];
        tx.exec(sql, values).await?;
    }
    let new = s.inquiry.proofs.iter().skip(before.map_or(0, |b| b.inquiry.proofs.len()));
    for receipt in new.filter_map(|p| p.receipt.as_ref()) {
        let sql = "INSERT INTO receipt (key, case_id, number) VALUES ($1,$2,$3) \
                   ON CONFLICT (key, case_id) DO NOTHING";
        tx.exec(sql, args![receipt.key(), case, s.number]).await?;
    }
    Ok(())
}

fn one(row: Option<Row>) -> Result<i64> {
    row.map_or(Ok(0), |row| row.first())
}
