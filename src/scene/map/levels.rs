//! The simple view: about a dozen bars at round prices, each with its amount written beside it.

use crate::engine::map::{Level, LiquidationMap};
use crate::engine::market::Side;
use crate::lists::{Growing, Listed};
use crate::scene::display_list::{Anchor, Mark, MeasureText, Point, Rect};
use crate::scene::marks::axes::plain;
use crate::scene::marks::brackets::ClusterWords;
use crate::scene::marks::label::{FONT_PX, Label};
use crate::scene::theme::Theme;
use crate::texts::{Texts, text};

/// Most bars.
const MOST_LEVELS: f64 = 14.0;
const BAR_SHARE: f64 = 0.62;
const GAP_PX: f64 = 10.0;

/// The least of 1, 2, 2.5 and 5 times a power of ten with which no more than the most bars are needed.
#[must_use]
pub fn level_step(span: f64) -> f64 {
    let power = libm::pow(10.0, libm::floor(libm::log10(span / MOST_LEVELS)));
    let step = [1.0, 2.0, 2.5, 5.0].map(|step| step * power).into_iter().find(|step| span / step <= MOST_LEVELS);
    step.unwrap_or(10.0 * power)
}

/// The levels of a map, the highest first, each as far as the map's prices go; the one that the price lies in is cut there,
/// shorts above and longs below.
#[must_use]
pub fn levels_of(map: &LiquidationMap) -> Vec<Level> {
    let mark = map.column.mark;
    let cut = |level: Level| {
        let [longs, shorts] = level.mass;
        if level.low < mark && mark < level.high {
            let above = Level { low: mark, mass: [0.0, shorts], ..level };
            vec![above, Level { high: mark, mass: [longs, 0.0], ..level }]
        } else {
            vec![level]
        }
    };
    let (low, high) = (map.rows.low(), map.rows.high());
    let within = |level: Level| Level { low: level.low.max(low), high: level.high.min(high), ..level };
    map.levels(level_step(high - low)).into_iter().rev().map(within).flat_map(cut).listed()
}

/// One bar a level: prices at the left, the bar, its amounts at its end; a line where the spot is.
#[must_use]
pub fn level_bars(
    map: &LiquidationMap,
    area: Rect,
    words: ClusterWords,
    theme: &Theme,
    measure: &dyn MeasureText,
) -> Vec<Mark> {
    let levels = levels_of(map);
    let height = area.height / levels.len().max(1) as f64;
    let prices = |level: &Level| words.locale.price_range(level.low, level.high, words.tick);
    let widest = |texts: &mut dyn Iterator<Item = String>| {
        texts.map(|text| measure.width(&text, FONT_PX, true)).fold(0.0, f64::max)
    };
    let left = widest(&mut levels.iter().map(prices)) + GAP_PX;
    let amounts = widest(&mut levels.iter().map(|level| amounts_of(level, words))) + GAP_PX;
    let most = levels.iter().map(|level| level.mass[0] + level.mass[1]).fold(0.0, f64::max);
    let room = (area.width - left - amounts).max(20.0);
    let mut marks = Vec::new();
    for (index, level) in levels.iter().enumerate() {
        let y = area.y + height * (index as f64 + 0.5);
        let at = |x: f64| Point { x, y };
        marks.put_all(plain(prices(level), at(area.x + left - GAP_PX), Anchor::End, theme.muted).marks(measure));
        let mut x = area.x + left;
        for side in Side::BOTH {
            let width = if most > 0.0 { room * level.mass[side.index()] / most } else { 0.0 };
            let thick = (height * BAR_SHARE).min(26.0);
            let rect = Rect { x, y: y - thick / 2.0, width, height: thick };
            let color = if side == Side::Long { theme.long } else { theme.short };
            if width > 0.0 {
                marks.push(Mark::Fill { rect, color });
            }
            x += width;
        }
        if level.mass[0] + level.mass[1] > 0.0 {
            let text = amounts_of(level, words);
            let label =
                Label { text, at: at(x + 6.0), anchor: Anchor::Start, bold: true, color: theme.ink, ground: None };
            marks.put_all(label.marks(measure));
        }
    }
    marks
}

/// Height of a price among the bars, to scale within each of them; outside the area beyond the first and the last.
#[must_use]
pub fn level_y(map: &LiquidationMap, area: Rect, price: f64) -> f64 {
    let levels = levels_of(map);
    let height = area.height / levels.len().max(1) as f64;
    let above = levels.iter().take_while(|level| level.low > price).count();
    let Some(level) = levels.get(above) else { return area.bottom() + height };
    let share = (level.high - price) / (level.high - level.low);
    if share < 0.0 { area.y - height } else { area.y + height * (above as f64 + share) }
}

/// The amounts of a level with a word for each side that has any.
fn amounts_of(level: &Level, words: ClusterWords) -> String {
    let named = &words.locale.words().crosshair;
    let sides = [(named.long(), Side::Long), (named.short(), Side::Short)];
    let parts = sides.into_iter().filter(|(_, side)| level.mass[side.index()] > 0.0);
    let texts: Vec<String> = parts.map(|(name, side)| text![name, " ", words.mass(level.mass[side.index()])]).listed();
    texts.joined(words.locale.words().numbers.list_separator())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round_and_give_about_a_dozen_bars() {
        for span in [0.03, 1.0, 17.0, 180.0, 18_000.0, 1e6] {
            let step = level_step(span);
            assert!((4.0..=MOST_LEVELS).contains(&(span / step)), "{span}: {step}");
            let digits = step / libm::pow(10.0, libm::floor(libm::log10(step) + 1e-9));
            assert!([1.0, 2.0, 2.5, 5.0, 10.0].iter().any(|round| (digits - round).abs() < 1e-9), "{span}: {step}");
        }
    }
}
