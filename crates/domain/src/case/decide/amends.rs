//! Making up for it: options, remedies inside an authority, approvals above it.

use super::{Decision, Facts, filled, in_future};
use crate::amends::{Approval, ApprovalStatus, Fallback, Limit, NewRemedy, RemedyStatus};
use crate::case::{Command, Event, Refusal, State};
use crate::{ApprovalId, Money, RemedyId, Role, Timestamp};
use jiff::civil::Date;

pub(super) fn decide(s: &State, command: Command, facts: Facts) -> Decision {
    match command {
        Command::OfferOptions { offers } => {
            let mut offers = offers;
            for offer in &mut offers {
                offer.text = filled(std::mem::take(&mut offer.text), "text")?;
            }
            if offers.is_empty() {
                Err(Refusal::Empty("text"))
            } else {
                Ok(vec![Event::OptionsOffered { offers }])
            }
        }
        Command::ChooseOption { offer } => {
            if !s.amends.offers.iter().any(|o| o.id == offer) {
                return Err(Refusal::Unknown(offer.to_string()));
            }
            Ok(vec![Event::OptionChosen { offer }])
        }
        Command::Grant { remedy, day, conditional } => {
            unconditional(conditional)?;
            within(remedy.cost, facts)?;
            grant(s, remedy, day, None)
        }
        Command::FulfilRemedy { remedy } => {
            granted(s, remedy)?;
            Ok(vec![Event::RemedyFulfilled { remedy }])
        }
        Command::CancelRemedy { remedy, reason } => {
            granted(s, remedy)?;
            Ok(vec![Event::RemedyCancelled { remedy, reason: filled(reason, "reason")? }])
        }
        Command::AskApproval { approval, remedy, due, conditional } => {
            unconditional(conditional)?;
            Ok(vec![Event::ApprovalAsked {
                approval,
                of: approver(remedy.cost, facts),
                remedy: checked(s, remedy)?,
                due: in_future(due, facts)?,
                fallback: facts.rules.approvals.fallback,
            }])
        }
        Command::DecideApproval { approval, day, reason } => {
            decide_approval(s, approval, day, reason, facts)
        }
        Command::RingApproval { approval, next_due } => Ok(ring(s, approval, next_due, facts)),
        _ => Ok(vec![]),
    }
}

/// Google, the FTC (16 CFR 465) and UCPD annex I, 23b and 23c: no reward for a changed review.
fn unconditional(conditional: bool) -> Result<(), Refusal> {
    if conditional { Err(Refusal::Conditional) } else { Ok(()) }
}

/// The remedy is inside the authority of whoever acts. An owner without a line is not limited; the
/// desk itself gives nothing away.
fn within(cost: Money, facts: Facts) -> Result<(), Refusal> {
    let none = Refusal::OverAuthority { limit: Limit::None, left: Money::new(0, cost.currency) };
    let role = facts.role.ok_or(none.clone())?;
    let line = facts
        .rules
        .authority
        .iter()
        .find(|a| a.role == role && a.currency() == Some(cost.currency));
    match line {
        None if role == Role::Owner => Ok(()),
        // What costs nothing needs nobody's authority.
        None if cost.minor == 0 && role != Role::Auditor => Ok(()),
        None => Err(none),
        Some(authority) => match authority.passed(cost, facts.spent) {
            None => Ok(()),
            Some((limit, left)) => Err(Refusal::OverAuthority { limit, left }),
        },
    }
}

/// The lowest role, of those who approve at all, that may give as much at once.
fn approver(cost: Money, facts: Facts) -> Role {
    let least = facts.rules.who.approve;
    let covers = |role: &Role| {
        role.at_least(least)
            && facts.rules.authority.iter().any(|a| {
                a.role == *role
                    && a.currency() == Some(cost.currency)
                    && a.per_gift.is_none_or(|most| cost.minor <= most.minor)
            })
    };
    [Role::Manager, Role::Head].into_iter().find(covers).unwrap_or(Role::Owner)
}

fn checked(s: &State, remedy: NewRemedy) -> Result<NewRemedy, Refusal> {
    let twice =
        s.amends.remedy(remedy.id).is_some() || s.amends.asked().any(|a| a.remedy.id == remedy.id);
    if twice {
        return Err(Refusal::Settled);
    }
    Ok(NewRemedy { what: filled(remedy.what, "what")?, ..remedy })
}

fn grant(s: &State, remedy: NewRemedy, day: Date, approval: Option<ApprovalId>) -> Decision {
    let remedy = match approval {
        // It was looked at when it was asked for.
        Some(_) => remedy,
        None => checked(s, remedy)?,
    };
    let NewRemedy { id, kind, what, cost } = remedy;
    Ok(vec![Event::RemedyGranted { remedy: id, kind, what, cost, day, approval }])
}

fn granted(s: &State, remedy: RemedyId) -> Result<(), Refusal> {
    match s.amends.remedy(remedy).map(|r| r.status) {
        None => Err(Refusal::Unknown(remedy.to_string())),
        Some(RemedyStatus::Granted) => Ok(()),
        Some(RemedyStatus::Fulfilled | RemedyStatus::Cancelled) => Err(Refusal::Settled),
    }
}

fn decide_approval(
    s: &State,
    id: ApprovalId,
    day: Option<Date>,
    reason: String,
    facts: Facts,
) -> Decision {
    let approval = asked(s, id)?;
    match facts.role {
        Some(role) if role.at_least(approval.of) => {}
        _ => return Err(Refusal::NotYours(approval.of)),
    }
    if approval.asked_by.is_some() && approval.asked_by == facts.person {
        return Err(Refusal::OwnRequest);
    }
    match day {
        None => {
            Ok(vec![Event::ApprovalRefused { approval: id, reason: filled(reason, "reason")? }])
        }
        Some(day) => {
            within(approval.remedy.cost, facts)?;
            grant(s, approval.remedy.clone(), day, Some(id))
        }
    }
}

fn asked(s: &State, id: ApprovalId) -> Result<&Approval, Refusal> {
    let approval = s.amends.approval(id).ok_or_else(|| Refusal::Unknown(id.to_string()))?;
    match approval.status {
        ApprovalStatus::Asked => Ok(approval),
        ApprovalStatus::Given | ApprovalStatus::Refused | ApprovalStatus::Lapsed => {
            Err(Refusal::Settled)
        }
    }
}

/// Nobody decided in time: the owner is asked, or the question lapses. A closed case asks nobody.
fn ring(s: &State, id: ApprovalId, next_due: Timestamp, facts: Facts) -> Vec<Event> {
    let Ok(approval) = asked(s, id) else { return vec![] };
    if facts.now < approval.due {
        return vec![];
    }
    let further = approval.of != Role::Owner && next_due > facts.now;
    if approval.fallback == Fallback::Escalate && further {
        return vec![Event::ApprovalEscalated { approval: id, of: Role::Owner, due: next_due }];
    }
    vec![Event::ApprovalLapsed { approval: id }]
}
