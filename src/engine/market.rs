//! Market data of one asset, already checked: what every other part of the engine computes from.
//!
//! Units: prices in quote currency, times in milliseconds since 1970 UTC, quantities in the contract's own conserved
//! unit (coins for linear contracts, US dollars for inverse ones), rates as fractions. Columns, not rows: the vectors
//! of one table have equal length and ascending times. Values are finite. An interval is half-open, `[open, close)`.

use crate::engine::snapshot::Beside;

/// Milliseconds since 1970-01-01 UTC.
pub type TimeMs = i64;

/// Whose position: a long is liquidated by a sale below the spot, a short by a purchase above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// Holders who bought.
    Long,
    /// Holders who sold.
    Short,
}

impl Side {
    /// Both sides, longs first, in the order of every two-sided array of the engine.
    pub const BOTH: [Self; 2] = [Self::Long, Self::Short];

    /// +1 for longs, −1 for shorts: the sign of the position.
    #[must_use]
    pub const fn sign(self) -> f64 {
        match self {
            Self::Long => 1.0,
            Self::Short => -1.0,
        }
    }

    /// Position in two-sided arrays.
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }

    /// `long` or `short`, as documents write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Long => "long",
            Self::Short => "short",
        }
    }
}

/// How a contract is margined, which decides its conserved quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContractKind {
    /// Margined in the quote currency; quantities are coins.
    Linear,
    /// Margined in the coin; quantities are US dollars of contract value.
    Inverse,
}

impl ContractKind {
    /// `linear` or `inverse`, as documents write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Linear => "linear",
            Self::Inverse => "inverse",
        }
    }

    /// `quantity` in US dollars at `price`.
    #[must_use]
    pub fn usd(self, quantity: f64, price: f64) -> f64 {
        match self {
            Self::Linear => quantity * price,
            Self::Inverse => quantity,
        }
    }

    /// US dollars at `price` in the conserved quantity.
    #[must_use]
    pub fn quantity(self, usd: f64, price: f64) -> f64 {
        match self {
            Self::Linear => usd / price,
            Self::Inverse => usd,
        }
    }
}

/// Where the numbers come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ProvenanceKind {
    /// Recorded from venues.
    #[default]
    Measured,
    /// Made by a generator.
    Simulated,
    /// Partly reported, partly made.
    Mixed,
}

/// A named origin of data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Name as printed under the chart.
    pub name: String,
    /// Where to look it up; empty when there is no address.
    pub url: String,
}

/// What the reader is told about the origin of the data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// Measured, simulated or mixed: the markets, and all that is drawn from them alone.
    pub kind: ProvenanceKind,
    /// The same of the whole document, with what stands beside the markets.
    pub document: ProvenanceKind,
    /// One line for the reader, may be empty.
    pub note: String,
    /// Named origins, in the order given.
    pub sources: Vec<Source>,
}

/// Last-trade candles; `volume` counts each trade once, in the conserved quantity of the contract.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Candles {
    /// Length of every candle in milliseconds.
    pub interval_ms: TimeMs,
    /// Start of each candle; multiples of nothing in particular, strictly ascending.
    pub open_time_ms: Vec<TimeMs>,
    /// First price.
    pub open: Vec<f64>,
    /// Highest price.
    pub high: Vec<f64>,
    /// Lowest price.
    pub low: Vec<f64>,
    /// Last price.
    pub close: Vec<f64>,
    /// Traded quantity.
    pub volume: Vec<f64>,
    /// Traded amount in the other unit of the contract (quote currency for linear, coins for inverse), for the vwap.
    pub turnover: Option<Vec<f64>>,
    /// Part of `volume` bought by takers.
    pub taker_buy_volume: Option<Vec<f64>>,
}

impl Candles {
    /// How many candles.
    #[must_use]
    pub fn len(&self) -> usize {
        self.open_time_ms.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.open_time_ms.is_empty()
    }
}

/// Mark-price candles; venues liquidate on the mark price.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MarkCandles {
    /// Start of each candle.
    pub open_time_ms: Vec<TimeMs>,
    /// Highest mark price.
    pub high: Vec<f64>,
    /// Lowest mark price.
    pub low: Vec<f64>,
    /// Last mark price.
    pub close: Vec<f64>,
}

/// What a sample's time stamp refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stamp {
    /// The value held at the stamp.
    Instant,
    /// The stamp is the start of a bucket, the value is from its end.
    BucketStart,
}

/// Open interest, one-sided, in the conserved quantity.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenInterest {
    /// Sampling instants.
    pub time_ms: Vec<TimeMs>,
    /// One-sided open interest at each instant.
    pub value: Vec<f64>,
    /// How many sides the venue had counted (1 or 2); `value` is already one-sided.
    pub sides_reported: u8,
    /// What the venue's stamps mean; `time_ms` is already shifted to instants.
    pub stamp: Stamp,
}

/// Funding settlements; positive means longs pay shorts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Funding {
    /// Settlement instants, as the venue stamped them.
    pub time_ms: Vec<TimeMs>,
    /// Rate of the interval that ended there, as a fraction.
    pub rate: Vec<f64>,
}

