//! The list of pages. One file per page below `pages/`: routes, form, handler, template struct.

mod case;
mod cases;
mod client;
pub(crate) mod export;
#[cfg(debug_assertions)]
pub(crate) mod gallery;
mod home;
pub(crate) mod import;
mod me;
mod mention;
pub(crate) mod mentions;
mod poster;
mod preferences;
mod public;
mod search;
mod settings;
mod sign_in;
mod views;
mod welcome;
mod wishes;

use crate::Web;
use axum::Router;

pub(crate) use case::send_file;
pub(crate) use case::words::*;

/// One line per page, in the order of the alphabet.
pub(crate) fn routes() -> Router<Web> {
    let routes = Router::new()
        .merge(case::routes())
        .merge(cases::routes())
        .merge(client::routes())
        .merge(export::routes())
        .merge(home::routes())
        .merge(import::routes())
        .merge(me::routes())
        .merge(mention::routes())
        .merge(mentions::routes())
        .merge(poster::routes())
        .merge(preferences::routes())
        .merge(public::routes())
        .merge(search::routes())
        .merge(settings::routes())
        .merge(sign_in::routes())
        .merge(views::routes())
        .merge(welcome::routes())
        .merge(wishes::routes());
    #[cfg(debug_assertions)]
    let routes = routes.merge(gallery::routes());
    routes
}
