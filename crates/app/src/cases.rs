//! Cases: opened, worked on through one door (`act`), listed and shown.

pub(crate) mod carry_out;

mod act;
mod contact;
mod list;
mod open;
mod view;

pub(crate) use act::visible;
pub use act::{Act, act};
pub use contact::contact;
pub(crate) use list::items;
pub use list::{CaseItem, CasesPage, ListQuery, count, list};
pub use open::open;
pub(crate) use open::{Opening, open_in};
pub use view::{AttachmentItem, CasePage, Entry, PromiseItem, ReplyItem, by_number, view};
