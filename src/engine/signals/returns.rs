//! Falls from a high, beta and correlation, and several assets on one scale.
//!
//! Changes are fractions, negative for falls. Traps: a fall within a day needs highs and lows and its window; series are
//! compared at common instants only.

use super::Signal;
use super::known::{PERCENT, PRICE, column, column_of, contradiction, finite, known, ratio, series};
use crate::error::{Code, Result, fault};
use crate::lists::Listed;
use crate::value::{Fields, Node, Read, Value};

/// How far each of `closes` lies below the highest close up to it: 0 at a new high, else negative.
#[must_use]
pub fn underwater(closes: &[f64]) -> Vec<f64> {
    let mut highest = f64::MIN_POSITIVE;
    let fall = |close: &f64| {
        highest = highest.max(*close);
        close / highest - 1.0
    };
    closes.iter().map(fall).listed()
}

/// The deepest and the last fall of `closes` from their running maximum; nothing for none.
#[must_use]
pub fn drawdown(closes: &[f64]) -> Option<(f64, f64)> {
    let falls = underwater(closes);
    let deepest = falls.iter().fold(0.0_f64, |deepest, fall| deepest.min(*fall));
    falls.last().map(|last| (deepest, *last))
}

/// The deepest fall from the high of an earlier candle to the low of a later one, with both prices.
///
/// What came first within one candle is not known, so one candle alone is no fall.
#[must_use]
pub fn intraday_fall(highs: &[f64], lows: &[f64]) -> Option<(f64, f64, f64)> {
    let mut deepest: Option<(f64, f64, f64)> = None;
    let mut highest = *highs.first()?;
    for (high, low) in highs.iter().zip(lows).skip(1) {
        let fall = low / highest - 1.0;
        if deepest.is_none_or(|(before, _, _)| fall < before) {
            deepest = Some((fall, highest, *low));
        }
        highest = highest.max(*high);
    }
    deepest
}

/// The level from which a change of `pct` percent led to `price`; nothing for a fall of everything.
#[must_use]
pub fn implied_from(price: f64, pct: f64) -> Option<f64> {
    finite(price / (1.0 + pct / 100.0)).filter(|from| *from > 0.0)
}

/// `(beta, correlation)` of `asset` against `reference`: cov/var, and cov over both deviations. Nothing where one of
/// them does not move, and below two rows.
#[must_use]
pub fn beta_and_correlation(asset: &[f64], reference: &[f64]) -> (Option<f64>, Option<f64>) {
    let count = asset.len().min(reference.len());
    if count < 2 {
        return (None, None);
    }
    let mean = |values: &[f64]| values[..count].iter().sum::<f64>() / count as f64;
    let (asset_mean, reference_mean) = (mean(asset), mean(reference));
    let (mut covariance, mut asset_variance, mut reference_variance) = (0.0, 0.0, 0.0);
    for (a, r) in asset.iter().zip(reference) {
        let (a, r) = (a - asset_mean, r - reference_mean);
        covariance += a * r;
        asset_variance += a * a;
        reference_variance += r * r;
    }
    let correlation = ratio(covariance, (asset_variance * reference_variance).sqrt());
    (ratio(covariance, reference_variance), correlation.map(|found| found.clamp(-1.0, 1.0)))
}

/// Logarithms of the ratios of neighbours.
#[must_use]
pub fn log_returns(closes: &[f64]) -> Vec<f64> {
    closes.windows(2).map(|pair| libm::log(pair[1] / pair[0])).listed()
}

/// What is asked of [`drawdown`].
#[derive(Clone, Debug, Default)]
pub struct Drawdown {
    /// Closes, oldest first.
    pub closes: Vec<f64>,
    /// Highs of the same candles, with `lows`.
    pub highs: Option<Vec<f64>>,
    /// Lows of the same candles.
    pub lows: Option<Vec<f64>>,
}

impl Read for Drawdown {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["closes", "highs", "lows"]);
        let closes = column(&mut fields, "closes", PRICE);
        let [highs, lows] = ["highs", "lows"].map(|key| {
            let column = fields.optional(key).map(|node| column_of(node, PRICE))?;
            let column = fields.take(column)?;
            same_rows(&mut fields, key, column.len(), closes.len());
            Some(column)
        });
        if highs.is_some() != lows.is_some() {
            fields.blame(contradiction(&fields, "lows", "one of highs and lows", "given with highs"));
        }
        fields.finish(Self { closes, highs, lows })
    }
}

