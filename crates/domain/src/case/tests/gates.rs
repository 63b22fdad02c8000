//! Each gate refuses what it must and lets through what it may.

use super::*;
use crate::promise::PromiseStatus;

const ANSWER: PromiseId = PromiseId(Uuid::from_u128(5));
const WORD: PromiseId = PromiseId(Uuid::from_u128(50));

fn promise(minutes: i64) -> Command {
    Command::MakePromise {
        promise: WORD,
        what: "call back".into(),
        due: at(minutes),
        names_time: false,
        reply: None,
    }
}

fn close(outcome: Outcome, grounds: &str) -> Command {
    Command::Close { outcome, grounds: grounds.into() }
}

#[test]
fn a_reply_that_left_keeps_the_owed_answer() {
    let mut story = Story::opened();
    story.then(10, reply(70)).then(11, sent(70));
    assert_eq!(story.state().promise(ANSWER).unwrap().status, PromiseStatus::Kept);
    assert!(!story.state().client_waits);
    assert_eq!(
        story.kinds(),
        [
            "case_opened",
            "owner_assigned",
            "promise_made",
            "reply_queued",
            "reply_sent",
            "promise_kept"
        ]
    );
}

#[test]
fn an_answer_after_its_minute_is_written_down_as_broken_first() {
    let mut story = Story::opened();
    story.then(119, reply(70)).then(121, sent(70));
    assert_eq!(story.state().promise(ANSWER).unwrap().status, PromiseStatus::KeptLate);
}

#[test]
fn exactly_on_the_minute_is_in_time_unless_the_bell_rang_first() {
    let mut kept = Story::opened();
    kept.then(10, reply(70)).then(120, sent(70));
    assert_eq!(kept.state().promise(ANSWER).unwrap().status, PromiseStatus::Kept);
    let mut rung = Story::opened();
    rung.then(120, Command::Ring { promise: ANSWER });
    assert_eq!(rung.state().promise(ANSWER).unwrap().status, PromiseStatus::Broken);
}

#[test]
fn a_promise_rings_once_before_and_once_at_its_minute() {
    let mut story = Story::opened();
    let ring = || Command::Ring { promise: ANSWER };
    assert_eq!(story.decide(80, ring()), Ok(vec![]), "too early");
    story.then(90, ring()).then(91, ring()).then(120, ring()).then(500, ring());
    assert_eq!(story.kinds()[3..], ["promise_reminded", "promise_broken"]);
}

#[test]
fn a_promise_is_renewed_before_its_minute_never_after() {
    let renew =
        |due| Command::RenewPromise { promise: WORD, due: at(due), reason: "parts late".into() };
    let mut story = Story::opened();
    story.then(0, promise(60)).then(59, renew(90));
    assert_eq!(story.state().promise(WORD).unwrap().renewals, 1);
    story.refused(90, renew(200), &Refusal::PromiseOverdue);
    story.then(95, Command::Ring { promise: WORD }).refused(
        96,
        renew(200),
        &Refusal::PromiseOverdue,
    );
    story.then(97, Command::KeepPromise { promise: WORD });
    story.refused(98, renew(200), &Refusal::PromiseSettled);
    let empty = Command::RenewPromise { promise: WORD, due: at(90), reason: " ".into() };
    Story::opened().then(0, promise(60)).refused(1, empty, &Refusal::Empty("reason"));
}

#[test]
fn nothing_is_promised_for_the_past_or_without_words() {
    let mut story = Story::opened();
    story.refused(60, promise(60), &Refusal::PastTime(at(60)));
    let silent = Command::MakePromise {
        promise: WORD,
        what: "\n".into(),
        due: at(90),
        names_time: false,
        reply: None,
    };
    story.refused(60, silent, &Refusal::Empty("what"));
}

