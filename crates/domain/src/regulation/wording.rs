//! Checklists and tested wordings of a regulation.

use super::document::{Attributes, Head, Part, Section};
use super::{Fault, RegulationError, settings};
use crate::Stage;
use crate::brand::Visibility;
use crate::stage::codes;
use serde::{Deserialize, Serialize};

/// One thing to do at a stage.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Step {
    /// Stays the same within a version: what was ticked is known by it.
    pub id: String,
    pub stage: Stage,
    pub text: String,
    /// Without it the case does not leave the stage.
    pub required: bool,
    /// Kinds of conflict and channels it is for; empty: all.
    pub kinds: Vec<String>,
    pub channels: Vec<Visibility>,
}

codes! {
    /// What a wording must hold to be more than a form letter.
    Needed {
        Regret = "regret",
        Understanding = "understanding",
        Question = "question",
        Options = "options",
        Time = "time",
    }
}

/// A tested wording with variables.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SpeechModule {
    pub id: String,
    pub title: String,
    pub lang: String,
    pub stages: Vec<Stage>,
    pub channels: Vec<Visibility>,
    pub kinds: Vec<String>,
    pub needs: Vec<Needed>,
    /// What the manager adds in his own words, so that it does not read like a form letter.
    pub hint: String,
    pub text: String,
    /// Where it stands in the regulation.
    pub line: usize,
}

/// The variables that a wording may hold, as `{client}`.
pub const VARIABLES: &[&str] = &["client", "manager", "brand", "number", "due", "link"];

impl Step {
    pub fn fits(&self, kind: Option<&str>, public: bool) -> bool {
        let seen = if public { Visibility::Public } else { Visibility::Private };
        (self.kinds.is_empty() || kind.is_some_and(|k| self.kinds.iter().any(|s| s == k)))
            && (self.channels.is_empty() || self.channels.contains(&seen))
    }
}

impl SpeechModule {
    pub fn fits(&self, stage: Stage, visibility: Visibility) -> bool {
        (self.stages.is_empty() || self.stages.contains(&stage))
            && (self.channels.is_empty() || self.channels.contains(&visibility))
    }

    /// Whether it is for this kind of conflict; one for no kind in particular is for all.
    pub fn is_about(&self, kind: Option<&str>) -> bool {
        self.kinds.is_empty() || kind.is_some_and(|k| self.kinds.iter().any(|s| s == k))
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

    pub fn variables(&self) -> impl Iterator<Item = &str> {
        self.text.split('{').skip(1).filter_map(|part| part.split_once('}').map(|(name, _)| name))
    }
}

/// `# … {#steps}`: a part for each stage, an item for each step.
pub(super) fn steps(section: &Section) -> Result<Vec<Step>, RegulationError> {
    let mut steps = Vec::new();
    for part in &section.parts {
        let stage = part.head.attributes.id.and_then(|id| id.parse::<Stage>().ok());
        let stage = stage.ok_or_else(|| {
            RegulationError::at(part.head.line, Fault::NoStage(part.head.title.into()))
        })?;
        for (line, text) in items(part) {
            let head = Head::parse(line, &text)?;
            known(&head, &["kind", "channel"], &["required"])?;
            let n = steps.iter().filter(|s: &&Step| s.stage == stage).count() + 1;
            let id = head.attributes.id.map_or_else(|| format!("{stage}-{n}"), str::to_owned);
            steps.push(Step {
                id,
                stage,
                text: head.title.to_owned(),
                required: head.attributes.classes.contains(&"required"),
                kinds: head.attributes.list("kind").map(str::to_owned).collect(),
                channels: channels(&head.attributes, "channel", line)?,
            });
        }
    }
    Ok(steps)
}

/// `# … {#words}`: a part for each wording.
pub(super) fn modules(section: &Section) -> Result<Vec<SpeechModule>, RegulationError> {
    section.parts.iter().map(module).collect()
}

fn module(part: &Part) -> Result<SpeechModule, RegulationError> {
    let Head { line, title, attributes } = &part.head;
    known(&part.head, &["lang", "stages", "channels", "kinds", "needs"], &[])?;
    let at = |fault| RegulationError::at(*line, fault);
    let id = attributes.id.ok_or_else(|| at(Fault::NoId((*title).into())))?;
    let lang = attributes.value("lang").ok_or_else(|| at(Fault::NoLang(id.into())))?;
    if !["ru", "en", "ro"].contains(&lang) {
        return Err(at(Fault::UnknownWord(lang.into())));
    }
    let (hints, words): (Vec<_>, Vec<_>) =
        part.lines.iter().map(|(_, l)| *l).partition(|l| l.starts_with('>'));
    let hint: Vec<&str> = hints.iter().map(|h| h.trim_start_matches('>').trim()).collect();
    Ok(SpeechModule {
        id: id.to_owned(),
        title: (*title).to_owned(),
        lang: lang.to_owned(),
        stages: words_of(attributes, "stages", *line)?,
        channels: channels(attributes, "channels", *line)?,
        kinds: attributes.list("kinds").map(str::to_owned).collect(),
        needs: words_of(attributes, "needs", *line)?,
        hint: hint.join(" "),
        text: words.join("\n").trim().to_owned(),
        line: *line,
    })
}

/// The items of a list, each with the lines that continue it.
fn items(part: &Part) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    for (line, text) in &part.lines {
        let item = text.strip_prefix("- ").or_else(|| text.strip_prefix("* "));
        match (item, found.last_mut()) {
            (Some(item), _) => {
                let item = item.trim_start_matches("[ ]").trim();
                found.push((*line, item.to_owned()));
            }
            (None, Some((_, last))) if text.starts_with("  ") && !text.trim().is_empty() => {
                last.push(' ');
                last.push_str(text.trim());
            }
            _ => {}
        }
    }
    found
}

fn known(head: &Head, values: &[&str], classes: &[&str]) -> Result<(), RegulationError> {
    match head.attributes.unknown(values, classes) {
        Some(word) => Err(RegulationError::at(head.line, Fault::Attribute(word.into()))),
        None => Ok(()),
    }
}

fn channels(a: &Attributes, name: &str, line: usize) -> Result<Vec<Visibility>, RegulationError> {
    a.list(name)
        .map(|word| {
            settings::channel(word)
                .ok_or_else(|| RegulationError::at(line, Fault::UnknownWord(word.into())))
        })
        .collect()
}

fn words_of<T: std::str::FromStr>(
    a: &Attributes,
    name: &str,
    line: usize,
) -> Result<Vec<T>, RegulationError> {
    a.list(name)
        .map(|word| {
            word.parse().map_err(|_| RegulationError::at(line, Fault::UnknownWord(word.into())))
        })
        .collect()
}
