//! What is known of each venue, as one table of named facts.
//!
//! From the venues' public documentation. A limit that a venue has lowered since costs further requests, not data: paging
//! asks again for what is missing. Whether a browser may ask and where a venue serves differ by reader and change, so
//! the words here are for documents and decide nothing.

use super::table::Table;
use crate::engine::market::TimeMs;
use crate::value::Value;

const DAY_MS: TimeMs = 86_400_000;
const MINUTE_MS: TimeMs = 60_000;
const HOUR_MS: TimeMs = 60 * MINUTE_MS;

/// A venue whose messages are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Venue {
    /// Binance USD-M futures.
    Binance,
    /// Bybit v5, linear and inverse.
    Bybit,
    /// OKX v5, swaps.
    Okx,
    /// Hyperliquid perpetuals.
    Hyperliquid,
    /// Deribit, futures and options.
    Deribit,
}

impl Venue {
    /// All, in the order of the documentation.
    pub const ALL: [Self; 5] = [Self::Binance, Self::Bybit, Self::Okx, Self::Hyperliquid, Self::Deribit];

    /// Its id as documents write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Binance => "binance",
            Self::Bybit => "bybit",
            Self::Okx => "okx",
            Self::Hyperliquid => "hyperliquid",
            Self::Deribit => "deribit",
        }
    }

    /// What is known of it.
    #[must_use]
    pub const fn facts(self) -> &'static Facts {
        match self {
            Self::Binance => &BINANCE,
            Self::Bybit => &BYBIT,
            Self::Okx => &OKX,
            Self::Hyperliquid => &HYPERLIQUID,
            Self::Deribit => &DERIBIT,
        }
    }
}

/// In which order a venue lists records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Oldest first.
    OldestFirst,
    /// Newest first.
    NewestFirst,
}

/// Whose side a liquidation message names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SideOf {
    /// The order that closed the position: a sale closed a long.
    Order,
    /// The position: `Buy` or `long` was long.
    Position,
    /// The taker of the trade; a flag says which party was liquidated.
    Taker,
    /// The venue has no public feed.
    Nobody,
}

/// How far back open interest can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum History {
    /// Only the present value.
    Now,
    /// So many milliseconds.
    Last(TimeMs),
    /// Some days; the venue does not say how many.
    Shallow,
    /// Since the contract was listed.
    FromListing,
}

/// Most records of one answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageRows {
    /// Candles, also of mark prices.
    pub candles: u32,
    /// Samples of open interest.
    pub open_interest: u32,
    /// Funding settlements.
    pub funding: u32,
    /// Liquidations or trades.
    pub liquidations: u32,
    /// Price levels of a side of the book.
    pub depth: u32,
}

/// One venue.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Name as printed under a chart.
    pub name: &'static str,
    /// Where requests go.
    pub base: &'static str,
    /// Where messages are streamed from.
    pub stream: &'static str,
    /// Where its documentation is.
    pub documentation: &'static str,
    /// How it spells the linear contract of BTC.
    pub spelling: &'static str,
    /// Order of candles and other lists.
    pub order: Order,
    /// How many sides its open interest counts.
    pub open_interest_sides: u8,
    /// How far back its open interest goes.
    pub open_interest_history: History,
    /// Lengths of the periods of open interest, ascending.
    pub open_interest_periods: &'static [TimeMs],
    /// Lengths of candles, ascending.
    pub candle_intervals: &'static [TimeMs],
    /// Whether candles say what takers bought.
    pub taker_split: bool,
    /// Whether an answer tells which candle is not over: a mark on it, or the server's own clock. Else the newest one is
    /// taken for growing, since a reader's clock may be wrong.
    pub tells_growing: bool,
    /// Whether there are candles of the mark price.
    pub mark_candles: bool,
    /// Whether its maintenance table can be asked for without an account.
    pub public_tiers: bool,
    /// Whether lists are in contracts, whose size has to be asked for first.
    pub counts_contracts: bool,
    /// Whose side a liquidation names.
    pub liquidation_side: SideOf,
    /// Whether its feed of liquidations is documented as complete.
    pub liquidations_complete: bool,
    /// What its feed of liquidations leaves out, in words.
    pub liquidations_said: &'static str,
    /// Most records of one answer.
    pub page_rows: PageRows,
    /// Its limit of requests, in words.
    pub rate_limit: &'static str,
    /// What is known of calls from a browser, in words.
    pub in_browsers: &'static str,
    /// What it answers where it does not serve, in words.
    pub where_blocked: &'static str,
}

