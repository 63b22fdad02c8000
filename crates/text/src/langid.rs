//! Which language a text is in: a linear model over letters, pieces of words and short words. The
//! alphabet narrows the choice, the model makes it. The file is built by `reading::train_language`.

use crate::lang::Lang;
use crate::letters::{is_cyrillic, is_latin};
use crate::token::{Kind, Token};

/// The table has `1 << BITS` buckets with one signed byte for each of `Lang::ALL`.
pub const BITS: u32 = 14;

/// One byte of the table in logits, for a text of one feature. `reading::train_language` uses it too.
pub const STEP: f32 = 1.0 / 16.0;

/// Behind the table: for each of `KNOWN` a set of `1 << KNOWN_BITS` bits, the pieces of four letters
/// that are usual in that language. It is how a language nobody taught the model is noticed.
pub const KNOWN: [Lang; 3] = [Lang::Ru, Lang::En, Lang::Ro];
pub const KNOWN_BITS: u32 = 18;

static FILE: &[u8] = include_bytes!("../model/language.bin");

/// Bytes of the table, and of the whole file.
pub const TABLE_LEN: usize = 4 << BITS;
pub const FILE_LEN: usize = TABLE_LEN + KNOWN.len() * (1 << KNOWN_BITS) / 8;
const _: () = assert!(FILE.len() == FILE_LEN, "language.bin has another layout: train it again");

/// A text with a smaller share of usual pieces than this is in another language, provided it has
/// enough pieces to judge.
const USUAL: f32 = 0.78;
const ENOUGH: u32 = 14;

/// Words after this many add nothing to the certainty.
const WORDS: usize = 60;

