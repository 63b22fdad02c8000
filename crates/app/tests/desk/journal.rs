//! The journal under many writers, and the projections that are folded from it.

use super::{case, source};
use crate::world::{World, of};
use app::cases::{Act, act, view};
use app::domain::brand::SourceKind;
use app::domain::case::replay;
use app::domain::{CaseId, Outcome, Role, Stage};
use app::store::journal;
use app::{Actor, App, AppError};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};

on_both!(writers_at_once_leave_one_story, rebuilding_gives_the_same);

/// What one of several managers tries; refusals are part of the play.
fn acts() -> impl Strategy<Value = Vec<Act>> {
    let one = prop_oneof![
        Just(Act::Take),
        Just(Act::Note { note: "called the shop".into() }),
        prop::sample::select(Stage::ALL).prop_map(|stage| Act::Move { stage }),
        Just(Act::Wish { text: "a handle that stays cool".into() }),
        Just(Act::Close { outcome: Outcome::NoAction, grounds: "not our kettle".into() }),
        Just(Act::Reopen { reason: "it was ours".into() }),
    ];
    prop::collection::vec(one, 1..8)
}

/// Any order of interleaved writers gives a journal without gaps that replays to what the lists show.
async fn writers_at_once_leave_one_story(world: World) {
    let c = world.company().await;
    let src = source(&world, c.alpha, SourceKind::File).await;
    let head = world.actor("head", &[of(Role::Head, c.alpha)]).await;
    let plays: Vec<Vec<Vec<Act>>> = {
        let mut runner = TestRunner::new(Config::default());
        let three = prop::collection::vec(acts(), 3);
        (0..12).map(|_| three.new_tree(&mut runner).unwrap().current()).collect()
    };
    for (i, play) in plays.into_iter().enumerate() {
        let (_, case) = case(&world, c.alpha, src, &format!("m{i}")).await;
        let writers: Vec<_> = play
            .into_iter()
            .map(|acts| tokio::spawn(write(world.app.clone(), head.clone(), case, acts)))
            .collect();
        let mut refused = 0;
        for writer in writers {
            refused += writer.await.unwrap();
        }
        let story = journal::read(&world.app.db, &world.app.vault, case).await.unwrap();
        let versions: Vec<i64> = story.iter().map(|r| r.version).collect();
        assert_eq!(
            versions,
            (1..=story.len() as i64).collect::<Vec<_>>(),
            "no gaps, {refused} refused"
        );
        let state = replay(&story).unwrap();
        let row = app::store::case::get(&world.app.db, case).await.unwrap().unwrap();
        assert_eq!((row.stage, row.outcome, row.owner), (state.stage, state.outcome, state.owner));
    }
}

/// Returns how many of the acts were refused; any other error is a failure.
async fn write(app: App, actor: Actor, case: CaseId, acts: Vec<Act>) -> usize {
    let mut refused = 0;
    for one in acts {
        match act(&app, &actor, case, one).await {
            Ok(_) => {}
            Err(AppError::Refused(_)) => refused += 1,
            Err(error) => panic!("{error}"),
        }
        tokio::task::yield_now().await;
    }
    refused
}

/// What the lists hold, in an order of its own.
async fn lists(app: &App) -> Vec<String> {
    let mut out = Vec::new();
    for (what, columns) in [
        (
            "case_list",
            "number, version, stage, outcome, owner_id, updated_at, closed_at, next_due, client_waits, broken_promises, undelivered, terms",
        ),
        (
            "promise",
            "id, case_id, owner_id, kind, what, due, status, made_at, settled_at, renewals, next_alarm",
        ),
        ("wish", "id, case_id, mention_id, text, recorded_at, recorded_by"),
        ("mention", "id, case_id, client_id, state"),
    ] {
        let quoted = columns.split(", ").map(|c| format!("coalesce(cast({c} AS TEXT), '-')"));
        let sql = format!(
            "SELECT {} FROM {what} ORDER BY 1",
            quoted.collect::<Vec<_>>().join(" || '|' || ")
        );
        for row in app.db.rows(&sql, vec![]).await.unwrap() {
            out.push(format!("{what}: {}", row.first::<String>().unwrap()));
        }
    }
    out
}

async fn rebuilding_gives_the_same(world: World) {
    let c = world.company().await;
    let src = source(&world, c.alpha, SourceKind::File).await;
    let head = world.actor("head", &[of(Role::Head, c.alpha)]).await;
    let mut cases = Vec::new();
    for i in 0..4 {
        cases.push(case(&world, c.alpha, src, &format!("m{i}")).await.1);
    }
    let due = world.app.now().checked_add(jiff::SignedDuration::from_hours(3)).unwrap();
    let plays = [
        vec![Act::Take, Act::Note { note: "asked the courier about the kettle".into() }],
        vec![
            Act::Promise { what: "ring back".into(), due, names_time: false },
            Act::Move { stage: Stage::FactFinding },
        ],
        vec![
            Act::Wish { text: "a quieter kettle".into() },
            Act::Close { outcome: Outcome::WishRecorded, grounds: String::new() },
        ],
    ];
    for (case, acts) in cases.iter().zip(plays) {
        assert_eq!(write(world.app.clone(), head.clone(), *case, acts).await, 0);
    }
    world.clock.pass(4 * 3600);
    app::alarms::ring_due(&world.app).await.unwrap();
    let before = lists(&world.app).await;
    assert!(
        before.iter().any(|row| row.contains("broken")),
        "the play must leave something to fold"
    );
    let found = |q: &str| app::cases::ListQuery { text: q.into(), limit: 9, ..Default::default() };
    let courier = app::cases::list(&world.app, &head, &found("courier")).await.unwrap().items.len();
    assert_eq!(app::rebuild(&world.app).await.unwrap(), 4);
    assert_eq!(lists(&world.app).await, before);
    let again = app::cases::list(&world.app, &head, &found("courier")).await.unwrap().items.len();
    assert_eq!((courier, again), (1, 1), "the full-text index is rebuilt too");
    assert_eq!(view(&world.app, &head, cases[0]).await.unwrap().timeline.len(), 3);
}
