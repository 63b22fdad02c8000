//! One mention: what was said, how it was read, its case, and what can be done about it.

use super::mentions;
use crate::cx::{Nav, Page};
use crate::i18n::T;
use crate::ui::Sure;
use crate::{CsrfForm, Cx, FlashKind, Problem, Web};
use app::domain::MentionId;
use app::mentions::{MentionItem, MentionState, get as load, mark_seen};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use serde::Deserialize;

pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/mentions/{id}", get(show))
        .route("/mentions/{id}/case", post(open_case))
        .route("/mentions/{id}/seen", post(seen))
}

#[derive(Template)]
#[template(path = "pages/mention.html")]
struct Mention {
    t: T,
    page: Page,
    m: MentionItem,
    rating: Option<u8>,
    tone: Sure,
    intent: Sure,
    /// Where it stands on the site, when that is an address a browser may follow.
    link: String,
    is_new: bool,
    may_triage: bool,
    may_open: bool,
}

#[derive(Deserialize)]
struct Nothing {}

async fn show(
    cx: Cx,
    State(web): State<Web>,
    Path(id): Path<MentionId>,
) -> Result<Response, Problem> {
    let found = load(&web.app, cx.actor()?, id).await?;
    let m = found.mention;
    let page = Mention {
        rating: m.rating.and_then(|r| u8::try_from(r).ok()),
        tone: Sure::new(m.tone.code(), m.tone_confidence as f32),
        intent: Sure::new(m.intent.code(), m.intent_confidence as f32),
        link: Some(m.url.clone()).filter(|u| is_web(u)).unwrap_or_default(),
        is_new: m.state == MentionState::New,
        may_triage: found.may_triage,
        may_open: found.may_open_case,
        m,
        page: cx.page(Nav::Mentions),
        t: cx.t.clone(),
    };
    Ok(cx.render(&page))
}

/// Opens a case, or leads to the one that is open already.
async fn open_case(
    cx: Cx,
    State(web): State<Web>,
    Path(id): Path<MentionId>,
    CsrfForm(_): CsrfForm<Nothing>,
) -> Result<Response, Problem> {
    let actor = cx.actor()?;
    let case = app::cases::open(&web.app, actor, id).await?;
    let number = app::cases::view(&web.app, actor, case).await?.item.number;
    Ok(cx.redirect(&format!("/cases/{number}")))
}

async fn seen(
    cx: Cx,
    State(web): State<Web>,
    Path(id): Path<MentionId>,
    CsrfForm(_): CsrfForm<Nothing>,
) -> Result<Response, Problem> {
    mark_seen(&web.app, cx.actor()?, id).await?;
    let text = cx.t.a("mentions-marked", [("n", 1)]);
    Ok(cx.redirect_with(&format!("/mentions/{id}"), FlashKind::Good, text))
}

/// An address from a file may be anything; only these lead out of here.
fn is_web(url: &str) -> bool {
    let head = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    head.starts_with("https://") || head.starts_with("http://")
}

impl Mention {
    fn author(&self) -> String {
        if self.m.author.is_empty() { self.t.s("mention-nameless") } else { self.m.author.clone() }
    }

    fn heading(&self) -> String {
        match self.m.author.is_empty() {
            true => self.t.s("mention-title"),
            false => self.t.a("mention-of", [("author", self.m.author.as_str())]),
        }
    }

    fn place(&self) -> String {
        format!("{} · {}", self.m.brand_name, self.m.source_name)
    }

    fn size(&self, bytes: &i64) -> String {
        mentions::size(&self.t, *bytes)
    }
}
