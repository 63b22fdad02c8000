//! A case: one conflict with one client, as a journal of events.
//! `decide` holds every gate; whatever comes in (page, API, bulk, rule, timer) passes through it.

mod command;
mod decide;
mod event;
mod refusal;
mod state;

pub use command::{Command, NewReply, OpenCase};
pub use decide::{Facts, decide};
pub use event::{By, Event, FindingNote, Recorded, Route};
pub use refusal::Refusal;
pub use state::{Delivery, Reply, State, evolve, replay};

#[cfg(test)]
mod tests;
