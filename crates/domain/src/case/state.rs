//! The state of a case, folded from its journal. `evolve` never refuses: what is written happened.

use super::event::{Event, Recorded, Route};
use crate::brand::Visibility;
use crate::promise::{Promise, PromiseStatus};
use crate::stage::codes;
use crate::*;

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
    pub evidence: Vec<AttachmentId>,
    pub wishes: Vec<WishId>,
    pub opened_at: Timestamp,
    pub updated_at: Timestamp,
    pub closed_at: Option<Timestamp>,
    /// The client wrote and nothing of ours was sent since.
    pub client_waits: bool,
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
    match &recorded.event {
        Event::CaseOpened { .. } | Event::NoteAdded { .. } => {}
        Event::MentionAttached { mention } => s.mentions.push(*mention),
        Event::StageMoved { to, .. } => s.stage = *to,
        Event::OwnerAssigned { owner } => s.owner = *owner,
        Event::EvidenceAdded { attachment, .. } => s.evidence.push(*attachment),
        Event::PromiseMade { promise, kind, what, due, remind_at } => s.promises.push(Promise {
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
        }),
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
        Event::ReplyQueued { reply, route, visibility, text, .. } => s.replies.push(Reply {
            id: *reply,
            route: *route,
            visibility: *visibility,
            text: text.clone(),
            delivery: Delivery::Queued,
            queued_at: recorded.at,
            queued_by: person(recorded),
            proof: String::new(),
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
        Event::ClientWrote { mention } => {
            s.mentions.push(*mention);
            s.client_waits = true;
        }
        Event::WishRecorded { wish, .. } => s.wishes.push(*wish),
        Event::Closed { outcome, .. } => {
            s.stage = Stage::Closed;
            s.outcome = Some(*outcome);
            s.closed_at = Some(recorded.at);
        }
        Event::Reopened { .. } => {
            s.stage = Stage::FactFinding;
            s.outcome = None;
            s.closed_at = None;
        }
    }
    s
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

    pub fn answered(&self) -> bool {
        self.replies.iter().any(|r| r.delivery == Delivery::Sent)
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
    let (number, brand, client, mentions) = match &recorded.event {
        Event::CaseOpened { number, brand, client, mention } => {
            (*number, *brand, *client, vec![*mention])
        }
        _ => (0, BrandId(nil), ClientId(nil), Vec::new()),
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
    }
}

fn person(recorded: &Recorded) -> Option<PersonId> {
    match recorded.by {
        super::By::Person(id) => Some(id),
        _ => None,
    }
}
