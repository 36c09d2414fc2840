//! One coin beside the others: what it is worth, how far it fell, how it moves with the reference.

use super::super::{Given, Series};
use super::prices::Prices;
use super::request::CompareAsked;
use crate::engine::market::TimeMs;
use crate::engine::signals::rebase::{NamedCloses, rebased};
use crate::engine::signals::returns::{beta_and_correlation, drawdown, intraday_fall, log_returns, underwater};
use crate::lists::Listed;

/// A fall from a high to a later low.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fall {
    /// The change as a fraction, negative.
    pub change: f64,
    /// The high.
    pub high: f64,
    /// The low.
    pub low: f64,
}

/// One coin.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparedAsset {
    /// The coin.
    pub asset: String,
    /// Currency of its prices.
    pub quote: String,
    /// Smallest step of its price.
    pub tick: Option<f64>,
    /// Who gives its prices.
    pub given: Given,
    /// What it is worth where it is 100 at the first common instant.
    pub rebased: Series,
    /// Change over all common instants, a fraction.
    pub change: Option<f64>,
    /// The last close up to now.
    pub last: Option<f64>,
    /// Change over the window up to now, a fraction.
    pub window_change: Option<f64>,
    /// Highest price of what is shown; from closes where highs are not known.
    pub highest: Option<f64>,
    /// The last close against that, a fraction, 0 or negative.
    pub below_high: Option<f64>,
    /// How far each close lies below the highest close before it, fractions.
    pub drawdown: Series,
    /// The deepest of these.
    pub deepest: Option<f64>,
    /// The deepest fall from a high to a later low within the window up to now.
    pub fall: Option<Fall>,
    /// Slope of its log returns on those of the reference; nothing for the reference itself.
    pub beta: Option<f64>,
    /// Correlation of both, −1 to 1.
    pub correlation: Option<f64>,
    /// How many pairs of returns these two come from; nothing for the reference itself.
    pub pairs: Option<usize>,
}

/// What a regression comes to.
struct Regression {
    beta: Option<f64>,
    correlation: Option<f64>,
    pairs: usize,
}

fn regression(own: &NamedCloses, reference: &NamedCloses) -> Regression {
    let (_, values) = rebased(&[own.clone(), reference.clone()]);
    // A factor before all closes leaves their log returns alone.
    let returns: Vec<Vec<f64>> = values.iter().map(|values| log_returns(values)).listed();
    let (beta, correlation) = beta_and_correlation(&returns[0], &returns[1]);
    Regression { beta, correlation, pairs: returns[0].len() }
}

impl ComparedAsset {
    /// Compares `prices`; `shared` are the common instants with what the coin is worth there, `span` is what is shown.
    pub(super) fn of(
        prices: &Prices,
        (times, worth): (&[TimeMs], Option<Vec<f64>>),
        reference: Option<&Prices>,
        span: (TimeMs, TimeMs),
        asked: &CompareAsked,
    ) -> Self {
        let worth = worth.unwrap_or_default();
        let shown = prices.rows_within(span);
        let now_ms = span.1;
        let last = prices.close_at(now_ms);
        let highs = prices.high.as_ref().unwrap_or(&prices.close);
        let highest = highs[shown.clone()].iter().copied().reduce(f64::max);
        let closed = prices.time_ms.partition_point(|end| *end < span.0)..shown.end;
        let falls = underwater(&prices.close[closed.clone()]);
        let earlier = prices.close_at(now_ms - asked.window_ms);
        let closes = |prices: &Prices| prices.closes(span, asked.step_ms);
        let against = reference.filter(|reference| reference.asset != prices.asset);
        let regression = against.map(|reference| regression(&closes(prices), &closes(reference)));
        let change_of = |from: Option<f64>, to: Option<f64>| from.zip(to).map(|(from, to)| to / from - 1.0);
        Self {
            asset: prices.asset.clone(),
            quote: prices.quote.clone(),
            tick: prices.tick,
            given: prices.given.clone(),
            change: change_of(worth.first().copied(), worth.last().copied()),
            rebased: if worth.is_empty() { Series::default() } else { Series::known(times, &worth) },
            last,
            window_change: change_of(earlier, last),
            below_high: highest.zip(last).and_then(|(highest, last)| drawdown(&[highest, last])).map(|(_, fall)| fall),
            highest,
            deepest: falls.iter().copied().reduce(f64::min),
            drawdown: Series::known(&prices.time_ms[closed], &falls),
            fall: fall(prices, (now_ms - asked.window_ms, now_ms)),
            beta: regression.as_ref().and_then(|found| found.beta),
            correlation: regression.as_ref().and_then(|found| found.correlation),
            pairs: regression.map(|found| found.pairs),
        }
    }
}

/// The deepest fall within a span, by highs and lows.
fn fall(prices: &Prices, span: (TimeMs, TimeMs)) -> Option<Fall> {
    let rows = prices.rows_within(span);
    let (highs, lows) = prices.high.as_ref().zip(prices.low.as_ref())?;
    let (change, high, low) = intraday_fall(&highs[rows.clone()], &lows[rows])?;
    (change < 0.0).then_some(Fall { change, high, low })
}
