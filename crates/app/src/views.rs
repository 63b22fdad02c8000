//! Saved views: a name for a set of filters. Everybody keeps his own; a shared one stands in the
//! tabs of the whole company.

use crate::{Action, Actor, App, AppError, FieldError, Result, mentions};
use domain::ViewId;
use serde::Serialize;
use std::str::FromStr;
use store::view::{self, View};

/// The lists that have views.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ViewPage {
    Mentions,
    Cases,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ViewItem {
    pub id: ViewId,
    pub name: String,
    /// The filters as a query string, without a question mark.
    pub query: String,
    pub shared: bool,
    /// Kept by the reader; only he may change or remove it.
    pub mine: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewView {
    pub page: ViewPage,
    pub name: String,
    pub query: String,
    pub shared: bool,
}

const LONGEST_NAME: usize = 60;
const LONGEST_QUERY: usize = 4_000;
const MOST: i64 = 50;

/// His own views and those that others share, as far as they show him anything.
pub async fn list(app: &App, actor: &Actor, page: ViewPage) -> Result<Vec<ViewItem>> {
    let me = actor.person_id();
    let all = view::list(&app.db, page.code(), me).await?;
    let brands = store::brand::all(&app.db).await?;
    let sees = |slug: &str| {
        let brand = brands.iter().find(|b| b.slug == slug);
        brand.is_some_and(|b| actor.may(page.reading(), b.id))
    };
    let shows = |v: &View| {
        // A view named after a brand that the reader may not know of would tell him of it.
        let named = brands_named_in(&v.query);
        Some(v.person) == me || named.is_empty() || named.iter().any(|slug| sees(slug))
    };
    Ok(all.into_iter().filter(shows).map(|v| item(v, actor)).collect())
}

/// Keeps a view. Sharing changes what others see, so it takes the right to work there.
pub async fn save(app: &App, actor: &Actor, new: NewView) -> Result<ViewId> {
    let person = actor.person_id().ok_or(AppError::Forbidden(new.page.sharing()))?;
    if new.shared && !actor.may_somewhere(new.page.sharing()) {
        return Err(AppError::Forbidden(new.page.sharing()));
    }
    if !actor.may_somewhere(new.page.reading()) {
        return Err(AppError::Forbidden(new.page.reading()));
    }
    let (name, query) = checked(&new)?;
    if view::kept_by(&app.db, new.page.code(), person).await? >= MOST {
        return Err(AppError::invalid_with("name", "too-many-views", MOST));
    }
    let id = ViewId(app.uuid());
    let page = new.page.code().to_owned();
    let mut tx = app.db.begin().await?;
    view::put(&mut tx, &View { id, person, page, name, query, shared: new.shared }).await?;
    tx.commit().await?;
    Ok(id)
}

/// Another name, other filters, shared or not.
pub async fn change(app: &App, actor: &Actor, id: ViewId, new: NewView) -> Result<()> {
    let old = own(app, actor, id).await?;
    if new.shared && !old.shared && !actor.may_somewhere(new.page.sharing()) {
        return Err(AppError::Forbidden(new.page.sharing()));
    }
    let (name, query) = checked(&new)?;
    let mut tx = app.db.begin().await?;
    view::put(&mut tx, &View { name, query, shared: new.shared, ..old }).await?;
    tx.commit().await?;
    Ok(())
}

pub async fn remove(app: &App, actor: &Actor, id: ViewId) -> Result<()> {
    own(app, actor, id).await?;
    let mut tx = app.db.begin().await?;
    view::remove(&mut tx, id).await?;
    tx.commit().await?;
    Ok(())
}

impl ViewPage {
    pub fn code(self) -> &'static str {
        match self {
            ViewPage::Mentions => "mentions",
            ViewPage::Cases => "cases",
        }
    }

    fn reading(self) -> Action {
        match self {
            ViewPage::Mentions => Action::ReadMentions,
            ViewPage::Cases => Action::ReadCases,
        }
    }

    fn sharing(self) -> Action {
        match self {
            ViewPage::Mentions => Action::TriageMentions,
            ViewPage::Cases => Action::WorkCases,
        }
    }
}

impl FromStr for ViewPage {
    type Err = ();

    fn from_str(word: &str) -> std::result::Result<Self, ()> {
        [ViewPage::Mentions, ViewPage::Cases].into_iter().find(|p| p.code() == word).ok_or(())
    }
}

/// A view of somebody else does not exist for this purpose, shared or not.
async fn own(app: &App, actor: &Actor, id: ViewId) -> Result<View> {
    let found = view::get(&app.db, id).await?;
    found.filter(|v| Some(v.person) == actor.person_id()).ok_or(AppError::NotFound("view"))
}

fn item(v: View, actor: &Actor) -> ViewItem {
    let mine = Some(v.person) == actor.person_id();
    ViewItem { id: v.id, name: v.name, query: v.query, shared: v.shared, mine }
}

fn checked(new: &NewView) -> Result<(String, String)> {
    let name = new.name.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut wrong = Vec::new();
    let mut say = |field, problem, detail: usize| {
        wrong.push(FieldError { field, problem, detail: detail.to_string() });
    };
    if name.is_empty() {
        say("name", "empty", 0);
    }
    if name.chars().count() > LONGEST_NAME {
        say("name", "too-long", LONGEST_NAME);
    }
    if new.query.len() > LONGEST_QUERY {
        say("query", "too-long", LONGEST_QUERY);
    }
    if !wrong.is_empty() {
        return Err(AppError::Invalid(wrong));
    }
    let query = match new.page {
        ViewPage::Mentions => new.query.parse::<mentions::Filter>()?.to_string(),
        ViewPage::Cases => plain(&new.query),
    };
    Ok((name, query))
}

/// The pairs of a query without those that only say where in a list one stood.
fn plain(query: &str) -> String {
    let pairs: Vec<_> = form_urlencoded::parse(query.trim_start_matches('?').as_bytes())
        .filter(|(k, v)| !v.is_empty() && !matches!(&**k, "cursor" | "after" | "before" | "_csrf"))
        .collect();
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

fn brands_named_in(query: &str) -> Vec<String> {
    let pairs = form_urlencoded::parse(query.as_bytes());
    let brands = pairs.filter(|(key, _)| key == "brand");
    brands.flat_map(|(_, v)| v.split(',').map(str::to_owned).collect::<Vec<_>>()).collect()
}
