//! Mentions: what was said, with its reading; written in batches, found through the index.

use crate::db::{Db, Tx};
use crate::row::Row;
use crate::search::{self, Index, Match};
use crate::{Arg, Result, args, contact};
use domain::brand::Visibility;
use domain::case::State;
use domain::reading::{Intent, Language, Tone};
use domain::{BrandId, CaseId, ClientId, MentionId, SourceId, Timestamp};

#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Grows with the time of posting; the cursor of lists. 0 before it is stored.
    pub key: i64,
    pub id: MentionId,
    pub brand: BrandId,
    pub source: SourceId,
    /// The source's own id, or a fingerprint: the same thing twice is one mention.
    pub external_id: String,
    pub visibility: Visibility,
    pub client: Option<ClientId>,
    pub case: Option<CaseId>,
    pub author: String,
    pub title: String,
    pub text: String,
    pub rating: Option<i64>,
    pub url: String,
    pub posted_at: Timestamp,
    pub arrived_at: Timestamp,
    pub lang: Language,
    pub tone: Tone,
    pub tone_confidence: f64,
    pub intent: Intent,
    pub intent_confidence: f64,
    /// `new` (nobody looked), `seen`, `case`.
    pub state: String,
    pub terms: String,
}

const COLUMNS: &str = "key, id, brand_id, source_id, external_id, visibility, client_id, case_id, \
    author, title, text, rating, url, posted_at, arrived_at, lang, tone, tone_confidence, intent, \
    intent_confidence, state, terms";

/// A page of mentions, newest first.
#[derive(Clone, Debug, Default)]
pub struct Page {
    pub matching: Match,
    /// Only those older than this key.
    pub before: Option<i64>,
    /// Only those newer than this key: the page next to it, still newest first.
    pub after: Option<i64>,
    pub from: Option<Timestamp>,
    pub until: Option<Timestamp>,
    pub limit: i64,
}

/// Inserts what is not there yet; returns which of them were new, with their keys set.
pub async fn insert(tx: &mut Tx, mut batch: Vec<Mention>) -> Result<Vec<Mention>> {
    let mut known = std::collections::HashSet::new();
    for chunk in batch.chunks(400) {
        let marks = placeholders(2, chunk.len());
        let sql = format!(
            "SELECT external_id FROM mention WHERE source_id = $1 AND external_id IN ({marks})"
        );
        let mut values = args![chunk[0].source];
        values.extend(chunk.iter().map(|m| Arg::from(&m.external_id)));
        for row in tx.rows(&sql, values).await? {
            known.insert(row.first::<String>()?);
        }
    }
    // The same id twice inside one batch is one mention too.
    batch.retain(|m| known.insert(m.external_id.clone()));
    let first = count_up(tx, "mention", batch.len() as i64).await?;
    for (i, mention) in batch.iter_mut().enumerate() {
        mention.key = key(mention.posted_at, first + i as i64);
    }
    for chunk in batch.chunks(200) {
        insert_rows(tx, chunk).await?;
    }
    for mention in &batch {
        search::add(tx, Index::Mentions, mention.key, &index_words(mention, None)).await?;
    }
    Ok(batch)
}

pub async fn get(db: &Db, id: MentionId) -> Result<Option<Mention>> {
    let sql = format!("SELECT {COLUMNS} FROM mention WHERE id = $1");
    db.row(&sql, args![id]).await?.as_ref().map(from_row).transpose()
}

/// What a source brought under its own id.
pub async fn by_external_id(db: &Db, source: SourceId, id: &str) -> Result<Option<Mention>> {
    let sql = format!("SELECT {COLUMNS} FROM mention WHERE source_id = $1 AND external_id = $2");
    db.row(&sql, args![source, id]).await?.as_ref().map(from_row).transpose()
}

/// The case a mention belongs to, as it is inside this transaction.
pub async fn case_of(tx: &mut Tx, id: MentionId) -> Result<Option<CaseId>> {
    let lock = if tx.is_sqlite() { "" } else { " FOR UPDATE" };
    let sql = format!("SELECT case_id FROM mention WHERE id = $1{lock}");
    tx.row(&sql, args![id]).await?.map_or(Ok(None), |row| row.first())
}

/// All mentions of a case, oldest first.
pub async fn of_case(db: &Db, case: CaseId) -> Result<Vec<Mention>> {
    let sql = format!("SELECT {COLUMNS} FROM mention WHERE case_id = $1 ORDER BY key");
    db.rows(&sql, args![case]).await?.iter().map(from_row).collect()
}

