//! The tables one click away: zones, and conditions.

use crate::engine::montecarlo::Odds;
use crate::lists::Listed;
use crate::scene::frame::Table;
use crate::scene::scenarios::view::ScenariosView;
use crate::texts::Texts;

impl ScenariosView {
    /// One row a zone.
    #[must_use]
    pub fn zone_table(&self) -> Table {
        let words = &self.look().locale.words();
        let own = &words.scenarios;
        Table {
            caption: own.zones().to_owned(),
            head: vec![
                own.column_zone(),
                words.table.price_from(),
                words.table.price_to(),
                own.column_near(),
                own.column_far(),
                own.column_inside(),
                own.column_path(),
                own.column_touch(),
                own.column_touch_empty(),
                own.column_first(),
                own.column_first_empty(),
            ],
            rows: (0..self.board().zones.len()).map(|place| self.zone_row(place)).listed(),
        }
    }

    fn zone_row(&self, place: usize) -> Vec<String> {
        let (board, locale) = (self.board(), self.look().locale);
        let words = &locale.words().scenarios;
        let zone = &board.zones[place];
        let missing = || words.no_data().to_owned();
        let signed = |price: f64| locale.percent_signed(price / board.spot - 1.0, 2);
        let edges = zone.zone.edges(board.spot);
        let (map, answer) = (board.map(), self.answer());
        let amount = |usd: Option<f64>| usd.map_or_else(missing, |usd| locale.number(usd, 0));
        let odds = answer.odds(place);
        let percent = |odds: Option<Odds>, with_map: bool| {
            let share = odds.and_then(|odds| if with_map { odds.with_map } else { Some(odds.empty) });
            share.map_or_else(missing, |share| locale.percent(share.probability, 1))
        };
        let (touch, first) = (odds.map(|zone| zone.odds), odds.and_then(|zone| zone.first));
        vec![
            zone.name.clone(),
            locale.price(zone.zone.low, board.tick),
            locale.price(zone.zone.high, board.tick),
            edges.map_or_else(|| words.inside().to_owned(), |(near, _)| signed(near)),
            edges.map_or_else(|| words.inside().to_owned(), |(_, far)| signed(far)),
            amount(map.map(|map| map.within(zone.zone.low, zone.zone.high))),
            amount(map.map(|map| zone.zone.on_path(board.spot, map))),
            percent(touch, true),
            percent(touch, false),
            percent(first, true),
            percent(first, false),
        ]
    }

    /// One row a condition.
    #[must_use]
    pub fn condition_table(&self) -> Table {
        let (page, locale) = (self.look(), self.look().locale);
        let words = &locale.words().scenarios;
        let rows = (0..self.board().zones.len()).flat_map(|place| {
            let name = self.board().zones[place].name.clone();
            self.checklist(place).into_iter().map(move |line| {
                let state = line.state_in_words(locale).to_owned();
                let seen =
                    line.seen_ms.map_or_else(|| words.no_data().to_owned(), |at| locale.date_time(at, &page.zone));
                let condition = [line.subject, line.condition].joined(words.part_separator());
                let last = line.last.unwrap_or_else(|| words.no_data().to_owned());
                vec![name.clone(), condition, last, state, seen]
            })
        });
        Table {
            caption: words.conditions().to_owned(),
            head: vec![
                words.column_zone(),
                words.column_condition(),
                words.column_now(),
                words.column_state(),
                words.column_seen(),
            ],
            rows: rows.listed(),
        }
    }
}
