//! What happened to a case. Append-only; a stored form is never changed, only added to.

use crate::brand::Visibility;
use crate::promise::PromiseKind;
use crate::stage::codes;
use crate::*;
use serde::{Deserialize, Serialize};

codes! {
    /// The way a reply leaves the house.
    Route {
        Mail = "mail",
        /// The text is copied to the site by hand and confirmed with its link.
        HandOff = "hand_off",
        /// It appears on the client's private page.
        Page = "page",
    }
}

/// Who did it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum By {
    Person(PersonId),
    Client,
    /// A routing rule, by its name in the regulation.
    Rule(String),
    /// Time itself: reminders and broken promises.
    Timer,
    /// The delivery of replies.
    Delivery,
    /// Somebody at the command line of the machine itself.
    Operator,
}

/// What the guard said of a reply that left, as it stood then.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FindingNote {
    pub rule: String,
    pub severity: String,
    pub start: usize,
    pub end: usize,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    CaseOpened {
        number: i64,
        brand: BrandId,
        client: ClientId,
        mention: MentionId,
    },
    MentionAttached {
        mention: MentionId,
    },
    StageMoved {
        from: Stage,
        to: Stage,
    },
    OwnerAssigned {
        owner: Option<PersonId>,
    },
    NoteAdded {
        note: String,
    },
    EvidenceAdded {
        attachment: AttachmentId,
        name: String,
        sha256: String,
    },
    PromiseMade {
        promise: PromiseId,
        kind: PromiseKind,
        what: String,
        due: Timestamp,
        remind_at: Option<Timestamp>,
    },
    PromiseReminded {
        promise: PromiseId,
    },
    PromiseRenewed {
        promise: PromiseId,
        due: Timestamp,
        remind_at: Option<Timestamp>,
        reason: String,
    },
    PromiseKept {
        promise: PromiseId,
    },
    PromiseBroken {
        promise: PromiseId,
    },
    PromiseReleased {
        promise: PromiseId,
    },
    ReplyQueued {
        reply: ReplyId,
        route: Route,
        visibility: Visibility,
        text: String,
        findings: Vec<FindingNote>,
        /// Why it was sent although the guard refused it.
        override_reason: Option<String>,
    },
    ReplySent {
        reply: ReplyId,
        /// The server's answer or the link under which the reply stands.
        proof: String,
    },
    ReplyFailed {
        reply: ReplyId,
        reason: String,
        /// `false`: it is unknown whether the reply left; a person must look.
        certain: bool,
    },
    /// A person looked and lets the same reply be sent again.
    ReplyRetried {
        reply: ReplyId,
    },
    ReplyWithdrawn {
        reply: ReplyId,
        reason: String,
    },
    ClientWrote {
        mention: MentionId,
    },
    WishRecorded {
        wish: WishId,
        text: String,
    },
    Closed {
        outcome: Outcome,
        grounds: String,
    },
    Reopened {
        reason: String,
    },
}

impl Event {
    /// The stored name, also the key of its sentence in the interface.
    pub fn kind(&self) -> &'static str {
        use Event::*;
        match self {
            CaseOpened { .. } => "case_opened",
            MentionAttached { .. } => "mention_attached",
            StageMoved { .. } => "stage_moved",
            OwnerAssigned { .. } => "owner_assigned",
            NoteAdded { .. } => "note_added",
            EvidenceAdded { .. } => "evidence_added",
            PromiseMade { .. } => "promise_made",
            PromiseReminded { .. } => "promise_reminded",
            PromiseRenewed { .. } => "promise_renewed",
            PromiseKept { .. } => "promise_kept",
            PromiseBroken { .. } => "promise_broken",
            PromiseReleased { .. } => "promise_released",
            ReplyQueued { .. } => "reply_queued",
            ReplySent { .. } => "reply_sent",
            ReplyFailed { .. } => "reply_failed",
            ReplyRetried { .. } => "reply_retried",
            ReplyWithdrawn { .. } => "reply_withdrawn",
            ClientWrote { .. } => "client_wrote",
            WishRecorded { .. } => "wish_recorded",
            Closed { .. } => "closed",
            Reopened { .. } => "reopened",
        }
    }
}

/// An event in its place in the journal.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Recorded {
    /// 1 for the first event of a case; no gaps.
    pub version: i64,
    pub at: Timestamp,
    pub by: By,
    pub event: Event,
}
