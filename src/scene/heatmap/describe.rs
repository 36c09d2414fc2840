//! The heatmap in words: every number comes from the result that is drawn.

use crate::engine::clusters::Cluster;
use crate::engine::heatmap::Basis;
use crate::engine::market::{ProvenanceKind, Side};
use crate::scene::heatmap::view::HeatmapView;
use crate::scene::locale::fill;
use crate::texts::Texts;

impl HeatmapView {
    /// The sentences that a screen reader gets first.
    #[must_use]
    pub fn summary(&self) -> String {
        let (look, words) = (self.look(), self.look().page.locale.words());
        let Some(last) = self.heatmap().last() else { return words.errors.data_empty().to_owned() };
        let price = look.page.locale.price_usd(last.close, self.tick());
        let time = look.page.locale.date_time(last.close_ms, &look.page.zone);
        let spot = [("asset", self.snapshot().asset.as_str()), ("price", &price), ("time", &time)];
        if self.is_imported() {
            let said = [fill(words.summary.spot(), &spot), words.summary.imported().to_owned()];
            return said.joined(words.numbers.sentence_separator());
        }
        let largest = |side: Side| self.clusters().iter().find(|cluster| cluster.side == side);
        let mut sentences = vec![
            fill(words.summary.spot(), &spot),
            self.largest_in_words(largest(Side::Short), (words.summary.largest_above(), words.summary.none_above())),
            self.largest_in_words(largest(Side::Long), (words.summary.largest_below(), words.summary.none_below())),
            self.totals_in_words(),
            words.summary.estimate().to_owned(),
        ];
        if self.snapshot().provenance.kind == ProvenanceKind::Simulated {
            sentences.push(words.summary.simulated().to_owned());
        }
        sentences.joined(words.numbers.sentence_separator())
    }

    fn largest_in_words(&self, cluster: Option<&Cluster>, (some, none): (&str, &str)) -> String {
        let Some(cluster) = cluster else { return none.to_owned() };
        let locale = self.look().page.locale;
        let range = locale.price_range_usd(cluster.low, cluster.high, self.tick());
        let mass = self.cluster_words().mass(cluster.mass);
        fill(some, &[("range", &range), ("mass", &mass), ("distance", &locale.percent_signed(cluster.distance, 1))])
    }

    fn totals_in_words(&self) -> String {
        let (locale, words) = (self.look().page.locale, &self.look().page.locale.words().summary);
        let heatmap = self.heatmap();
        let Some(column) = heatmap.columns.len().checked_sub(1) else { return String::new() };
        let total = |side: Side| heatmap.column_cells(side, column).iter().map(|cell| f64::from(*cell)).sum::<f64>();
        let (longs, shorts) = (total(Side::Long), total(Side::Short));
        match heatmap.basis {
            Basis::Usd => {
                let price = |edge: f64| locale.price_usd(edge, self.tick());
                let (low, high) = (price(heatmap.rows.low()), price(heatmap.rows.high()));
                let (longs, shorts) = (locale.usd(longs), locale.usd(shorts));
                fill(words.totals(), &[("low", &low), ("high", &high), ("shorts", &shorts), ("longs", &longs)])
            }
            Basis::Relative => {
                let whole = (longs + shorts).max(f64::MIN_POSITIVE);
                let (longs, shorts) = (locale.percent_short(longs / whole), locale.percent_short(shorts / whole));
                fill(words.balance(), &[("shorts", &shorts), ("longs", &longs)])
            }
        }
    }
}
