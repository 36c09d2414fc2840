//! A cascade out of a snapshot as a script asks for it: what the page's own figure would show.

use super::request::direction_of;
use super::{Assumed, CascadeAnswer, DEFAULT_DEPTH_FACTOR, Opening};
use crate::engine::clusters::Cluster;
use crate::engine::estimate::EstimateRequest;
use crate::engine::market::{Snapshot, TimeMs};
use crate::error::{Code, Result, fault};
use crate::value::{Node, Read, Value};

/// What to project. Everything but the side may be left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OpeningRequest {
    /// Which markets, up to when, under which assumptions.
    pub estimate: EstimateRequest,
    /// `down` or `up`.
    pub side: Option<String>,
    /// Gap, a fraction of the spot; 0 when left out.
    pub shock: Option<f64>,
    /// What is assumed instead of the defaults.
    pub assumed: Assumed,
}

/// The projection with what it started from.
#[derive(Clone, Debug)]
pub struct OpeningAnswer {
    /// Map, depth and replays.
    pub opening: Opening,
    /// What was assumed.
    pub assumed: Assumed,
    /// Share of the map that past moves allow, and how many were replayed.
    pub calibrated: Option<(f64, usize)>,
    /// Share of the map that was used.
    pub map_scale: f64,
    /// Where it stops.
    pub answer: CascadeAnswer,
}

impl Read for OpeningRequest {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields(&[
            "to",
            "sampling",
            "venues",
            "leverage",
            "prior",
            "parameters",
            "side",
            "shock",
            "depth1pct",
            "depthFactor",
            "passthrough",
            "mapScale",
            "exogenousFlow",
            "criticalFraction",
        ]);
        let assumed = Assumed {
            depth_one_percent: fields.optional_within("depth1pct", 1.0, 1e12),
            depth_factor: fields.optional_within("depthFactor", 0.001, 1000.0),
            passthrough: fields.optional_within("passthrough", 0.0, 1.0),
            map_scale: fields.optional_within("mapScale", 0.0, 1e6),
            flow: fields.optional_within("exogenousFlow", 0.0, 1e18),
            critical_fraction: fields.optional_within("criticalFraction", f64::MIN_POSITIVE, 1.0),
        };
        let read = Self {
            estimate: EstimateRequest::from_fields(&mut fields),
            side: fields.optional_text("side"),
            shock: fields.optional_within("shock", 0.0, 1.0),
            assumed,
        };
        fields.finish(read)
    }
}

impl OpeningRequest {
    /// The projection in `snapshot`, with the map calibrated on the moves before its last candle.
    ///
    /// # Errors
    /// Those of [`Opening::new`], and [`Code::DataEmpty`] where nothing is known of the side's depth.
    pub fn run(&self, snapshot: &Snapshot) -> Result<OpeningAnswer> {
        let direction = direction_of(self.side.as_deref())?;
        let opening = Opening::new(snapshot, &self.estimate)?;
        let calibrated = opening.calibrated(&Assumed::default());
        let map_scale = self.assumed.map_scale.or(calibrated.map(|(scale, _)| scale)).unwrap_or(1.0);
        let scenario = opening.scenario(direction, self.shock.unwrap_or(0.0), &self.assumed, map_scale);
        let nothing = || fault!(Code::DataEmpty, "depth", "nothing", "a book, a published figure or traded volume");
        let answer = CascadeAnswer::of(scenario.ok_or_else(nothing)?);
        Ok(OpeningAnswer { opening, assumed: self.assumed, calibrated, map_scale, answer })
    }
}

impl OpeningAnswer {
    fn time_ms(&self) -> TimeMs {
        self.opening.map.column.close_ms
    }

    fn assumed(&self) -> Value {
        let scenario = &self.answer.scenario;
        let factor = self.assumed.depth_factor.unwrap_or(DEFAULT_DEPTH_FACTOR);
        Value::object()
            .with("depth1pct", scenario.cascade.depth.at(0.01) / factor)
            .with("depthFactor", factor)
            .with("passthrough", self.assumed.passthrough.unwrap_or(1.0))
            .with("mapScale", self.map_scale)
            .with("calibratedMapScale", self.calibrated.map(|(scale, _)| scale))
            .with("replayedMoves", self.calibrated.map(|(_, moves)| moves))
    }
}

impl From<&OpeningAnswer> for Value {
    fn from(found: &OpeningAnswer) -> Self {
        let map = &found.opening.map;
        let clusters: Vec<Cluster> = found.opening.clusters(found.answer.scenario.direction).cloned().collect();
        Self::object()
            .with("asset", &found.opening.asset)
            .with("time", found.time_ms())
            .with("openInterestUsd", map.column.open_interest)
            .with("volatility", found.opening.volatility)
            .with("assumed", found.assumed())
            .with("clusters", Self::list(&clusters))
            .with("projection", &found.answer)
    }
}
