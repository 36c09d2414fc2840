//! The signals' view: the sheet of every signal asked for.

use std::rc::Rc;

use crate::engine::market::Snapshot;
use crate::engine::signals::of_snapshot::{Asked, Board, Reading, SignalKind};
use crate::error::Result;
use crate::scene::display_list::{Mark, MeasureText};
use crate::scene::figure::{Figure, RasterPlace, Reaction};
use crate::scene::input::Input;
use crate::scene::look::Look;
use crate::scene::sheets::board::{PointedPlace, SheetBoard};
use crate::scene::sheets::sheet::{Desk, DeskSources, Sheet};
use crate::scene::signals::{
    basis, etf, funding, gamma, level, open_interest, perp_share, reserves, seasonality, skew, whales,
};

/// The view of signals side by side.
pub struct SignalsView {
    snapshot: Rc<Snapshot>,
    asked: Asked,
    board: Board,
    look: Look,
    sheets: SheetBoard,
}

impl SignalsView {
    /// Reads `snapshot` and shows it.
    ///
    /// # Errors
    /// Those of [`Board::of`].
    pub fn new(snapshot: Rc<Snapshot>, asked: Asked, look: Look) -> Result<Self> {
        let board = Board::of(&snapshot, &asked)?;
        let mut view = Self { snapshot, asked, board, look, sheets: SheetBoard::default() };
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
        let desk_sources = DeskSources::of(&self.snapshot);
        let window = (self.board.from_ms, self.board.as_of_ms);
        let desk = desk_sources.desk(&self.snapshot, &self.look, window);
        let sheet =
            |(kind, reading): &(SignalKind, Option<Reading>)| sheet_of(*kind, reading.as_ref(), &self.asked, desk);
        let sheets = self.board.panels.iter().map(sheet).collect();
        self.sheets.set(sheets);
    }

    /// Words of every panel.
    #[must_use]
    pub fn sheets(&self) -> &[Sheet] {
        self.sheets.sheets()
    }

    /// The numbers.
    #[must_use]
    pub fn board(&self) -> &Board {
        &self.board
    }

    /// What was asked.
    #[must_use]
    pub fn asked(&self) -> &Asked {
        &self.asked
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

    /// All panels.
    #[must_use]
    pub fn panels(&self) -> &SheetBoard {
        &self.sheets
    }

    /// The place that the reader points at.
    #[must_use]
    pub fn place(&self) -> Option<PointedPlace> {
        self.sheets.place("signal")
    }
}

/// The sheet of one signal; a reading is always of the kind that was asked for.
fn sheet_of(kind: SignalKind, reading: Option<&Reading>, asked: &Asked, desk: Desk<'_>) -> Sheet {
    macro_rules! of {
        ($kind:ident) => {
            reading.and_then(|reading| if let Reading::$kind(reading) = reading { Some(reading) } else { None })
        };
    }
    match kind {
        SignalKind::Oi => open_interest::sheet(of!(Oi), desk),
        SignalKind::Funding => funding::sheet(of!(Funding), desk),
        SignalKind::Basis => basis::sheet(of!(Basis), desk),
        SignalKind::Skew => skew::sheet(of!(Skew), desk),
        SignalKind::Gamma => gamma::sheet(of!(Gamma), desk),
        SignalKind::Etf => etf::sheet(of!(Etf), desk),
        SignalKind::PerpShare => perp_share::sheet(of!(PerpShare), desk),
        SignalKind::Yield => level::sheet(kind, &asked.yield_series, of!(Yield), desk),
        SignalKind::Dollar => level::sheet(kind, &asked.dollar_series, of!(Dollar), desk),
        SignalKind::Stablecoins => reserves::sheet(of!(Stablecoins), desk),
        SignalKind::Whales => whales::sheet(of!(Whales), desk),
        SignalKind::Seasonality => seasonality::sheet(of!(Seasonality), desk),
    }
}

impl Figure for SignalsView {
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
