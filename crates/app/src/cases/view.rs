//! One case as its page and the API show it: where it stands, everything that happened, what is owed.

use super::act::visible_with_journal;
use super::list::{CaseItem, items};
use super::procedure::Procedure;
use crate::clients::Before;
use crate::compose::{Composer, Desk};
use crate::names::Names;
use crate::{Actor, App, AppError, Result};
use domain::brand::Visibility;
use domain::case::{By, Delivery, Event, Route, State};
use domain::promise::{Promise, PromiseKind, PromiseStatus};
use domain::{AttachmentId, CaseId, ClientId, PromiseId, ReplyId, Stage, Timestamp};
use serde::Serialize;
use store::client::Client;
use store::mention::Mention;
use store::outbox::Outgoing;

#[derive(Clone, Debug)]
pub struct CasePage {
    pub item: CaseItem,
    pub version: i64,
    /// Slugs of the brand and those above it.
    pub client: Client,
    /// The stages to which this case may be moved, whoever asks.
    pub next_stages: Vec<Stage>,
    /// What the regulation asks for at this stage.
    pub steps: Vec<StepItem>,
    pub mentions: Vec<Mention>,
    pub timeline: Vec<Entry>,
    pub promises: Vec<PromiseItem>,
    pub replies: Vec<ReplyItem>,
    pub attachments: Vec<AttachmentItem>,
    /// Earlier and later cases of the same client.
    pub others: Vec<CaseItem>,
    /// How often this client complained before this case.
    pub before: Option<Before>,
    /// Under which id the client's card is.
    pub card: ClientId,
    /// How many other clients may be the same person.
    pub perhaps: usize,
    /// Address of the client's private page, once it was opened.
    pub client_page: Option<String>,
    pub procedure: Procedure,
    /// `None`: a case whose first mention is gone.
    pub composer: Option<Composer>,
}

/// Something that the regulation asks for at this stage.
#[derive(Clone, Debug, Serialize)]
pub struct StepItem {
    pub id: String,
    pub text: String,
    pub required: bool,
    pub done: bool,
}

