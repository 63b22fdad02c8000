//! Clients: the card of one, and what is done about two of them that may be one person. Nothing is
//! merged but by somebody's own decision, and each such decision can be taken back.

mod card;
mod family;
mod same;
mod suggest;

pub(crate) use card::beside;
pub use card::{Account, Before, Card, CardCase, Clue, Known, Merged, card};
pub use same::{apart, merge, of_case, undo};
pub use suggest::Suggestion;
