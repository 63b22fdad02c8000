//! The trail of changes to the settings.

use super::ask::{Answer, By, Pairs};
use super::route::{Op, Routes};
use super::shape::Audit;
use crate::Web;
use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;

pub(super) fn add(routes: Routes) -> Routes {
    let op = Op::get("/audit", "list_audit", "Who changed which setting, newest first")
        .number("after", "`next` of the page before")
        .number("limit", "1–200; 50")
        .gives::<Audit>();
    routes.add(op, list)
}

async fn list(By(actor): By, State(web): State<Web>, pairs: Pairs) -> Answer<impl IntoResponse> {
    let limit = pairs.limit()? as i64;
    Ok(Json(app::audit::list(&web.app, &actor, pairs.read("after")?, limit).await?))
}
