//! Transfers with a label, in US dollars and against the orders within 1 % of the price.

use crate::engine::cascade::Direction;
use crate::engine::depth::market_depth_within;
use crate::engine::market::{Snapshot, TimeMs};
use crate::engine::signals::flows::LabelledFlow;
use crate::lists::Listed;
use crate::value::Value;

use super::Given;
use super::request::Asked;

/// Distance from the middle within which orders count.
const NEAR: f64 = 0.01;

/// One transfer.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelledRow {
    /// When.
    pub time_ms: TimeMs,
    /// What was moved.
    pub asset: String,
    /// Coins.
    pub amount: f64,
    /// Who is said to have moved it.
    pub label: String,
    /// US dollars at the price of the time; nothing where that is not given.
    pub usd: Option<f64>,
    /// The same over the depth, a fraction.
    pub share_of_depth: Option<f64>,
}

/// Transfers in order of time.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelledReading {
    /// The transfers.
    pub rows: Vec<LabelledRow>,
    /// US dollars of bids within 1 % of the middle on the venues of the document: what would take the coins.
    pub depth_1pct_usd: Option<f64>,
    /// Who attributes them.
    pub given: Given,
}

impl LabelledReading {
    /// The transfers of `(as_of − range, as_of]`; nothing where there is none.
    #[must_use]
    pub fn of(snapshot: &Snapshot, asked: &Asked) -> Option<Self> {
        let table = snapshot.beside.labelled_flows.as_ref()?;
        let depth_1pct_usd = depth_of(snapshot);
        let shown = |row: &usize| {
            table.time_ms[*row] > snapshot.as_of_ms - asked.range_ms && table.time_ms[*row] <= snapshot.as_of_ms
        };
        let read = |row: usize| {
            let price = table.price.as_ref().map(|price| price[row]);
            let flow = LabelledFlow { amount: Some(table.amount[row]), price, depth_1pct_usd };
            LabelledRow {
                time_ms: table.time_ms[row],
                asset: table.asset[row].clone(),
                amount: table.amount[row],
                label: table.label[row].clone(),
                usd: flow.usd(),
                share_of_depth: flow.share_of_depth(),
            }
        };
        let rows: Vec<LabelledRow> = (0..table.time_ms.len()).filter(shown).map(read).listed();
        (!rows.is_empty()).then(|| Self { rows, depth_1pct_usd, given: Given::by([&table.origin]) })
    }
}

/// Bids of all markets that show them; a figure that only stands in for a book is no depth here.
fn depth_of(snapshot: &Snapshot) -> Option<f64> {
    let bids = snapshot.markets.iter().filter_map(|market| market_depth_within(market, Direction::Down, NEAR));
    let near: Vec<f64> = bids.listed();
    (!near.is_empty()).then(|| near.iter().sum())
}

impl From<&LabelledReading> for Value {
    fn from(reading: &LabelledReading) -> Self {
        let row = |row: &LabelledRow| {
            Self::object()
                .with("timeMs", row.time_ms)
                .with("asset", &row.asset)
                .with("amount", row.amount)
                .with("label", &row.label)
                .with("usd", row.usd)
                .with("shareOfDepth1pct", row.share_of_depth)
        };
        let object = Self::object()
            .with("depth1pctUsd", reading.depth_1pct_usd)
            .with("flows", Self::List(reading.rows.iter().map(row).listed()));
        reading.given.put(object)
    }
}
