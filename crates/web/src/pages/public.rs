//! Pages for people outside the company: the complaint form of a brand, the client's private page,
//! the widget for other sites. The secret in the address is the permission; nobody signs in.
//! What several of them need stands here: language, headers, limits, files.

mod client_page;
mod embed;
mod form;
mod limits;
mod received;

pub(crate) use limits::Limits;

use crate::cookies;
use crate::cx::LANG_COOKIE;
use crate::i18n::T;
use crate::session::Caller;
use crate::ui::Errors;
use crate::{Cx, Lang, Web};
use app::FieldError;
use app::attachments::{MOST_BYTES, MOST_FILES};
use askama::Template;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Router};
use jiff::{SignedDuration, tz::TimeZone};
use serde::Deserialize;
use std::sync::Arc;

/// All files of a message and what was typed beside them, in bytes.
const MOST_BODY: usize = MOST_FILES * MOST_BYTES + (1 << 20);

pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .merge(form::routes())
        .merge(client_page::routes())
        .merge(embed::routes())
        .layer(DefaultBodyLimit::max(MOST_BODY))
        .layer(Extension(Arc::new(Limits::default())))
}

/// What the address may say beside the secret. A cookie would not reach a form inside another site.
#[derive(Deserialize, Default, Clone, Debug)]
#[serde(default)]
struct Asked {
    lang: Option<String>,
    /// Shown inside a page of another site.
    embed: Option<String>,
}

/// The frame of a public page: `pages/form_shell.html`.
struct Shell {
    /// Whose page it is.
    name: String,
    embed: bool,
    /// Address and language of each switch; the present one is marked by `t.lang`.
    langs: Vec<(String, Lang)>,
}

impl Shell {
    fn new(name: &str, path: &str, asked: &Asked) -> Self {
        let embed = asked.embed.is_some();
        let to = |lang: Lang| (address(path, lang, embed), lang);
        Shell { name: name.to_owned(), embed, langs: Lang::ALL.map(to).into() }
    }
}

/// The address of a public page in a language.
fn address(path: &str, lang: Lang, embed: bool) -> String {
    format!("{path}?lang={}{}", lang.code(), if embed { "&embed=1" } else { "" })
}

/// What the visitor chose or his browser asks for, else the brand's own language; times in its zone.
fn speak(cx: &Cx, headers: &HeaderMap, asked: &Asked, native: &str, zone: &str) -> T {
    let said = headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok());
    let known = cx.signed_in().is_some()
        || cookies::get(headers, LANG_COOKIE).is_some_and(|c| c.parse::<Lang>().is_ok())
        || said.and_then(Lang::accept).is_some();
    let chosen = asked.lang.as_deref().and_then(|l| l.parse().ok());
    let lang = chosen.or_else(|| known.then_some(cx.t.lang)).or_else(|| native.parse().ok());
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    T::new(lang.unwrap_or(cx.t.lang), zone, cx.t.now)
}

/// Nobody keeps or lists what stands behind a secret address.
fn secret(response: impl IntoResponse) -> Response {
    let mut response = response.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    let robots = HeaderName::from_static("x-robots-tag");
    headers.insert(robots, HeaderValue::from_static("noindex, nofollow"));
    response
}

/// Errors for a form; of several wrong files each is named.
fn errors(t: &T, wrong: &[FieldError]) -> Errors {
    let mut errors = Errors::default();
    let of_files = wrong.iter().filter(|e| e.field == "files").cloned();
    let said: Vec<String> =
        of_files.map(|e| Errors::from_app(t, &[e]).of("files").to_owned()).collect();
    if !said.is_empty() {
        errors.add("files", said.join(" "));
    }
    for one in wrong.iter().filter(|e| e.field != "files") {
        errors.add(one.field, Errors::from_app(t, std::slice::from_ref(one)).of(one.field));
    }
    errors
}

#[derive(Template)]
#[template(path = "pages/form_wait.html")]
struct Wait {
    t: T,
    page: crate::Page,
    /// When it is worth trying again.
    again: jiff::Timestamp,
    sent: bool,
}

/// Too many: 429, and in words how long to wait.
fn wait(cx: &Cx, headers: &HeaderMap, asked: &Asked, seconds: u32, sent: bool) -> Response {
    let t = speak(cx, headers, asked, "", "UTC");
    let again = t.now.saturating_add(SignedDuration::from_secs(i64::from(seconds)));
    let again = again.unwrap_or(t.now);
    let page = cx.fragment(&Wait { page: cx.page(crate::Nav::None), t, again, sent });
    let mut response = secret((StatusCode::TOO_MANY_REQUESTS, page));
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    if asked.embed.is_some() {
        response = (crate::headers::embeddable(), response).into_response();
    }
    response
}

/// The files that may be chosen, for the picker of the browser; the desk looks at their bytes.
const PICKER: &str =
    "image/*,application/pdf,audio/*,video/mp4,video/quicktime,video/webm,.docx,.xlsx,.odt,.txt";

/// Room for one file in MB, and how many files, for the hint below the field.
fn file_limits() -> (usize, usize) {
    (MOST_BYTES >> 20, MOST_FILES)
}

/// Who asks, as the limits count: the address, of IPv6 the network.
fn counted(caller: &Caller) -> String {
    match caller.address.parse() {
        Ok(std::net::IpAddr::V6(ip)) => {
            let [a, b, c, d, ..] = ip.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}")
        }
        _ => caller.address.clone(),
    }
}
