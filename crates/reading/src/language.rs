//! Trains the table by which `text` tells languages apart: Russian (also in Latin letters), English
//! and Romanian (with and without diacritics) from the corpora, the rest from sentences of our own.

use crate::learn::{Examples, Settings, fit};
use crate::mapping::Target;
use crate::sources::source;
use crate::train::scatter;
use crate::{Progress, TrainError, corpus};
use std::path::Path;
use text::langid::{self, KNOWN, KNOWN_BITS, features, fours, value};
use text::{Analysis, Lang};

/// Rows of one corpus at most: variety counts more than mass.
const MOST: usize = 1_500;

/// Lines of the own sentences held back to measure, one in so many.
pub(crate) const HELD_BACK: usize = 6;

/// Reads `folder` (corpora), `own` (own examples) and `others` (lines of `code<TAB>text`), writes the table to `out`.
pub fn train_language(
    folder: &Path,
    own: Option<&Path>,
    others: &Path,
    out: &Path,
    progress: &mut dyn FnMut(Progress),
) -> Result<usize, TrainError> {
    let mut x = Examples::default();
    let mut seen = vec![[0u16; KNOWN.len()]; 1 << KNOWN_BITS];
    let mut files = corpus::corpora(folder)?;
    if let Some(own) = own {
        files.extend(corpus::corpora(own)?.into_iter().map(|(n, p)| (format!("examples_{n}"), p)));
    }
    let of = files.len() as u64;
    for (i, (name, path)) in files.iter().enumerate() {
        progress(Progress { stage: format!("reading {name}"), done: i as u64, of });
        if !source(name).is_some_and(|s| s.licence.trainable()) {
            continue;
        }
        let mut rows: Vec<_> = corpus::rows(path)?
            .into_iter()
            .filter(|r| r.split.as_deref() == Some("train"))
            .collect();
        rows.sort_by_key(|r| scatter(&r.text));
        for (i, row) in rows.into_iter().take(8 * MOST).enumerate() {
            let Some(lang) = row.lang() else { continue };
            remember(&mut seen, &row.text, lang);
            if i < MOST {
                teach(&mut x, &row.text, lang, 1.0);
            }
        }
    }
    let io = |source| TrainError::Io { path: others.to_owned(), source };
    let body = std::fs::read_to_string(others).map_err(io)?;
    for (_, text) in other_lines(&body, |i| i % HELD_BACK != 0) {
        (0..6).for_each(|round| teach_windows(&mut x, text, Lang::Other, 40.0, round));
    }
    let set = Settings { bits: langid::BITS, epochs: 4, rate: 0.2, decay: 1e-6, seed: 3 };
    let weights = fit::<4>(
        &x,
        |e| e.tone,
        |_| 0.0,
        &set,
        |done, of| {
            progress(Progress { stage: "learning".to_owned(), done, of });
        },
    );
    let mut bytes: Vec<u8> = weights
        .iter()
        .map(|w| (w / langid::STEP).round().clamp(-127.0, 127.0) as i8 as u8)
        .collect();
    for k in 0..KNOWN.len() {
        bytes.extend(seen.chunks(8).map(|eight| {
            eight
                .iter()
                .enumerate()
                .fold(0u8, |byte, (i, n)| byte | u8::from(n[k] >= USUAL_FROM) << i)
        }));
    }
    std::fs::write(out, bytes).map_err(|source| TrainError::Io { path: out.to_owned(), source })?;
    Ok(x.rows.len())
}

/// Texts a piece must occur in to be usual.
const USUAL_FROM: u16 = 4;

/// Counts the texts each piece occurs in.
fn remember(seen: &mut [[u16; KNOWN.len()]], text: &str, lang: Lang) {
    let Some(k) = KNOWN.iter().position(|&l| l == lang) else { return };
    let mut forms = vec![text.to_owned()];
    match lang {
        Lang::Ro => forms.push(undress(text)),
        Lang::Ru => forms.extend([in_latin(text, 0), in_latin(text, 1)]),
        _ => {}
    }
    for form in forms {
        let mut bits = Vec::new();
        fours(&Analysis::with_lang(&form, lang).tokens, |b| bits.push(b));
        bits.sort_unstable();
        bits.dedup();
        bits.into_iter().for_each(|b| seen[b as usize][k] = seen[b as usize][k].saturating_add(1));
    }
}

