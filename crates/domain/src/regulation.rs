//! The company's written procedure: settings, what to do at each stage, and tested wordings.
//! One Markdown text that people read and edit; what is wrong in it is told with its line.

mod check;
mod document;
mod settings;
mod wording;

#[cfg(test)]
mod tests;

pub use document::Document;
pub use settings::*;
pub use wording::{Needed, SpeechModule, Step, VARIABLES};

use crate::inquiry::Seriousness;
use crate::law::Jurisdiction;
use crate::{Calendar, Role, Stage};
use jiff::{SignedDuration, Timestamp};
use std::ops::Deref;

#[derive(Clone, Debug)]
pub struct Regulation {
    pub settings: Settings,
    /// What the company asks of its people, in its own words.
    pub preamble: String,
    pub steps: Vec<Step>,
    pub modules: Vec<SpeechModule>,
}

impl Deref for Regulation {
    type Target = Settings;

    fn deref(&self) -> &Settings {
        &self.settings
    }
}

/// A switch of conduct on which companies may differ, with its allowed values, the usual one first.
/// Which rules a switch touches stands with the rules.
pub const POLICIES: &[(&str, &[&str])] = &[
    ("early_responsibility", &["forbid", "allow_regret_only", "allow"]),
    ("company_view", &["after_acceptance", "after_verdict", "allow"]),
    ("instant_refund_limit", &[]),
    ("apology_or_thanks", &["apology", "either"]),
    ("public_answer", &["substance_required", "one_short_answer", "private_first"]),
    ("register", &["formal", "informal"]),
    ("receipt_law", &["ask_never_require", "require"]),
];

/// What is wrong in a regulation, and where.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("line {line}: {fault}")]
pub struct RegulationError {
    pub line: usize,
    pub fault: Fault,
}

#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Fault {
    #[error("the settings belong between two lines of +++ at the beginning")]
    NoSettings,
    /// In the words of the reader of TOML.
    #[error("{0}")]
    Toml(String),
    #[error(
        "`{0}` stands outside of a section; write a line `# … {{#steps}}` or `# … {{#words}}` above it"
    )]
    OutsideSection(String),
    #[error("`{0}` is no section; the sections are {{#steps}} and {{#words}}")]
    UnknownSection(String),
    #[error("`{0}` is no attribute here; write {{#id .class key=value}}")]
    Attribute(String),
    #[error("`{0}` is not one of the allowed words")]
    UnknownWord(String),
    #[error("`{0}` needs the stage it is for, as {{#intake}}")]
    NoStage(String),
    #[error("`{0}` needs a name of its own, as {{#first-answer}}")]
    NoId(String),
    #[error("`{0}` needs its language, as lang=en")]
    NoLang(String),
    #[error("`{0}` is there twice")]
    Twice(String),
    #[error("calendars.default is missing")]
    NoCalendar,
    #[error("calendars.{0}: {1}")]
    Calendar(String, String),
    #[error("`{0}`: answer_within must be longer than 0")]
    NoTime(String),
    #[error("`{0}` is no kind of conflict; add it to [[kinds]]")]
    UnknownKind(String),
    #[error("`{0}` is no policy")]
    UnknownPolicy(String),
    #[error("`{0}`: unknown variable {{{1}}}")]
    UnknownVariable(String, String),
    #[error("`{0}`: {{link}} leads to the client's private page; write channels=private")]
    PublicLink(String),
    #[error("`{0}` must hold a time: add {{due}}")]
    NoDue(String),
    #[error("`{0}` must hold a question")]
    NoQuestion(String),
    #[error("`{0}` is empty")]
    Empty(String),
    #[error("the authority of `{0}` mixes currencies")]
    Currencies(String),
    #[error("`{0}`: the right answer must be one of those given")]
    NoRightAnswer(String),
    #[error("the role `{0}` cannot work on cases")]
    IdleRole(String),
}

impl RegulationError {
    pub(crate) fn at(line: usize, fault: Fault) -> Self {
        RegulationError { line, fault }
    }
}

