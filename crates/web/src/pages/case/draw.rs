//! How a case becomes what its page draws. Nothing is loaded here.

use super::{StuckReply, WayChoice, happened, stuck_state};
use crate::i18n::T;
use crate::rows;
use crate::ui::{Event, EventKind, Message, PromiseRow, Sure};
use app::cases::{CasePage, Entry, ReplyItem};
use app::compose::Way;
use app::domain::brand::Visibility;
use app::domain::case::{By, Delivery, Event as Happened};
use app::domain::promise::{PromiseKind, PromiseStatus};
use app::domain::{MentionId, PromiseId, Stage};

pub(super) fn sub(t: &T, case: &CasePage) -> String {
    let opened = t.a("case-opened-at", [("when", t.minute(case.item.opened_at))]);
    format!("{} · {opened}", case.item.brand_name)
}

/// The usual way of a case and where this one stands on it.
pub(super) fn path(case: &CasePage) -> Vec<(&'static str, &'static str)> {
    let now = case.item.stage;
    let verdict = match now {
        Stage::VerdictUnfounded => Stage::VerdictUnfounded,
        _ => Stage::VerdictFounded,
    };
    let way = [
        Stage::Intake,
        Stage::FactFinding,
        Stage::Waiting,
        verdict,
        Stage::Remedy,
        Stage::Closing,
        Stage::Closed,
    ];
    let place = way.iter().position(|s| *s == now).unwrap_or(0);
    let state = |i: usize| match i {
        i if i < place => "done",
        i if i == place => "now",
        _ => "",
    };
    way.iter().enumerate().map(|(i, s)| (s.code(), state(i))).collect()
}

pub(super) fn events(t: &T, case: &CasePage) -> Vec<Event> {
    case.timeline.iter().flat_map(|entry| event(t, case, entry)).collect()
}

fn event(t: &T, case: &CasePage, entry: &Entry) -> Vec<Event> {
    let at = entry.at;
    let line =
        |icon, text| vec![Event { at, kind: EventKind::Line { icon, who: who(t, entry), text } }];
    let said = |key: &str| t.s(key);
    match &entry.event {
        Happened::CaseOpened { mention, .. } => {
            let mut events = theirs(case, *mention);
            events.extend(line("case", said("event-case-opened")));
            events
        }
        Happened::MentionAttached { mention, .. } | Happened::ClientWrote { mention, .. } => {
            theirs(case, *mention)
        }
        Happened::ReplyQueued { reply, text, override_reason, .. } => {
            let item = case.replies.iter().find(|r| r.id == *reply);
            ours(t, entry, text, item, override_reason.as_deref())
        }
        Happened::NoteAdded { note } => {
            let message = message(who(t, entry), "", note, t.s("note-for-colleagues"));
            vec![Event { at, kind: EventKind::Note(message) }]
        }
        Happened::StageMoved { from, to } => line(
            "stage",
            t.a(
                "event-stage-moved",
                (("from", t.of("stage", from.code())), ("to", t.of("stage", to.code()))),
            ),
        ),
        Happened::OwnerAssigned { owner: None } => line("person", said("event-owner-none")),
        Happened::OwnerAssigned { .. } => {
            line("person", t.a("event-owner-assigned", [("name", entry.about.as_str())]))
        }
        Happened::EvidenceAdded { name, .. } => {
            line("attach", t.a("event-evidence-added", [("name", name.as_str())]))
        }
        Happened::PromiseMade { kind, what, due, .. } => {
            let what = rows::what_is_owed(t, *kind, what);
            line("promise", t.a("event-promise-made", (("what", what), ("due", t.minute(due)))))
        }
        Happened::PromiseReminded { promise } => {
            line("clock", t.a("event-promise-reminded", [("what", owed(t, case, *promise))]))
        }
        Happened::PromiseRenewed { promise, due, reason, .. } => line(
            "clock",
            t.a(
                "event-promise-renewed",
                (
                    ("what", owed(t, case, *promise)),
                    ("due", t.minute(due)),
                    ("reason", reason.as_str()),
                ),
            ),
        ),
        Happened::PromiseKept { promise } => {
            line("kept", t.a("event-promise-kept", [("what", owed(t, case, *promise))]))
        }
        Happened::PromiseBroken { promise } => {
            line("broken", t.a("event-promise-broken", [("what", owed(t, case, *promise))]))
        }
        Happened::PromiseReleased { promise } => {
            line("check", t.a("event-promise-released", [("what", owed(t, case, *promise))]))
        }
        // Where a reply stands is told under the reply itself.
        Happened::ReplySent { .. } => vec![],
        Happened::ReplyFailed { reason, certain: true, .. } => {
            line("alert", t.a("event-reply-failed", [("reason", reason.as_str())]))
        }
        Happened::ReplyFailed { reason, .. } => {
            line("alert", t.a("event-reply-uncertain", [("reason", reason.as_str())]))
        }
        Happened::ReplyRetried { .. } => line("send", said("event-reply-retried")),
        Happened::ReplyWithdrawn { reason, .. } => {
            line("close", t.a("event-reply-withdrawn", [("reason", reason.as_str())]))
        }
        Happened::WishRecorded { text, .. } => {
            line("wish", t.a("event-wish-recorded", [("text", text.as_str())]))
        }
        Happened::Closed { outcome, grounds } => {
            let ended = t.a("event-closed", [("outcome", t.of("outcome", outcome.code()))]);
            let text = if grounds.is_empty() { ended } else { format!("{ended}. {grounds}") };
            line("check", text)
        }
        Happened::Reopened { reason } if reason.is_empty() => {
            line("open", said("event-reopened-by-client"))
        }
        Happened::Reopened { reason } => {
            line("open", t.a("event-reopened", [("reason", reason.as_str())]))
        }
        other => match happened::line(t, case, other) {
            Some((icon, text)) => line(icon, text),
            None => vec![],
        },
    }
}

