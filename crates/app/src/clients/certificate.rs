//! The proof of an erasure: what was destroyed, when and by whom, without a word about the client.

use domain::{ClientId, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Its text is kept as it was first written; its hash stands in the journal of every case.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Certificate {
    /// More than one, when cases of theirs were merged.
    pub clients: Vec<ClientId>,
    pub cases: Vec<i64>,
    pub erased_at: Timestamp,
    /// The colleague; `redress`: the machine itself or its timer.
    pub erased_by: String,
    pub reason: String,
    /// SHA-256 of each destroyed key.
    pub keys: Vec<String>,
    pub mentions: u64,
    pub replies: u64,
    pub attachments: u64,
    pub client_pages: u64,
}

impl Certificate {
    pub(super) fn text(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

pub(super) fn hash(text: &str) -> String {
    hex::encode(Sha256::digest(text))
}
