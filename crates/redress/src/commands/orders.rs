//! `redress orders`: the company's own orders, with which receipts and order numbers are compared.

use crate::config::Config;
use crate::{desk, terminal};
use anyhow::{Result, bail};
use app::Actor;
use app::domain::Currency;
use app::orders::{Why, import};
use clap::Subcommand;
use std::path::PathBuf;

#[derive(Subcommand)]
pub enum Orders {
    /// Bring orders in from a CSV or XLSX file; the same number again brings it up to date.
    Import {
        file: PathBuf,
        /// The brand or branch, by its short name.
        #[arg(long)]
        brand: String,
        /// Of sums that name none, as `RUB`.
        #[arg(long)]
        currency: Option<Currency>,
        /// Print the report as JSON.
        #[arg(long)]
        json: bool,
    },
}

/// Rows set aside that are named one by one.
const NAMED: usize = 20;

impl Orders {
    pub async fn run(self, config: Config) -> Result<()> {
        let Orders::Import { file, brand, currency, json } = self;
        if !file.is_file() {
            bail!("there is no file {}", file.display());
        }
        let app = desk::open(&config).await?;
        let report = import(&app, &Actor::operator(), &file, &brand, currency).await;
        app.db.close().await;
        let report = report?;
        if json {
            println!("{}", serde_json::to_string_pretty(&report)?);
            return Ok(());
        }
        println!("{} orders, {} rows set aside", report.taken, report.bad.len());
        for bad in report.bad.iter().take(NAMED) {
            println!("{}: {}", bad.row, say(&bad.why));
        }
        if report.bad.len() > NAMED {
            println!("… --json names all of them");
        }
        Ok(())
    }
}

fn say(why: &Why) -> String {
    let texts = terminal::texts();
    match why {
        Why::Row(reason) => reason.say(terminal::lang().code()),
        Why::NoNumber => web::ui::sentence(&texts, "order-number-missing", ""),
        Why::Sum(value) => web::ui::sentence(&texts, "order-sum", value),
        Why::Currency(value) => web::ui::sentence(&texts, "order-currency", value),
    }
}
