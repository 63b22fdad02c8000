//! Laws of working time, for any calendar, also across clock changes.
#![allow(clippy::unwrap_used)]

use domain::calendar::{Calendar, Pause, Shift, Timetable, Week};
use jiff::civil::Weekday;
use jiff::tz::AmbiguousOffset;
use jiff::{SignedDuration, Span, Timestamp};
use proptest::prelude::*;

const ZONES: [&str; 8] = [
    "Europe/Bucharest",
    "Europe/London",
    "America/New_York",
    "Europe/Moscow",
    // Half an hour of daylight saving; clocks that change at midnight.
    "Australia/Lord_Howe",
    "Africa/Cairo",
    "Asia/Beirut",
    "UTC",
];

fn seconds(seconds: i64) -> SignedDuration {
    SignedDuration::from_secs(seconds)
}

/// Moments from 2024 to 2028, every other one within two days of a clock change.
fn moment() -> impl Strategy<Value = Timestamp> {
    let any = 1_704_067_200_i64..1_861_920_000;
    let change = prop::sample::select(vec![
        "2026-03-29T01:00:00Z",
        "2026-10-25T01:00:00Z",
        "2026-03-08T07:00:00Z",
        "2026-11-01T06:00:00Z",
        "2026-04-04T15:00:00Z",
        "2026-10-03T15:30:00Z",
        "2026-04-23T22:00:00Z",
        "2026-10-29T21:00:00Z",
        "2028-02-29T12:00:00Z",
    ]);
    let near = (change, -172_800_i64..172_800)
        .prop_map(|(change, off)| change.parse::<Timestamp>().unwrap().as_second() + off);
    prop_oneof![any, near].prop_map(|second| Timestamp::from_second(second).unwrap())
}

/// Up to three shifts of a day; the last may run over midnight.
fn day() -> impl Strategy<Value = Vec<Shift>> {
    let edges = prop::collection::btree_set(0_u16..1440, 0..=6);
    (edges, 0_u16..300).prop_map(|(edges, over)| {
        let edges: Vec<u16> = edges.into_iter().collect();
        let pairs = edges.chunks_exact(2).map(|pair| Shift::try_new(pair[0], pair[1]).unwrap());
        let mut shifts: Vec<Shift> = pairs.collect();
        if edges.len() % 2 == 1
            && let Some(from) = edges.last()
        {
            shifts.push(Shift::try_new(*from, (1440 + over).min(from + 1440)).unwrap());
        }
        shifts
    })
}

/// A timetable whose days off, extra days and pauses lie around one moment.
fn timetable(around: Timestamp) -> impl Strategy<Value = Timetable> {
    let week = prop::collection::vec(day(), 7);
    let off = prop::collection::btree_map(-3_i32..30, "[а-я]{1,8}", 0..8);
    let extra = prop::collection::btree_map(-3_i32..8, day(), 0..6);
    let pause = (-200_000_i64..900_000, 1_i64..200_000);
    let pauses = prop::collection::vec(pause, 0..4);
    (prop::sample::select(&ZONES[..]), week, off, extra, pauses).prop_map(
        move |(zone, week, off, extra, pauses)| {
            let [mon, tue, wed, thu, fri, sat, sun] = week.try_into().unwrap();
            let base = around.to_zoned(jiff::tz::TimeZone::UTC).date();
            let date = |days: i32| base.checked_add(Span::new().days(days)).unwrap();
            let extra: std::collections::BTreeMap<_, _> =
                extra.into_iter().map(|(days, shifts)| (date(days), shifts)).collect();
            let off = off.into_iter().map(|(days, name)| (date(days), name));
            Timetable {
                zone: zone.to_owned(),
                country: None,
                week: Week { mon, tue, wed, thu, fri, sat, sun },
                holidays: off.filter(|(date, _)| !extra.contains_key(date)).collect(),
                extra,
                pauses: pauses
                    .into_iter()
                    .map(|(from, length)| (around + seconds(from), length))
                    .map(|(from, length)| Pause {
                        from,
                        to: from + seconds(length),
                        reason: String::new(),
                    })
                    .collect(),
            }
        },
    )
}

/// A calendar that opens at least once a week, and a moment in its busiest time.
fn calendar_and_moment() -> impl Strategy<Value = (Calendar, Timestamp)> {
    let near = -100_000_i64..300_000;
    let both = moment().prop_flat_map(move |around| {
        (timetable(around), near.clone().prop_map(move |off| around + seconds(off)))
    });
    both.prop_filter_map("a night runs into the next morning, or never open", |(written, at)| {
        let opens = !written.week.is_empty();
        opens.then(|| Some((Calendar::try_new(written).ok()?, at)))?
    })
}

