//! Which language a text is in.

use crate::lang::Lang;
use crate::letters::{is_cyrillic, is_latin};
use crate::token::{Kind, Token};

/// The language and how sure it is, from 0 to 1.
pub(crate) fn identify(tokens: &[Token]) -> (Lang, f32) {
    let mut joined = String::new();
    let (mut latin, mut cyrillic, mut other) = (0usize, 0usize, 0usize);
    for t in tokens.iter().filter(|t| t.kind == Kind::Word).take(200) {
        joined.push_str(&t.norm);
        joined.push(' ');
        for c in t.norm.chars() {
            if is_cyrillic(c) {
                cyrillic += 1;
            } else if is_latin(c) {
                latin += 1;
            } else if c.is_alphabetic() {
                other += 1;
            }
        }
    }
    let letters = latin + cyrillic + other;
    if letters == 0 || other * 2 > letters {
        return (Lang::Other, 1.0);
    }
    if cyrillic >= latin {
        return (Lang::Ru, 0.9);
    }
    if joined.contains(['ă', 'ș', 'ț', 'î', 'â']) {
        return (Lang::Ro, 0.95);
    }
    match whatlang::detect(&joined) {
        Some(i) if i.lang() == whatlang::Lang::Ron => (Lang::Ro, i.confidence() as f32),
        Some(i) if i.lang() == whatlang::Lang::Eng || joined.len() < 40 => {
            (Lang::En, i.confidence() as f32)
        }
        _ => (Lang::Other, 0.5),
    }
}
