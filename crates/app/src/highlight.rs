//! Where the words of a query stand in a text, and the piece of a long text worth showing. Spans,
//! never markup: what is shown is escaped where it is shown.

use serde::Serialize;
use std::collections::HashSet;
use text::{Analysis, Kind, Lang};

/// Bytes of a text, both ends on letters.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

/// A piece of a text, to be shown as it is or marked.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Piece {
    pub text: String,
    pub hit: bool,
}

/// The spans of the words that were looked for (as `text::search_terms` made them), in order.
/// `lang`: of the text, where it is known.
pub fn marks(of: &str, lang: Option<Lang>, words: &[Vec<String>]) -> Vec<Span> {
    if words.is_empty() || of.is_empty() {
        return Vec::new();
    }
    let wanted: HashSet<&str> = words.iter().flatten().map(String::as_str).collect();
    let analysis = lang.map_or_else(|| Analysis::new(of), |lang| Analysis::with_lang(of, lang));
    let hit = |t: &&text::Token| {
        let skipped = matches!(t.kind, Kind::Punct | Kind::Emoji | Kind::Masked);
        !skipped && pieces_of(&t.stem, t.kind).any(|part| wanted.contains(&*part))
    };
    let spans = analysis.tokens.iter().filter(hit);
    spans.map(|t| Span { start: t.start, end: t.end }).collect()
}

/// At most `most` letters around the first span, cut between words, with the spans marked.
pub fn excerpt(of: &str, spans: &[Span], most: usize) -> Vec<Piece> {
    let first = spans.first().map_or(0, |s| s.start);
    // A third of the piece stands before the first hit.
    let lead = of[..first].char_indices().rev().nth(most / 3).map_or(0, |(i, _)| i);
    let start = if lead == 0 { 0 } else { after_space(of, lead, first) };
    let end = of[start..].char_indices().nth(most).map_or(of.len(), |(i, _)| start + i);
    let end = if end == of.len() { end } else { before_space(of, start, end) };
    let mut pieces = Vec::new();
    let mut push = |text: &str, hit| {
        if !text.is_empty() {
            pieces.push(Piece { text: text.to_owned(), hit });
        }
    };
    push(if start > 0 { "… " } else { "" }, false);
    let mut at = start;
    for span in spans.iter().filter(|s| s.start >= start && s.end <= end) {
        push(&of[at..span.start], false);
        push(&of[span.start..span.end], true);
        at = span.end;
    }
    push(&of[at..end], false);
    push(if end < of.len() { " …" } else { "" }, false);
    pieces
}

/// The same terms that the index holds of a token.
fn pieces_of(stem: &str, kind: Kind) -> impl Iterator<Item = String> {
    let word: Option<String> =
        (kind == Kind::Word).then(|| stem.chars().filter(|c| c.is_alphanumeric()).collect());
    let parts: Vec<String> = match word {
        Some(word) => vec![word],
        None => stem.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect(),
    };
    parts.into_iter().filter(|p| !p.is_empty())
}

fn after_space(of: &str, from: usize, until: usize) -> usize {
    of[from..until].find(char::is_whitespace).map_or(from, |i| {
        let at = from + i;
        at + of[at..].chars().next().map_or(0, char::len_utf8)
    })
}

/// The last space, unless the piece is one endless word.
fn before_space(of: &str, start: usize, end: usize) -> usize {
    match of[start..end].rfind(char::is_whitespace) {
        Some(i) if i > (end - start) / 2 => start + i,
        _ => end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn marked(query: &str, of: &str, lang: Lang) -> Vec<String> {
        let spans = marks(of, Some(lang), &text::search_terms(query));
        spans.iter().map(|s| of[s.start..s.end].to_owned()).collect()
    }

    #[test]
    fn other_forms_are_marked() {
        assert_eq!(marked("деньги", "Верните Денег, мои деньги!", Lang::Ru), ["Денег", "деньги"]);
        assert_eq!(marked("delivery", "Two deliveries, both late", Lang::En), ["deliveries"]);
        assert_eq!(
            marked("livrarea multumesc", "Livrare bună, Mulțumesc", Lang::Ro),
            ["Livrare", "Mulțumesc"]
        );
        assert!(marked("", "anything", Lang::En).is_empty());
    }

    #[test]
    fn an_excerpt_begins_near_the_first_hit() {
        let long = format!("{} деньги {}", "слово ".repeat(100), "ещё ".repeat(100));
        let spans = marks(&long, None, &text::search_terms("деньги"));
        let pieces = excerpt(&long, &spans, 120);
        let whole: String = pieces.iter().map(|p| p.text.as_str()).collect();
        assert!(pieces.iter().any(|p| p.hit && p.text == "деньги"));
        assert!(whole.starts_with("… слово") && whole.ends_with("ещё …"), "{whole}");
        assert!(whole.chars().count() <= 124);
    }

    proptest! {
        #[test]
        fn any_text_is_cut_without_harm(of in "\\PC{0,200}", query in "\\PC{0,20}", most in 1usize..80) {
            let words = text::search_terms(&query);
            for lang in [Lang::Ru, Lang::En, Lang::Ro, Lang::Other] {
                let spans = marks(&of, Some(lang), &words);
                let whole: String = excerpt(&of, &spans, most).iter().map(|p| p.text.as_str()).collect();
                prop_assert!(whole.chars().count() <= most + 4);
            }
            let all: String = excerpt(&of, &marks(&of, None, &words), 10_000).iter().map(|p| p.text.as_str()).collect();
            prop_assert_eq!(all, of);
        }
    }
}
