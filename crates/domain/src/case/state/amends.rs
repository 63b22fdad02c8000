//! Folding what was offered, asked and given.

use super::{State, person};
use crate::amends::{Approval, ApprovalStatus, Remedy, RemedyStatus};
use crate::case::{Event, Recorded};
use crate::{ApprovalId, RemedyId};

pub(super) fn fold(s: &mut State, recorded: &Recorded) {
    let a = &mut s.amends;
    match recorded.event.clone() {
        Event::OptionsOffered { offers } => a.offers.extend(offers),
        Event::OptionChosen { offer } => a.chosen = Some(offer),
        Event::RemedyGranted { remedy, kind, what, cost, day, approval } => {
            if let Some(id) = approval {
                s.with_approval(id, |a| a.status = ApprovalStatus::Given);
            }
            s.amends.remedies.push(Remedy {
                id: remedy,
                kind,
                what,
                cost,
                status: RemedyStatus::Granted,
                given_by: person(recorded),
                day,
            });
        }
        Event::RemedyFulfilled { remedy } => s.with_remedy(remedy, RemedyStatus::Fulfilled),
        Event::RemedyCancelled { remedy, .. } => s.with_remedy(remedy, RemedyStatus::Cancelled),
        Event::ApprovalAsked { approval, remedy, of, due, fallback } => {
            a.approvals.push(Approval {
                id: approval,
                remedy,
                asked_by: person(recorded),
                of,
                due,
                fallback,
                status: ApprovalStatus::Asked,
                reason: String::new(),
            })
        }
        Event::ApprovalRefused { approval, reason } => s.with_approval(approval, |a| {
            a.status = ApprovalStatus::Refused;
            a.reason = reason;
        }),
        Event::ApprovalEscalated { approval, of, due } => s.with_approval(approval, |a| {
            a.of = of;
            a.due = due;
        }),
        Event::ApprovalLapsed { approval } => {
            s.with_approval(approval, |a| a.status = ApprovalStatus::Lapsed);
        }
        Event::ApologyAccepted { .. } => a.accepted_at = Some(recorded.at),
        _ => {}
    }
}

impl State {
    fn with_approval(&mut self, id: ApprovalId, change: impl FnOnce(&mut Approval)) {
        if let Some(approval) = self.amends.approvals.iter_mut().find(|a| a.id == id) {
            change(approval);
        }
    }

    fn with_remedy(&mut self, id: RemedyId, status: RemedyStatus) {
        if let Some(remedy) = self.amends.remedies.iter_mut().find(|r| r.id == id) {
            remedy.status = status;
        }
    }
}
