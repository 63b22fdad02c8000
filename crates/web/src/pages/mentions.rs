//! The list of mentions: words and filters in the address, saved views as tabs, many marked at once.

pub(super) mod choices;

use crate::cx::{Nav, Page};
use crate::i18n::T;
use crate::ui::{Choice, MentionRow, Pager};
use crate::{CsrfForm, Cx, FlashKind, Problem, Web, rows};
use app::domain::MentionId;
use app::mentions::{Count, Filter, MentionItem, MentionState, counts, list, mark_seen_many};
use app::views::{self, ViewPage};
use app::{Action, AppError, highlight};
use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use choices::Picks;

pub(crate) fn routes() -> Router<Web> {
    Router::new().route("/mentions", get(show)).route("/mentions/seen", post(seen))
}

const ON_PAGE: usize = 40;
/// Letters of a text in the list; the rest is on its own page.
const LETTERS: usize = 420;

/// Views that everybody has: the key of the name, and the filters.
const BUILT_IN: &[(&str, &str)] = &[
    ("all", ""),
    ("new", "state=new"),
    ("low", "rating=1,2"),
    ("complaints", "intent=complaint&state=new,seen"),
    ("wishes", "intent=grumble,wish"),
];

#[derive(Template)]
#[template(path = "pages/mentions.html")]
struct Mentions {
    t: T,
    page: Page,
    tabs: Vec<Tab>,
    /// The view of one's own that is open, for removing it.
    own_view: String,
    filter: Filter,
    query: String,
    picks: Picks,
    /// Conditions behind "more filters".
    hidden: usize,
    rows: Vec<Line>,
    any_new: bool,
    count: String,
    pager: Pager,
    back: String,
    may_import: bool,
    may_export: bool,
    may_share: bool,
}

struct Tab {
    label: String,
    href: String,
    current: bool,
    shared: bool,
}

/// A row with what may be done about it.
struct Line {
    row: MentionRow,
    is_new: bool,
    /// It can be ticked and marked as seen.
    may_tick: bool,
}

async fn show(
    cx: Cx,
    State(web): State<Web>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let actor = cx.actor()?;
    let filter = Filter::from_pairs(pairs.iter().map(|(k, v)| (k.as_str(), v.as_str())))
        .map_err(|wrong| AppError::Invalid(vec![wrong]))?;
    // A form sends its empty fields along; the address of a page is worth sharing without them.
    if pairs.iter().any(|(_, value)| value.is_empty()) {
        return Ok(cx.redirect(&address(&filter.to_string(), "")));
    }
    let given = pairs.iter().find(|(key, _)| key == "cursor").map(|(_, v)| v.parse());
    let found = list(&web.app, actor, &filter, given.transpose()?, ON_PAGE).await?;
    // A list that ends on its first page is counted by looking at it.
    let count = match (&found.previous, &found.next) {
        (None, None) => Count { n: found.items.len() as i64, more: false },
        _ => counts(&web.app, actor, &filter).await?,
    };
    let query = filter.to_string();
    let saved = views::list(&web.app, actor, ViewPage::Mentions).await?;
    let own = saved.iter().find(|v| v.mine && v.query == query);
    let own_view = own.map(|v| v.id.to_string()).unwrap_or_default();
    let built_in =
        BUILT_IN.iter().map(|(key, query)| (cx.t.of("mentions-view", key), *query, false));
    let saved = saved.iter().map(|v| (v.name.clone(), v.query.as_str(), v.shared));
    let tabs = built_in.chain(saved).map(|(label, q, shared)| Tab {
        label,
        href: address(q, ""),
        current: q == query,
        shared,
    });
    let rows: Vec<Line> = found.items.iter().map(|m| line(&cx, m)).collect();
    let page = Mentions {
        tabs: tabs.collect(),
        own_view,
        picks: Picks::load(&cx, &web, &filter).await?,
        hidden: choices::hidden(&filter),
        any_new: rows.iter().any(|l| l.is_new && l.may_tick),
        rows,
        count: counted(&cx.t, count),
        pager: Pager {
            previous: found.previous.map(|c| address(&query, &c)).unwrap_or_default(),
            next: found.next.map(|c| address(&query, &c)).unwrap_or_default(),
            note: String::new(),
        },
        back: cx.path.clone(),
        may_import: actor.may_somewhere(Action::ImportMentions),
        may_export: actor.may_somewhere(Action::ExportData),
        may_share: actor.may_somewhere(Action::TriageMentions),
        filter,
        query,
        page: cx.page(Nav::Mentions),
        t: cx.t.clone(),
    };
    Ok(cx.render(&page))
}

