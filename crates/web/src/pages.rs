//! The list of pages. One file per page below `pages/`: routes, form, handler, template struct.

mod preferences;

#[cfg(debug_assertions)]
pub(crate) mod gallery;

use crate::Web;
use axum::Router;

pub(crate) fn routes() -> Router<Web> {
    let routes = Router::new().merge(preferences::routes());
    #[cfg(debug_assertions)]
    let routes = routes.merge(gallery::routes());
    routes
}
