//! The tape for the page around it: words for the frame, the numbers drawn as plain data, and the tables.

use crate::engine::calendar::{DAY_MS, HOUR_MS};
use crate::engine::market::{Side, Snapshot, TimeMs};
use crate::engine::signals::of_snapshot::coin_open_interest::OpenInterestChange;
use crate::engine::signals::of_snapshot::liquidation_record::LiquidationRecord;
use crate::engine::signals::of_snapshot::reported_liquidations::ReportedLiquidations;
use crate::engine::signals::of_snapshot::tape_bars::TapeBar;
use crate::engine::signals::tape::Totals;
use crate::lists::{Growing, Listed};
use crate::scene::breadth::Breadth;
use crate::scene::card::Said;
use crate::scene::figure::{Room, View};
use crate::scene::frame::{Frame, Table};
use crate::scene::locale::fill;
use crate::scene::look::Look;
use crate::scene::method::MethodCard;
use crate::scene::notes::{data_to, document_note, sources};
use crate::scene::tape::phrases::{length, shares};
use crate::scene::tape::view::TapeView;
use crate::texts::Texts;
use crate::value::Value;
use std::rc::Rc;

impl From<&OpenInterestChange> for Value {
    fn from(change: &OpenInterestChange) -> Self {
        Self::object()
            .with("fromMs", change.from_ms)
            .with("toMs", change.to_ms)
            .with("beforeCoins", change.before)
            .with("afterCoins", change.after)
            .with("change", change.share())
    }
}

impl From<&LiquidationRecord> for Value {
    fn from(record: &LiquidationRecord) -> Self {
        let (before_ms, usd) = record.largest_before;
        Self::object()
            .with("series", record.of.as_str())
            .with("usd", record.value_usd)
            .with("sinceMs", record.since_ms)
            .with("isRecord", record.is_record())
            .with("largestBeforeUsd", usd)
            .with("largestBeforeMs", before_ms)
            .with("historyFromMs", record.history_from_ms)
            .with("periods", record.periods)
            .with("gaps", record.gaps)
    }
}

impl From<&TapeBar> for Value {
    fn from(bar: &TapeBar) -> Self {
        let sum = bar.sum();
        Self::object()
            .with("fromMs", bar.from_ms)
            .with("toMs", bar.to_ms)
            .with("longUsd", sum.map(|sum| sum.long))
            .with("shortUsd", sum.map(|sum| sum.short))
            .with("isWhole", bar.is_whole())
    }
}

impl From<&ReportedLiquidations> for Value {
    fn from(group: &ReportedLiquidations) -> Self {
        let figure = |figure: &crate::engine::snapshot::Published| {
            Self::object()
                .with("label", figure.label.clone())
                .with("source", figure.origin.source.as_ref().map(|source| source.name.clone()))
                .with("low", figure.low)
                .with("high", figure.high)
        };
        Self::object()
            .with("measure", group.measure.as_str())
            .with("asset", group.asset.clone())
            .with("side", group.side.map(Side::as_str))
            .with("windowMs", group.window_ms)
            .with("windowHours", group.window_ms.map(|length_ms| length_ms as f64 / HOUR_MS as f64))
            .with("windowDays", group.window_ms.map(|length_ms| length_ms as f64 / DAY_MS as f64))
            .with("timeMs", group.time_ms)
            .with("low", group.low)
            .with("high", group.high)
            .with("open", group.is_open)
            .with("sinceMs", group.since_ms())
            .with("figures", Self::List(group.figures.iter().map(figure).listed()))
    }
}

fn totals_value(totals: Option<&Totals>) -> Value {
    totals.map_or(Value::Null, Value::from)
}

impl TapeView {
    /// The bar that the reader points at.
    #[must_use]
    pub fn pointed_bar(&self) -> Option<&TapeBar> {
        self.tape().bars.get(self.pointed()?)
    }

    fn window_values(&self) -> Value {
        let of = |(index, window): (usize, &crate::engine::signals::tape::Window)| {
            let by_asset = self.tape().by_asset.iter().map(|asset| {
                let totals = totals_value(asset.totals.get(index).and_then(Option::as_ref));
                Value::object().with("asset", &asset.asset).with("totals", totals)
            });
            Value::object()
                .with("window", &window.word)
                .with("hours", window.length_ms / HOUR_MS as f64)
                .with("totals", totals_value(self.tape().totals[index].as_ref()))
                .with("byAsset", Value::List(by_asset.listed()))
        };
        Value::List(self.tape().windows.iter().enumerate().map(of).listed())
    }

    fn feed_values(&self) -> Value {
        let feed = |feed: &crate::engine::signals::of_snapshot::liquidation_feeds::LiquidationFeed| {
            Value::object()
                .with("asset", &feed.asset)
                .with("venue", feed.venue.clone())
                .with("complete", feed.is_complete)
                .with("fromMs", feed.from_ms)
                .with("periodMs", feed.period_ms)
        };
        Value::List(self.tape().feeds.iter().map(feed).listed())
    }

