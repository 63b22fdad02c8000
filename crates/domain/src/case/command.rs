//! What somebody wants to happen to a case.

use super::event::{Acts, FindingNote, Relation, Route};
use crate::amends::{NewRemedy, Offer};
use crate::brand::Visibility;
use crate::inquiry::*;
use crate::law::Demand;
use crate::promise::PromiseKind;
use crate::receipt::Receipt;
use crate::*;
use jiff::civil::Date;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OpenCase {
    pub number: i64,
    pub brand: BrandId,
    pub client: ClientId,
    pub mention: MentionId,
    pub owner: Option<PersonId>,
    /// The answer that the regulation owes from now on.
    pub answer: Option<(PromiseId, Timestamp)>,
    /// The version of the regulation that holds for it.
    pub regulation: i64,
    /// Everybody can read what the client said.
    pub public: bool,
    pub seriousness: Seriousness,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewReply {
    pub reply: ReplyId,
    pub route: Route,
    pub visibility: Visibility,
    pub text: String,
    pub findings: Vec<FindingNote>,
    pub override_reason: Option<String>,
    pub acts: Acts,
}

/// A receipt, an order number or whatever else shows that somebody is a client.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewProof {
    pub proof: ProofId,
    pub kind: ProofKind,
    pub text: String,
    pub attachment: Option<AttachmentId>,
    pub receipt: Option<Receipt>,
}

/// A promise that goes along with its case into another one, under a new id.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Carried {
    pub promise: PromiseId,
    pub kind: PromiseKind,
    pub what: String,
    pub due: Timestamp,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewFact {
    pub fact: FactId,
    pub slot: FactSlot,
    pub text: String,
    pub source: FactSource,
    pub attachment: Option<AttachmentId>,
    pub mention: Option<MentionId>,
    /// The open question that it answers.
    pub answers: Option<QuestionId>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Command {
    Open(OpenCase),
    AttachMention {
        mention: MentionId,
        public: bool,
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
        kind: EvidenceKind,
    },
    MakePromise {
        promise: PromiseId,
        what: String,
        due: Timestamp,
        /// What is promised is only when the time will be named.
        names_time: bool,
        reply: Option<ReplyId>,
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
        public: bool,
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
    /// Goes on under another version of the regulation.
    MoveToRegulation {
        version: i64,
    },
    SetKind {
        kind: String,
    },
    SetSeriousness {
        level: Seriousness,
        why: String,
    },
    TickStep {
        step: String,
        done: bool,
    },
    Identify {
        how: Identity,
        note: String,
    },
    AskProof {
        reply: Option<ReplyId>,
    },
    AddProof(NewProof),
    CheckProof {
        proof: ProofId,
        result: ProofResult,
        detail: String,
        also_in: Vec<i64>,
    },
    RecordFact(NewFact),
    WithdrawFact {
        fact: FactId,
        reason: String,
    },
    RaiseQuestion {
        question: QuestionId,
        slot: FactSlot,
        text: String,
    },
    TakeStatement {
        statement: StatementId,
        of: String,
        text: String,
    },
    NoteTemper {
        heat: u8,
    },
    TakePause {
        until: Timestamp,
    },
    GiveVerdict {
        verdict: Verdict,
        grounds: String,
    },
    AskConsent {
        reply: Option<ReplyId>,
    },
    RecordConsent {
        agrees: bool,
        mention: Option<MentionId>,
    },
    OfferOptions {
        offers: Vec<Offer>,
    },
    ChooseOption {
        offer: OfferId,
    },
    Grant {
        remedy: NewRemedy,
        day: Date,
        /// It depends on a review being removed or changed.
        conditional: bool,
    },
    FulfilRemedy {
        remedy: RemedyId,
    },
    CancelRemedy {
        remedy: RemedyId,
        reason: String,
    },
    AskApproval {
        approval: ApprovalId,
        remedy: NewRemedy,
        due: Timestamp,
        conditional: bool,
    },
    DecideApproval {
        approval: ApprovalId,
        /// `None`: refused, with the reason.
        day: Option<Date>,
        reason: String,
    },
    /// Nobody decided in time.
    RingApproval {
        approval: ApprovalId,
        /// When the owner must have decided, if it goes on to him.
        next_due: Timestamp,
    },
    AcceptApology {
        mention: Option<MentionId>,
        words: String,
    },
    StateDemand {
        demand: Demand,
        /// The law that runs, and until when.
        law: Option<(String, Timestamp)>,
        promise: PromiseId,
    },
    RecordReviewChange {
        mention: MentionId,
        before: Option<i64>,
        after: Option<i64>,
        removed: bool,
        by_client: bool,
    },
    Link {
        case: CaseId,
        number: i64,
        relation: Relation,
    },
    Unlink {
        case: CaseId,
    },
    /// The other half of a merge stands in the case that is absorbed.
    Absorb {
        case: CaseId,
        number: i64,
        mentions: Vec<MentionId>,
        /// What is still owed there.
        promises: Vec<Carried>,
        /// What the client demanded there, and the law that runs.
        demand: Option<(Demand, String)>,
    },
    MergeInto {
        case: CaseId,
        number: i64,
    },
    SplitOff {
        case: CaseId,
        number: i64,
        mentions: Vec<MentionId>,
    },
    NoteSplit {
        case: CaseId,
        number: i64,
    },
    AnswerWish {
        wish: WishId,
        state: String,
    },
    Erase {
        certificate: String,
    },
}
