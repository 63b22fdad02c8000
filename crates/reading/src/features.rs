//! What the model sees of a text: hashed words, pairs of words, pieces of words and a few facts of
//! shape. The same code serves training and reading, so the two cannot drift apart.

use text::{Analysis, Kind, Lang, Token};

/// Features come in groups; each is scaled by the root of its size, so that a long text does not
/// shout down a short one and letters do not drown the words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Group {
    Word = 0,
    Char = 1,
    Shape = 2,
}

pub(crate) const GROUPS: usize = 3;

/// Weight of one feature in a group of `n`.
pub(crate) fn value(group: Group, n: u32) -> f32 {
    match group {
        Group::Word => 1.6 / (n as f32).sqrt(),
        Group::Char => 1.2 / (n as f32).sqrt(),
        Group::Shape => 0.35,
    }
}

/// Only the beginning and the end of a very long text are read: what the author wants stands there,
/// and the time stays bounded.
const HEAD: usize = 220;
const TAIL: usize = 80;

/// Calls `sink` for every feature with its group and its bucket, below `1 << bits`.
pub(crate) fn features(a: &Analysis, bits: u32, mut sink: impl FnMut(Group, u32)) {
    let shift = 64 - bits;
    let mut put = |group: Group, h: u64| sink(group, (finish(h) >> shift) as u32);
    let salt = salt(a.lang);
    let n = a.tokens.len();
    let tail_from = if n > HEAD + TAIL { n - TAIL } else { HEAD.min(n) };
    let spans = [&a.tokens[..HEAD.min(n)], &a.tokens[tail_from..]];
    for tokens in spans {
        words(tokens, salt, &mut put);
    }
    shape(a, salt, &mut put);
}

/// The languages do not share weights: "bun" and "bun" are two words.
fn salt(lang: Lang) -> u64 {
    match lang {
        Lang::Ru => 0x5bd1_e995_1234_5671,
        Lang::En | Lang::Other => 0x27d4_eb2f_1656_67c5,
        Lang::Ro => 0x1b87_3593_85eb_ca6b,
    }
}

const UNI: u64 = 1;
const STEM: u64 = 2;
const PAIR: u64 = 3;
const SKIP: u64 = 4;
const DENIED: u64 = 5;
const OPENS: u64 = 6;
const PIECE: u64 = 7;
const FACT: u64 = 8;

/// How many words after a negation count as denied.
const REACH: u32 = 3;

fn words(tokens: &[Token], salt: u64, put: &mut impl FnMut(Group, u64)) {
    let (mut last, mut before) = (mix(salt, 0x5747), mix(salt, 0x5747));
    let mut denied = 0u32;
    let mut sentence = u32::MAX;
    for t in tokens {
        let (uni, stem) = match t.kind {
            Kind::Word => (hash(t.fold.as_bytes()), hash(t.stem.as_bytes())),
            Kind::Punct | Kind::Emoji => {
                let h = hash(t.fold.as_bytes());
                (h, h)
            }
            Kind::Number => (11, 11),
            Kind::Url => (12, 12),
            Kind::Mail => (13, 13),
            Kind::Mention | Kind::Masked => (14, 14),
            Kind::Tag => (15, 15),
        };
        let (uni, stem) = (mix(salt, uni), mix(salt, stem));
        put(Group::Word, mix(uni, UNI));
        if stem != uni {
            put(Group::Word, mix(stem, STEM));
        }
        put(Group::Word, mix(mix(last, stem), PAIR));
        put(Group::Word, mix(mix(before, stem), SKIP));
        if t.sentence != sentence {
            put(Group::Word, mix(stem, OPENS));
            sentence = t.sentence;
        }
        if t.kind == Kind::Word {
            if denied > 0 {
                put(Group::Word, mix(stem, DENIED));
                denied -= 1;
            }
            if negates(&t.fold) {
                denied = REACH;
            }
            pieces(&t.fold, salt, put);
        } else if t.kind == Kind::Punct {
            denied = 0;
        }
        before = last;
        last = stem;
    }
}

/// Negations carry their sense over the next words.
fn negates(fold: &str) -> bool {
    matches!(
        fold,
        "не" | "нет"
            | "ни"
            | "без"
            | "нельзя"
            | "not"
            | "no"
            | "never"
            | "without"
            | "cannot"
            | "nu"
            | "n"
            | "fara"
            | "nici"
    ) || fold.ends_with("n't")
}

