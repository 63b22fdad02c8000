//! Sentences written by imagination and kept away from the patterns. The first batch was written before
//! the first pattern; the second after all of them, in other turns of speech, and scored once before
//! anything was changed for it. Only the second says how the rules do on what they have not met. The
//! floors are figures reached; a change may raise them, never lower them.

#![allow(clippy::unwrap_used)] // helpers of tests are tests, too

use guard::{Channel, Draft, Facts, check};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Case {
    batch: u8,
    rule: String,
    lang: String,
    violation: bool,
    stage: domain::Stage,
    channel: Channel,
    text: String,
}

#[derive(Default)]
struct Tally {
    violations: u32,
    found: u32,
    innocent: u32,
    alarms: u32,
}

fn tally(by: impl Fn(&Case) -> String) -> BTreeMap<String, Tally> {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    for line in include_str!("heldout.jsonl").lines() {
        let case: Case = serde_json::from_str(line).unwrap();
        let draft = Draft {
            text: &case.text,
            stage: case.stage,
            channel: case.channel,
            lang: None,
            facts: Facts::default(),
        };
        let found = check(&draft).iter().any(|f| f.rule == case.rule);
        let t = tallies.entry(by(&case)).or_default();
        if case.violation {
            t.violations += 1;
            t.found += u32::from(found);
        } else {
            t.innocent += 1;
            t.alarms += u32::from(found);
        }
    }
    tallies
}

#[test]
fn held_back_sentences() {
    for name in
        [|c: &Case| format!("{} {}", c.batch, c.rule), |c: &Case| format!("{} {}", c.batch, c.lang)]
    {
        for (name, t) in tally(name) {
            println!(
                "{name:28} found {:2}/{:2}  alarms {:2}/{:2}",
                t.found, t.violations, t.alarms, t.innocent
            );
        }
    }
    let batches = tally(|c| c.batch.to_string());
    for (batch, found, alarms) in [("1", 190, 1), ("2", 18, 1)] {
        let t = &batches[batch];
        assert!(t.found >= found, "batch {batch}: {} of {} found", t.found, t.violations);
        assert!(t.alarms <= alarms, "batch {batch}: {} of {} alarmed", t.alarms, t.innocent);
    }
}
