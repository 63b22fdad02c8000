//! By what clients are known: phones, mails, accounts, orders, receipts, each in its plain form. Two
//! rows of different clients with one kind, value and source are what both have in common.

use crate::client::Client;
use crate::mention::Mention;
use crate::row::{Row, corrupt};
use crate::{Arg, Db, Result, Tx, args};
use domain::case::{Event, State};
use domain::contact::{self, ContactKind};
use domain::inquiry::ProofKind;
use domain::receipt::Receipt;
use domain::{BrandId, ClientId, SourceId, Timestamp};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Contact {
    pub client: ClientId,
    pub kind: ContactKind,
    pub value: String,
    /// Where it holds: of an account its source, of an order its brand; empty: everywhere.
    pub source: String,
    /// As it was written.
    pub shown: String,
    pub added_at: Timestamp,
}

const COLUMNS: &str = "o.client_id, o.kind, o.value, o.source, o.shown, o.added_at";

/// What these clients are known by, oldest first.
pub async fn of(db: &Db, clients: &[ClientId]) -> Result<Vec<Contact>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM client_contact o WHERE o.client_id IN ({}) \
         ORDER BY o.added_at, o.kind, o.value, o.source, o.client_id",
        marks(clients.len(), 0)
    );
    db.rows(&sql, ids(clients)).await?.iter().map(from_row).collect()
}

/// What other clients have in common with these, the newest first; at most `most` of them.
pub async fn shared(db: &Db, clients: &[ClientId], most: i64) -> Result<Vec<Contact>> {
    let own = marks(clients.len(), 1);
    let sql = format!(
        "SELECT DISTINCT {COLUMNS} FROM client_contact m JOIN client_contact o \
         ON o.value = m.value AND o.kind = m.kind AND o.source = m.source \
         WHERE m.client_id IN ({own}) AND o.client_id NOT IN ({own}) \
         ORDER BY o.added_at DESC, o.client_id, o.kind, o.value LIMIT $1"
    );
    let values = args![most].into_iter().chain(ids(clients)).collect();
    db.rows(&sql, values).await?.iter().map(from_row).collect()
}

/// Phone and mail of a client as they are now; what they were before goes. `lang`: of his brand.
pub(crate) async fn set_reach(
    tx: &mut Tx,
    c: &Client,
    lang: &str,
    at: Timestamp,
    before: Option<&Client>,
) -> Result<()> {
    if before.is_some_and(|b| b.phone == c.phone && b.email == c.email) {
        return Ok(());
    }
    if before.is_some() {
        let sql = "DELETE FROM client_contact WHERE client_id = $1 AND kind IN ('phone', 'mail')";
        tx.exec(sql, args![c.id]).await?;
    }
    let reach = [
        (ContactKind::Phone, contact::phone(&c.phone, lang), &c.phone),
        (ContactKind::Mail, contact::mail(&c.email), &c.email),
    ];
    for (kind, value, shown) in reach {
        put(tx, c.id, kind, value, "", shown.trim(), at).await?;
    }
    Ok(())
}

/// The account under which a client wrote. What people call themselves in a form is a name, no account.
pub(crate) async fn add_account(tx: &mut Tx, client: ClientId, m: &Mention) -> Result<()> {
    let Some(value) = contact::account(&m.author) else { return Ok(()) };
    let sql = "INSERT INTO client_contact (client_id, kind, value, source, shown, added_at) \
               SELECT $1, 'account', $2, $3, $4, $5 FROM source s WHERE s.id = $6 AND s.kind = 'file' \
               ON CONFLICT DO NOTHING";
    let shown = m.author.trim();
    let values = args![client, value, m.source.to_string(), shown, m.arrived_at, m.source];
    tx.exec(sql, values).await.map(|_| ())
}

/// The orders and receipts that were shown in a case since `before`.
pub(crate) async fn add_proofs(tx: &mut Tx, before: Option<&State>, s: &State) -> Result<()> {
    let new = s.inquiry.proofs.iter().skip(before.map_or(0, |b| b.inquiry.proofs.len()));
    for p in new {
        let shown = (p.kind, p.text.as_str(), p.receipt.as_ref());
        add_proof(tx, s.client, s.brand, shown, s.updated_at).await?;
    }
    Ok(())
}

async fn add_proof(
    tx: &mut Tx,
    client: ClientId,
    brand: BrandId,
    (kind, text, receipt): (ProofKind, &str, Option<&Receipt>),
    at: Timestamp,
) -> Result<()> {
    if let Some(r) = receipt {
        let shown = format!("{} · {} · {}", r.number, r.at.date(), r.sum);
        put(tx, client, ContactKind::Receipt, Some(r.key()), "", &shown, at).await?;
    }
    if kind == ProofKind::Order {
        let (value, shown) = (contact::order(text), text.trim());
        put(tx, client, ContactKind::Order, value, &brand.to_string(), shown, at).await?;
    }
    Ok(())
}

