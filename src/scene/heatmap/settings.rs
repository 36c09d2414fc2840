//! From the attributes of a `<liq-heatmap>` to what is computed and how it looks.

use crate::engine::estimate::EstimateRequest;
use crate::engine::heatmap::{Ahead, HeatmapOptions};
use crate::engine::market::Snapshot;
use crate::error::{Error, Result};
use crate::lists::Listed;
use crate::scene::attributes::{AttributeReader, Attributes};
use crate::scene::colormap::{DEFAULT_THRESHOLD, Palette};
use crate::scene::heat_cells::ShownSides;
use crate::scene::heat_scale::HeatScaleKind;
use crate::scene::heatmap::look::HeatmapLook;
use crate::scene::heatmap::view::HeatmapView;
use crate::scene::look::Look;
use crate::scene::page::Page;
use crate::scene::settings::Settings;
use std::rc::Rc;

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

impl Settings for HeatmapSettings {
    type View = HeatmapView;

    const OWN: &'static [&'static str] =
        &["leverage", "scale", "threshold", "sides", "candles", "rows", "realised", "row-scale"];

    const NOT_HERE: &'static [&'static str] = &[];

    fn read(attributes: &Attributes, page: &Page) -> Self {
        let mut reader = AttributeReader::new(attributes, Self::OWN);
        let look = HeatmapLook {
            page: Look::read(&mut reader, page),
            palette: reader.parsed_or("palette", Palette::Magma, Palette::parse),
            scale: reader.parsed("scale", HeatScaleKind::parse),
            threshold: reader.number("threshold", 0.0, 1.0).unwrap_or(DEFAULT_THRESHOLD),
            sides: reader.parsed("sides", ShownSides::parse),
            candles: reader.switch("candles", true),
            realised: reader.switch("realised", true),
        };
        let request = EstimateRequest {
            range: reader.text("range").map(str::to_owned),
            rows: reader.whole("rows", 1, MOST_ROWS),
            row_scale: reader.text("row-scale").map(str::to_owned),
            leverage: reader.numbers("leverage"),
            venues: reader.text("venue").map(|text| text.split_whitespace().map(str::to_owned).listed()),
            ..EstimateRequest::default()
        };
        Self { request, look, problems: reader.into_problems() }
    }

    fn problems(&self) -> &[Error] {
        &self.problems
    }

    fn computes_as(&self, other: &Self) -> bool {
        self.request == other.request
    }

    fn estimated(&self, snapshot: &Snapshot) -> Option<HeatmapOptions> {
        self.request.check(snapshot).ok().map(|options| options.heatmap)
    }

    fn view(&self, snapshot: Rc<Snapshot>, ahead: Option<Ahead>) -> Result<HeatmapView> {
        let options = self.request.check(&snapshot)?;
        HeatmapView::new(snapshot, options.heatmap, self.look.clone(), ahead)
    }

    fn renew(&self, view: &mut HeatmapView, snapshot: Rc<Snapshot>, ahead: Option<Ahead>) -> Result<()> {
        let options = self.request.check(&snapshot)?;
        view.renew(snapshot, options.heatmap, self.look.clone(), ahead)
    }

    fn dress(&self, view: &mut HeatmapView) -> Result<()> {
        view.set_look(self.look.clone())
    }

    /// One key after the other is given up, and said so.
    fn fit(&mut self, snapshot: &Snapshot) {
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
            self.problems.push(error.about((*name).to_owned()));
        }
    }
}
