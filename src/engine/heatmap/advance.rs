//! A run that goes on to a newer snapshot, so that a candle that follows costs one step and one column of each market.
//!
//! The state of the estimators does not depend on where the rows lie, only on how high they are. So it is taken over
//! also where rows have moved with the price and no column of before is shown, as in a map.

use crate::engine::heatmap::{HeatmapOptions, HeatmapRun};
use crate::engine::market::Snapshot;
use crate::error::Result;

impl HeatmapRun {
    /// Goes on to `snapshot`. What it gives is bit for bit what [`new`](Self::new) gives; candles that were run are not run
    /// again where the snapshot has all that the one before had and the state does not depend on what else has changed.
    /// Gives whether that was so.
    ///
    /// # Errors
    /// Those of [`new`](Self::new); nothing is changed then.
    pub fn advance(&mut self, snapshot: &Snapshot, options: &HeatmapOptions) -> Result<bool> {
        let mut run = Self::ready(snapshot, options)?;
        let goes_on = run.take_over(self);
        run.run_to_end();
        *self = run;
        Ok(goes_on)
    }

    /// Takes over state and columns of a run `before`, as far as they are those of this one; false where they are not.
    fn take_over(&mut self, before: &mut Self) -> bool {
        let Some(last) = before.heatmap.columns.last() else { return false };
        let leads = before.tracks.len() == self.tracks.len()
            && before.tracks.iter().zip(&self.tracks).all(|(track, later)| track.leads_to(later, last.close_ms));
        if !leads {
            return false;
        }
        let shown_on = before.bucket_end.saturating_sub(self.first_shown);
        if shown_on > 0 {
            let Some(gone) = self.columns_gone(before) else { return false };
            self.take_columns(before, gone, shown_on / self.heatmap.candles_per_column);
        }
        let unfinished = !shown_on.is_multiple_of(self.heatmap.candles_per_column);
        for (track, before) in self.tracks.iter_mut().zip(&mut before.tracks) {
            track.go_on_from(before, unfinished);
        }
        true
    }

    /// How many columns of `before` are no longer shown; nothing where those that stay are not the first of this run.
    fn columns_gone(&self, before: &Self) -> Option<usize> {
        let per_column = self.heatmap.candles_per_column;
        let steps_gone = self.first_shown.checked_sub(before.first_shown)?;
        let gone = steps_gone / per_column;
        // The first column counts from its own beginning, each other one from the end of the one before.
        let joins = match gone.checked_sub(1).and_then(|last| before.heatmap.columns.get(last..=gone)) {
            Some(around) => around[0].close_ms == around[1].open_ms,
            None => gone == 0,
        };
        let same = joins
            && steps_gone.is_multiple_of(per_column)
            && before.heatmap.candles_per_column == per_column
            && self.projector.smooths_as(&before.projector)
            && self.heatmap.rows == before.heatmap.rows;
        same.then_some(gone)
    }

    /// Takes `kept` columns over, after those that are `gone`: all whole ones. A last one that can still grow is made again.
    fn take_columns(&mut self, before: &mut Self, gone: usize, kept: usize) {
        let rows = self.heatmap.rows.count();
        self.heatmap.columns = before.heatmap.columns.split_off(gone);
        self.heatmap.columns.truncate(kept);
        for (cells, of_before) in self.heatmap.cells.iter_mut().zip(&mut before.heatmap.cells) {
            of_before.truncate((gone + kept) * rows);
            of_before.drain(..gone * rows);
            std::mem::swap(cells, of_before);
        }
        let markets = self.tracks.len();
        self.standing.extend(&before.standing[gone * markets..(gone + kept) * markets]);
        self.conservation.extend(&before.conservation[gone..gone + kept]);
        self.heatmap.conservation_error = self.conservation.iter().copied().fold(0.0, f64::max);
        self.bucket_end = self.first_shown + kept * self.heatmap.candles_per_column;
    }
}
