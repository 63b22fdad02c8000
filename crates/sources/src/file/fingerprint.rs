//! What makes two rows the same review, whatever file they come from: the site's own
//! id, or else text, author, date and rating. The zone a file is read with and its
//! encoding change nothing.

use super::dates::When;
use super::row::Row;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

/// How many different anonymous short texts are counted; rows beyond are told apart
/// by their text alone.
const COUNTED: usize = 100_000;

/// Longer texts are not written twice by chance.
const SHORT: usize = 200;

/// Counts rows without id, author and date: "Отлично" from two people is two reviews,
/// and the second of them is the second in every copy of the file.
#[derive(Default)]
pub(crate) struct Ordinals {
    seen: HashMap<u64, u32>,
}

impl Ordinals {
    pub(crate) fn clear(&mut self) {
        self.seen.clear();
    }

    fn next(&mut self, content: &[u8]) -> u32 {
        let mut key = [0; 8];
        key.copy_from_slice(&content[..8]);
        let key = u64::from_le_bytes(key);
        if self.seen.len() >= COUNTED && !self.seen.contains_key(&key) {
            return 0;
        }
        let count = self.seen.entry(key).or_default();
        *count += 1;
        *count - 1
    }
}

pub(crate) fn fingerprint(row: &Row, when: Option<When>, ordinals: &mut Ordinals) -> String {
    let mut hash = Sha256::new();
    if let Some(id) = &row.external_id {
        add(&mut hash, "id");
        add(&mut hash, id);
        return hex::encode(hash.finalize());
    }
    add(&mut hash, "review");
    for part in [Some(&row.text), row.title.as_ref(), row.author.as_ref(), row.brand.as_ref()] {
        add(&mut hash, &folded(part.map_or("", |part| part)));
    }
    add(&mut hash, &when.map(written).unwrap_or_default());
    add(&mut hash, &row.rating.map(|stars| stars.to_string()).unwrap_or_default());
    let anonymous = row.author.is_none() && when.is_none();
    if anonymous && row.text.chars().nth(SHORT).is_none() {
        let ordinal = ordinals.next(&hash.clone().finalize());
        if ordinal > 0 {
            add(&mut hash, &ordinal.to_string());
        }
    }
    hex::encode(hash.finalize())
}

/// A date without zone stays a wall clock, so that another default zone finds the
/// same review.
fn written(when: When) -> String {
    match when {
        When::Civil(civil) => civil.to_string(),
        When::Moment(moment) => moment.to_string(),
    }
}

fn folded(text: &str) -> String {
    // Older Romanian encodings know ş and ţ with a cedilla only.
    let comma = |c| match c {
        'ş' => 'ș',
        'Ş' => 'Ș',
        'ţ' => 'ț',
        'Ţ' => 'Ț',
        other => other,
    };
    let composed: String = text.nfc().map(comma).collect();
    composed.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn add(hash: &mut Sha256, part: &str) {
    hash.update((part.len() as u64).to_le_bytes());
    hash.update(part.as_bytes());
}
