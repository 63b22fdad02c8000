//! The list of cases: a projection, filtered and paged.

use crate::row::Row;
use crate::search::{Index, Match};
use crate::{Arg, Db, Result, args, contact};
use domain::reading::Language;
use domain::{BrandId, CaseId, ClientId, MentionId, Outcome, PersonId, Stage, Timestamp};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Case {
    pub number: i64,
    pub id: CaseId,
    pub brand: BrandId,
    pub client: ClientId,
    pub client_name: String,
    pub mention: MentionId,
    pub stage: Stage,
    pub outcome: Option<Outcome>,
    pub owner: Option<PersonId>,
    pub opened_at: Timestamp,
    pub updated_at: Timestamp,
    pub closed_at: Option<Timestamp>,
    pub next_due: Option<Timestamp>,
    pub client_waits: bool,
    pub broken_promises: i64,
    pub undelivered: i64,
    pub title: String,
    /// The beginning of what the client said.
    pub text: String,
    pub rating: Option<i64>,
    pub lang: Option<Language>,
}

#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Owner {
    #[default]
    Any,
    Nobody,
    Is(PersonId),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Order {
    /// What is due soonest first; cases without a promise last.
    #[default]
    Due,
    Newest,
}

#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub matching: Match,
    /// `None`: all brands.
    pub brands: Option<Vec<BrandId>>,
    pub stages: Vec<Stage>,
    pub owner: Owner,
    /// Open or closed ones only.
    pub open: Option<bool>,
    /// Only those with a broken promise.
    pub late: bool,
    /// Only those with a reply that did not arrive, or of which this is unknown.
    pub undelivered: bool,
    pub order: Order,
    /// The sort value and number of the last row seen.
    pub after: Option<(i64, i64)>,
    pub limit: i64,
}

const COLUMNS: &str = "c.number, c.id, c.brand_id, c.client_id, coalesce(cl.name, ''), \
    c.mention_id, c.stage, c.outcome, c.owner_id, c.opened_at, c.updated_at, c.closed_at, \
    c.next_due, c.client_waits, c.broken_promises, c.undelivered, coalesce(m.title, ''), \
    coalesce(substr(m.text, 1, 400), ''), m.rating, m.lang";

const JOINS: &str = "LEFT JOIN client cl ON cl.id = c.client_id \
    LEFT JOIN mention m ON m.id = c.mention_id";

/// What stands for "no promise" in the order by due time.
const NEVER: i64 = i64::MAX;

impl Case {
    /// Where the next page begins after this row.
    pub fn cursor(&self, order: Order) -> (i64, i64) {
        match order {
            Order::Due => (self.next_due.map_or(NEVER, Timestamp::as_microsecond), self.number),
            Order::Newest => (0, self.number),
        }
    }
}

pub async fn list(db: &Db, f: &Filter) -> Result<Vec<Case>> {
    let mut values: Vec<Arg> = args![f.limit];
    let wheres = conditions(db, f, &mut values);
    let due = format!("coalesce(c.next_due, {NEVER})");
    let (after, order) = match (f.order, f.after) {
        (Order::Due, after) => {
            let after = after.map(|(due_at, number)| {
                let (a, b) = (push(&mut values, due_at), push(&mut values, number));
                format!("({due} > {a} OR ({due} = {a} AND c.number > {b}))")
            });
            (after, format!("{due}, c.number"))
        }
        (Order::Newest, after) => {
            let after = after.map(|(_, n)| format!("c.number < {}", push(&mut values, n)));
            (after, "c.number DESC".to_owned())
        }
    };
    let all: Vec<String> = wheres.into_iter().chain(after).collect();
    let condition =
        if all.is_empty() { String::new() } else { format!("WHERE {}", all.join(" AND ")) };
    // The page is chosen among narrow rows first; names and texts are joined to it alone.
    let sql = format!(
        "SELECT {COLUMNS} FROM (SELECT c.* FROM case_list c {condition} ORDER BY {order} LIMIT $1) c \
         {JOINS} ORDER BY {order}"
    );
    db.rows(&sql, values).await?.iter().map(from_row).collect()
}

