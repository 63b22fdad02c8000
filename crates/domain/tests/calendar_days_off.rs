//! The shipped days off: against the published totals, the reckoning of Easter,
//! and what they do to a week.
#![allow(clippy::unwrap_used)]

use domain::calendar::{Calendar, Country, Timetable};
use jiff::civil::{Date, Weekday, date};
use jiff::{SignedDuration, Span, Timestamp};

fn days_of(year: i16) -> impl Iterator<Item = Date> {
    date(year, 1, 1).series(Span::new().days(1)).take_while(move |day| day.year() == year)
}

#[test]
fn each_file_is_read_and_keeps_to_its_years() {
    for country in Country::ALL {
        let shipped = country.days_off();
        assert_eq!(
            shipped.years.iter().map(|list| list.year).collect::<Vec<_>>(),
            [2025, 2026, 2027]
        );
        for list in &shipped.years {
            assert!(list.source.len() > 20, "{country:?} {}", list.year);
            assert_eq!(list.complete, list.note.is_empty(), "an open list says what is missing");
            let dates =
                list.holidays.keys().chain(list.working.keys()).chain(list.shortened.keys());
            assert!(
                dates.into_iter().all(|date| date.year() == list.year),
                "{country:?} {}",
                list.year
            );
        }
        assert_eq!(serde_json::to_string(&country).unwrap(), format!("\"{}\"", country.code()));
    }
}

/// Working days and hours of the five-day 40-hour week, as the Russian production
/// calendars for these years publish them.
#[test]
fn russian_years_have_the_published_number_of_working_days() {
    for (year, days, hours) in [(2025, 247, 1972), (2026, 247, 1972)] {
        let list = Country::Russia.days_off().year(year).unwrap();
        assert!(list.complete);
        let worked = days_of(year).filter(|day| list.works(*day)).count();
        let short: usize = list.shortened.values().map(|day| usize::from(day.minutes)).sum();
        assert_eq!((worked, worked * 8 - short / 60), (days, hours), "{year}");
    }
    assert!(!Country::Russia.days_off().year(2027).unwrap().complete);
}

#[test]
fn romanian_easter_and_pentecost_are_the_orthodox_ones() {
    for year in 2025..=2027 {
        let list = Country::Romania.days_off().year(year).unwrap();
        let easter = orthodox_easter(year);
        for (after, name) in
            [(-2, "Vinerea Mare"), (0, "Paștele"), (1, "A doua zi de Paști"), (49, "Rusaliile")]
        {
            let day = easter.checked_add(Span::new().days(after)).unwrap();
            assert_eq!(list.holidays.get(&day).map(String::as_str), Some(name), "{day}");
        }
        let whit_monday = easter.checked_add(Span::new().days(50)).unwrap();
        assert!(list.holidays[&whit_monday].contains("A doua zi de Rusalii"));
    }
}

#[test]
fn british_lists_have_a_weekday_for_each_bank_holiday() {
    let weekdays = |country: Country, year| {
        let list = country.days_off().year(year).unwrap();
        list.holidays
            .keys()
            .filter(|day| !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday))
            .count()
    };
    for year in 2025..=2027 {
        assert_eq!(weekdays(Country::EnglandAndWales, year), 8);
        assert_eq!(weekdays(Country::Scotland, year), if year == 2026 { 10 } else { 9 });
        assert_eq!(weekdays(Country::NorthernIreland, year), 10);
    }
}

#[test]
fn a_week_takes_its_countrys_days() {
    let written = r#"
        zone = "Europe/Moscow"
        country = "ru"
        extra = { "2025-11-03" = ["10:00-12:00"] }
        [week]
        mon = ["09:00-13:00", "14:00-18:00"]
        tue = ["09:00-13:00", "14:00-18:00"]
        fri = ["09:00-13:00", "16:00-16:30"]
    "#;
    let calendar: Calendar = toml::from_str(written).unwrap();
    let shifts = |day: Date| {
        calendar.shifts_on(day).iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(
        shifts(date(2025, 11, 1)),
        "09:00-13:00 14:00-17:00",
        "a working Saturday with Monday's shifts, shortened"
    );
    assert_eq!(
        shifts(date(2025, 11, 3)),
        "10:00-12:00",
        "a day of one's own wins over the country"
    );
    assert_eq!(shifts(date(2025, 11, 4)), "");
    assert_eq!(shifts(date(2025, 3, 7)), "09:00-12:30", "the hour is taken from two shifts");
    let due = calendar
        .add("2025-10-31T16:30:00+03:00".parse().unwrap(), SignedDuration::from_hours(8))
        .unwrap();
    assert_eq!(due, "2025-11-03T11:00:00+03:00".parse::<Timestamp>().unwrap());
    assert_eq!(toml::from_str::<Timetable>(written).unwrap(), *calendar.timetable());
}

/// Meeus, Astronomical Algorithms, chapter 8: Julian Easter, thirteen days later in
/// the Gregorian calendar of 1900–2099.
fn orthodox_easter(year: i16) -> Date {
    let (a, b, c) = (year % 4, year % 7, year % 19);
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34) % 7;
    let sum = d + e + 114;
    let julian = date(year, (sum / 31) as i8, (sum % 31 + 1) as i8);
    julian.checked_add(Span::new().days(13)).unwrap()
}