async fn put(
    tx: &mut Tx,
    client: ClientId,
    kind: ContactKind,
    value: Option<String>,
    source: &str,
    shown: &str,
    at: Timestamp,
) -> Result<()> {
    let Some(value) = value else { return Ok(()) };
    let sql = "INSERT INTO client_contact (client_id, kind, value, source, shown, added_at) \
               VALUES ($1,$2,$3,$4,$5,$6) ON CONFLICT DO NOTHING";
    tx.exec(sql, args![client, kind, value, source, shown, at]).await.map(|_| ())
}

/// After the migration that brought the table, on what is there already.
pub(crate) async fn fill_once(db: &Db) -> Result<()> {
    let owed = "SELECT 1 FROM setting WHERE name = 'client_contacts'";
    if db.row(owed, args![]).await?.is_none() {
        return Ok(());
    }
    fill(db).await?;
    fill_proofs(db).await?;
    db.exec("DELETE FROM setting WHERE name = 'client_contacts'", args![]).await.map(|_| ())
}

/// Writes what is missing, from clients and mentions; proofs come with their cases. Nothing is changed
/// or taken away.
pub(crate) async fn fill(db: &Db) -> Result<()> {
    fill_reach(db).await?;
    fill_accounts(db).await
}

async fn fill_reach(db: &Db) -> Result<()> {
    let sql = "SELECT cl.id, cl.email, cl.phone, cl.created_at, (SELECT b.lang FROM case_list c \
               JOIN brand b ON b.id = c.brand_id WHERE c.client_id = cl.id ORDER BY c.number LIMIT 1) \
               FROM client cl WHERE (cl.email <> '' OR cl.phone <> '') AND cl.id > $1 \
               ORDER BY cl.id LIMIT 500";
    let mut after = ClientId(uuid::Uuid::nil());
    loop {
        let rows = db.rows(sql, args![after]).await?;
        if rows.is_empty() {
            return Ok(());
        }
        let mut tx = db.begin().await?;
        for row in &rows {
            let mut c = row.cols();
            let (id, email, phone, created_at) = (c.next()?, c.next()?, c.next()?, c.next()?);
            let client = Client { id, name: String::new(), email, phone, created_at };
            // Without a case it is not known how numbers are written there.
            if let Some(lang) = c.next::<Option<String>>()? {
                set_reach(&mut tx, &client, &lang, created_at, None).await?;
            }
            after = id;
        }
        tx.commit().await?;
    }
}

async fn fill_accounts(db: &Db) -> Result<()> {
    let sql = "SELECT m.client_id, m.author, m.source_id, min(m.arrived_at) FROM mention m \
               JOIN source s ON s.id = m.source_id WHERE s.kind = 'file' AND m.author <> '' \
               AND m.client_id IS NOT NULL GROUP BY m.client_id, m.author, m.source_id";
    for rows in db.rows(sql, args![]).await?.chunks(500) {
        let mut tx = db.begin().await?;
        for row in rows {
            let mut c = row.cols();
            let client: ClientId = c.next()?;
            let (author, source, at): (String, SourceId, Timestamp) =
                (c.next()?, c.next()?, c.next()?);
            let (value, shown, source) =
                (contact::account(&author), author.trim(), source.to_string());
            put(&mut tx, client, ContactKind::Account, value, &source, shown, at).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

/// Journals from before the table of contacts stand in clear.
async fn fill_proofs(db: &Db) -> Result<()> {
    let sql = "SELECT c.client_id, c.brand_id, e.at, e.data FROM event e \
               JOIN case_list c ON c.id = e.case_id WHERE e.kind = 'proof_added' ORDER BY e.seq";
    let rows = db.rows(sql, args![]).await?;
    if rows.is_empty() {
        return Ok(());
    }
    let mut tx = db.begin().await?;
    for row in rows {
        let mut c = row.cols();
        let (client, brand, at, data): (_, _, _, String) =
            (c.next()?, c.next()?, c.next()?, c.next()?);
        let event = serde_json::from_str(&data).map_err(|e| corrupt("event", e))?;
        if let Event::ProofAdded { kind, text, receipt, .. } = event {
            add_proof(&mut tx, client, brand, (kind, &text, receipt.as_ref()), at).await?;
        }
    }
    tx.commit().await
}

/// `$n,$n+1,…` after `before` others.
pub(crate) fn marks(n: usize, before: usize) -> String {
    let marks: Vec<_> = (before + 1..=before + n).map(|i| format!("${i}")).collect();
    if marks.is_empty() { "NULL".into() } else { marks.join(",") }
}

pub(crate) fn ids(clients: &[ClientId]) -> Vec<Arg> {
    clients.iter().map(|c| Arg::from(*c)).collect()
}

fn from_row(row: &Row) -> Result<Contact> {
    let mut c = row.cols();
    Ok(Contact {
        client: c.next()?,
        kind: c.next()?,
        value: c.next()?,
        source: c.next()?,
        shown: c.next()?,
        added_at: c.next()?,
    })
}
