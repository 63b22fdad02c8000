//! The public way to complain: the form of a brand, and the client's private page with the state
//! of his case. The secret in the address is the permission.

mod once;
mod receipts;

pub use once::{Sealed, open_once, seal_once};
pub use receipts::{ShownFile, show_receipts};

use crate::attachments::{self, Upload};
use crate::cases::carry_out::{Also, carry_out, load};
use crate::intake::{self, Arrival, Contact, Routing};
use crate::{App, AppError, FieldError, Result, secret};
use domain::brand::{SourceKind, Visibility};
use domain::case::{By, Command, Delivery};
use domain::promise::{PromiseKind, PromiseStatus};
use domain::{AttachmentId, BrandId, CaseId, MentionId, Outcome, SourceId, Stage, Timestamp};
use serde::Serialize;
use std::path::PathBuf;
use store::attachment::Attachment;

/// The longest text a client may send, in characters.
pub const MOST_TEXT: usize = 10_000;

/// What the form shows.
#[derive(Clone, Debug, Serialize)]
pub struct FormView {
    pub brand_name: String,
    pub lang: String,
}

/// What a client wrote into the form.
#[derive(Clone, Default)]
pub struct Complaint {
    pub name: String,
    pub email: String,
    pub phone: String,
    pub text: String,
    pub rating: Option<i64>,
    /// Given with the empty form: the same form sent twice is one complaint.
    pub once: String,
    pub files: Vec<Upload>,
}

/// What the client keeps: the number and the address of his page.
#[derive(Clone, Debug, Serialize)]
pub struct Receipt {
    pub number: i64,
    /// The secret part of the address of his page.
    pub page: String,
}

