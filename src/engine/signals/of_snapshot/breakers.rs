//! What the treadmill's breakers are asked of a snapshot: two windows of equal length, the present one and the one before.

use super::coin_open_interest::coins_at_all;
use super::funding_now::funding_8h_at;
use super::liquidation_feeds::{LiquidationFeed, liquidation_feeds};
use super::tape_bars::layer_totals;
use crate::engine::market::{Snapshot, TimeMs};
use crate::engine::signals::returns::log_returns;
use crate::engine::signals::treadmill::{Pair, Treadmill};
use crate::engine::snapshot::Volumes;
use crate::lists::Listed;

const HOUR_MS: TimeMs = 3_600_000;
const DAY_MS: TimeMs = 24 * HOUR_MS;
const YEAR_MS: f64 = 365.0 * 86_400_000.0;

/// A year's realised volatility of the reference market's closes over a length that ends at `now_ms`; nothing where its
/// candles do not go back so far.
#[must_use]
pub fn realised_volatility(snapshot: &Snapshot, now_ms: TimeMs, length_ms: TimeMs) -> Option<f64> {
    let candles = &snapshot.markets.first()?.candles;
    let from_ms = now_ms - length_ms;
    if *candles.open_time_ms.first()? > from_ms {
        return None;
    }
    let within = candles.open_time_ms.iter().zip(&candles.close).filter(|(open_ms, _)| **open_ms >= from_ms);
    let closes: Vec<f64> = within.map(|(_, close)| *close).listed();
    let returns = log_returns(&closes);
    if returns.len() < 2 {
        return None;
    }
    let squares: f64 = returns.iter().map(|change| change * change).sum();
    Some((squares / returns.len() as f64 * (YEAR_MS / candles.interval_ms as f64)).sqrt())
}

/// The largest hourly sum in `(from, to]`; nothing where some hour is not known.
fn burst(feeds: &[&LiquidationFeed], from_ms: TimeMs, to_ms: TimeMs) -> Option<f64> {
    let hours = (to_ms - from_ms) / HOUR_MS;
    let sum = |hour: TimeMs| {
        let end_ms = to_ms - hour * HOUR_MS;
        layer_totals(feeds, end_ms - HOUR_MS, end_ms).map(|totals| totals.long + totals.short)
    };
    let sums: Option<Vec<f64>> = (0..hours).map(sum).collect();
    sums?.into_iter().reduce(f64::max)
}

/// Share of spot in spot and perpetuals, and the cumulative delta of spot, of whole periods within `(from, to]`.
fn spot_of(volumes: &Volumes, from_ms: TimeMs, to_ms: TimeMs) -> (Option<f64>, Option<f64>) {
    let ends = volumes.time_ms.iter().map(|start_ms| start_ms + volumes.period_ms);
    let rows: Vec<usize> =
        ends.enumerate().filter(|(_, end)| *end > from_ms && *end <= to_ms).map(|(row, _)| row).listed();
    if rows.is_empty() || rows.len() as TimeMs != (to_ms - from_ms) / volumes.period_ms {
        return (None, None);
    }
    let sum = |column: &Vec<f64>| rows.iter().map(|row| column[*row]).sum::<f64>();
    let spot = sum(&volumes.spot_usd);
    let whole = volumes.perp_usd.as_ref().map(|perp| spot + sum(perp)).filter(|whole| *whole > 0.0);
    (whole.map(|whole| spot / whole), volumes.spot_delta_usd.as_ref().map(sum))
}

/// The two windows of `window_ms` that end at `now_ms`; `oi_drop` is the fall of open interest that counts.
#[must_use]
pub fn treadmill_of(
    snapshot: &Snapshot,
    venues: Option<&[String]>,
    (now_ms, window_ms): (TimeMs, TimeMs),
    oi_drop: f64,
) -> Treadmill {
    let (before_ms, earlier_ms) = (now_ms - window_ms, now_ms - 2 * window_ms);
    let coins = coins_at_all(snapshot, venues, &[before_ms, now_ms]);
    let feeds = liquidation_feeds(snapshot, venues);
    let own: Vec<&LiquidationFeed> = feeds.iter().filter(|feed| feed.asset == snapshot.asset).listed();
    let spot = |from_ms, to_ms| {
        let volumes = snapshot.beside.volumes.as_ref();
        volumes.map_or((None, None), |volumes| spot_of(volumes, from_ms, to_ms))
    };
    let (spot_before, spot_now) = (spot(earlier_ms, before_ms), spot(before_ms, now_ms));
    let funding = |at_ms| funding_8h_at(snapshot, venues, at_ms);
    Treadmill {
        oi_coin: coins.map_or((None, None), |coins| (Some(coins[0]), Some(coins[1]))),
        funding: (funding(before_ms), funding(now_ms)),
        burst: (burst(&own, earlier_ms, before_ms), burst(&own, before_ms, now_ms)),
        spot_share: (spot_before.0, spot_now.0),
        spot_delta: (spot_before.1, spot_now.1),
        volatility: [7, 30].map(|days| realised_volatility(snapshot, now_ms, days * DAY_MS)).into(),
        oi_drop,
    }
}

/// Both values of each breaker, in the order of [`Treadmill::NAMES`]; of spot its share, or its delta where there is no share.
#[must_use]
pub fn pairs_of(treadmill: &Treadmill) -> [Pair; 5] {
    let has_share = treadmill.spot_share.0.is_some() && treadmill.spot_share.1.is_some();
    let spot = if has_share { treadmill.spot_share } else { treadmill.spot_delta };
    [treadmill.oi_coin, treadmill.funding, treadmill.burst, spot, treadmill.volatility]
}
