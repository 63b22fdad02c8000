//! `redress clients`: erasing what the desk knows about somebody.

use crate::config::Config;
use crate::desk;
use anyhow::{Result, bail};
use app::Actor;
use app::domain::ClientId;
use clap::Subcommand;

#[derive(Subcommand)]
pub enum Clients {
    /// Destroy a client's key and whatever stands of him in clear; prints the certificate.
    Erase {
        /// The client's id, as the API and the certificate name it.
        #[arg(required_unless_present = "again")]
        id: Option<ClientId>,
        /// Why, in the words of the certificate.
        #[arg(long, default_value = "asked for by the client")]
        reason: String,
        /// After a restore: erase again whoever stands in `erased.list` of the data folder.
        #[arg(long, conflicts_with_all = ["id", "reason"])]
        again: bool,
    },
}

impl Clients {
    pub async fn run(self, config: Config) -> Result<()> {
        let app = desk::open(&config).await?;
        let Clients::Erase { id, reason, again } = self;
        match id {
            Some(client) if !again => {
                let actor = Actor::operator();
                app::clients::erase(&app, &actor, client, &reason).await?;
                println!("{}", app::clients::certificate(&app, &actor, client).await?.certificate);
            }
            _ => {
                let done = app::clients::again(&app).await?;
                println!("{} clients erased again", done.erased);
                if !done.open.is_empty() {
                    bail!("these cases are open in this desk; close them first: {:?}", done.open);
                }
            }
        }
        app.db.close().await;
        Ok(())
    }
}
