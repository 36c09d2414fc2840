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
        Ok(self.advance_to(Self::ready(snapshot, options)?))
    }

    /// The same where no column that was shown stays, as in a map of one instant: it asks for less code.
    ///
    /// # Errors
    /// Those of [`new`](Self::new); nothing is changed then.
    pub fn advance_beyond(&mut self, snapshot: &Snapshot, options: &HeatmapOptions) -> Result<bool> {
        Ok(self.advance_beyond_to(Self::ready(snapshot, options)?))
    }

    /// What [`advance`](Self::advance) does, with the run of the newer snapshot, which one that was begun already goes on by
    /// itself.
    pub fn advance_to(&mut self, run: Self) -> bool {
        self.take_up(run, Self::take_columns)
    }

    /// What [`advance_beyond`](Self::advance_beyond) does, likewise.
    pub fn advance_beyond_to(&mut self, run: Self) -> bool {
        self.take_up(run, |_, _, _| false)
    }

    fn take_up(&mut self, mut run: Self, take_columns: impl FnOnce(&mut Self, &mut Self, usize) -> bool) -> bool {
        let goes_on = run.tracks.iter().all(|track| track.steps_run() == 0) && run.take_over(self, take_columns);
        run.run_to_end();
        *self = run;
        goes_on
    }

    /// Takes over the state of a run `before`, and by `take_columns` so many candles' columns that are shown still; false
    /// where they are not those of this one.
    fn take_over(&mut self, before: &mut Self, take_columns: impl FnOnce(&mut Self, &mut Self, usize) -> bool) -> bool {
        let Some(last) = before.heatmap.columns.last() else { return false };
        let leads = before.tracks.len() == self.tracks.len()
            && before.tracks.iter().zip(&self.tracks).all(|(track, later)| track.leads_to(later, last.close_ms));
        if !leads {
            return false;
        }
        let shown_on = before.bucket_end.saturating_sub(self.first_shown);
        if shown_on > 0 && !take_columns(self, before, shown_on) {
            return false;
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

    /// Takes over the columns that are shown still, of so many candles, but not a last one that can still grow: it is made
    /// again. False where they are not the first of this run.
    fn take_columns(&mut self, before: &mut Self, candles: usize) -> bool {
        let Some(gone) = self.columns_gone(before) else { return false };
        let kept = candles / self.heatmap.candles_per_column;
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
        true
    }
}
