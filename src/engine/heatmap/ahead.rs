//! A run that is made by slices before it is asked for, so that a page is not kept waiting.

use crate::engine::heatmap::{HeatmapOptions, HeatmapRun};
use crate::engine::market::Snapshot;
use crate::error::Result;

/// A run on its way to its end.
pub struct Ahead {
    options: HeatmapOptions,
    run: HeatmapRun,
}

impl Ahead {
    /// A run before its first step.
    ///
    /// # Errors
    /// Those of [`HeatmapRun::new`].
    pub fn begin(snapshot: &Snapshot, options: HeatmapOptions) -> Result<Self> {
        Ok(Self { run: HeatmapRun::ready(snapshot, &options)?, options })
    }

    /// Runs about so many steps more; a column counts as one. Gives whether there are more.
    pub fn go_on(&mut self, steps: usize) -> bool {
        self.run.go_on(steps)
    }

    /// A run of `snapshot` as far as it has come: the one that was begun `ahead` of the same snapshot, where that was with these
    /// options, else one before its first step.
    ///
    /// # Errors
    /// Those of [`HeatmapRun::new`].
    pub fn run(ahead: Option<Self>, snapshot: &Snapshot, options: &HeatmapOptions) -> Result<HeatmapRun> {
        match ahead {
            Some(ahead) if ahead.options == *options => Ok(ahead.run),
            _ => HeatmapRun::ready(snapshot, options),
        }
    }

    /// The same at its end: what [`HeatmapRun::new`] gives.
    ///
    /// # Errors
    /// Those of [`HeatmapRun::new`].
    pub fn finished(ahead: Option<Self>, snapshot: &Snapshot, options: &HeatmapOptions) -> Result<HeatmapRun> {
        let mut run = Self::run(ahead, snapshot, options)?;
        run.run_to_end();
        Ok(run)
    }
}
