//! Realised liquidations: open circles at time and price, area in proportion to the notional.

use crate::engine::market::{Side, Snapshot, TimeMs};
use crate::engine::order::ordered;
use crate::scene::display_list::{Mark, Point, Rect, Stroke};
use crate::scene::heat_cells::ShownSides;
use crate::scene::theme::Theme;

/// Radius of the largest circle shown.
const LARGEST_PX: f64 = 13.0;
/// Smaller circles are left out: they would be dust.
const SMALLEST_PX: f64 = 2.0;
/// Liquidations of one side that are nearer than this share a circle.
const GATHER_PX: f64 = 14.0;
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
    ordered(&prints, |a, b| b.usd.total_cmp(&a.usd).then(a.time_ms.cmp(&b.time_ms)))
}

/// Liquidations of one side that stand too close to tell apart.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Gathered {
    side: Side,
    /// Mean place, weighted by notional.
    center: Point,
    usd: f64,
}

/// Circles of those of the shown sides that lie inside `plot`; `place` gives the position of a time and a price.
#[must_use]
pub fn circles(
    prints: &[Print],
    sides: ShownSides,
    plot: Rect,
    theme: &Theme,
    place: impl Fn(TimeMs, f64) -> Point,
) -> Vec<Mark> {
    let of_sides = prints.iter().filter(|print| sides.has(print.side));
    let placed = of_sides.map(|print| (print, place(print.time_ms, print.price)));
    let shown = gather(placed.filter(|(_, at)| plot.contains(*at)));
    let largest = shown.iter().map(|gathered| gathered.usd).fold(0.0, f64::max);
    let mut marks = Vec::new();
    for gathered in shown {
        let radius = LARGEST_PX * (gathered.usd / largest).sqrt();
        if radius < SMALLEST_PX {
            continue;
        }
        let (center, color) = (gathered.center, if gathered.side == Side::Long { theme.long } else { theme.short });
        let ring = |color, width| Some(Stroke { color, width, dash: None });
        marks.push(Mark::Circle { center, radius, stroke: ring(theme.background.with_alpha(200), 3.5), fill: None });
        marks.push(Mark::Circle { center, radius, stroke: ring(color, 1.5), fill: None });
    }
    marks
}

/// Sums what stands within [`GATHER_PX`] of a larger one of the same side, so that circles do not pile up.
fn gather<'a>(placed: impl Iterator<Item = (&'a Print, Point)>) -> Vec<Gathered> {
    let mut gathered: Vec<Gathered> = Vec::new();
    for (print, at) in placed {
        let near = |other: &Gathered| other.side == print.side && other.center.distance(at) < GATHER_PX;
        match gathered.iter().position(near) {
            Some(index) => {
                let other = &mut gathered[index];
                let share = print.usd / (other.usd + print.usd);
                other.center.x += (at.x - other.center.x) * share;
                other.center.y += (at.y - other.center.y) * share;
                other.usd += print.usd;
            }
            None if gathered.len() < MOST_CIRCLES => {
                gathered.push(Gathered { side: print.side, center: at, usd: print.usd });
            }
            None => {}
        }
    }
    gathered
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::theme::{Direction, Scheme};

    #[test]
    fn the_largest_circle_is_that_of_the_sides_that_are_shown() {
        let theme = Theme::new(Scheme::Light, Direction::GreenUp);
        let plot = Rect { x: 0.0, y: 0.0, width: 100.0, height: 100.0 };
        let print = |time_ms, side, usd| Print { time_ms, side, price: 1.0, usd };
        let prints = [print(80, Side::Short, 9e6), print(20, Side::Long, 1e6)];
        let shown = |sides| {
            let marks = circles(&prints, sides, plot, &theme, |time, _| Point { x: time as f64, y: 50.0 });
            let circle = |mark: &Mark| match mark {
                Mark::Circle { center, radius, .. } => Some((center.x, *radius)),
                _ => None,
            };
            marks.iter().filter_map(circle).step_by(2).collect::<Vec<_>>()
        };
        assert_eq!(shown(ShownSides::Both), [(80.0, LARGEST_PX), (20.0, LARGEST_PX / 3.0)]);
        assert_eq!(shown(ShownSides::Long), [(20.0, LARGEST_PX)]);
        assert_eq!(shown(ShownSides::Short), [(80.0, LARGEST_PX)]);
    }

    #[test]
    fn near_ones_of_one_side_are_one_circle_of_their_sum() {
        let print = |side, usd| Print { time_ms: 0, side, price: 1.0, usd };
        let (large, small, short) = (print(Side::Long, 3e6), print(Side::Long, 1e6), print(Side::Short, 1e6));
        let at = |x: f64| Point { x, y: 50.0 };
        let gathered =
            gather([(&large, at(10.0)), (&small, at(14.0)), (&short, at(11.0)), (&small, at(40.0))].into_iter());
        assert_eq!(gathered.len(), 3);
        assert_eq!(gathered[0], Gathered { side: Side::Long, center: at(11.0), usd: 4e6 });
    }
}
