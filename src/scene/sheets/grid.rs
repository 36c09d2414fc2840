//! Where the panels lie: one column on a phone, two across a column of text, three across the full width.

use crate::scene::display_list::Rect;

/// Between columns and between rows, CSS pixels.
pub const GAP_PX: (f64, f64) = (28.0, 22.0);

/// From this width on two panels stand side by side, and from the second on three.
pub const WIDER_PX: [f64; 2] = [560.0, 900.0];

/// Panels side by side at a width in CSS pixels; never more than there are.
#[must_use]
pub fn columns(width_css: f64, panels: usize) -> usize {
    let most = 1 + WIDER_PX.into_iter().filter(|wider| width_css >= *wider).count();
    // Four stand better two by two.
    if most == 3 && panels == 4 { 2 } else { most.min(panels.max(1)) }
}

/// Places of `panels` panels in `whole`, row by row.
#[must_use]
pub fn cells(whole: Rect, panels: usize) -> Vec<Rect> {
    let across = columns(whole.width, panels);
    let rows = panels.div_ceil(across);
    let part = |length: f64, count: usize, gap: f64| (length - gap * (count as f64 - 1.0)) / count as f64;
    let (width, height) = (part(whole.width, across, GAP_PX.0), part(whole.height, rows, GAP_PX.1));
    let cell = |place: usize| Rect {
        x: whole.x + (place % across) as f64 * (width + GAP_PX.0),
        y: whole.y + (place / across) as f64 * (height + GAP_PX.1),
        width,
        height,
    };
    (0..panels).map(cell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panels_fill_the_picture_and_do_not_overlap_at_any_width() {
        for width in [320.0, 390.0, 700.0, 1200.0] {
            for panels in 1..=12 {
                let whole = Rect { x: 0.0, y: 0.0, width, height: 300.0 * panels as f64 };
                let cells = cells(whole, panels);
                assert_eq!(cells.len(), panels);
                for (place, cell) in cells.iter().enumerate() {
                    assert!(cell.right() <= width + 1e-9 && cell.bottom() <= whole.height + 1e-9, "{width} {panels}");
                    assert!(cell.width > 250.0, "{width} {panels}: {cell:?}");
                    assert!(cells[..place].iter().all(|other| !other.overlaps(cell)));
                }
            }
        }
    }
}
