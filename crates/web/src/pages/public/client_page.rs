//! The client's private page: where his case stands, what he was promised, the conversation, and
//! his answer. As with the form, the secret in the address is the permission and `once` the seal.

// It says `Referrer-Policy: same-origin`, as every page of the desk: the address goes to nobody
// outside. With `no-referrer` browsers send `Origin: null` with the form, which a desk on plain
// http inside a company could not tell from a foreign site's.

use super::received::Received;
use super::{Asked, Limits, Shell, address, counted, errors, file_limits, secret, speak, wait};
use crate::i18n::T;
use crate::pages::case::{happened, send_file};
use crate::session::Caller;
use crate::ui::Errors;
use crate::{Cx, FlashKind, Nav, Page, Problem, Web};
use app::AppError;
use app::domain::Stage;
use app::forms::{self, ClientPage, Sealed};
use askama::Template;
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Extension, Router};
use std::sync::Arc;

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .route("/c/{token}", get(show).post(answer))
        .route("/c/{token}/receipt", post(receipt))
        .route("/c/{token}/files/{id}", get(file))
}

#[derive(Template)]
#[template(path = "pages/client_page.html")]
struct Shown {
    t: T,
    page: Page,
    shell: Shell,
    path: String,
    action: String,
    case: ClientPage,
    /// Where it stands, in a sentence.
    state: String,
    once: String,
    text: String,
    had_files: bool,
    errors: Errors,
    again: String,
    picker: &'static str,
    /// What he showed: the address of the file, its name, and what was read.
    receipts: Vec<(String, String, String)>,
    receipt_wrong: String,
    closed: bool,
    limits: (usize, usize),
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
    let case = forms::page(&web.app, &token).await?;
    let shown = draw(&cx, &web, &headers, &token, &asked, case).await?;
    Ok(secret(cx.render(&shown)))
}

async fn answer(
    cx: Cx,
    State(web): State<Web>,
    Path(token): Path<String>,
    Query(asked): Query<Asked>,
    Extension(limits): Extension<Arc<Limits>>,
    caller: Caller,
    request: Request,
) -> Result<Response, Problem> {
    let headers = request.headers().clone();
    if let Err(seconds) = limits.message(&counted(&caller)) {
        return Ok(wait(&cx, &headers, &asked, seconds, true));
    }
    let case = forms::page(&web.app, &token).await?;
    let mut sent = Received::read(request, &web).await?;
    let mut shown = draw(&cx, &web, &headers, &token, &asked, case).await?;
    shown.text = sent.take("text");
    shown.had_files = !sent.files.is_empty();
    match forms::open_once(&web.app, &token, &sent.take("once")).await? {
        Sealed::Good(once) => {
            match forms::answer(&web.app, &token, &shown.text, &once, sent.files).await {
                Ok(()) => {
                    let said = shown.t.s("client-sent");
                    return Ok(secret(cx.redirect_with(&shown.action, FlashKind::Good, said)));
                }
                Err(AppError::Invalid(wrong)) => shown.errors = errors(&shown.t, &wrong),
                Err(error) => return Err(error.into()),
            }
        }
        Sealed::Old | Sealed::Foreign => shown.again = shown.t.s("complain-old"),
    }
    Ok(secret((StatusCode::UNPROCESSABLE_ENTITY, cx.render(&shown)).into_response()))
}

/// He shows his receipt: its code is read here and now, or a person looks at it.
async fn receipt(
    cx: Cx,
    State(web): State<Web>,
    Path(token): Path<String>,
    Query(asked): Query<Asked>,
    Extension(limits): Extension<Arc<Limits>>,
    caller: Caller,
    request: Request,
) -> Result<Response, Problem> {
    let headers = request.headers().clone();
    if let Err(seconds) = limits.message(&counted(&caller)) {
        return Ok(wait(&cx, &headers, &asked, seconds, true));
    }
    let case = forms::page(&web.app, &token).await?;
    let mut sent = Received::read(request, &web).await?;
    let mut shown = draw(&cx, &web, &headers, &token, &asked, case).await?;
    match forms::open_once(&web.app, &token, &sent.take("once")).await? {
        Sealed::Good(_) => match forms::show_receipts(&web.app, &token, sent.files).await {
            Ok(read) => {
                let said = happened::shown(&shown.t, &read, "client-receipt-kept");
                return Ok(secret(cx.redirect_with(&shown.action, FlashKind::Good, said)));
            }
            Err(AppError::Invalid(wrong)) => {
                shown.receipt_wrong = errors(&shown.t, &wrong).of("files").to_owned();
            }
            Err(error) => return Err(error.into()),
        },
        Sealed::Old | Sealed::Foreign => shown.receipt_wrong = shown.t.s("complain-old"),
    }
    Ok(secret((StatusCode::UNPROCESSABLE_ENTITY, cx.render(&shown)).into_response()))
}

/// A file that he sent himself; never the company's evidence.
async fn file(
    State(web): State<Web>,
    Path((token, id)): Path<(String, String)>,
    Extension(limits): Extension<Arc<Limits>>,
    caller: Caller,
) -> Result<Response, Problem> {
    limits.look(&counted(&caller)).map_err(Problem::TooMany)?;
    let id = id.parse().map_err(|_| Problem::NotFound)?;
    let (file, path) = forms::file(&web.app, &token, id).await?;
    Ok(secret(send_file(&file.name, &file.mime, &path).await?))
}

async fn draw(
    cx: &Cx,
    web: &Web,
    headers: &HeaderMap,
    token: &str,
    asked: &Asked,
    case: ClientPage,
) -> Result<Shown, Problem> {
    let t = speak(cx, headers, asked, &case.lang, &case.zone);
    let path = format!("/c/{token}");
    let state = match case.outcome {
        Some(outcome) => t.of("client-outcome", outcome.code()),
        None => t.of("client-stage", case.stage.code()),
    };
    let receipts = case.shown.iter().map(|file| {
        let read = file.receipt.as_ref().map(|r| happened::receipt_line(&t, r));
        let read = read.unwrap_or_else(|| t.s("client-receipt-waits"));
        (format!("{path}/files/{}", file.id), file.name.clone(), read)
    });
    Ok(Shown {
        receipts: receipts.collect(),
        receipt_wrong: String::new(),
        closed: case.stage == Stage::Closed,
        page: cx.page(Nav::None),
        shell: Shell::new(&case.brand_name, &path, &Asked { embed: None, ..asked.clone() }),
        action: address(&path, t.lang, false),
        once: forms::seal_once(&web.app, token).await?,
        path,
        case,
        state,
        text: String::new(),
        had_files: false,
        errors: Errors::default(),
        again: String::new(),
        picker: super::PICKER,
        limits: file_limits(),
        t,
    })
}