fn same_rows(fields: &mut Fields, key: &str, found: usize, rows: usize) {
    if found != rows {
        let allowed = format!("{rows} rows like the other columns");
        fields.blame(fault!(Code::DataLength, fields.path_to(key), format!("{found} rows"), allowed));
    }
}

impl Signal for Drawdown {
    const KIND: &'static str = "drawdown";

    fn answer(&self) -> Result<Value> {
        let falls = drawdown(&self.closes);
        let within = self.highs.as_ref().zip(self.lows.as_ref()).and_then(|(highs, lows)| intraday_fall(highs, lows));
        Ok(Value::object()
            .with("maxDrawdown", falls.map(|(deepest, _)| deepest))
            .with("currentDrawdown", falls.map(|(_, last)| last))
            .with("intradayFall", within.map(|(fall, _, _)| fall))
            .with("intradayHigh", within.map(|(_, high, _)| high))
            .with("intradayLow", within.map(|(_, _, low)| low)))
    }
}

/// What is asked of [`implied_from`].
#[derive(Clone, Debug, Default)]
pub struct ImpliedHigh {
    /// The price after the change.
    pub price: Option<f64>,
    /// The change in percent, negative for a fall.
    pub change_pct: Option<f64>,
}

impl Read for ImpliedHigh {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["price", "changePct"]);
        let read =
            Self { price: known(&mut fields, "price", PRICE), change_pct: known(&mut fields, "changePct", PERCENT) };
        fields.finish(read)
    }
}

impl Signal for ImpliedHigh {
    const KIND: &'static str = "implied_high";

    fn answer(&self) -> Result<Value> {
        let from = self.price.zip(self.change_pct).and_then(|(price, pct)| implied_from(price, pct));
        Ok(Value::object().with("high", from))
    }
}

/// What is asked of [`beta_and_correlation`]: closes at common instants.
#[derive(Clone, Debug, Default)]
pub struct Beta {
    /// Closes of the asset and of the reference, joined by instant.
    pub pairs: Vec<(f64, f64)>,
}

impl Read for Beta {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["asset", "reference", "assetTimeMs", "referenceTimeMs"]);
        let (asset, reference) = (series(&mut fields, "asset", PRICE), series(&mut fields, "reference", PRICE));
        let timed = fields.has(&["assetTimeMs", "referenceTimeMs"]);
        let known = |(asset, reference): (&Option<f64>, &Option<f64>)| asset.zip(*reference);
        if timed == [false, false] {
            same_rows(&mut fields, "reference", reference.len(), asset.len());
            return fields.finish(Self { pairs: asset.iter().zip(&reference).filter_map(known).listed() });
        }
        let asset_times = instants(&mut fields, "assetTimeMs", asset.len());
        let reference_times = instants(&mut fields, "referenceTimeMs", reference.len());
        fields.check()?;
        let pairs = common(&[&asset_times, &reference_times]).into_iter();
        let pairs = pairs.filter_map(|rows| known((&asset[rows[0]], &reference[rows[1]]))).listed();
        fields.finish(Self { pairs })
    }
}

/// Ascending instants, as many as `rows`.
pub(super) fn instants(fields: &mut Fields, key: &str, rows: usize) -> Vec<f64> {
    let times = column(fields, key, (0.0, 32_503_680_000_000.0));
    same_rows(fields, key, times.len(), rows);
    if let Some(row) = (1..times.len()).find(|row| times[*row] <= times[row - 1]) {
        let field = format!("{}[{row}]", fields.path_to(key));
        fields.blame(fault!(Code::DataUnordered, field, times[row], "later than the instant before it"));
    }
    times
}

/// Rows of each of `columns` at the instants that all of them have.
pub(super) fn common(columns: &[&[f64]]) -> Vec<Vec<usize>> {
    let Some((first, others)) = columns.split_first() else { return Vec::new() };
    let row_in = |column: &[f64], time: f64| column.binary_search_by(|other| other.total_cmp(&time)).ok();
    let rows = |(row, time): (usize, &f64)| -> Option<Vec<usize>> {
        let others = others.iter().map(|column| row_in(column, *time));
        std::iter::once(Some(row)).chain(others).collect()
    };
    first.iter().enumerate().filter_map(rows).listed()
}

impl Signal for Beta {
    const KIND: &'static str = "beta";

    fn answer(&self) -> Result<Value> {
        let (asset, reference): (Vec<f64>, Vec<f64>) = self.pairs.iter().copied().unzip();
        let (asset, reference) = (log_returns(&asset), log_returns(&reference));
        let (beta, correlation) = beta_and_correlation(&asset, &reference);
        Ok(Value::object().with("beta", beta).with("correlation", correlation).with("n", asset.len()))
    }
}