/// One line of the timeline: who, when, what.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    pub version: i64,
    pub at: Timestamp,
    pub by: By,
    pub by_name: String,
    pub event: Event,
    /// The name of the person that the event is about, if it is about one.
    pub about: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct PromiseItem {
    pub id: PromiseId,
    pub kind: PromiseKind,
    pub what: String,
    pub due: Timestamp,
    pub status: PromiseStatus,
    pub renewals: u32,
    pub made_by: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct ReplyItem {
    pub id: ReplyId,
    pub route: Route,
    pub visibility: Visibility,
    pub text: String,
    pub delivery: Delivery,
    /// Where it stands in the outbox: `waiting` means that a person copies it to the site.
    pub outbox: String,
    pub recipient: String,
    pub error: String,
    pub proof: String,
    pub queued_at: Timestamp,
    pub queued_by: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct AttachmentItem {
    pub id: AttachmentId,
    pub name: String,
    pub mime: String,
    pub size: i64,
    pub created_at: Timestamp,
}

pub async fn view(app: &App, actor: &Actor, case: CaseId) -> Result<CasePage> {
    let (state, journal) = visible_with_journal(app, actor, case).await?;
    let row = store::case::get(&app.db, case).await?.ok_or(AppError::NotFound("case"))?;
    let names = Names::load(app).await?;
    let regulation = crate::regulation::version(app, state.regulation).await?;
    let outgoing = store::outbox::of_case(&app.db, case).await?;
    let client =
        store::client::get(&app.db, state.client).await?.ok_or(AppError::NotFound("client"))?;
    let beside = crate::clients::beside(app, actor, (state.client, case), &names).await?;
    let token = store::client::page_of_case(&app.db, case).await?;
    let mentions = store::mention::of_case(&app.db, case).await?;
    let item = items(&names, vec![row]).pop().ok_or(AppError::NotFound("case"))?;
    let first = mentions.iter().find(|m| state.mentions.first() == Some(&m.id));
    let desk = match first {
        Some(first) => Some(Desk::gather(app, &state, &names.brands, &client, first).await?),
        None => None,
    };
    Ok(CasePage {
        version: state.version,
        next_stages: state.stage.next().to_vec(),
        steps: regulation
            .steps_at(state.stage, state.kind.as_deref(), state.public)
            .map(|step| StepItem {
                id: step.id.clone(),
                text: step.text.clone(),
                required: step.required,
                done: state.done.contains(&step.id),
            })
            .collect(),
        procedure: super::procedure::of(app, actor, case, &state, &regulation, &mentions, &names)
            .await?,
        mentions,
        timeline: journal.into_iter().map(|r| entry(r, &names)).collect(),
        promises: state.promises.iter().map(|p| promise(p, &names)).collect(),
        replies: replies(&state, &outgoing, &names),
        attachments: attachments(app, case).await?,
        others: items(&names, beside.others),
        before: beside.before,
        card: beside.id,
        perhaps: beside.perhaps,
        client_page: token.map(|t| format!("{}/c/{t}", app.settings.public_url)),
        composer: desk.map(|d| d.composer(app, actor, &state, &regulation)),
        item,
        client,
    })
}

/// A case by the number that people say to each other.
pub async fn by_number(app: &App, actor: &Actor, number: i64) -> Result<CaseId> {
    let row = store::case::by_number(&app.db, number).await?.ok_or(AppError::NotFound("case"))?;
    actor.require_sight(crate::Action::ReadCases, row.brand, "case")?;
    Ok(row.id)
}

pub(crate) async fn attachments(app: &App, case: CaseId) -> Result<Vec<AttachmentItem>> {
    let of_case = store::attachment::of_case(&app.db, case).await?;
    let item = |a: store::attachment::Attachment| AttachmentItem {
        id: a.id,
        name: a.name,
        mime: a.mime,
        size: a.size,
        created_at: a.created_at,
    };
    Ok(of_case.into_iter().map(item).collect())
}

fn entry(recorded: domain::case::Recorded, names: &Names) -> Entry {
    let by_name = match &recorded.by {
        By::Person(id) => names.person(*id),
        By::Rule(name) => name.clone(),
        By::Client | By::Timer | By::Delivery | By::Operator => String::new(),
    };
    let about = match &recorded.event {
        Event::OwnerAssigned { owner: Some(id) } => names.person(*id),
        _ => String::new(),
    };
    let domain::case::Recorded { version, at, by, event } = recorded;
    Entry { version, at, by, by_name, event, about }
}

fn promise(p: &Promise, names: &Names) -> PromiseItem {
    PromiseItem {
        id: p.id,
        kind: p.kind,
        what: p.what.clone(),
        due: p.due,
        status: p.status,
        renewals: p.renewals,
        made_by: p.made_by.map(|id| names.person(id)).unwrap_or_default(),
    }
}

fn replies(state: &State, outgoing: &[Outgoing], names: &Names) -> Vec<ReplyItem> {
    let item = |r: &domain::case::Reply| {
        let out = outgoing.iter().find(|o| o.reply == r.id);
        ReplyItem {
            id: r.id,
            route: r.route,
            visibility: r.visibility,
            text: r.text.clone(),
            delivery: r.delivery,
            outbox: out.map(|o| o.state.clone()).unwrap_or_default(),
            recipient: out.map(|o| o.recipient.clone()).unwrap_or_default(),
            error: out.map(|o| o.last_error.clone()).unwrap_or_default(),
            proof: r.proof.clone(),
            queued_at: r.queued_at,
            queued_by: r.queued_by.map(|id| names.person(id)).unwrap_or_default(),
        }
    };
    state.replies.iter().map(item).collect()
}