/// By definition, for a moment with an unambiguous wall-clock reading.
fn open_by_the_wall_clock(calendar: &Calendar, at: Timestamp) -> Option<bool> {
    let reading = at.to_zoned(calendar.zone().clone()).datetime();
    if !matches!(
        calendar.zone().to_ambiguous_timestamp(reading).offset(),
        AmbiguousOffset::Unambiguous { .. }
    ) {
        return None;
    }
    let written = calendar.timetable();
    let paused = written.pauses.iter().any(|pause| pause.from <= at && at < pause.to);
    let minute = i32::from(reading.hour()) * 60 + i32::from(reading.minute());
    let worked = [(0, minute), (-1, minute + 1440)].into_iter().any(|(days, minute)| {
        let date = reading.date().checked_add(Span::new().days(days)).unwrap();
        let shifts: &[Shift] = match (
            written.extra.get(&date),
            written.holidays.contains_key(&date),
            date.weekday(),
        ) {
            (Some(own), _, _) => own,
            (None, true, _) => &[],
            (None, false, Weekday::Monday) => &written.week.mon,
            (None, false, Weekday::Tuesday) => &written.week.tue,
            (None, false, Weekday::Wednesday) => &written.week.wed,
            (None, false, Weekday::Thursday) => &written.week.thu,
            (None, false, Weekday::Friday) => &written.week.fri,
            (None, false, Weekday::Saturday) => &written.week.sat,
            (None, false, Weekday::Sunday) => &written.week.sun,
        };
        shifts
            .iter()
            .any(|shift| i32::from(shift.start()) <= minute && minute < i32::from(shift.end()))
    });
    Some(worked && !paused)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn open_is_what_the_wall_clock_says((calendar, at) in calendar_and_moment()) {
        if let Some(open) = open_by_the_wall_clock(&calendar, at) {
            prop_assert_eq!(calendar.is_open(at), open);
        }
    }

    #[test]
    fn a_later_start_has_no_earlier_deadline((calendar, at) in calendar_and_moment(), later in 0_i64..900_000, work in 0_i64..400_000, days in 0_u32..20) {
        prop_assert!(calendar.add(at, seconds(work))? <= calendar.add(at + seconds(later), seconds(work))?);
        prop_assert!(calendar.add_days(at, days)? <= calendar.add_days(at + seconds(later), days)?);
        prop_assert!(calendar.add_days(at, days)? <= calendar.add_days(at, days + 1)?);
    }

    #[test]
    fn work_may_be_added_in_parts((calendar, at) in calendar_and_moment(), x in 0_i64..400_000, y in 0_i64..400_000) {
        let at_once = calendar.add(at, seconds(x + y))?;
        prop_assert_eq!(at_once, calendar.add(calendar.add(at, seconds(x))?, seconds(y))?);
    }

    #[test]
    fn the_time_to_a_deadline_is_the_work((calendar, at) in calendar_and_moment(), work in 0_i64..2_000_000) {
        let due = calendar.add(at, seconds(work))?;
        prop_assert!(due >= at);
        prop_assert_eq!(calendar.between(at, due), seconds(work));
        prop_assert_eq!(calendar.between(due, at), seconds(-work));
    }

    #[test]
    fn a_deadline_is_open_or_the_end_of_an_open_stretch((calendar, at) in calendar_and_moment(), work in 0_i64..400_000) {
        let due = calendar.add(at, seconds(work))?;
        let just_before = due - SignedDuration::from_nanos(1);
        prop_assert!(calendar.is_open(due) || calendar.is_open(just_before));
        let next = calendar.next_open(at)?;
        prop_assert!(calendar.is_open(next) && next >= at);
        prop_assert!(calendar.between(at, next).is_zero());
    }

    #[test]
    fn a_calendar_survives_writing((calendar, _) in calendar_and_moment()) {
        let toml = toml::to_string(&calendar).unwrap();
        prop_assert_eq!(&toml::from_str::<Calendar>(&toml).unwrap(), &calendar);
        let json = serde_json::to_string(&calendar).unwrap();
        prop_assert_eq!(serde_json::from_str::<Calendar>(&json).unwrap(), calendar);
    }
}

proptest! {
    // Looks at each minute, so fewer calendars do.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn closed_time_never_counts((calendar, at) in calendar_and_moment(), minutes in 0_i64..900) {
        let at = Timestamp::from_second(at.as_second() / 60 * 60).unwrap();
        let due = calendar.add(at, SignedDuration::from_mins(minutes))?;
        let mut counted = 0;
        let mut minute = at;
        while minute < due {
            let next = (minute + SignedDuration::from_mins(1)).min(due);
            // Pauses end on seconds: a minute in which one does is left to the other laws.
            let whole = calendar.timetable().pauses.iter().all(|p| p.to <= minute || p.from >= next);
            let open = calendar.is_open(minute);
            if whole {
                let time = calendar.between(minute, next);
                prop_assert_eq!(time, if open { next.duration_since(minute) } else { SignedDuration::ZERO });
            }
            counted += calendar.between(minute, next).as_secs();
            minute = next;
            if minute.duration_since(at) > SignedDuration::from_hours(30) {
                return Ok(());
            }
        }
        prop_assert_eq!(counted, minutes * 60);
    }
}
