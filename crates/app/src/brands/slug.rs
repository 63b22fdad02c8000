//! Slugs: the short names of brands in regulations, commands and addresses.

use crate::{AppError, Result};

const LONGEST: usize = 40;

/// A slug that was typed.
pub(super) fn checked(slug: &str) -> Result<String> {
    let sound = slug.len() <= LONGEST
        && slug.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        && !slug.starts_with('-')
        && !slug.ends_with('-');
    // The company's own hours have this name in the regulation.
    if sound && !slug.is_empty() && slug != "default" {
        return Ok(slug.to_owned());
    }
    Err(AppError::invalid_with("slug", "slug-wrong", LONGEST))
}

/// Made of a name in Latin, Cyrillic or Romanian letters, with a number when it is taken.
pub(super) fn made_of(name: &str, taken: impl Fn(&str) -> bool) -> String {
    let mut slug = String::new();
    for c in name.to_lowercase().chars() {
        let letters = latin(c);
        if !letters.is_empty() {
            slug.push_str(letters);
        } else if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if c.is_alphabetic() || matches!(c, 'ь' | 'ъ' | '\'' | '’') {
            continue;
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(LONGEST - 4);
    let base = match slug.trim_matches('-') {
        "" | "default" => "brand",
        base => base,
    };
    (1..)
        .map(|n| if n == 1 { base.to_owned() } else { format!("{base}-{n}") })
        .find(|s| !taken(s))
        .unwrap_or_default()
}

fn latin(c: char) -> &'static str {
    const CYRILLIC: &[&str] = &[
        "a", "b", "v", "g", "d", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s",
        "t", "u", "f", "kh", "ts", "ch", "sh", "sch", "", "y", "", "e", "yu", "ya",
    ];
    match c {
        'а'..='я' => CYRILLIC[c as usize - 'а' as usize],
        'ё' => "e",
        'ă' | 'â' | 'á' | 'à' | 'ä' => "a",
        'î' | 'í' | 'ï' => "i",
        'ș' | 'ş' => "s",
        'ț' | 'ţ' => "t",
        'é' | 'è' | 'ê' | 'ë' => "e",
        'ó' | 'ö' | 'ő' => "o",
        'ú' | 'ü' | 'ű' => "u",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_slugs() {
        let free = |_: &str| false;
        for (name, slug) in [
            ("Кофейня «Щегол» на Невском", "kofeynya-schegol-na-nevskom"),
            ("Brutăria Țărănească, Iași", "brutaria-taraneasca-iasi"),
            ("  Harbour & Sons  ", "harbour-sons"),
            ("Съёмка", "semka"),
            ("咖啡", "brand"),
            ("Default", "brand"),
        ] {
            assert_eq!(made_of(name, free), slug);
            checked(slug).unwrap();
        }
        assert_eq!(made_of("Cafe", |s| ["cafe", "cafe-2"].contains(&s)), "cafe-3");
        let long = made_of(&"щ".repeat(60), free);
        checked(&long).unwrap();
    }

    #[test]
    fn a_typed_slug_is_checked() {
        for bad in ["", "default", "-a", "a-", "Кафе", "a b", "A", &"a".repeat(41)] {
            assert!(checked(bad).is_err(), "{bad:?}");
        }
    }
}
