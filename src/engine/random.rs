//! Random numbers that depend on a seed and an index and on nothing else: the same on every target and in any order.
//!
//! `SplitMix64` (Steele, Lea and Flood 2014) read as a function of its counter. A uniform is never 0 and never 1.

const INCREMENT: u64 = 0x9E37_79B9_7F4A_7C15;
/// 2^-53: the spacing of the uniforms.
const SPACING: f64 = 1.0 / (1_u64 << 53) as f64;

/// A stream of random numbers, addressed by index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SplitMix64 {
    seed: u64,
}

impl SplitMix64 {
    /// The stream of `seed`.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self { seed }
    }

    /// The 64 bits at `index`.
    #[must_use]
    pub const fn bits(self, index: u64) -> u64 {
        let mut z = self.seed.wrapping_add(index.wrapping_add(1).wrapping_mul(INCREMENT));
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number in the open interval (0, 1) from the bits at `index`.
    #[must_use]
    pub const fn uniform(self, index: u64) -> f64 {
        ((self.bits(index) >> 11) as f64 + 0.5) * SPACING
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `(seed, path, dimension, bits, uniform)` at index 8·path + dimension, computed by an independent program.
    const GOLDEN: [(u64, u64, u64, u64, f64); 12] = [
        (1_234_567, 0, 0, 6_457_827_717_110_365_317, 0.350_079_542_021_408_2),
        (1_234_567, 0, 1, 3_203_168_211_198_807_973, 0.173_644_096_670_912_68),
        (1_234_567, 1, 0, 8_075_865_375_900_838_704, 0.437_793_539_262_607_7),
        (1_234_567, 1, 1, 15_101_793_978_218_222_876, 0.818_669_891_980_635_2),
        (1_234_567, 4095, 0, 17_231_098_307_787_454_949, 0.934_099_710_980_723),
        (1_234_567, 4095, 1, 430_861_315_623_871_738, 0.023_357_038_721_968_204),
        (20_251_010, 0, 0, 1_384_204_100_665_448_843, 0.075_037_854_655_241_21),
        (20_251_010, 0, 1, 2_175_991_768_376_314_162, 0.117_960_750_129_208_76),
        (20_251_010, 1, 0, 238_474_726_446_173_999, 0.012_927_740_824_791_367),
        (20_251_010, 1, 1, 2_521_877_823_236_760_732, 0.136_711_270_734_815_54),
        (20_251_010, 4095, 0, 17_132_415_127_200_908_411, 0.928_750_085_041_737_2),
        (20_251_010, 4095, 1, 12_572_435_628_128_942_752, 0.681_553_101_072_577_9),
    ];

    #[test]
    fn stream_gives_the_golden_numbers() {
        for (seed, path, dimension, bits, uniform) in GOLDEN {
            let (stream, index) = (SplitMix64::new(seed), 8 * path + dimension);
            assert_eq!((stream.bits(index), stream.uniform(index)), (bits, uniform), "seed {seed}, index {index}");
        }
    }
}
