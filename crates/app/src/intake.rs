//! What arrives: analysed once, read, stored, and routed by the regulation. Imports, the complaint
//! form and people at the desk all come in here.

use crate::cases::{Opening, open_in};
use crate::regulation::Current;
use crate::{App, Live, Result, Topic};
use domain::brand::Visibility;
use domain::case::By;
use domain::reading::{Intent, Language, Tone};
use domain::regulation::{Routed, RoutingRule, RuleOwner};
use domain::{BrandId, CaseId, ClientId, MentionId, SourceId, Timestamp};
use jiff::SignedDuration;
use std::sync::Arc;
use store::Tx;
use store::brand::Brand;
use store::client::{self, Client};
use store::mention::{self, Mention};

/// Something said somewhere, as a source brings it.
#[derive(Clone, Debug)]
pub struct Arrival {
    pub brand: BrandId,
    pub source: SourceId,
    pub visibility: Visibility,
    /// The same id twice in one source is the same mention.
    pub external_id: String,
    pub author: String,
    pub title: String,
    pub text: String,
    /// 1–5 stars.
    pub rating: Option<i64>,
    pub url: String,
    pub posted_at: Option<Timestamp>,
    /// How to reach the author, where he said so himself.
    pub client: Option<Contact>,
}

#[derive(Clone, Debug, Default)]
pub struct Contact {
    pub name: String,
    pub email: String,
    pub phone: String,
}

/// Whether what arrives opens cases.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Routing {
    Off,
    /// As the regulation's rules say; what was posted long ago opens nothing.
    Rules,
    /// Somebody turned to us directly: always a case.
    Always,
}

/// Older mentions are history: they are read and counted, but no answer is promised by itself.
const FRESH: SignedDuration = SignedDuration::from_hours(14 * 24);

#[derive(Clone, Debug, Default)]
pub struct Taken {
    pub added: Vec<MentionId>,
    /// How many were there already.
    pub known: usize,
    pub opened: Vec<CaseId>,
    live: Vec<Live>,
}

/// Arrivals that are analysed and read, ready to be stored.
pub struct Prepared {
    mentions: Vec<(Mention, Option<Contact>)>,
    routing: Routing,
    brands: Vec<Brand>,
    regulation: Arc<Current>,
}

/// All of it in one transaction. At most some hundred arrivals at once.
pub async fn take_in(app: &App, by: By, arrivals: Vec<Arrival>, routing: Routing) -> Result<Taken> {
    let prepared = prepare(app, arrivals, routing).await?;
    let mut tx = app.db.begin().await?;
    let taken = write(app, &mut tx, by, prepared).await?;
    tx.commit().await?;
    taken.announce(app);
    Ok(taken)
}

/// The part that needs no transaction: analysis and reading.
pub async fn prepare(app: &App, arrivals: Vec<Arrival>, routing: Routing) -> Result<Prepared> {
    let now = app.now();
    let mentions = arrivals
        .into_iter()
        .map(|arrival| {
            let contact = arrival.client.clone();
            (read(arrival, MentionId(app.uuid()), now), contact)
        })
        .collect();
    Ok(Prepared {
        mentions,
        routing,
        brands: store::brand::all(&app.db).await?,
        regulation: crate::regulation::in_force(app).await?,
    })
}

/// Stores what is new and opens the cases that the rules ask for. `Taken::announce` follows the commit.
pub async fn write(app: &App, tx: &mut Tx, by: By, prepared: Prepared) -> Result<Taken> {
    let Prepared { mentions, routing, brands, regulation } = prepared;
    let all = mentions.len();
    let mut contacts = Vec::new();
    let mut batch = Vec::with_capacity(all);
    for (mut mention, contact) in mentions {
        if let Some(contact) = contact {
            let client = ClientId(app.uuid());
            mention.client = Some(client);
            let brand = brands.iter().find(|b| b.id == mention.brand);
            contacts.push((client, contact, brand.map_or("", |b| &b.lang)));
        }
        batch.push(mention);
    }
    let added = mention::insert(tx, batch).await?;
    for (id, contact, lang) in contacts {
        if added.iter().any(|m| m.client == Some(id)) {
            let Contact { name, email, phone } = contact;
            let client = Client { id, name, email, phone, created_at: app.now() };
            client::add(tx, &client, lang).await?;
        }
    }
    let mut taken = Taken { known: all - added.len(), ..Taken::default() };
    for mention in &added {
        taken.added.push(mention.id);
        taken.tell(Live { brand: mention.brand, topic: Topic::Mentions });
        if let Some(opening) = route(app, mention, routing, &brands, &regulation, &by) {
            let (case, _) = open_in(app, tx, mention, opening).await?;
            taken.opened.push(case);
            taken.tell(Live { brand: mention.brand, topic: Topic::Case(case) });
        }
    }
    Ok(taken)
}

