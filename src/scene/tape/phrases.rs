//! Amounts, sides, windows of a tape as readers say them.

use crate::digits::whole;
use crate::engine::calendar::{DAY_MS, HOUR_MS};
use crate::engine::market::{Side, TimeMs};
use crate::engine::signals::of_snapshot::liquidation_record::{LiquidationRecord, RecordOf};
use crate::engine::signals::of_snapshot::reported_liquidations::ReportedLiquidations;
use crate::engine::signals::tape::Totals;
use crate::engine::snapshot::Measure;
use crate::lists::Listed;
use crate::scene::locale::{Locale, Spoken, TapeWords, fill};
use crate::scene::tape::view::TapeView;
use crate::scene::zone::Zone;
use crate::texts::Texts;

/// A length in hours up to two days, as articles say it, in days from there on.
pub(super) fn length(locale: Locale, length_ms: TimeMs) -> String {
    let hours = length_ms / HOUR_MS;
    if length_ms % HOUR_MS != 0 || length_ms > 2 * DAY_MS {
        return locale.duration(length_ms);
    }
    let words = &locale.words().durations;
    fill(if hours == 1 { words.one_hour() } else { words.many_hours() }, &[("n", &whole(hours))])
}

/// The share of each side in a total; nothing of nothing.
pub(super) fn shares(locale: Locale, totals: &Totals) -> [String; 2] {
    let whole = totals.long + totals.short;
    [totals.long, totals.short].map(|usd| locale.percent_short(if whole > 0.0 { usd / whole } else { 0.0 }))
}

impl TapeView {
    pub(super) fn locale(&self) -> Locale {
        self.look().page.locale
    }

    pub(super) fn zone(&self) -> &Zone {
        &self.look().page.zone
    }

    pub(super) fn words(&self) -> &'static Spoken<TapeWords> {
        &self.locale().words().tape
    }

    /// Coins shown, as a list.
    pub(super) fn asset_list(&self) -> String {
        self.tape().assets.joined(self.locale().words().numbers.list_separator())
    }

    /// `Past 24 hours`.
    pub(super) fn window(&self, length_ms: TimeMs) -> String {
        fill(self.words().window(), &[("duration", &length(self.locale(), length_ms))])
    }

    /// `longs $19M (3.4%) · shorts $558M (96.6%)`.
    pub(super) fn split(&self, totals: &Totals) -> String {
        let (locale, [long_share, short_share]) = (self.locale(), shares(self.locale(), totals));
        let (longs, shorts) = (locale.usd(totals.long), locale.usd(totals.short));
        let values =
            [("longs", &*longs), ("long_share", &long_share), ("shorts", &shorts), ("short_share", &short_share)];
        fill(self.words().split(), &values)
    }

    pub(super) fn side(&self, side: Option<Side>) -> &'static str {
        match side {
            Some(Side::Long) => self.words().longs(),
            Some(Side::Short) => self.words().shorts(),
            None => self.words().both(),
        }
    }

    pub(super) fn series(&self, of: RecordOf) -> &'static str {
        match of {
            RecordOf::Total => self.words().both(),
            RecordOf::Long => self.words().longs(),
            RecordOf::Short => self.words().shorts(),
        }
    }

    /// The day that a period is known by: its own where the history is one of calendar days in UTC, else that of its end.
    pub(super) fn day_of(&self, from_ms: TimeMs) -> String {
        if self.tape().is_recorded_history {
            return self.locale().date(from_ms, &Zone::utc());
        }
        let period_ms = self.tape().records.as_ref().map_or(0, |records| records.period_ms);
        self.locale().date(from_ms + period_ms, self.zone())
    }

    /// The most telling of the records: the one whose like lies furthest back; of equals the larger side before both
    /// together.
    pub(super) fn telling_record(&self) -> Option<&LiquidationRecord> {
        let records = self.tape().records.as_ref()?;
        let (long, short) = (records.get(RecordOf::Long)?, records.get(RecordOf::Short)?);
        let sides = if long.value_usd > short.value_usd { [long, short] } else { [short, long] };
        let back = |record: &LiquidationRecord| record.since_ms.unwrap_or(TimeMs::MIN);
        let all = [sides[0], records.get(RecordOf::Total)?];
        all.into_iter().min_by_key(|record| back(record)).filter(|record| record.value_usd > 0.0)
    }

    /// A bound, a range or a value, in US dollars or accounts.
    pub(super) fn range(&self, measure: Measure, bounds: (Option<f64>, Option<f64>), is_open: bool) -> Option<String> {
        let (locale, words) = (self.locale(), self.words());
        let one = |value: f64| if measure == Measure::Accounts { locale.count(value) } else { locale.usd(value) };
        let two = |low: f64, high: f64| match measure {
            Measure::Accounts => locale.count_range(low, high),
            _ => locale.usd_range(low, high),
        };
        let text = match bounds {
            (Some(low), Some(high)) if low < high => two(low, high),
            (Some(low), Some(_)) if !is_open => one(low),
            (Some(low), _) => fill(words.more_than(), &[("value", &one(low))]),
            (None, Some(high)) => fill(words.at_most(), &[("value", &one(high))]),
            (None, None) => return None,
        };
        let counted = fill(words.accounts(), &[("count", &text)]);
        Some(if measure == Measure::Accounts { counted } else { text })
    }

    /// What a group of published figures counts: coin or the whole market, window, side. Without a window the publisher's
    /// own name for it stands in its place.
    pub(super) fn what(&self, group: &ReportedLiquidations) -> String {
        let label = || group.label().map(|label| self.translated(label));
        let window = group.window_ms.map(|length_ms| length(self.locale(), length_ms)).or_else(label);
        let side = (group.measure == Measure::Liquidations).then(|| self.side(group.side).to_owned());
        let scope = group.asset.clone().unwrap_or_else(|| self.words().whole_market().to_owned());
        let parts: Vec<String> = [Some(scope), window, side].into_iter().flatten().listed();
        parts.joined(self.locale().words().numbers.list_separator())
    }

    /// Value of a group: its range.
    pub(super) fn value_of(&self, group: &ReportedLiquidations) -> String {
        let is_open = group.is_open && group.low == group.high;
        // One bound of a single figure, or the range that several span.
        let bounds = match group.figures.as_slice() {
            [only] => (only.low, only.high),
            _ => (group.low, group.high),
        };
        self.range(group.measure, bounds, is_open).unwrap_or_default()
    }

    /// Names of the feeds for the dek: venues of the own markets.
    pub(super) fn venues(&self) -> String {
        let mut venues: Vec<String> = self
            .tape()
            .feeds
            .iter()
            .filter_map(|feed| feed.venue.as_deref())
            .map(|venue| self.locale().venue(venue))
            .listed();
        venues.dedup();
        venues.joined(self.locale().words().numbers.list_separator())
    }
}
