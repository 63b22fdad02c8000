//! A small company on either database, with a clock that stands still until it is moved.
//! For the tests of every use case; nothing here judges.
#![allow(dead_code)] // each test binary uses its part

use app::domain::{BrandId, Grant, PersonId, Role, Timestamp};
use app::store::Db;
use app::store::brand::Brand;
use app::store::person::{self, Person};
use app::{Actor, App, Clock, Ids, Settings};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use uuid::Uuid;

pub struct World {
    pub app: App,
    pub clock: Arc<HandClock>,
    dir: tempfile::TempDir,
}

/// 2027-01-15 08:00 UTC and later, as far as the test moves it.
pub struct HandClock(AtomicI64);

/// Ids in the order of asking; secrets that differ.
struct CountedIds(AtomicU64);

/// The brands of the example company: `alpha` with two branches, and `beta`.
#[derive(Clone, Copy)]
pub struct Company {
    pub alpha: BrandId,
    pub first: BrandId,
    pub second: BrandId,
    pub beta: BrandId,
}

/// Runs each test on SQLite and on PostgreSQL.
#[macro_export]
macro_rules! on_both {
    ($($name:ident),+ $(,)?) => {$(
        mod $name {
            #[tokio::test]
            async fn on_sqlite() {
                super::$name($crate::world::World::sqlite().await).await
            }
            #[tokio::test]
            async fn on_postgres() {
                super::$name($crate::world::World::postgres().await).await
            }
        }
    )+};
}

impl World {
    pub async fn sqlite() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", dir.path().join("desk.db").display());
        Self::at(&url, dir).await
    }

    pub async fn postgres() -> Self {
        Self::at(&testkit::postgres::url(), tempfile::tempdir().unwrap()).await
    }

    async fn at(url: &str, dir: tempfile::TempDir) -> Self {
        let db = Db::open(url).await.unwrap();
        let clock = Arc::new(HandClock(AtomicI64::new(1_800_000_000_000_000)));
        let settings = Settings {
            data_dir: dir.path().to_owned(),
            public_url: "http://desk.test".into(),
            mail_from: Some("desk@desk.test".into()),
            max_upload: 1 << 20,
        };
        let ids = Arc::new(CountedIds(AtomicU64::new(1)));
        World { app: App::with(db, settings, clock.clone(), ids), clock, dir }
    }

    /// Brands without going through the use cases: for tests of other use cases.
    pub async fn company(&self) -> Company {
        let alpha = self.brand("alpha", None).await;
        let first = self.brand("alpha-first", Some(alpha)).await;
        let second = self.brand("alpha-second", Some(alpha)).await;
        Company { alpha, first, second, beta: self.brand("beta", None).await }
    }

    pub async fn brand(&self, slug: &str, parent: Option<BrandId>) -> BrandId {
        let brand = Brand {
            id: BrandId(self.app.uuid()),
            parent,
            slug: slug.into(),
            name: slug.into(),
            owner: None,
            lang: "en".into(),
            zone: "Europe/Bucharest".into(),
            form_token: format!("form-{slug}"),
            archived: false,
        };
        let mut tx = self.app.db.begin().await.unwrap();
        app::store::brand::put(&mut tx, &brand).await.unwrap();
        tx.commit().await.unwrap();
        brand.id
    }

    /// A colleague whose password nobody knows.
    pub async fn person(&self, name: &str, grants: &[Grant]) -> PersonId {
        let person = Person {
            id: PersonId(self.app.uuid()),
            email: format!("{name}@desk.test"),
            name: name.into(),
            password_hash: "-".into(),
            lang: "en".into(),
            zone: "UTC".into(),
            theme: "auto".into(),
            active: true,
            created_at: self.app.now(),
        };
        let mut tx = self.app.db.begin().await.unwrap();
        person::add(&mut tx, &person).await.unwrap();
        person::set_grants(&mut tx, person.id, grants).await.unwrap();
        tx.commit().await.unwrap();
        person.id
    }

    /// A colleague, as he acts with what he is granted now.
    pub async fn actor(&self, name: &str, grants: &[Grant]) -> Actor {
        let id = self.person(name, grants).await;
        self.acting(id).await
    }

    pub async fn acting(&self, id: PersonId) -> Actor {
        let person = person::by_id(&self.app.db, id).await.unwrap().unwrap();
        let grants = person::grants(&self.app.db, id).await.unwrap();
        let tree = app::store::brand::tree(&self.app.db).await.unwrap();
        Actor::person(id, person.name, person.email, &grants, &tree)
    }

    pub async fn owner(&self) -> Actor {
        self.actor("owner", &[everywhere(Role::Owner)]).await
    }
}

pub fn everywhere(role: Role) -> Grant {
    Grant { role, brand: None }
}

pub fn of(role: Role, brand: BrandId) -> Grant {
    Grant { role, brand: Some(brand) }
}

impl HandClock {
    pub fn pass(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1_000_000, Ordering::SeqCst);
    }
}

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_microsecond(self.0.load(Ordering::SeqCst)).unwrap()
    }
}

impl Ids for CountedIds {
    fn uuid(&self, _: Timestamp) -> Uuid {
        Uuid::from_u128(u128::from(self.0.fetch_add(1, Ordering::SeqCst)))
    }

    fn secret(&self) -> [u8; 32] {
        let mut secret = [0; 32];
        secret[..8].copy_from_slice(&self.0.fetch_add(1, Ordering::SeqCst).to_be_bytes());
        secret
    }
}
