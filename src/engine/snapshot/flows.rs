//! Transfers that a publisher attributes to someone.

use super::Origin;
use super::beside::texts;
use super::check::{amounts, optional, prices, repeating_times};
use crate::engine::market::TimeMs;
use crate::value::{Fields, ReadFields};

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

impl ReadFields for LabelledFlows {
    const KEYS: &'static [&'static str] = &["basis", "source", "time_ms", "asset", "amount", "price", "label"];

    fn of(fields: &mut Fields) -> Self {
        let time_ms = repeating_times(fields, "time_ms");
        let rows = time_ms.len();
        Self {
            origin: Origin::of(fields),
            asset: texts(fields, "asset", Some(rows), 24),
            amount: amounts(fields, "amount", rows),
            price: optional(fields, "price", rows, prices),
            label: texts(fields, "label", Some(rows), 200),
            time_ms,
        }
    }
}
