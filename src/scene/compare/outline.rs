//! The comparison for the page around it: words for the frame, the numbers as plain data, and the tables.

use std::rc::Rc;

use crate::engine::market::Snapshot;
use crate::engine::signals::of_snapshot::comparison::ComparePanel;
use crate::scene::breadth::Breadth;
use crate::scene::compare::view::CompareView;
use crate::scene::figure::{Room, View};
use crate::scene::frame::{Frame, Table};
use crate::scene::locale::fill;
use crate::scene::look::Look;
use crate::scene::method::MethodCard;
use crate::scene::notes::{made_note, sources};
use crate::value::Value;

impl CompareView {
    fn dek(&self) -> String {
        let page = self.look();
        let words = page.locale.words();
        let titles: Vec<&str> = self.panels().sheets().iter().map(|sheet| sheet.title.as_str()).collect();
        let comparison = self.comparison();
        let range = page.locale.date_range(comparison.from_ms, comparison.as_of_ms, &page.zone);
        let range = fill(words.heatmap.range, &[("range", &range), ("zone", page.zone.name())]);
        [titles.join(words.numbers.list_separator), range].join(words.heatmap.dek_separator)
    }

    fn notes(&self) -> Vec<String> {
        let page = self.look();
        let words = page.locale.words();
        let time = page.locale.date_time(self.data().as_of_ms, &page.zone);
        let mut notes = vec![fill(words.notes.data_to, &[("time", &time)])];
        notes.extend(made_note(self.data().provenance.document, page.locale).map(str::to_owned));
        notes.push(words.compare.described.to_owned());
        notes.push(words.method.no_advice.to_owned());
        notes
    }

    fn method_of(&self, panel: ComparePanel) -> &'static str {
        let words = &self.look().locale.words().compare;
        match panel {
            ComparePanel::Assets => words.method_assets,
            ComparePanel::Drawdown => words.method_drawdown,
            ComparePanel::Beta => words.method_beta,
            ComparePanel::Events => words.method_events,
            ComparePanel::Months => words.method_months,
        }
    }
}

impl View for CompareView {
    fn snapshot(&self) -> &Rc<Snapshot> {
        self.data()
    }

    fn page(&self) -> &Look {
        self.look()
    }

    fn frame(&self) -> Frame {
        let page = self.look();
        let words = page.locale.words();
        Frame {
            heading: fill(words.compare.heading, &[("asset", &self.comparison().asset)]),
            dek: self.dek(),
            notes: self.notes(),
            source_label: words.notes.source,
            sources: sources(self.data(), page.locale),
            separator: words.notes.note_separator,
            summary: self.summary(),
            lang: page.locale.language.tag(),
        }
    }

    fn result(&self) -> Value {
        Value::from(self.comparison())
    }

    fn reading(&self) -> Option<String> {
        self.panels().reading(self.look())
    }

    fn room(&self, breadth: Breadth) -> Room {
        self.panels().room(breadth)
    }

    fn tables(&self) -> Vec<Table> {
        self.panels().sheets().iter().flat_map(|sheet| sheet.tables.clone()).collect()
    }

    fn method(&self) -> MethodCard {
        let words = self.look().locale.words();
        let panels = self.comparison().panels.iter().zip(self.panels().sheets());
        let rows = panels.map(|(panel, sheet)| (sheet.title.clone(), self.method_of(*panel).to_owned()));
        MethodCard {
            title: words.method.title,
            rows: rows.collect(),
            limits: vec![words.compare.limits, words.method.no_advice],
        }
    }

    fn csv(&self, snapshot_text: &str, attributes: &[(String, String)]) -> String {
        self.document(snapshot_text, attributes)
    }
}
