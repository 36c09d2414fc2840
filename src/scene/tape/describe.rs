//! The tape in words: every number comes from the result that is drawn.

use crate::engine::market::{ProvenanceKind, TimeMs};
use crate::engine::signals::of_snapshot::coin_open_interest::OpenInterestChange;
use crate::engine::signals::of_snapshot::reported_liquidations::ReportedLiquidations;
use crate::engine::signals::of_snapshot::tape_bars::TapeBar;
use crate::engine::signals::tape::Totals;
use crate::lists::{Growing, Listed};
use crate::scene::events::Happenings;
use crate::scene::locale::fill;
use crate::scene::tape::phrases::{length, shares};
use crate::scene::tape::view::TapeView;
use crate::scene::zone::Zone;
use crate::texts::{Texts, text};

impl TapeView {
    fn window_sentence(&self, index: usize) -> String {
        let (locale, words) = (self.locale(), self.words());
        let window = self.window(self.tape().windows[index].length_ms as TimeMs);
        let assets = self.asset_list();
        let values = [("window", &*window), ("assets", &assets)];
        let Some(totals) = &self.tape().totals[index] else { return fill(words.sentence_unknown(), &values) };
        let whole = totals.long + totals.short;
        if whole <= 0.0 {
            return fill(words.sentence_none(), &values);
        }
        let [long_share, short_share] = shares(locale, totals);
        let [window, assets] = values;
        fill(
            words.sentence_window(),
            &[
                window,
                assets,
                ("amount", &locale.usd(whole)),
                ("longs", &locale.usd(totals.long)),
                ("long_share", &long_share),
                ("shorts", &locale.usd(totals.short)),
                ("short_share", &short_share),
            ],
        )
    }

    fn record_sentences(&self) -> Vec<String> {
        let (locale, words) = (self.locale(), self.words());
        let Some((record, records)) = self.telling_record().zip(self.tape().records.as_ref()) else {
            return Vec::new();
        };
        let side = self.series(record.of);
        let template = if record.is_record() { words.sentence_record() } else { words.sentence_since() };
        let date = self.day_of(record.since_ms.unwrap_or(record.history_from_ms));
        let amount = locale.usd(record.value_usd);
        let duration = length(locale, records.period_ms);
        let first = fill(template, &[("side", side), ("amount", &amount), ("duration", &duration), ("date", &date)]);
        let (before_ms, usd) = record.largest_before;
        if record.since_ms == Some(before_ms) {
            return vec![first];
        }
        let (amount, date) = (locale.usd(usd), self.day_of(before_ms));
        vec![first, fill(words.sentence_before(), &[("side", side), ("amount", &amount), ("date", &date)])]
    }

    /// Open interest before and after, with its change.
    pub(super) fn open_interest_change(&self, change: &OpenInterestChange) -> String {
        let (locale, asset) = (self.locale(), &self.data().asset);
        let coins = |coins: f64| locale.quantity(coins, asset);
        let (before, after) = (coins(change.before), coins(change.after));
        let share = locale.percent_signed(change.share(), 2);
        fill(self.words().open_interest_change(), &[("before", &before), ("after", &after), ("change", &share)])
    }

    fn open_interest_sentence(&self) -> Option<String> {
        let (locale, change) = (self.locale(), self.tape().open_interest?);
        let asset = &self.data().asset;
        let duration = length(locale, change.to_ms - change.from_ms);
        let values = [
            ("asset", &**asset),
            ("duration", &duration),
            ("before", &locale.quantity(change.before, asset)),
            ("after", &locale.quantity(change.after, asset)),
            ("change", &locale.percent_signed(change.share(), 2)),
        ];
        Some(fill(self.words().sentence_open_interest(), &values))
    }

    fn reported_sentence(&self, group: &ReportedLiquidations) -> String {
        let (what, value) = (self.what(group), self.value_of(group));
        let values = [("what", &*what), ("value", &value)];
        match group.since_ms() {
            Some(since_ms) => {
                let date = self.locale().date(since_ms, &Zone::utc());
                let [what, value] = values;
                fill(self.words().sentence_reported_since(), &[what, value, ("date", &date)])
            }
            None => fill(self.words().sentence_reported(), &values),
        }
    }

    /// The longest window and the record; the picture itself has the other windows.
    pub(super) fn sentences(&self) -> Vec<String> {
        let longest = self.tape().windows.len().checked_sub(1).map(|index| self.window_sentence(index));
        longest.into_iter().chain(self.record_sentences()).listed()
    }

    /// The sentences that a screen reader gets first.
    #[must_use]
    pub fn summary(&self) -> String {
        let words = self.locale().words();
        let mut sentences = self.sentences();
        let shorter = 0..self.tape().windows.len().saturating_sub(1);
        sentences.put_all(shorter.rev().map(|index| self.window_sentence(index)));
        sentences.put_all(self.open_interest_sentence());
        sentences.put_all(self.tape().reported.iter().map(|group| self.reported_sentence(group)));
        sentences.put_all(self.happenings().sentence().map(|said| said + words.numbers.sentence_end()));
        if self.data().imported.is_some() {
            sentences.push(words.summary.imported().to_owned());
        } else if self.data().provenance.document == ProvenanceKind::Simulated {
            sentences.push(words.summary.simulated().to_owned());
        }
        sentences.joined(words.numbers.sentence_separator())
    }

    /// Names and numbers of a bar.
    pub(super) fn reading_lines(&self, bar: &TapeBar) -> Vec<(String, String)> {
        let (locale, words) = (self.locale(), self.words());
        let text = |name: &str, value: String| (name.to_owned(), value);
        let mut lines = vec![
            text(words.from(), locale.date_time(bar.from_ms, self.zone())),
            text(words.to(), locale.date_time(bar.to_ms, self.zone())),
        ];
        let none = || locale.words().terms.trigger_no_data().to_owned();
        let usd = |usd: Option<f64>| usd.map_or_else(none, |usd| locale.usd(usd));
        let sum = bar.sum();
        lines.push(text(locale.words().crosshair.long(), usd(sum.map(|sum| sum.long))));
        lines.push(text(locale.words().crosshair.short(), usd(sum.map(|sum| sum.short))));
        let layers = self.tape().layers.as_deref().unwrap_or_default();
        if layers.len() > 1 {
            let of = |(asset, totals): (&String, &Option<Totals>)| {
                text(asset, usd(totals.map(|totals| totals.long + totals.short)))
            };
            lines.put_all(layers.iter().zip(&bar.layers).map(of));
        }
        let place = self.tape().bars.iter().position(|other| other == bar);
        if let Some(coins) = place.and_then(|place| self.tape().open_interest_coins.get(place)) {
            let name = fill(words.open_interest(), &[("asset", &self.data().asset)]);
            lines.push((name, locale.count(*coins)));
        }
        lines.put_all(Happenings::of(self.data(), (bar.from_ms + 1, bar.to_ms), &self.look().page).lines());
        lines
    }

    /// What is spoken of the bar that the reader points at.
    pub(super) fn reading_sentence(&self) -> Option<String> {
        let numbers = &self.locale().words().numbers;
        let bar = self.tape().bars.get(self.pointed()?)?;
        let lines = self.reading_lines(bar).into_iter().map(|(name, value)| text![name, " ", value]);
        Some(lines.listed().joined(numbers.list_separator()) + numbers.sentence_end())
    }
}
