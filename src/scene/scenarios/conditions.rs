//! A trigger in words: what must hold, the value now, and which of the three states it is in.

use crate::digits::whole;
use crate::engine::scenarios::{AuthoredTrigger, Board};
use crate::engine::signals::observed::{Observed, SeriesUnit, unit_of};
use crate::engine::signals::state::State;
use crate::engine::signals::trigger::Condition;
use crate::lists::Listed;
use crate::scene::locale::{Locale, ScenariosWords, Spoken, fill};
use crate::texts::{Texts, text};

/// One line of a checklist.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckLine {
    /// Met, not met or no data.
    pub state: State,
    /// The author's words, or the name of the series.
    pub subject: String,
    /// What must hold.
    pub condition: String,
    /// The value now; `None` where it is not known.
    pub last: Option<String>,
    /// When it was seen, milliseconds.
    pub seen_ms: Option<i64>,
}

impl CheckLine {
    /// The line of one trigger.
    #[must_use]
    pub fn of(authored: &AuthoredTrigger, board: &Board, locale: Locale) -> Self {
        let named: Vec<_> = board.series.iter().map(Observed::named).listed();
        let trigger = &authored.trigger;
        let series = board.series.iter().find(|one| one.name == trigger.signal);
        let unit = unit_of(&trigger.signal, &board.series);
        let last = series.and_then(|series| series.value.last().copied().flatten());
        let name = name_of(&trigger.signal, &locale.words().scenarios);
        let condition = condition_in_words(trigger.condition, trigger.window, unit, locale, board);
        Self {
            state: trigger.state(&named),
            // With the author's words the series' name belongs to the condition.
            condition: if authored.words.is_empty() { condition } else { join(&name, &condition, locale) },
            subject: if authored.words.is_empty() { name } else { authored.words.clone() },
            last: last.map(|value| value_in_words(value, unit, locale, board)),
            seen_ms: last.and_then(|_| series?.last_ms()),
        }
    }

    /// The state in words.
    #[must_use]
    pub fn state_in_words(&self, locale: Locale) -> &'static str {
        state_in_words(self.state, &locale.words().scenarios)
    }

    /// The value now in words, or that there is none.
    #[must_use]
    pub fn last_in_words(&self, locale: Locale) -> String {
        let words = &locale.words().scenarios;
        self.last.as_ref().map_or_else(|| words.no_data().to_owned(), |value| fill(words.last(), &[("value", value)]))
    }
}

fn join(name: &str, condition: &str, locale: Locale) -> String {
    [name, condition].joined(locale.words().scenarios.part_separator())
}

/// The word of a state.
#[must_use]
pub const fn state_in_words(state: State, words: &Spoken<ScenariosWords>) -> &'static str {
    match state {
        State::Met => words.met(),
        State::NotMet => words.not_met(),
        State::NoData => words.no_data(),
    }
}

/// The name of a series; one that is not known keeps its own.
#[must_use]
pub fn name_of(signal: &str, words: &Spoken<ScenariosWords>) -> String {
    let known = match signal {
        "price" => words.price(),
        "oi" => words.oi(),
        "oi_usd" => words.oi_usd(),
        "funding_8h" => words.funding_8h(),
        "basis" => words.basis(),
        "rr25" => words.rr25(),
        "etf_net" => words.etf_net(),
        "etf_native" => words.etf_native(),
        "perp_share" => words.perp_share(),
        "spot_delta" => words.spot_delta(),
        "stablecoins" => words.stablecoins(),
        "long_liquidations" => words.long_liquidations(),
        "short_liquidations" => words.short_liquidations(),
        "cut_probability" => words.cut_probability(),
        "us10y" => words.us10y(),
        "dxy" => words.dxy(),
        other => return other.to_owned(),
    };
    known.to_owned()
}

/// A value of a series in words.
#[must_use]
pub fn value_in_words(value: f64, unit: Option<SeriesUnit>, locale: Locale, board: &Board) -> String {
    match unit {
        Some(SeriesUnit::Price) => locale.price(value, board.tick),
        // A percentage of two decimals would write most rates as nothing.
        Some(SeriesUnit::Rate8h) => text![plain(100.0 * value, 4, locale), "%"],
        Some(SeriesUnit::RateYear) => locale.percent(value, 1),
        Some(SeriesUnit::Share) => locale.percent_short(value),
        Some(SeriesUnit::Percent) => locale.percent(value / 100.0, 2),
        Some(SeriesUnit::Usd) => locale.usd(value),
        Some(SeriesUnit::Coins) => locale.quantity(value, &board.asset),
        Some(SeriesUnit::VolatilityPoints) => plain(value, 1, locale),
        Some(SeriesUnit::Index) | None => plain(value, 2, locale),
    }
}

/// A number of at most so many decimals, zeros at its end dropped.
fn plain(value: f64, decimals: usize, locale: Locale) -> String {
    let text = locale.number(value, decimals);
    let mark = locale.words().marks.decimal();
    if !text.as_bytes().windows(mark.len()).any(|part| part == mark.as_bytes()) {
        return text;
    }
    let short = text.trim_end_matches('0');
    short.strip_suffix(mark).unwrap_or(short).to_owned()
}

fn condition_in_words(
    condition: Condition,
    window: usize,
    unit: Option<SeriesUnit>,
    locale: Locale,
    board: &Board,
) -> String {
    let words = &locale.words().scenarios;
    let value = |value: f64| value_in_words(value, unit, locale, board);
    let level = |text: &str, level: f64| fill(text, &[("value", &value(level))]);
    let (text, span) = match condition {
        Condition::Above(at) => (level(words.above(), at), words.each_of()),
        Condition::AtLeast(at) => (level(words.at_least(), at), words.each_of()),
        Condition::Below(at) => (level(words.below(), at), words.each_of()),
        Condition::AtMost(at) => (level(words.at_most(), at), words.each_of()),
        Condition::Between(low, high) => {
            (fill(words.between(), &[("low", &value(low)), ("high", &value(high))]), words.each_of())
        }
        Condition::Rising => (words.rising().to_owned(), words.over()),
        Condition::Falling => (words.falling().to_owned(), words.over()),
    };
    if window < 2 {
        return text;
    }
    join(&text, &fill(span, &[("n", &whole(window))]), locale)
}
