//! `redress mentions`: what was said, for the command line.

use crate::config::Config;
use crate::desk;
use anyhow::Result;
use app::Actor;
use app::mentions::{Filter, list};
use clap::Subcommand;
use comfy_table::Table;

#[derive(Subcommand)]
pub enum Mentions {
    /// The newest mentions.
    List {
        /// As in the address of the page: `tone=negative&rating=1&q=доставка`.
        #[arg(default_value = "")]
        filter: String,
        #[arg(long, default_value_t = 50)]
        limit: usize,
        /// One JSON object per line.
        #[arg(long)]
        json: bool,
    },
}

impl Mentions {
    pub async fn run(self, config: Config) -> Result<()> {
        let app = desk::open(&config).await?;
        let Mentions::List { filter, limit, json } = self;
        let filter: Filter = filter.parse()?;
        let page = list(&app, &Actor::operator(), &filter, None, limit).await?;
        let mut table = Table::new();
        table.set_header(["posted", "brand", "source", "lang", "tone", "intent", "text"]);
        for m in page.items {
            if json {
                println!("{}", serde_json::to_string(&m)?);
                continue;
            }
            let beginning: String = m.text.chars().take(60).collect();
            table.add_row([
                m.posted_at.strftime("%Y-%m-%d %H:%M").to_string(),
                m.brand_name,
                m.source_name,
                m.lang.to_string(),
                m.tone.to_string(),
                m.intent.to_string(),
                beginning.replace('\n', " "),
            ]);
        }
        if !json {
            println!("{table}");
        }
        app.db.close().await;
        Ok(())
    }
}
