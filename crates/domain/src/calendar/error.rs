//! Why a calendar is refused or a deadline cannot be reckoned. The page that
//! shows it chooses the language by the variant.

use jiff::Timestamp;
use jiff::civil::Date;

use super::TimeOfDay;

/// What can be wrong with a calendar.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    #[error("unknown time zone \"{0}\": write it like Europe/Bucharest")]
    UnknownZone(String),
    #[error(
        "cannot read the shift \"{0}\": write it like 09:00-18:00, over midnight 22:00-06:00 or 22:00-30:00"
    )]
    BadShift(String),
    #[error("the shift \"{0}\" is longer than 24 hours")]
    LongShift(String),
    #[error("{day}: the shift at {second} begins before the one from {first} has ended")]
    Overlap { day: String, first: TimeOfDay, second: TimeOfDay },
    #[error("{0} is both a day off and a day with shifts of its own: keep one of the two")]
    DateTwice(Date),
    #[error("the pause from {from} must end after it begins, but ends at {to}")]
    BadPause { from: Timestamp, to: Timestamp },
    #[error("the calendar never opens: give at least one day a shift")]
    NeverOpens,
    #[error("working time to add must not be negative")]
    Negative,
    #[error("no deadline within 100 years of {from}: the calendar is closed for too long")]
    BeyondHorizon { from: Timestamp },
}
