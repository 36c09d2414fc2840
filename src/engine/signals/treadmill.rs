//! Whether a run of forced selling is breaking: five conditions, each met, not met or without data. No overall score.
//!
//! `prev` is the window before, `now` the present one, of equal length. Open interest in coins.

use super::Signal;
use super::known::{AMOUNT, RATE, SHARE, SIGNED, known, threshold};
use super::state::{State, with_counts};
use crate::error::Result;
use crate::value::{Fields, Node, Read, Value};

/// A value of the window before and one of the present window.
pub type Pair = (Option<f64>, Option<f64>);

/// What is known of the two windows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Treadmill {
    /// Open interest in coins.
    pub oi_coin: Pair,
    /// Funding rates of equal intervals as fractions.
    pub funding: Pair,
    /// The largest hourly sum of liquidations, US dollars.
    pub burst: Pair,
    /// Share of spot in the volume, as a fraction.
    pub spot_share: Pair,
    /// Cumulative volume delta of spot: bought less sold by takers.
    pub spot_delta: Pair,
    /// Realised volatility of 7 and of 30 days, in one unit.
    pub volatility: Pair,
    /// Fall of open interest that counts, as a fraction; 0.05, an author's.
    pub oi_drop: f64,
}

fn both(pair: Pair) -> Option<(f64, f64)> {
    pair.0.zip(pair.1)
}

impl Treadmill {
    /// Names of the conditions, in the order of [`states`](Self::states).
    pub const NAMES: [&'static str; 5] = ["oi", "funding", "bursts", "spot", "volatility"];

    /// The five conditions: open interest down by `oi_drop` or more; funding nearer to 0; a smaller burst; spot taking
    /// the forced flow; volatility of 7 days below that of 30.
    #[must_use]
    pub fn states(&self) -> [State; 5] {
        let oi = both(self.oi_coin).map(|(before, now)| before - now >= self.oi_drop * before && before > 0.0);
        let funding = both(self.funding).map(|(before, now)| now.abs() < before.abs());
        let bursts = both(self.burst).map(|(before, now)| now < before);
        let volatility = both(self.volatility).map(|(week, month)| week < month);
        [oi, funding, bursts, self.spot_absorbs(), volatility].map(State::of)
    }

    /// Whether the share of spot, or its delta, rises while forced flow continues.
    fn spot_absorbs(&self) -> Option<bool> {
        let rises = |pair: Pair| both(pair).map(|(before, now)| now > before);
        let rising = match (rises(self.spot_share), rises(self.spot_delta)) {
            (Some(share), Some(delta)) => share || delta,
            (share, delta) => share.or(delta)?,
        };
        Some(rising && self.burst.1? > 0.0)
    }
}

impl Read for Treadmill {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&[
            "oiCoinPrev",
            "oiCoinNow",
            "fundingPrev",
            "fundingNow",
            "burstPrev",
            "burstNow",
            "spotSharePrev",
            "spotShareNow",
            "spotDeltaPrev",
            "spotDeltaNow",
            "realised7d",
            "realised30d",
            "oiDrop",
        ]);
        let optional = |fields: &mut Fields, keys: [&str; 2], (low, high): (f64, f64)| {
            let [first, second] = keys.map(|key| fields.optional_within(key, low, high));
            (first, second)
        };
        let read = Self {
            oi_coin: (known(&mut fields, "oiCoinPrev", AMOUNT), known(&mut fields, "oiCoinNow", AMOUNT)),
            funding: (known(&mut fields, "fundingPrev", RATE), known(&mut fields, "fundingNow", RATE)),
            burst: (known(&mut fields, "burstPrev", AMOUNT), known(&mut fields, "burstNow", AMOUNT)),
            spot_share: optional(&mut fields, ["spotSharePrev", "spotShareNow"], SHARE),
            spot_delta: optional(&mut fields, ["spotDeltaPrev", "spotDeltaNow"], SIGNED),
            volatility: optional(&mut fields, ["realised7d", "realised30d"], AMOUNT),
            oi_drop: threshold(&mut fields, "oiDrop", 0.05, SHARE),
        };
        fields.finish(read)
    }
}

impl Signal for Treadmill {
    const KIND: &'static str = "treadmill_breaker";

    fn answer(&self) -> Result<Value> {
        let states = self.states();
        let named = Self::NAMES.iter().zip(&states);
        let object = named.fold(Value::object(), |object, (name, state)| object.with(name, state));
        Ok(with_counts(object, &states))
    }
}
