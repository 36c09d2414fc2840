//! Colours by role, for light and dark pages. The publisher may override each of them.

use crate::error::{Code, Result, fault, one_of};
use crate::scene::contrast::{luminance, over};
use crate::scene::display_list::Rgba;

/// Luminance under which a page counts as dark: there white text contrasts more than black.
const DARK_BELOW: f64 = 0.179;

/// Light or dark page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// Dark words on a light page.
    #[default]
    Light,
    /// Light words on a dark page.
    Dark,
}

impl Scheme {
    /// Light or dark, by the brightness of a page's background.
    #[must_use]
    pub fn of(background: Rgba) -> Self {
        if luminance(background) < DARK_BELOW { Self::Dark } else { Self::Light }
    }
}

/// Which colours rising and falling prices have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Green up, red down.
    #[default]
    GreenUp,
    /// Red up, green down, as in East Asia.
    RedUp,
    /// Blue up, orange down, told apart by all readers.
    BlueOrange,
}

impl Direction {
    /// Reads `green-up`, `red-up` or `blue-orange`.
    ///
    /// # Errors
    /// [`Code::AttributeInvalid`] with the nearest valid word.
    pub fn parse(word: &str) -> Result<Self> {
        match word {
            "green-up" => Ok(Self::GreenUp),
            "red-up" => Ok(Self::RedUp),
            "blue-orange" => Ok(Self::BlueOrange),
            _ => {
                let allowed = one_of(word, &["green-up", "red-up", "blue-orange"]);
                Err(fault!(Code::AttributeInvalid, "direction", word, allowed))
            }
        }
    }
}

/// Colours by role. All are opaque in the themes of this file; overrides other than the background may
/// not be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// What lies behind the picture: colour of halos and ground of the heat. The picture itself does not paint it.
    pub background: Rgba,
    /// Words and candles.
    pub ink: Rgba,
    /// Words of lesser rank.
    pub muted: Rgba,
    /// Grid lines; quieter than any mark.
    pub grid: Rgba,
    /// Marks and words about longs.
    pub long: Rgba,
    /// Marks and words about shorts.
    pub short: Rgba,
    /// Rising prices.
    pub up: Rgba,
    /// Falling prices.
    pub down: Rgba,
    /// Whatever the reader can act on.
    pub accent: Rgba,
    /// Focus rings.
    pub focus: Rgba,
    /// Words of legends, where the page sets them; one that shows nothing leaves legends out.
    pub legend: Option<Rgba>,
}

/// Colours that a page sets itself; `None` keeps the theme's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ThemeOverrides {
    /// For [`Theme::background`].
    pub background: Option<Rgba>,
    /// For [`Theme::ink`].
    pub ink: Option<Rgba>,
    /// For [`Theme::muted`].
    pub muted: Option<Rgba>,
    /// For [`Theme::grid`].
    pub grid: Option<Rgba>,
    /// For [`Theme::long`].
    pub long: Option<Rgba>,
    /// For [`Theme::short`].
    pub short: Option<Rgba>,
    /// For [`Theme::up`].
    pub up: Option<Rgba>,
    /// For [`Theme::down`].
    pub down: Option<Rgba>,
    /// For [`Theme::accent`].
    pub accent: Option<Rgba>,
    /// For [`Theme::focus`].
    pub focus: Option<Rgba>,
    /// For [`Theme::legend`].
    pub legend: Option<Rgba>,
}

impl Theme {
    /// The theme for a page.
    #[must_use]
    pub const fn new(scheme: Scheme, direction: Direction) -> Self {
        match scheme {
            Scheme::Light => Self::light(direction),
            Scheme::Dark => Self::dark(direction),
        }
    }

