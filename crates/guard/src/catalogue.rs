//! The rule files as data: what `rules/<id>.toml` holds. A file that cannot be read is a defect of the
//! build and is caught by the tests of this crate; nothing here looks at a draft.

use crate::Channel;
use domain::Stage;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::LazyLock;
use text::Lang;

include!(concat!(env!("OUT_DIR"), "/rule_files.rs"));

/// A rule of conduct.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    pub id: String,
    pub severity: Severity,
    pub scope: Scope,
    pub kind: Kind,
    pub stages: Vec<Stage>,
    pub channels: Vec<Channel>,
    /// False when a question is never a breach: another rule judges questions.
    #[serde(default = "yes")]
    pub(crate) questions: bool,
    /// Work that phrases cannot do.
    #[serde(default)]
    pub(crate) detector: Option<Detector>,
    pub ru: Texts,
    pub en: Texts,
    pub ro: Texts,
}

/// A rule in one language: what the manager reads, and what the guard looks for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    pub title: String,
    /// One sentence: why this hurts.
    pub why: String,
    /// One sentence: what to write instead.
    pub fix: String,
    /// Classes used in this file alone; their names are unique over all files.
    #[serde(default)]
    pub(crate) words: BTreeMap<String, String>,
    /// A sentence that holds one of these breaks the rule,
    #[serde(default)]
    pub(crate) patterns: String,
    /// unless it holds one of these,
    #[serde(default)]
    pub(crate) unless: String,
    /// or the message holds one of these.
    #[serde(default)]
    pub(crate) unless_anywhere: String,
    pub violations: Vec<Example>,
    pub fine: Vec<Example>,
}

/// A sentence that breaks the rule, or looks like it and does not.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Example {
    /// At the first stage and channel of the rule's own lists that are usual (see `engine` tests).
    Plain(String),
    Placed {
        text: String,
        #[serde(default)]
        stage: Option<Stage>,
        #[serde(default)]
        channel: Option<Channel>,
        #[serde(default)]
        client_name: Option<String>,
        #[serde(default)]
        client: Option<String>,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Shown on request or after a pause.
    Hint,
    /// Shown; sending is free.
    Warn,
    /// Sending needs a written reason.
    Block,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    Sentence,
    Message,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Presence,
    Absence,
    Context,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Detector {
    /// Phones, cards, addresses and the like.
    Identifiers,
    /// Slots nobody filled, and the name of another client.
    Slots,
}

fn yes() -> bool {
    true
}

impl Rule {
    /// The wording for a reader of `lang`; English for languages the interface has not.
    pub fn texts(&self, lang: Lang) -> &Texts {
        match lang {
            Lang::Ru => &self.ru,
            Lang::Ro => &self.ro,
            Lang::En | Lang::Other => &self.en,
        }
    }

    /// A closed case is answered by the rules of its closing.
    pub(crate) fn applies(&self, stage: Stage, channel: Channel) -> bool {
        let stage = if stage == Stage::Closed { Stage::Closing } else { stage };
        self.stages.contains(&stage) && self.channels.contains(&channel)
    }
}

/// All rules, sorted by id.
pub fn rules() -> &'static [Rule] {
    static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
        let read = |(name, source): &(&str, &str)| match toml::from_str::<Rule>(source) {
            Ok(rule) if rule.id == *name => rule,
            Ok(rule) => panic!("rules/{name}.toml says id = {:?}", rule.id),
            Err(e) => panic!("rules/{name}.toml: {e}"),
        };
        FILES.iter().map(read).collect()
    });
    &RULES
}

pub fn rule(id: &str) -> Option<&'static Rule> {
    rules().iter().find(|r| r.id == id)
}
