//! Every rule file proves itself: it finds its violations, leaves its look-alikes, and has enough of both.

#![allow(clippy::unwrap_used)] // helpers of tests are tests, too

use domain::Stage;
use guard::{Channel, Draft, Example, Facts, Rule, Texts, check, rules};
use text::Lang;

const VIOLATIONS: usize = 8;
const FINE: usize = 6;

fn found(rule: &Rule, lang: Lang, example: &Example) -> bool {
    let usual =
        if rule.stages.contains(&Stage::FactFinding) { Stage::FactFinding } else { rule.stages[0] };
    let public_only = !rule.channels.contains(&Channel::Private);
    let (text, stage, channel, facts) = match example {
        Example::Plain(text) => (text, None, None, Facts::default()),
        Example::Placed { text, stage, channel, client_name, client } => {
            let facts = Facts {
                client_name: client_name.as_deref(),
                client_text: client.as_deref(),
                ..Facts::default()
            };
            (text, *stage, *channel, facts)
        }
    };
    let draft = Draft {
        text,
        stage: stage.unwrap_or(usual),
        channel: channel.unwrap_or(if public_only { Channel::Public } else { Channel::Private }),
        lang: Some(lang),
        facts,
    };
    check(&draft).iter().any(|f| f.rule == rule.id)
}

fn text(example: &Example) -> &str {
    match example {
        Example::Plain(text) | Example::Placed { text, .. } => text,
    }
}

fn languages(rule: &Rule) -> [(Lang, &Texts); 3] {
    [(Lang::Ru, &rule.ru), (Lang::En, &rule.en), (Lang::Ro, &rule.ro)]
}

#[test]
fn rules_find_their_violations_and_leave_the_rest() {
    let mut wrong = Vec::new();
    for rule in rules() {
        for (lang, texts) in languages(rule) {
            for (examples, want) in [(&texts.violations, true), (&texts.fine, false)] {
                for example in examples.iter().filter(|e| found(rule, lang, e) != want) {
                    let what = if want { "missed" } else { "false alarm" };
                    wrong.push(format!("{} {}: {what}: {}", rule.id, lang.code(), text(example)));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn rules_have_enough_examples_and_all_their_texts() {
    for rule in rules() {
        for (lang, texts) in languages(rule) {
            let place = format!("{} {}", rule.id, lang.code());
            assert!(
                texts.violations.len() >= VIOLATIONS,
                "{place}: {} violations",
                texts.violations.len()
            );
            assert!(texts.fine.len() >= FINE, "{place}: {} fine", texts.fine.len());
            for line in [&texts.title, &texts.why, &texts.fix] {
                assert!(!line.is_empty() && line.chars().count() <= 160, "{place}: {line}");
            }
            assert!(
                texts.why.ends_with('.') && texts.fix.ends_with('.'),
                "{place}: a sentence ends with a full stop"
            );
        }
    }
}
