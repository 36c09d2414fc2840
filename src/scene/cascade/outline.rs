//! The cascade for the page around it: words for the frame, the numbers drawn as plain data, and the tables.

use crate::engine::cascade::{CascadeAnswer, DEFAULT_CRITICAL_FRACTION};
use crate::engine::heatmap::Basis;
use crate::engine::market::Snapshot;
use crate::engine::quality::Flags;
use crate::error::Result;
use crate::lists::{Growing, Listed};
use crate::scene::breadth::Breadth;
use crate::scene::card::Said;
use crate::scene::cascade::hand::SHOCK_STEP;
use crate::scene::cascade::layout::LEAST_PX;
use crate::scene::cascade::settings::{BetaOf, MOST_SHOCK};
use crate::scene::cascade::view::CascadeView;
use crate::scene::drawing::Step;
use crate::scene::figure::{Room, View};
use crate::scene::frame::{Frame, Table};
use crate::scene::locale::fill;
use crate::scene::look::Look;
use crate::scene::method::{MethodCard, MethodFacts};
use crate::scene::notes::{data_notes, sources};
use crate::texts::Texts;
use crate::value::Value;
use std::rc::Rc;

/// Shocks of the table of the response.
const TABLE_SHOCKS: [f64; 10] = [0.005, 0.01, 0.015, 0.02, 0.03, 0.04, 0.05, 0.07, 0.10, 0.15];

impl CascadeView {
    /// The slider of the shock.
    fn shock_field(&self) -> Value {
        Value::object()
            .with("value", self.hand().shock)
            .with("text", self.look().locale.percent(self.hand().shock, 1))
            .with("high", MOST_SHOCK)
            .with("step", SHOCK_STEP)
    }

    /// Where the reader stands: side and shock, where it leads, rounds shown of all; nothing where no depth is known.
    #[must_use]
    pub fn standing(&self) -> Option<Value> {
        let projection = &self.answer()?.projection;
        let standing = Value::object()
            .with("side", self.hand().direction.as_str())
            .with("shock", self.hand().shock)
            .with("finalPrice", self.answer()?.price(projection.x))
            .with("displacement", projection.x)
            .with("round", self.hand().shown(projection))
            .with("rounds", projection.rounds.len());
        Some(standing)
    }

    /// Both edges of each zone of the odds, in their order.
    fn zones(&self) -> Option<Value> {
        let zones = self.simulated()?.simulation.zones.iter();
        Some(Value::List(zones.map(|zone| Value::object().with("low", zone.low).with("high", zone.high)).listed()))
    }

    fn beta_value(&self, one: &BetaOf) -> Value {
        let x = self.answer().map(|answer| one.displacement(answer.projection.x));
        Value::object().with("asset", &one.asset).with("beta", one.beta).with("displacement", x)
    }

    fn round_table(&self, answer: &CascadeAnswer) -> Table {
        let (locale, words) = (self.look().locale, &self.look().locale.words().cascade);
        let sign = answer.scenario.direction.sign();
        let rows = answer.projection.rounds.iter().enumerate().map(|(index, round)| {
            vec![
                (index + 1).to_string(),
                locale.price(answer.price(round.x), self.tick()),
                locale.percent_signed(sign * round.x, 2),
                locale.number(round.liquidated, 0),
            ]
        });
        Table {
            caption: words.table_rounds().to_owned(),
            head: vec![words.table_round(), words.table_price(), words.table_distance(), words.table_liquidated()],
            rows: rows.listed(),
        }
    }

    fn response_table(&self, answer: &CascadeAnswer) -> Table {
        let (locale, words) = (self.look().locale, &self.look().locale.words().cascade);
        let sign = answer.scenario.direction.sign();
        let sums = answer.scenario.cascade.blocks.sums();
        let rows = answer.response.iter().flat_map(|response| {
            TABLE_SHOCKS.map(|shock| {
                let stop = response.at(shock);
                vec![
                    locale.percent_signed(sign * shock, 1),
                    locale.percent_signed(sign * stop.x, 2),
                    locale.price(answer.price(stop.x), self.tick()),
                    locale.number(sums[stop.fired], 0),
                ]
            })
        });
        Table {
            caption: words.table_curve().to_owned(),
            head: vec![words.table_shock(), words.table_final(), words.table_price(), words.table_total()],
            rows: rows.listed(),
        }
    }
}

impl View for CascadeView {
    fn snapshot(&self) -> &Rc<Snapshot> {
        self.snapshot()
    }

    fn page(&self) -> &Look {
        self.look()
    }

