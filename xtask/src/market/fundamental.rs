//! The fundamental path: what the asset is worth to those who trade without leverage, as log price per step.
//!
//! Straight lines in log price between the anchors of the story, plus a Brownian bridge on each, so that every anchor is
//! met exactly and no two seeds take the same way to it. The path steers where price goes; what is traded, borrowed and
//! liquidated on the way is left to the traders.

use super::random::{Purpose, Stream};
use super::story::{Anchor, STEPS_PER_HOUR};

/// Standard deviation of one hour's noise at roughness 1, in log price.
const HOURLY_NOISE: f64 = 0.0028;

/// Log prices at the steps from the first anchor to the last.
pub(super) fn fundamental(anchors: &[Anchor], seed: u64) -> Vec<f64> {
    let noise = Stream::new(seed, Purpose::Path);
    let mut path = Vec::new();
    for pair in anchors.windows(2) {
        let steps = ((pair[1].hour - pair[0].hour) * STEPS_PER_HOUR as f64) as usize;
        let first = path.len();
        let size = pair[0].roughness * HOURLY_NOISE / (STEPS_PER_HOUR as f64).sqrt();
        let mut walk = vec![0.0; steps + 1];
        for step in 1..=steps {
            walk[step] = walk[step - 1] + size * noise.normal((first + step) as u64);
        }
        let (from, to) = (libm::log(pair[0].price), libm::log(pair[1].price));
        let share = |step: usize| step as f64 / steps as f64;
        path.extend((0..steps).map(|step| from + (to - from - walk[steps]) * share(step) + walk[step]));
    }
    path.extend(anchors.last().map(|last| libm::log(last.price)));
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANCHORS: [Anchor; 3] = [
        Anchor { hour: 0.0, price: 100.0, roughness: 1.0 },
        Anchor { hour: 10.0, price: 120.0, roughness: 0.0 },
        Anchor { hour: 12.0, price: 110.0, roughness: 1.0 },
    ];

    #[test]
    fn every_anchor_is_met_whatever_the_seed() {
        for seed in 0..5 {
            let path = fundamental(&ANCHORS, seed);
            for anchor in ANCHORS {
                let found = libm::exp(path[anchor.hour as usize * STEPS_PER_HOUR]);
                assert!((found / anchor.price - 1.0).abs() < 1e-12, "seed {seed}: {found}");
            }
        }
    }

    #[test]
    fn seeds_differ_between_rough_anchors_and_agree_between_smooth_ones() {
        let [one, two] = [1, 2].map(|seed| fundamental(&ANCHORS, seed));
        assert!((one[30] - two[30]).abs() > 1e-6);
        assert!((one[130] - two[130]).abs() < 1e-12);
    }
}
