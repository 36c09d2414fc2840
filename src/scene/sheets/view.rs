//! The view of sheets side by side, whatever they are written from: words for the page around them, the numbers as plain data, the tables.

use crate::lists::{Growing, Listed};
use crate::texts::Texts;
use std::rc::Rc;

use crate::engine::market::{ProvenanceKind, Snapshot, TimeMs};
use crate::scene::breadth::Breadth;
use crate::scene::display_list::{Mark, MeasureText};
use crate::scene::events::Happenings;
use crate::scene::figure::{Figure, RasterPlace, Reaction, Room, View};
use crate::scene::frame::{Frame, Table};
use crate::scene::input::Input;
use crate::scene::locale::{Locale, fill};
use crate::scene::look::Look;
use crate::scene::method::MethodCard;
use crate::scene::notes::{data_to, made_note, sources};
use crate::scene::sheets::board::{PointedPlace, SheetBoard};
use crate::scene::sheets::sheet::{Across, Desk, DeskSources, Sheet};
use crate::value::Value;

/// What a kind of sheets says of all of them.
pub struct SubjectWords {
    /// Above the figure.
    pub heading: String,
    /// What is shown, for the line under the heading.
    pub shows: String,
    /// The first sentence of the summary.
    pub opening: String,
    /// What is always to be said under the figure.
    pub note: &'static str,
    /// What the method cannot do.
    pub limits: &'static str,
}

/// Numbers that are shown as sheets.
pub trait Subject {
    /// Key under which plain data name the panel that the reader points at.
    const PLACE: &'static str;

    /// Where the common axis of time begins and ends.
    fn window(&self) -> (TimeMs, TimeMs);

    /// The sheet of every panel asked for.
    fn sheets(&self, desk: Desk<'_>) -> Vec<Sheet>;

    /// What stands under the sheet of a panel that has something to show.
    fn tables(&self, panel: usize, desk: Desk<'_>) -> Vec<Table>;

    /// What is said of all of them; `time` is the end of the data in words.
    fn words(&self, sheets: &[Sheet], locale: Locale, time: &str) -> SubjectWords;

    /// How the numbers of a panel come to be.
    fn method(&self, panel: usize, sheet: &Sheet, locale: Locale) -> String;

    /// The numbers as plain data.
    fn result(&self) -> Value;

    /// The numbers as CSV.
    fn csv(&self, snapshot: &Snapshot, sheets: &[Sheet], request: (&str, &[(String, String)])) -> String;
}

/// The view of a subject's sheets.
pub struct SheetsView<S> {
    snapshot: Rc<Snapshot>,
    subject: S,
    look: Look,
    sheets: SheetBoard,
}

impl<S: Subject> SheetsView<S> {
    /// Shows `subject`, which is of `snapshot`.
    #[must_use]
    pub fn new(snapshot: Rc<Snapshot>, subject: S, look: Look) -> Self {
        let mut view = Self { snapshot, subject, look, sheets: SheetBoard::default() };
        view.write();
        view
    }

    /// Takes another look; the numbers stay.
    pub fn set_look(&mut self, look: Look) {
        self.look = look;
        self.write();
    }

    /// Writes every sheet in the words and colours of the page.
    fn write(&mut self) {
        let sources = DeskSources::of(&self.snapshot);
        let desk = sources.desk(&self.snapshot, &self.look, self.subject.window());
        let mut sheets = self.subject.sheets(desk);
        let uprights = self.happenings().numbers();
        let charts = sheets.iter_mut().filter_map(|sheet| sheet.chart.as_mut());
        for chart in charts.filter(|chart| matches!(chart.across, Across::Times(..))) {
            chart.uprights.put_all(uprights.iter().map(|(time, number)| (*time as f64, number.clone())));
        }
        self.sheets.set(sheets);
    }

    /// The numbers.
    #[must_use]
    pub fn subject(&self) -> &S {
        &self.subject
    }

    /// All panels.
    #[must_use]
    pub fn panels(&self) -> &SheetBoard {
        &self.sheets
    }

    /// The place that the reader points at.
    #[must_use]
    pub fn place(&self) -> Option<PointedPlace> {
        self.sheets.place(S::PLACE)
    }

    fn happenings(&self) -> Happenings<'_> {
        Happenings::of(&self.snapshot, self.subject.window(), &self.look)
    }

    fn words(&self) -> SubjectWords {
        let time = self.look.locale.date_time(self.snapshot.as_of_ms, &self.look.zone);
        self.subject.words(self.sheets.sheets(), self.look.locale, &time)
    }

    fn dek(&self, shows: &str) -> String {
        let (locale, zone) = (self.look.locale, &self.look.zone);
        let words = &locale.words().heatmap;
        let (from_ms, to_ms) = self.subject.window();
        let range = locale.date_range(from_ms, to_ms, zone);
        let range = fill(words.range(), &[("range", &range), ("zone", zone.name())]);
        [shows, &range].joined(words.dek_separator())
    }

    fn notes(&self, note: &str) -> Vec<String> {
        let locale = self.look.locale;
        let words = locale.words();
        let mut notes = vec![data_to(self.snapshot.as_of_ms, &self.look)];
        notes.put_all(made_note(self.snapshot.provenance.document, locale).map(str::to_owned));
        notes.put_all([note, words.method.no_advice()].map(str::to_owned));
        notes.put_all(self.happenings().sentence());
        notes
    }

    /// The sentences that a screen reader gets first.
    fn summary(&self, opening: String) -> String {
        let locale = self.look.locale;
        let words = locale.words();
        let mut sentences = vec![opening];
        sentences.put_all(self.sheets.sheets().iter().map(|sheet| sheet.sentence(locale)));
        sentences.put_all(self.happenings().sentence().map(|said| said + words.numbers.sentence_end()));
        if self.snapshot.provenance.document == ProvenanceKind::Simulated {
            sentences.push(words.summary.simulated().to_owned());
        }
        sentences.joined(words.numbers.sentence_separator())
    }
}

impl<S: Subject> View for SheetsView<S> {
    fn snapshot(&self) -> &Rc<Snapshot> {
        &self.snapshot
    }