/// Several at once, in no order; those that are not there are left out.
pub async fn get_many(db: &Db, ids: &[MentionId]) -> Result<Vec<Mention>> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(400) {
        let sql =
            format!("SELECT {COLUMNS} FROM mention WHERE id IN ({})", placeholders(1, chunk.len()));
        for row in db.rows(&sql, chunk.iter().map(|id| Arg::from(*id)).collect()).await? {
            found.push(from_row(&row)?);
        }
    }
    Ok(found)
}

pub async fn page(db: &Db, page: &Page) -> Result<Vec<Mention>> {
    if page.matching.is_never() {
        return Ok(Vec::new());
    }
    let back = page.after.is_some();
    let order = if back { "ASC" } else { "DESC" };
    let keys = page.keys(db, order);
    let sql = format!("SELECT {COLUMNS} FROM mention WHERE key IN ({keys}) ORDER BY key {order}");
    let rows = db.rows(&sql, page.values(db)).await?;
    let mut found = rows.iter().map(from_row).collect::<Result<Vec<_>>>()?;
    if back {
        found.reverse();
    }
    Ok(found)
}

/// How many there are, counted up to the limit of the page: nobody reads "412,389" as more than
/// "a great many", and counting them all would cost what a page must not.
pub async fn count(db: &Db, page: &Page) -> Result<i64> {
    if page.matching.is_never() {
        return Ok(0);
    }
    let sql = format!("SELECT count(*) FROM ({}) AS found", page.keys(db, "DESC"));
    db.row(&sql, page.values(db)).await?.map_or(Ok(0), |row| row.first())
}

impl Page {
    /// The query for the keys of the page; its values are those of `values`.
    fn keys(&self, db: &Db, order: &str) -> String {
        if self.matching.is_empty() {
            return format!(
                "SELECT key FROM mention WHERE key >= $1 AND key < $2 ORDER BY key {order} LIMIT $3"
            );
        }
        let condition = self.matching.condition(Index::Mentions, db.is_sqlite(), 4);
        format!(
            "SELECT rowid FROM mention_search WHERE {condition} AND rowid >= $1 AND rowid < $2 \
             ORDER BY rowid {order} LIMIT $3"
        )
    }

    fn values(&self, db: &Db) -> Vec<Arg> {
        let before = self.before.unwrap_or(i64::MAX);
        let after = self.after.map_or(i64::MIN, |key| key.saturating_add(1));
        let upper = self.until.map_or(before, |t| key_floor(t).min(before));
        let lower = self.from.map_or(after, |t| key_floor(t).max(after));
        let mut values = args![lower, upper, self.limit];
        if !self.matching.is_empty() {
            values.push(Arg::from(self.matching.query(db.is_sqlite())));
        }
        values
    }
}

/// Marks mentions as looked at; returns how many were new. Those in a case stay there.
pub async fn mark_seen(tx: &mut Tx, ids: &[MentionId]) -> Result<u64> {
    let mut marked = 0;
    for chunk in ids.chunks(400) {
        let marks = placeholders(1, chunk.len());
        let sql = format!(
            "UPDATE mention SET state = 'seen' WHERE id IN ({marks}) AND state = 'new' RETURNING {COLUMNS}"
        );
        let rows = tx.rows(&sql, chunk.iter().map(|id| Arg::from(*id)).collect()).await?;
        for row in rows {
            let mention = from_row(&row)?;
            search::put(tx, Index::Mentions, mention.key, &index_words(&mention, None)).await?;
            marked += 1;
        }
    }
    Ok(marked)
}

/// How many nobody looked at, counted up to `most`.
pub async fn count_new(db: &Db, brands: Option<&[BrandId]>, most: i64) -> Result<i64> {
    let mut values: Vec<Arg> = args![most];
    let mut wheres = vec!["state = 'new'".to_owned()];
    crate::case::only_brands(&mut wheres, &mut values, "brand_id", brands);
    let sql = format!(
        "SELECT count(*) FROM (SELECT 1 FROM mention WHERE {} LIMIT $1) t",
        wheres.join(" AND ")
    );
    db.row(&sql, values).await?.map_or(Ok(0), |row| row.first())
}

/// Writes the case, its stage and its owner beside each of its mentions.
pub(crate) async fn belong(tx: &mut Tx, case: CaseId, s: &State) -> Result<()> {
    for id in &s.mentions {
        let sql = format!(
            "UPDATE mention SET case_id = $1, client_id = $2, state = 'case' WHERE id = $3 \
             RETURNING {COLUMNS}"
        );
        if let Some(row) = tx.row(&sql, args![case, s.client, *id]).await? {
            let mention = from_row(&row)?;
            contact::add_account(tx, s.client, &mention).await?;
            search::put(tx, Index::Mentions, mention.key, &index_words(&mention, Some(s))).await?;
        }
    }
    Ok(())
}

