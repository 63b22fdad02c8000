//! The history of the regulation: who published what and when, and what each version changed.

use super::{Tab, tabs};
use crate::cx::{Nav, Page};
use crate::i18n::T;
use crate::{Cx, Problem, Web};
use app::regulation::{Line, Version, changes, history};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;

pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/settings/regulation/history", get(list))
        .route("/settings/regulation/history/{version}", get(show))
}

#[derive(Template)]
#[template(path = "pages/settings/versions.html")]
struct Versions {
    t: T,
    page: Page,
    tabs: Vec<Tab>,
    versions: Vec<Version>,
}

#[derive(Template)]
#[template(path = "pages/settings/version.html")]
struct OneVersion {
    t: T,
    page: Page,
    tabs: Vec<Tab>,
    version: Version,
    changes: Vec<Line>,
}

async fn list(cx: Cx, State(web): State<Web>) -> Result<Response, Problem> {
    let actor = cx.actor()?;
    Ok(cx.render(&Versions {
        tabs: tabs(&cx.t, actor, "regulation"),
        page: cx.page(Nav::Settings),
        versions: history(&web.app, actor).await?,
        t: cx.t.clone(),
    }))
}

async fn show(
    cx: Cx,
    State(web): State<Web>,
    Path(number): Path<i64>,
) -> Result<Response, Problem> {
    let actor = cx.actor()?;
    let versions = history(&web.app, actor).await?;
    let version = versions.into_iter().find(|v| v.version == number).ok_or(Problem::NotFound)?;
    Ok(cx.render(&OneVersion {
        tabs: tabs(&cx.t, actor, "regulation"),
        page: cx.page(Nav::Settings),
        // The first one is all new: nothing to compare it with.
        changes: if number > 1 { changes(&web.app, actor, number).await? } else { vec![] },
        version,
        t: cx.t.clone(),
    }))
}
