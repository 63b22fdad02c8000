//! What the document says of the JSON that is sent and taken. Most answers are `app`'s views as they
//! are; these types describe them and are never built. A test holds the two together: every answer of
//! a desk full of examples must fit its description, with no field more and none less.
#![allow(dead_code)]

mod case;
mod client;

pub(super) use case::*;
pub(super) use client::ClientCard;

use super::codes::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

#[derive(Serialize)]
pub(super) struct Items<T> {
    pub items: Vec<T>,
}

/// RFC 9457.
#[derive(Serialize, ToSchema)]
#[schema(as = Problem)]
pub(super) struct ProblemBody {
    /// `urn:redress:problem:` and the code.
    #[serde(rename = "type")]
    pub kind: String,
    pub title: String,
    pub status: u16,
    /// The cause and the way out, in the caller's language.
    pub detail: String,
    pub code: String,
    /// Of `refused`: what the regulation says no to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refusal: Option<String>,
    /// Of `invalid`: field by field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub errors: Vec<Field>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = FieldProblem)]
pub(super) struct Field {
    pub field: String,
    /// A word that stays the same in all languages.
    pub problem: String,
    pub detail: String,
}

/// What was made.
#[derive(Serialize, ToSchema)]
pub(super) struct Made {
    pub id: Uuid,
}

#[derive(ToSchema)]
pub(super) struct Source {
    id: Uuid,
    brand: Uuid,
    kind: SourceKind,
    name: String,
    created_at: Moment,
}

#[derive(ToSchema)]
pub(super) struct Brand {
    id: Uuid,
    parent: Option<Uuid>,
    depth: u64,
    slug: String,
    name: String,
    owner: Option<Uuid>,
    owner_name: String,
    lang: String,
    zone: String,
    /// The secret of its complaint form, for those who manage the brand.
    form_token: Option<String>,
    archived: bool,
    manages: bool,
    sources: Vec<Source>,
}

#[derive(ToSchema)]
pub(super) struct Colleague {
    id: Uuid,
    name: String,
}

/// Bytes of a text.
#[derive(ToSchema)]
pub(super) struct Span {
    start: u64,
    end: u64,
}

#[derive(ToSchema)]
pub(super) struct Piece {
    text: String,
    hit: bool,
}

#[derive(ToSchema)]
pub(super) struct CaseRef {
    id: Uuid,
    number: i64,
    stage: Stage,
    outcome: Option<Outcome>,
    owner: Option<Uuid>,
    owner_name: String,
}

#[derive(ToSchema)]
pub(super) struct MentionFile {
    id: Uuid,
    name: String,
    mime: String,
    size: i64,
}

#[derive(ToSchema)]
pub(super) struct Mention {
    id: Uuid,
    brand: Uuid,
    brand_name: String,
    brand_slug: String,
    source: Uuid,
    source_name: String,
    source_kind: SourceKind,
    visibility: Visibility,
    author: String,
    title: String,
    /// In lists the beginning only; see `text_cut`.
    text: String,
    text_cut: bool,
    rating: Option<i64>,
    url: String,
    posted_at: Moment,
    arrived_at: Moment,
    lang: Language,
    tone: Tone,
    /// How sure the reading is: 0–1.
    tone_confidence: f64,
    intent: Intent,
    intent_confidence: f64,
    state: State,
    case: Option<CaseRef>,
    attachments: Vec<MentionFile>,
    in_author: Vec<Span>,
    in_title: Vec<Span>,
    in_text: Vec<Span>,
}

#[derive(ToSchema)]
pub(super) struct MentionPage {
    mention: Mention,
    may_triage: bool,
    may_open_case: bool,
}

#[derive(ToSchema)]
pub(super) struct Mentions {
    items: Vec<Mention>,
    /// As `after`: older mentions.
    next: Option<String>,
    /// As `after`: newer mentions.
    previous: Option<String>,
}

#[derive(ToSchema)]
pub(super) struct CaseHit {
    case: CaseRow,
    said: Vec<Piece>,
}

#[derive(ToSchema)]
pub(super) struct Found {
    cases: Vec<CaseHit>,
    next_cases: Option<String>,
    more_cases: bool,
    mentions: Mentions,
}

#[derive(ToSchema)]
pub(super) struct Wish {
    id: Uuid,
    brand: Uuid,
    brand_name: String,
    text: String,
    recorded_at: Moment,
    recorded_by: String,
    case: Uuid,
    case_number: i64,
    mention: Option<Uuid>,
    marks: Vec<Span>,
}

#[derive(ToSchema)]
pub(super) struct Wishes {
    items: Vec<Wish>,
    next: Option<String>,
}

#[derive(ToSchema)]
pub(super) struct View {
    id: Uuid,
    name: String,
    query: String,
    shared: bool,
    mine: bool,
}

#[derive(ToSchema)]
pub(super) struct Owed {
    promise: Uuid,
    case: Uuid,
    number: i64,
    brand_name: String,
    owner_name: String,
    mine: bool,
    kind: PromiseKind,
    what: String,
    /// The beginning of what the client said.
    said: String,
    due: Moment,
    client: String,
}

#[derive(ToSchema)]
pub(super) struct Stuck {
    reply: Uuid,
    case: Uuid,
    route: Route,
    state: String,
    text: String,
    error: String,
    since: Moment,
    brand_name: String,
}

#[derive(ToSchema)]
pub(super) struct Home {
    due: Vec<Owed>,
    late: Vec<Owed>,
    stuck: Vec<Stuck>,
    unowned: Vec<CaseRow>,
    waiting: Vec<CaseRow>,
    new_mentions: i64,
    /// Kept in time, and all that are settled.
    kept: Vec<i64>,
    /// The version of the regulation that the caller has still to read.
    unread_regulation: Option<i64>,
}

/// `brand` left out: for all of them.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
pub(super) struct Grant {
    #[schema(value_type = Role)]
    pub role: app::domain::Role,
    pub brand: Option<Uuid>,
}

#[derive(ToSchema)]
pub(super) struct Person {
    id: Uuid,
    email: String,
    name: String,
    lang: String,
    zone: String,
    active: bool,
    created_at: Moment,
    seen_at: Option<Moment>,
    grants: Vec<Grant>,
}

#[derive(ToSchema)]
pub(super) struct Token {
    id: Uuid,
    name: String,
    created_at: Moment,
    used_at: Option<Moment>,
}

/// The secret is shown here and nowhere else.
#[derive(ToSchema)]
pub(super) struct NewToken {
    id: Uuid,
    name: String,
    secret: String,
}

#[derive(ToSchema)]
pub(super) struct AuditEntry {
    seq: i64,
    at: Moment,
    person: Option<Uuid>,
    person_name: String,
    action: String,
    object: String,
    detail: String,
}

#[derive(ToSchema)]
pub(super) struct Audit {
    entries: Vec<AuditEntry>,
    /// As `after`: older entries.
    next: Option<i64>,
}

#[derive(ToSchema)]
pub(super) struct Remark {
    line: u64,
    problem: String,
    detail: String,
}

#[derive(ToSchema)]
pub(super) struct Published {
    version: i64,
    remarks: Vec<Remark>,
}

#[derive(ToSchema)]
pub(super) struct Version {
    version: i64,
    source: String,
    published_at: Moment,
    published_by: String,
    note: String,
}

/// `changes`: what is new since the version that the caller confirmed last; 0: none yet.
#[derive(ToSchema)]
pub(super) struct Reading {
    version: i64,
    note: String,
    published_at: Option<Moment>,
    confirmed_version: i64,
    confirmed_at: Option<Moment>,
    done: bool,
    changes: Vec<DiffLine>,
    questions: Vec<Question>,
}

#[derive(ToSchema)]
pub(super) struct Question {
    question: String,
    answers: Vec<String>,
}

#[derive(ToSchema)]
pub(super) struct Confirmation {
    person: Uuid,
    name: String,
    version: i64,
    at: Option<Moment>,
    done: bool,
}

#[derive(ToSchema)]
pub(super) struct DiffLine {
    /// `same`, `added`, `removed`, `gap`.
    kind: String,
    number: u64,
    text: String,
}

#[derive(ToSchema)]
pub(super) struct ImportFailure {
    code: String,
    detail: String,
}

#[derive(ToSchema)]
pub(super) struct Import {
    id: Uuid,
    brand: Uuid,
    brand_name: String,
    source: Option<Uuid>,
    source_name: String,
    person_name: String,
    file_name: String,
    state: ImportStage,
    row: i64,
    bytes_done: i64,
    bytes_total: i64,
    added: i64,
    known: i64,
    bad: i64,
    failure: Option<ImportFailure>,
    started_at: Moment,
    updated_at: Moment,
    options: ImportOptions,
}

/// What is left out is decided by looking at the file.
#[derive(ToSchema)]
pub(super) struct ImportOptions {
    /// `csv`, `jsonl`, `json` or `xlsx`.
    #[schema(required = false)]
    format: Option<String>,
    #[schema(required = false)]
    encoding: Option<String>,
    #[schema(required = false)]
    delimiter: Option<String>,
    #[schema(required = false)]
    header: Option<bool>,
    #[schema(required = false)]
    sheet: Option<String>,
    #[schema(required = false)]
    mapping: Vec<Assign>,
    /// `day_month` or `month_day`.
    #[schema(required = false)]
    date_order: Option<String>,
    #[schema(required = false)]
    rating_scale: Option<u8>,
    #[schema(required = false)]
    zone: Option<String>,
    #[schema(required = false)]
    routing: bool,
}

#[derive(ToSchema)]
pub(super) struct Assign {
    field: String,
    column: String,
}
