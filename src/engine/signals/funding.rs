//! Funding rates of perpetuals. Positive: longs pay shorts.
//!
//! Rates are fractions per settlement interval; the 8-hour equivalent and the annual rates are named so. A predicted
//! rate is not a settled one; nothing here knows which of the two it is given.

use super::Signal;
use super::known::{AMOUNT, RATE, contradiction, finite, known, ratio, threshold};
use crate::error::Result;
use crate::lists::Listed;
use crate::value::{Fields, Node, Read, Value};

/// Hours that a rate is converted to, so that venues compare.
const COMMON_HOURS: f64 = 8.0;
const HOURS_OF_YEAR: f64 = 8760.0;
/// Interval lengths: a minute to a week.
const HOURS: (f64, f64) = (1.0 / 60.0, 168.0);

/// A venue's constants. All are fractions; interest and clamp belong to 8 hours, floor and cap to one interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FundingTerms {
    /// Interest rate of 8 hours; 0.01 %.
    pub interest: f64,
    /// How far the premium pulls the rate from the interest; 0.05 %.
    pub clamp: f64,
    /// Lowest rate of one interval.
    pub floor: Option<f64>,
    /// Highest rate of one interval.
    pub cap: Option<f64>,
}

impl Default for FundingTerms {
    fn default() -> Self {
        Self { interest: 0.0001, clamp: 0.0005, floor: None, cap: None }
    }
}

impl FundingTerms {
    /// Rate of an interval of `interval_h` hours, `[P̄ + clamp(I − P̄, ±c)] / (8/N)`, then limited to floor and cap.
    ///
    /// Source: Binance's announcement effective 2025-09-18 08:01 UTC. Traps: some pages swap the clamp's bounds or print
    /// a product for the sum; floor and cap bind the interval's rate, not its 8-hour equivalent.
    #[must_use]
    pub fn rate(&self, average_premium: f64, interval_h: f64) -> f64 {
        let pull = (self.interest - average_premium).max(-self.clamp).min(self.clamp);
        let rate = (average_premium + pull) / (COMMON_HOURS / interval_h);
        let floored = self.floor.map_or(rate, |floor| rate.max(floor));
        self.cap.map_or(floored, |cap| floored.min(cap))
    }
}

/// The 8-hour equivalent of a rate per `interval_h` hours.
#[must_use]
pub fn per_8h(rate: f64, interval_h: f64) -> f64 {
    rate * COMMON_HOURS / interval_h
}

/// A year's rate without reinvestment: rate × intervals of a day × 365.
#[must_use]
pub fn annual_simple(rate: f64, interval_h: f64) -> f64 {
    rate * (24.0 / interval_h) * 365.0
}

/// A year's rate with reinvestment, `(1 + r)^(8760/N) − 1`; nothing at −1 and below, and where it overflows.
#[must_use]
pub fn annual_compound(rate: f64, interval_h: f64) -> Option<f64> {
    if rate <= -1.0 {
        return None;
    }
    finite(libm::expm1(HOURS_OF_YEAR / interval_h * libm::log1p(rate)))
}

/// What is asked of [`FundingTerms::rate`].
#[derive(Clone, Debug, Default)]
pub struct FundingRate {
    /// Mean premium of the interval as a fraction.
    pub avg_premium: Option<f64>,
    /// Hours between settlements.
    pub interval_h: Option<f64>,
    /// The venue's constants.
    pub terms: FundingTerms,
}

impl Read for FundingRate {
    fn read(node: Node) -> Result<Self> {
        let keys = ["avgPremium", "intervalH", "interest", "clamp", "floor", "cap"];
        let mut fields = node.fields_of_either_case(&keys);
        let defaults = FundingTerms::default();
        let read = Self {
            avg_premium: known(&mut fields, "avgPremium", RATE),
            interval_h: known(&mut fields, "intervalH", HOURS),
            terms: FundingTerms {
                interest: threshold(&mut fields, "interest", defaults.interest, RATE),
                clamp: threshold(&mut fields, "clamp", defaults.clamp, (0.0, 1.0)),
                floor: fields.optional_within("floor", RATE.0, RATE.1),
                cap: fields.optional_within("cap", RATE.0, RATE.1),
            },
        };
        check_limits(&mut fields, &read.terms);
        fields.finish(read)
    }
}

