//! Sheets side by side: which panel stands where, and what the reader points at.

use crate::lists::{Growing, Listed};
use crate::scene::breadth::Breadth;
use crate::scene::cursor::Cursor;
use crate::scene::display_list::{Mark, MeasureText, Point, Rect, Stroke};
use crate::scene::figure::{Reaction, Room};
use crate::scene::input::Input;
use crate::scene::invalidation::Invalidation;
use crate::scene::look::Look;
use crate::scene::marks::axes::AxisStyle;
use crate::scene::marks::reading_box::reading_box;
use crate::scene::sheets::chart::{Cell, Heights, heights};
use crate::scene::sheets::grid::{GAP_PX, cell_width, cells, columns};
use crate::scene::sheets::sheet::Sheet;
use crate::texts::{Texts, text};
use crate::value::Value;

/// Height at which a panel is good to read, and the least, CSS pixels.
const PANEL_PX: (f64, f64) = (300.0, 236.0);

/// What the reader points at.
#[derive(Clone, Debug, PartialEq)]
pub struct PointedPlace {
    /// Key under which plain data name the panel.
    pub key: &'static str,
    /// Which panel.
    pub panel: &'static str,
    /// Names and values there.
    pub lines: Vec<(String, String)>,
}

impl From<&PointedPlace> for Value {
    fn from(place: &PointedPlace) -> Self {
        let line = |(name, value): &(String, String)| Self::List(vec![name.into(), value.into()]);
        Self::object().with(place.key, place.panel).with("lines", Self::List(place.lines.iter().map(line).listed()))
    }
}

/// Sheets with their places on screen and the reader's hand.
#[derive(Default)]
pub struct SheetBoard {
    sheets: Vec<Sheet>,
    /// Places of the panels, with the room for their words.
    places: Vec<(Rect, Heights)>,
    /// Places of each panel's samples, CSS pixels from the left.
    across: Vec<Vec<f64>>,
    panel: usize,
    cursor: Cursor,
}

fn style<'a>(look: &'a Look, measure: &'a dyn MeasureText) -> AxisStyle<'a> {
    AxisStyle { theme: &look.theme, locale: look.locale, zone: &look.zone, measure }
}

impl SheetBoard {
    /// Takes other words and values; the places stay until [`Self::resize`].
    pub fn set(&mut self, sheets: Vec<Sheet>) {
        self.sheets = sheets;
    }