/// Marks what was ticked, one mention, or all that the page showed.
async fn seen(
    cx: Cx,
    State(web): State<Web>,
    CsrfForm(form): CsrfForm<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let of = |key: &str| -> Result<Vec<MentionId>, Problem> {
        let values = form.iter().filter(|(k, _)| k == key);
        values.map(|(_, v)| v.parse().map_err(|_| Problem::NotFound)).collect()
    };
    let has = |key: &str| form.iter().any(|(k, _)| k == key);
    let ids = match (has("one"), has("all")) {
        (true, _) => of("one")?,
        (false, true) => of("shown")?,
        (false, false) => of("id")?,
    };
    let back = form.iter().find(|(k, _)| k == "back").map_or("/mentions", |(_, v)| v.as_str());
    let back = if back.starts_with("/mentions") { back } else { "/mentions" };
    let n = mark_seen_many(&web.app, cx.actor()?, &ids).await?;
    if ids.is_empty() {
        return Ok(cx.redirect_with(back, FlashKind::Warn, cx.t.s("mentions-none-ticked")));
    }
    Ok(cx.redirect_with(back, FlashKind::Good, cx.t.a("mentions-marked", [("n", n)])))
}

fn line(cx: &Cx, m: &MentionItem) -> Line {
    let may = |action| cx.signed_in().is_some_and(|a| a.may(action, m.brand));
    let is_new = m.state == MentionState::New;
    Line {
        row: row(m, may(Action::WorkCases)),
        is_new,
        may_tick: is_new && may(Action::TriageMentions),
    }
}

/// A row whose text is cut around the first word that was found.
pub(super) fn row(m: &MentionItem, may_open: bool) -> MentionRow {
    let pieces = highlight::excerpt(&m.text, &m.in_text, LETTERS);
    let text = pieces.into_iter().map(|p| crate::ui::Piece { text: p.text, hit: p.hit }).collect();
    MentionRow { text, ..rows::mention(m, may_open) }
}

pub(super) fn counted(t: &T, count: Count) -> String {
    match count.more {
        true => t.a("mentions-more-than", [("n", count.n)]),
        false => t.a("count-mentions", [("n", count.n)]),
    }
}

fn address(query: &str, cursor: &str) -> String {
    let cursor = if cursor.is_empty() { String::new() } else { format!("cursor={cursor}") };
    let parts: Vec<_> = [query, &cursor].into_iter().filter(|p| !p.is_empty()).collect();
    if parts.is_empty() { "/mentions".into() } else { format!("/mentions?{}", parts.join("&")) }
}

/// A size as people say it: 820 KB, 1.4 MB.
pub(super) fn size(t: &T, bytes: i64) -> String {
    match bytes {
        0..1_048_576 => t.a("size-kb", [("n", (bytes + 1023) / 1024)]),
        _ => {
            let tenths = (bytes * 10 + 524_288) / 1_048_576;
            let mark = if t.lang == crate::Lang::En { '.' } else { ',' };
            let whole = (tenths / 10).to_string();
            let n = if tenths % 10 == 0 { whole } else { format!("{whole}{mark}{}", tenths % 10) };
            t.a("size-mb", [("n", n)])
        }
    }
}

impl Mentions {
    /// As a date field wants it.
    fn day(&self, day: &Option<jiff::civil::Date>) -> String {
        day.map(|d| d.to_string()).unwrap_or_default()
    }

    fn export(&self) -> String {
        format!("/mentions/export.csv?{}", self.query)
    }

    /// Whether the filters are those of one of the tabs.
    fn is_tab(&self) -> bool {
        self.tabs.iter().any(|tab| tab.current)
    }
}
