//! Keeping and removing saved views; their tabs stand on the pages that they belong to.

use crate::{CsrfForm, Cx, FlashKind, Problem, Web};
use app::domain::ViewId;
use app::views::{NewView, ViewPage, remove, save};
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::post;
use serde::Deserialize;

pub(crate) fn routes() -> Router<Web> {
    Router::new().route("/views", post(add)).route("/views/{id}/remove", post(drop))
}

#[derive(Deserialize)]
struct Wish {
    page: String,
    name: String,
    #[serde(default)]
    query: String,
    #[serde(default)]
    shared: Option<String>,
}

#[derive(Deserialize)]
struct Gone {
    page: String,
}

async fn add(
    cx: Cx,
    State(web): State<Web>,
    CsrfForm(wish): CsrfForm<Wish>,
) -> Result<Response, Problem> {
    let page: ViewPage = wish.page.parse().map_err(|()| Problem::NotFound)?;
    let back = address(page, &wish.query);
    let new = NewView { page, name: wish.name, query: wish.query, shared: wish.shared.is_some() };
    save(&web.app, cx.actor()?, new).await?;
    Ok(cx.redirect_with(&back, FlashKind::Good, cx.t.s("view-saved")))
}

async fn drop(
    cx: Cx,
    State(web): State<Web>,
    Path(id): Path<ViewId>,
    CsrfForm(gone): CsrfForm<Gone>,
) -> Result<Response, Problem> {
    let page: ViewPage = gone.page.parse().map_err(|()| Problem::NotFound)?;
    remove(&web.app, cx.actor()?, id).await?;
    Ok(cx.redirect_with(&address(page, ""), FlashKind::Good, cx.t.s("view-removed")))
}

fn address(page: ViewPage, query: &str) -> String {
    // Only what a header can hold; whatever else it was is gone from the saved view too.
    let query: String = query.chars().filter(|c| c.is_ascii_graphic()).collect();
    let mark = if query.is_empty() { "" } else { "?" };
    format!("/{}{mark}{query}", page.code())
}
