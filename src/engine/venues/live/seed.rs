//! What a snapshot knows already of a contract that is followed, so that a reader's browser asks only for what is newer.

use super::request::LiveRequest;
use crate::engine::market::{Market, ProvenanceKind, Snapshot, TimeMs};
use crate::engine::venues::candles::{Candle, MarkCandle};
use crate::engine::venues::funding::Settlement;
use crate::engine::venues::gathering_request::{GatherRequest, MarketRequest};
use crate::engine::venues::liquidations::Print;
use crate::engine::venues::open_interest::{Sample, Unit};
use crate::engine::venues::venue_gathering::{Collected, VenueGathering};

const DAY_MS: TimeMs = 86_400_000;

/// Whether the snapshot can be gone on from: measured, and not so old that more would be asked for than it holds.
pub(super) fn is_fit(snapshot: &Snapshot, request: &LiveRequest) -> bool {
    let Some(candles) = snapshot.markets.first().map(|market| &market.candles) else { return false };
    let span_ms = candles.open_time_ms.first().map_or(0, |first| snapshot.as_of_ms - first);
    let age_ms = request.now_ms - snapshot.as_of_ms;
    let whole_minutes = candles.interval_ms % 60_000 == 0 && candles.interval_ms > 0;
    let common = [15, 30, 60, 1440].contains(&(candles.interval_ms / 60_000));
    snapshot.provenance.kind == ProvenanceKind::Measured
        && whole_minutes
        && common
        && age_ms <= span_ms.max(DAY_MS)
        && snapshot.as_of_ms <= request.now_ms
}

/// What `snapshot` knows of `market`; nothing where it has not that contract or counts it otherwise.
pub(super) fn known(
    request: &GatherRequest,
    market: &MarketRequest,
    snapshot: Option<&Snapshot>,
) -> Option<VenueGathering> {
    let instrument = &market.instrument;
    let same = |known: &&Market| known.venue == instrument.venue.as_str() && known.symbol == instrument.symbol;
    let known = snapshot?.markets.iter().find(same)?;
    let fits = known.contract == instrument.contract
        && known.candles.interval_ms == request.interval_ms
        && known.open_interest.as_ref().is_some_and(|held| held.sides_reported == market.sides)
        && Unit::of(instrument) != Unit::Contracts;
    fits.then(|| VenueGathering::known(request, market, collected(known)))
}

fn collected(market: &Market) -> Collected {
    let mut collected =
        Collected { price_tick: market.price_tick, tiers: market.tiers.clone(), ..Collected::default() };
    let candles = &market.candles;
    let cell = |column: &Option<Vec<f64>>, row: usize| column.as_ref().and_then(|values| values.get(row).copied());
    collected.candles.seed((0..candles.len()).map(|row| Candle {
        open_time_ms: candles.open_time_ms[row],
        open: candles.open[row],
        high: candles.high[row],
        low: candles.low[row],
        close: candles.close[row],
        volume: candles.volume[row],
        turnover: cell(&candles.turnover, row),
        taker_buy_volume: cell(&candles.taker_buy_volume, row),
    }));
    if let Some(marks) = &market.mark_candles {
        collected.mark_candles.seed((0..marks.open_time_ms.len()).map(|row| MarkCandle {
            open_time_ms: marks.open_time_ms[row],
            high: marks.high[row],
            low: marks.low[row],
            close: marks.close[row],
        }));
    }
    if let Some(held) = &market.open_interest {
        // One-sided in a snapshot that was read; a factor of 1 or 2 is exact both ways.
        let sides = f64::from(held.sides_reported);
        let rows = held.time_ms.iter().zip(&held.value);
        collected.samples.seed(rows.map(|(time_ms, value)| Sample { time_ms: *time_ms, value: value * sides }));
    }
    let settlements = market.funding.time_ms.iter().zip(&market.funding.rate);
    collected.settlements.seed(settlements.map(|(time_ms, rate)| Settlement { time_ms: *time_ms, rate: *rate }));
    // Sums of a period are no orders, to which a stream can add.
    let orders = market.liquidations.as_ref().filter(|realised| realised.period_ms.is_none());
    if let Some((realised, prices)) = orders.and_then(|realised| Some((realised, realised.price.as_ref()?))) {
        collected.prints.seed((0..prices.len()).map(|row| Print {
            time_ms: realised.time_ms[row],
            side: realised.side[row],
            usd: realised.usd[row],
            price: prices[row],
        }));
        collected.prints_asked = true;
        // Of the time since the snapshot only the stream tells, and not before it was opened.
        collected.prints_streamed = true;
    }
    collected
}
