//! Terms of the full-text index and of a query. Both sides end in the same stems, letters and digits
//! only, so that the store's tokenizer cannot cut them apart.

use crate::analysis::Analysis;
use crate::lang::Lang;
use crate::letters::is_cyrillic;
use crate::stem::{english, romanian, russian};
use crate::token::{Kind, Token};

/// Space-joined stems stored in the full-text index.
pub fn index_terms(a: &Analysis) -> String {
    let mut out = String::with_capacity(a.text.len());
    for token in a.tokens.iter().filter(|t| is_term(t)) {
        for part in parts(&token.stem, token.kind) {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(&part);
        }
    }
    out
}

/// For each word of the query its stems in the three languages, without repetition. A text matches
/// when each word has at least one of its stems there. Empty when the query has no word at all;
/// what comes after `MOST_WORDS` words is not searched for.
pub fn search_terms(query: &str) -> Vec<Vec<String>> {
    let mut out: Vec<Vec<String>> = Vec::new();
    for token in Analysis::with_lang(query, Lang::Other)
        .tokens
        .iter()
        .filter(|t| is_term(t))
        .take(MOST_WORDS)
    {
        if token.kind != Kind::Word {
            out.extend(parts(&token.fold, token.kind).map(|p| vec![p]));
            continue;
        }
        let stems = if token.fold.chars().any(is_cyrillic) {
            vec![russian(&token.fold)]
        } else {
            vec![english(&token.fold), romanian(&token.fold)]
        };
        let mut word: Vec<String> = Vec::new();
        for form in stems.iter().map(String::as_str).chain([&*token.fold]) {
            for part in parts(form, Kind::Word) {
                if !word.contains(&part) {
                    word.push(part);
                }
            }
        }
        if !word.is_empty() && !out.contains(&word) {
            out.push(word);
        }
    }
    out
}

const MOST_WORDS: usize = 40;

fn is_term(t: &Token) -> bool {
    !matches!(t.kind, Kind::Punct | Kind::Emoji | Kind::Masked)
}

/// A word is one term without its apostrophes; an address or a number is the terms it is made of.
fn parts(form: &str, kind: Kind) -> impl Iterator<Item = String> {
    let one: Vec<String> = if kind == Kind::Word {
        vec![form.chars().filter(|c| c.is_alphanumeric()).collect()]
    } else {
        form.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect()
    };
    one.into_iter().filter(|p| !p.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every word of the query has a stem in the index of the text.
    fn finds(query: &str, text: &str) -> bool {
        let index = index_terms(&Analysis::new(text));
        let index: Vec<_> = index.split(' ').collect();
        let terms = search_terms(query);
        !terms.is_empty() && terms.iter().all(|w| w.iter().any(|s| index.contains(&s.as_str())))
    }

    #[test]
    fn other_forms_are_found() {
        assert!(finds("деньги", "Верните мои денег пожалуйста, я жду уже вторую неделю"));
        assert!(finds("курьеры", "Курьер опоздал на два часа"));
        assert!(finds("deliveries", "The delivery was late and nobody called me"));
        assert!(finds("livrarea", "Livrare foarte rapidă, mulțumesc frumos"));
        assert!(finds("mulţumesc", "Mulțumesc mult pentru tot"));
        assert!(finds("multumesc", "Mulțumesc mult pentru tot"));
        assert!(finds("iphone", "Купил айфон, на коробке iPhone, внутри не он"));
        assert!(finds("10:30", "Обещали в 10:30 и не пришли"));
        assert!(!finds("возврат", "Курьер опоздал на два часа"));
        assert!(search_terms("😀 ... !").is_empty());
    }
}
