//! Dates as people and programs of the three countries write them. Nothing here
//! knows what day it is: "yesterday" is refused, never guessed.

mod pieces;
mod words;

use super::Reason;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};
use pieces::{Pieces, Zone, pieces};
use serde::{Deserialize, Serialize};

/// Which of the first two numbers of 5/6/2024 is the day.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    DayMonth,
    MonthDay,
}

/// A date as written: with a zone it is a moment, without one a wall clock.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum When {
    Civil(DateTime),
    Moment(Timestamp),
}

impl When {
    pub(crate) fn timestamp(self, zone: &TimeZone) -> Option<Timestamp> {
        match self {
            When::Moment(moment) => Some(moment),
            When::Civil(civil) => zone.to_timestamp(civil).ok(),
        }
    }
}

/// What one value says about the order of its column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Evidence {
    Day,
    Month,
    Either,
}

pub(crate) fn parse(value: &str, order: DateOrder) -> Result<When, Reason> {
    let text = value.trim();
    if let Some(when) = number(text) {
        return when.ok_or_else(|| impossible(text));
    }
    let pieces = pieces(text).map_err(|trouble| trouble.reason(text))?;
    let (year, month, day) = triple(&pieces, order, text)?;
    let date = Date::new(year, month, day).map_err(|_| impossible(text))?;
    if !(1990..=2100).contains(&year) {
        return Err(impossible(text));
    }
    let civil = date.to_datetime(pieces.time.unwrap_or(Time::midnight()));
    match pieces.zone {
        None => Ok(When::Civil(civil)),
        Some(Zone::Offset(seconds)) => Offset::from_seconds(seconds)
            .ok()
            .and_then(|offset| offset.to_timestamp(civil).ok())
            .map(When::Moment)
            .ok_or_else(|| impossible(text)),
    }
}

/// Whether a value is a date whose day and month could change places, and what it
/// says about their order; `None` when it is no such date.
pub(crate) fn evidence(value: &str) -> Option<Evidence> {
    let pieces = pieces(value.trim()).ok()?;
    let [a, b, year] = pieces.numbers[..] else { return None };
    if pieces.month.is_some() || pieces.dotted || pieces.year_first() || year.digits == 3 {
        return None;
    }
    match (a.value, b.value) {
        (13..=31, 1..=12) => Some(Evidence::Day),
        (1..=12, 13..=31) => Some(Evidence::Month),
        (1..=12, 1..=12) => Some(Evidence::Either),
        _ => None,
    }
}

/// Days since 30 December 1899, as spreadsheets count them.
pub(crate) fn from_serial(serial: f64) -> Option<DateTime> {
    if !(1.0..73_051.0).contains(&serial) {
        return None;
    }
    let seconds = (serial * 86_400.0).round() as i64;
    let start = Date::constant(1899, 12, 30).to_datetime(Time::midnight());
    start.checked_add(SignedDuration::from_secs(seconds)).ok()
}

/// A bare number: a compact date, a spreadsheet serial, Unix seconds, milli- or
/// microseconds. `Some(None)`: such a number, but no such day.
fn number(text: &str) -> Option<Option<When>> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let whole = text.split('.').next().unwrap_or_default();
    if !plain || text.matches('.').count() > 1 || text.len() > 24 || whole.is_empty() {
        return None;
    }
    let fraction = text.len() > whole.len();
    match whole.len() {
        5 if text.parse::<f64>().is_ok_and(|n| (32_874.0..73_051.0).contains(&n)) => {
            Some(text.parse().ok().and_then(from_serial).map(When::Civil))
        }
        8 if !fraction => Some(compact(whole).map(When::Civil)),
        9 | 10 => Some(text.parse::<f64>().ok().and_then(|n| moment((n * 1e6) as i64))),
        13 if !fraction => Some(whole.parse::<i64>().ok().and_then(|n| moment(n * 1_000))),
        16 if !fraction => Some(whole.parse::<i64>().ok().and_then(moment)),
        _ => None,
    }
}

fn compact(digits: &str) -> Option<DateTime> {
    let number = |range: std::ops::Range<usize>| digits.get(range)?.parse::<i16>().ok();
    let (year, month, day) = (number(0..4)?, number(4..6)?, number(6..8)?);
    let date = Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()?;
    (1990..=2100).contains(&year).then(|| date.to_datetime(Time::midnight()))
}

fn moment(micros: i64) -> Option<When> {
    let stamp = Timestamp::from_microsecond(micros).ok()?;
    let year = TimeZone::UTC.to_datetime(stamp).year();
    (1990..=2100).contains(&year).then_some(When::Moment(stamp))
}

fn triple(pieces: &Pieces, order: DateOrder, text: &str) -> Result<(i16, i8, i8), Reason> {
    let value = || text.to_owned();
    let unreadable = || Reason::UnreadableDate { value: value() };
    if let Some(month) = pieces.month {
        let [a, b] = pieces.numbers[..] else {
            return Err(match pieces.numbers.len() {
                0 | 1 => Reason::IncompleteDate { value: value() },
                _ => unreadable(),
            });
        };
        let (day, year) = if a.digits == 4 { (b, a) } else { (a, b) };
        return Ok((
            year.year().ok_or_else(unreadable)?,
            month,
            day.small().ok_or_else(unreadable)?,
        ));
    }
    let [a, b, c] = pieces.numbers[..] else {
        return Err(match pieces.numbers.len() {
            0 => unreadable(),
            1 | 2 => Reason::IncompleteDate { value: value() },
            _ => unreadable(),
        });
    };
    let small = |n: pieces::Number| n.small().ok_or_else(|| impossible(text));
    if pieces.year_first() {
        return Ok((a.year().ok_or_else(unreadable)?, small(b)?, small(c)?));
    }
    let year = c.year().ok_or_else(unreadable)?;
    match order {
        _ if pieces.dotted => Ok((year, small(b)?, small(a)?)),
        DateOrder::DayMonth if b.value > 12 && a.value <= 12 => Err(against(text)),
        DateOrder::MonthDay if a.value > 12 && b.value <= 12 => Err(against(text)),
        DateOrder::DayMonth => Ok((year, small(b)?, small(a)?)),
        DateOrder::MonthDay => Ok((year, small(a)?, small(b)?)),
    }
}

fn impossible(text: &str) -> Reason {
    Reason::ImpossibleDate { value: text.to_owned() }
}

fn against(text: &str) -> Reason {
    Reason::DateAgainstOrder { value: text.to_owned() }
}

#[cfg(test)]
mod tests;
