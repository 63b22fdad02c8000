//! Lists as files for a spreadsheet.

use super::ask::{Answer, By, Pairs};
use super::route::{Op, Routes};
use super::{cases, mentions};
use crate::Web;
use crate::pages::export::csv;
use app::export;
use axum::extract::State;
use axum::response::Response;

pub(super) fn add(routes: Routes) -> Routes {
    let all = Op::get("/mentions/export.csv", "export_mentions", "Mentions as CSV, newest first");
    let some = Op::get("/cases/export.csv", "export_cases", "Cases as CSV");
    routes
        .add(mentions::filtered(all).gives_file("text/csv"), every_mention)
        .add(cases::filtered(some).gives_file("text/csv"), every_case)
}

async fn every_mention(By(actor): By, State(web): State<Web>, pairs: Pairs) -> Answer<Response> {
    let filter = mentions::filter(&pairs)?;
    Ok(csv("mentions.csv", export::mentions(&web.app, &actor, &filter).await?))
}

async fn every_case(By(actor): By, State(web): State<Web>, pairs: Pairs) -> Answer<Response> {
    let query = cases::asked(&web, &actor, &pairs).await?;
    Ok(csv("cases.csv", export::cases(&web.app, &actor, &query).await?))
}
