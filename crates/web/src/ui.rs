//! What the components of `templates/components.html` take: plain view models,
//! filled by `rows` and the pages from what `app` returns. No loading and no deciding here.

pub mod html;

use crate::i18n::T;
use app::FieldError;
use app::regulation::{Line, LineKind};
use jiff::Timestamp;

/// A person as an avatar: initials on one of eight quiet hues.
#[derive(Clone, Debug, Default)]
pub struct Face {
    pub name: String,
}

impl Face {
    pub fn new(name: impl Into<String>) -> Self {
        Face { name: name.into() }
    }

    /// First letters of the first two words: "Анна Кожухарь" → "АК".
    pub fn initials(&self) -> String {
        let letters =
            self.name.split_whitespace().filter_map(|w| w.chars().find(|c| c.is_alphanumeric()));
        letters.take(2).flat_map(char::to_uppercase).collect()
    }

    pub fn hue(&self) -> u32 {
        self.name.chars().fold(7u32, |sum, c| sum.wrapping_mul(31).wrapping_add(c as u32)) % 8
    }
}

/// One choice of a `select`.
#[derive(Clone, Debug)]
pub struct Choice {
    pub value: String,
    pub label: String,
}

impl Choice {
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Choice { value: value.into(), label: label.into() }
    }
}

/// The sentence for what is wrong: problem `too_long` is `invalid-too-long`, told with its detail.
pub fn sentence(t: &T, problem: &str, detail: &str) -> String {
    t.a(&format!("invalid-{}", problem.replace('_', "-")), [("detail", detail)])
}

/// What is wrong with a form, by field; shown under the field by the form macros.
#[derive(Clone, Debug, Default)]
pub struct Errors(Vec<(&'static str, String)>);

impl Errors {
    /// `text` is already in the person's language.
    pub fn add(&mut self, field: &'static str, text: impl Into<String>) {
        self.0.push((field, text.into()));
    }

    /// What `app` refused, in words.
    pub fn from_app(t: &T, wrong: &[FieldError]) -> Self {
        Errors(wrong.iter().map(|e| (e.field, sentence(t, e.problem, &e.detail))).collect())
    }

    /// The error of a field, or an empty string.
    pub fn of(&self, field: &str) -> &str {
        self.0.iter().find(|(f, _)| *f == field).map_or("", |(_, text)| text)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them, for a page without a place beside each field.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(_, text)| text.as_str())
    }
}

/// Label and certainty of one reading. `code` is the domain's word: "negative", "complaint".
#[derive(Clone, Debug)]
pub struct Sure {
    pub code: String,
    pub confidence: f32,
}

impl Sure {
    pub fn new(code: impl Into<String>, confidence: f32) -> Self {
        Sure { code: code.into(), confidence }
    }

    /// 1 to 5 ticks; below 0.55 the label is drawn as a guess.
    pub fn level(&self) -> u8 {
        match self.confidence {
            c if c < 0.55 => 1,
            c if c < 0.65 => 2,
            c if c < 0.78 => 3,
            c if c < 0.9 => 4,
            _ => 5,
        }
    }

    pub fn is_guess(&self) -> bool {
        self.level() == 1
    }

    /// The badge's colour for a tone or an intent.
    pub fn colour(&self) -> &'static str {
        match self.code.as_str() {
            "negative" | "complaint" => "danger",
            "mixed" | "grumble" => "warn",
            "positive" | "praise" => "good",
            "wish" => "wish",
            "question" => "info",
            _ => "plain",
        }
    }
}

/// A piece of a text; a hit is marked as found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Piece {
    pub text: String,
    pub hit: bool,
}

impl Piece {
    /// A text without anything marked.
    pub fn plain(text: impl Into<String>) -> Vec<Piece> {
        vec![Piece { text: text.into(), hit: false }]
    }
}

/// A mention in a list.
#[derive(Clone, Debug)]
pub struct MentionRow {
    pub id: String,
    pub href: String,
    pub author: String,
    pub source: String,
    pub brand: String,
    pub rating: Option<u8>,
    pub at: Timestamp,
    /// "ru", "en", "ro" or "other".
    pub lang: String,
    pub tone: Option<Sure>,
    pub intent: Option<Sure>,
    pub title: Vec<Piece>,
    pub text: Vec<Piece>,
    /// Number and address of its case, when one is open.
    pub case: Option<(String, String)>,
    /// Where "open a case" posts to, when the person may.
    pub open_action: Option<String>,
}

