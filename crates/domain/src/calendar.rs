//! Business calendars: when a desk works, and what a deadline in working time
//! means. Pure: the moment is always passed in, nothing here reads a clock.
//! The written form is in `timetable`, national days off in `country`; here is
//! the arithmetic.

mod country;
mod error;
mod opening;
mod shift;
mod timetable;

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

pub use country::{Country, DaysOff, ShortDay, WorkingDay, YearOff};
pub use error::CalendarError;
pub use shift::{Shift, TimeOfDay};
pub use timetable::{Pause, Timetable, Week};

use opening::{Opening, Openings, first_date};

/// How far past its start a deadline may lie. Beyond it `add` and its kin
/// answer `BeyondHorizon` instead of searching on.
const HORIZON_DAYS: usize = 36_525;

/// A checked timetable, ready to reckon with.
///
/// A moment is open when it lies in `[start, end)` of a shift; a shift belongs
/// to the day on which it begins, also past midnight, so a holiday closes the
/// shifts that begin on it and not the night that runs into it. A wall-clock
/// time that daylight saving skips stands for the moment of the jump; one that
/// it repeats stands for its first occurrence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Timetable", into = "Timetable")]
pub struct Calendar {
    written: Timetable,
    zone: TimeZone,
    /// Days that differ from their weekday; an empty list is a closed day.
    days: BTreeMap<Date, Vec<Shift>>,
    /// Sorted and disjoint.
    pauses: Vec<Pause>,
}

impl Calendar {
    /// Checks a timetable and joins it with its country's days off.
    pub fn try_new(written: Timetable) -> Result<Self, CalendarError> {
        let zone = timetable::zone(&written.zone)?;
        timetable::check(&written)?;
        let mut days = match written.country {
            Some(country) => country.days_off().applied_to(&written.week),
            None => BTreeMap::new(),
        };
        days.extend(written.holidays.keys().map(|date| (*date, Vec::new())));
        days.extend(written.extra.iter().map(|(date, own)| (*date, own.clone())));
        let pauses = timetable::joined(&written.pauses);
        let calendar = Self { written, zone, days, pauses };
        match calendar.opens_ever() {
            true => Ok(calendar),
            false => Err(CalendarError::NeverOpens),
        }
    }

    /// The checks of `try_new` again; a calendar that was read or built has passed them.
    pub fn validate(&self) -> Result<(), CalendarError> {
        Self::try_new(self.written.clone()).map(drop)
    }

    /// Open around the clock, every day: one working hour is one hour.
    pub fn always() -> Self {
        Self {
            written: Timetable::always(),
            zone: TimeZone::UTC,
            days: BTreeMap::new(),
            pauses: Vec::new(),
        }
    }

    /// The timetable as it was written.
    pub fn timetable(&self) -> &Timetable {
        &self.written
    }

    /// The zone in which the shifts are meant.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// Whether work is done at this moment.
    pub fn is_open(&self, at: Timestamp) -> bool {
        self.openings(at)
            .find(|opening| opening.end > at)
            .is_some_and(|opening| opening.start <= at)
    }

    /// The first open moment at or after `at`; `at` itself when open.
    pub fn next_open(&self, at: Timestamp) -> Result<Timestamp, CalendarError> {
        self.openings(at)
            .find(|opening| opening.end > at)
            .map(|opening| opening.start.max(at))
            .ok_or(CalendarError::BeyondHorizon { from: at })
    }

    /// The deadline: the moment when `work` of open time has passed since `at`.
    ///
    /// Work that ends exactly with a shift is due at the end of that shift, not
    /// at the beginning of the next. With no work the deadline is `at` if that
    /// is open or the end of a shift, else the next opening. So
    /// `add(at, x + y) == add(add(at, x), y)`, and a later `at` never has an
    /// earlier deadline.
    pub fn add(&self, at: Timestamp, work: SignedDuration) -> Result<Timestamp, CalendarError> {
        if work.is_negative() {
            return Err(CalendarError::Negative);
        }
        let beyond = CalendarError::BeyondHorizon { from: at };
        let mut left = work;
        for opening in self.openings(at).filter(|opening| opening.end >= at) {
            let start = opening.start.max(at);
            let length = opening.end.duration_since(start);
            if left <= length {
                return start.checked_add(left).map_err(|_| beyond);
            }
            left -= length;
        }
        Err(beyond)
    }

    /// The open time from `a` to `b`; negative when `b` is before `a`.
    pub fn between(&self, a: Timestamp, b: Timestamp) -> SignedDuration {
        if b < a {
            return -self.between(b, a);
        }
        let first = first_date(&self.zone, a);
        let last = b.to_zoned(self.zone.clone()).date();
        let days = usize::try_from(last.duration_since(first).as_hours() / 24).unwrap_or(0) + 2;
        Openings::new(self, first, days)
            .take_while(|opening| opening.start < b)
            .filter(|opening| opening.end > a)
            .map(|opening| opening.end.min(b).duration_since(opening.start.max(a)))
            .fold(SignedDuration::ZERO, |sum, length| sum + length)
    }

    /// The close of the `days`-th working day after the day of `at`, as laws
    /// count: the day of the event itself does not count. Zero days: the close
    /// of the working day now running, else of the next one. A day with no open
    /// minute (holiday, pause) is no working day.
    pub fn add_days(&self, at: Timestamp, days: u32) -> Result<Timestamp, CalendarError> {
        let today = at.to_zoned(self.zone.clone()).date();
        let mut openings = self.openings(at).peekable();
        let mut seen = 0;
        while let Some(opening) = openings.next() {
            let closes = openings.peek().is_none_or(|next| next.date != opening.date);
            let counts = if days == 0 { opening.end >= at } else { opening.date > today };
            if closes && counts {
                seen += 1;
                if seen >= days {
                    return Ok(opening.end);
                }
            }
        }
        Err(CalendarError::BeyondHorizon { from: at })
    }

    /// The shifts of a day as they are worked, before pauses.
    pub fn shifts_on(&self, date: Date) -> &[Shift] {
        match self.days.get(&date) {
            Some(own) => own,
            None => self.written.week.on(date.weekday()),
        }
    }

    fn openings(&self, at: Timestamp) -> impl Iterator<Item = Opening> {
        Openings::new(self, first_date(&self.zone, at), HORIZON_DAYS)
    }

    fn opens_ever(&self) -> bool {
        !self.written.week.is_empty() || self.days.values().any(|shifts| !shifts.is_empty())
    }
}

impl TryFrom<Timetable> for Calendar {
    type Error = CalendarError;

    fn try_from(written: Timetable) -> Result<Self, CalendarError> {
        Self::try_new(written)
    }
}

impl From<Calendar> for Timetable {
    fn from(calendar: Calendar) -> Self {
        calendar.written
    }
}
