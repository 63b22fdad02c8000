//! Replies on their way out: claimed once, fenced, settled; blocked ones need a reason.

use super::{case, source};
use crate::world::{Company, World, of};
use app::cases::{Act, act, view};
use app::compose::{Draft, composer, send};
use app::delivery::{Fate, claim, may_transmit, recover, settle};
use app::domain::brand::SourceKind;
use app::domain::case::{Delivery, Refusal, Route};
use app::domain::promise::PromiseStatus;
use app::domain::{CaseId, Role};
use app::{Actor, AppError};

on_both!(
    two_workers_never_hold_one_reply,
    a_lost_claim_cannot_send,
    a_crash_before_the_text_repeats_after_it_asks,
    a_hand_off_is_confirmed_with_its_link,
    what_the_guard_stops_needs_a_reason,
);

async fn desk(world: &World) -> (Company, Actor, CaseId) {
    let c = world.company().await;
    let src = source(world, c.alpha, SourceKind::File).await;
    let manager = world.actor("manager", &[of(Role::Manager, c.alpha)]).await;
    let (_, case) = case(world, c.alpha, src, "m").await;
    (c, manager, case)
}

fn draft(route: Route, text: &str) -> Draft {
    Draft { route, text: text.into(), override_reason: None }
}

const KIND: &str = "I am sorry that the kettle came broken. Which order was it? I will write to you today by 18:00.";

async fn two_workers_never_hold_one_reply(world: World) {
    let (_, manager, case) = desk(&world).await;
    for _ in 0..10 {
        send(&world.app, &manager, case, draft(Route::Mail, KIND)).await.unwrap();
    }
    let workers: Vec<_> = (0..4)
        .map(|w| {
            let app = world.app.clone();
            tokio::spawn(async move {
                let mut mine = Vec::new();
                while let Some(out) = claim(&app, &format!("w{w}")).await.unwrap() {
                    mine.push(out.reply);
                }
                mine
            })
        })
        .collect();
    let mut all = Vec::new();
    for worker in workers {
        all.extend(worker.await.unwrap());
    }
    all.sort();
    let held = all.len();
    all.dedup();
    assert_eq!((held, all.len()), (10, 10));
}

async fn a_lost_claim_cannot_send(world: World) {
    let (_, manager, case) = desk(&world).await;
    send(&world.app, &manager, case, draft(Route::Mail, KIND)).await.unwrap();
    let out = claim(&world.app, "slow").await.unwrap().unwrap();
    world.clock.pass(1);
    assert_eq!(recover(&world.app, world.app.now()).await.unwrap(), (1, 0));
    let again = claim(&world.app, "quick").await.unwrap().unwrap();
    assert_eq!(again.message_id, out.message_id, "the same key at every attempt");
    assert!(!may_transmit(&world.app, out.reply, "slow").await.unwrap(), "the fence");
    assert!(may_transmit(&world.app, out.reply, "quick").await.unwrap());
    settle(&world.app, &again, Fate::Accepted { proof: "250 ok".into() }).await.unwrap();
    let page = view(&world.app, &manager, case).await.unwrap();
    assert_eq!(page.replies[0].delivery, Delivery::Sent);
    assert!(claim(&world.app, "quick").await.unwrap().is_none());
}

async fn a_crash_before_the_text_repeats_after_it_asks(world: World) {
    let (_, manager, case) = desk(&world).await;
    let reply = send(&world.app, &manager, case, draft(Route::Mail, KIND)).await.unwrap();
    claim(&world.app, "dies").await.unwrap().unwrap();
    assert!(may_transmit(&world.app, reply, "dies").await.unwrap());
    world.clock.pass(1);
    assert_eq!(recover(&world.app, world.app.now()).await.unwrap(), (0, 1));
    assert!(claim(&world.app, "next").await.unwrap().is_none(), "never sent again by itself");
    let page = view(&world.app, &manager, case).await.unwrap();
    assert_eq!(page.replies[0].delivery, Delivery::Uncertain);
    assert_eq!(app::home::home(&world.app, &manager).await.unwrap().stuck.len(), 1, "it is loud");
    act(&world.app, &manager, case, Act::Settle { reply, arrived: false }).await.unwrap();
    assert_eq!(claim(&world.app, "next").await.unwrap().unwrap().reply, reply);
}

async fn a_hand_off_is_confirmed_with_its_link(world: World) {
    let (_, manager, case) = desk(&world).await;
    let due = world.app.now().checked_add(jiff::SignedDuration::from_hours(1)).unwrap();
    act(
        &world.app,
        &manager,
        case,
        Act::Promise { what: "look into it".into(), due, names_time: false },
    )
    .await
    .unwrap();
    let reply = send(&world.app, &manager, case, draft(Route::HandOff, KIND)).await.unwrap();
    assert!(claim(&world.app, "w").await.unwrap().is_none(), "a person copies it");
    let confirm = |link: &str| Act::ConfirmHandOff { reply, link: link.into() };
    for bad in ["", "javascript://x", "ftp://files.example/a"] {
        let refused = act(&world.app, &manager, case, confirm(bad)).await;
        assert!(matches!(refused, Err(AppError::Invalid(_))), "{bad}");
    }
    act(&world.app, &manager, case, confirm("https://reviews.example/1#answer")).await.unwrap();
    let page = view(&world.app, &manager, case).await.unwrap();
    assert_eq!(
        (page.replies[0].delivery, page.replies[0].outbox.as_str()),
        (Delivery::Sent, "done")
    );
    let word = page.promises.iter().find(|p| p.what == "look into it").unwrap();
    assert_eq!(word.status, PromiseStatus::Open, "a reply keeps the owed answer, not another word");
}

async fn what_the_guard_stops_needs_a_reason(world: World) {
    let (_, manager, case) = desk(&world).await;
    let rude = "Remove your review by tomorrow or our lawyers will see you in court.";
    let refused = send(&world.app, &manager, case, draft(Route::HandOff, rude)).await;
    let Err(AppError::Refused(Refusal::Blocked(rules))) = refused else { panic!("{refused:?}") };
    assert!(rules.contains(&"threat".to_owned()), "{rules:?}");
    let with_reason = Draft {
        override_reason: Some(
            "agreed with the owner; the client asked for our lawyer's words".into(),
        ),
        ..draft(Route::HandOff, rude)
    };
    send(&world.app, &manager, case, with_reason).await.unwrap();
    let page = view(&world.app, &manager, case).await.unwrap();
    let kept = page.timeline.iter().any(|e| {
        matches!(&e.event, app::domain::case::Event::ReplyQueued { override_reason: Some(_), findings, .. } if !findings.is_empty())
    });
    assert!(kept, "the journal keeps the reason and the findings");
    let ways = composer(&world.app, &manager, case).await.unwrap().ways;
    assert!(ways.iter().any(|w| w.route == Route::Mail && w.why_not.is_none()));
}
