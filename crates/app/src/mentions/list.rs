//! The list of mentions a person may see: a page by cursor, and how many there are.

use super::beside::{MentionItem, Surroundings};
use super::filter::Filter;
use crate::{Action, Actor, App, AppError, Result};
use serde::Serialize;
use std::fmt;
use std::str::FromStr;
use store::mention::{self, Mention};

/// A page beside another one. Pages are newest first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cursor {
    /// What is older than this.
    Before(i64),
    /// What is newer than this.
    After(i64),
}

#[derive(Clone, Debug, Serialize)]
pub struct Page {
    pub items: Vec<MentionItem>,
    /// Older mentions: the cursor of the next page.
    pub next: Option<String>,
    /// Newer mentions.
    pub previous: Option<String>,
}

/// How many; never counted beyond `CAP`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Count {
    pub n: i64,
    /// There are more than `n`.
    pub more: bool,
}

const CAP: i64 = 999;
const MOST: usize = 200;

/// A page of mentions, newest first; at most 200.
pub async fn list(
    app: &App,
    actor: &Actor,
    filter: &Filter,
    cursor: Option<Cursor>,
    limit: usize,
) -> Result<Page> {
    let limit = limit.clamp(1, MOST);
    let mut page = filter.page(app, actor, Action::ReadMentions).await?;
    page.limit = limit as i64 + 1;
    match cursor {
        Some(Cursor::Before(key)) => page.before = Some(key),
        Some(Cursor::After(key)) => page.after = Some(key),
        None => {}
    }
    let mut found = mention::page(&app.db, &page).await?;
    let more = found.len() > limit;
    if page.after.is_some() {
        let surplus = found.len().saturating_sub(limit);
        found.drain(..surplus);
    } else {
        found.truncate(limit);
    }
    let (older, newer) = match cursor {
        None => (more, false),
        Some(Cursor::Before(_)) => (more, true),
        Some(Cursor::After(_)) => (true, more),
    };
    let at = |m: Option<&Mention>, to: fn(i64) -> Cursor| m.map(|m| to(m.key).to_string());
    let next = at(found.last(), Cursor::Before).filter(|_| older);
    let previous = at(found.first(), Cursor::After).filter(|_| newer);
    let words = text::search_terms(&filter.text);
    Ok(Page { items: items(app, actor, found, &words).await?, next, previous })
}

/// How many mentions the filter finds.
pub async fn counts(app: &App, actor: &Actor, filter: &Filter) -> Result<Count> {
    let mut page = filter.page(app, actor, Action::ReadMentions).await?;
    page.limit = CAP + 1;
    let n = mention::count(&app.db, &page).await?;
    Ok(Count { n: n.min(CAP), more: n > CAP })
}

/// Mentions as they are shown, with the words that were looked for marked in them.
async fn items(
    app: &App,
    actor: &Actor,
    found: Vec<Mention>,
    words: &[Vec<String>],
) -> Result<Vec<MentionItem>> {
    let beside = Surroundings::load(app, actor, &found).await?;
    Ok(found.into_iter().map(|m| beside.item(m, words)).collect())
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cursor::Before(key) => write!(f, "o{key}"),
            Cursor::After(key) => write!(f, "n{key}"),
        }
    }
}

impl FromStr for Cursor {
    type Err = AppError;

    fn from_str(text: &str) -> Result<Self> {
        let wrong = || AppError::invalid("cursor", "unknown-cursor");
        match text.split_at_checked(1) {
            Some(("o", key)) => key.parse().map(Cursor::Before).map_err(|_| wrong()),
            Some(("n", key)) => key.parse().map(Cursor::After).map_err(|_| wrong()),
            _ => Err(wrong()),
        }
    }
}
