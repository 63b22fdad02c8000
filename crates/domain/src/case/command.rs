//! What somebody wants to happen to a case.

use super::event::{FindingNote, Route};
use crate::brand::Visibility;
use crate::*;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OpenCase {
    pub number: i64,
    pub brand: BrandId,
    pub client: ClientId,
    pub mention: MentionId,
    pub owner: Option<PersonId>,
    /// The answer that the regulation owes from now on.
    pub answer: Option<(PromiseId, Timestamp)>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewReply {
    pub reply: ReplyId,
    pub route: Route,
    pub visibility: Visibility,
    pub text: String,
    pub findings: Vec<FindingNote>,
    pub override_reason: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Command {
    Open(OpenCase),
    AttachMention {
        mention: MentionId,
    },
    MoveTo {
        stage: Stage,
    },
    Assign {
        owner: Option<PersonId>,
    },
    AddNote {
        note: String,
    },
    AddEvidence {
        attachment: AttachmentId,
        name: String,
        sha256: String,
    },
    MakePromise {
        promise: PromiseId,
        what: String,
        due: Timestamp,
    },
    RenewPromise {
        promise: PromiseId,
        due: Timestamp,
        reason: String,
    },
    KeepPromise {
        promise: PromiseId,
    },
    /// Time has come for whatever this promise wants: a reminder or the alarm.
    Ring {
        promise: PromiseId,
    },
    Reply(NewReply),
    RecordSent {
        reply: ReplyId,
        proof: String,
    },
    RecordFailed {
        reply: ReplyId,
        reason: String,
        certain: bool,
    },
    RetryReply {
        reply: ReplyId,
    },
    WithdrawReply {
        reply: ReplyId,
        reason: String,
    },
    ReceiveMessage {
        mention: MentionId,
    },
    RecordWish {
        wish: WishId,
        text: String,
    },
    Close {
        outcome: Outcome,
        grounds: String,
    },
    Reopen {
        reason: String,
    },
}
