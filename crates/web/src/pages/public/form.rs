//! The complaint form of a brand, alone or inside a page of another site, and the receipt.
//!
//! It has no CSRF cookie: inside another site browsers keep our cookies away, and there is nothing
//! to forge, for the form acts with nobody's authority. What it needs instead is the sealed word
//! `once`: made by this desk, for this form, within a day, and the same word is one complaint.

use super::received::Received;
use super::{Asked, Limits, Shell, address, counted, errors, file_limits, secret, speak, wait};
use crate::i18n::T;
use crate::session::Caller;
use crate::ui::Errors;
use crate::{Cx, Nav, Page, Problem, Web, headers};
use app::forms::{self, Complaint, FormView, Sealed};
use app::{AppError, FieldError};
use askama::Template;
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use std::sync::Arc;

pub(super) fn routes() -> Router<Web> {
    Router::new().route("/f/{token}", get(show).post(send))
}

#[derive(Template)]
#[template(path = "pages/form.html")]
struct Form {
    t: T,
    page: Page,
    shell: Shell,
    action: String,
    once: String,
    typed: Typed,
    /// One to five, and whether it is chosen.
    stars: [(i64, bool); 5],
    errors: Errors,
    /// A sentence above the form: why it is shown again although nothing beside a field is wrong.
    again: String,
    picker: &'static str,
    limits: (usize, usize),
}

/// What is shown again when something was wrong. Files cannot be: a browser gives them but once.
#[derive(Default)]
struct Typed {
    text: String,
    name: String,
    email: String,
    phone: String,
    rating: Option<i64>,
    had_files: bool,
}

#[derive(Template)]
#[template(path = "pages/form_done.html")]
struct Done {
    t: T,
    page: Page,
    shell: Shell,
    number: i64,
    /// The whole address of the private page.
    link: String,
}

async fn show(
    cx: Cx,
    State(web): State<Web>,
    Path(token): Path<String>,
    Query(asked): Query<Asked>,
    Extension(limits): Extension<Arc<Limits>>,
    caller: Caller,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    if let Err(seconds) = limits.look(&counted(&caller)) {
        return Ok(wait(&cx, &headers, &asked, seconds, false));
    }
    let view = forms::form(&web.app, &token).await?;
    let t = speak(&cx, &headers, &asked, &view.lang, "UTC");
    let drawn = draw(&cx, &web, t, &view, &token, &asked, Typed::default(), Errors::default(), "");
    Ok(framed(&asked, cx.fragment(&drawn.await?)))
}

async fn send(
    cx: Cx,
    State(web): State<Web>,
    Path(token): Path<String>,
    Query(asked): Query<Asked>,
    Extension(limits): Extension<Arc<Limits>>,
    caller: Caller,
    request: Request,
) -> Result<Response, Problem> {
    let headers = request.headers().clone();
    // Before a byte of it is read.
    if let Err(seconds) = limits.message(&counted(&caller)) {
        return Ok(wait(&cx, &headers, &asked, seconds, true));
    }
    let view = forms::form(&web.app, &token).await?;
    let mut sent = Received::read(request, &web).await?;
    let t = speak(&cx, &headers, &asked, &view.lang, "UTC");
    let typed = Typed {
        text: sent.take("text"),
        name: sent.take("name"),
        email: sent.take("email"),
        phone: sent.take("phone"),
        rating: sent.take("rating").parse().ok(),
        had_files: !sent.files.is_empty(),
    };
    let again = async |typed: Typed, errors: Errors, why: &str| {
        let form = draw(&cx, &web, t.clone(), &view, &token, &asked, typed, errors, why).await?;
        let page = (StatusCode::UNPROCESSABLE_ENTITY, cx.fragment(&form));
        Ok::<_, Problem>(framed(&asked, page.into_response()))
    };
    // No person sees this field. Should a browser have filled it for one, nothing he typed is lost.
    if !sent.take("company_site").is_empty() {
        return again(typed, Errors::default(), "complain-robot").await;
    }
    let word = forms::open_once(&web.app, &token, &sent.take("once")).await?;
    let Sealed::Good(once) = word else {
        return again(typed, Errors::default(), "complain-old").await;
    };
    let complaint = Complaint {
        name: typed.name.clone(),
        email: typed.email.clone(),
        phone: typed.phone.clone(),
        text: typed.text.clone(),
        rating: typed.rating,
        once,
        files: sent.files,
    };
    match forms::submit(&web.app, &token, complaint).await {
        Ok(receipt) => {
            let path = format!("/c/{}", receipt.page);
            let done = Done {
                page: cx.page(Nav::None),
                shell: Shell::new(&view.brand_name, &format!("/f/{token}"), &asked),
                number: receipt.number,
                link: format!("{}{}", web.app.settings.public_url, address(&path, t.lang, false)),
                t,
            };
            let mut response = framed(&asked, cx.fragment(&done));
            // The receipt holds no form, so even its own address may stay unsaid.
            let none = HeaderValue::from_static("no-referrer");
            response.headers_mut().insert(header::REFERRER_POLICY, none);
            Ok(response)
        }
        Err(AppError::Invalid(wrong)) => {
            let errors = errors(&t, &in_form(wrong));
            again(typed, errors, "").await
        }
        Err(error) => Err(error.into()),
    }
}

#[allow(clippy::too_many_arguments)] // everything that one showing of the form depends on
async fn draw(
    cx: &Cx,
    web: &Web,
    t: T,
    view: &FormView,
    token: &str,
    asked: &Asked,
    typed: Typed,
    errors: Errors,
    again: &str,
) -> Result<Form, Problem> {
    let path = format!("/f/{token}");
    Ok(Form {
        page: cx.page(Nav::None),
        shell: Shell::new(&view.brand_name, &path, asked),
        action: address(&path, t.lang, asked.embed.is_some()),
        once: forms::seal_once(&web.app, token).await?,
        stars: [1, 2, 3, 4, 5].map(|n| (n, typed.rating == Some(n))),
        typed,
        errors,
        again: if again.is_empty() { String::new() } else { t.s(again) },
        picker: super::PICKER,
        limits: file_limits(),
        t,
    })
}

/// Only the page that asks for it may be shown inside another site.
fn framed(asked: &Asked, response: Response) -> Response {
    let response = secret(response);
    match asked.embed {
        Some(_) => (headers::embeddable(), response).into_response(),
        None => response,
    }
}

/// What is wrong with a field that the form does not have stands beside the text.
fn in_form(wrong: Vec<FieldError>) -> Vec<FieldError> {
    let known = ["text", "name", "email", "phone", "rating", "files"];
    let place = |e: FieldError| {
        if known.contains(&e.field) { e } else { FieldError { field: "text", ..e } }
    };
    wrong.into_iter().map(place).collect()
}
