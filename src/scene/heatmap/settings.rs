//! From the attributes of a `<liq-heatmap>` to what is computed and how it looks.

use crate::engine::estimate::EstimateRequest;
use crate::engine::market::Snapshot;
use crate::error::{Code, Error, one_of};
use crate::scene::attributes::{AttributeReader, Attributes};
use crate::scene::colormap::{DEFAULT_THRESHOLD, Palette};
use crate::scene::heat_cells::ShownSides;
use crate::scene::heat_scale::HeatScaleKind;
use crate::scene::heatmap::look::HeatmapLook;
use crate::scene::locale::{Language, Locale, Units};
use crate::scene::page::Page;
use crate::scene::theme::{Direction, Theme};
use crate::scene::zone::Zone;

/// Attributes of this element beside the common ones.
pub const OWN: [&str; 8] = ["leverage", "scale", "threshold", "sides", "candles", "rows", "realised", "row-scale"];

/// Most rows that a picture is given.
const MOST_ROWS: u32 = 2000;

/// A key of the request, the attribute that sets it, and how to do without.
type GiveUp = (&'static str, &'static str, fn(&mut EstimateRequest));

/// What attributes and page come to.
#[derive(Clone, Debug)]
pub struct HeatmapSettings {
    /// What to estimate.
    pub request: EstimateRequest,
    /// How to show it.
    pub look: HeatmapLook,
    /// What was wrong; each has kept its default.
    pub problems: Vec<Error>,
}

/// The host page acts on these; their faults are told here, where all others are.
fn check_host_attributes(reader: &mut AttributeReader<'_>) {
    for (name, words) in [("theme", ["auto", "light", "dark"]), ("load", ["lazy", "eager", "click"])] {
        reader.parsed(name, |text| match words.contains(&text) {
            true => Ok(()),
            false => Err(Error::new(Code::AttributeInvalid, name, text, one_of(text, &words))),
        });
    }
    for name in ["static", "no-controls", "no-table"] {
        reader.switch(name, false);
    }
}

impl HeatmapSettings {
    /// Reads attributes on a page.
    #[must_use]
    pub fn read(attributes: &Attributes, page: &Page) -> Self {
        let mut reader = AttributeReader::new(attributes, &OWN);
        check_host_attributes(&mut reader);
        let units = reader.parsed("units", Units::parse);
        let direction = reader.parsed("direction", Direction::parse);
        let theme = Theme::new(page.scheme(), direction).with_overrides(&page.overrides());
        let zone_text = reader.text("timezone");
        let zone = page.zone(zone_text).unwrap_or_else(|error| {
            reader.blame(Error { field: "timezone".to_owned(), ..error });
            Zone::utc()
        });
        let look = HeatmapLook {
            theme: if page.more_contrast { theme.with_more_contrast() } else { theme },
            palette: reader.parsed_or("palette", Palette::Magma, Palette::parse),
            scale: reader.parsed("scale", HeatScaleKind::parse),
            threshold: reader.number("threshold", 0.0, 1.0).unwrap_or(DEFAULT_THRESHOLD),
            sides: reader.parsed("sides", ShownSides::parse),
            candles: reader.switch("candles", true),
            realised: reader.switch("realised", true),
            locale: Locale::new(Language::from_tag(&page.lang), units),
            zone,
        };
        let request = EstimateRequest {
            range: reader.text("range").map(str::to_owned),
            rows: reader.whole("rows", 1, MOST_ROWS),
            row_scale: reader.text("row-scale").map(str::to_owned),
            leverage: reader.numbers("leverage"),
            venues: reader.text("venue").map(|text| text.split_whitespace().map(str::to_owned).collect()),
            ..EstimateRequest::default()
        };
        Self { request, look, problems: reader.into_problems() }
    }

    /// Gives up what `snapshot` cannot answer, one key after the other, and says so.
    pub fn fit(&mut self, snapshot: &Snapshot) {
        let give_up: [GiveUp; 4] = [
            ("range", "range", |request| request.range = None),
            ("rowScale", "row-scale", |request| request.row_scale = None),
            ("leverage", "leverage", |request| request.leverage = None),
            ("venues", "venue", |request| request.venues = None),
        ];
        while let Err(error) = self.request.check(snapshot) {
            let Some((_, name, reset)) = give_up.iter().find(|(field, ..)| error.field.starts_with(field)) else {
                return;
            };
            reset(&mut self.request);
            self.problems.push(Error { field: (*name).to_owned(), ..error });
        }
    }
}
