//! The stories in `docs/scenarios` come true; and a story that is not true is told so.

#![allow(clippy::unwrap_used)] // helpers of tests are tests, too

use domain::scenario::{Report, Scenario, ScenarioError};
use std::collections::BTreeSet;
use std::path::PathBuf;

fn shipped(lang: &str) -> Option<&'static str> {
    match lang {
        "ru" => Some(include_str!("../../app/regulations/ru.md")),
        "ro" => Some(include_str!("../../app/regulations/ro.md")),
        "en" => Some(include_str!("../../app/regulations/en.md")),
        _ => None,
    }
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/scenarios")
}

/// The stories by file name.
fn stories() -> Vec<(String, String)> {
    let files = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut stories: Vec<_> = files
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect();
    stories.sort();
    stories
}

fn run(source: &str) -> Result<Report, ScenarioError> {
    Scenario::run(source, shipped)
}

#[test]
fn every_story_comes_true() {
    let mut wrong = Vec::new();
    for (name, source) in stories() {
        match run(&source) {
            Ok(report) if report.passed() => {}
            Ok(report) => wrong.push(format!("{name}\n{report}")),
            Err(error) => wrong.push(format!("{name}: {error}")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_index_names_every_story_and_the_stories_every_requirement() {
    let index = std::fs::read_to_string(folder().join("README.md")).unwrap();
    let mut shown = BTreeSet::new();
    let stories = stories();
    assert!(stories.len() >= 40, "{}", stories.len());
    for (name, source) in &stories {
        let scenario = Scenario::parse(source).unwrap();
        let row = format!("| [{}]({name}) | {} |", scenario.title, scenario.shows.join(", "));
        assert!(index.lines().any(|line| line == row), "docs/scenarios/README.md wants:\n{row}");
        assert!(!scenario.story.trim().is_empty(), "{name} tells nothing");
        shown.extend(scenario.shows);
    }
    let listed = index.lines().filter(|line| line.starts_with("| [")).count();
    assert_eq!(listed, stories.len(), "the index names a story that is not there");
    let missing: Vec<_> =
        (7..=38).map(|n| format!("R{n}")).filter(|r| !shown.contains(r)).collect();
    assert!(missing.is_empty(), "no story shows {missing:?}");
}

const STORY: &str = r#"title = "Unfounded without evidence"
shows = ["R33"]
story = "For the test of the runner."
starts = "2026-03-02T10:00"

[[given]]
do.open = {}

[[when]]
at = "+5m"
do.move = { to = "fact_finding" }
then = { events = ["stage_moved"], stage = "fact_finding" }

[[when]]
by = "head"
do.verdict = { verdict = "unfounded", grounds = "We think so." }
then = { refused = "no_evidence", says = "evidence" }
"#;

#[test]
fn a_story_that_is_not_true_is_told_with_its_line() {
    assert!(run(STORY).unwrap().passed());
    for (true_, false_, said) in [
        (
            "refused = \"no_evidence\", says = \"evidence\"",
            "events = [\"verdict_given\"]",
            "line 14: expected no refusal, came no_evidence",
        ),
        ("\"no_evidence\"", "\"closed\"", "line 14: expected refusal closed, came no_evidence"),
        ("says = \"evidence\"", "says = \"rain\"", "line 14: expected the words `rain`"),
        (
            "[\"stage_moved\"]",
            "[\"reply_sent\"]",
            "line 9: expected events [reply_sent], came [stage_moved]",
        ),
        (
            "stage = \"fact_finding\" }",
            "stage = \"intake\" }",
            "line 9: expected stage intake, came fact_finding",
        ),
        (
            "stage = \"fact_finding\" }",
            "promises = { answer = \"kept\" } }",
            "line 9: expected promise answer kept, came open",
        ),
        (
            "stage = \"fact_finding\" }",
            "remedies = { it = \"granted\" } }",
            "line 9: expected remedy it granted, came nothing",
        ),
    ] {
        assert!(STORY.contains(true_), "{true_}");
        let report = run(&STORY.replace(true_, false_)).unwrap();
        assert!(!report.passed(), "{false_} passed");
        assert!(report.unmet.iter().any(|u| u.starts_with(said)), "{:?}", report.unmet);
    }
}

#[test]
fn what_is_wrong_in_a_story_is_named_with_its_line() {
    for (right, wrong, line, said) in [
        ("at = \"+5m\"", "att = \"+5m\"", 10, "unknown field `att`"),
        ("to = \"fact_finding\" }", "too = \"fact_finding\" }", 11, "too, available keys: to"),
        ("stage = \"fact_finding\" }", "stag = \"x\" }", 12, "unknown field `stag`"),
        ("do.verdict", "do.judge", 16, "unknown variant `judge`"),
        ("by = \"head\"", "by = \"Nobody\"", 14, "nobody is called `Nobody`"),
        ("\"+5m\"", "\"2020-01-01T10:00\"", 9, "time never goes back"),
        ("\"+5m\"", "\"+5 moons\"", 9, "+5 moons"),
    ] {
        assert!(STORY.contains(right), "{right}");
        let error = run(&STORY.replace(right, wrong)).unwrap_err();
        assert_eq!(error.line, line, "{error}");
        assert!(error.fault.contains(said), "{error}");
    }
    let strange = STORY.replace("starts", "regulation = \"fr\"\nstarts");
    assert_eq!(run(&strange).unwrap_err().line, 4);
}

#[test]
fn the_settings_of_a_story_change_the_regulation_and_are_checked() {
    let with = |more: &str| format!("{STORY}\n{more}");
    let lighter = with("[settings.who]\nverdict = \"manager\"\n").replace("by = \"head\"\n", "");
    assert!(run(&lighter).unwrap().passed());
    let manager = STORY.replace("by = \"head\"\n", "");
    assert!(run(&manager).unwrap().unmet[0].contains("not_yours"));
    let wrong = run(&with("[settings.policies]\npublic_answer = \"never\"\n")).unwrap_err();
    assert!(wrong.fault.contains("`never` is not one of the allowed words"), "{wrong}");
}
