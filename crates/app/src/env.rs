//! What every use case stands on: the store, the clock, ids and chance, files, and who listens.

use crate::Live;
use crate::door::Door;
use crate::regulation::Current;
use domain::Timestamp;
use domain::regulation::Regulation;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, RwLock};
use store::{Db, Vault};
use tokio::sync::{Notify, broadcast};
use uuid::Uuid;

/// The application. Cheap to clone.
#[derive(Clone)]
pub struct App {
    pub db: Db,
    /// The keys of personal data.
    pub vault: Vault,
    pub clock: Arc<dyn Clock>,
    pub ids: Arc<dyn Ids>,
    pub settings: Arc<Settings>,
    pub live: broadcast::Sender<Live>,
    /// Rung when a promise was made or changed: the timer looks for the next moment again.
    pub alarms: Arc<Notify>,
    /// Rung when a reply was queued.
    pub outbox: Arc<Notify>,
    /// Rung when an import was asked for.
    pub imports: Arc<Notify>,
    /// Slows down whoever tries passwords.
    pub(crate) door: Arc<Door>,
    /// The regulation as it was last read.
    pub(crate) regulation: Arc<RwLock<Option<Arc<Current>>>>,
    /// Earlier versions that some case goes by; a published text never changes.
    pub(crate) versions: Arc<RwLock<BTreeMap<i64, Arc<Regulation>>>>,
}

/// What the owner of the machine decided.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Attachments and uploaded files live here.
    pub data_dir: PathBuf,
    /// How the outside reaches the desk, without a slash at the end: `https://desk.example.com`.
    pub public_url: String,
    /// The address that replies come from; `None`: no mail can leave, and the composer says so.
    pub mail_from: Option<String>,
    /// Largest upload in bytes.
    pub max_upload: usize,
}

pub trait Clock: Send + Sync {
    fn now(&self) -> Timestamp;
}

pub trait Ids: Send + Sync {
    /// A new id, growing with time.
    fn uuid(&self, now: Timestamp) -> Uuid;
    /// 32 unguessable bytes.
    fn secret(&self) -> [u8; 32];
}

pub struct SystemClock;

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods)] // the one place where time enters
    fn now(&self) -> Timestamp {
        let now = Timestamp::now();
        Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now)
    }
}

pub struct SystemIds;

impl Ids for SystemIds {
    fn uuid(&self, now: Timestamp) -> Uuid {
        let chance: [u8; 10] = rand::random();
        let ms = now.as_millisecond().max(0) as u64;
        uuid::Builder::from_unix_timestamp_millis(ms, &chance).into_uuid()
    }

    fn secret(&self) -> [u8; 32] {
        rand::random()
    }
}

impl App {
    pub fn new(db: Db, settings: Settings) -> Self {
        Self::with(db, settings, Arc::new(SystemClock), Arc::new(SystemIds))
    }

    /// With a clock and ids of one's own: for tests.
    pub fn with(db: Db, settings: Settings, clock: Arc<dyn Clock>, ids: Arc<dyn Ids>) -> Self {
        let chance = ids.clone();
        App {
            vault: Vault::new(&settings.data_dir, Arc::new(move || chance.secret())),
            db,
            clock,
            ids,
            settings: Arc::new(settings),
            live: broadcast::channel(1024).0,
            alarms: Arc::default(),
            outbox: Arc::default(),
            imports: Arc::default(),
            door: Arc::default(),
            regulation: Arc::default(),
            versions: Arc::default(),
        }
    }

    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub fn uuid(&self) -> Uuid {
        self.ids.uuid(self.now())
    }

    /// Tells the open pages that something changed. Nobody listening is no error.
    pub fn tell(&self, live: Live) {
        let _ = self.live.send(live);
    }
}
