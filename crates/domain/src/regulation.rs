//! The company's written procedure, first version: calendars, routing, checklists, speech modules.
//! It is a TOML text that people edit; what is wrong in it is told with its line.

use crate::brand::Visibility;
use crate::reading::{Intent, Tone};
use crate::{Calendar, Stage};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Regulation {
    pub title: String,
    /// What the company asks of its people, in its own words.
    #[serde(default)]
    pub preamble: String,
    /// A promise is recalled at most this long before it is due.
    #[serde(default = "half_an_hour")]
    pub remind_minutes: i64,
    /// `default` for all brands; a brand's slug for its own hours.
    pub calendars: BTreeMap<String, Calendar>,
    #[serde(default)]
    pub routing: Vec<RoutingRule>,
    /// What to do at each stage.
    #[serde(default)]
    pub steps: BTreeMap<Stage, Vec<String>>,
    #[serde(default)]
    pub modules: Vec<SpeechModule>,
}

/// Which mentions open a case by themselves, whose it is, and when the answer is due.
/// Conditions that are left out hold always; those given must all hold.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoutingRule {
    pub name: String,
    #[serde(default)]
    pub intents: Vec<Intent>,
    #[serde(default)]
    pub tones: Vec<Tone>,
    pub rating_at_most: Option<i64>,
    /// Slugs of brands or branches.
    #[serde(default)]
    pub brands: Vec<String>,
    /// Below this confidence of the reading a person looks first.
    #[serde(default)]
    pub confidence_at_least: f64,
    pub owner: RuleOwner,
    pub answer_within: SignedDuration,
    #[serde(default)]
    pub clock: Clock,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleOwner {
    /// The person in charge of the brand or branch.
    Branch,
    /// Nobody yet: whoever takes it.
    Nobody,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    /// Only hours that the calendar calls open count.
    #[default]
    Business,
    /// Every hour counts.
    Wall,
}

/// A tested wording with variables.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpeechModule {
    pub id: String,
    pub title: String,
    pub lang: String,
    #[serde(default)]
    pub stages: Vec<Stage>,
    #[serde(default)]
    pub channels: Vec<Visibility>,
    /// What the manager adds in his own words, so that it does not read like a form letter.
    #[serde(default)]
    pub hint: String,
    pub text: String,
}

/// The variables that a speech module may hold, as `{client}`.
pub const VARIABLES: &[&str] = &["client", "manager", "brand", "number", "due", "link"];

#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct RegulationError {
    pub line: usize,
    pub message: String,
}

/// What routing may know of a mention.
#[derive(Clone, Copy, Debug)]
pub struct Routed<'a> {
    pub intent: Intent,
    pub intent_confidence: f64,
    pub tone: Tone,
    pub rating: Option<i64>,
    /// The brand's slug and those above it.
    pub brands: &'a [&'a str],
}

impl Regulation {
    /// Reads and checks a regulation.
    pub fn parse(source: &str) -> Result<Self, RegulationError> {
        let regulation: Regulation = toml::from_str(source).map_err(|e| RegulationError {
            line: e.span().map_or(1, |span| place(source, span.start, e.message())),
            message: e.message().to_owned(),
        })?;
        regulation.check(source)?;
        Ok(regulation)
    }

    /// The hours of a brand: its own, those of the brand above it, or the company's.
    pub fn calendar(&self, slugs: &[&str]) -> &Calendar {
        slugs
            .iter()
            .find_map(|slug| self.calendars.get(*slug))
            .unwrap_or_else(|| &self.calendars["default"])
    }

    /// The first rule that takes this mention.
    pub fn route(&self, mention: Routed<'_>) -> Option<&RoutingRule> {
        self.routing.iter().find(|rule| rule.takes(mention))
    }

