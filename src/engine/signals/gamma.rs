//! Gamma held by dealers by price, and the prices at which it changes sign.
//!
//! `GEX(S) = Σ sign·Γ(S)·OI·multiplier·S²·0.01`: US dollars that hedgers trade for a move of 1 %, volatilities held.
//! Positive: they sell into rises and buy into falls. Trap: `naive` signs are unreliable in crypto; positions
//! reconstructed from takers' trades are better where there are any (Glassnode, December 2025), so show the mode.

use super::Signal;
use super::known::{AMOUNT, DAYS, PRICE, SIGNED, column_of, contradiction, finite, known, threshold};
use super::options::{OptionType, VOLATILITY, d1, deviation};
use crate::engine::distribution::normal_density;
use crate::error::Result;
use crate::lists::Listed;
use crate::texts::words_of;
use crate::value::{Node, Read, Value};

/// Nodes of the grid on which changes of sign are looked for. Two roots between neighbours are missed.
pub const GRID_NODES: usize = 401;
/// Ends of the grid as parts of the spot.
pub const GRID_ENDS: (f64, f64) = (0.5, 1.5);
/// Halvings after which neighbours are as near as doubles are.
const HALVINGS: usize = 100;
/// US dollars for a move of 1 %.
const ONE_PERCENT: f64 = 0.01;

/// How the sign of the dealers' position is guessed, or that it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SignMode {
    /// Dealers are long calls and short puts.
    #[default]
    Naive,
    /// Dealers are short calls and long puts.
    Inverse,
    /// The signed positions of dealers are given.
    Dealer,
}

impl SignMode {
    /// All, the default first.
    pub const ALL: [Self; 3] = [Self::Naive, Self::Inverse, Self::Dealer];

    /// `naive`, `inverse` or `dealer`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Naive => "naive",
            Self::Inverse => "inverse",
            Self::Dealer => "dealer",
        }
    }
}

/// Black-76 gamma per unit of price, `φ(d₁)/(S·σ√T)`.
#[must_use]
pub fn gamma(spot: f64, strike: f64, deviation: f64) -> f64 {
    normal_density(d1(spot, strike, deviation)) / (spot * deviation)
}

/// US dollars traded for a move of 1 %: `Γ·position·multiplier·S²·0.01`.
#[must_use]
pub fn gex_1pct(gamma: f64, position: f64, multiplier: f64, spot: f64) -> f64 {
    gamma * position * multiplier * spot * spot * ONE_PERCENT
}

/// One series of options.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct OptionInterest {
    /// Call or put.
    pub option_type: OptionType,
    /// Strike.
    pub strike: f64,
    /// Volatility as a fraction a year.
    pub iv: Option<f64>,
    /// Days to expiry.
    pub days: Option<f64>,
    /// Contracts outstanding.
    pub oi: Option<f64>,
    /// Contracts that dealers hold, negative when short; for [`SignMode::Dealer`].
    pub dealer_position: Option<f64>,
}

impl Read for OptionInterest {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["type", "strike", "iv", "days", "oi", "dealerPosition"]);
        let read = Self {
            option_type: OptionType::of(&mut fields, "type"),
            strike: fields.number_within("strike", PRICE.0, PRICE.1),
            iv: known(&mut fields, "iv", VOLATILITY),
            days: known(&mut fields, "days", DAYS),
            oi: known(&mut fields, "oi", AMOUNT),
            dealer_position: fields.optional_within("dealerPosition", SIGNED.0, SIGNED.1),
        };
        fields.finish(read)
    }
}

/// A position with what its gamma needs.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Held {
    strike: f64,
    deviation: f64,
    position: f64,
}

impl OptionInterest {
    /// The signed position; nothing where something is unknown, and on expiry.
    fn held(&self, mode: SignMode) -> Option<Held> {
        let sign = if self.option_type == OptionType::Call { 1.0 } else { -1.0 };
        let position = match mode {
            SignMode::Naive => sign * self.oi?,
            SignMode::Inverse => -sign * self.oi?,
            SignMode::Dealer => self.dealer_position?,
        };
        let deviation = deviation(self.iv?, self.days?);
        (deviation > 0.0).then_some(Held { strike: self.strike, deviation, position })
    }
}

/// The gamma of all positions as a function of price.
#[derive(Clone, Debug)]
pub struct GammaBook {
    held: Vec<Held>,
    multiplier: f64,
}

impl GammaBook {
    /// The positions of `options` of which all is known; `multiplier` is coins or shares of one contract.
    #[must_use]
    pub fn new(options: &[OptionInterest], mode: SignMode, multiplier: f64) -> Self {
        Self { held: options.iter().filter_map(|option| option.held(mode)).listed(), multiplier }
    }

    /// How many series count.
    #[must_use]
    pub fn covered(&self) -> usize {
        self.held.len()
    }

