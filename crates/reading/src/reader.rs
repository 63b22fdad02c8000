//! The reader: gives an analysed text its tone and its intent. It decides nothing.

use crate::labels::{Intent, Tone};
use crate::model::{Model, ModelError, Scores};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::path::Path;
use std::sync::OnceLock;
use text::{Analysis, Lang};

/// What one text says. Confidences are probabilities, 0 to 1, calibrated on held-back texts.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct Reading {
    pub lang: Lang,
    pub tone: Tone,
    pub tone_confidence: f32,
    pub intent: Intent,
    pub intent_confidence: f32,
}

pub struct Reader {
    model: Model,
}

static SHIPPED: &[u8] = include_bytes!("../model/reading.bin");

impl Reader {
    /// The model inside the program. Its weights stay where the loader put them.
    pub fn shipped() -> &'static Reader {
        static READER: OnceLock<Reader> = OnceLock::new();
        READER.get_or_init(|| match Model::from_bytes(Cow::Borrowed(SHIPPED)) {
            Ok(model) => Reader { model },
            Err(e) => unreachable!("the model in the repository is whole, a test reads it: {e}"),
        })
    }

    /// A model trained elsewhere.
    pub fn load(path: impl AsRef<Path>) -> Result<Reader, ModelError> {
        Self::from_bytes(std::fs::read(path)?)
    }

    pub(crate) fn from_bytes(bytes: Vec<u8>) -> Result<Reader, ModelError> {
        Ok(Reader { model: Model::from_bytes(Cow::Owned(bytes))? })
    }

    /// `rating` in stars, 1 to 5, where the source has one.
    pub fn read(&self, a: &Analysis, rating: Option<u8>) -> Reading {
        let scores = self.scores(a, rating);
        let (tone, tone_confidence) = best(&scores.tone);
        let (intent, intent_confidence) = best(&scores.intent);
        Reading {
            lang: a.lang,
            tone: Tone::ALL[tone],
            tone_confidence,
            intent: Intent::ALL[intent],
            intent_confidence,
        }
    }

    /// All probabilities, for those who need more than the best label.
    pub fn scores(&self, a: &Analysis, rating: Option<u8>) -> Scores {
        // A text without a word says nothing that could be read but its smile.
        self.model.scores(a, rating)
    }

    /// Seed, rows and corpora of the training.
    pub fn made_from(&self) -> &str {
        &self.model.head.made_from
    }
}

pub(crate) fn best(p: &[f32]) -> (usize, f32) {
    let mut at = 0;
    for (i, x) in p.iter().enumerate() {
        if *x > p[at] {
            at = i;
        }
    }
    (at, p[at])
}
