//! A promise: who owes what by which minute, and what became of it.

use crate::stage::codes;
use crate::{PersonId, PromiseId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

codes! {
    /// What is owed.
    PromiseKind {
        /// An answer, owed by the regulation since the mention arrived; a sent reply keeps it.
        Answer = "answer",
        /// Something told to the client; a person says when it is done.
        Word = "word",
        /// The time cannot be known yet; this is when it will be named.
        NameTime = "name_time",
        /// A deadline that the law sets for what the client demands.
        Law = "law",
    }
}

codes! {
    /// What became of it. Only `Open` still rings.
    PromiseStatus {
        Open = "open",
        Kept = "kept",
        /// The minute passed; it was not done by then.
        Broken = "broken",
        /// Broken first, done afterwards.
        KeptLate = "kept_late",
        /// No longer owed: the case ended with its grounds written down.
        Released = "released",
    }
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Promise {
    pub id: PromiseId,
    pub kind: PromiseKind,
    pub what: String,
    pub due: Timestamp,
    /// When the person in charge is reminded; `None` when that moment has passed or was used.
    pub remind_at: Option<Timestamp>,
    pub made_by: Option<PersonId>,
    pub status: PromiseStatus,
    pub renewals: u32,
    pub made_at: Timestamp,
    /// When it was kept, or when its minute passed.
    pub settled_at: Option<Timestamp>,
}

impl Promise {
    /// Still to be done, in time or not.
    pub fn is_owed(&self) -> bool {
        matches!(self.status, PromiseStatus::Open | PromiseStatus::Broken)
    }

    /// The moment at which this promise wants attention next.
    pub fn next_alarm(&self) -> Option<Timestamp> {
        match self.status {
            PromiseStatus::Open => Some(self.remind_at.map_or(self.due, |r| r.min(self.due))),
            _ => None,
        }
    }
}

/// When to remind of something due at `due`, said at `now`: a quarter of the time before it,
/// at most `at_most_minutes` before. Nothing is reminded of that is due within two minutes.
pub fn remind_at(now: Timestamp, due: Timestamp, at_most_minutes: i64) -> Option<Timestamp> {
    let left = due.duration_since(now).as_secs();
    let before = (left / 4).min(at_most_minutes * 60);
    (left > 120 && before > 0)
        .then(|| due.checked_sub(jiff::SignedDuration::from_secs(before)).ok())
        .flatten()
}
