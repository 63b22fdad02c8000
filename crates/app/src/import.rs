//! Reviews from a file: uploaded, looked at, and taken in by batches. Each batch and the position
//! behind it share one transaction, so an import that was killed goes on where it stood, and nothing
//! comes in twice. Rows that cannot be read are set aside with their reasons.

mod aside;
mod command;
mod options;
mod preview;
mod run;
mod status;
mod upload;

pub use aside::{SetAsideFile, set_aside};
pub use command::{Report, run_file};
pub use options::ImportOptions;
pub use preview::{PreviewPage, preview, start};
pub use run::{Progress, run, run_waiting};
pub use status::{Failure, ImportState, ImportView, list, resume, status, stop};
pub use upload::{Incoming, begin};

/// What a file is and what its columns mean, as `sources` reads it.
pub use sources::file::{
    Assign, AssignError, Bad, DateOrder, Field, Format, Guess, Mapped, OrderDecision, Preview, Row,
    Warning, display_safe,
};
