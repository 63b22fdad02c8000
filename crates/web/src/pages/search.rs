//! One field for everything: cases by number, notes and replies; mentions by words and authors.

use super::mentions;
use crate::cx::{Nav, Page};
use crate::i18n::T;
use crate::ui::{CaseRow, MentionRow, Pager, Piece};
use crate::{Cx, Problem, Web, cookies, rows};
use app::Action;
use app::search::{Found, What, search};
use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;

pub(crate) fn routes() -> Router<Web> {
    Router::new().route("/search", get(show))
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Wish {
    q: String,
    what: String,
    cursor: String,
}

#[derive(Template)]
#[template(path = "pages/search.html")]
struct Search {
    t: T,
    page: Page,
    q: String,
    what: &'static str,
    kinds: Vec<(String, String, bool)>,
    cases: Vec<(CaseRow, Vec<Piece>)>,
    /// Address of all cases, when there are more than are shown.
    more_cases: String,
    mentions: Vec<MentionRow>,
    pager: Pager,
}

async fn show(
    cx: Cx,
    State(web): State<Web>,
    Query(wish): Query<Wish>,
) -> Result<Response, Problem> {
    let actor = cx.actor()?;
    let what: What = wish.what.parse().unwrap_or_default();
    let cursor = Some(wish.cursor.as_str()).filter(|c| !c.is_empty());
    let found = search(&web.app, actor, &wish.q, what, cursor).await?;
    let q = wish.q.trim();
    let kinds = [What::All, What::Cases, What::Mentions]
        .map(|w| (cx.t.of("search-what", code(w)), address(q, w, ""), w == what));
    let page = Search {
        kinds: kinds.into(),
        more_cases: if found.more_cases && what == What::All {
            address(q, What::Cases, "")
        } else {
            String::new()
        },
        pager: pager(q, what, cursor.is_some(), &found),
        cases: found
            .cases
            .iter()
            .map(|hit| {
                let piece = |p: &app::highlight::Piece| Piece { text: p.text.clone(), hit: p.hit };
                (rows::case(&hit.case), hit.said.iter().map(piece).collect())
            })
            .collect(),
        mentions: found
            .mentions
            .items
            .iter()
            .map(|m| mentions::row(m, actor.may(Action::WorkCases, m.brand)))
            .collect(),
        q: q.to_owned(),
        what: code(what),
        page: cx.page(Nav::Search),
        t: cx.t.clone(),
    };
    Ok(cx.render(&page))
}

fn pager(q: &str, what: What, later: bool, found: &Found) -> Pager {
    let to = |cursor: &Option<String>, what| {
        cursor.as_ref().map(|c| address(q, what, c)).unwrap_or_default()
    };
    match what {
        What::Cases => Pager {
            previous: if later { address(q, What::Cases, "") } else { String::new() },
            next: to(&found.next_cases, What::Cases),
            note: String::new(),
        },
        _ => Pager {
            previous: to(&found.mentions.previous, What::Mentions),
            next: to(&found.mentions.next, What::Mentions),
            note: String::new(),
        },
    }
}

fn code(what: What) -> &'static str {
    match what {
        What::All => "all",
        What::Cases => "cases",
        What::Mentions => "mentions",
    }
}

fn address(q: &str, what: What, cursor: &str) -> String {
    let mut out = format!("/search?q={}", cookies::encode(q));
    if what != What::All {
        out.push_str(&format!("&what={}", code(what)));
    }
    if !cursor.is_empty() {
        out.push_str(&format!("&cursor={}", cookies::encode(cursor)));
    }
    out
}
