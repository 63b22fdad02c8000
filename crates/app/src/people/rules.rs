//! What a name, an address, a language and a zone may look like.

use super::NewPerson;
use crate::{AppError, FieldError, Result, password};

/// The fields of a new person as they are stored.
pub(super) struct Checked {
    pub email: String,
    pub name: String,
    pub lang: String,
    pub zone: String,
}

/// Interface languages.
pub(crate) const LANGS: &[&str] = &["ru", "en", "ro"];
pub(crate) const THEMES: &[&str] = &["auto", "light", "dark"];

/// Checks every field, so that all that is wrong is told at once.
pub(super) fn check(new: &NewPerson) -> Result<Checked> {
    let mut wrong = vec![];
    let name = gather(&mut wrong, clean_name("name", &new.name));
    let email = gather(&mut wrong, self::email(&new.email));
    gather(&mut wrong, password::check("password", &new.password, &normal_email(&new.email)));
    let lang = gather(&mut wrong, lang(&new.lang));
    let zone = gather(&mut wrong, zone(&new.zone));
    match (email, name, lang, zone) {
        (Some(email), Some(name), Some(lang), Some(zone)) if wrong.is_empty() => {
            Ok(Checked { email, name, lang, zone })
        }
        _ => Err(AppError::Invalid(wrong)),
    }
}

/// One address however it was typed.
pub(crate) fn normal_email(email: &str) -> String {
    email.trim().to_lowercase()
}

/// An address that mail could go to. Whether it does is not asked here.
pub(crate) fn email(text: &str) -> Result<String> {
    let email = normal_email(text);
    let bad = |c: char| c.is_whitespace() || c.is_control() || hidden(c) || "<>(),;:\"".contains(c);
    let sound = email.rsplit_once('@').is_some_and(|(user, host)| {
        let edges = !host.starts_with(['.', '-']) && !host.ends_with(['.', '-']);
        !user.is_empty() && !host.is_empty() && edges && !user.contains('@') && !host.contains("..")
    });
    if sound && email.len() <= 254 && !email.contains(bad) {
        Ok(email)
    } else {
        Err(AppError::invalid("email", "email-wrong"))
    }
}

/// A name of 1 to 100 visible characters.
pub(crate) fn clean_name(field: &'static str, name: &str) -> Result<String> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name: String = name.chars().filter(|c| !c.is_control() && !hidden(*c)).collect();
    match name.chars().count() {
        0 => Err(AppError::invalid(field, "empty")),
        1..=100 => Ok(name),
        _ => Err(AppError::invalid_with(field, "too-long", 100)),
    }
}

pub(crate) fn lang(lang: &str) -> Result<String> {
    if LANGS.contains(&lang) {
        return Ok(lang.to_owned());
    }
    Err(AppError::invalid("lang", "unknown-lang"))
}

pub(crate) fn zone(zone: &str) -> Result<String> {
    let known = jiff::tz::TimeZone::get(zone.trim());
    let name = known.ok().and_then(|z| z.iana_name().map(str::to_owned));
    name.ok_or_else(|| {
        AppError::invalid_with("zone", "unknown-zone", zone.chars().take(60).collect::<String>())
    })
}

pub(crate) fn theme(theme: &str) -> Result<String> {
    if THEMES.contains(&theme) {
        return Ok(theme.to_owned());
    }
    Err(AppError::invalid("theme", "unknown-theme"))
}

/// Marks that turn the direction of writing, and letters without width: they would let a name
/// look like another one.
fn hidden(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

pub(super) fn gather<T>(wrong: &mut Vec<FieldError>, checked: Result<T>) -> Option<T> {
    match checked {
        Ok(value) => Some(value),
        Err(AppError::Invalid(more)) => {
            wrong.extend(more);
            None
        }
        Err(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_one() {
        assert_eq!(email("  Anna.Popa@Example.COM ").unwrap(), "anna.popa@example.com");
        assert_eq!(email("владелец@почта.рф").unwrap(), "владелец@почта.рф");
        assert_eq!(email("owner@localhost").unwrap(), "owner@localhost");
        let long = format!("{}@example.com", "a".repeat(250));
        for bad in [
            "",
            "@",
            "a@",
            "@b",
            "a b@c.md",
            "a@b@c",
            "a@.md",
            "a@b..md",
            "a,b@c.md",
            "a@b\u{202e}c.md",
            &long,
        ] {
            assert!(email(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn a_name_is_what_it_looks_like() {
        assert_eq!(clean_name("name", " Ana \n\t Popa\u{202e} ").unwrap(), "Ana Popa");
        for bad in ["", "  ", "\u{200b}", &"я".repeat(101)] {
            assert!(clean_name("name", bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn everything_wrong_is_told_at_once() {
        let new = NewPerson {
            email: "nobody".into(),
            name: " ".into(),
            password: "short".into(),
            lang: "de".into(),
            zone: "Mars/Olympus".into(),
        };
        let Err(AppError::Invalid(wrong)) = check(&new) else { panic!("accepted") };
        let fields: Vec<_> = wrong.iter().map(|w| w.field).collect();
        assert_eq!(fields, ["name", "email", "password", "lang", "zone"]);
    }
}
