//! Chains of options with a smile, and open interest whose gamma changes sign at a given price.

use super::{DAY_MS, rounded, source};
use liquidation_widgets::engine::signals::gamma::gamma;
use liquidation_widgets::engine::signals::options::deviation;
use serde_json::{Value, json};

/// Distances of strikes from the nearest round one, in steps.
const STRIKES: std::ops::RangeInclusive<i32> = -5..=5;
/// Curvature of the smile.
const CURVATURE: f64 = 0.035;

/// What a chain looks like.
pub(super) struct Shape {
    /// When it is quoted.
    pub(super) time_ms: i64,
    /// Spot.
    pub(super) spot: f64,
    /// Distance between strikes.
    pub(super) step: f64,
    /// Volatility at the money, a fraction a year.
    pub(super) at_the_money: f64,
    /// Volatility of the 25-delta call less that of the put, a fraction a year.
    pub(super) reversal: f64,
    /// Annualised basis that forwards have.
    pub(super) basis: f64,
    /// Price at which gamma changes its sign, with dealers long calls and short puts.
    pub(super) flips_at: f64,
    /// Expiries.
    pub(super) expiries: [i64; 2],
}

/// One option.
struct Quote {
    expiry_ms: i64,
    call: bool,
    strike: f64,
    iv: f64,
    forward: f64,
    contracts: f64,
    days: f64,
}

impl Quote {
    /// Gamma of the open contracts at a price.
    fn gamma_at(&self, price: f64) -> f64 {
        self.contracts * gamma(price, self.strike, deviation(self.iv, self.days))
    }
}

impl Shape {
    fn quotes(&self) -> Vec<Quote> {
        let middle = (self.spot / self.step).round();
        let mut quotes = Vec::new();
        for expiry_ms in self.expiries {
            let days = (expiry_ms - self.time_ms) as f64 / DAY_MS as f64;
            let forward = rounded(self.spot * (1.0 + self.basis * days / 365.0), 2);
            for index in STRIKES {
                let strike = (middle + f64::from(index)) * self.step;
                let along = libm::log(strike / forward) / deviation(self.at_the_money, days);
                let slope = self.reversal / (2.0 * 0.6745 * self.at_the_money);
                let iv = rounded(self.at_the_money * (1.0 + slope * along + CURVATURE * along * along).max(0.2), 4);
                for call in [true, false] {
                    let crowd = if call { f64::from(index - 2) } else { f64::from(index + 2) };
                    let contracts = 2600.0 * libm::exp(-crowd * crowd / 7.0);
                    quotes.push(Quote { expiry_ms, call, strike, iv, forward, contracts, days });
                }
            }
        }
        let at = |call: bool| {
            quotes.iter().filter(|quote| quote.call == call).map(|q| q.gamma_at(self.flips_at)).sum::<f64>()
        };
        let calls = at(false) / at(true);
        for quote in &mut quotes {
            quote.contracts = (if quote.call { quote.contracts * calls } else { quote.contracts }).round();
        }
        quotes
    }
}

/// The table of one instant.
pub(super) fn table(shape: &Shape) -> Value {
    let quotes = shape.quotes();
    json!({
        "basis": "simulated",
        "source": source("Simulated, with the skew that the article describes"),
        "time_ms": shape.time_ms,
        "venue": "deribit",
        "contract_multiplier": 1,
        "expiry_ms": quotes.iter().map(|quote| quote.expiry_ms).collect::<Vec<_>>(),
        "type": quotes.iter().map(|quote| if quote.call { "call" } else { "put" }).collect::<Vec<_>>(),
        "strike": quotes.iter().map(|quote| quote.strike).collect::<Vec<_>>(),
        "iv": quotes.iter().map(|quote| quote.iv).collect::<Vec<_>>(),
        "open_interest": quotes.iter().map(|quote| quote.contracts).collect::<Vec<_>>(),
        "forward": quotes.iter().map(|quote| quote.forward).collect::<Vec<_>>(),
    })
}
