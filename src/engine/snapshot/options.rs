//! A chain of options as columns, at one instant.

use super::Origin;
use super::check::{amounts, column, optional, prices, same_length, short_text, time, times};
use crate::engine::market::TimeMs;
use crate::engine::signals::options::OptionType;
use crate::texts::words_of;
use crate::value::{Fields, ReadFields};

/// Highest volatility, as a fraction a year.
const HIGHEST_VOLATILITY: f64 = 100.0;
const LARGEST_POSITION: f64 = 1e18;

/// Options of one venue, any order of expiries and strikes.
#[derive(Clone, Debug, PartialEq)]
pub struct OptionChain {
    /// Where it comes from.
    pub origin: Origin,
    /// When it was seen.
    pub time_ms: TimeMs,
    /// The venue's name.
    pub venue: String,
    /// Coins of one contract.
    pub contract_multiplier: f64,
    /// Expiry of each option.
    pub expiry_ms: Vec<TimeMs>,
    /// Call or put.
    pub option_type: Vec<OptionType>,
    /// Strikes in the quote currency.
    pub strike: Vec<f64>,
    /// Volatilities as fractions a year.
    pub iv: Option<Vec<f64>>,
    /// Contracts outstanding.
    pub open_interest: Option<Vec<f64>>,
    /// Price of the forward of each expiry.
    pub forward: Option<Vec<f64>>,
    /// Contracts that dealers hold, negative when short.
    pub dealer_position: Option<Vec<f64>>,
}

fn volatilities(fields: &mut Fields, key: &str, rows: usize) -> Vec<f64> {
    column(fields, key, rows, f64::MIN_POSITIVE, HIGHEST_VOLATILITY)
}

fn positions(fields: &mut Fields, key: &str, rows: usize) -> Vec<f64> {
    column(fields, key, rows, -LARGEST_POSITION, LARGEST_POSITION)
}

fn option_types(fields: &mut Fields, key: &str, rows: usize) -> Vec<OptionType> {
    let nodes = fields.list(key);
    same_length(fields, key, nodes.len(), rows);
    let words = words_of!(OptionType::BOTH);
    let mut types = Vec::with_capacity(nodes.len());
    for node in nodes {
        let Some(word) = fields.take(node.word(&words)) else { break };
        types.push(OptionType::BOTH[word]);
    }
    types
}

impl ReadFields for OptionChain {
    const KEYS: &'static [&'static str] = &[
        "basis",
        "source",
        "time_ms",
        "venue",
        "contract_multiplier",
        "expiry_ms",
        "type",
        "strike",
        "iv",
        "open_interest",
        "forward",
        "dealer_position",
    ];

    fn of(fields: &mut Fields) -> Self {
        let expiry_ms = times(fields, "expiry_ms");
        let rows = expiry_ms.len();
        Self {
            origin: Origin::of(fields),
            time_ms: time(fields, "time_ms"),
            venue: short_text(fields, "venue", 40),
            contract_multiplier: fields.optional_within("contract_multiplier", f64::MIN_POSITIVE, 1e12).unwrap_or(1.0),
            option_type: option_types(fields, "type", rows),
            strike: prices(fields, "strike", rows),
            iv: optional(fields, "iv", rows, volatilities),
            open_interest: optional(fields, "open_interest", rows, amounts),
            forward: optional(fields, "forward", rows, prices),
            dealer_position: optional(fields, "dealer_position", rows, positions),
            expiry_ms,
        }
    }
}
