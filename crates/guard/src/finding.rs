//! One thing a rule has found in a draft.

use crate::Severity;
use serde::Serialize;
use sha2::{Digest, Sha256};

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Finding {
    pub rule: &'static str,
    pub severity: Severity,
    /// Bytes of the draft.
    pub start: usize,
    pub end: usize,
    /// Stays the same while the words found stay: a reason written for one wording covers it wherever
    /// it moves, and no other.
    pub hash: String,
}

/// 16 hexadecimal digits of the rule and the words, in any case and spacing.
pub(crate) fn hash<'w>(rule: &str, words: impl Iterator<Item = &'w str>) -> String {
    let mut digest = Sha256::new();
    digest.update(rule);
    for word in words {
        digest.update([0]);
        digest.update(word);
    }
    hex::encode(&digest.finalize()[..8])
}
