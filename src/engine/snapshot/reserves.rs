//! Stablecoins on exchanges through time, and which wallets were only labelled anew.

use super::Origin;
use super::beside::{flows, texts};
use super::check::{amounts, ascending_times, repeating_times};
use crate::engine::market::TimeMs;
use crate::value::{Fields, ReadFields};

/// Wallets that got a label (positive) or lost it: no flow.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Relabelling {
    /// When.
    pub time_ms: Vec<TimeMs>,
    /// US dollars.
    pub usd: Vec<f64>,
}

/// Balances of the wallets that are labelled as exchanges'.
#[derive(Clone, Debug, PartialEq)]
pub struct StablecoinReserves {
    /// Where they come from.
    pub origin: Origin,
    /// When each balance was seen.
    pub time_ms: Vec<TimeMs>,
    /// US dollars.
    pub balance_usd: Vec<f64>,
    /// Chains that are covered.
    pub chains: Vec<String>,
    /// What was labelled anew.
    pub relabelled: Relabelling,
}

impl ReadFields for Relabelling {
    const KEYS: &'static [&'static str] = &["time_ms", "usd"];

    fn of(fields: &mut Fields) -> Self {
        let time_ms = repeating_times(fields, "time_ms");
        let usd = flows(fields, "usd", time_ms.len());
        Self { time_ms, usd }
    }
}

impl ReadFields for StablecoinReserves {
    const KEYS: &'static [&'static str] = &["basis", "source", "time_ms", "balance_usd", "chains", "relabelled"];

    fn of(fields: &mut Fields) -> Self {
        let time_ms = ascending_times(fields, "time_ms", 1.0);
        let [chains] = fields.has(&["chains"]);
        Self {
            origin: Origin::of(fields),
            balance_usd: amounts(fields, "balance_usd", time_ms.len()),
            chains: if chains { texts(fields, "chains", None, 40) } else { Vec::new() },
            relabelled: fields.table_of("relabelled").unwrap_or_default(),
            time_ms,
        }
    }
}
