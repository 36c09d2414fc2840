//! The heatmap for the page around it: words for the frame, the numbers drawn as plain data, and the table.

use crate::engine::clusters::Cluster;
use crate::engine::heatmap::Basis;
use crate::engine::market::Side;
use crate::engine::market::Snapshot;
use crate::engine::quality::Flags;
use crate::error::Result;
use crate::lists::Listed;
use crate::scene::drawing::Step;
use crate::scene::figure::View;
use crate::scene::frame::{Frame, Table};
use crate::scene::heatmap::view::HeatmapView;
use crate::scene::locale::fill;
use crate::scene::look::Look;
use crate::scene::method::{MethodCard, MethodFacts};
use crate::scene::notes::{data_notes, imported_notes, sources};
use crate::texts::Texts;
use crate::value::Value;
use std::rc::Rc;

/// The numbers drawn, as plain data.
#[derive(Clone, Debug)]
pub struct Outline {
    /// `estimated`, `relative` or `imported`.
    pub label: &'static str,
    /// Coin.
    pub asset: String,
    /// End of the last column, milliseconds since 1970 UTC.
    pub time: i64,
    /// Last price.
    pub spot: f64,
    /// One-sided open interest, US dollars; `None` where it is unknown.
    pub open_interest_usd: Option<f64>,
    /// Estimated mass between the lowest and the highest row: longs, shorts.
    pub long: f64,
    /// Shorts.
    pub short: f64,
    /// Clusters by falling mass.
    pub clusters: Vec<Cluster>,
    /// Lowest and highest price of the rows.
    pub price_range: (f64, f64),
    /// First and last instant of the columns.
    pub time_range: (i64, i64),
    /// Times and prices in view: from, to, low, high.
    pub viewport: (i64, i64, f64, f64),
    /// Share of the open interest with unknown entries, last column.
    pub seeded_share: f64,
    /// Open interest of the markets in the sum over that of all.
    pub coverage: f64,
    /// Largest relative error of the identity of open interest.
    pub conservation_error: f64,
}

impl From<&Outline> for Value {
    fn from(outline: &Outline) -> Self {
        Self::object()
            .with("label", outline.label)
            .with("asset", &outline.asset)
            .with("time", outline.time)
            .with("spot", outline.spot)
            .with("openInterestUsd", outline.open_interest_usd)
            .with("long", outline.long)
            .with("short", outline.short)
            .with("clusters", Self::list(&outline.clusters))
            .with("priceRange", vec![outline.price_range.0, outline.price_range.1])
            .with("timeRange", &[outline.time_range.0, outline.time_range.1][..])
            .with("viewport", viewport(outline))
            .with("seededShare", outline.seeded_share)
            .with("coverage", outline.coverage)
            .with("conservationError", outline.conservation_error)
    }
}

fn viewport(outline: &Outline) -> Vec<f64> {
    let (from, to, low, high) = outline.viewport;
    vec![from as f64, to as f64, low, high]
}

/// Rows that the table of prices is summed into.
const TABLE_ROWS: usize = 24;

impl HeatmapView {
    fn dek(&self) -> String {
        let (look, words) = (self.look(), &self.look().page.locale.words().heatmap);
        let (shows, unit) = match self.heatmap().basis {
            Basis::Usd if self.is_imported() => (words.shows_imported(), words.unit_usd()),
            Basis::Usd => (words.shows_estimate(), words.unit_usd()),
            Basis::Relative => (words.shows_relative(), words.unit_relative()),
        };
        let separator = self.look().page.locale.words().numbers.list_separator();
        let shown = self.heatmap().markets.iter().filter_map(|place| self.snapshot().markets.get(*place));
        let mut venues: Vec<&str> = shown.map(|market| market.venue.as_str()).listed();
        venues.dedup();
        let venues: Vec<String> = venues.into_iter().map(|venue| look.page.locale.venue(venue)).listed();
        let asset = self.snapshot().asset.as_str();
        let market = fill(words.market(), &[("asset", asset), ("venues", &venues.joined(separator))]);
        let (Some(first), Some(last)) = (self.heatmap().columns.first(), self.heatmap().last()) else { return market };
        let dates = look.page.locale.date_range(first.open_ms, last.close_ms, &look.page.zone);
        let range = fill(words.range(), &[("range", &dates), ("zone", look.page.zone.name())]);
        [shows, unit, &market, &range].joined(words.dek_separator())
    }

    /// What must always be said, and that the circles are not all.
    fn notes(&self) -> Vec<String> {
        let (look, words) = (self.look(), &self.look().page.locale.words().notes);
        if self.is_imported() {
            return imported_notes(self.snapshot(), &look.page);
        }
        let mut notes = match self.heatmap().last() {
            Some(last) => data_notes(self.snapshot(), self.heatmap().basis, last, &look.page),
            None => Vec::new(),
        };
        if !self.prints().is_empty() && look.realised && !self.prints_are_complete() {
            notes.push(words.realised_incomplete().to_owned());
        }
        notes
    }

    fn prints_are_complete(&self) -> bool {
        let feeds = self.snapshot().markets.iter().filter_map(|market| market.liquidations.as_ref());
        feeds.filter(|feed| feed.price.is_some()).all(|feed| feed.complete)
    }

