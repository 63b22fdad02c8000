//! One client's personal data: erasing them for good, and doing it again after a restore.

mod certificate;
mod erase;
mod list;

pub use certificate::Certificate;
pub use erase::{Again, again, certificate, erase, of_case, overdue};
