//! Who speaks, when, where, and until when: seriousness, pauses, our own side, the public, the end.

use super::*;
use crate::promise::{PromiseKind, PromiseStatus};

const PUBLIC: Visibility = Visibility::Public;
const PRIVATE: Visibility = Visibility::Private;

fn close(outcome: Outcome) -> Command {
    Command::Close { outcome, grounds: "grounds".into() }
}

fn seriousness(level: Seriousness) -> Command {
    Command::SetSeriousness { level, why: "a journalist wrote".into() }
}

/// A founded claim, told to the client.
fn founded() -> Story {
    let mut story = Story::opened();
    story.then(1, Command::MoveTo { stage: Stage::FactFinding }).by(Role::Head);
    story.then(2, Command::GiveVerdict { verdict: Verdict::Founded, grounds: String::new() });
    story
}

#[test]
fn a_grave_case_is_answered_by_those_whom_the_regulation_names() {
    let mut story = Story::opened();
    story.then(1, reply(70)).then(2, seriousness(Seriousness::Serious));
    story.refused(3, reply(71), &Refusal::TalksHigher(Role::Head));
    story.refused(3, seriousness(Seriousness::Ordinary), &Refusal::NotYours(Role::Head));
    story.by(Role::Head).then(4, reply(71)).then(5, seriousness(Seriousness::Critical));
    story.refused(6, reply(72), &Refusal::TalksHigher(Role::Owner));
    story.by(Role::Owner).then(7, reply(72)).then(8, seriousness(Seriousness::Ordinary));
    story.by(Role::Manager).then(9, reply(73));
}

#[test]
fn a_pause_holds_replies_back_unless_a_reason_is_written() {
    let mut story = Story::opened();
    story.then(1, Command::NoteTemper { heat: 9 });
    assert_eq!(story.state().temper, 3);
    story.refused(1, Command::TakePause { until: at(1) }, &Refusal::PastTime(at(1)));
    story.then(1, Command::TakePause { until: at(31) });
    story.refused(30, reply(70), &Refusal::Paused(at(31)));
    let Command::Reply(mut urgent) = reply(71) else { unreachable!() };
    urgent.override_reason = Some("He stands at the counter.".into());
    story.then(30, Command::Reply(urgent)).then(31, reply(72));
}

#[test]
fn our_side_is_told_after_the_client_said_that_it_is_enough() {
    let side = |n| reply_that(n, PRIVATE, Acts { own_side: true, ..Acts::default() });
    let sorry = |n| reply_that(n, PRIVATE, Acts { apology: true, ..Acts::default() });
    let enough = || Command::AcceptApology { mention: None, words: "I see you are sorry".into() };
    let mut story = founded();
    story.refused(3, side(70), &Refusal::OwnSideTooEarly);
    story.refused(3, enough(), &Refusal::NoApology);
    story.then(4, sorry(70));
    story.refused(5, enough(), &Refusal::NoApology).then(6, sent(70));
    story.then(7, sorry(71)).then(8, sent(71));
    assert_eq!(story.state().apologies(), 2);
    story.then(9, enough()).then(10, side(72));
    assert_eq!(story.decide(11, enough()), Ok(vec![]), "said once");
    // Where no fault was found there is nothing to wait for.
    Story::opened().then(1, side(70));
}

#[test]
fn nothing_depends_on_a_review_whatever_reason_is_given() {
    let acts = Acts { conditional: true, ..Acts::default() };
    let Command::Reply(mut bribe) = reply_that(70, PRIVATE, acts) else { unreachable!() };
    bribe.override_reason = Some("The head said so.".into());
    Story::opened().by(Role::Owner).refused(1, Command::Reply(bribe), &Refusal::Conditional);
}

#[test]
fn a_public_complaint_needs_a_public_answer_of_substance() {
    let acts = |substance| Acts { substance, invites_private: !substance, ..Acts::default() };
    let mut story = Story::opened_as(true);
    story.then(1, reply(70)).then(2, sent(70));
    story.refused(3, close(Outcome::Doubting), &Refusal::UnansweredInPublic);
    story.then(4, reply_that(71, PUBLIC, acts(false))).then(5, sent(71));
    assert!(story.state().private_offered);
    story.refused(6, close(Outcome::Doubting), &Refusal::UnansweredInPublic);
    story.then(7, reply_that(72, PUBLIC, acts(true))).then(8, sent(72));
    story.then(9, close(Outcome::Doubting));
    assert_eq!(story.kinds().iter().filter(|k| **k == "private_offered").count(), 1);
}

#[test]
fn consent_to_public_details_is_asked_and_written_down() {
    let acts = Acts { asks_consent: true, substance: true, ..Acts::default() };
    let mut story = Story::opened_as(true);
    story.then(1, reply_that(70, PUBLIC, acts));
    assert_eq!(story.state().consent, Consent::Asked);
    story.then(2, Command::RecordConsent { agrees: false, mention: None });
    assert_eq!(story.state().consent, Consent::Refused);
}

#[test]
fn nobody_is_satisfied_who_was_wronged_and_did_not_say_so() {
    let mut story = founded();
    let sorry = Acts { apology: true, ..Acts::default() };
    story.then(3, reply_that(70, PRIVATE, sorry)).then(4, sent(70));
    story.then(5, Command::MoveTo { stage: Stage::Remedy });
    story.refused(6, close(Outcome::Satisfied), &Refusal::NotAccepted);
    story.then(7, Command::AcceptApology { mention: None, words: String::new() });
    story.then(8, close(Outcome::Satisfied));
    // Who comes back is not content after all.
    story.then(9, Command::ReceiveMessage { mention: MentionId(id(31)), public: false });
    assert_eq!(story.state().amends.accepted_at, None);
}

