//! What every widget's view offers to the page that shows it.

use crate::scene::display_list::{Mark, MeasureText, Rect};
use crate::scene::input::Input;
use crate::scene::invalidation::Invalidation;

/// Size of an image and where it is stretched to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RasterPlace {
    /// Pixels per row.
    pub width: usize,
    /// Rows, top row first.
    pub height: usize,
    /// Place in CSS pixels; parts outside `clip` are not shown.
    pub place: Rect,
    /// What of it is shown.
    pub clip: Rect,
}

/// Something the reader did that the host page is told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The crosshair stands on another cell, or was taken away.
    Hover,
    /// A cell was chosen.
    Select,
    /// Another part of the picture is shown.
    Viewport,
    /// The reader asked for the list of keys.
    Help,
    /// The reader moved the shock.
    Shock,
    /// Another round of the replay is shown.
    Round,
    /// The reader asked to play or to pause the rounds.
    Play,
}

/// What came of an input.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reaction {
    /// What to paint again.
    pub invalidation: Invalidation,
    /// Whom to tell.
    pub notices: Vec<Notice>,
    /// Whether the input was used, so that the page must not act on it too.
    pub used: bool,
}

impl Reaction {
    /// A used input that asks for `invalidation`.
    #[must_use]
    pub fn used(invalidation: Invalidation) -> Self {
        Self { invalidation, notices: Vec::new(), used: true }
    }

    /// The same with a notice.
    #[must_use]
    pub fn and_tell(mut self, notice: Notice) -> Self {
        self.notices.push(notice);
        self
    }
}

/// The view of one widget: layers to paint, and what to do with input.
pub trait Figure {
    /// Lays the picture out for a size in CSS pixels.
    fn resize(&mut self, width_css: f64, height_css: f64, measure: &dyn MeasureText);

    /// Writes the lowest layer as RGBA pixels into `pixels`; `None` when there is none.
    fn raster(&mut self, pixels: &mut Vec<u8>) -> Option<RasterPlace>;

    /// Axes, candles, labels, legend.
    fn chart(&self, measure: &dyn MeasureText) -> Vec<Mark>;

    /// Crosshair and its box.
    fn overlay(&self, measure: &dyn MeasureText) -> Vec<Mark>;

    /// Takes up what the reader did.
    fn handle(&mut self, input: Input) -> Reaction;
}
