//! From the attributes of a `<liq-heatmap>` to what is computed and how it looks.

use crate::engine::estimate::EstimateRequest;
use crate::engine::market::Snapshot;
use crate::error::Error;
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
const MOST_ROWS: f64 = 2000.0;

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

impl HeatmapSettings {
    /// Reads attributes on a page.
    #[must_use]
    pub fn read(attributes: &Attributes, page: &Page) -> Self {
        let mut reader = AttributeReader::new(attributes, &OWN);
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
            rows: reader.number("rows", 1.0, MOST_ROWS).map(|rows| rows as u32),
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