fn theirs(case: &CasePage, id: MentionId) -> Vec<Event> {
    let Some(m) = case.mentions.iter().find(|m| m.id == id) else { return vec![] };
    let text = if m.title.is_empty() { m.text.clone() } else { format!("{}\n{}", m.title, m.text) };
    let message = Message {
        who: if m.author.is_empty() { case.item.client_name.clone() } else { m.author.clone() },
        lang: m.lang.code().to_owned(),
        text,
        source: String::new(),
        rating: m.rating.and_then(|r| u8::try_from(r).ok()),
        tone: Some(Sure::new(m.tone.code(), m.tone_confidence as f32)),
        intent: Some(Sure::new(m.intent.code(), m.intent_confidence as f32)),
        foot: String::new(),
    };
    vec![Event { at: m.posted_at, kind: EventKind::Theirs(message) }]
}

fn ours(
    t: &T,
    entry: &Entry,
    text: &str,
    item: Option<&ReplyItem>,
    reason: Option<&str>,
) -> Vec<Event> {
    let mut foot = item.map(|r| delivery(t, r)).unwrap_or_default();
    if let Some(reason) = reason {
        foot = format!("{foot} · {}", t.a("reply-overridden", [("reason", reason)]));
    }
    vec![Event { at: entry.at, kind: EventKind::Ours(message(who(t, entry), "", text, foot)) }]
}

fn delivery(t: &T, r: &ReplyItem) -> String {
    let way = t.of("route", r.route.code());
    let state = match r.delivery {
        Delivery::Queued if r.outbox == "waiting" => t.s("delivery-waiting"),
        Delivery::Sent if r.proof.starts_with("http") => {
            t.a("delivery-proof", [("proof", r.proof.as_str())])
        }
        other => t.of("delivery", other.code()),
    };
    let seen = if r.visibility == Visibility::Public {
        t.s("visible-public")
    } else {
        t.s("visible-private")
    };
    format!("{seen} · {way} · {state}")
}

