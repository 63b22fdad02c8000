//! Scenarios: a conflict told as given / when / then and played against the real gates.
//! Here the written form is read; `play` plays it, `deed` says what each line asks for.

mod deed;
mod play;
mod report;

pub use deed::Deed;
pub use report::{Line, Report};

use crate::Role;
use crate::regulation::{Document, Regulation};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// A story as it stands in its file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    pub title: String,
    /// The requirements it shows: `R33`.
    pub shows: Vec<String>,
    pub story: String,
    /// The shipped regulation it is played under, by its language: `ru`, `en`, `ro`.
    #[serde(default = "english")]
    pub regulation: String,
    /// What this company settled otherwise; written as in the settings of a regulation.
    #[serde(default)]
    settings: toml::Table,
    /// Local time of the company when it begins.
    starts: String,
    /// Colleagues by name; `manager`, `head`, `owner` and `auditor` are always there.
    #[serde(default)]
    people: BTreeMap<String, Role>,
    /// What happened before; nothing of it may be refused.
    #[serde(default)]
    given: Vec<Spanned<Step>>,
    when: Vec<Spanned<Step>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    /// `+2h` after the step before, or `2026-03-02T10:00`; left out: the same minute.
    at: Option<String>,
    #[serde(default = "manager")]
    by: String,
    #[serde(default = "it")]
    case: String,
    #[serde(rename = "do")]
    deed: Deed,
    then: Option<Then>,
}

/// What must come of a step. Without it the step must not be refused.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Then {
    /// Exactly these, in this order.
    events: Option<Vec<String>>,
    /// The code of the refusal.
    refused: Option<String>,
    /// Words that stand in the refusal or in one of the events.
    says: Option<String>,
    stage: Option<crate::Stage>,
    outcome: Option<crate::Outcome>,
    seriousness: Option<crate::Seriousness>,
    verification: Option<crate::inquiry::Verification>,
    promises: BTreeMap<String, crate::promise::PromiseStatus>,
    /// When a promise is due, in local time.
    due: BTreeMap<String, String>,
    remedies: BTreeMap<String, crate::amends::RemedyStatus>,
    approvals: BTreeMap<String, crate::amends::ApprovalStatus>,
}

/// What is wrong in a scenario's text, and on which line.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("line {line}: {fault}")]
pub struct ScenarioError {
    pub line: usize,
    pub fault: String,
}

impl Scenario {
    pub fn parse(source: &str) -> Result<Self, ScenarioError> {
        toml::from_str(source).map_err(|e| ScenarioError {
            line: e.span().map_or(1, |span| line_of(source, span.start)),
            fault: e.message().to_owned(),
        })
    }

    /// Reads a scenario and plays it; `shipped` gives the text of a regulation by its language.
    pub fn run(
        source: &str,
        shipped: impl Fn(&str) -> Option<&'static str>,
    ) -> Result<Report, ScenarioError> {
        let scenario = Self::parse(source)?;
        let at = |key: &str, fault: String| ScenarioError {
            line: source.find(key).map_or(1, |offset| line_of(source, offset)),
            fault,
        };
        let text = shipped(&scenario.regulation)
            .ok_or_else(|| at("regulation", format!("no regulation `{}`", scenario.regulation)))?;
        let rules = changed(text, &scenario.settings).map_err(|fault| at("[settings", fault))?;
        play::play(&scenario, source, &rules)
    }
}

/// The shipped regulation with what this company settled otherwise.
fn changed(text: &str, settings: &toml::Table) -> Result<Regulation, String> {
    let document = Document::parse(text).map_err(|e| e.to_string())?;
    let mut table: toml::Table = document.settings.parse().map_err(|e| format!("{e}"))?;
    merge(&mut table, settings);
    let (_, body) = text.split_once(document.settings).unwrap_or_default();
    let written = toml::to_string(&table).map_err(|e| e.to_string())?;
    Regulation::parse(&format!("+++\n{written}\n{body}")).map_err(|e| e.fault.to_string())
}

/// Tables are merged; everything else is replaced.
fn merge(into: &mut toml::Table, from: &toml::Table) {
    for (key, value) in from {
        match (into.get_mut(key), value) {
            (Some(toml::Value::Table(old)), toml::Value::Table(new)) => merge(old, new),
            _ => drop(into.insert(key.clone(), value.clone())),
        }
    }
}

fn line_of(source: &str, offset: usize) -> usize {
    source[..offset.min(source.len())].matches('\n').count() + 1
}

fn english() -> String {
    "en".into()
}

fn manager() -> String {
    "manager".into()
}

fn it() -> String {
    "it".into()
}