/// Longest word whose pieces are taken; the rest of a longer one says nothing more.
const LONGEST: usize = 32;

/// Pieces of 3 to 5 letters of `<word>`.
fn pieces(fold: &str, salt: u64, put: &mut impl FnMut(Group, u64)) {
    let mut letters = ['<'; LONGEST + 2];
    let mut n = 1;
    for c in fold.chars().take(LONGEST) {
        letters[n] = c;
        n += 1;
    }
    letters[n] = '>';
    n += 1;
    for from in 0..n {
        let mut h = mix(salt, PIECE);
        for (len, &c) in letters[from..n].iter().take(5).enumerate() {
            h = mix(h, c as u64);
            if len >= 2 {
                put(Group::Char, h);
            }
        }
    }
}

/// Facts about the whole: length, sentences, questions, exclamations, capitals, addresses.
fn shape(a: &Analysis, salt: u64, put: &mut impl FnMut(Group, u64)) {
    let mut count = [0usize; 6];
    let (mut letters, mut capitals) = (0usize, 0usize);
    for t in a.tokens.iter().take(HEAD) {
        match (t.kind, &*t.norm) {
            (Kind::Punct, "?") => count[0] += 1,
            (Kind::Punct, "!") => count[1] += t.end - t.start,
            (Kind::Emoji, _) => count[2] += 1,
            (Kind::Number, _) => count[3] += 1,
            (Kind::Url | Kind::Mail | Kind::Tag, _) => count[4] += 1,
            (Kind::Masked, _) | (Kind::Mention, _) => count[5] += 1,
            (Kind::Word, _) => {
                for c in a.text[t.start..t.end].chars() {
                    letters += 1;
                    capitals += usize::from(c.is_uppercase());
                }
            }
            _ => {}
        }
    }
    let mut fact =
        |kind: u64, level: u64| put(Group::Shape, mix(mix(salt, FACT), kind << 8 | level));
    fact(0, 0);
    fact(1, step(a.tokens.len()));
    fact(2, step(a.sentences.len()));
    for (i, &n) in count.iter().enumerate() {
        fact(3 + i as u64, step(n));
    }
    let loud = if letters < 4 { 0 } else { capitals * 4 / letters };
    fact(9, loud as u64);
    let asks_last = a.tokens.iter().rev().take(3).any(|t| &*t.norm == "?");
    fact(10, u64::from(asks_last));
}

fn step(n: usize) -> u64 {
    (usize::BITS - n.leading_zeros()) as u64
}

fn hash(bytes: &[u8]) -> u64 {
    let mut h = 0xcbf2_9ce4_8422_2325u64;
    let mut chunks = bytes.chunks_exact(8);
    for c in &mut chunks {
        h = mix(h, u64::from_le_bytes([c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7]]));
    }
    let mut rest = 0u64;
    for &b in chunks.remainder() {
        rest = rest << 8 | u64::from(b);
    }
    mix(h, rest ^ (bytes.len() as u64) << 56)
}

fn mix(h: u64, x: u64) -> u64 {
    (h.rotate_left(23) ^ x).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

fn finish(h: u64) -> u64 {
    (h ^ (h >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str, lang: Lang) -> Vec<(Group, u32)> {
        let mut out = Vec::new();
        features(&Analysis::with_lang(text, lang), 18, |g, b| out.push((g, b)));
        out
    }

    #[test]
    fn same_text_same_features_and_no_diacritics_needed() {
        let a = all("Mulțumesc, foarte bun!", Lang::Ro);
        assert_eq!(a, all("Multumesc, foarte bun!", Lang::Ro));
        assert_ne!(a, all("Multumesc, foarte bun!", Lang::En));
        assert!(a.iter().all(|&(_, b)| b < 1 << 18));
    }

    #[test]
    fn a_long_text_is_bounded() {
        let long = "слово за слово ".repeat(10_000);
        let longer = "слово за слово ".repeat(20_000);
        let (a, b) = (all(&long, Lang::Ru), all(&longer, Lang::Ru));
        assert_eq!(a.len(), b.len());
        assert!(a.len() < 30_000);
    }
}
