//! Who may be the same person: clients that share a phone, a mail, an order, a receipt or an account.
//! A name is never a ground: many people bear it.

use super::card::{Clue, clue};
use super::family::Family;
use crate::names::Names;
use crate::{Actor, App, Result};
use domain::contact::Weight;
use domain::{ClientId, Timestamp};
use serde::Serialize;
use store::brand::Source;
use store::contact::Contact;

/// Somebody who may be the same person, and why.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Suggestion {
    pub client: ClientId,
    pub name: String,
    pub weight: Weight,
    pub evidence: Vec<Clue>,
    /// How many cases he has, and when the last was opened.
    pub cases: i64,
    pub last: Timestamp,
    /// May say whether it is he.
    pub may_merge: bool,
}

/// So many are shown; an account that hundreds share tells nothing.
const MOST: usize = 10;

/// So many shared contacts are looked at.
const LOOKED_AT: i64 = 200;

/// The strongest first, then the newest.
pub(super) async fn suggestions(
    app: &App,
    actor: &Actor,
    family: &Family,
    names: &Names,
) -> Result<Vec<Suggestion>> {
    let mut found = Vec::new();
    if family.seen.is_empty() {
        return Ok(found);
    }
    let shared = store::contact::shared(&app.db, &family.seen, LOOKED_AT).await?;
    if shared.is_empty() {
        return Ok(found);
    }
    let sources = store::brand::sources(&app.db).await?;
    let apart = store::merge::apart_from(&app.db, &family.all).await?;
    let mut done: Vec<ClientId> = family.all.clone();
    for contact in &shared {
        if done.contains(&contact.client) {
            continue;
        }
        let other = Family::load(app, actor, contact.client).await?;
        done.extend(&other.all);
        if other.all.iter().any(|id| apart.contains(id)) {
            continue;
        }
        let evidence = between(&shared, &other, names, &sources);
        let weight = shared_by(&shared, &other).map(|c| c.kind.weight()).min();
        let (Some(client), Some(weight)) = (other.head(), weight) else { continue };
        let known = store::client::all(&app.db, &other.seen).await?;
        let of = |id: &ClientId| known.iter().find(|c| c.id == *id && !c.name.is_empty());
        found.push(Suggestion {
            client,
            name: other.seen.iter().find_map(of).map(|c| c.name.clone()).unwrap_or_default(),
            weight,
            evidence,
            cases: i64::try_from(other.cases.len()).unwrap_or(i64::MAX),
            last: other.cases.iter().map(|c| c.opened_at).max().unwrap_or_default(),
            may_merge: family.is_his(actor) && other.is_his(actor),
        });
        if found.len() == MOST {
            break;
        }
    }
    found.sort_by_key(|s| (s.weight, std::cmp::Reverse(s.last)));
    Ok(found)
}

/// What two families have in common, as far as it may be seen.
pub(super) async fn evidence(
    app: &App,
    one: &Family,
    other: &Family,
    names: &Names,
) -> Result<Vec<Clue>> {
    let sources = store::brand::sources(&app.db).await?;
    let shared = store::contact::shared(&app.db, &one.seen, LOOKED_AT).await?;
    Ok(between(&shared, other, names, &sources))
}

fn between(shared: &[Contact], other: &Family, names: &Names, sources: &[Source]) -> Vec<Clue> {
    let mut kept: Vec<&Contact> = Vec::new();
    for c in shared_by(shared, other) {
        if !kept.iter().any(|k| (k.kind, &k.value, &k.source) == (c.kind, &c.value, &c.source)) {
            kept.push(c);
        }
    }
    kept.sort_by_key(|c| (c.kind.weight(), c.kind));
    kept.into_iter().map(|c| clue(c, names, sources)).collect()
}

fn shared_by<'a>(shared: &'a [Contact], other: &'a Family) -> impl Iterator<Item = &'a Contact> {
    shared.iter().filter(|c| other.seen.contains(&c.client))
}
