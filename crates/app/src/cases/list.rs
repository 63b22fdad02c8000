//! The list of cases a person may see.

use crate::names::Names;
use crate::{Action, Actor, App, Result, Scope};
use domain::{BrandId, CaseId, Outcome, PersonId, Stage, Timestamp};
use serde::Serialize;
use store::case::{self, Case, Filter, Order, Owner};

/// What the reader asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListQuery {
    pub text: String,
    pub brands: Vec<BrandId>,
    pub stages: Vec<Stage>,
    pub owner: Owner,
    pub open: Option<bool>,
    pub late: bool,
    pub undelivered: bool,
    pub order: Order,
    /// As `next` of the page before.
    pub after: Option<String>,
    pub limit: usize,
}

#[derive(Clone, Debug, Serialize)]
pub struct CaseItem {
    pub id: CaseId,
    pub number: i64,
    pub brand: BrandId,
    pub brand_name: String,
    pub client_name: String,
    pub stage: Stage,
    pub outcome: Option<Outcome>,
    pub owner: Option<PersonId>,
    pub owner_name: String,
    pub opened_at: Timestamp,
    pub updated_at: Timestamp,
    pub closed_at: Option<Timestamp>,
    pub next_due: Option<Timestamp>,
    pub client_waits: bool,
    pub broken_promises: i64,
    pub undelivered: i64,
    pub title: String,
    pub text: String,
    pub rating: Option<i64>,
}

#[derive(Clone, Debug, Serialize)]
pub struct CasesPage {
    pub items: Vec<CaseItem>,
    pub next: Option<String>,
}

pub async fn list(app: &App, actor: &Actor, query: &ListQuery) -> Result<CasesPage> {
    let mut filter = filter(actor, query);
    let limit = query.limit.clamp(1, 200);
    filter.limit = limit as i64 + 1;
    let mut cases = case::list(&app.db, &filter).await?;
    let more = cases.len() > limit;
    cases.truncate(limit);
    let next = cases.last().filter(|_| more).map(|last| {
        let (value, number) = last.cursor(filter.order);
        format!("{value}.{number}")
    });
    Ok(CasesPage { items: items(&Names::load(app).await?, cases), next })
}

/// How many match, counted up to `most`.
pub async fn count(app: &App, actor: &Actor, query: &ListQuery, most: i64) -> Result<i64> {
    Ok(case::count(&app.db, &filter(actor, query), most).await?)
}

/// Rows as they are shown: with the names of brands and people.
pub(crate) fn items(names: &Names, cases: Vec<Case>) -> Vec<CaseItem> {
    let item = |c: Case| CaseItem {
        id: c.id,
        number: c.number,
        brand: c.brand,
        brand_name: names.brand(c.brand),
        client_name: c.client_name,
        stage: c.stage,
        outcome: c.outcome,
        owner: c.owner,
        owner_name: c.owner.map(|o| names.person(o)).unwrap_or_default(),
        opened_at: c.opened_at,
        updated_at: c.updated_at,
        closed_at: c.closed_at,
        next_due: c.next_due,
        client_waits: c.client_waits,
        broken_promises: c.broken_promises,
        undelivered: c.undelivered,
        title: c.title,
        text: c.text,
        rating: c.rating,
    };
    cases.into_iter().map(item).collect()
}

fn filter(actor: &Actor, q: &ListQuery) -> Filter {
    Filter {
        matching: crate::mentions::matching(&q.text),
        brands: match actor.scope(Action::ReadCases).narrow(&q.brands) {
            Scope::All => None,
            Scope::Only(brands) => Some(brands),
        },
        stages: q.stages.clone(),
        owner: q.owner.clone(),
        open: q.open,
        late: q.late,
        undelivered: q.undelivered,
        order: q.order,
        after: q.after.as_deref().and_then(cursor),
        limit: 0,
    }
}

fn cursor(text: &str) -> Option<(i64, i64)> {
    let (value, number) = text.split_once('.')?;
    Some((value.parse().ok()?, number.parse().ok()?))
}
