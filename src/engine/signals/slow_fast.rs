//! Slow money against fast money: a day's net flow of funds over the liquidations of the same day.
//!
//! Traps: a trading day is no 24 hours; settled flows arrive a day later.

use super::Signal;
use super::known::{AMOUNT, SIGNED, known, ratio};
use crate::engine::market::Side;
use crate::error::Result;
use crate::texts::words_of;
use crate::value::{Node, Read, Value};

/// Both push the price the same way.
pub const SAME_DIRECTION: &str = "same_direction";

/// Whether both push the price the same way: inflow and liquidated shorts buy, outflow and liquidated longs sell.
#[must_use]
pub fn relation(etf_net_usd: f64, dominant_side: Side) -> &'static str {
    let together = match dominant_side {
        Side::Short => etf_net_usd > 0.0,
        Side::Long => etf_net_usd < 0.0,
    };
    if together { SAME_DIRECTION } else { "opposed" }
}

/// What is asked of one day.
#[derive(Clone, Debug, Default)]
pub struct SlowVsFast {
    /// Net flow of funds in US dollars, negative for outflow.
    pub etf_net_usd: Option<f64>,
    /// Liquidations in US dollars.
    pub liquidations_usd: Option<f64>,
    /// Which side was liquidated more.
    pub dominant_side: Option<Side>,
}

impl Read for SlowVsFast {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["etfNetUsd", "liquidationsUsd", "dominantSide"]);
        let side = fields.required("dominantSide").filter(|node| *node.value() != Value::Null);
        let side = side.and_then(|node| fields.take(node.word(&words_of!(Side::BOTH))));
        let read = Self {
            etf_net_usd: known(&mut fields, "etfNetUsd", SIGNED),
            liquidations_usd: known(&mut fields, "liquidationsUsd", AMOUNT),
            dominant_side: side.map(|side| Side::BOTH[side]),
        };
        fields.finish(read)
    }
}

impl Signal for SlowVsFast {
    const KIND: &'static str = "slow_vs_fast";

    fn answer(&self) -> Result<Value> {
        let sizes = self.etf_net_usd.zip(self.liquidations_usd);
        let share = sizes.and_then(|(flow, liquidated)| ratio(flow.abs(), liquidated));
        let relation = self.etf_net_usd.zip(self.dominant_side).map(|(flow, side)| relation(flow, side));
        Ok(Value::object().with("etfOverLiquidation", share).with("relation", relation))
    }
}
