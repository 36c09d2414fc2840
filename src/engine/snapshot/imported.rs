//! A heatmap or map that was made elsewhere: amounts by candle and price row.

use super::check::{ReadColumn, amounts, optional, prices};
use crate::engine::market::{ImportedCells, Snapshot};
use crate::error::{Code, Result, fault, told};
use crate::lists::Listed;
use crate::value::{Fields, Node, Read};

const COLUMNS: [&str; 7] = ["edges", "candle", "row", "usd", "leverage", "max_pain_price", "max_pain_usd"];
/// A picture that neither draws it nor says that it is there leaves it unread.
pub(super) const IS_READ: bool = cfg!(any(feature = "estimates", feature = "tape", feature = "scenarios"));
/// What only a map shows; a picture of another kind leaves it unread.
const READS_LEVELS: bool = cfg!(any(feature = "map", feature = "headless"));
/// Names under which max pain is given: long and short.
const MAX_PAIN: usize = 2;
const HIGHEST_PRICE: f64 = 1e12;
const LARGEST_USD: f64 = 1e15;

impl Read for ImportedCells {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields(&COLUMNS);
        let edges = fields.column("edges");
        let ascending = edges.windows(2).all(|pair| pair[0] < pair[1]);
        let priced = edges.iter().all(|edge| (0.0..=HIGHEST_PRICE).contains(edge));
        if edges.len() < 2 || !ascending || !priced {
            let found = format_args!("{} edges", edges.len());
            let allowed = "two prices or more, ascending";
            fields.blame(fault!(Code::DataUnordered, fields.path_to("edges"), found, allowed));
        }
        let candle = places(&mut fields, "candle", usize::MAX);
        let row = places(&mut fields, "row", edges.len().saturating_sub(1));
        let usd = fields.column("usd");
        if let Some(wrong) = usd.iter().find(|usd| !(0.0..=LARGEST_USD).contains(*usd)) {
            fields.blame(fault!(Code::DataRange, fields.path_to("usd"), wrong, "0 to 1e15"));
        }
        if candle.len() != usd.len() || row.len() != usd.len() {
            let found = format_args!("{}, {} and {} rows", candle.len(), row.len(), usd.len());
            fields.blame(fault!(Code::DataLength, fields.path_to("usd"), found, "as many as candle and row"));
        }
        let (mut leverage, mut max_pain) = (None, Vec::new());
        if READS_LEVELS {
            leverage = optional(&mut fields, "leverage", usd.len(), prices);
            let [at, levels] = [("max_pain_price", prices as ReadColumn), ("max_pain_usd", amounts)]
                .map(|(key, read)| optional(&mut fields, key, MAX_PAIN, read).unwrap_or_default());
            max_pain = at.into_iter().zip(levels).listed();
        }
        fields.finish(Self { edges, candle, row, usd, leverage, max_pain })
    }
}

/// Whole numbers below `count`.
fn places(fields: &mut Fields, key: &str, count: usize) -> Vec<usize> {
    let column = fields.column(key);
    let place =
        |value: &f64| (*value >= 0.0 && *value < count as f64 && *value % 1.0 == 0.0).then_some(*value as usize);
    match column.iter().map(place).listed_if_known() {
        Some(places) => places,
        None => {
            fields
                .blame(fault!(Code::DataRange, fields.path_to(key), "another number", told!("whole, below {count}"),));
            Vec::new()
        }
    }
}

/// Cells lie on candles of the first market.
pub(super) fn check(fields: &mut Fields, snapshot: &Snapshot) {
    let candles = snapshot.markets.first().map_or(0, |market| market.candles.len());
    let outside = snapshot.imported.iter().flat_map(|cells| &cells.candle).find(|candle| **candle >= candles);
    if let Some(candle) = outside {
        let allowed = told!("below {candles}, the candles of the first market");
        fields.blame(fault!(Code::DataRange, "imported_heatmap.candle", candle, allowed));
    }
}
