//! Recreating every projection from the journal.

use crate::cases::carry_out::words;
use crate::{App, Result};

/// Returns the number of cases. Nobody else may write meanwhile.
pub async fn rebuild(app: &App) -> Result<u64> {
    Ok(store::project::rebuild(&app.db, &app.vault, words).await?)
}
