//! The register of wishes.

use super::ask::{Answer, By, Pairs};
use super::route::{Op, Routes};
use super::shape::Wishes;
use crate::Web;
use app::wishes::{WishQuery, list as wishes};
use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;

pub(super) fn add(routes: Routes) -> Routes {
    let op = Op::get("/wishes", "list_wishes", "Recorded wishes, newest first")
        .query("q", "Words, in any of their forms")
        .query("brand", "Slugs; a brand stands for its branches too")
        .query("after", "`next` of the page before")
        .number("limit", "1–200; 50")
        .gives::<Wishes>();
    routes.add(op, list)
}

async fn list(By(actor): By, State(web): State<Web>, pairs: Pairs) -> Answer<impl IntoResponse> {
    let query = WishQuery {
        text: pairs.text("q"),
        brands: pairs.all("brand")?,
        cursor: pairs.get("after").map(str::to_owned),
        limit: pairs.limit()?,
    };
    Ok(Json(wishes(&web.app, &actor, &query).await?))
}
