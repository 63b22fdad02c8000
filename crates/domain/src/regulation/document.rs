//! The form of a regulation: one Markdown text with TOML settings in front, sections, checklists and
//! wordings. Here its lines are taken apart; what they mean is decided above.
//!
//! Attributes follow the usual `{#id .class key=value}` of Markdown headings and list items.

use super::{Fault, RegulationError};

/// A regulation taken apart. Lines are counted from 1.
#[derive(Debug)]
pub struct Document<'t> {
    /// Between the `+++` lines.
    pub settings: &'t str,
    /// The line on which `settings` begins.
    pub settings_line: usize,
    /// What stands before the first section.
    pub preamble: String,
    pub sections: Vec<Section<'t>>,
}

/// `# Title {#id}` with the parts below it.
#[derive(Debug)]
pub struct Section<'t> {
    pub head: Head<'t>,
    pub parts: Vec<Part<'t>>,
}

/// `## Title {#id …}` with its lines.
#[derive(Debug)]
pub struct Part<'t> {
    pub head: Head<'t>,
    pub lines: Vec<(usize, &'t str)>,
}

/// A heading or a list item: its words, and what stands between the braces at its end.
#[derive(Debug)]
pub struct Head<'t> {
    pub line: usize,
    pub title: &'t str,
    pub attributes: Attributes<'t>,
}

#[derive(Debug, Default)]
pub struct Attributes<'t> {
    pub id: Option<&'t str>,
    pub classes: Vec<&'t str>,
    pub values: Vec<(&'t str, &'t str)>,
}

impl<'t> Document<'t> {
    pub fn parse(source: &'t str) -> Result<Self, RegulationError> {
        let (settings, body, first) = fenced(source)?;
        let mut preamble = Vec::new();
        let mut sections: Vec<Section> = Vec::new();
        for (n, text) in body.lines().enumerate() {
            let line = first + n;
            if let Some(title) = text.strip_prefix("# ") {
                sections.push(Section { head: Head::parse(line, title)?, parts: vec![] });
            } else if let Some(title) = text.strip_prefix("## ") {
                let head = Head::parse(line, title)?;
                let section = sections
                    .last_mut()
                    .ok_or(RegulationError::at(line, Fault::OutsideSection(title.into())))?;
                section.parts.push(Part { head, lines: vec![] });
            } else if let Some(part) = sections.last_mut().and_then(|s| s.parts.last_mut()) {
                part.lines.push((line, text));
            } else if sections.is_empty() {
                preamble.push(text);
            }
        }
        Ok(Document {
            settings,
            settings_line: 2,
            preamble: preamble.join("\n").trim().to_owned(),
            sections,
        })
    }
}

impl<'t> Head<'t> {
    pub fn parse(line: usize, text: &'t str) -> Result<Self, RegulationError> {
        let text = text.trim();
        let inner = text.strip_suffix('}').and_then(|t| t.rsplit_once('{'));
        // A variable of a wording looks alike and stands inside a sentence.
        let Some((title, inner)) =
            inner.filter(|(_, inner)| inner.starts_with(['#', '.']) || inner.contains('='))
        else {
            return Ok(Head { line, title: text, attributes: Attributes::default() });
        };
        let mut attributes = Attributes::default();
        for word in inner.split_whitespace() {
            if let Some(id) = word.strip_prefix('#') {
                attributes.id = Some(id);
            } else if let Some(class) = word.strip_prefix('.') {
                attributes.classes.push(class);
            } else if let Some(pair) = word.split_once('=') {
                attributes.values.push(pair);
            } else {
                return Err(RegulationError::at(line, Fault::Attribute(word.into())));
            }
        }
        Ok(Head { line, title: title.trim(), attributes })
    }
}

impl<'t> Attributes<'t> {
    /// The words of a list such as `stages=intake,waiting`; none when it is left out.
    pub fn list(&self, name: &str) -> impl Iterator<Item = &'t str> {
        let value = self.values.iter().find(|(n, _)| *n == name).map(|(_, v)| *v);
        value.into_iter().flat_map(|v| v.split(',')).filter(|v| !v.is_empty())
    }

    pub fn value(&self, name: &str) -> Option<&'t str> {
        self.list(name).next()
    }

    /// The first attribute that is none of these.
    pub fn unknown(&self, known: &[&str], classes: &[&str]) -> Option<&'t str> {
        let value = self.values.iter().map(|(n, _)| *n).find(|n| !known.contains(n));
        value.or_else(|| self.classes.iter().copied().find(|c| !classes.contains(c)))
    }
}

/// The settings between the `+++` lines, what follows, and the line on which it begins.
fn fenced(source: &str) -> Result<(&str, &str, usize), RegulationError> {
    const FENCE: &str = "+++";
    let missing = || RegulationError::at(1, Fault::NoSettings);
    let inner =
        source.strip_prefix(FENCE).and_then(|s| s.strip_prefix('\n')).ok_or_else(missing)?;
    let end = inner
        .match_indices(FENCE)
        .map(|(at, _)| at)
        .find(|at| {
            let starts = *at == 0 || inner[..*at].ends_with('\n');
            starts && inner[at + FENCE.len()..].lines().next().unwrap_or_default().trim().is_empty()
        })
        .ok_or_else(missing)?;
    let body = &inner[end + FENCE.len()..];
    let first = 1 + 1 + inner[..end].matches('\n').count();
    Ok((&inner[..end], body, first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_taken_apart_with_its_lines() {
        let source = "+++\ntitle = \"T\"\n+++\n\nFirst.\n\nSecond.\n\n# What to do {#steps}\n\n\
                      ## Intake {#intake}\n- One {.required kind=money}\n";
        let d = Document::parse(source).unwrap();
        assert_eq!((d.settings, d.settings_line), ("title = \"T\"\n", 2));
        assert_eq!(d.preamble, "First.\n\nSecond.");
        let section = &d.sections[0];
        assert_eq!((section.head.line, section.head.title), (9, "What to do"));
        assert_eq!(section.head.attributes.id, Some("steps"));
        let part = &section.parts[0];
        assert_eq!(part.lines, [(12, "- One {.required kind=money}")]);
        let head = Head::parse(12, part.lines[0].1).unwrap();
        assert_eq!(head.title, "- One");
        assert_eq!(head.attributes.classes, ["required"]);
        assert_eq!(head.attributes.value("kind"), Some("money"));
    }

    #[test]
    fn what_is_not_closed_is_told() {
        for source in ["", "title = 1", "+++\ntitle = 1\n", "+++\na = '''\n+++ no\n'''\n"] {
            let error = Document::parse(source).unwrap_err();
            assert_eq!((error.line, error.fault), (1, Fault::NoSettings), "{source}");
        }
        let error = Document::parse("+++\n+++\n## A\n").unwrap_err();
        assert_eq!(error.line, 3);
    }

    #[test]
    fn a_variable_is_no_attribute() {
        let head = Head::parse(1, "Write by {due}").unwrap();
        assert_eq!(head.title, "Write by {due}");
    }
}
