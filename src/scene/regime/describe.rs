//! Regimes in words: every number comes from the result that is drawn.

use crate::digits::whole;
use crate::engine::market::ProvenanceKind;
use crate::engine::signals::of_snapshot::breakers::pairs_of;
use crate::engine::signals::of_snapshot::regime_readings::RegimeReadings;
use crate::engine::signals::regime::Move;
use crate::engine::signals::state::State;
use crate::lists::{Growing, Listed};
use crate::scene::events::Happenings;
use crate::scene::locale::{Locale, RegimeWords, Spoken, fill};
use crate::scene::marks::facts::{Fact, Facts};
use crate::scene::regime::view::RegimeView;
use crate::scene::zone::Zone;
use crate::texts::{Texts, text};

/// Decimals of a percentage: rates and bands of funding are far below a hundredth.
const FUNDING_DECIMALS: usize = 4;

impl RegimeView {
    pub(super) fn locale(&self) -> Locale {
        self.look().page.locale
    }

    pub(super) fn zone(&self) -> &Zone {
        &self.look().page.zone
    }

    pub(super) fn words(&self) -> &'static Spoken<RegimeWords> {
        &self.locale().words().regime
    }

    pub(super) fn tick(&self) -> Option<f64> {
        self.data().markets.first().and_then(|market| market.price_tick)
    }

    /// A regime's name.
    pub(super) fn regime_name(&self, label: &str) -> &'static str {
        let words = self.words();
        match label {
            "crowded_longs" => words.crowded_longs(),
            "leverage_building" => words.leverage_building(),
            "shorts_adding" => words.shorts_adding(),
            "spot_led" => words.spot_led(),
            "short_covering" => words.short_covering(),
            "coiled_long" => words.coiled_long(),
            "coiled" => words.coiled(),
            "coiled_short" => words.coiled_short(),
            "quiet" => words.quiet(),
            "derisking" => words.derisking(),
            "longs_averaging_down" => words.longs_averaging_down(),
            "new_positions_down" => words.new_positions_down(),
            "new_shorts" => words.new_shorts(),
            "latent_fragility" => words.latent_fragility(),
            "drift_down" => words.drift_down(),
            "long_deleveraging" => words.long_deleveraging(),
            _ => words.no_data(),
        }
    }

    fn move_word(&self, place: usize, found: Move) -> &'static str {
        let words = self.words();
        match (place, found) {
            (2, Move::Up) => words.positive(),
            (2, Move::Flat) => words.neutral(),
            (2, Move::Down) => words.negative(),
            (_, Move::Up) => words.up(),
            (_, Move::Flat) => words.flat(),
            (_, Move::Down) => words.down(),
        }
    }

    /// A percentage of rates, which are small: `+0.0100%`.
    pub(super) fn rate(&self, rate: f64) -> String {
        let plus = if rate > 0.0 { "+" } else { "" };
        text![plus, self.locale().number(100.0 * rate, FUNDING_DECIMALS), "%"]
    }

    fn bands(&self) -> [String; 3] {
        let bands = &self.history().asked.bands;
        let locale = self.locale();
        let funding = text![locale.number(100.0 * bands.funding, FUNDING_DECIMALS), "%"];
        [locale.percent_short(bands.price), locale.percent_short(bands.open_interest), funding]
    }

    /// The three readings: value, state, band; no data where one is missing.
    pub(super) fn reading_texts(&self, readings: &RegimeReadings) -> [String; 3] {
        let values = [readings.price_change, readings.oi_change, readings.funding_8h];
        let bands = self.bands();
        std::array::from_fn(|place| match values[place].zip(readings.moves[place]) {
            Some((value, found)) => {
                let value = if place == 2 { self.rate(value) } else { self.locale().percent_signed(value, 2) };
                let state = self.move_word(place, found);
                fill(self.words().reading(), &[("value", &value), ("state", state), ("band", &bands[place])])
            }
            None => self.words().no_data().to_owned(),
        })
    }

    pub(super) fn reading_names(&self) -> [&'static str; 3] {
        [self.words().price(), self.words().open_interest(), self.words().funding()]
    }

    fn now_name(&self) -> &'static str {
        let label = self.history().now().and_then(RegimeReadings::label);
        label.map_or(self.words().no_data(), |label| self.regime_name(label))
    }

    pub(super) fn reading_facts(&self) -> Facts {
        let texts = self.history().now().map(|now| self.reading_texts(now)).unwrap_or_default();
        let rows = self.reading_names().into_iter().zip(texts);
        Facts {
            title: fill(self.words().now(), &[("regime", self.now_name())]),
            rows: rows.map(|(name, value)| Fact { sign: None, name: name.to_owned(), value }).listed(),
        }
    }

    /// The five breakers' names, in the order of their states.
    pub(super) fn breaker_names(&self) -> [String; 5] {
        let words = self.words();
        let drop = self.locale().percent_short(self.history().asked.oi_drop);
        [
            fill(words.breaker_oi(), &[("drop", &drop)]),
            words.breaker_funding().to_owned(),
            words.breaker_bursts().to_owned(),
            words.breaker_spot().to_owned(),
            words.breaker_volatility().to_owned(),
        ]
    }

    pub(super) fn state_word(&self, state: State) -> &'static str {
        let terms = &self.locale().words().terms;
        match state {
            State::Met => terms.trigger_met(),
            State::NotMet => terms.trigger_not_met(),
            State::NoData => terms.trigger_no_data(),
        }
    }

    /// Both values of each breaker, where both are known.
    pub(super) fn breaker_values(&self) -> [Option<String>; 5] {
        let (locale, words) = (self.locale(), self.words());
        let treadmill = &self.history().treadmill;
        let has_share = treadmill.spot_share.0.is_some() && treadmill.spot_share.1.is_some();
        let pairs = pairs_of(treadmill);
        std::array::from_fn(|place| {
            let (before, now) = pairs[place].0.zip(pairs[place].1)?;
            let [before, now] = [before, now].map(|value| match place {
                0 => locale.quantity(value, &self.data().asset),
                1 => self.rate(value),
                2 => locale.usd(value),
                3 if has_share => locale.percent_short(value),
                3 => locale.usd(value),
                _ => locale.percent_short(value),
            });
            Some(match place {
                4 => fill(words.week_month(), &[("week", &before), ("month", &now)]),
                _ => fill(words.before_after(), &[("before", &before), ("after", &now)]),
            })
        })
    }

    /// How many breakers are met, not met and without data.
    pub(super) fn breaker_counts(&self) -> [String; 3] {
        let states = self.history().treadmill.states();
        let count = |wanted: State| whole(states.iter().filter(|state| **state == wanted).count());
        [count(State::Met), count(State::NotMet), count(State::NoData)]
    }

    pub(super) fn breaker_facts(&self) -> Facts {
        let states = self.history().treadmill.states();
        let rows = self.breaker_names().into_iter().zip(states).zip(self.breaker_values());
        let row = |((name, state), values): ((String, State), Option<String>)| {
            let sign = match state {
                State::Met => "✓",
                State::NotMet => "✗",
                State::NoData => "–",
            };
            let said = [Some(self.state_word(state).to_owned()), values];
            let value = said.into_iter().flatten().listed().joined(self.separator());
            Fact { sign: Some(sign), name, value }
        };
        let [met, not_met, no_data] = self.breaker_counts();
        let counts = [("met", &*met), ("not_met", &not_met), ("no_data", &no_data)];
        let title = [self.words().breakers(), &fill(self.words().counts(), &counts)].joined(self.separator());
        Facts { title, rows: rows.map(row).listed() }
    }

    fn separator(&self) -> &'static str {
        self.locale().words().notes.note_separator()
    }

    pub(super) fn cme_verdict(&self) -> &'static str {
        let words = self.words();
        match self.history().cme.as_ref().and_then(|cme| cme.label) {
            Some("reset") => words.cme_reset(),
            Some("normalisation") => words.cme_normalisation(),
            Some(_) => words.cme_inconclusive(),
            None => words.cme_no_data(),
        }
    }

    pub(super) fn cme_facts(&self) -> Facts {
        let (locale, words) = (self.locale(), self.words());
        let cme = self.history().cme.as_ref();
        let change = |(before, after): (f64, f64)| locale.percent_signed(after / before - 1.0, 2);
        let basis = cme.and_then(|cme| cme.basis).map(|(before, after)| {
            let [before, after] = [before, after].map(|basis| locale.percent_signed(basis, 2));
            fill(words.cme_basis(), &[("before", &before), ("after", &after)])
        });
        let contracts = cme.and_then(|cme| cme.contracts).map(|pair| {
            let [before, after] = [pair.0, pair.1].map(|contracts| locale.number(contracts, 0));
            fill(words.cme_contracts(), &[("before", &before), ("after", &after), ("change", &change(pair))])
        });
        let coins = cme.and_then(|cme| cme.offshore_coins).map(|pair| {
            let [before, after] = [pair.0, pair.1].map(|coins| locale.quantity(coins, &self.data().asset));
            fill(words.offshore(), &[("before", &before), ("after", &after), ("change", &change(pair))])
        });
        let row = |name: String| Fact { sign: None, name, value: String::new() };
        Facts {
            title: words.cme().to_owned(),
            rows: [Some(self.cme_verdict().to_owned()), basis, contracts, coins]
                .into_iter()
                .flatten()
                .map(row)
                .listed(),
        }
    }

    /// The regime now and what is behind it.
    pub(super) fn sentences(&self) -> Vec<String> {
        let (words, asset) = (self.words(), &self.data().asset);
        let Some(now) = self.history().now() else { return Vec::new() };
        let since = self.history().now_span().map(|span| self.locale().date_time(span.from_ms, self.zone()));
        let first = match (now.label(), since) {
            (Some(label), Some(since)) => {
                let name = self.regime_name(label);
                fill(words.sentence_now(), &[("asset", asset), ("regime", name), ("since", &since)])
            }
            _ => fill(words.sentence_unknown(), &[("asset", asset)]),
        };
        let [price, oi, funding] = self.reading_texts(now);
        let window = self.locale().window(self.history().asked.window_ms);
        let values = [("window", &*window), ("price", &price), ("open_interest", &oi), ("funding", &funding)];
        vec![first, fill(words.sentence_readings(), &values)]
    }

    /// The sentences that a screen reader gets first.
    #[must_use]
    pub fn summary(&self) -> String {
        let (all, words) = (self.locale().words(), self.words());
        let mut sentences = self.sentences();
        let [met, not_met, no_data] = self.breaker_counts();
        let counts = [("met", &*met), ("not_met", &not_met), ("no_data", &no_data)];
        sentences.push(fill(words.sentence_breakers(), &counts));
        sentences.push(fill(words.sentence_cme(), &[("verdict", self.cme_verdict())]));
        sentences.put_all(self.happenings().sentence().map(|said| said + all.numbers.sentence_end()));
        if self.data().provenance.document == ProvenanceKind::Simulated {
            sentences.push(all.summary.simulated().to_owned());
        }
        sentences.joined(all.numbers.sentence_separator())
    }

    /// Names and values of a step.
    pub(super) fn reading_lines(&self, reading: &RegimeReadings) -> Vec<(String, String)> {
        let crosshair = &self.locale().words().crosshair;
        let none = || self.words().no_data().to_owned();
        let price = reading.price.map_or_else(none, |price| self.locale().price_usd(price, self.tick()));
        let regime = reading.label().map_or(self.words().no_data(), |label| self.regime_name(label));
        let [change, oi, funding] = self.reading_texts(reading);
        let [name, oi_name, funding_name] = self.reading_names();
        let text = |name: &str, value: String| (name.to_owned(), value);
        let short = |name: &str| name.split([',', '（', '，', '(']).next().unwrap_or(name).trim().to_owned();
        let mut lines = vec![
            text(crosshair.time(), self.locale().date_time(reading.at_ms, self.zone())),
            text(self.words().regime(), regime.to_owned()),
            text(crosshair.price(), price),
            text(&short(name), change),
            text(&short(oi_name), oi),
            text(&short(funding_name), funding),
        ];
        let step = (reading.at_ms - self.history().step_ms + 1, reading.at_ms);
        lines.put_all(Happenings::of(self.data(), step, &self.look().page).lines());
        lines
    }

    /// What is spoken of the step that the reader points at.
    pub(super) fn reading_sentence(&self) -> Option<String> {
        let numbers = &self.locale().words().numbers;
        let reading = self.history().readings.get(self.pointed()?)?;
        let lines = self.reading_lines(reading).into_iter().map(|(name, value)| text![name, " ", value]);
        Some(lines.listed().joined(numbers.list_separator()) + numbers.sentence_end())
    }
}
