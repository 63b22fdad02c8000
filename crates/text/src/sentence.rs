//! Where sentences end. Sloppy writing is the norm here: no capitals, no space after a full stop.

use crate::scan::Piece;
use crate::token::Kind;
use std::ops::Range;

/// The sentence of each piece, and the span of each sentence (first token to last).
pub(crate) fn sentences(text: &str, pieces: &[Piece]) -> (Vec<u32>, Vec<Range<usize>>) {
    let mut of = Vec::with_capacity(pieces.len());
    let mut spans: Vec<Range<usize>> = Vec::new();
    let mut ended = true;
    for (i, piece) in pieces.iter().enumerate() {
        let gap = match i.checked_sub(1) {
            Some(prev) => &text[pieces[prev].span.end..piece.span.start],
            None => "",
        };
        let starts = if spans.is_empty() {
            true
        } else if ended {
            !belongs_to_last(text, piece, gap)
        } else {
            line_break(text, piece, gap)
        };
        if starts {
            spans.push(piece.span.clone());
            ended = false;
        }
        if let Some(last) = spans.last_mut() {
            last.end = piece.span.end;
        }
        of.push(spans.len() as u32 - 1);
        ended |= ends(text, pieces, i);
    }
    (of, spans)
}

/// After the end: closing quotes, more signs and a smile on the same line still belong to it.
fn belongs_to_last(text: &str, piece: &Piece, gap: &str) -> bool {
    if gap.contains('\n') {
        return false;
    }
    match piece.kind {
        Kind::Emoji => true,
        Kind::Punct => {
            let sign = text[piece.span.clone()].chars().next().unwrap_or(' ');
            matches!(sign, '.' | '!' | '?' | '…' | ')' | ']' | '»' | '”' | '"' | '\'')
                && gap.is_empty()
        }
        _ => false,
    }
}

/// A blank line ends a sentence; a single line break does so before a capital, a digit or a bullet.
fn line_break(text: &str, piece: &Piece, gap: &str) -> bool {
    let breaks = gap.bytes().filter(|&b| b == b'\n').count();
    if breaks == 0 {
        return false;
    }
    let first = text[piece.span.clone()].chars().next().unwrap_or(' ');
    breaks > 1
        || first.is_uppercase()
        || first.is_numeric()
        || matches!(first, '-' | '—' | '–' | '•' | '*' | '+')
}

fn ends(text: &str, pieces: &[Piece], i: usize) -> bool {
    let piece = &pieces[i];
    if piece.kind != Kind::Punct {
        return false;
    }
    let sign = &text[piece.span.clone()];
    match sign.chars().next() {
        Some('!' | '?' | '…' | '。' | '！' | '？') => true,
        Some('.') if sign.len() > 1 => true,
        Some('.') => full_stop(text, pieces, i),
        _ => false,
    }
}

/// A single full stop ends a sentence unless it shortens a word or stands inside one.
fn full_stop(text: &str, pieces: &[Piece], i: usize) -> bool {
    let after = pieces.get(i + 1);
    let spaced = after.is_none_or(|a| a.span.start > pieces[i].span.end);
    let next = after.and_then(|a| text[a.span.clone()].chars().next());
    if !spaced && !next.is_some_and(|c| c.is_uppercase() || matches!(c, '"' | '»' | ')' | '”')) {
        return false;
    }
    let Some(prev) = i.checked_sub(1).map(|p| &pieces[p]) else {
        return true;
    };
    if prev.span.end != pieces[i].span.start {
        return true;
    }
    let word = &text[prev.span.clone()];
    match prev.kind {
        // A list number at the beginning of a line: "1. Кофе".
        Kind::Number => !(i == 1 || text[..prev.span.start].ends_with('\n')),
        Kind::Word => {
            let letters = word.chars().count();
            let initial = letters == 1 && word.chars().all(char::is_uppercase);
            let lower = next.is_some_and(char::is_lowercase);
            let digit = next.is_some_and(char::is_numeric);
            !(initial
                || (letters == 1 && lower)
                || (ABBREVIATIONS.contains(&word.to_lowercase().as_str())
                    && (lower || digit || TITLES.contains(&word.to_lowercase().as_str()))))
        }
        _ => true,
    }
}

/// Before a small letter or a number these do not end a sentence.
const ABBREVIATIONS: &[&str] = &[
    "г",
    "гг",
    "ул",
    "руб",
    "тыс",
    "млн",
    "коп",
    "тел",
    "им",
    "др",
    "пр",
    "т",
    "д",
    "п",
    "см",
    "стр",
    "кв",
    "мин",
    "сек",
    "час",
    "шт",
    "обл",
    "просп",
    "mr",
    "mrs",
    "ms",
    "dr",
    "st",
    "vs",
    "etc",
    "approx",
    "no",
    "inc",
    "ltd",
    "dl",
    "dna",
    "dvs",
    "nr",
    "str",
    "tel",
    "art",
    "ex",
    "min",
    "sec",
    "bd",
    "jud",
];

/// These stand before a name, which has a capital.
const TITLES: &[&str] = &[
    "ул",
    "им",
    "просп",
    "mr",
    "mrs",
    "ms",
    "dr",
    "st",
    "dl",
    "dna",
    "str",
    "bd",
    "jud",
    "nr",
    "no",
];

#[cfg(test)]
mod tests {
    use crate::scan::scan;

    fn check(text: &str, want: &[&str]) {
        let (_, spans) = super::sentences(text, &scan(text));
        let got: Vec<_> = spans.into_iter().map(|s| &text[s]).collect();
        assert_eq!(got, want, "{text}");
    }

    #[test]
    fn ends_are_found() {
        check("Плохо. очень плохо!! Не приду", &["Плохо.", "очень плохо!!", "Не приду"]);
        check("Ждал 2 часа.Никто не пришел", &["Ждал 2 часа.", "Никто не пришел"]);
        check(
            "Живу на ул. Ленина 5, с 2019 г. и доволен.",
            &["Живу на ул. Ленина 5, с 2019 г. и доволен."],
        );
        check("Спасибо! 😀 Приду еще", &["Спасибо! 😀", "Приду еще"]);
        check("Dl. Popescu a venit. Mulțumesc", &["Dl. Popescu a venit.", "Mulțumesc"]);
        check("a line\nwrapped here\n\nnew one", &["a line\nwrapped here", "new one"]);
        check("1. Кофе\n2. Чай", &["1. Кофе", "2. Чай"]);
        check("А. С. Пушкин писал.", &["А. С. Пушкин писал."]);
        check("«Вам что, трудно?» — спросил я", &["«Вам что, трудно?»", "— спросил я"]);
        check("", &[]);
    }
}