    const fn light(direction: Direction) -> Self {
        let (up, down) = match direction {
            Direction::GreenUp => (rgb(0x0f_7b4f), rgb(0xc2_352b)),
            Direction::RedUp => (rgb(0xc2_352b), rgb(0x0f_7b4f)),
            Direction::BlueOrange => (rgb(0x1f_6fb2), rgb(0xb8_5c00)),
        };
        Self {
            background: rgb(0xff_ffff),
            ink: rgb(0x14_171a),
            muted: rgb(0x56_606b),
            grid: rgb(0xe3_e7eb),
            long: rgb(0x0f_7b6c),
            short: rgb(0xb5_431f),
            up,
            down,
            accent: rgb(0x0b_63b8),
            focus: rgb(0x0b_63b8),
            legend: None,
        }
    }

    const fn dark(direction: Direction) -> Self {
        let (up, down) = match direction {
            Direction::GreenUp => (rgb(0x43_c383), rgb(0xff_7a70)),
            Direction::RedUp => (rgb(0xff_7a70), rgb(0x43_c383)),
            Direction::BlueOrange => (rgb(0x6c_b6ff), rgb(0xff_ab57)),
        };
        Self {
            background: rgb(0x12_161b),
            ink: rgb(0xee_f1f4),
            muted: rgb(0xa3_adb8),
            grid: rgb(0x2a_3138),
            long: rgb(0x4f_d1b5),
            short: rgb(0xff_9466),
            up,
            down,
            accent: rgb(0x7c_c0ff),
            focus: rgb(0x7c_c0ff),
            legend: None,
        }
    }

    /// The theme with the page's own colours. A background that shows through is mixed with the theme's.
    #[must_use]
    pub fn with_overrides(self, own: &ThemeOverrides) -> Self {
        Self {
            background: own.background.map_or(self.background, |color| over(color, self.background)),
            ink: own.ink.unwrap_or(self.ink),
            muted: own.muted.unwrap_or(self.muted),
            grid: own.grid.unwrap_or(self.grid),
            long: own.long.unwrap_or(self.long),
            short: own.short.unwrap_or(self.short),
            up: own.up.unwrap_or(self.up),
            down: own.down.unwrap_or(self.down),
            accent: own.accent.unwrap_or(self.accent),
            focus: own.focus.unwrap_or(self.focus),
            legend: own.legend,
        }
    }

    /// For readers who ask for more contrast: lesser words in ink, the grid in the colour of lesser words.
    #[must_use]
    pub const fn with_more_contrast(self) -> Self {
        Self { muted: self.ink, grid: self.muted, ..self }
    }

    /// Whether the page wants legends.
    #[must_use]
    pub fn has_legend(&self) -> bool {
        self.legend.is_none_or(|color| color.3 > 0)
    }

    /// The colour of words in a legend that by themselves have `own`.
    #[must_use]
    pub fn in_legend(&self, own: Rgba) -> Rgba {
        self.legend.unwrap_or(own)
    }

    /// Light or dark, by the brightness of the background.
    #[must_use]
    pub fn scheme(&self) -> Scheme {
        Scheme::of(self.background)
    }
}

