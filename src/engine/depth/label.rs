//! Where a depth curve comes from and how far it is known, so that a page can say so.

use super::DepthCurve;
use crate::engine::market::TimeMs;

/// What kind of evidence a curve is made from, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DepthKind {
    /// Levels of a book.
    Book,
    /// Sums within distances of the mid.
    Bands,
    /// One figure: so much for each per cent, or within one per cent with an exponent.
    OneFigure,
    /// Square-root impact from a day's volume and volatility.
    Impact,
    /// Points of the author's own.
    Points,
    /// The bundled figure of an asset, where nothing is known of the market itself.
    Default,
}

/// Origin and reach of a curve.
#[derive(Clone, Debug, PartialEq)]
pub struct DepthLabel {
    /// Kind of evidence.
    pub kind: DepthKind,
    /// Where it was published or on which venue it was seen; empty when the author does not say.
    pub source: String,
    /// When it was seen.
    pub time_ms: Option<TimeMs>,
    /// Furthest distance given; `None` where a formula holds everywhere.
    pub reach: Option<f64>,
    /// Whether the last slope goes on beyond the reach; what lies there must be called extrapolated.
    pub extends: bool,
}

/// A curve and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct SourcedDepth {
    /// How much is absorbed.
    pub curve: DepthCurve,
    /// Origin and reach.
    pub label: DepthLabel,
}

impl DepthKind {
    /// One word, as results have it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Book => "book",
            Self::Bands => "bands",
            Self::OneFigure => "one-figure",
            Self::Impact => "impact",
            Self::Points => "points",
            Self::Default => "default",
        }
    }
}

impl DepthLabel {
    /// A label without source and time, for a curve known up to `reach`.
    #[must_use]
    pub const fn new(kind: DepthKind, reach: Option<f64>) -> Self {
        Self { kind, source: String::new(), time_ms: None, reach, extends: false }
    }

    /// Whether an outcome at a distance of `y` from the mid rests on more than was given.
    #[must_use]
    pub fn is_extrapolated_at(&self, y: f64) -> bool {
        self.extends && self.reach.is_some_and(|reach| y > reach)
    }
}
