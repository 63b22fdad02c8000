//! The register of wishes: what clients grumble about and would like, recorded instead of argued with.

use super::mentions::choices::{Pick, brand};
use crate::cx::{Nav, Page};
use crate::i18n::T;
use crate::ui::{Pager, Piece};
use crate::{Cx, Problem, Web, cookies, rows};
use app::brands;
use app::wishes::{WishItem, WishQuery, list};
use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;

pub(crate) fn routes() -> Router<Web> {
    Router::new().route("/wishes", get(show))
}

const ON_PAGE: usize = 50;

#[derive(Deserialize, Default)]
#[serde(default)]
struct Asked {
    q: String,
    brand: String,
    cursor: String,
}

#[derive(Template)]
#[template(path = "pages/wishes.html")]
struct Wishes {
    t: T,
    page: Page,
    q: String,
    brand: Pick,
    rows: Vec<(WishItem, Vec<Piece>)>,
    filtered: bool,
    pager: Pager,
}

async fn show(
    cx: Cx,
    State(web): State<Web>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let actor = cx.actor()?;
    let slugs: Vec<String> =
        asked.brand.split(',').filter(|s| !s.is_empty()).map(str::to_owned).collect();
    let query = WishQuery {
        text: asked.q.clone(),
        brands: slugs.clone(),
        cursor: Some(asked.cursor.clone()).filter(|c| !c.is_empty()),
        limit: ON_PAGE,
    };
    let found = list(&web.app, actor, &query).await?;
    let all = brands::list(&web.app, actor).await?;
    let to = |cursor: &str| address(&asked.q, &asked.brand, cursor);
    let page = Wishes {
        pager: Pager {
            previous: if asked.cursor.is_empty() { String::new() } else { to("") },
            next: found.next.as_deref().map(to).unwrap_or_default(),
            note: String::new(),
        },
        rows: found
            .items
            .into_iter()
            .map(|w| {
                let pieces = rows::pieces(&w.text, &w.marks);
                (w, pieces)
            })
            .collect(),
        brand: brand(&cx.t, &all, &slugs),
        filtered: !asked.q.trim().is_empty() || !slugs.is_empty(),
        q: asked.q.clone(),
        page: cx.page(Nav::Wishes),
        t: cx.t.clone(),
    };
    Ok(cx.render(&page))
}

fn address(q: &str, brand: &str, cursor: &str) -> String {
    let pairs = [("q", q), ("brand", brand), ("cursor", cursor)];
    let set: Vec<String> = pairs
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", cookies::encode(value)))
        .collect();
    if set.is_empty() { "/wishes".into() } else { format!("/wishes?{}", set.join("&")) }
}
