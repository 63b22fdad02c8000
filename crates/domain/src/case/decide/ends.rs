//! How a case ends, and how it begins again: closing, wishes, what comes later, erasure.

use super::promises::release;
use super::{Decision, Facts, by_role, filled};
use crate::amends::RemedyStatus;
use crate::case::{Command, Delivery, Event, Refusal, Reply, State};
use crate::promise::{Promise, PromiseKind, PromiseStatus};
use crate::{MentionId, Outcome, Stage, Verdict};

pub(super) fn decide(s: &State, command: Command, facts: Facts) -> Decision {
    match command {
        Command::ReceiveMessage { mention, public } => receive(s, mention, public),
        Command::RecordWish { wish, text } => {
            Ok(vec![Event::WishRecorded { wish, text: filled(text, "wish")? }])
        }
        Command::AnswerWish { wish, state } => {
            if !s.wishes.contains(&wish) {
                return Err(Refusal::Unknown(wish.to_string()));
            }
            Ok(vec![Event::WishAnswered { wish, state }])
        }
        Command::Close { outcome, grounds } => close(s, outcome, grounds, facts),
        Command::Reopen { .. } if s.merged_into.is_some() => {
            Err(Refusal::Merged(s.merged_into.map_or(0, |(_, number)| number)))
        }
        Command::Reopen { .. } if s.stage != Stage::Closed => Err(Refusal::NotClosed),
        Command::Reopen { reason } => {
            Ok(vec![Event::Reopened { reason: filled(reason, "reason")? }])
        }
        Command::Erase { certificate } => erase(s, certificate, facts),
        _ => Ok(vec![]),
    }
}

/// Whatever the client says is heard; a closed case is looked at again, also one that was left
/// without action (R10).
fn receive(s: &State, mention: MentionId, public: bool) -> Decision {
    if let Some((_, number)) = s.merged_into {
        return Err(Refusal::Merged(number));
    }
    if s.mentions.contains(&mention) {
        return Ok(vec![]);
    }
    let mut events = vec![Event::ClientWrote { mention, public }];
    if s.stage == Stage::Closed {
        events.push(Event::Reopened { reason: String::new() });
    }
    Ok(events)
}

fn close(s: &State, outcome: Outcome, grounds: String, facts: Facts) -> Decision {
    let under_way = |r: &Reply| matches!(r.delivery, Delivery::Queued | Delivery::Uncertain);
    if s.replies.iter().any(under_way) {
        return Err(Refusal::ReplyUnderWay);
    }
    if outcome == Outcome::NoAction {
        by_role(facts, facts.rules.who.no_action)?;
    }
    if outcome.needs_grounds() && grounds.trim().is_empty() {
        return Err(Refusal::NoGrounds);
    }
    let silent_end = matches!(outcome, Outcome::NoAction | Outcome::WishRecorded);
    if !silent_end {
        spoken_to(s, outcome, facts)?;
    }
    if s.amends.asked().next().is_some() {
        return Err(Refusal::ApprovalPending);
    }
    if s.amends.remedies.iter().any(|r| r.status == RemedyStatus::Granted) {
        return Err(Refusal::RemedyOwed);
    }
    let open: Vec<&Promise> =
        s.promises.iter().filter(|p| p.status == PromiseStatus::Open).collect();
    // The regulation's answer is moot in a silent end, the law's clock once the matter is settled.
    let moot = |p: &&&Promise| match p.kind {
        PromiseKind::Word | PromiseKind::NameTime => false,
        PromiseKind::Answer => silent_end,
        PromiseKind::Law => true,
    };
    if open.iter().any(|p| p.is_owed() && !moot(&p)) {
        return Err(Refusal::OpenPromises);
    }
    let mut events: Vec<_> = open.iter().map(|p| release(p.id)).collect();
    events.push(Event::Closed { outcome, grounds: grounds.trim().to_owned() });
    Ok(events)
}

/// No complaint is closed in silence (R16), none that was public without a public answer (R17), and
/// nobody is called satisfied who was wronged and did not say that it is enough (R36).
fn spoken_to(s: &State, outcome: Outcome, facts: Facts) -> Result<(), Refusal> {
    if !s.answered() {
        return Err(Refusal::Unanswered);
    }
    let publicly = facts.rules.policy("public_answer") != "private_first";
    if s.public && publicly && !s.answered_in_public() {
        return Err(Refusal::UnansweredInPublic);
    }
    let wronged = s.inquiry.verdict.is_some_and(Verdict::is_founded);
    if outcome == Outcome::Satisfied && wronged && s.amends.accepted_at.is_none() {
        return Err(Refusal::NotAccepted);
    }
    Ok(())
}

/// Only what is over is erased; what is still owed is not forgotten on the way.
fn erase(s: &State, certificate: String, facts: Facts) -> Decision {
    by_role(facts, facts.rules.who.erase)?;
    if s.stage != Stage::Closed {
        return Err(Refusal::NotClosed);
    }
    Ok(vec![Event::ClientErased { certificate }])
}
