//! Small words that the template of a case is made of.

use crate::i18n::T;
use crate::ui::CaseRow;

pub(crate) fn case_title(t: &T, row: &CaseRow) -> String {
    let client = if row.client.is_empty() { t.s("unnamed") } else { row.client.clone() };
    format!("№ {} · {client}", row.number)
}

/// Whether this step stands in front, so that its form is not drawn twice.
pub(crate) fn is_step(next: &Option<super::procedure::NextCard>, step: &str) -> bool {
    next.as_ref().is_some_and(|n| n.step == step)
}

/// Under which the script keeps a text that was not sent yet.
pub(crate) fn draft_key(what: &str, row: &CaseRow) -> String {
    format!("{what}-{}", row.number)
}

pub(crate) fn text_id(id: &str) -> String {
    format!("text-{id}")
}

pub(crate) fn link_id(id: &str) -> String {
    format!("link-{id}")
}

pub(crate) fn result_id(id: &str) -> String {
    format!("result-{id}")
}

pub(crate) fn reason_id(id: &str) -> String {
    format!("reason-{id}")
}

/// A size for people: 640 B, 12 KB, 3.4 MB.
pub(crate) fn size(t: &T, bytes: &i64) -> String {
    match *bytes {
        b if b < 1000 => format!("{b} B"),
        b if b < 1_000_000 => format!("{} KB", t.n((b + 500) / 1000)),
        b => format!("{}.{} MB", b / 1_000_000, b % 1_000_000 / 100_000),
    }
}

/// The zone that a time is typed in.
pub(crate) fn zone(t: &T) -> String {
    t.tz.iana_name().unwrap_or("UTC").to_owned()
}
