//! Replies: what the composer offers, what the guard says, sending.

use super::ask::{Answer, At, Body, By, CaseName};
use super::codes;
use super::fault::asked;
use super::route::{Op, Routes, items};
use super::shape::{Composer, Finding, Made};
use crate::Web;
use app::compose::{self, Draft};
use app::domain::brand::Visibility;
use app::domain::case::Route;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use serde::Deserialize;
use utoipa::ToSchema;

pub(super) fn add(routes: Routes) -> Routes {
    routes
        .add(
            Op::get(
                "/cases/{case}/composer",
                "composer",
                "The ways a reply can leave, and speech modules filled from the case",
            )
            .gives::<Composer>(),
            composer,
        )
        .add(
            Op::post(
                "/cases/{case}/guard",
                "check_draft",
                "What the guard says of a draft; nothing is stored",
            )
            .takes::<GuardDraft>()
            .lists::<Finding>(),
            check,
        )
        .add(
            Op::post(
                "/cases/{case}/replies",
                "send_reply",
                "Queues a reply; the guard reads it again",
            )
            .takes::<NewReply>()
            .creates::<Made>(),
            send,
        )
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct GuardDraft {
    text: String,
    #[schema(value_type = codes::Visibility)]
    visibility: Visibility,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewReply {
    #[schema(value_type = codes::Route)]
    route: Route,
    text: String,
    /// Why it must go although the guard stopped it; the journal keeps it.
    override_reason: Option<String>,
}

async fn composer(
    By(actor): By,
    State(web): State<Web>,
    At(name): At<CaseName>,
) -> Answer<impl IntoResponse> {
    let case = name.find(&web, &actor).await?;
    Ok(Json(compose::composer(&web.app, &actor, case).await?))
}

async fn check(
    By(actor): By,
    State(web): State<Web>,
    At(name): At<CaseName>,
    headers: HeaderMap,
    Body(draft): Body<GuardDraft>,
) -> Answer<impl IntoResponse> {
    let case = name.find(&web, &actor).await?;
    let lang = asked(&headers).map_or(actor.lang.as_str(), |lang| lang.code());
    let seen = compose::Seen::As(draft.visibility);
    let found = compose::check(&web.app, &actor, case, &draft.text, seen, lang).await?;
    Ok(items(found))
}

async fn send(
    By(actor): By,
    State(web): State<Web>,
    At(name): At<CaseName>,
    Body(new): Body<NewReply>,
) -> Answer<impl IntoResponse> {
    let case = name.find(&web, &actor).await?;
    let NewReply { route, text, override_reason } = new;
    let reply =
        compose::send(&web.app, &actor, case, Draft { route, text, override_reason }).await?;
    Ok((StatusCode::CREATED, Json(Made { id: reply.0 })))
}