    fn page(&self) -> &Look {
        &self.look
    }

    fn frame(&self) -> Frame {
        let (said, locale) = (self.words(), self.look.locale);
        let notes = &locale.words().notes;
        Frame {
            dek: self.dek(&said.shows),
            heading: said.heading,
            notes: self.notes(said.note),
            source_label: notes.source(),
            sources: sources(&self.snapshot, locale),
            separator: notes.note_separator(),
            summary: self.summary(said.opening),
            lang: locale.language.tag(),
        }
    }

    fn result(&self) -> Value {
        self.subject.result()
    }

    fn reading(&self) -> Option<String> {
        self.sheets.reading(&self.look)
    }

    fn room(&self, breadth: Breadth) -> Room {
        self.sheets.room(breadth)
    }

    fn tables(&self) -> Vec<Table> {
        let sources = DeskSources::of(&self.snapshot);
        let desk = sources.desk(&self.snapshot, &self.look, self.subject.window());
        let shown = self.sheets.sheets().iter().enumerate().filter(|(_, sheet)| sheet.last.is_some());
        let mut tables = Vec::new();
        shown.for_each(|(panel, _)| tables.put_all(self.subject.tables(panel, desk)));
        tables.put_all(self.happenings().table());
        tables
    }

    fn method(&self) -> MethodCard {
        let (locale, sheets) = (self.look.locale, self.sheets.sheets().iter().enumerate());
        let words = &locale.words().method;
        let row = |(panel, sheet): (usize, &Sheet)| (sheet.title.clone(), self.subject.method(panel, sheet, locale));
        MethodCard {
            title: words.title(),
            rows: sheets.map(row).listed(),
            limits: vec![self.words().limits, words.no_advice()],
        }
    }

    fn csv(&self, snapshot_text: &str, attributes: &[(String, String)]) -> String {
        self.subject.csv(&self.snapshot, self.sheets.sheets(), (snapshot_text, attributes))
    }
}

impl<S: Subject> Figure for SheetsView<S> {
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
