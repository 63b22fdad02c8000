//! What came of a scenario, line by line; for people and for programs.

use serde::Serialize;
use std::fmt;

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Report {
    pub title: String,
    pub shows: Vec<String>,
    pub lines: Vec<Line>,
    /// What was expected and what came instead; empty: all of it came true.
    pub unmet: Vec<String>,
}

/// One event or refusal.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Line {
    /// Local time of the company, to the minute.
    pub at: String,
    pub case: String,
    pub by: String,
    /// The kind of the event, or the code of the refusal.
    pub what: String,
    pub refused: bool,
    /// The rest in words.
    pub detail: String,
}

impl Report {
    pub fn passed(&self) -> bool {
        self.unmet.is_empty()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} ({})", self.title, self.shows.join(", "))?;
        for line in &self.lines {
            writeln!(f, "{line}")?;
        }
        for unmet in &self.unmet {
            writeln!(f, "NOT MET: {unmet}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let case = if self.case == "it" { String::new() } else { format!("[{}] ", self.case) };
        let what = self.what.replace('_', " ");
        let mark = if self.refused { "refused: " } else { "" };
        write!(f, "{}  {:<8} {case}{mark}{what}", self.at, self.by)?;
        if self.detail.is_empty() { Ok(()) } else { write!(f, ": {}", self.detail) }
    }
}
