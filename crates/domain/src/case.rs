//! A case: one conflict with one client, as a journal of events.
//! `decide` holds every gate; whatever comes in (page, API, bulk, rule, timer) passes through it.

mod command;
mod decide;
mod event;
mod next;
mod refusal;
mod state;

pub use command::{Carried, Command, NewFact, NewProof, NewReply, OpenCase};
pub use decide::{Facts, decide};
pub use event::{Acts, By, Event, FindingNote, Recorded, Relation, Route};
pub use next::{Next, next};
pub use refusal::Refusal;
pub use state::{Consent, Delivery, Evidence, Link, Reply, State, evolve, replay};

#[cfg(test)]
mod tests;
