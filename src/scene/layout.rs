//! Where the parts of a picture with a price axis lie. Three widths are designed: phone, column, full.

use crate::scene::breadth::Breadth;
use crate::scene::display_list::Rect;

/// Places in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Layout {
    /// Which design.
    pub breadth: Breadth,
    /// Whole picture.
    pub whole: Rect,
    /// Where prices and times are to scale.
    pub plot: Rect,
    /// Room for cluster labels between plot and axis; no width on narrow pictures, whose labels stand in the plot.
    pub gutter: Rect,
    /// Price labels.
    pub axis: Rect,
    /// Legend.
    pub legend: Rect,
}

/// What the words of a picture need.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Needs {
    /// Width of the price axis.
    pub axis_width: f64,
    /// Width of the widest cluster label with its bracket.
    pub gutter_width: f64,
    /// Height above the plot.
    pub top: f64,
    /// Height of what stands between the plot and the legend.
    pub below: f64,
    /// Height of the legend.
    pub legend: f64,
}

/// A picture narrower or lower than this is laid out as if it were this large, and cut off.
pub const LEAST_PX: (f64, f64) = (160.0, 200.0);

impl Layout {
    /// The layout for a size.
    #[must_use]
    pub fn new(width_css: f64, height_css: f64, needs: Needs) -> Self {
        let (width, height) = (width_css.max(LEAST_PX.0), height_css.max(LEAST_PX.1));
        let breadth = Breadth::of(width);
        let gutter_width = if breadth == Breadth::Full { needs.gutter_width.min(width * 0.28) } else { 0.0 };
        let plot = Rect {
            x: 0.0,
            y: needs.top,
            width: width - needs.axis_width - gutter_width,
            height: height - needs.top - needs.below - needs.legend,
        };
        let beside = |x: f64, width: f64| Rect { x, y: plot.y, width, height: plot.height };
        Self {
            breadth,
            whole: Rect { x: 0.0, y: 0.0, width, height },
            plot,
            gutter: beside(plot.right(), gutter_width),
            axis: beside(plot.right() + gutter_width, needs.axis_width),
            legend: Rect { x: 0.0, y: height - needs.legend, width, height: needs.legend },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_overlap_and_fill_the_picture_at_every_width() {
        let needs = Needs { axis_width: 60.0, gutter_width: 200.0, top: 6.0, below: 38.0, legend: 70.0 };
        for width in [320.0, 390.0, 680.0, 1200.0] {
            let layout = Layout::new(width, 460.0, needs);
            assert!(layout.plot.width > 200.0 && layout.plot.height > 200.0, "{width}");
            assert_eq!(layout.axis.right(), width);
            assert!(layout.plot.right() <= layout.gutter.x && layout.gutter.right() <= layout.axis.x);
            assert!(layout.plot.bottom() + needs.below <= layout.legend.y + 0.01);
        }
    }
}
