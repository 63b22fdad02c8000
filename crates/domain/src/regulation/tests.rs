//! What a regulation may be, and where it says what is wrong with it.

use super::*;
use crate::brand::Visibility;

const GOOD: &str = r##"+++
title = "How we answer"
kinds = [{ id = "money", title = "Money" }]

[calendars.default]
zone = "Europe/London"
[calendars.default.week]
mon = ["09:00-17:00"]

[[authority]]
role = "manager"
per_gift = "20 GBP"
+++

A complaint is a gift.

# What to do {#steps}

## Intake {#intake}

- Read all of it,
  to the end.
- Ask for the receipt. {#receipt .required kind=money channel=private}

# What to say {#words}

## First answer {#first lang=en stages=intake channels=public needs=regret,time}

> Name the details.

{client}, I am sorry.

I will write by {due}.
"##;

#[test]
fn a_regulation_is_read_whole() {
    let r = Regulation::parse(GOOD).unwrap();
    assert_eq!(
        (r.title.as_str(), r.preamble.as_str()),
        ("How we answer", "A complaint is a gift.")
    );
    let texts: Vec<_> =
        r.steps.iter().map(|s| (s.id.as_str(), s.text.as_str(), s.required)).collect();
    assert_eq!(
        texts,
        [
            ("intake-1", "Read all of it, to the end.", false),
            ("receipt", "Ask for the receipt.", true)
        ]
    );
    assert_eq!(r.steps_at(Stage::Intake, Some("money"), false).count(), 2);
    assert_eq!(r.steps_at(Stage::Intake, Some("money"), true).count(), 1);
    assert_eq!(r.steps_at(Stage::Intake, None, false).count(), 1);
    let m = &r.modules[0];
    assert_eq!((m.hint.as_str(), m.line), ("Name the details.", 27));
    assert_eq!(m.text, "{client}, I am sorry.\n\nI will write by {due}.");
    assert!(
        m.fits(Stage::Intake, Visibility::Public) && !m.fits(Stage::Closing, Visibility::Public)
    );
    assert_eq!(r.policy("company_view"), "after_acceptance");
    assert_eq!(r.talks(Seriousness::Critical), Role::Manager, "nobody said otherwise");
}

#[test]
fn what_is_wrong_is_told_with_its_line() {
    use Fault::*;
    for (from, to, line, fault) in [
        ("title = \"How we answer\"", "titel = 1", 2, None),
        ("mon = [\"09:00-17:00\"]", "mon = [\"17:00-09:99\"]", 8, None),
        ("\"20 GBP\"", "\"twenty\"", 12, None),
        ("{#steps}", "{#stepz}", 17, Some(UnknownSection("What to do".into()))),
        ("{#intake}", "{#intakes}", 19, Some(NoStage("Intake".into()))),
        (".required", ".requird", 23, Some(Attribute("requird".into()))),
        ("kind=money", "kind=honey", 23, Some(UnknownKind("honey".into()))),
        ("channel=private", "channel=secret", 23, Some(UnknownWord("secret".into()))),
        ("lang=en", "lang=de", 27, Some(UnknownWord("de".into()))),
        ("#first ", "", 27, Some(NoId("First answer".into()))),
        ("{client}", "{klient}", 31, Some(UnknownVariable("first".into(), "klient".into()))),
        ("{client}", "{link}", 27, Some(PublicLink("first".into()))),
        ("{due}", "soon", 27, Some(NoDue("first".into()))),
        (
            "title = \"How we answer\"",
            "title = \"T\"\npolicies = { smile = \"on\" }",
            3,
            Some(UnknownPolicy("smile".into())),
        ),
        (
            "per_gift = \"20 GBP\"",
            "per_gift = \"20 GBP\"\nper_day = \"5 EUR\"",
            10,
            Some(Currencies("manager".into())),
        ),
    ] {
        let error = Regulation::parse(&GOOD.replace(from, to)).unwrap_err();
        if let Some(fault) = fault {
            assert_eq!(error.fault, fault, "{to}");
        } else {
            assert!(matches!(error.fault, Toml(_)), "{to}: {error}");
        }
        assert_eq!(error.line, line, "{to}: {error}");
    }
}

#[test]
fn a_grave_case_is_known_by_any_of_its_signs() {
    let source = GOOD.replace(
        "kinds =",
        "seriousness = [{ level = \"critical\", talks = \"owner\", when = { urgency_at_least = 2 } }, \
         { level = \"serious\", talks = \"head\", when = { rating_at_most = 1, cases_at_least = 3 } }]\nkinds =",
    );
    let r = Regulation::parse(&source).unwrap();
    let weight = Weight { rating: Some(3), cases: 1, ..Weight::default() };
    assert_eq!(r.weigh(weight), Seriousness::Ordinary);
    assert_eq!(r.weigh(Weight { cases: 3, ..weight }), Seriousness::Serious);
    assert_eq!(
        r.weigh(Weight { rating: Some(1), urgency: Some(2), ..weight }),
        Seriousness::Critical
    );
    assert_eq!(r.talks(Seriousness::Serious), Role::Head);
}

#[test]
fn no_text_makes_it_fall() {
    // Every prefix and every line left out: an error or a regulation, never a panic.
    for end in (0..GOOD.len()).filter(|i| GOOD.is_char_boundary(*i)) {
        let _ = Regulation::parse(&GOOD[..end]);
    }
    for n in 0..GOOD.lines().count() {
        let kept: Vec<_> =
            GOOD.lines().enumerate().filter(|(i, _)| *i != n).map(|(_, l)| l).collect();
        let _ = Regulation::parse(&kept.join("\n"));
    }
}
