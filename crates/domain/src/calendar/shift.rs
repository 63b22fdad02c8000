//! One stretch of work within a day, as minutes of the wall clock. What it
//! means on a date with a clock change is decided in `opening`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::CalendarError;

const DAY: u16 = 24 * 60;

/// A time of day in minutes since midnight; `24:00` and later belong to the next day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOfDay(u16);

/// Work from one minute up to another, written `09:00-18:00`. When the end is
/// not after the beginning, or past `24:00`, it runs over midnight:
/// `22:00-06:00` and `22:00-30:00` are the same; `00:00-24:00` is a whole day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Shift {
    from: TimeOfDay,
    to: TimeOfDay,
}

impl Shift {
    /// From and to in minutes of the day: `from` below 1440, at most 24 hours long.
    pub fn try_new(from: u16, to: u16) -> Result<Self, CalendarError> {
        let shift = Self { from: TimeOfDay(from), to: TimeOfDay(to) };
        if from >= DAY || to > 2 * DAY {
            return Err(CalendarError::BadShift(shift.to_string()));
        }
        if shift.end() - from > DAY {
            return Err(CalendarError::LongShift(shift.to_string()));
        }
        Ok(shift)
    }

    /// The first minute, below 1440.
    pub fn start(self) -> u16 {
        self.from.0
    }

    /// The minute after the last, counted from midnight of the first day:
    /// above 1440 when the shift runs over midnight.
    pub fn end(self) -> u16 {
        if self.to <= self.from { self.to.0 + DAY } else { self.to.0 }
    }

    /// The same shift, `minutes` shorter at its end; nothing if none is left.
    pub fn shortened(self, minutes: u16) -> Option<Self> {
        let end = self.end().checked_sub(minutes)?;
        (end > self.start()).then_some(Self { from: self.from, to: TimeOfDay(end) })
    }

    pub(super) fn begins(self) -> TimeOfDay {
        self.from
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl fmt::Display for Shift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.from, self.to)
    }
}

impl FromStr for Shift {
    type Err = CalendarError;

    fn from_str(text: &str) -> Result<Self, CalendarError> {
        let bad = || CalendarError::BadShift(text.chars().take(40).collect());
        let (from, to) = text.split_once(['-', '–', '—']).ok_or_else(bad)?;
        let from = minutes(from).ok_or_else(bad)?;
        let to = minutes(to).ok_or_else(bad)?;
        Self::try_new(from, to)
    }
}

impl TryFrom<String> for Shift {
    type Error = CalendarError;

    fn try_from(text: String) -> Result<Self, CalendarError> {
        text.parse()
    }
}

impl From<Shift> for String {
    fn from(shift: Shift) -> Self {
        shift.to_string()
    }
}

fn minutes(text: &str) -> Option<u16> {
    let (hours, minutes) = text.trim().split_once(':')?;
    let digits = |part: &str, most: usize| {
        ((1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
            .then(|| part.parse::<u16>().ok())?
    };
    let (hours, minutes) = (digits(hours, 2)?, digits(minutes, 2)?);
    (hours <= 48 && minutes < 60).then_some(hours * 60 + minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shifts_read_back_as_they_were_written() {
        for text in ["09:00-13:00", "22:00-06:00", "22:00-30:00", "00:00-24:00", "00:00-00:00"] {
            assert_eq!(text.parse::<Shift>().unwrap().to_string(), text);
        }
        let night: Shift = "22:00-06:00".parse().unwrap();
        assert_eq!((night.start(), night.end()), (1320, 1800));
        assert_eq!("22:00-30:00".parse::<Shift>().unwrap().end(), night.end());
        assert_eq!(" 9:00 – 18:00 ".parse::<Shift>().unwrap().to_string(), "09:00-18:00");
    }

    #[test]
    fn nonsense_is_refused() {
        for text in [
            "",
            "9-18",
            "09:00",
            "09:60-10:00",
            "24:00-25:00",
            "+9:00-10:00",
            "09:00-49:00",
            "a:b-c:d",
        ] {
            assert!(matches!(text.parse::<Shift>(), Err(CalendarError::BadShift(_))), "{text}");
        }
        assert!(matches!("09:00-34:00".parse::<Shift>(), Err(CalendarError::LongShift(_))));
    }

    #[test]
    fn a_short_day_loses_its_last_hour() {
        let shift: Shift = "22:00-06:00".parse().unwrap();
        assert_eq!(shift.shortened(60).unwrap().end(), 29 * 60);
        assert_eq!("09:00-10:00".parse::<Shift>().unwrap().shortened(60), None);
    }
}