pub async fn get(db: &Db, id: CaseId) -> Result<Option<Case>> {
    let sql = format!("SELECT {COLUMNS} FROM case_list c {JOINS} WHERE c.id = $1");
    db.row(&sql, args![id]).await?.as_ref().map(from_row).transpose()
}

pub async fn by_number(db: &Db, number: i64) -> Result<Option<Case>> {
    let sql = format!("SELECT {COLUMNS} FROM case_list c {JOINS} WHERE c.number = $1");
    db.row(&sql, args![number]).await?.as_ref().map(from_row).transpose()
}

/// The cases of these clients, newest first.
pub async fn of_clients(db: &Db, clients: &[ClientId]) -> Result<Vec<Case>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM case_list c {JOINS} WHERE c.client_id IN ({}) \
         ORDER BY c.number DESC LIMIT 500",
        contact::marks(clients.len(), 0)
    );
    db.rows(&sql, contact::ids(clients)).await?.iter().map(from_row).collect()
}

/// How many match, counted up to `most`.
pub async fn count(db: &Db, f: &Filter, most: i64) -> Result<i64> {
    let mut values: Vec<Arg> = args![most];
    let wheres = conditions(db, f, &mut values);
    let condition =
        if wheres.is_empty() { String::new() } else { format!("WHERE {}", wheres.join(" AND ")) };
    let sql = format!("SELECT count(*) FROM (SELECT 1 FROM case_list c {condition} LIMIT $1) t");
    db.row(&sql, values).await?.map_or(Ok(0), |row| row.first())
}

fn conditions(db: &Db, f: &Filter, values: &mut Vec<Arg>) -> Vec<String> {
    let mut wheres = Vec::new();
    if !f.matching.is_empty() {
        let n = values.len() + 1;
        let condition = f.matching.condition(Index::Cases, db.is_sqlite(), n);
        values.push(Arg::from(f.matching.query(db.is_sqlite())));
        wheres.push(format!("c.number IN (SELECT rowid FROM case_search WHERE {condition})"));
    }
    only_brands(&mut wheres, values, "c.brand_id", f.brands.as_deref());
    if !f.stages.is_empty() {
        let words: Vec<_> = f.stages.iter().map(|s| format!("'{}'", s.code())).collect();
        wheres.push(format!("c.stage IN ({})", words.join(",")));
    }
    match f.owner {
        Owner::Any => {}
        Owner::Nobody => wheres.push("c.owner_id IS NULL".into()),
        Owner::Is(person) => wheres.push(format!("c.owner_id = {}", push(values, person))),
    }
    match f.open {
        None => {}
        Some(true) => wheres.push("c.closed_at IS NULL".into()),
        Some(false) => wheres.push("c.closed_at IS NOT NULL".into()),
    }
    if f.late {
        wheres.push("c.broken_promises > 0".into());
    }
    if f.undelivered {
        wheres.push("c.undelivered > 0".into());
    }
    wheres
}

/// Narrows a query to brands; an empty list means that nothing may be seen.
pub(crate) fn only_brands(
    wheres: &mut Vec<String>,
    values: &mut Vec<Arg>,
    column: &str,
    brands: Option<&[BrandId]>,
) {
    if let Some(brands) = brands {
        let marks: Vec<_> = brands.iter().map(|b| push(values, *b)).collect();
        let list = if marks.is_empty() { "NULL".to_owned() } else { marks.join(",") };
        wheres.push(format!("{column} IN ({list})"));
    }
}

/// Binds one more value; its placeholder.
pub(crate) fn push(values: &mut Vec<Arg>, value: impl Into<Arg>) -> String {
    values.push(value.into());
    format!("${}", values.len())
}

fn from_row(row: &Row) -> Result<Case> {
    let mut c = row.cols();
    Ok(Case {
        number: c.next()?,
        id: c.next()?,
        brand: c.next()?,
        client: c.next()?,
        client_name: c.next()?,
        mention: c.next()?,
        stage: c.next()?,
        outcome: c.next()?,
        owner: c.next()?,
        opened_at: c.next()?,
        updated_at: c.next()?,
        closed_at: c.next()?,
        next_due: c.next()?,
        client_waits: c.next()?,
        broken_promises: c.next()?,
        undelivered: c.next()?,
        title: c.next()?,
        text: c.next()?,
        rating: c.next()?,
        lang: c.next()?,
    })
}
