//! How much of a coin's trade is in perpetuals.
//!
//! Any unit, the same for all terms. Trap: publishers divide by different sums; print both terms.

use super::Signal;
use super::known::{AMOUNT, known, ratio};
use crate::error::Result;
use crate::value::{Node, Read, Value};

/// Volume, or open interest, by kind of market.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PerpShare {
    /// Perpetuals.
    pub perp: Option<f64>,
    /// Spot.
    pub spot: Option<f64>,
    /// Dated futures; not part of any sum when left out.
    pub futures: Option<f64>,
    /// Options; not part of any sum when left out.
    pub options: Option<f64>,
}

impl PerpShare {
    /// Perpetuals and spot.
    #[must_use]
    pub fn perp_and_spot(&self) -> Option<f64> {
        Some(self.perp? + self.spot?)
    }

    /// Perpetuals, futures and options, as far as they are given.
    #[must_use]
    pub fn derivatives(&self) -> Option<f64> {
        Some(self.perp? + self.futures.unwrap_or(0.0) + self.options.unwrap_or(0.0))
    }

    /// Derivatives and spot.
    #[must_use]
    pub fn all(&self) -> Option<f64> {
        Some(self.derivatives()? + self.spot?)
    }
}

impl Read for PerpShare {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["perp", "spot", "futures", "options"]);
        let read = Self {
            perp: known(&mut fields, "perp", AMOUNT),
            spot: known(&mut fields, "spot", AMOUNT),
            futures: fields.optional_within("futures", AMOUNT.0, AMOUNT.1),
            options: fields.optional_within("options", AMOUNT.0, AMOUNT.1),
        };
        fields.finish(read)
    }
}

impl Signal for PerpShare {
    const KIND: &'static str = "perp_share";

    fn answer(&self) -> Result<Value> {
        let share =
            |part: Option<f64>, whole: Option<f64>| part.zip(whole).and_then(|(part, whole)| ratio(part, whole));
        Ok(Value::object()
            .with("perpOfPerpSpot", share(self.perp, self.perp_and_spot()))
            .with("perpOfAll", share(self.perp, self.all()))
            .with("derivativesOfAll", share(self.derivatives(), self.all()))
            .with("perpAndSpot", self.perp_and_spot())
            .with("derivatives", self.derivatives())
            .with("all", self.all()))
    }
}
