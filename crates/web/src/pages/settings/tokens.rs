//! A person's own keys for programs: made and shown once, listed, revoked.

use super::{Tab, in_form, tabs};
use crate::cx::{Nav, Page};
use crate::i18n::T;
use crate::ui::Errors;
use crate::{CsrfForm, Cx, FlashKind, Problem, Web};
use app::domain::TokenId;
use app::tokens::{self, NewToken, TokenView};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use axum::routing::{get, post};
use serde::Deserialize;

pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/settings/tokens", get(show).post(create))
        .route("/settings/tokens/revoke", post(revoke))
}

#[derive(Template)]
#[template(path = "pages/settings/tokens.html")]
struct Tokens {
    t: T,
    page: Page,
    tabs: Vec<Tab>,
    tokens: Vec<TokenView>,
    /// Just made: shown now and never again.
    fresh: Option<NewToken>,
    typed_name: String,
    errors: Errors,
    api: String,
}

#[derive(Deserialize)]
struct Named {
    name: String,
}

#[derive(Deserialize)]
struct Revoked {
    id: TokenId,
}

async fn show(cx: Cx, State(web): State<Web>) -> Result<Response, Problem> {
    Ok(cx.render(&page(&cx, &web, None, String::new(), Errors::default()).await?))
}

/// No redirect: the secret would have to be kept somewhere in between.
async fn create(
    cx: Cx,
    State(web): State<Web>,
    CsrfForm(form): CsrfForm<Named>,
) -> Result<Response, Problem> {
    match in_form(tokens::create(&web.app, cx.actor()?, &form.name).await)? {
        Ok(new) => {
            let page = page(&cx, &web, Some(new), String::new(), Errors::default()).await?;
            let mut response = cx.render(&page);
            response
                .headers_mut()
                .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            Ok(response)
        }
        Err(wrong) => {
            let errors = Errors::from_app(&cx.t, &wrong);
            Ok(cx.invalid(&page(&cx, &web, None, form.name, errors).await?))
        }
    }
}

async fn revoke(
    cx: Cx,
    State(web): State<Web>,
    CsrfForm(form): CsrfForm<Revoked>,
) -> Result<Response, Problem> {
    tokens::revoke(&web.app, cx.actor()?, form.id).await?;
    Ok(cx.redirect_with("/settings/tokens", FlashKind::Good, cx.t.s("token-revoked")))
}

async fn page(
    cx: &Cx,
    web: &Web,
    fresh: Option<NewToken>,
    typed_name: String,
    errors: Errors,
) -> Result<Tokens, Problem> {
    let actor = cx.actor()?;
    Ok(Tokens {
        tabs: tabs(&cx.t, actor, "tokens"),
        page: cx.page(Nav::Settings),
        tokens: tokens::list(&web.app, actor).await?,
        fresh,
        typed_name,
        errors,
        api: format!("{}/api/v1", web.app.settings.public_url),
        t: cx.t.clone(),
    })
}
