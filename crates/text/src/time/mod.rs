//! Expressions of time in a text: where they stand and what they say. What moment that is depends on
//! a now, a zone and a calendar, and is reckoned elsewhere.

mod clock;
mod day;
mod lasting;
mod lexicon;
mod lexing;
mod parse;

pub use parse::find;

use std::ops::Range;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Expression {
    /// Bytes of the text, its prepositions included.
    pub span: Range<usize>,
    pub when: When,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum When {
    /// "Soon", "ASAP", "in a few days": nothing that a client could check.
    Vague,
    /// So long from now, in quarters of the unit.
    After { quarters: u32, unit: Unit, at: Option<At> },
    On {
        day: Day,
        at: Option<At>,
        /// The day itself is excluded: "before Friday".
        before: bool,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    Minute,
    Hour,
    WorkHour,
    Day,
    WorkDay,
    Week,
    Month,
    Year,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Day {
    /// Not named: the next time the clock shows it.
    Any,
    /// 0 is today.
    Plus(u16),
    /// The next working day.
    Working,
    /// 1 is Monday.
    Weekday {
        day: u8,
        which: Which,
    },
    Date {
        day: u8,
        month: Option<u8>,
        year: Option<i16>,
    },
    /// The end of this week (0), the next (1), …
    Week {
        plus: u16,
        working: bool,
    },
    Weekend {
        plus: u16,
    },
    Month {
        plus: u16,
    },
    /// The end of a month by its name.
    Named {
        month: u8,
        year: Option<i16>,
    },
    Year {
        plus: u16,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Which {
    /// The first one after today.
    Coming,
    /// Of this week; today itself counts.
    This,
    /// Of the week after this one.
    Next,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum At {
    /// Minutes since midnight, up to 1440. `sure`: it cannot be meant twelve hours later.
    Clock {
        minute: u16,
        sure: bool,
    },
    Part(Part),
    /// The end of the day's work.
    Close,
}

/// A part of the day; what counts is its end, or its beginning where one is to be ready by then.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    ByMorning,
    Morning,
    FirstHalf,
    Lunch,
    Afternoon,
    ByEvening,
    Evening,
    Night,
}