    /// Words of every panel.
    #[must_use]
    pub fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    fn cell<'a>(&'a self, panel: usize, look: &'a Look, measure: &'a dyn MeasureText) -> Option<Cell<'a>> {
        let (whole, heights) = *self.places.get(panel)?;
        Some(Cell { sheet: self.sheets.get(panel)?, whole, heights, style: style(look, measure) })
    }

    /// How many places a panel has to point at.
    fn samples(&self, panel: usize) -> usize {
        self.sheets.get(panel).and_then(|sheet| sheet.chart.as_ref()).map_or(0, |chart| chart.samples.len())
    }

    /// The panel, and names and values at the place, that the reader points at.
    #[must_use]
    pub fn pointed(&self) -> Option<(&Sheet, &[(String, String)])> {
        let sheet = self.sheets.get(self.panel)?;
        let sample = sheet.chart.as_ref()?.samples.get(self.cursor.at()?)?;
        Some((sheet, &sample.lines))
    }

    /// The same on its own; plain data name the panel under `key`.
    #[must_use]
    pub fn place(&self, key: &'static str) -> Option<PointedPlace> {
        let (sheet, lines) = self.pointed()?;
        Some(PointedPlace { key, panel: sheet.kind, lines: lines.to_vec() })
    }

    /// What is spoken of it.
    #[must_use]
    pub fn reading(&self, look: &Look) -> Option<String> {
        let numbers = &look.locale.words().numbers;
        let (sheet, lines) = self.pointed()?;
        let mut parts = vec![sheet.title.clone()];
        parts.put_all(lines.iter().map(|(name, value)| text![name, " ", value].trim_end().to_owned()));
        Some(parts.joined(numbers.list_separator()))
    }

    /// Room for all panels.
    #[must_use]
    pub fn room(&self, breadth: Breadth) -> Room {
        let width = match breadth {
            Breadth::Phone => 360.0,
            Breadth::Column => 700.0,
            Breadth::Full => 1168.0,
        };
        let rows = self.sheets.len().div_ceil(columns(width, self.sheets.len())) as f64;
        let height = |panel: f64| rows * panel + (rows - 1.0) * GAP_PX.1;
        Room { wanted_px: height(PANEL_PX.0), least_px: (160.0, height(PANEL_PX.1)) }
    }

    /// Lays all panels out for a size in CSS pixels.
    pub fn resize(&mut self, (width_css, height_css): (f64, f64), look: &Look, measure: &dyn MeasureText) {
        let whole = Rect { x: 0.0, y: 0.0, width: width_css.max(160.0), height: height_css.max(200.0) };
        let (across, width) = (columns(whole.width, self.sheets.len()), cell_width(whole, self.sheets.len()));
        let of_row = |row: &[Sheet]| {
            row.iter().map(|sheet| heights(sheet, width, measure)).fold(Heights::default(), Heights::or)
        };
        let rows: Vec<Heights> = self.sheets.chunks(across).map(of_row).listed();
        let plots = self.sheets.chunks(across).map(|row| row.iter().any(|sheet| sheet.chart.is_some()));
        let words: Vec<(f64, bool)> = rows.iter().map(|row| row.above + row.below).zip(plots).listed();
        let places = cells(whole, self.sheets.len(), &words).into_iter().enumerate();
        self.places = places.map(|(place, cell)| (cell, rows[place / across])).listed();
        let samples = |panel: usize| self.cell(panel, look, measure).map(|cell| cell.samples_px()).unwrap_or_default();
        self.across = (0..self.sheets.len()).map(samples).listed();
        self.cursor.keep_within(self.samples(self.panel));
    }

    /// All panels.
    #[must_use]
    pub fn chart(&self, look: &Look, measure: &dyn MeasureText) -> Vec<Mark> {
        let mut marks = Vec::new();
        for cell in (0..self.sheets.len()).filter_map(|panel| self.cell(panel, look, measure)) {
            marks.put_all(cell.marks());
        }
        marks
    }

    /// The line and the box at the place that the reader points at.
    #[must_use]
    pub fn overlay(&self, look: &Look, measure: &dyn MeasureText) -> Vec<Mark> {
        let (Some(cell), Some(at), Some((_, lines))) =
            (self.cell(self.panel, look, measure), self.cursor.at(), self.pointed())
        else {
            return Vec::new();
        };
        let (Some(x), Some(plot)) =
            (self.across.get(self.panel).and_then(|all| all.get(at)).copied(), cell.plot_area())
        else {
            return Vec::new();
        };
        let stroke = Stroke { color: look.theme.ink, width: 1.0, dash: None };
        let points = vec![Point { x, y: plot.y }, Point { x, y: plot.bottom() }];
        let lines: Vec<(&str, String)> = lines.iter().map(|(name, value)| (name.as_str(), value.clone())).listed();
        let middle = Point { x, y: plot.y + plot.height * 0.75 };
        let mut marks = vec![Mark::Line { points, stroke }];
        marks.put_all(reading_box(&lines, middle, cell.whole, &look.theme, measure));
        marks
    }

    /// Takes up what the reader did: ← → within a panel, ↑ ↓ from one to another.
    pub fn handle(&mut self, input: &Input) -> Reaction {
        match input {
            Input::Key(key) if key == "ArrowUp" || key == "ArrowDown" => self.step(key == "ArrowDown"),
            Input::Down(_, _, at) | Input::Move(_, _, at) | Input::Up(_, _, at) => {
                if let Some(panel) = self.panel_at(*at).filter(|panel| *panel != self.panel) {
                    (self.panel, self.cursor) = (panel, Cursor::default());
                }
                self.point(input)
            }
            _ => self.point(input),
        }
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
