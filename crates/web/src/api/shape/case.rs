//! The shapes of cases: in lists and whole. `CaseDetail` and what stands in it are built here, since
//! the view of `app` holds rows of the store.

use super::super::codes::*;
use app::cases::{
    AttachmentItem, CaseItem, CasePage, Entry, Procedure, PromiseItem, ReplyItem, StepItem,
};
use app::domain;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

#[derive(ToSchema)]
#[schema(as = CaseItem)]
pub(in crate::api) struct CaseRow {
    id: Uuid,
    number: i64,
    brand: Uuid,
    brand_name: String,
    client_name: String,
    stage: Stage,
    outcome: Option<Outcome>,
    owner: Option<Uuid>,
    owner_name: String,
    opened_at: Moment,
    updated_at: Moment,
    closed_at: Option<Moment>,
    next_due: Option<Moment>,
    client_waits: bool,
    broken_promises: i64,
    undelivered: i64,
    title: String,
    text: String,
    rating: Option<i64>,
}

#[derive(ToSchema)]
pub(in crate::api) struct Cases {
    items: Vec<CaseRow>,
    /// As `after`: the next page.
    next: Option<String>,
}

/// A case with everything that happened.
#[derive(Serialize, ToSchema)]
#[schema(as = Case)]
pub(in crate::api) struct CaseDetail {
    #[schema(value_type = CaseRow)]
    pub case: CaseItem,
    pub version: i64,
    pub client: Client,
    #[schema(value_type = Vec<Stage>)]
    pub next_stages: Vec<domain::Stage>,
    /// What the regulation asks for at this stage.
    #[schema(value_type = Vec<Step>)]
    pub steps: Vec<StepItem>,
    pub mentions: Vec<Said>,
    #[schema(value_type = Vec<TimelineEntry>)]
    pub timeline: Vec<Entry>,
    #[schema(value_type = Vec<Promise>)]
    pub promises: Vec<PromiseItem>,
    #[schema(value_type = Vec<Reply>)]
    pub replies: Vec<ReplyItem>,
    #[schema(value_type = Vec<CaseFile>)]
    pub attachments: Vec<AttachmentItem>,
    /// Other cases of the same client.
    #[schema(value_type = Vec<CaseRow>)]
    pub others: Vec<CaseItem>,
    /// The client's private page, once it was opened.
    pub client_page: Option<String>,
    /// Where it stands in the procedure: the next step, facts, proofs, remedies, approvals, law.
    #[schema(value_type = Open)]
    pub procedure: Procedure,
}

#[derive(ToSchema)]
pub(in crate::api) struct Step {
    id: String,
    text: String,
    /// Has to be done before the stage is left.
    required: bool,
    done: bool,
}

#[derive(Serialize, ToSchema)]
pub(in crate::api) struct Client {
    pub id: Uuid,
    pub name: String,
    pub email: String,
    pub phone: String,
    #[schema(value_type = Moment)]
    pub created_at: domain::Timestamp,
}

/// What the client said; `/mentions/{id}` has the rest of it.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct Said {
    pub id: Uuid,
    pub source: Uuid,
    #[schema(value_type = Visibility)]
    pub visibility: domain::brand::Visibility,
    pub author: String,
    pub title: String,
    pub text: String,
    pub rating: Option<i64>,
    pub url: String,
    #[schema(value_type = Moment)]
    pub posted_at: domain::Timestamp,
    #[schema(value_type = Language)]
    pub lang: domain::reading::Language,
    #[schema(value_type = Tone)]
    pub tone: domain::reading::Tone,
    #[schema(value_type = Intent)]
    pub intent: domain::reading::Intent,
}

#[derive(ToSchema)]
pub(in crate::api) struct TimelineEntry {
    version: i64,
    at: Moment,
    by: Author,
    by_name: String,
    /// `event` names it; the other fields depend on it.
    event: Open,
    about: String,
}

#[derive(ToSchema)]
pub(in crate::api) struct Author {
    /// `person`, `client`, `rule`, `timer`, `delivery`, `operator`.
    kind: String,
    /// Of a person his id, of a rule its name.
    #[schema(required = false)]
    id: Option<String>,
}

#[derive(ToSchema)]
pub(in crate::api) struct Promise {
    id: Uuid,
    kind: PromiseKind,
    what: String,
    due: Moment,
    status: PromiseStatus,
    renewals: u32,
    made_by: String,
}

#[derive(ToSchema)]
pub(in crate::api) struct Reply {
    id: Uuid,
    route: Route,
    visibility: Visibility,
    text: String,
    delivery: Delivery,
    outbox: String,
    recipient: String,
    error: String,
    proof: String,
    queued_at: Moment,
    queued_by: String,
}

#[derive(ToSchema)]
pub(in crate::api) struct CaseFile {
    id: Uuid,
    name: String,
    mime: String,
    size: i64,
    created_at: Moment,
}

#[derive(ToSchema)]
pub(in crate::api) struct Way {
    route: Route,
    visibility: Visibility,
    to: String,
    /// The key of a sentence; null: it can leave this way.
    why_not: Option<String>,
}

#[derive(ToSchema)]
pub(in crate::api) struct Module {
    id: String,
    title: String,
    lang: String,
    text: String,
}

