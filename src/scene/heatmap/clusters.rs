//! The largest clusters of each side, named at the right edge: price range, mass, distance.

use crate::engine::clusters::Cluster;
use crate::engine::heatmap::Basis;
use crate::engine::market::Side;
use crate::scene::display_list::{Anchor, Mark, MeasureText, Point, Rect, Stroke};
use crate::scene::heatmap::layout::{Breadth, Layout};
use crate::scene::locale::{Locale, fill};
use crate::scene::marks::label::{FONT_PX, Label, Labels};
use crate::scene::scale::ValueScale;
use crate::scene::theme::Theme;

/// Named clusters of each side.
const NAMED_PER_SIDE: usize = 3;
const BRACKET_PX: f64 = 6.0;

/// The clusters to be named, by falling mass, at most three of each side.
#[must_use]
pub fn named(clusters: &[Cluster]) -> Vec<&Cluster> {
    let mut named = Vec::new();
    for side in Side::BOTH {
        named.extend(clusters.iter().filter(|cluster| cluster.side == side).take(NAMED_PER_SIDE));
    }
    named.sort_by(|a, b| b.mass.total_cmp(&a.mass));
    named
}

/// A cluster in words.
#[derive(Clone, Copy)]
pub struct ClusterWords {
    /// Language and units.
    pub locale: Locale,
    /// Whether masses are money.
    pub basis: Basis,
    /// Smallest price step.
    pub tick: Option<f64>,
}

impl ClusterWords {
    /// Mass with its unit.
    #[must_use]
    pub fn mass(self, mass: f64) -> String {
        match self.basis {
            Basis::Usd => self.locale.usd(mass),
            Basis::Relative => self.locale.percent_short(mass),
        }
    }

    /// The long form: range, mass and distance.
    #[must_use]
    pub fn long_form(self, cluster: &Cluster) -> String {
        let range = self.locale.price_range(cluster.low, cluster.high, self.tick);
        let (mass, distance) = (self.mass(cluster.mass), self.locale.percent_signed(cluster.distance, 1));
        fill(self.locale.words().chart.cluster, &[("range", &range), ("mass", &mass), ("distance", &distance)])
    }

    fn short_form(self, cluster: &Cluster) -> String {
        let (mass, distance) = (self.mass(cluster.mass), self.locale.percent_signed(cluster.distance, 1));
        fill(self.locale.words().chart.cluster_short, &[("mass", &mass), ("distance", &distance)])
    }
}

/// Width of the widest label with its bracket.
#[must_use]
pub fn gutter_width(clusters: &[Cluster], words: ClusterWords, measure: &dyn MeasureText) -> f64 {
    let widths = named(clusters).into_iter().map(|cluster| measure.width(&words.long_form(cluster), FONT_PX, false));
    widths.fold(0.0, f64::max).ceil() + BRACKET_PX + 14.0
}

/// Brackets at the edge of the plot; labels in the gutter, or inside the plot where there is none.
#[must_use]
pub fn brackets(
    clusters: &[Cluster],
    words: ClusterWords,
    prices: &ValueScale,
    layout: &Layout,
    theme: &Theme,
    labels: &mut Labels<'_>,
) -> Vec<Mark> {
    let mut marks = Vec::new();
    for cluster in named(clusters) {
        let y = |price: f64| prices.to_px(price).clamp(layout.plot.y, layout.plot.bottom());
        let (top, bottom) = (y(cluster.high), y(cluster.low));
        if bottom - top < 0.5 {
            continue;
        }
        let color = if cluster.side == Side::Long { theme.long } else { theme.short };
        marks.push(bracket(layout.plot.right(), top, bottom, color));
        let middle = (top + bottom) / 2.0;
        let label = |text: String, x: f64, anchor: Anchor| Label {
            text,
            at: Point { x, y: middle },
            anchor,
            bold: false,
            color: if layout.breadth == Breadth::Full { theme.ink } else { color },
            ground: (layout.breadth != Breadth::Full).then(|| theme.background.with_alpha(225)),
        };
        let right = layout.plot.right();
        if layout.breadth == Breadth::Full {
            let long = label(words.long_form(cluster), right + BRACKET_PX + 6.0, Anchor::Start);
            labels.place_first([long, label(words.short_form(cluster), right + BRACKET_PX + 6.0, Anchor::Start)]);
        } else {
            let long = label(words.long_form(cluster), right - 6.0, Anchor::End);
            let short = label(words.short_form(cluster), right - 6.0, Anchor::End);
            let choices = if layout.breadth == Breadth::Phone { vec![short] } else { vec![long, short] };
            labels.place_first(choices);
        }
    }
    marks
}

fn bracket(x: f64, top: f64, bottom: f64, color: crate::scene::display_list::Rgba) -> Mark {
    let out = x + BRACKET_PX;
    let points =
        vec![Point { x, y: top }, Point { x: out, y: top }, Point { x: out, y: bottom }, Point { x, y: bottom }];
    Mark::Line { points, stroke: Stroke { color, width: 2.0, dash: None } }
}

/// Place that labels of the gutter or of the plot may use.
#[must_use]
pub fn label_bounds(layout: &Layout) -> Rect {
    Rect { width: layout.plot.width + layout.gutter.width, ..layout.plot }
}
