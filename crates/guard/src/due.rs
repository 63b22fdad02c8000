//! What moment words of time mean, said now, by this calendar: the latest one that they allow. Pure.

use domain::{Calendar, Timestamp};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span};
use serde::{Deserialize, Serialize};
use text::time::{At, Day, Part, Unit, When, Which};

/// How exact the words are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grain {
    Minute,
    Day,
    /// A week or longer.
    Week,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Due {
    /// Never before now.
    By { at: Timestamp, grain: Grain },
    /// The moment is over already: "today by 18:00" at seven.
    Passed,
    /// Nobody could check it: "soon".
    Vague,
    /// Beyond every calendar.
    TooFar,
}

/// Where and when something is said.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'c> {
    pub now: Timestamp,
    /// In which the words are meant.
    pub zone: &'c TimeZone,
    pub calendar: &'c Calendar,
}

/// Beyond this nobody promises; a number so large is a slip.
const FARTHEST_DAYS: i64 = 1_100;

/// The last minute of a day is still that day.
const DAY_ENDS: u16 = 23 * 60 + 59;

/// Before this hour a company says nothing: "by 6" is the evening.
const SMALL: u16 = 8 * 60;

pub fn due(when: When, m: Moment) -> Due {
    let found = match when {
        When::Vague => return Due::Vague,
        When::After { quarters, unit, at } => after(quarters, unit, at, m),
        When::On { day: Day::Any, at: Some(At::Close), .. } => close_next(m),
        When::On { day: Day::Any, at, .. } => any(at, m),
        When::On { day, at, before } => on(day, at, before, m),
    };
    let Some((at, grain)) = found else {
        return Due::TooFar;
    };
    let days = at.duration_since(m.now).as_hours() / 24;
    match () {
        () if at <= m.now => Due::Passed,
        () if days > FARTHEST_DAYS => Due::TooFar,
        () => Due::By { at, grain },
    }
}

type Found = Option<(Timestamp, Grain)>;

fn after(quarters: u32, unit: Unit, at: Option<At>, m: Moment) -> Found {
    let minutes = |each: i64| SignedDuration::from_mins((i64::from(quarters) * each).div_euclid(4));
    let whole = quarters.div_ceil(4);
    let exact = |length| Some((m.now.checked_add(length).ok()?, Grain::Minute));
    match unit {
        Unit::Minute => exact(SignedDuration::from_secs(i64::from(quarters) * 15)),
        Unit::Hour => exact(minutes(60)),
        Unit::WorkHour => Some((m.calendar.add(m.now, minutes(60)).ok()?, Grain::Minute)),
        // Half a day is twelve hours.
        Unit::Day if quarters < 4 => exact(minutes(24 * 60)),
        Unit::WorkDay => {
            let close = m.calendar.add_days(m.now, whole).ok()?;
            match at {
                None | Some(At::Close) => Some((close, Grain::Day)),
                Some(at) => of_day(date(close, m), Some(at), m),
            }
        }
        Unit::Day => of_day(today(m).checked_add(days(whole)?).ok()?, at, m),
        Unit::Week => {
            let n = (quarters * 7).div_ceil(4);
            widened(of_day(today(m).checked_add(days(n)?).ok()?, at, m), at)
        }
        Unit::Month => {
            let half = if quarters.is_multiple_of(4) { 0 } else { 15 };
            let span = Span::new().try_months(quarters / 4).ok()?.try_days(half).ok()?;
            widened(of_day(today(m).checked_add(span).ok()?, at, m), at)
        }
        Unit::Year => {
            let span = Span::new().try_months(quarters * 3).ok()?;
            widened(of_day(today(m).checked_add(span).ok()?, at, m), at)
        }
    }
}

/// A time of day alone: the next time it comes.
fn any(at: Option<At>, m: Moment) -> Found {
    let today = today(m);
    let ahead = |found: &Found| found.is_some_and(|(at, _)| at > m.now);
    // With no day named the latest reading is the next morning, not this evening.
    let at = match at {
        Some(At::Clock { minute, .. }) if minute >= SMALL => Some(At::Clock { minute, sure: true }),
        at => at,
    };
    let found = of_day(today, at, m);
    if ahead(&found) { found } else { of_day(today.tomorrow().ok()?, at, m) }
}

/// The close of the working day that runs, else of the next one.
fn close_next(m: Moment) -> Found {
    let close = m.calendar.add_days(m.now, 0).ok()?;
    match close > m.now {
        true => Some((close, Grain::Minute)),
        false => Some((m.calendar.add_days(m.now, 1).ok()?, Grain::Minute)),
    }
}

