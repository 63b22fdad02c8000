//! What phrases cannot see: shapes of characters and facts of the case.

mod identifiers;
mod names;
mod slots;

use crate::Draft;
use crate::catalogue::Detector;
use std::ops::Range;

/// Spans of the draft, on character boundaries.
pub(crate) fn run(detector: Detector, draft: &Draft) -> Vec<Range<usize>> {
    match detector {
        Detector::Identifiers => {
            let mut found = identifiers::find(draft);
            found.extend(names::find(draft));
            found
        }
        Detector::Slots => {
            let mut found = slots::find(draft.text);
            found.extend(names::wrong_salutation(draft));
            found
        }
    }
}

pub(crate) use names::addressed;

/// Words with their byte places: letters and what joins them.
fn words(text: &str) -> Vec<(usize, &str)> {
    let part = |c: char| c.is_alphanumeric() || c == '\'' || c == '’';
    let mut out = Vec::new();
    let mut from = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (part(c), from) {
            (true, None) => from = Some(at),
            (false, Some(start)) => {
                out.push((start, &text[start..at]));
                from = None;
            }
            _ => {}
        }
    }
    out
}

/// The last `chars` characters before `at`, in lower case.
fn before(text: &str, at: usize, chars: usize) -> String {
    let tail: Vec<char> = text[..at].chars().rev().take(chars).collect();
    tail.into_iter().rev().collect::<String>().to_lowercase()
}

fn capital(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase)
        && chars.clone().next().is_some()
        && chars.all(char::is_lowercase)
}
