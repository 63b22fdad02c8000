//! Cases that belong together: linked, merged, split. The other half of each stands in the other case.

use super::promises::{begin, release};
use super::{Decision, Facts};
use crate::case::{Command, Delivery, Event, Refusal, State};
use crate::{CaseId, MentionId, Stage};

pub(super) fn decide(s: &State, command: Command, facts: Facts) -> Decision {
    match command {
        Command::Link { case, number, relation } => {
            let same = s.links.iter().any(|l| l.case == case && l.relation == relation);
            Ok(if same { vec![] } else { vec![Event::CaseLinked { case, number, relation }] })
        }
        Command::Unlink { case } if s.links.iter().any(|l| l.case == case) => {
            Ok(vec![Event::CaseUnlinked { case }])
        }
        Command::Unlink { case } => Err(Refusal::Unknown(case.to_string())),
        Command::Absorb { case, number, mentions, promises, demand } => {
            let mut events = vec![Event::Absorbed { case, number, mentions }];
            // A law that runs here already is not replaced; the clock of the other runs beside it.
            let demand = demand.filter(|_| s.demand.is_none());
            events.extend(demand.map(|(demand, law)| Event::DemandStated { demand, law }));
            events.extend(promises.into_iter().flat_map(|p| begin(p, facts)));
            Ok(events)
        }
        Command::MergeInto { case, number } => merge_into(s, case, number),
        Command::SplitOff { case, number, mentions } => split_off(s, case, number, mentions),
        Command::NoteSplit { case, number } => Ok(vec![Event::SplitFrom { case, number }]),
        _ => Ok(vec![]),
    }
}

/// What is still under way is settled where it began; what is promised goes along.
fn merge_into(s: &State, case: CaseId, number: i64) -> Decision {
    if s.stage == Stage::Closed {
        return Err(Refusal::Closed);
    }
    let under_way = |d| matches!(d, Delivery::Queued | Delivery::Uncertain);
    if s.replies.iter().any(|r| under_way(r.delivery)) {
        return Err(Refusal::ReplyUnderWay);
    }
    if s.amends.asked().next().is_some() {
        return Err(Refusal::ApprovalPending);
    }
    if s.amends.remedies.iter().any(|r| r.status == crate::amends::RemedyStatus::Granted) {
        return Err(Refusal::RemedyOwed);
    }
    let owed = s.promises.iter().filter(|p| p.is_owed());
    let mut events: Vec<_> = owed.map(|p| release(p.id)).collect();
    events.push(Event::MergedInto { case, number });
    Ok(events)
}

/// At least one mention stays: a case without any would be about nothing.
fn split_off(s: &State, case: CaseId, number: i64, mentions: Vec<MentionId>) -> Decision {
    if mentions.is_empty() {
        return Err(Refusal::Empty("mentions"));
    }
    if let Some(strange) = mentions.iter().find(|m| !s.mentions.contains(m)) {
        return Err(Refusal::Unknown(strange.to_string()));
    }
    if mentions.len() >= s.mentions.len() {
        return Err(Refusal::Empty("mentions"));
    }
    Ok(vec![Event::MentionsSplitOff { case, number, mentions }])
}
