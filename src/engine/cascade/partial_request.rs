//! Partial liquidation as a script gives it.

use super::PartialRule;
use crate::engine::margin::TierColumns;
use crate::engine::market::TierTable;
use crate::engine::tiers::AS_OF_DEFAULT;
use crate::error::{Code, Result, fault};
use crate::value::{Node, Read};

/// Fee and slippage of closing where none is given.
const DEFAULT_COST: f64 = 0.0005;
const DEFAULT_STAGES: u32 = 3;

/// Maintenance as one rate or as a table with the size of a position, and how a venue closes.
#[derive(Clone, Debug, PartialEq)]
pub struct PartialRequest {
    /// One rate for all sizes.
    pub maintenance: Option<f64>,
    /// Rates by size.
    pub tiers: Option<TierTable>,
    /// Notional of one position, US dollars; needed with `tiers`.
    pub position_usd: Option<f64>,
    /// Margin restored above the maintenance rate.
    pub buffer: f64,
    /// Cost of closing; 0.0005 when left out.
    pub cost: Option<f64>,
    /// Most parts; 3 when left out.
    pub stages: Option<u32>,
}

impl Read for PartialRequest {
    fn read(node: Node) -> Result<Self> {
        let mut fields =
            node.fields_of_either_case(&["maintenance", "tiers", "positionUsd", "buffer", "cost", "stages"]);
        let columns: Option<TierColumns> = fields.optional_of("tiers");
        let tiers = columns.and_then(|columns| {
            let table = columns.table().map_err(|error| error.within(fields.path()));
            fields.take(table)
        });
        let read = Self {
            maintenance: fields.optional_within("maintenance", f64::MIN_POSITIVE, 1.0),
            tiers,
            position_usd: fields.optional_number("positionUsd"),
            buffer: fields.number("buffer"),
            cost: fields.optional_number("cost"),
            stages: fields.optional_count("stages", 1000),
        };
        fields.finish(read)
    }
}

impl PartialRequest {
    /// The rule.
    ///
    /// # Errors
    /// [`Code::AttributeInvalid`] unless maintenance is given in one way, and what [`PartialRule::checked`] refuses.
    pub fn rule(&self) -> Result<PartialRule> {
        let wrong = |field, value, allowed| Err(fault!(Code::AttributeInvalid, field, value, allowed));
        let (tiers, position_usd) = match (self.maintenance, &self.tiers, self.position_usd) {
            (Some(rate), None, None) => {
                (TierTable::from_columns(AS_OF_DEFAULT, "", &[0.0], &[rate], &[1.0], None)?, 1.0)
            }
            (None, Some(tiers), Some(position)) => (tiers.clone(), position),
            (None, Some(_), None) => return wrong("positionUsd", "nothing", "given with tiers"),
            (Some(_), _, _) => return wrong("maintenance", "given twice", "the only one of maintenance and tiers"),
            (None, None, _) => return wrong("maintenance", "nothing", "given, or tiers with positionUsd"),
        };
        let (cost, stages) = (self.cost.unwrap_or(DEFAULT_COST), self.stages.unwrap_or(DEFAULT_STAGES));
        PartialRule { tiers, position_usd, buffer: self.buffer, cost, stages }.checked()
    }
}
