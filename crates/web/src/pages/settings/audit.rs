//! The audit trail: who changed which setting, newest first.

use super::{Tab, tabs};
use crate::cx::{Nav, Page};
use crate::i18n::T;
use crate::ui::Pager;
use crate::{Cx, Problem, Web};
use app::audit::{self, Entry};
use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;

pub(crate) fn routes() -> Router<Web> {
    Router::new().route("/settings/audit", get(show))
}

const ON_PAGE: i64 = 50;

#[derive(Template)]
#[template(path = "pages/settings/audit.html")]
struct Audit {
    t: T,
    page: Page,
    tabs: Vec<Tab>,
    entries: Vec<Entry>,
    pager: Pager,
}

#[derive(Deserialize)]
struct Wish {
    before: Option<i64>,
}

async fn show(
    cx: Cx,
    State(web): State<Web>,
    Query(wish): Query<Wish>,
) -> Result<Response, Problem> {
    let actor = cx.actor()?;
    let found = audit::list(&web.app, actor, wish.before, ON_PAGE).await?;
    Ok(cx.render(&Audit {
        tabs: tabs(&cx.t, actor, "audit"),
        page: cx.page(Nav::Settings),
        pager: Pager {
            previous: wish.before.map(|_| "/settings/audit".to_owned()).unwrap_or_default(),
            next: found.next.map(|n| format!("/settings/audit?before={n}")).unwrap_or_default(),
            note: String::new(),
        },
        entries: found.entries,
        t: cx.t.clone(),
    }))
}

impl Audit {
    /// An action that has no words of its own is shown as it is stored.
    fn action(&self, code: &str) -> String {
        let key = format!("audit-{}", code.replace('_', "-"));
        if self.t.has(&key) { self.t.s(&key) } else { code.to_owned() }
    }
}
