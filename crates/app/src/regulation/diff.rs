//! What changed between two texts, line by line, with a little of what stands around it.

use serde::Serialize;
use similar::{ChangeTag, TextDiff};

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    Same,
    Added,
    Removed,
    /// Lines that did not change were left out here.
    Gap,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Line {
    pub kind: LineKind,
    /// Counted in the newer text, for a removed line in the older one.
    pub number: usize,
    pub text: String,
}

/// Unchanged lines shown around a change.
const AROUND: usize = 2;

pub fn diff(before: &str, after: &str) -> Vec<Line> {
    let text = TextDiff::from_lines(before, after);
    let mut lines = vec![];
    for (n, group) in text.grouped_ops(AROUND).iter().enumerate() {
        if n > 0 {
            lines.push(Line { kind: LineKind::Gap, number: 0, text: String::new() });
        }
        for change in group.iter().flat_map(|op| text.iter_changes(op)) {
            let (kind, index) = match change.tag() {
                ChangeTag::Equal => (LineKind::Same, change.new_index()),
                ChangeTag::Insert => (LineKind::Added, change.new_index()),
                ChangeTag::Delete => (LineKind::Removed, change.old_index()),
            };
            let text = change.value().trim_end_matches(['\n', '\r']).to_owned();
            lines.push(Line { kind, number: index.map_or(0, |i| i + 1), text });
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_what_changed_and_little_else() {
        let before: String = (1..=30).map(|n| format!("line {n}\n")).collect();
        let after = before.replace("line 5\n", "line five\n").replace("line 25\n", "");
        let shown: Vec<_> = diff(&before, &after)
            .iter()
            .map(|l| format!("{:?} {} {}", l.kind, l.number, l.text))
            .collect();
        assert_eq!(
            shown,
            [
                "Same 3 line 3",
                "Same 4 line 4",
                "Removed 5 line 5",
                "Added 5 line five",
                "Same 6 line 6",
                "Same 7 line 7",
                "Gap 0 ",
                "Same 23 line 23",
                "Same 24 line 24",
                "Removed 25 line 25",
                "Same 25 line 26",
                "Same 26 line 27",
            ]
        );
        assert_eq!(diff(&before, &before), []);
    }
}
