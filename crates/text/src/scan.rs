//! Cuts a text into raw tokens in one pass. No normal forms here, no sentences.

use crate::emoji::{emoji_len, emoticon};
use crate::letters::{is_apostrophe, is_hyphen, is_invisible, is_word_char};
use crate::token::Kind;
use std::ops::Range;

/// A piece of the text before it gets its normal forms. `face` is the canonical emoticon.
pub(crate) struct Piece {
    pub span: Range<usize>,
    pub kind: Kind,
    pub face: Option<&'static str>,
}

/// Pieces in the order of the text, none empty, none overlapping, all on character boundaries.
pub(crate) fn scan(text: &str) -> Vec<Piece> {
    let mut s = Scanner { text, at: 0, open: 0, out: Vec::with_capacity(text.len() / 6 + 1) };
    while let Some(c) = s.peek(s.at) {
        s.step(c);
    }
    s.out
}

/// How far an address may reach; what is longer is cut into words. Keeps the scan linear.
const LONGEST_ADDRESS: usize = 2048;
const LONGEST_MAIL: usize = 254;
/// Brackets that make one smile.
pub(crate) const LONGEST_SMILE: usize = 64;

const MASKS: &[&str] = &["<user>", "<url>", "<num>", "<email>", "<phone>", "<name>", "<mail>"];

struct Scanner<'t> {
    text: &'t str,
    at: usize,
    /// Round brackets open here.
    open: u32,
    out: Vec<Piece>,
}

