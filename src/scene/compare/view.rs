//! The comparison's view: the sheet of every panel asked for.

use std::rc::Rc;

use crate::engine::market::Snapshot;
use crate::engine::signals::of_snapshot::Comparison;
use crate::engine::signals::of_snapshot::comparison::{CompareAsked, ComparePanel};
use crate::error::Result;
use crate::scene::compare::{assets, beta, drawdown, events, months};
use crate::scene::display_list::{Mark, MeasureText};
use crate::scene::figure::{Figure, RasterPlace, Reaction};
use crate::scene::input::Input;
use crate::scene::look::Look;
use crate::scene::sheets::board::{PointedPlace, SheetBoard};
use crate::scene::sheets::sheet::DeskSources;

/// The view of coins, past events and months side by side.
pub struct CompareView {
    snapshot: Rc<Snapshot>,
    comparison: Comparison,
    look: Look,
    sheets: SheetBoard,
}

impl CompareView {
    /// Compares what `snapshot` has and shows it.
    ///
    /// # Errors
    /// Those of [`Comparison::of`].
    pub fn new(snapshot: Rc<Snapshot>, asked: &CompareAsked, look: Look) -> Result<Self> {
        let comparison = Comparison::of(&snapshot, asked)?;
        let mut view = Self { snapshot, comparison, look, sheets: SheetBoard::default() };
        view.write();
        Ok(view)
    }

    /// Takes another look; the numbers stay.
    pub fn set_look(&mut self, look: Look) {
        self.look = look;
        self.write();
    }

    /// Writes every sheet in the words and colours of the page.
    fn write(&mut self) {
        let comparison = &self.comparison;
        let sources = DeskSources::of(&self.snapshot);
        let desk = sources.desk(&self.snapshot, &self.look, (comparison.from_ms, comparison.as_of_ms));
        let sheet = |panel: &ComparePanel| match panel {
            ComparePanel::Assets => assets::sheet(comparison, desk),
            ComparePanel::Drawdown => drawdown::sheet(comparison, desk),
            ComparePanel::Beta => beta::sheet(comparison, desk),
            ComparePanel::Events => events::sheet(comparison, desk),
            ComparePanel::Months => months::sheet(comparison, desk),
        };
        let sheets = comparison.panels.iter().map(sheet).collect();
        self.sheets.set(sheets);
    }

    /// The numbers.
    #[must_use]
    pub fn comparison(&self) -> &Comparison {
        &self.comparison
    }

    /// All panels.
    #[must_use]
    pub fn panels(&self) -> &SheetBoard {
        &self.sheets
    }

    /// The look.
    #[must_use]
    pub fn look(&self) -> &Look {
        &self.look
    }

    /// The data.
    #[must_use]
    pub fn data(&self) -> &Rc<Snapshot> {
        &self.snapshot
    }

    /// The place that the reader points at.
    #[must_use]
    pub fn place(&self) -> Option<PointedPlace> {
        self.sheets.place("panel")
    }
}

impl Figure for CompareView {
    fn resize(&mut self, width_css: f64, height_css: f64, measure: &dyn MeasureText) {
        self.sheets.resize((width_css, height_css), &self.look, measure);
    }

    fn raster(&mut self, _pixels: &mut Vec<u8>) -> Option<RasterPlace> {
        None
    }

    fn chart(&self, measure: &dyn MeasureText) -> Vec<Mark> {
        self.sheets.chart(&self.look, measure)
    }

    fn overlay(&self, measure: &dyn MeasureText) -> Vec<Mark> {
        self.sheets.overlay(&self.look, measure)
    }

    fn handle(&mut self, input: Input) -> Reaction {
        self.sheets.handle(&input)
    }
}
