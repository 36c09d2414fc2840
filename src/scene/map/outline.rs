//! The map for the page around it: words for the frame, the numbers drawn as plain data, and the tables.

use crate::engine::heatmap::Basis;
use crate::engine::map::MapAnswer;
use crate::engine::market::Side;
use crate::engine::market::Snapshot;
use crate::engine::quality::Flags;
use crate::error::Result;
use crate::lists::Listed;
use crate::scene::drawing::Step;
use crate::scene::figure::View;
use crate::scene::frame::{Frame, Table};
use crate::scene::locale::fill;
use crate::scene::look::Look;
use crate::scene::map::levels::levels_of;
use crate::scene::map::reading::RowReading;
use crate::scene::map::view::MapView;
use crate::scene::method::{MethodCard, MethodFacts};
use crate::scene::notes::{data_notes, imported_notes, sources};
use crate::texts::Texts;
use crate::value::Value;
use std::rc::Rc;

impl MapView {
    fn dek(&self) -> String {
        let page = &self.look().page;
        let words = page.locale.words();
        let (shows, unit) = match self.map().basis {
            Basis::Usd if self.is_imported() => (words.heatmap.shows_imported(), words.heatmap.unit_usd()),
            Basis::Usd => (words.map.shows_estimate(), words.heatmap.unit_usd()),
            Basis::Relative => (words.map.shows_relative(), words.heatmap.unit_relative()),
        };
        let mut venues: Vec<String> = self.shown_markets().map(|market| page.locale.venue(&market.venue)).listed();
        venues.dedup();
        let venues = venues.joined(words.numbers.list_separator());
        let market = fill(words.heatmap.market(), &[("asset", &self.snapshot().asset), ("venues", &venues)]);
        let time = page.locale.date_time(self.map().column.close_ms, &page.zone);
        [shows, unit, &market, &time].joined(words.heatmap.dek_separator())
    }

    fn notes(&self) -> Vec<String> {
        let (page, map) = (&self.look().page, self.map());
        if self.is_imported() {
            return imported_notes(self.snapshot(), page);
        }
        data_notes(self.snapshot(), map.basis, &map.column, page)
    }

    /// What its source calls max pain; the names are not sides.
    fn max_pain_table(&self) -> Option<Table> {
        let words = self.look().page.locale.words();
        let rows: Vec<Vec<String>> = self.max_pain().into_iter().map(|(_, said)| vec![said]).listed();
        let head = vec![words.notes.imported()];
        (!rows.is_empty()).then(|| Table { caption: words.heatmap.shows_imported().to_owned(), head, rows })
    }

    fn shown_markets(&self) -> impl Iterator<Item = &crate::engine::market::Market> {
        self.markets().iter().filter_map(|place| self.snapshot().markets.get(*place))
    }

    /// The numbers drawn, as a script would be given them.
    #[must_use]
    pub fn answer(&self) -> MapAnswer {
        let markets = self.snapshot().markets.iter();
        MapAnswer {
            asset: self.snapshot().asset.clone(),
            markets: markets.map(|market| (market.venue.clone(), market.symbol.clone())).listed(),
            map: self.map().clone(),
            stack: self.options().stack,
            window: self.options().window,
            draws: self.draws().cloned(),
            assumptions: None,
            is_imported: self.is_imported(),
        }
    }

    fn cluster_table(&self) -> Table {
        let locale = self.look().page.locale;
        let words = locale.words();
        let mut head = vec![
            words.table.side(),
            words.table.price_from(),
            words.table.price_to(),
            self.amount_head(),
            words.table.share(),
        ];
        head.push(words.table.distance());
        if self.draws().is_some() {
            head.push(words.map.robust());
        }
        let rows = self.map().clusters.iter().zip(self.robust()).map(|(cluster, robust)| {
            let side = if cluster.side == Side::Long { words.terms.long() } else { words.terms.short() };
            let mut row = vec![
                side.to_owned(),
                locale.price(cluster.low, self.words().tick),
                locale.price(cluster.high, self.words().tick),
                self.amount(cluster.mass),
                cluster.share_of_open_interest.map_or_else(String::new, |share| locale.percent_short(share)),
                locale.percent_signed(cluster.distance, 2),
            ];
            if self.draws().is_some() {
                row.push(if *robust { words.map.yes() } else { words.map.no() }.to_owned());
            }
            row
        });
        Table { caption: words.table.clusters().to_owned(), head, rows: rows.listed() }
    }

