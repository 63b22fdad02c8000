//! What a line of a scenario asks for, with the usual values left out; each becomes a command.

use super::it;
use crate::amends::RemedyKind;
use crate::brand::Visibility;
use crate::case::Relation;
use crate::inquiry::*;
use crate::law::Demand;
use crate::reading::{Intent, Tone};
use crate::*;
use serde::Deserialize;

/// Things are named by words of the scenario (`promise = "call"`); one that is left out is `it`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Deed {
    Open {
        #[serde(default = "it")]
        client: String,
        #[serde(default = "it")]
        mention: String,
        #[serde(default)]
        says: String,
        #[serde(default)]
        public: bool,
        #[serde(default = "complaint")]
        intent: Intent,
        #[serde(default = "negative")]
        tone: Tone,
        rating: Option<i64>,
        heat: Option<i64>,
        urgency: Option<i64>,
        reach: Option<i64>,
        #[serde(default = "one")]
        cases: i64,
    },
    Write {
        mention: String,
        #[serde(default)]
        says: String,
        #[serde(default)]
        public: bool,
    },
    Take,
    Assign {
        to: Option<String>,
    },
    Note {
        note: String,
    },
    Move {
        to: Stage,
    },
    Kind {
        kind: String,
    },
    Tick {
        step: String,
    },
    Seriousness {
        level: Seriousness,
        why: String,
    },
    Temper {
        heat: u8,
    },
    Pause {
        until: String,
    },
    Promise {
        #[serde(default = "it")]
        promise: String,
        what: String,
        due: String,
        #[serde(default)]
        names_time: bool,
    },
    Renew {
        #[serde(default = "it")]
        promise: String,
        due: String,
        reason: String,
    },
    Keep {
        #[serde(default = "it")]
        promise: String,
    },
    Ring {
        #[serde(default = "it")]
        promise: String,
    },
    Reply {
        #[serde(default = "it")]
        reply: String,
        #[serde(default)]
        public: bool,
        text: String,
        /// Rules of conduct by which the guard stops it.
        #[serde(default)]
        blocked: Vec<String>,
        reason: Option<String>,
        /// What it does beyond its words: `apology`, `own_side`, `substance`, `invites_private`,
        /// `asks_consent`, `conditional`.
        #[serde(default)]
        acts: Vec<Does>,
    },
    Sent {
        #[serde(default = "it")]
        reply: String,
    },
    Failed {
        #[serde(default = "it")]
        reply: String,
        reason: String,
        #[serde(default)]
        certain: bool,
    },
    Retry {
        #[serde(default = "it")]
        reply: String,
    },
    Withdraw {
        #[serde(default = "it")]
        reply: String,
        reason: String,
    },
    Identify {
        how: Identity,
        #[serde(default)]
        note: String,
    },
    AskProof,
    Proof {
        #[serde(default = "it")]
        proof: String,
        kind: ProofKind,
        text: String,
    },
    Check {
        #[serde(default = "it")]
        proof: String,
        result: ProofResult,
    },
    Evidence {
        name: String,
        kind: EvidenceKind,
    },
    Fact {
        #[serde(default = "it")]
        fact: String,
        slot: FactSlot,
        text: String,
        source: FactSource,
        /// The evidence by its name.
        evidence: Option<String>,
        answers: Option<String>,
    },
    WithdrawFact {
        #[serde(default = "it")]
        fact: String,
        reason: String,
    },
    Question {
        #[serde(default = "it")]
        question: String,
        slot: FactSlot,
        text: String,
    },
    Statement {
        of: String,
        text: String,
    },
    Verdict {
        verdict: Verdict,
        #[serde(default)]
        grounds: String,
    },
    AskConsent,
    Consent {
        agrees: bool,
    },
    Offer {
        options: Vec<String>,
    },
    /// One of the options, by its words.
    Choose {
        option: String,
    },
    Grant {
        #[serde(default = "it")]
        remedy: String,
        #[serde(default = "gift")]
        kind: RemedyKind,
        what: String,
        cost: Money,
        #[serde(default)]
        conditional: bool,
    },
    Fulfil {
        #[serde(default = "it")]
        remedy: String,
    },
    CancelRemedy {
        #[serde(default = "it")]
        remedy: String,
        reason: String,
    },
    AskApproval {
        #[serde(default = "it")]
        approval: String,
        #[serde(default = "gift")]
        kind: RemedyKind,
        what: String,
        cost: Money,
        #[serde(default)]
        conditional: bool,
    },
    Approve {
        #[serde(default = "it")]
        approval: String,
    },
    Refuse {
        #[serde(default = "it")]
        approval: String,
        reason: String,
    },
    RingApproval {
        #[serde(default = "it")]
        approval: String,
    },
    AcceptApology {
        words: String,
    },
    Demand {
        demand: Demand,
    },
    ReviewChanged {
        #[serde(default = "it")]
        mention: String,
        before: Option<i64>,
        after: Option<i64>,
        #[serde(default)]
        removed: bool,
        by_client: bool,
    },
    Wish {
        #[serde(default = "it")]
        wish: String,
        text: String,
    },
    AnswerWish {
        #[serde(default = "it")]
        wish: String,
        state: String,
    },
    Close {
        outcome: Outcome,
        #[serde(default)]
        grounds: String,
    },
    Reopen {
        reason: String,
    },
    Link {
        with: String,
        relation: Relation,
    },
    Unlink {
        from: String,
    },
    /// Into another case of the scenario; both change.
    Merge {
        into: String,
    },
    /// Some messages become a case of their own; both change.
    Split {
        off: String,
        mentions: Vec<String>,
    },
    Erase,
}

/// What a reply does.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Does {
    Apology,
    OwnSide,
    Substance,
    InvitesPrivate,
    AsksConsent,
    Conditional,
}

impl Does {
    pub(super) fn acts(all: &[Does]) -> case::Acts {
        let does = |one| all.contains(&one);
        case::Acts {
            apology: does(Does::Apology),
            own_side: does(Does::OwnSide),
            substance: does(Does::Substance),
            invites_private: does(Does::InvitesPrivate),
            asks_consent: does(Does::AsksConsent),
            conditional: does(Does::Conditional),
        }
    }
}

pub(super) fn visibility(public: bool) -> Visibility {
    if public { Visibility::Public } else { Visibility::Private }
}

fn complaint() -> Intent {
    Intent::Complaint
}

fn negative() -> Tone {
    Tone::Negative
}

fn one() -> i64 {
    1
}

fn gift() -> RemedyKind {
    RemedyKind::Gift
}
