//! What every widget's view offers to the page that shows it.

use std::rc::Rc;

use crate::engine::market::Snapshot;
use crate::error::Result;
use crate::scene::breadth::Breadth;
use crate::scene::card::Said;
use crate::scene::display_list::{Mark, MeasureText, Rect};
use crate::scene::drawing::Step;
use crate::scene::frame::{Frame, Table};
use crate::scene::input::Input;
use crate::scene::invalidation::Invalidation;
use crate::scene::layout;
use crate::scene::look::Look;
use crate::scene::method::MethodCard;
use crate::value::Value;

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

/// Room that a chart asks for where it stands alone, CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// A chart as high as this is good to read; words of lesser rank go before it is lower.
    pub wanted_px: f64,
    /// Least width and height.
    pub least_px: (f64, f64),
}

impl Default for Room {
    fn default() -> Self {
        Self { wanted_px: 280.0, least_px: layout::LEAST_PX }
    }
}

/// A figure that tells what it shows: words around it, its numbers, its tables.
pub trait View: Figure {
    /// The data.
    fn snapshot(&self) -> &Rc<Snapshot>;

    /// Colours, words, clock.
    fn page(&self) -> &Look;

    /// The words that every figure has around it.
    fn frame(&self) -> Frame;

    /// The same as plain data, with what only this kind has.
    fn frame_data(&self) -> Value {
        Value::from(&self.frame())
    }

    /// The numbers drawn, as plain data.
    fn result(&self) -> Value;

    /// What is spoken after a key: the place that the reader points at.
    fn reading(&self) -> Option<String>;

    /// Sentences around the chart where it stands alone.
    fn said(&self) -> Said {
        Said::default()
    }

    /// Room for the chart where it stands alone.
    fn room(&self, _breadth: Breadth) -> Room {
        Room::default()
    }

    /// Computes a part of what takes longer than a picture may wait for.
    ///
    /// # Errors
    /// For settings that leave nothing to compute.
    fn draw_next(&mut self) -> Result<Step> {
        Ok(Step::Done)
    }

    /// The tables one click away.
    fn tables(&self) -> Vec<Table>;

    /// The method card.
    fn method(&self) -> MethodCard;

    /// The numbers as CSV; `snapshot_text` is what they were computed from, `attributes` are told in it.
    fn csv(&self, snapshot_text: &str, attributes: &[(String, String)]) -> String;
}
