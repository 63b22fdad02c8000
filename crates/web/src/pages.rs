//! The list of pages. One file per page below `pages/`: routes, form, handler, template struct.

mod case;
mod cases;
#[cfg(debug_assertions)]
pub(crate) mod gallery;
mod home;
mod me;
mod preferences;
mod sign_in;
mod welcome;

use crate::Web;
use axum::Router;

pub(crate) use case::words::*;

/// One line per page, in the order of the alphabet.
pub(crate) fn routes() -> Router<Web> {
    let routes = Router::new()
        .merge(case::routes())
        .merge(cases::routes())
        .merge(home::routes())
        .merge(me::routes())
        .merge(preferences::routes())
        .merge(sign_in::routes())
        .merge(welcome::routes());
    #[cfg(debug_assertions)]
    let routes = routes.merge(gallery::routes());
    routes
}
