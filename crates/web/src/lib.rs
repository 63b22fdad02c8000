//! The web room: pages, their pieces, live updates. (Conventions are being written.)

mod assets;
mod cookies;
mod csrf;
mod cx;
mod flash;
pub mod headers;
mod i18n;
mod lang;
mod live;
mod pages;
mod problem;
mod rows;
mod session;
pub mod ui;
mod when;

pub use csrf::{CsrfForm, CsrfMultipart};
pub use cx::{Cx, Nav, Page};
pub use flash::FlashKind;
pub use i18n::T;
pub use lang::Lang;
pub use problem::Problem;
pub use session::Caller;

use app::App;
use axum::Router;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use std::sync::Arc;
use tokio::sync::watch;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;

/// What every handler may use: `State(web): State<Web>`.
#[derive(Clone)]
pub struct Web {
    pub app: App,
    stop: Arc<watch::Sender<bool>>,
}

impl Web {
    pub fn new(app: App) -> Self {
        Web { app, stop: Arc::new(watch::channel(false).0) }
    }

    /// Ends the live updates, which would hold up a graceful shutdown for ever.
    pub fn stop(&self) {
        self.stop.send_replace(true);
    }

    pub(crate) fn stopping(&self) -> watch::Receiver<bool> {
        self.stop.subscribe()
    }
}

/// All routes with all layers.
pub fn router(web: Web) -> Router {
    let pages = pages::routes()
        .route("/live", get(live::stream))
        .fallback(|| async { StatusCode::NOT_FOUND })
        .layer(CsrfLayer::new())
        .layer(from_fn_with_state(web.clone(), cx::visit));
    Router::new()
        .route("/static/{tag}/{*path}", get(assets::serve))
        .merge(pages)
        .layer(CompressionLayer::new())
        .layer(from_fn(headers::protect))
        .with_state(web)
}

/// The gallery of components without any data behind it (debug builds only).
#[cfg(debug_assertions)]
pub fn gallery() -> Router {
    Router::new()
        .route("/static/{tag}/{*path}", get(assets::serve))
        .merge(pages::gallery::routes())
        .layer(from_fn(headers::protect))
}
