//! Words of time and what moment they mean, from the lists in `times/`.
#![allow(clippy::unwrap_used, clippy::panic)]

use domain::{Calendar, Timestamp};
use guard::{Due, Moment};
use jiff::tz::TimeZone;
use text::{Analysis, Lang};

fn calendar() -> Calendar {
    let written = r#"{"zone": "Europe/Bucharest", "holidays": {"2027-03-08": ""},
        "week": {"mon": ["09:00-13:00", "14:00-18:00"], "tue": ["09:00-13:00", "14:00-18:00"],
        "wed": ["09:00-13:00", "14:00-18:00"], "thu": ["09:00-13:00", "14:00-18:00"],
        "fri": ["09:00-13:00", "14:00-18:00"]}}"#;
    serde_json::from_str(written).unwrap()
}

/// What a line of the lists says of these words.
fn meaning(words: &str, lang: Option<Lang>, calendar: &Calendar) -> String {
    let zone = TimeZone::get("Europe/Bucharest").unwrap();
    let now: Timestamp = "2027-03-03T10:20:00+02:00".parse().unwrap();
    let analysis = match lang {
        Some(lang) => Analysis::with_lang(words, lang),
        None => Analysis::new(words),
    };
    let found = text::time::find(&analysis);
    let [one] = found.as_slice() else {
        return if found.is_empty() {
            "none".to_owned()
        } else {
            format!("{} of them", found.len())
        };
    };
    match guard::due(one.when, Moment { now, zone: &zone, calendar }) {
        Due::Vague => "vague".to_owned(),
        Due::Passed => "passed".to_owned(),
        Due::TooFar => "too far".to_owned(),
        Due::By { at, .. } => {
            let at = at.to_zoned(zone).strftime("%Y-%m-%d %H:%M").to_string();
            let short = at.strip_prefix("2027-").unwrap_or(&at);
            let short = short.strip_prefix("03-").unwrap_or(short);
            short.strip_suffix(" 23:59").unwrap_or(short).to_owned()
        }
    }
}

/// The lines that do not mean what they should, and how many there are in all.
fn wrong(list: &str, lang: Option<Lang>) -> (Vec<String>, usize) {
    let calendar = calendar();
    let lines: Vec<_> =
        list.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once(" => ")).collect();
    let got = |(words, want): &(&str, &str)| {
        let got = meaning(words, lang, &calendar);
        (got != *want).then(|| format!("{words} => {got}, not {want}"))
    };
    (lines.iter().filter_map(got).collect(), lines.len())
}

#[track_caller]
fn check(list: &str, lang: Lang, least: usize) {
    let (wrong, all) = wrong(list, Some(lang));
    assert!(wrong.is_empty(), "{} of {all} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(all >= least, "{all} lines only");
}

#[test]
fn russian() {
    check(include_str!("times/ru.txt"), Lang::Ru, 150);
}

#[test]
fn english() {
    check(include_str!("times/en.txt"), Lang::En, 150);
}

#[test]
fn romanian() {
    check(include_str!("times/ro.txt"), Lang::Ro, 150);
}
