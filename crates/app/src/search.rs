//! One search over everything: what clients said, and what was written in cases. A number finds
//! its case.

use crate::cases::{CaseItem, ListQuery};
use crate::highlight::{Piece, excerpt, marks};
use crate::mentions::{self, Cursor, Filter};
use crate::names::Names;
use crate::{Action, Actor, App, Result};
use domain::case::Event;
use serde::Serialize;
use std::str::FromStr;
use store::case::Order;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum What {
    /// The newest of both.
    #[default]
    All,
    Cases,
    Mentions,
}

#[derive(Clone, Debug, Serialize)]
pub struct Found {
    pub cases: Vec<CaseHit>,
    /// Cursor of the next page of cases, when only cases are asked for.
    pub next_cases: Option<String>,
    /// There are more cases than are shown beside the mentions.
    pub more_cases: bool,
    pub mentions: mentions::Page,
}

#[derive(Clone, Debug, Serialize)]
pub struct CaseHit {
    pub case: CaseItem,
    /// The note, reply, promise or wish that holds the words; the client's text where none does.
    pub said: Vec<Piece>,
}

const CASES_BESIDE: usize = 6;
const PAGE: usize = 30;
const LETTERS: usize = 240;

/// Newest first; only what this person may see. A blank text finds nothing.
pub async fn search(
    app: &App,
    actor: &Actor,
    text: &str,
    what: What,
    cursor: Option<&str>,
) -> Result<Found> {
    let text: String = text.trim().chars().take(300).collect();
    let mut found = Found {
        cases: vec![],
        next_cases: None,
        more_cases: false,
        mentions: mentions::Page { items: vec![], next: None, previous: None },
    };
    if text.is_empty() {
        return Ok(found);
    }
    let words = text::search_terms(&text);
    if what != What::Mentions && actor.may_somewhere(Action::ReadCases) {
        let query = ListQuery {
            text: text.clone(),
            order: Order::Newest,
            after: cursor.filter(|_| what == What::Cases).map(str::to_owned),
            limit: if what == What::All { CASES_BESIDE } else { PAGE },
            ..ListQuery::default()
        };
        let mut page = crate::cases::list(app, actor, &query).await?;
        if cursor.is_none() {
            put_first(app, actor, &text, &mut page.items).await?;
        }
        found.more_cases = page.next.is_some();
        found.next_cases = page.next.filter(|_| what == What::Cases);
        for case in page.items {
            let said = said(app, &case, &words).await?;
            found.cases.push(CaseHit { case, said });
        }
    }
    if what != What::Cases && actor.may_somewhere(Action::ReadMentions) {
        let cursor = cursor.map(Cursor::from_str).transpose()?;
        let filter = Filter { text, ..Filter::default() };
        found.mentions = mentions::list(app, actor, &filter, cursor, PAGE).await?;
    }
    Ok(found)
}

/// "1042", "№1042", "#1042": that very case stands first.
async fn put_first(app: &App, actor: &Actor, text: &str, items: &mut Vec<CaseItem>) -> Result<()> {
    let digits = text.trim_start_matches(['№', '#', 'N', 'n', 'º', '°', '.', ' ']);
    let Ok(number) = digits.parse::<i64>() else { return Ok(()) };
    if let Some(at) = items.iter().position(|c| c.number == number) {
        let item = items.remove(at);
        items.insert(0, item);
        return Ok(());
    }
    let Some(row) = store::case::by_number(&app.db, number).await? else { return Ok(()) };
    if actor.may(Action::ReadCases, row.brand) {
        let item = crate::cases::items(&Names::load(app).await?, vec![row]);
        items.splice(0..0, item);
    }
    Ok(())
}

/// The newest text of the case in which one of the words stands.
async fn said(app: &App, case: &CaseItem, words: &[Vec<String>]) -> Result<Vec<Piece>> {
    let journal = store::journal::read(&app.db, &app.vault, case.id).await?;
    for recorded in journal.iter().rev() {
        let Some(text) = written(&recorded.event) else { continue };
        let text = sources::file::display_safe(text);
        let spans = marks(&text, None, words);
        if !spans.is_empty() {
            return Ok(excerpt(&text, &spans, LETTERS));
        }
    }
    let text = sources::file::display_safe(&case.text);
    Ok(excerpt(&text, &marks(&text, None, words), LETTERS))
}

fn written(event: &Event) -> Option<&str> {
    match event {
        Event::NoteAdded { note } => Some(note),
        Event::ReplyQueued { text, .. } | Event::WishRecorded { text, .. } => Some(text),
        Event::PromiseMade { what, .. } => Some(what),
        Event::PromiseRenewed { reason, .. } | Event::Reopened { reason } => Some(reason),
        Event::Closed { grounds, .. } => Some(grounds),
        _ => None,
    }
}

impl FromStr for What {
    type Err = ();

    fn from_str(word: &str) -> std::result::Result<Self, ()> {
        match word {
            "" | "all" => Ok(What::All),
            "cases" => Ok(What::Cases),
            "mentions" => Ok(What::Mentions),
            _ => Err(()),
        }
    }
}