pub(crate) fn other_lines(
    body: &str,
    keep: impl Fn(usize) -> bool,
) -> impl Iterator<Item = (&str, &str)> {
    body.lines().enumerate().filter(move |&(i, _)| keep(i)).filter_map(|(_, l)| l.split_once('\t'))
}

fn teach(x: &mut Examples, text: &str, lang: Lang, weight: f32) {
    let odd = scatter(text);
    teach_windows(x, text, lang, weight, odd);
    match lang {
        Lang::Ro => teach_windows(x, &undress(text), lang, weight, odd / 7),
        Lang::Ru if odd.is_multiple_of(4) => {
            teach_windows(x, &in_latin(text, odd / 4), lang, weight, odd / 11)
        }
        _ => {}
    }
}

/// The text cut to its beginning, and short windows of it: short texts are the hard ones.
fn teach_windows(x: &mut Examples, text: &str, lang: Lang, weight: f32, odd: u64) {
    let a = Analysis::with_lang(text, lang);
    let words: Vec<usize> = (0..a.tokens.len()).filter(|&i| a.tokens[i].is_word()).collect();
    for (round, len) in [1, 2, 3, 5, 9, 40].into_iter().enumerate() {
        let from = if words.len() > len {
            (odd as usize).wrapping_add(round * 7919) % (words.len() - len + 1)
        } else {
            0
        };
        let window: Vec<_> =
            words.iter().skip(from).take(len).map(|&i| a.tokens[i].clone()).collect();
        if window.is_empty() || (len < 40 && words.len() < len) {
            continue;
        }
        let mut buckets = Vec::new();
        features(&window, |b| buckets.push(b));
        let v = value(buckets.len() as u32);
        // A lone word is often no language in particular.
        let weight = if len == 1 { weight * 0.3 } else { weight };
        x.push_buckets(
            [&buckets, &[], &[]],
            [v, 0.0, 0.0],
            Target { tone: 1 << lang as u8, ..Target::default() },
            weight,
        );
    }
}

/// Romanian as most people type it.
fn undress(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'ă' | 'â' => 'a',
            'Ă' | 'Â' => 'A',
            'î' => 'i',
            'Î' => 'I',
            'ș' | 'ş' => 's',
            'Ș' | 'Ş' => 'S',
            'ț' | 'ţ' => 't',
            'Ț' | 'Ţ' => 'T',
            c => c,
        })
        .collect()
}

/// Russian in Latin letters, in one of the usual ways.
fn in_latin(text: &str, way: u64) -> String {
    let way = |a: &'static str, b: &'static str| if way.is_multiple_of(2) { a } else { b };
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        out.push_str(match c {
            'а' => "a",
            'б' => "b",
            'в' => "v",
            'г' => "g",
            'д' => "d",
            'е' | 'э' => "e",
            'ё' => way("e", "yo"),
            'ж' => way("zh", "j"),
            'з' => "z",
            'и' => "i",
            'й' => way("y", "j"),
            'к' => "k",
            'л' => "l",
            'м' => "m",
            'н' => "n",
            'о' => "o",
            'п' => "p",
            'р' => "r",
            'с' => "s",
            'т' => "t",
            'у' => "u",
            'ф' => "f",
            'х' => way("h", "kh"),
            'ц' => way("ts", "c"),
            'ч' => "ch",
            'ш' => "sh",
            'щ' => way("sch", "shch"),
            'ъ' | 'ь' => "",
            'ы' => way("y", "i"),
            'ю' => way("yu", "u"),
            'я' => way("ya", "ja"),
            c => {
                out.push(c);
                continue;
            }
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn held_back_sentences_are_told_apart() {
        let body = include_str!("../../text/model/other-languages.tsv");
        let held: Vec<_> = other_lines(body, |i| i % HELD_BACK == 0).collect();
        let right = held.iter().filter(|(_, text)| Analysis::new(text).lang == Lang::Other).count();
        assert!(held.len() > 30);
        assert!(right * 100 >= held.len() * 80, "{right} of {}", held.len());
    }

    #[test]
    fn latin_letters() {
        assert_eq!(in_latin("Заказ не привезли", 0), "zakaz ne privezli");
        assert_eq!(undress("Mulțumesc, însă"), "Multumesc, insa");
    }
}
