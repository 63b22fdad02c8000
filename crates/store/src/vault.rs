//! Keys: one of the desk, in a file of the data folder, and under it one for each client. What is
//! sealed with a client's key is gone when the key is; no key is kept in memory longer than a call.

use crate::row::corrupt;
use crate::{Arg, Db, Result, Row, StoreError, Tx, args};
use aes_gcm_siv::aead::{Aead, KeyInit, Payload};
use aes_gcm_siv::{Aes256GcmSiv, Nonce};
use domain::{ClientId, Timestamp};
use sha2::{Digest, Sha256};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// The name of the desk's key in the data folder: 64 hexadecimal digits.
pub const FILE: &str = "master.key";

/// Where 32 unguessable bytes come from.
pub type Chance = Arc<dyn Fn() -> [u8; 32] + Send + Sync>;

/// The key of the desk, read or made when it is first needed.
#[derive(Clone)]
pub struct Vault {
    folder: PathBuf,
    chance: Chance,
    master: Arc<OnceLock<[u8; 32]>>,
}

/// The key of one client.
pub struct Key([u8; 32]);

/// What is known of a client's key.
pub enum Held {
    Key(Key),
    Destroyed,
    /// Nothing was ever sealed for him.
    None,
}

const HELD: &str = "SELECT sealed FROM client_key WHERE client_id = $1";

impl Vault {
    pub fn new(data_dir: &Path, chance: Chance) -> Self {
        Vault { folder: data_dir.to_owned(), chance, master: Arc::default() }
    }

    pub(crate) async fn held(&self, db: &Db, client: ClientId) -> Result<Held> {
        self.unlock(client, db.row(HELD, args![client]).await?)
    }

    pub(crate) async fn held_in(&self, tx: &mut Tx, client: ClientId) -> Result<Held> {
        self.unlock(client, tx.row(HELD, args![client]).await?)
    }

    /// The key to write with; made when there is none yet. `Erased`: it was destroyed.
    pub(crate) async fn key(&self, tx: &mut Tx, client: ClientId, at: Timestamp) -> Result<Key> {
        match self.held_in(tx, client).await? {
            Held::Key(key) => return Ok(key),
            Held::Destroyed => return Err(StoreError::Erased),
            Held::None => {}
        }
        let sealed = Key(self.master()?).seal(&(self.chance)(), &place(client), &place(client))?;
        let sql = "INSERT INTO client_key (client_id, sealed, created_at) VALUES ($1, $2, $3) \
                   ON CONFLICT (client_id) DO NOTHING";
        tx.exec(sql, args![client, sealed, at]).await?;
        // Another writer may have been first: his key is the one.
        match self.held_in(tx, client).await? {
            Held::Key(key) => Ok(key),
            Held::Destroyed | Held::None => Err(StoreError::Conflict),
        }
    }

    fn unlock(&self, client: ClientId, row: Option<Row>) -> Result<Held> {
        let Some(row) = row else { return Ok(Held::None) };
        let Some(sealed) = row.first::<Option<Vec<u8>>>()? else { return Ok(Held::Destroyed) };
        let bytes = Key(self.master()?).open(&sealed, &place(client), &place(client));
        let bytes = bytes.and_then(|b| b.try_into().ok()).ok_or_else(|| {
            StoreError::Key("it is not the one that the clients' keys were sealed with".into())
        })?;
        Ok(Held::Key(Key(bytes)))
    }

    fn master(&self) -> Result<[u8; 32]> {
        if let Some(known) = self.master.get() {
            return Ok(*known);
        }
        let path = self.folder.join(FILE);
        let told = |e: std::io::Error| StoreError::Key(format!("{}: {e}", path.display()));
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(e) if e.kind() == ErrorKind::NotFound => {
                self.make(&path).map_err(told)?;
                std::fs::read_to_string(&path).map_err(told)?
            }
            Err(e) => return Err(told(e)),
        };
        let mut key = [0; 32];
        hex::decode_to_slice(text.trim(), &mut key)
            .map_err(|e| StoreError::Key(format!("{}: {e}", path.display())))?;
        Ok(*self.master.get_or_init(|| key))
    }

    /// Written beside and linked: who comes second finds the whole key of the first.
    fn make(&self, path: &Path) -> std::io::Result<()> {
        let beside = path.with_extension(format!("part-{}", std::process::id()));
        let mut options = std::fs::File::options();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&beside)?;
        file.write_all(hex::encode((self.chance)()).as_bytes())?;
        file.sync_all()?;
        let linked = std::fs::hard_link(&beside, path);
        std::fs::remove_file(&beside)?;
        match linked {
            Err(e) if e.kind() != ErrorKind::AlreadyExists => Err(e),
            _ => Ok(()),
        }
    }
}

impl Key {
    /// `place` says where the text stands; it is read at no other.
    pub(crate) fn seal(&self, text: &[u8], place: &[u8], nonce: &[u8]) -> Result<Vec<u8>> {
        let payload = Payload { msg: text, aad: place };
        self.cipher()?.encrypt(&nonce_of(nonce), payload).map_err(|e| corrupt("text to seal", e))
    }

    pub(crate) fn open(&self, sealed: &[u8], place: &[u8], nonce: &[u8]) -> Option<Vec<u8>> {
        let payload = Payload { msg: sealed, aad: place };
        self.cipher().ok()?.decrypt(&nonce_of(nonce), payload).ok()
    }

    /// Tells the key from any other and does not tell the key.
    pub fn fingerprint(&self) -> String {
        hex::encode(Sha256::digest(self.0))
    }

    fn cipher(&self) -> Result<Aes256GcmSiv> {
        Aes256GcmSiv::new_from_slice(&self.0).map_err(|e| corrupt("key", e))
    }
}

/// Destroys the key of a client; whoever writes about him from now on is refused.
pub(crate) async fn destroy(tx: &mut Tx, client: ClientId, at: Timestamp) -> Result<()> {
    let sql = "INSERT INTO client_key (client_id, sealed, created_at, destroyed_at) \
               VALUES ($1, $2, $3, $3) ON CONFLICT (client_id) DO UPDATE SET \
               sealed = excluded.sealed, destroyed_at = excluded.destroyed_at";
    tx.exec(sql, vec![Arg::from(client), Arg::Bytes(None), Arg::from(at)]).await.map(|_| ())
}

fn place(client: ClientId) -> Vec<u8> {
    client.0.as_bytes().to_vec()
}

fn nonce_of(place: &[u8]) -> Nonce {
    let mut nonce = [0; 12];
    nonce.copy_from_slice(&Sha256::digest(place)[..12]);
    Nonce::from(nonce)
}
