//! Which tones and intents go together, counted in the own examples.

use crate::labels::{INTENTS, TONES};
use crate::mapping::Target;

/// How often each tone meets each intent in the own examples.
#[derive(Default)]
pub(crate) struct Pairs([[f32; INTENTS]; TONES]);

impl Pairs {
    pub(crate) fn add(&mut self, t: &Target) {
        if t.tone.count_ones() == 1 && t.intent.count_ones() == 1 {
            self.0[t.tone.trailing_zeros() as usize][t.intent.trailing_zeros() as usize] += 1.0;
        }
    }

    /// How much more often they meet than by chance; 1 where nothing is known.
    pub(crate) fn ratios(&self) -> [[f32; INTENTS]; TONES] {
        let all: f32 = self.0.iter().flatten().sum::<f32>().max(1.0);
        std::array::from_fn(|t| {
            std::array::from_fn(|i| {
                let tone: f32 = self.0[t].iter().sum();
                let intent: f32 = self.0.iter().map(|row| row[i]).sum();
                let ratio = (self.0[t][i] + PRIOR) / (tone * intent / all + PRIOR);
                // Both heads have read the same text, so they already agree in part.
                ratio.powf(SHARE)
            })
        })
    }
}

/// Meetings added to every pair, so that none is impossible.
const PRIOR: f32 = 8.0;
/// How much of the ratio is taken: found on the dev splits, where 0.3 served tone best.
const SHARE: f32 = 0.3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_meets_often_is_above_one_and_nothing_is_zero() {
        let mut pairs = Pairs::default();
        let target = |tone, intent| Target { tone, intent, lean: 0.0 };
        (0..50).for_each(|_| pairs.add(&target(1, 1)));
        (0..50).for_each(|_| pairs.add(&target(4, 16)));
        pairs.add(&target(5, 1));
        let ratios = pairs.ratios();
        assert!(ratios[0][0] > 1.0 && ratios[2][4] > 1.0);
        assert!(ratios[0][4] < 1.0 && ratios[0][4] > 0.0);
        assert!(Pairs::default().ratios().iter().flatten().all(|r| *r == 1.0));
    }
}
