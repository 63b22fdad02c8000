//! How the desk as a whole is doing, for those who watch over the machine: numbers, no names.

use crate::{Action, Actor, App, Result};

pub use store::figures::Figures;

/// They speak of all brands, so they take the right to look into everything.
pub async fn read(app: &App, actor: &Actor) -> Result<Figures> {
    actor.require_everywhere(Action::ReadAudit)?;
    Ok(store::figures::read(&app.db, app.now()).await?)
}

/// Whether the database answers. Tells nothing, so anybody may ask.
pub async fn answers(app: &App) -> Result<()> {
    Ok(store::figures::ping(&app.db).await?)
}
