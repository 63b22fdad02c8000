//! From shifts on dates to stretches of real time: clock changes, nights that
//! run into the next day, pauses. Yields disjoint stretches in order.

use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{Span, Timestamp};

use super::{Calendar, Pause};

/// A stretch of open time, never empty, of the working day `date`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Opening {
    pub date: Date,
    pub start: Timestamp,
    pub end: Timestamp,
}

/// All stretches from a date on, in order and disjoint.
pub(super) struct Openings<'c> {
    calendar: &'c Calendar,
    date: Option<Date>,
    days_left: usize,
    shift: usize,
    /// Everything before this moment has been yielded or was closed.
    done: Timestamp,
    /// A stretch of which pauses have not been cut off yet.
    rest: Option<Opening>,
}

/// The earliest date whose shifts may still run at `at`: none is longer than a day.
pub(super) fn first_date(zone: &TimeZone, at: Timestamp) -> Date {
    let date = at.to_zoned(zone.clone()).date();
    date.checked_sub(Span::new().days(2)).unwrap_or(date)
}

impl<'c> Openings<'c> {
    pub(super) fn new(calendar: &'c Calendar, from: Date, days: usize) -> Self {
        Self {
            calendar,
            date: Some(from),
            days_left: days,
            shift: 0,
            done: Timestamp::MIN,
            rest: None,
        }
    }

    /// The next shift as real time, cut where an earlier one still runs.
    fn next_shift(&mut self) -> Option<Opening> {
        loop {
            let date = self.date?;
            let Some(shift) = self.calendar.shifts_on(date).get(self.shift).copied() else {
                self.shift = 0;
                self.days_left = self.days_left.checked_sub(1)?;
                self.date = date.tomorrow().ok();
                continue;
            };
            self.shift += 1;
            let start = self.moment(date, shift.start()).max(self.done);
            let end = self.moment(date, shift.end());
            if start < end {
                self.done = end;
                return Some(Opening { date, start, end });
            }
        }
    }

    /// The moment of a minute counted from midnight of `date`. Never decreases
    /// as the wall clock reading grows, so stretches keep their order; readings
    /// beyond the range of moments are its ends.
    fn moment(&self, date: Date, minute: u16) -> Timestamp {
        let end = if date.year() < 0 { Timestamp::MIN } else { Timestamp::MAX };
        let day = if minute < 1440 { Ok(date) } else { date.tomorrow() };
        let reading = day.map(|day| day.at((minute / 60 % 24) as i8, (minute % 60) as i8, 0, 0));
        reading.ok().and_then(|reading| real(&self.calendar.zone, reading)).unwrap_or(end)
    }

    /// The part of `opening` before the first pause in it; what follows that
    /// pause waits in `rest`.
    fn cut(&mut self, opening: Opening) -> Option<Opening> {
        let pauses = &self.calendar.pauses;
        let next = pauses.partition_point(|pause| pause.to <= opening.start);
        let Some(Pause { from, to, .. }) = pauses.get(next) else {
            return Some(opening);
        };
        if *from >= opening.end {
            return Some(opening);
        }
        self.rest = (*to < opening.end).then_some(Opening { start: *to, ..opening });
        (opening.start < *from).then_some(Opening { end: *from, ..opening })
    }
}

impl Iterator for Openings<'_> {
    type Item = Opening;

    fn next(&mut self) -> Option<Opening> {
        loop {
            let whole = match self.rest.take() {
                Some(rest) => rest,
                None => self.next_shift()?,
            };
            if let Some(part) = self.cut(whole) {
                return Some(part);
            }
        }
    }
}

/// A wall-clock reading as a moment: skipped readings are the moment of the
/// jump, repeated ones their first occurrence.
fn real(zone: &TimeZone, reading: DateTime) -> Option<Timestamp> {
    let offset = match zone.to_ambiguous_timestamp(reading).offset() {
        AmbiguousOffset::Unambiguous { offset } => offset,
        AmbiguousOffset::Fold { before, .. } => before,
        AmbiguousOffset::Gap { before, after } => {
            let earlier = after.to_timestamp(reading).ok()?;
            let jump = zone.following(earlier).next().map(|transition| transition.timestamp());
            return jump.or_else(|| before.to_timestamp(reading).ok());
        }
    };
    offset.to_timestamp(reading).ok()
}
