//! Normal forms of one word: what stays when case, look-alikes, stretching and diacritics are gone.

use crate::letters::{
    cyrillic_twin, is_apostrophe, is_cyrillic, is_invisible, is_latin, is_plain, latin_twin,
};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Lower case, NFC, one alphabet, no stretching. See `Token::norm`.
pub(crate) fn norm(raw: &str) -> String {
    if raw.bytes().all(|b| b.is_ascii_lowercase()) && !has_run(raw) {
        return raw.to_owned();
    }
    let twin = twin_direction(raw);
    let mut out = String::with_capacity(raw.len());
    let push = |out: &mut String, c: char| {
        if is_invisible(c) {
            return;
        }
        let c = match twin {
            Twin::None => c,
            Twin::ToCyrillic => cyrillic_twin(c).unwrap_or(c),
            Twin::ToLatin => latin_twin(c).unwrap_or(c),
        };
        if let 'а'..='я' | 'a'..='z' = c {
            out.push(c);
            return;
        }
        for lower in c.to_lowercase() {
            out.push(match lower {
                'ё' => 'е',
                'ş' => 'ș',
                'ţ' => 'ț',
                c if is_apostrophe(c) => '\'',
                c => c,
            });
        }
    };
    if is_nfc(raw) {
        raw.chars().for_each(|c| push(&mut out, c));
    } else {
        raw.nfc().for_each(|c| push(&mut out, c));
    }
    // Lower case can decompose ('İ'), removed characters can bring a letter and its mark together.
    if !is_nfc(&out) {
        out = out.nfc().collect();
    }
    if has_run(&out) { unstretch(&out) } else { out }
}

fn is_nfc(s: &str) -> bool {
    s.chars().all(is_plain) || is_nfc_quick(s.chars()) == IsNormalized::Yes
}

/// `norm` without the diacritics of Latin (and Greek, Vietnamese …) letters; Cyrillic keeps its й.
pub(crate) fn fold(norm: &str) -> String {
    if norm.is_ascii() {
        return norm.to_owned();
    }
    let mut out = String::with_capacity(norm.len());
    for c in norm.chars() {
        match c {
            'ă' | 'â' => out.push('a'),
            'î' => out.push('i'),
            'ș' => out.push('s'),
            'ț' => out.push('t'),
            'ß' => out.push_str("ss"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' => out.push('d'),
            'ı' => out.push('i'),
            c if c.is_ascii() || is_cyrillic(c) => out.push(c),
            '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => {
                let mut base = c;
                unicode_normalization::char::decompose_canonical(c, |d| {
                    if !unicode_normalization::char::is_combining_mark(d) {
                        base = d;
                    }
                });
                out.push(base);
            }
            // A mark that composes with nothing: noise on a Latin letter, part of the script elsewhere.
            '\u{300}'..='\u{36f}' => {}
            c => out.push(c),
        }
    }
    out
}

#[derive(Clone, Copy)]
enum Twin {
    None,
    ToCyrillic,
    ToLatin,
}

/// A word in two alphabets belongs to the one with more letters that have no twin in the other.
fn twin_direction(raw: &str) -> Twin {
    let (mut latin, mut cyrillic, mut latin_own, mut cyrillic_own) = (0u32, 0u32, 0u32, 0u32);
    for c in raw.chars() {
        if is_cyrillic(c) {
            cyrillic += 1;
            cyrillic_own += u32::from(latin_twin(c).is_none());
        } else if is_latin(c) {
            latin += 1;
            latin_own += u32::from(cyrillic_twin(c).is_none());
        }
    }
    match (latin, cyrillic) {
        (0, _) | (_, 0) => Twin::None,
        _ if latin_own == 0 && (cyrillic_own > 0 || cyrillic >= latin) => Twin::ToCyrillic,
        _ if cyrillic_own == 0 => Twin::ToLatin,
        _ => Twin::None,
    }
}

fn has_run(s: &str) -> bool {
    let (mut last, mut n) = ('\0', 0);
    for c in s.chars() {
        n = if c == last { n + 1 } else { 1 };
        last = c;
        if n >= 3 {
            return true;
        }
    }
    false
}

/// Three or more of the same letter become one; the words below keep the two they are spelt with.
fn unstretch(s: &str) -> String {
    // Romanian has true triple letters, all at the end: copiii, fiii.
    let keep_end = s.ends_with("iii") && !s.ends_with("iiii") && s.len() > 3;
    let body = if keep_end { &s[..s.len() - 3] } else { s };
    let mut out = String::with_capacity(s.len());
    let mut chars = body.chars().peekable();
    while let Some(c) = chars.next() {
        let mut n = 1;
        while chars.peek() == Some(&c) {
            chars.next();
            n += 1;
        }
        out.push(c);
        if n == 2 {
            out.push(c);
        }
    }
    if keep_end {
        out.push_str("iii");
    }
    match DOUBLED.iter().find(|(short, _)| *short == out) {
        Some((_, full)) => (*full).to_owned(),
        None => out,
    }
}

/// Words often stretched at a letter that is spelt double.
const DOUBLED: &[(&str, &str)] = &[
    ("god", "good"),
    ("col", "cool"),
    ("to", "too"),
    ("son", "soon"),
    ("al", "all"),
    ("wel", "well"),
    ("helo", "hello"),
    ("of", "off"),
    ("clas", "class"),
    ("fre", "free"),
    ("ned", "need"),
    ("fel", "feel"),
    ("wek", "week"),
    ("swet", "sweet"),
    ("realy", "really"),
    ("клас", "класс"),
    ("класно", "классно"),
    ("класный", "классный"),
    ("длиный", "длинный"),
    ("каса", "касса"),
    ("вобще", "вообще"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, want_norm: &str, want_fold: &str) {
        let n = norm(raw);
        assert_eq!(n, want_norm, "{raw}");
        assert_eq!(fold(&n), want_fold, "{raw}");
    }

    #[test]
    fn normal_forms() {
        check("Ещё", "еще", "еще");
        check("ЁЛКА", "елка", "елка");
        check("Şi", "și", "si");
        check("ţară", "țară", "tara");
        check("ÎNCĂ", "încă", "inca");
        check("a\u{306}", "ă", "a");
        check("мой", "мой", "мой");
        check("мои\u{306}", "мой", "мой");
        check("Пpиветствую", "приветствую", "приветствую");
        check("CБЕРБАНК", "сбербанк", "сбербанк");
        check("Sаmsung", "samsung", "samsung");
        check("Don’t", "don't", "don't");
        check("пло\u{ad}хо", "плохо", "плохо");
        check("İyi", "i\u{307}yi", "iyi");
        check("café", "café", "cafe");
        check("wifi", "wifi", "wifi");
    }

    #[test]
    fn stretched() {
        check("оооочень", "очень", "очень");
        check("УЖАССССС", "ужас", "ужас");
        check("gooood", "good", "good");
        check("foooarte", "foarte", "foarte");
        check("copiii", "copiii", "copiii");
        check("классссс", "класс", "класс");
        check("нннет", "нет", "нет");
        check("касса", "касса", "касса");
    }
}
