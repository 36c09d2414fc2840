//! Regimes for the page around them: words for the frame, the numbers drawn as plain data, and the tables.

use crate::engine::calendar::HOUR_MS;
use crate::engine::market::Snapshot;
use crate::engine::signals::of_snapshot::breakers::pairs_of;
use crate::engine::signals::of_snapshot::cme_against_offshore::CmeAgainstOffshore;
use crate::engine::signals::of_snapshot::regime_history::RegimeSpan;
use crate::engine::signals::of_snapshot::regime_readings::RegimeReadings;
use crate::engine::signals::regime::Move;
use crate::engine::signals::treadmill::Treadmill;
use crate::lists::{Growing, Listed};
use crate::scene::breadth::Breadth;
use crate::scene::card::Said;
use crate::scene::figure::{Room, View};
use crate::scene::frame::{Frame, Table};
use crate::scene::locale::fill;
use crate::scene::look::Look;
use crate::scene::method::MethodCard;
use crate::scene::notes::{data_to, made_note, sources};
use crate::scene::regime::view::RegimeView;
use crate::texts::Texts;
use crate::value::Value;
use std::rc::Rc;

impl From<&RegimeReadings> for Value {
    fn from(reading: &RegimeReadings) -> Self {
        let [price, oi, funding] = reading.moves;
        Self::object()
            .with("timeMs", reading.at_ms)
            .with("price", reading.price)
            .with("priceChange", reading.price_change)
            .with("oiChange", reading.oi_change)
            .with("funding8h", reading.funding_8h)
            .with("priceMove", price.map(Move::as_str))
            .with("oiMove", oi.map(Move::as_str))
            .with("fundingMove", funding.map(Move::as_sign))
            .with("regime", reading.label())
    }
}

impl From<&RegimeSpan> for Value {
    fn from(span: &RegimeSpan) -> Self {
        Self::object().with("fromMs", span.from_ms).with("toMs", span.to_ms).with("regime", span.label)
    }
}

fn pair_value(pair: Option<(f64, f64)>) -> Value {
    pair.map_or(Value::Null, |(before, now)| {
        let change = if before == 0.0 { None } else { Some(now / before - 1.0) };
        Value::object().with("before", before).with("now", now).with("change", change)
    })
}

impl From<&CmeAgainstOffshore> for Value {
    fn from(cme: &CmeAgainstOffshore) -> Self {
        Self::object()
            .with("fromMs", cme.from_ms)
            .with("toMs", cme.to_ms)
            .with("expiryMs", cme.expiry_ms)
            .with("basis", pair_value(cme.basis))
            .with("contracts", pair_value(cme.contracts))
            .with("offshoreCoins", pair_value(cme.offshore_coins))
            .with("label", cme.label)
    }
}

impl RegimeView {
    /// The readings that the reader points at.
    #[must_use]
    pub fn pointed_readings(&self) -> Option<&RegimeReadings> {
        self.history().readings.get(self.pointed()?)
    }

    fn breaker_data(&self) -> Value {
        let treadmill = &self.history().treadmill;
        let breaker = |((name, state), (before, now))| {
            let state: crate::engine::signals::state::State = state;
            let name: &'static str = name;
            let (before, now): (Option<f64>, Option<f64>) = (before, now);
            Value::object().with("name", name).with("state", &state).with("before", before).with("now", now)
        };
        let rows = Treadmill::NAMES.into_iter().zip(treadmill.states()).zip(pairs_of(treadmill));
        Value::List(rows.map(breaker).listed())
    }

    fn asked_data(&self) -> Value {
        let asked = &self.history().asked;
        Value::object()
            .with("windowHours", asked.window_ms as f64 / HOUR_MS as f64)
            .with("windowDays", asked.window_ms as f64 / (24 * HOUR_MS) as f64)
            .with("priceBand", asked.bands.price)
            .with("oiBand", asked.bands.open_interest)
            .with("fundingBand", asked.bands.funding)
            .with("oiDrop", asked.oi_drop)
            .with("cmeWindowHours", asked.cme_window_ms as f64 / HOUR_MS as f64)
            .with("cmeReset", asked.cme.reset_drop / 100.0)
            .with("cmeBasisDrop", asked.cme.basis_drop)
            .with("cmeStable", asked.cme.stable_band / 100.0)
    }

    fn fact_table(&self) -> Table {
        let words = self.words();
        let none = || words.no_data().to_owned();
        let texts = self.history().now().map(|now| self.reading_texts(now)).unwrap_or_default();
        let readings = self.reading_names().into_iter().zip(texts);
        let mut rows: Vec<Vec<String>> =
            readings.map(|(name, text)| vec![name.to_owned(), text, String::new()]).listed();
        let states = self.history().treadmill.states();
        for ((name, values), state) in self.breaker_names().into_iter().zip(self.breaker_values()).zip(states) {
            rows.push(vec![name, values.unwrap_or_else(none), self.state_word(state).to_owned()]);
        }
        let cme = self.cme_facts().rows.into_iter().skip(1).map(|fact| fact.name).listed();
        let separator = self.locale().words().numbers.list_separator();
        rows.push(vec![words.cme().to_owned(), cme.joined(separator), self.cme_verdict().to_owned()]);
        Table { caption: words.table_now().to_owned(), head: vec![words.what(), words.value(), words.state()], rows }
    }

