//! Language, theme and time zone: the switches of the menu and of pages without sign-in.

use crate::cookies::YEAR;
use crate::cx::{LANG_COOKIE, THEME_COOKIE, ZONE_COOKIE, known_theme};
use crate::{CsrfForm, Cx, Lang, Web};
use axum::Router;
use axum::response::Response;
use axum::routing::post;
use jiff::tz::TimeZone;
use serde::Deserialize;

pub(crate) fn routes() -> Router<Web> {
    Router::new().route("/preferences", post(save))
}

/// Each switch sends only its own field.
#[derive(Deserialize)]
struct Preferences {
    lang: Option<String>,
    theme: Option<String>,
    zone: Option<String>,
    #[serde(default)]
    back: String,
}

async fn save(cx: Cx, CsrfForm(form): CsrfForm<Preferences>) -> Response {
    let mut response = cx.redirect(local(&form.back));
    if let Some(lang) = form.lang.and_then(|l| l.parse::<Lang>().ok()) {
        cx.keep(&mut response, LANG_COOKIE, lang.code(), YEAR);
    }
    if let Some(theme) = form.theme {
        cx.keep(&mut response, THEME_COOKIE, known_theme(&theme), YEAR);
    }
    if let Some(zone) = form.zone.filter(|z| TimeZone::get(z).is_ok()) {
        cx.keep(&mut response, ZONE_COOKIE, &zone, YEAR);
    }
    response
}

/// Only a path of our own: a redirect must not lead out of the house.
pub(crate) fn local(path: &str) -> &str {
    let inside = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains(['\\', '\r', '\n', '\t']);
    if inside { path } else { "/" }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_redirect_stays_in_the_house() {
        for bad in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "",
            "javascript:x",
            "/\t/evil.example",
        ] {
            assert_eq!(super::local(bad), "/", "{bad}");
        }
        assert_eq!(super::local("/cases?stage=intake"), "/cases?stage=intake");
    }
}
