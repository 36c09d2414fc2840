//! Gamma of dealers: what each strike adds at the spot, the sum as a function of price, and every price where it changes
//! sign.

use crate::engine::market::{Snapshot, TimeMs};
use crate::engine::order::ordered;
use crate::engine::signals::gamma::{GRID_ENDS, GRID_NODES, GammaBook, OptionInterest, SignMode, nearest_zero};
use crate::engine::signals::known::finite;
use crate::engine::snapshot::OptionChain;
use crate::lists::Listed;
use crate::value::Value;

use super::request::Asked;
use super::spot::spot_at;
use super::{DAY_MS, Given};

/// Prices at which the curve is computed.
const CURVE_NODES: usize = 121;

/// What one strike adds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StrikeGamma {
    /// Strike.
    pub strike: f64,
    /// US dollars traded for a move of 1 % at the spot.
    pub gex_1pct: f64,
}

/// The gamma of all options.
#[derive(Clone, Debug, PartialEq)]
pub struct GammaReading {
    /// When the chains were seen.
    pub time_ms: TimeMs,
    /// Venues of the chains.
    pub venues: Vec<String>,
    /// Price of the coin then.
    pub spot: f64,
    /// How the sign of dealers' positions is guessed, or that it is known.
    pub sign_mode: SignMode,
    /// Sum at the spot: US dollars traded for a move of 1 %.
    pub gex_1pct: Option<f64>,
    /// What each strike adds at the spot, ascending.
    pub strikes: Vec<StrikeGamma>,
    /// Price and sum there, ascending, within the window.
    pub curve: Vec<(f64, f64)>,
    /// Every price on the grid at which the sum changes sign.
    pub zeros: Vec<f64>,
    /// Ends of the grid.
    pub grid: (f64, f64),
    /// How many options have all that is needed, and how many there are.
    pub covered: (usize, usize),
    /// Who gives it.
    pub given: Given,
}

impl GammaReading {
    /// The latest chain of each venue at the latest instant; nothing without chains, a spot, or open interest.
    #[must_use]
    pub fn of(snapshot: &Snapshot, asked: &Asked) -> Option<Self> {
        let counts = |chain: &&OptionChain| chain.time_ms <= snapshot.as_of_ms && asked.counts(&chain.venue);
        let chains: Vec<&OptionChain> = snapshot.beside.options.iter().filter(counts).listed();
        let time_ms = chains.iter().map(|chain| chain.time_ms).max()?;
        let chains: Vec<&OptionChain> = chains.into_iter().filter(|chain| chain.time_ms == time_ms).listed();
        let spot = spot_at(snapshot, time_ms)?;
        let options: Vec<OptionInterest> = chains.iter().flat_map(|chain| interests(chain)).listed();
        let book = GammaBook::new(&options, asked.sign_mode, 1.0);
        if book.covered() == 0 {
            return None;
        }
        let (low, high) = (spot * (1.0 - asked.gamma_window), spot * (1.0 + asked.gamma_window));
        let price = |node: usize| low + (high - low) * node as f64 / (CURVE_NODES - 1) as f64;
        let mut venues: Vec<String> = chains.iter().map(|chain| chain.venue.clone()).listed();
        venues.dedup();
        Some(Self {
            time_ms,
            venues,
            spot,
            sign_mode: asked.sign_mode,
            gex_1pct: finite(book.gex_1pct(spot)),
            strikes: strikes(&options, asked.sign_mode, spot),
            curve: (0..CURVE_NODES).map(price).map(|price| (price, book.gex_1pct(price))).listed(),
            zeros: book.zeros(spot),
            grid: (spot * GRID_ENDS.0, spot * GRID_ENDS.1),
            covered: (book.covered(), options.len()),
            given: Given::by(chains.iter().map(|chain| &chain.origin)),
        })
    }

    /// The zero nearest to the spot.
    #[must_use]
    pub fn nearest(&self) -> Option<f64> {
        nearest_zero(&self.zeros, self.spot)
    }
}

/// Options in coins, whatever a contract of the venue is.
fn interests(chain: &OptionChain) -> Vec<OptionInterest> {
    let coins = |column: &Option<Vec<f64>>, row: usize| {
        column.as_ref().map(|contracts| contracts[row] * chain.contract_multiplier)
    };
    let days = |row: usize| (chain.expiry_ms[row] - chain.time_ms).max(0) as f64 / DAY_MS as f64;
    let option = |row: usize| OptionInterest {
        option_type: chain.option_type[row],
        strike: chain.strike[row],
        iv: chain.iv.as_ref().map(|iv| iv[row]),
        days: Some(days(row)),
        oi: coins(&chain.open_interest, row),
        dealer_position: coins(&chain.dealer_position, row),
    };
    (0..chain.strike.len()).map(option).listed()
}

fn strikes(options: &[OptionInterest], mode: SignMode, spot: f64) -> Vec<StrikeGamma> {
    let mut found: Vec<f64> = options.iter().map(|option| option.strike).listed();
    found = ordered(&found, f64::total_cmp);
    found.dedup();
    let adds = |strike: f64| {
        let own: Vec<OptionInterest> = options.iter().filter(|option| option.strike == strike).copied().listed();
        StrikeGamma { strike, gex_1pct: GammaBook::new(&own, mode, 1.0).gex_1pct(spot) }
    };
    found.into_iter().map(adds).filter(|strike| strike.gex_1pct != 0.0).listed()
}

impl From<&GammaReading> for Value {
    fn from(reading: &GammaReading) -> Self {
        let column = |values: &mut dyn Iterator<Item = f64>| Self::Numbers(values.listed());
        let (strikes, curve) = (&reading.strikes, &reading.curve);
        let object = Self::object()
            .with("timeMs", reading.time_ms)
            .with("venues", Self::List(reading.venues.iter().map(Self::from).listed()))
            .with("spot", reading.spot)
            .with("signMode", reading.sign_mode.as_str())
            .with("gex1pct", reading.gex_1pct)
            .with("zeroGamma", Self::Numbers(reading.zeros.clone()))
            .with("headline", reading.nearest())
            .with("gridNodes", GRID_NODES)
            .with("gridLow", reading.grid.0)
            .with("gridHigh", reading.grid.1)
            .with("covered", reading.covered.0)
            .with("options", reading.covered.1)
            .with("strike", column(&mut strikes.iter().map(|strike| strike.strike)))
            .with("strikeGex1pct", column(&mut strikes.iter().map(|strike| strike.gex_1pct)))
            .with("price", column(&mut curve.iter().map(|(price, _)| *price)))
            .with("priceGex1pct", column(&mut curve.iter().map(|(_, gex)| *gex)));
        reading.given.put(object)
    }
}
