//! What is allowed in a regulation and yet looks like a slip: brands that do not exist.

use domain::regulation::Regulation;
use serde::Serialize;
use store::brand::Brand;

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Remark {
    pub line: usize,
    /// The key of a sentence in the interface.
    pub problem: &'static str,
    pub detail: String,
}

/// Brands named by calendars and rules that the desk does not have (yet).
pub(super) fn of(rules: &Regulation, source: &str, brands: &[Brand]) -> Vec<Remark> {
    let known = |slug: &str| brands.iter().any(|b| b.slug == slug);
    let calendars = rules.calendars.keys().filter(|name| *name != "default");
    let routing = rules.routing.iter().flat_map(|rule| &rule.brands);
    let mut unknown: Vec<&String> = calendars.chain(routing).filter(|slug| !known(slug)).collect();
    unknown.sort();
    unknown.dedup();
    let mut remarks: Vec<Remark> = unknown
        .into_iter()
        .map(|slug| Remark {
            line: line_of(source, slug),
            problem: "regulation-unknown-brand",
            detail: slug.clone(),
        })
        .collect();
    remarks.sort_by_key(|r| r.line);
    remarks
}

/// The first line outside comments that has this word as a name or between quotes.
fn line_of(source: &str, word: &str) -> usize {
    let named = |line: &str| {
        let line = line.trim_start();
        !line.starts_with('#')
            && line.match_indices(word).any(|(at, _)| {
                let before = line[..at].chars().next_back();
                let after = line[at + word.len()..].chars().next();
                let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '-');
                edge(before) && edge(after)
            })
    };
    source.lines().position(named).map_or(1, |at| at + 1)
}
