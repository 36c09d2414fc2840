//! Sums of liquidations over the last hours: of the document's market, and of its other coins with it.

use liquidation_widgets::engine::market::{Side, Snapshot};

const HOUR_MS: i64 = 3_600_000;

/// US dollars of one side in the last hours of the document's markets.
pub(crate) fn own(snapshot: &Snapshot, side: Side, hours: i64) -> f64 {
    let after = snapshot.as_of_ms - hours * HOUR_MS;
    let tapes = snapshot.markets.iter().filter_map(|market| market.liquidations.as_ref());
    let of = |tape: &liquidation_widgets::engine::market::Liquidations| -> f64 {
        let rows = (0..tape.time_ms.len()).filter(|row| tape.time_ms[*row] >= after && tape.side[*row] == side);
        rows.map(|row| tape.usd[row]).sum()
    };
    tapes.map(of).sum()
}

/// The same with the tapes of the other coins.
pub(crate) fn all(snapshot: &Snapshot, side: Side, hours: i64) -> f64 {
    let after = snapshot.as_of_ms - hours * HOUR_MS;
    let tapes = snapshot.beside.assets.iter().filter_map(|asset| asset.liquidations.as_ref());
    let of = |tape: &liquidation_widgets::engine::snapshot::LiquidationSums| -> f64 {
        let usd = if side == Side::Long { &tape.long_usd } else { &tape.short_usd };
        tape.time_ms.iter().zip(usd).filter(|(time, _)| **time >= after).map(|(_, usd)| usd).sum()
    };
    own(snapshot, side, hours) + tapes.map(of).sum::<f64>()
}
