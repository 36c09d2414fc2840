//! What had to be assumed, repaired or left out, counted, so that a result can say it.

/// Remarks on one step or column, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags(u8);

impl Flags {
    /// Open interest is held over from an older sample.
    pub const STALE_OPEN_INTEREST: Self = Self(1);
    /// Candles are missing before this one.
    pub const GAP: Self = Self(2);
    /// The mark price is taken from last trades.
    pub const MARK_FROM_LAST: Self = Self(4);
    /// Steps are long against the shortest liquidation distance.
    pub const COARSE_STEP: Self = Self(8);
    /// A venue enters or leaves the sum here.
    pub const VENUES_CHANGE: Self = Self(16);
    /// The column is not closed yet.
    pub const LIVE: Self = Self(32);

    /// Adds `other`.
    pub fn insert(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// Adds `other`, or takes it away.
    pub fn set(&mut self, other: Self, on: bool) {
        self.0 = if on { self.0 | other.0 } else { self.0 & !other.0 };
    }

    /// Whether all of `other` is set.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// The flags with these bits.
    #[must_use]
    pub const fn of_bits(bits: u8) -> Self {
        Self(bits)
    }

    /// The bits, in the order of the constants.
    #[must_use]
    pub const fn bits(self) -> u8 {
        self.0
    }
}

/// Counters over a whole run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quality {
    /// Prices moved into their candle.
    pub repaired_prices: u32,
    /// Steps without a mark price.
    pub mark_from_last: u32,
    /// Steps whose taker share came from another venue.
    pub taker_share_of_other_venue: u32,
    /// Steps whose taker share was set to one half.
    pub taker_share_assumed: u32,
    /// Leverage and size pairs without a liquidation price, counted as inert.
    pub invalid_levels: u32,
    /// Steps in which more was opened than traded.
    pub open_exceeds_volume: u32,
    /// Steps in which no new position could have survived; they were counted as inert.
    pub none_survives: u32,
    /// Steps so long that their range decides most of the highest leverage class.
    pub coarse_steps: u32,
}

impl Quality {
    /// Adds the counts of another run.
    pub fn add(&mut self, other: &Self) {
        self.repaired_prices += other.repaired_prices;
        self.mark_from_last += other.mark_from_last;
        self.taker_share_of_other_venue += other.taker_share_of_other_venue;
        self.taker_share_assumed += other.taker_share_assumed;
        self.invalid_levels += other.invalid_levels;
        self.open_exceeds_volume += other.open_exceeds_volume;
        self.none_survives += other.none_survives;
        self.coarse_steps += other.coarse_steps;
    }
}
