//! Equal steps of time across the picture. A candle that is missing leaves its slot empty, so that time stays to scale.

use crate::engine::heatmap::Heatmap;
use crate::engine::market::{Side, TimeMs};
use crate::lists::Listed;

/// More empty slots than this per column, and the picture closes its gaps instead.
const MOST_SLOTS_PER_COLUMN: usize = 4;

/// Which column stands in which slot.
#[derive(Clone, Debug, PartialEq)]
pub struct Slots {
    start_ms: TimeMs,
    slot_ms: TimeMs,
    column_of: Vec<Option<usize>>,
    slot_of: Vec<usize>,
}

impl Slots {
    /// The slots of a heatmap.
    #[must_use]
    pub fn of(heatmap: &Heatmap) -> Self {
        let columns = &heatmap.columns;
        let Some(first) = columns.first() else {
            return Self { start_ms: 0, slot_ms: 1, column_of: Vec::new(), slot_of: Vec::new() };
        };
        let slot_ms = columns
            .windows(2)
            .map(|pair| pair[1].open_ms - pair[0].open_ms)
            .min()
            .unwrap_or(first.close_ms - first.open_ms)
            .max(1);
        let exact = |open_ms: TimeMs| ((open_ms - first.open_ms) / slot_ms) as usize;
        let needed = columns.last().map_or(0, |last| exact(last.open_ms) + 1);
        let slot_of: Vec<usize> = if needed <= columns.len() * MOST_SLOTS_PER_COLUMN {
            columns.iter().map(|column| exact(column.open_ms)).listed()
        } else {
            (0..columns.len()).listed()
        };
        let mut column_of = vec![None; slot_of.last().map_or(0, |last| last + 1)];
        for (column, slot) in slot_of.iter().enumerate() {
            column_of[*slot] = Some(column);
        }
        Self { start_ms: first.open_ms, slot_ms, column_of, slot_of }
    }

    /// How many slots.
    #[must_use]
    pub fn count(&self) -> usize {
        self.column_of.len()
    }

    /// Whether every slot has its column.
    #[must_use]
    pub fn without_gaps(&self) -> bool {
        self.column_of.len() == self.slot_of.len()
    }

    /// The column in `slot`.
    #[must_use]
    pub fn column_of(&self, slot: usize) -> Option<usize> {
        self.column_of.get(slot).copied().flatten()
    }

    /// The slot of `column`.
    #[must_use]
    pub fn slot_of(&self, column: usize) -> Option<usize> {
        self.slot_of.get(column).copied()
    }

    /// Time at `position` slots from the start.
    #[must_use]
    pub fn time_at(&self, position: f64) -> TimeMs {
        self.start_ms + (position * self.slot_ms as f64).round() as TimeMs
    }

    /// Slots from the start to `time_ms`.
    #[must_use]
    pub fn position_of(&self, time_ms: TimeMs) -> f64 {
        (time_ms - self.start_ms) as f64 / self.slot_ms as f64
    }

    /// Cells of `side` with an empty column in every empty slot; `None` where the heatmap's own cells will do.
    #[must_use]
    pub fn spread(&self, heatmap: &Heatmap, side: Side) -> Option<Vec<f32>> {
        if self.without_gaps() {
            return None;
        }
        let rows = heatmap.rows.count();
        let mut cells = vec![0.0; self.count() * rows];
        for (column, slot) in self.slot_of.iter().enumerate() {
            cells[slot * rows..(slot + 1) * rows].copy_from_slice(heatmap.column_cells(side, column));
        }
        Some(cells)
    }
}