    /// The numbers drawn.
    #[must_use]
    pub fn outline(&self) -> Option<Outline> {
        let heatmap = self.heatmap();
        let (first, last) = (heatmap.columns.first()?, heatmap.last()?);
        let column = heatmap.columns.len() - 1;
        let total = |side: Side| heatmap.column_cells(side, column).iter().map(|cell| f64::from(*cell)).sum();
        let money = heatmap.basis == Basis::Usd;
        Some(Outline {
            label: if self.is_imported() {
                "imported"
            } else if money {
                "estimated"
            } else {
                "relative"
            },
            asset: self.snapshot().asset.clone(),
            time: last.close_ms,
            spot: last.close,
            open_interest_usd: (money && !self.is_imported()).then_some(last.open_interest),
            long: total(Side::Long),
            short: total(Side::Short),
            clusters: self.clusters().to_vec(),
            price_range: (heatmap.rows.low(), heatmap.rows.high()),
            time_range: (first.open_ms, last.close_ms),
            viewport: self.shown(),
            seeded_share: last.seeded_share,
            coverage: last.coverage,
            conservation_error: heatmap.conservation_error,
        })
    }

    fn cluster_table(&self) -> Table {
        let (locale, words) = (self.look().page.locale, self.look().page.locale.words());
        let row = |cluster: &Cluster| {
            let side = match cluster.side {
                Side::Long => words.terms.long(),
                Side::Short => words.terms.short(),
            };
            vec![
                side.to_owned(),
                locale.price(cluster.low, self.tick()),
                locale.price(cluster.high, self.tick()),
                self.amount(cluster.mass),
                cluster.share_of_open_interest.map_or_else(String::new, |share| locale.percent_short(share)),
                locale.percent_signed(cluster.distance, 2),
            ]
        };
        let table = &words.table;
        Table {
            caption: table.clusters().to_owned(),
            head: vec![
                table.side(),
                table.price_from(),
                table.price_to(),
                self.amount_head(),
                table.share(),
                table.distance(),
            ],
            rows: self.clusters().iter().map(row).listed(),
        }
    }

    fn price_table(&self) -> Table {
        let (look, words) = (self.look(), self.look().page.locale.words());
        let heatmap = self.heatmap();
        let time =
            heatmap.last().map_or_else(String::new, |last| look.page.locale.date_time(last.close_ms, &look.page.zone));
        let (longs, shorts) = match heatmap.basis {
            Basis::Usd => (words.table.longs_usd(), words.table.shorts_usd()),
            Basis::Relative => (words.crosshair.long(), words.crosshair.short()),
        };
        let count = heatmap.rows.count();
        let step = count.div_ceil(TABLE_ROWS);
        let rows = (0..count).step_by(step).rev().map(|low| {
            let high = (low + step).min(count);
            let sum = |side: Side| {
                let column = heatmap.columns.len().saturating_sub(1);
                heatmap.column_cells(side, column)[low..high].iter().map(|cell| f64::from(*cell)).sum::<f64>()
            };
            let price = |edge: usize| look.page.locale.price(heatmap.rows.edge(edge), self.tick());
            vec![price(low), price(high), self.amount(sum(Side::Long)), self.amount(sum(Side::Short))]
        });
        Table {
            caption: fill(words.table.rows(), &[("time", &time)]),
            head: vec![words.table.price_from(), words.table.price_to(), longs, shorts],
            rows: if heatmap.columns.is_empty() { Vec::new() } else { rows.listed() },
        }
    }

    fn amount(&self, mass: f64) -> String {
        match self.heatmap().basis {
            Basis::Usd => self.look().page.locale.number(mass, 0),
            Basis::Relative => self.look().page.locale.percent(mass, 2),
        }
    }

    fn amount_head(&self) -> &'static str {
        let table = &self.look().page.locale.words().table;
        match self.heatmap().basis {
            Basis::Usd => table.mass_usd(),
            Basis::Relative => table.mass_relative(),
        }
    }
}

impl View for HeatmapView {
    fn snapshot(&self) -> &Rc<Snapshot> {
        self.snapshot()
    }

    fn page(&self) -> &Look {
        &self.look().page
    }

    fn frame(&self) -> Frame {
        let (locale, words) = (self.look().page.locale, self.look().page.locale.words());
        Frame {
            heading: fill(words.heatmap.heading(), &[("asset", &self.snapshot().asset)]),
            dek: self.dek(),
            notes: self.notes(),
            source_label: words.notes.source(),
            sources: sources(self.snapshot(), locale),
            separator: words.notes.note_separator(),
            summary: self.summary(),
            lang: locale.language.tag(),
        }
    }

    fn result(&self) -> Value {
        self.outline().as_ref().into()
    }

    fn reading(&self) -> Option<String> {
        self.reading_sentence()
    }

    fn draw_next(&mut self) -> Result<Step> {
        self.draw_more()
    }

    fn tables(&self) -> Vec<Table> {
        vec![self.cluster_table(), self.price_table()]
    }

    fn method(&self) -> MethodCard {
        if self.is_imported() {
            return MethodCard::imported(self.look().page.locale);
        }
        MethodCard::new(&MethodFacts {
            locale: self.look().page.locale,
            parameters: &self.options().parameters,
            markets: self.markets(),
            tiers: &self.heatmap().tiers,
            mark_from_last: self.heatmap().last().is_some_and(|last| last.flags.contains(Flags::MARK_FROM_LAST)),
            basis: self.heatmap().basis,
            draws: self.draws(),
        })
    }

    fn csv(&self, snapshot_text: &str, attributes: &[(String, String)]) -> String {
        self.document(snapshot_text, attributes)
    }
}
