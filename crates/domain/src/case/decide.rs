//! The gates. Given the state, a command and the facts, either the events that happen or a refusal.
//! One file for each kind of gate stands below; nothing is decided anywhere else.

mod amends;
mod ends;
mod inquiry;
mod promises;
mod replies;
mod together;

use super::command::{Command, OpenCase};
use super::event::Event;
use super::refusal::Refusal;
use super::state::State;
use crate::amends::Spent;
use crate::promise::{PromiseKind, remind_at};
use crate::regulation::Regulation;
use crate::*;

/// What a decision may know besides the state.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    pub now: Timestamp,
    /// The version of the regulation that holds for this case.
    pub rules: &'a Regulation,
    /// Who acts, when a person of the company does.
    pub person: Option<PersonId>,
    /// What he is to the brand of the case. `None`: no person, and no gate of roles.
    pub role: Option<Role>,
    /// What was given already, in the currency of the remedy that is asked for.
    pub spent: Spent,
}

type Decision = Result<Vec<Event>, Refusal>;

/// Pure: the same state, command and facts give the same events.
pub fn decide(state: Option<&State>, command: Command, facts: Facts<'_>) -> Decision {
    let Some(s) = state else {
        return match command {
            Command::Open(open) => Ok(open_case(open, facts)),
            _ => Err(Refusal::NoCase),
        };
    };
    if s.erased {
        return Err(Refusal::Erased);
    }
    if s.stage == Stage::Closed && !allowed_when_closed(&command) {
        return Err(match s.merged_into {
            Some((_, number)) => Refusal::Merged(number),
            None => Refusal::Closed,
        });
    }
    match command {
        Command::Open(_) => Err(Refusal::AlreadyOpen),
        Command::AttachMention { mention, .. } if s.mentions.contains(&mention) => Ok(vec![]),
        Command::AttachMention { mention, public } => {
            Ok(vec![Event::MentionAttached { mention, public }])
        }
        Command::MoveTo { stage } => move_to(s, stage, facts),
        Command::Assign { owner } if owner == s.owner => Ok(vec![]),
        Command::Assign { owner } => Ok(vec![Event::OwnerAssigned { owner }]),
        Command::AddNote { note } => Ok(vec![Event::NoteAdded { note: filled(note, "note")? }]),
        Command::MoveToRegulation { version } if version == s.regulation => Ok(vec![]),
        Command::MoveToRegulation { version } => Ok(vec![Event::RegulationMoved { version }]),
        Command::SetKind { kind } => set_kind(s, kind, facts),
        Command::SetSeriousness { level, .. } if level == s.seriousness => Ok(vec![]),
        Command::SetSeriousness { level, why } => set_seriousness(s, level, why, facts),
        Command::TickStep { step, done } => tick(s, step, done, facts),
        Command::NoteTemper { heat } => Ok(vec![Event::TemperNoted { heat: heat.min(3) }]),
        Command::TakePause { until } => {
            Ok(vec![Event::PauseTaken { until: in_future(until, facts)? }])
        }
        Command::MakePromise { .. }
        | Command::RenewPromise { .. }
        | Command::KeepPromise { .. }
        | Command::Ring { .. }
        | Command::StateDemand { .. } => promises::decide(s, command, facts),
        Command::Reply(_)
        | Command::RecordSent { .. }
        | Command::RecordFailed { .. }
        | Command::RetryReply { .. }
        | Command::WithdrawReply { .. }
        | Command::AskConsent { .. }
        | Command::RecordConsent { .. }
        | Command::AcceptApology { .. }
        | Command::RecordReviewChange { .. } => replies::decide(s, command, facts),
        Command::AddEvidence { .. }
        | Command::Identify { .. }
        | Command::AskProof { .. }
        | Command::AddProof(_)
        | Command::CheckProof { .. }
        | Command::RecordFact(_)
        | Command::WithdrawFact { .. }
        | Command::RaiseQuestion { .. }
        | Command::TakeStatement { .. }
        | Command::GiveVerdict { .. } => inquiry::decide(s, command, facts),
        Command::OfferOptions { .. }
        | Command::ChooseOption { .. }
        | Command::Grant { .. }
        | Command::FulfilRemedy { .. }
        | Command::CancelRemedy { .. }
        | Command::AskApproval { .. }
        | Command::DecideApproval { .. }
        | Command::RingApproval { .. } => amends::decide(s, command, facts),
        Command::ReceiveMessage { .. }
        | Command::RecordWish { .. }
        | Command::AnswerWish { .. }
        | Command::Close { .. }
        | Command::Reopen { .. }
        | Command::Erase { .. } => ends::decide(s, command, facts),
        Command::Link { .. }
        | Command::Unlink { .. }
        | Command::Absorb { .. }
        | Command::MergeInto { .. }
        | Command::SplitOff { .. }
        | Command::NoteSplit { .. } => together::decide(s, command, facts),
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
            | Command::RingApproval { .. }
            | Command::RecordSent { .. }
            | Command::RecordFailed { .. }
            | Command::AnswerWish { .. }
            | Command::RecordReviewChange { .. }
            | Command::Link { .. }
            | Command::Unlink { .. }
            | Command::Erase { .. }
    )
}

