//! What the terminal is told, in its own language.

use app::{AppError, Clock, SystemClock};
use jiff::tz::TimeZone;

/// Each cause after the one it led to; what the desk itself refuses, in the language of the terminal.
pub fn told(error: &anyhow::Error) -> String {
    let mut parts = vec![];
    for cause in error.chain() {
        match cause.downcast_ref::<AppError>() {
            Some(known) => {
                parts.push(web::said(&texts(), known));
                break;
            }
            None => parts.push(cause.to_string()),
        }
    }
    parts.join(": ")
}

/// Texts in the language that the terminal is set to.
pub fn texts() -> web::T {
    web::T::new(lang(), TimeZone::system(), SystemClock.now())
}

/// The language that the terminal is set to; English where we do not speak it.
pub fn lang() -> web::Lang {
    let named = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    named.and_then(|value| value.get(..2)?.parse().ok()).unwrap_or(web::Lang::En)
}
