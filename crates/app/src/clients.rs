//! Clients: the card of one, what is done about two of them that may be one person, and the end of what
//! is known of somebody. Nothing is merged but by somebody's own decision, which can be taken back;
//! what is erased is gone for good.

mod card;
mod certificate;
mod erase;
mod family;
mod list;
mod same;
mod suggest;

pub(crate) use card::beside;
pub use card::{Account, Before, Card, CardCase, Clue, Known, Merged, card};
pub use certificate::Certificate;
pub use erase::{Again, again, certificate, erase, overdue, whose};
pub use same::{apart, merge, of_case, undo};
pub use suggest::Suggestion;