const COMMON_INTERVALS: [TimeMs; 10] = [
    MINUTE_MS,
    5 * MINUTE_MS,
    15 * MINUTE_MS,
    30 * MINUTE_MS,
    HOUR_MS,
    2 * HOUR_MS,
    4 * HOUR_MS,
    6 * HOUR_MS,
    12 * HOUR_MS,
    DAY_MS,
];

static BINANCE: Facts = Facts {
    name: "Binance USD-M",
    base: "https://fapi.binance.com",
    stream: "wss://fstream.binance.com",
    documentation: "https://developers.binance.com/docs/derivatives/usds-margined-futures",
    spelling: "BTCUSDT",
    order: Order::OldestFirst,
    open_interest_sides: 1,
    open_interest_history: History::Last(30 * DAY_MS),
    open_interest_periods: &[
        5 * MINUTE_MS,
        15 * MINUTE_MS,
        30 * MINUTE_MS,
        HOUR_MS,
        2 * HOUR_MS,
        4 * HOUR_MS,
        6 * HOUR_MS,
        12 * HOUR_MS,
        DAY_MS,
    ],
    candle_intervals: &COMMON_INTERVALS,
    taker_split: true,
    tells_growing: false,
    mark_candles: true,
    public_tiers: false,
    counts_contracts: false,
    liquidation_side: SideOf::Order,
    liquidations_complete: false,
    liquidations_said: "at most one order a symbol and second: a lower bound",
    page_rows: PageRows { candles: 1500, open_interest: 500, funding: 1000, liquidations: 0, depth: 1000 },
    rate_limit: "2400 weight a minute and address; open interest history 1000 requests in 5 minutes",
    in_browsers: "unreliable",
    where_blocked: "HTTP 451",
};

static BYBIT: Facts = Facts {
    name: "Bybit",
    base: "https://api.bybit.com",
    stream: "wss://stream.bybit.com",
    documentation: "https://bybit-exchange.github.io/docs/v5/intro",
    spelling: "BTCUSDT",
    order: Order::NewestFirst,
    open_interest_sides: 1,
    open_interest_history: History::FromListing,
    open_interest_periods: &[5 * MINUTE_MS, 15 * MINUTE_MS, 30 * MINUTE_MS, HOUR_MS, 4 * HOUR_MS, DAY_MS],
    candle_intervals: &COMMON_INTERVALS,
    taker_split: false,
    tells_growing: true,
    mark_candles: true,
    public_tiers: true,
    counts_contracts: false,
    liquidation_side: SideOf::Position,
    liquidations_complete: true,
    liquidations_said: "all, every 500 ms, at bankruptcy prices; a stream only, without history",
    page_rows: PageRows { candles: 1000, open_interest: 200, funding: 200, liquidations: 0, depth: 500 },
    rate_limit: "600 requests in 5 seconds and address",
    in_browsers: "reported working",
    where_blocked: "HTTP 403",
};

static OKX: Facts = Facts {
    name: "OKX",
    base: "https://www.okx.com",
    stream: "wss://ws.okx.com:8443/ws/v5/public",
    documentation: "https://www.okx.com/docs-v5/en/",
    spelling: "BTC-USDT-SWAP",
    order: Order::NewestFirst,
    open_interest_sides: 1,
    open_interest_history: History::Shallow,
    open_interest_periods: &[5 * MINUTE_MS, HOUR_MS, DAY_MS],
    candle_intervals: &COMMON_INTERVALS,
    taker_split: false,
    tells_growing: true,
    mark_candles: true,
    public_tiers: true,
    counts_contracts: true,
    liquidation_side: SideOf::Position,
    liquidations_complete: false,
    liquidations_said: "not the total, at bankruptcy prices: a lower bound",
    page_rows: PageRows { candles: 100, open_interest: 100, funding: 100, liquidations: 100, depth: 400 },
    rate_limit: "candles 40, statistics 5 requests in 2 seconds and address",
    in_browsers: "not known",
    where_blocked: "by region",
};

static HYPERLIQUID: Facts = Facts {
    name: "Hyperliquid",
    base: "https://api.hyperliquid.xyz",
    stream: "wss://api.hyperliquid.xyz/ws",
    documentation: "https://hyperliquid.gitbook.io/hyperliquid-docs/for-developers/api",
    spelling: "BTC",
    order: Order::OldestFirst,
    open_interest_sides: 2,
    open_interest_history: History::Now,
    open_interest_periods: &[],
    candle_intervals: &[
        MINUTE_MS,
        5 * MINUTE_MS,
        15 * MINUTE_MS,
        30 * MINUTE_MS,
        HOUR_MS,
        2 * HOUR_MS,
        4 * HOUR_MS,
        12 * HOUR_MS,
        DAY_MS,
    ],
    taker_split: false,
    tells_growing: false,
    mark_candles: false,
    public_tiers: true,
    counts_contracts: false,
    liquidation_side: SideOf::Nobody,
    liquidations_complete: false,
    liquidations_said: "no public feed",
    page_rows: PageRows { candles: 5000, open_interest: 0, funding: 500, liquidations: 0, depth: 20 },
    rate_limit: "1200 weight a minute and address",
    in_browsers: "works",
    where_blocked: "its interface only",
};

