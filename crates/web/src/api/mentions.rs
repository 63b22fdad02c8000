//! Mentions: found by the filters of the page, read, marked as looked at, made a case.

use super::ask::{Answer, At, Body, By, Pairs};
use super::route::{Op, Routes};
use super::shape::{MentionPage, Mentions};
use crate::Web;
use app::domain::MentionId;
use app::mentions::{self, Cursor, Filter};
use app::{AppError, cases};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

pub(super) fn add(routes: Routes) -> Routes {
    let list_op = filtered(Op::get("/mentions", "list_mentions", "Mentions, newest first"));
    let list_op =
        list_op.query("after", "`next` or `previous` of another page").number("limit", "1–200; 50");
    let count_op = filtered(Op::get("/mentions/count", "count_mentions", "How many there are"));
    routes
        .add(list_op.gives::<Mentions>(), list)
        .add(count_op.gives::<Count>(), count)
        .add(
            Op::post("/mentions/seen", "mark_mentions", "Marks many as looked at: all or none")
                .takes::<Ids>()
                .gives::<Marked>(),
            mark_many,
        )
        .add(
            Op::get("/mentions/{mention}", "get_mention", "One mention, whole")
                .gives::<MentionPage>(),
            get,
        )
        .add(
            Op::post("/mentions/{mention}/seen", "mark_mention", "Marks it as looked at")
                .gives::<Marked>(),
            mark,
        )
        .add(
            Op::post(
                "/mentions/{mention}/case",
                "open_case",
                "Opens a case from it, or finds the one it has",
            )
            .creates::<Opened>(),
            open,
        )
}

/// The filters of the list; within a field any of the values will do, commas part them.
pub(super) fn filtered(op: Op) -> Op {
    op.query("q", "Words, in any of their forms")
        .query("brand", "Slugs; a brand stands for its branches too")
        .query("source", "Ids")
        .query("lang", "`ru`, `en`, `ro`, `other`")
        .query("tone", "`negative`, `neutral`, `positive`, `mixed`")
        .query("intent", "`complaint`, `grumble`, `wish`, `question`, `praise`, `other`")
        .query("rating", "0–5; 0 is without one")
        .query("state", "`new`, `seen`, `case`")
        .query("visibility", "`public`, `private`")
        .query("from", "A day, in the time zone of the token's person")
        .query("until", "A day, included")
        .query("stage", "Of its case")
        .query("owner", "Of its case: `me`, `none` or ids")
}

pub(super) fn filter(pairs: &Pairs) -> Answer<Filter> {
    Ok(Filter::from_pairs(pairs.iter()).map_err(|wrong| AppError::Invalid(vec![wrong]))?)
}

#[derive(ToSchema)]
#[allow(dead_code)] // describes `app::mentions::Count`
struct Count {
    n: i64,
    /// There are more than `n`.
    more: bool,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Ids {
    #[schema(value_type = Vec<Uuid>)]
    ids: Vec<MentionId>,
}

#[derive(Serialize, ToSchema)]
struct Marked {
    /// How many were new.
    marked: u64,
}

#[derive(Serialize, ToSchema)]
struct Opened {
    id: Uuid,
    number: i64,
}

async fn list(By(actor): By, State(web): State<Web>, pairs: Pairs) -> Answer<impl IntoResponse> {
    let cursor = pairs.get("after").map(str::parse::<Cursor>).transpose()?;
    let page = mentions::list(&web.app, &actor, &filter(&pairs)?, cursor, pairs.limit()?).await?;
    Ok(Json(page))
}

async fn count(By(actor): By, State(web): State<Web>, pairs: Pairs) -> Answer<impl IntoResponse> {
    Ok(Json(mentions::counts(&web.app, &actor, &filter(&pairs)?).await?))
}

async fn get(
    By(actor): By,
    State(web): State<Web>,
    At(id): At<MentionId>,
) -> Answer<impl IntoResponse> {
    Ok(Json(mentions::get(&web.app, &actor, id).await?))
}

async fn mark(
    By(actor): By,
    State(web): State<Web>,
    At(id): At<MentionId>,
) -> Answer<Json<Marked>> {
    let marked = u64::from(mentions::mark_seen(&web.app, &actor, id).await?);
    Ok(Json(Marked { marked }))
}

async fn mark_many(
    By(actor): By,
    State(web): State<Web>,
    Body(wish): Body<Ids>,
) -> Answer<Json<Marked>> {
    let marked = mentions::mark_seen_many(&web.app, &actor, &wish.ids).await?;
    Ok(Json(Marked { marked }))
}

async fn open(
    By(actor): By,
    State(web): State<Web>,
    At(id): At<MentionId>,
) -> Answer<impl IntoResponse> {
    let id = cases::open(&web.app, &actor, id).await?;
    let number = cases::view(&web.app, &actor, id).await?.item.number;
    Ok((StatusCode::CREATED, Json(Opened { id: id.0, number })))
}
