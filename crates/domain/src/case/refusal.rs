//! Why a command is refused: an expected value, shown with its cause and its remedy.

use crate::Stage;

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
    #[error("from {from} a case cannot move to {to}")]
    NoWay { from: Stage, to: Stage },
    #[error("a claim is unfounded only when evidence says so; add the evidence first")]
    NoEvidence,
    #[error("this field cannot be empty: {0}")]
    Empty(&'static str),
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
    #[error("this outcome needs its grounds in writing")]
    NoGrounds,
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
            NoWay { .. } => "no_way",
            NoEvidence => "no_evidence",
            Empty(_) => "empty",
            PastTime(_) => "past_time",
            NoPromise => "no_promise",
            PromiseSettled => "promise_settled",
            PromiseOverdue => "promise_overdue",
            Blocked(_) => "blocked",
            NoReply => "no_reply",
            ReplySettled => "reply_settled",
            OpenPromises => "open_promises",
            ReplyUnderWay => "reply_under_way",
            Unanswered => "unanswered",
            NoGrounds => "no_grounds",
        }
    }
}
