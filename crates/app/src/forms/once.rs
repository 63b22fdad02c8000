//! The word that every empty public form carries: unguessable, sealed by the desk, good for a day.
//! The same word sent twice is one complaint.

use crate::{App, Result};
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// What a form brought back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Sealed {
    /// The key of this one submission.
    Good(String),
    /// Ours, but given out too long ago.
    Old,
    /// Not given out for this form.
    Foreign,
}

/// How long a form may stay open in a browser, in seconds.
const GOOD_FOR: i64 = 24 * 60 * 60;

/// A new word for one showing of the form at this address.
pub async fn seal_once(app: &App, address: &str) -> Result<String> {
    let chance = hex::encode(&app.ids.secret()[..16]);
    let body = format!("{chance}.{}", app.now().as_second());
    let seal = hex::encode(mac(app, address, &body).await?.finalize().into_bytes());
    Ok(format!("{body}.{seal}"))
}

/// Checks the word that came back with the form at this address.
pub async fn open_once(app: &App, address: &str, word: &str) -> Result<Sealed> {
    let Some((body, seal)) = word.rsplit_once('.') else { return Ok(Sealed::Foreign) };
    let seal = hex::decode(seal).unwrap_or_default();
    if mac(app, address, body).await?.verify_slice(&seal).is_err() {
        return Ok(Sealed::Foreign);
    }
    let Some((chance, at)) = body.split_once('.') else { return Ok(Sealed::Foreign) };
    let age = app.now().as_second() - at.parse().unwrap_or(i64::MIN / 2);
    Ok(if age <= GOOD_FOR { Sealed::Good(chance.to_owned()) } else { Sealed::Old })
}

async fn mac(app: &App, address: &str, body: &str) -> Result<Hmac<Sha256>> {
    let fresh = hex::encode(app.ids.secret());
    let key = store::client::page_key(&app.db, &fresh).await?;
    // HMAC takes a key of any length.
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes())
        .unwrap_or_else(|_| unreachable!("HMAC refused a key"));
    mac.update(address.as_bytes());
    mac.update(b"\0");
    mac.update(body.as_bytes());
    Ok(mac)
}
