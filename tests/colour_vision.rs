//! Colours as readers with a colour-vision deficiency see them stay apart.
//!
//! Simulated with the matrices of Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color
//! Vision Deficiency", IEEE TVCG 15(6), 2009, severity 1.0, on linear RGB. Distances are Euclidean in CIE L*a*b* (D65):
//! about 2.3 is the least that is seen at all, 10 is seen at a glance.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use liquidation_widgets::scene::colormap::{ColorMap, Palette};
use liquidation_widgets::scene::display_list::Rgba;
use liquidation_widgets::scene::theme::{Direction, Scheme, Theme};

type Matrix = [[f64; 3]; 3];

const PROTANOPIA: Matrix =
    [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]];
const DEUTERANOPIA: Matrix =
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]];
const TRITANOPIA: Matrix =
    [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]];
const DEFICIENCIES: [(&str, Matrix); 3] =
    [("protanopia", PROTANOPIA), ("deuteranopia", DEUTERANOPIA), ("tritanopia", TRITANOPIA)];
/// Linear sRGB to XYZ over the white of D65 (IEC 61966-2-1).
const XYZ: Matrix = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]];
const WHITE: [f64; 3] = [0.9505, 1.0, 1.089];

/// Longs and shorts are told apart by words and place too; their colours must do by themselves.
const LEAST_BETWEEN_SIDES: f64 = 20.0;
const LEAST_BLUE_ORANGE: f64 = 40.0;
/// Between a quarter of the heat scale and the next, and in lightness alone.
const LEAST_QUARTER: f64 = 10.0;

fn times(matrix: &Matrix, [x, y, z]: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| row[0] * x + row[1] * y + row[2] * z)
}

fn linear(color: Rgba) -> [f64; 3] {
    [color.0, color.1, color.2].map(|part| {
        let share = f64::from(part) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { libm::pow((share + 0.055) / 1.055, 2.4) }
    })
}

fn lab(linear: [f64; 3]) -> [f64; 3] {
    let [x, y, z] = times(&XYZ, linear.map(|part| part.clamp(0.0, 1.0)));
    let bent =
        |share: f64| if share > 216.0 / 24389.0 { libm::cbrt(share) } else { share * 841.0 / 108.0 + 4.0 / 29.0 };
    let [x, y, z] = [bent(x / WHITE[0]), bent(y / WHITE[1]), bent(z / WHITE[2])];
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

fn seen(color: Rgba, deficiency: &Matrix) -> [f64; 3] {
    lab(times(deficiency, linear(color)))
}

fn distance(a: [f64; 3], b: [f64; 3]) -> f64 {
    libm::sqrt((0..3).map(|part| (a[part] - b[part]) * (a[part] - b[part])).sum())
}

/// Least distance of a pair to the three kinds of readers, and who sees it.
fn least(a: Rgba, b: Rgba) -> (f64, &'static str) {
    let all = DEFICIENCIES.map(|(name, matrix)| (distance(seen(a, &matrix), seen(b, &matrix)), name));
    all.into_iter().min_by(|one, other| one.0.total_cmp(&other.0)).unwrap()
}

fn themes(direction: Direction) -> [Theme; 2] {
    [Scheme::Light, Scheme::Dark].map(|scheme| Theme::new(scheme, direction))
}

#[test]
fn grey_stays_grey_to_every_reader() {
    for level in [0, 60, 128, 200, 255] {
        let grey = Rgba(level, level, level, 255);
        for (name, matrix) in DEFICIENCIES {
            assert!(distance(seen(grey, &matrix), lab(linear(grey))) < 0.5, "{name} {level}");
        }
    }
}

#[test]
fn red_and_green_of_one_lightness_are_one_colour_without_red_or_green_cones() {
    let (red, green) = (Rgba(190, 90, 90, 255), Rgba(96, 130, 60, 255));
    assert!(distance(lab(linear(red)), lab(linear(green))) > 60.0);
    assert!(least(red, green).0 < 25.0, "{:?}", least(red, green));
}

#[test]
fn longs_and_shorts_are_told_apart_by_every_reader() {
    for theme in themes(Direction::GreenUp) {
        let (found, name) = least(theme.long, theme.short);
        assert!(found >= LEAST_BETWEEN_SIDES, "{name} on {:?}: {found}", theme.background);
    }
}

#[test]
fn blue_and_orange_are_told_apart_by_every_reader() {
    for theme in themes(Direction::BlueOrange) {
        let (found, name) = least(theme.up, theme.down);
        assert!(found >= LEAST_BLUE_ORANGE, "{name} on {:?}: {found}", theme.background);
    }
}

#[test]
fn red_and_green_of_prices_differ_by_more_than_the_least_that_is_seen() {
    for theme in themes(Direction::GreenUp) {
        let (found, name) = least(theme.up, theme.down);
        assert!(found >= 10.0, "{name} on {:?}: {found}", theme.background);
    }
}

#[test]
fn more_heat_is_further_from_the_ground_in_lightness_to_every_reader() {
    for background in [Rgba(255, 255, 255, 255), Rgba(18, 22, 27, 255)] {
        for palette in Palette::ALL {
            let colors = ColorMap::new(palette, background, 0.0).unwrap();
            for (name, matrix) in DEFICIENCIES {
                let ground = seen(background, &matrix);
                let quarters = [0.125, 0.375, 0.625, 0.875].map(|position| seen(colors.color_at(position), &matrix));
                for pair in quarters.windows(2) {
                    let what = format!("{} on {background:?}, {name}", palette.as_str());
                    let (near, far) = ((pair[0][0] - ground[0]).abs(), (pair[1][0] - ground[0]).abs());
                    assert!(far > near, "{what}: lightness {near:.1} then {far:.1}");
                    assert!(distance(pair[0], pair[1]) >= LEAST_QUARTER, "{what}: {:.1}", distance(pair[0], pair[1]));
                }
            }
        }
    }
}