    fn span_table(&self) -> Table {
        let (locale, words) = (self.locale(), self.words());
        let row = |span: &RegimeSpan| {
            vec![
                locale.date_time(span.from_ms, self.zone()),
                locale.date_time(span.to_ms, self.zone()),
                span.label.map_or(words.no_data(), |label| self.regime_name(label)).to_owned(),
            ]
        };
        let rows = self.history().spans.iter().map(row).listed();
        Table { caption: words.table_spans().to_owned(), head: vec![words.from(), words.to(), words.regime()], rows }
    }

    fn notes(&self) -> Vec<String> {
        let locale = self.locale();
        let mut notes = vec![data_to(self.data().as_of_ms, self.page())];
        notes.put_all(made_note(self.data().provenance.document, locale).map(str::to_owned));
        notes.push(self.words().described().to_owned());
        notes.put_all(self.happenings().sentence());
        notes
    }

    fn dek(&self) -> String {
        let (locale, words) = (self.locale(), self.words());
        let window = self.locale().window(self.history().asked.window_ms);
        let shows = fill(words.shows(), &[("window", &window)]);
        let from = self.history().readings.first().map(|first| first.at_ms - self.history().step_ms);
        let range = from.map(|from_ms| {
            let range = locale.date_range(from_ms, self.data().as_of_ms, self.zone());
            fill(locale.words().heatmap.range(), &[("range", &range), ("zone", self.zone().name())])
        });
        [Some(shows), range].into_iter().flatten().listed().joined(locale.words().heatmap.dek_separator())
    }
}

impl View for RegimeView {
    fn snapshot(&self) -> &Rc<Snapshot> {
        self.data()
    }

    fn page(&self) -> &Look {
        &self.look().page
    }

    fn frame(&self) -> Frame {
        let notes = &self.locale().words().notes;
        Frame {
            heading: fill(self.words().heading(), &[("asset", &self.data().asset)]),
            dek: self.dek(),
            notes: self.notes(),
            source_label: notes.source(),
            sources: sources(self.data(), self.locale()),
            separator: notes.note_separator(),
            summary: self.summary(),
            lang: self.locale().language.tag(),
        }
    }

    /// The frame's words, with the sentences above the chart.
    fn frame_data(&self) -> Value {
        Value::from(&self.frame()).with("sentences", Value::list(&self.sentences()))
    }

    fn result(&self) -> Value {
        let history = self.history();
        let states = history.treadmill.states();
        let count = |wanted| states.iter().filter(|state| **state == wanted).count();
        use crate::engine::signals::state::State::{Met, NoData, NotMet};
        Value::object()
            .with("asset", &self.data().asset)
            .with("time", self.data().as_of_ms)
            .with("now", history.now().map(Value::from))
            .with("sinceMs", history.now_span().map(|span| span.from_ms))
            .with("readings", Value::list(&history.readings))
            .with("spans", Value::list(&history.spans))
            .with("stepMs", history.step_ms)
            .with("breakers", self.breaker_data())
            .with("met", count(Met))
            .with("notMet", count(NotMet))
            .with("noData", count(NoData))
            .with("cme", history.cme.as_ref().map(Value::from))
            .with("asked", self.asked_data())
    }

    fn reading(&self) -> Option<String> {
        self.reading_sentence()
    }

    fn said(&self) -> Said {
        Said { sentences: self.sentences(), disclaimer: None, after: Vec::new() }
    }

    fn room(&self, breadth: Breadth) -> Room {
        let wanted_px = if breadth == Breadth::Full { 460.0 } else { 640.0 };
        Room { wanted_px, ..Room::default() }
    }

    fn tables(&self) -> Vec<Table> {
        [self.fact_table(), self.span_table()].into_iter().chain(self.happenings().table()).listed()
    }

    fn method(&self) -> MethodCard {
        let (locale, words) = (self.locale(), self.words());
        let asked = &self.history().asked;
        let funding = self.rate(asked.bands.funding);
        let bands = [
            ("price", &*locale.percent_short(asked.bands.price)),
            ("open_interest", &locale.percent_short(asked.bands.open_interest)),
            ("funding", funding.trim_start_matches('+')),
        ];
        let cme = [
            ("reset", &*locale.percent_short(asked.cme.reset_drop / 100.0)),
            ("basis", &locale.percent_short(asked.cme.basis_drop)),
            ("stable", &locale.percent_short(asked.cme.stable_band / 100.0)),
        ];
        let texts = [
            words.method_table().to_owned(),
            fill(words.method_bands(), &bands),
            words.method_coins().to_owned(),
            words.method_funding().to_owned(),
            words.method_breakers().to_owned(),
            fill(words.method_cme(), &cme),
        ];
        let method = &locale.words().method;
        MethodCard {
            title: method.title(),
            rows: texts.map(|text| (text, String::new())).into(),
            limits: vec![words.limits(), method.no_advice()],
        }
    }

    fn csv(&self, snapshot_text: &str, attributes: &[(String, String)]) -> String {
        self.document(snapshot_text, attributes)
    }
}
