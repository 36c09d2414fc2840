//! What the page tells a figure of itself: language, scheme, colours, zone, fonts.

use serde::Deserialize;

use crate::error::Result;
use crate::scene::display_list::Rgba;
use crate::scene::theme::{Scheme, ThemeOverrides};
use crate::scene::zone::{Transition, Zone};

/// Facts of a page, as the host reads them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Page {
    /// BCP 47 tag of the closest `lang`.
    pub lang: String,
    /// Whether the page around the element is dark.
    pub dark: bool,
    /// Whether the reader asks for more contrast.
    pub more_contrast: bool,
    /// CSS font family list.
    pub font: String,
    /// The zone's name and its offsets, resolved by the host; `None` for UTC or a fixed offset.
    pub zone: Option<ZoneTable>,
    /// Colours that the page sets, as `[red, green, blue, alpha]`, all 0..=255.
    pub colors: PageColors,
}

/// A named zone as a table of offsets.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ZoneTable {
    /// Name as printed.
    pub name: String,
    /// Pairs of an instant in milliseconds and the offset in minutes from there on.
    pub transitions: Vec<(f64, i32)>,
}

/// The custom properties `--liq-…` of the page.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct PageColors {
    bg: Option<[u8; 4]>,
    ink: Option<[u8; 4]>,
    muted: Option<[u8; 4]>,
    grid: Option<[u8; 4]>,
    long: Option<[u8; 4]>,
    short: Option<[u8; 4]>,
    accent: Option<[u8; 4]>,
    focus: Option<[u8; 4]>,
}

impl Page {
    /// Light or dark, the page's own background deciding where it is known.
    #[must_use]
    pub fn scheme(&self) -> Scheme {
        match self.overrides().background {
            Some(background) => Scheme::of(background),
            None if self.dark => Scheme::Dark,
            None => Scheme::Light,
        }
    }

    /// The page's own colours.
    #[must_use]
    pub fn overrides(&self) -> ThemeOverrides {
        let rgba = |color: Option<[u8; 4]>| color.map(|[red, green, blue, alpha]| Rgba(red, green, blue, alpha));
        let colors = &self.colors;
        ThemeOverrides {
            background: rgba(colors.bg),
            ink: rgba(colors.ink),
            muted: rgba(colors.muted),
            grid: rgba(colors.grid),
            long: rgba(colors.long),
            short: rgba(colors.short),
            accent: rgba(colors.accent),
            focus: rgba(colors.focus),
            ..ThemeOverrides::default()
        }
    }

    /// The zone of the host's table, else what `text` says, else UTC.
    ///
    /// # Errors
    /// Those of [`Zone::parse`] and [`Zone::table`].
    pub fn zone(&self, text: Option<&str>) -> Result<Zone> {
        if let Some(table) = &self.zone {
            let transition = |(from_ms, offset_minutes): &(f64, i32)| Transition {
                from_ms: *from_ms as i64,
                offset_minutes: *offset_minutes,
            };
            return Zone::table(table.name.clone(), table.transitions.iter().map(transition).collect());
        }
        text.map_or_else(|| Ok(Zone::utc()), Zone::parse)
    }
}
