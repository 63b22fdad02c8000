//! Measures a model on the dev splits of the corpora and on texts labelled by hand.

use crate::labels::{Intent, Tone};
use crate::mapping::{self, Mapping};
use crate::measure::Confusion;
use crate::reader::{Reader, best};
use crate::sources::source;
use crate::{Progress, TrainError, corpus};
use serde::Serialize;
use std::fmt;
use std::path::Path;
use text::Analysis;

#[derive(Clone, Debug, Serialize)]
pub struct EvalReport {
    pub heads: Vec<HeadReport>,
}

/// One label set on one corpus.
#[derive(Clone, Debug, Serialize)]
pub struct HeadReport {
    pub corpus: String,
    /// `tone`, `tone3` (without the rows labelled mixed, and never guessing it), `intent`, `language`.
    pub head: &'static str,
    pub rows: u32,
    pub macro_f1: f64,
    pub accuracy: f64,
    pub calibration_error: f64,
    pub confusion: Confusion,
}

/// Every corpus of `folder` with dev rows or with hand labels, read by `reader`. Nothing is learnt.
pub fn eval(
    folder: &Path,
    reader: &Reader,
    progress: &mut dyn FnMut(Progress),
) -> Result<EvalReport, TrainError> {
    let files = corpus::corpora(folder)?;
    let of = files.len() as u64;
    let mut heads = Vec::new();
    for (i, (name, path)) in files.iter().enumerate() {
        progress(Progress { stage: format!("reading {name}"), done: i as u64, of });
        let rows: Vec<_> = corpus::rows(path)?
            .into_iter()
            .filter(|r| r.split.as_deref().is_none_or(|s| s == "dev"))
            .collect();
        let by_hand = rows.iter().any(|r| r.intent.is_some());
        let mapping = match source(name) {
            _ if by_hand => Some(mapping::labelled as Mapping),
            Some(s) => Some(s.mapping),
            None => None,
        };
        if let Some(mapping) = mapping {
            heads.extend(corpus_report(name, &rows, mapping, reader));
        }
    }
    Ok(EvalReport { heads })
}

fn corpus_report(
    name: &str,
    rows: &[corpus::Row],
    mapping: Mapping,
    reader: &Reader,
) -> Vec<HeadReport> {
    let codes = || Tone::ALL.map(Tone::code).to_vec();
    let mut tone = Confusion::new(codes());
    let mut tone3 = Confusion::new(codes());
    let mut intent = Confusion::new(Intent::ALL.map(Intent::code).to_vec());
    let mut language = Confusion::new(text::Lang::ALL.map(text::Lang::code).to_vec());
    for row in rows {
        let Some(target) = mapping(row) else { continue };
        let a = Analysis::new(&row.text);
        if let Some(lang) = row.lang() {
            language.add(lang as usize, a.lang as usize, a.lang_confidence);
        }
        let scores = reader.scores(&a, None);
        if target.tone.count_ones() == 1 {
            let truth = target.tone.trailing_zeros() as usize;
            let (guess, sure) = best(&scores.tone);
            tone.add(truth, guess, sure);
            if truth != Tone::Mixed as usize {
                let (guess, sure) = best(&scores.tone[..3]);
                tone3.add(truth, guess, sure);
            }
        }
        if target.intent.count_ones() == 1 {
            let (guess, sure) = best(&scores.intent);
            intent.add(target.intent.trailing_zeros() as usize, guess, sure);
        }
    }
    [("tone", tone), ("tone3", tone3), ("intent", intent), ("language", language)]
        .into_iter()
        .filter(|(_, c)| c.rows() > 0)
        .map(|(head, confusion)| HeadReport {
            corpus: name.to_owned(),
            head,
            rows: confusion.rows(),
            macro_f1: confusion.macro_f1(),
            accuracy: confusion.accuracy(),
            calibration_error: confusion.calibration_error(),
            confusion,
        })
        .collect()
}

impl fmt::Display for EvalReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<30} {:<9} {:>6} {:>8} {:>8} {:>6}",
            "corpus", "head", "rows", "macroF1", "accuracy", "ECE"
        )?;
        for h in &self.heads {
            writeln!(
                f,
                "{:<30} {:<9} {:>6} {:>8.3} {:>8.3} {:>6.3}",
                h.corpus, h.head, h.rows, h.macro_f1, h.accuracy, h.calibration_error
            )?;
        }
        Ok(())
    }
}
