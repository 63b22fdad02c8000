//! The written form of a calendar, as it stands in a regulation's TOML or JSON,
//! and its checks. No reckoning here.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::{CalendarError, Country, Shift};

/// When a desk works, as a person writes it down.
///
/// `country` adds that country's public holidays, transferred working days and
/// short days, where the week has shifts; `holidays` adds days off of the
/// company's own; `extra` gives single dates shifts of their own and wins over
/// the country; `pauses` stop the clock whatever the shifts say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Timetable {
    /// IANA name, such as `Europe/Bucharest`.
    pub zone: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Country>,
    #[serde(default)]
    pub week: Week,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub holidays: BTreeMap<Date, String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub extra: BTreeMap<Date, Vec<Shift>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pauses: Vec<Pause>,
}

/// The shifts of an ordinary week; a missing day is a day off.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Week {
    pub mon: Vec<Shift>,
    pub tue: Vec<Shift>,
    pub wed: Vec<Shift>,
    pub thu: Vec<Shift>,
    pub fri: Vec<Shift>,
    pub sat: Vec<Shift>,
    pub sun: Vec<Shift>,
}

/// A stretch of real time in which the clock stands still, with its reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pause {
    pub from: Timestamp,
    pub to: Timestamp,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

impl Timetable {
    /// Around the clock in UTC.
    pub fn always() -> Self {
        Self {
            zone: "UTC".to_owned(),
            country: None,
            week: Week::each("00:00-24:00".parse().into_iter().collect()),
            holidays: BTreeMap::new(),
            extra: BTreeMap::new(),
            pauses: Vec::new(),
        }
    }
}

impl Week {
    /// The same shifts on all seven days.
    pub fn each(shifts: Vec<Shift>) -> Self {
        let day = || shifts.clone();
        Self { mon: day(), tue: day(), wed: day(), thu: day(), fri: day(), sat: day(), sun: day() }
    }

    /// The shifts of a weekday.
    pub fn on(&self, day: Weekday) -> &[Shift] {
        match day {
            Weekday::Monday => &self.mon,
            Weekday::Tuesday => &self.tue,
            Weekday::Wednesday => &self.wed,
            Weekday::Thursday => &self.thu,
            Weekday::Friday => &self.fri,
            Weekday::Saturday => &self.sat,
            Weekday::Sunday => &self.sun,
        }
    }

    /// Whether no day has a shift.
    pub fn is_empty(&self) -> bool {
        Weekday::Monday.cycle_forward().take(7).all(|day| self.on(day).is_empty())
    }
}

const NAMES: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

pub(super) fn zone(name: &str) -> Result<TimeZone, CalendarError> {
    TimeZone::get(name).map_err(|_| CalendarError::UnknownZone(name.chars().take(80).collect()))
}

pub(super) fn check(written: &Timetable) -> Result<(), CalendarError> {
    for (day, name) in Weekday::Monday.cycle_forward().zip(NAMES) {
        ordered(name, written.week.on(day))?;
        meet(name, written.week.on(day), written.week.on(day.next()))?;
    }
    for (date, shifts) in &written.extra {
        ordered(&date.to_string(), shifts)?;
        if written.holidays.contains_key(date) {
            return Err(CalendarError::DateTwice(*date));
        }
    }
    for Pause { from, to, .. } in &written.pauses {
        if to <= from {
            return Err(CalendarError::BadPause { from: *from, to: *to });
        }
    }
    Ok(())
}

/// Pauses sorted, with overlapping ones made one.
pub(super) fn joined(pauses: &[Pause]) -> Vec<Pause> {
    let mut sorted = pauses.to_vec();
    sorted.sort_by_key(|pause| pause.from);
    let mut joined: Vec<Pause> = Vec::with_capacity(sorted.len());
    for pause in sorted {
        match joined.last_mut() {
            Some(last) if pause.from <= last.to => last.to = last.to.max(pause.to),
            _ => joined.push(pause),
        }
    }
    joined
}

fn ordered(day: &str, shifts: &[Shift]) -> Result<(), CalendarError> {
    match shifts.windows(2).find(|pair| pair[1].start() < pair[0].end()) {
        None => Ok(()),
        Some(pair) => Err(overlap(day, pair[0], pair[1])),
    }
}

/// A night must end before the next day's first shift begins.
fn meet(day: &str, shifts: &[Shift], next: &[Shift]) -> Result<(), CalendarError> {
    match (shifts.last(), next.first()) {
        (Some(night), Some(morning)) if night.end() > morning.start() + 1440 => {
            Err(overlap(day, *night, *morning))
        }
        _ => Ok(()),
    }
}

fn overlap(day: &str, first: Shift, second: Shift) -> CalendarError {
    CalendarError::Overlap { day: day.to_owned(), first: first.begins(), second: second.begins() }
}
