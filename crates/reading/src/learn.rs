//! The learning itself: softmax regression on hashed features with allowed sets of labels, by
//! AdaGrad in a fixed order. Same rows and seed give the same weights to the last bit.

use crate::features::{GROUPS, Group, features, value};
use crate::labels::Intent;
use crate::mapping::Target;
use crate::model::softmax;
use text::Analysis;

/// Rows as features, all in one vector.
#[derive(Default)]
pub(crate) struct Examples {
    buckets: Vec<u32>,
    pub rows: Vec<Example>,
}

pub(crate) struct Example {
    start: usize,
    count: [u32; GROUPS],
    /// Weight of one feature of each group.
    value: [f32; GROUPS],
    pub tone: u8,
    pub intent: u8,
    /// See `mapping::Target::lean`.
    pub lean: f32,
    pub weight: f32,
}

impl Examples {
    pub(crate) fn push(&mut self, a: &Analysis, bits: u32, target: Target, weight: f32) {
        let mut groups: [Vec<u32>; GROUPS] = Default::default();
        features(a, bits, |g, b| groups[g as usize].push(b));
        let [word, piece, fact] = &groups;
        let value = [Group::Word, Group::Char, Group::Shape]
            .map(|g| value(g, groups[g as usize].len().max(1) as u32));
        self.push_buckets([word, piece, fact], value, target, weight);
    }

    pub(crate) fn push_buckets(
        &mut self,
        groups: [&[u32]; GROUPS],
        value: [f32; GROUPS],
        target: Target,
        weight: f32,
    ) {
        let start = self.buckets.len();
        groups.iter().for_each(|g| self.buckets.extend_from_slice(g));
        let count = groups.map(|g| g.len() as u32);
        let Target { tone, intent, lean } = target;
        self.rows.push(Example { start, count, value, tone, intent, lean, weight });
    }

    fn groups(&self, e: &Example) -> [(&[u32], f32); GROUPS] {
        let mut at = e.start;
        std::array::from_fn(|g| {
            let from = at;
            at += e.count[g] as usize;
            (&self.buckets[from..at], e.value[g])
        })
    }
}

pub(crate) struct Settings {
    pub bits: u32,
    pub epochs: u32,
    pub rate: f32,
    pub decay: f32,
    pub seed: u64,
}

/// Weights for `K` outputs, bucket by bucket. `allowed` gives the bits of a row's labels.
pub(crate) fn fit<const K: usize>(
    x: &Examples,
    allowed: impl Fn(&Example) -> u8,
    lean: impl Fn(&Example) -> f32,
    set: &Settings,
    mut progress: impl FnMut(u64, u64),
) -> Vec<f32> {
    let mut w = vec![[0f32; K]; 1 << set.bits];
    let mut seen = vec![[0f32; K]; 1 << set.bits];
    let all = ((1u16 << K) - 1) as u8;
    let mut order: Vec<u32> = (0..x.rows.len() as u32)
        .filter(|&i| !matches!(allowed(&x.rows[i as usize]) & all, m if m == 0 || m == all))
        .collect();
    let total = order.len() as u64 * u64::from(set.epochs);
    let mut rng = set.seed | 1;
    let mut done = 0;
    for epoch in 0..set.epochs {
        shuffle(&mut order, &mut rng);
        let rate = set.rate * (1.0 - epoch as f32 / (set.epochs as f32 + 1.0));
        for &i in &order {
            let e = &x.rows[i as usize];
            let groups = x.groups(e);
            let mut p = [0f32; K];
            for (buckets, v) in groups {
                for &b in buckets {
                    for k in 0..K {
                        p[k] += w[b as usize][k] * v;
                    }
                }
            }
            softmax(&mut p);
            let mask = allowed(e);
            let inside: f32 =
                (0..K).filter(|k| mask >> k & 1 == 1).map(|k| p[k]).sum::<f32>().max(1e-6);
            let mut q = [0f32; K];
            for k in 0..K {
                if mask >> k & 1 == 1 {
                    q[k] = p[k] / inside;
                }
            }
            // Half what the model believes, half what such rows are known to be on average: belief
            // alone would drift to whichever label came first.
            let lean = lean(e);
            if lean > 0.0 {
                let known = known::<K>(mask, lean);
                (0..K).for_each(|k| q[k] = 0.5 * (q[k] + known[k]));
            }
            let mut g = [0f32; K];
            for k in 0..K {
                g[k] = e.weight * (p[k] - q[k]);
            }
            if g.iter().all(|g| g.abs() < 1e-4) {
                done += 1;
                continue;
            }
            for (buckets, v) in groups {
                for &b in buckets {
                    let (w, s) = (&mut w[b as usize], &mut seen[b as usize]);
                    for k in 0..K {
                        let d = g[k] * v + set.decay * w[k];
                        s[k] += d * d;
                        w[k] -= rate * d / (s[k] + 1e-6).sqrt();
                    }
                }
            }
            done += 1;
            if done % 4096 == 0 {
                progress(done, total);
            }
        }
    }
    progress(total, total);
    w.into_iter().flatten().collect()
}

/// How a bad or mixed text's intent is spread on average: a mixed one is praise in the main once in
/// four times, a bad tweet about anything is about no company every second time.
fn known<const K: usize>(mask: u8, lean: f32) -> [f32; K] {
    let (praise, other) = (Intent::Praise as usize, Intent::Other as usize);
    let share = |intent: usize, p: f32| if mask >> intent & 1 == 1 { p } else { 0.0 };
    let mut out = [0f32; K];
    out[praise] = share(praise, 0.25);
    out[other] = share(other, 0.5);
    let rest = 1.0 - out[praise] - out[other];
    out[Intent::Complaint as usize] = rest * lean;
    out[Intent::Grumble as usize] = rest * (1.0 - lean);
    out
}

/// Fisher–Yates with a xorshift generator.
fn shuffle(order: &mut [u32], rng: &mut u64) {
    for i in (1..order.len()).rev() {
        *rng ^= *rng << 13;
        *rng ^= *rng >> 7;
        *rng ^= *rng << 17;
        order.swap(i, (*rng % (i as u64 + 1)) as usize);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use text::Lang;

    #[test]
    fn learns_from_sets_what_single_labels_tell_apart() {
        let mut x = Examples::default();
        for (text, mask) in
            [("bad broken", 0b001), ("bad ugly", 0b010), ("good", 0b100), ("bad", 0b011)]
        {
            for _ in 0..30 {
                let target = Target { tone: mask, ..Target::default() };
                x.push(&Analysis::with_lang(text, Lang::En), 12, target, 1.0);
            }
        }
        let set = Settings { bits: 12, epochs: 5, rate: 0.3, decay: 0.0, seed: 7 };
        let w = fit::<4>(&x, |e| e.tone, |_| 0.0, &set, |_, _| {});
        assert_eq!(w, fit::<4>(&x, |e| e.tone, |_| 0.0, &set, |_, _| {}));
        let best = |row: usize| {
            let mut p = [0f32; 4];
            for (buckets, v) in x.groups(&x.rows[row]) {
                for &b in buckets {
                    (0..4).for_each(|k| p[k] += w[b as usize * 4 + k] * v);
                }
            }
            crate::reader::best(&p).0
        };
        assert_eq!((best(0), best(30), best(60)), (0, 1, 2));
        assert!(best(90) < 2);
    }
}