/// A case in a list.
#[derive(Clone, Debug)]
pub struct CaseRow {
    pub number: String,
    pub href: String,
    pub client: String,
    pub brand: String,
    pub summary: String,
    pub stage: String,
    /// The nearest due minute of the case.
    pub due: Option<Timestamp>,
    pub owner: Option<Face>,
}

/// Something owed to a client, in a list over many cases.
#[derive(Clone, Debug)]
pub struct OwedRow {
    pub number: String,
    pub href: String,
    pub client: String,
    pub brand: String,
    pub what: String,
    /// The beginning of what the client said.
    pub said: String,
    pub due: Timestamp,
    pub owner: Option<Face>,
}

/// A promise in its case.
#[derive(Clone, Debug)]
pub struct PromiseRow {
    pub text: String,
    pub due: Timestamp,
    /// "open", "kept", "broken", "kept_late", "released".
    pub state: String,
    /// Who gave it.
    pub by: String,
    /// Reasons of renewals, oldest first.
    pub renewals: Vec<String>,
    /// Form addresses; empty when the person may not or it is over.
    pub keep_action: String,
    pub renew_action: String,
}

/// A finding of the guard, in the person's language.
#[derive(Clone, Debug)]
pub struct FindingRow {
    /// "block", "warn", "hint".
    pub severity: String,
    pub title: String,
    pub quote: String,
    pub why: String,
    pub fix: String,
}

/// One thing that happened in a case.
#[derive(Clone, Debug)]
pub struct Event {
    pub at: Timestamp,
    pub kind: EventKind,
}

#[derive(Clone, Debug)]
pub enum EventKind {
    /// The client speaks.
    Theirs(Message),
    /// We speak; `foot` tells of the channel and the delivery.
    Ours(Message),
    /// For colleagues only.
    Note(Message),
    /// One line: an icon, who did it, what was done (already in words).
    Line { icon: &'static str, who: String, text: String },
}

#[derive(Clone, Debug)]
pub struct Message {
    pub who: String,
    pub lang: String,
    pub text: String,
    pub source: String,
    pub rating: Option<u8>,
    pub tone: Option<Sure>,
    pub intent: Option<Sure>,
    pub foot: String,
}

/// Addresses of the neighbouring pages of a list read by cursor; empty when there is none.
#[derive(Clone, Debug, Default)]
pub struct Pager {
    pub previous: String,
    pub next: String,
    /// What is shown, in words: "50 из 1 240". May be empty.
    pub note: String,
}

/// The `lang` of a text; nothing when it is unknown, so that no voice reads it wrongly.
pub fn html_lang(code: &str) -> &str {
    if code == "other" { "" } else { code }
}

/// Two letters for the badge of a language.
pub fn lang_mark(code: &str) -> String {
    if code == "other" { "—".into() } else { code.to_uppercase() }
}

/// The colour of a remedy's badge.
pub(crate) fn remedy_colour(status: &str) -> &'static str {
    match status {
        "fulfilled" => "good",
        "granted" => "warn",
        _ => "plain",
    }
}

pub fn line_class(kind: &LineKind) -> &'static str {
    match kind {
        LineKind::Same => "",
        LineKind::Added => "line-added",
        LineKind::Removed => "line-removed",
        LineKind::Gap => "line-gap",
    }
}

pub fn line_mark(kind: &LineKind) -> &'static str {
    match kind {
        LineKind::Same => "",
        LineKind::Added => "+",
        LineKind::Removed => "−",
        LineKind::Gap => "⋯",
    }
}

pub fn promise_colour(state: &str) -> &'static str {
    match state {
        "kept" => "good",
        "kept_late" => "warn",
        "broken" => "danger",
        _ => "plain",
    }
}

/// The id of a field: its own, else its name.
pub fn id_of<'a>(id: &'a str, name: &'a str) -> &'a str {
    if id.is_empty() { name } else { id }
}

/// Compares two texts through any number of references, which templates add as they like.
pub fn same(a: impl AsRef<str>, b: impl AsRef<str>) -> bool {
    a.as_ref() == b.as_ref()
}

/// A browser drops the first line break of a textarea; one more saves the one that was typed.
pub fn textarea(value: &str) -> String {
    if value.starts_with(['\n', '\r']) { format!("\n{value}") } else { value.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_of_any_name() {
        let check = |name: &str, expected: &str| assert_eq!(Face::new(name).initials(), expected);
        check("Анна Кожухарь", "АК");
        check("Ștefan  cel Mare", "ȘC");
        check("madonna", "M");
        check("(без имени)", "БИ");
        check("", "");
    }
}
