//! The first page of the day: what is due now, what is late, what is new, what did not leave.

use crate::cases::{CaseItem, ListQuery, list};
use crate::names::Names;
use crate::{Action, Actor, App, Result, Scope};
use domain::case::Route;
use domain::promise::{PromiseKind, PromiseStatus};
use domain::{CaseId, PromiseId, ReplyId, Timestamp};
use serde::Serialize;
use store::case::{Order, Owner};

/// How much of each is shown; the rest is one click away.
const SHOWN: usize = 12;

#[derive(Clone, Debug, Serialize)]
pub struct Home {
    /// Promises whose minute is still to come, the soonest first.
    pub due: Vec<Owed>,
    /// Promises whose minute has passed.
    pub late: Vec<Owed>,
    /// Replies that a person must copy, repeat or look after.
    pub stuck: Vec<Stuck>,
    /// Open cases that nobody has.
    pub unowned: Vec<CaseItem>,
    /// Open cases of this person in which the client waits.
    pub waiting: Vec<CaseItem>,
    /// Mentions nobody looked at, counted up to a thousand.
    pub new_mentions: i64,
    /// Promises kept in time and all that are settled, of this person.
    pub kept: (i64, i64),
    /// The version of the regulation that this person has still to read.
    pub unread_regulation: Option<i64>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Owed {
    pub promise: PromiseId,
    pub case: CaseId,
    pub number: i64,
    pub brand_name: String,
    pub owner_name: String,
    /// It is this person's own.
    pub mine: bool,
    pub kind: PromiseKind,
    pub what: String,
    pub due: Timestamp,
    pub client: String,
    /// The beginning of what the client said.
    pub said: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct Stuck {
    pub reply: ReplyId,
    pub case: CaseId,
    pub route: Route,
    /// `waiting` for a hand-off, `failed`, `uncertain`.
    pub state: String,
    pub text: String,
    pub error: String,
    pub since: Timestamp,
    pub brand_name: String,
}

pub async fn home(app: &App, actor: &Actor) -> Result<Home> {
    let scope = actor.scope(Action::ReadCases);
    let brands = match &scope {
        Scope::All => None,
        Scope::Only(brands) => Some(brands.as_slice()),
    };
    let names = Names::load(app).await?;
    let owed = async |status| -> Result<Vec<Owed>> {
        let list = store::promise::list(&app.db, status, brands, None, SHOWN as i64).await?;
        Ok(list.into_iter().map(|p| owed_item(p, actor, &names)).collect())
    };
    let mine =
        ListQuery { open: Some(true), order: Order::Due, limit: SHOWN, ..ListQuery::default() };
    let unowned = ListQuery { owner: Owner::Nobody, ..mine.clone() };
    let waiting = actor.person_id().map(|me| ListQuery { owner: Owner::Is(me), ..mine });
    let waiting = match waiting {
        Some(query) => list(app, actor, &query).await?.items,
        None => vec![],
    };
    let tally = store::promise::tally(&app.db, actor.person_id()).await?;
    let of = |wanted: &[PromiseStatus]| -> i64 {
        tally.iter().filter(|(s, _)| wanted.contains(s)).map(|(_, n)| n).sum()
    };
    let stuck = store::outbox::wanting_a_person(&app.db, brands, SHOWN as i64).await?;
    Ok(Home {
        due: owed(PromiseStatus::Open).await?,
        late: owed(PromiseStatus::Broken).await?,
        stuck: stuck.into_iter().map(|o| stuck_item(o, &names)).collect(),
        unowned: list(app, actor, &unowned).await?.items,
        waiting: waiting.into_iter().filter(|c| c.client_waits).collect(),
        new_mentions: new_mentions(app, actor).await?,
        unread_regulation: crate::regulation::unread(app, actor).await?,
        kept: (
            of(&[PromiseStatus::Kept]),
            of(&[PromiseStatus::Kept, PromiseStatus::KeptLate, PromiseStatus::Broken]),
        ),
    })
}

async fn new_mentions(app: &App, actor: &Actor) -> Result<i64> {
    let scope = actor.scope(Action::ReadMentions);
    let brands = match &scope {
        Scope::All => None,
        Scope::Only(brands) => Some(brands.as_slice()),
    };
    Ok(store::mention::count_new(&app.db, brands, 1000).await?)
}

fn owed_item(p: store::promise::Promise, actor: &Actor, names: &Names) -> Owed {
    Owed {
        promise: p.id,
        case: p.case,
        number: p.number,
        brand_name: names.brand(p.brand),
        owner_name: p.owner.map(|o| names.person(o)).unwrap_or_default(),
        mine: p.owner.is_some() && p.owner == actor.person_id(),
        kind: p.kind,
        what: p.what,
        due: p.due,
        client: p.client,
        said: p.said.lines().next().unwrap_or_default().to_owned(),
    }
}

fn stuck_item(o: store::outbox::Outgoing, names: &Names) -> Stuck {
    Stuck {
        reply: o.reply,
        case: o.case,
        route: o.route,
        state: o.state,
        text: o.body,
        error: o.last_error,
        since: o.updated_at,
        brand_name: names.brand(o.brand),
    }
}
