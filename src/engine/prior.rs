//! Which leverage new positions have: dated, versioned data that the reader is told of, not a constant of the method.
//!
//! Weights are shares of newly opened quantity. Those who take liquidity and those who provide it differ. On each side
//! of that divide the weights of the entries and the inert share (no leverage to speak of: hedged, or below 2x) sum
//! to 1. Evidence behind the default: `BitMEX` figures of May 2018 and May 2019 as reported by Cointelegraph, Binance
//! Futures' of 2019 as reported by The Coin Shark. One venue's open positions and another's trades, both old.

mod table;

pub use table::{PriorReport, PriorTable, PriorTableEntry};

use crate::digits::{Plain, shortest};
use crate::error::{Code, Result, fault, number_within, told};
use crate::lists::Listed;
use crate::texts::{Texts, text};

/// Share of newly opened quantity at one leverage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PriorEntry {
    /// Notional over margin, 2 or more.
    pub leverage: f64,
    /// Share among takers of liquidity.
    pub taker: f64,
    /// Share among makers.
    pub maker: f64,
}

/// A leverage prior; entries by ascending leverage, each side sums to 1 with its inert share.
#[derive(Clone, Debug, PartialEq)]
pub struct Prior {
    /// Name and version, shown to the reader.
    pub id: String,
    /// Date of the evidence.
    pub date: String,
    /// Shares by leverage.
    pub entries: Vec<PriorEntry>,
    /// Share of takers' quantity without a liquidation level.
    pub taker_inert: f64,
    /// Share of makers' quantity without a liquidation level.
    pub maker_inert: f64,
}

/// A named guess at how far the default is from today's habits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// Less leverage: weights tilted by λ^−0.5.
    Low,
    /// The default table.
    #[default]
    Default,
    /// More leverage: weights tilted by λ^0.25.
    High,
}

impl Profile {
    /// Every profile, by rising leverage.
    pub const ALL: [Self; 3] = [Self::Low, Self::Default, Self::High];

    /// The profile's word in options.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Default => "default",
            Self::High => "high",
        }
    }

    /// Exponent γ of the tilt.
    #[must_use]
    pub const fn tilt(self) -> f64 {
        match self {
            Self::Low => -0.5,
            Self::Default => 0.0,
            Self::High => 0.25,
        }
    }
}

/// Id of the default prior.
pub const DEFAULT_PRIOR_ID: &str = "cex-majors-2019ev-1";
const DEFAULT_PRIOR_DATE: &str = "2019";
/// `(leverage, takers, makers)`.
const DEFAULT_PRIOR: [(f64, f64, f64); 9] = [
    (3.0, 0.08, 0.15),
    (5.0, 0.14, 0.15),
    (10.0, 0.24, 0.10),
    (20.0, 0.20, 0.05),
    (25.0, 0.10, 0.02),
    (50.0, 0.14, 0.02),
    (75.0, 0.04, 0.0),
    (100.0, 0.05, 0.01),
    (125.0, 0.01, 0.0),
];
const DEFAULT_MAKER_INERT: f64 = 0.5;

impl Default for Prior {
    fn default() -> Self {
        Self {
            id: DEFAULT_PRIOR_ID.to_owned(),
            date: DEFAULT_PRIOR_DATE.to_owned(),
            entries: DEFAULT_PRIOR.map(|(leverage, taker, maker)| PriorEntry { leverage, taker, maker }).to_vec(),
            taker_inert: 0.0,
            maker_inert: DEFAULT_MAKER_INERT,
        }
    }
}

impl Prior {
    /// The default prior as `profile` tilts it; the id of a tilted one says so.
    #[must_use]
    pub fn profile(profile: Profile) -> Self {
        let prior = Self::default();
        if profile == Profile::Default {
            return prior;
        }
        let id = text![prior.id, "/", profile.as_str()];
        Self { id, ..prior.tilted(profile.tilt()) }
    }

