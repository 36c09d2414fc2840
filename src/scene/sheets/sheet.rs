//! One signal or one comparison as a sheet: its words and what its chart shows, before anything has a place on screen.

use crate::engine::market::{ProvenanceKind, Snapshot, TimeMs};
use crate::engine::signals::of_snapshot::Given;
use crate::engine::snapshot::{FigureBasis, Translations};
use crate::lists::{Growing, Listed};
use crate::scene::display_list::Rgba;
use crate::scene::locale::{Locale, SheetWords, Spoken, fill};
use crate::scene::look::Look;
use crate::scene::sheets::matrix::Matrix;
use crate::texts::{Texts, text};

/// What lies across a chart.
#[derive(Clone, Debug, PartialEq)]
pub enum Across {
    /// Instants in milliseconds.
    Times(TimeMs, TimeMs),
    /// Named places side by side; the number of the place counts from 0.
    Places(Vec<String>),
    /// Prices, or other numbers.
    Numbers(f64, f64),
}

/// How a row of values is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    /// A line of this width in CSS pixels.
    Line(f64),
    /// A dashed line.
    Dashed,
    /// A line of this width in strokes and gaps of these lengths, CSS pixels.
    Stroked(f64, (f64, f64)),
    /// The bars at a place stand side by side: which of how many this is.
    Bars(usize, usize),
    /// The same, only their outlines.
    Hollow(usize, usize),
    /// Dots.
    Dots,
    /// Thin lines from zero.
    Stems,
}

/// Values across a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Written at its end; nothing where it needs none.
    pub name: Option<String>,
    /// How it is drawn.
    pub shape: Shape,
    /// Colour of values above zero, and of lines.
    pub color: Rgba,
    /// Colour of bars below zero.
    pub below: Rgba,
    /// Place across and value.
    pub points: Vec<(f64, Option<f64>)>,
}

/// How the values of a chart are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// US dollars.
    Usd,
    /// Number of things.
    Count,
    /// Fractions, in percent.
    Percent,
    /// Numbers that are percent already.
    PercentNumber,
    /// Numbers as they are.
    Plain,
}

impl Written {
    /// A value at an axis whose neighbours `decimals` decimals tell apart.
    #[must_use]
    pub fn text(self, locale: Locale, value: f64, decimals: usize) -> String {
        match self {
            Self::Usd => locale.usd(value),
            Self::Count => locale.count(value),
            // Two decimals of a fraction are none of a percentage; funding has four.
            Self::Percent => text![locale.number(value * 100.0, decimals.saturating_sub(2)), "%"],
            Self::PercentNumber => text![locale.number(value, decimals), "%"],
            Self::Plain => locale.number(value, decimals),
        }
    }
}

/// A place that the reader can point at.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// Place across.
    pub x: f64,
    /// Names and values there.
    pub lines: Vec<(String, String)>,
}

/// What a chart shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// What lies across.
    pub across: Across,
    /// How values are written.
    pub written: Written,
    /// Whether the zero line is always there.
    pub with_zero: bool,
    /// Bands of values with their words.
    pub bands: Vec<(f64, f64, String)>,
    /// Dashed lines at a value with their words.
    pub levels: Vec<(f64, String)>,
    /// Upright lines with their words; the first ones are named before the others.
    pub uprights: Vec<(f64, String)>,
    /// Values, the lowest first.
    pub rows: Vec<Row>,
    /// Whether the rows are named in a key; else each is named at its end.
    pub has_key: bool,
    /// Values in rows and columns in place of a chart to scale.
    pub matrix: Option<Matrix>,
    /// What the reader can point at, from left to right.
    pub samples: Vec<Sample>,
}

impl Chart {
    /// Values in rows and columns, which only a comparison has: other pieces leave out how they are drawn.
    #[must_use]
    pub fn matrix(&self) -> Option<&Matrix> {
        if cfg!(any(feature = "compare", feature = "pictures")) { self.matrix.as_ref() } else { None }
    }

    /// All values that it has room for: those of rows, levels and bands.
    #[must_use]
    pub fn values(&self) -> Vec<f64> {
        let mut values = Vec::new();
        for row in &self.rows {
            values.put_all(row.points.iter().filter_map(|(_, value)| *value));
        }
        values.put_all(self.levels.iter().map(|(value, _)| *value));
        for (low, high, _) in &self.bands {
            values.put_all([*low, *high]);
        }
        values
    }
}

/// One signal or one comparison in words and values.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Which, as attributes and results call it.
    pub kind: &'static str,
    /// Its name.
    pub title: String,
    /// Unit of its values.
    pub unit: String,
    /// The last value, written large; nothing where there is no data.
    pub last: Option<String>,
    /// What else is to be said of it.
    pub facts: Vec<String>,
    /// What a positive value means.
    pub sign: String,
    /// Source, time and window.
    pub foot: String,
    /// The chart; nothing where there is no data.
    pub chart: Option<Chart>,
}

impl Sheet {
    /// A sheet that only says that there is no data.
    #[must_use]
    pub fn empty(kind: &'static str, title: &str, unit: String, sign: &str) -> Self {
        let (title, sign) = (title.to_owned(), sign.to_owned());
        Self { kind, title, unit, last: None, facts: Vec::new(), sign, foot: String::new(), chart: None }
    }

    /// The same with data: the last value, what else is to be said, source and window, and the chart.
    #[must_use]
    #[inline(never)]
    pub fn filled(self, last: String, facts: Vec<String>, foot: String, chart: Option<Chart>) -> Self {
        Self { last: Some(last), facts, foot, chart, ..self }
    }

