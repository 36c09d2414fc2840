//! Cross-check of a fall in the basis against the open interest of CME futures.
//!
//! Open interest in contracts, not US dollars. Trap: the days on which positions roll distort both. All thresholds are
//! an author's.

use super::Signal;
use super::known::{PERCENT, known, threshold};
use crate::error::Result;
use crate::value::{Node, Read, Value};

/// Levels of the check.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CmeThresholds {
    /// Fall of open interest that is a reset, in percent; 15.
    pub reset_drop: f64,
    /// Fall of the annual basis that counts, as a fraction; 0.01, one point.
    pub basis_drop: f64,
    /// Change of open interest that is still stable, in percent; 5.
    pub stable_band: f64,
}

impl Default for CmeThresholds {
    fn default() -> Self {
        Self { reset_drop: 15.0, basis_drop: 0.01, stable_band: 5.0 }
    }
}

impl CmeThresholds {
    /// `reset`, else `normalisation`, else `inconclusive`: the first that holds. All comparisons include the level.
    #[must_use]
    pub fn label(&self, basis_change: f64, oi_change_pct: f64) -> &'static str {
        if oi_change_pct <= -self.reset_drop {
            "reset"
        } else if basis_change <= -self.basis_drop && oi_change_pct.abs() <= self.stable_band {
            "normalisation"
        } else {
            "inconclusive"
        }
    }
}

/// What is asked of the check.
#[derive(Clone, Debug, Default)]
pub struct CmeCrosscheck {
    /// Change of the annual basis as a fraction: −0.04 is four points down.
    pub basis_change: Option<f64>,
    /// Change of open interest in contracts, in percent.
    pub oi_change_pct: Option<f64>,
    /// Levels of the check.
    pub thresholds: CmeThresholds,
}

impl Read for CmeCrosscheck {
    fn read(node: Node) -> Result<Self> {
        let keys = ["basisChange", "oiChangePct", "resetDrop", "basisDrop", "stableBand"];
        let mut fields = node.fields_of_either_case(&keys);
        let defaults = CmeThresholds::default();
        let read = Self {
            basis_change: known(&mut fields, "basisChange", (-100.0, 100.0)),
            oi_change_pct: known(&mut fields, "oiChangePct", PERCENT),
            thresholds: CmeThresholds {
                reset_drop: threshold(&mut fields, "resetDrop", defaults.reset_drop, (0.0, 100.0)),
                basis_drop: threshold(&mut fields, "basisDrop", defaults.basis_drop, (0.0, 1.0)),
                stable_band: threshold(&mut fields, "stableBand", defaults.stable_band, (0.0, 100.0)),
            },
        };
        fields.finish(read)
    }
}

impl Signal for CmeCrosscheck {
    const KIND: &'static str = "cme_crosscheck";

    fn answer(&self) -> Result<Value> {
        let changes = self.basis_change.zip(self.oi_change_pct);
        let label = changes.map(|(basis, oi)| self.thresholds.label(basis, oi));
        Ok(Value::object().with("label", label))
    }
}
