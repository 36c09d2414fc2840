//! How a heatmap is shown: the author's and the reader's choices, none of which changes a number.

use crate::scene::colormap::Palette;
use crate::scene::heat_cells::ShownSides;
use crate::scene::heat_scale::HeatScaleKind;
use crate::scene::look::Look;

/// Everything that decides how the numbers look.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatmapLook {
    /// Colours, words, clock.
    pub page: Look,
    /// Colours of the heat.
    pub palette: Palette,
    /// How a cell becomes a colour.
    pub scale: HeatScaleKind,
    /// Share of the scale below which nothing is painted, 0..=1.
    pub threshold: f64,
    /// Sides painted.
    pub sides: ShownSides,
    /// Whether candles are drawn.
    pub candles: bool,
    /// Whether realised liquidations are drawn.
    pub realised: bool,
}