fn on(day: Day, at: Option<At>, before: bool, m: Moment) -> Found {
    let now = today(m);
    let weekday = i64::from(now.weekday().to_monday_one_offset());
    let plus = |n: i64| now.checked_add(Span::new().try_days(n).ok()?).ok();
    let in_week = |day: i64, weeks: u16| plus(day - weekday + 7 * i64::from(weeks));
    let (date, wide) = match day {
        Day::Any | Day::Plus(0) => (now, false),
        Day::Plus(n) => (plus(i64::from(n))?, false),
        Day::Working => (self::date(m.calendar.add_days(m.now, 1).ok()?, m), false),
        Day::Weekday { day, which } => {
            let ahead = (i64::from(day) + 7 - weekday) % 7;
            let date = match which {
                Which::Coming if ahead == 0 => plus(7)?,
                Which::Coming | Which::This => plus(ahead)?,
                Which::Next => in_week(i64::from(day), 1)?,
            };
            (date, false)
        }
        Day::Date { day, month, year } => (dated(day, month, year, m)?, false),
        Day::Week { plus: n, working: true } => return close_of_week(in_week(7, n)?, m),
        Day::Week { plus: n, .. } | Day::Weekend { plus: n } => (in_week(7, n)?, true),
        Day::Month { plus: n } => {
            (now.checked_add(Span::new().try_months(n).ok()?).ok()?.last_of_month(), true)
        }
        Day::Named { month, year } => (last_of(month, year, m)?, true),
        Day::Year { plus: n } => {
            (Date::new(now.year().checked_add(i16::try_from(n).ok()?)?, 12, 31).ok()?, true)
        }
    };
    // "Before Friday" ends with Thursday, "before 18:00 on Friday" does not.
    let date =
        if before && !matches!(at, Some(At::Clock { .. })) { date.yesterday().ok()? } else { date };
    let found = of_day(date, at, m);
    if wide { widened(found, at) } else { found }
}

/// The day after which a month of this day comes next, or the very date.
fn dated(day: u8, month: Option<u8>, year: Option<i16>, m: Moment) -> Option<Date> {
    let now = today(m);
    let (day, month) = (day as i8, month.map(|m| m as i8));
    if let Some(year) = year {
        return Date::new(year, month?, day).ok();
    }
    match month {
        // 29 February may be some years away.
        Some(month) => (0..=8)
            .filter_map(|n| Date::new(now.year() + n, month, day).ok())
            .find(|date| *date >= now),
        None => (0..=2)
            .filter_map(|n| now.first_of_month().checked_add(Span::new().months(n)).ok())
            .filter_map(|first| Date::new(first.year(), first.month(), day).ok())
            .find(|date| *date >= now),
    }
}

fn last_of(month: u8, year: Option<i16>, m: Moment) -> Option<Date> {
    let now = today(m);
    let month = month as i8;
    let this = now.year() + i16::from(month < now.month());
    Some(Date::new(year.unwrap_or(this), month, 1).ok()?.last_of_month())
}

/// The last close in the week that ends on this Sunday.
fn close_of_week(sunday: Date, m: Moment) -> Found {
    let days = (0..7).filter_map(|n| sunday.checked_sub(Span::new().days(n)).ok());
    let open = days.into_iter().find(|date| !m.calendar.shifts_on(*date).is_empty());
    of_day(open.unwrap_or(sunday), open.map(|_| At::Close), m).map(|(at, _)| (at, Grain::Week))
}

/// A moment of a day; without a time its last minute.
fn of_day(date: Date, at: Option<At>, m: Moment) -> Found {
    let (minute, grain) = match at {
        None => (DAY_ENDS, Grain::Day),
        Some(At::Close) => match m.calendar.shifts_on(date).last() {
            Some(shift) => (shift.end(), Grain::Minute),
            None => (DAY_ENDS, Grain::Day),
        },
        Some(At::Part(part)) => (ends(part), Grain::Day),
        Some(At::Clock { minute, sure }) => {
            let later = minute + 720;
            let passed = |minute| moment(date, minute, m).is_some_and(|at| at <= m.now);
            // "Today by 9" is the evening, once the morning is over.
            let small = minute < SMALL;
            let minute = match sure {
                false if minute < 720 && (small || passed(minute) && !passed(later)) => later,
                _ => minute,
            };
            (minute, Grain::Minute)
        }
    };
    Some((moment(date, minute, m)?, grain))
}

/// The minute with which a part of the day is over.
fn ends(part: Part) -> u16 {
    match part {
        Part::ByMorning => 9 * 60,
        Part::Morning | Part::FirstHalf => 12 * 60,
        Part::Lunch => 13 * 60,
        Part::Afternoon | Part::ByEvening => 18 * 60,
        Part::Evening => 22 * 60,
        Part::Night => 30 * 60,
    }
}

/// Skipped readings of the clock are the moment after the jump, repeated ones the first.
fn moment(date: Date, minute: u16, m: Moment) -> Option<Timestamp> {
    let date = date.checked_add(Span::new().days(i64::from(minute / 1440))).ok()?;
    let (hour, minute) = (minute / 60 % 24, minute % 60);
    let reading: DateTime = date.at(hour as i8, minute as i8, 0, 0);
    m.zone.to_ambiguous_timestamp(reading).compatible().ok()
}

fn widened(found: Found, at: Option<At>) -> Found {
    found.map(|(when, grain)| (when, if at.is_none() { Grain::Week } else { grain }))
}

fn today(m: Moment) -> Date {
    date(m.now, m)
}

fn date(at: Timestamp, m: Moment) -> Date {
    at.to_zoned(m.zone.clone()).date()
}

fn days(n: u32) -> Option<Span> {
    Span::new().try_days(i64::from(n)).ok()
}
