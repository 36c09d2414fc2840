//! The largest clusters of each side, named at the right edge: price range, mass, distance.

use crate::engine::clusters::Cluster;
use crate::engine::heatmap::Basis;
use crate::engine::market::Side;
use crate::engine::order::ordered;
use crate::lists::{Growing, Listed};
use crate::scene::breadth::Breadth;
use crate::scene::display_list::{Anchor, Mark, MeasureText, Point, Rect, Rgba, Stroke};
use crate::scene::layout::Layout;
use crate::scene::locale::{Locale, fill};
use crate::scene::marks::label::{FONT_PX, LINE_PX, Label, Labels};
use crate::scene::scale::ValueScale;
use crate::scene::theme::Theme;

/// Named clusters of each side.
const NAMED_PER_SIDE: usize = 3;
const BRACKET_PX: f64 = 6.0;

/// The clusters to be named, by falling mass, at most three of each side.
#[must_use]
pub fn named(clusters: &[Cluster]) -> Vec<&Cluster> {
    let mut named: Vec<&Cluster> = Vec::new();
    for side in Side::BOTH {
        named.put_all(clusters.iter().filter(|cluster| cluster.side == side).take(NAMED_PER_SIDE));
    }
    ordered(&named, |a, b| b.mass.total_cmp(&a.mass))
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
        fill(self.locale.words().chart.cluster(), &[("range", &range), ("mass", &mass), ("distance", &distance)])
    }

    fn short_form(self, cluster: &Cluster) -> String {
        let (mass, distance) = (self.mass(cluster.mass), self.locale.percent_signed(cluster.distance, 1));
        fill(self.locale.words().chart.cluster_short(), &[("mass", &mass), ("distance", &distance)])
    }
}

/// Width of the widest label with its bracket.
#[must_use]
pub fn gutter_width(clusters: &[Cluster], words: ClusterWords, measure: &dyn MeasureText) -> f64 {
    let widths = named(clusters).into_iter().map(|cluster| measure.width(&words.long_form(cluster), FONT_PX, false));
    widths.fold(0.0, f64::max).ceil() + BRACKET_PX + 14.0
}

/// A cluster with the height of its bracket on the page.
struct Span<'a> {
    cluster: &'a Cluster,
    top: f64,
    bottom: f64,
}

impl Span<'_> {
    /// Whether a line of text at this height stands beside the bracket.
    fn is_beside(&self, y: f64) -> bool {
        y + LINE_PX / 2.0 > self.top && y - LINE_PX / 2.0 < self.bottom
    }
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
    let y = |price: f64| prices.to_px(price).clamp(layout.plot.y, layout.plot.bottom());
    let spans: Vec<Span<'_>> = (named(clusters).into_iter())
        .map(|cluster| Span { cluster, top: y(cluster.high), bottom: y(cluster.low) })
        .filter(|span| span.bottom - span.top >= 0.5)
        .listed();
    let mut marks = Vec::new();
    for span in &spans {
        let color = if span.cluster.side == Side::Long { theme.long } else { theme.short };
        marks.put_all(bracket(layout, span.top, span.bottom, color, theme));
        labels.place_first(choices(span, &spans, words, layout, theme));
    }
    marks
}

/// Places for a cluster's label, the best first: beside the middle of its bracket, else towards either end, else just
/// beyond one. Where little room is left inside the plot, the mass alone is better than no name.
fn choices(span: &Span<'_>, spans: &[Span<'_>], words: ClusterWords, layout: &Layout, theme: &Theme) -> Vec<Label> {
    let Span { cluster, top, bottom } = *span;
    let wide = layout.breadth == Breadth::Full;
    let side = if cluster.side == Side::Long { theme.long } else { theme.short };
    let (x, anchor) = if wide {
        (layout.plot.right() + BRACKET_PX + 6.0, Anchor::Start)
    } else {
        (layout.plot.right() - BRACKET_PX - 6.0, Anchor::End)
    };
    let label = |text: &str, y: f64| Label {
        text: text.to_owned(),
        at: Point { x, y },
        anchor,
        bold: false,
        color: if wide { theme.ink } else { side },
        ground: (!wide).then(|| theme.background.with_alpha(225)),
    };
    let (long, short) = (words.long_form(cluster), words.short_form(cluster));
    let mass = words.mass(cluster.mass);
    let texts: &[&str] = match layout.breadth {
        Breadth::Phone => &[&short, &mass],
        Breadth::Column => &[&long, &short, &mass],
        Breadth::Full => &[&long, &short],
    };
    let middle = (top + bottom) / 2.0;
    let quarter = (bottom - top) / 4.0;
    let within = [middle, middle - quarter, middle + quarter, top + LINE_PX / 2.0, bottom - LINE_PX / 2.0, top, bottom];
    // Beside another bracket it would be that one's name.
    let is_free = |y: &f64| !wide && !spans.iter().any(|other| other.is_beside(*y));
    let heights = within.into_iter().chain([top - LINE_PX, bottom + LINE_PX].into_iter().filter(is_free));
    texts.iter().flat_map(|text| heights.clone().map(|y| label(text, y))).listed()
}

