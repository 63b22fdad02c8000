//! The gates. Given the state, a command and the facts, either the events that happen or a refusal.

use super::command::{Command, NewReply, OpenCase};
use super::event::Event;
use super::refusal::Refusal;
use super::state::{Delivery, State};
use crate::promise::{Promise, PromiseKind, PromiseStatus, remind_at};
use crate::*;

/// What a decision may know besides the state.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    pub now: Timestamp,
    /// How long before a promise is due its owner is reminded, at most (regulation).
    pub remind_minutes: i64,
}

type Decision = Result<Vec<Event>, Refusal>;

/// Pure: the same state, command and facts give the same events.
pub fn decide(state: Option<&State>, command: Command, facts: Facts) -> Decision {
    let Some(s) = state else {
        return match command {
            Command::Open(open) => Ok(open_case(open, facts)),
            _ => Err(Refusal::NoCase),
        };
    };
    if s.stage == Stage::Closed && !allowed_when_closed(&command) {
        return Err(Refusal::Closed);
    }
    match command {
        Command::Open(_) => Err(Refusal::AlreadyOpen),
        Command::AttachMention { mention } if s.mentions.contains(&mention) => Ok(vec![]),
        Command::AttachMention { mention } => Ok(vec![Event::MentionAttached { mention }]),
        Command::MoveTo { stage } => move_to(s, stage),
        Command::Assign { owner } if owner == s.owner => Ok(vec![]),
        Command::Assign { owner } => Ok(vec![Event::OwnerAssigned { owner }]),
        Command::AddNote { note } => Ok(vec![Event::NoteAdded { note: filled(note, "note")? }]),
        Command::AddEvidence { attachment, name, sha256 } => {
            Ok(vec![Event::EvidenceAdded { attachment, name: filled(name, "name")?, sha256 }])
        }
        Command::MakePromise { promise, what, due } => make_promise(promise, what, due, facts),
        Command::RenewPromise { promise, due, reason } => {
            renew_promise(s, promise, due, reason, facts)
        }
        Command::KeepPromise { promise } => keep_promise(s, promise, facts),
        Command::Ring { promise } => ring(s, promise, facts),
        Command::Reply(reply) => queue_reply(reply),
        Command::RecordSent { reply, proof } => record_sent(s, reply, proof, facts),
        Command::RecordFailed { reply, reason, certain } => {
            expect_delivery(s, reply, &[Delivery::Queued])?;
            Ok(vec![Event::ReplyFailed { reply, reason, certain }])
        }
        Command::RetryReply { reply } => {
            expect_delivery(s, reply, &[Delivery::Failed, Delivery::Uncertain])?;
            Ok(vec![Event::ReplyRetried { reply }])
        }
        Command::WithdrawReply { reply, reason } => {
            expect_delivery(s, reply, &[Delivery::Failed, Delivery::Uncertain, Delivery::Queued])?;
            Ok(vec![Event::ReplyWithdrawn { reply, reason: filled(reason, "reason")? }])
        }
        Command::ReceiveMessage { mention } => Ok(receive(s, mention)),
        Command::RecordWish { wish, text } => {
            Ok(vec![Event::WishRecorded { wish, text: filled(text, "wish")? }])
        }
        Command::Close { outcome, grounds } => close(s, outcome, grounds),
        Command::Reopen { .. } if s.stage != Stage::Closed => Err(Refusal::NotClosed),
        Command::Reopen { reason } => {
            Ok(vec![Event::Reopened { reason: filled(reason, "reason")? }])
        }
    }
}

/// A closed case still hears the client, takes notes, and settles what was under way.
fn allowed_when_closed(command: &Command) -> bool {
    matches!(
        command,
        Command::Open(_)
            | Command::Reopen { .. }
            | Command::AddNote { .. }
            | Command::ReceiveMessage { .. }
            | Command::Ring { .. }
            | Command::RecordSent { .. }
            | Command::RecordFailed { .. }
    )
}

fn open_case(open: OpenCase, facts: Facts) -> Vec<Event> {
    let OpenCase { number, brand, client, mention, owner, answer } = open;
    let mut events = vec![Event::CaseOpened { number, brand, client, mention }];
    if owner.is_some() {
        events.push(Event::OwnerAssigned { owner });
    }
    if let Some((promise, due)) = answer {
        events.push(Event::PromiseMade {
            promise,
            kind: PromiseKind::Answer,
            what: String::new(),
            due,
            remind_at: remind_at(facts.now, due, facts.remind_minutes),
        });
    }
    events
}

fn move_to(s: &State, to: Stage) -> Decision {
    if !s.stage.next().contains(&to) {
        return Err(Refusal::NoWay { from: s.stage, to });
    }
    if to == Stage::VerdictUnfounded && s.evidence.is_empty() {
        return Err(Refusal::NoEvidence);
    }
    Ok(vec![Event::StageMoved { from: s.stage, to }])
}

fn make_promise(promise: PromiseId, what: String, due: Timestamp, facts: Facts) -> Decision {
    let what = filled(what, "what")?;
    Ok(vec![Event::PromiseMade {
        promise,
        kind: PromiseKind::Word,
        what,
        due: in_future(due, facts)?,
        remind_at: remind_at(facts.now, due, facts.remind_minutes),
    }])
}

