//! A few cases of the demo as colleagues worked on them: `samples/worked.toml`, carried out through
//! the same doors as in the pages.

use anyhow::{Context, Result};
use app::cases::{Act, act, open};
use app::compose::{self, Draft};
use app::domain::CaseId;
use app::domain::case::{Route, State, replay};
use app::mentions::{self, Filter};
use app::sign_in::{self, Attempt};
use app::{Actor, App};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

const STORIES: &str = include_str!("../../../../../samples/worked.toml");

#[derive(Deserialize)]
struct Stories {
    story: Vec<Story>,
}

#[derive(Deserialize)]
struct Story {
    brand: String,
    /// Words of the mention with which it began.
    says: String,
    does: Vec<Deed>,
}

#[derive(Deserialize)]
struct Deed {
    by: String,
    /// Copied to the site by hand, and confirmed with its link.
    #[serde(default)]
    reply: String,
    #[serde(flatten)]
    act: Map<String, Value>,
}

pub async fn carry_out(app: &App, password: &str) -> Result<()> {
    let stories: Stories = toml::from_str(STORIES)?;
    let mut actors = BTreeMap::new();
    for story in stories.story {
        let case = begun(app, &story).await.with_context(|| format!("“{}”", story.says))?;
        for deed in story.does {
            let said = format!("“{}”: {} {:?} {}", story.says, deed.by, deed.act, deed.reply);
            let actor = match actors.entry(deed.by.clone()) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => new.insert(actor(app, &deed.by, password).await?),
            };
            done(app, actor, case, deed).await.context(said)?;
        }
    }
    Ok(())
}

/// The case of the story, opened if no rule has opened it.
async fn begun(app: &App, story: &Story) -> Result<CaseId> {
    let operator = Actor::operator();
    let pairs = [("q", story.says.as_str()), ("brand", story.brand.as_str())];
    let filter = Filter::from_pairs(pairs).map_err(|e| anyhow::anyhow!("{}", e.problem))?;
    let found = mentions::list(app, &operator, &filter, None, 1).await?;
    let mention = found.items.first().context("no mention says so")?;
    Ok(match &mention.case {
        Some(case) => case.id,
        None => open(app, &operator, mention.id).await?,
    })
}

async fn actor(app: &App, email: &str, password: &str) -> Result<Actor> {
    let attempt = Attempt { email, password, address: "127.0.0.1", agent: "demo" };
    let session = sign_in::sign_in(app, attempt).await?;
    let (actor, _) = sign_in::session(app, &session.token).await?;
    sign_in::sign_out(app, &session.token).await?;
    Ok(actor)
}

async fn done(app: &App, actor: &Actor, case: CaseId, deed: Deed) -> Result<()> {
    if !deed.reply.is_empty() {
        let draft = Draft { route: Route::HandOff, text: deed.reply, override_reason: None };
        let reply = compose::send(app, actor, case, draft).await?;
        let link = format!("https://reviews.example.com/answers/{reply}");
        act(app, actor, case, Act::ConfirmHandOff { reply, link }).await?;
        return Ok(());
    }
    let journal = app::store::journal::read(&app.db, &app.vault, case).await?;
    let state = replay(&journal).context("a case without a journal")?;
    let filled = deed.act.into_iter().map(|(key, value)| (key, filled(app, &state, value)));
    let wanted: Act = serde_json::from_value(Value::Object(filled.collect()))?;
    act(app, actor, case, wanted).await?;
    Ok(())
}

/// `$promise` and the like are the newest of the case; `in 2h` is a moment.
fn filled(app: &App, state: &State, value: Value) -> Value {
    let Value::String(text) = &value else { return value };
    let id = match text.as_str() {
        "$promise" => {
            let open = state
                .promises
                .iter()
                .rev()
                .find(|p| p.status == app::domain::promise::PromiseStatus::Open);
            open.map(|p| p.id.to_string())
        }
        "$offer" => state.amends.offers.last().map(|o| o.id.to_string()),
        "$remedy" => state.amends.remedies.last().map(|r| r.id.to_string()),
        "$question" => state.inquiry.questions.last().map(|q| q.id.to_string()),
        _ => {
            let span = text.strip_prefix("in ").and_then(|span| span.parse().ok());
            span.map(|span: jiff::SignedDuration| (app.now() + span).to_string())
        }
    };
    id.map_or(value, Value::String)
}
