//! Measures of a classifier: confusion, accuracy, macro F1, expected calibration error.

use serde::Serialize;

/// Counts of (truth, guess), with the confidences that came with the guesses.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Confusion {
    pub labels: Vec<&'static str>,
    /// `counts[truth][guess]`
    pub counts: Vec<Vec<u32>>,
    #[serde(skip)]
    bins: [(u32, u32, f32); BINS],
}

const BINS: usize = 10;

impl Confusion {
    pub(crate) fn new(labels: Vec<&'static str>) -> Self {
        let counts = vec![vec![0; labels.len()]; labels.len()];
        Confusion { labels, counts, bins: Default::default() }
    }

    pub(crate) fn add(&mut self, truth: usize, guess: usize, confidence: f32) {
        self.counts[truth][guess] += 1;
        let bin = &mut self.bins[((confidence * BINS as f32) as usize).min(BINS - 1)];
        bin.0 += 1;
        bin.1 += u32::from(truth == guess);
        bin.2 += confidence;
    }

    pub fn rows(&self) -> u32 {
        self.counts.iter().flatten().sum()
    }

    pub fn accuracy(&self) -> f64 {
        let right: u32 = (0..self.labels.len()).map(|i| self.counts[i][i]).sum();
        f64::from(right) / f64::from(self.rows().max(1))
    }

    /// F1 of one label, or `None` where it neither occurs nor is guessed.
    pub fn f1(&self, label: usize) -> Option<f64> {
        let hit = self.counts[label][label];
        let truth: u32 = self.counts[label].iter().sum();
        let guess: u32 = self.counts.iter().map(|r| r[label]).sum();
        (truth + guess > 0).then(|| 2.0 * f64::from(hit) / f64::from(truth + guess))
    }

    /// Mean F1 over the labels that occur in the truth.
    pub fn macro_f1(&self) -> f64 {
        let present: Vec<f64> = (0..self.labels.len())
            .filter(|&i| self.counts[i].iter().sum::<u32>() > 0)
            .filter_map(|i| self.f1(i))
            .collect();
        present.iter().sum::<f64>() / present.len().max(1) as f64
    }

    /// Mean gap between confidence and accuracy over ten bins, weighted by their rows.
    pub fn calibration_error(&self) -> f64 {
        let n = f64::from(self.rows().max(1));
        self.bins
            .iter()
            .map(|&(_, right, sure)| (f64::from(right) - f64::from(sure)).abs() / n)
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_figures() {
        let mut c = Confusion::new(vec!["a", "b", "never"]);
        for (t, g) in [(0, 0), (0, 0), (0, 1), (1, 1)] {
            c.add(t, g, 0.75);
        }
        assert!((c.accuracy() - 0.75).abs() < 1e-9);
        assert!((c.macro_f1() - (0.8 + 2.0 / 3.0) / 2.0).abs() < 1e-9);
        assert!(c.calibration_error() < 1e-6);
        assert_eq!(c.f1(2), None);
    }
}
