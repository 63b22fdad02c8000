//! What happened to a case. Append-only; a stored form is never changed, only added to.

use crate::amends::{Fallback, NewRemedy, Offer, RemedyKind};
use crate::brand::Visibility;
use crate::inquiry::*;
use crate::law::Demand;
use crate::promise::PromiseKind;
use crate::receipt::Receipt;
use crate::stage::codes;
use crate::*;
use jiff::civil::Date;
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

/// What a reply does beyond its words, as it was recognised when it was sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Acts {
    pub apology: bool,
    /// It tells the company's side of the matter.
    pub own_side: bool,
    /// It answers, asks or names what is done; more than an invitation to write elsewhere.
    pub substance: bool,
    pub invites_private: bool,
    /// It asks whether the details may be discussed in public (R18).
    pub asks_consent: bool,
    /// It makes something depend on a review being removed or changed.
    pub conditional: bool,
}

codes! {
    /// How two cases belong together.
    Relation {
        /// The same trouble, other clients.
        SameCause = "same_cause",
        /// One grew out of the other.
        FollowUp = "follow_up",
        Related = "related",
    }
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    CaseOpened {
        number: i64,
        brand: BrandId,
        client: ClientId,
        mention: MentionId,
        /// The version it was opened under; 0 in journals that did not say.
        #[serde(default)]
        regulation: i64,
        #[serde(default)]
        public: bool,
    },
    MentionAttached {
        mention: MentionId,
        #[serde(default)]
        public: bool,
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
        #[serde(default = "document")]
        kind: EvidenceKind,
    },
    PromiseMade {
        promise: PromiseId,
        kind: PromiseKind,
        what: String,
        due: Timestamp,
        remind_at: Option<Timestamp>,
        /// The reply in which it was given.
        #[serde(default)]
        reply: Option<ReplyId>,
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
        #[serde(default)]
        acts: Acts,
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
        #[serde(default)]
        public: bool,
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
    /// A running case goes on under another version of the regulation.
    RegulationMoved {
        version: i64,
    },
    KindSet {
        kind: String,
    },
    SeriousnessSet {
        level: Seriousness,
        why: String,
    },
    StepTicked {
        step: String,
        done: bool,
    },
    ClientIdentified {
        how: Identity,
        note: String,
    },
    ProofAsked {
        reply: Option<ReplyId>,
    },
    ProofAdded {
        proof: ProofId,
        kind: ProofKind,
        text: String,
        attachment: Option<AttachmentId>,
        receipt: Option<Receipt>,
    },
    ProofChecked {
        proof: ProofId,
        result: ProofResult,
        detail: String,
        /// Other cases in which the same receipt was shown.
        also_in: Vec<i64>,
    },
    FactRecorded {
        fact: FactId,
        slot: FactSlot,
        text: String,
        source: FactSource,
        attachment: Option<AttachmentId>,
        mention: Option<MentionId>,
    },
    FactWithdrawn {
        fact: FactId,
        reason: String,
    },
    QuestionRaised {
        question: QuestionId,
        slot: FactSlot,
        text: String,
    },
    QuestionAnswered {
        question: QuestionId,
        fact: FactId,
    },
    StatementTaken {
        statement: StatementId,
        of: String,
        text: String,
    },
    TemperNoted {
        /// The manager's own, 0 to 3, as he sees it himself.
        heat: u8,
    },
    /// To cool down: until then this case's replies wait.
    PauseTaken {
        until: Timestamp,
    },
    VerdictGiven {
        verdict: Verdict,
        grounds: String,
    },
    PrivateOffered {
        reply: ReplyId,
    },
    ConsentAsked {
        reply: Option<ReplyId>,
    },
    ConsentRecorded {
        agrees: bool,
        mention: Option<MentionId>,
    },
    OptionsOffered {
        offers: Vec<Offer>,
    },
    OptionChosen {
        offer: OfferId,
    },
    RemedyGranted {
        remedy: RemedyId,
        kind: RemedyKind,
        what: String,
        cost: Money,
        /// The day on which it counts, in the zone of the brand.
        day: Date,
        /// Given by somebody with more authority.
        approval: Option<ApprovalId>,
    },
    RemedyFulfilled {
        remedy: RemedyId,
    },
    RemedyCancelled {
        remedy: RemedyId,
        reason: String,
    },
    ApprovalAsked {
        approval: ApprovalId,
        remedy: NewRemedy,
        /// The lowest role that may decide.
        of: Role,
        due: Timestamp,
        fallback: Fallback,
    },
    ApprovalRefused {
        approval: ApprovalId,
        reason: String,
    },
    ApprovalEscalated {
        approval: ApprovalId,
        of: Role,
        due: Timestamp,
    },
    ApprovalLapsed {
        approval: ApprovalId,
    },
    ApologyAccepted {
        mention: Option<MentionId>,
        words: String,
    },
    DemandStated {
        demand: Demand,
        law: String,
    },
    /// The author changed or removed his review; `by_client`: by himself, not by the site.
    ReviewChanged {
        mention: MentionId,
        before: Option<i64>,
        after: Option<i64>,
        removed: bool,
        by_client: bool,
    },
    CaseLinked {
        case: CaseId,
        number: i64,
        relation: Relation,
    },
    CaseUnlinked {
        case: CaseId,
    },
    /// Another case of the same client was merged into this one.
    Absorbed {
        case: CaseId,
        number: i64,
        mentions: Vec<MentionId>,
    },
    MergedInto {
        case: CaseId,
        number: i64,
    },
    MentionsSplitOff {
        case: CaseId,
        number: i64,
        mentions: Vec<MentionId>,
    },
    SplitFrom {
        case: CaseId,
        number: i64,
    },
    WishAnswered {
        wish: WishId,
        state: String,
    },
    /// The key of the client's personal data was destroyed; what was encrypted with it is gone.
    ClientErased {
        /// The hash of what the certificate of erasure says.
        certificate: String,
    },
}

fn document() -> EvidenceKind {
    EvidenceKind::Document
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
            RegulationMoved { .. } => "regulation_moved",
            KindSet { .. } => "kind_set",
            SeriousnessSet { .. } => "seriousness_set",
            StepTicked { .. } => "step_ticked",
            ClientIdentified { .. } => "client_identified",
            ProofAsked { .. } => "proof_asked",
            ProofAdded { .. } => "proof_added",
            ProofChecked { .. } => "proof_checked",
            FactRecorded { .. } => "fact_recorded",
            FactWithdrawn { .. } => "fact_withdrawn",
            QuestionRaised { .. } => "question_raised",
            QuestionAnswered { .. } => "question_answered",
            StatementTaken { .. } => "statement_taken",
            TemperNoted { .. } => "temper_noted",
            PauseTaken { .. } => "pause_taken",
            VerdictGiven { .. } => "verdict_given",
            PrivateOffered { .. } => "private_offered",
            ConsentAsked { .. } => "consent_asked",
            ConsentRecorded { .. } => "consent_recorded",
            OptionsOffered { .. } => "options_offered",
            OptionChosen { .. } => "option_chosen",
            RemedyGranted { .. } => "remedy_granted",
            RemedyFulfilled { .. } => "remedy_fulfilled",
            RemedyCancelled { .. } => "remedy_cancelled",
            ApprovalAsked { .. } => "approval_asked",
            ApprovalRefused { .. } => "approval_refused",
            ApprovalEscalated { .. } => "approval_escalated",
            ApprovalLapsed { .. } => "approval_lapsed",
            ApologyAccepted { .. } => "apology_accepted",
            DemandStated { .. } => "demand_stated",
            ReviewChanged { .. } => "review_changed",
            CaseLinked { .. } => "case_linked",
            CaseUnlinked { .. } => "case_unlinked",
            Absorbed { .. } => "absorbed",
            MergedInto { .. } => "merged_into",
            MentionsSplitOff { .. } => "mentions_split_off",
            SplitFrom { .. } => "split_from",
            WishAnswered { .. } => "wish_answered",
            ClientErased { .. } => "client_erased",
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
