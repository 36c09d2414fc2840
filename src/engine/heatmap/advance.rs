//! A run that goes on to a newer snapshot, so that a candle that follows costs one step and one column of each market.

use crate::engine::heatmap::{HeatmapOptions, HeatmapRun};
use crate::engine::market::Snapshot;
use crate::engine::plan::Plan;
use crate::engine::track::{Prepared, Track};
use crate::error::Result;

impl HeatmapRun {
    /// Goes on to `snapshot`, which has all that the one before had, and perhaps candles after it. What it gives is bit for
    /// bit what [`new`](Self::new) gives. False, and nothing is changed, where that takes a new run: other rows or
    /// options, other markets, steps that are told otherwise now. Another first instant is fine.
    ///
    /// # Errors
    /// Those of [`new`](Self::new); nothing is changed then.
    pub fn advance(&mut self, snapshot: &Snapshot, options: &HeatmapOptions) -> Result<bool> {
        let plan = Plan::new(snapshot, options)?;
        let Some(gone) = self.columns_gone(&plan, options).filter(|_| self.leads_to(&plan, options)) else {
            return Ok(false);
        };
        self.forget(gone);
        self.first_shown = plan.first_shown;
        self.options = options.clone();
        self.latest_open_interest = plan.prepared.iter().map(Prepared::latest_open_interest_usd).collect();
        for (track, prepared) in self.tracks.iter_mut().zip(plan.prepared) {
            track.go_on(prepared);
        }
        self.run_to_end();
        Ok(true)
    }

    /// How many columns are no longer shown; nothing where those that stay would begin elsewhere.
    fn columns_gone(&self, plan: &Plan, options: &HeatmapOptions) -> Option<usize> {
        let per_column = self.heatmap.candles_per_column;
        let steps_gone = plan.first_shown.checked_sub(self.first_shown)?;
        let has_more = plan.prepared.first().is_some_and(|reference| reference.steps.len() > self.bucket_end);
        let ends_whole = (self.bucket_end - self.first_shown).is_multiple_of(per_column);
        let begins_whole = steps_gone.is_multiple_of(per_column);
        if plan.shown().len().div_ceil(options.columns) != per_column || !begins_whole || (has_more && !ends_whole) {
            return None;
        }
        let gone = steps_gone / per_column;
        // The first column counts from its own beginning, each other one from the end of the one before.
        let columns = &self.heatmap.columns;
        let joins = match gone.checked_sub(1).and_then(|before| columns.get(before..=gone)) {
            Some(around) => around[0].close_ms == around[1].open_ms,
            None => gone == 0,
        };
        joins.then_some(gone)
    }

    fn leads_to(&self, plan: &Plan, options: &HeatmapOptions) -> bool {
        let Some(last) = self.heatmap.columns.last() else { return false };
        let same_options = HeatmapOptions { from_ms: options.from_ms, ..self.options.clone() } == *options;
        let same_markets = self.heatmap.markets == plan.markets && self.tracks.len() == plan.prepared.len();
        let same_tiers = self.heatmap.tiers.iter().eq(plan.prepared.iter().map(|market| &market.tiers));
        let leads = |(track, prepared): (&Track, &Prepared)| track.leads_to(prepared, last.close_ms);
        !self.live
            && same_options
            && same_markets
            && same_tiers
            && self.heatmap.rows == plan.rows
            && self.tracks.iter().zip(&plan.prepared).all(leads)
    }

    fn forget(&mut self, columns: usize) {
        let rows = self.heatmap.rows.count();
        self.heatmap.columns.drain(..columns);
        self.heatmap.cells.iter_mut().for_each(|side| drop(side.drain(..columns * rows)));
        self.standing.drain(..columns * self.tracks.len());
        self.conservation.drain(..columns);
        self.heatmap.conservation_error = self.conservation.iter().copied().fold(0.0, f64::max);
    }
}