    /// US dollars traded for a move of 1 % at `spot`.
    #[must_use]
    pub fn gex_1pct(&self, spot: f64) -> f64 {
        let one =
            |held: &Held| gex_1pct(gamma(spot, held.strike, held.deviation), held.position, self.multiplier, spot);
        self.held.iter().map(one).sum()
    }

    /// All prices within the grid around `spot` at which the sum changes its sign, ascending.
    ///
    /// The grid has [`GRID_NODES`] nodes of equal ratios; each change of sign between nodes is halved to a double.
    #[must_use]
    pub fn zeros(&self, spot: f64) -> Vec<f64> {
        let mut zeros = Vec::new();
        let mut before: Option<(f64, f64)> = None;
        for index in 0..GRID_NODES {
            let price = grid_price(spot, index);
            let value = self.gex_1pct(price);
            if value == 0.0 || !value.is_finite() {
                continue;
            }
            if let Some((low, low_value)) = before
                && (low_value < 0.0) != (value < 0.0)
            {
                zeros.push(self.zero_between(low, low_value, price));
            }
            before = Some((price, value));
        }
        zeros
    }

    fn zero_between(&self, mut low: f64, low_value: f64, mut high: f64) -> f64 {
        for _ in 0..HALVINGS {
            let middle = 0.5 * (low + high);
            let value = self.gex_1pct(middle);
            if value == 0.0 || middle <= low || middle >= high {
                return middle;
            }
            if (value < 0.0) == (low_value < 0.0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        0.5 * (low + high)
    }
}

fn grid_price(spot: f64, index: usize) -> f64 {
    let (low, high) = GRID_ENDS;
    let share = index as f64 / (GRID_NODES - 1) as f64;
    spot * low * libm::exp(share * libm::log(high / low))
}

/// The zero nearest to the spot, the lower one of two as near; nothing where there is none, which is an answer too.
#[must_use]
pub fn nearest_zero(zeros: &[f64], spot: f64) -> Option<f64> {
    let nearer = |best: Option<f64>, zero: &f64| match best {
        Some(best) if (best - spot).abs() <= (zero - spot).abs() => Some(best),
        _ => Some(*zero),
    };
    zeros.iter().fold(None, nearer)
}

/// What is asked of a chain of options.
#[derive(Clone, Debug, Default)]
pub struct DealerGamma {
    /// Price of the underlying.
    pub spot: Option<f64>,
    /// The chain, any order and expiries.
    pub options: Vec<OptionInterest>,
    /// Whose sign; naive when left out.
    pub sign_mode: SignMode,
    /// Coins or shares of one contract; 1.
    pub multiplier: f64,
    /// Further prices at which the gamma is wanted.
    pub at: Vec<f64>,
}

impl Read for DealerGamma {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["spot", "options", "signMode", "multiplier", "at"]);
        let modes = words_of!(SignMode::ALL);
        let sign_mode = match fields.optional("signMode").map(|node| node.word(&modes)) {
            Some(mode) => fields.take(mode).map_or(SignMode::Naive, |mode| SignMode::ALL[mode]),
            None => SignMode::Naive,
        };
        let at = fields.optional("at").map(|node| column_of(node, PRICE));
        let read = Self {
            spot: known(&mut fields, "spot", PRICE),
            options: fields.list_of("options"),
            sign_mode,
            multiplier: threshold(&mut fields, "multiplier", 1.0, (1e-12, 1e12)),
            at: at.and_then(|at| fields.take(at)).unwrap_or_default(),
        };
        let none_signed = read.options.iter().all(|option| option.dealer_position.is_none());
        if sign_mode == SignMode::Dealer && none_signed && !read.options.is_empty() {
            fields.blame(contradiction(&fields, "signMode", "dealer", "another mode where no dealerPosition is given"));
        }
        fields.finish(read)
    }
}

impl Signal for DealerGamma {
    const KIND: &'static str = "dealer_gamma";

    fn answer(&self) -> Result<Value> {
        let book = GammaBook::new(&self.options, self.sign_mode, self.multiplier);
        let spot = self.spot.filter(|_| book.covered() > 0);
        let zeros = spot.map(|spot| book.zeros(spot));
        let headline = spot.and_then(|spot| nearest_zero(zeros.as_ref()?, spot));
        let grid = spot.map(|spot| {
            Value::object()
                .with("nodes", GRID_NODES)
                .with("low", grid_price(spot, 0))
                .with("high", grid_price(spot, GRID_NODES - 1))
        });
        let gex = |price: &f64| if book.covered() > 0 { finite(book.gex_1pct(*price)) } else { None };
        let at: Vec<Option<f64>> = self.at.iter().map(gex).listed();
        Ok(Value::object()
            .with("gex1pct", spot.and_then(|spot| finite(book.gex_1pct(spot))))
            .with("zeroGamma", zeros)
            .with("headline", headline)
            .with("signMode", self.sign_mode.as_str())
            .with("grid", grid)
            .with("covered", book.covered())
            .with("options", self.options.len())
            .with("gexAt", super::nullable(&at)))
    }
}
