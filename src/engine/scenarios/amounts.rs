//! What the estimate says of the zones, wherever it is made.

use crate::engine::cascade::{Assumed, Opening};
use crate::engine::estimate::EstimateRequest;
use crate::engine::heatmap::Ahead;
use crate::engine::market::{Side, Snapshot, TimeMs};
use crate::engine::quality::Flags;
use crate::engine::signals::scenario::MassMap;
use crate::error::{Code, Result};
use crate::lists::Listed;

/// How far the estimate is.
#[derive(Clone, Debug, PartialEq)]
pub enum Amounts {
    /// To be made elsewhere; these remarks on the map are told by the data alone.
    Awaited(Flags),
    /// Open interest is not known, so that no amount is.
    Unknown,
    /// Made.
    Known(Estimated),
}

/// The estimate as far as zones need it.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimated {
    /// Price now, of the market that the map is of.
    pub spot: f64,
    /// When it was.
    pub time_ms: TimeMs,
    /// Open interest of the markets in the map over that of all markets.
    pub coverage: f64,
    /// Remarks on the map.
    pub flags: Flags,
    /// Amounts by price row, longs and shorts together.
    pub map: MassMap,
    /// The share of the map that past moves allow, and how many were replayed; `None` without depth.
    pub calibrated: Option<(f64, usize)>,
}

impl From<&Opening> for Estimated {
    fn from(opening: &Opening) -> Self {
        let map = &opening.map;
        let both = |row: usize| Side::BOTH.map(|side| f64::from(map.cells[side.index()][row])).iter().sum();
        let rows = map.rows.count();
        let edges = (0..=rows).map(|edge| map.rows.edge(edge)).listed();
        Self {
            spot: map.column.close,
            time_ms: map.column.close_ms,
            coverage: map.column.coverage,
            flags: map.column.flags,
            map: MassMap::Rows { edges, mass: (0..rows).map(both).listed() },
            calibrated: opening.calibrated(&Assumed::default()),
        }
    }
}

/// Map, depth and volatility of a snapshot, by a run that may have been begun `ahead`; `None` where open interest is not
/// known.
///
/// # Errors
/// Those of the estimate but for missing open interest.
pub(super) fn opening_of(
    ahead: Option<Ahead>,
    snapshot: &Snapshot,
    request: &EstimateRequest,
) -> Result<Option<Opening>> {
    match Opening::begun(ahead, snapshot, request) {
        Ok((opening, _)) => Ok(Some(opening)),
        Err(error) if error.code == Code::DataEmpty && error.field == "openInterest" => Ok(None),
        Err(error) => Err(error),
    }
}
