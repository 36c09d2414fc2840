//! Stablecoins on exchanges through time, and which wallets were only labelled anew.

use super::Origin;
use super::beside::{flows, texts};
use super::check::{amounts, ascending_times, repeating_times};
use crate::engine::market::TimeMs;
use crate::error::Result;
use crate::value::{Node, Read};

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

impl Read for Relabelling {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields(&["time_ms", "usd"]);
        let time_ms = repeating_times(&mut fields, "time_ms");
        let usd = flows(&mut fields, "usd", time_ms.len());
        fields.finish(Self { time_ms, usd })
    }
}

impl Read for StablecoinReserves {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields(&["basis", "source", "time_ms", "balance_usd", "chains", "relabelled"]);
        let time_ms = ascending_times(&mut fields, "time_ms", 1.0);
        let [chains] = fields.has(&["chains"]);
        let read = Self {
            origin: Origin::of(&mut fields),
            balance_usd: amounts(&mut fields, "balance_usd", time_ms.len()),
            chains: if chains { texts(&mut fields, "chains", None, 40) } else { Vec::new() },
            relabelled: fields.optional_of("relabelled").unwrap_or_default(),
            time_ms,
        };
        fields.finish(read)
    }
}
