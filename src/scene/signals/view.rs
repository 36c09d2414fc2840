//! The signals' view: which panel stands where, and what the reader points at.

use std::rc::Rc;

use crate::engine::market::{ProvenanceKind, Snapshot};
use crate::engine::signals::of_snapshot::{Asked, Board, Reading, SignalKind};
use crate::engine::snapshot::FigureBasis;
use crate::error::Result;
use crate::scene::cursor::Cursor;
use crate::scene::display_list::{Mark, MeasureText, Point, Rect, Stroke};
use crate::scene::figure::{Figure, RasterPlace, Reaction};
use crate::scene::input::Input;
use crate::scene::invalidation::Invalidation;
use crate::scene::look::Look;
use crate::scene::marks::axes::AxisStyle;
use crate::scene::marks::reading_box::reading_box;
use crate::scene::signals::chart::{Cell, Heights, heights};
use crate::scene::signals::grid::{cells, columns};
use crate::scene::signals::sheet::{Desk, Sheet};
use crate::scene::signals::{
    basis, etf, funding, gamma, level, open_interest, perp_share, reserves, seasonality, skew, whales,
};
use crate::value::Value;

/// What the reader points at.
#[derive(Clone, Debug, PartialEq)]
pub struct PointedPlace {
    /// Which panel.
    pub signal: SignalKind,
    /// Names and values there.
    pub lines: Vec<(String, String)>,
}

impl From<&PointedPlace> for Value {
    fn from(place: &PointedPlace) -> Self {
        let line = |(name, value): &(String, String)| Self::List(vec![name.into(), value.into()]);
        Self::object()
            .with("signal", place.signal.as_str())
            .with("lines", Self::List(place.lines.iter().map(line).collect()))
    }
}

/// The view of signals side by side.
pub struct SignalsView {
    snapshot: Rc<Snapshot>,
    asked: Asked,
    board: Board,
    look: Look,
    sheets: Vec<Sheet>,
    /// Places of the panels, with the room for their words.
    places: Vec<(Rect, Heights)>,
    /// Places of each panel's samples, CSS pixels from the left.
    across: Vec<Vec<f64>>,
    panel: usize,
    cursor: Cursor,
}

impl SignalsView {
    /// Reads `snapshot` and shows it.
    ///
    /// # Errors
    /// Those of [`Board::of`].
    pub fn new(snapshot: Rc<Snapshot>, asked: Asked, look: Look) -> Result<Self> {
        let board = Board::of(&snapshot, &asked)?;
        let sheets = Vec::new();
        let (places, across, panel, cursor) = (Vec::new(), Vec::new(), 0, Cursor::default());
        let mut view = Self { snapshot, asked, board, look, sheets, places, across, panel, cursor };
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
        let sources: Vec<String> = self.snapshot.provenance.sources.iter().map(|source| source.name.clone()).collect();
        let basis = match self.snapshot.provenance.document {
            ProvenanceKind::Measured => Some(FigureBasis::Measured),
            ProvenanceKind::Simulated => Some(FigureBasis::Simulated),
            ProvenanceKind::Mixed => None,
        };
        let desk = Desk {
            page: &self.look,
            asset: &self.board.asset,
            window: (self.board.from_ms, self.board.as_of_ms),
            sources: &sources,
            basis,
            translations: &self.snapshot.beside.translations,
            tick: self.snapshot.markets.first().and_then(|market| market.price_tick),
        };
        let sheet =
            |(kind, reading): &(SignalKind, Option<Reading>)| sheet_of(*kind, reading.as_ref(), &self.asked, desk);
        let sheets = self.board.panels.iter().map(sheet);
        self.sheets = sheets.collect();
    }

