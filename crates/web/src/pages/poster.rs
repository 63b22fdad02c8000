//! The poster of a brand's complaint form: a page with the QR code, and the poster to print as SVG
//! and PDF. For those who manage the brand, because the code holds the secret of the form.

mod font;
mod layout;
mod pdf;
mod svg;

pub use layout::{Poster, Size};

use crate::cx::{Nav, Page};
use crate::i18n::T;
use crate::{Cx, Lang, Problem, Web};
use app::brands::BrandView;
use app::{Action, brands};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use jiff::tz::TimeZone;
use serde::Deserialize;

pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/settings/brands/{slug}/poster", get(show))
        .route("/settings/brands/{slug}/poster.svg", get(as_svg))
        .route("/settings/brands/{slug}/poster.pdf", get(as_pdf))
        .route("/settings/brands/{slug}/qr.svg", get(code))
}

#[derive(Template)]
#[template(path = "pages/poster.html")]
struct PosterPage {
    t: T,
    page: Page,
    brand: BrandView,
    address: String,
    sizes: [Size; 3],
}

#[derive(Deserialize)]
struct Wanted {
    size: Option<String>,
}

async fn show(
    cx: Cx,
    State(web): State<Web>,
    Path(slug): Path<String>,
) -> Result<Response, Problem> {
    let (brand, address) = find(&cx, &web, &slug).await?;
    let page = cx.page(Nav::Settings);
    Ok(cx.render(&PosterPage { t: cx.t.clone(), page, brand, address, sizes: Size::ALL }))
}

async fn as_svg(
    cx: Cx,
    State(web): State<Web>,
    Path(slug): Path<String>,
) -> Result<Response, Problem> {
    let (brand, address) = find(&cx, &web, &slug).await?;
    let image = svg::poster(&poster(&cx, &brand, &address)?);
    Ok(named("image/svg+xml", &format!("{slug}-poster.svg"), image.into_bytes()))
}

async fn as_pdf(
    cx: Cx,
    State(web): State<Web>,
    Path(slug): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    let (brand, address) = find(&cx, &web, &slug).await?;
    let size = wanted.size.as_deref().and_then(Size::from_name).unwrap_or(Size::A5);
    let file = pdf::poster(&poster(&cx, &brand, &address)?, size);
    let name = format!("{slug}-poster-{}.pdf", size.name());
    Ok(named("application/pdf", &name, file))
}

async fn code(
    cx: Cx,
    State(web): State<Web>,
    Path(slug): Path<String>,
) -> Result<Response, Problem> {
    let (brand, address) = find(&cx, &web, &slug).await?;
    let image = svg::code(&poster(&cx, &brand, &address)?);
    Ok(named("image/svg+xml", &format!("{slug}-qr.svg"), image.into_bytes()))
}

/// The brand and the address of its form, for those who manage it.
async fn find(cx: &Cx, web: &Web, slug: &str) -> Result<(BrandView, String), Problem> {
    let actor = cx.actor()?;
    let brand = brands::by_slug(&web.app, actor, slug).await?;
    actor.require(Action::ManageBrand, brand.id)?;
    let token = brand.form_token.clone().filter(|_| !brand.archived).ok_or(Problem::NotFound)?;
    Ok((brand, format!("{}/f/{token}", web.app.settings.public_url)))
}

/// In the language of the brand, not of the colleague who prints it.
fn poster(cx: &Cx, brand: &BrandView, address: &str) -> Result<Poster, Problem> {
    let lang = brand.lang.parse().unwrap_or(Lang::En);
    let t = T::new(lang, TimeZone::UTC, cx.t.now);
    let (call, promise) = (t.s("poster-call"), t.s("poster-promise"));
    Poster::new(&brand.name, lang.code(), &call, &promise, address).map_err(Problem::internal)
}

/// Opened in the browser, saved under this name.
fn named(kind: &'static str, name: &str, bytes: Vec<u8>) -> Response {
    let inline = format!("inline; filename*=UTF-8''{}", crate::cookies::encode(name));
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(value) = HeaderValue::try_from(inline) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
    response
}