    /// The sheet as one sentence.
    #[must_use]
    pub fn sentence(&self, locale: Locale) -> String {
        let words = &locale.words().sheets;
        let Some(last) = &self.last else { return fill(words.sentence_no_data(), &[("title", &self.title)]) };
        let unit = [self.unit.clone()];
        let facts = unit.iter().chain(&self.facts).map(String::as_str).listed();
        let facts = facts.joined(words.fact_separator());
        fill(words.sentence(), &[("title", &self.title), ("last", last), ("facts", &facts)])
    }
}

/// What all sheets are written with.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// Colours, words, clock.
    pub page: &'a Look,
    /// The coin.
    pub asset: &'a str,
    /// Currency of its prices.
    pub quote: &'a str,
    /// Where the axis of time begins and ends.
    pub window: (TimeMs, TimeMs),
    /// Sources of the document, for tables without one of their own.
    pub sources: &'a [String],
    /// How the document's figures came to be, for tables that do not say.
    pub basis: Option<FigureBasis>,
    /// Price tick of the first market.
    pub tick: Option<f64>,
    /// The document's own texts in other languages.
    pub translations: &'a Translations,
}

/// Sources of a document as all its sheets name them, and how its figures came to be.
pub struct DeskSources {
    names: Vec<String>,
    basis: Option<FigureBasis>,
}

impl DeskSources {
    /// Those of `snapshot`.
    #[must_use]
    pub fn of(snapshot: &Snapshot) -> Self {
        let provenance = &snapshot.provenance;
        Self {
            names: provenance.sources.iter().map(|source| source.name.clone()).listed(),
            basis: match provenance.document {
                ProvenanceKind::Measured => Some(FigureBasis::Measured),
                ProvenanceKind::Simulated => Some(FigureBasis::Simulated),
                ProvenanceKind::Mixed => None,
            },
        }
    }

    /// What the sheets of `snapshot` are written with, over a window of time.
    #[must_use]
    pub fn desk<'a>(&'a self, snapshot: &'a Snapshot, page: &'a Look, window: (TimeMs, TimeMs)) -> Desk<'a> {
        Desk {
            page,
            asset: &snapshot.asset,
            quote: &snapshot.quote,
            window,
            sources: &self.names,
            basis: self.basis,
            translations: &snapshot.beside.translations,
            tick: snapshot.markets.first().and_then(|market| market.price_tick),
        }
    }
}

impl Desk<'_> {
    /// What all sheets say.
    #[must_use]
    pub fn words(&self) -> &'static Spoken<SheetWords> {
        &self.page.locale.words().sheets
    }

    /// A text of the document in the language of the page, where the document has it.
    #[must_use]
    pub fn said(&self, text: &str) -> String {
        self.translations.said(text, self.page.locale.language.tag()).to_owned()
    }

    /// A venue's name as readers write it.
    #[must_use]
    pub fn venue(&self, venue: &str) -> String {
        self.page.locale.venue(venue)
    }

    /// The line under a chart: source, how the figures came to be, time and window.
    #[must_use]
    pub fn foot(&self, given: &Given, time_ms: Option<TimeMs>, is_windowed: bool) -> String {
        let locale = self.page.locale;
        let words = locale.words();
        let sources = if given.sources.is_empty() { self.sources } else { &given.sources };
        let mut parts = Vec::new();
        if !sources.is_empty() {
            let names: Vec<String> = sources.iter().map(|source| self.said(source)).listed();
            parts.push(fill(words.notes.source(), &[("sources", &names.joined(words.numbers.list_separator()))]));
        }
        let basis = given.basis.or(self.basis).map(|basis| match basis {
            FigureBasis::Reported => words.sheets.reported(),
            FigureBasis::Simulated => words.sheets.simulated(),
            FigureBasis::Measured => words.sheets.measured(),
        });
        parts.put_all(basis.map(str::to_owned));
        parts.put_all(time_ms.map(|time| locale.date_time(time, &self.page.zone)));
        if is_windowed {
            let days = locale.duration(self.window.1 - self.window.0);
            parts.push(fill(words.sheets.window(), &[("duration", &days)]));
        }
        parts.joined(words.notes.note_separator())
    }

    /// An instant as a table and a reading name it.
    #[must_use]
    pub fn time(&self, time_ms: TimeMs) -> String {
        self.page.locale.date_time(time_ms, &self.page.zone)
    }

    /// A day as a table names it.
    #[must_use]
    pub fn day(&self, time_ms: TimeMs) -> String {
        self.page.locale.date(time_ms, &self.page.zone)
    }

    /// A published figure: a value, a range, or one bound.
    #[must_use]
    pub fn bounds(&self, (low, high): (Option<f64>, Option<f64>), text: &dyn Fn(f64) -> String) -> String {
        let words = self.words();
        match (low, high) {
            (Some(low), Some(high)) if low == high => text(low),
            (Some(low), Some(high)) => fill(words.between(), &[("low", &text(low)), ("high", &text(high))]),
            (Some(low), None) => fill(words.at_least(), &[("value", &text(low))]),
            (None, Some(high)) => fill(words.at_most(), &[("value", &text(high))]),
            (None, None) => words.no_data().to_owned(),
        }
    }

    /// A value, or that there is none.
    #[must_use]
    pub fn or_no_data(&self, text: Option<String>) -> String {
        text.unwrap_or_else(|| self.words().no_data().to_owned())
    }
}
