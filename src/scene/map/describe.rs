//! The map in words: every number comes from the result that is drawn.

use crate::engine::map::DISTANCES;
use crate::engine::market::{ProvenanceKind, Side};
use crate::lists::Growing;
use crate::scene::locale::fill;
use crate::scene::map::view::MapView;
use crate::texts::Texts;

impl MapView {
    /// The sentences that a screen reader gets first.
    #[must_use]
    pub fn summary(&self) -> String {
        let (page, map) = (&self.look().page, self.map());
        let (locale, words) = (page.locale, page.locale.words());
        let time = locale.date_time(map.column.close_ms, &page.zone);
        let price = locale.price_usd(map.column.close, self.words().tick);
        let spot = [("asset", self.snapshot().asset.as_str()), ("price", &price), ("time", &time)];
        let mut sentences = vec![
            fill(words.summary.spot(), &spot),
            self.nearest_in_words(Side::Short),
            self.nearest_in_words(Side::Long),
        ];
        sentences.put_all(self.max_pain().into_iter().map(|(_, said)| said + words.numbers.sentence_end()));
        if self.is_imported() {
            sentences.push(words.summary.imported().to_owned());
            return sentences.joined(words.numbers.sentence_separator());
        }
        for distance in DISTANCES.into_iter().filter(|distance| *distance <= self.options().window + 1e-12) {
            let [longs, shorts] = Side::BOTH.map(|side| self.words().mass(map.within(side, distance)));
            let percent = locale.percent_short(distance);
            sentences.push(fill(words.map.sums(), &[("distance", &percent), ("longs", &longs), ("shorts", &shorts)]));
        }
        sentences.push(words.summary.estimate().to_owned());
        if self.snapshot().provenance.kind == ProvenanceKind::Simulated {
            sentences.push(words.summary.simulated().to_owned());
        }
        sentences.joined(words.numbers.sentence_separator())
    }

    fn nearest_in_words(&self, side: Side) -> String {
        let (locale, words) = (self.look().page.locale, self.look().page.locale.words());
        let (some, none) = match side {
            Side::Long => (words.map.nearest_below(), words.summary.none_below()),
            Side::Short => (words.map.nearest_above(), words.summary.none_above()),
        };
        let Some(cluster) = self.map().nearest(side) else { return none.to_owned() };
        let range = locale.price_range_usd(cluster.low, cluster.high, self.words().tick);
        let (mass, distance) = (self.words().mass(cluster.mass), locale.percent_signed(cluster.distance, 1));
        fill(some, &[("range", &range), ("mass", &mass), ("distance", &distance)])
    }
}
