//! The language of the interface and how it is chosen: what the person set,
//! else the cookie, else what the browser asks for, else English.

use fluent_templates::LanguageIdentifier;
use std::str::FromStr;
use unic_langid::langid;

/// A language the interface speaks.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Lang {
    Ru,
    En,
    Ro,
}

impl Lang {
    pub const ALL: [Lang; 3] = [Lang::Ru, Lang::En, Lang::Ro];

    pub fn code(self) -> &'static str {
        match self {
            Lang::Ru => "ru",
            Lang::En => "en",
            Lang::Ro => "ro",
        }
    }

    /// The language's name in itself, for the switch.
    pub fn own_name(self) -> &'static str {
        match self {
            Lang::Ru => "Русский",
            Lang::En => "English",
            Lang::Ro => "Română",
        }
    }

    /// The best of our languages for an `Accept-Language` header; `None` when it asks for none of them.
    pub fn accept(header: &str) -> Option<Lang> {
        let mut best: Option<(f32, Lang)> = None;
        for part in header.split(',') {
            let mut pieces = part.trim().split(';');
            let tag = pieces.next().unwrap_or_default().trim();
            let weight = pieces
                .find_map(|p| p.trim().strip_prefix("q=")?.trim().parse::<f32>().ok())
                .unwrap_or(1.0);
            let primary = tag.split(['-', '_']).next().unwrap_or_default();
            let Ok(lang) = primary.to_ascii_lowercase().parse::<Lang>() else { continue };
            // On equal weight the one named first wins.
            if weight > 0.0 && best.is_none_or(|(w, _)| weight > w) {
                best = Some((weight, lang));
            }
        }
        best.map(|(_, lang)| lang)
    }

    pub(crate) fn id(self) -> &'static LanguageIdentifier {
        static RU: LanguageIdentifier = langid!("ru");
        static EN: LanguageIdentifier = langid!("en");
        static RO: LanguageIdentifier = langid!("ro");
        match self {
            Lang::Ru => &RU,
            Lang::En => &EN,
            Lang::Ro => &RO,
        }
    }
}

impl FromStr for Lang {
    type Err = ();
    /// `mo` is what some old browsers in Moldova still send for Romanian.
    fn from_str(s: &str) -> Result<Self, ()> {
        match s {
            "ru" => Ok(Lang::Ru),
            "en" => Ok(Lang::En),
            "ro" | "mo" => Ok(Lang::Ro),
            _ => Err(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_known_language_wins() {
        let check = |header, expected| assert_eq!(Lang::accept(header), expected, "{header}");
        check("ro-RO,ro;q=0.9,en;q=0.8", Some(Lang::Ro));
        check("de-DE,de;q=0.9,en;q=0.5,ru;q=0.6", Some(Lang::Ru));
        check("en;q=0.8, ru;q=0.8", Some(Lang::En));
        check("ru;q=0, en", Some(Lang::En));
        check("mo", Some(Lang::Ro));
        check("de, fr", None);
        check("", None);
        check("ru;q=abc", Some(Lang::Ru));
    }
}
