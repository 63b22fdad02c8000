//! Stems: Snowball for the three languages, with the exceptions where it parts what belongs together.

use crate::lang::Lang;
use crate::letters::is_cyrillic;
use frostem::{Algorithm, Stemmer};

/// Longer than any word: left as it is, so that a megabyte without a space stays cheap.
const LONGEST_WORD: usize = 64;

/// The stem of a folded word in a text of this language. The alphabet of the word decides first: a
/// Latin word in a Russian text is read as English, a Cyrillic word is always read as Russian.
pub(crate) fn stem(fold: &str, lang: Lang) -> String {
    if fold.len() > LONGEST_WORD || lang == Lang::Other {
        return fold.to_owned();
    }
    let cyrillic = fold.chars().any(is_cyrillic);
    match (cyrillic, lang) {
        (true, _) => russian(fold),
        (false, Lang::Ro) => romanian(fold),
        (false, _) => english(fold),
    }
}

pub(crate) fn russian(fold: &str) -> String {
    exception(RUSSIAN, fold)
        .unwrap_or_else(|| Stemmer::new(Algorithm::Russian).stem(fold).into_owned())
}

pub(crate) fn english(fold: &str) -> String {
    exception(ENGLISH, fold)
        .unwrap_or_else(|| Stemmer::new(Algorithm::English).stem(fold).into_owned())
}

pub(crate) fn romanian(fold: &str) -> String {
    exception(ROMANIAN, fold)
        .unwrap_or_else(|| Stemmer::new(Algorithm::Romanian).stem(fold).into_owned())
}

/// Tables are sorted by form; a test says so.
fn exception(table: &[(&str, &str)], form: &str) -> Option<String> {
    table.binary_search_by(|(f, _)| (*f).cmp(form)).ok().map(|i| table[i].1.to_owned())
}

const RUSSIAN: &[(&str, &str)] = &[
    ("денег", "деньг"),
    ("деньгам", "деньг"),
    ("деньгами", "деньг"),
    ("деньгах", "деньг"),
    ("деньги", "деньг"),
    ("деньжата", "деньг"),
    ("людей", "люд"),
    ("люди", "люд"),
    ("людьми", "люд"),
    ("людям", "люд"),
    ("людях", "люд"),
];

const ENGLISH: &[(&str, &str)] =
    &[("children", "child"), ("men", "man"), ("paid", "pay"), ("women", "woman")];

const ROMANIAN: &[(&str, &str)] = &[("bani", "ban"), ("banii", "ban"), ("banilor", "ban")];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        for table in [RUSSIAN, ENGLISH, ROMANIAN] {
            assert!(table.windows(2).all(|w| w[0].0 < w[1].0));
        }
    }

    fn same(lang: Lang, forms: &[&str]) {
        let first = stem(forms[0], lang);
        for f in forms {
            assert_eq!(stem(f, lang), first, "{f}");
        }
    }

    #[test]
    fn forms_of_a_word_meet() {
        same(Lang::Ru, &["деньги", "денег", "деньгами"]);
        same(Lang::Ru, &["доставка", "доставки", "доставку", "доставкой"]);
        same(Lang::En, &["delivery", "deliveries"]);
        same(Lang::Ro, &["bani", "banii", "banilor"]);
        assert_eq!(stem("iphones", Lang::Ru), "iphon");
    }
}
