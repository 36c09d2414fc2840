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
use crate::scene::signals::grid::{GAP_PX, columns};
use crate::scene::signals::view::SignalsView;
use crate::value::Value;

/// Height at which a panel is good to read, and the least, CSS pixels.
const PANEL_PX: (f64, f64) = (300.0, 236.0);

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
        let numbers = &self.look().locale.words().numbers;
        let (sheet, lines) = self.pointed()?;
        let parts = lines.iter().map(|(name, value)| format!("{name} {value}").trim_end().to_owned());
        let parts: Vec<String> = std::iter::once(sheet.title.clone()).chain(parts).collect();
        Some(parts.join(numbers.list_separator))
    }

    fn room(&self, breadth: Breadth) -> Room {
        let width = match breadth {
            Breadth::Phone => 360.0,
            Breadth::Column => 700.0,
            Breadth::Full => 1168.0,
        };
        let rows = self.sheets().len().div_ceil(columns(width, self.sheets().len())) as f64;
        let height = |panel: f64| rows * panel + (rows - 1.0) * GAP_PX.1;
        Room { wanted_px: height(PANEL_PX.0), least_px: (160.0, height(PANEL_PX.1)) }
    }

    fn tables(&self) -> Vec<Table> {
        self.sheets().iter().flat_map(|sheet| sheet.tables.clone()).collect()
    }

    fn method(&self) -> MethodCard {
        let words = self.look().locale.words();
        let rows = self.sheets().iter().map(|sheet| {
            let said = [&sheet.unit, &sheet.sign].map(|text| text.trim_end().to_owned());
            (sheet.title.clone(), said.join(words.signals.fact_separator))
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
