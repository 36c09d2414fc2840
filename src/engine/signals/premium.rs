//! Premium of a perpetual over its index, from which funding is made.
//!
//! Premia are fractions of the index price. Source: Binance's funding FAQ; textbook level, to be confirmed per venue.

use super::Signal;
use super::known::{PRICE, RATE, finite, known, series};
use crate::error::Result;
use crate::value::{Node, Read, Value};

/// US dollars that Binance takes for the impact prices at an initial-margin rate of 1.
const IMPACT_MARGIN_USDT: f64 = 200.0;

/// `[max(0, impact bid − index) − max(0, index − impact ask)] / index`.
///
/// Positive: the perpetual trades above its index. Trap: between the two impact prices the premium is 0, not the
/// distance of the middle.
#[must_use]
pub fn premium_index(impact_bid: f64, impact_ask: f64, index: f64) -> f64 {
    ((impact_bid - index).max(0.0) - (index - impact_ask).max(0.0)) / index
}

/// Time-weighted mean of an interval's premia, `Σ k·P_k / Σ k`: the last sample weighs most. Nothing for no sample.
#[must_use]
pub fn weighted_premium(samples: &[f64]) -> Option<f64> {
    let (mut sum, mut weights) = (0.0, 0.0);
    for (index, premium) in samples.iter().enumerate() {
        let weight = (index + 1) as f64;
        sum += weight * premium;
        weights += weight;
    }
    (weights > 0.0).then(|| sum / weights)
}

/// Notional at which impact prices are read: 200 USDT over the initial-margin rate at the highest leverage.
#[must_use]
pub fn impact_notional(initial_margin_rate: f64) -> Option<f64> {
    finite(IMPACT_MARGIN_USDT / initial_margin_rate)
}

/// What is asked of [`premium_index`].
#[derive(Clone, Debug, Default)]
pub struct PremiumIndex {
    /// Mean price of selling the impact notional.
    pub impact_bid: Option<f64>,
    /// Mean price of buying the impact notional.
    pub impact_ask: Option<f64>,
    /// Index price.
    pub index: Option<f64>,
    /// Initial-margin rate at the highest leverage, for the impact notional.
    pub initial_margin_rate: Option<f64>,
}

impl Read for PremiumIndex {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["impactBid", "impactAsk", "index", "initialMarginRate"]);
        let read = Self {
            impact_bid: known(&mut fields, "impactBid", PRICE),
            impact_ask: known(&mut fields, "impactAsk", PRICE),
            index: known(&mut fields, "index", PRICE),
            initial_margin_rate: fields.optional_within("initialMarginRate", 1e-6, 1.0),
        };
        fields.finish(read)
    }
}

impl Signal for PremiumIndex {
    const KIND: &'static str = "premium_index";

    fn answer(&self) -> Result<Value> {
        let premium = || Some(premium_index(self.impact_bid?, self.impact_ask?, self.index?));
        Ok(Value::object()
            .with("premium", premium().and_then(finite))
            .with("impactNotional", self.initial_margin_rate.and_then(impact_notional)))
    }
}

/// What is asked of [`weighted_premium`]: the premia of one interval, first to last.
#[derive(Clone, Debug, Default)]
pub struct WeightedPremium {
    /// Premia as fractions; one that is missing makes the mean no data.
    pub samples: Vec<Option<f64>>,
}

impl Read for WeightedPremium {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["samples"]);
        let read = Self { samples: series(&mut fields, "samples", RATE) };
        fields.finish(read)
    }
}

impl Signal for WeightedPremium {
    const KIND: &'static str = "weighted_premium";

    fn answer(&self) -> Result<Value> {
        let samples: Option<Vec<f64>> = self.samples.iter().copied().collect();
        Ok(Value::object()
            .with("average", samples.and_then(|samples| weighted_premium(&samples)))
            .with("n", self.samples.len()))
    }
}