    fn level_table(&self) -> Table {
        let page = &self.look().page;
        let (locale, words) = (page.locale, page.locale.words());
        let time = locale.date_time(self.map().column.close_ms, &page.zone);
        let (longs, shorts, sums) = match self.map().basis {
            Basis::Usd => (words.table.longs_usd(), words.table.shorts_usd(), words.map.cumulative()),
            Basis::Relative => (words.crosshair.long(), words.crosshair.short(), words.map.cumulative_relative()),
        };
        let levels = levels_of(self.map());
        let rows = levels.iter().rev().enumerate().rev().map(|(place, level)| {
            let reading = RowReading::of_level(self.map(), place, level);
            let price = |price: f64| locale.price(price, self.words().tick);
            vec![
                price(level.low),
                price(level.high),
                self.amount(level.mass[0]),
                self.amount(level.mass[1]),
                self.amount(reading.cumulative),
            ]
        });
        let caption = fill(words.map.levels(), &[("time", &time)]);
        Table {
            caption: if self.is_imported() { words.heatmap.shows_imported().to_owned() } else { caption },
            head: vec![words.table.price_from(), words.table.price_to(), longs, shorts, sums],
            rows: rows.listed(),
        }
    }

    fn amount(&self, mass: f64) -> String {
        match self.map().basis {
            Basis::Usd => self.look().page.locale.number(mass, 0),
            Basis::Relative => self.look().page.locale.percent(mass, 2),
        }
    }

    fn amount_head(&self) -> &'static str {
        let table = &self.look().page.locale.words().table;
        match self.map().basis {
            Basis::Usd => table.mass_usd(),
            Basis::Relative => table.mass_relative(),
        }
    }
}

impl View for MapView {
    fn snapshot(&self) -> &Rc<Snapshot> {
        self.snapshot()
    }

    fn page(&self) -> &Look {
        &self.look().page
    }

    fn frame(&self) -> Frame {
        let page = &self.look().page;
        let words = page.locale.words();
        Frame {
            heading: fill(words.map.heading(), &[("asset", &self.snapshot().asset)]),
            dek: self.dek(),
            notes: self.notes(),
            source_label: words.notes.source(),
            sources: sources(self.snapshot(), page.locale),
            separator: words.notes.note_separator(),
            summary: self.summary(),
            lang: page.locale.language.tag(),
        }
    }

    fn result(&self) -> Value {
        Value::from(&self.answer())
    }

    fn reading(&self) -> Option<String> {
        self.reading_sentence()
    }

    fn draw_next(&mut self) -> Result<Step> {
        self.draw_more()
    }

    fn tables(&self) -> Vec<Table> {
        [self.cluster_table(), self.level_table()].into_iter().chain(self.max_pain_table()).listed()
    }

    fn method(&self) -> MethodCard {
        if self.is_imported() {
            return MethodCard::imported(self.look().page.locale);
        }
        MethodCard::new(&MethodFacts {
            locale: self.look().page.locale,
            parameters: &self.options().estimate.heatmap.parameters,
            markets: self.shown_markets().listed(),
            tiers: self.tiers(),
            mark_from_last: self.map().column.flags.contains(Flags::MARK_FROM_LAST),
            basis: self.map().basis,
            draws: self.draws(),
        })
    }

    fn csv(&self, snapshot_text: &str, attributes: &[(String, String)]) -> String {
        self.document(snapshot_text, attributes)
    }
}