#[test]
fn what_the_guard_stops_leaves_only_with_a_written_reason() {
    let finding = FindingNote { rule: "threat".into(), severity: "block".into(), start: 0, end: 4 };
    let draft = |reason: Option<&str>| {
        let Command::Reply(mut new) = reply(70) else { unreachable!() };
        new.findings = vec![finding.clone()];
        new.override_reason = reason.map(Into::into);
        Command::Reply(new)
    };
    let blocked = Refusal::Blocked(vec!["threat".into()]);
    let mut story = Story::opened();
    story.refused(1, draft(None), &blocked).refused(1, draft(Some("  ")), &blocked);
    story.then(2, draft(Some("quoting the court's own letter")));
    let Event::ReplyQueued { override_reason, findings, .. } = &story.journal[3].event else {
        panic!()
    };
    assert_eq!(override_reason.as_deref(), Some("quoting the court's own letter"));
    assert_eq!(findings, &[finding]);
}

#[test]
fn a_complaint_is_never_closed_in_silence() {
    let mut story = Story::opened();
    story.refused(1, close(Outcome::Satisfied, ""), &Refusal::Unanswered);
    story.by(Role::Head).refused(1, close(Outcome::NoAction, " "), &Refusal::NoGrounds);
    story.then(2, reply(70)).refused(3, close(Outcome::Satisfied, ""), &Refusal::ReplyUnderWay);
    story.then(4, sent(70)).then(5, promise(60));
    story.refused(6, close(Outcome::Satisfied, ""), &Refusal::OpenPromises);
    story.then(7, Command::KeepPromise { promise: WORD }).then(8, close(Outcome::Satisfied, ""));
    story.refused(9, promise(60), &Refusal::Closed);
}

#[test]
fn an_answer_nobody_owes_any_more_is_released_not_kept() {
    let mut story = Story::opened();
    let leave = || close(Outcome::NoAction, "advertising, no client");
    story.refused(1, leave(), &Refusal::NotYours(Role::Head));
    story.by(Role::Head).then(1, leave());
    assert_eq!(story.state().promise(ANSWER).unwrap().status, PromiseStatus::Released);
    assert_eq!(story.state().outcome, Some(Outcome::NoAction));
}

#[test]
fn a_word_given_to_the_client_is_not_released_by_closing() {
    let mut story = Story::opened();
    story.then(1, promise(60)).by(Role::Head);
    story.refused(2, close(Outcome::NoAction, "grounds"), &Refusal::OpenPromises);
}

#[test]
fn a_client_who_writes_again_opens_a_closed_case() {
    let mut story = Story::opened();
    story.then(1, close(Outcome::WishRecorded, ""));
    story.then(9, Command::ReceiveMessage { mention: MentionId(id(31)), public: false });
    assert_eq!((story.state().stage, story.state().client_waits), (Stage::FactFinding, true));
    let again = Command::ReceiveMessage { mention: MentionId(id(31)), public: false };
    assert_eq!(story.decide(10, again), Ok(vec![]), "the same message twice is one message");
}

#[test]
fn a_reply_of_unknown_fate_waits_for_a_person() {
    let failed =
        |certain| Command::RecordFailed { reply: ReplyId(id(70)), reason: "cut".into(), certain };
    let mut story = Story::opened();
    story.then(1, reply(70)).then(2, failed(false));
    assert_eq!(story.state().reply(ReplyId(id(70))).unwrap().delivery, Delivery::Uncertain);
    story.refused(3, failed(true), &Refusal::ReplySettled);
    story.refused(3, close(Outcome::Doubting, ""), &Refusal::ReplyUnderWay);
    story.then(4, Command::RetryReply { reply: ReplyId(id(70)) }).then(5, sent(70));
    story.refused(6, sent(70), &Refusal::ReplySettled);
    story.refused(6, Command::RetryReply { reply: ReplyId(id(70)) }, &Refusal::ReplySettled);
}

#[test]
fn nothing_happens_to_a_case_that_is_not_there() {
    let mut story = Story::new();
    story.refused(0, promise(60), &Refusal::NoCase);
    Story::opened().refused(1, Command::Reopen { reason: "x".into() }, &Refusal::NotClosed);
}
