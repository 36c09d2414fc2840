//! Realised liquidations: open circles at time and price, area in proportion to the notional.

use crate::engine::market::{Side, Snapshot, TimeMs};
use crate::scene::display_list::{Mark, Point, Rect, Stroke};
use crate::scene::theme::Theme;

/// Radius of the largest circle shown.
const LARGEST_PX: f64 = 13.0;
/// Smaller circles are left out: they would be dust.
const SMALLEST_PX: f64 = 2.0;
/// Circles drawn at most, the largest.
const MOST_CIRCLES: usize = 160;

/// One realised liquidation with a known price.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Print {
    /// When.
    pub time_ms: TimeMs,
    /// Whose position.
    pub side: Side,
    /// At which price.
    pub price: f64,
    /// How much.
    pub usd: f64,
}

/// Every print of the snapshot that has a price, by falling notional.
#[must_use]
pub fn prints_of(snapshot: &Snapshot) -> Vec<Print> {
    let mut prints = Vec::new();
    for liquidations in snapshot.markets.iter().filter_map(|market| market.liquidations.as_ref()) {
        let Some(prices) = &liquidations.price else { continue };
        for (row, price) in prices.iter().enumerate() {
            prints.push(Print {
                time_ms: liquidations.time_ms[row],
                side: liquidations.side[row],
                price: *price,
                usd: liquidations.usd[row],
            });
        }
    }
    prints.sort_by(|a, b| b.usd.total_cmp(&a.usd).then(a.time_ms.cmp(&b.time_ms)));
    prints
}

/// Circles of those that lie inside `plot`; `place` gives the position of a time and a price.
#[must_use]
pub fn circles(prints: &[Print], plot: Rect, theme: &Theme, place: impl Fn(TimeMs, f64) -> Point) -> Vec<Mark> {
    let shown: Vec<(Print, Point)> = prints
        .iter()
        .map(|print| (*print, place(print.time_ms, print.price)))
        .filter(|(_, at)| plot.contains(*at))
        .take(MOST_CIRCLES)
        .collect();
    let largest = shown.first().map_or(0.0, |(print, _)| print.usd);
    let mut marks = Vec::new();
    for (print, center) in shown {
        let radius = LARGEST_PX * (print.usd / largest).sqrt();
        if radius < SMALLEST_PX {
            break;
        }
        let color = if print.side == Side::Long { theme.long } else { theme.short };
        let ring = |color, width| Some(Stroke { color, width, dash: None });
        marks.push(Mark::Circle { center, radius, stroke: ring(theme.background.with_alpha(200), 3.5), fill: None });
        marks.push(Mark::Circle { center, radius, stroke: ring(color, 1.5), fill: None });
    }
    marks
}
