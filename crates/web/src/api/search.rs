//! One search over everything.

use super::ask::{Answer, By, Pairs};
use super::route::{Op, Routes};
use super::shape::Found;
use crate::Web;
use app::search::{What, search};
use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;

pub(super) fn add(routes: Routes) -> Routes {
    let op = Op::get("/search", "search", "What clients said and what was written in cases")
        .query("q", "Words, in any of their forms; a number finds its case")
        .query("what", "`all`, `cases` or `mentions`")
        .query("after", "`next_cases` or `mentions.next` of the page before")
        .gives::<Found>();
    routes.add(op, find)
}

async fn find(By(actor): By, State(web): State<Web>, pairs: Pairs) -> Answer<impl IntoResponse> {
    let what = pairs.read::<What>("what")?.unwrap_or_default();
    let text = pairs.text("q");
    Ok(Json(search(&web.app, &actor, &text, what, pairs.get("after")).await?))
}
