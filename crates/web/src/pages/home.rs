//! Home: what is late, what is due, what did not leave, who waits, what is new.

use crate::cx::{Nav, Page};
use crate::i18n::T;
use crate::ui::{CaseRow, MentionRow, OwedRow};
use crate::{Cx, Problem, Web, rows};
use app::mentions::{Filter, MentionState};
use app::{Action, home, mentions};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;

pub(crate) fn routes() -> Router<Web> {
    Router::new().route("/", get(show))
}

/// So many of the newest mentions stand on the page; the rest is one click away.
const NEWEST: usize = 5;

#[derive(Template)]
#[template(path = "pages/home.html")]
struct Home {
    t: T,
    page: Page,
    greeting: String,
    late: Vec<OwedRow>,
    due: Vec<OwedRow>,
    stuck: Vec<Stuck>,
    waiting: Vec<CaseRow>,
    unowned: Vec<CaseRow>,
    newest: Vec<MentionRow>,
    new_mentions: i64,
    /// Promises kept in time and all that are settled, of this person.
    kept: (i64, i64),
    unread_regulation: Option<i64>,
}

/// A reply that a person must look after.
struct Stuck {
    href: String,
    /// `waiting`, `failed`, `uncertain`.
    state: String,
    text: String,
    brand: String,
    since: jiff::Timestamp,
}

async fn show(cx: Cx, State(web): State<Web>) -> Result<Response, Problem> {
    let actor = cx.actor()?;
    let home = home::home(&web.app, actor).await?;
    let new = Filter { states: vec![MentionState::New], ..Filter::default() };
    let newest = mentions::list(&web.app, actor, &new, None, NEWEST).await?.items;
    let page = Home {
        greeting: greeting(&cx.t, &actor.name),
        late: home.late.iter().map(|o| rows::owed(&cx.t, o)).collect(),
        due: home.due.iter().map(|o| rows::owed(&cx.t, o)).collect(),
        stuck: home.stuck.into_iter().map(stuck).collect(),
        waiting: home.waiting.iter().map(rows::case).collect(),
        unowned: home.unowned.iter().map(rows::case).collect(),
        newest: newest
            .iter()
            .map(|m| rows::mention(m, actor.may(Action::WorkCases, m.brand)))
            .collect(),
        new_mentions: home.new_mentions,
        kept: home.kept,
        unread_regulation: home.unread_regulation,
        page: cx.page(Nav::Home),
        t: cx.t.clone(),
    };
    Ok(cx.render(&page))
}

impl Home {
    fn is_calm(&self) -> bool {
        self.late.is_empty()
            && self.due.is_empty()
            && self.stuck.is_empty()
            && self.waiting.is_empty()
            && self.unowned.is_empty()
            && self.newest.is_empty()
    }
}

fn stuck(item: home::Stuck) -> Stuck {
    Stuck {
        href: format!("/cases/{}", item.case),
        state: item.state,
        text: item.text,
        brand: item.brand_name,
        since: item.since,
    }
}

/// By the hour where the person is, with the first name.
fn greeting(t: &T, name: &str) -> String {
    let key = match t.hour() {
        5..=11 => "home-morning",
        12..=17 => "home-day",
        _ => "home-evening",
    };
    t.a(key, [("name", name.split_whitespace().next().unwrap_or(name))])
}
