//! One sentence that survives a redirect: "Saved", "The reply is on its way".

use crate::cookies;
use axum::http::{HeaderMap, HeaderValue};

pub(crate) const COOKIE: &str = "redress_flash";

/// The kind chooses colour and icon.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FlashKind {
    Good,
    Warn,
    Danger,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Flash {
    pub kind: FlashKind,
    pub text: String,
}

impl FlashKind {
    pub fn code(self) -> &'static str {
        match self {
            FlashKind::Good => "good",
            FlashKind::Warn => "warn",
            FlashKind::Danger => "danger",
        }
    }

    pub fn icon(self) -> &'static str {
        match self {
            FlashKind::Good => "check",
            FlashKind::Warn => "alert",
            FlashKind::Danger => "block",
        }
    }
}

impl Flash {
    pub(crate) fn read(headers: &HeaderMap) -> Option<Flash> {
        let value = cookies::get(headers, COOKIE)?;
        let (kind, text) = value.split_once(':')?;
        let kind = [FlashKind::Good, FlashKind::Warn, FlashKind::Danger]
            .into_iter()
            .find(|k| k.code() == kind)?;
        Some(Flash { kind, text: text.to_owned() })
    }

    pub(crate) fn cookie(&self, secure: bool) -> HeaderValue {
        // A cookie holds 4 KB at most; a Cyrillic letter takes six bytes when encoded.
        let text: String = self.text.chars().take(500).collect();
        cookies::set(COOKIE, &format!("{}:{text}", self.kind.code()), 60, secure)
    }
}
