//! Where the panels lie: one column on a phone, two across a column of text, three across the full width.

use crate::scene::display_list::Rect;

/// Between columns and between rows, CSS pixels.
pub const GAP_PX: (f64, f64) = (28.0, 22.0);

/// From this width on two panels stand side by side, and from the second on three.
pub const WIDER_PX: [f64; 2] = [560.0, 900.0];

/// Height that a row without a plot has for the words that say so, CSS pixels.
pub const NO_PLOT_PX: f64 = 44.0;

/// Panels side by side at a width in CSS pixels; never more than there are.
#[must_use]
pub fn columns(width_css: f64, panels: usize) -> usize {
    let most = 1 + WIDER_PX.into_iter().filter(|wider| width_css >= *wider).count();
    // Four stand better two by two.
    if most == 3 && panels == 4 { 2 } else { most.min(panels.max(1)) }
}

/// One of `count` equal parts of a length with gaps between them.
fn part(length: f64, count: usize, gap: f64) -> f64 {
    (length - gap * (count as f64 - 1.0)) / count as f64
}

/// Width of each of `panels` panels, CSS pixels.
#[must_use]
pub fn cell_width(whole: Rect, panels: usize) -> f64 {
    part(whole.width, columns(whole.width, panels), GAP_PX.0)
}

/// Places of `panels` panels in `whole`, row by row. `words` are the heights that the rows' words take, and whether a row has a
/// plot; what they leave is shared equally by the rows that have, so that all plots are of one height.
#[must_use]
pub fn cells(whole: Rect, panels: usize, words: &[(f64, bool)]) -> Vec<Rect> {
    let across = columns(whole.width, panels);
    let width = cell_width(whole, panels);
    let plots = words.iter().filter(|(_, has_plot)| *has_plot).count();
    let taken: f64 = words.iter().map(|(words, has_plot)| words + if *has_plot { 0.0 } else { NO_PLOT_PX }).sum();
    let room = part(whole.height, words.len(), GAP_PX.1) * words.len() as f64 - taken;
    let mut cells = Vec::new();
    let mut y = whole.y;
    for (row, (words, has_plot)) in words.iter().enumerate() {
        let height = words + if *has_plot { room / plots as f64 } else { NO_PLOT_PX };
        for column in 0..across.min(panels - row * across) {
            cells.push(Rect { x: whole.x + column as f64 * (width + GAP_PX.0), y, width, height });
        }
        y += height + GAP_PX.1;
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panels_fill_the_picture_and_do_not_overlap_at_any_width() {
        for width in [320.0, 390.0, 700.0, 1200.0] {
            for panels in 1..=12_usize {
                let whole = Rect { x: 0.0, y: 0.0, width, height: 300.0 * panels as f64 };
                let words: Vec<(f64, bool)> =
                    (0..panels.div_ceil(columns(width, panels))).map(|row| (40.0 * (row % 3) as f64, true)).collect();
                let cells = cells(whole, panels, &words);
                assert_eq!(cells.len(), panels);
                for (place, cell) in cells.iter().enumerate() {
                    assert!(cell.right() <= width + 1e-9 && cell.bottom() <= whole.height + 1e-9, "{width} {panels}");
                    assert!(cell.width > 250.0, "{width} {panels}: {cell:?}");
                    assert!(cells[..place].iter().all(|other| !other.overlaps(cell)));
                }
            }
        }
    }

    #[test]
    fn rows_of_many_words_are_higher_so_that_all_plots_are_of_one_height() {
        let whole = Rect { x: 0.0, y: 0.0, width: 700.0, height: 722.0 };
        let cells = cells(whole, 3, &[(260.0, true), (180.0, true)]);
        assert_eq!([cells[0].height, cells[1].height, cells[2].height], [390.0, 390.0, 310.0]);
        assert_eq!((cells[2].y, cells[2].bottom()), (412.0, 722.0));
    }

    #[test]
    fn rows_without_a_plot_have_room_for_words_alone() {
        let whole = Rect { x: 0.0, y: 0.0, width: 390.0, height: 644.0 };
        let cells = cells(whole, 3, &[(80.0, true), (80.0, false), (80.0, true)]);
        assert_eq!([cells[0].height, cells[1].height, cells[2].height], [238.0, 124.0, 238.0]);
        assert_eq!(cells[2].bottom(), 644.0);
    }
}
