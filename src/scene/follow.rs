//! Where a shock leads, drawn over another widget of the same group: the price that it jumps to, and where it stops.

use crate::lists::Growing;
use crate::scene::display_list::{Anchor, Mark, MeasureText, Point, Stroke};
use crate::scene::layout::Layout;
use crate::scene::locale::fill;
use crate::scene::look::Look;
use crate::scene::marks::axes::segment;
use crate::scene::marks::label::Label;
use crate::scene::marks::reading_box::chip;
use crate::value::{Node, Read};

/// What a line that the names of clusters part begins with again, before its price.
const TICK_PX: f64 = 8.0;

/// Prices of a projection.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Follow {
    /// Where the shock alone leads.
    pub shock: f64,
    /// Where the liquidations that it sets off carry it.
    pub stop: f64,
}

impl Read for Follow {
    fn read(node: Node) -> crate::error::Result<Self> {
        let mut fields = node.fields(&["shock", "stop"]);
        let read =
            Self { shock: fields.number_within("shock", 0.0, 1e15), stop: fields.number_within("stop", 0.0, 1e15) };
        fields.finish(read)
    }
}

/// The picture that a projection is drawn over.
pub struct FollowGround<'a> {
    /// Heights of its prices.
    pub height_of: &'a dyn Fn(f64) -> f64,
    /// Its places.
    pub layout: &'a Layout,
    /// The price that distances are from.
    pub spot: f64,
    /// Colours and words.
    pub page: &'a Look,
    /// Smallest price step.
    pub tick: Option<f64>,
}

impl Follow {
    /// Both lines with their words, and a chip at the axis for the stop; what lies outside the plot is left out.
    #[must_use]
    pub fn marks(&self, ground: &FollowGround<'_>, measure: &dyn MeasureText) -> Vec<Mark> {
        let FollowGround { height_of, layout, spot, page, tick } = *ground;
        let (plot, theme, locale) = (layout.plot, &page.theme, page.locale);
        let words = &locale.words().chart;
        let mut marks = Vec::new();
        let lines =
            [(self.shock, words.line_shock(), Some((4.0, 3.0)), 1.5), (self.stop, words.line_stop(), None, 2.0)];
        for (price, text, dash, width) in lines {
            let y = height_of(price);
            if y < plot.y || y > plot.bottom() {
                continue;
            }
            let stroke = Stroke { color: theme.accent, width, dash };
            // Names of clusters stand between the plot and the axis: there the line is left out.
            let axis_x = layout.axis.x;
            let parts: &[_] = if layout.gutter.width > 2.0 * TICK_PX {
                &[(plot.x, plot.right()), (axis_x - TICK_PX, axis_x)]
            } else {
                &[(plot.x, axis_x)]
            };
            for &(from, to) in parts {
                marks.push(segment(Point { x: from, y }, Point { x: to, y }, stroke));
            }
            let text = fill(text, &[("distance", &locale.percent_signed(price / spot - 1.0, 1))]);
            // The shock's words stand on the spot's side of its line, the stop's beyond its own.
            let away = if (price < spot) == (dash.is_none()) { 9.0 } else { -9.0 };
            let label = Label {
                text,
                at: Point { x: plot.x + plot.width * 0.3, y: (y + away).clamp(plot.y + 8.0, plot.bottom() - 8.0) },
                anchor: Anchor::Middle,
                bold: true,
                color: theme.accent,
                ground: Some(theme.background.with_alpha(225)),
            };
            marks.put_all(label.marks(measure));
            if dash.is_none() {
                let at = Point { x: layout.axis.x + 6.0, y };
                marks.put_all(chip(locale.price(price, tick), at, Anchor::Start, theme, measure));
            }
        }
        marks
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::display_list::Rect;
    use crate::scene::locale::Language;
    use crate::scene::look::tests::light;
    use crate::scene::marks::label::tests::Monospace;

    /// Where the lines at one height begin and end.
    fn parts(gutter_px: f64) -> Vec<(f64, f64)> {
        let plot = Rect { x: 10.0, y: 0.0, width: 300.0, height: 200.0 };
        let gutter = Rect { x: plot.right(), width: gutter_px, ..plot };
        let axis = Rect { x: gutter.right(), width: 60.0, ..plot };
        let layout = Layout { plot, gutter, axis, ..Layout::default() };
        let follow = Follow { shock: 1000.0, stop: 95.0 };
        let page = light(Language::En);
        let ground =
            FollowGround { height_of: &|price| 195.0 - price, layout: &layout, spot: 100.0, page: &page, tick: None };
        let ends =
            |mark: Mark| if let Mark::Line { points, .. } = mark { Some((points[0].x, points[1].x)) } else { None };
        follow.marks(&ground, &Monospace).into_iter().filter_map(ends).collect()
    }

    #[test]
    fn the_line_leaves_out_where_the_names_of_clusters_stand() {
        assert_eq!(parts(150.0), [(10.0, 310.0), (452.0, 460.0)]);
    }

    #[test]
    fn the_line_reaches_the_axis_where_no_names_stand_before_it() {
        assert_eq!(parts(0.0), [(10.0, 310.0)]);
    }
}