fn open_case(open: OpenCase, facts: Facts) -> Vec<Event> {
    let OpenCase { number, brand, client, mention, owner, answer, regulation, public, seriousness } =
        open;
    let mut events = vec![Event::CaseOpened { number, brand, client, mention, regulation, public }];
    if seriousness != Seriousness::Ordinary {
        events.push(Event::SeriousnessSet { level: seriousness, why: String::new() });
    }
    if owner.is_some() {
        events.push(Event::OwnerAssigned { owner });
    }
    if let Some((promise, due)) = answer {
        events.push(Event::PromiseMade {
            promise,
            kind: PromiseKind::Answer,
            what: String::new(),
            due,
            remind_at: remind_at(facts.now, due, facts.rules.remind_minutes),
            reply: None,
        });
    }
    events
}

fn move_to(s: &State, to: Stage, facts: Facts) -> Decision {
    if !s.stage.next().contains(&to) {
        return Err(Refusal::NoWay { from: s.stage, to });
    }
    if to.is_verdict() {
        return Err(Refusal::VerdictNotGiven);
    }
    leaving(s, to, facts)?;
    Ok(vec![Event::StageMoved { from: s.stage, to }])
}

/// Whatever the regulation calls required is done before the stage is left; one may always go back
/// to finding facts.
fn leaving(s: &State, to: Stage, facts: Facts) -> Result<(), Refusal> {
    if to == Stage::FactFinding && s.stage != Stage::Intake {
        return Ok(());
    }
    let steps = facts.rules.steps_at(s.stage, s.kind.as_deref(), s.public);
    let left: Vec<String> = steps
        .filter(|step| step.required && !s.done.contains(&step.id))
        .map(|step| step.text.clone())
        .collect();
    if left.is_empty() { Ok(()) } else { Err(Refusal::StepsLeft(left)) }
}

fn set_kind(s: &State, kind: String, facts: Facts) -> Decision {
    if s.kind.as_deref() == Some(&kind) {
        return Ok(vec![]);
    }
    if !facts.rules.kinds.iter().any(|k| k.id == kind) {
        return Err(Refusal::Unknown(kind));
    }
    Ok(vec![Event::KindSet { kind }])
}

/// Anybody who works on a case may call it graver; only somebody who may talk in the graver one
/// calls it lighter.
fn set_seriousness(s: &State, level: Seriousness, why: String, facts: Facts) -> Decision {
    if level < s.seriousness {
        by_role(facts, facts.rules.talks(s.seriousness))?;
    }
    Ok(vec![Event::SeriousnessSet { level, why: filled(why, "why")? }])
}

fn tick(s: &State, step: String, done: bool, facts: Facts) -> Decision {
    if !facts.rules.steps.iter().any(|known| known.id == step) {
        return Err(Refusal::Unknown(step));
    }
    if s.done.contains(&step) == done {
        return Ok(vec![]);
    }
    Ok(vec![Event::StepTicked { step, done }])
}

/// Decided by this role or one above it; the desk itself is bound by no role.
fn by_role(facts: Facts, least: Role) -> Result<(), Refusal> {
    match facts.role {
        Some(role) if !role.at_least(least) => Err(Refusal::NotYours(least)),
        _ => Ok(()),
    }
}

fn in_future(due: Timestamp, facts: Facts) -> Result<Timestamp, Refusal> {
    if due > facts.now { Ok(due) } else { Err(Refusal::PastTime(due)) }
}

fn filled(text: String, field: &'static str) -> Result<String, Refusal> {
    let trimmed = text.trim();
    if trimmed.is_empty() { Err(Refusal::Empty(field)) } else { Ok(trimmed.to_owned()) }
}
