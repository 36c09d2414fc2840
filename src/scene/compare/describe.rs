//! Comparisons in words: every number comes from the result that is drawn.

use crate::engine::market::ProvenanceKind;
use crate::scene::compare::view::CompareView;
use crate::scene::locale::fill;

impl CompareView {
    /// The sentences that a screen reader gets first.
    #[must_use]
    pub fn summary(&self) -> String {
        let page = self.look();
        let words = page.locale.words();
        let comparison = self.comparison();
        let time = page.locale.date_time(comparison.as_of_ms, &page.zone);
        let mut sentences = vec![fill(words.compare.opening, &[("asset", &comparison.asset), ("time", &time)])];
        sentences.extend(self.panels().sheets().iter().map(|sheet| sheet.sentence(page.locale)));
        if self.data().provenance.document == ProvenanceKind::Simulated {
            sentences.push(words.summary.simulated.to_owned());
        }
        sentences.join(words.numbers.sentence_separator)
    }
}
