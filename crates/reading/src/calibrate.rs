//! Makes confidences honest: one temperature per language and head, found on texts not learnt from.

use crate::labels::{OUTPUTS, TONES};
use crate::model::{Head, Model, lang_index};
use text::{Analysis, Lang};

/// A text with at least one certain label, held back from learning.
pub(crate) struct Dev {
    pub own: bool,
    pub text: String,
    pub lang: Lang,
    pub tone: u8,
    pub intent: u8,
}

/// Per language the temperature under which the certain dev labels are least surprising. Own examples
/// weigh as much as all corpora together: on corpora the model is at home, and surer than it may be.
pub(crate) fn temperatures(model: &Model, dev: &[Dev], head: &mut Head) {
    for lang in [Lang::Ru, Lang::En, Lang::Ro] {
        let logits: Vec<([f32; OUTPUTS], &Dev)> = dev
            .iter()
            .filter(|d| d.lang == lang)
            .map(|d| (model.logits(&Analysis::with_lang(&d.text, lang)), d))
            .collect();
        let pick = |tone: bool| -> Vec<Certain> {
            logits
                .iter()
                .filter_map(|(l, d)| {
                    let (part, mask) =
                        if tone { (&l[..TONES], d.tone) } else { (&l[TONES..], d.intent) };
                    let truth = mask.trailing_zeros() as usize;
                    (mask.count_ones() == 1).then(|| Certain {
                        logits: part.to_vec(),
                        truth,
                        own: d.own,
                    })
                })
                .collect()
        };
        let at = lang_index(lang);
        head.tone_temperature[at] = temperature(&pick(true));
        head.intent_temperature[at] = temperature(&pick(false));
    }
    head.tone_temperature[3] = 2.0 * head.tone_temperature[1];
    head.intent_temperature[3] = 2.0 * head.intent_temperature[1];
}

/// A dev row with one label.
struct Certain {
    logits: Vec<f32>,
    truth: usize,
    own: bool,
}

fn temperature(rows: &[Certain]) -> f32 {
    let own = rows.iter().filter(|r| r.own).count();
    let own_weight = (rows.len() - own).max(1) as f64 / own.max(1) as f64;
    let loss = |t: f32| -> f64 {
        rows.iter()
            .map(|r| {
                let mut p: Vec<f32> = r.logits.iter().map(|l| l / t).collect();
                crate::model::softmax(&mut p);
                let surprise = -f64::from(p[r.truth].max(1e-9)).ln();
                if r.own { own_weight * surprise } else { surprise }
            })
            .sum()
    };
    if rows.is_empty() {
        return 1.0;
    }
    (0..70)
        .map(|i| 0.3 * 1.05f32.powi(i))
        .min_by(|a, b| loss(*a).total_cmp(&loss(*b)))
        .unwrap_or(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overconfidence_is_cooled_and_certainty_is_not() {
        let row =
            |right: bool| Certain { logits: vec![6.0, 0.0], truth: usize::from(!right), own: true };
        let often_wrong: Vec<_> = (0..10).map(|i| row(i < 6)).collect();
        let always_right: Vec<_> = (0..10).map(|_| row(true)).collect();
        assert!(temperature(&often_wrong) > 5.0);
        assert!(temperature(&always_right) < 1.0);
        assert_eq!(temperature(&[]), 1.0);
    }
}
