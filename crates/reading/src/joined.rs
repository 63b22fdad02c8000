//! Hardly a corpus has mixed texts. Where a short praise and a short rebuke of one corpus are put
//! together by "but", the result is mixed beyond doubt.

use crate::mapping::{COMPLAINT, GRUMBLE, MIX, NEG, POS, PRAISE, Target};
use crate::train::scatter;
use text::Lang;

/// Longest text, in bytes, that is joined with another.
const SHORT: usize = 260;

/// At most `most` joined texts made of the rows of one corpus, always the same ones.
pub(crate) fn joined(rows: &[(String, Lang, Target)], most: usize) -> Vec<(String, Lang, Target)> {
    let short = |tone: u8, intents: u8| {
        let mut picked: Vec<&(String, Lang, Target)> = rows
            .iter()
            .filter(|(text, _, t)| {
                t.tone == tone && t.intent & !intents == 0 && t.intent != 0 && text.len() < SHORT
            })
            .collect();
        picked.sort_by_key(|(text, ..)| scatter(text));
        picked
    };
    let (good, bad) = (short(POS, PRAISE), short(NEG, COMPLAINT | GRUMBLE));
    let target = Target { tone: MIX, intent: COMPLAINT | GRUMBLE | PRAISE, lean: 0.7 };
    good.iter()
        .zip(&bad)
        .take(most)
        .enumerate()
        .map(|(i, (good, bad))| {
            let lang = good.1;
            let good = good.0.trim_end_matches(['.', '!', ' ']);
            (format!("{good}{}{}", glue(lang, i), lower(&bad.0)), lang, target)
        })
        .collect()
}

fn glue(lang: Lang, i: usize) -> &'static str {
    let ways: &[&str] = match lang {
        Lang::Ru => &[", но ", ". Но ", ", однако ", ". ", ", а вот "],
        Lang::Ro => &[", dar ", ". Dar ", ", insa ", ". ", ", in schimb "],
        Lang::En | Lang::Other => &[", but ", ". But ", ", however ", ". ", ", although "],
    };
    ways[i % ways.len()]
}

fn lower(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(c) => c.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn praise_and_rebuke_make_a_mixed_text() {
        let row = |text: &str, tone, intent| {
            (text.to_owned(), Lang::En, Target { tone, intent, lean: 0.0 })
        };
        let rows =
            [row("Nice.", POS, PRAISE), row("Broke at once", NEG, COMPLAINT), row("Nice", POS, 0)];
        let out = joined(&rows, 10);
        assert_eq!(out.len(), 1);
        assert_eq!(out[0].0, "Nice, but broke at once");
        assert_eq!(out[0].2.tone, MIX);
    }
}