/// The language and how sure it is, from 0 to 1. A text without letters is `Other`.
pub(crate) fn identify(tokens: &[Token]) -> (Lang, f32) {
    let (mut latin, mut cyrillic, mut other) = (0usize, 0usize, 0usize);
    for t in tokens.iter().filter(|t| t.kind == Kind::Word).take(WORDS) {
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
    if latin + cyrillic == 0 || other > latin + cyrillic {
        return (Lang::Other, 1.0);
    }
    let possible: &[Lang] = if cyrillic >= latin {
        &[Lang::Ru, Lang::Other]
    } else {
        &[Lang::En, Lang::Ro, Lang::Ru, Lang::Other]
    };
    let p = probabilities(tokens, possible);
    let (lang, sure) = possible
        .iter()
        .map(|&l| (l, p[l as usize]))
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .unwrap_or((Lang::Other, 0.0));
    match KNOWN.iter().position(|&k| k == lang).map(|k| usual(tokens, k)) {
        Some((share, n)) if n >= ENOUGH && share < USUAL => (Lang::Other, (1.0 - share).max(0.5)),
        _ => (lang, sure),
    }
}

/// Share of the pieces of four letters that are usual in `KNOWN[k]`, and how many pieces there are.
fn usual(tokens: &[Token], k: usize) -> (f32, u32) {
    let set = &FILE[TABLE_LEN + k * ((1 << KNOWN_BITS) / 8)..];
    let (mut known, mut n) = (0u32, 0u32);
    fours(tokens, |bit| {
        known += u32::from(set[bit as usize / 8] >> (bit % 8) & 1);
        n += 1;
    });
    (known as f32 / n.max(1) as f32, n)
}

/// Calls `sink` with the bit of every piece of four letters, edges of the word included.
pub fn fours(tokens: &[Token], mut sink: impl FnMut(u32)) {
    for t in tokens.iter().filter(|t| t.kind == Kind::Word).take(WORDS) {
        let mut last = ['_'; 4];
        let mut n = 1;
        for c in t.norm.chars().take(24).chain(['_']) {
            last.rotate_left(1);
            last[3] = c;
            n += 1;
            if n >= 4 {
                let h = last.iter().fold(0x51_7cc1u64, |h, &c| {
                    (h.rotate_left(21) ^ c as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15)
                });
                sink((mixed(h) >> (64 - KNOWN_BITS)) as u32);
            }
        }
    }
}

/// Over `Lang::ALL`; what is not possible gets 0.
fn probabilities(tokens: &[Token], possible: &[Lang]) -> [f32; 4] {
    let mut sums = [0i32; 4];
    let mut n = 0u32;
    features(tokens, |bucket| {
        let at = bucket as usize * 4;
        for (s, w) in sums.iter_mut().zip(&FILE[at..at + 4]) {
            *s += i32::from(*w as i8);
        }
        n += 1;
    });
    let v = value(n) * STEP;
    let most = possible.iter().map(|&l| sums[l as usize]).max().unwrap_or(0);
    let mut p = [0f32; 4];
    for &l in possible {
        p[l as usize] = ((sums[l as usize] - most) as f32 * v).exp();
    }
    let total: f32 = p.iter().sum();
    p.map(|x| x / total)
}

/// Weight of one feature among `n`.
pub fn value(n: u32) -> f32 {
    1.0 / (n.max(1) as f32).sqrt()
}

/// Calls `sink` with the bucket of every feature: pieces of one to four letters with the edges of
/// the word marked, and the whole word.
pub fn features(tokens: &[Token], mut sink: impl FnMut(u32)) {
    for t in tokens.iter().filter(|t| t.kind == Kind::Word).take(WORDS) {
        let mut letters = ['_'; 26];
        let mut n = 1;
        for c in t.norm.chars().take(24) {
            letters[n] = c;
            n += 1;
        }
        n += 1;
        let mut word = 0u64;
        for from in 0..n {
            let mut h = 0x9e37_79b9u64;
            for (len, &c) in letters[from..n].iter().take(4).enumerate() {
                h = (h.rotate_left(21) ^ c as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
                // A lone edge says nothing.
                if len > 0 || c != '_' {
                    sink(bucket(h));
                }
            }
            word =
                (word.rotate_left(17) ^ letters[from] as u64).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        }
        sink(bucket(word));
    }
}

fn bucket(h: u64) -> u32 {
    (mixed(h) >> (64 - BITS)) as u32
}

fn mixed(h: u64) -> u64 {
    (h ^ h >> 31).wrapping_mul(0x94d0_49bb_1331_11eb)
}

#[cfg(test)]
mod tests {
    use crate::{Analysis, Lang};

    fn check(lang: Lang, texts: &[&str]) {
        for text in texts {
            let a = Analysis::new(text);
            assert_eq!(a.lang, lang, "{text:?} ({})", a.lang_confidence);
            assert!((0.0..=1.0).contains(&a.lang_confidence));
        }
    }

    #[test]
    fn short_texts_of_the_three_languages() {
        check(
            Lang::Ru,
            &[
                "плохо",
                "Спасибо большое!",
                "Где мой заказ?",
                "норм",
                "ужас!!!",
                "iPhone не заряжается",
            ],
        );
        check(
            Lang::En,
            &[
                "thank you so much",
                "never again",
                "Where is my order?",
                "bad service",
                "works great",
            ],
        );
        check(
            Lang::Ro,
            &[
                "foarte bun",
                "nu recomand",
                "multumesc frumos",
                "Unde este comanda mea?",
                "slab, nu merita banii",
            ],
        );
    }

    #[test]
    fn the_rest_is_other() {
        check(
            Lang::Other,
            &[
                "😀😀 👍",
                "",
                "12 345",
                "非常好吃",
                "Очікую на повернення грошей вже тиждень",
                "خدمة سيئة جدا",
            ],
        );
        check(
            Lang::Other,
            &[
                "Ich warte seit drei Wochen auf eine Antwort",
                "Je suis très content de mon achat, merci",
            ],
        );
    }

    #[test]
    fn russian_in_latin_letters() {
        check(
            Lang::Ru,
            &["zakaz tak i ne privezli, ochen ploho", "spasibo bolshoe, vse ponravilos"],
        );
    }
}
