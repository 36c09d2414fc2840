//! Where ladder, response curve and keys lie: beside one another, or one above the other on a phone.

use crate::scene::breadth::Breadth;
use crate::scene::display_list::Rect;
use crate::scene::marks::label::LINE_PX;

/// Above each panel: its title and its scale.
const HEAD_PX: f64 = 2.0 * LINE_PX + 4.0;
/// Below the response curve: its numbers and their title.
const FOOT_PX: f64 = 2.0 * LINE_PX + 4.0;
const GAP_PX: f64 = 28.0;
/// Lane of the price's path between the blocks and the book.
const LANE_PX: f64 = 22.0;
/// A picture narrower or lower than this is laid out as if it were this large, and cut off.
pub const LEAST_PX: (f64, f64) = (200.0, 320.0);
/// Ladder and response curve are never given less height, whatever the keys take: keys are cut off first.
const LEAST_ROOM_PX: f64 = 240.0;
/// Prices take no more of the width, however wide their font.
const MOST_AXIS_SHARE: f64 = 0.3;

/// Places in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CascadeLayout {
    /// Which design.
    pub breadth: Breadth,
    /// Blocks to the left of the lane, the book to its right; prices down.
    pub ladder: Rect,
    /// Bars of liquidations, growing to the left.
    pub blocks: Rect,
    /// The path of the price.
    pub lane: Rect,
    /// What the book absorbs, growing to the right.
    pub book: Rect,
    /// Final move against shock.
    pub response: Rect,
    /// Keys.
    pub keys: Rect,
}

impl CascadeLayout {
    /// The layout for a size; `axis_width` is for the ladder's prices, `key_lines` for the keys below.
    #[must_use]
    pub fn new(width_css: f64, height_css: f64, axis_width: f64, key_lines: usize) -> Self {
        let (width, height) = (width_css.max(LEAST_PX.0), height_css.max(LEAST_PX.1));
        let breadth = Breadth::of(width);
        let keys_height = LINE_PX * key_lines as f64 + 4.0;
        let axis_width = axis_width.min(width * MOST_AXIS_SHARE);
        let room = (height - keys_height - 6.0).max(LEAST_ROOM_PX);
        let keys = Rect { x: 0.0, y: room + 6.0, width, height: keys_height };
        let (ladder, response) = if breadth == Breadth::Phone {
            let ladder_height = (room - 2.0 * HEAD_PX - FOOT_PX - 14.0) * 0.6;
            let top = HEAD_PX + ladder_height + 14.0 + LINE_PX + 6.0;
            (
                Rect { x: 0.0, y: HEAD_PX, width: width - axis_width, height: ladder_height },
                Rect { x: 40.0, y: top, width: width - 48.0, height: room - top - FOOT_PX },
            )
        } else {
            let left = (width * 0.56).round();
            (
                Rect { x: 0.0, y: HEAD_PX, width: left - axis_width, height: room - HEAD_PX },
                Rect {
                    x: left + GAP_PX + 34.0,
                    y: HEAD_PX,
                    width: width - left - GAP_PX - 34.0 - 8.0,
                    height: room - HEAD_PX - FOOT_PX,
                },
            )
        };
        let middle = ladder.x + (ladder.width * 0.52).round();
        Self {
            breadth,
            ladder,
            blocks: Rect { width: middle - LANE_PX / 2.0 - ladder.x, ..ladder },
            lane: Rect { x: middle - LANE_PX / 2.0, width: LANE_PX, ..ladder },
            book: Rect { x: middle + LANE_PX / 2.0, width: ladder.right() - middle - LANE_PX / 2.0, ..ladder },
            response,
            keys,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panels_do_not_overlap_and_stay_inside_at_every_width() {
        for (width, height) in [(320.0, 640.0), (390.0, 640.0), (680.0, 440.0), (1200.0, 460.0)] {
            let layout = CascadeLayout::new(width, height, 64.0, 2);
            assert!(!layout.ladder.overlaps(&layout.response), "{width}");
            assert!(layout.response.right() <= width && layout.response.bottom() <= layout.keys.y, "{width}");
            assert!(layout.ladder.bottom() <= layout.keys.y && layout.ladder.height > 150.0, "{width}");
            assert!(layout.response.height > 110.0 && layout.response.width > 200.0, "{width}");
            assert_eq!(layout.blocks.right(), layout.lane.x);
            assert_eq!(layout.lane.right(), layout.book.x);
        }
    }

    #[test]
    fn panels_keep_a_height_and_a_width_whatever_keys_and_prices_take() {
        for width in [0.0, 200.0, 320.0, 680.0, 1200.0] {
            for (axis_width, key_lines) in [(40.0, 1), (64.0, 14), (900.0, 40)] {
                let layout = CascadeLayout::new(width, 0.0, axis_width, key_lines);
                for panel in [layout.ladder, layout.blocks, layout.book, layout.response] {
                    assert!(panel.width > 40.0 && panel.height > 40.0, "{width}, {axis_width}, {key_lines}: {panel:?}");
                }
                assert!(layout.response.bottom() <= layout.keys.y && layout.ladder.bottom() <= layout.keys.y);
            }
        }
    }
}
