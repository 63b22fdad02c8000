//! The example regulations that come with the desk, one for each language of the interface.

/// The example in a language; English for an unknown one.
pub(super) fn of(lang: &str) -> &'static str {
    match lang {
        "ru" => include_str!("../../regulations/ru.toml"),
        "ro" => include_str!("../../regulations/ro.toml"),
        _ => include_str!("../../regulations/en.toml"),
    }
}
