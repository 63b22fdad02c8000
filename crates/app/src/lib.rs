//! Use cases, one file each: check the permission, load, decide, append, tell those who watch.
//! No HTTP, no SQL text. Every use case takes an `Actor`; `policy` is the one permission table.

mod actor;
pub mod acts;
pub mod alarms;
pub mod attachments;
pub mod audit;
pub mod brands;
pub mod cases;
pub mod clients;
pub mod compose;
pub mod delivery;
mod door;
mod env;
mod error;
pub mod export;
pub mod figures;
pub mod forms;
pub mod highlight;
pub mod home;
pub mod import;
pub mod intake;
mod live;
pub mod mentions;
mod names;
pub mod password;
pub mod people;
pub mod policy;
mod rebuild;
pub mod regulation;
pub mod search;
mod secret;
pub mod sign_in;
pub mod tokens;
pub mod views;
pub mod wishes;
mod wording;

pub use actor::{Actor, Scope, Who};
pub use env::{App, Clock, Ids, Settings, SystemClock, SystemIds};
pub use error::{AppError, FieldError};
pub use live::{Live, Topic};
pub use policy::Action;
pub use rebuild::rebuild;

pub use domain;
pub use store;

pub type Result<T> = std::result::Result<T, AppError>;
