//! The JSON API under `/api/v1`: everything the pages do, for programs. One file per resource below
//! `api/`: read the request, call the use case, answer its view. A token stands for its person;
//! cookies are not looked at, so no other site can act in his name. `routes` builds the router and
//! the OpenAPI document from one list. Problems are `application/problem+json` (RFC 9457), see `fault`.

mod ask;
mod audit;
mod brands;
mod cases;
mod clients;
mod codes;
mod erasure;
mod export;
mod fault;
mod home;
mod imports;
mod me;
mod mentions;
mod people;
mod regulation;
mod replies;
mod route;
mod search;
mod shape;
mod tokens;
mod views;
mod wishes;

pub(crate) use ask::bearer;

use crate::Web;
use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderName, header};
use axum::middleware::from_fn;
use axum::routing::{any, get};
use fault::Fault;
use route::Routes;
use tower_http::catch_panic::CatchPanicLayer;

const DOCUMENT: &str = "/api/v1/openapi.json";
const JSON: [(HeaderName, &str); 1] = [(header::CONTENT_TYPE, "application/json")];

/// The API with its problems and its document.
pub(crate) fn routes() -> Router<Web> {
    let (router, document) = resources().finish();
    let document = Bytes::from(serde_json::to_vec(&document).unwrap_or_default());
    router
        .route(DOCUMENT, get(move || async move { (JSON, document) }))
        .route("/api", any(nothing_here))
        .route("/api/{*rest}", any(nothing_here))
        .method_not_allowed_fallback(|| async { Fault::Method })
        .layer(CatchPanicLayer::new())
        .layer(from_fn(fault::tell))
}

/// In the order in which one would read about them.
fn resources() -> Routes {
    Routes::default()
        .with(me::add)
        .with(home::add)
        .with(brands::add)
        .with(mentions::add)
        .with(cases::add)
        .with(clients::add)
        .with(erasure::add)
        .with(replies::add)
        .with(search::add)
        .with(wishes::add)
        .with(views::add)
        .with(imports::add)
        .with(export::add)
        .with(regulation::add)
        .with(people::add)
        .with(tokens::add)
        .with(audit::add)
}

async fn nothing_here() -> Fault {
    Fault::NoRoute
}
