//! The regulation: in force, checked, published, and how it came to be.

use super::ask::{Answer, At, Body, By};
use super::codes::Moment;
use super::route::{Op, Routes, items};
use super::shape::{Confirmation, DiffLine, Published, Reading, Remark, Version};
use crate::Web;
use app::domain::Timestamp;
use app::regulation::{self, Draft};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

pub(super) fn add(routes: Routes) -> Routes {
    routes
        .add(
            Op::get("/regulation", "get_regulation", "The regulation in force").gives::<Current>(),
            current,
        )
        .add(
            Op::post("/regulation", "publish_regulation", "Publishes a text as the next version")
                .takes::<Text>()
                .creates::<Published>(),
            publish,
        )
        .add(
            Op::post(
                "/regulation/check",
                "check_regulation",
                "What may be meant otherwise; nothing is stored",
            )
            .takes::<Source>()
            .lists::<Remark>(),
            check,
        )
        .add(
            Op::get("/regulation/history", "regulation_history", "All versions, newest first")
                .lists::<Version>(),
            history,
        )
        .add(
            Op::get(
                "/regulation/{version}/changes",
                "regulation_changes",
                "What it changed, line by line",
            )
            .lists::<DiffLine>(),
            changes,
        )
        .add(
            Op::get(
                "/regulation/reading",
                "regulation_reading",
                "What the caller is asked to read and confirm",
            )
            .gives::<Reading>(),
            reading,
        )
        .add(
            Op::post(
                "/regulation/reading",
                "confirm_regulation",
                "Confirms, for oneself, that the version in force was read",
            )
            .takes::<Confirmed>(),
            confirm,
        )
        .add(
            Op::get("/regulation/confirmations", "regulation_confirmations", "Who has read it")
                .lists::<Confirmation>(),
            confirmations,
        )
}

#[derive(Serialize, ToSchema)]
#[schema(as = Regulation)]
struct Current {
    /// 0: the example, before anything was published.
    version: i64,
    title: String,
    source: String,
    #[schema(value_type = Option<Moment>)]
    published_at: Option<Timestamp>,
    published_by: Option<Uuid>,
    note: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewRegulation)]
struct Text {
    /// TOML.
    source: String,
    #[serde(default)]
    note: String,
    /// The version that was edited; a conflict when another one is in force by now.
    base: Option<i64>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RegulationText)]
struct Source {
    source: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RegulationConfirmed)]
struct Confirmed {
    version: i64,
    /// One for each question, counted from 1.
    #[serde(default)]
    answers: Vec<usize>,
}

async fn current(By(actor): By, State(web): State<Web>) -> Answer<Json<Current>> {
    let current = regulation::read(&web.app, &actor).await?;
    Ok(Json(Current {
        version: current.version,
        title: current.rules.title.clone(),
        source: current.source.clone(),
        published_at: current.published_at,
        published_by: current.published_by.map(|p| p.0),
        note: current.note.clone(),
    }))
}

async fn publish(
    By(actor): By,
    State(web): State<Web>,
    Body(text): Body<Text>,
) -> Answer<impl IntoResponse> {
    let draft = Draft { source: &text.source, note: &text.note, base: text.base };
    let published = regulation::publish(&web.app, &actor, draft).await?;
    Ok((StatusCode::CREATED, Json(published)))
}

async fn check(
    By(actor): By,
    State(web): State<Web>,
    Body(text): Body<Source>,
) -> Answer<impl IntoResponse> {
    Ok(items(regulation::check(&web.app, &actor, &text.source).await?))
}

async fn history(By(actor): By, State(web): State<Web>) -> Answer<impl IntoResponse> {
    Ok(items(regulation::history(&web.app, &actor).await?))
}

async fn changes(
    By(actor): By,
    State(web): State<Web>,
    At(version): At<i64>,
) -> Answer<impl IntoResponse> {
    Ok(items(regulation::changes(&web.app, &actor, version).await?))
}

async fn reading(By(actor): By, State(web): State<Web>) -> Answer<impl IntoResponse> {
    Ok(Json(regulation::reading(&web.app, &actor).await?))
}

async fn confirm(
    By(actor): By,
    State(web): State<Web>,
    Body(text): Body<Confirmed>,
) -> Answer<StatusCode> {
    regulation::confirm(&web.app, &actor, text.version, &text.answers).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn confirmations(By(actor): By, State(web): State<Web>) -> Answer<impl IntoResponse> {
    Ok(items(regulation::confirmations(&web.app, &actor).await?))
}
