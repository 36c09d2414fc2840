//! Replayed flushes as a script gives them, and the scale they call for.

use super::{CalibratedScale, Calibration, CascadeRequest, DEFAULT_TARGET, Scenario, calibrate};
use crate::error::Result;
use crate::value::{Node, Read, Value};

/// What to calibrate on.
#[derive(Clone, Debug, PartialEq)]
pub struct CalibrationRequest {
    /// Past flushes, each with the map, the book and the shock before it.
    pub flushes: Vec<CascadeRequest>,
    /// Median volume branching to aim at; 0.225 when left out.
    pub target: Option<f64>,
}

impl Read for CalibrationRequest {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["flushes", "target"]);
        let read = Self { flushes: fields.list_of("flushes"), target: fields.optional_number("target") };
        fields.finish(read)
    }
}

impl CalibrationRequest {
    /// The scale.
    ///
    /// # Errors
    /// As [`CascadeRequest::check`] and [`calibrate`].
    pub fn run(&self) -> Result<CalibratedScale> {
        let check = |(index, flush): (usize, &CascadeRequest)| {
            flush.check().map_err(|error| error.within(&format!("flushes[{index}]")))
        };
        let events: Vec<Scenario> = self.flushes.iter().enumerate().map(check).collect::<Result<_>>()?;
        calibrate(&events, self.target.unwrap_or(DEFAULT_TARGET))
    }
}

impl From<&CalibratedScale> for Value {
    fn from(found: &CalibratedScale) -> Self {
        Self::object()
            .with("mapScale", found.scale)
            .with("medianBranching", found.median)
            .with("branching", found.branching.as_slice())
            .with("flushes", found.branching.len())
            .with("calibration", found.calibration.as_str())
            .with("outsideCalibratedRange", found.calibration != Calibration::Within)
    }
}
