//! The signals in words: every number comes from the result that is drawn.

use crate::engine::market::ProvenanceKind;
use crate::scene::locale::fill;
use crate::scene::signals::view::SignalsView;

impl SignalsView {
    /// The sentences that a screen reader gets first.
    #[must_use]
    pub fn summary(&self) -> String {
        let page = self.look();
        let words = page.locale.words();
        let time = page.locale.date_time(self.board().as_of_ms, &page.zone);
        let (asset, count) = (self.board().asset.as_str(), self.sheets().len().to_string());
        let mut sentences = vec![fill(words.signals.opening, &[("asset", asset), ("n", &count), ("time", &time)])];
        sentences.extend(self.sheets().iter().map(|sheet| sheet.sentence(page.locale)));
        if self.data().provenance.document == ProvenanceKind::Simulated {
            sentences.push(words.summary.simulated.to_owned());
        }
        sentences.join(words.numbers.sentence_separator)
    }
}
