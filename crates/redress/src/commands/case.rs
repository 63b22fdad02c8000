//! `redress case`: one conflict at a time, without a desk.

use anyhow::{Context, Result};
use app::domain::scenario::Scenario;
use clap::Subcommand;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Subcommand)]
pub enum Case {
    /// Play a written scenario against the real rules and say what came of it.
    Simulate {
        /// The scenario; `docs/scenarios/` is full of them.
        file: PathBuf,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
}

impl Case {
    pub fn run(self) -> Result<ExitCode> {
        let Case::Simulate { file, json } = self;
        let name = file.display().to_string();
        let source = std::fs::read_to_string(&file).with_context(|| name.clone())?;
        let shipped = |lang: &str| {
            ["ru", "en", "ro"].contains(&lang).then(|| app::regulation::example_source(lang))
        };
        let report = Scenario::run(&source, shipped).context(name)?;
        if json {
            println!("{}", serde_json::to_string(&report)?);
        } else {
            print!("{report}");
        }
        Ok(if report.passed() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}
