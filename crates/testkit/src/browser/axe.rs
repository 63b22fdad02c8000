//! Accessibility check of the page that is open, by axe-core (vendor/axe-core).
//! Sent through WebDriver, so the page's own script policy stays as strict as it is.

use std::fmt;

use anyhow::{Context, bail};
use fantoccini::Client;
use serde::Deserialize;

const AXE: &str = include_str!("../../vendor/axe-core/axe.min.js");

const RUN: &str = "
    const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'] })
        .then(found => done({ violations: found.violations }), e => done({ error: String(e) }));
";

/// One rule that the page breaks, and where. `Display` tells a person what to mend.
#[derive(Debug, Deserialize)]
pub struct Violation {
    pub id: String,
    pub impact: Option<String>,
    pub help: String,
    pub nodes: Vec<Node>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Node {
    pub html: String,
    #[serde(default)]
    pub failure_summary: String,
}

/// Everything axe holds against the page that is open, best practices included.
pub async fn axe(client: &Client) -> anyhow::Result<Vec<Violation>> {
    #[derive(Deserialize)]
    struct Answer {
        #[serde(default)]
        violations: Vec<Violation>,
        error: Option<String>,
    }
    client.execute(AXE, vec![]).await.context("load axe")?;
    let answer = client.execute_async(RUN, vec![]).await.context("run axe")?;
    let answer: Answer = serde_json::from_value(answer).context("read axe's answer")?;
    if let Some(error) = answer.error {
        bail!("axe: {error}");
    }
    Ok(answer.violations)
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let impact = self.impact.as_deref().unwrap_or("unrated");
        writeln!(f, "{} ({impact}): {}", self.id, self.help)?;
        for node in &self.nodes {
            let summary = node.failure_summary.replace('\n', "\n      ");
            writeln!(f, "    {}\n      {summary}", node.html)?;
        }
        Ok(())
    }
}
