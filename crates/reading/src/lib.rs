//! What a text says: its tone and its intent, by a linear model trained in this repository.
//! Reading, training and evaluation live here; the only I/O is on model files and corpora.

mod calibrate;
mod corpus;
mod eval;
mod features;
mod joined;
mod labels;
mod language;
mod learn;
mod mapping;
mod measure;
mod model;
mod pairs;
mod reader;
mod sources;
mod train;

pub use eval::{EvalReport, HeadReport, eval};
pub use labels::{Intent, Tone, UnknownLabel};
pub use language::train_language;
pub use model::{ModelError, Scores};
pub use reader::{Reader, Reading};
pub use train::{CorpusUse, TrainOptions, TrainReport, train};

/// How far a long command has come: what it does now, and how much of it is done.
#[derive(Clone, Debug)]
pub struct Progress {
    pub stage: String,
    pub done: u64,
    pub of: u64,
}

#[derive(Debug, thiserror::Error)]
pub enum TrainError {
    #[error("{path}: {source}")]
    Io { path: std::path::PathBuf, source: std::io::Error },
    #[error("{path}, line {line}: {reason}")]
    BadRow { path: std::path::PathBuf, line: usize, reason: String },
    #[error("no corpus that may be trained on was found in {0}")]
    NothingToLearn(std::path::PathBuf),
    #[error(transparent)]
    Model(#[from] ModelError),
}
