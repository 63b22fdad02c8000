//! The shape of a client's card.

use super::super::codes::*;
use utoipa::ToSchema;
use uuid::Uuid;

#[derive(ToSchema)]
pub(in crate::api) struct ClientCard {
    /// Of the client under whom all who are this person are found.
    id: Uuid,
    name: String,
    other_names: Vec<String>,
    since: Moment,
    phones: Vec<Known>,
    mails: Vec<Known>,
    accounts: Vec<Account>,
    /// Orders and receipts that were shown.
    proofs: Vec<Clue>,
    /// Newest first.
    cases: Vec<CardCase>,
    /// One sum for each currency, like `1500.00 RUB`.
    given: Vec<String>,
    /// How often he complained before the newest of his cases.
    before: Option<Before>,
    merged: Vec<Merged>,
    /// Who may be the same person, the strongest evidence first.
    perhaps: Vec<Perhaps>,
    may_merge: bool,
}

#[derive(ToSchema)]
struct Known {
    shown: String,
    since: Moment,
}

#[derive(ToSchema)]
struct Account {
    name: String,
    source_name: String,
    since: Moment,
}

#[derive(ToSchema)]
struct Clue {
    kind: ContactKind,
    shown: String,
    /// Of an account its site, of an order its brand.
    place: String,
}

#[derive(ToSchema)]
struct CardCase {
    id: Uuid,
    number: i64,
    brand: Uuid,
    brand_name: String,
    client_name: String,
    stage: Stage,
    outcome: Option<Outcome>,
    opened_at: Moment,
    closed_at: Option<Moment>,
    title: String,
}

#[derive(ToSchema)]
struct Before {
    times: i64,
    last: Moment,
}

#[derive(ToSchema)]
struct Merged {
    id: Uuid,
    name: String,
    evidence: Vec<Clue>,
    note: String,
    by_name: String,
    at: Moment,
}

#[derive(ToSchema)]
struct Perhaps {
    client: Uuid,
    name: String,
    weight: Weight,
    evidence: Vec<Clue>,
    cases: i64,
    last: Moment,
    may_merge: bool,
}
