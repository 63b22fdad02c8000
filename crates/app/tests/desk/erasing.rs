//! Erasing a client: not a word of his is left in any table or file, the cases replay to the same
//! stages and dates, and nobody does it who may not.

use super::{arrival, case, source};
use crate::world::{World, everywhere, of};
use app::attachments::{Upload, add_evidence};
use app::cases::{Act, act, contact};
use app::clients::{again, certificate, erase, overdue};
use app::domain::brand::SourceKind;
use app::domain::case::{Event, State, replay};
use app::domain::inquiry::EvidenceKind;
use app::domain::{CaseId, ClientId, Outcome, Role};
use app::store::{Db, journal};
use app::{Actor, AppError};
use std::path::Path;

on_both!(
    nothing_of_him_is_left,
    rebuilding_gives_the_same_before_and_after,
    what_was_written_in_clear_goes_too,
    only_closed_cases_and_only_who_may,
    a_restored_desk_erases_again,
    what_is_old_enough_goes_by_itself,
);

/// Words that stand nowhere else in the desk.
const MARKS: [&str; 7] =
    ["Zebedaeus", "zebedaeus@quagga", "0699123987", "okapi", "tapir", "numbat", "quokka"];

struct Played {
    case: CaseId,
    client: ClientId,
    head: Actor,
    owner: Actor,
}

/// A closed case in which the client's words stand wherever they can.
async fn played(world: &World) -> Played {
    let c = world.company().await;
    let src = source(world, c.alpha, SourceKind::File).await;
    let head = world.actor("head", &[of(Role::Head, c.alpha)]).await;
    let owner = world.actor("boss", &[everywhere(Role::Owner)]).await;
    // Somebody else, whose words stay.
    case(world, c.alpha, src, "other").await;
    let mut said = arrival(c.alpha, src, "m1", "Thank you, the okapi kettle is lovely!");
    said.author = "Zebedaeus".into();
    said.title = "Tapir".into();
    said.rating = Some(5);
    let routing = app::intake::Routing::Always;
    let by = app::domain::case::By::Client;
    let taken = app::intake::take_in(&world.app, by, vec![said], routing).await.unwrap();
    let case = taken.opened[0];
    contact(&world.app, &head, case, "Zebedaeus", "zebedaeus@quagga.example", "0699123987")
        .await
        .unwrap();
    let upload = Upload { name: "numbat.txt".into(), bytes: b"the quokka was seen".to_vec() };
    add_evidence(&world.app, &head, case, EvidenceKind::Document, vec![upload]).await.unwrap();
    let due = world.app.now().checked_add(jiff::SignedDuration::from_hours(3)).unwrap();
    for one in [
        Act::Take,
        Act::Note { note: "the okapi called".into() },
        Act::Promise { what: "feed the tapir".into(), due, names_time: false },
        Act::Wish { text: "a numbat of his own".into() },
    ] {
        act(&world.app, &head, case, one).await.unwrap();
    }
    let state = state(world, case).await;
    let promise = state.promises[0].id;
    act(&world.app, &head, case, Act::Keep { promise }).await.unwrap();
    let close = Act::Close { outcome: Outcome::WishRecorded, grounds: "quokka, as told".into() };
    act(&world.app, &head, case, close).await.unwrap();
    Played { case, client: state.client, head, owner }
}

async fn state(world: &World, case: CaseId) -> State {
    let story = journal::read(&world.app.db, &world.app.vault, case).await.unwrap();
    replay(&story).unwrap()
}

/// Every value of every table whose text holds the mark, whatever the tables are.
async fn places(db: &Db, mark: &str) -> Vec<String> {
    let sql = if db.is_sqlite() {
        "SELECT m.name || '|' || p.name FROM sqlite_master m, pragma_table_info(m.name) p \
         WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE '%_search'"
    } else {
        "SELECT table_name::text || '|' || column_name::text FROM information_schema.columns \
         WHERE table_schema = current_schema()"
    };
    let mut found = Vec::new();
    let columns = db.rows(sql, vec![]).await.unwrap();
    assert!(columns.len() > 100, "the tables must be looked at: {}", columns.len());
    for column in columns {
        let name: String = column.first().unwrap();
        let (table, column) = name.split_once('|').unwrap();
        let sql = format!(
            "SELECT count(*) FROM \"{table}\" WHERE lower(cast(\"{column}\" AS TEXT)) LIKE \
             '%{}%'",
            mark.to_lowercase()
        );
        if db.rows(&sql, vec![]).await.unwrap()[0].first::<i64>().unwrap() > 0 {
            found.push(format!("{table}.{column}"));
        }
    }
    found
}

