//! Coins that a publisher attributes to someone, and the stock of stablecoins on exchanges.
//!
//! A label is an attribution by its publisher, not a fact of the chain. **A wallet that gets a new label is no flow.**

use super::Signal;
use super::known::{AMOUNT, PRICE, Range, SIGNED, finite, known, pair, ratio, series, threshold};
use super::returns::instants;
use super::tape::now;
use crate::error::Result;
use crate::value::{Node, Read, Value};

const DAY_MS: f64 = 86_400_000.0;
const TIMES: Range = (0.0, 32_503_680_000_000.0);
/// How much older than asked an observation may be, in days.
const STALE_DAYS: f64 = 2.0;

/// A transfer with a label.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LabelledFlow {
    /// Coins.
    pub amount: Option<f64>,
    /// US dollars a coin at the time.
    pub price: Option<f64>,
    /// US dollars of orders within 1 % of the middle, on the side that would take the coins.
    pub depth_1pct_usd: Option<f64>,
}

impl LabelledFlow {
    /// Amount × price.
    #[must_use]
    pub fn usd(&self) -> Option<f64> {
        finite(self.amount? * self.price?)
    }

    /// US dollars over the 1 % depth, as a fraction.
    #[must_use]
    pub fn share_of_depth(&self) -> Option<f64> {
        ratio(self.usd()?, self.depth_1pct_usd?)
    }
}

impl Read for LabelledFlow {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["amount", "price", "depth1pctUsd"]);
        let read = Self {
            amount: known(&mut fields, "amount", AMOUNT),
            price: known(&mut fields, "price", PRICE),
            depth_1pct_usd: fields.optional_within("depth1pctUsd", AMOUNT.0, AMOUNT.1),
        };
        fields.finish(read)
    }
}

impl Signal for LabelledFlow {
    const KIND: &'static str = "labelled_flow";

    fn answer(&self) -> Result<Value> {
        Ok(Value::object().with("usd", self.usd()).with("shareOfDepth1pct", self.share_of_depth()))
    }
}

/// Stablecoins on exchanges through time.
#[derive(Clone, Debug, Default)]
pub struct StablecoinReserves {
    /// The present instant in milliseconds since 1970.
    pub now_ms: f64,
    /// Instants of the observations, ascending.
    pub time_ms: Vec<f64>,
    /// US dollars on exchanges; a missing observation has none.
    pub balance_usd: Vec<Option<f64>>,
    /// Instants and US dollars of wallets that got or lost a label, positive when they were added; not flows.
    pub relabelled: Vec<(f64, f64)>,
    /// How much older than asked an observation may be, in days; 2, an author's.
    pub stale_days: f64,
}

impl StablecoinReserves {
    /// The latest balance at or before `time_ms`, unless it is stale.
    #[must_use]
    pub fn at(&self, time_ms: f64) -> Option<(f64, f64)> {
        let rows = self.time_ms.iter().zip(&self.balance_usd);
        let known = rows.filter_map(|(time, balance)| Some((*time, (*balance)?)));
        let last = known.take_while(|(time, _)| *time <= time_ms).last()?;
        (time_ms - last.0 <= self.stale_days * DAY_MS).then_some(last)
    }

    /// Change of the balance over `days` until now, in US dollars and as a fraction, without what was only labelled anew.
    #[must_use]
    pub fn change(&self, days: f64) -> Option<(f64, Option<f64>)> {
        let ((to_ms, to), (from_ms, from)) = (self.at(self.now_ms)?, self.at(self.now_ms - days * DAY_MS)?);
        let between = self.relabelled.iter().filter(|(time, _)| *time > from_ms && *time <= to_ms);
        let change = to - from - between.map(|(_, usd)| usd).sum::<f64>();
        Some((change, ratio(change, from)))
    }
}

impl Read for StablecoinReserves {
    fn read(node: Node) -> Result<Self> {
        let keys = ["nowMs", "now", "timeMs", "balanceUsd", "relabelled", "staleDays"];
        let mut fields = node.fields_of_either_case(&keys);
        let (now_ms, balance_usd) = (now(&mut fields), series(&mut fields, "balanceUsd", AMOUNT));
        let time_ms = instants(&mut fields, "timeMs", balance_usd.len());
        let mut relabelled = Vec::new();
        let [given] = fields.has(&["relabelled"]);
        for node in if given { fields.list("relabelled") } else { Vec::new() } {
            let Some(row) = fields.take(relabelling(node)) else { break };
            relabelled.push(row);
        }
        let stale_days = threshold(&mut fields, "staleDays", STALE_DAYS, (0.0, 366.0));
        fields.finish(Self { now_ms, time_ms, balance_usd, relabelled, stale_days })
    }
}

fn relabelling(node: Node) -> Result<(f64, f64)> {
    let [time, usd] = pair(node, "a pair of an instant and US dollars")?;
    let refused = (time.refused("an instant"), usd.refused("US dollars"));
    let time = super::known::number(time, TIMES)?.ok_or(refused.0)?;
    Ok((time, super::known::number(usd, SIGNED)?.ok_or(refused.1)?))
}

impl Signal for StablecoinReserves {
    const KIND: &'static str = "stablecoin_reserves";

    fn answer(&self) -> Result<Value> {
        let (week, month, last) = (self.change(7.0), self.change(30.0), self.at(self.now_ms));
        Ok(Value::object()
            .with("balanceUsd", last.map(|(_, usd)| usd))
            .with("timeMs", last.map(|(time, _)| time))
            .with("change7dUsd", week.map(|(usd, _)| usd))
            .with("change7d", week.and_then(|(_, share)| share))
            .with("change30dUsd", month.map(|(usd, _)| usd))
            .with("change30d", month.and_then(|(_, share)| share)))
    }
}