#[test]
fn a_time_that_cannot_be_known_is_promised_as_the_time_of_its_naming() {
    let mut story = Story::opened();
    story.then(
        1,
        Command::MakePromise {
            promise: PromiseId(id(50)),
            what: "name the day of the decision".into(),
            due: at(300),
            names_time: true,
            reply: None,
        },
    );
    let promise = story.state().promise(PromiseId(id(50))).unwrap();
    assert_eq!((promise.kind, promise.status), (PromiseKind::NameTime, PromiseStatus::Open));
}

#[test]
fn the_laws_clock_runs_beside_our_own_and_is_not_renewed() {
    let demand = |n, law: Option<(&str, i64)>| Command::StateDemand {
        demand: crate::law::Demand::Refund,
        law: law.map(|(id, due)| (id.into(), at(due))),
        promise: PromiseId(id(n)),
    };
    let mut story = Story::opened();
    story.then(1, demand(50, Some(("ru-zpp-22", 14_400))));
    let renew =
        Command::RenewPromise { promise: PromiseId(id(50)), due: at(20_000), reason: "x".into() };
    story.refused(2, renew, &Refusal::PromiseSettled);
    // Another demand: the first clock stops, the second runs.
    story.then(3, demand(51, Some(("ru-zpp-21", 10_080))));
    let fates: Vec<_> = story.state().promises[1..].iter().map(|p| p.status).collect();
    assert_eq!(fates, [PromiseStatus::Released, PromiseStatus::Open]);
    story.then(4, demand(52, None));
    assert!(story.state().promise(PromiseId(id(52))).is_none());
}

#[test]
fn merging_and_splitting_lose_nothing() {
    let other = CaseId(id(99));
    let mut story = Story::opened();
    story.then(1, Command::ReceiveMessage { mention: MentionId(id(31)), public: false });
    let split = |mentions: &[u128]| Command::SplitOff {
        case: other,
        number: 1002,
        mentions: mentions.iter().map(|m| MentionId(id(*m))).collect(),
    };
    story.refused(2, split(&[3, 31]), &Refusal::Empty("mentions"));
    story.refused(2, split(&[77]), &Refusal::Unknown(MentionId(id(77)).to_string()));
    story.then(2, split(&[31]));
    assert_eq!(story.state().mentions, [MentionId(id(3))]);
    story.then(3, reply(70));
    let merge = || Command::MergeInto { case: other, number: 1002 };
    story.refused(4, merge(), &Refusal::ReplyUnderWay).then(5, sent(70)).then(6, merge());
    assert_eq!((story.state().stage, story.state().outcome), (Stage::Closed, None));
    let late = Command::ReceiveMessage { mention: MentionId(id(32)), public: false };
    story.refused(7, late, &Refusal::Merged(1002));
    story.refused(7, Command::Reopen { reason: "x".into() }, &Refusal::Merged(1002));
    story.refused(7, Command::MoveTo { stage: Stage::Waiting }, &Refusal::Merged(1002));
}

#[test]
fn what_is_owed_goes_along_as_what_it_was() {
    let law = crate::law::Demand::Refund;
    let mut gone = Story::opened();
    let demand = Some(("eu".to_owned(), at(500)));
    gone.then(1, Command::StateDemand { demand: law, law: demand, promise: PromiseId(id(50)) });
    let word = PromiseId(id(51));
    let what = "call".to_owned();
    let make =
        Command::MakePromise { promise: word, what, due: at(5), names_time: false, reply: None };
    gone.then(2, make).then(6, Command::Ring { promise: word });
    let s = gone.state().clone();
    let absorb = Command::Absorb {
        case: CaseId(id(99)),
        number: s.number,
        mentions: s.mentions.clone(),
        promises: s.carried(|n| PromiseId(id(60 + n as u128))),
        demand: s.demand.clone(),
    };
    let mut story = Story::opened();
    story.then(7, absorb);
    assert_eq!(story.state().demand, s.demand);
    let here = |n: u128| story.state().promise(PromiseId(id(n))).unwrap();
    let kinds = [here(60).kind, here(61).kind, here(62).kind];
    assert_eq!(kinds, [PromiseKind::Answer, PromiseKind::Law, PromiseKind::Word]);
    assert_eq!(here(61).due, at(500));
    assert_eq!(here(62).status, PromiseStatus::Broken, "late there, late here");
    let renew = Command::RenewPromise {
        promise: PromiseId(id(61)),
        due: at(900),
        reason: "more time".into(),
    };
    story.refused(8, renew, &Refusal::PromiseSettled);
    gone.then(7, Command::MergeInto { case: CaseId(id(98)), number: 1001 });
    let owed = gone.state().promises.iter().filter(|p| p.is_owed()).count();
    assert_eq!(owed, 0, "counted once, where it is owed");
}

#[test]
fn what_is_erased_is_over() {
    let erase = || Command::Erase { certificate: "ab".into() };
    let mut story = Story::opened();
    story.by(Role::Owner).refused(1, erase(), &Refusal::NotClosed);
    story.then(2, close(Outcome::NoAction)).by(Role::Head);
    story.refused(3, erase(), &Refusal::NotYours(Role::Owner)).by(Role::Owner).then(3, erase());
    story.refused(4, Command::AddNote { note: "x".into() }, &Refusal::Erased);
}