impl Regulation {
    /// Reads and checks a regulation.
    pub fn parse(source: &str) -> Result<Self, RegulationError> {
        let document = Document::parse(source)?;
        let settings: Settings = toml::from_str(document.settings).map_err(|e| {
            let start = e.span().map_or(0, |span| span.start);
            let line = place(document.settings, start, e.message()) + document.settings_line - 1;
            RegulationError::at(line, Fault::Toml(e.message().to_owned()))
        })?;
        let (mut steps, mut modules) = (Vec::new(), Vec::new());
        for section in &document.sections {
            match section.head.attributes.id {
                Some("steps") => steps.extend(wording::steps(section)?),
                Some("words") => modules.extend(wording::modules(section)?),
                _ => {
                    let title = section.head.title.to_owned();
                    return Err(RegulationError::at(
                        section.head.line,
                        Fault::UnknownSection(title),
                    ));
                }
            }
        }
        let regulation = Regulation { settings, preamble: document.preamble, steps, modules };
        check::whole(&regulation, source)?;
        Ok(regulation)
    }

    /// The hours of a brand: its own, those of the brand above it, or the company's.
    pub fn calendar(&self, slugs: &[&str]) -> &Calendar {
        slugs
            .iter()
            .find_map(|slug| self.calendars.get(*slug))
            .unwrap_or_else(|| &self.calendars["default"])
    }

    /// Whose law holds for a brand; `None`: nobody said.
    pub fn jurisdiction(&self, slugs: &[&str]) -> Option<Jurisdiction> {
        let own = slugs.iter().find_map(|slug| self.jurisdictions.get(*slug));
        own.or_else(|| self.jurisdictions.get("default")).copied()
    }

    /// The first rule that takes this mention.
    pub fn route(&self, mention: Routed<'_>) -> Option<&RoutingRule> {
        self.routing.iter().find(|rule| rule.takes(mention))
    }

    /// When the answer is due by this rule for a mention that arrived at `from`.
    pub fn due(&self, rule: &RoutingRule, slugs: &[&str], from: Timestamp) -> Timestamp {
        self.after(slugs, from, rule.answer_within, rule.clock)
    }

    /// The moment when so much time has passed by this clock.
    pub fn after(
        &self,
        slugs: &[&str],
        from: Timestamp,
        length: SignedDuration,
        clock: Clock,
    ) -> Timestamp {
        let wall = || from.checked_add(length).unwrap_or(Timestamp::MAX);
        match clock {
            Clock::Wall => wall(),
            // A calendar that cannot say is no reason to owe nothing.
            Clock::Business => self.calendar(slugs).add(from, length).unwrap_or_else(|_| wall()),
        }
    }

    /// How grave a case is by what is known of it.
    pub fn weigh(&self, weight: Weight) -> Seriousness {
        let grave = self.seriousness.iter().find(|g| g.when.holds(weight));
        grave.map_or(Seriousness::Ordinary, |g| g.level)
    }

    /// The lowest role that talks to the client of a case as grave as this.
    pub fn talks(&self, level: Seriousness) -> Role {
        self.seriousness.iter().find(|g| g.level == level).map_or(Role::Manager, |g| g.talks)
    }

    /// What is to be done at a stage of such a case.
    pub fn steps_at(
        &self,
        stage: Stage,
        kind: Option<&str>,
        public: bool,
    ) -> impl Iterator<Item = &Step> {
        let kind = kind.map(str::to_owned);
        self.steps.iter().filter(move |s| s.stage == stage && s.fits(kind.as_deref(), public))
    }

    /// The value of a policy; the usual one when the regulation does not name it.
    pub fn policy(&self, name: &str) -> &str {
        let usual = || {
            let known = POLICIES.iter().find(|(n, _)| *n == name);
            known.and_then(|(_, values)| values.first()).copied().unwrap_or("0")
        };
        self.policies.get(name).map_or_else(usual, String::as_str)
    }
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
