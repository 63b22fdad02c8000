//! The web room: pages, their pieces and live updates over what `app` does. No rule, no SQL.
//!
//! # Adding a page
//! 1. `src/pages/NAME.rs` with `pub(crate) fn routes() -> Router<Web>`, the template struct, the
//!    form struct and the handlers; one `mod` and one `.merge` line in `src/pages.rs`. A page that
//!    grows gets a folder `src/pages/NAME/`. Addresses: `/mentions/{uuid}`, `/cases/{number}`.
//! 2. `templates/pages/NAME.html`: `{% extends "layout.html" %}` (`plain.html` without the rail),
//!    `{% import "components.html" as c %}`, blocks `title` and `main`, and `width` with
//!    ` page-narrow` or ` page-wide` where the usual width does not fit.
//! 3. `locales/{ru,en,ro}/NAME.ftl`. **Every key begins with the page's name**: all files of a
//!    language are one bundle, and a key that is defined twice stops every page (a test finds it).
//!    What several pages say stands in `common.ftl`, what can go wrong in `errors.ftl`.
//! 4. Styles only if no component fits: one block named after the page in `static/css/pages.css`.
//!    Colours come from `tokens.css` alone (a test says so). No inline style, no inline script.
//!
//! # Handlers
//! ```ignore
//! #[derive(Template)]
//! #[template(path = "pages/wishes.html")]
//! struct Wishes { t: T, page: Page, rows: Vec<MentionRow> }   // every template has `t` and `page`
//!
//! async fn show(cx: Cx, State(web): State<Web>) -> Result<Response, Problem> {
//!     let actor = cx.actor()?;                                // else to the sign-in and back
//!     let rows = …;                                           // app's errors turn into `Problem` by `?`
//!     Ok(cx.render(&Wishes { t: cx.t.clone(), page: cx.page(Nav::Wishes), rows }))
//! }
//!
//! async fn save(cx: Cx, State(web): State<Web>, CsrfForm(form): CsrfForm<Form>) -> Result<Response, Problem> {
//!     match app::wishes::save(&web.app, cx.actor()?, …).await {
//!         Ok(()) => Ok(cx.redirect_with("/wishes", FlashKind::Good, cx.t.s("saved"))),
//!         Err(AppError::Invalid(wrong)) => {                  // the page again, 422, what was typed kept
//!             let errors = Errors::from_app(&cx.t, &wrong);
//!             Ok(cx.invalid(&page(&cx, form, errors)))
//!         }
//!         Err(error) => Err(error.into()),
//!     }
//! }
//! ```
//! `Cx` also has `signed_in()`, `fragment(&template)` (a piece for the script), `redirect(path)`,
//! `path`, `t`. Every POST takes `CsrfForm<T>`; repeated fields come as
//! `CsrfForm<Vec<(String, String)>>`, a lone button as `CsrfForm<()>`, files as `CsrfMultipart` (the token is the first field).
//! `Caller { address, agent }` says from where a request comes. A page that other sites may embed
//! answers `(headers::embeddable(), cx.render(…))`. `rows::{mention, case, owed}` turn what `app`
//! returns into rows for the components.
//!
//! # Texts, numbers and times (`t` in templates, `cx.t` in handlers)
//! `t.s("key")`; `t.a("key", [("n", n)])` (several types: a tuple of pairs
//! `(("n", n), ("name", name))`); `t.of("stage", code)` is `stage-fact-finding`; `t.n(1240)`,
//! `t.percent(0.87)`; `t.near(at)` "12 min. ago", `t.minute(at)` "today, 18:00", `t.date(at)`,
//! `t.date_time(at)`, `t.relative(at)`, `t.weekday_date(at)`, `t.machine(at)` for `datetime`.
//! A plural is chosen in the text by `$n`: ru one/few/many, ro one/few/other, en one/other.
//!
//! # Components
//! `templates/components.html` lists the macros with what they take; `ui` holds their view models.
//! `cargo run -p web --example gallery` shows all of them at `/dev/gallery?lang=ro&theme=dark`
//! (also part of every debug build of the desk). Patterns without a macro are classes:
//! `.panel > .panel-head + (.panel-body | ul.list) + .panel-foot`; `ul.list[data-list] > li >`
//! a row macro (`.item` with one `a.item-link`); `.stack`, `.stack-s`, `.row`, `.push`, `.columns`,
//! `.main-aside > (section, aside)`; `form.form` (or `.panel-body`), `.fields-2`, `.form-actions`;
//! `form.filters`, `.chips > a.chip[aria-current]`, `nav.tabs > a[aria-current]`,
//! `.segments > a[aria-current]`, `table.table`, `dl.facts`, `details.disclosure`,
//! `details.menu > summary + .menu-body`, `.muted`, `.faint`, `.small`, `.clip`, `.visually-hidden`.
//!
//! # Hooks of static/js/app.js (a page works without it)
//! - `id="x" data-live="topic …"`: fetched again from the page's own address when a topic changes.
//!   Topics: `mentions`, `case`, `case:UUID`, `import`, `import:UUID`, `alarm`. Empty pieces stay in
//!   the page as an empty `<div id data-live>`; give a `<details>` inside an id to keep it open.
//! - `data-list`/`data-item` rows for `j` `k` `o`; `[data-edit]` or `.composer textarea` for `e`;
//!   `main input[type=search]` for `/`; `button.button-primary` of the form for Ctrl/⌘+Enter.
//! - `form[data-guard="/address"]` with a textarea and `[data-guard-out]`: the form is posted as one
//!   types, the answer (`c::findings`, by `cx.fragment`) is shown.
//! - `textarea[data-draft="key"]` keeps what was typed; `button[data-insert="text"]` inserts it;
//!   `[data-copy="id" data-done="text" hidden]` copies; `data-dialog="id"` opens a dialog;
//!   `data-confirm="question"` asks; `select[data-submit]` sends its form; `time[data-due]` ticks.

mod api;
mod assets;
mod cookies;
mod csrf;
mod cx;
mod flash;
pub mod headers;
mod i18n;
mod lang;
mod live;
pub mod ops;
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
pub use problem::{Problem, said};
pub use session::Caller;

use app::App;
use axum::Router;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use tokio::sync::watch;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;

/// What every handler may use: `State(web): State<Web>`.
#[derive(Clone)]
pub struct Web {
    pub app: App,
    /// Becomes true when the desk closes: live updates end then, and do not hold it up.
    pub(crate) stopped: watch::Receiver<bool>,
}

impl Web {
    pub fn new(app: App, stopped: watch::Receiver<bool>) -> Self {
        Web { app, stopped }
    }
}

/// All routes with all layers.
pub fn router(web: Web) -> Router {
    ops::metrics();
    let pages = pages::routes()
        .route("/live", get(live::stream))
        .fallback(|| async { StatusCode::NOT_FOUND })
        .layer(CatchPanicLayer::new())
        .layer(CsrfLayer::new())
        .layer(from_fn_with_state(web.clone(), cx::visit));
    Router::new()
        .route("/static/{tag}/{*path}", get(assets::serve))
        .merge(api::routes())
        .merge(ops::routes())
        .merge(pages)
        .layer(CompressionLayer::new())
        .layer(from_fn(headers::protect))
        .layer(from_fn(ops::measure))
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