/// Writes the index of these mentions anew, without their cases: `belong` follows.
pub(crate) async fn reindex(tx: &mut Tx, ids: &[MentionId]) -> Result<()> {
    for id in ids {
        let sql = format!("SELECT {COLUMNS} FROM mention WHERE id = $1");
        if let Some(row) = tx.row(&sql, args![*id]).await? {
            let mention = from_row(&row)?;
            search::put(tx, Index::Mentions, mention.key, &index_words(&mention, None)).await?;
        }
    }
    Ok(())
}

/// Writes the index of all mentions anew, without their cases.
pub(crate) async fn reindex_all(db: &Db) -> Result<()> {
    let mut after = i64::MIN;
    loop {
        let sql = format!("SELECT {COLUMNS} FROM mention WHERE key > $1 ORDER BY key LIMIT 1000");
        let rows = db.rows(&sql, args![after]).await?;
        if rows.is_empty() {
            return Ok(());
        }
        let mut tx = db.begin().await?;
        for row in &rows {
            let mention = from_row(row)?;
            after = mention.key;
            search::put(&mut tx, Index::Mentions, mention.key, &index_words(&mention, None))
                .await?;
        }
        tx.commit().await?;
    }
}

/// Facets of a mention: `b` brand, `s` source, `l` language, `t` tone, `i` intent, `r` rating
/// (0: none), `v` visibility, `m` state, and of its case `g` stage and `o` owner.
fn index_words(m: &Mention, case: Option<&State>) -> String {
    let mut words = vec![
        search::words(&m.terms),
        search::facet_id('b', m.brand.0),
        search::facet_id('s', m.source.0),
        search::facet('l', m.lang.code()),
        search::facet('t', m.tone.code()),
        search::facet('i', m.intent.code()),
        search::facet('r', &m.rating.unwrap_or(0).to_string()),
        search::facet('v', m.visibility.code()),
        search::facet('m', &m.state),
    ];
    if let Some(s) = case {
        words.push(search::facet('g', s.stage.code()));
        words.push(s.owner.map_or(search::facet('o', "none"), |o| search::facet_id('o', o.0)));
    }
    words.join(" ")
}

/// Milliseconds of the posting, then a running number: unique, and in the order of time.
fn key(posted_at: Timestamp, running: i64) -> i64 {
    let ms = posted_at.as_millisecond().clamp(0, 1 << 42) + (running >> 20) % 1000;
    (ms << 20) | (running & 0xF_FFFF)
}

fn key_floor(at: Timestamp) -> i64 {
    at.as_millisecond().clamp(0, 1 << 42) << 20
}

/// Takes `n` numbers from a counter; returns the first of them.
pub async fn count_up(tx: &mut Tx, counter: &str, n: i64) -> Result<i64> {
    let sql = "UPDATE counter SET value = value + $1 WHERE name = $2 RETURNING value";
    let row = tx.row(sql, args![n, counter]).await?;
    Ok(row.map_or(Ok(n), |r| r.first())? - n + 1)
}

fn placeholders(from: usize, n: usize) -> String {
    (from..from + n).map(|i| format!("${i}")).collect::<Vec<_>>().join(",")
}

async fn insert_rows(tx: &mut Tx, chunk: &[Mention]) -> Result<()> {
    const WIDTH: usize = 22;
    let groups: Vec<_> =
        (0..chunk.len()).map(|i| format!("({})", placeholders(i * WIDTH + 1, WIDTH))).collect();
    let mut values = Vec::with_capacity(chunk.len() * WIDTH);
    for m in chunk {
        values.extend(args![
            m.key,
            m.id,
            m.brand,
            m.source,
            &m.external_id,
            m.visibility,
            m.client,
            m.case,
            &m.author,
            &m.title,
            &m.text,
            m.rating,
            &m.url,
            m.posted_at,
            m.arrived_at,
            m.lang,
            m.tone,
            m.tone_confidence,
            m.intent,
            m.intent_confidence,
            &m.state,
            &m.terms,
        ]);
    }
    let sql = format!("INSERT INTO mention ({COLUMNS}) VALUES {}", groups.join(","));
    tx.exec(&sql, values).await.map(|_| ())
}

fn from_row(row: &Row) -> Result<Mention> {
    let mut c = row.cols();
    Ok(Mention {
        key: c.next()?,
        id: c.next()?,
        brand: c.next()?,
        source: c.next()?,
        external_id: c.next()?,
        visibility: c.next()?,
        client: c.next()?,
        case: c.next()?,
        author: c.next()?,
        title: c.next()?,
        text: c.next()?,
        rating: c.next()?,
        url: c.next()?,
        posted_at: c.next()?,
        arrived_at: c.next()?,
        lang: c.next()?,
        tone: c.next()?,
        tone_confidence: c.next()?,
        intent: c.next()?,
        intent_confidence: c.next()?,
        state: c.next()?,
        terms: c.next()?,
    })
}
