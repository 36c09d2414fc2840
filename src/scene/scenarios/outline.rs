//! The scenarios for the page around them: words for the frame, the numbers drawn as plain data, and the method card.

use crate::lists::{Growing, Listed};
use crate::texts::Texts;
use std::rc::Rc;

use crate::engine::heatmap::{Basis, Column};
use crate::engine::market::Snapshot;
use crate::engine::quality::Flags;
use crate::engine::scenarios::Board;
use crate::error::Result;
use crate::scene::breadth::Breadth;
use crate::scene::card::Said;
use crate::scene::drawing::Step;
use crate::scene::figure::{Room, View};
use crate::scene::frame::{Frame, Table};
use crate::scene::locale::fill;
use crate::scene::look::Look;
use crate::scene::method::{MethodCard, MethodFacts};
use crate::scene::notes::{data_notes, data_to, made_note, simulated_note, sources};
use crate::scene::scenarios::view::ScenariosView;
use crate::value::Value;

const DAY_MS: f64 = 86_400_000.0;

impl ScenariosView {
    fn notes(&self) -> Vec<String> {
        let (look, snapshot) = (self.look(), self.snapshot());
        let words = &look.locale.words().notes;
        let mut notes = match self.board().remarks() {
            Some((coverage, flags)) => {
                let column = Column { coverage, flags, ..Column::default() };
                data_notes(snapshot, Basis::Usd, &column, look)
            }
            None => vec![data_to(snapshot.as_of_ms, look), words.estimate().to_owned()],
        };
        // Conditions read the whole document, of which the markets are a part.
        let of_markets = simulated_note(snapshot, look.locale);
        notes.retain(|note| Some(note.as_str()) != of_markets);
        notes.put_all(made_note(snapshot.provenance.document, look.locale).map(str::to_owned));
        notes
    }

    /// What is said of no zone, or in its place that it is on its way, so that nothing moves when it is there.
    fn none_or_room(&self) -> Option<String> {
        let is_coming = self.simulated().is_none() && !self.is_without_paths() && !self.board().ahead().is_empty();
        let words = &self.look().locale.words().scenarios;
        let room = if self.awaits_paths() { words.walking() } else { super::cards::EMPTY_LINE };
        self.none_in_words().or_else(|| is_coming.then(|| room.to_owned()))
    }

    fn assumed_or_room(&self) -> String {
        if self.awaits_paths() { self.assumed_to_come() } else { self.assumed_in_words() }
    }

    /// Each zone with its conditions, for a picture that stands alone.
    fn lines_after(&self) -> Vec<String> {
        let (board, words) = (self.board(), self.look().locale.words());
        let separator = words.notes.note_separator();
        let mut lines = Vec::new();
        for (place, zone) in board.zones.iter().enumerate() {
            let said = [vec![self.title_in_words(zone)], self.lines_of(place), vec![self.counts_in_words(place)]];
            lines.push(said.concat().joined(separator));
            for line in self.checklist(place) {
                let [state, last] =
                    [line.state_in_words(self.look().locale).to_owned(), line.last_in_words(self.look().locale)];
                let parts = if line.last.is_some() {
                    vec![line.subject, line.condition, last, state]
                } else {
                    vec![line.subject, line.condition, state]
                };
                lines.push(format!("{} {}", super::bands::mark_of(line.state), parts.joined(separator)));
            }
        }
        lines.push(self.assumed_in_words());
        lines.push(words.scenarios.no_probability().to_owned());
        lines
    }
}

impl View for ScenariosView {
    fn snapshot(&self) -> &Rc<Snapshot> {
        self.snapshot()
    }

    fn page(&self) -> &Look {
        self.look()
    }

    fn frame(&self) -> Frame {
        let (look, words) = (self.look(), self.look().locale.words());
        let time = look.locale.date_time(self.board().time_ms, &look.zone);
        Frame {
            heading: fill(words.scenarios.heading(), &[("asset", &self.snapshot().asset)]),
            dek: [words.scenarios.dek(), &time].joined(words.heatmap.dek_separator()),
            notes: self.notes(),
            source_label: words.notes.source(),
            sources: sources(self.snapshot(), look.locale),
            separator: words.notes.note_separator(),
            summary: self.summary(),
            lang: look.locale.language.tag(),
        }
    }

    /// The frame's words, with what only scenarios have: disclaimer, one card a zone, how the paths were drawn.
    fn frame_data(&self) -> Value {
        let words = self.look().locale.words();
        let no_zones = self.board().zones.is_empty().then_some(words.scenarios.no_zones());
        Value::from(&self.frame())
            .with("disclaimer", words.terms.scenario_disclaimer())
            .with("cards", self.cards())
            .with("noZones", no_zones)
            .with("none", self.none_or_room())
            .with("assumed", self.assumed_or_room())
            .with("noProbability", words.scenarios.no_probability())
    }

    fn result(&self) -> Value {
        let told = self.answer().value().unwrap_or(Value::Null);
        told.with("asset", &self.snapshot().asset)
            .with("horizonDays", self.odds().asked.horizon_days)
            .with("settled", self.simulated().is_some() || self.is_without_paths())
            .with("selected", self.selected())
    }

    fn reading(&self) -> Option<String> {
        self.reading_in_words()
    }

    fn said(&self) -> Said {
        let disclaimer = Some(self.look().locale.words().terms.scenario_disclaimer());
        Said { sentences: Vec::new(), disclaimer, after: self.lines_after() }
    }

    fn room(&self, breadth: Breadth) -> Room {
        Room { wanted_px: if breadth == Breadth::Phone { 320.0 } else { 300.0 }, ..Room::default() }
    }

    fn draw_next(&mut self) -> Result<Step> {
        Ok(self.walk())
    }

    fn tables(&self) -> Vec<Table> {
        if self.board().zones.is_empty() {
            return Vec::new();
        }
        vec![self.zone_table(), self.condition_table()]
    }

    fn method(&self) -> MethodCard {
        let (board, locale) = (self.board(), self.look().locale);
        let words = &locale.words().scenarios;
        let places = board.opening.iter().flat_map(|opening| &opening.markets);
        let markets = places.filter_map(|place| self.snapshot().markets.get(*place));
        let mut card = MethodCard::new(&MethodFacts {
            locale,
            parameters: &board.parameters(),
            markets: markets.listed(),
            tiers: board.opening.as_ref().map_or(&[], |opening| &opening.tiers),
            mark_from_last: board.estimated().is_some_and(|made| made.flags.contains(Flags::MARK_FROM_LAST)),
            basis: Basis::Usd,
            draws: None,
        });
        let row = |name: &str, value: String| (name.to_owned(), value);
        card.rows.push(row(words.horizon(), locale.duration((self.odds().asked.horizon_days * DAY_MS) as i64)));
        card.rows.push(row(words.drift(), self.drift_in_words().to_owned()));
        if let Some(simulated) = self.simulated() {
            card.rows.push(row(words.volatility(), locale.percent_short(Board::volatility_of(simulated))));
        }
        card.add_paths(self.simulated(), locale, board.tick);
        if let Some((scale, _)) = board.calibrated() {
            card.rows.push(row(words.scale(), locale.percent_short(scale)));
        }
        card.limits.insert(0, words.limits());
        card
    }

    fn csv(&self, snapshot_text: &str, attributes: &[(String, String)]) -> String {
        self.document(snapshot_text, attributes)
    }
}