impl<'t> Scanner<'t> {
    fn peek(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    fn before(&self) -> Option<char> {
        self.text[..self.at].chars().next_back()
    }

    fn push(&mut self, end: usize, kind: Kind) {
        self.out.push(Piece { span: self.at..end, kind, face: None });
        self.at = end;
    }

    fn step(&mut self, c: char) {
        if c.is_whitespace() || c.is_control() || is_invisible(c) {
            self.at += c.len_utf8();
        } else if is_word_char(c) {
            self.word();
        } else if c.is_ascii_digit() || c.is_numeric() {
            self.number();
        } else {
            self.sign(c);
        }
    }

    fn word(&mut self) {
        if let Some(end) = self.address().or_else(|| self.bare_mail()) {
            let kind = if self.text[self.at..end].contains('@')
                && !self.text[self.at..end].contains("://")
            {
                Kind::Mail
            } else {
                Kind::Url
            };
            return self.push(end, kind);
        }
        if let Some((len, face)) = self.face() {
            return self.push_face(len, face);
        }
        let end = self.word_end(self.at);
        self.push(end, Kind::Word);
        // The hyphen inside a compound belongs to no token.
        if let Some(h) = self.peek(end).filter(|&h| is_hyphen(h))
            && self.peek(end + h.len_utf8()).is_some_and(|c| is_word_char(c) || c.is_ascii_digit())
        {
            self.at = end + h.len_utf8();
        }
    }

    /// Letters, and between letters: digits, apostrophes, invisible characters.
    fn word_end(&self, from: usize) -> usize {
        let mut end = from;
        let mut chars = self.text[from..].char_indices().peekable();
        while let Some((i, c)) = chars.next() {
            let inside = is_word_char(c)
                || c.is_ascii_digit()
                || ((is_apostrophe(c) || is_invisible(c))
                    && chars.peek().is_some_and(|&(_, n)| is_word_char(n)));
            if !inside {
                break;
            }
            end = from + i + c.len_utf8();
        }
        end
    }

    fn number(&mut self) {
        let mut end = self.at;
        let mut chars = self.text[self.at..].char_indices().peekable();
        while let Some((i, c)) = chars.next() {
            let inside = c.is_numeric()
                || (matches!(c, '.' | ',' | ':' | '/')
                    && chars.peek().is_some_and(|&(_, n)| n.is_ascii_digit()));
            if !inside {
                break;
            }
            end = self.at + i + c.len_utf8();
        }
        if let Some(len) = emoji_after_digit(&self.text[self.at..end], &self.text[end..]) {
            let end = end + len;
            return self.push(end, Kind::Emoji);
        }
        self.push(end, Kind::Number);
    }

    fn sign(&mut self, c: char) {
        let rest = &self.text[self.at..];
        if c == '<'
            && let Some(mask) = MASKS.iter().find(|m| rest.starts_with(**m))
        {
            return self.push(self.at + mask.len(), Kind::Masked);
        }
        if matches!(c, '@' | '#') && !self.before().is_some_and(|b| b.is_alphanumeric()) {
            let end = self.name_end(self.at + 1);
            if end > self.at + 1 {
                return self.push(end, if c == '@' { Kind::Mention } else { Kind::Tag });
            }
        }
        if let Some((len, face)) = self.face() {
            return self.push_face(len, face);
        }
        if let Some(len) = emoji_len(rest) {
            return self.push(self.at + len, Kind::Emoji);
        }
        if matches!(c, '(' | ')')
            && let Some((len, face)) = self.bracket_face(c)
        {
            return self.push_face(len, face);
        }
        match c {
            '(' => self.open += 1,
            ')' => self.open = self.open.saturating_sub(1),
            _ => {}
        }
        // Brackets stay single: each may open or close. So no run is ever measured twice.
        let run = match c {
            '(' | ')' => 1,
            _ => rest.chars().take_while(|&r| r == c).count(),
        };
        self.push(self.at + run * c.len_utf8(), Kind::Punct);
    }

    fn push_face(&mut self, len: usize, face: &'static str) {
        self.out.push(Piece { span: self.at..self.at + len, kind: Kind::Emoji, face: Some(face) });
        self.at += len;
    }

    fn face(&self) -> Option<(usize, &'static str)> {
        let rest = &self.text[self.at..];
        let first = rest.bytes().next()?;
        // х and Х begin with 0xD1/0xD0, о with 0xD0.
        if !matches!(
            first,
            b':' | b';'
                | b'='
                | b'8'
                | b'<'
                | b'^'
                | b'-'
                | b'o'
                | b'O'
                | b'x'
                | b'X'
                | 0xd0
                | 0xd1
        ) {
            return None;
        }
        emoticon(rest, self.before())
    }

    /// The smile of Russian writers is the mouth alone: `спасибо))`, `жаль(`.
    fn bracket_face(&self, c: char) -> Option<(usize, &'static str)> {
        let rest = &self.text[self.at..];
        let run = rest.bytes().take(LONGEST_SMILE).take_while(|&b| b == c as u8).count();
        let next = rest[run..].chars().next();
        if c == ')' {
            let label = self.out.last().is_some_and(|p| {
                p.span.end == self.at
                    && (p.kind == Kind::Number || self.text[p.span.clone()].chars().count() == 1)
            });
            let spare = run as u32 > self.open;
            return (spare && self.open == 0 && !(run == 1 && label)).then_some((run, ":)"));
        }
        let closed_later = next.is_some_and(|n| !n.is_whitespace());
        (!closed_later && !self.out.is_empty()).then_some((run, ":("))
    }

    fn name_end(&self, from: usize) -> usize {
        self.text[from..]
            .char_indices()
            .take_while(|&(_, c)| is_word_char(c) || c.is_ascii_digit() || c == '_')
            .last()
            .map_or(from, |(i, c)| from + i + c.len_utf8())
    }

    /// `https://…`, `www.…`, or a bare `name.ru/…`.
    fn address(&self) -> Option<usize> {
        let rest = &self.text[self.at..];
        let b = rest.as_bytes();
        if !b[0].is_ascii_alphabetic() {
            return None;
        }
        let lower = |n: usize| b.len() > n;
        let explicit = [&b"http://"[..], b"https://", b"www."]
            .iter()
            .any(|p| lower(p.len()) && b[..p.len()].eq_ignore_ascii_case(p));
        if !explicit && !bare_host(b) {
            return None;
        }
        let stop = rest
            .char_indices()
            .take(LONGEST_ADDRESS)
            .find(|&(_, c)| {
                c.is_whitespace()
                    || c.is_control()
                    || matches!(c, '<' | '>' | '"' | '«' | '»' | '“' | '”')
            })
            .map_or_else(
                || rest.char_indices().nth(LONGEST_ADDRESS).map_or(rest.len(), |(i, _)| i),
                |(i, _)| i,
            );
        let trimmed = rest[..stop]
            .trim_end_matches(['.', ',', '!', '?', ':', ';', '\'', '*', '…'])
            .trim_end_matches(|c: char| c == ')' && !rest[..stop].contains('('));
        (trimmed.len() > 4).then_some(self.at + trimmed.len())
    }

    fn bare_mail(&self) -> Option<usize> {
        let b = &self.text.as_bytes()[self.at..];
        if !b[0].is_ascii_alphanumeric() {
            return None;
        }
        // A word looked at once is not looked at again from its middle: `word` takes it whole.
        let local = b
            .iter()
            .take(LONGEST_MAIL)
            .take_while(|c| c.is_ascii_alphanumeric() || b"._%+-".contains(c))
            .count();
        if b.get(local) != Some(&b'@') {
            return None;
        }
        let host = b[local + 1..]
            .iter()
            .take(LONGEST_MAIL)
            .take_while(|c| c.is_ascii_alphanumeric() || b".-".contains(c))
            .count();
        let mail = &self.text[self.at..self.at + local + 1 + host];
        let mail = mail.trim_end_matches(['.', '-']);
        mail[local..].contains('.').then_some(self.at + mail.len())
    }
}

/// `name.tld` with a known ending, then the end of the word or a path.
fn bare_host(b: &[u8]) -> bool {
    const ENDS: &[&[u8]] = &[
        b"ru", b"com", b"ro", b"org", b"net", b"io", b"me", b"su", b"md", b"uk", b"eu", b"info",
        b"biz", b"shop",
    ];
    let host = b
        .iter()
        .take(64)
        .take_while(|c| c.is_ascii_alphanumeric() || **c == b'-' || **c == b'.')
        .count();
    let name = &b[..host];
    let name = name.strip_suffix(b".").unwrap_or(name);
    let Some(dot) = name.iter().rposition(|&c| c == b'.') else {
        return false;
    };
    let end = &name[dot + 1..];
    let after = b.get(name.len()).copied();
    dot > 1
        && ENDS.contains(&end)
        && !name.windows(2).any(|w| w == b"..")
        && !after.is_some_and(|c| c >= 0x80 || c == b'@')
}

/// Keycaps: a digit followed by a variation selector and U+20E3.
fn emoji_after_digit(digits: &str, rest: &str) -> Option<usize> {
    if digits.len() != 1 {
        return None;
    }
    ["\u{fe0f}\u{20e3}", "\u{20e3}"].iter().find(|k| rest.starts_with(**k)).map(|k| k.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, want: &[(&str, Kind)]) {
        let got: Vec<_> = scan(text).into_iter().map(|p| (&text[p.span], p.kind)).collect();
        assert_eq!(got, want, "{text}");
    }

    use Kind::*;

    #[test]
    fn words_and_numbers() {
        check("Ждал 5мин.", &[("Ждал", Word), ("5", Number), ("мин", Word), (".", Punct)]);
        check(
            "кто-то n-am don't",
            &[("кто", Word), ("то", Word), ("n", Word), ("am", Word), ("don't", Word)],
        );
        check(
            "в 10:30, 1,5 кг 12.03.2024",
            &[
                ("в", Word),
                ("10:30", Number),
                (",", Punct),
                ("1,5", Number),
                ("кг", Word),
                ("12.03.2024", Number),
            ],
        );
        check("втб24 - mp3", &[("втб24", Word), ("-", Punct), ("mp3", Word)]);
        check("ужас!!! нет...", &[("ужас", Word), ("!!!", Punct), ("нет", Word), ("...", Punct)]);
        check("пло\u{ad}хо\0да", &[("пло\u{ad}хо", Word), ("да", Word)]);
    }

    #[test]
    fn addresses() {
        check(
            "см. https://a.ru/x?y=1, да",
            &[("см", Word), (".", Punct), ("https://a.ru/x?y=1", Url), (",", Punct), ("да", Word)],
        );
        check("on ozon.ru!", &[("on", Word), ("ozon.ru", Url), ("!", Punct)]);
        check(
            "пишите ivan.p@mail.ru.",
            &[("пишите", Word), ("ivan.p@mail.ru", Mail), (".", Punct)],
        );
        check("@bank #жалоба <user>", &[("@bank", Mention), ("#жалоба", Tag), ("<user>", Masked)]);
        check(
            "late.Then nothing",
            &[("late", Word), (".", Punct), ("Then", Word), ("nothing", Word)],
        );
    }

    #[test]
    fn faces() {
        check("спасибо))", &[("спасибо", Word), ("))", Emoji)]);
        check("(да)", &[("(", Punct), ("да", Word), (")", Punct)]);
        check("жаль(", &[("жаль", Word), ("(", Emoji)]);
        check("1) да", &[("1", Number), (")", Punct), ("да", Word)]);
        check("ok :) 👍🏽", &[("ok", Word), (":)", Emoji), ("👍🏽", Emoji)]);
        check("5️⃣", &[("5️⃣", Emoji)]);
    }
}
