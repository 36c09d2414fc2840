//! Flows of exchange-traded funds: units, streaks, and what is left beside named funds.
//!
//! Positive is inflow. **A missing flow is no flow of 0, and net flow is no volume:** ten billion dollars of one day's
//! turnover are not inflow. Flows settle and are reported a day late.

use super::Signal;
use super::known::{PRICE, SIGNED, contradiction, dated, finite, known, ratio};
use crate::error::Result;
use crate::lists::Listed;
use crate::value::{Node, Read, Value};

/// A flow in coins and in US dollars.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct EtfUnits {
    /// Coins, negative for outflow.
    pub native: Option<f64>,
    /// US dollars, negative for outflow.
    pub usd: Option<f64>,
    /// US dollars a coin.
    pub price: Option<f64>,
}

impl EtfUnits {
    /// US dollars a coin that the two amounts imply, for a check of consistency.
    #[must_use]
    pub fn implied_price(&self) -> Option<f64> {
        ratio(self.usd?, self.native?)
    }

    /// US dollars as given, else coins at the price.
    #[must_use]
    pub fn usd(&self) -> Option<f64> {
        self.usd.or_else(|| finite(self.native? * self.price?))
    }

    /// Coins as given, else US dollars over the price.
    #[must_use]
    pub fn native(&self) -> Option<f64> {
        self.native.or_else(|| ratio(self.usd?, self.price?))
    }
}

impl Read for EtfUnits {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["native", "usd", "price"]);
        let read = Self {
            native: fields.optional_within("native", SIGNED.0, SIGNED.1),
            usd: fields.optional_within("usd", SIGNED.0, SIGNED.1),
            price: fields.optional_within("price", PRICE.0, PRICE.1),
        };
        if read.implied_price().is_some_and(|price| price < 0.0) {
            fields.blame(contradiction(&fields, "usd", read.usd.unwrap_or(0.0), "of the same sign as native"));
        }
        fields.finish(read)
    }
}

impl Signal for EtfUnits {
    const KIND: &'static str = "etf_units";

    fn answer(&self) -> Result<Value> {
        let implied = self.implied_price();
        let apart = implied.zip(self.price).and_then(|(implied, price)| finite(implied / price - 1.0));
        Ok(Value::object()
            .with("impliedPrice", implied)
            .with("usd", self.usd())
            .with("native", self.native())
            .with("priceDifference", apart))
    }
}

/// The days at the end of a series whose flows have one sign.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Run {
    /// Days with a flow: positive for inflow, negative for outflow, 0 where no day had one.
    pub streak: i64,
    /// US dollars of those days.
    pub cumulative: f64,
    /// The rows of the first and the last of them.
    pub rows: Option<(usize, usize)>,
    /// Days within them without a flow, or not reported.
    pub skipped: usize,
}

/// The run at the end of `flows`; days of 0 and missing ones neither break nor extend it. Nothing where none is known.
#[must_use]
pub fn streak(flows: &[Option<f64>]) -> Option<Run> {
    flows.iter().find(|usd| usd.is_some())?;
    let mut run = Run::default();
    let mut waiting = 0;
    for (row, usd) in flows.iter().enumerate().rev() {
        let usd = usd.unwrap_or(0.0);
        if usd == 0.0 {
            waiting += 1;
            continue;
        }
        let sign = if usd > 0.0 { 1 } else { -1 };
        if run.streak * sign < 0 {
            break;
        }
        run.streak += sign;
        run.cumulative += usd;
        run.skipped = waiting;
        run.rows = Some((row, run.rows.map_or(row, |(_, last)| last)));
    }
    Some(run)
}

/// What is asked of [`streak`].
#[derive(Clone, Debug, Default)]
pub struct EtfStreak {
    /// Trading days, oldest first, in US dollars.
    pub flows: Vec<(String, Option<f64>)>,
}

impl Read for EtfStreak {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["flows"]);
        let read = Self { flows: dated(&mut fields, "flows", SIGNED) };
        fields.finish(read)
    }
}

impl Signal for EtfStreak {
    const KIND: &'static str = "etf_streak";

    fn answer(&self) -> Result<Value> {
        let usd: Vec<Option<f64>> = self.flows.iter().map(|(_, usd)| *usd).listed();
        let run = streak(&usd);
        let rows = run.and_then(|run| run.rows);
        let date = |row: usize| self.flows[row].0.clone();
        Ok(Value::object()
            .with("streak", run.map(|run| run.streak))
            .with("cumulative", run.map(|run| run.cumulative))
            .with("from", rows.map(|(first, _)| date(first)))
            .with("to", rows.map(|(_, last)| date(last)))
            .with("skipped", run.map(|run| run.skipped)))
    }
}

/// A day's total and the funds that are named beside it.
#[derive(Clone, Debug, Default)]
pub struct EtfSplit {
    /// US dollars of all funds.
    pub total: Option<f64>,
    /// US dollars of the named funds.
    pub funds: Vec<(String, Option<f64>)>,
}

impl EtfSplit {
    /// US dollars of the named funds; nothing where one is missing.
    #[must_use]
    pub fn named(&self) -> Option<f64> {
        self.funds.iter().map(|(_, usd)| *usd).sum()
    }
}

impl Read for EtfSplit {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["total", "funds"]);
        let total = known(&mut fields, "total", SIGNED);
        let mut funds = Vec::new();
        let named = fields.required("funds").map(Node::entries);
        for (name, usd) in named.and_then(|named| fields.take(named)).unwrap_or_default() {
            let usd = fields.take(super::known::number(usd, SIGNED)).flatten();
            funds.push((name, usd));
        }
        fields.finish(Self { total, funds })
    }
}

impl Signal for EtfSplit {
    const KIND: &'static str = "etf_split";

    fn answer(&self) -> Result<Value> {
        let named = self.named();
        let others = self.total.zip(named).map(|(total, named)| total - named);
        Ok(Value::object().with("total", self.total).with("named", named).with("others", others))
    }
}