    fn no_data(&self) -> String {
        self.locale().words().terms.trigger_no_data().to_owned()
    }

    fn usd_cell(&self, usd: Option<f64>) -> String {
        usd.map_or_else(|| self.no_data(), |usd| self.locale().number(usd, 0))
    }

    fn window_table(&self) -> Table {
        let (locale, words) = (self.locale(), self.words());
        let mut rows = Vec::new();
        for (index, window) in self.tape().windows.iter().enumerate() {
            let name = length(locale, window.length_ms as TimeMs);
            let mut row = |asset: &str, totals: Option<&Totals>| {
                let [longs, shorts] = match totals {
                    Some(totals) => shares(locale, totals),
                    None => [self.no_data(), self.no_data()],
                };
                let usd = |of: fn(&Totals) -> f64| self.usd_cell(totals.map(of));
                let cells = [usd(|t| t.long + t.short), usd(|t| t.long), longs, usd(|t| t.short), shorts];
                rows.push([name.clone(), asset.to_owned()].into_iter().chain(cells).listed());
            };
            row(words.all_assets(), self.tape().totals[index].as_ref());
            for asset in self.tape().by_asset.iter().filter(|_| self.tape().by_asset.len() > 1) {
                row(&asset.asset, asset.totals[index].as_ref());
            }
        }
        let table = &locale.words().table;
        let time = locale.date_time(self.tape().now_ms, self.zone());
        Table {
            caption: fill(words.table_windows(), &[("time", &time)]),
            head: vec![
                words.column_window(),
                words.asset(),
                words.total_usd(),
                table.longs_usd(),
                words.long_share(),
                table.shorts_usd(),
                words.short_share(),
            ],
            rows,
        }
    }

    fn record_table(&self) -> Option<Table> {
        let (locale, words) = (self.locale(), self.words());
        let records = self.tape().records.as_ref()?;
        let row = |record: &LiquidationRecord| {
            let (before_ms, usd) = record.largest_before;
            vec![
                self.series(record.of).to_owned(),
                locale.number(record.value_usd, 0),
                record.since_ms.map_or_else(|| "–".to_owned(), |since_ms| self.day_of(since_ms)),
                locale.number(usd, 0),
                self.day_of(before_ms),
                self.day_of(record.history_from_ms),
            ]
        };
        let head = vec![
            words.series(),
            words.usd(),
            words.since(),
            words.largest_before(),
            words.largest_date(),
            words.history_from(),
        ];
        Some(Table { caption: words.table_records().to_owned(), head, rows: records.records.iter().map(row).listed() })
    }

    fn reported_table(&self) -> Option<Table> {
        let words = self.words();
        let rows = self.tape().reported.iter().flat_map(|group| {
            group.figures.iter().map(|figure| {
                let what = self.what(group);
                // Without a window it is named already.
                let label = figure.label.as_deref().filter(|_| group.window_ms.is_some());
                let label = label.map(|label| self.translated(label));
                let what = [Some(what), label].into_iter().flatten().listed();
                let value = self.range(group.measure, (figure.low, figure.high), false);
                let source = figure.origin.source.as_ref().map(|source| self.translated(&source.name));
                let separator = self.locale().words().numbers.list_separator();
                vec![what.joined(separator), value.unwrap_or_default(), source.unwrap_or_default()]
            })
        });
        let rows: Vec<Vec<String>> = rows.listed();
        let head = vec![words.what(), words.value(), words.source()];
        (!rows.is_empty()).then(|| Table { caption: words.reported().to_owned(), head, rows })
    }

    pub(super) fn translated(&self, text: &str) -> String {
        self.data().beside.translations.said(text, self.locale().language.tag()).to_owned()
    }

    fn bar_table_in_words(&self) -> Table {
        let (locale, words) = (self.locale(), self.words());
        let row = |bar: &TapeBar| {
            let sum = bar.sum().filter(|_| bar.is_whole());
            vec![
                locale.date_time(bar.from_ms, self.zone()),
                locale.date_time(bar.to_ms, self.zone()),
                self.usd_cell(sum.map(|sum| sum.long)),
                self.usd_cell(sum.map(|sum| sum.short)),
            ]
        };
        let table = &locale.words().table;
        Table {
            caption: words.table_bars().to_owned(),
            head: vec![words.from(), words.to(), table.longs_usd(), table.shorts_usd()],
            rows: self.tape().bars.iter().map(row).listed(),
        }
    }

    fn notes(&self) -> Vec<String> {
        let (locale, words) = (self.locale(), self.words());
        let mut notes = vec![data_to(self.tape().now_ms, self.page())];
        notes.put_all(document_note(self.data(), locale).map(str::to_owned));
        notes.push(words.counted().to_owned());
        if self.tape().is_incomplete() {
            notes.push(locale.words().notes.realised_incomplete().to_owned());
        }
        if self.tape().has_mixed_coverage() {
            notes.push(words.mixed_coverage().to_owned());
        }
        if self.tape().is_recorded_history && self.tape().records.is_some() {
            notes.push(words.rolling().to_owned());
        }
        let gaps = self.tape().records.as_ref().and_then(|records| records.records.first()).map_or(0, |one| one.gaps);
        if gaps > 0 {
            notes.push(fill(words.gaps(), &[("n", &gaps.to_string())]));
        }
        notes.put_all(self.happenings().sentence());
        notes
    }