#[derive(ToSchema)]
pub(in crate::api) struct Composer {
    stage: Stage,
    ways: Vec<Way>,
    modules: Vec<Module>,
}

#[derive(ToSchema)]
pub(in crate::api) struct Finding {
    rule: String,
    /// `block`, `warn` or `hint`.
    severity: String,
    /// Bytes of the draft.
    start: u64,
    end: u64,
    words: String,
    title: String,
    why: String,
    fix: String,
    hash: String,
}

/// One thing done to a case; `action` says which, and which fields it needs.
#[derive(ToSchema)]
#[serde(tag = "action", rename_all = "snake_case")]
pub(in crate::api) enum Act {
    Take,
    /// `owner` null: nobody's.
    Assign {
        owner: Option<Uuid>,
    },
    Move {
        stage: Stage,
    },
    Note {
        note: String,
    },
    Promise {
        what: String,
        due: Moment,
        /// What is promised is only when the time will be named.
        #[schema(required = false)]
        names_time: bool,
    },
    Renew {
        promise: Uuid,
        due: Moment,
        reason: String,
    },
    Keep {
        promise: Uuid,
    },
    /// The text was copied to the site; it stands under this link.
    ConfirmHandOff {
        reply: Uuid,
        link: String,
    },
    /// What became of a reply of unknown fate; not arrived: it is sent again.
    Settle {
        reply: Uuid,
        arrived: bool,
    },
    Withdraw {
        reply: Uuid,
        reason: String,
    },
    Wish {
        text: String,
    },
    Close {
        outcome: Outcome,
        #[schema(required = false)]
        grounds: String,
    },
    Reopen {
        reason: String,
    },
    /// Goes on under the regulation that is in force now.
    FollowRegulation,
    SetKind {
        kind: String,
    },
    SetSeriousness {
        level: Seriousness,
        why: String,
    },
    Tick {
        step: String,
        done: bool,
    },
    Identify {
        how: Identity,
        #[schema(required = false)]
        note: String,
    },
    AskProof,
    /// An order number, or the text of a receipt's code.
    AddProof {
        kind: ProofKind,
        text: String,
    },
    CheckProof {
        proof: Uuid,
        result: ProofResult,
        #[schema(required = false)]
        detail: String,
    },
    RecordFact {
        slot: FactSlot,
        text: String,
        source: FactSource,
        #[schema(required = false)]
        attachment: Option<Uuid>,
        #[schema(required = false)]
        answers: Option<Uuid>,
    },
    WithdrawFact {
        fact: Uuid,
        reason: String,
    },
    RaiseQuestion {
        slot: FactSlot,
        text: String,
    },
    TakeStatement {
        of: String,
        text: String,
    },
    /// One's own heat, 0 to 3.
    NoteTemper {
        heat: u8,
    },
    Pause {
        until: Moment,
    },
    /// Grounds are needed unless it is wholly founded.
    GiveVerdict {
        verdict: Verdict,
        #[schema(required = false)]
        grounds: String,
    },
    AskConsent,
    RecordConsent {
        agrees: bool,
    },
    OfferOptions {
        offers: Vec<Offer>,
    },
    ChooseOption {
        offer: Uuid,
    },
    /// Inside one's own authority. `cost` like `1500.00 RUB`.
    Grant {
        kind: RemedyKind,
        what: String,
        cost: String,
    },
    FulfilRemedy {
        remedy: Uuid,
    },
    CancelRemedy {
        remedy: Uuid,
        reason: String,
    },
    /// Above one's own authority.
    AskApproval {
        kind: RemedyKind,
        what: String,
        cost: String,
    },
    Approve {
        approval: Uuid,
    },
    Refuse {
        approval: Uuid,
        reason: String,
    },
    /// The client said that it is enough.
    AcceptApology {
        #[schema(required = false)]
        words: String,
        #[schema(required = false)]
        mention: Option<Uuid>,
    },
    StateDemand {
        demand: Demand,
    },
    /// The author changed or removed his review.
    ReviewChanged {
        mention: Uuid,
        after: Option<i64>,
        #[schema(required = false)]
        removed: bool,
        by_client: bool,
    },
}

#[derive(ToSchema)]
pub(in crate::api) struct Offer {
    text: String,
    #[schema(required = false)]
    cost: Option<String>,
}

impl From<CasePage> for CaseDetail {
    fn from(page: CasePage) -> Self {
        let client = page.client;
        CaseDetail {
            case: page.item,
            version: page.version,
            client: Client {
                id: client.id.0,
                name: client.name,
                email: client.email,
                phone: client.phone,
                created_at: client.created_at,
            },
            next_stages: page.next_stages,
            steps: page.steps,
            mentions: page.mentions.into_iter().map(said).collect(),
            timeline: page.timeline,
            promises: page.promises,
            replies: page.replies,
            attachments: page.attachments,
            others: page.others,
            client_page: page.client_page,
            procedure: page.procedure,
        }
    }
}

fn said(m: app::store::mention::Mention) -> Said {
    Said {
        id: m.id.0,
        source: m.source.0,
        visibility: m.visibility,
        author: m.author,
        title: m.title,
        text: m.text,
        rating: m.rating,
        url: m.url,
        posted_at: m.posted_at,
        lang: m.lang,
        tone: m.tone,
        intent: m.intent,
    }
}
