//! Reviews from a file: CSV, JSON lines or a JSON array, XLSX. A file of any size
//! is read with bounded memory, row by row, and every row comes out as a [`Row`],
//! as a [`Bad`] with its reason, or is counted as blank: nothing is lost in silence.

mod build;
mod bytes;
mod clean;
mod content;
mod csv;
mod dates;
mod encoding;
mod fields;
mod fingerprint;
mod header;
mod html;
mod import;
mod json;
mod names;
mod open;
mod options;
mod orders;
mod plan;
mod preview;
mod rating;
mod reason;
mod reason_words;
mod record;
mod row;
mod set_aside;
mod table;
mod xlsx;

pub use bytes::ReadSeek;
pub use clean::display_safe;
pub use dates::DateOrder;
pub use fields::{Assign, AssignError, Field};
pub use import::{Counts, Import, Progress};
pub use open::{OpenError, digest, open, open_reader};
pub use options::{Format, Limits, Options};
pub use orders::{BadOrder, Order, Orders, Wrong, open_orders};
pub use plan::{Guess, Mapped};
pub use preview::{OrderDecision, Preview, Warning};
pub use reason::Reason;
pub use row::{Bad, Flags, Row};
pub use set_aside::SetAside;
