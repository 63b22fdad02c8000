//! `redress import`: reviews from a file, with progress, gone on with where an earlier run stopped.

use crate::config::Config;
use crate::{desk, terminal};
use anyhow::{Context, Result, bail};
use app::Actor;
use app::import::{Assign, ImportOptions, run_file};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use std::path::PathBuf;

#[derive(Args)]
pub struct Import {
    /// CSV, JSONL, JSON or XLSX.
    file: PathBuf,
    /// The brand or branch, by its short name.
    #[arg(long)]
    brand: String,
    /// Where the reviews come from; made when it is new.
    #[arg(long)]
    source: String,
    /// Which column means what, where the guess is wrong: `--map text=Отзыв --map rating=Оценка`.
    #[arg(long = "map", value_name = "FIELD=COLUMN")]
    mapping: Vec<Assign>,
    /// As `windows-1251`, where it is not recognised.
    #[arg(long)]
    encoding: Option<String>,
    /// The time zone of dates without one; otherwise the brand's.
    #[arg(long)]
    zone: Option<String>,
    /// The sheet of a spreadsheet.
    #[arg(long)]
    sheet: Option<String>,
    /// Open no cases, whatever the rules say.
    #[arg(long)]
    no_cases: bool,
    /// Print the report as JSON.
    #[arg(long)]
    json: bool,
}

impl Import {
    pub async fn run(self, config: Config) -> Result<()> {
        if !self.file.is_file() {
            bail!("there is no file {}", self.file.display());
        }
        let app = desk::open(&config).await?;
        let options = ImportOptions {
            encoding: self.encoding,
            zone: self.zone,
            sheet: self.sheet,
            mapping: self.mapping,
            routing: !self.no_cases,
            ..ImportOptions::default()
        };
        let bar = bar();
        let report = run_file(
            &app,
            &Actor::operator(),
            &self.file,
            &self.brand,
            &self.source,
            options,
            |p| {
                bar.set_length(p.bytes_total.max(1) as u64);
                bar.set_position(p.bytes_done as u64);
                bar.set_message(format!(
                    "{} added, {} known, {} set aside",
                    p.added, p.known, p.bad
                ));
            },
        )
        .await
        .with_context(|| format!("{} could not be imported", self.file.display()))?;
        bar.finish_and_clear();
        app.db.close().await;
        if self.json {
            println!("{}", serde_json::to_string_pretty(&report)?);
        } else {
            let p = &report.progress;
            println!("{} added, {} known already, {} set aside", p.added, p.known, p.bad);
            if let Some(path) = &report.set_aside {
                println!("what was set aside, and why: {}", path.display());
            }
        }
        match report.failure {
            Some(failure) => {
                bail!(
                    "the import stopped. {}",
                    web::ui::sentence(&terminal::texts(), &failure.code, &failure.detail)
                )
            }
            None => Ok(()),
        }
    }
}

fn bar() -> ProgressBar {
    let bar = ProgressBar::new(1);
    let style = "{bar:30} {percent}%  {bytes_per_sec}  {eta} left  {msg}";
    if let Ok(style) = ProgressStyle::with_template(style) {
        bar.set_style(style);
    }
    bar
}