const fn rgb(hex: u32) -> Rgba {
    Rgba((hex >> 16) as u8, (hex >> 8) as u8, hex as u8, 255)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::contrast::{MARK_CONTRAST, TEXT_CONTRAST, contrast};

    const DIRECTIONS: [Direction; 3] = [Direction::GreenUp, Direction::RedUp, Direction::BlueOrange];

    fn themes() -> impl Iterator<Item = Theme> {
        let schemes = [Scheme::Light, Scheme::Dark];
        schemes.into_iter().flat_map(|scheme| DIRECTIONS.map(|direction| Theme::new(scheme, direction)))
    }

    #[test]
    fn words_contrast_with_both_grounds() {
        for theme in themes() {
            for color in [theme.ink, theme.muted, theme.accent, theme.long, theme.short, theme.up, theme.down] {
                let found = contrast(color, theme.background);
                assert!(found >= TEXT_CONTRAST, "{color:?} on {:?}: {found}", theme.background);
            }
        }
    }

    #[test]
    fn marks_contrast_with_both_grounds() {
        for theme in themes() {
            for color in [theme.long, theme.short, theme.up, theme.down, theme.accent, theme.focus] {
                assert!(contrast(color, theme.background) >= MARK_CONTRAST, "{color:?} on {:?}", theme.background);
            }
        }
    }

    #[test]
    fn grid_is_quieter_than_every_mark() {
        for theme in themes() {
            let grid = contrast(theme.grid, theme.background);
            assert!(grid > 1.1 && grid < 1.6, "{grid}");
        }
    }

    #[test]
    fn red_up_swaps_the_colours_of_green_up_and_nothing_else() {
        for scheme in [Scheme::Light, Scheme::Dark] {
            let (green, red) = (Theme::new(scheme, Direction::GreenUp), Theme::new(scheme, Direction::RedUp));
            assert_eq!(red, Theme { up: green.down, down: green.up, ..green });
            assert_ne!(Theme::new(scheme, Direction::BlueOrange).up, green.up);
        }
    }

    #[test]
    fn each_override_changes_its_own_colour_only() {
        type Case = (ThemeOverrides, fn(&mut Theme) -> &mut Rgba);
        let theme = Theme::new(Scheme::Light, Direction::GreenUp);
        let own = Some(Rgba(1, 2, 3, 255));
        let cases: [Case; 10] = [
            (ThemeOverrides { background: own, ..Default::default() }, |theme| &mut theme.background),
            (ThemeOverrides { ink: own, ..Default::default() }, |theme| &mut theme.ink),
            (ThemeOverrides { muted: own, ..Default::default() }, |theme| &mut theme.muted),
            (ThemeOverrides { grid: own, ..Default::default() }, |theme| &mut theme.grid),
            (ThemeOverrides { long: own, ..Default::default() }, |theme| &mut theme.long),
            (ThemeOverrides { short: own, ..Default::default() }, |theme| &mut theme.short),
            (ThemeOverrides { up: own, ..Default::default() }, |theme| &mut theme.up),
            (ThemeOverrides { down: own, ..Default::default() }, |theme| &mut theme.down),
            (ThemeOverrides { accent: own, ..Default::default() }, |theme| &mut theme.accent),
            (ThemeOverrides { focus: own, ..Default::default() }, |theme| &mut theme.focus),
        ];
        for (overrides, field) in cases {
            let mut expected = theme;
            *field(&mut expected) = Rgba(1, 2, 3, 255);
            assert_eq!(theme.with_overrides(&overrides), expected);
        }
    }

    #[test]
    fn scheme_follows_the_background_that_the_page_sets() {
        let theme = Theme::new(Scheme::Light, Direction::GreenUp);
        assert_eq!(theme.scheme(), Scheme::Light);
        let own = ThemeOverrides { background: Some(Rgba(20, 20, 40, 255)), ..Default::default() };
        assert_eq!(theme.with_overrides(&own).scheme(), Scheme::Dark);
    }

    #[test]
    fn transparent_background_leaves_the_assumed_page() {
        let own = ThemeOverrides { background: Some(Rgba(0, 0, 0, 0)), ..Default::default() };
        for theme in themes() {
            assert_eq!(theme.with_overrides(&own), theme);
        }
    }

    #[test]
    fn more_contrast_raises_the_quiet_colours() {
        for theme in themes() {
            let strong = theme.with_more_contrast();
            assert!(contrast(strong.muted, theme.background) > contrast(theme.muted, theme.background));
            assert!(contrast(strong.grid, theme.background) >= MARK_CONTRAST);
        }
    }

    #[test]
    fn direction_word_is_checked() {
        assert_eq!(Direction::parse("red-up").unwrap(), Direction::RedUp);
        assert!(Direction::parse("red_up").unwrap_err().allowed.contains("did you mean red-up?"));
    }
}
