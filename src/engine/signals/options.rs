//! Black-76 on the forward: deltas, strikes at a delta, and the 25-delta risk reversal.
//!
//! Volatilities are fractions a year, T = days/365, the rate is 0 and delta is undiscounted. **The risk reversal is call
//! minus put in volatility points: negative means puts are dearer.** Traps: put-minus-call and at-the-money-normalised
//! versions exist, so print the formula; Deribit's greeks use plain Black–Scholes delta with the volatility on the
//! forward while its account totals are premium-adjusted; never mix expiries.

use super::Signal;
use super::known::{DAYS, PRICE, finite, known, threshold};
use crate::engine::distribution::{normal_probability, normal_quantile};
use crate::engine::order::ordered;
use crate::error::Result;
use crate::lists::Listed;
use crate::texts::words_of;
use crate::value::{Fields, Node, Read, Value};

const DAYS_OF_YEAR: f64 = 365.0;
/// Volatility as a fraction a year.
pub(super) const VOLATILITY: (f64, f64) = (1e-4, 100.0);
/// Absolute delta, the ends left out.
const DELTA: (f64, f64) = (1e-9, 1.0 - 1e-9);

/// A right to buy or to sell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OptionType {
    /// The right to buy.
    #[default]
    Call,
    /// The right to sell.
    Put,
}

impl OptionType {
    /// Both, calls first.
    pub const BOTH: [Self; 2] = [Self::Call, Self::Put];

    /// `call` or `put`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Put => "put",
        }
    }

    /// The field `key`, which must be there.
    pub(super) fn of(fields: &mut Fields, key: &str) -> Self {
        Self::BOTH[fields.word(key, &words_of!(Self::BOTH))]
    }
}

/// `σ√T` of a volatility and days to expiry.
#[must_use]
pub fn deviation(iv: f64, days: f64) -> f64 {
    iv * (days / DAYS_OF_YEAR).sqrt()
}

/// `d₁ = [ln(F/K) + ½σ²T] / σ√T`.
#[must_use]
pub fn d1(forward: f64, strike: f64, deviation: f64) -> f64 {
    libm::log(forward / strike) / deviation + 0.5 * deviation
}

/// Undiscounted Black-76 delta: `Φ(d₁)` of a call, `Φ(d₁) − 1` of a put, which is negative.
#[must_use]
pub fn delta(option_type: OptionType, forward: f64, strike: f64, deviation: f64) -> f64 {
    let d1 = d1(forward, strike, deviation);
    match option_type {
        OptionType::Call => normal_probability(d1),
        OptionType::Put => -normal_probability(-d1),
    }
}

/// The strike whose absolute delta is `delta`: `K = F·exp(−σ√T·d₁ + ½σ²T)`, d₁ = Φ⁻¹(δ) of a call, Φ⁻¹(1 − δ) of a put.
#[must_use]
pub fn strike_at_delta(option_type: OptionType, forward: f64, deviation: f64, delta: f64) -> Option<f64> {
    let d1 = match option_type {
        OptionType::Call => normal_quantile(delta),
        OptionType::Put => -normal_quantile(delta),
    };
    finite(forward * libm::exp(-deviation * d1 + 0.5 * deviation * deviation))
}

/// What is asked of [`strike_at_delta`].
#[derive(Clone, Debug, Default)]
pub struct DeltaStrike {
    /// Price of the forward.
    pub forward: Option<f64>,
    /// Days to expiry.
    pub days: Option<f64>,
    /// Volatility as a fraction a year.
    pub iv: Option<f64>,
    /// Absolute delta, 0.25 for 25 delta.
    pub delta: Option<f64>,
    /// Call or put.
    pub option_type: OptionType,
}

impl Read for DeltaStrike {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["forward", "days", "iv", "delta", "type"]);
        let read = Self {
            forward: known(&mut fields, "forward", PRICE),
            days: known(&mut fields, "days", DAYS),
            iv: known(&mut fields, "iv", VOLATILITY),
            delta: known(&mut fields, "delta", DELTA),
            option_type: OptionType::of(&mut fields, "type"),
        };
        fields.finish(read)
    }
}

impl Signal for DeltaStrike {
    const KIND: &'static str = "delta_strike";

    fn answer(&self) -> Result<Value> {
        let strike = || {
            let deviation = deviation(self.iv?, self.days?);
            strike_at_delta(self.option_type, self.forward?, deviation, self.delta?)
        };
        Ok(Value::object().with("strike", strike()))
    }
}

/// A quoted option of one expiry.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SmileQuote {
    /// Call or put.
    pub option_type: OptionType,
    /// Strike.
    pub strike: f64,
    /// Its own volatility as a fraction a year; missing where it is not quoted.
    pub iv: Option<f64>,
}

impl Read for SmileQuote {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["type", "strike", "iv"]);
        let read = Self {
            option_type: OptionType::of(&mut fields, "type"),
            strike: fields.number_within("strike", PRICE.0, PRICE.1),
            iv: known(&mut fields, "iv", VOLATILITY),
        };
        fields.finish(read)
    }
}

/// Volatility at an absolute delta of the quotes of one type, linear in |Δ| between the two that bracket it.
///
/// Each quote's delta comes from its own volatility. Nothing where no two quotes bracket the delta, and on expiry.
#[must_use]
pub fn volatility_at_delta(
    quotes: &[SmileQuote],
    option_type: OptionType,
    forward: f64,
    days: f64,
    at: f64,
) -> Option<f64> {
    let own = quotes.iter().filter(|quote| quote.option_type == option_type && days > 0.0);
    let point = |quote: &SmileQuote| {
        let iv = quote.iv?;
        Some((delta(option_type, forward, quote.strike, deviation(iv, days)).abs(), iv))
    };
    let points: Vec<(f64, f64)> = own.filter_map(point).listed();
    let points = ordered(&points, |a, b| a.0.total_cmp(&b.0));
    let bracket = points.windows(2).find(|pair| pair[0].0 <= at && at <= pair[1].0)?;
    let ((low, low_iv), (high, high_iv)) = (bracket[0], bracket[1]);
    if high > low { finite(low_iv + (high_iv - low_iv) * (at - low) / (high - low)) } else { Some(low_iv) }
}

/// What is asked of one expiry's smile.
#[derive(Clone, Debug, Default)]
pub struct RiskReversal {
    /// Price of the forward.
    pub forward: Option<f64>,
    /// Days to expiry of all quotes.
    pub days: Option<f64>,
    /// The quotes, any order.
    pub quotes: Vec<SmileQuote>,
    /// Absolute delta; 0.25.
    pub delta: f64,
}

impl Read for RiskReversal {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["forward", "days", "quotes", "delta"]);
        let read = Self {
            forward: known(&mut fields, "forward", PRICE),
            days: known(&mut fields, "days", DAYS),
            quotes: fields.list_of("quotes"),
            delta: threshold(&mut fields, "delta", 0.25, DELTA),
        };
        fields.finish(read)
    }
}

impl Signal for RiskReversal {
    const KIND: &'static str = "risk_reversal_25";

    fn answer(&self) -> Result<Value> {
        let side = |option_type| volatility_at_delta(&self.quotes, option_type, self.forward?, self.days?, self.delta);
        let (call, put) = (side(OptionType::Call), side(OptionType::Put));
        let points = call.zip(put).map(|(call, put)| 100.0 * (call - put));
        Ok(Value::object().with("callIv", call).with("putIv", put).with("rr25", points))
    }
}
