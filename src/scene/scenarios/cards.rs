//! One card a zone for the page: what there is to say of it, and its checklist. All texts, so that an author's stay text.

use crate::engine::scenarios::Amounts;
use crate::lists::{Growing, Listed};
use crate::scene::scenarios::conditions::CheckLine;
use crate::scene::scenarios::view::ScenariosView;
use crate::value::Value;

/// A line that holds its room.
pub const EMPTY_LINE: &str = "\u{a0}";

impl ScenariosView {
    /// What there is to say of a zone, with room for amounts and odds until they are there.
    fn lines_with_room(&self, place: usize) -> Vec<String> {
        let mut lines = self.lines_of(place);
        if matches!(self.board().amounts, Amounts::Awaited(_)) {
            lines.push(if self.awaits_paths() { self.mass_to_come(place) } else { EMPTY_LINE.to_owned() });
        }
        let ahead = self.board().ahead();
        if self.simulated().is_none() && !self.is_without_paths() && ahead.contains(&place) {
            let to_come = self.odds_to_come().into_iter();
            lines.put_all(to_come.map(|line| if self.awaits_paths() { line } else { EMPTY_LINE.to_owned() }));
        }
        lines
    }

    /// The cards, in the author's order.
    #[must_use]
    pub fn cards(&self) -> Value {
        Value::List((0..self.board().zones.len()).map(|place| self.card(place)).listed())
    }

    fn card(&self, place: usize) -> Value {
        let zone = &self.board().zones[place];
        let triggers = self.checklist(place).iter().map(|line| self.check(line)).listed();
        Value::object()
            .with("name", &zone.name)
            .with("title", self.title_in_words(zone))
            .with("words", &zone.words)
            .with("lines", Value::list(&self.lines_with_room(place)))
            .with("counts", self.counts_in_words(place))
            .with("selected", self.selected() == Some(place))
            .with("triggers", Value::List(triggers))
    }

    fn check(&self, line: &CheckLine) -> Value {
        let locale = self.look().locale;
        Value::object()
            .with("state", &line.state)
            .with("stateText", line.state_in_words(locale))
            .with("subject", &line.subject)
            .with("condition", &line.condition)
            .with("last", line.last_in_words(locale))
    }
}
