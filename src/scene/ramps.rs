//! The shades of a palette, dark to light.
//!
//! Three palettes are tables of 256 colours that a spline runs through. `ramps.bin` holds them as differences, which compress to a
//! quarter: each colour part less the one before it, modulo 256. `colorous` has the same tables, and gives all other palettes.

use crate::scene::colormap::{ENTRIES, Palette};
use crate::scene::display_list::Rgba;

/// Red, green and blue of magma, inferno and viridis, one after the other.
const DIFFERENCES: &[u8; 9 * ENTRIES] = include_bytes!("ramps.bin");

/// Red, green and blue of a table.
type Table = [[u8; ENTRIES]; 3];

/// Where the shades of a palette come from.
pub(crate) enum Shades {
    /// Knots of a spline.
    Table(Box<Table>),
    /// What `colorous` computes; true where its first colour is the lightest.
    Computed(colorous::Gradient, bool),
}

impl Shades {
    /// The shades of `palette`.
    pub(crate) fn of(palette: Palette) -> Self {
        match palette {
            Palette::Magma => Self::Table(Box::new(table(0))),
            Palette::Inferno => Self::Table(Box::new(table(1))),
            Palette::Viridis => Self::Table(Box::new(table(2))),
            Palette::Cividis => Self::Computed(colorous::CIVIDIS, false),
            Palette::Blues => Self::Computed(colorous::BLUES, true),
        }
    }

    /// The colour at 0 (dark) to 1 (light).
    pub(crate) fn at(&self, position: f64) -> Rgba {
        match self {
            Self::Table(table) => {
                let part = |part: usize| spline(&table[part], position.clamp(0.0, 1.0) as f32);
                Rgba(part(0), part(1), part(2), 255)
            }
            Self::Computed(gradient, is_reversed) => {
                let color = gradient.eval_continuous(if *is_reversed { 1.0 - position } else { position });
                Rgba(color.r, color.g, color.b, 255)
            }
        }
    }
}

/// The table at `place` in the file.
fn table(place: usize) -> Table {
    let mut table = [[0; ENTRIES]; 3];
    for (index, part) in table.iter_mut().enumerate() {
        let start = (3 * place + index) * ENTRIES;
        let mut level = 0_u8;
        for (entry, difference) in part.iter_mut().zip(&DIFFERENCES[start..start + ENTRIES]) {
            level = level.wrapping_add(*difference);
            *entry = level;
        }
    }
    table
}

/// The uniform cubic B-spline over `knots` at 0 to 1; beyond both ends the knots go on as a straight line.
fn spline(knots: &[u8; ENTRIES], position: f32) -> u8 {
    let last = (ENTRIES - 1) as f32;
    let before = ((position * last) as usize).min(ENTRIES - 2);
    let knot = |index: usize| f32::from(knots[index]);
    let (from, to) = (knot(before), knot(before + 1));
    let ahead = if before > 0 { knot(before - 1) } else { 2.0 * from - to };
    let after = if before + 2 < ENTRIES { knot(before + 2) } else { 2.0 * to - from };
    let t = (position - before as f32 / last) * last;
    let square = t * t;
    let cube = square * t;
    let sum = (1.0 - 3.0 * t + 3.0 * square - cube) * ahead
        + (4.0 - 6.0 * square + 3.0 * cube) * from
        + (1.0 + 3.0 * t + 3.0 * square - 3.0 * cube) * to
        + cube * after;
    (sum / 6.0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shade_is_that_of_colorous() {
        let palettes = [
            (Palette::Magma, colorous::MAGMA),
            (Palette::Inferno, colorous::INFERNO),
            (Palette::Viridis, colorous::VIRIDIS),
        ];
        for (palette, gradient) in palettes {
            let shades = Shades::of(palette);
            for step in 0..=1 << 16 {
                let position = f64::from(step) / f64::from(1 << 16);
                let color = gradient.eval_continuous(position);
                assert_eq!(shades.at(position), Rgba(color.r, color.g, color.b, 255), "{palette:?} at {position}");
            }
        }
    }
}
