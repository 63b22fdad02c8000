//! Mentions: found by words and filters, read one by one, marked as looked at.

mod beside;
mod filter;
mod list;
mod one;
mod seen;

pub use beside::{AttachmentItem, CaseRef, MentionItem};
pub use filter::{Filter, MentionState, OwnerPick};
pub(crate) use filter::{matching, with_branches};
pub use list::{Count, Cursor, Page, counts, list};
pub use one::{MentionPage, get};
pub use seen::{mark_seen, mark_seen_many};
