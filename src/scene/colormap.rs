//! From a position on the heat scale to a colour with alpha.
//!
//! More is always further from the ground in brightness: darker on light pages, lighter on dark ones. Alpha rises from
//! nothing at the threshold to full over a third of the scale, so that the page shows through where little waits.
//! Colours are those of `colorous`, the published tables of each map (`ramps.rs`).

use crate::error::{Code, Result, fault, number_within, one_of};
use crate::scene::contrast::luminance;
use crate::scene::display_list::Rgba;
use crate::scene::ramps::Shades;
use crate::scene::theme::Scheme;

/// Entries of a colour table.
pub const ENTRIES: usize = 256;
/// Part of the scale that is invisible unless the author says otherwise.
pub const DEFAULT_THRESHOLD: f64 = 0.12;
/// How much faster alpha rises than the value.
const ALPHA_SLOPE: f64 = 3.0;

/// A family of colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Palette {
    /// Black, violet, orange, cream.
    #[default]
    Magma,
    /// Black, violet, orange, yellow.
    Inferno,
    /// Violet, green, yellow.
    Viridis,
    /// Blue, grey, yellow; the same to readers with weak red or green.
    Cividis,
    /// One hue, for pages that use colour elsewhere.
    Blues,
}

impl Palette {
    /// Every palette.
    pub const ALL: [Self; 5] = [Self::Magma, Self::Inferno, Self::Viridis, Self::Cividis, Self::Blues];

    const NAMES: [&'static str; 5] = [
        Self::Magma.as_str(),
        Self::Inferno.as_str(),
        Self::Viridis.as_str(),
        Self::Cividis.as_str(),
        Self::Blues.as_str(),
    ];

    /// Its name in attributes.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Magma => "magma",
            Self::Inferno => "inferno",
            Self::Viridis => "viridis",
            Self::Cividis => "cividis",
            Self::Blues => "blues",
        }
    }

    /// Reads a name.
    ///
    /// # Errors
    /// [`Code::AttributeInvalid`] with the nearest valid word.
    pub fn parse(word: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|palette| palette.as_str() == word).ok_or_else(|| {
            let allowed = one_of(word, &Self::NAMES);
            fault!(Code::AttributeInvalid, "palette", word, allowed)
        })
    }
}

/// A colour table for one palette on one ground.
#[derive(Clone, Debug, PartialEq)]
pub struct ColorMap {
    table: [[u8; 4]; ENTRIES],
    threshold: f64,
}

impl ColorMap {
    /// The table of `palette` on a page of colour `background`. What lies below `threshold`, a position on the scale
    /// from 0 to 1, is invisible; 1 hides everything.
    ///
    /// # Errors
    /// [`Code::DataRange`] when the threshold is not in `0..=1`.
    pub fn new(palette: Palette, background: Rgba, threshold: f64) -> Result<Self> {
        let threshold = number_within("threshold", threshold, 0.0, 1.0)?;
        let ramp = Ramp::new(palette, background);
        let rise = ALPHA_SLOPE.max(1.0 / (1.0 - threshold));
        let mut table = [[0; 4]; ENTRIES];
        for (index, entry) in table.iter_mut().enumerate() {
            let position = (index as f64 + 0.5) / ENTRIES as f64;
            let is_visible = index as f64 / ENTRIES as f64 >= threshold;
            let alpha = if is_visible { ((position - threshold) * rise).min(1.0) } else { 0.0 };
            let color = ramp.color(position);
            *entry = [color.0, color.1, color.2, (alpha * 255.0).round() as u8];
        }
        Ok(Self { table, threshold })
    }

    /// The position under which nothing is drawn.
    #[must_use]
    pub const fn threshold(&self) -> f64 {
        self.threshold
    }

    /// The entries as RGBA, not premultiplied; entry `i` colours positions in `[i/256, (i+1)/256)`.
    #[must_use]
    pub const fn table(&self) -> &[[u8; 4]; ENTRIES] {
        &self.table
    }

    /// The colour at a position on the scale; outside `0..1` the nearest end.
    #[must_use]
    pub fn color_at(&self, position: f64) -> Rgba {
        let [red, green, blue, alpha] = self.table[entry_of(position)];
        Rgba(red, green, blue, alpha)
    }
}

/// The table entry for a position on the scale.
pub(crate) fn entry_of(position: f64) -> usize {
    ((position * ENTRIES as f64) as usize).min(ENTRIES - 1)
}

/// A palette turned away from a ground, without the part on the ground's far side.
struct Ramp {
    shades: Shades,
    scheme: Scheme,
    /// Where the palette starts to differ from the ground in the right direction.
    start: f64,
}

impl Ramp {
    fn new(palette: Palette, background: Rgba) -> Self {
        let scheme = Scheme::of(background);
        let ground = luminance(background);
        let shades = Shades::of(palette);
        let is_beyond = |step: &usize| {
            let light = luminance(shades.at(Self::along_shades(scheme, *step as f64 / ENTRIES as f64)));
            match scheme {
                Scheme::Light => light < ground,
                Scheme::Dark => light > ground,
            }
        };
        let start = (0..ENTRIES).find(is_beyond).unwrap_or(0) as f64 / ENTRIES as f64;
        Self { shades, scheme, start }
    }