/// Every file below the folder whose bytes or name hold the mark.
fn files(folder: &Path, mark: &str, found: &mut Vec<String>) {
    let needle = mark.to_lowercase().into_bytes();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, mark, found);
            continue;
        }
        let bytes = std::fs::read(&path).unwrap().to_ascii_lowercase();
        if bytes.windows(needle.len()).any(|w| w == needle) {
            found.push(path.display().to_string());
        }
    }
}

async fn nothing_of_him_is_left(world: World) {
    let p = played(&world).await;
    let dir = world.app.settings.data_dir.clone();
    for mark in MARKS {
        let mut seen = places(&world.app.db, mark).await;
        files(&dir, mark, &mut seen);
        assert!(!seen.is_empty(), "{mark} must have been somewhere");
        assert!(!seen.contains(&"event.data".to_owned()), "{mark} is sealed in the journal");
    }
    let proof = erase(&world.app, &p.owner, p.client, "he asked for it").await.unwrap();
    for mark in MARKS {
        let mut seen = places(&world.app.db, mark).await;
        files(&dir, mark, &mut seen);
        assert_eq!(seen, Vec::<String>::new(), "{mark}");
    }
    assert_eq!((proof.mentions, proof.attachments, proof.keys.len()), (1, 1, 1));
    let mut others = places(&world.app.db, "ion@example.com").await;
    others.sort();
    let kept = ["client.email", "client_contact.shown", "client_contact.value"];
    assert_eq!(others, kept, "others stay");
    let kept = certificate(&world.app, &p.owner, p.client).await.unwrap();
    let story = journal::read(&world.app.db, &world.app.vault, p.case).await.unwrap();
    let Event::ClientErased { certificate } = &story.last().unwrap().event else { panic!() };
    assert_eq!(*certificate, kept.sha256);
    assert!(kept.certificate.contains(&proof.keys[0]));
    let twice = erase(&world.app, &p.owner, p.client, "again").await;
    assert!(matches!(twice, Err(AppError::Refused(_))), "{twice:?}");
}

/// What lists and alarms hold of everything, in an order of its own; the index is asked apart.
async fn lists(db: &Db) -> Vec<String> {
    let mut out = Vec::new();
    for (table, columns) in [
        (
            "case_list",
            "number, version, client_id, mention_id, stage, outcome, owner_id, opened_at, updated_at, closed_at, next_due, client_waits, broken_promises, undelivered, kind, terms",
        ),
        (
            "promise",
            "id, case_id, owner_id, kind, what, due, status, made_at, settled_at, renewals, next_alarm",
        ),
        ("wish", "id, case_id, mention_id, text, recorded_at, recorded_by"),
        ("mention", "id, case_id, client_id, state, text, terms, rating, lang, tone"),
    ] {
        let quoted: Vec<_> =
            columns.split(", ").map(|c| format!("coalesce(cast({c} AS TEXT), '-')")).collect();
        let sql = format!("SELECT {} FROM {table} ORDER BY 1", quoted.join(" || '|' || "));
        for row in db.rows(&sql, vec![]).await.unwrap() {
            out.push(format!("{table}: {}", row.first::<String>().unwrap()));
        }
    }
    out
}

async fn rebuilding_gives_the_same_before_and_after(world: World) {
    let p = played(&world).await;
    let standing = lists(&world.app.db).await;
    app::rebuild(&world.app).await.unwrap();
    assert_eq!(lists(&world.app.db).await, standing);
    let before = state(&world, p.case).await;
    world.clock.pass(60);
    erase(&world.app, &p.owner, p.client, "he asked for it").await.unwrap();
    let after = state(&world, p.case).await;
    assert!(after.erased && !before.erased);
    let bones = |s: &State| {
        let promises: Vec<_> =
            s.promises.iter().map(|p| (p.id, p.kind, p.due, p.status, p.settled_at)).collect();
        let facts = (s.stage, s.outcome, s.owner, s.opened_at, s.closed_at, s.client_waits);
        (facts, promises, s.wishes.clone(), s.evidence.len(), s.mentions.clone())
    };
    assert_eq!(bones(&after), bones(&before));
    assert_eq!(after.promises[0].what, "");
    let standing = lists(&world.app.db).await;
    app::rebuild(&world.app).await.unwrap();
    assert_eq!(lists(&world.app.db).await, standing);
    let query = |q: &str| app::cases::ListQuery { text: q.into(), limit: 9, ..Default::default() };
    let found = app::cases::list(&world.app, &p.head, &query("okapi")).await.unwrap();
    assert_eq!(found.items.len(), 0);
}

