//! Secrets of sessions, tokens and forms: made here, shown once, kept as a hash.

use crate::App;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// 256 unguessable bits in letters that fit into an address.
pub(crate) fn new(app: &App) -> String {
    URL_SAFE_NO_PAD.encode(app.ids.secret())
}

/// What is stored. The secret is random, so one round of SHA-256 is enough.
pub(crate) fn hash(secret: &str) -> Vec<u8> {
    Sha256::digest(secret).to_vec()
}