    /// When the answer is due by this rule for a mention that arrived at `from`.
    pub fn due(&self, rule: &RoutingRule, slugs: &[&str], from: Timestamp) -> Timestamp {
        let wall = || from.checked_add(rule.answer_within).unwrap_or(Timestamp::MAX);
        match rule.clock {
            Clock::Wall => wall(),
            // A calendar that cannot say is no reason to owe nothing.
            Clock::Business => {
                self.calendar(slugs).add(from, rule.answer_within).unwrap_or_else(|_| wall())
            }
        }
    }

    fn check(&self, source: &str) -> Result<(), RegulationError> {
        let at = |needle: &str, message: String| RegulationError {
            line: source.find(needle).map_or(1, |offset| line_of(source, offset)),
            message,
        };
        if !self.calendars.contains_key("default") {
            return Err(at("calendars", "calendars.default is missing".into()));
        }
        for (name, calendar) in &self.calendars {
            calendar.validate().map_err(|e| at(name, format!("calendars.{name}: {e}")))?;
        }
        for rule in &self.routing {
            if rule.answer_within <= SignedDuration::ZERO {
                return Err(at(
                    &rule.name,
                    format!("`{}`: answer_within must be longer than 0", rule.name),
                ));
            }
        }
        for module in &self.modules {
            if let Some(unknown) = variables(&module.text).find(|v| !VARIABLES.contains(v)) {
                return Err(at(
                    &format!("{{{unknown}}}"),
                    format!(
                        "`{}`: unknown variable {{{unknown}}}; known: {}",
                        module.id,
                        VARIABLES.join(", ")
                    ),
                ));
            }
            let public =
                module.channels.is_empty() || module.channels.contains(&Visibility::Public);
            if public && variables(&module.text).any(|v| v == "link") {
                return Err(at(
                    &format!("\"{}\"", module.id),
                    format!(
                        "`{}`: {{link}} leads to the client's private page; write channels = [\"private\"]",
                        module.id
                    ),
                ));
            }
        }
        Ok(())
    }
}

impl RoutingRule {
    fn takes(&self, m: Routed<'_>) -> bool {
        (self.intents.is_empty() || self.intents.contains(&m.intent))
            && (self.tones.is_empty() || self.tones.contains(&m.tone))
            && self.rating_at_most.is_none_or(|most| m.rating.is_some_and(|r| r <= most))
            && (self.brands.is_empty()
                || m.brands.iter().any(|b| self.brands.iter().any(|s| s == b)))
            && (self.intents.is_empty() || m.intent_confidence >= self.confidence_at_least)
    }
}

impl SpeechModule {
    pub fn fits(&self, stage: Stage, visibility: Visibility) -> bool {
        (self.stages.is_empty() || self.stages.contains(&stage))
            && (self.channels.is_empty() || self.channels.contains(&visibility))
    }

    /// The wording with its variables filled; an unknown value stays visible as `{name}`,
    /// where the guard sees it as a template leftover.
    pub fn fill(&self, value: impl Fn(&str) -> Option<String>) -> String {
        let mut out = String::with_capacity(self.text.len());
        let mut rest = self.text.trim();
        while let Some(open) = rest.find('{') {
            out.push_str(&rest[..open]);
            let Some(close) = rest[open..].find('}') else { break };
            let name = &rest[open + 1..open + close];
            match value(name) {
                Some(v) => out.push_str(&v),
                None => out.push_str(&rest[open..=open + close]),
            }
            rest = &rest[open + close + 1..];
        }
        out.push_str(rest);
        out
    }
}

fn variables(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|part| part.split_once('}').map(|(name, _)| name))
}

/// A calendar is checked as a whole; what its complaint quotes stands in the right line.
fn place(source: &str, start: usize, message: &str) -> usize {
    let rest = source.get(start..).unwrap_or_default();
    let quoted = message.split('"').nth(1).filter(|word| !word.is_empty());
    let further = quoted.and_then(|word| rest.find(&format!("\"{word}\""))).unwrap_or(0);
    line_of(source, start + further)
}

fn line_of(source: &str, offset: usize) -> usize {
    source[..offset.min(source.len())].matches('\n').count() + 1
}

fn half_an_hour() -> i64 {
    30
}