    fn frame(&self) -> Frame {
        let (look, words) = (self.look(), self.look().locale.words());
        let column = &self.opening().map.column;
        let time = look.locale.date_time(column.close_ms, &look.zone);
        Frame {
            heading: fill(words.cascade.heading(), &[("asset", self.asset())]),
            dek: [words.cascade.dek(), &time].joined(words.heatmap.dek_separator()),
            notes: data_notes(self.snapshot(), Basis::Usd, column, look),
            source_label: words.notes.source(),
            sources: sources(self.snapshot(), look.locale),
            separator: words.notes.note_separator(),
            summary: self.summary(),
            lang: look.locale.language.tag(),
        }
    }

    /// The frame's words, with what only a cascade has: sentences, disclaimer, the slider, the round, the assumptions.
    fn frame_data(&self) -> Value {
        Value::from(&self.frame())
            .with("sentences", Value::list(&self.sentences()))
            .with("disclaimer", self.look().locale.words().terms.scenario_disclaimer())
            .with("assumed", self.assumed_in_words())
            .with("side", self.hand().direction.as_str())
            .with("shock", self.shock_field())
            .with("round", self.round_in_words())
            .with("isAtEnd", self.answer().is_none_or(|answer| self.hand().is_at_end(&answer.projection)))
            .with("odds", Value::list(&self.odds_in_words()))
            .with("assumptions", Value::list(&self.assumptions()))
    }

    /// The numbers drawn: the projection as a script would be given it, and what was assumed.
    fn result(&self) -> Value {
        let (factor, passthrough, scale) = self.assumed_numbers();
        let assumed = Value::object()
            .with("depthFactor", factor)
            .with("passthrough", passthrough)
            .with("mapScale", scale)
            .with("replayedMoves", self.calibrated().map(|(_, moves)| moves))
            .with("flow", self.assumed().flow.unwrap_or(0.0))
            .with("criticalFraction", self.assumed().critical_fraction.unwrap_or(DEFAULT_CRITICAL_FRACTION))
            .with("volatility", self.yearly_volatility())
            .with("leverageTilt", self.opening().estimate.heatmap.parameters.tilt)
            .with("depthOnePercent", self.assumed().depth_one_percent.or(self.default_depth().map(|(usd, _)| usd)));
        Value::object()
            .with("asset", self.asset().to_owned())
            .with("time", self.opening().map.column.close_ms)
            .with("spot", self.opening().map.column.close)
            .with("side", self.hand().direction.as_str())
            .with("shock", self.hand().shock)
            .with("projection", self.answer().map(Value::from))
            .with("roundsShown", self.answer().map_or(0, |answer| self.hand().shown(&answer.projection)))
            .with("odds", self.simulated().map(Value::from))
            .with("zones", self.zones())
            .with("assumed", assumed)
            .with("betas", Value::List(self.betas().iter().map(|one| self.beta_value(one)).listed()))
    }

    fn reading(&self) -> Option<String> {
        self.spoken()
    }

    fn said(&self) -> Said {
        let disclaimer = Some(self.look().locale.words().terms.scenario_disclaimer());
        Said { sentences: self.sentences(), disclaimer, after: self.odds_in_words() }
    }

    /// Its two panels stand one above the other on a phone.
    fn room(&self, breadth: Breadth) -> Room {
        let wanted_px = if breadth == Breadth::Phone { 560.0 } else { 340.0 };
        Room { wanted_px, least_px: LEAST_PX }
    }

    fn draw_next(&mut self) -> Result<Step> {
        Ok(self.draw_odds())
    }

    /// The rounds, and the response to other shocks.
    fn tables(&self) -> Vec<Table> {
        let Some(answer) = self.answer() else { return Vec::new() };
        vec![self.round_table(answer), self.response_table(answer)]
    }

    /// The method card, with the line of assumptions.
    fn method(&self) -> MethodCard {
        let opening = self.opening();
        let markets = opening.markets.iter().filter_map(|place| self.snapshot().markets.get(*place));
        let mut card = MethodCard::new(&MethodFacts {
            locale: self.look().locale,
            parameters: &opening.estimate.heatmap.parameters,
            markets: markets.listed(),
            tiers: &opening.tiers,
            mark_from_last: opening.map.column.flags.contains(Flags::MARK_FROM_LAST),
            basis: Basis::Usd,
            draws: None,
        });
        let sliders = self.assumptions();
        card.rows.put_all(sliders.into_iter().map(|one| (one.name.to_owned(), format!("{} ({})", one.text, one.note))));
        card.add_paths(self.simulated(), self.look().locale, self.tick());
        card
    }

    fn csv(&self, snapshot_text: &str, attributes: &[(String, String)]) -> String {
        self.document(snapshot_text, attributes)
    }
}