impl Taken {
    /// Tells the open pages; after the commit.
    pub fn announce(&self, app: &App) {
        for live in &self.live {
            app.tell(live.clone());
        }
        if !self.opened.is_empty() {
            app.alarms.notify_waiters();
        }
    }

    fn tell(&mut self, live: Live) {
        if !self.live.contains(&live) {
            self.live.push(live);
        }
    }
}

pub(crate) fn read(a: Arrival, id: MentionId, now: Timestamp) -> Mention {
    let whole =
        if a.title.is_empty() { a.text.clone() } else { format!("{}. {}", a.title, a.text) };
    let analysis = text::Analysis::new(&whole);
    let rating = a.rating.and_then(|r| u8::try_from(r).ok());
    let reading = reading::Reader::shipped().read(&analysis, rating);
    let author = text::index_terms(&text::Analysis::new(&a.author));
    Mention {
        key: 0,
        id,
        brand: a.brand,
        source: a.source,
        external_id: a.external_id,
        visibility: a.visibility,
        client: None,
        case: None,
        terms: format!("{} {author}", text::index_terms(&analysis)),
        author: a.author,
        title: a.title,
        text: a.text,
        rating: a.rating,
        url: a.url,
        posted_at: a.posted_at.unwrap_or(now),
        arrived_at: now,
        lang: language(reading.lang),
        tone: tone(reading.tone),
        tone_confidence: f64::from(reading.tone_confidence),
        intent: intent(reading.intent),
        intent_confidence: f64::from(reading.intent_confidence),
        state: "new".into(),
    }
}

/// What the rules say about one mention.
fn route(
    app: &App,
    m: &Mention,
    routing: Routing,
    brands: &[Brand],
    regulation: &Arc<Current>,
    by: &By,
) -> Option<Opening> {
    let stale = m.arrived_at.duration_since(m.posted_at) > FRESH;
    if routing == Routing::Off || (routing == Routing::Rules && stale) {
        return None;
    }
    let line = crate::names::line(brands, m.brand);
    let slugs: Vec<&str> = line.iter().map(|b| b.slug.as_str()).collect();
    let rule = regulation.rules.route(Routed {
        intent: m.intent,
        intent_confidence: m.intent_confidence,
        tone: m.tone,
        rating: m.rating,
        brands: &slugs,
    });
    let in_charge = || line.iter().find_map(|b| b.owner);
    let opened_by = |rule: &RoutingRule| Opening {
        client: None,
        by: if routing == Routing::Always { by.clone() } else { By::Rule(rule.name.clone()) },
        owner: (rule.owner == RuleOwner::Branch).then(in_charge).flatten(),
        due: Some(regulation.rules.due(rule, &slugs, app.now())),
        regulation: regulation.clone(),
    };
    match (rule, routing) {
        (Some(rule), _) => Some(opened_by(rule)),
        (None, Routing::Always) => Some(Opening {
            client: None,
            by: by.clone(),
            owner: in_charge(),
            due: None,
            regulation: regulation.clone(),
        }),
        (None, _) => None,
    }
}

fn language(lang: text::Lang) -> Language {
    match lang {
        text::Lang::Ru => Language::Ru,
        text::Lang::En => Language::En,
        text::Lang::Ro => Language::Ro,
        text::Lang::Other => Language::Other,
    }
}

fn tone(tone: reading::Tone) -> Tone {
    match tone {
        reading::Tone::Negative => Tone::Negative,
        reading::Tone::Neutral => Tone::Neutral,
        reading::Tone::Positive => Tone::Positive,
        reading::Tone::Mixed => Tone::Mixed,
    }
}

fn intent(intent: reading::Intent) -> Intent {
    match intent {
        reading::Intent::Complaint => Intent::Complaint,
        reading::Intent::Grumble => Intent::Grumble,
        reading::Intent::Wish => Intent::Wish,
        reading::Intent::Question => Intent::Question,
        reading::Intent::Praise => Intent::Praise,
        reading::Intent::Other => Intent::Other,
    }
}
