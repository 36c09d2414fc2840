//! Cells as pixels: one per cell, top row first.
//!
//! Goes through the matrix in blocks of columns, so that the turn from columns of cells to rows of pixels stays within
//! the nearest cache. A position on the scale is found by one multiplication, on a logarithmic scale by the leading bits
//! of the value, never by a logarithm per cell.

use crate::scene::colormap::{ColorMap, ENTRIES, entry_of};
use crate::scene::heat_cells::{HeatCells, ShownCells};
use crate::scene::heat_scale::{HeatScale, HeatScaleKind};

/// Columns handled together: 16 pixels are a cache line.
const BLOCK: usize = 16;
/// Bits of a float below those that a logarithmic table looks at; 8 bits of mantissa remain, steps of 0.4 %.
const LOG_SHIFT: u32 = 15;

/// Size of a painted picture in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RasterSize {
    /// Pixels per row: shown columns.
    pub width: usize,
    /// Rows of pixels: shown rows.
    pub height: usize,
}

/// Paints the shown cells into `pixels` as RGBA, not premultiplied, top row first. The buffer is resized to fit and all
/// of it is written. Columns without open interest stay empty on a scale that needs it.
pub fn paint(
    cells: &HeatCells<'_>,
    shown: &ShownCells,
    scale: &HeatScale,
    colors: &ColorMap,
    pixels: &mut Vec<u8>,
) -> RasterSize {
    let shown = shown.within(cells);
    let size = RasterSize { width: shown.columns.len(), height: shown.rows.len() };
    pixels.resize(size.width * size.height * 4, 0);
    let indexer = Indexer::new(scale);
    let mut values = vec![0.0; size.height];
    let mut entries = vec![0; size.height * BLOCK];
    for left in (0..size.width).step_by(BLOCK) {
        let width = BLOCK.min(size.width - left);
        for (offset, entries) in entries.chunks_exact_mut(size.height.max(1)).take(width).enumerate() {
            let column = shown.columns.start + left + offset;
            cells.read_column(&shown, column, &mut values);
            indexer.index(&values, cells.per_open_interest(column), entries);
        }
        write_block(&entries, colors, size, left..left + width, pixels);
    }
    size
}

/// Turns a block of columns of table entries into rows of pixels.
fn write_block(
    entries: &[u8],
    colors: &ColorMap,
    size: RasterSize,
    columns: std::ops::Range<usize>,
    pixels: &mut [u8],
) {
    for (y, line) in pixels.chunks_exact_mut(size.width * 4).enumerate() {
        let row = size.height - 1 - y;
        let line = &mut line[columns.start * 4..columns.end * 4];
        for (offset, pixel) in line.chunks_exact_mut(4).enumerate() {
            let entry = entries[offset * size.height + row];
            pixel.copy_from_slice(&colors.table()[usize::from(entry)]);
        }
    }
}

/// From values to entries of the colour table.
enum Indexer {
    /// Entry per unit of value.
    Linear { factor: f32 },
    /// Entry per unit of value over the column's open interest.
    Share { factor: f32 },
    /// Entry by the leading bits of the value, from `first` on.
    Log { first: u32, table: Vec<u8> },
}

impl Indexer {
    fn new(scale: &HeatScale) -> Self {
        let factor = (ENTRIES as f64 / scale.top()) as f32;
        match scale.kind() {
            HeatScaleKind::Linear => Self::Linear { factor },
            HeatScaleKind::PercentOfOpenInterest => Self::Share { factor },
            HeatScaleKind::Log => Self::log(scale),
        }
    }

    fn log(scale: &HeatScale) -> Self {
        let leading = |value: f64| (value as f32).to_bits() >> LOG_SHIFT;
        let first = leading(scale.bottom());
        let middle = |bits: u32| f64::from(f32::from_bits((bits << LOG_SHIFT) | (1 << (LOG_SHIFT - 1))));
        let entry = |bits| entry_of(scale.fraction_of(middle(bits))) as u8;
        Self::Log { first, table: (first..=leading(scale.top())).map(entry).collect() }
    }

    /// The entry of each value; what is below the scale gets the first one, what is above it the last.
    fn index(&self, values: &[f32], per_open_interest: Option<f32>, entries: &mut [u8]) {
        match self {
            Self::Linear { factor } => scaled(values, *factor, entries),
            Self::Share { factor } => scaled(values, factor * per_open_interest.unwrap_or(0.0), entries),
            Self::Log { first, table } => {
                let last = table.len() - 1;
                for (entry, value) in entries.iter_mut().zip(values) {
                    let bits = value.max(0.0).to_bits() >> LOG_SHIFT;
                    *entry = table[(bits.saturating_sub(*first) as usize).min(last)];
                }
            }
        }
    }
}

