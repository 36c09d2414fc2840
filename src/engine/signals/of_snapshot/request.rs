//! Which signals are asked for, and the author's levels.

use crate::digits::Plain;
use crate::engine::estimate::length_ms;
use crate::engine::market::{Snapshot, TimeMs};
use crate::engine::signals::gamma::SignMode;
use crate::error::{Code, Result, fault, one_of, told};
use crate::lists::{Growing, Listed};
use crate::texts::words_of;
use crate::value::{Fields, Node, Read};

/// One signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignalKind {
    /// Open interest by venue.
    Oi,
    /// Funding weighted by open interest.
    Funding,
    /// Annualised basis of dated futures.
    Basis,
    /// 25-delta risk reversal by expiry.
    Skew,
    /// Gamma of dealers by price.
    Gamma,
    /// Flows of funds beside liquidations.
    Etf,
    /// Share of perpetuals in what is traded.
    PerpShare,
    /// A yield.
    Yield,
    /// The dollar index.
    Dollar,
    /// Stablecoins on exchanges.
    Stablecoins,
    /// Transfers with a label.
    Whales,
    /// Returns by calendar month.
    Seasonality,
}

impl SignalKind {
    /// All, in the order of the documentation.
    pub const ALL: [Self; 12] = [
        Self::Oi,
        Self::Funding,
        Self::Basis,
        Self::Skew,
        Self::Gamma,
        Self::Etf,
        Self::PerpShare,
        Self::Yield,
        Self::Dollar,
        Self::Stablecoins,
        Self::Whales,
        Self::Seasonality,
    ];

    /// Its word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Oi => "oi",
            Self::Funding => "funding",
            Self::Basis => "basis",
            Self::Skew => "skew",
            Self::Gamma => "gamma",
            Self::Etf => "etf",
            Self::PerpShare => "perp-share",
            Self::Yield => "yield",
            Self::Dollar => "dollar",
            Self::Stablecoins => "stablecoins",
            Self::Whales => "whales",
            Self::Seasonality => "seasonality",
        }
    }

    /// Words of several, each once.
    ///
    /// # Errors
    /// [`Code::AttributeInvalid`] for an unknown word, for one that is there twice, and for none.
    pub fn parse_all<'a>(words: impl IntoIterator<Item = &'a str>) -> Result<Vec<Self>> {
        let all = words_of!(Self::ALL);
        let mut kinds = Vec::new();
        for word in words {
            let kind = Self::ALL.into_iter().find(|kind| kind.as_str() == word);
            let kind = kind.filter(|kind| !kinds.contains(kind));
            kinds.push(kind.ok_or_else(|| fault!(Code::AttributeInvalid, "show", word, one_of(word, &all)))?);
        }
        match kinds.is_empty() {
            true => Err(fault!(Code::AttributeInvalid, "show", "", one_of("", &all))),
            false => Ok(kinds),
        }
    }
}

/// How a basis becomes a rate of a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Compounding {
    /// Raw × 365/days.
    #[default]
    Simple,
    /// (1 + raw)^(365/days) − 1.
    Compound,
}

impl Compounding {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Simple, Self::Compound];

    /// `simple` or `compound`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Simple => "simple",
            Self::Compound => "compound",
        }
    }
}

/// What open interest is counted in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OiUnit {
    /// Coins, which a fall of the price leaves alone.
    #[default]
    Coin,
    /// US dollars, which fall with the price alone.
    Usd,
}

impl OiUnit {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Coin, Self::Usd];

    /// `coin` or `usd`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Coin => "coin",
            Self::Usd => "usd",
        }
    }
}

/// Signals with the author's levels; see the attributes of `<liq-signals>`.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// Which signals, in this order.
    pub show: Vec<SignalKind>,
    /// Length of the window shown; the year's mean reaches further.
    pub range_ms: TimeMs,
    /// Venues that count for open interest, funding, futures and options; all when nothing.
    pub venues: Option<Vec<String>>,
    /// Coins or US dollars.
    pub oi_unit: OiUnit,
    /// Rate of eight hours within which funding is neutral, a fraction.
    pub funding_band: f64,
    /// Below it the basis is compressed, a fraction a year.
    pub basis_low: f64,
    /// Above it leverage rebuilds, a fraction a year.
    pub basis_high: f64,
    /// How a basis becomes a rate of a year.
    pub compounding: Compounding,
    /// Expiries nearer than this many days are left out.
    pub min_days: f64,
    /// Whose sign dealers' positions have.
    pub sign_mode: SignMode,
    /// Prices shown around the spot, a fraction to each side.
    pub gamma_window: f64,
    /// Name of the series of the yield.
    pub yield_series: String,
    /// Name of the series of the dollar.
    pub dollar_series: String,
}

/// Shown where nothing else is asked for.
const DEFAULT_SHOW: [SignalKind; 6] =
    [SignalKind::Oi, SignalKind::Funding, SignalKind::Basis, SignalKind::Skew, SignalKind::Gamma, SignalKind::Etf];

