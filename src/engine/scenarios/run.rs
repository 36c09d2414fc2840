//! The estimate and the paths of a question, some at a time: a page runs them after its picture.

use std::ops::ControlFlow;

use super::amounts::{Estimated, opening_of};
use super::handover::{ZonesAsked, ZonesTold};
use crate::engine::cascade::Opening;
use crate::engine::estimate::EstimateRequest;
use crate::engine::heatmap::Ahead;
use crate::engine::market::Snapshot;
use crate::engine::montecarlo::{Simulation, SimulationAnswer, SimulationRun, Zone};
use crate::error::Result;
use crate::lists::Listed;

/// A question on its way to its answer. What comes of it is what a [`Board`](super::Board) has that computes by itself.
pub struct ZonesRun {
    snapshot: Snapshot,
    asked: ZonesAsked,
    request: EstimateRequest,
    /// The estimate, until it is made.
    ahead: Option<Ahead>,
    estimated: Option<Estimated>,
    /// The paths, until all are walked.
    run: Option<SimulationRun>,
    simulated: Option<SimulationAnswer>,
}

impl ZonesRun {
    /// Nothing is estimated yet.
    ///
    /// # Errors
    /// Those of the estimate.
    pub fn new(snapshot: Snapshot, asked: ZonesAsked) -> Result<Self> {
        let request = EstimateRequest { venues: asked.venues(&snapshot), ..EstimateRequest::default() };
        let ahead = Some(Ahead::begin(&snapshot, Opening::estimated(&snapshot, &request)?)?);
        Ok(Self { snapshot, asked, request, ahead, estimated: None, run: None, simulated: None })
    }

    /// Estimates about so many steps more, and gives whether there are more.
    pub fn go_on(&mut self, steps: usize) -> bool {
        self.ahead.as_mut().is_some_and(|ahead| ahead.go_on(steps))
    }

    /// Ends the estimate, or walks some of the paths; gives whether there are more.
    ///
    /// # Errors
    /// Those of the estimate.
    pub fn draw_next(&mut self) -> Result<bool> {
        if let Some(ahead) = self.ahead.take() {
            let opening = opening_of(Some(ahead), &self.snapshot, &self.request)?;
            self.run = opening.and_then(|opening| self.begin(&opening)).map(SimulationRun::new);
        } else {
            match self.run.take().map(SimulationRun::next) {
                Some(ControlFlow::Continue(run)) => self.run = Some(run),
                Some(ControlFlow::Break(answer)) => self.simulated = Some(answer),
                None => {}
            }
        }
        Ok(self.run.is_some())
    }

    /// Keeps what is told of the estimate, and gives what is to be simulated.
    fn begin(&mut self, opening: &Opening) -> Option<Simulation> {
        let estimated = self.estimated.insert(Estimated::from(opening));
        let zones = self.asked.zones.iter().filter(|zone| !zone.holds(estimated.spot));
        let zones = zones.map(|zone| Zone { name: String::new(), low: zone.low, high: zone.high }).listed();
        self.asked.odds.simulation(opening, estimated, zones)?.checked().ok()
    }

    /// The answer, as numbers of [`ZonesTold`], once there is no more.
    #[must_use]
    pub fn numbers(&self) -> Vec<f64> {
        ZonesTold::numbers(self.asked.number, self.estimated.as_ref(), self.simulated.as_ref())
    }
}
