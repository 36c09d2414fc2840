//! Annualised basis of dated futures over spot, and the curve of its expiries.
//!
//! Fractions; positive is contango. Traps: spot and future sampled at different times; a constant-maturity series held
//! against a single expiry; simple against compound, so print which.

use super::Signal;
use super::known::{DAYS, PRICE, contradiction, finite, known, number, pair, threshold};
use crate::engine::order::ordered;
use crate::error::{Code, Result, fault};
use crate::lists::Listed;
use crate::value::{Node, Read, Value};

const DAYS_OF_YEAR: f64 = 365.0;

/// `F/S − 1`.
#[must_use]
pub fn raw_basis(future: f64, spot: f64) -> f64 {
    future / spot - 1.0
}

/// `raw·365/d`; nothing on the day of expiry.
#[must_use]
pub fn annual_simple(raw: f64, days: f64) -> Option<f64> {
    if days > 0.0 { finite(raw * DAYS_OF_YEAR / days) } else { None }
}

/// `(1 + raw)^(365/d) − 1`; nothing on the day of expiry and where it overflows.
#[must_use]
pub fn annual_compound(raw: f64, days: f64) -> Option<f64> {
    if days > 0.0 { finite(libm::expm1(DAYS_OF_YEAR / days * libm::log1p(raw))) } else { None }
}

/// What the level of the basis is called. The levels are an author's, without a primary source.
#[must_use]
pub fn basis_state(simple: f64, low: f64, high: f64) -> &'static str {
    if simple > high {
        "rebuilding"
    } else if simple >= low {
        "watch"
    } else {
        "compressed"
    }
}

/// What is asked of one expiry.
#[derive(Clone, Debug, Default)]
pub struct Basis {
    /// Price of the future.
    pub future: Option<f64>,
    /// Price of the spot index at the same instant.
    pub spot: Option<f64>,
    /// Days to expiry.
    pub days: Option<f64>,
    /// Below it the basis is compressed, as a fraction a year; 0.10.
    pub low: f64,
    /// Above it leverage is rebuilding, as a fraction a year; 0.15.
    pub high: f64,
}

impl Read for Basis {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["future", "spot", "days", "low", "high"]);
        let read = Self {
            future: known(&mut fields, "future", PRICE),
            spot: known(&mut fields, "spot", PRICE),
            days: known(&mut fields, "days", DAYS),
            low: threshold(&mut fields, "low", 0.10, (-10.0, 10.0)),
            high: threshold(&mut fields, "high", 0.15, (-10.0, 10.0)),
        };
        if read.low > read.high {
            fields.blame(contradiction(&fields, "low", read.low, &format!("at most high, {}", read.high)));
        }
        fields.finish(read)
    }
}

impl Signal for Basis {
    const KIND: &'static str = "basis";

    fn answer(&self) -> Result<Value> {
        let raw = self.future.zip(self.spot).and_then(|(future, spot)| finite(raw_basis(future, spot)));
        let dated = raw.zip(self.days);
        let simple = dated.and_then(|(raw, days)| annual_simple(raw, days));
        Ok(Value::object()
            .with("raw", raw)
            .with("simple", simple)
            .with("compound", dated.and_then(|(raw, days)| annual_compound(raw, days)))
            .with("state", simple.map(|simple| basis_state(simple, self.low, self.high))))
    }
}

/// Expiries of one asset against one spot price.
#[derive(Clone, Debug, Default)]
pub struct TermStructure {
    /// Spot price at the instant of the quotes.
    pub spot: Option<f64>,
    /// Days to expiry and price, any order; a price may be missing.
    pub quotes: Vec<(f64, Option<f64>)>,
    /// Expiries below it are left out, since annualising explodes; 3 days, an author's choice.
    pub min_days: f64,
}

impl Read for TermStructure {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["spot", "quotes", "minDays"]);
        let spot = known(&mut fields, "spot", PRICE);
        let mut quotes = Vec::new();
        for node in fields.list("quotes") {
            let Some(quote) = fields.take(quote(node)) else { break };
            quotes.push(quote);
        }
        let quotes = ordered(&quotes, |a: &(f64, Option<f64>), b| a.0.total_cmp(&b.0));
        if let Some(twice) = quotes.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            let field = fields.path_to("quotes");
            fields.blame(fault!(Code::DataDuplicated, field, format!("{} days twice", twice[0].0), "one a day"));
        }
        let read = Self { spot, quotes, min_days: threshold(&mut fields, "minDays", 3.0, DAYS) };
        fields.finish(read)
    }
}

fn quote(node: Node) -> Result<(f64, Option<f64>)> {
    let [days, price] = pair(node, "a pair of days and a price")?;
    let path = days.path().to_owned();
    let days = number(days, DAYS)?.ok_or_else(|| fault!(Code::AttributeInvalid, path, "null", "days to expiry"))?;
    Ok((days, number(price, PRICE)?))
}

impl TermStructure {
    /// Days and price of the expiries that count, nearest first.
    #[must_use]
    pub fn counted(&self) -> Vec<(f64, f64)> {
        let counts = |(days, price): &(f64, Option<f64>)| price.map(|price| (*days, price));
        self.quotes.iter().filter_map(counts).filter(|(days, _)| *days > 0.0 && *days >= self.min_days).listed()
    }

    /// Simple annual basis of each of `quotes` over the spot.
    #[must_use]
    pub fn annualised(spot: f64, quotes: &[(f64, f64)]) -> Vec<Option<f64>> {
        quotes.iter().map(|(days, price)| annual_simple(raw_basis(*price, spot), *days)).listed()
    }

    /// Simple annual rate between each pair of neighbours, `(F₂/F₁ − 1)·365/(d₂ − d₁)`.
    #[must_use]
    pub fn forward(quotes: &[(f64, f64)]) -> Vec<Option<f64>> {
        let leg = |pair: &[(f64, f64)]| annual_simple(raw_basis(pair[1].1, pair[0].1), pair[1].0 - pair[0].0);
        quotes.windows(2).map(leg).listed()
    }
}

/// `contango` where all are above 0, `backwardation` where all are below, else `mixed`; nothing where one is missing.
#[must_use]
pub fn shape(annualised: &[Option<f64>]) -> Option<&'static str> {
    let all: Vec<f64> = annualised.iter().copied().listed_if_known()?;
    if all.is_empty() {
        None
    } else if all.iter().all(|basis| *basis > 0.0) {
        Some("contango")
    } else if all.iter().all(|basis| *basis < 0.0) {
        Some("backwardation")
    } else {
        Some("mixed")
    }
}

impl Signal for TermStructure {
    const KIND: &'static str = "term_structure";

    fn answer(&self) -> Result<Value> {
        let counted = self.counted();
        let annualised = match self.spot {
            Some(spot) => Self::annualised(spot, &counted),
            None => vec![None; counted.len()],
        };
        let days: Vec<f64> = counted.iter().map(|(days, _)| *days).listed();
        Ok(Value::object()
            .with("days", days)
            .with("annualised", super::nullable(&annualised))
            .with("forward", super::nullable(&Self::forward(&counted)))
            .with("shape", shape(&annualised))
            .with("excluded", self.quotes.len() - counted.len()))
    }
}
