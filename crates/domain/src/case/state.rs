//! The state of a case, folded from its journal. `evolve` never refuses: what is written happened.

mod amends;
mod inquiry;

use super::command::Carried;
use super::event::{Acts, Event, Recorded, Relation, Route};
use crate::amends::Amends;
use crate::brand::Visibility;
use crate::inquiry::Inquiry;
use crate::law::Demand;
use crate::promise::{Promise, PromiseStatus};
use crate::stage::codes;
use crate::*;
use std::collections::BTreeSet;

codes! {
    /// How far a reply has come.
    Delivery {
        Queued = "queued",
        Sent = "sent",
        /// It certainly did not leave.
        Failed = "failed",
        /// It may have left; a person must look.
        Uncertain = "uncertain",
        Withdrawn = "withdrawn",
    }
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reply {
    pub id: ReplyId,
    pub route: Route,
    pub visibility: Visibility,
    pub text: String,
    pub delivery: Delivery,
    pub queued_at: Timestamp,
    pub queued_by: Option<PersonId>,
    pub proof: String,
    pub acts: Acts,
}

/// Whether the details may be discussed where everybody reads them (R18).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Consent {
    #[default]
    NotAsked,
    Asked,
    Given,
    Refused,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Evidence {
    pub attachment: AttachmentId,
    pub kind: crate::inquiry::EvidenceKind,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Link {
    pub case: CaseId,
    pub number: i64,
    pub relation: Relation,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct State {
    pub version: i64,
    pub number: i64,
    pub brand: BrandId,
    pub client: ClientId,
    pub mentions: Vec<MentionId>,
    pub stage: Stage,
    pub outcome: Option<Outcome>,
    pub owner: Option<PersonId>,
    pub promises: Vec<Promise>,
    pub replies: Vec<Reply>,
    pub evidence: Vec<Evidence>,
    pub wishes: Vec<WishId>,
    pub opened_at: Timestamp,
    pub updated_at: Timestamp,
    pub closed_at: Option<Timestamp>,
    /// The client wrote and nothing of ours was sent since.
    pub client_waits: bool,
    /// The version of the regulation that holds; 0: opened before that was written down.
    pub regulation: i64,
    /// Something was said where everybody reads it.
    pub public: bool,
    pub kind: Option<String>,
    pub seriousness: Seriousness,
    /// Steps of the regulation that are done.
    pub done: BTreeSet<String>,
    /// The manager's own heat, as he noted it last.
    pub temper: u8,
    /// Replies wait until then.
    pub pause: Option<Timestamp>,
    pub inquiry: Inquiry,
    pub amends: Amends,
    pub private_offered: bool,
    pub consent: Consent,
    pub demand: Option<(Demand, String)>,
    pub links: Vec<Link>,
    pub merged_into: Option<(CaseId, i64)>,
    pub erased: bool,
}

/// Folds a journal, oldest event first. `None` for an empty one.
pub fn replay<'a>(journal: impl IntoIterator<Item = &'a Recorded>) -> Option<State> {
    journal.into_iter().fold(None, |state, recorded| Some(evolve(state, recorded)))
}

/// The state after one more event. The first event of a journal is `CaseOpened`.
pub fn evolve(state: Option<State>, recorded: &Recorded) -> State {
    let mut s = state.unwrap_or_else(|| opened(recorded));
    s.version = recorded.version;
    s.updated_at = recorded.at;
    inquiry::fold(&mut s, recorded);
    amends::fold(&mut s, recorded);
    promises(&mut s, recorded);
    replies(&mut s, recorded);
    match &recorded.event {
        Event::MentionAttached { mention, public } => s.add_mention(*mention, *public),
        Event::ClientWrote { mention, public } => {
            s.add_mention(*mention, *public);
            s.client_waits = true;
        }
        Event::Absorbed { mentions, .. } => mentions.iter().for_each(|m| s.add_mention(*m, false)),
        Event::MentionsSplitOff { mentions, .. } => s.mentions.retain(|m| !mentions.contains(m)),
        Event::StageMoved { to, .. } => s.stage = *to,
        Event::OwnerAssigned { owner } => s.owner = *owner,
        Event::EvidenceAdded { attachment, kind, .. } => {
            s.evidence.push(Evidence { attachment: *attachment, kind: *kind });
        }
        Event::WishRecorded { wish, .. } => s.wishes.push(*wish),
        Event::Closed { outcome, .. } => s.close(recorded.at, Some(*outcome)),
        Event::MergedInto { case, number } => {
            s.merged_into = Some((*case, *number));
            s.close(recorded.at, None);
        }
        Event::Reopened { .. } => {
            s.stage = Stage::FactFinding;
            s.outcome = None;
            s.closed_at = None;
            // He is not content after all.
            s.amends.accepted_at = None;
        }
        Event::RegulationMoved { version } => s.regulation = *version,
        Event::KindSet { kind } => s.kind = Some(kind.clone()),
        Event::SeriousnessSet { level, .. } => s.seriousness = *level,
        Event::StepTicked { step, done: true } => drop(s.done.insert(step.clone())),
        Event::StepTicked { step, done: false } => drop(s.done.remove(step)),
        Event::TemperNoted { heat } => s.temper = *heat,
        Event::PauseTaken { until } => s.pause = Some(*until),
        Event::PrivateOffered { .. } => s.private_offered = true,
        Event::ConsentAsked { .. } => s.consent = Consent::Asked,
        Event::ConsentRecorded { agrees, .. } => {
            s.consent = if *agrees { Consent::Given } else { Consent::Refused };
        }
        Event::DemandStated { demand, law } => s.demand = Some((*demand, law.clone())),
        Event::CaseLinked { case, number, relation } => {
            s.links.retain(|l| l.case != *case);
            s.links.push(Link { case: *case, number: *number, relation: *relation });
        }
        Event::CaseUnlinked { case } => s.links.retain(|l| l.case != *case),
        Event::SplitFrom { case, number } => {
            s.links.push(Link { case: *case, number: *number, relation: Relation::FollowUp });
        }
        Event::ClientErased { .. } => s.erased = true,
        _ => {}
    }
    s
}

fn promises(s: &mut State, recorded: &Recorded) {
    match &recorded.event {
        Event::PromiseMade { promise, kind, what, due, remind_at, .. } => {
            s.promises.push(Promise {
                id: *promise,
                kind: *kind,
                what: what.clone(),
                due: *due,
                remind_at: *remind_at,
                made_by: person(recorded),
                status: PromiseStatus::Open,
                renewals: 0,
                made_at: recorded.at,
                settled_at: None,
            })
        }
        Event::PromiseReminded { promise } => s.with_promise(*promise, |p| p.remind_at = None),
        Event::PromiseRenewed { promise, due, remind_at, .. } => s.with_promise(*promise, |p| {
            p.due = *due;
            p.remind_at = *remind_at;
            p.renewals += 1;
        }),
        Event::PromiseKept { promise } => s.with_promise(*promise, |p| {
            p.status = match p.status {
                PromiseStatus::Open => PromiseStatus::Kept,
                _ => PromiseStatus::KeptLate,
            };
            p.settled_at = Some(recorded.at);
        }),
        Event::PromiseBroken { promise } => s.with_promise(*promise, |p| {
            p.status = PromiseStatus::Broken;
            p.settled_at = Some(recorded.at);
        }),
        Event::PromiseReleased { promise } => s.with_promise(*promise, |p| {
            p.status = PromiseStatus::Released;
            p.settled_at = Some(recorded.at);
        }),
        _ => {}
    }
}

fn replies(s: &mut State, recorded: &Recorded) {
    match &recorded.event {
        Event::ReplyQueued { reply, route, visibility, text, acts, .. } => s.replies.push(Reply {
            id: *reply,
            route: *route,
            visibility: *visibility,
            text: text.clone(),
            delivery: Delivery::Queued,
            queued_at: recorded.at,
            queued_by: person(recorded),
            proof: String::new(),
            acts: *acts,
        }),
        Event::ReplySent { reply, proof } => {
            s.client_waits = false;
            s.with_reply(*reply, |r| {
                r.delivery = Delivery::Sent;
                r.proof.clone_from(proof);
            });
        }
        Event::ReplyFailed { reply, certain, .. } => s.with_reply(*reply, |r| {
            r.delivery = if *certain { Delivery::Failed } else { Delivery::Uncertain };
        }),
        Event::ReplyRetried { reply } => s.with_reply(*reply, |r| r.delivery = Delivery::Queued),
        Event::ReplyWithdrawn { reply, .. } => {
            s.with_reply(*reply, |r| r.delivery = Delivery::Withdrawn);
        }
        _ => {}
    }
}

impl State {
    pub fn promise(&self, id: PromiseId) -> Option<&Promise> {
        self.promises.iter().find(|p| p.id == id)
    }

    pub fn reply(&self, id: ReplyId) -> Option<&Reply> {
        self.replies.iter().find(|r| r.id == id)
    }

    /// Promises that still ring, the soonest first.
    pub fn open_promises(&self) -> Vec<&Promise> {
        let mut open: Vec<_> =
            self.promises.iter().filter(|p| p.status == PromiseStatus::Open).collect();
        open.sort_by_key(|p| p.due);
        open
    }

    /// What is still to be done, in time or not, as it goes along into another case.
    pub fn carried(&self, mut id: impl FnMut(usize) -> PromiseId) -> Vec<Carried> {
        let owed = self.promises.iter().filter(|p| p.is_owed()).enumerate();
        owed.map(|(n, p)| Carried {
            promise: id(n),
            kind: p.kind,
            what: p.what.clone(),
            due: p.due,
        })
        .collect()
    }

    pub fn answered(&self) -> bool {
        self.sent().next().is_some()
    }

    /// Replies that left.
    pub fn sent(&self) -> impl Iterator<Item = &Reply> {
        self.replies.iter().filter(|r| r.delivery == Delivery::Sent)
    }

    /// A public complaint has its public answer, and more than an invitation elsewhere (R17).
    pub fn answered_in_public(&self) -> bool {
        self.sent().any(|r| r.visibility == Visibility::Public && r.acts.substance)
    }

    /// How often we apologised (R36).
    pub fn apologies(&self) -> usize {
        self.sent().filter(|r| r.acts.apology).count()
    }

    /// A claim can be called unfounded only by this (R33).
    pub fn has_proof(&self) -> bool {
        self.evidence.iter().any(|e| e.kind.proves())
    }

    fn close(&mut self, at: Timestamp, outcome: Option<Outcome>) {
        self.stage = Stage::Closed;
        self.outcome = outcome;
        self.closed_at = Some(at);
    }

    fn add_mention(&mut self, mention: MentionId, public: bool) {
        if !self.mentions.contains(&mention) {
            self.mentions.push(mention);
        }
        self.public |= public;
    }

    fn with_promise(&mut self, id: PromiseId, change: impl FnOnce(&mut Promise)) {
        if let Some(promise) = self.promises.iter_mut().find(|p| p.id == id) {
            change(promise);
        }
    }

    fn with_reply(&mut self, id: ReplyId, change: impl FnOnce(&mut Reply)) {
        if let Some(reply) = self.replies.iter_mut().find(|r| r.id == id) {
            change(reply);
        }
    }
}

/// The state before anything but the opening is known. A journal whose first event is another one
/// was never written by `decide`; it folds into an empty state instead of failing.
fn opened(recorded: &Recorded) -> State {
    let nil = uuid::Uuid::nil();
    let (number, brand, client, mentions, regulation, public) = match &recorded.event {
        Event::CaseOpened { number, brand, client, mention, regulation, public } => {
            (*number, *brand, *client, vec![*mention], *regulation, *public)
        }
        _ => (0, BrandId(nil), ClientId(nil), Vec::new(), 0, false),
    };
    State {
        version: recorded.version,
        number,
        brand,
        client,
        mentions,
        stage: Stage::Intake,
        outcome: None,
        owner: None,
        promises: Vec::new(),
        replies: Vec::new(),
        evidence: Vec::new(),
        wishes: Vec::new(),
        opened_at: recorded.at,
        updated_at: recorded.at,
        closed_at: None,
        client_waits: true,
        regulation,
        public,
        kind: None,
        seriousness: Seriousness::Ordinary,
        done: BTreeSet::new(),
        temper: 0,
        pause: None,
        inquiry: Inquiry::default(),
        amends: Amends::default(),
        private_offered: false,
        consent: Consent::NotAsked,
        demand: None,
        links: Vec::new(),
        merged_into: None,
        erased: false,
    }
}

fn person(recorded: &Recorded) -> Option<PersonId> {
    match recorded.by {
        super::By::Person(id) => Some(id),
        _ => None,
    }
}
