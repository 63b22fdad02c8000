//! The card of a client: by what he is known, all his cases, what he was given, who he may be too.

use super::family::Family;
use super::suggest::{Suggestion, suggestions};
use crate::names::Names;
use crate::{Actor, App, AppError, Result};
use domain::contact::ContactKind;
use domain::{BrandId, CaseId, ClientId, ClientMergeId, Money, Outcome, Stage, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use store::brand::Source;
use store::case::Case;
use store::contact::Contact;

#[derive(Clone, Debug, Serialize)]
pub struct Card {
    /// The one under whom all who are this person are found.
    pub id: ClientId,
    pub name: String,
    /// Other names that he gave.
    pub other_names: Vec<String>,
    pub since: Timestamp,
    pub phones: Vec<Known>,
    pub mails: Vec<Known>,
    pub accounts: Vec<Account>,
    /// Orders and receipts that he showed.
    pub proofs: Vec<Clue>,
    /// Newest first.
    pub cases: Vec<CardCase>,
    /// What he was given, one sum for each currency.
    pub given: Vec<Money>,
    /// Before the newest of his cases; `None`: it is the first.
    pub before: Option<Before>,
    pub merged: Vec<Merged>,
    pub perhaps: Vec<Suggestion>,
    /// May merge and take back.
    pub may_merge: bool,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Known {
    pub shown: String,
    pub since: Timestamp,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Account {
    pub name: String,
    /// The site at which he has it.
    pub source_name: String,
    pub since: Timestamp,
}

/// Something by which a person is known again.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Clue {
    pub kind: ContactKind,
    pub shown: String,
    /// Of an account its site, of an order its brand.
    pub place: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct CardCase {
    pub id: CaseId,
    pub number: i64,
    pub brand: BrandId,
    pub brand_name: String,
    /// Under which name he wrote.
    pub client_name: String,
    pub stage: Stage,
    pub outcome: Option<Outcome>,
    pub opened_at: Timestamp,
    pub closed_at: Option<Timestamp>,
    pub title: String,
}

/// How often somebody complained before, and when last.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Before {
    pub times: i64,
    pub last: Timestamp,
}

/// Somebody who was found to be the same person.
#[derive(Clone, Debug, Serialize)]
pub struct Merged {
    pub id: ClientMergeId,
    pub name: String,
    pub evidence: Vec<Clue>,
    /// What was said of it beside the evidence.
    pub note: String,
    pub by_name: String,
    pub at: Timestamp,
}

/// As a merge keeps it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Evidence {
    #[serde(default)]
    pub shared: Vec<Clue>,
    #[serde(default)]
    pub note: String,
}

/// Found under any of the clients that are this person.
pub async fn card(app: &App, actor: &Actor, client: ClientId) -> Result<Card> {
    let family = Family::visible(app, actor, client).await?;
    let id = family.head().ok_or(AppError::NotFound("client"))?;
    let names = Names::load(app).await?;
    let sources = store::brand::sources(&app.db).await?;
    let clients = store::client::all(&app.db, &family.all).await?;
    let name_of = |id: ClientId| clients.iter().find(|c| c.id == id).map(|c| c.name.clone());
    let seen: Vec<String> = family.seen.iter().filter_map(|id| name_of(*id)).collect();
    let mut given_names: Vec<String> = Vec::new();
    for name in seen.into_iter().filter(|n| !n.is_empty()) {
        if !given_names.contains(&name) {
            given_names.push(name);
        }
    }
    let contacts = store::contact::of(&app.db, &family.seen).await?;
    let ids: Vec<CaseId> = family.cases.iter().map(|c| c.id).collect();
    let since = clients.iter().filter(|c| family.seen.contains(&c.id)).map(|c| c.created_at).min();
    let newest = family.cases.first().map(|c| c.id);
    let merges = store::merge::of(&app.db, &family.all).await?;
    let merged = |m: &store::merge::Merge| {
        let Evidence { shared, note } = serde_json::from_str(&m.evidence).unwrap_or_default();
        Merged {
            id: m.id,
            name: name_of(m.from).unwrap_or_default(),
            evidence: shared,
            note,
            by_name: m.by.map(|id| names.person(id)).unwrap_or_default(),
            at: m.at,
        }
    };
    // Who was merged from another brand is not told where that brand may not be seen.
    let told =
        |m: &&store::merge::Merge| family.seen.contains(&m.from) && family.seen.contains(&m.into);
    let known = |kind| known(&contacts, kind);
    Ok(Card {
        id,
        other_names: given_names.iter().skip(1).cloned().collect(),
        name: given_names.into_iter().next().unwrap_or_default(),
        since: since.unwrap_or_default(),
        phones: known(ContactKind::Phone),
        mails: known(ContactKind::Mail),
        accounts: accounts(&contacts, &sources),
        proofs: proofs(&contacts, &names),
        given: store::remedy::given(&app.db, &ids).await?,
        before: newest.and_then(|newest| before(&family.cases, newest)),
        merged: merges.iter().filter(told).map(merged).collect(),
        perhaps: suggestions(app, actor, &family, &names).await?,
        may_merge: family.is_his(actor),
        cases: family.cases.iter().map(|c| case(c, &names)).collect(),
    })
}

/// What the page of a case says of its client.
pub(crate) struct Beside {
    /// Under which id his card is.
    pub id: ClientId,
    /// His other cases, newest first.
    pub others: Vec<Case>,
    pub before: Option<Before>,
    /// How many may be the same person.
    pub perhaps: usize,
}

/// As far as this person may see it.
pub(crate) async fn beside(
    app: &App,
    actor: &Actor,
    (client, case): (ClientId, CaseId),
    names: &Names,
) -> Result<Beside> {
    let family = Family::load(app, actor, client).await?;
    let perhaps = suggestions(app, actor, &family, names).await?.len();
    let before = before(&family.cases, case);
    let id = family.head().unwrap_or(client);
    let others = family.cases.into_iter().filter(|c| c.id != case).take(MOST_OTHERS).collect();
    Ok(Beside { id, others, before, perhaps })
}

/// So many other cases stand on the page of one; the client's card has all of them.
const MOST_OTHERS: usize = 20;

/// The cases of this client that were opened before this one.
fn before(cases: &[Case], this: CaseId) -> Option<Before> {
    let number = cases.iter().find(|c| c.id == this)?.number;
    let earlier = || cases.iter().filter(|c| c.number < number);
    let last = earlier().map(|c| c.opened_at).max()?;
    Some(Before { times: i64::try_from(earlier().count()).unwrap_or(i64::MAX), last })
}

fn known(contacts: &[Contact], kind: ContactKind) -> Vec<Known> {
    let of_kind = distinct(contacts, |k| k == kind);
    of_kind.map(|c| Known { shown: c.shown.clone(), since: c.added_at }).collect()
}

fn accounts(contacts: &[Contact], sources: &[Source]) -> Vec<Account> {
    distinct(contacts, |k| k == ContactKind::Account)
        .map(|c| Account {
            name: c.shown.clone(),
            source_name: source_name(sources, &c.source),
            since: c.added_at,
        })
        .collect()
}

fn proofs(contacts: &[Contact], names: &Names) -> Vec<Clue> {
    distinct(contacts, |k| matches!(k, ContactKind::Order | ContactKind::Receipt))
        .map(|c| clue(c, names, &[]))
        .collect()
}

/// Each once, whoever of one person had it.
fn distinct(
    contacts: &[Contact],
    wanted: impl Fn(ContactKind) -> bool,
) -> impl Iterator<Item = &Contact> {
    let mut first: HashMap<_, usize> = HashMap::new();
    for (i, c) in contacts.iter().enumerate() {
        first.entry((c.kind, &c.value, &c.source)).or_insert(i);
    }
    let mut places: Vec<usize> = first.into_values().collect();
    places.sort_unstable();
    places.into_iter().map(|i| &contacts[i]).filter(move |c| wanted(c.kind))
}

pub(super) fn clue(c: &Contact, names: &Names, sources: &[Source]) -> Clue {
    let place = match c.kind {
        ContactKind::Account => source_name(sources, &c.source),
        ContactKind::Order => c.source.parse().map(|id| names.brand(id)).unwrap_or_default(),
        _ => String::new(),
    };
    Clue { kind: c.kind, shown: c.shown.clone(), place }
}

fn source_name(sources: &[Source], id: &str) -> String {
    let source = sources.iter().find(|s| s.id.to_string() == id);
    source.map(|s| s.name.clone()).unwrap_or_default()
}

fn case(c: &Case, names: &Names) -> CardCase {
    let title = if c.title.is_empty() { &c.text } else { &c.title };
    CardCase {
        id: c.id,
        number: c.number,
        brand: c.brand,
        brand_name: names.brand(c.brand),
        client_name: c.client_name.clone(),
        stage: c.stage,
        outcome: c.outcome,
        opened_at: c.opened_at,
        closed_at: c.closed_at,
        title: title.lines().next().unwrap_or_default().to_owned(),
    }
}
