//! What Redress is about: cases, promises, stages, people, regulations, calendars.
//! Pure and synchronous: no I/O, no async, no clocks, no randomness; time and ids are passed in.

pub mod amends;
pub mod brand;
pub mod calendar;
pub mod case;
pub mod contact;
pub mod ids;
pub mod inquiry;
pub mod law;
pub mod money;
pub mod people;
pub mod promise;
pub mod reading;
pub mod receipt;
pub mod regulation;
pub mod scenario;
pub mod stage;

pub use calendar::Calendar;
pub use ids::*;
pub use inquiry::{Seriousness, Verdict};
pub use money::{Currency, Money};
pub use people::{Grant, Role};
pub use stage::{Outcome, Stage};

/// Moments are stored and compared as whole microseconds since 1970 UTC.
pub use jiff::Timestamp;
