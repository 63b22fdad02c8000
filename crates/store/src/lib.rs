//! The store: SQL, migrations, the journal and its projections, search, the outbox.
//! SQLite and PostgreSQL behind the same code. It decides nothing.

pub mod attachment;
pub mod audit;
pub mod backup;
pub mod beside;
pub mod brand;
pub mod case;
pub mod client;
pub mod contact;
pub mod db;
pub mod erase;
mod error;
pub mod figures;
pub mod import;
pub mod journal;
pub mod mention;
pub mod merge;
mod migrate;
pub mod outbox;
pub mod person;
pub mod project;
pub mod promise;
pub mod reading;
pub mod regulation;
pub mod remedy;
pub mod row;
mod seal;
pub mod search;
pub mod session;
pub mod shop_order;
pub mod token;
pub mod vault;
pub mod view;
pub mod wish;

pub use db::{Arg, Db, Tx};
pub use error::StoreError;
pub use row::{Cols, Field, Row};
pub use vault::Vault;

pub type Result<T> = std::result::Result<T, StoreError>;
