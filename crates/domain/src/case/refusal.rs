//! Why a command is refused: an expected value, shown with its cause and its remedy.

use crate::amends::Limit;
use crate::{Money, Role, Stage};

#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Refusal {
    #[error("the case is already open")]
    AlreadyOpen,
    #[error("there is no such case")]
    NoCase,
    #[error("the case is closed; reopen it first")]
    Closed,
    #[error("the case is not closed")]
    NotClosed,
    #[error("this case went on as case {0}")]
    Merged(i64),
    #[error("the client's data were erased; nothing more happens in this case")]
    Erased,
    #[error("from {from} a case cannot move to {to}")]
    NoWay { from: Stage, to: Stage },
    #[error("a verdict is given with its grounds, not by moving the case")]
    VerdictNotGiven,
    #[error("steps of the regulation are not done yet: {}", .0.join("; "))]
    StepsLeft(Vec<String>),
    #[error("a claim is unfounded only when evidence says so; add the evidence first")]
    NoEvidence,
    #[error("what stands in a document or a recording names one that is in the case; add it first")]
    NoDocument,
    #[error("this field cannot be empty: {0}")]
    Empty(&'static str),
    #[error("`{0}` is not known here")]
    Unknown(String),
    #[error("the time {0} has already passed")]
    PastTime(jiff::Timestamp),
    #[error("there is no such promise in this case")]
    NoPromise,
    #[error("this promise is settled already")]
    PromiseSettled,
    #[error("the promised minute has passed; a promise is renewed before it, never after")]
    PromiseOverdue,
    #[error("the guard stopped this reply ({}); change it, or write why it must go as it is", .0.join(", "))]
    Blocked(Vec<String>),
    #[error("by the regulation this is decided by: {0}")]
    NotYours(Role),
    #[error("in a case as grave as this the client is answered by: {0}")]
    TalksHigher(Role),
    #[error(
        "the pause to cool down lasts until {0}; wait, hand the case over, or write why it cannot wait"
    )]
    Paused(jiff::Timestamp),
    #[error("our side of the matter is told after the client has accepted the apology")]
    OwnSideTooEarly,
    #[error("nothing may depend on a review being removed or changed")]
    Conditional,
    #[error("there is no such reply in this case")]
    NoReply,
    #[error("this reply is settled already")]
    ReplySettled,
    #[error("promises are still open; keep or renew them first")]
    OpenPromises,
    #[error("a reply is still on its way; wait for it or withdraw it")]
    ReplyUnderWay,
    #[error("the client has had no answer; a complaint is never closed in silence")]
    Unanswered,
    #[error("what was said in public has no public answer of substance yet")]
    UnansweredInPublic,
    #[error("this outcome needs its grounds in writing")]
    NoGrounds,
    #[error("the client has not said yet that it is enough; close it as doubting, or go on")]
    NotAccepted,
    #[error("nobody apologised yet in this case")]
    NoApology,
    #[error("an approval is still asked for")]
    ApprovalPending,
    #[error("a granted remedy is not with the client yet")]
    RemedyOwed,
    #[error("this is above your authority ({limit}); {left} is left")]
    OverAuthority { limit: Limit, left: Money },
    #[error("nobody decides on his own request")]
    OwnRequest,
    #[error("this is settled already")]
    Settled,
}

impl Refusal {
    /// The key of its sentence in the interface.
    pub fn code(&self) -> &'static str {
        use Refusal::*;
        match self {
            AlreadyOpen => "already_open",
            NoCase => "no_case",
            Closed => "closed",
            NotClosed => "not_closed",
            Merged(_) => "merged",
            Erased => "erased",
            NoWay { .. } => "no_way",
            VerdictNotGiven => "verdict_not_given",
            StepsLeft(_) => "steps_left",
            NoEvidence => "no_evidence",
            NoDocument => "no_document",
            Empty(_) => "empty",
            Unknown(_) => "unknown",
            PastTime(_) => "past_time",
            NoPromise => "no_promise",
            PromiseSettled => "promise_settled",
            PromiseOverdue => "promise_overdue",
            Blocked(_) => "blocked",
            NotYours(_) => "not_yours",
            TalksHigher(_) => "talks_higher",
            Paused(_) => "paused",
            OwnSideTooEarly => "own_side_too_early",
            Conditional => "conditional",
            NoReply => "no_reply",
            ReplySettled => "reply_settled",
            OpenPromises => "open_promises",
            ReplyUnderWay => "reply_under_way",
            Unanswered => "unanswered",
            UnansweredInPublic => "unanswered_in_public",
            NoGrounds => "no_grounds",
            NotAccepted => "not_accepted",
            NoApology => "no_apology",
            ApprovalPending => "approval_pending",
            RemedyOwed => "remedy_owed",
            OverAuthority { .. } => "over_authority",
            OwnRequest => "own_request",
            Settled => "settled",
        }
    }
}
