//! Lines that lie over one another: told apart by stroke and name, with colour only beside.

use crate::engine::signals::of_snapshot::Series;
use crate::lists::Listed;
use crate::scene::display_list::Rgba;
use crate::scene::locale::Locale;
use crate::scene::sheets::sheet::{Row, Shape};
use crate::scene::theme::Theme;

const SHAPES: [Shape; 6] = [
    Shape::Line(2.25),
    Shape::Stroked(2.0, (7.0, 3.0)),
    Shape::Line(1.25),
    Shape::Stroked(2.0, (2.0, 3.0)),
    Shape::Stroked(1.5, (11.0, 4.0)),
    Shape::Stroked(1.25, (4.0, 4.0)),
];

/// Colour of a line by its place.
#[must_use]
pub const fn color(place: usize, theme: &Theme) -> Rgba {
    match place % 3 {
        0 => theme.ink,
        1 => theme.accent,
        _ => theme.muted,
    }
}

/// The line of one series, by its place among others; `x` says where an instant stands.
#[must_use]
pub fn line(place: usize, name: String, series: &Series, x: &dyn Fn(i64) -> f64, theme: &Theme) -> Row {
    let color = color(place, theme);
    let points = series.rows().map(|(time, value)| (x(time), value)).listed();
    Row { name: Some(name), shape: SHAPES[place % SHAPES.len()], color, below: color, points }
}

/// A quiet line at a value from one end to the other.
#[must_use]
pub fn base((from, to): (f64, f64), value: f64, theme: &Theme) -> Row {
    let color = theme.muted;
    Row {
        name: None,
        shape: Shape::Line(1.0),
        color,
        below: color,
        points: vec![(from, Some(value)), (to, Some(value))],
    }
}

/// A change with its sign in two decimals.
#[must_use]
pub fn change(locale: Locale, fraction: f64) -> String {
    locale.percent_signed(fraction, 2)
}

/// A change as it was published: no more decimals than it has, two at most.
#[must_use]
pub fn published(locale: Locale, fraction: f64) -> String {
    let percent = fraction * 100.0;
    let scaled = |decimals: i32| percent * f64::from(10_i32.pow(decimals.unsigned_abs()));
    let is_whole = |decimals: &i32| (scaled(*decimals) - scaled(*decimals).round()).abs() < 1e-6;
    let decimals = (0..2).find(is_whole).unwrap_or(2);
    locale.percent_signed(fraction, decimals.unsigned_abs() as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::locale::{Language, Units};

    #[test]
    fn a_published_change_keeps_its_own_decimals() {
        let locale = Locale::new(Language::En, Units::Auto);
        let said = [-0.1, -0.125, -0.1548, 0.0, -0.16192].map(|change| published(locale, change));
        assert_eq!(said, ["−10%", "−12.5%", "−15.48%", "0%", "−16.19%"]);
    }
}
