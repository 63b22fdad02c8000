//! `redress regulation`: the regulation as a file, so that it can live in git: checked, exported,
//! published by the same checks as in the browser.

use crate::config::Config;
use crate::{desk, terminal};
use anyhow::{Context, Result, bail};
use app::Actor;
use app::regulation::{self, Draft, Remark};
use clap::{Args, Subcommand};
use std::path::{Path, PathBuf};

#[derive(Subcommand)]
pub enum Regulation {
    /// Say what is wrong in a file, with its line; nothing is stored.
    Check(Check),
    /// Write the regulation in force, or another version, as a file.
    Export(Export),
    /// Publish a file as the next version.
    Publish(Publish),
}

#[derive(Args)]
pub struct Check {
    file: PathBuf,
}

#[derive(Args)]
pub struct Export {
    /// Without it the text is printed.
    file: Option<PathBuf>,
    /// The one in force without it.
    #[arg(long, conflicts_with = "example")]
    version: Option<i64>,
    /// The regulation that comes with the desk, in this language.
    #[arg(long, value_parser = ["ru", "en", "ro"])]
    example: Option<String>,
}

#[derive(Args)]
pub struct Publish {
    file: PathBuf,
    /// What is new, for those who work by it.
    #[arg(long, default_value = "")]
    note: String,
    /// The version that was edited; refused when another one is in force by now.
    #[arg(long)]
    base: Option<i64>,
}

impl Regulation {
    pub async fn run(self, config: Config) -> Result<()> {
        match self {
            Regulation::Check(check) => check.run(config).await,
            Regulation::Export(export) => export.run(config).await,
            Regulation::Publish(publish) => publish.run(config).await,
        }
    }
}

impl Check {
    async fn run(self, config: Config) -> Result<()> {
        let source = read(&self.file)?;
        let app = desk::open(&config).await?;
        let checked = regulation::check(&app, &Actor::operator(), &source).await;
        app.db.close().await;
        let remarks = checked.with_context(|| self.file.display().to_string())?;
        tell(&self.file, &remarks);
        println!("{}: sound", self.file.display());
        Ok(())
    }
}

impl Export {
    async fn run(self, config: Config) -> Result<()> {
        let source = match &self.example {
            Some(lang) => regulation::example_source(lang).to_owned(),
            None => stored(&config, self.version).await?,
        };
        match &self.file {
            Some(file) => std::fs::write(file, source)
                .with_context(|| format!("{} cannot be written", file.display())),
            None => {
                print!("{source}");
                Ok(())
            }
        }
    }
}

impl Publish {
    async fn run(self, config: Config) -> Result<()> {
        let source = read(&self.file)?;
        let app = desk::open(&config).await?;
        let draft = Draft { source: &source, note: &self.note, base: self.base };
        let published = regulation::publish(&app, &Actor::operator(), draft).await;
        app.db.close().await;
        let published = published.with_context(|| self.file.display().to_string())?;
        tell(&self.file, &published.remarks);
        println!("version {} is in force", published.version);
        Ok(())
    }
}

async fn stored(config: &Config, version: Option<i64>) -> Result<String> {
    let app = desk::open(config).await?;
    let actor = Actor::operator();
    let source = match version {
        None => Some(regulation::read(&app, &actor).await?.source.clone()),
        Some(wanted) => {
            let versions = regulation::history(&app, &actor).await?;
            versions.into_iter().find(|v| v.version == wanted).map(|v| v.source)
        }
    };
    app.db.close().await;
    match source {
        Some(source) => Ok(source),
        None => bail!("there is no such version of the regulation"),
    }
}

fn read(file: &Path) -> Result<String> {
    std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))
}

fn tell(file: &Path, remarks: &[Remark]) {
    for remark in remarks {
        let said = web::ui::sentence(&terminal::texts(), remark.problem, &remark.detail);
        println!("{}:{}: {said}", file.display(), remark.line);
    }
}
