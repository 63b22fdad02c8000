//! The register of wishes: grumbles that were recorded and are considered, not argued with.

use crate::highlight::{Span, marks};
use crate::names::Names;
use crate::{Action, Actor, App, AppError, Result, Scope, mentions};
use domain::{BrandId, CaseId, MentionId, Timestamp, WishId};
use serde::Serialize;
use store::wish::{self, Wish};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WishQuery {
    pub text: String,
    /// Slugs; a brand stands for its branches too.
    pub brands: Vec<String>,
    pub cursor: Option<String>,
    pub limit: usize,
}

#[derive(Clone, Debug, Serialize)]
pub struct WishItem {
    pub id: WishId,
    pub brand: BrandId,
    pub brand_name: String,
    pub text: String,
    pub recorded_at: Timestamp,
    /// Empty when a rule or the operator recorded it.
    pub recorded_by: String,
    pub case: CaseId,
    pub case_number: i64,
    pub mention: Option<MentionId>,
    /// Where the words that were looked for stand in the text.
    pub marks: Vec<Span>,
}

#[derive(Clone, Debug, Serialize)]
pub struct WishesPage {
    pub items: Vec<WishItem>,
    pub next: Option<String>,
}

/// How many wishes are read at once while looking for words in them.
const STRIDE: i64 = 200;

/// Newest first; at most 200.
pub async fn list(app: &App, actor: &Actor, query: &WishQuery) -> Result<WishesPage> {
    if !actor.may_somewhere(Action::ReadCases) {
        return Err(AppError::Forbidden(Action::ReadCases));
    }
    let limit = query.limit.clamp(1, 200);
    let words = text::search_terms(&query.text);
    let mut page = wish::Page {
        brands: brands(app, actor, query).await?,
        matching: mentions::matching(&query.text),
        before: query.cursor.as_deref().map(cursor).transpose()?,
        limit: STRIDE.max(limit as i64 + 1),
    };
    let names = Names::load(app).await?;
    let mut items: Vec<WishItem> = Vec::new();
    if page.matching.is_never() {
        return Ok(WishesPage { items, next: None });
    }
    loop {
        let rows = wish::page(&app.db, &page).await?;
        let last = (rows.len() as i64) < page.limit;
        page.before = rows.last().map(|w| (w.recorded_at, w.id));
        for row in rows {
            let item = item(row, &names, &words);
            // The words may stand elsewhere in its case.
            if has_all(&item.text, &words) {
                items.push(item);
            }
        }
        if last || items.len() > limit {
            break;
        }
    }
    let more = items.len() > limit;
    items.truncate(limit);
    let next = items.last().filter(|_| more);
    let next = next.map(|w| format!("{}.{}", w.recorded_at.as_microsecond(), w.id));
    Ok(WishesPage { items, next })
}

async fn brands(app: &App, actor: &Actor, query: &WishQuery) -> Result<Option<Vec<BrandId>>> {
    let scope = actor.scope(Action::ReadCases);
    if query.brands.is_empty() {
        return Ok(match scope {
            Scope::All => None,
            Scope::Only(brands) => Some(brands),
        });
    }
    let all = store::brand::all(&app.db).await?;
    let wanted = mentions::with_branches(&all, &query.brands);
    Ok(Some(wanted.into_iter().filter(|b| scope.holds(*b)).collect()))
}

fn item(w: Wish, names: &Names, words: &[Vec<String>]) -> WishItem {
    let text = sources::file::display_safe(&w.text).into_owned();
    WishItem {
        id: w.id,
        brand: w.brand,
        brand_name: names.brand(w.brand),
        marks: marks(&text, None, words),
        text,
        recorded_at: w.recorded_at,
        recorded_by: w.recorded_by.map(|p| names.person(p)).unwrap_or_default(),
        case: w.case,
        case_number: w.case_number,
        mention: w.mention,
    }
}

fn has_all(of: &str, words: &[Vec<String>]) -> bool {
    if words.is_empty() {
        return true;
    }
    let terms = text::index_terms(&text::Analysis::new(of));
    let terms: std::collections::HashSet<&str> = terms.split(' ').collect();
    words.iter().all(|word| word.iter().any(|stem| terms.contains(stem.as_str())))
}

fn cursor(text: &str) -> Result<(Timestamp, WishId)> {
    let wrong = || AppError::invalid("cursor", "unknown-cursor");
    let (at, id) = text.split_once('.').ok_or_else(wrong)?;
    let at = at.parse().ok().and_then(|us| Timestamp::from_microsecond(us).ok());
    Ok((at.ok_or_else(wrong)?, id.parse().map_err(|_| wrong())?))
}
