//! The widget: the script that a company puts on its own site, and the page for those who manage
//! the brand, with the line to copy.

use super::Limits;
use crate::cx::{Nav, Page};
use crate::i18n::T;
use crate::session::Caller;
use crate::{Cx, Lang, Problem, Web};
use app::{Action, brands, forms};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use serde_json::{Value, json};
use std::sync::Arc;

const SCRIPT: &str = include_str!("../../../static/js/embed.js");

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .route("/embed/{file}", get(script))
        .route("/settings/brands/{slug}/widget", get(show))
}

#[derive(Template)]
#[template(path = "pages/form_widget.html")]
struct Widget {
    t: T,
    page: Page,
    brand: brands::BrandView,
    /// Where the script is, as another site asks for it.
    source: String,
    /// The same on this desk.
    path: String,
}

/// Small, without state, and asked for anew each time: a changed address of the form works at once.
async fn script(
    cx: Cx,
    State(web): State<Web>,
    Path(file): Path<String>,
    Extension(limits): Extension<Arc<Limits>>,
    caller: Caller,
) -> Result<Response, Problem> {
    limits.look(&super::counted(&caller)).map_err(Problem::TooMany)?;
    let token = file.strip_suffix(".js").ok_or(Problem::NotFound)?;
    let view = forms::form(&web.app, token).await?;
    let in_words = |lang: Lang| {
        let t = T::new(lang, cx.t.tz.clone(), cx.t.now);
        (
            lang.code().to_owned(),
            json!({ "button": t.s("embed-button"), "close": t.s("embed-close") }),
        )
    };
    let words: serde_json::Map<String, Value> = Lang::ALL.map(in_words).into_iter().collect();
    let own = view.lang.parse().unwrap_or(Lang::En).code();
    let texts = json!({ "own": own, "words": words }).to_string();
    let headers = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, "no-cache"),
        (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
    ];
    let headers = headers.map(|(name, value)| (name, HeaderValue::from_static(value)));
    Ok((headers, SCRIPT.replace("\"__TEXTS__\"", &texts)).into_response())
}

async fn show(
    cx: Cx,
    State(web): State<Web>,
    Path(slug): Path<String>,
) -> Result<Response, Problem> {
    let actor = cx.actor()?;
    let brand = brands::by_slug(&web.app, actor, &slug).await?;
    actor.require(Action::ManageBrand, brand.id)?;
    let token = brand.form_token.clone().filter(|_| !brand.archived).ok_or(Problem::NotFound)?;
    let path = format!("/embed/{token}.js");
    let source = format!("{}{path}", web.app.settings.public_url);
    let page = cx.page(Nav::Settings);
    let shown = cx.render(&Widget { t: cx.t.clone(), page, brand, source, path });
    // The preview is a frame of our own.
    let policy = crate::headers::POLICY.to_owned() + "; frame-src 'self'";
    let policy = HeaderValue::try_from(policy).map_err(Problem::internal)?;
    Ok(([(header::CONTENT_SECURITY_POLICY, policy)], shown).into_response())
}
