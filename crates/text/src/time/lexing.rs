//! Tokens to the words of the grammar, in one pass.

use super::lexicon::{Lex, Lexicon};
use crate::letters::is_hyphen;
use crate::{Analysis, Kind, Token};

#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub lex: Lex,
    pub start: usize,
    pub end: usize,
    pub sentence: u32,
    pub capital: bool,
    /// Nothing but a hyphen stands between it and the item before.
    pub hyphen: bool,
}

pub(super) fn items(a: &Analysis, lexicon: &Lexicon) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::with_capacity(a.tokens.len());
    let mut at = 0;
    while let Some(token) = a.tokens.get(at) {
        let (lex, taken) = match token.kind {
            Kind::Word => word(a, lexicon, at),
            Kind::Number => (number(&token.norm), 1),
            Kind::Punct => (sign(&token.norm), 1),
            Kind::Emoji => (Lex::Stop, 1),
            _ => (Lex::Other, 1),
        };
        let end = a.tokens[at + taken - 1].end;
        let last = items.last().filter(|i| i.sentence == token.sentence);
        // "5 мар. 2027", "3 раб. дня": the stop only shortens.
        if &*token.norm == "." && last.is_some_and(|i| i.end == token.start && shortened(i.lex)) {
            at += taken;
            continue;
        }
        let gap = last.and_then(|i| a.text.get(i.end..token.start)).unwrap_or_default();
        let hyphen = gap.chars().count() == 1 && gap.chars().all(is_hyphen);
        items.push(Item {
            lex,
            start: token.start,
            end,
            sentence: token.sentence,
            capital: a.text[token.start..].starts_with(char::is_uppercase),
            hyphen,
        });
        at += taken;
    }
    items
}

fn word(a: &Analysis, lexicon: &Lexicon, at: usize) -> (Lex, usize) {
    if let Some(found) = meridian(&a.tokens[at..]) {
        return found;
    }
    let here = a.tokens[at].sentence;
    let words = a.tokens[at..].iter().take_while(|t| t.is_word() && t.sentence == here);
    lexicon.look(words.map(|t| &*t.fold)).unwrap_or((Lex::Other, 1))
}

/// `p.m.`, `a.m.`
fn meridian(tokens: &[Token]) -> Option<(Lex, usize)> {
    let [half, dot, m, ..] = tokens else { return None };
    let pm = match &*half.fold {
        "p" => true,
        "a" => false,
        _ => return None,
    };
    let dotted = &*dot.norm == "." && &*m.fold == "m" && dot.end == m.start;
    let last = tokens.get(3).is_some_and(|t| &*t.norm == "." && t.start == m.end);
    dotted.then_some((Lex::Meridian(pm), if last { 4 } else { 3 }))
}

fn sign(norm: &str) -> Lex {
    match norm {
        "," | "(" => Lex::Comma,
        "-" | "–" | "—" | "−" => Lex::Dash,
        "." | "!" | "?" | ";" | ":" | ")" | "…" | "\"" | "»" | "”" => Lex::Stop,
        _ => Lex::Sign,
    }
}

fn shortened(lex: Lex) -> bool {
    matches!(lex, Lex::Month(_) | Lex::Unit(..) | Lex::YearMark | Lex::Weekday(_) | Lex::Work)
}

fn number(text: &str) -> Lex {
    let digits = |s: &str| s.parse::<u32>().ok().filter(|_| s.len() <= 6);
    if let Some(n) = digits(text) {
        return Lex::Int(n, text.len() as u8);
    }
    let parts: Vec<&str> = text.split(['.', ':', ',', '/']).collect();
    let mark = text.chars().find(|c| !c.is_ascii_digit());
    let pair = |a: &str, b: &str| Some((digits(a)?, digits(b)?));
    match (parts.as_slice(), mark) {
        ([h, m], Some(':')) => match pair(h, m) {
            Some((h, m)) if h <= 24 && m < 60 && parts[1].len() == 2 => {
                let minute = (h * 60 + m).min(1440) as u16;
                Lex::Clock(minute, h > 12 || h == 0 || parts[0].starts_with('0'))
            }
            _ => Lex::Other,
        },
        ([a, b], Some('.')) if b.len() == 2 && a.len() <= 2 => match pair(a, b) {
            Some((a, b)) => Lex::Dotted(a as u8, b as u8),
            None => Lex::Other,
        },
        ([a, b], Some('/')) if b.len() <= 2 && a.len() <= 2 => match pair(a, b) {
            Some((a, b)) => Lex::Slashed(a as u8, b as u8),
            None => Lex::Other,
        },
        ([a, b], Some('.' | ',')) if b.len() == 1 => match pair(a, b) {
            Some((a, b)) if a < 1000 => Lex::Decimal(a * 4 + (b * 4).div_ceil(10)),
            _ => Lex::Other,
        },
        ([a, b, c], Some('.' | '/')) => date(a, b, c).unwrap_or(Lex::Other),
        _ => Lex::Other,
    }
}

/// Day, month, year; the American order only where no other is possible.
fn date(a: &str, b: &str, c: &str) -> Option<Lex> {
    let (a, b, year): (u8, u8, i16) = (a.parse().ok()?, b.parse().ok()?, c.parse().ok()?);
    let year = match c.len() {
        2 => 2000 + year,
        4 => year,
        _ => return None,
    };
    let (day, month) = if b > 12 { (b, a) } else { (a, b) };
    ((1..=31).contains(&day) && (1..=12).contains(&month)).then_some(Lex::Date(day, month, year))
}
