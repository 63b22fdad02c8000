//! One case: its timeline, the reply in the making, what is owed, and every act upon it.

mod act;
mod draw;
pub(crate) mod happened;
pub(crate) mod procedure;
mod reply;
mod wanted;
pub(crate) mod words;

pub(crate) use act::send_file;

use crate::cx::{Nav, Page};
use crate::i18n::T;
use crate::ui::{CaseRow, Choice, Errors, Event, Face, FindingRow, PromiseRow};
use crate::{Cx, Problem, Web, rows};
use app::cases::{CasePage, by_number, view};
use app::domain::case::{Delivery, Route};
use app::domain::{CaseId, Outcome, Stage};
use app::{Action, people};
use askama::Template;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use serde::Deserialize;

pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/cases/{id}", get(show))
        .route("/cases/{id}/act", post(act::act))
        .route("/cases/{id}/contact", post(act::contact))
        .route(
            "/cases/{id}/evidence",
            post(act::evidence).layer(DefaultBodyLimit::max(app::attachments::MOST_BYTES * 2)),
        )
        .route("/cases/{id}/reply", post(reply::send))
        .route("/cases/{id}/guard", post(reply::guard))
        .route("/files/{id}", get(act::file))
}

#[derive(Template)]
#[template(path = "pages/case.html")]
struct CaseTemplate {
    t: T,
    page: Page,
    case: CasePage,
    row: CaseRow,
    href: String,
    sub: String,
    path: Vec<(&'static str, &'static str)>,
    events: Vec<Event>,
    promises: Vec<PromiseRow>,
    renewing: Option<(String, String)>,
    stuck: Vec<StuckReply>,
    ways: Vec<WayChoice>,
    modules: Vec<app::compose::Module>,
    draft: reply::Draft,
    findings: Vec<FindingRow>,
    checked: bool,
    blocked: bool,
    errors: Errors,
    may: May,
    next_stages: Vec<Choice>,
    outcomes: Vec<Choice>,
    people: Vec<Choice>,
    others: Vec<CaseRow>,
    owner: Option<Face>,
    badge: Option<(String, &'static str)>,
    talks: String,
    next: Option<procedure::NextCard>,
    choices: procedure::Choices,
    proofs: Vec<procedure::ProofRow>,
    facts: Vec<procedure::FactRow>,
    questions: Vec<procedure::QuestionRow>,
    /// What is not known yet, in words; the first of it, and a question for it.
    unknown: String,
    first_slot: &'static str,
    first_question: String,
    inquiry_open: bool,
    offers: Vec<procedure::OfferRow>,
    remedies: Vec<procedure::RemedyRow>,
    approvals: Vec<procedure::ApprovalRow>,
    authority: String,
    law: String,
    amends_open: bool,
    heard_words: String,
    case_kind: String,
}

/// What this person may do with this case; forms he may not use are not shown.
struct May {
    work: bool,
    assign: bool,
    closed: bool,
}

/// A reply that waits for a person.
struct StuckReply {
    id: String,
    /// `waiting`, `failed`, `uncertain`.
    state: &'static str,
    text: String,
    error: String,
    url: String,
}

struct WayChoice {
    route: &'static str,
    label: String,
    why_not: String,
    chosen: bool,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Asked {
    /// A speech module to begin the reply with, where no script runs.
    module: String,
    /// The promise to be renewed.
    renew: String,
}

async fn show(
    cx: Cx,
    State(web): State<Web>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let case = find(&web, &cx, &id).await?;
    let draft = reply::Draft { module: asked.module, ..reply::Draft::default() };
    let page = Shown { renew: asked.renew, draft, ..Shown::default() };
    draw_page(&web, &cx, case, page).await
}

/// By the number that people say, or by the id that programs use.
async fn find(web: &Web, cx: &Cx, id: &str) -> Result<CaseId, Problem> {
    match id.parse::<i64>() {
        Ok(number) => Ok(by_number(&web.app, cx.actor()?, number).await?),
        Err(_) => id.parse().map_err(|_| Problem::NotFound),
    }
}

/// What a page holds beside the case itself: a draft that was refused, errors of a form.
#[derive(Default)]
struct Shown {
    draft: reply::Draft,
    findings: Vec<FindingRow>,
    checked: bool,
    errors: Errors,
    renew: String,
}

async fn draw_page(web: &Web, cx: &Cx, id: CaseId, shown: Shown) -> Result<Response, Problem> {
    let actor = cx.actor()?;
    let case = view(&web.app, actor, id).await?;
    let composer = case.composer.clone();
    let (ways, modules) = composer.map(|c| (c.ways, c.modules)).unwrap_or_default();
    let t = cx.t.clone();
    let brand = case.item.brand;
    let closed = case.item.stage == Stage::Closed;
    let may = May {
        work: actor.may(Action::WorkCases, brand),
        assign: actor.may(Action::AssignCases, brand),
        closed,
    };
    let mut draft = shown.draft;
    if draft.text.is_empty() {
        let module = modules.iter().find(|m| m.id == draft.module);
        draft.text = module.map(|m| m.text.clone()).unwrap_or_default();
    }
    // A verdict is given with its grounds, by a form of its own.
    let stages = case.next_stages.iter().filter(|s| !s.is_verdict());
    let workers = if may.assign { people::workers(&web.app, actor, brand).await? } else { vec![] };
    let href = format!("/cases/{}", case.item.number);
    let p = &case.procedure;
    let open_question = p.questions.iter().find(|q| q.answer.is_none());
    let first_slot = open_question.map(|q| q.slot).or(p.unknown.first().copied());
    let first_slot = first_slot.map_or("what", |slot| slot.code());
    let accepted = p.heard.iter().rev().find_map(|h| h.accepts.clone());
    let page = CaseTemplate {
        badge: procedure::badge(&t, p),
        talks: procedure::talks(&t, p),
        next: procedure::next(&t, &case),
        choices: procedure::choices(&t, &case),
        proofs: procedure::proofs(&t, &case),
        facts: procedure::facts(&t, p),
        questions: procedure::questions(p),
        unknown: procedure::unknown(&t, p),
        first_slot,
        first_question: t.of("question", first_slot),
        inquiry_open: matches!(case.item.stage, Stage::FactFinding | Stage::Waiting),
        offers: procedure::offers(&t, p),
        remedies: procedure::remedies(&t, p),
        approvals: procedure::approvals(&t, p),
        authority: procedure::authority(&t, p),
        law: procedure::law(&t, &case),
        amends_open: p.verdict.is_some() && !closed,
        heard_words: accepted.unwrap_or_default(),
        case_kind: p.kind.clone().unwrap_or_default(),
        sub: draw::sub(&t, &case),
        path: draw::path(&case),
        events: draw::events(&t, &case),
        promises: draw::promises(&t, &case, may.work && !closed, &href),
        renewing: draw::renewing(&case, &shown.renew),
        stuck: draw::stuck(&case),
        ways: draw::ways(&t, &ways, &draft.route),
        next_stages: stages.map(|s| Choice::new(s.code(), t.of("stage", s.code()))).collect(),
        outcomes: Outcome::ALL
            .iter()
            .map(|o| Choice::new(o.code(), t.of("outcome", o.code())))
            .collect(),
        people: workers.iter().map(|w| Choice::new(w.id.to_string(), w.name.clone())).collect(),
        others: case.others.iter().map(rows::case).collect(),
        owner: case.item.owner.map(|_| Face::new(&case.item.owner_name)),
        row: rows::case(&case.item),
        blocked: shown.findings.iter().any(|f| f.severity == "block"),
        findings: shown.findings,
        checked: shown.checked,
        errors: shown.errors,
        page: cx.page(Nav::Cases),
        modules,
        draft,
        may,
        case,
        href,
        t,
    };
    Ok(cx.render(&page))
}

/// The word for where an undelivered reply stands.
fn stuck_state(delivery: Delivery, route: Route, outbox: &str) -> Option<&'static str> {
    match (delivery, route) {
        (Delivery::Failed, _) => Some("failed"),
        (Delivery::Uncertain, _) => Some("uncertain"),
        (Delivery::Queued, Route::HandOff) if outbox == "waiting" => Some("waiting"),
        _ => None,
    }
}
