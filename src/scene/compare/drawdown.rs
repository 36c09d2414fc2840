//! How far each coin lies below its high, beside what others published of its price.

use crate::engine::signals::of_snapshot::Comparison;
use crate::engine::signals::of_snapshot::comparison::{ComparePanel, ComparedAsset};
use crate::lists::{Growing, Listed};
use crate::scene::compare::assets::{self, deepest, given_of, price};
use crate::scene::compare::lines::{change, line};
use crate::scene::compare::reported;
use crate::scene::frame::Table;
use crate::scene::locale::fill;
use crate::scene::sheets::sheet::{Across, Chart, Desk, Sample, Sheet, Written};

/// The sheet.
#[must_use]
pub fn sheet(comparison: &Comparison, desk: Desk<'_>) -> Sheet {
    let locale = desk.page.locale;
    let words = &locale.words().compare;
    let unit = words.drawdown_unit().to_owned();
    let empty = Sheet::empty(ComparePanel::Drawdown.as_str(), words.drawdown_title(), unit, words.drawdown_sign());
    let below = |asset: &ComparedAsset| {
        let (percent, high) = (change(locale, asset.below_high?), price(asset, asset.highest?, desk));
        Some(fill(words.below_high(), &[("asset", &asset.asset), ("percent", &percent), ("high", &high)]))
    };
    let Some(last) = comparison.assets.iter().find_map(below) else { return empty };
    let mut facts: Vec<String> = comparison.assets.iter().filter_map(|asset| fall(asset, comparison, desk)).listed();
    facts.put_all(deepest(comparison, desk).map(|changes| fill(words.deepest(), &[("changes", &changes)])));
    facts.put_all(reported::fact(comparison, desk));
    empty.filled(
        last,
        facts,
        desk.foot(&given_of(comparison), Some(comparison.as_of_ms), true),
        Some(chart(comparison, desk)),
    )
}

/// The tables under it: of coins where no other panel has it, and of what others published.
#[must_use]
pub fn tables(comparison: &Comparison, desk: Desk<'_>) -> Vec<Table> {
    let has_coins = comparison.panels.contains(&ComparePanel::Assets);
    let coins = (!has_coins).then(|| assets::table(comparison, desk));
    coins.into_iter().chain(reported::table(comparison, desk)).listed()
}

fn fall(asset: &ComparedAsset, comparison: &Comparison, desk: Desk<'_>) -> Option<String> {
    let (locale, fall) = (desk.page.locale, asset.fall?);
    let values = [
        ("asset", &asset.asset),
        ("duration", &locale.window(comparison.window_ms)),
        ("percent", &change(locale, fall.change)),
        ("high", &price(asset, fall.high, desk)),
        ("low", &price(asset, fall.low, desk)),
    ];
    Some(fill(locale.words().compare.fall(), &values.map(|(slot, value)| (slot, value.as_str()))))
}

fn chart(comparison: &Comparison, desk: Desk<'_>) -> Chart {
    let drawn: Vec<&ComparedAsset> =
        comparison.assets.iter().filter(|asset| !asset.drawdown.time_ms.is_empty()).listed();
    let rows = drawn
        .iter()
        .enumerate()
        .map(|(place, asset)| line(place, asset.asset.clone(), &asset.drawdown, &|time| time as f64, &desk.page.theme));
    let times = drawn.first().map_or(&[][..], |asset| &asset.drawdown.time_ms);
    let sample = |time: &i64| {
        let value = |asset: &&ComparedAsset| {
            let row = asset.drawdown.time_ms.binary_search(time).ok().and_then(|row| asset.drawdown.value[row]);
            (asset.asset.clone(), desk.or_no_data(row.map(|fall| change(desk.page.locale, fall))))
        };
        let lines = std::iter::once((desk.time(*time), String::new())).chain(drawn.iter().map(value));
        Sample { x: *time as f64, lines: lines.listed() }
    };
    Chart {
        across: Across::Times(desk.window.0, desk.window.1),
        written: Written::Percent,
        with_zero: true,
        bands: Vec::new(),
        levels: Vec::new(),
        uprights: Vec::new(),
        samples: times.iter().map(sample).listed(),
        has_key: true,
        matrix: None,
        rows: rows.listed(),
    }
}