fn renew_promise(
    s: &State,
    promise: PromiseId,
    due: Timestamp,
    reason: String,
    facts: Facts,
) -> Decision {
    let old = s.promise(promise).ok_or(Refusal::NoPromise)?;
    match old.status {
        PromiseStatus::Open if facts.now < old.due => {}
        PromiseStatus::Open | PromiseStatus::Broken => return Err(Refusal::PromiseOverdue),
        PromiseStatus::Kept | PromiseStatus::KeptLate | PromiseStatus::Released => {
            return Err(Refusal::PromiseSettled);
        }
    }
    Ok(vec![Event::PromiseRenewed {
        promise,
        due: in_future(due, facts)?,
        remind_at: remind_at(facts.now, due, facts.remind_minutes),
        reason: filled(reason, "reason")?,
    }])
}

fn keep_promise(s: &State, promise: PromiseId, facts: Facts) -> Decision {
    match s.promise(promise).ok_or(Refusal::NoPromise)? {
        p if matches!(p.status, PromiseStatus::Open | PromiseStatus::Broken) => Ok(keep(p, facts)),
        _ => Err(Refusal::PromiseSettled),
    }
}

/// Keeping after the minute is still written down, as broken first: the timer may not have rung yet.
fn keep(p: &Promise, facts: Facts) -> Vec<Event> {
    let mut events = Vec::new();
    if p.status == PromiseStatus::Open && facts.now > p.due {
        events.push(Event::PromiseBroken { promise: p.id });
    }
    events.push(Event::PromiseKept { promise: p.id });
    events
}

fn ring(s: &State, promise: PromiseId, facts: Facts) -> Decision {
    let p = s.promise(promise).ok_or(Refusal::NoPromise)?;
    Ok(match (p.status, p.remind_at) {
        (PromiseStatus::Open, _) if facts.now >= p.due => vec![Event::PromiseBroken { promise }],
        (PromiseStatus::Open, Some(at)) if facts.now >= at => {
            vec![Event::PromiseReminded { promise }]
        }
        _ => vec![],
    })
}

fn queue_reply(r: NewReply) -> Decision {
    let text = filled(r.text, "text")?;
    let override_reason = r.override_reason.map(|o| o.trim().to_owned()).filter(|o| !o.is_empty());
    let blocking: Vec<String> =
        r.findings.iter().filter(|f| f.severity == "block").map(|f| f.rule.clone()).collect();
    if !blocking.is_empty() && override_reason.is_none() {
        return Err(Refusal::Blocked(blocking));
    }
    Ok(vec![Event::ReplyQueued {
        reply: r.reply,
        route: r.route,
        visibility: r.visibility,
        text,
        findings: r.findings,
        override_reason,
    }])
}

/// A reply that left keeps the promised answer.
fn record_sent(s: &State, reply: ReplyId, proof: String, facts: Facts) -> Decision {
    expect_delivery(s, reply, &[Delivery::Queued, Delivery::Uncertain])?;
    let mut events = vec![Event::ReplySent { reply, proof }];
    let owed = |p: &&Promise| {
        p.kind == PromiseKind::Answer
            && matches!(p.status, PromiseStatus::Open | PromiseStatus::Broken)
    };
    for p in s.promises.iter().filter(owed) {
        events.extend(keep(p, facts));
    }
    Ok(events)
}

fn receive(s: &State, mention: MentionId) -> Vec<Event> {
    if s.mentions.contains(&mention) {
        return vec![];
    }
    let mut events = vec![Event::ClientWrote { mention }];
    if s.stage == Stage::Closed {
        events.push(Event::Reopened { reason: String::new() });
    }
    events
}

fn close(s: &State, outcome: Outcome, grounds: String) -> Decision {
    let under_way = |r: &super::Reply| matches!(r.delivery, Delivery::Queued | Delivery::Uncertain);
    if s.replies.iter().any(under_way) {
        return Err(Refusal::ReplyUnderWay);
    }
    if outcome.needs_grounds() && grounds.trim().is_empty() {
        return Err(Refusal::NoGrounds);
    }
    let silent_end = matches!(outcome, Outcome::NoAction | Outcome::WishRecorded);
    if !s.answered() && !silent_end {
        return Err(Refusal::Unanswered);
    }
    let owed: Vec<_> = s.open_promises();
    if owed.iter().any(|p| p.kind == PromiseKind::Word) || (!owed.is_empty() && !silent_end) {
        return Err(Refusal::OpenPromises);
    }
    let mut events: Vec<_> =
        owed.iter().map(|p| Event::PromiseReleased { promise: p.id }).collect();
    events.push(Event::Closed { outcome, grounds: grounds.trim().to_owned() });
    Ok(events)
}

fn expect_delivery(s: &State, reply: ReplyId, allowed: &[Delivery]) -> Result<(), Refusal> {
    let reply = s.reply(reply).ok_or(Refusal::NoReply)?;
    if allowed.contains(&reply.delivery) { Ok(()) } else { Err(Refusal::ReplySettled) }
}

fn in_future(due: Timestamp, facts: Facts) -> Result<Timestamp, Refusal> {
    if due > facts.now { Ok(due) } else { Err(Refusal::PastTime(due)) }
}

fn filled(text: String, field: &'static str) -> Result<String, Refusal> {
    let trimmed = text.trim();
    if trimmed.is_empty() { Err(Refusal::Empty(field)) } else { Ok(trimmed.to_owned()) }
}
