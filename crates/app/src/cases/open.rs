//! Opening a case from a mention: by hand, by a routing rule, or because the client wrote to us.

use super::carry_out::{announce, record, words};
use crate::regulation::Current;
use crate::{Action, Actor, App, AppError, Result};
use domain::amends::Spent;
use domain::brand::Visibility;
use domain::case::{By, Command, Facts, OpenCase, State, decide};
use domain::regulation::Weight;
use domain::{CaseId, ClientId, MentionId, PersonId, PromiseId, Timestamp};
use std::sync::Arc;
use store::client::{self, Client};
use store::mention::{self, Mention};
use store::{Tx, journal};

/// What is known when a case is opened.
pub(crate) struct Opening {
    pub by: By,
    /// Known already; otherwise the mention's own, or somebody unknown.
    pub client: Option<ClientId>,
    pub owner: Option<PersonId>,
    /// When the regulation owes an answer.
    pub due: Option<Timestamp>,
    /// The regulation that holds for it from now on.
    pub regulation: Arc<Current>,
}

/// Opens a case from a mention by hand; whoever opens it has it. A mention that has a case already
/// leads to that case.
pub async fn open(app: &App, actor: &Actor, mention: MentionId) -> Result<CaseId> {
    let mention = mention::get(&app.db, mention).await?.ok_or(AppError::NotFound("mention"))?;
    actor.require_sight(Action::ReadMentions, mention.brand, "mention")?;
    actor.require(Action::WorkCases, mention.brand)?;
    if let Some(case) = mention.case {
        return Ok(case);
    }
    let regulation = crate::regulation::in_force(app).await?;
    let mut tx = app.db.begin().await?;
    let opening =
        Opening { by: actor.by(), client: None, owner: actor.person_id(), due: None, regulation };
    // Two managers may press the button at once: the second finds the case of the first.
    if let Some(case) = mention::case_of(&mut tx, mention.id).await? {
        return Ok(case);
    }
    let (case, state) = open_in(app, &mut tx, &mention, opening).await?;
    tx.commit().await?;
    announce(app, case, &state);
    Ok(case)
}

/// Opens a case in a transaction that is already under way.
pub(crate) async fn open_in(
    app: &App,
    tx: &mut Tx,
    mention: &Mention,
    opening: Opening,
) -> Result<(CaseId, State)> {
    let now = app.now();
    let client = match opening.client.or(mention.client) {
        Some(client) => client,
        None => unknown_client(app, tx, mention).await?,
    };
    let number = mention::count_up(tx, "case_number", 1).await?;
    let command = Command::Open(OpenCase {
        number,
        brand: mention.brand,
        client,
        mention: mention.id,
        owner: opening.owner,
        answer: opening.due.map(|due| (PromiseId(app.uuid()), due)),
        regulation: opening.regulation.version,
        public: mention.visibility == Visibility::Public,
        seriousness: opening.regulation.rules.weigh(weight(mention)),
    });
    let facts = Facts {
        now,
        rules: &opening.regulation.rules,
        person: None,
        role: None,
        spent: Spent::default(),
    };
    let recorded = record(0, now, &opening.by, decide(None, command, facts)?);
    let case = CaseId(app.uuid());
    let state = journal::append(tx, &app.vault, case, None, &recorded, words).await?;
    Ok((case, state))
}

/// What is known of a mention that may make its case grave.
fn weight(mention: &Mention) -> Weight {
    Weight { rating: mention.rating, cases: 1, ..Weight::default() }
}

/// An account somewhere is not yet a person: each case begins with a client of its own, and
/// joining two is a decision with evidence, never a guess.
async fn unknown_client(app: &App, tx: &mut Tx, mention: &Mention) -> Result<ClientId> {
    let client = Client {
        id: ClientId(app.uuid()),
        name: mention.author.clone(),
        email: String::new(),
        phone: String::new(),
        created_at: app.now(),
    };
    client::add(tx, &client, "").await?;
    Ok(client.id)
}