    fn dek(&self) -> String {
        let (locale, words) = (self.locale(), self.words());
        let separator = locale.words().heatmap.dek_separator();
        let bar = self.tape().bars.last().map(|bar| length(locale, bar.to_ms - bar.from_ms));
        let bar = bar.map(|duration| fill(words.bar_length(), &[("duration", &duration)]));
        let range = self.tape().bars.first().map(|first| {
            let range = locale.date_range(first.from_ms, self.tape().now_ms, self.zone());
            fill(locale.words().heatmap.range(), &[("range", &range), ("zone", self.zone().name())])
        });
        let venues = Some(self.venues()).filter(|venues| !venues.is_empty());
        [Some(words.shows().to_owned()), venues, bar, range].into_iter().flatten().listed().joined(separator)
    }
}

impl View for TapeView {
    fn snapshot(&self) -> &Rc<Snapshot> {
        self.data()
    }

    fn page(&self) -> &Look {
        &self.look().page
    }

    fn frame(&self) -> Frame {
        Frame {
            heading: fill(self.words().heading(), &[("assets", &self.asset_list())]),
            dek: self.dek(),
            notes: self.notes(),
            source_label: self.locale().words().notes.source(),
            sources: sources(self.data(), self.locale()),
            separator: self.locale().words().notes.note_separator(),
            summary: self.summary(),
            lang: self.locale().language.tag(),
        }
    }

    /// The frame's words, with the sentences above the chart.
    fn frame_data(&self) -> Value {
        Value::from(&self.frame()).with("sentences", Value::list(&self.sentences()))
    }

    fn result(&self) -> Value {
        let tape = self.tape();
        let records = tape.records.as_ref().map(|records| {
            Value::object()
                .with("periodMs", records.period_ms)
                .with("periodHours", records.period_ms as f64 / HOUR_MS as f64)
                .with("toMs", records.to_ms)
                .with("fromTable", tape.is_recorded_history)
                .with("series", Value::list(&records.records))
        });
        Value::object()
            .with("asset", &self.data().asset)
            .with("assets", Value::list(&tape.assets))
            .with("time", tape.now_ms)
            .with("windows", self.window_values())
            .with("bucketMs", tape.bucket_ms)
            .with("layers", tape.layers.as_ref().map(|layers| Value::list(layers)))
            .with("bars", Value::list(&tape.bars))
            .with("records", records)
            .with("openInterest", tape.open_interest.as_ref().map(Value::from))
            .with("reported", Value::list(&tape.reported))
            .with("feeds", self.feed_values())
            .with("mixedCoverage", tape.has_mixed_coverage())
    }

    fn reading(&self) -> Option<String> {
        self.reading_sentence()
    }

    fn said(&self) -> Said {
        Said { sentences: self.sentences(), disclaimer: None, after: Vec::new() }
    }

    fn room(&self, breadth: Breadth) -> Room {
        let wanted_px = if breadth == Breadth::Phone { 440.0 } else { 340.0 };
        Room { wanted_px, ..Room::default() }
    }

    fn tables(&self) -> Vec<Table> {
        let mut tables = vec![self.window_table()];
        tables.put_all(self.record_table());
        tables.put_all(self.reported_table());
        tables.put_all(self.happenings().table());
        tables.push(self.bar_table_in_words());
        tables
    }

    fn method(&self) -> MethodCard {
        let (words, frame) = (self.words(), self.locale().words());
        let name = |text: &str| (text.to_owned(), String::new());
        let feed = |feed: &crate::engine::signals::of_snapshot::liquidation_feeds::LiquidationFeed| {
            let venue = feed.venue.as_deref().map(|venue| self.locale().venue(venue)).unwrap_or_default();
            match feed.is_complete {
                Some(true) => fill(words.feed_complete(), &[("venue", &venue)]),
                Some(false) => fill(words.feed_incomplete(), &[("venue", &venue)]),
                None => fill(words.feed_sums(), &[("asset", &feed.asset)]),
            }
        };
        let feeds: Vec<String> = self.tape().feeds.iter().map(feed).listed();
        let rows = vec![
            name(words.method_sides()),
            name(words.method_windows()),
            name(words.method_record()),
            (words.method_feeds().to_owned(), feeds.joined(frame.numbers.list_separator())),
        ];
        MethodCard { title: frame.method.title(), rows, limits: vec![words.limits(), frame.method.no_advice()] }
    }

    fn csv(&self, snapshot_text: &str, attributes: &[(String, String)]) -> String {
        self.document(snapshot_text, attributes)
    }
}
