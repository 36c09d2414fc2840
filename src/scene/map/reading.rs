//! The numbers of one price row.

use crate::engine::heatmap::Basis;
use crate::engine::map::{Level, LiquidationMap};
use crate::engine::market::Side;
use crate::lists::{Growing, Listed};
use crate::scene::locale::Locale;
use crate::scene::marks::brackets::ClusterWords;
use crate::texts::text;
use crate::value::Value;

/// What one row of a map holds.
#[derive(Clone, Debug, PartialEq)]
pub struct RowReading {
    /// Row, 0 lowest; in the simple view the level.
    pub row: usize,
    /// Lower edge.
    pub low: f64,
    /// Upper edge.
    pub high: f64,
    /// Longs below the mark price, shorts above it.
    pub side: Side,
    /// Amounts, longs and shorts.
    pub mass: [f64; 2],
    /// The side's amount in each layer; none in the simple view.
    pub layers: Vec<f64>,
    /// Share of one-sided open interest; `None` where it is unknown.
    pub share_of_open_interest: Option<f64>,
    /// Amount between the mark price and this row, this row included.
    pub cumulative: f64,
    /// Signed distance of the row's middle from the mark price, as a fraction.
    pub distance: f64,
}

impl RowReading {
    /// Reads a row.
    #[must_use]
    pub fn at(map: &LiquidationMap, row: usize) -> Self {
        let middle = map.rows.center(row);
        let side = if middle < map.column.mark { Side::Long } else { Side::Short };
        let mass = Side::BOTH.map(|side| f64::from(map.cells[side.index()][row]));
        let whole = map.whole();
        Self {
            row,
            low: map.rows.edge(row),
            high: map.rows.edge(row + 1),
            side,
            mass,
            layers: map.layers.iter().map(|layer| f64::from(layer.cells[side.index()][row])).listed(),
            share_of_open_interest: (whole > 0.0).then(|| (mass[0] + mass[1]) / whole),
            cumulative: map.cumulative(side)[row],
            distance: middle / map.column.mark - 1.0,
        }
    }

    /// Reads a level of the simple view, `place` from the lowest.
    #[must_use]
    pub fn of_level(map: &LiquidationMap, place: usize, level: &Level) -> Self {
        let (mark, middle, whole) = (map.column.mark, f64::midpoint(level.low, level.high), map.whole());
        let (side, far) =
            if middle < mark { (Side::Long, 1.0 - level.low / mark) } else { (Side::Short, level.high / mark - 1.0) };
        Self {
            row: place,
            low: level.low,
            high: level.high,
            side,
            mass: level.mass,
            layers: Vec::new(),
            share_of_open_interest: (whole > 0.0).then(|| (level.mass[0] + level.mass[1]) / whole),
            cumulative: map.within(side, far),
            distance: middle / mark - 1.0,
        }
    }

    /// Pairs of name and value; `layers` are the names of the layers.
    #[must_use]
    pub fn lines(&self, words: ClusterWords, layers: &[String]) -> Vec<(String, String)> {
        let locale: Locale = words.locale;
        let named = &locale.words().crosshair;
        let price = |price: f64| locale.price(price, words.tick);
        let mut lines = vec![(named.price().to_owned(), text![price(self.low), "–", price(self.high)])];
        for (name, side) in [(named.long(), Side::Long), (named.short(), Side::Short)] {
            if self.mass[side.index()] > 0.0 {
                lines.push((name.to_owned(), words.mass(self.mass[side.index()])));
            }
        }
        if self.mass == [0.0, 0.0] {
            lines.push((named.no_estimate().to_owned(), String::new()));
        }
        if layers.len() > 1 {
            let parts = layers.iter().zip(&self.layers).filter(|(_, mass)| **mass > 0.0);
            lines.put_all(parts.map(|(name, mass)| (name.clone(), words.mass(*mass))));
        }
        if let Some(share) = self.share_of_open_interest.filter(|share| *share > 0.0 && words.basis == Basis::Usd) {
            lines.push((named.share().to_owned(), locale.percent_short(share)));
        }
        lines.push((named.cumulative().to_owned(), words.mass(self.cumulative)));
        lines.push((named.distance().to_owned(), locale.percent_signed(self.distance, 2)));
        lines
    }
}

impl From<&RowReading> for Value {
    fn from(reading: &RowReading) -> Self {
        Self::object()
            .with("row", reading.row)
            .with("low", reading.low)
            .with("high", reading.high)
            .with("side", reading.side.as_str())
            .with("long", reading.mass[0])
            .with("short", reading.mass[1])
            .with("layers", reading.layers.clone())
            .with("shareOfOpenInterest", reading.share_of_open_interest)
            .with("cumulative", reading.cumulative)
            .with("distance", reading.distance)
    }
}