    /// Words of every panel.
    #[must_use]
    pub fn sheets(&self) -> &[Sheet] {
        &self.sheets
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

    fn style<'a>(&'a self, measure: &'a dyn MeasureText) -> AxisStyle<'a> {
        AxisStyle { theme: &self.look.theme, locale: self.look.locale, zone: &self.look.zone, measure }
    }

    fn cell<'a>(&'a self, panel: usize, measure: &'a dyn MeasureText) -> Option<Cell<'a>> {
        let (whole, heights) = *self.places.get(panel)?;
        Some(Cell { sheet: self.sheets.get(panel)?, whole, heights, style: self.style(measure) })
    }

    /// How many places a panel has to point at.
    fn samples(&self, panel: usize) -> usize {
        self.sheets.get(panel).and_then(|sheet| sheet.chart.as_ref()).map_or(0, |chart| chart.samples.len())
    }

    /// Name of the panel, and names and values at the place, that the reader points at.
    #[must_use]
    pub fn pointed(&self) -> Option<(&Sheet, &[(String, String)])> {
        let sheet = self.sheets.get(self.panel)?;
        let sample = sheet.chart.as_ref()?.samples.get(self.cursor.at()?)?;
        Some((sheet, &sample.lines))
    }

    /// The same as plain data.
    #[must_use]
    pub fn place(&self) -> Option<PointedPlace> {
        let (sheet, lines) = self.pointed()?;
        Some(PointedPlace { signal: sheet.kind, lines: lines.to_vec() })
    }

    /// The panel at a place on screen.
    fn panel_at(&self, at: Point) -> Option<usize> {
        self.places.iter().position(|(place, _)| place.contains(at))
    }

    /// Goes to another panel; its newest place is shown.
    fn step(&mut self, forward: bool) -> Reaction {
        let all = self.sheets.len();
        let next = |from: usize| if forward { (from + 1) % all } else { (from + all - 1) % all };
        let mut panel = next(self.panel);
        while panel != self.panel && self.samples(panel) == 0 {
            panel = next(panel);
        }
        if panel != self.panel {
            (self.panel, self.cursor) = (panel, Cursor::default());
        }
        let reaction = self.cursor.handle(&Input::Key("End".to_owned()), self.samples(panel), |_| None);
        Reaction { invalidation: Invalidation::Overlay, ..reaction }
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
        let whole = Rect { x: 0.0, y: 0.0, width: width_css.max(160.0), height: height_css.max(200.0) };
        let places = cells(whole, self.sheets.len());
        let across = columns(whole.width, self.sheets.len());
        let words = |row: usize| {
            let sheets = self.sheets.iter().skip(row * across).take(across);
            let width = places.first().map_or(0.0, |place| place.width);
            sheets.map(|sheet| heights(sheet, width, measure)).fold(Heights::default(), Heights::or)
        };
        self.places = places.iter().enumerate().map(|(place, cell)| (*cell, words(place / across))).collect();
        let samples = |panel: usize| self.cell(panel, measure).map(|cell| cell.samples_px()).unwrap_or_default();
        self.across = (0..self.sheets.len()).map(samples).collect();
        self.cursor.keep_within(self.samples(self.panel));
    }

    fn raster(&mut self, _pixels: &mut Vec<u8>) -> Option<RasterPlace> {
        None
    }

    fn chart(&self, measure: &dyn MeasureText) -> Vec<Mark> {
        (0..self.sheets.len()).filter_map(|panel| self.cell(panel, measure)).flat_map(|cell| cell.marks()).collect()
    }

    fn overlay(&self, measure: &dyn MeasureText) -> Vec<Mark> {
        let (Some(cell), Some(at), Some((_, lines))) =
            (self.cell(self.panel, measure), self.cursor.at(), self.pointed())
        else {
            return Vec::new();
        };
        let (Some(x), Some(plot)) =
            (self.across.get(self.panel).and_then(|all| all.get(at)).copied(), cell.plot_area())
        else {
            return Vec::new();
        };
        let stroke = Stroke { color: self.look.theme.ink, width: 1.0, dash: None };
        let points = vec![Point { x, y: plot.y }, Point { x, y: plot.bottom() }];
        let lines: Vec<(&str, String)> = lines.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
        let middle = Point { x, y: plot.y + plot.height * 0.75 };
        let mut marks = vec![Mark::Line { points, stroke }];
        marks.extend(reading_box(&lines, middle, cell.whole, &self.look.theme, measure));
        marks
    }

    fn handle(&mut self, input: Input) -> Reaction {
        match &input {
            Input::Key(key) if key == "ArrowUp" || key == "ArrowDown" => self.step(key == "ArrowDown"),
            Input::Down(_, _, at) | Input::Move(_, _, at) | Input::Up(_, _, at) => {
                if let Some(panel) = self.panel_at(*at).filter(|panel| *panel != self.panel) {
                    (self.panel, self.cursor) = (panel, Cursor::default());
                }
                self.point(&input)
            }
            _ => self.point(&input),
        }
    }
}

impl SignalsView {
    fn point(&mut self, input: &Input) -> Reaction {
        let (panel, count) = (self.panel, self.samples(self.panel));
        let across = self.across.get(panel).map_or(&[][..], Vec::as_slice);
        let whole = self.places.get(panel).map_or(Rect::default(), |(place, _)| *place);
        self.cursor.handle(input, count, |at| {
            let away = |place: &usize| (across[*place] - at.x).abs();
            let nearest = (0..across.len()).min_by(|a, b| away(a).total_cmp(&away(b)));
            nearest.filter(|_| whole.contains(at))
        })
    }
}