static DERIBIT: Facts = Facts {
    name: "Deribit",
    base: "https://www.deribit.com/api/v2",
    stream: "wss://www.deribit.com/ws/api/v2",
    documentation: "https://docs.deribit.com/",
    spelling: "BTC_USDC-PERPETUAL",
    order: Order::OldestFirst,
    open_interest_sides: 1,
    open_interest_history: History::Now,
    open_interest_periods: &[],
    candle_intervals: &[
        MINUTE_MS,
        5 * MINUTE_MS,
        15 * MINUTE_MS,
        30 * MINUTE_MS,
        HOUR_MS,
        2 * HOUR_MS,
        6 * HOUR_MS,
        12 * HOUR_MS,
        DAY_MS,
    ],
    taker_split: false,
    tells_growing: true,
    mark_candles: false,
    public_tiers: false,
    counts_contracts: false,
    liquidation_side: SideOf::Taker,
    liquidations_complete: true,
    liquidations_said: "a flag on trades: complete when all trades are read",
    page_rows: PageRows { candles: 1000, open_interest: 0, funding: 500, liquidations: 1000, depth: 1000 },
    rate_limit: "about 20 requests a second and address",
    in_browsers: "reported working",
    where_blocked: "by region",
};

impl Facts {
    /// Most records of one answer about `table`; 1 where an answer is the whole table.
    #[must_use]
    pub const fn page_rows_of(&self, table: Table) -> u32 {
        match table {
            Table::Candles | Table::MarkCandles => self.page_rows.candles,
            Table::OpenInterest => self.page_rows.open_interest,
            Table::Funding => self.page_rows.funding,
            Table::Liquidations => self.page_rows.liquidations,
            _ => 1,
        }
    }

    /// The longest period of open interest that is not longer than `interval_ms`, else the shortest one; nothing where
    /// there is no history.
    #[must_use]
    pub fn open_interest_period(&self, interval_ms: TimeMs) -> Option<TimeMs> {
        let fitting = self.open_interest_periods.iter().rfind(|period| **period <= interval_ms);
        fitting.or(self.open_interest_periods.first()).copied()
    }
}

impl From<Venue> for Value {
    fn from(venue: Venue) -> Self {
        let facts = venue.facts();
        let history = match facts.open_interest_history {
            History::Now => "now",
            History::Last(_) => "30d",
            History::Shallow => "shallow",
            History::FromListing => "from-listing",
        };
        Self::object()
            .with("venue", venue.as_str())
            .with("name", facts.name)
            .with("base", facts.base)
            .with("stream", facts.stream)
            .with("documentation", facts.documentation)
            .with("spelling", facts.spelling)
            .with("newestFirst", facts.order == Order::NewestFirst)
            .with("openInterestSides", u32::from(facts.open_interest_sides))
            .with("openInterestHistory", history)
            .with("candleIntervalsMs", facts.candle_intervals)
            .with("takerSplit", facts.taker_split)
            .with("markCandles", facts.mark_candles)
            .with("publicTiers", facts.public_tiers)
            .with("liquidationsComplete", facts.liquidations_complete)
            .with("liquidationsSaid", facts.liquidations_said)
            .with("rateLimit", facts.rate_limit)
            .with("inBrowsers", facts.in_browsers)
            .with("whereBlocked", facts.where_blocked)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_period_of_open_interest_is_never_longer_than_a_candle_where_that_is_possible() {
        assert_eq!(Venue::Okx.facts().open_interest_period(4 * HOUR_MS), Some(HOUR_MS));
        assert_eq!(Venue::Bybit.facts().open_interest_period(HOUR_MS), Some(HOUR_MS));
        assert_eq!(Venue::Binance.facts().open_interest_period(MINUTE_MS), Some(5 * MINUTE_MS));
        assert_eq!(Venue::Deribit.facts().open_interest_period(HOUR_MS), None);
    }

    #[test]
    fn lists_of_intervals_and_periods_ascend() {
        for venue in Venue::ALL {
            for list in [venue.facts().candle_intervals, venue.facts().open_interest_periods] {
                assert!(list.windows(2).all(|pair| pair[0] < pair[1]), "{}", venue.as_str());
            }
        }
    }
}
