//! Price × open interest × funding: what a market's positions look like, in one of 27 cells.
//!
//! A description, not a prediction: no peer-reviewed support for divergence of open interest as a predictor was found.
//! **Open interest in coins:** in US dollars it falls with the price alone (`CoinDesk`, 2025-10-15). All bands are an
//! author's.

use super::Signal;
use super::funding::per_8h;
use super::known::{AMOUNT, PERCENT, PRICE, RATE, Range, contradiction, finite, known, ratio, threshold};
use crate::error::Result;
use crate::value::{Fields, Node, Read, Value};

/// Where a change lies against its band; on the edge of the band it is flat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// Above the band.
    Up,
    /// Within the band, its edges included.
    Flat,
    /// Below the band.
    Down,
}

impl Move {
    /// All three, upwards first: the order of the table.
    pub const ALL: [Self; 3] = [Self::Up, Self::Flat, Self::Down];

    /// The move of `change` against `±band`.
    #[must_use]
    pub fn of(change: f64, band: f64) -> Self {
        if change > band {
            Self::Up
        } else if change < -band {
            Self::Down
        } else {
            Self::Flat
        }
    }

    /// `up`, `flat` or `down`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Flat => "flat",
            Self::Down => "down",
        }
    }

    /// `pos`, `neutral` or `neg`, of a funding rate.
    #[must_use]
    pub const fn as_sign(self) -> &'static str {
        match self {
            Self::Up => "pos",
            Self::Flat => "neutral",
            Self::Down => "neg",
        }
    }
}

/// Labels by price, open interest and funding, each from up to down.
const TABLE: [[[&str; 3]; 3]; 3] = [
    [
        ["crowded_longs", "leverage_building", "shorts_adding"],
        ["spot_led", "spot_led", "spot_led"],
        ["short_covering", "short_covering", "short_covering"],
    ],
    [["coiled_long", "coiled", "coiled_short"], ["quiet", "quiet", "quiet"], ["derisking", "derisking", "derisking"]],
    [
        ["longs_averaging_down", "new_positions_down", "new_shorts"],
        ["latent_fragility", "drift_down", "drift_down"],
        ["long_deleveraging", "long_deleveraging", "long_deleveraging"],
    ],
];

/// The label of a cell.
#[must_use]
pub const fn regime_label(price: Move, open_interest: Move, funding: Move) -> &'static str {
    TABLE[price as usize][open_interest as usize][funding as usize]
}

/// What is asked of the table. Each change is given in percent, or as two levels.
#[derive(Clone, Debug, Default)]
pub struct Regime {
    /// Change of the price in percent.
    pub price_pct: Option<f64>,
    /// Change of open interest in coins, in percent.
    pub oi_coin_pct: Option<f64>,
    /// Funding rate of 8 hours as a fraction.
    pub funding_8h: Option<f64>,
    /// Price changes within it are flat, in percent; 1.
    pub price_band: f64,
    /// Changes of open interest within it are flat, in percent; 1.
    pub oi_band: f64,
    /// Funding rates within it are neutral, as a fraction of 8 hours; 0.00005.
    pub funding_band: f64,
}

impl Read for Regime {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&[
            "pricePct",
            "priceFrom",
            "priceTo",
            "oiCoinPct",
            "oiCoinFrom",
            "oiCoinTo",
            "funding8h",
            "fundingRate",
            "intervalH",
            "priceBand",
            "oiBand",
            "fundingBand",
        ]);
        let read = Self {
            price_pct: change_pct(&mut fields, ["pricePct", "priceFrom", "priceTo"], PRICE),
            oi_coin_pct: change_pct(&mut fields, ["oiCoinPct", "oiCoinFrom", "oiCoinTo"], AMOUNT),
            funding_8h: funding_8h(&mut fields),
            price_band: threshold(&mut fields, "priceBand", 1.0, (0.0, 100.0)),
            oi_band: threshold(&mut fields, "oiBand", 1.0, (0.0, 100.0)),
            funding_band: threshold(&mut fields, "fundingBand", 0.000_05, (0.0, 1.0)),
        };
        fields.finish(read)
    }
}

/// The change under the first of `keys`, or from the level under the second to the one under the third.
fn change_pct(fields: &mut Fields, keys: [&str; 3], levels: Range) -> Option<f64> {
    if !fields.has_key(keys[1]) && !fields.has_key(keys[2]) {
        return known(fields, keys[0], PERCENT);
    }
    if fields.has_key(keys[0]) {
        fields.blame(contradiction(fields, keys[0], "given", "left out where the two levels are given"));
    }
    let (from, to) = (known(fields, keys[1], levels), known(fields, keys[2], levels));
    from.zip(to).and_then(|(from, to)| ratio(100.0 * (to - from), from))
}

fn funding_8h(fields: &mut Fields) -> Option<f64> {
    if !fields.has_key("fundingRate") && !fields.has_key("intervalH") {
        return known(fields, "funding8h", RATE);
    }
    if fields.has_key("funding8h") {
        fields.blame(contradiction(fields, "funding8h", "given", "left out where fundingRate is given"));
    }
    let (rate, hours) = (known(fields, "fundingRate", RATE), known(fields, "intervalH", (1.0 / 60.0, 168.0)));
    rate.zip(hours).and_then(|(rate, hours)| finite(per_8h(rate, hours)))
}

impl Signal for Regime {
    const KIND: &'static str = "regime";

    fn answer(&self) -> Result<Value> {
        let price = self.price_pct.map(|change| Move::of(change, self.price_band));
        let oi = self.oi_coin_pct.map(|change| Move::of(change, self.oi_band));
        let funding = self.funding_8h.map(|rate| Move::of(rate, self.funding_band));
        let label = || Some(regime_label(price?, oi?, funding?));
        Ok(Value::object()
            .with("price", price.map(Move::as_str))
            .with("oi", oi.map(Move::as_str))
            .with("funding", funding.map(Move::as_sign))
            .with("label", label())
            .with("pricePct", self.price_pct)
            .with("oiCoinPct", self.oi_coin_pct)
            .with("funding8h", self.funding_8h)
            .with("priceBand", self.price_band)
            .with("oiBand", self.oi_band)
            .with("fundingBand", self.funding_band))
    }
}