    fn color(&self, position: f64) -> Rgba {
        let along = self.start + position * (1.0 - self.start);
        self.shades.at(Self::along_shades(self.scheme, along))
    }

    const fn along_shades(scheme: Scheme, along: f64) -> f64 {
        match scheme {
            Scheme::Light => 1.0 - along,
            Scheme::Dark => along,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::contrast::{MARK_CONTRAST, contrast, over};
    use crate::scene::theme::{Direction, Theme};

    fn grounds() -> [Rgba; 2] {
        [Scheme::Light, Scheme::Dark].map(|scheme| Theme::new(scheme, Direction::GreenUp).background)
    }

    fn seen(map: &ColorMap, ground: Rgba) -> Vec<Rgba> {
        map.table().iter().map(|[red, green, blue, alpha]| over(Rgba(*red, *green, *blue, *alpha), ground)).collect()
    }

    /// What rounding to 8 bits may cost in luminance between neighbouring entries.
    const ROUNDING: f64 = 0.000_5;
    /// Contrast up to which a tint reads as the page itself.
    const QUIET_CONTRAST: f64 = 1.25;

    fn every_map() -> impl Iterator<Item = (ColorMap, Rgba)> {
        let with = |ground, palette| (ColorMap::new(palette, ground, DEFAULT_THRESHOLD).unwrap(), ground);
        grounds().into_iter().flat_map(move |ground| Palette::ALL.map(|palette| with(ground, palette)))
    }

    #[test]
    fn more_is_always_further_from_the_ground() {
        for (map, ground) in every_map() {
            let distance = |color: &Rgba| (luminance(*color) - luminance(ground)).abs();
            for pair in seen(&map, ground).windows(2) {
                assert!(distance(&pair[1]) >= distance(&pair[0]) - ROUNDING, "{pair:?} on {ground:?}");
            }
        }
    }

    #[test]
    fn no_color_lies_on_the_far_side_of_the_ground() {
        for (map, ground) in every_map() {
            let away = match Scheme::of(ground) {
                Scheme::Light => -1.0,
                Scheme::Dark => 1.0,
            };
            let light = luminance(ground);
            assert!(seen(&map, ground).iter().all(|color| away * (luminance(*color) - light) >= -ROUNDING));
        }
    }

    #[test]
    fn low_end_melts_into_the_page_and_top_stands_out() {
        for (map, ground) in every_map() {
            let seen = seen(&map, ground);
            let low = &seen[..=entry_of(0.2)];
            assert!(low.iter().all(|color| contrast(*color, ground) <= QUIET_CONTRAST), "{ground:?}");
            assert!(contrast(seen[ENTRIES - 1], ground) >= MARK_CONTRAST * 4.0, "{ground:?}");
        }
    }

    #[test]
    fn nothing_below_the_threshold_is_visible() {
        for threshold in [0.0, 0.05, DEFAULT_THRESHOLD, 0.5, 0.9, 1.0] {
            let map = ColorMap::new(Palette::Magma, grounds()[0], threshold).unwrap();
            for step in 0..1_000 {
                let position = f64::from(step) / 1_000.0;
                assert!(position >= threshold || map.color_at(position).3 == 0, "{position} under {threshold}");
            }
        }
    }

    #[test]
    fn alpha_rises_three_to_one_and_is_full_at_the_top() {
        let map = ColorMap::new(Palette::Magma, grounds()[0], DEFAULT_THRESHOLD).unwrap();
        assert_eq!(map.color_at(DEFAULT_THRESHOLD + 1.0 / 6.0).3.abs_diff(128), 0);
        assert_eq!(map.color_at(DEFAULT_THRESHOLD + 1.0 / 3.0 + 0.01).3, 255);
        let high = ColorMap::new(Palette::Magma, grounds()[0], 0.9).unwrap();
        assert!(high.color_at(1.0).3 > 245);
        assert!(map.table().windows(2).all(|pair| pair[0][3] <= pair[1][3]));
    }

    #[test]
    fn palette_runs_plain_on_dark_and_reversed_on_light() {
        let [light, dark] = grounds().map(|ground| ColorMap::new(Palette::Magma, ground, DEFAULT_THRESHOLD).unwrap());
        assert!(luminance(light.color_at(1.0)) < 0.01);
        assert!(luminance(dark.color_at(1.0)) > 0.8);
    }

    #[test]
    fn palettes_differ_and_their_names_are_read_back() {
        let tables: Vec<_> = Palette::ALL.map(|palette| ColorMap::new(palette, grounds()[0], 0.1).unwrap()).into();
        for (index, palette) in Palette::ALL.into_iter().enumerate() {
            assert_eq!(Palette::parse(palette.as_str()).unwrap(), palette);
            assert!(tables[..index].iter().all(|other| *other != tables[index]));
        }
        assert!(Palette::parse("cividsi").unwrap_err().allowed.contains("did you mean cividis?"));
    }

    #[test]
    fn threshold_outside_the_scale_is_refused() {
        for threshold in [-0.1, 1.1, f64::NAN] {
            let error = ColorMap::new(Palette::Magma, grounds()[0], threshold).unwrap_err();
            assert_eq!(error.code, Code::DataRange);
        }
    }
}
