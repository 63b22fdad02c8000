//! Sign-in and sign-out. Before anybody has an account, the way leads to the first visit.

use crate::cookies::encode;
use crate::cx::{Nav, Page};
use crate::i18n::T;
use crate::pages::preferences::local;
use crate::ui::Errors;
use crate::{Caller, CsrfForm, Cx, Problem, Web, session};
use app::sign_in::{Attempt, sign_in, sign_out};
use app::{AppError, people};
use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use serde::Deserialize;

pub(crate) fn routes() -> Router<Web> {
    Router::new().route("/sign-in", get(show).post(enter)).route("/sign-out", post(leave))
}

#[derive(Template)]
#[template(path = "pages/sign_in.html")]
struct SignIn {
    t: T,
    page: Page,
    form: Form,
    errors: Errors,
}

#[derive(Deserialize, Default)]
struct Form {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    /// Where he wanted to go.
    #[serde(default)]
    next: String,
}

async fn show(
    cx: Cx,
    State(web): State<Web>,
    Query(form): Query<Form>,
) -> Result<Response, Problem> {
    if cx.signed_in().is_some() {
        return Ok(cx.redirect(local(&form.next)));
    }
    if people::first_visit(&web.app).await? {
        return Ok(cx.redirect("/welcome"));
    }
    Ok(cx.render(&page(&cx, form, Errors::default())))
}

async fn enter(
    cx: Cx,
    caller: Caller,
    State(web): State<Web>,
    CsrfForm(form): CsrfForm<Form>,
) -> Result<Response, Problem> {
    let attempt = Attempt {
        email: &form.email,
        password: &form.password,
        address: &caller.address,
        agent: &caller.agent,
    };
    match sign_in(&web.app, attempt).await {
        Ok(new) => {
            let mut response = cx.redirect(local(&form.next));
            session::start(&cx, &mut response, &new);
            Ok(response)
        }
        Err(AppError::Invalid(wrong)) => {
            let errors = Errors::from_app(&cx.t, &wrong);
            Ok(cx.invalid(&page(&cx, form, errors)))
        }
        Err(error) => Err(error.into()),
    }
}

async fn leave(
    cx: Cx,
    State(web): State<Web>,
    CsrfForm(()): CsrfForm<()>,
) -> Result<Response, Problem> {
    sign_out(&web.app, cx.session()).await?;
    let mut response = cx.redirect(&format!("/sign-in?next={}", encode("/")));
    session::end(&cx, &mut response);
    Ok(response)
}

fn page(cx: &Cx, form: Form, errors: Errors) -> SignIn {
    let form = Form { password: String::new(), ..form };
    SignIn { t: cx.t.clone(), page: cx.page(Nav::None), form, errors }
}