/// The client's private page.
#[derive(Clone, Debug, Serialize)]
pub struct ClientPage {
    pub number: i64,
    pub brand_name: String,
    pub lang: String,
    pub zone: String,
    pub stage: Stage,
    pub outcome: Option<Outcome>,
    pub opened_at: Timestamp,
    /// By when the company owes the next answer or deed.
    pub next_due: Option<Timestamp>,
    /// Something owed was not done by its minute, and is still not done.
    pub late: bool,
    /// What was promised and is not done yet, in the company's words.
    pub promises: Vec<(String, Timestamp)>,
    /// Oldest first.
    pub messages: Vec<Message>,
    /// Receipts that he has shown here.
    pub shown: Vec<ShownFile>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Message {
    pub from_client: bool,
    pub text: String,
    pub at: Timestamp,
    pub files: Vec<(AttachmentId, String)>,
}

pub async fn form(app: &App, token: &str) -> Result<FormView> {
    let brand = crate::brands::of_form(app, token).await?;
    Ok(FormView { brand_name: brand.name, lang: brand.lang })
}

/// A complaint always becomes a case, with a number and a page for the client.
pub async fn submit(app: &App, token: &str, mut complaint: Complaint) -> Result<Receipt> {
    let brand = crate::brands::of_form(app, token).await?;
    complaint.text = clean(&complaint.text);
    let contact = check(&complaint)?;
    let source = form_source(app, brand.id).await?;
    let external_id =
        if complaint.once.is_empty() { app.uuid().to_string() } else { complaint.once };
    let arrival = Arrival {
        brand: brand.id,
        source,
        visibility: Visibility::Private,
        external_id: external_id.clone(),
        author: contact.name.clone(),
        title: String::new(),
        text: complaint.text,
        rating: complaint.rating.filter(|r| (1..=5).contains(r)),
        url: String::new(),
        posted_at: None,
        client: Some(contact),
    };
    let files = attachments::keep(app, brand.id, None, None, complaint.files)?;
    let prepared = intake::prepare(app, vec![arrival], Routing::Always).await?;
    let page = secret::new(app);
    let mut tx = app.db.begin().await?;
    let taken = intake::write(app, &mut tx, By::Client, prepared).await?;
    let (Some(mention), Some(case)) = (taken.added.first(), taken.opened.first()) else {
        // The same form again: he is led to the page that he has already.
        drop(tx);
        return earlier(app, source, &external_id).await;
    };
    store::client::open_page(&mut tx, *case, &page, secret::hash(&page)).await?;
    for file in files {
        let file = Attachment { mention: Some(*mention), case: Some(*case), ..file };
        store::attachment::add(&mut tx, &file).await?;
    }
    tx.commit().await?;
    taken.announce(app);
    Ok(Receipt { number: load(app, *case).await?.number, page })
}

pub async fn page(app: &App, token: &str) -> Result<ClientPage> {
    let case = case_of(app, token).await?;
    let journal = store::journal::read(&app.db, &app.vault, case).await?;
    let state = domain::case::replay(&journal).ok_or(AppError::NotFound("page"))?;
    let brands = store::brand::all(&app.db).await?;
    let brand =
        brands.into_iter().find(|b| b.id == state.brand).ok_or(AppError::NotFound("page"))?;
    let mentions = store::mention::of_case(&app.db, case).await?;
    let lang = mentions.first().map_or(brand.lang.clone(), |m| m.lang.code().to_owned());
    let files = store::attachment::of_case(&app.db, case).await?;
    let of_mention = |id: MentionId| {
        files.iter().filter(|f| f.mention == Some(id)).map(|f| (f.id, f.name.clone())).collect()
    };
    // What was said in public beside this case is not his private page's business.
    let theirs = mentions.iter().filter(|m| m.visibility == Visibility::Private).map(|m| Message {
        from_client: true,
        text: m.text.clone(),
        at: m.arrived_at,
        files: of_mention(m.id),
    });
    let ours = state
        .replies
        .iter()
        .filter(|r| r.visibility == Visibility::Private && r.delivery == Delivery::Sent)
        .map(|r| Message {
            from_client: false,
            text: r.text.clone(),
            at: r.queued_at,
            files: vec![],
        });
    let mut messages: Vec<Message> = theirs.chain(ours).collect();
    messages.sort_by_key(|m| m.at);
    let word = |p: &&domain::promise::Promise| {
        p.kind == PromiseKind::Word
            && matches!(p.status, PromiseStatus::Open | PromiseStatus::Broken)
    };
    let broken = |p: &domain::promise::Promise| p.status == PromiseStatus::Broken;
    Ok(ClientPage {
        number: state.number,
        brand_name: brand.name,
        lang,
        zone: brand.zone,
        stage: state.stage,
        outcome: state.outcome,
        opened_at: state.opened_at,
        next_due: state.open_promises().first().map(|p| p.due),
        late: state.stage != Stage::Closed && state.promises.iter().any(broken),
        promises: state.promises.iter().filter(word).map(|p| (p.what.clone(), p.due)).collect(),
        messages,
        shown: receipts::shown(&journal, &files),
    })
}

/// The client answers on his page; a closed case opens again.
pub async fn answer(
    app: &App,
    token: &str,
    text: &str,
    once: &str,
    files: Vec<Upload>,
) -> Result<()> {
    let case = case_of(app, token).await?;
    let state = load(app, case).await?;
    let text = clean(text);
    let mut problems: Vec<FieldError> = text_problem(&text).into_iter().collect();
    problems.extend(attachments::problems(&files));
    wrong(problems)?;
    let source = form_source(app, state.brand).await?;
    let client = store::client::get(&app.db, state.client).await?;
    let arrival = Arrival {
        brand: state.brand,
        source,
        visibility: Visibility::Private,
        external_id: if once.is_empty() { app.uuid().to_string() } else { once.to_owned() },
        author: client.map(|c| c.name).unwrap_or_default(),
        title: String::new(),
        text,
        rating: None,
        url: String::new(),
        posted_at: None,
        client: None,
    };
    let mut mention = intake::read(arrival, MentionId(app.uuid()), app.now());
    mention.client = Some(state.client);
    let external_id = mention.external_id.clone();
    let known = async || store::mention::by_external_id(&app.db, source, &external_id).await;
    if known().await?.is_some() {
        return Ok(()); // the same answer sent twice
    }
    let kept = attachments::keep(app, state.brand, Some(mention.id), Some(case), files)?;
    let command = Command::ReceiveMessage { mention: mention.id, public: false };
    let mut also = vec![Also::Mention(Box::new(mention))];
    also.extend(kept.into_iter().map(|f| Also::Attach(Box::new(f))));
    match carry_out(app, case, By::Client, command, also).await {
        // Sent twice at the same moment, and the other one was first.
        Err(AppError::Conflict) if known().await?.is_some() => Ok(()),
        other => other.map(|_| ()),
    }
}

/// A file of his own that the client looks at again.
pub async fn file(app: &App, token: &str, id: AttachmentId) -> Result<(Attachment, PathBuf)> {
    let case = case_of(app, token).await?;
    let file = store::attachment::get(&app.db, id).await?;
    let file = file.filter(|f| f.case == Some(case)).ok_or(AppError::NotFound("file"))?;
    // Evidence of the company is in the same case, but was not sent by him.
    if file.mention.is_none() && !receipts::is_his(app, case, id).await? {
        return Err(AppError::NotFound("file"));
    }
    let path = attachments::path(app, &file.sha256);
    Ok((file, path))
}

async fn case_of(app: &App, token: &str) -> Result<CaseId> {
    let found = store::client::case_of_page(&app.db, secret::hash(token)).await?;
    let mut case = found.ok_or(AppError::NotFound("page"))?;
    // The page of a case that was merged into another one leads on to that.
    while let Some((further, _)) = load(app, case).await?.merged_into {
        case = further;
    }
    Ok(case)
}

async fn earlier(app: &App, source: SourceId, external_id: &str) -> Result<Receipt> {
    let mention = store::mention::by_external_id(&app.db, source, external_id).await?;
    let case = mention.and_then(|m| m.case).ok_or(AppError::NotFound("page"))?;
    let page =
        store::client::page_of_case(&app.db, case).await?.ok_or(AppError::NotFound("page"))?;
    Ok(Receipt { number: load(app, case).await?.number, page })
}

async fn form_source(app: &App, brand: BrandId) -> Result<SourceId> {
    let sources = store::brand::sources(&app.db).await?;
    let form = sources.into_iter().find(|s| s.brand == brand && s.kind == SourceKind::Form);
    form.map(|s| s.id).ok_or(AppError::NotFound("form"))
}

fn check(c: &Complaint) -> Result<Contact> {
    let mut problems = Vec::new();
    problems.extend(text_problem(&c.text));
    let email = match c.email.trim() {
        "" => Ok(String::new()),
        given => crate::people::email(given),
    };
    let email = email.unwrap_or_else(|_| {
        problems.push(FieldError { field: "email", problem: "email-wrong", detail: String::new() });
        String::new()
    });
    problems.extend(attachments::problems(&c.files));
    wrong(problems)?;
    let short = |text: &str, most: usize| -> String {
        text.chars().filter(|c| !c.is_control()).take(most).collect::<String>().trim().to_owned()
    };
    Ok(Contact { name: short(&c.name, 100), email, phone: short(&c.phone, 40) })
}

/// As it is kept: line ends of one kind, and no control characters, which no database and no
/// reader wants.
fn clean(text: &str) -> String {
    let keep = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().filter(keep).collect::<String>().trim().to_owned()
}

fn text_problem(text: &str) -> Option<FieldError> {
    let problem = |problem, detail: String| Some(FieldError { field: "text", problem, detail });
    match text.chars().count() {
        0 => problem("empty", String::new()),
        n if n > MOST_TEXT => problem("text-too-long", MOST_TEXT.to_string()),
        _ => None,
    }
}

fn wrong(problems: Vec<FieldError>) -> Result<()> {
    if problems.is_empty() { Ok(()) } else { Err(AppError::Invalid(problems)) }
}
