//! Flows of exchange-traded funds by trading day, of all funds and of single ones.

use super::Origin;
use super::beside::{flows, members};
use super::check::{ascending_times, optional, short_text};
use super::origin::{FigureBasis, row_basis};
use crate::engine::market::TimeMs;
use crate::value::{Fields, ReadFields};

const MOST_FUNDS: usize = 64;

/// Flows of one fund, or of all. A day that is not reported is not there, which is no flow of 0.
#[derive(Clone, Debug, PartialEq)]
pub struct FundFlow {
    /// The fund; empty for all funds.
    pub fund: String,
    /// Start of each trading day, UTC.
    pub time_ms: Vec<TimeMs>,
    /// Net flow in US dollars, negative for outflow.
    pub usd: Option<Vec<f64>>,
    /// Net flow in coins, negative for outflow.
    pub native: Option<Vec<f64>>,
    /// How each day came to be, where the days differ.
    pub row_basis: Option<Vec<FigureBasis>>,
}

/// Flows by fund, and of all funds where they are known.
#[derive(Clone, Debug, PartialEq)]
pub struct EtfFlows {
    /// Where they come from.
    pub origin: Origin,
    /// All funds together, also those not listed.
    pub total: Option<FundFlow>,
    /// Single funds.
    pub funds: Vec<FundFlow>,
}

fn columns(fields: &mut Fields, fund: String) -> FundFlow {
    let time_ms = ascending_times(fields, "time_ms", 1.0);
    let rows = time_ms.len();
    FundFlow {
        fund,
        usd: optional(fields, "usd", rows, flows),
        native: optional(fields, "native", rows, flows),
        row_basis: row_basis(fields, rows),
        time_ms,
    }
}

impl ReadFields for FundFlow {
    const KEYS: &'static [&'static str] = &["fund", "time_ms", "usd", "native", "row_basis"];

    fn of(fields: &mut Fields) -> Self {
        let fund = short_text(fields, "fund", 40);
        columns(fields, fund)
    }
}

impl ReadFields for EtfFlows {
    const KEYS: &'static [&'static str] = &["basis", "source", "total", "funds"];

    fn of(fields: &mut Fields) -> Self {
        let mut total = None;
        let keys = ["time_ms", "usd", "native", "row_basis"];
        fields.within("total", &keys, &mut |fields| total = Some(columns(fields, String::new())));
        Self { origin: Origin::of(fields), total, funds: members(fields, "funds", MOST_FUNDS) }
    }
}
