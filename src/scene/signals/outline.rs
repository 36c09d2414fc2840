//! The signals for the page around them: words for the frame, the numbers as plain data, and the tables.

use std::rc::Rc;

use crate::engine::market::{ProvenanceKind, Snapshot};
use crate::scene::breadth::Breadth;
use crate::scene::figure::{Room, View};
use crate::scene::frame::{Frame, Table};
use crate::scene::locale::fill;
use crate::scene::look::Look;
use crate::scene::method::MethodCard;
use crate::scene::notes::sources;
use crate::scene::signals::view::SignalsView;
use crate::value::Value;

impl SignalsView {
    fn dek(&self) -> String {
        let page = self.look();
        let words = page.locale.words();
        let board = self.board();
        let range = page.locale.date_range(board.from_ms, board.as_of_ms, &page.zone);
        let range = fill(words.heatmap.range, &[("range", &range), ("zone", page.zone.name())]);
        [words.signals.shows, &range].join(words.heatmap.dek_separator)
    }

    fn notes(&self) -> Vec<String> {
        let page = self.look();
        let words = page.locale.words();
        let time = page.locale.date_time(self.data().as_of_ms, &page.zone);
        let mut notes = vec![fill(words.notes.data_to, &[("time", &time)])];
        notes.extend(match self.data().provenance.document {
            ProvenanceKind::Measured => None,
            ProvenanceKind::Simulated => Some(words.notes.simulated.to_owned()),
            ProvenanceKind::Mixed => Some(words.notes.partly_simulated.to_owned()),
        });
        notes.push(words.notes.estimate.to_owned());
        notes.push(words.method.no_advice.to_owned());
        notes
    }
}

impl View for SignalsView {
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
            heading: fill(words.signals.heading, &[("asset", &self.board().asset)]),
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
        Value::from(self.board())
    }

    fn reading(&self) -> Option<String> {
        self.panels().reading(self.look())
    }

    fn room(&self, breadth: Breadth) -> Room {
        self.panels().room(breadth)
    }

    fn tables(&self) -> Vec<Table> {
        self.sheets().iter().flat_map(|sheet| sheet.tables.clone()).collect()
    }

    fn method(&self) -> MethodCard {
        let words = self.look().locale.words();
        let rows = self.sheets().iter().map(|sheet| {
            let said = [&sheet.unit, &sheet.sign].map(|text| text.trim_end().to_owned());
            (sheet.title.clone(), said.join(words.sheets.fact_separator))
        });
        MethodCard {
            title: words.method.title,
            rows: rows.collect(),
            limits: vec![words.signals.limits, words.method.no_advice],
        }
    }

    fn csv(&self, snapshot_text: &str, attributes: &[(String, String)]) -> String {
        self.document(snapshot_text, attributes)
    }
}
