//! The model file: a small JSON head, then one signed byte per bucket and output. Read in place, so
//! a model inside the program costs no heap. No training here.

use crate::features::{GROUPS, Group, features, value};
use crate::labels::{INTENTS, OUTPUTS, TONES};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use text::{Analysis, Lang};

/// First bytes of every model file; the number changes when features or layout change.
pub(crate) const MAGIC: &[u8; 8] = b"RDRMDL01";

/// Largest table a file may ask for: 2^24 buckets.
const MOST_BITS: u32 = 24;

#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    #[error("cannot read the model file: {0}")]
    Io(#[from] std::io::Error),
    #[error("this is no model file of this version (it must begin with RDRMDL01)")]
    NotAModel,
    #[error("the model file is damaged: {0}")]
    Damaged(String),
}

/// What stands in front of the weights.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Head {
    pub bits: u32,
    /// What one step of a byte is worth, per output.
    pub scale: [f32; OUTPUTS],
    /// Per language (`Lang::ALL`): what the logits are divided by before they become probabilities.
    pub tone_temperature: [f32; 4],
    pub intent_temperature: [f32; 4],
    /// How much more often a tone and an intent meet than by chance. The two heads learn apart; this
    /// keeps them from contradicting each other.
    pub pairs: [[f32; INTENTS]; TONES],
    /// Training in words: seed, rows, corpora. For people, not for the program.
    pub made_from: String,
}

pub(crate) struct Model {
    pub head: Head,
    bytes: Cow<'static, [u8]>,
    weights_at: usize,
}

/// Probabilities over `Tone::ALL` and `Intent::ALL`, each summing to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scores {
    pub tone: [f32; TONES],
    pub intent: [f32; INTENTS],
}

impl Model {
    pub(crate) fn from_bytes(bytes: Cow<'static, [u8]>) -> Result<Self, ModelError> {
        let damaged = |what: &str| ModelError::Damaged(what.to_owned());
        if bytes.get(..8) != Some(MAGIC) {
            return Err(ModelError::NotAModel);
        }
        let len = bytes.get(8..12).ok_or_else(|| damaged("cut off in the head"))?;
        let len = u32::from_le_bytes([len[0], len[1], len[2], len[3]]) as usize;
        let head = bytes.get(12..12 + len).ok_or_else(|| damaged("cut off in the head"))?;
        let head: Head =
            serde_json::from_slice(head).map_err(|e| ModelError::Damaged(e.to_string()))?;
        if head.bits == 0 || head.bits > MOST_BITS {
            return Err(damaged("impossible size of the table"));
        }
        let sane = |t: &f32| t.is_finite() && *t > 0.0;
        if !head.pairs.iter().flatten().all(sane) {
            return Err(damaged("a ratio is not a positive number"));
        }
        if !head
            .scale
            .iter()
            .chain(&head.tone_temperature)
            .chain(&head.intent_temperature)
            .all(sane)
        {
            return Err(damaged("a scale or temperature is not a positive number"));
        }
        if bytes.len() != 12 + len + (OUTPUTS << head.bits) {
            return Err(damaged("the length of the table does not match its head"));
        }
        Ok(Model { head, bytes, weights_at: 12 + len })
    }

    pub(crate) fn to_bytes(head: &Head, weights: &[i8]) -> Result<Vec<u8>, ModelError> {
        let json = serde_json::to_vec(head).map_err(|e| ModelError::Damaged(e.to_string()))?;
        let mut out = Vec::with_capacity(12 + json.len() + weights.len());
        out.extend_from_slice(MAGIC);
        out.extend_from_slice(&(json.len() as u32).to_le_bytes());
        out.extend_from_slice(&json);
        out.extend(weights.iter().map(|w| *w as u8));
        Ok(out)
    }

    /// Sums before they become probabilities.
    pub(crate) fn logits(&self, a: &Analysis) -> [f32; OUTPUTS] {
        let weights = &self.bytes[self.weights_at..];
        let mut sums = [[0i32; OUTPUTS]; GROUPS];
        let mut count = [0u32; GROUPS];
        features(a, self.head.bits, |group, bucket| {
            let at = bucket as usize * OUTPUTS;
            let sum = &mut sums[group as usize];
            for (s, w) in sum.iter_mut().zip(&weights[at..at + OUTPUTS]) {
                *s += i32::from(*w as i8);
            }
            count[group as usize] += 1;
        });
        let mut out = [0f32; OUTPUTS];
        for group in [Group::Word, Group::Char, Group::Shape] {
            let n = count[group as usize];
            if n == 0 {
                continue;
            }
            let v = value(group, n);
            for (o, (s, scale)) in
                out.iter_mut().zip(sums[group as usize].iter().zip(&self.head.scale))
            {
                *o += *s as f32 * scale * v;
            }
        }
        out
    }

