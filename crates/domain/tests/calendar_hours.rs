//! Calendars by example: nights, split shifts, clock changes, pauses, legal days, bad input.
#![allow(clippy::unwrap_used)]

use domain::calendar::{Calendar, CalendarError, Timetable};
use jiff::{SignedDuration, Timestamp};

fn calendar(toml: &str) -> Calendar {
    toml::from_str(toml).unwrap()
}

fn refusal(toml: &str) -> CalendarError {
    Calendar::try_new(toml::from_str::<Timetable>(toml).unwrap()).unwrap_err()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn hours(hours: i64) -> SignedDuration {
    SignedDuration::from_hours(hours)
}

/// A deadline reckoned from one written moment, compared with another.
#[track_caller]
fn due(calendar: &Calendar, from: &str, work: SignedDuration, expected: &str) {
    let due = calendar.add(at(from), work).unwrap();
    assert_eq!(due, at(expected), "due {}", due.to_zoned(calendar.zone().clone()));
    assert_eq!(calendar.between(at(from), due), work);
}

const OFFICE: &str = r#"
    zone = "Europe/Moscow"
    week = { mon = ["09:00-13:00", "14:00-18:00"], tue = ["09:00-13:00", "14:00-18:00"], wed = ["09:00-13:00", "14:00-18:00"], thu = ["09:00-13:00", "14:00-18:00"], fri = ["09:00-13:00", "14:00-17:00"] }
    holidays = { "2026-11-04" = "День народного единства" }
"#;

const BAR: &str = r#"
    zone = "Europe/Bucharest"
    [week]
    fri = ["22:00-06:00"]
    sat = ["22:00-30:00"]
"#;

#[test]
fn lunch_nights_weekends_and_holidays_do_not_count() {
    let office = calendar(OFFICE);
    due(&office, "2026-11-02T12:00:00+03:00", hours(2), "2026-11-02T15:00:00+03:00");
    due(&office, "2026-11-02T12:00:00+03:00", hours(1), "2026-11-02T13:00:00+03:00");
    due(&office, "2026-11-03T17:00:00+03:00", hours(2), "2026-11-05T10:00:00+03:00");
    due(&office, "2026-11-06T16:30:00+03:00", hours(1), "2026-11-09T09:30:00+03:00");
    assert!(office.is_open(at("2026-11-02T09:00:00+03:00")));
    assert!(!office.is_open(at("2026-11-02T13:00:00+03:00")));
    assert!(!office.is_open(at("2026-11-04T10:00:00+03:00")));
    assert_eq!(
        office.next_open(at("2026-11-03T18:00:00+03:00")).unwrap(),
        at("2026-11-05T09:00:00+03:00")
    );
    let noon = at("2026-11-02T12:00:00+03:00");
    assert_eq!(office.next_open(noon).unwrap(), noon);
}

#[test]
fn a_night_belongs_to_the_day_on_which_it_begins() {
    let bar = calendar(BAR);
    assert!(bar.is_open(at("2026-11-21T05:59:00+02:00")));
    assert!(!bar.is_open(at("2026-11-21T06:00:00+02:00")));
    assert!(bar.is_open(at("2026-11-22T05:59:00+02:00")));
    due(&bar, "2026-11-21T05:00:00+02:00", hours(2), "2026-11-21T23:00:00+02:00");
    let mut written = bar.timetable().clone();
    written.holidays.insert("2026-11-21".parse().unwrap(), "închis".to_owned());
    let closed_saturday = Calendar::try_new(written).unwrap();
    assert!(closed_saturday.is_open(at("2026-11-21T05:59:00+02:00")));
    assert!(!closed_saturday.is_open(at("2026-11-21T23:00:00+02:00")));
}

#[test]
fn a_night_with_a_clock_change_has_an_hour_more_or_less() {
    let bar = calendar(BAR);
    // 29 March 2026: 03:00 becomes 04:00. 25 October 2026: 04:00 becomes 03:00.
    let spring = (at("2026-03-28T22:00:00+02:00"), at("2026-03-29T06:00:00+03:00"));
    let autumn = (at("2026-10-24T22:00:00+03:00"), at("2026-10-25T06:00:00+02:00"));
    assert_eq!(bar.between(spring.0, spring.1), hours(7));
    assert_eq!(bar.between(autumn.0, autumn.1), hours(9));
    due(&bar, "2026-03-28T22:00:00+02:00", hours(7), "2026-03-29T06:00:00+03:00");
}

#[test]
fn shifts_within_the_skipped_and_the_repeated_hour() {
    let shop = calendar(
        "zone = \"America/New_York\"\nweek = { sun = [\"02:30-02:45\", \"02:50-05:00\"] }",
    );
    // 8 March 2026, New York: 02:00 becomes 03:00, so the first shift does not exist.
    assert_eq!(
        shop.next_open(at("2026-03-08T01:00:00-05:00")).unwrap(),
        at("2026-03-08T03:00:00-04:00")
    );
    due(&shop, "2026-03-08T01:00:00-05:00", hours(2), "2026-03-08T05:00:00-04:00");
    let early = calendar(
        "zone = \"Europe/London\"\nweek = { sat = [\"20:00-01:30\"], sun = [\"01:30-03:00\"] }",
    );
    // 25 October 2026, London: 02:00 becomes 01:00. The night ends at the first 01:30
    // and the morning takes over there: 5.5 + 2.5 hours, no gap and nothing twice.
    let night = (at("2026-10-24T20:00:00+01:00"), at("2026-10-25T03:00:00+00:00"));
    assert_eq!(early.between(night.0, night.1), hours(8));
    let late = calendar("zone = \"Europe/London\"\nweek = { sat = [\"20:00-01:30\"] }");
    assert_eq!(late.between(night.0, night.1), SignedDuration::from_mins(330));
    assert!(
        !late.is_open(at("2026-10-25T01:15:00+00:00")),
        "the repeated hour is not worked twice"
    );
    assert!(early.is_open(at("2026-10-25T01:30:00+01:00")));
    assert!(early.is_open(at("2026-10-25T01:15:00+00:00")));
}

#[test]
fn leap_day_and_a_skipped_calendar_day() {
    let daily = calendar(
        "zone = \"Europe/London\"\nweek = { mon = [\"09:00-17:00\"], tue = [\"09:00-17:00\"] }",
    );
    // 29 February 2028 is a Tuesday.
    due(&daily, "2028-02-28T17:00:00+00:00", hours(8), "2028-02-29T17:00:00+00:00");
    // Samoa had no 30 December 2011, a Friday.
    let samoa = calendar(
        "zone = \"Pacific/Apia\"\nweek = { thu = [\"09:00-17:00\"], fri = [\"09:00-17:00\"], sat = [\"09:00-17:00\"] }",
    );
    due(&samoa, "2011-12-29T16:00:00-10:00", hours(2), "2011-12-31T10:00:00+14:00");
}

#[test]
fn pauses_stop_the_clock() {
    let mut written = calendar(OFFICE).timetable().clone();
    written.pauses = toml::from_str::<Timetable>(
        r#"
        zone = "UTC"
        [[pauses]]
        from = "2026-11-02T11:00:00+03:00"
        to = "2026-11-02T14:30:00+03:00"
        [[pauses]]
        from = "2026-11-02T10:00:00+03:00"
        to = "2026-11-02T11:30:00+03:00"
        reason = "авария у поставщика связи"
        "#,
    )
    .unwrap()
    .pauses;
    let office = Calendar::try_new(written).unwrap();
    due(&office, "2026-11-02T09:00:00+03:00", hours(2), "2026-11-02T15:30:00+03:00");
    assert!(!office.is_open(at("2026-11-02T10:00:00+03:00")));
    assert!(office.is_open(at("2026-11-02T14:30:00+03:00")));
}

#[test]
fn no_work_is_due_at_once_or_at_the_next_opening() {
    let office = calendar(OFFICE);
    due(&office, "2026-11-02T10:10:00+03:00", hours(0), "2026-11-02T10:10:00+03:00");
    due(&office, "2026-11-02T18:00:00+03:00", hours(0), "2026-11-02T18:00:00+03:00");
    due(&office, "2026-11-02T18:00:01+03:00", hours(0), "2026-11-03T09:00:00+03:00");
    assert_eq!(office.add(at("2026-11-02T10:00:00Z"), hours(-1)), Err(CalendarError::Negative));
}

#[test]
fn working_days_count_from_the_next_day_to_its_close() {
    let office = calendar(OFFICE);
    let days = |from: &str, n| office.add_days(at(from), n).unwrap();
    assert_eq!(days("2026-11-02T08:00:00+03:00", 1), at("2026-11-03T18:00:00+03:00"));
    assert_eq!(days("2026-11-02T23:00:00+03:00", 3), at("2026-11-06T17:00:00+03:00"));
    assert_eq!(days("2026-11-07T12:00:00+03:00", 1), at("2026-11-09T18:00:00+03:00"));
    assert_eq!(days("2026-11-02T12:00:00+03:00", 0), at("2026-11-02T18:00:00+03:00"));
    assert_eq!(days("2026-11-02T19:00:00+03:00", 0), at("2026-11-03T18:00:00+03:00"));
}

#[test]
fn the_last_day_of_a_calendar_that_ends() {
    let fair = calendar(
        "zone = \"UTC\"\nextra = { \"2026-05-01\" = [\"10:00-12:00\"], \"2026-05-02\" = [\"10:00-12:00\"] }",
    );
    let eve = at("2026-04-30T10:00:00Z");
    assert_eq!(fair.add_days(eve, 2).unwrap(), at("2026-05-02T12:00:00Z"));
    assert_eq!(fair.add(eve, hours(4)).unwrap(), at("2026-05-02T12:00:00Z"));
    let beyond = Err(CalendarError::BeyondHorizon { from: eve });
    assert_eq!(fair.add_days(eve, 3), beyond);
    assert_eq!(fair.add(eve, hours(5)), beyond);
    assert_eq!(fair.between(eve, at("9999-12-01T00:00:00Z")), hours(4));
}

#[test]
fn years_of_closed_days_end_in_an_answer() {
    let mut written = calendar(OFFICE).timetable().clone();
    let pause = |years: i16| {
        let toml = format!(
            "zone = \"UTC\"\npauses = [{{ from = \"2026-01-01T00:00:00Z\", to = \"{}-01-01T00:00:00Z\" }}]",
            2026 + years
        );
        toml::from_str::<Timetable>(&toml).unwrap().pauses
    };
    let start = at("2026-06-01T00:00:00Z");
    written.pauses = pause(30);
    assert_eq!(
        Calendar::try_new(written.clone()).unwrap().add(start, hours(1)).unwrap(),
        at("2056-01-03T07:00:00Z")
    );
    written.pauses = pause(300);
    let shut = Calendar::try_new(written).unwrap();
    let beyond = Err(CalendarError::BeyondHorizon { from: start });
    assert_eq!(shut.add(start, hours(1)), beyond);
    assert_eq!(shut.next_open(start), beyond);
    assert_eq!(shut.add_days(start, 1), beyond);
    assert!(!shut.is_open(start));
    assert_eq!(Calendar::always().add(start, SignedDuration::MAX), beyond);
    for (a, b) in [
        (Timestamp::MIN, at("-009900-01-01T00:00:00Z")),
        (at("9900-01-01T00:00:00Z"), Timestamp::MAX),
    ] {
        assert_eq!(Calendar::always().between(a, b), b.duration_since(a));
    }
}

#[test]
fn always_open_is_plain_time() {
    let always = Calendar::always();
    due(&always, "2026-03-29T00:59:59.999999Z", hours(1000), "2026-05-09T16:59:59.999999Z");
    assert!(always.is_open(at("2026-12-25T00:00:00Z")));
    assert_eq!(always, serde_json::from_str(&serde_json::to_string(&always).unwrap()).unwrap());
}

#[test]
fn a_calendar_is_written_as_it_is_read() {
    let bar = calendar(BAR);
    let toml = toml::to_string(&bar).unwrap();
    assert!(toml.contains("fri = [\"22:00-06:00\"]"), "{toml}");
    assert_eq!(calendar(&toml), bar);
}

#[test]
fn what_is_wrong_is_said() {
    let refused = |week: &str| refusal(&format!("zone = \"UTC\"\nweek = {{ {week} }}"));
    assert_eq!(refused(""), CalendarError::NeverOpens);
    assert_eq!(
        refusal("zone = \"Europe/Chisinow\"").to_string(),
        "unknown time zone \"Europe/Chisinow\": write it like Europe/Bucharest"
    );
    assert_eq!(
        refused("mon = [\"09:00-13:00\", \"12:00-18:00\"]").to_string(),
        "mon: the shift at 12:00 begins before the one from 09:00 has ended"
    );
    assert!(matches!(
        refused("sun = [\"22:00-06:00\"], mon = [\"05:00-09:00\"]"),
        CalendarError::Overlap { .. }
    ));
    assert!(matches!(
        refusal(
            "zone = \"UTC\"\nholidays = { \"2026-05-01\" = \"x\" }\nextra = { \"2026-05-01\" = [\"10:00-12:00\"] }"
        ),
        CalendarError::DateTwice(_)
    ));
    assert!(matches!(
        refusal(
            "zone = \"UTC\"\npauses = [{ from = \"2026-01-01T00:00:00Z\", to = \"2026-01-01T00:00:00Z\" }]"
        ),
        CalendarError::BadPause { .. }
    ));
    let error = toml::from_str::<Calendar>("zone = \"UTC\"\nweek = { mon = [\"9-18\"] }")
        .unwrap_err()
        .to_string();
    assert!(error.contains("cannot read the shift \"9-18\""), "{error}");
    assert!(
        toml::from_str::<Calendar>("zone = \"UTC\"\nweek = { monday = [\"09:00-18:00\"] }")
            .is_err()
    );
}
