//! The desk is killed at any moment, many times, while it sends letters to a real SMTP server:
//! nothing is sent twice, nothing is lost.

#![allow(clippy::unwrap_used)] // helpers of tests are tests, too

use app::cases::view;
use app::compose::{Draft, send};
use app::domain::brand::{SourceKind, Visibility};
use app::domain::case::{By, Delivery, Route};
use app::domain::{CaseId, SourceId};
use app::intake::{Arrival, Contact, Routing, take_in};
use app::people::NewPerson;
use app::store::Db;
use app::store::brand::Source;
use app::{Actor, App, Settings, brands, people};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use testkit::smtp::{Fault, FaultyServer, SmtpServer, Stage};

const LETTERS: usize = 60;
const KILLS: u64 = 25;

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_any_moment_nothing_is_sent_twice_or_lost() {
    let dir = tempfile::tempdir().unwrap();
    let smtp = SmtpServer::start();
    let (app, cases) = desk(dir.path(), LETTERS).await;
    app.db.close().await;
    // Moments from before the first connection to the midst of the letters.
    for round in 0..KILLS {
        let mut desk = serve(dir.path(), smtp.port());
        tokio::time::sleep(Duration::from_millis(80 + (round * 137) % 620)).await;
        desk.kill().unwrap();
        desk.wait().unwrap();
    }
    let mut desk = serve(dir.path(), smtp.port());
    let app = reopen(dir.path()).await;
    let fates = until_settled(&app, &cases).await;
    desk.kill().unwrap();
    desk.wait().unwrap();

    let mut arrived: BTreeMap<String, usize> = BTreeMap::new();
    for mail in smtp.messages() {
        *arrived.entry(mail.message_id.trim_matches(['<', '>']).to_owned()).or_default() += 1;
    }
    assert!(arrived.values().all(|n| *n == 1), "sent twice: {arrived:?}");
    assert_eq!(fates.len(), LETTERS);
    let mut sent = 0;
    for (reply, delivery) in &fates {
        let there = arrived.keys().any(|id| id.starts_with(reply));
        match delivery {
            Delivery::Sent => {
                assert!(there, "{reply} is called sent and is not there");
                sent += 1;
            }
            // Killed between the text and the verdict: a person is asked, and he can see it.
            Delivery::Uncertain => {}
            other => panic!("{reply} ended as {other}"),
        }
    }
    assert!(sent > LETTERS / 2, "only {sent} of {LETTERS} left by themselves");
}

/// Killed after the text went out and before the server's word: the one doubtful moment.
#[tokio::test(flavor = "multi_thread")]
async fn killed_before_the_verdict_a_person_is_asked() {
    let dir = tempfile::tempdir().unwrap();
    let silent = FaultyServer::start(Some((Stage::Verdict, Fault::KeepsSilent))).await;
    let (app, cases) = desk(dir.path(), 1).await;
    app.db.close().await;
    let mut desk = serve(dir.path(), silent.port());
    let watch = reopen(dir.path()).await;
    for _ in 0..200 {
        let row = watch.db.row("SELECT state FROM outbox", vec![]).await.unwrap().unwrap();
        if row.first::<String>().unwrap() == "transmitting" {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    desk.kill().unwrap();
    desk.wait().unwrap();
    let good = SmtpServer::start();
    let mut desk = serve(dir.path(), good.port());
    let fates = until_settled(&watch, &cases).await;
    desk.kill().unwrap();
    desk.wait().unwrap();
    assert_eq!(fates.into_values().collect::<Vec<_>>(), [Delivery::Uncertain]);
    assert!(good.messages().is_empty(), "never sent again by itself");
}

fn serve(dir: &Path, smtp: u16) -> Child {
    Command::new(env!("CARGO_BIN_EXE_redress"))
        .args(["serve", "--listen", "127.0.0.1:0", "--data-dir"])
        .arg(dir)
        .current_dir(dir)
        .env("REDRESS_LOG", "error")
        .env("REDRESS_MAIL__FROM", "desk@desk.test")
        .env("REDRESS_MAIL__SMTP__HOST", "127.0.0.1")
        .env("REDRESS_MAIL__SMTP__PORT", smtp.to_string())
        .env("REDRESS_MAIL__SMTP__TLS", "none")
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

async fn reopen(dir: &Path) -> App {
    let db = Db::open(&format!("sqlite:{}", dir.join("redress.db").display())).await.unwrap();
    let settings = Settings {
        data_dir: dir.to_owned(),
        public_url: "http://desk.test".into(),
        mail_from: Some("desk@desk.test".into()),
        max_upload: 1 << 20,
    };
    App::new(db, settings)
}

/// A desk with this many replies waiting in the outbox, one for each case.
async fn desk(dir: &Path, letters: usize) -> (App, Vec<CaseId>) {
    let app = reopen(dir).await;
    let new = NewPerson {
        email: "owner@desk.test".into(),
        name: "Owner".into(),
        password: "a long enough word".into(),
        lang: "en".into(),
        zone: "UTC".into(),
    };
    people::create_owner(&app, new).await.unwrap();
    let operator = Actor::operator();
    let brand = brands::NewBrand {
        parent: None,
        name: "Shop".into(),
        slug: None,
        owner: None,
        lang: "en".into(),
        zone: "UTC".into(),
    };
    let brand = brands::add(&app, &operator, brand).await.unwrap();
    let source = Source {
        id: SourceId(app.uuid()),
        brand,
        kind: SourceKind::File,
        name: "reviews".into(),
        created_at: app.now(),
    };
    let mut tx = app.db.begin().await.unwrap();
    app::store::brand::add_source(&mut tx, &source).await.unwrap();
    tx.commit().await.unwrap();
    let said = |i: usize| Arrival {
        brand,
        source: source.id,
        visibility: Visibility::Private,
        external_id: format!("m{i}"),
        author: "Ion".into(),
        title: String::new(),
        text: "It came broken.".into(),
        rating: None,
        url: String::new(),
        posted_at: None,
        client: Some(Contact {
            name: "Ion".into(),
            email: format!("ion{i}@example.com"),
            phone: String::new(),
        }),
    };
    let taken =
        take_in(&app, By::Client, (0..letters).map(said).collect(), Routing::Always).await.unwrap();
    for case in &taken.opened {
        let draft = Draft {
            route: Route::Mail,
            text: "We are sorry. Which order was it?".into(),
            override_reason: None,
        };
        send(&app, &operator, *case, draft).await.unwrap();
    }
    (app, taken.opened)
}

/// What became of each reply, once none of them is on its way any more.
async fn until_settled(app: &App, cases: &[CaseId]) -> BTreeMap<String, Delivery> {
    for _ in 0..600 {
        let mut fates = BTreeMap::new();
        for case in cases {
            for reply in view(app, &Actor::operator(), *case).await.unwrap().replies {
                fates.insert(reply.id.to_string(), reply.delivery);
            }
        }
        if fates.values().all(|d| *d != Delivery::Queued) {
            return fates;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("some replies never left");
}
