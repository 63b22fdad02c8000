//! The forms of a case: each becomes one `Act`, refused or done by `app`.

use super::{Shown, draw_page, find};
use crate::ui::Errors;
use crate::{CsrfForm, CsrfMultipart, Cx, FlashKind, Problem, Web, when};
use app::attachments::{Upload, add_evidence};
use app::cases::Act;
use app::domain::Timestamp;
use app::{AppError, FieldError, cases};
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use serde::Deserialize;

/// Every field that any form of the case page may send; the act tells which of them are needed.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Form {
    action: String,
    owner: String,
    stage: String,
    note: String,
    what: String,
    /// As `<input type="datetime-local">` sends it, in the person's own zone.
    due: String,
    promise: String,
    reason: String,
    reply: String,
    link: String,
    text: String,
    outcome: String,
    grounds: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    keep: Option<String>,
}

pub(super) async fn act(
    cx: Cx,
    State(web): State<Web>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
    CsrfForm(mut form): CsrfForm<Form>,
) -> Result<Response, Problem> {
    let case = find(&web, &cx, &id).await?;
    if let Some(promise) = asked.keep {
        form.action = "keep".into();
        form.promise = promise;
    }
    let wanted = match translate(&cx, &form) {
        Ok(wanted) => wanted,
        Err(errors) => {
            return draw_page(&web, &cx, case, Shown { errors, ..Shown::default() }).await;
        }
    };
    match cases::act(&web.app, cx.actor()?, case, wanted).await {
        Ok(_) => Ok(cx.redirect(&format!("/cases/{id}"))),
        Err(AppError::Invalid(wrong)) => {
            let errors = Errors::from_app(&cx.t, &wrong);
            draw_page(&web, &cx, case, Shown { errors, ..Shown::default() }).await
        }
        // The cause and the way out stand above the case itself, where they can be acted upon.
        Err(error @ AppError::Refused(_)) => {
            let (cause, way) = Problem::from(error).words(&cx.t);
            Ok(cx.redirect_with(
                &format!("/cases/{id}"),
                FlashKind::Danger,
                format!("{cause} {way}"),
            ))
        }
        Err(error) => Err(error.into()),
    }
}

fn translate(cx: &Cx, f: &Form) -> Result<Act, Errors> {
    Ok(match f.action.as_str() {
        "take" => Act::Take,
        "assign" if f.owner.is_empty() => Act::Assign { owner: None },
        "assign" => Act::Assign { owner: Some(word(cx, "owner", &f.owner)?) },
        "move" => Act::Move { stage: word(cx, "stage", &f.stage)? },
        "note" => Act::Note { note: f.note.clone() },
        "promise" => Act::Promise { what: f.what.clone(), due: moment(cx, &f.due)? },
        "renew" => Act::Renew {
            promise: word(cx, "promise", &f.promise)?,
            due: moment(cx, &f.due)?,
            reason: f.reason.clone(),
        },
        "keep" => Act::Keep { promise: word(cx, "promise", &f.promise)? },
        "confirm" => {
            Act::ConfirmHandOff { reply: word(cx, "reply", &f.reply)?, link: f.link.clone() }
        }
        "arrived" => Act::Settle { reply: word(cx, "reply", &f.reply)?, arrived: true },
        "again" => Act::Settle { reply: word(cx, "reply", &f.reply)?, arrived: false },
        "withdraw" => {
            Act::Withdraw { reply: word(cx, "reply", &f.reply)?, reason: f.reason.clone() }
        }
        "wish" => Act::Wish { text: f.text.clone() },
        "close" => {
            Act::Close { outcome: word(cx, "outcome", &f.outcome)?, grounds: f.grounds.clone() }
        }
        "reopen" => Act::Reopen { reason: f.reason.clone() },
        _ => return Err(wrong(cx, "action", "unknown-word")),
    })
}

fn word<T: std::str::FromStr>(cx: &Cx, field: &'static str, text: &str) -> Result<T, Errors> {
    text.parse().map_err(|_| wrong(cx, field, "unknown-word"))
}

fn moment(cx: &Cx, text: &str) -> Result<Timestamp, Errors> {
    when::local_moment(text, &cx.t).ok_or_else(|| wrong(cx, "due", "no-such-time"))
}

fn wrong(cx: &Cx, field: &'static str, problem: &'static str) -> Errors {
    Errors::from_app(&cx.t, &[FieldError { field, problem, detail: String::new() }])
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Contact {
    name: String,
    email: String,
    phone: String,
}

pub(super) async fn contact(
    cx: Cx,
    State(web): State<Web>,
    Path(id): Path<String>,
    CsrfForm(f): CsrfForm<Contact>,
) -> Result<Response, Problem> {
    let case = find(&web, &cx, &id).await?;
    match cases::contact(&web.app, cx.actor()?, case, &f.name, &f.email, &f.phone).await {
        Ok(()) => Ok(cx.redirect_with(&format!("/cases/{id}"), FlashKind::Good, cx.t.s("saved"))),
        Err(AppError::Invalid(wrong)) => {
            let errors = Errors::from_app(&cx.t, &wrong);
            draw_page(&web, &cx, case, Shown { errors, ..Shown::default() }).await
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn evidence(
    cx: Cx,
    State(web): State<Web>,
    Path(id): Path<String>,
    CsrfMultipart(mut parts): CsrfMultipart,
) -> Result<Response, Problem> {
    let case = find(&web, &cx, &id).await?;
    let mut uploads = Vec::new();
    while let Some(part) = parts.next_field().await.map_err(|e| Problem::BadForm(e.to_string()))? {
        let Some(name) = part.file_name().map(str::to_owned) else { continue };
        let bytes = part.bytes().await.map_err(|e| Problem::BadForm(e.to_string()))?;
        if !(name.is_empty() && bytes.is_empty()) {
            uploads.push(Upload { name, bytes: bytes.to_vec() });
        }
    }
    match add_evidence(&web.app, cx.actor()?, case, uploads).await {
        Ok(_) => Ok(cx.redirect(&format!("/cases/{id}"))),
        Err(AppError::Invalid(wrong)) => {
            let errors = Errors::from_app(&cx.t, &wrong);
            draw_page(&web, &cx, case, Shown { errors, ..Shown::default() }).await
        }
        Err(error) => Err(error.into()),
    }
}

/// A file beside a case, for those who may see the case.
pub(super) async fn file(
    cx: Cx,
    State(web): State<Web>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = id.parse().map_err(|_| Problem::NotFound)?;
    let (file, path) = app::attachments::open(&web.app, cx.actor()?, id).await?;
    send_file(&file.name, &file.mime, &path).await
}

/// Always as a download: nothing that somebody sent is run or shown inside our pages.
pub(crate) async fn send_file(
    name: &str,
    mime: &str,
    path: &std::path::Path,
) -> Result<Response, Problem> {
    let bytes = tokio::fs::read(path).await.map_err(Problem::internal)?;
    let disposition = format!("attachment; filename*=UTF-8''{}", crate::cookies::encode(name));
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    let value = |text: &str| HeaderValue::from_str(text).map_err(Problem::internal);
    headers.insert(header::CONTENT_TYPE, value(mime)?);
    headers.insert(header::CONTENT_DISPOSITION, value(&disposition)?);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(response)
}
