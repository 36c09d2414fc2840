//! The cascade in sentences: every number comes from the result that is drawn.

use crate::digits::whole;
use crate::engine::cascade::{Calibration, CascadeAnswer, Direction, VOLUME_SOURCE};
use crate::engine::depth::{DepthKind, DepthLabel};
use crate::engine::market::ProvenanceKind;
use crate::lists::{Growing, Listed};
use crate::scene::cascade::view::CascadeView;
use crate::scene::locale::fill;
use crate::texts::{Texts, text};

impl CascadeView {
    /// What the shock leads to, how near the cliff is, and what the reader must be told beside.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        let words = &self.look().locale.words().cascade;
        let Some(answer) = self.answer() else {
            let input = self.look().locale.words().terms.order_book_depth();
            return vec![fill(words.missing(), &[("input", input)])];
        };
        let mut sentences = vec![self.result_in_words(answer), self.critical_in_words(answer)];
        if let Some(residual) = answer.projection.residual.filter(|_| !answer.projection.absorbed) {
            sentences.push(fill(words.not_absorbed(), &[("amount", &self.look().locale.usd(residual))]));
        }
        if let Some(reach) = answer.scenario.depth.reach.filter(|_| answer.is_extrapolated()) {
            sentences.push(fill(words.extrapolated(), &[("reach", &self.look().locale.percent(reach, 2))]));
        }
        if let (Some(Calibration::Above), Some(branching)) = (answer.calibration(), answer.projection.volume_branching)
        {
            sentences.push(fill(words.guard(), &[("n", &self.look().locale.percent_short(branching))]));
        }
        sentences.put_all(self.followers_in_words(answer));
        sentences
    }

    fn result_in_words(&self, answer: &CascadeAnswer) -> String {
        let (locale, words) = (self.look().locale, &self.look().locale.words().cascade);
        let projection = &answer.projection;
        let down = answer.scenario.direction == Direction::Down;
        let shock = locale.percent_short(projection.x_exogenous);
        let price = locale.price_usd(answer.final_price(), self.tick());
        let asset = self.asset();
        if projection.rounds.is_empty() {
            let quiet = if down { words.quiet_down() } else { words.quiet_up() };
            return fill(quiet, &[("asset", asset), ("shock", &shock), ("price", &price)]);
        }
        let distance = locale.percent_signed(answer.scenario.direction.sign() * projection.x, 1);
        let times = locale.times(projection.amplification.unwrap_or(1.0));
        let times = if projection.absorbed { times } else { text!["≥ ", times] };
        let count = projection.rounds.len();
        let rounds = fill(if count == 1 { words.round_one() } else { words.rounds_many() }, &[("n", &whole(count))]);
        let result = if down { words.result_down() } else { words.result_up() };
        fill(
            result,
            &[
                ("asset", asset),
                ("shock", &shock),
                ("price", &price),
                ("distance", &distance),
                ("times", &times),
                ("rounds", &rounds),
                ("amount", &locale.usd(projection.liquidated)),
            ],
        )
    }

    fn critical_in_words(&self, answer: &CascadeAnswer) -> String {
        let (locale, words) = (self.look().locale, &self.look().locale.words().cascade);
        let percent = |x: f64| locale.percent(x, 2);
        match (answer.projection.critical(), answer.distance_to_critical()) {
            (Some(step), Some(distance)) if distance > 0.0 => {
                let amount = locale.usd(step.notional);
                let values =
                    [("shock", &*percent(step.threshold)), ("amount", &amount), ("distance", &percent(distance))];
                fill(words.critical(), &values)
            }
            (Some(step), _) => fill(words.past_critical(), &[("shock", &percent(step.threshold))]),
            (None, _) => {
                let share = locale.percent_short(answer.scenario.cascade.critical_fraction);
                fill(words.no_critical(), &[("share", &share)])
            }
        }
    }

    /// Other assets by their beta on where this one stops.
    fn followers_in_words(&self, answer: &CascadeAnswer) -> Vec<String> {
        let (locale, words) = (self.look().locale, &self.look().locale.words().cascade);
        let sign = answer.scenario.direction.sign();
        let follower = |one: &crate::scene::cascade::settings::BetaOf| {
            let distance = locale.percent_signed(sign * one.displacement(answer.projection.x), 1);
            let beta = locale.number(one.beta, 2);
            fill(words.beta(), &[("asset", &one.asset), ("distance", &distance), ("beta", &beta)])
        };
        self.betas().iter().map(follower).listed()
    }

    /// The assumptions in one line.
    #[must_use]
    pub fn assumed_in_words(&self) -> String {
        let (locale, words) = (self.look().locale, &self.look().locale.words().cascade);
        let (factor, passthrough, scale) = self.assumed_numbers();
        let source = self.answer().map_or_else(String::new, |answer| self.source_in_words(&answer.scenario.depth));
        fill(
            words.assumed(),
            &[
                ("factor", &locale.number(factor, 2)),
                ("passthrough", &locale.percent_short(passthrough)),
                ("scale", &locale.number(scale, 2)),
                ("source", &source),
            ],
        )
    }

    /// Where a depth is from.
    #[must_use]
    pub fn source_in_words(&self, label: &DepthLabel) -> String {
        let words = &self.look().locale.words().cascade;
        match label.kind {
            DepthKind::Book | DepthKind::Bands => {
                let venue = label.source.split(' ').next().unwrap_or_default();
                fill(words.source_book(), &[("venue", &self.look().locale.venue(venue))])
            }
            DepthKind::Default if label.source == VOLUME_SOURCE => words.source_depth_volume().to_owned(),
            DepthKind::Default => fill(words.source_depth_typical(), &[("asset", self.asset())]),
            DepthKind::OneFigure | DepthKind::Impact | DepthKind::Points => words.source_given().to_owned(),
        }
    }

    /// The sentences that a screen reader gets first.
    #[must_use]
    pub fn summary(&self) -> String {
        let (page, words) = (self.look(), self.look().locale.words());
        let (column, asset) = (&self.opening().map.column, self.asset());
        let time = page.locale.date_time(column.close_ms, &page.zone);
        let price = page.locale.price_usd(column.close, self.tick());
        let mut sentences = vec![fill(words.summary.spot(), &[("asset", asset), ("price", &price), ("time", &time)])];
        sentences.put_all(self.sentences());
        let stop = words.numbers.sentence_end();
        sentences.push(text![words.terms.scenario_disclaimer(), stop]);
        if self.snapshot().provenance.kind == ProvenanceKind::Simulated {
            sentences.push(words.summary.simulated().to_owned());
        }
        sentences.joined(words.numbers.sentence_separator())
    }

    /// What is spoken after a key: where the replay stands, or where the shock leads once all rounds are shown again.
    #[must_use]
    pub fn spoken(&self) -> Option<String> {
        match self.hand().rounds {
            Some(_) => Some(self.round_in_words()),
            None => self.sentences().into_iter().next(),
        }
    }

    /// The volatility of a year that the odds were drawn with, a fraction; `None` before they are drawn.
    #[must_use]
    pub fn yearly_volatility(&self) -> Option<f64> {
        let simulation = &self.simulated()?.simulation;
        Some(simulation.sd / (simulation.horizon_days / 365.0).sqrt())
    }

    /// How the odds were drawn, and those of each zone with and without the map; empty before they are drawn.
    #[must_use]
    pub fn odds_in_words(&self) -> Vec<String> {
        let Some(simulated) = self.simulated() else { return Vec::new() };
        let (locale, words) = (self.look().locale, &self.look().locale.words().cascade);
        let simulation = &simulated.simulation;
        let horizon = locale.duration((simulation.horizon_days * 86_400_000.0) as i64);
        let volatility = locale.percent_short(self.yearly_volatility().unwrap_or(0.0));
        let mut lines = vec![fill(words.fan(), &[("horizon", &horizon), ("volatility", &volatility)])];
        lines.put_all(simulation.zones.iter().zip(&simulated.zones).filter_map(|(zone, odds)| {
            let price = locale.price_range_usd(zone.low, zone.high, self.tick());
            let with = locale.percent(odds.odds.with_map?.probability, 1);
            let without = locale.percent(odds.odds.empty.probability, 1);
            Some(fill(words.odds(), &[("price", &price), ("with", &with), ("without", &without)]))
        }));
        lines
    }

    /// Where the replay stands.
    #[must_use]
    pub fn round_in_words(&self) -> String {
        let words = &self.look().locale.words().cascade;
        let Some(answer) = self.answer() else { return String::new() };
        let (shown, count) = (self.hand().shown(&answer.projection), answer.projection.rounds.len());
        if shown == 0 && count > 0 {
            return words.round_none().to_owned();
        }
        let round = fill(words.round_of(), &[("n", &whole(shown)), ("count", &whole(count))]);
        let amount = self.look().locale.usd(self.hand().liquidated(&answer.projection));
        let so_far = fill(words.so_far(), &[("amount", &amount)]);
        [round, so_far].joined(self.look().locale.words().notes.note_separator())
    }
}
