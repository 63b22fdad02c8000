//! Style, script and icons, embedded in the binary and served under an address
//! that holds the hash of their content, so that browsers may keep them for good.
//! A debug build reads them from the disk on every request.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};
use std::borrow::Cow;
use std::sync::LazyLock;

#[derive(RustEmbed)]
#[folder = "static/"]
struct Files;

/// The sheets of `css/app.css`, in the order of their cascade layers.
const SHEETS: [&str; 5] =
    ["css/tokens.css", "css/base.css", "css/layout.css", "css/components.css", "css/pages.css"];

/// Every icon of `static/img/icons.svg`, for the gallery.
#[cfg(debug_assertions)]
pub const ICONS: [&str; 40] = [
    "home", "mention", "case", "search", "wish", "settings", "clock", "check", "kept", "broken",
    "promise", "alert", "block", "info", "mail", "copy", "send", "note", "person", "plus", "close",
    "more", "left", "right", "link", "open", "upload", "download", "filter", "stage", "globe",
    "theme", "exit", "attach", "inbox", "shield", "edit", "trash", "reply", "bell",
];

/// The address of a file below `static/`; `css/app.css` is all sheets in one.
pub fn url(path: &str) -> String {
    match load(path) {
        Some(asset) => format!("/static/{}/{path}", asset.tag),
        None => format!("/static/none/{path}"),
    }
}

/// The address of the icons. Asked for by every icon of a page, so a release build makes it once.
pub fn icons() -> Cow<'static, str> {
    static ICONS_URL: LazyLock<String> = LazyLock::new(|| url("img/icons.svg"));
    if cfg!(debug_assertions) {
        Cow::Owned(url("img/icons.svg"))
    } else {
        Cow::Borrowed(&ICONS_URL)
    }
}

/// `GET /static/{hash}/{path}`. A stale hash still gets the present file, but for once only.
pub(crate) async fn serve(Path((tag, path)): Path<(String, String)>) -> Response {
    let Some(asset) = load(&path) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let keep = if asset.tag == tag { "public, max-age=31536000, immutable" } else { "no-cache" };
    let kind = mime_guess::from_path(&path).first_or_octet_stream();
    let kind = match kind.type_() {
        mime_guess::mime::TEXT => format!("{kind}; charset=utf-8"),
        _ => kind.to_string(),
    };
    (
        [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, keep.to_owned())],
        asset.bytes.into_owned(),
    )
        .into_response()
}

struct Asset {
    tag: String,
    bytes: Cow<'static, [u8]>,
}

fn load(path: &str) -> Option<Asset> {
    if path != "css/app.css" {
        let EmbeddedFile { data, metadata } = Files::get(path)?;
        return Some(Asset { tag: hex(&metadata.sha256_hash()[..8]), bytes: data });
    }
    let mut tag = Vec::new();
    let mut bytes = Vec::new();
    for sheet in SHEETS {
        let file = Files::get(sheet)?;
        tag.extend(&file.metadata.sha256_hash()[..3]);
        bytes.extend_from_slice(&file.data);
    }
    Some(Asset { tag: hex(&tag), bytes: Cow::Owned(bytes) })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sheet_is_in_the_one_sheet() {
        let all = String::from_utf8(load("css/app.css").unwrap().bytes.into_owned()).unwrap();
        for layer in ["tokens", "base", "layout", "components", "pages"] {
            assert!(all.contains(&format!("@layer {layer} {{")), "{layer}");
        }
    }

    #[test]
    fn only_the_tokens_name_colours() {
        for sheet in &SHEETS[1..] {
            let css = String::from_utf8(Files::get(sheet).unwrap().data.into_owned()).unwrap();
            for (number, line) in css.lines().enumerate() {
                let words = line.split([' ', ',', '(', ';', ')']);
                let raw = words.filter_map(|w| w.strip_prefix('#')).any(|h| {
                    [3, 4, 6, 8].contains(&h.len()) && h.chars().all(|c| c.is_ascii_hexdigit())
                });
                assert!(!raw && !line.contains("rgb("), "{sheet}:{}: {line}", number + 1);
            }
        }
    }
}
