//! The rules of conduct and what they find in a draft reply: may it be said so, at this stage, there?
//! A rule is one file in `rules/`; this crate reads and applies them and never decides what follows.

mod catalogue;
mod detect;
mod due;
mod engine;
mod finding;

pub use catalogue::{Example, Kind, Rule, Scope, Severity, Texts, rule, rules};
pub use due::{Due, Grain, Moment, due};
pub use finding::Finding;

use domain::Stage;
use text::Lang;

/// A reply before it is sent, with what the guard must know about its case.
#[derive(Clone, Copy, Debug)]
pub struct Draft<'a> {
    pub text: &'a str,
    pub stage: Stage,
    pub channel: Channel,
    /// The language the manager writes in; recognised from the text when not given.
    pub lang: Option<Lang>,
    pub facts: Facts<'a>,
}

/// Who will be able to read the reply.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    Public,
    Private,
}

/// What the case knows beside the text. Everything may be missing: then rules that need it stay silent.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts<'a> {
    /// The client's name as the case has it.
    pub client_name: Option<&'a str>,
    /// What the client wrote; his own words may be repeated.
    pub client_text: Option<&'a str>,
    /// The company's own published phones and addresses: no personal data.
    pub own_contacts: &'a [&'a str],
}

/// What the rules find in the draft, sorted by place. A finding about the whole message covers all of it.
pub fn check(draft: &Draft) -> Vec<Finding> {
    engine::check(draft)
}

/// Compiles the phrases of all languages (some tenths of a second of work), which the first check in a
/// language does otherwise. For a thread of its own at the start of a server.
pub fn warm() {
    engine::warm();
}
