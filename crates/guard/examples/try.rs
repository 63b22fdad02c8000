//! Shows what the guard finds: JSON lines on standard input with `text` (or `reply`), and optionally
//! `stage`, `channel`, `lang`; findings on standard output. For trying rules on replies from elsewhere.

#![allow(clippy::unwrap_used)] // helpers of tests are tests, too

use guard::{Channel, Draft, Facts, check};
use std::io::{BufRead, stdin};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (mut seen, mut with) = (0, 0);
    for line in stdin().lock().lines() {
        let row: serde_json::Value = serde_json::from_str(&line?)?;
        let field = |name: &str| row.get(name).and_then(|v| v.as_str());
        let Some(text) = field("reply").or(field("text")) else { continue };
        seen += 1;
        let stage = field("stage").unwrap_or("fact_finding").parse()?;
        let channel =
            if field("channel") == Some("private") { Channel::Private } else { Channel::Public };
        let facts = Facts {
            client_name: field("client_name"),
            client_text: field("client"),
            own_contacts: &[],
        };
        let found = check(&Draft { text, stage, channel, lang: None, facts });
        with += usize::from(!found.is_empty());
        for f in &found {
            println!("{}\t[{}]\t{}", f.rule, &text[f.start..f.end], text.replace('\n', " "));
        }
    }
    eprintln!("{with} of {seen} with findings");
    Ok(())
}
