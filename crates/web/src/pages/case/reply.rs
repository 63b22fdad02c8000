//! The reply in the making: checked as it is typed, sent with what the guard says of it.

use super::{Shown, draw_page, find};
use crate::i18n::T;
use crate::ui::{Errors, FindingRow};
use crate::{CsrfForm, Cx, FlashKind, Problem, Web};
use app::AppError;
use app::compose::{self, FindingView, Seen};
use app::domain::case::{Refusal, Route};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct Draft {
    pub text: String,
    pub route: String,
    pub reason: String,
    #[serde(skip)]
    pub module: String,
}

#[derive(Template)]
#[template(path = "pages/findings.html")]
struct Findings {
    t: T,
    findings: Vec<FindingRow>,
    checked: bool,
}

/// What the guard says of a draft, as a piece of the page.
pub(super) async fn guard(
    cx: Cx,
    State(web): State<Web>,
    Path(id): Path<String>,
    CsrfForm(draft): CsrfForm<Draft>,
) -> Result<Response, Problem> {
    let case = find(&web, &cx, &id).await?;
    let found = check(&web, &cx, case, &draft).await?;
    let checked = !draft.text.trim().is_empty();
    Ok(cx.fragment(&Findings { findings: rows(found), checked, t: cx.t.clone() }))
}

pub(super) async fn send(
    cx: Cx,
    State(web): State<Web>,
    Path(id): Path<String>,
    CsrfForm(draft): CsrfForm<Draft>,
) -> Result<Response, Problem> {
    let case = find(&web, &cx, &id).await?;
    let Ok(route) = draft.route.parse::<Route>() else {
        return Err(AppError::invalid("route", "route-unknown").into());
    };
    let reply = compose::Draft {
        route,
        text: draft.text.replace("\r\n", "\n"),
        override_reason: Some(draft.reason.clone()).filter(|r| !r.trim().is_empty()),
    };
    match compose::send(&web.app, cx.actor()?, case, reply).await {
        Ok(_) => {
            let key = if route == Route::HandOff { "reply-to-copy" } else { "reply-queued" };
            Ok(cx.redirect_with(&format!("/cases/{id}"), FlashKind::Good, cx.t.s(key)))
        }
        // What was written stays on the page, with what stands in its way.
        Err(AppError::Refused(refusal @ (Refusal::Blocked(_) | Refusal::Empty(_)))) => {
            let findings = rows(check(&web, &cx, case, &draft).await?);
            let mut errors = Errors::default();
            let (cause, way) = Problem::Refused(refusal.clone()).words(&cx.t);
            let field = if matches!(refusal, Refusal::Blocked(_)) { "reason" } else { "text" };
            errors.add(field, format!("{cause} {way}"));
            draw_page(
                &web,
                &cx,
                case,
                Shown { draft, findings, checked: true, errors, ..Shown::default() },
            )
            .await
        }
        Err(AppError::Invalid(wrong)) => {
            let errors = Errors::from_app(&cx.t, &wrong);
            draw_page(&web, &cx, case, Shown { draft, errors, ..Shown::default() }).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn check(
    web: &Web,
    cx: &Cx,
    case: app::domain::CaseId,
    draft: &Draft,
) -> Result<Vec<FindingView>, Problem> {
    let actor = cx.actor()?;
    let seen = Seen::By(draft.route.parse().ok());
    Ok(compose::check(&web.app, actor, case, &draft.text, seen, cx.t.lang.code()).await?)
}

fn rows(found: Vec<FindingView>) -> Vec<FindingRow> {
    let row = |f: FindingView| FindingRow {
        severity: f.severity,
        title: f.title,
        quote: f.words,
        why: f.why,
        fix: f.fix,
    };
    found.into_iter().map(row).collect()
}
