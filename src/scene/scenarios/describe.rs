//! The scenarios in words: every number comes from the result that is drawn.

use crate::digits::whole;
use crate::engine::market::ProvenanceKind;
use crate::engine::montecarlo::{Drift, Odds};
use crate::engine::scenarios::{Amounts, AuthoredZone, Board};
use crate::engine::signals::state::State;
use crate::lists::{Growing, Listed};
use crate::scene::locale::{ScenariosWords, Spoken, fill};
use crate::scene::scenarios::conditions::CheckLine;
use crate::scene::scenarios::view::{Pointed, ScenariosView};
use crate::texts::{Texts, text};

const DAY_MS: f64 = 86_400_000.0;
/// An ellipsis as wide as most amounts and shares.
const TO_COME: &str = "\u{2007}\u{2007}…\u{2007}\u{2007}";

impl ScenariosView {
    fn own_words(&self) -> &'static Spoken<ScenariosWords> {
        &self.look().locale.words().scenarios
    }

    /// Name and prices of a zone.
    #[must_use]
    pub fn title_in_words(&self, zone: &AuthoredZone) -> String {
        let numbers = &self.look().locale.words().numbers;
        let range = [numbers.usd_prefix(), &self.range_in_words(zone), numbers.usd_suffix()].joined("");
        fill(self.own_words().zone(), &[("name", &zone.name), ("range", &range)])
    }

    /// Prices of a zone as the author gave them.
    #[must_use]
    pub fn range_in_words(&self, zone: &AuthoredZone) -> String {
        let price = |price: f64| self.look().locale.price(price, None);
        text![price(zone.zone.low), "–", price(zone.zone.high)]
    }

    /// How far its edges are, or that price stands in it.
    #[must_use]
    pub fn distance_in_words(&self, place: usize) -> String {
        let (board, locale) = (self.board(), self.look().locale);
        let Some((near, far)) = board.zones[place].zone.edges(board.spot) else {
            return self.own_words().inside().to_owned();
        };
        let [near, far] = [near, far].map(|price| locale.percent_signed(price / board.spot - 1.0, 1));
        fill(self.own_words().distance(), &[("near", &near), ("far", &far)])
    }

    /// Estimated liquidations in the zone and on the way there; `None` before they are estimated.
    #[must_use]
    pub fn mass_in_words(&self, place: usize) -> Option<String> {
        let (board, locale) = (self.board(), self.look().locale);
        let map = match &board.amounts {
            Amounts::Awaited(_) => return None,
            Amounts::Unknown => return Some(self.own_words().no_map().to_owned()),
            Amounts::Known(estimated) => &estimated.map,
        };
        let zone = &board.zones[place];
        let inside = locale.usd(map.within(zone.zone.low, zone.zone.high));
        Some(self.amounts_in_words(place, &inside, &locale.usd(zone.zone.on_path(board.spot, map))))
    }

    /// The same with amounts that are to come, so that the words stand where they will.
    #[must_use]
    pub fn mass_to_come(&self, place: usize) -> String {
        self.amounts_in_words(place, TO_COME, TO_COME)
    }

    fn amounts_in_words(&self, place: usize, inside: &str, on_path: &str) -> String {
        let (board, words) = (self.board(), self.own_words());
        let zone = &board.zones[place];
        let mut parts = vec![fill(words.mass_inside(), &[("amount", inside)])];
        if board.direction(zone).is_some() {
            parts.push(fill(words.mass_on_path(), &[("amount", on_path)]));
        }
        if board.map().is_some() && !board.map_covers(zone) {
            parts.push(words.beyond_map().to_owned());
        }
        parts.joined(words.part_separator())
    }

    fn odds_in_words(&self, text: &str, odds: Option<Odds>) -> Option<String> {
        let odds = odds?;
        let locale = self.look().locale;
        let with = odds
            .with_map
            .map_or_else(|| self.own_words().no_data().to_owned(), |share| locale.percent(share.probability, 1));
        let without = locale.percent(odds.empty.probability, 1);
        Some(fill(text, &[("with", &with), ("without", &without)]))
    }

    /// Share of paths that touch the zone; `None` before they are walked and for a zone that price stands in.
    #[must_use]
    pub fn touch_in_words(&self, place: usize) -> Option<String> {
        self.odds_in_words(self.own_words().touch(), self.answer().odds(place).map(|zone| zone.odds))
    }

    /// The same in the picture.
    #[must_use]
    pub fn touch_in_short(&self, place: usize) -> Option<String> {
        self.odds_in_words(self.own_words().touch_short(), self.answer().odds(place).map(|zone| zone.odds))
    }

    /// Share of paths that touch the zone before every other; `None` where there is no other.
    #[must_use]
    pub fn first_in_words(&self, place: usize) -> Option<String> {
        let answer = self.answer();
        let several = self.board().ahead().len() > 1;
        let first = answer.odds(place).filter(|_| several).and_then(|zone| zone.first);
        self.odds_in_words(self.own_words().first(), first)
    }

    /// What is to come of both, for a zone that price does not stand in.
    #[must_use]
    pub fn odds_to_come(&self) -> Vec<String> {
        let words = self.own_words();
        let first = (self.board().ahead().len() > 1).then(|| words.first());
        let lines = [Some(words.touch()), first].into_iter().flatten();
        lines.map(|text| fill(text, &[("with", TO_COME), ("without", TO_COME)])).listed()
    }

    /// The checklist of a zone.
    #[must_use]
    pub fn checklist(&self, place: usize) -> Vec<CheckLine> {
        let triggers = self.board().zones[place].triggers.iter();
        triggers.map(|trigger| CheckLine::of(trigger, self.board(), self.look().locale)).listed()
    }

    /// How many conditions are met, not met, and without data.
    #[must_use]
    pub fn counts_in_words(&self, place: usize) -> String {
        self.counts_as(place, self.own_words().counts())
    }

    /// The same in a line of the picture.
    #[must_use]
    pub fn counts_in_short(&self, place: usize) -> String {
        self.counts_as(place, self.own_words().counts_short())
    }

    fn counts_as(&self, place: usize, text: &str) -> String {
        let lines = self.checklist(place);
        if lines.is_empty() {
            return self.own_words().no_conditions().to_owned();
        }
        let count = |state: State| whole(lines.iter().filter(|line| line.state == state).count());
        let [met, not_met, no_data] = [State::Met, State::NotMet, State::NoData].map(count);
        fill(text, &[("met", &met), ("not_met", &not_met), ("no_data", &no_data)])
    }

    /// What there is to say of a zone, its conditions aside.
    #[must_use]
    pub fn lines_of(&self, place: usize) -> Vec<String> {
        let said = [Some(self.distance_in_words(place)), self.mass_in_words(place)];
        let odds = [self.touch_in_words(place), self.first_in_words(place)];
        said.into_iter().chain(odds).flatten().listed()
    }

    /// Everything that is said of a zone, each as a sentence.
    #[must_use]
    pub fn sentences_of(&self, place: usize) -> Vec<String> {
        let stop = self.look().locale.words().numbers.sentence_end();
        let title = self.title_in_words(&self.board().zones[place]);
        let parts = [vec![title], self.lines_of(place), vec![self.counts_in_words(place)]].concat();
        parts.into_iter().map(|part| part + stop).listed()
    }

    /// Share of paths that touch no zone; `None` before they are walked.
    #[must_use]
    pub fn none_in_words(&self) -> Option<String> {
        let simulated = self.simulated().filter(|simulated| !simulated.zones.is_empty())?;
        let locale = self.look().locale;
        let rest = |which: fn(&Odds) -> Option<f64>| {
            let sum: Option<f64> = simulated.zones.iter().map(|zone| which(zone.first.as_ref()?)).sum();
            sum.map_or_else(|| self.own_words().no_data().to_owned(), |sum| locale.percent((1.0 - sum).max(0.0), 1))
        };
        let with = rest(|odds| odds.with_map.map(|share| share.probability));
        let without = rest(|odds| Some(odds.empty.probability));
        Some(fill(self.own_words().none_touched(), &[("with", &with), ("without", &without)]))
    }

    /// The word of the drift.
    #[must_use]
    pub fn drift_in_words(&self) -> &'static str {
        match self.odds().drift {
            Drift::Martingale => self.own_words().drift_martingale(),
            Drift::Logarithm => self.own_words().drift_logarithm(),
        }
    }

    /// How the paths were drawn, or why there are none; nothing where they could not be drawn.
    #[must_use]
    pub fn assumed_in_words(&self) -> String {
        let (locale, words) = (self.look().locale, self.own_words());
        let Some(simulated) = self.simulated() else {
            let said = if self.awaits_paths() { words.walking() } else { "" };
            return if self.is_without_paths() { words.no_odds() } else { said }.to_owned();
        };
        let scale = self.board().calibrated().map_or(1.0, |(scale, _)| scale);
        let volatility = locale.percent_short(Board::volatility_of(simulated));
        self.assumed_as(simulated.draws as f64, &volatility, &locale.number(scale, 2))
    }

    /// How they are to be drawn, what the data give of it still to come.
    #[must_use]
    pub fn assumed_to_come(&self) -> String {
        self.assumed_as(f64::from(self.odds().asked.paths), TO_COME, TO_COME)
    }

    fn assumed_as(&self, count: f64, volatility: &str, scale: &str) -> String {
        let locale = self.look().locale;
        fill(
            self.own_words().assumed(),
            &[
                ("horizon", &locale.duration((self.odds().asked.horizon_days * DAY_MS) as i64)),
                ("count", &locale.number(count, 0)),
                ("volatility", volatility),
                ("drift", self.drift_in_words()),
                ("scale", scale),
            ],
        )
    }

    /// The sentences that a screen reader gets first.
    #[must_use]
    pub fn summary(&self) -> String {
        let (page, words) = (self.look(), self.look().locale.words());
        let board = self.board();
        let time = page.locale.date_time(board.time_ms, &page.zone);
        let price = page.locale.price_usd(board.spot, board.tick);
        let asset = self.snapshot().asset.as_str();
        let stop = words.numbers.sentence_end();
        let mut sentences = vec![fill(words.summary.spot(), &[("asset", asset), ("price", &price), ("time", &time)])];
        sentences.put_all((0..board.zones.len()).flat_map(|place| self.sentences_of(place)));
        if board.zones.is_empty() {
            sentences.push(words.scenarios.no_zones().to_owned());
        } else {
            sentences.put_all(self.none_in_words().map(|none| none + stop));
            let assumed = Some(self.assumed_in_words()).filter(|assumed| !assumed.is_empty());
            sentences.put_all(assumed.map(|assumed| assumed + stop));
            sentences.push(text![words.scenarios.no_probability(), stop]);
        }
        sentences.push(text![words.terms.scenario_disclaimer(), stop]);
        if self.snapshot().provenance.document == ProvenanceKind::Simulated {
            sentences.push(words.summary.simulated().to_owned());
        }
        sentences.joined(words.numbers.sentence_separator())
    }

    /// Pairs of name and value where the reader points.
    #[must_use]
    pub fn reading_lines(&self, at: Pointed) -> Vec<(String, String)> {
        let (page, locale) = (self.look(), self.look().locale);
        let named = &locale.words().crosshair;
        let spot = self.board().spot;
        let mut lines = Vec::new();
        if let Some(place) = at.zone {
            let zone = &self.board().zones[place];
            lines.push((zone.name.clone(), self.range_in_words(zone)));
            lines.push((self.own_words().conditions().to_owned(), self.counts_in_short(place)));
        }
        if let Some(at_ms) = at.time_ms {
            lines.push((named.time().to_owned(), locale.date_time(at_ms, &page.zone)));
        }
        lines.push((named.price().to_owned(), locale.price(at.price, self.board().tick)));
        lines.push((named.distance().to_owned(), locale.percent_signed(at.price / spot - 1.0, 1)));
        lines
    }

    /// What is spoken after a key.
    #[must_use]
    pub fn reading_in_words(&self) -> Option<String> {
        let at = self.reading()?;
        let words = self.look().locale.words();
        Some(match at.zone {
            Some(place) => self.sentences_of(place).joined(words.numbers.sentence_separator()),
            None => {
                let lines = self.reading_lines(at).into_iter().map(|(name, value)| text![name, " ", value]);
                lines.listed().joined(words.scenarios.part_separator())
            }
        })
    }
}
