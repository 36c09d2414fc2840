//! How a heatmap is shown: the author's and the reader's choices, none of which changes a number.

use crate::scene::annotations::Annotation;
use crate::scene::colormap::Palette;
use crate::scene::heat_cells::ShownSides;
use crate::scene::heat_scale::HeatScaleKind;
use crate::scene::locale::Locale;
use crate::scene::theme::Theme;
use crate::scene::zone::Zone;

/// Everything that decides how the numbers look.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatmapLook {
    /// Colours of the chart.
    pub theme: Theme,
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
    /// Words and numbers.
    pub locale: Locale,
    /// Whose clock.
    pub zone: Zone,
    /// What the author marked.
    pub annotations: Vec<Annotation>,
}
