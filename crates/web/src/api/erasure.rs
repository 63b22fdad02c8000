//! A client's personal data: erased for good, with a certificate. He is named by one of his cases.

use super::ask::{Answer, At, Body, By, CaseName};
use super::route::{Op, Routes};
use crate::Web;
use app::clients;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use serde::Deserialize;
use utoipa::ToSchema;

pub(super) fn add(routes: Routes) -> Routes {
    const PATH: &str = "/cases/{case}/client/erasure";
    routes
        .add(
            Op::post(
                PATH,
                "erase_client",
                "Destroys what the desk knows about the client of a closed case; answers with the \
                 certificate",
            )
            .takes::<Erase>()
            .gives_file("application/json"),
            erase,
        )
        .add(
            Op::get(PATH, "get_certificate", "The certificate of an erasure")
                .gives_file("application/json"),
            certificate,
        )
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Erase {
    /// Why; stands in the certificate.
    reason: String,
}

async fn erase(
    By(actor): By,
    State(web): State<Web>,
    At(name): At<CaseName>,
    Body(wanted): Body<Erase>,
) -> Answer<impl IntoResponse> {
    let case = name.find(&web, &actor).await?;
    let client = clients::whose(&web.app, &actor, case).await?;
    clients::erase(&web.app, &actor, client, &wanted.reason).await?;
    let erasure = clients::certificate(&web.app, &actor, client).await?;
    Ok(([(CONTENT_TYPE, "application/json")], erasure.certificate))
}

async fn certificate(
    By(actor): By,
    State(web): State<Web>,
    At(name): At<CaseName>,
) -> Answer<impl IntoResponse> {
    let case = name.find(&web, &actor).await?;
    let client = clients::whose(&web.app, &actor, case).await?;
    let erasure = clients::certificate(&web.app, &actor, client).await?;
    Ok(([(CONTENT_TYPE, "application/json")], erasure.certificate))
}