/// The cast holds every value to 0..=255.
fn scaled(values: &[f32], factor: f32, entries: &mut [u8]) {
    for (entry, value) in entries.iter_mut().zip(values) {
        *entry = (value * factor) as u8;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::colormap::{DEFAULT_THRESHOLD, Palette};
    use crate::scene::display_list::Rgba;
    use crate::scene::heat_cells::ShownSides;
    use proptest::prelude::*;

    const WHITE: Rgba = Rgba(255, 255, 255, 255);

    fn colors() -> ColorMap {
        ColorMap::new(Palette::Magma, WHITE, DEFAULT_THRESHOLD).unwrap()
    }

    fn linear(top: f64) -> HeatScale {
        HeatScale::up_to(HeatScaleKind::Linear, top).unwrap()
    }

    fn pixel(pixels: &[u8], size: RasterSize, x: usize, y: usize) -> Rgba {
        let at = (y * size.width + x) * 4;
        Rgba(pixels[at], pixels[at + 1], pixels[at + 2], pixels[at + 3])
    }

    #[test]
    fn highest_price_is_the_top_row_and_time_runs_right() {
        // Two columns of three rows; one full cell: second column, highest price.
        let long = [0.0, 0.0, 0.0, 0.0, 0.0, 8.0];
        let cells = HeatCells::new(3, &long, &[], None).unwrap();
        let shown = ShownCells { columns: 0..2, rows: 0..3, sides: ShownSides::Both };
        let mut pixels = Vec::new();
        let size = paint(&cells, &shown, &linear(8.0), &colors(), &mut pixels);
        assert_eq!((size.width, size.height, pixels.len()), (2, 3, 24));
        assert_eq!(pixel(&pixels, size, 1, 0), colors().color_at(1.0));
        let visible = pixels.chunks(4).filter(|pixel| pixel[3] > 0).count();
        assert_eq!(visible, 1);
    }

    #[test]
    fn window_cuts_columns_and_rows() {
        let long: Vec<f32> = (0..40_u8).map(f32::from).collect();
        let cells = HeatCells::new(4, &long, &[], None).unwrap();
        let (mut all, mut part) = (Vec::new(), Vec::new());
        let whole = ShownCells { columns: 0..10, rows: 0..4, sides: ShownSides::Long };
        let whole_size = paint(&cells, &whole, &linear(39.0), &colors(), &mut all);
        let window = ShownCells { columns: 3..8, rows: 1..3, ..whole };
        let size = paint(&cells, &window, &linear(39.0), &colors(), &mut part);
        assert_eq!((size.width, size.height), (5, 2));
        for (x, y) in (0..5).flat_map(|x| (0..2).map(move |y| (x, y))) {
            assert_eq!(pixel(&part, size, x, y), pixel(&all, whole_size, x + 3, y + 1));
        }
    }

    #[test]
    fn reused_buffer_keeps_nothing_of_the_last_picture() {
        let (full, empty) = ([5.0_f32; 12], [0.0_f32; 6]);
        let mut pixels = Vec::new();
        let cells = HeatCells::new(3, &full, &[], None).unwrap();
        let shown = ShownCells { columns: 0..99, rows: 0..99, sides: ShownSides::Both };
        paint(&cells, &shown, &linear(5.0), &colors(), &mut pixels);
        let cells = HeatCells::new(3, &empty, &[], None).unwrap();
        let size = paint(&cells, &shown, &linear(5.0), &colors(), &mut pixels);
        assert_eq!(pixels.len(), size.width * size.height * 4);
        assert!(pixels.chunks(4).all(|pixel| pixel[3] == 0));
    }

    #[test]
    fn empty_window_is_an_empty_picture() {
        let cells = HeatCells::new(2, &[1.0, 1.0], &[], None).unwrap();
        for (columns, rows) in [(0..0, 0..2), (0..1, 2..2), (1..1, 1..1)] {
            let shown = ShownCells { columns, rows, sides: ShownSides::Both };
            let mut pixels = vec![7; 16];
            let size = paint(&cells, &shown, &linear(1.0), &colors(), &mut pixels);
            assert_eq!((size.width * size.height, pixels.len()), (0, 0));
        }
    }

    #[test]
    fn column_without_open_interest_stays_empty_on_its_share() {
        let long = [5.0, 5.0];
        let interest = [50.0, 0.0];
        let cells = HeatCells::new(1, &long, &[], Some(&interest)).unwrap();
        let shown = ShownCells { columns: 0..2, rows: 0..1, sides: ShownSides::Both };
        let scale = HeatScale::of(&cells, &shown, HeatScaleKind::PercentOfOpenInterest).unwrap();
        let mut pixels = Vec::new();
        paint(&cells, &shown, &scale, &colors(), &mut pixels);
        assert_eq!((pixels[3], pixels[7]), (255, 0));
    }

    #[test]
    fn each_scale_paints_another_picture() {
        let long: Vec<f32> = (1..=64_u8).map(|value| f32::from(value) * f32::from(value)).collect();
        let interest: Vec<f64> = (1..=8).map(|column| f64::from(column) * 100.0).collect();
        let cells = HeatCells::new(8, &long, &[], Some(&interest)).unwrap();
        let shown = ShownCells { columns: 0..8, rows: 0..8, sides: ShownSides::Both };
        let pictures = [HeatScaleKind::Linear, HeatScaleKind::Log, HeatScaleKind::PercentOfOpenInterest].map(|kind| {
            let mut pixels = Vec::new();
            paint(&cells, &shown, &HeatScale::of(&cells, &shown, kind).unwrap(), &colors(), &mut pixels);
            pixels
        });
        assert!(pictures[0] != pictures[1] && pictures[1] != pictures[2] && pictures[0] != pictures[2]);
    }

    #[test]
    fn what_is_no_amount_is_empty() {
        let long = [f32::NAN, -3.0, 1.0];
        let cells = HeatCells::new(3, &long, &[], None).unwrap();
        let shown = ShownCells { columns: 0..1, rows: 0..3, sides: ShownSides::Long };
        for kind in [HeatScaleKind::Linear, HeatScaleKind::Log] {
            let mut pixels = Vec::new();
            let scale = HeatScale::of(&cells, &shown, kind).unwrap();
            paint(&cells, &shown, &scale, &colors(), &mut pixels);
            assert_eq!((pixels[3], pixels[7], pixels[11]), (255, 0, 0), "{kind:?}");
        }
    }

    proptest! {
        #[test]
        fn every_pixel_is_the_color_of_its_cell_within_one_entry(
            values in prop::collection::vec(0.0_f32..1e9, 1..200), rows in 1_usize..20, log: bool,
        ) {
            let columns = values.len() / rows;
            let values = &values[..columns * rows];
            let cells = HeatCells::new(rows, values, &[], None).unwrap();
            let shown = ShownCells { columns: 0..columns, rows: 0..rows, sides: ShownSides::Both };
            let kind = if log { HeatScaleKind::Log } else { HeatScaleKind::Linear };
            let Some(scale) = HeatScale::of(&cells, &shown, kind) else { return Ok(()) };
            let colors = colors();
            let mut pixels = Vec::new();
            let size = paint(&cells, &shown, &scale, &colors, &mut pixels);
            for (index, value) in values.iter().enumerate() {
                let found = pixel(&pixels, size, index / rows, rows - 1 - index % rows);
                let entry = entry_of(scale.fraction_of(f64::from(*value)));
                let near = entry.saturating_sub(1)..=(entry + 1).min(ENTRIES - 1);
                let allowed = near.map(|entry| colors.color_at((entry as f64 + 0.5) / ENTRIES as f64));
                prop_assert!(allowed.into_iter().any(|color| color == found), "{} at {}", value, index);
            }
        }

        #[test]
        fn more_is_never_painted_with_a_lower_alpha(mut values in prop::collection::vec(0.0_f32..1e9, 2..100), log: bool) {
            values.sort_by(f32::total_cmp);
            let cells = HeatCells::new(1, &values, &[], None).unwrap();
            let shown = ShownCells { columns: 0..values.len(), rows: 0..1, sides: ShownSides::Both };
            let kind = if log { HeatScaleKind::Log } else { HeatScaleKind::Linear };
            let Some(scale) = HeatScale::of(&cells, &shown, kind) else { return Ok(()) };
            let mut pixels = Vec::new();
            paint(&cells, &shown, &scale, &colors(), &mut pixels);
            let alphas: Vec<u8> = pixels.chunks(4).map(|pixel| pixel[3]).collect();
            prop_assert!(alphas.is_sorted());
        }
    }
}