fn message(who: String, lang: &str, text: &str, foot: String) -> Message {
    Message {
        who,
        lang: lang.to_owned(),
        text: text.to_owned(),
        source: String::new(),
        rating: None,
        tone: None,
        intent: None,
        foot,
    }
}

fn who(t: &T, entry: &Entry) -> String {
    match &entry.by {
        By::Person(_) => entry.by_name.clone(),
        By::Rule(name) => t.a("by-rule", [("name", name.as_str())]),
        By::Client => t.s("by-client"),
        By::Operator => t.s("by-operator"),
        By::Timer | By::Delivery => String::new(),
    }
}

fn owed(t: &T, case: &CasePage, id: PromiseId) -> String {
    let promise = case.promises.iter().find(|p| p.id == id);
    promise.map(|p| rows::what_is_owed(t, p.kind, &p.what)).unwrap_or_default()
}

pub(super) fn promises(t: &T, case: &CasePage, may: bool, href: &str) -> Vec<PromiseRow> {
    let mut rows: Vec<_> = case.promises.iter().collect();
    // What is still owed comes first, the soonest on top.
    rows.sort_by_key(|p| (!matches!(p.status, PromiseStatus::Open | PromiseStatus::Broken), p.due));
    let row = |p: &&app::cases::PromiseItem| {
        let open = p.status == PromiseStatus::Open;
        // An owed answer is kept by the reply that leaves, not by a button.
        let by_hand = may && p.kind != PromiseKind::Answer;
        let owed = open || p.status == PromiseStatus::Broken;
        PromiseRow {
            text: rows::what_is_owed(t, p.kind, &p.what),
            due: p.due,
            state: p.status.code().to_owned(),
            by: if p.made_by.is_empty() { t.s("by-regulation") } else { p.made_by.clone() },
            renewals: renewals(case, p.id),
            keep_action: if by_hand && owed {
                format!("{href}/act?keep={}", p.id)
            } else {
                String::new()
            },
            renew_action: if may && open && p.kind != PromiseKind::Law {
                format!("{href}?renew={}#renew", p.id)
            } else {
                String::new()
            },
        }
    };
    rows.iter().map(row).collect()
}

fn renewals(case: &CasePage, id: PromiseId) -> Vec<String> {
    let reason = |e: &Entry| match &e.event {
        Happened::PromiseRenewed { promise, reason, .. } if *promise == id => Some(reason.clone()),
        _ => None,
    };
    case.timeline.iter().filter_map(reason).collect()
}

/// The promise that is being renewed: its id and what it says.
pub(super) fn renewing(case: &CasePage, id: &str) -> Option<(String, String)> {
    let open =
        |p: &&app::cases::PromiseItem| p.status == PromiseStatus::Open && p.id.to_string() == id;
    case.promises.iter().find(open).map(|p| (p.id.to_string(), p.what.clone()))
}

pub(super) fn stuck(case: &CasePage) -> Vec<StuckReply> {
    let url = case.mentions.first().map(|m| m.url.clone()).unwrap_or_default();
    let one = |r: &ReplyItem| {
        Some(StuckReply {
            id: r.id.to_string(),
            state: stuck_state(r.delivery, r.route, &r.outbox)?,
            text: r.text.clone(),
            error: r.error.clone(),
            url: if url.starts_with("https://") || url.starts_with("http://") {
                url.clone()
            } else {
                String::new()
            },
        })
    };
    case.replies.iter().filter_map(one).collect()
}

pub(super) fn ways(t: &T, ways: &[Way], chosen: &str) -> Vec<WayChoice> {
    let first = ways.iter().find(|w| w.why_not.is_none()).map(|w| w.route.code());
    let chosen = if chosen.is_empty() { first.unwrap_or_default() } else { chosen };
    ways.iter()
        .map(|w| WayChoice {
            route: w.route.code(),
            label: t.of("way", &format!("{}-{}", w.route.code(), w.visibility.code())),
            why_not: w.why_not.map(|why| t.of("invalid", why)).unwrap_or_default(),
            chosen: w.route.code() == chosen,
        })
        .collect()
}
