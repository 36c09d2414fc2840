//! Transfers that a publisher attributes to someone.

use super::Origin;
use super::beside::texts;
use super::check::{amounts, optional, prices, repeating_times};
use crate::engine::market::TimeMs;
use crate::error::Result;
use crate::value::{Node, Read};

/// Transfers in order of time. A label is its publisher's attribution, not a fact of the chain.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelledFlows {
    /// Who attributes them.
    pub origin: Origin,
    /// When each took place; times may repeat.
    pub time_ms: Vec<TimeMs>,
    /// What was moved, for instance `WBTC`.
    pub asset: Vec<String>,
    /// Coins.
    pub amount: Vec<f64>,
    /// US dollars a coin at the time.
    pub price: Option<Vec<f64>>,
    /// Who is said to have moved it.
    pub label: Vec<String>,
}

impl Read for LabelledFlows {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields(&["basis", "source", "time_ms", "asset", "amount", "price", "label"]);
        let time_ms = repeating_times(&mut fields, "time_ms");
        let rows = time_ms.len();
        let read = Self {
            origin: Origin::of(&mut fields),
            asset: texts(&mut fields, "asset", Some(rows), 24),
            amount: amounts(&mut fields, "amount", rows),
            price: optional(&mut fields, "price", rows, prices),
            label: texts(&mut fields, "label", Some(rows), 200),
            time_ms,
        };
        fields.finish(read)
    }
}
