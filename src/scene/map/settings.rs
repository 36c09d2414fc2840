//! From the attributes of a `<liq-map>` to what is computed and how it looks.

use crate::engine::estimate::EstimateRequest;
use crate::engine::heatmap::{Ahead, HeatmapOptions};
use crate::engine::map::{MapRequest, Stack, WINDOW_RANGE};
use crate::engine::market::Snapshot;
use crate::error::{Code, Error, Result, fault, one_of};
use crate::lists::Listed;
use crate::scene::attributes::{AttributeReader, Attributes};
use crate::scene::look::Look;
use crate::scene::map::view::MapView;
use crate::scene::page::Page;
use crate::scene::settings::Settings;
use std::rc::Rc;

/// Most rows that a picture is given.
const MOST_ROWS: u32 = 1000;

/// Which picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MapPicture {
    /// Every row, the curves, the clusters.
    #[default]
    Detailed,
    /// A dozen bars at round prices with their amounts.
    Simple,
}

impl MapPicture {
    fn parse(word: &str) -> Result<Self> {
        match word {
            "detailed" => Ok(Self::Detailed),
            "simple" => Ok(Self::Simple),
            _ => Err(fault!(Code::AttributeInvalid, "view", word, one_of(word, &["detailed", "simple"]))),
        }
    }
}

/// How a map is shown; none of it changes a number.
#[derive(Clone, Debug, PartialEq)]
pub struct MapLook {
    /// Colours, words, clock.
    pub page: Look,
    /// Which picture.
    pub picture: MapPicture,
    /// Whether the cumulative curves are drawn.
    pub cumulative: bool,
    /// Whether clusters are named.
    pub clusters: bool,
}

/// What attributes and page come to.
#[derive(Clone, Debug)]
pub struct MapSettings {
    /// What to estimate.
    pub request: MapRequest,
    /// How to show it.
    pub look: MapLook,
    /// What was wrong; each has kept its default.
    pub problems: Vec<Error>,
}

impl Settings for MapSettings {
    type View = MapView;

    const OWN: &'static [&'static str] =
        &["stack", "window", "cumulative", "clusters", "view", "rows", "row-scale", "leverage"];

    const NOT_HERE: &'static [&'static str] = &["range", "palette", "direction"];

    fn read(attributes: &Attributes, page: &Page) -> Self {
        let mut reader = AttributeReader::new(attributes, Self::OWN);
        let page = Look::read(&mut reader, page);
        let look = MapLook {
            page,
            picture: reader.parsed("view", MapPicture::parse),
            cumulative: reader.switch("cumulative", true),
            clusters: reader.switch("clusters", true),
        };
        let allowed = "left out: a map shows one instant, in the colours of its sides";
        reader.refuse(Self::NOT_HERE, allowed);
        let (least, most) = WINDOW_RANGE;
        let request = MapRequest {
            estimate: EstimateRequest {
                rows: reader.whole("rows", 1, MOST_ROWS),
                row_scale: reader.text("row-scale").map(str::to_owned),
                leverage: reader.numbers("leverage"),
                venues: reader.text("venue").map(|text| text.split_whitespace().map(str::to_owned).listed()),
                ..EstimateRequest::default()
            },
            window: reader.number("window", least, most),
            stack: reader.parsed("stack", |word| Stack::parse(word).map(Some)).map(|stack| stack.as_str().to_owned()),
            ..MapRequest::default()
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
        self.request.check(snapshot).ok().map(|options| options.estimate.heatmap)
    }

    fn view(&self, snapshot: Rc<Snapshot>, ahead: Option<Ahead>) -> Result<MapView> {
        let options = self.request.check(&snapshot)?;
        MapView::new(snapshot, options, self.look.clone(), ahead)
    }

    fn renew(&self, view: &mut MapView, snapshot: Rc<Snapshot>, ahead: Option<Ahead>) -> Result<()> {
        let options = self.request.check(&snapshot)?;
        view.renew(snapshot, options, self.look.clone(), ahead)
    }

    fn dress(&self, view: &mut MapView) -> Result<()> {
        view.set_look(self.look.clone());
        Ok(())
    }

    /// One key after the other is given up, and said so.
    fn fit(&mut self, snapshot: &Snapshot) {
        while let Err(error) = self.request.check(snapshot) {
            let estimate = &mut self.request.estimate;
            let name = match error.field.split(['[', '.']).next() {
                Some("rowScale") => {
                    estimate.row_scale = None;
                    "row-scale"
                }
                Some("leverage") => {
                    estimate.leverage = None;
                    "leverage"
                }
                Some("venues") => {
                    estimate.venues = None;
                    "venue"
                }
                _ => return,
            };
            self.problems.push(error.about(name.to_owned()));
        }
    }
}
