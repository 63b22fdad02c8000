//! The forms of a case: each becomes one `Act`, refused or done by `app`.

use super::wanted::translate;
use super::{Shown, draw_page, find};
use crate::ui::Errors;
use crate::{CsrfForm, CsrfMultipart, Cx, FlashKind, Problem, Web, when};
use app::attachments::{AddedAs, Upload, add_evidence};
use app::cases::together;
use app::domain::inquiry::EvidenceKind;
use app::domain::{CaseId, Timestamp};
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
    pub action: String,
    pub owner: String,
    pub stage: String,
    pub note: String,
    pub what: String,
    /// As `<input type="datetime-local">` sends it, in the person's own zone.
    pub due: String,
    pub promise: String,
    pub reason: String,
    pub reply: String,
    pub link: String,
    pub text: String,
    pub outcome: String,
    pub grounds: String,
    pub kind: String,
    pub level: String,
    pub step: String,
    pub how: String,
    pub proof: String,
    pub proof_kind: String,
    pub result: String,
    pub slot: String,
    pub source: String,
    pub document: String,
    pub question: String,
    pub of: String,
    pub temper: String,
    pub verdict: String,
    pub names_time: String,
    pub offer: String,
    pub offer1: String,
    pub offer2: String,
    pub remedy: String,
    pub remedy_kind: String,
    pub amount: String,
    pub currency: String,
    pub approval: String,
    pub words: String,
    pub mention: String,
    pub demand: String,
    pub stars: String,
    pub removed: String,
    pub by_client: String,
    pub fact: String,
    pub number: String,
    pub relation: String,
    pub other: String,
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
    if let Some(done) = of_two(&web, &cx, case, &form).await {
        return finish(&web, &cx, case, &id, done).await;
    }
    let wanted = match translate(&cx, &web, case, &form).await {
        Ok(wanted) => wanted,
        Err(errors) => {
            return draw_page(&web, &cx, case, Shown { errors, ..Shown::default() }).await;
        }
    };
    let done = cases::act(&web.app, cx.actor()?, case, wanted).await;
    let there = format!("/cases/{id}");
    finish(&web, &cx, case, &id, done.map(|_| there)).await
}

/// Leads on to where the case stands now, or says on its page what was wrong.
async fn finish(
    web: &Web,
    cx: &Cx,
    case: CaseId,
    id: &str,
    done: Result<String, AppError>,
) -> Result<Response, Problem> {
    match done {
        Ok(there) => Ok(cx.redirect(&there)),
        Err(AppError::Invalid(wrong)) => {
            let errors = Errors::from_app(&cx.t, &wrong);
            draw_page(web, cx, case, Shown { errors, ..Shown::default() }).await
        }
        // The cause and the way out stand above the case itself, where they can be acted upon.
        Err(error @ AppError::Refused(_)) => {
            let (cause, way) = Problem::from(error).words(&cx.t);
            let text = format!("{cause} {way}");
            Ok(cx.redirect_with(&format!("/cases/{id}"), FlashKind::Danger, text))
        }
        Err(error) => Err(error.into()),
    }
}

/// What touches two cases; where it leads. `None`: something else is wanted.
async fn of_two(web: &Web, cx: &Cx, case: CaseId, f: &Form) -> Option<Result<String, AppError>> {
    let unknown = |field| AppError::invalid_with(field, "unknown-word", "");
    let actor = match cx.actor() {
        Ok(actor) => actor,
        Err(_) => return Some(Err(AppError::SignedOut)),
    };
    let number = f.number.trim().parse::<i64>().map_err(|_| unknown("number"));
    let here = format!("/cases/{case}");
    let app = &web.app;
    Some(match f.action.as_str() {
        "link" => match (number, f.relation.parse()) {
            (Ok(number), Ok(relation)) => {
                together::link(app, actor, case, number, relation).await.map(|()| here)
            }
            _ => Err(unknown("number")),
        },
        "unlink" => match f.other.parse() {
            Ok(other) => together::unlink(app, actor, case, other).await.map(|()| here),
            Err(_) => Err(unknown("number")),
        },
        "merge" => match number {
            Ok(number) => {
                let merged = together::merge(app, actor, case, number).await;
                merged.map(|_| format!("/cases/{number}"))
            }
            Err(error) => Err(error),
        },
        "split" => match f.mention.parse() {
            Ok(mention) => {
                let split = together::split(app, actor, case, vec![mention]).await;
                split.map(|(_, number)| format!("/cases/{number}"))
            }
            Err(_) => Err(unknown("mention")),
        },
        _ => return None,
    })
}

pub(super) fn word<T: std::str::FromStr>(
    cx: &Cx,
    field: &'static str,
    text: &str,
) -> Result<T, Errors> {
    text.parse().map_err(|_| wrong(cx, field, "unknown-word"))
}

pub(super) fn moment(cx: &Cx, text: &str) -> Result<Timestamp, Errors> {
    when::local_moment(text, &cx.t).ok_or_else(|| wrong(cx, "due", "no-such-time"))
}

pub(super) fn wrong(cx: &Cx, field: &'static str, problem: &'static str) -> Errors {
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
    let mut kind = AddedAs::Evidence(EvidenceKind::Document);
    while let Some(part) = parts.next_field().await.map_err(|e| Problem::BadForm(e.to_string()))? {
        let Some(name) = part.file_name().map(str::to_owned) else {
            if part.name() == Some("kind") {
                let word = part.text().await.unwrap_or_default();
                kind = word.parse().unwrap_or(kind);
            }
            continue;
        };
        let bytes = part.bytes().await.map_err(|e| Problem::BadForm(e.to_string()))?;
        if !(name.is_empty() && bytes.is_empty()) {
            uploads.push(Upload { name, bytes: bytes.to_vec() });
        }
    }
    let (actor, there) = (cx.actor()?, format!("/cases/{id}"));
    let said = match kind {
        AddedAs::Evidence(kind) => {
            add_evidence(&web.app, actor, case, kind, uploads).await.map(|_| String::new())
        }
        AddedAs::Receipt => {
            let shown = cases::add_receipts(&web.app, actor, case, uploads).await;
            shown.map(|shown| super::happened::shown(&cx.t, &shown, "receipt-unread-note"))
        }
    };
    match said {
        Ok(said) if said.is_empty() => Ok(cx.redirect(&there)),
        Ok(said) => Ok(cx.redirect_with(&there, FlashKind::Good, said)),
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
