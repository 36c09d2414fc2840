//! What a run needs before its first step: the markets with their steps, the rows, and where the columns begin.

use crate::digits::whole;
use crate::engine::heatmap::HeatmapOptions;
use crate::engine::market::{Market, Snapshot, TimeMs};
use crate::engine::parameters::Parameters;
use crate::engine::rows::Rows;
use crate::engine::steps::Step;
use crate::engine::track::Prepared;
use crate::error::{Code, Result, fault, told};

/// Rows that reach this far beyond the prices shown, as a share of price, when no range is asked for.
const DEFAULT_REACH: f64 = 0.09;

/// The markets to estimate, the reference first, and what is shown of them.
pub(crate) struct Plan {
    /// Places of the markets in the snapshot.
    pub(crate) markets: Vec<usize>,
    /// The same markets with their steps.
    pub(crate) prepared: Vec<Prepared>,
    pub(crate) parameters: Parameters,
    pub(crate) rows: Rows,
    /// First step of the reference market that is shown.
    pub(crate) first_shown: usize,
}

impl Plan {
    pub(crate) fn new(snapshot: &Snapshot, options: &HeatmapOptions) -> Result<Self> {
        if snapshot.imported.is_some() {
            let allowed = "open interest and volume to compute from";
            return Err(fault!(Code::DataEmpty, "markets", "a heatmap that was made elsewhere", allowed));
        }
        let parameters = options.parameters.clone().checked()?;
        let (markets, prepared) = prepare(snapshot, options, &parameters)?;
        let Some(reference) = prepared.first() else {
            return Err(fault!(Code::DataEmpty, "venues", "no market", "one market of the snapshot or more"));
        };
        let first_shown = reference.steps.partition_point(|step| step.open_ms < options.from_ms.unwrap_or(TimeMs::MIN));
        let rows = rows_around(&reference.steps[first_shown..], options)?;
        Ok(Self { markets, prepared, parameters, rows, first_shown })
    }

    /// Steps of the reference market that are shown, at least one.
    pub(crate) fn shown(&self) -> &[Step] {
        &self.prepared[0].steps[self.first_shown..]
    }
}

/// The markets to estimate, with their places in the snapshot: all with open interest, or else the first one alone. One
/// without a candle in the range of time is left out when another has some.
fn prepare(
    snapshot: &Snapshot,
    options: &HeatmapOptions,
    parameters: &Parameters,
) -> Result<(Vec<usize>, Vec<Prepared>)> {
    let wanted = |market: &Market| options.venues.is_empty() || options.venues.contains(&market.venue);
    let mut prepared = Vec::new();
    for (index, market) in snapshot.markets.iter().enumerate().filter(|(_, market)| wanted(market)) {
        let market = Prepared::new(snapshot, market, options, parameters);
        prepared.push((index, market.map_err(|error| error.within(&told!("markets[{index}]")))?));
    }
    if prepared.iter().any(|(_, market)| !market.relative) {
        prepared.retain(|(_, market)| !market.relative);
    } else {
        prepared.truncate(1);
    }
    // A market without a step in the range has no track either; every list of markets has to agree on that.
    if prepared.iter().any(|(_, market)| !market.steps.is_empty()) {
        prepared.retain(|(_, market)| !market.steps.is_empty());
    }
    Ok(prepared.into_iter().unzip())
}

fn rows_around(shown: &[Step], options: &HeatmapOptions) -> Result<Rows> {
    let Some(last) = shown.last() else {
        let from = || options.from_ms.map_or_else(|| "the beginning".to_owned(), whole);
        return Err(fault!(Code::DataEmpty, "from", from(), "a time before the last candle"));
    };
    let low = shown.iter().map(|step| step.low).fold(last.close, f64::min);
    let high = shown.iter().map(|step| step.high).fold(last.close, f64::max);
    let low = options.low.unwrap_or(low * (1.0 - DEFAULT_REACH));
    let high = options.high.unwrap_or(high * (1.0 + DEFAULT_REACH));
    Rows::new(low, high, options.rows, options.row_scale)
}
