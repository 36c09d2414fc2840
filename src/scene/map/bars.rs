//! Stacked bars, one per price row.

use crate::engine::map::LiquidationMap;
use crate::engine::market::Side;
use crate::scene::display_list::{Mark, Rect, Rgba};
use crate::scene::scale::ValueScale;
use crate::scene::theme::Theme;

/// Faintest layer, as a share of the side's colour over the background.
const FAINTEST: f64 = 0.42;
/// A row this high leaves a line of background above it.
const GAP_FROM_PX: f64 = 4.0;

/// The colour of a layer: the lowest leverage faint, the highest full.
#[must_use]
pub fn layer_color(side: Side, layer: usize, layers: usize, theme: &Theme) -> Rgba {
    let full = if side == Side::Long { theme.long } else { theme.short };
    let share = if layers < 2 { 1.0 } else { FAINTEST + (1.0 - FAINTEST) * layer as f64 / (layers - 1) as f64 };
    mixed(theme.background, full, share)
}

/// `share` of `over`, the rest `under`, opaque.
fn mixed(under: Rgba, over: Rgba, share: f64) -> Rgba {
    let mix = |under: u8, over: u8| (f64::from(under) + (f64::from(over) - f64::from(under)) * share).round() as u8;
    Rgba(mix(under.0, over.0), mix(under.1, over.1), mix(under.2, over.2), 255)
}

/// The largest amount of one row, both sides together.
#[must_use]
pub fn largest_row(map: &LiquidationMap) -> f64 {
    let [longs, shorts] = &map.cells;
    let sums = longs.iter().zip(shorts).map(|(long, short)| f64::from(*long) + f64::from(*short));
    sums.fold(0.0, f64::max)
}

/// The bars over the scales of prices (down) and amounts (across).
#[must_use]
pub fn bars(map: &LiquidationMap, prices: &ValueScale, amounts: &ValueScale, theme: &Theme) -> Vec<Mark> {
    let mut marks = Vec::new();
    for row in 0..map.rows.count() {
        let (bottom, top) = (prices.to_px(map.rows.edge(row)), prices.to_px(map.rows.edge(row + 1)));
        let gap = if bottom - top >= GAP_FROM_PX { 1.0 } else { 0.0 };
        let mut sum = 0.0;
        for side in Side::BOTH {
            for (index, layer) in map.layers.iter().enumerate() {
                let mass = f64::from(layer.cells[side.index()][row]);
                if mass <= 0.0 {
                    continue;
                }
                let (x, right) = (amounts.to_px(sum), amounts.to_px(sum + mass));
                sum += mass;
                let rect = Rect { x, y: top + gap, width: right - x, height: bottom - top - gap };
                marks.push(Mark::Fill { rect, color: layer_color(side, index, map.layers.len(), theme) });
            }
        }
    }
    marks
}
