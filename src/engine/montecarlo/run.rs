//! A simulation, some of it at a time: a page runs it in its idle moments.

use std::ops::ControlFlow;

use super::{Method, PathRun, Simulation, SimulationAnswer};

/// Bins of paths that are walked before the page gets its turn.
const BINS_AT_ONCE: usize = 4;

/// A simulation on its way. The outcome is that of [`Simulation::run`].
#[derive(Debug)]
pub enum SimulationRun {
    /// Everything at once: one gap a draw is quick.
    AtOnce(Box<Simulation>),
    /// Paths, bin by bin.
    Walking(Box<PathRun>),
}

impl SimulationRun {
    /// Nothing is drawn yet.
    #[must_use]
    pub fn new(simulation: Simulation) -> Self {
        if simulation.method == Method::Path {
            Self::Walking(Box::new(PathRun::new(simulation)))
        } else {
            Self::AtOnce(Box::new(simulation))
        }
    }

    /// Draws some: the answer after the last, else the run that goes on.
    pub fn next(self) -> ControlFlow<SimulationAnswer, Self> {
        match self {
            Self::AtOnce(simulation) => ControlFlow::Break(simulation.run()),
            Self::Walking(mut run) => {
                if (0..BINS_AT_ONCE).all(|_| run.next_bin()) {
                    ControlFlow::Continue(Self::Walking(run))
                } else {
                    ControlFlow::Break(run.finish())
                }
            }
        }
    }
}
