//! The price of the snapshot's coin at an instant, from the candles of its first market.

use crate::engine::market::{Snapshot, TimeMs};

/// How many candles old a close may be.
const STALE_CANDLES: TimeMs = 2;

/// The close of the last candle that ended at or before `time_ms`; nothing where there is none, or none recent enough.
pub(super) fn spot_at(snapshot: &Snapshot, time_ms: TimeMs) -> Option<f64> {
    let candles = &snapshot.markets.first()?.candles;
    let ended = candles.open_time_ms.partition_point(|open| open + candles.interval_ms <= time_ms);
    let row = ended.checked_sub(1)?;
    let age_ms = time_ms - candles.open_time_ms[row] - candles.interval_ms;
    (age_ms <= STALE_CANDLES * candles.interval_ms).then_some(candles.close[row])
}