    pub(crate) fn scores(&self, a: &Analysis, rating: Option<u8>) -> Scores {
        let logits = self.logits(a);
        let lang = lang_index(a.lang);
        let (mut tone, mut intent) = ([0.0; TONES], [0.0; INTENTS]);
        tone.copy_from_slice(&logits[..TONES]);
        intent.copy_from_slice(&logits[TONES..]);
        tone.iter_mut().for_each(|l| *l /= self.head.tone_temperature[lang]);
        intent.iter_mut().for_each(|l| *l /= self.head.intent_temperature[lang]);
        if let Some(stars) = rating {
            let (t, i) = stars_say(stars);
            tone.iter_mut().zip(t).for_each(|(l, p)| *l += p);
            intent.iter_mut().zip(i).for_each(|(l, p)| *l += p);
        }
        softmax(&mut tone);
        softmax(&mut intent);
        reconcile(&self.head.pairs, tone, intent)
    }
}

/// Tone and intent read together: `P(t, i) ~ P(t) P(i) pairs[t][i]`, then each by itself again.
fn reconcile(
    pairs: &[[f32; INTENTS]; TONES],
    tone: [f32; TONES],
    intent: [f32; INTENTS],
) -> Scores {
    let mut out = Scores { tone: [0.0; TONES], intent: [0.0; INTENTS] };
    let mut sum = 0.0;
    for (t, row) in pairs.iter().enumerate() {
        for (i, ratio) in row.iter().enumerate() {
            let p = tone[t] * intent[i] * ratio;
            out.tone[t] += p;
            out.intent[i] += p;
            sum += p;
        }
    }
    out.tone.iter_mut().chain(&mut out.intent).for_each(|p| *p /= sum);
    out
}

/// What a star rating adds to the logits. It may help, but the text outranks it: these are small
/// beside the logits of a clear text, which reach 5 and more.
fn stars_say(stars: u8) -> ([f32; TONES], [f32; INTENTS]) {
    match stars {
        0 | 1 => ([1.2, 0.0, -1.2, -0.3], [0.5, 0.3, 0.0, 0.0, -1.2, 0.0]),
        2 => ([0.8, 0.0, -0.8, 0.3], [0.5, 0.3, 0.0, 0.0, -0.8, 0.0]),
        3 => ([0.0, 0.1, -0.3, 0.6], [0.1, 0.2, 0.1, 0.0, -0.3, 0.0]),
        4 => ([-0.7, 0.0, 0.6, 0.3], [-0.3, -0.3, 0.1, 0.0, 0.6, 0.0]),
        _ => ([-1.2, 0.0, 1.0, -0.2], [-0.6, -0.6, 0.0, 0.0, 0.9, 0.0]),
    }
}

pub(crate) fn lang_index(lang: Lang) -> usize {
    match lang {
        Lang::Ru => 0,
        Lang::En => 1,
        Lang::Ro => 2,
        Lang::Other => 3,
    }
}

pub(crate) fn softmax(logits: &mut [f32]) {
    let most = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for l in logits.iter_mut() {
        *l = (*l - most).exp();
        sum += *l;
    }
    logits.iter_mut().for_each(|l| *l /= sum);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(bits: u32) -> Head {
        Head {
            bits,
            scale: [0.01; OUTPUTS],
            tone_temperature: [1.0; 4],
            intent_temperature: [1.0; 4],
            pairs: [[1.0; INTENTS]; TONES],
            made_from: String::new(),
        }
    }

    #[test]
    fn writes_and_reads_back() {
        let bytes = Model::to_bytes(&head(4), &[3; OUTPUTS << 4]).unwrap();
        let model = Model::from_bytes(Cow::Owned(bytes)).unwrap();
        assert_eq!(model.head, head(4));
        let s = model.scores(&Analysis::new("Очень плохо"), None);
        assert!((s.tone.iter().sum::<f32>() - 1.0).abs() < 1e-5);
    }

    #[test]
    fn damage_is_named() {
        let bytes = Model::to_bytes(&head(4), &[0; OUTPUTS << 4]).unwrap();
        for cut in 0..bytes.len() {
            assert!(Model::from_bytes(Cow::Owned(bytes[..cut].to_vec())).is_err(), "{cut}");
        }
        let huge = Model::to_bytes(&head(31), &[]).unwrap();
        assert!(matches!(Model::from_bytes(Cow::Owned(huge)), Err(ModelError::Damaged(_))));
        let mut bad = head(4);
        bad.scale[0] = -1.0;
        let bad = Model::to_bytes(&bad, &[0; OUTPUTS << 4]).unwrap();
        assert!(Model::from_bytes(Cow::Owned(bad)).is_err());
    }
}
