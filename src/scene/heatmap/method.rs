//! The method card: the very assumptions that were used, the range over other plausible ones, and the limits.

use crate::engine::draws::Draws;
use crate::engine::estimate::MODEL_VERSION;
use crate::engine::exposure::CLASSES;
use crate::engine::heatmap::Basis;
use crate::engine::map::at_quantile;
use crate::engine::market::Side;
use crate::engine::parameters::Parameters;
use crate::engine::prior::Prior;
use crate::engine::quality::Flags;
use crate::engine::resolution::CLASS_SIGMA;
use crate::scene::heatmap::view::HeatmapView;
use crate::scene::locale::{Locale, fill};
use crate::value::Value;

/// The card in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MethodCard {
    /// Title.
    pub title: &'static str,
    /// Pairs of name and value; a value may be empty.
    pub rows: Vec<(String, String)>,
    /// What the picture cannot show, and what it is not.
    pub limits: Vec<&'static str>,
}

impl From<&MethodCard> for Value {
    fn from(card: &MethodCard) -> Self {
        let row = |(name, value): &(String, String)| Self::List(vec![name.into(), value.into()]);
        Self::object()
            .with("title", card.title)
            .with("rows", Self::List(card.rows.iter().map(row).collect()))
            .with("limits", Self::list(&card.limits))
    }
}

impl HeatmapView {
    /// The card for a run with `parameters`.
    #[must_use]
    pub fn method(&self, parameters: &Parameters) -> MethodCard {
        let (locale, words) = (self.look().locale, &self.look().locale.words().method);
        let name = |text: String| (text, String::new());
        let mut rows = vec![name(fill(words.model, &[("version", MODEL_VERSION)]))];
        let markets: Vec<String> =
            self.markets().into_iter().map(|market| format!("{} {}", market.venue, market.symbol)).collect();
        let separator = locale.words().numbers.list_separator;
        rows.push(name(fill(words.venues, &[("venues", &markets.join(separator))])));
        rows.push((words.leverage_mix.to_owned(), leverage_mix(&parameters.prior, locale)));
        for tiers in &self.heatmap().tiers {
            rows.push(name(fill(words.tiers, &[("source", &tiers.source), ("date", &tiers.as_of)])));
        }
        let share = locale.percent_short(parameters.turnover_share);
        rows.push((words.turnover.to_owned(), fill(words.of_volume, &[("percent", &share)])));
        let from_last = self.heatmap().last().is_some_and(|last| last.flags.contains(Flags::MARK_FROM_LAST));
        rows.push(name(if from_last { words.mark_from_last } else { words.mark_from_mark }.to_owned()));
        rows.push(name(fill(words.resolution, &[("percent", &resolution(parameters.resolution, locale))])));
        if let Some(draws) = self.draws() {
            rows.push((words.uncertainty.to_owned(), self.band(draws)));
        }
        MethodCard { title: words.title, rows, limits: vec![words.limits, words.no_advice] }
    }

    /// What the rows hold in all, from the tenth to the ninetieth percentile of the draws.
    fn band(&self, draws: &Draws) -> String {
        let locale = self.look().locale;
        let amount = |mass: f64| match self.heatmap().basis {
            Basis::Usd => locale.usd(mass),
            Basis::Relative => locale.percent_short(mass),
        };
        let [longs, shorts] = Side::BOTH.map(|side| {
            let mut totals: Vec<f64> = draws
                .draws
                .iter()
                .map(|draw| draw.cells[side.index()].iter().map(|cell| f64::from(*cell)).sum())
                .collect();
            totals.sort_unstable_by(f64::total_cmp);
            let [low, high] = [0.1, 0.9].map(|quantile| at_quantile(&totals, quantile));
            format!("{}–{}", amount(low), amount(high))
        });
        fill(locale.words().method.band, &[("longs", &longs), ("shorts", &shorts)])
    }
}

/// The takers' shares by leverage, with the name and the date of the evidence.
fn leverage_mix(prior: &Prior, locale: Locale) -> String {
    let shares: Vec<String> = prior
        .entries
        .iter()
        .map(|entry| format!("{}× {}", entry.leverage, locale.percent_short(entry.taker)))
        .collect();
    let separator = locale.words().numbers.list_separator;
    format!("{} ({}, {})", shares.join(separator), prior.id, prior.date)
}

/// Finest and coarsest class, as shares of price.
fn resolution(factor: f64, locale: Locale) -> String {
    let [coarse, fine] = [CLASS_SIGMA[0], CLASS_SIGMA[CLASSES - 1]].map(|sigma| locale.percent_short(sigma * factor));
    format!("{fine}–{coarse}")
}
