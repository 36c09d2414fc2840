//! The tables that can be asked of a venue.

/// One table of a contract, or of a coin for the summaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Table {
    /// Contract size and price step.
    Contract,
    /// Last-trade candles.
    Candles,
    /// Open interest through time.
    OpenInterest,
    /// Open interest at the present.
    OpenInterestNow,
    /// Mark-price candles.
    MarkCandles,
    /// Funding settlements.
    Funding,
    /// Maintenance tiers.
    Tiers,
    /// Standing orders.
    Depth,
    /// Realised liquidations.
    Liquidations,
    /// Last price, mark price and open interest at the present.
    Ticker,
    /// Option chain.
    Options,
    /// Dated futures.
    Futures,
}

impl Table {
    /// All, in the order in which they are asked for.
    pub const ALL: [Self; 12] = [
        Self::Contract,
        Self::Candles,
        Self::OpenInterest,
        Self::OpenInterestNow,
        Self::MarkCandles,
        Self::Funding,
        Self::Tiers,
        Self::Depth,
        Self::Liquidations,
        Self::Ticker,
        Self::Options,
        Self::Futures,
    ];

    /// Its word in requests, reports and errors.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Contract => "contract",
            Self::Candles => "candles",
            Self::OpenInterest => "open_interest",
            Self::OpenInterestNow => "open_interest_now",
            Self::MarkCandles => "mark_candles",
            Self::Funding => "funding",
            Self::Tiers => "tiers",
            Self::Depth => "depth",
            Self::Liquidations => "liquidations",
            Self::Ticker => "ticker",
            Self::Options => "options",
            Self::Futures => "futures",
        }
    }

    /// Whether a document without it would be another document: its failure is the venue's.
    #[must_use]
    pub const fn is_needed(self) -> bool {
        matches!(self, Self::Contract | Self::Candles | Self::OpenInterest | Self::OpenInterestNow)
    }
}
