//! Trains a model from a folder of corpora and writes it as one file.

use crate::calibrate::{Dev, temperatures};
use crate::joined::joined;
use crate::labels::{INTENTS, OUTPUTS, TONES};
use crate::learn::{Example, Examples, Settings, fit};
use crate::model::{Head, Model};
use crate::pairs::Pairs;
use crate::sources::{Licence, source};
use crate::{Progress, TrainError, corpus};
use serde::Serialize;
use std::borrow::Cow;
use std::path::{Path, PathBuf};
use text::{Analysis, Lang};

#[derive(Clone, Debug)]
pub struct TrainOptions {
    /// Folder of the own examples (`crates/reading/examples`), read beside the corpora.
    pub examples: Option<PathBuf>,
    /// The table has `1 << bits` buckets of ten bytes.
    pub bits: u32,
    pub epochs: u32,
    pub seed: u64,
    /// Weight of one own example; a row of a corpus has about 1.
    pub own_weight: f32,
    /// Step of the first epoch, and pull of every weight toward zero.
    pub rate: f32,
    pub decay: f32,
}

impl Default for TrainOptions {
    fn default() -> Self {
        TrainOptions {
            examples: None,
            bits: 19,
            epochs: 4,
            own_weight: 20.0,
            rate: 0.12,
            decay: 1e-6,
            seed: 20_261_121,
        }
    }
}

#[derive(Clone, Debug, Serialize)]
pub struct TrainReport {
    pub corpora: Vec<CorpusUse>,
    /// Corpora in the folder that were left out, with the reason.
    pub left_out: Vec<(String, String)>,
    pub rows: usize,
    pub model_bytes: u64,
}

#[derive(Clone, Debug, Serialize)]
pub struct CorpusUse {
    pub name: String,
    pub licence: &'static str,
    pub train_rows: usize,
    pub dev_rows: usize,
}

/// Reads every corpus of `folder` that may be trained on, learns, and writes the model to `out`.
pub fn train(
    folder: &Path,
    out: &Path,
    options: &TrainOptions,
    progress: &mut dyn FnMut(Progress),
) -> Result<TrainReport, TrainError> {
    let mut files = corpus::corpora(folder)?;
    if let Some(examples) = &options.examples {
        files.extend(
            corpus::corpora(examples)?.into_iter().map(|(n, p)| (format!("examples_{n}"), p)),
        );
    }
    let mut data = Data::default();
    let of = files.len() as u64;
    for (i, (name, path)) in files.iter().enumerate() {
        progress(Progress { stage: format!("reading {name}"), done: i as u64, of });
        data.add(name, path, options)?;
    }
    if data.train.rows.is_empty() {
        return Err(TrainError::NothingToLearn(folder.to_owned()));
    }
    balance(&mut data.train, |e| e.tone);
    let bytes = learn(&data, options, progress)?;
    std::fs::write(out, &bytes)
        .map_err(|source| TrainError::Io { path: out.to_owned(), source })?;
    Ok(TrainReport {
        rows: data.train.rows.len(),
        corpora: data.used,
        left_out: data.left_out,
        model_bytes: bytes.len() as u64,
    })
}

#[derive(Default)]
struct Data {
    train: Examples,
    /// Texts with one certain label, for the temperatures.
    dev: Vec<Dev>,
    pairs: Pairs,
    used: Vec<CorpusUse>,
    left_out: Vec<(String, String)>,
}

impl Data {
    fn add(&mut self, name: &str, path: &Path, options: &TrainOptions) -> Result<(), TrainError> {
        let Some(source) = source(name) else {
            self.left_out.push((name.to_owned(), "not in the table of sources".to_owned()));
            return Ok(());
        };
        if !source.licence.trainable() {
            self.left_out
                .push((name.to_owned(), format!("licence class {}", source.licence.name())));
            return Ok(());
        }
        let (mut train, mut dev) = (Vec::new(), Vec::new());
        for row in corpus::rows(path)? {
            let (Some(target), Some(lang)) = ((source.mapping)(&row), row.lang()) else {
                continue;
            };
            match row.split.as_deref() {
                Some("train") => train.push((row.text, lang, target)),
                Some("dev") => dev.push((row.text, lang, target)),
                _ => {}
            }
        }
        pick(&mut train, source.most);
        pick(&mut dev, 400);
        self.used.push(CorpusUse {
            name: name.to_owned(),
            licence: source.licence.name(),
            train_rows: train.len(),
            dev_rows: dev.len(),
        });
        let weight = match source.licence {
            Licence::Own => options.own_weight,
            _ => source.weight,
        };
        if source.joins() {
            let more = joined(&train, 800);
            train.extend(more);
        }
        if source.licence == Licence::Own {
            train.iter().for_each(|(.., t)| self.pairs.add(t));
        }
        for (text, lang, target) in train {
            let a = Analysis::with_lang(&text, lang);
            self.train.push(&a, options.bits, target, weight);
        }
        self.dev.extend(dev.into_iter().map(|(text, lang, t)| Dev {
            own: source.licence == Licence::Own,
            text,
            lang,
            tone: t.tone,
            intent: t.intent,
        }));
        Ok(())
    }
}