/// Realised liquidations, single orders or sums of a period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Liquidations {
    /// Time of the order, or start of the period.
    pub time_ms: Vec<TimeMs>,
    /// Whose position was liquidated.
    pub side: Vec<Side>,
    /// Notional in US dollars.
    pub usd: Vec<f64>,
    /// Price of each order; absent for sums over a period.
    pub price: Option<Vec<f64>>,
    /// Length of the period that each row sums; absent for single orders.
    pub period_ms: Option<TimeMs>,
    /// Whether the feed claims to be complete.
    pub complete: bool,
}

/// Standing orders near the price, as cumulative bands or as a book.
#[derive(Clone, Debug, PartialEq)]
pub enum Depth {
    /// Cumulative US dollars within each distance of the mid, ascending distances as fractions.
    Bands {
        /// When it was seen.
        time_ms: TimeMs,
        /// Distances from the mid as fractions.
        distance: Vec<f64>,
        /// Bids within each distance.
        bid_usd: Vec<f64>,
        /// Asks within each distance.
        ask_usd: Vec<f64>,
    },
    /// Price levels, best first.
    Book {
        /// When it was seen.
        time_ms: TimeMs,
        /// Bid prices, descending.
        bid_price: Vec<f64>,
        /// Quantity at each bid.
        bid_quantity: Vec<f64>,
        /// Ask prices, ascending.
        ask_price: Vec<f64>,
        /// Quantity at each ask.
        ask_quantity: Vec<f64>,
    },
}

/// One row of a maintenance-margin table, valid for `floor ≤ notional < next floor`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tier {
    /// Lowest notional in US dollars.
    pub notional_floor: f64,
    /// Maintenance margin rate as a fraction.
    pub maintenance_margin_rate: f64,
    /// Highest leverage a position opened at this notional may have.
    pub max_leverage: f64,
    /// Deduction that makes the maintenance margin continuous across tiers, US dollars.
    pub maintenance_amount: f64,
}

/// What a table stands in for where a venue's own is not known.
#[derive(Clone, Debug, PartialEq)]
pub enum TierStandIn {
    /// Another venue's table, used for the venue of this id.
    Venue(String),
    /// No table at all: half of the initial margin at this leverage.
    HalfOfInitial(f64),
}

/// A venue's dated maintenance-margin table. Made only by [`TierTable::new`](crate::engine::tiers), so the first floor
/// is 0, floors ascend and the maintenance amounts obey their recursion.
#[derive(Clone, Debug, PartialEq)]
pub struct TierTable {
    /// Date of the table, `YYYY-MM-DD`, or the word `default`.
    pub as_of: String,
    /// Where the table comes from.
    pub source: String,
    /// What it stands in for, where it is not the venue's own.
    pub stand_in: Option<TierStandIn>,
    /// Rows by ascending notional.
    pub tiers: Vec<Tier>,
}

/// Everything known of one contract on one venue.
#[derive(Clone, Debug, PartialEq)]
pub struct Market {
    /// Venue id in lower case, for instance `binance`.
    pub venue: String,
    /// The venue's own symbol.
    pub symbol: String,
    /// Linear or inverse.
    pub contract: ContractKind,
    /// Smallest price step, for printing prices; `None` when unknown.
    pub price_tick: Option<f64>,
    /// Last-trade candles; at least one.
    pub candles: Candles,
    /// Mark-price candles where the venue gives them.
    pub mark_candles: Option<MarkCandles>,
    /// Open interest; without it the estimate is relative.
    pub open_interest: Option<OpenInterest>,
    /// Funding settlements; empty when unknown.
    pub funding: Funding,
    /// Realised liquidations; empty when unknown.
    pub liquidations: Option<Liquidations>,
    /// Depth near the price at the end of the data.
    pub depth: Option<Depth>,
    /// Maintenance tiers that came with the data.
    pub tiers: Option<TierTable>,
}

/// Amounts by candle of the first market and price row, as they were given.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportedCells {
    /// Edges of price rows, ascending; one more than rows.
    pub edges: Vec<f64>,
    /// Candle of each cell.
    pub candle: Vec<usize>,
    /// Row of each cell.
    pub row: Vec<usize>,
    /// Amount of each cell in US dollars.
    pub usd: Vec<f64>,
    /// Leverage of each cell, where all are known.
    pub leverage: Option<Vec<f64>>,
    /// Price and US dollars of what the source calls max pain: under the name `long`, then under `short`.
    pub max_pain: Vec<(f64, f64)>,
}

/// A `liq-snapshot/1` document after checking.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// The coin, for instance `BTC`.
    pub asset: String,
    /// The currency of prices, for instance `USDT`.
    pub quote: String,
    /// The instant up to which the data are complete.
    pub as_of_ms: TimeMs,
    /// Where the numbers come from.
    pub provenance: Provenance,
    /// One to sixteen markets; the first is the reference for prices.
    pub markets: Vec<Market>,
    /// What stands beside the markets; nothing of it enters the estimate.
    pub beside: Beside,
    /// A heatmap that was made elsewhere, drawn in place of an estimate.
    pub imported: Option<ImportedCells>,
}
