//! Sentences written before the patterns, by imagination: how well the rules do on what they were not
//! made from. The floors are the figures reached; a change may raise them, never lower them.

use guard::{Channel, Draft, Facts, check};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Case {
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
        if std::env::var("SHOW").is_ok_and(|r| case.rule == r) && found != case.violation {
            println!(
                "{} {} {}",
                if case.violation { "MISS " } else { "ALARM" },
                case.lang,
                case.text
            );
        }
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
    for (rule, t) in tally(|c| c.rule.clone()) {
        println!(
            "{rule:26} found {:2}/{:2}  alarms {:2}/{:2}",
            t.found, t.violations, t.alarms, t.innocent
        );
    }
    for (lang, t) in tally(|c| c.lang.clone()) {
        println!(
            "{lang:26} found {:2}/{:2}  alarms {:2}/{:2}",
            t.found, t.violations, t.alarms, t.innocent
        );
    }
}
