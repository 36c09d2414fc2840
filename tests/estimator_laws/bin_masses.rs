//! Mass by lattice bin, and when two lists of it are the same.

use crate::synthetic_market::BIN_WIDTH;
use liquidation_widgets::engine::exposure::Exposure;
use liquidation_widgets::engine::market::Side;
use std::collections::BTreeMap;

/// Mass of `side` by lattice bin, in frame coordinates.
pub(crate) fn by_lattice(exposure: &Exposure, side: Side) -> Vec<(i64, f64)> {
    let lattice = |log_price: f64| ((log_price - exposure.frame_offset()) / BIN_WIDTH - 0.5).round() as i64;
    exposure.bins(side).into_iter().map(|(log_price, mass)| (lattice(log_price), mass)).collect()
}

/// Fails unless every bin of one list holds what it holds in the other, within `tolerance`; a bin that holds less than
/// that may be missing from one of them.
pub(crate) fn assert_same(one: &[(i64, f64)], other: &[(i64, f64)], tolerance: f64) {
    let mut difference = BTreeMap::<i64, f64>::new();
    for (bin, mass) in one {
        *difference.entry(*bin).or_default() += mass;
    }
    for (bin, mass) in other {
        *difference.entry(*bin).or_default() -= mass;
    }
    for (bin, mass) in difference {
        assert!(mass.abs() <= tolerance, "bin {bin} differs by {mass}, more than {tolerance}");
    }
}