/// A journal from before there were keys.
async fn what_was_written_in_clear_goes_too(world: World) {
    let p = played(&world).await;
    let note = r#"{"event":"note_added","note":"the okapi of old"}"#;
    let sql = "UPDATE event SET data = $1, format = 1 WHERE case_id = $2 AND kind = 'note_added'";
    let values = app::store::args![note, p.case];
    assert_eq!(world.app.db.exec(sql, values).await.unwrap(), 1);
    let story = journal::read(&world.app.db, &world.app.vault, p.case).await.unwrap();
    let old = Event::NoteAdded { note: "the okapi of old".into() };
    assert!(story.iter().any(|r| r.event == old), "still read");
    erase(&world.app, &p.owner, p.client, "he asked for it").await.unwrap();
    assert_eq!(places(&world.app.db, "okapi").await, Vec::<String>::new());
    let story = journal::read(&world.app.db, &world.app.vault, p.case).await.unwrap();
    assert!(story.iter().any(|r| r.event == Event::NoteAdded { note: String::new() }));
}

async fn only_closed_cases_and_only_who_may(world: World) {
    let p = played(&world).await;
    let number = state(&world, p.case).await.number;
    let auditor = world.actor("auditor", &[everywhere(Role::Auditor)]).await;
    let stranger = world.actor("stranger", &[]).await;
    let why = "he asked for it";
    let tried = erase(&world.app, &p.head, p.client, why).await;
    assert!(matches!(tried, Err(AppError::Refused(_))), "by the regulation the owner: {tried:?}");
    let tried = erase(&world.app, &auditor, p.client, why).await;
    assert!(matches!(tried, Err(AppError::Forbidden(_))), "{tried:?}");
    let tried = erase(&world.app, &stranger, p.client, why).await;
    assert!(matches!(tried, Err(AppError::NotFound(_))), "{tried:?}");
    let tried = certificate(&world.app, &stranger, p.client).await;
    assert!(matches!(tried, Err(AppError::NotFound(_))), "{tried:?}");
    act(&world.app, &p.head, p.case, Act::Reopen { reason: "ours".into() }).await.unwrap();
    match erase(&world.app, &p.owner, p.client, why).await {
        Err(AppError::Invalid(wrong)) => assert_eq!(wrong[0].detail, number.to_string()),
        other => panic!("{other:?}"),
    }
    assert!(!places(&world.app.db, "Zebedaeus").await.is_empty(), "nothing was touched");
}

async fn a_restored_desk_erases_again(world: World) {
    let p = played(&world).await;
    erase(&world.app, &p.owner, p.client, "he asked for it").await.unwrap();
    assert_eq!(again(&world.app).await.unwrap().erased, 0, "he is erased here");
    // As a backup from before brings it back: the words, and no word of the erasure.
    for (sql, values) in [
        ("DELETE FROM erasure", vec![]),
        ("DELETE FROM event WHERE kind = 'client_erased'", vec![]),
        ("UPDATE client SET name = 'Zebedaeus' WHERE id = $1", app::store::args![p.client]),
    ] {
        world.app.db.exec(sql, values).await.unwrap();
    }
    app::rebuild(&world.app).await.unwrap();
    let done = again(&world.app).await.unwrap();
    assert_eq!((done.erased, done.open), (1, vec![]));
    assert_eq!(places(&world.app.db, "Zebedaeus").await, Vec::<String>::new());
}

async fn what_is_old_enough_goes_by_itself(world: World) {
    let p = played(&world).await;
    let source = app::regulation::example_source("en");
    let months = "closed_cases_months = 36";
    assert!(source.contains(months));
    let source = source.replace(months, "closed_cases_months = 2");
    let draft = app::regulation::Draft { source: &source, note: "", base: None };
    app::regulation::publish(&world.app, &p.owner, draft).await.unwrap();
    world.clock.pass(50 * 24 * 3600);
    assert_eq!(overdue(&world.app).await.unwrap(), 0, "too young");
    world.clock.pass(20 * 24 * 3600);
    assert_eq!(overdue(&world.app).await.unwrap(), 1, "the other case is open");
    assert_eq!(places(&world.app.db, "Zebedaeus").await, Vec::<String>::new());
    assert_eq!(overdue(&world.app).await.unwrap(), 0);
    let trail = app::audit::list(&world.app, &p.owner, None, 50).await.unwrap();
    assert!(trail.entries.iter().any(|e| e.action == "client-erased"));
}