/// Keeps `most` rows, chosen by their texts, so that the choice does not depend on file order.
fn pick<T>(rows: &mut Vec<(String, Lang, T)>, most: usize) {
    if rows.len() > most {
        rows.sort_by_key(|(text, ..)| scatter(text));
        rows.truncate(most);
    }
}

pub(crate) fn scatter(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3))
}

/// Rare labels count more, by the root of their rarity.
fn balance(x: &mut Examples, allowed: impl Fn(&Example) -> u8) {
    let mut mass = [0f32; 256];
    for e in &x.rows {
        mass[allowed(e) as usize] += e.weight;
    }
    let single: Vec<usize> = (0..TONES).map(|k| 1 << k).collect();
    let mean = single.iter().map(|&m| mass[m]).sum::<f32>() / single.len() as f32;
    for e in &mut x.rows {
        let m = allowed(e);
        if m.count_ones() == 1 && mass[m as usize] > 0.0 {
            e.weight *= (mean / mass[m as usize]).sqrt().clamp(0.5, 2.0);
        }
    }
}

fn learn(
    data: &Data,
    options: &TrainOptions,
    progress: &mut dyn FnMut(Progress),
) -> Result<Vec<u8>, TrainError> {
    let set = Settings {
        bits: options.bits,
        epochs: options.epochs,
        rate: options.rate,
        decay: options.decay,
        seed: options.seed,
    };
    let x = &data.train;
    let (tone, intent) = std::thread::scope(|scope| {
        let other = scope.spawn(|| fit::<INTENTS>(x, |e| e.intent, |e| e.lean, &set, |_, _| {}));
        let tone = fit::<TONES>(
            x,
            |e| e.tone,
            |_| 0.0,
            &set,
            |done, of| {
                progress(Progress { stage: "learning".to_owned(), done, of });
            },
        );
        (tone, other.join())
    });
    let intent = intent.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    let (scale, weights) = quantise(&tone, &intent, options.bits);
    let mut head = Head {
        bits: options.bits,
        scale,
        tone_temperature: [1.0; 4],
        intent_temperature: [1.0; 4],
        pairs: data.pairs.ratios(),
        made_from: made_from(data, options),
    };
    let model = Model::from_bytes(Cow::Owned(Model::to_bytes(&head, &weights)?))?;
    temperatures(&model, &data.dev, &mut head);
    Ok(Model::to_bytes(&head, &weights)?)
}

fn made_from(data: &Data, options: &TrainOptions) -> String {
    let corpora: Vec<String> =
        data.used.iter().map(|u| format!("{} ({}, {})", u.name, u.licence, u.train_rows)).collect();
    format!(
        "seed {}, {} rows, {} epochs: {}",
        options.seed,
        data.train.rows.len(),
        options.epochs,
        corpora.join(", ")
    )
}

/// One byte per weight. The largest thousandth of a percent is clipped.
fn quantise(tone: &[f32], intent: &[f32], bits: u32) -> ([f32; OUTPUTS], Vec<i8>) {
    let mut scale = [0f32; OUTPUTS];
    let mut out = vec![0i8; OUTPUTS << bits];
    for k in 0..OUTPUTS {
        let at = |b: usize| {
            if k < TONES { tone[b * TONES + k] } else { intent[b * INTENTS + k - TONES] }
        };
        let mut sizes: Vec<f32> =
            (0..1 << bits).map(|b| at(b).abs()).filter(|w| *w > 0.0).collect();
        sizes.sort_by(f32::total_cmp);
        let top = sizes.get((sizes.len() as f64 * 0.9999) as usize).copied().unwrap_or(1.0);
        scale[k] = (top / 127.0).max(1e-9);
        for b in 0..1 << bits {
            out[b * OUTPUTS + k] = (at(b) / scale[k]).round().clamp(-127.0, 127.0) as i8;
        }
    }
    (scale, out)
}
