//! What the page tells a figure of itself: language, scheme, colours, zone, fonts.

use crate::engine::market::TimeMs;
use crate::error::Result;
use crate::lists::Listed;
use crate::scene::annotations::Annotation;
use crate::scene::display_list::Rgba;
use crate::scene::theme::{Scheme, ThemeOverrides};
use crate::scene::zone::{Transition, Zone};
use crate::value::{Node, Read, Value};

/// No clock is further from UTC than a day.
const LARGEST_OFFSET_MINUTES: f64 = 1440.0;

/// Facts of a page, as the host reads them.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// BCP 47 tag of the closest `lang`.
    pub lang: String,
    /// Whether the page around the element is dark.
    pub dark: bool,
    /// Whether the reader asks for more contrast.
    pub more_contrast: bool,
    /// What time it is; `None` where a picture is made that is looked at later.
    pub now_ms: Option<TimeMs>,
    /// CSS font family list.
    pub font: String,
    /// The zone's name and its offsets, resolved by the host; `None` for UTC or a fixed offset.
    pub zone: Option<ZoneTable>,
    /// Colours that the page sets, as `[red, green, blue, alpha]`, all 0..=255.
    pub colors: PageColors,
    /// What the author marked; the first is number 1.
    pub annotations: Vec<Annotation>,
    /// The author's scenarios, as plain data.
    pub zones: Vec<Value>,
}

/// A named zone as a table of offsets.
#[derive(Clone, Debug)]
pub struct ZoneTable {
    /// Name as printed.
    pub name: String,
    /// Pairs of an instant in milliseconds and the offset in minutes from there on; none where the host knows no zone of
    /// the name asked for, and `name` is one that may be meant.
    pub transitions: Vec<(f64, i32)>,
}

/// The custom properties `--liq-…` of the page, and the colour of its `::part(legend)`.
#[derive(Clone, Debug, Default)]
pub struct PageColors {
    bg: Option<[u8; 4]>,
    ink: Option<[u8; 4]>,
    muted: Option<[u8; 4]>,
    grid: Option<[u8; 4]>,
    long: Option<[u8; 4]>,
    short: Option<[u8; 4]>,
    accent: Option<[u8; 4]>,
    focus: Option<[u8; 4]>,
    legend: Option<[u8; 4]>,
}

impl Read for Page {
    fn read(node: Node) -> Result<Self> {
        let mut fields =
            node.fields(&["lang", "dark", "moreContrast", "nowMs", "font", "zone", "colors", "annotations", "zones"]);
        let annotations = if fields.has_key("annotations") { fields.list_of("annotations") } else { Vec::new() };
        let zones = if fields.has_key("zones") { fields.list("zones") } else { Vec::new() };
        let read = Self {
            lang: fields.text_or_empty("lang"),
            dark: fields.optional_flag("dark").unwrap_or(false),
            more_contrast: fields.optional_flag("moreContrast").unwrap_or(false),
            now_ms: fields.optional_whole("nowMs"),
            font: fields.text_or_empty("font"),
            zone: fields.optional_of("zone"),
            colors: fields.optional_of("colors").unwrap_or_default(),
            annotations,
            zones: zones.iter().map(|zone| zone.value().clone()).listed(),
        };
        fields.finish(read)
    }
}

impl Read for ZoneTable {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields(&["name", "transitions"]);
        let transitions = fields.list_of::<Offset>("transitions");
        let read = Self {
            name: fields.text("name"),
            transitions: transitions.into_iter().map(|offset| (offset.0, offset.1)).listed(),
        };
        fields.finish(read)
    }
}

/// An instant in milliseconds and the offset in minutes from there on.
struct Offset(f64, i32);

impl Read for Offset {
    fn read(node: Node) -> Result<Self> {
        let refused = node.refused("an instant and an offset in minutes");
        match node.column()?[..] {
            [from_ms, minutes] if minutes.abs() <= LARGEST_OFFSET_MINUTES => Ok(Self(from_ms, minutes as i32)),
            _ => Err(refused),
        }
    }
}

impl Read for PageColors {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields(&["bg", "ink", "muted", "grid", "long", "short", "accent", "focus", "legend"]);
        let mut color = |key| fields.optional(key).and_then(|node| fields.take(rgba(node)));
        let read = Self {
            bg: color("bg"),
            ink: color("ink"),
            muted: color("muted"),
            grid: color("grid"),
            long: color("long"),
            short: color("short"),
            accent: color("accent"),
            focus: color("focus"),
            legend: color("legend"),
        };
        fields.finish(read)
    }
}

fn rgba(node: Node) -> Result<[u8; 4]> {
    let refused = node.refused("four numbers in 0..=255");
    match node.column()?[..] {
        [red, green, blue, alpha] => Ok([red as u8, green as u8, blue as u8, alpha as u8]),
        _ => Err(refused),
    }
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
            legend: rgba(colors.legend),
            ..ThemeOverrides::default()
        }
    }

    /// The zone of the host's table, else what `text` says, else UTC.
    ///
    /// # Errors
    /// Those of [`Zone::parse`] and [`Zone::table`]; [`Zone::unknown`] where the host knows no such zone.
    pub fn zone(&self, text: Option<&str>) -> Result<Zone> {
        if let Some(table) = &self.zone {
            if table.transitions.is_empty() {
                return text.map_or_else(|| Ok(Zone::utc()), |text| Err(Zone::unknown(text, &table.name)));
            }
            let transition = |(from_ms, offset_minutes): &(f64, i32)| Transition {
                from_ms: *from_ms as i64,
                offset_minutes: *offset_minutes,
            };
            return Zone::table(table.name.clone(), table.transitions.iter().map(transition).listed());
        }
        text.map_or_else(|| Ok(Zone::utc()), Zone::parse)
    }
}
