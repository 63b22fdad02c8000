//! What is due now, what is late, what is new.

use super::ask::{Answer, By};
use super::route::{Op, Routes};
use super::shape::Home;
use crate::Web;
use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;

pub(super) fn add(routes: Routes) -> Routes {
    routes.add(Op::get("/home", "home", "What is due, late, stuck and new").gives::<Home>(), home)
}

async fn home(By(actor): By, State(web): State<Web>) -> Answer<impl IntoResponse> {
    Ok(Json(app::home::home(&web.app, &actor).await?))
}
