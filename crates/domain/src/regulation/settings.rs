//! The settings in front of a regulation: hours, routing, who may do what, authority, policies.

use crate::amends::{Authority, Fallback};
use crate::brand::Visibility;
use crate::inquiry::Seriousness;
use crate::law::Jurisdiction;
use crate::reading::{Intent, Tone};
use crate::{Calendar, Role};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    pub title: String,
    /// A promise is recalled at most this long before it is due.
    #[serde(default = "half_an_hour")]
    pub remind_minutes: i64,
    /// `default` for all brands; a brand's slug for its own hours.
    pub calendars: BTreeMap<String, Calendar>,
    /// Whose law holds: `default`, and brands by their slug.
    #[serde(default)]
    pub jurisdictions: BTreeMap<String, Jurisdiction>,
    #[serde(default)]
    pub routing: Vec<RoutingRule>,
    /// What conflicts are about; steps and wordings may be for some of them.
    #[serde(default)]
    pub kinds: Vec<Kind>,
    /// The gravest first; what none of them takes is ordinary.
    #[serde(default)]
    pub seriousness: Vec<Grave>,
    #[serde(default)]
    pub who: Who,
    #[serde(default)]
    pub authority: Vec<Authority>,
    #[serde(default)]
    pub approvals: Approvals,
    /// Names and values as in [`super::POLICIES`].
    #[serde(default)]
    pub policies: BTreeMap<String, String>,
    #[serde(default)]
    pub retention: Retention,
    /// Asked of everybody who confirms that he has read it.
    #[serde(default)]
    pub understanding: Vec<Check>,
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

/// What a conflict is about.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    pub id: String,
    pub title: String,
}

/// When a case is graver than others, and the lowest role that talks to the client then (R14).
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grave {
    pub level: Seriousness,
    pub talks: Role,
    /// Any of these makes it so; a person may always set the level himself.
    #[serde(default)]
    pub when: When,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct When {
    pub rating_at_most: Option<i64>,
    pub urgency_at_least: Option<i64>,
    pub heat_at_least: Option<i64>,
    /// How many people may have seen it.
    pub reach_at_least: Option<i64>,
    /// The same client's cases within a year, this one included.
    pub cases_at_least: Option<i64>,
}

/// The lowest role that may take each of these decisions.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Who {
    pub verdict: Role,
    pub no_action: Role,
    pub approve: Role,
    pub erase: Role,
}

/// How a remedy above somebody's authority is decided.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Approvals {
    pub within: SignedDuration,
    pub clock: Clock,
    pub fallback: Fallback,
}

/// After how many months personal data of closed cases are erased; 0: never by itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Retention {
    pub closed_cases_months: u32,
}

/// A short question that shows whether the text was understood.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    pub question: String,
    pub answers: Vec<String>,
    /// Counted from 1.
    pub right: usize,
    /// Where the answer stands, for those who were wrong.
    #[serde(default)]
    pub read: String,
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

/// What is known of a mention that may make its case grave; `None`: not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weight {
    pub rating: Option<i64>,
    pub urgency: Option<i64>,
    pub heat: Option<i64>,
    pub reach: Option<i64>,
    pub cases: i64,
}

impl RoutingRule {
    pub(super) fn takes(&self, m: Routed<'_>) -> bool {
        (self.intents.is_empty() || self.intents.contains(&m.intent))
            && (self.tones.is_empty() || self.tones.contains(&m.tone))
            && self.rating_at_most.is_none_or(|most| m.rating.is_some_and(|r| r <= most))
            && (self.brands.is_empty()
                || m.brands.iter().any(|b| self.brands.iter().any(|s| s == b)))
            && (self.intents.is_empty() || m.intent_confidence >= self.confidence_at_least)
    }
}

impl When {
    pub(super) fn holds(&self, w: Weight) -> bool {
        let least = |least: Option<i64>, is: Option<i64>| {
            least.is_some_and(|least| is.is_some_and(|is| is >= least))
        };
        self.rating_at_most.is_some_and(|most| w.rating.is_some_and(|r| r <= most))
            || least(self.urgency_at_least, w.urgency)
            || least(self.heat_at_least, w.heat)
            || least(self.reach_at_least, w.reach)
            || least(self.cases_at_least, Some(w.cases))
    }
}

impl Default for Who {
    fn default() -> Self {
        Who { verdict: Role::Head, no_action: Role::Head, approve: Role::Head, erase: Role::Owner }
    }
}

impl Default for Approvals {
    fn default() -> Self {
        Approvals {
            within: SignedDuration::from_hours(2),
            clock: Clock::Business,
            fallback: Fallback::Escalate,
        }
    }
}

/// What stands for a channel in attributes.
pub(super) fn channel(word: &str) -> Option<Visibility> {
    word.parse().ok()
}

fn half_an_hour() -> i64 {
    30
}
