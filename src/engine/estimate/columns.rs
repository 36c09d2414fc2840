//! The columns of a result besides their cells, as columns of numbers.

use super::{BySide, Unit};
use crate::engine::heatmap::{Basis, Column, Heatmap};
use crate::engine::market::{Side, TimeMs};
use crate::engine::projection::OffRows;
use crate::engine::quality::Flags;

/// What there is to know of each column besides its cells; all vectors have one value per column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EstimateColumns {
    /// Start of the bucket.
    pub open_ms: Vec<TimeMs>,
    /// End of the bucket, not included.
    pub close_ms: Vec<TimeMs>,
    /// First price of the reference market.
    pub open: Vec<f64>,
    /// Highest price.
    pub high: Vec<f64>,
    /// Lowest price.
    pub low: Vec<f64>,
    /// Last price.
    pub close: Vec<f64>,
    /// Mark price at the end.
    pub mark: Vec<f64>,
    /// Traded volume in US dollars, all venues.
    pub volume_usd: Vec<f64>,
    /// One-sided open interest in US dollars at the mark price; `None` where it is not known.
    pub open_interest_usd: Option<Vec<f64>>,
    /// Share of the open interest of all venues that the venues of the column have.
    pub coverage: Vec<f64>,
    /// Share of the open interest whose entry lies before the data.
    pub seeded_share: Vec<f64>,
    /// Remarks, as words of [`Flags::words`].
    pub flags: Vec<Vec<&'static str>>,
    /// US dollars that the mark price reached, levels at their own price; `None` where open interest is not known.
    pub swept_usd: Option<BySide<Vec<f64>>>,
    /// Positions without a level, in the result's unit.
    pub inert: BySide<Vec<f64>>,
    /// Levels below the lowest row, in the result's unit.
    pub below: BySide<Vec<f64>>,
    /// Levels above the highest row, in the result's unit.
    pub above: BySide<Vec<f64>>,
    /// Levels inside the rows, valued at the mark price like the rest: the four together are the open interest.
    pub inside: BySide<Vec<f64>>,
}

impl EstimateColumns {
    pub(super) fn new(heatmap: &Heatmap, unit: Unit) -> Self {
        let columns = &heatmap.columns;
        let each = |value: fn(&Column) -> f64| -> Vec<f64> { columns.iter().map(value).collect() };
        let off = |part: fn(&OffRows) -> f64| {
            let at_mark =
                |column: &Column, side: Side| part(&column.off_rows[side.index()]) * unit.factor(column, column.mark);
            BySide::of(|side| columns.iter().map(|column| at_mark(column, side)).collect())
        };
        let money = heatmap.basis == Basis::Usd;
        let swept = || BySide::of(|side| columns.iter().map(|column| column.swept_usd[side.index()]).collect());
        Self {
            open_ms: columns.iter().map(|column| column.open_ms).collect(),
            close_ms: columns.iter().map(|column| column.close_ms).collect(),
            open: each(|column| column.open),
            high: each(|column| column.high),
            low: each(|column| column.low),
            close: each(|column| column.close),
            mark: each(|column| column.mark),
            volume_usd: each(|column| column.volume_usd),
            open_interest_usd: money.then(|| each(|column| column.open_interest)),
            coverage: each(|column| column.coverage),
            seeded_share: each(|column| column.seeded_share),
            flags: columns.iter().map(|column| column.flags.words()).collect(),
            swept_usd: money.then(swept),
            inert: off(|off| off.inert),
            below: off(|off| off.below),
            above: off(|off| off.above),
            inside: off(|off| off.inside),
        }
    }
}

impl Flags {
    /// Every remark with its word in results.
    pub const WORDS: [(Self, &'static str); 6] = [
        (Self::STALE_OPEN_INTEREST, "stale-open-interest"),
        (Self::GAP, "gap"),
        (Self::MARK_FROM_LAST, "mark-from-last"),
        (Self::COARSE_STEP, "coarse-step"),
        (Self::VENUES_CHANGE, "venues-change"),
        (Self::LIVE, "live"),
    ];

    /// The words of the remarks that are set.
    #[must_use]
    pub fn words(self) -> Vec<&'static str> {
        Self::WORDS.iter().filter(|(flag, _)| self.contains(*flag)).map(|(_, word)| *word).collect()
    }
}
