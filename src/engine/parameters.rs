//! What the estimator assumes, each with its default and its allowed range. No public data settle these.

use crate::digits::Plain;
use crate::engine::prior::Prior;
use crate::error::{Code, Result, fault};

/// Assumptions of one run.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameters {
    /// Who opens with which leverage.
    pub prior: Prior,
    /// Share of volume that hands a position to a new holder on one side, 0..=1.
    pub turnover_share: f64,
    /// How far the taker share is believed: 0 ignores it, 1 takes it as it is.
    pub taker_shrink: f64,
    /// Reference notional of small and of large positions, US dollars.
    pub size_usd: [f64; 2],
    /// Share of openings that are of the large size, 0..=1.
    pub large_share: f64,
    /// Tilt of the leverage weights, ∝ leverage^tilt.
    pub tilt: f64,
    /// Share of takers' openings that carry no leverage; `None` keeps the prior's.
    pub taker_inert: Option<f64>,
    /// Whether funding payments move the levels.
    pub funding_drift: bool,
    /// Width of the smoothing at output, 1 is the table of [`crate::engine::resolution`], 0 is none.
    pub resolution: f64,
}

impl Default for Parameters {
    fn default() -> Self {
        Self {
            prior: Prior::default(),
            turnover_share: 0.15,
            taker_shrink: 0.7,
            size_usd: [20_000.0, 2_000_000.0],
            large_share: 0.4,
            tilt: 0.0,
            taker_inert: None,
            funding_drift: true,
            resolution: 1.0,
        }
    }
}

impl Parameters {
    /// The parameters themselves if each is within its range.
    ///
    /// # Errors
    /// [`Code::AttributeInvalid`] naming the first parameter out of its range.
    pub fn checked(self) -> Result<Self> {
        let ranges = [
            ("turnoverShare", self.turnover_share, 0.0, 1.0),
            ("takerShrink", self.taker_shrink, 0.0, 1.0),
            ("largeShare", self.large_share, 0.0, 1.0),
            ("sizeUsd[0]", self.size_usd[0], 1.0, 1e12),
            ("sizeUsd[1]", self.size_usd[1], 1.0, 1e12),
            ("tilt", self.tilt, -3.0, 3.0),
            ("takerInert", self.taker_inert.unwrap_or(0.0), 0.0, 1.0),
            ("resolution", self.resolution, 0.0, 20.0),
        ];
        match ranges.iter().find(|(_, value, low, high)| !(value.is_finite() && value >= low && value <= high)) {
            Some((field, value, low, high)) => Err(fault!(
                Code::AttributeInvalid,
                *field,
                value,
                format!("a finite number in {}..={}", Plain(*low), Plain(*high)),
            )),
            None => Ok(self),
        }
    }

    /// The prior with tilt and inert share applied.
    ///
    /// # Errors
    /// Those of [`Prior::with_taker_inert`].
    pub fn tilted_prior(&self) -> Result<Prior> {
        let tilted = self.prior.tilted(self.tilt);
        match self.taker_inert {
            Some(share) => tilted.with_taker_inert(share),
            None => Ok(tilted),
        }
    }
}
