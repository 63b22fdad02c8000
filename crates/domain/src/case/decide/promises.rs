//! Promises: made for the future, renewed before their minute, kept, or broken; and legal clocks.

use super::{Decision, Facts, filled, in_future};
use crate::case::{Carried, Command, Event, Refusal, State};
use crate::promise::{Promise, PromiseKind, PromiseStatus, remind_at};
use crate::{PromiseId, Timestamp};

/// The law's end is recalled a day before, however short the company's own reminders are.
const LAW_REMIND_MINUTES: i64 = 24 * 60;

pub(super) fn decide(s: &State, command: Command, facts: Facts) -> Decision {
    match command {
        Command::MakePromise { promise, what, due, names_time, reply } => {
            let kind = if names_time { PromiseKind::NameTime } else { PromiseKind::Word };
            let due = in_future(due, facts)?;
            Ok(vec![Event::PromiseMade {
                promise,
                kind,
                what: filled(what, "what")?,
                due,
                remind_at: remind_at(facts.now, due, facts.rules.remind_minutes),
                reply,
            }])
        }
        Command::RenewPromise { promise, due, reason } => renew(s, promise, due, reason, facts),
        Command::KeepPromise { promise } => {
            let p = s.promise(promise).ok_or(Refusal::NoPromise)?;
            if p.is_owed() { Ok(keep(p, facts)) } else { Err(Refusal::PromiseSettled) }
        }
        Command::Ring { promise } => ring(s, promise, facts),
        Command::StateDemand { demand, law, promise } => {
            let mut events: Vec<_> = legal(s).map(|p| release(p.id)).collect();
            let (id, until) = law.unzip();
            events.push(Event::DemandStated { demand, law: id.unwrap_or_default() });
            if let Some(due) = until {
                let (kind, what) = (PromiseKind::Law, demand.code().to_owned());
                events.extend(begin(Carried { promise, kind, what, due }, facts));
            }
            Ok(events)
        }
        _ => Ok(vec![]),
    }
}

/// Keeping after the minute is still written down, as broken first: the timer may not have rung yet.
pub(super) fn keep(p: &Promise, facts: Facts) -> Vec<Event> {
    let mut events = Vec::new();
    if p.status == PromiseStatus::Open && facts.now > p.due {
        events.push(Event::PromiseBroken { promise: p.id });
    }
    events.push(Event::PromiseKept { promise: p.id });
    events
}

/// Owed here from now on. Its minute may have passed already: a clock that nobody looked at, or a
/// promise broken in the case it came from.
pub(super) fn begin(c: Carried, facts: Facts) -> Vec<Event> {
    let Carried { promise, kind, what, due } = c;
    let before = match kind {
        PromiseKind::Law => LAW_REMIND_MINUTES,
        _ => facts.rules.remind_minutes,
    };
    let remind_at = remind_at(facts.now, due, before);
    let mut events = vec![Event::PromiseMade { promise, kind, what, due, remind_at, reply: None }];
    if due <= facts.now {
        events.push(Event::PromiseBroken { promise });
    }
    events
}

pub(super) fn release(promise: PromiseId) -> Event {
    Event::PromiseReleased { promise }
}

/// Legal clocks that still run.
fn legal(s: &State) -> impl Iterator<Item = &Promise> {
    s.promises.iter().filter(|p| p.kind == PromiseKind::Law && p.status == PromiseStatus::Open)
}

fn renew(s: &State, id: PromiseId, due: Timestamp, reason: String, facts: Facts) -> Decision {
    let old = s.promise(id).ok_or(Refusal::NoPromise)?;
    match old.status {
        // No company renews what a law has set.
        _ if old.kind == PromiseKind::Law => return Err(Refusal::PromiseSettled),
        PromiseStatus::Open if facts.now < old.due => {}
        PromiseStatus::Open | PromiseStatus::Broken => return Err(Refusal::PromiseOverdue),
        PromiseStatus::Kept | PromiseStatus::KeptLate | PromiseStatus::Released => {
            return Err(Refusal::PromiseSettled);
        }
    }
    Ok(vec![Event::PromiseRenewed {
        promise: id,
        due: in_future(due, facts)?,
        remind_at: remind_at(facts.now, due, facts.rules.remind_minutes),
        reason: filled(reason, "reason")?,
    }])
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
