//! Coins rebased.

use crate::engine::signals::of_snapshot::comparison::{ComparePanel, ComparedAsset};
use crate::engine::signals::of_snapshot::{Comparison, Given};
use crate::lists::{Growing, Listed};
use crate::scene::compare::lines::{base, change, line};
use crate::scene::frame::Table;
use crate::scene::locale::fill;
use crate::scene::sheets::sheet::{Across, Chart, Desk, Sample, Sheet, Written};
use crate::texts::Texts;

/// What a coin is worth where it starts.
const BASE: f64 = 100.0;

/// Who gives the prices of all coins.
#[must_use]
pub fn given_of(comparison: &Comparison) -> Given {
    Given::together(comparison.assets.iter().map(|asset| &asset.given))
}

/// A price of a coin, with its currency where that is not the document's.
#[must_use]
pub fn price(asset: &ComparedAsset, price: f64, desk: Desk<'_>) -> String {
    let text = desk.page.locale.price(price, asset.tick);
    if asset.quote == desk.quote {
        return text;
    }
    [text.as_str(), asset.quote.as_str()].joined(desk.page.locale.words().numbers.unit_separator())
}

/// Changes of all coins in one line, those without one left out.
fn changes(comparison: &Comparison, of: fn(&ComparedAsset) -> Option<f64>, desk: Desk<'_>) -> Option<String> {
    let (locale, words) = (desk.page.locale, &desk.page.locale.words().compare);
    let one = |asset: &ComparedAsset| {
        let percent = change(locale, of(asset)?);
        Some(fill(words.asset_change(), &[("asset", &asset.asset), ("percent", &percent)]))
    };
    let all: Vec<String> = comparison.assets.iter().filter_map(one).listed();
    (!all.is_empty()).then(|| all.joined(locale.words().numbers.list_separator()))
}

/// The deepest falls of all coins in one line.
#[must_use]
pub fn deepest(comparison: &Comparison, desk: Desk<'_>) -> Option<String> {
    changes(comparison, |asset| asset.deepest, desk)
}

/// The sheet.
#[must_use]
pub fn sheet(comparison: &Comparison, desk: Desk<'_>) -> Sheet {
    let locale = desk.page.locale;
    let words = &locale.words().compare;
    let unit = fill(words.assets_unit(), &[("time", &desk.time(comparison.from_ms))]);
    let empty = Sheet::empty(ComparePanel::Assets.as_str(), words.assets_title(), unit, words.assets_sign());
    let Some(all) = changes(comparison, |asset| asset.change, desk) else { return empty };
    let mut facts = Vec::new();
    if let Some(changes) = changes(comparison, |asset| asset.window_change, desk) {
        let duration = locale.window(comparison.window_ms);
        facts.push(fill(words.over_window(), &[("duration", &duration), ("changes", &changes)]));
    }
    let missing = comparison.assets.iter().filter(|asset| asset.change.is_none());
    facts.put_all(missing.map(|asset| fill(words.asset_no_data(), &[("asset", &asset.asset)])));
    empty.filled(
        all,
        facts,
        desk.foot(&given_of(comparison), Some(comparison.as_of_ms), true),
        Some(chart(comparison, desk)),
    )
}

fn chart(comparison: &Comparison, desk: Desk<'_>) -> Chart {
    let drawn: Vec<&ComparedAsset> = comparison.assets.iter().filter(|asset| asset.change.is_some()).listed();
    let locale = desk.page.locale;
    let rows = drawn
        .iter()
        .enumerate()
        .map(|(place, asset)| line(place, asset.asset.clone(), &asset.rebased, &|time| time as f64, &desk.page.theme));
    let times = drawn.first().map_or(&[][..], |asset| &asset.rebased.time_ms);
    let samples = times.iter().enumerate().map(|(at, time)| {
        let value =
            |asset: &ComparedAsset| desk.or_no_data(asset.rebased.value[at].map(|value| locale.number(value, 1)));
        let lines = drawn.iter().map(|asset| (asset.asset.clone(), value(asset)));
        Sample { x: *time as f64, lines: std::iter::once((desk.time(*time), String::new())).chain(lines).listed() }
    });
    let ends = (desk.window.0 as f64, desk.window.1 as f64);
    Chart {
        across: Across::Times(desk.window.0, desk.window.1),
        written: Written::Plain,
        with_zero: false,
        bands: Vec::new(),
        levels: Vec::new(),
        uprights: Vec::new(),
        rows: std::iter::once(base(ends, BASE, &desk.page.theme)).chain(rows).listed(),
        has_key: true,
        matrix: None,
        samples: samples.listed(),
    }
}

/// Coins with all that is known of them.
/// The table of coins.
#[must_use]
pub fn table(comparison: &Comparison, desk: Desk<'_>) -> Table {
    let locale = desk.page.locale;
    let words = &locale.words().compare;
    let row = |asset: &ComparedAsset| {
        let percent = |value: Option<f64>| desk.or_no_data(value.map(|value| change(locale, value)));
        let price = |value: Option<f64>| desk.or_no_data(value.map(|value| price(asset, value, desk)));
        let fall = asset.fall;
        vec![
            asset.asset.clone(),
            price(asset.last),
            percent(asset.change),
            percent(asset.window_change),
            price(asset.highest),
            percent(asset.below_high),
            percent(asset.deepest),
            percent(fall.map(|fall| fall.change)),
            price(fall.map(|fall| fall.high)),
            price(fall.map(|fall| fall.low)),
        ]
    };
    let duration = locale.window(comparison.window_ms);
    Table {
        caption: fill(words.coins_table(), &[("duration", &duration)]),
        head: vec![
            words.col_coin(),
            words.col_last(),
            words.col_change(),
            words.col_window(),
            words.col_high(),
            words.col_below(),
            words.col_deepest(),
            words.col_fall(),
            words.col_fall_high(),
            words.col_fall_low(),
        ],
        rows: comparison.assets.iter().map(row).listed(),
    }
}
