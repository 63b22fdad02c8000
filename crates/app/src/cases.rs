//! Cases: opened, worked on through one door (`act`), listed and shown.

pub(crate) mod carry_out;

mod act;
mod contact;
mod list;
mod open;
mod procedure;
mod proofs;
mod receipts;
pub mod together;
mod translate;
mod view;

pub(crate) use act::visible;
pub use act::{Act, OfferDraft, RemedyDraft, act};
pub use contact::contact;
pub(crate) use list::items;
pub use list::{CaseItem, CasesPage, ListQuery, count, list};
pub use open::open;
pub(crate) use open::{Opening, open_in};
pub use procedure::{
    ApprovalItem, HeardItem, LawItem, LinkItem, NextStep, Procedure, ProofItem, RemedyItem, ShownIn,
};
pub(crate) use receipts::take;
pub use receipts::{ShownReceipt, add_receipts};
pub(crate) use translate::approval_due;
pub use view::{
    AttachmentItem, CasePage, Entry, PromiseItem, ReplyItem, StepItem, by_number, view,
};