    /// The same prior with weights in proportion to weight·λ^`exponent`, inert shares kept. A positive exponent means
    /// more leverage.
    #[must_use]
    pub fn tilted(&self, exponent: f64) -> Self {
        let mut tilted = self.clone();
        for entry in &mut tilted.entries {
            let factor = libm::pow(entry.leverage, exponent);
            entry.taker *= factor;
            entry.maker *= factor;
        }
        let (taker, maker) = (self.levered(taker_of), self.levered(maker_of));
        tilted.scale_entries(ratio(taker, tilted.levered(taker_of)), ratio(maker, tilted.levered(maker_of)));
        tilted
    }

    /// Only the entries at the `leverages` listed, rescaled with the inert shares to sum to 1. The id says that it is
    /// restricted.
    ///
    /// # Errors
    /// [`Code::DataEmpty`] for an empty list or when takers are left with nothing, [`Code::AttributeInvalid`] for a
    /// leverage that the prior has no entry for.
    pub fn restrict(&self, leverages: &[f64]) -> Result<Self> {
        if leverages.is_empty() {
            return Err(fault!(Code::DataEmpty, "leverages", "nothing", "at least one leverage"));
        }
        for (i, leverage) in leverages.iter().enumerate() {
            if !self.entries.iter().any(|entry| entry.leverage == *leverage) {
                let place = told!("[{i}]");
                let refused = fault!(Code::AttributeInvalid, place, leverage, self.listed_leverages());
                return Err(refused.within("leverages"));
            }
        }
        let mut kept = self.clone();
        kept.entries.retain(|entry| leverages.contains(&entry.leverage));
        if kept.entries.len() < self.entries.len() {
            kept.id.push_str("/restricted");
        }
        kept.normalise()?;
        Ok(kept)
    }

    /// The same prior with `share` of takers' quantity inert and the takers' other weights rescaled.
    ///
    /// # Errors
    /// [`Code::DataRange`] for a share outside 0..=1, [`Code::DataEmpty`] when takers have no weight to rescale.
    pub fn with_taker_inert(&self, share: f64) -> Result<Self> {
        number_within("taker_inert", share, 0.0, 1.0)?;
        let levered = self.levered(taker_of);
        if levered <= 0.0 && share < 1.0 {
            return Err(fault!(Code::DataEmpty, "taker", "no weight", "some weight at a leverage"));
        }
        let mut changed = self.clone();
        changed.scale_entries(ratio(1.0 - share, levered), 1.0);
        changed.taker_inert = share;
        Ok(changed)
    }

    /// Mean leverage of takers who have any.
    #[must_use]
    pub fn taker_mean_leverage(&self) -> f64 {
        let weighted: f64 = self.entries.iter().map(|entry| entry.leverage * entry.taker).sum();
        ratio(weighted, self.levered(taker_of))
    }

    fn levered(&self, share: fn(&PriorEntry) -> f64) -> f64 {
        self.entries.iter().map(share).sum()
    }

    fn scale_entries(&mut self, taker: f64, maker: f64) {
        for entry in &mut self.entries {
            entry.taker *= taker;
            entry.maker *= maker;
        }
    }

    /// Divides each side by its sum, inert included; returns the sums found, takers first.
    fn normalise(&mut self) -> Result<(f64, f64)> {
        let taker = self.levered(taker_of) + self.taker_inert;
        let maker = self.levered(maker_of) + self.maker_inert;
        for (field, sum) in [("taker", taker), ("maker", maker)] {
            if !(sum > 0.0 && sum.is_finite()) {
                return Err(fault!(Code::DataEmpty, field, told!("sum {}", Plain(sum)), "weights with a sum above 0",));
            }
        }
        self.scale_entries(1.0 / taker, 1.0 / maker);
        self.taker_inert /= taker;
        self.maker_inert /= maker;
        Ok((taker, maker))
    }

    fn listed_leverages(&self) -> String {
        let listed = self.entries.iter().map(|entry| shortest(entry.leverage)).listed();
        text!["one of ", listed.joined(", ")]
    }
}

fn taker_of(entry: &PriorEntry) -> f64 {
    entry.taker
}

