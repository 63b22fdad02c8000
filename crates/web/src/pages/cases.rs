//! The list of cases: those that are due first, narrowed by a few views and filters.

use crate::cx::{Nav, Page};
use crate::i18n::T;
use crate::ui::{CaseRow, Choice, Pager};
use crate::{Cx, Problem, Web, cookies, rows};
use app::brands;
use app::cases::{ListQuery, count, list};
use app::domain::{BrandId, Stage};
use app::store::case::{Order, Owner};
use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;

pub(crate) fn routes() -> Router<Web> {
    Router::new().route("/cases", get(show))
}

const ON_PAGE: usize = 40;
/// Beyond this a number is shown as "999+".
const COUNTED: i64 = 999;

/// The views in the order of their tabs.
const VIEWS: &[&str] = &["open", "mine", "late", "unowned", "stuck", "closed"];

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
struct Wish {
    view: String,
    q: String,
    brand: String,
    stage: String,
    after: String,
}

#[derive(Template)]
#[template(path = "pages/cases.html")]
struct Cases {
    t: T,
    page: Page,
    tabs: Vec<Tab>,
    view: String,
    q: String,
    brand: String,
    stage: String,
    brands: Vec<Choice>,
    stages: Vec<Choice>,
    rows: Vec<CaseRow>,
    count: String,
    pager: Pager,
}

struct Tab {
    label: String,
    href: String,
    current: bool,
}

async fn show(
    cx: Cx,
    State(web): State<Web>,
    Query(wish): Query<Wish>,
) -> Result<Response, Problem> {
    let actor = cx.actor()?;
    let view = VIEWS.iter().find(|v| **v == wish.view).copied().unwrap_or("open");
    let mut query = ListQuery {
        text: wish.q.clone(),
        brands: wish.brand.parse::<BrandId>().ok().into_iter().collect(),
        stages: wish.stage.parse::<Stage>().ok().into_iter().collect(),
        open: Some(true),
        after: Some(wish.after.clone()).filter(|a| !a.is_empty()),
        limit: ON_PAGE,
        ..ListQuery::default()
    };
    match view {
        "mine" => query.owner = actor.person_id().map_or(Owner::Any, Owner::Is),
        "late" => query.late = true,
        "unowned" => query.owner = Owner::Nobody,
        "stuck" => query.undelivered = true,
        "closed" => (query.open, query.order) = (Some(false), Order::Newest),
        _ => {}
    }
    let found = list(&web.app, actor, &query).await?;
    let n = count(&web.app, actor, &query, COUNTED + 1).await?;
    let t = cx.t.clone();
    let brands = brands::list(&web.app, actor).await?;
    let page = Cases {
        tabs: VIEWS
            .iter()
            .map(|v| Tab {
                label: t.of("cases-view", v),
                href: address(&Wish {
                    view: (*v).to_owned(),
                    after: String::new(),
                    ..wish.clone()
                }),
                current: *v == view,
            })
            .collect(),
        view: view.to_owned(),
        brands: choices(
            t.s("filter-all-brands"),
            brands
                .iter()
                .map(|b| (b.id.to_string(), format!("{}{}", "– ".repeat(b.depth), b.name))),
        ),
        stages: choices(
            t.s("filter-all-stages"),
            Stage::ALL
                .iter()
                .filter(|s| **s != Stage::Closed)
                .map(|s| (s.code().to_owned(), t.of("stage", s.code()))),
        ),
        rows: found.items.iter().map(rows::case).collect(),
        count: if n > COUNTED {
            format!("{}+", t.n(COUNTED))
        } else {
            t.a("count-cases", [("n", n)])
        },
        pager: Pager {
            previous: if wish.after.is_empty() {
                String::new()
            } else {
                address(&Wish { after: String::new(), ..wish.clone() })
            },
            next: found
                .next
                .map(|after| address(&Wish { after, ..wish.clone() }))
                .unwrap_or_default(),
            note: String::new(),
        },
        q: wish.q,
        brand: wish.brand,
        stage: wish.stage,
        page: cx.page(Nav::Cases),
        t,
    };
    Ok(cx.render(&page))
}

fn choices(all: String, some: impl Iterator<Item = (String, String)>) -> Vec<Choice> {
    let first = Choice { value: String::new(), label: all };
    std::iter::once(first).chain(some.map(|(value, label)| Choice { value, label })).collect()
}

fn address(w: &Wish) -> String {
    let pairs = [
        ("view", &w.view),
        ("q", &w.q),
        ("brand", &w.brand),
        ("stage", &w.stage),
        ("after", &w.after),
    ];
    let set: Vec<String> = pairs
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", cookies::encode(value)))
        .collect();
    if set.is_empty() { "/cases".into() } else { format!("/cases?{}", set.join("&")) }
}
