//! Passwords: the rules for a new one, Argon2id, and how many are reckoned at the same time.

use crate::{App, AppError, Result};
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Argon2, PasswordHash};
use std::sync::OnceLock;

/// In characters.
pub const SHORTEST: usize = 10;
const LONGEST_BYTES: usize = 1024;

/// Refuses a password that is too easy to guess.
pub(crate) fn check(field: &'static str, password: &str, email: &str) -> Result<()> {
    let plain = password.trim().to_lowercase();
    if password.chars().count() < SHORTEST {
        return Err(AppError::invalid_with(field, "password-short", SHORTEST));
    }
    if password.len() > LONGEST_BYTES {
        return Err(AppError::invalid_with(field, "password-long", LONGEST_BYTES));
    }
    if plain == email || Some(plain.as_str()) == email.split('@').next() {
        return Err(AppError::invalid(field, "password-is-email"));
    }
    let first = plain.chars().next();
    if plain.chars().all(|c| Some(c) == first) {
        return Err(AppError::invalid(field, "password-one-letter"));
    }
    Ok(())
}

/// Argon2id with 19 MiB and two passes, in PHC form.
pub(crate) async fn hash(app: &App, password: &str) -> Result<String> {
    let (password, salt) = (password.to_owned(), app.ids.secret());
    reckon(app, move || made(&password, &salt[..16])).await?
}

/// Whether the password is right. Without a hash (nobody has this address) the same work is done
/// in vain, so that the time does not tell who has an account.
pub(crate) async fn is_right(app: &App, password: &str, hash: Option<String>) -> Result<bool> {
    if password.len() > LONGEST_BYTES {
        return Ok(false);
    }
    let password = password.to_owned();
    reckon(app, move || {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| nobodys().to_owned());
        let same = PasswordHash::new(&hash)
            .is_ok_and(|h| Argon2::default().verify_password(password.as_bytes(), &h).is_ok());
        known && same
    })
    .await
}

/// A hash that no password was made for.
fn nobodys() -> &'static str {
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| made("nobody", &[7; 16]).unwrap_or_default())
}

fn made(password: &str, salt: &[u8]) -> Result<String> {
    let hash: PasswordHash = Argon2::default()
        .hash_password_with_salt(password.as_bytes(), salt)
        .map_err(|e| AppError::Io(std::io::Error::other(e.to_string())))?;
    Ok(hash.to_string())
}

/// Off the threads that serve pages, and two at a time: each takes 19 MiB.
async fn reckon<T: Send + 'static>(
    app: &App,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T> {
    let _turn = app.door.turn().await;
    tokio::task::spawn_blocking(work).await.map_err(|e| AppError::Io(std::io::Error::other(e)))
}