fn maker_of(entry: &PriorEntry) -> f64 {
    entry.maker
}

/// `part / whole`, 0 where there is nothing to divide.
fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sums(prior: &Prior) -> [f64; 2] {
        [prior.levered(taker_of) + prior.taker_inert, prior.levered(maker_of) + prior.maker_inert]
    }

    fn assert_sums_to_one(prior: &Prior) {
        for sum in sums(prior) {
            assert!((sum - 1.0).abs() < 1e-12, "{}: {sum}", prior.id);
        }
    }

    #[test]
    fn mean_leverage_of_each_profile_is_the_documented_one() {
        for (profile, mean) in [(Profile::Low, 16.3), (Profile::Default, 26.1), (Profile::High, 32.4)] {
            let prior = Prior::profile(profile);
            assert!((prior.taker_mean_leverage() - mean).abs() < 0.05, "{}", prior.taker_mean_leverage());
            assert_sums_to_one(&prior);
        }
    }

    #[test]
    fn four_fifths_of_takers_are_at_fifty_or_below() {
        let up_to = |most: f64| -> f64 {
            Prior::default().entries.iter().filter(|entry| entry.leverage <= most).map(taker_of).sum()
        };
        assert!(up_to(25.0) < 0.8 && up_to(50.0) >= 0.8);
    }

    #[test]
    fn tilt_keeps_inert_shares_and_the_id_of_a_profile_names_it() {
        let low = Prior::profile(Profile::Low);
        assert_eq!((low.taker_inert, low.maker_inert), (0.0, 0.5));
        assert_eq!(low.id, "cex-majors-2019ev-1/low");
        assert_eq!(Prior::profile(Profile::Default), Prior::default());
    }

    #[test]
    fn restriction_keeps_listed_entries_and_rescales_with_the_inert_share() {
        let kept = Prior::default().restrict(&[10.0, 25.0, 50.0]).unwrap();
        assert_sums_to_one(&kept);
        let leverages: Vec<f64> = kept.entries.iter().map(|entry| entry.leverage).collect();
        assert_eq!(leverages, [10.0, 25.0, 50.0]);
        // Takers keep .24 + .10 + .14, makers .10 + .02 + .02 and .50 inert.
        assert!((kept.entries[0].taker - 0.24 / 0.48).abs() < 1e-12);
        assert!((kept.maker_inert - 0.5 / 0.64).abs() < 1e-12);
        assert_eq!(kept.id, "cex-majors-2019ev-1/restricted");
    }

    #[test]
    fn restriction_to_an_unknown_leverage_names_the_known_ones() {
        let error = Prior::default().restrict(&[10.0, 30.0]).unwrap_err();
        assert_eq!((error.field.as_str(), error.value.as_str()), ("leverages[1]", "30"));
        assert!(error.allowed.contains("3, 5, 10, 20, 25, 50, 75, 100, 125"));
        assert_eq!(Prior::default().restrict(&[]).unwrap_err().code, Code::DataEmpty);
    }

    #[test]
    fn restriction_to_a_leverage_that_makers_never_use_leaves_them_inert() {
        let kept = Prior::default().restrict(&[125.0]).unwrap();
        assert_eq!((kept.entries[0].taker, kept.entries[0].maker, kept.maker_inert), (1.0, 0.0, 1.0));
    }

    #[test]
    fn taker_inert_share_takes_from_all_leverages_in_proportion() {
        let changed = Prior::default().with_taker_inert(0.2).unwrap();
        assert_sums_to_one(&changed);
        assert!((changed.entries[2].taker - 0.24 * 0.8).abs() < 1e-12);
        assert_eq!(changed.entries[2].maker, 0.10);
        assert!((changed.taker_mean_leverage() - Prior::default().taker_mean_leverage()).abs() < 1e-9);
        assert!(Prior::default().with_taker_inert(1.2).is_err());
        assert!(Prior::default().with_taker_inert(1.0).unwrap().with_taker_inert(0.5).is_err());
    }
}