impl Default for Asked {
    fn default() -> Self {
        Self {
            show: DEFAULT_SHOW.to_vec(),
            range_ms: 90 * super::DAY_MS,
            venues: None,
            oi_unit: OiUnit::default(),
            funding_band: 0.000_05,
            basis_low: 0.10,
            basis_high: 0.15,
            compounding: Compounding::default(),
            min_days: 3.0,
            sign_mode: SignMode::default(),
            gamma_window: 0.2,
            yield_series: "us10y".to_owned(),
            dollar_series: "dxy".to_owned(),
        }
    }
}

impl Asked {
    /// Whether a venue counts.
    pub(super) fn counts(&self, venue: &str) -> bool {
        self.venues.as_ref().is_none_or(|venues| venues.iter().any(|known| known.eq_ignore_ascii_case(venue)))
    }

    /// Refuses what contradicts itself or the snapshot.
    ///
    /// # Errors
    /// [`Code::AttributeInvalid`] for bands in the wrong order and for a venue that the snapshot does not have.
    pub fn check(&self, snapshot: &Snapshot) -> Result<()> {
        if self.basis_low > self.basis_high {
            let allowed = told!("at most basisHigh, {}", Plain(self.basis_high));
            return Err(fault!(Code::AttributeInvalid, "basisLow", self.basis_low, allowed));
        }
        let beside = &snapshot.beside;
        let mut known: Vec<&str> = beside.venues.iter().map(|series| series.venue.as_str()).listed();
        known.put_all(snapshot.markets.iter().map(|market| market.venue.as_str()));
        known.put_all(beside.futures.iter().map(|table| table.venue.as_str()));
        known.put_all(beside.options.iter().map(|chain| chain.venue.as_str()));
        for venue in self.venues.iter().flatten() {
            if !known.iter().any(|known| known.eq_ignore_ascii_case(venue)) {
                return Err(fault!(Code::AttributeInvalid, "venues", venue, one_of(venue, &known)));
            }
        }
        Ok(())
    }
}

/// A script's request: [`Asked`] with camelCase keys, every one of which may be left out.
#[derive(Clone, Debug, Default)]
pub struct BoardRequest {
    /// What is asked.
    pub asked: Asked,
}

/// Least and most of what can be given: band of funding, basis a year, days, share of the spot.
pub const FUNDING_BAND_RANGE: (f64, f64) = (0.0, 0.01);
/// A fraction a year.
pub const BASIS_RANGE: (f64, f64) = (-10.0, 10.0);
/// Days.
pub const MIN_DAYS_RANGE: (f64, f64) = (0.0, 365.0);
/// A share of the spot; the grid on which zeros are looked for ends at a half.
pub const GAMMA_WINDOW_RANGE: (f64, f64) = (0.01, 0.5);

fn within(fields: &mut Fields, key: &str, (low, high): (f64, f64), default: f64) -> f64 {
    fields.optional_within(key, low, high).unwrap_or(default)
}

fn word<T: Copy + Default, const N: usize>(
    fields: &mut Fields,
    key: &str,
    all: [T; N],
    name: fn(T) -> &'static str,
) -> T {
    let words = all.map(name);
    let read = fields.optional(key).map(|node| node.word(&words));
    read.and_then(|read| fields.take(read)).map_or_else(T::default, |index| all[index])
}

impl Read for BoardRequest {
    fn read(node: Node) -> Result<Self> {
        let keys = [
            "show",
            "range",
            "venues",
            "oiUnit",
            "fundingBand",
            "basisLow",
            "basisHigh",
            "compounding",
            "minDays",
            "signMode",
            "gammaWindow",
            "yieldSeries",
            "dollarSeries",
        ];
        let mut fields = node.fields_of_either_case(&keys);
        let default = Asked::default();
        let show = fields.optional("show").map(Node::texts).and_then(|read| fields.take(read)).map(|words| {
            let kinds = SignalKind::parse_all(words.iter().map(String::as_str));
            fields.take(kinds).unwrap_or_default()
        });
        let range = fields.optional_text("range").map(|text| length_ms("range", &text));
        let venues = fields.optional("venues").map(Node::texts);
        let asked = Asked {
            show: show.unwrap_or(default.show),
            range_ms: range.and_then(|range| fields.take(range)).unwrap_or(default.range_ms),
            venues: venues.and_then(|venues| fields.take(venues)),
            oi_unit: word(&mut fields, "oiUnit", OiUnit::ALL, OiUnit::as_str),
            funding_band: within(&mut fields, "fundingBand", FUNDING_BAND_RANGE, default.funding_band),
            basis_low: within(&mut fields, "basisLow", BASIS_RANGE, default.basis_low),
            basis_high: within(&mut fields, "basisHigh", BASIS_RANGE, default.basis_high),
            compounding: word(&mut fields, "compounding", Compounding::ALL, Compounding::as_str),
            min_days: within(&mut fields, "minDays", MIN_DAYS_RANGE, default.min_days),
            sign_mode: word(&mut fields, "signMode", SignMode::ALL, SignMode::as_str),
            gamma_window: within(&mut fields, "gammaWindow", GAMMA_WINDOW_RANGE, default.gamma_window),
            yield_series: fields.optional_text("yieldSeries").unwrap_or(default.yield_series),
            dollar_series: fields.optional_text("dollarSeries").unwrap_or(default.dollar_series),
        };
        fields.finish(Self { asked })
    }
}
