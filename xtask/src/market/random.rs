//! Random numbers that depend on a seed, a purpose and an index, so that drawing one more of a kind moves no other.
//!
//! `SplitMix64` (Steele, Lea and Flood 2014) read as a function of its counter. A uniform is never 0 and never 1.

const INCREMENT: u64 = 0x9E37_79B9_7F4A_7C15;
/// 2^-53: the spacing of the uniforms.
const SPACING: f64 = 1.0 / (1_u64 << 53) as f64;

/// What a stream of numbers is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Roughness of the fundamental path.
    Path = 1,
    /// Character of each cohort.
    Character = 2,
    /// Whether a cohort acts when it may.
    Resolve = 3,
    /// Orders of day traders.
    DayTrading = 4,
    /// Series beside the market.
    Beside = 5,
}

/// A seeded stream, addressed by index.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stream {
    seed: u64,
}

impl Stream {
    /// The stream of one seed for one purpose.
    pub(super) fn new(seed: u64, purpose: Purpose) -> Self {
        Self { seed: mixed(seed, purpose as u64) }
    }

    /// A number in the open interval (0, 1).
    pub(super) fn uniform(self, index: u64) -> f64 {
        ((mixed(self.seed, index) >> 11) as f64 + 0.5) * SPACING
    }

    /// A number in the open interval from `low` to `high`.
    pub(super) fn between(self, index: u64, low: f64, high: f64) -> f64 {
        low + (high - low) * self.uniform(index)
    }

    /// A number of the standard normal distribution, by Box and Muller, from the uniforms at `2·index` and the next.
    pub(super) fn normal(self, index: u64) -> f64 {
        let radius = (-2.0 * libm::log(self.uniform(2 * index))).sqrt();
        radius * libm::cos(std::f64::consts::TAU * self.uniform(2 * index + 1))
    }
}

fn mixed(seed: u64, index: u64) -> u64 {
    let mut z = seed.wrapping_add(index.wrapping_add(1).wrapping_mul(INCREMENT));
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// First outputs for seed 1234567, as the authors' reference program prints them.
    #[test]
    fn counter_gives_the_published_sequence() {
        let published = [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        assert_eq!([0, 1, 2].map(|index| mixed(1_234_567, index)), published);
    }

    #[test]
    fn normals_have_mean_zero_and_variance_one() {
        let stream = Stream::new(7, Purpose::Path);
        let draws: Vec<f64> = (0..20_000).map(|index| stream.normal(index)).collect();
        let mean = draws.iter().sum::<f64>() / draws.len() as f64;
        let variance = draws.iter().map(|draw| (draw - mean) * (draw - mean)).sum::<f64>() / draws.len() as f64;
        // Four standard errors of each at 20,000 draws.
        assert!(mean.abs() < 0.029 && (variance - 1.0).abs() < 0.04, "{mean} {variance}");
    }

    #[test]
    fn purposes_do_not_share_numbers() {
        let [path, day] = [Purpose::Path, Purpose::DayTrading].map(|purpose| Stream::new(7, purpose));
        assert!((0..100).all(|index| path.uniform(index) != day.uniform(index)));
    }
}
