//! The method card: the very assumptions that were used, the range over other plausible ones, and the limits.

use crate::digits::Plain;
use crate::engine::draws::Draws;
use crate::engine::estimate::MODEL_VERSION;
use crate::engine::exposure::CLASSES;
use crate::engine::heatmap::Basis;
use crate::engine::map::at_quantile;
use crate::engine::market::{Market, Side, TierStandIn, TierTable};
use crate::engine::montecarlo::SimulationAnswer;
use crate::engine::order::sort_numbers;
use crate::engine::parameters::Parameters;
use crate::engine::prior::Prior;
use crate::engine::resolution::CLASS_SIGMA;
use crate::lists::Listed;
use crate::scene::locale::{Locale, fill};
use crate::texts::Texts;
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
            .with("rows", Self::List(card.rows.iter().map(row).listed()))
            .with("limits", Self::list(&card.limits))
    }
}

/// What a card is written from.
pub struct MethodFacts<'a> {
    /// Words and numbers.
    pub locale: Locale,
    /// Assumptions of the run.
    pub parameters: &'a Parameters,
    /// The markets in the sum.
    pub markets: Vec<&'a Market>,
    /// Maintenance tables used.
    pub tiers: &'a [TierTable],
    /// Whether mark prices were taken from last prices.
    pub mark_from_last: bool,
    /// Money or shares.
    pub basis: Basis,
    /// The same under other assumptions, once drawn.
    pub draws: Option<&'a Draws>,
}

impl MethodCard {
    /// The card of what was made elsewhere: none of our assumptions are in it.
    #[must_use]
    pub fn imported(locale: Locale) -> Self {
        let words = locale.words();
        let said = [words.notes.imported(), words.notes.sides_by_price()];
        let rows = said.map(|text| (text.to_owned(), String::new())).into();
        Self { title: words.method.title(), rows, limits: vec![words.method.no_advice()] }
    }

    /// Adds where simulated paths end, once there are such.
    pub fn add_paths(&mut self, simulated: Option<&SimulationAnswer>, locale: Locale, tick: Option<f64>) {
        let Some(simulated) = simulated else { return };
        let [low, .., high] = simulated.last.map(|price| locale.price_usd(price, tick));
        let said = fill(locale.words().method.paths(), &[("low", &low), ("high", &high)]);
        self.rows.push((said, String::new()));
    }

    /// The card of an estimate.
    #[must_use]
    pub fn new(facts: &MethodFacts<'_>) -> Self {
        let (locale, words) = (facts.locale, &facts.locale.words().method);
        let name = |text: String| (text, String::new());
        let mut rows = vec![name(fill(words.model(), &[("version", MODEL_VERSION)]))];
        let market = |market: &&Market| [&locale.venue(&market.venue), market.symbol.as_str()].joined(" ");
        let markets: Vec<String> = facts.markets.iter().map(market).listed();
        let markets = markets.joined(locale.words().numbers.list_separator());
        rows.push(name(fill(words.venues(), &[("venues", &markets)])));
        rows.push((words.leverage_mix().to_owned(), leverage_mix(&facts.parameters.prior, locale)));
        for tiers in facts.tiers {
            rows.push(name(tiers_of(tiers, locale)));
        }
        let share = locale.percent_short(facts.parameters.turnover_share);
        rows.push((words.turnover().to_owned(), fill(words.of_volume(), &[("percent", &share)])));
        rows.push(name(if facts.mark_from_last { words.mark_from_last() } else { words.mark_from_mark() }.to_owned()));
        rows.push(name(fill(words.resolution(), &[("percent", &resolution(facts.parameters.resolution, locale))])));
        if let Some(draws) = facts.draws {
            rows.push((words.uncertainty().to_owned(), band(draws, facts.basis, locale)));
        }
        Self { title: words.title(), rows, limits: vec![words.limits(), words.no_advice()] }
    }
}

/// Where a maintenance-margin table comes from, what it stands in for, and its date.
fn tiers_of(table: &TierTable, locale: Locale) -> String {
    let words = &locale.words().method;
    let borrowed =
        |venue: &str| fill(words.tiers_of_another(), &[("source", &table.source), ("venue", &locale.venue(venue))]);
    let source = match &table.stand_in {
        Some(TierStandIn::HalfOfInitial(leverage)) => {
            return fill(words.tiers_assumed(), &[("leverage", &Plain(*leverage).to_string())]);
        }
        Some(TierStandIn::Venue(venue)) => borrowed(venue),
        None => table.source.clone(),
    };
    let date = if table.is_default() { words.tiers_undated() } else { &table.as_of };
    fill(words.tiers(), &[("source", &source), ("date", date)])
}

/// What the rows hold in all, from the tenth to the ninetieth percentile of the draws.
fn band(draws: &Draws, basis: Basis, locale: Locale) -> String {
    let amount = |mass: f64| match basis {
        Basis::Usd => locale.usd(mass),
        Basis::Relative => locale.percent_short(mass),
    };
    let [longs, shorts] = Side::BOTH.map(|side| {
        let mut totals: Vec<f64> =
            draws.draws.iter().map(|draw| draw.cells[side.index()].iter().map(|cell| f64::from(*cell)).sum()).listed();
        sort_numbers(&mut totals);
        let [low, high] = [0.1, 0.9].map(|quantile| at_quantile(&totals, quantile));
        format!("{}–{}", amount(low), amount(high))
    });
    fill(locale.words().method.band(), &[("longs", &longs), ("shorts", &shorts)])
}

/// The takers' shares by leverage, with the name and the date of the evidence.
fn leverage_mix(prior: &Prior, locale: Locale) -> String {
    let shares: Vec<String> =
        prior.entries.iter().map(|entry| format!("{}× {}", entry.leverage, locale.percent_short(entry.taker))).listed();
    let separator = locale.words().numbers.list_separator();
    format!("{} ({}, {})", shares.joined(separator), prior.id, prior.date)
}

/// Finest and coarsest class, as shares of price.
fn resolution(factor: f64, locale: Locale) -> String {
    let [coarse, fine] = [CLASS_SIGMA[0], CLASS_SIGMA[CLASSES - 1]].map(|sigma| locale.percent_short(sigma * factor));
    format!("{fine}–{coarse}")
}
