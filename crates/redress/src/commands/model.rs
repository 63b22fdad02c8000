//! `redress model`: train the model that reads, and measure it.

use anyhow::Result;
use clap::Subcommand;
use indicatif::ProgressBar;
use reading::{Progress, Reader, TrainOptions};
use std::path::PathBuf;

#[derive(Subcommand)]
pub enum Model {
    /// Learn from a folder of corpora (`*.jsonl`, `*.jsonl.zst`).
    Train {
        folder: PathBuf,
        /// Where the model is written.
        #[arg(long)]
        out: PathBuf,
        /// Own examples read beside the corpora.
        #[arg(long)]
        examples: Option<PathBuf>,
        #[arg(long, default_value_t = TrainOptions::default().seed)]
        seed: u64,
    },
    /// Measure a model on the dev rows of a folder of corpora.
    Eval {
        folder: PathBuf,
        /// Without it the shipped one.
        #[arg(long)]
        model: Option<PathBuf>,
    },
}

impl Model {
    pub fn run(self) -> Result<()> {
        let bar = ProgressBar::new(1);
        let mut progress = |p: Progress| {
            bar.set_length(p.of.max(1));
            bar.set_position(p.done);
            bar.set_message(p.stage);
        };
        match self {
            Model::Train { folder, out, examples, seed } => {
                let options = TrainOptions { examples, seed, ..TrainOptions::default() };
                let report = reading::train(&folder, &out, &options, &mut progress)?;
                bar.finish_and_clear();
                println!("{}", serde_json::to_string_pretty(&report)?);
            }
            Model::Eval { folder, model } => {
                let loaded = model.map(|path| Reader::load(&path)).transpose()?;
                let reader = loaded.as_ref().unwrap_or_else(|| Reader::shipped());
                let report = reading::eval(&folder, reader, &mut progress)?;
                bar.finish_and_clear();
                println!("{}", serde_json::to_string_pretty(&report)?);
            }
        }
        Ok(())
    }
}
