//! `redress cases`: the list and one case, for the command line.

use crate::config::Config;
use crate::desk;
use anyhow::Result;
use app::Actor;
use app::cases::{ListQuery, by_number, list, view};
use clap::Subcommand;
use comfy_table::Table;

#[derive(Subcommand)]
pub enum Cases {
    /// Open cases, those that are due first.
    List {
        /// Words to be found in them, or a number.
        #[arg(default_value = "")]
        text: String,
        /// Closed ones instead.
        #[arg(long)]
        closed: bool,
        #[arg(long, default_value_t = 50)]
        limit: usize,
        /// One JSON object per line.
        #[arg(long)]
        json: bool,
    },
    /// Everything that happened in one case.
    Show { number: i64 },
}

impl Cases {
    pub async fn run(self, config: Config) -> Result<()> {
        let app = desk::open(&config).await?;
        let actor = Actor::operator();
        match self {
            Cases::List { text, closed, limit, json } => {
                let query = ListQuery { text, open: Some(!closed), limit, ..ListQuery::default() };
                let page = list(&app, &actor, &query).await?;
                let mut table = Table::new();
                table.set_header(["№", "brand", "client", "stage", "due", "owner"]);
                for case in page.items {
                    if json {
                        println!("{}", serde_json::to_string(&case)?);
                        continue;
                    }
                    table.add_row([
                        case.number.to_string(),
                        case.brand_name,
                        case.client_name,
                        case.stage.to_string(),
                        case.next_due.map(|d| d.to_string()).unwrap_or_default(),
                        case.owner_name,
                    ]);
                }
                if !json {
                    println!("{table}");
                }
            }
            Cases::Show { number } => {
                let id = by_number(&app, &actor, number).await?;
                let case = view(&app, &actor, id).await?;
                for entry in case.timeline {
                    println!("{}", serde_json::to_string(&entry)?);
                }
            }
        }
        app.db.close().await;
        Ok(())
    }
}
