//! Promises ring at their moment, once, and survive everything.

use super::{case, source};
use crate::world::{World, of};
use app::cases::{Act, act, view};
use app::domain::brand::SourceKind;
use app::domain::promise::PromiseStatus;
use app::domain::{CaseId, Role};
use app::{Actor, Topic};
use jiff::SignedDuration;

on_both!(a_promise_is_recalled_then_rings, what_was_missed_rings_late_but_rings);

async fn promised(world: &World, minutes: i64) -> (Actor, CaseId) {
    let c = world.company().await;
    let src = source(world, c.alpha, SourceKind::File).await;
    let head = world.actor("head", &[of(Role::Head, c.alpha)]).await;
    let (_, case) = case(world, c.alpha, src, "m").await;
    let due = world.app.now().checked_add(SignedDuration::from_mins(minutes)).unwrap();
    act(&world.app, &head, case, Act::Promise { what: "ring back".into(), due, names_time: false })
        .await
        .unwrap();
    (head, case)
}

async fn kinds(world: &World, head: &Actor, case: CaseId) -> Vec<&'static str> {
    let page = view(&world.app, head, case).await.unwrap();
    page.timeline.iter().map(|e| e.event.kind()).filter(|k| k.starts_with("promise_")).collect()
}

async fn a_promise_is_recalled_then_rings(world: World) {
    let (head, case) = promised(&world, 60).await;
    let mut heard = world.app.live.subscribe();
    // A quarter of the hour before: 15 minutes.
    let (next, failed) = app::alarms::ring_due(&world.app).await.unwrap();
    assert!(failed.is_empty());
    let wait = next.unwrap().duration_since(world.app.now()).as_secs();
    assert_eq!(wait, 45 * 60);
    world.clock.pass(wait);
    let (next, _) = app::alarms::ring_due(&world.app).await.unwrap();
    assert_eq!(next.unwrap().duration_since(world.app.now()).as_secs(), 15 * 60);
    world.clock.pass(15 * 60);
    app::alarms::ring_due(&world.app).await.unwrap();
    app::alarms::ring_due(&world.app).await.unwrap();
    let told = kinds(&world, &head, case).await;
    assert_eq!(told, ["promise_made", "promise_reminded", "promise_broken"]);
    let mut alarms = Vec::new();
    while let Ok(live) = heard.try_recv() {
        if let Topic::Alarm { broken, .. } = live.topic {
            alarms.push(broken);
        }
    }
    assert_eq!(alarms, [false, true], "one reminder, one alarm");
}

/// The desk was switched off over the minute: nothing is forgotten.
async fn what_was_missed_rings_late_but_rings(world: World) {
    let (head, case) = promised(&world, 60).await;
    world.clock.pass(30 * 3600);
    app::alarms::ring_due(&world.app).await.unwrap();
    let page = view(&world.app, &head, case).await.unwrap();
    assert_eq!(page.promises[0].status, PromiseStatus::Broken);
    let home = app::home::home(&world.app, &head).await.unwrap();
    assert_eq!(home.late.len(), 1);
    assert_eq!(home.late[0].what, "ring back");
}