fn check_limits(fields: &mut Fields, terms: &FundingTerms) {
    if let (Some(floor), Some(cap)) = (terms.floor, terms.cap)
        && floor > cap
    {
        fields.blame(contradiction(fields, "floor", floor, &format!("at most cap, {cap}")));
    }
}

impl Signal for FundingRate {
    const KIND: &'static str = "funding_rate";

    fn answer(&self) -> Result<Value> {
        let (premium, hours) = (self.avg_premium, self.interval_h);
        let rate = premium.zip(hours).map(|(premium, hours)| self.terms.rate(premium, hours)).and_then(finite);
        let of = |formula: fn(f64, f64) -> f64| rate.zip(hours).and_then(|(rate, hours)| finite(formula(rate, hours)));
        Ok(Value::object()
            .with("rate", rate)
            .with("rate8h", of(per_8h))
            .with("annualSimple", of(annual_simple))
            .with("annualCompound", rate.zip(hours).and_then(|(rate, hours)| annual_compound(rate, hours))))
    }
}

/// One venue of a weighted rate.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct VenueFunding {
    /// Open interest, in one currency for all venues. Trap: contracts of coin-margined venues are no US dollars.
    pub oi: Option<f64>,
    /// Rate of one interval as a fraction.
    pub rate: Option<f64>,
    /// Hours of that interval.
    pub interval_h: Option<f64>,
}

/// `Σ OI·r8h / Σ OI` over the venues of which all is known; nothing where their open interest is 0.
#[must_use]
pub fn oi_weighted(venues: &[VenueFunding]) -> Option<f64> {
    let (mut sum, mut weights) = (0.0, 0.0);
    for (oi, rate_8h) in venues.iter().filter_map(VenueFunding::weighed) {
        sum += oi * rate_8h;
        weights += oi;
    }
    ratio(sum, weights)
}

impl VenueFunding {
    /// Open interest and 8-hour rate, where all is known.
    #[must_use]
    pub fn weighed(&self) -> Option<(f64, f64)> {
        Some((self.oi?, per_8h(self.rate?, self.interval_h?)))
    }
}

impl Read for VenueFunding {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["venue", "oi", "rate", "intervalH"]);
        fields.optional_text("venue");
        let read = Self {
            oi: known(&mut fields, "oi", AMOUNT),
            rate: known(&mut fields, "rate", RATE),
            interval_h: known(&mut fields, "intervalH", HOURS),
        };
        fields.finish(read)
    }
}

/// What is asked of [`oi_weighted`].
#[derive(Clone, Debug, Default)]
pub struct OiWeightedFunding {
    /// The venues, all in one currency.
    pub venues: Vec<VenueFunding>,
}

impl Read for OiWeightedFunding {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["venues"]);
        let read = Self { venues: fields.list_of("venues") };
        fields.finish(read)
    }
}

impl Signal for OiWeightedFunding {
    const KIND: &'static str = "oi_weighted_funding";

    fn answer(&self) -> Result<Value> {
        let rows: Vec<Value> =
            self.venues.iter().map(|venue| venue.weighed().and_then(|(_, rate_8h)| finite(rate_8h)).into()).listed();
        let covered = self.venues.iter().filter(|venue| venue.weighed().is_some()).count();
        Ok(Value::object()
            .with("rate8h", oi_weighted(&self.venues))
            .with("venueRates8h", Value::List(rows))
            .with("covered", covered)
            .with("venues", self.venues.len()))
    }
}
