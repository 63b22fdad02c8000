//! The card of a client: by what he is known, his cases, and who may be the same person.

use crate::cx::{Nav, Page};
use crate::i18n::T;
use crate::ui::Errors;
use crate::{CsrfForm, Cx, FlashKind, Problem, Web};
use app::AppError;
use app::clients::{Card, CardCase, Clue, Suggestion, apart, card, merge, of_case, undo};
use app::domain::contact::{ContactKind, Weight};
use app::domain::{ClientId, ClientMergeId};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use serde::Deserialize;

pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/clients/{id}", get(show))
        .route("/clients/{id}/same", post(same))
        .route("/clients/{id}/part", post(part))
}

#[derive(Template)]
#[template(path = "pages/client.html")]
struct ClientTemplate {
    t: T,
    page: Page,
    card: Card,
    /// Of the form by which somebody is named, as it was sent.
    number: String,
    note: String,
    errors: Errors,
}

/// An answer to "perhaps the same person", or somebody named by the number of his case.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Same {
    other: String,
    /// `same`, `apart` or `named`.
    answer: String,
    number: String,
    note: String,
}

#[derive(Deserialize)]
struct Part {
    merge: ClientMergeId,
}

async fn show(
    cx: Cx,
    State(web): State<Web>,
    Path(id): Path<ClientId>,
) -> Result<Response, Problem> {
    let card = card(&web.app, cx.actor()?, id).await?;
    if card.id != id {
        return Ok(cx.redirect(&format!("/clients/{}", card.id)));
    }
    Ok(cx.render(&ClientTemplate::new(&cx, card)))
}

async fn same(
    cx: Cx,
    State(web): State<Web>,
    Path(id): Path<ClientId>,
    CsrfForm(form): CsrfForm<Same>,
) -> Result<Response, Problem> {
    let done = answer(&web, &cx, id, &form).await;
    let said = match done {
        Ok(said) => said,
        Err(AppError::Invalid(wrong)) => {
            let card = card(&web.app, cx.actor()?, id).await?;
            let errors = Errors::from_app(&cx.t, &wrong);
            let Same { number, note, .. } = form;
            let page = ClientTemplate { number, note, errors, ..ClientTemplate::new(&cx, card) };
            return Ok(cx.invalid(&page));
        }
        Err(error) => return Err(error.into()),
    };
    Ok(cx.redirect_with(&format!("/clients/{id}"), FlashKind::Good, cx.t.s(said)))
}

/// The key of the sentence that says what was done.
async fn answer(web: &Web, cx: &Cx, id: ClientId, form: &Same) -> Result<&'static str, AppError> {
    let app = &web.app;
    let actor = cx.signed_in().ok_or(AppError::SignedOut)?;
    let unknown = |field| AppError::invalid_with(field, "unknown-word", "");
    let other = || form.other.parse::<ClientId>().map_err(|_| unknown("other"));
    match form.answer.as_str() {
        "same" => {
            merge(app, actor, id, other()?, "").await?;
            Ok("client-merged-now")
        }
        "named" => {
            let number = form.number.trim().parse().map_err(|_| unknown("number"))?;
            let other = of_case(app, actor, number).await?;
            merge(app, actor, id, other, &form.note).await?;
            Ok("client-merged-now")
        }
        "apart" => {
            apart(app, actor, id, other()?).await?;
            Ok("client-apart-now")
        }
        _ => Err(unknown("answer")),
    }
}

async fn part(
    cx: Cx,
    State(web): State<Web>,
    Path(id): Path<ClientId>,
    CsrfForm(form): CsrfForm<Part>,
) -> Result<Response, Problem> {
    undo(&web.app, cx.actor()?, id, form.merge).await?;
    Ok(cx.redirect_with(&format!("/clients/{id}"), FlashKind::Good, cx.t.s("client-parted-now")))
}

impl ClientTemplate {
    fn new(cx: &Cx, card: Card) -> Self {
        ClientTemplate {
            page: cx.page(Nav::Cases),
            card,
            number: String::new(),
            note: String::new(),
            errors: Errors::default(),
            t: cx.t.clone(),
        }
    }

    fn heading(&self) -> String {
        self.named(&self.card.name)
    }

    fn named(&self, name: &str) -> String {
        if name.is_empty() { self.t.s("unnamed") } else { name.to_owned() }
    }

    fn sub(&self) -> String {
        let since = self.t.date(self.card.since);
        self.t.a("client-known-since", (("n", self.card.cases.len() as i64), ("when", since)))
    }

    fn before(&self) -> String {
        match &self.card.before {
            Some(b) => self.t.a("client-before", (("n", b.times), ("when", self.t.date(b.last)))),
            None => self.t.s("client-before-never"),
        }
    }

    fn given(&self) -> String {
        let sums: Vec<String> = self.card.given.iter().map(|sum| self.t.money(sum)).collect();
        if sums.is_empty() { self.t.s("client-given-nothing") } else { sums.join(" · ") }
    }

    fn clue(&self, clue: &Clue) -> String {
        let kind = self.t.of("clue", clue.kind.code());
        match clue.place.is_empty() {
            true => format!("{kind} {}", clue.shown),
            false => format!("{kind} {}, {}", clue.shown, clue.place),
        }
    }

    fn weight(&self, s: &Suggestion) -> (String, &'static str) {
        let colour = if s.weight == Weight::Strong { "accent" } else { "outline" };
        (self.t.of("clue-weight", s.weight.code()), colour)
    }

    fn cases_of(&self, s: &Suggestion) -> String {
        self.t.a("client-cases", (("n", s.cases), ("when", self.t.date(s.last))))
    }

    fn proof(&self, clue: &Clue) -> String {
        match clue.kind {
            ContactKind::Order => self.clue(clue),
            _ => format!("{} № {}", self.t.of("clue", clue.kind.code()), clue.shown),
        }
    }

    fn dates(&self, k: &CardCase) -> String {
        let opened = self.t.date(k.opened_at);
        match k.closed_at {
            Some(at) => format!("{opened} – {}", self.t.date(at)),
            None => opened,
        }
    }

    fn outcome(&self, k: &CardCase) -> String {
        k.outcome.map(|o| self.t.of("outcome", o.code())).unwrap_or_default()
    }
}
