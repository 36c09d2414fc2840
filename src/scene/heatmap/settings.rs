//! From the attributes of a `<liq-heatmap>` to what is computed and how it looks.

use crate::engine::estimate::EstimateRequest;
use crate::engine::heatmap::HeatmapRun;
use crate::engine::market::Snapshot;
use crate::error::{Error, Result};
use crate::scene::attributes::{AttributeReader, Attributes};
use crate::scene::colormap::{DEFAULT_THRESHOLD, Palette};
use crate::scene::heat_cells::ShownSides;
use crate::scene::heat_scale::HeatScaleKind;
use crate::scene::heatmap::look::HeatmapLook;
use crate::scene::heatmap::view::HeatmapView;
use crate::scene::look::Look;
use crate::scene::page::Page;
use std::rc::Rc;

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

impl HeatmapSettings {
    /// Reads attributes on a page.
    #[must_use]
    pub fn read(attributes: &Attributes, page: &Page) -> Self {
        let mut reader = AttributeReader::new(attributes, &OWN);
        let Look { theme, locale, zone, annotations } = Look::read(&mut reader, page);
        let look = HeatmapLook {
            theme,
            palette: reader.parsed_or("palette", Palette::Magma, Palette::parse),
            scale: reader.parsed("scale", HeatScaleKind::parse),
            threshold: reader.number("threshold", 0.0, 1.0).unwrap_or(DEFAULT_THRESHOLD),
            sides: reader.parsed("sides", ShownSides::parse),
            candles: reader.switch("candles", true),
            realised: reader.switch("realised", true),
            locale,
            zone,
            annotations,
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

    /// Computes and shows `snapshot`.
    ///
    /// # Errors
    /// For data and settings that leave nothing to draw.
    pub fn view(&self, snapshot: Rc<Snapshot>) -> Result<HeatmapView> {
        let options = self.request.check(&snapshot)?;
        let run = HeatmapRun::new(&snapshot, &options.heatmap)?;
        HeatmapView::new(snapshot, run, self.look.clone())
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