/// Opens towards the prices it spans; stands in the gutter, or inside the plot where the axis begins at its edge.
fn bracket(layout: &Layout, top: f64, bottom: f64, color: Rgba, theme: &Theme) -> Vec<Mark> {
    let edge = layout.plot.right();
    let (inner, outer) =
        if layout.breadth == Breadth::Full { (edge, edge + BRACKET_PX) } else { (edge - BRACKET_PX, edge - 1.0) };
    let corner = |x: f64, y: f64| Point { x, y };
    let corners = || vec![corner(inner, top), corner(outer, top), corner(outer, bottom), corner(inner, bottom)];
    let line = |color, width| Mark::Line { points: corners(), stroke: Stroke { color, width, dash: None } };
    if layout.breadth == Breadth::Full {
        return vec![line(color, 2.0)];
    }
    vec![line(theme.background.with_alpha(225), 5.0), line(color, 2.0)]
}

/// Place that labels of the gutter or of the plot may use.
#[must_use]
pub fn label_bounds(layout: &Layout) -> Rect {
    Rect { width: layout.plot.width + layout.gutter.width, ..layout.plot }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::locale::{Language, Units};
    use crate::scene::marks::label::tests::Monospace;
    use crate::scene::scale::{PxRange, ScaleKind};
    use crate::scene::theme::{Direction, Scheme};

    const PLOT: Rect = Rect { x: 0.0, y: 0.0, width: 300.0, height: 400.0 };

    fn cluster(low: f64, high: f64, mass: f64) -> Cluster {
        Cluster {
            side: Side::Short,
            first_row: 0,
            last_row: 0,
            low,
            high,
            center: f64::midpoint(low, high),
            mass,
            share_of_open_interest: None,
            distance: 0.05,
            seeded: false,
        }
    }

    /// Labels on a phone where `taken` is not free.
    fn placed(clusters: &[Cluster], taken: &[Rect]) -> Vec<(String, f64)> {
        let layout = Layout { breadth: Breadth::Phone, whole: PLOT, plot: PLOT, ..Layout::default() };
        let prices = ValueScale::new(ScaleKind::Linear, 0.0, 400.0, PxRange { at_low: 400.0, at_high: 0.0 }).unwrap();
        let words = ClusterWords { locale: Locale::new(Language::En, Units::Intl), basis: Basis::Usd, tick: None };
        let mut labels = Labels::new(&Monospace, label_bounds(&layout));
        taken.iter().for_each(|rect| labels.reserve(*rect));
        let theme = Theme::new(Scheme::Light, Direction::GreenUp);
        let _ = brackets(clusters, words, &prices, &layout, &theme, &mut labels);
        let text = |mark: Mark| if let Mark::Text(text) = mark { Some((text.text, text.at.y)) } else { None };
        labels.into_marks().into_iter().filter_map(text).collect()
    }

    fn texts(clusters: &[Cluster], taken: &[Rect]) -> Vec<String> {
        placed(clusters, taken).into_iter().map(|(text, _)| text).collect()
    }

    #[test]
    fn the_largest_cluster_is_named_even_where_the_price_runs_through_its_bracket() {
        let clusters = [cluster(200.0, 260.0, 1.75e9), cluster(300.0, 304.0, 6e7)];
        assert_eq!(texts(&clusters, &[]), ["$1.75B · +5.0%", "$60M · +5.0%"]);
        let across = Rect { x: 0.0, y: 140.0, width: 280.0, height: 60.0 };
        assert_eq!(texts(&clusters, &[across])[0], "$1.75B · +5.0%");
        let below = Rect { x: 0.0, y: 100.0, width: 200.0, height: 150.0 };
        assert_eq!(texts(&clusters, &[across, below])[0], "$1.75B");
    }

    #[test]
    fn no_name_stands_beside_the_bracket_of_another_cluster() {
        let across = Rect { x: 0.0, y: 140.0, width: 280.0, height: 60.0 };
        let alone = cluster(200.0, 260.0, 1.75e9);
        assert_eq!(placed(std::slice::from_ref(&alone), &[across]), [("$1.75B · +5.0%".to_owned(), 140.0 - LINE_PX)]);
        let neighbour = cluster(270.0, 276.0, 6e7);
        assert_eq!(placed(&[alone, neighbour], &[across])[0], ("$1.75B · +5.0%".to_owned(), 200.0 + LINE_PX));
    }
}
