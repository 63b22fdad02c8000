//! `redress rebuild`: every projection anew from the journal.

use crate::config::Config;
use crate::desk;
use anyhow::Result;
use clap::Args;

#[derive(Args)]
pub struct Rebuild {}

impl Rebuild {
    pub async fn run(self, config: Config) -> Result<()> {
        // Without the lock a serving desk would write into lists that are being emptied.
        let _lock = desk::lock(&config)?;
        let app = desk::open(&config).await?;
        let cases = app::rebuild(&app).await?;
        println!("{cases} cases rebuilt from their journal");
        Ok(())
    }
}
