//! Distributions by their inverse: what turns a uniform number into a shock.
//!
//! Everything goes through `libm`, so that a seed gives the same bits on every target.

/// Numerator and denominator near the middle, highest power first.
const CENTRAL: [[f64; 8]; 2] = [
    [
        2_509.080_928_730_122_7,
        33_430.575_583_588_13,
        67_265.770_927_008_7,
        45_921.953_931_549_87,
        13_731.693_765_509_46,
        1_971.590_950_306_551_3,
        133.141_667_891_784_38,
        3.387_132_872_796_366_5,
    ],
    [
        5_226.495_278_852_854,
        28_729.085_735_721_943,
        39_307.895_800_092_71,
        21_213.794_301_586_597,
        5_394.196_021_424_751,
        687.187_007_492_057_9,
        42.313_330_701_600_91,
        1.0,
    ],
];
/// The same for tails down to about 1e-11.
const MIDDLE: [[f64; 8]; 2] = [
    [
        0.000_774_545_014_278_341_4,
        0.022_723_844_989_269_184,
        0.241_780_725_177_450_6,
        1.270_458_252_452_368_4,
        3.647_848_324_763_204_5,
        5.769_497_221_460_691,
        4.630_337_846_156_546,
        1.423_437_110_749_683_5,
    ],
    [
        1.050_750_071_644_416_9e-9,
        0.000_547_593_808_499_534_5,
        0.015_198_666_563_616_457,
        0.148_103_976_427_480_08,
        0.689_767_334_985_1,
        1.676_384_830_183_803_8,
        2.053_191_626_637_759,
        1.0,
    ],
];
/// The same beyond.
const FAR: [[f64; 8]; 2] = [
    [
        2.010_334_399_292_288_1e-7,
        2.711_555_568_743_487_6e-5,
        0.001_242_660_947_388_078_4,
        0.026_532_189_526_576_124,
        0.296_560_571_828_504_87,
        1.784_826_539_917_291_3,
        5.463_784_911_164_114,
        6.657_904_643_501_103,
    ],
    [
        2.044_263_103_389_939_7e-15,
        1.421_511_758_316_446e-7,
        1.846_318_317_510_054_8e-5,
        0.000_786_869_131_145_613_3,
        0.014_875_361_290_850_615,
        0.136_929_880_922_735_8,
        0.599_832_206_555_888,
        1.0,
    ],
];

/// Standard normal quantile of `p` in (0, 1), to about 1 part in 10¹⁶: the rational approximations of Wichura (1988),
/// Applied Statistics 37, algorithm AS 241.
#[must_use]
pub fn normal_quantile(p: f64) -> f64 {
    let from_middle = p - 0.5;
    if from_middle.abs() <= 0.425 {
        let r = 0.180_625 - from_middle * from_middle;
        return from_middle * ratio(&CENTRAL, r);
    }
    let tail = if from_middle < 0.0 { p } else { 1.0 - p };
    let r = (-libm::log(tail)).sqrt();
    let size = if r <= 5.0 { ratio(&MIDDLE, r - 1.6) } else { ratio(&FAR, r - 5.0) };
    if from_middle < 0.0 { -size } else { size }
}

fn ratio([numerator, denominator]: &[[f64; 8]; 2], r: f64) -> f64 {
    let polynomial = |terms: &[f64; 8]| terms.iter().fold(0.0, |sum, term| sum * r + term);
    polynomial(numerator) / polynomial(denominator)
}

/// Density of a standard normal variable, `exp(−x²/2)/√(2π)`.
#[must_use]
pub fn normal_density(x: f64) -> f64 {
    libm::exp(-0.5 * x * x) / (2.0 * std::f64::consts::PI).sqrt()
}

/// Probability that a standard normal variable is at most `x`, exact in the lower tail.
#[must_use]
pub fn normal_probability(x: f64) -> f64 {
    0.5 * libm::erfc(-x * std::f64::consts::FRAC_1_SQRT_2)
}

/// Quantile of `p` in (0, 1) of Student's t with four degrees of freedom, in closed form:
/// `2·√(cos(acos(√α)/3)/√α − 1)` with `α = 4p(1 − p)`. Its variance is 2.
#[must_use]
pub fn student_t4_quantile(p: f64) -> f64 {
    let root = (4.0 * p * (1.0 - p)).sqrt();
    let size = 2.0 * (libm::cos(libm::acos(root.min(1.0)) / 3.0) / root - 1.0).max(0.0).sqrt();
    if p < 0.5 { -size } else { size }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normal_quantiles_are_the_published_ones() {
        let known = [
            (0.975, 1.959_963_984_540_054),
            (0.5, 0.0),
            (1e-3, -3.090_232_306_167_813_5),
            (1e-15, -7.941_345_326_170_997),
        ];
        for (p, wanted) in known {
            assert!((normal_quantile(p) - wanted).abs() <= 1e-14 * wanted.abs(), "{p}: {}", normal_quantile(p));
        }
    }

    #[test]
    fn quantile_and_probability_undo_each_other() {
        for i in 1..1000 {
            let p = f64::from(i) / 1000.0;
            assert!((normal_probability(normal_quantile(p)) - p).abs() < 1e-15, "{p}");
            assert!((normal_quantile(p) + normal_quantile(1.0 - p)).abs() < 1e-13);
        }
    }

    #[test]
    fn density_is_the_slope_of_the_probability() {
        for x in [-2.0, 0.0, 0.7] {
            let slope = (normal_probability(x + 1e-5) - normal_probability(x - 1e-5)) / 2e-5;
            assert!((slope - normal_density(x)).abs() < 1e-9, "{x}");
        }
    }

    #[test]
    fn student_quantiles_are_the_tabled_ones() {
        for (p, wanted) in [(0.975, 2.776_445), (0.95, 2.131_847), (0.75, 0.740_697), (0.5, 0.0), (0.005, -4.604_095)] {
            assert!((student_t4_quantile(p) - wanted).abs() < 5e-7, "{p}: {}", student_t4_quantile(p));
        }
    }
}
