//! Laws over random commands: nothing promised is lost, nothing closed hides something open.

use super::*;
use crate::promise::PromiseStatus;
use proptest::prelude::*;

fn command() -> impl Strategy<Value = Command> {
    let n = 0_u128..3;
    prop_oneof![
        n.clone().prop_map(|n| Command::AttachMention { mention: MentionId(id(300 + n)) }),
        prop::sample::select(Stage::ALL).prop_map(|stage| Command::MoveTo { stage }),
        Just(Command::AddNote { note: "called".into() }),
        n.clone().prop_map(|n| Command::AddEvidence {
            attachment: AttachmentId(id(400 + n)),
            name: "receipt".into(),
            sha256: "00".into(),
        }),
        (n.clone(), 0_i64..400).prop_map(|(n, due)| Command::MakePromise {
            promise: PromiseId(id(500 + n)),
            what: "word".into(),
            due: at(due),
        }),
        (n.clone(), 0_i64..400).prop_map(|(n, due)| Command::RenewPromise {
            promise: PromiseId(id(500 + n)),
            due: at(due),
            reason: "why".into(),
        }),
        n.clone().prop_map(|n| Command::KeepPromise { promise: PromiseId(id(500 + n)) }),
        n.clone().prop_map(|n| Command::Ring { promise: PromiseId(id(500 + n)) }),
        n.clone().prop_map(|n| reply(700 + n)),
        n.clone().prop_map(|n| sent(700 + n)),
        (n.clone(), any::<bool>()).prop_map(|(n, certain)| Command::RecordFailed {
            reply: ReplyId(id(700 + n)),
            reason: "cut".into(),
            certain,
        }),
        n.clone().prop_map(|n| Command::RetryReply { reply: ReplyId(id(700 + n)) }),
        n.clone().prop_map(|n| Command::WithdrawReply {
            reply: ReplyId(id(700 + n)),
            reason: "not needed".into(),
        }),
        n.prop_map(|n| Command::ReceiveMessage { mention: MentionId(id(600 + n)) }),
        prop::sample::select(Outcome::ALL)
            .prop_map(|outcome| Command::Close { outcome, grounds: "grounds".into() }),
        Just(Command::Reopen { reason: "again".into() }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn laws_hold_after_any_commands(steps in prop::collection::vec((0_i64..20, command()), 0..40)) {
        let mut story = Story::opened();
        let mut minute = 0;
        let mut promised = 1;
        for (wait, command) in steps {
            minute += wait;
            let known = story.state().promises.len();
            if matches!(&command, Command::MakePromise { promise, .. } if story.state().promise(*promise).is_some())
                || matches!(&command, Command::Reply(r) if story.state().reply(r.reply).is_some())
            {
                continue; // ids are new each time
            }
            let _ = story.decide(minute, command);
            let s = story.state();
            promised += s.promises.len() - known;
            prop_assert_eq!(s.promises.len(), promised, "a promise was lost");
            if s.stage == Stage::Closed {
                prop_assert!(s.open_promises().is_empty(), "closed over an open promise");
                prop_assert!(!s.replies.iter().any(|r| r.delivery == Delivery::Uncertain));
                prop_assert!(s.outcome.is_some() && s.closed_at.is_some());
            }
            if s.stage == Stage::VerdictUnfounded {
                prop_assert!(!s.evidence.is_empty(), "unfounded without evidence");
            }
            for p in &s.promises {
                let late = p.settled_at.is_some_and(|at| at > p.due);
                prop_assert!(!(late && p.status == PromiseStatus::Kept), "kept after its minute");
            }
            prop_assert_eq!(s.version, story.journal.len() as i64);
        }
        // The journal survives being stored.
        let stored = serde_json::to_string(&story.journal).unwrap();
        let read: Vec<Recorded> = serde_json::from_str(&stored).unwrap();
        prop_assert_eq!(replay(&read), replay(&story.journal));
    }
}
