//! Everything a liquidation tape shows at one instant: totals by feed and window, records, published figures.

use super::Signal;
use super::published::{PublishedFigure, ranges};
use super::record::LargestSince;
use super::tape::{Event, Totals, Window, by_window, now, windows};
use crate::error::Result;
use crate::lists::Listed;
use crate::value::{Node, Read, Value};

/// Liquidations of one asset from one set of venues.
#[derive(Clone, Debug, Default)]
pub struct TapeFeed {
    /// The coin.
    pub asset: String,
    /// Whose feed.
    pub label: String,
    /// What the feed covers, in the author's words, for instance `complete` or `one event per second`.
    pub coverage: String,
    /// Liquidations, any order.
    pub events: Vec<Event>,
}

impl Read for TapeFeed {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["asset", "label", "coverage", "events"]);
        let read = Self {
            asset: fields.text("asset"),
            label: fields.optional_text("label").unwrap_or_default(),
            coverage: fields.optional_text("coverage").unwrap_or_default(),
            events: fields.list_of("events"),
        };
        fields.finish(read)
    }
}

/// A series of which today's value is held against its history.
#[derive(Clone, Debug, Default)]
pub struct TapeSeries {
    /// What it is, for instance "shorts, 24 h, all venues".
    pub label: String,
    /// The value and its history.
    pub largest: LargestSince,
}

impl Read for TapeSeries {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["label", "value", "history"]);
        let label = fields.text("label");
        let largest = LargestSince::fields_of(&mut fields);
        fields.finish(Self { label, largest })
    }
}

/// What is asked of a tape.
#[derive(Clone, Debug, Default)]
pub struct TapeReport {
    /// The present instant in milliseconds since 1970.
    pub now_ms: f64,
    /// Windows that end now.
    pub windows: Vec<Window>,
    /// Feeds, one an asset and set of venues.
    pub feeds: Vec<TapeFeed>,
    /// Series whose record is asked for.
    pub series: Vec<TapeSeries>,
    /// Figures that others published.
    pub published: Vec<PublishedFigure>,
}

impl Read for TapeReport {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["nowMs", "now", "windows", "feeds", "series", "published"]);
        let [feeds, series, published] = fields.has(&["feeds", "series", "published"]);
        let read = Self {
            now_ms: now(&mut fields),
            windows: windows(&mut fields),
            feeds: if feeds { fields.list_of("feeds") } else { Vec::new() },
            series: if series { fields.list_of("series") } else { Vec::new() },
            published: if published { fields.list_of("published") } else { Vec::new() },
        };
        fields.finish(read)
    }
}

impl TapeReport {
    fn totals(&self, feed: &TapeFeed) -> Vec<Totals> {
        self.windows.iter().map(|window| Totals::of(&feed.events, self.now_ms, window.length_ms)).listed()
    }

    /// The sum of all feeds by window; nothing without a feed.
    fn sum(&self, totals: &[Vec<Totals>]) -> Option<Value> {
        let add = |sum: Vec<Totals>, feed: Vec<Totals>| sum.into_iter().zip(feed).map(|(a, b)| a.and(b)).listed();
        let sum: Vec<Totals> = totals.iter().cloned().reduce(add)?;
        Some(by_window(&self.windows, &sum))
    }
}

impl Signal for TapeReport {
    const KIND: &'static str = "tape";

    fn answer(&self) -> Result<Value> {
        let totals: Vec<Vec<Totals>> = self.feeds.iter().map(|feed| self.totals(feed)).listed();
        let feed = |(feed, totals): (&TapeFeed, &Vec<Totals>)| {
            Value::object()
                .with("asset", &feed.asset)
                .with("label", &feed.label)
                .with("coverage", &feed.coverage)
                .with("windows", by_window(&self.windows, totals))
        };
        let series = |series: &TapeSeries| {
            Value::object()
                .with("label", &series.label)
                .with("value", series.largest.value)
                .with("largest", &series.largest)
        };
        let mixed = self.feeds.windows(2).any(|pair| pair[0].coverage != pair[1].coverage);
        Ok(Value::object()
            .with("nowMs", self.now_ms)
            .with("feeds", Value::List(self.feeds.iter().zip(&totals).map(feed).listed()))
            .with("sum", self.sum(&totals))
            .with("mixedCoverage", mixed)
            .with("series", Value::List(self.series.iter().map(series).listed()))
            .with("published", Value::list(&ranges(&self.published))))
    }
}
