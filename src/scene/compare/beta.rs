//! Beta and correlation with one coin, each with the number of returns behind it.

use crate::digits::whole;
use crate::engine::signals::of_snapshot::Comparison;
use crate::engine::signals::of_snapshot::comparison::{ComparePanel, ComparedAsset};
use crate::lists::Listed;
use crate::scene::compare::assets::given_of;
use crate::scene::frame::Table;
use crate::scene::locale::fill;
use crate::scene::sheets::sheet::{Across, Chart, Desk, Row, Sample, Shape, Sheet, Written};
use crate::texts::Texts;

/// Decimals of both.
const DECIMALS: usize = 2;

/// Coins that were held against the reference.
fn held(comparison: &Comparison) -> Vec<&ComparedAsset> {
    comparison.assets.iter().filter(|asset| asset.pairs.is_some()).listed()
}

fn title(comparison: &Comparison, desk: Desk<'_>) -> String {
    fill(desk.page.locale.words().compare.beta_title(), &[("reference", comparison.reference.as_str())])
}

/// The sheet.
#[must_use]
pub fn sheet(comparison: &Comparison, desk: Desk<'_>) -> Sheet {
    let locale = desk.page.locale;
    let words = &locale.words().compare;
    let reference = [("reference", comparison.reference.as_str())];
    let title = title(comparison, desk);
    let unit = comparison.step_ms.map_or_else(
        || words.beta_unit_unknown().to_owned(),
        |step| fill(words.beta_unit(), &[("duration", &locale.duration(step))]),
    );
    let empty = Sheet::empty(ComparePanel::Beta.as_str(), &title, unit, &fill(words.beta_sign(), &reference));
    let held = held(comparison);
    let known: Vec<(&ComparedAsset, f64)> = held.iter().filter_map(|asset| Some((*asset, asset.beta?))).listed();
    if known.is_empty() {
        return empty;
    }
    let large = |(asset, beta): &(&ComparedAsset, f64)| {
        fill(words.beta_last(), &[("asset", &asset.asset), ("beta", &locale.number(*beta, DECIMALS))])
    };
    let last: Vec<String> = known.iter().map(large).listed();
    empty.filled(
        last.joined(locale.words().numbers.list_separator()),
        held.iter().map(|asset| fact(asset, desk)).listed(),
        desk.foot(&given_of(comparison), Some(comparison.as_of_ms), true),
        Some(chart(&held, desk)),
    )
}

fn number(value: Option<f64>, desk: Desk<'_>) -> String {
    desk.or_no_data(value.map(|value| desk.page.locale.number(value, DECIMALS)))
}

fn fact(asset: &ComparedAsset, desk: Desk<'_>) -> String {
    let words = &desk.page.locale.words().compare;
    let pairs = asset.pairs.unwrap_or_default();
    let values = [
        ("asset", &asset.asset),
        ("beta", &number(asset.beta, desk)),
        ("correlation", &number(asset.correlation, desk)),
        ("n", &desk.page.locale.number(pairs as f64, 0)),
    ];
    let fact = fill(words.beta_facts(), &values.map(|(slot, value)| (slot, value.as_str())));
    if pairs < crate::engine::signals::seasonality::SMALL_SAMPLE {
        return [fact.as_str(), desk.words().small_sample()].joined(desk.page.locale.words().numbers.list_separator());
    }
    fact
}

fn chart(held: &[&ComparedAsset], desk: Desk<'_>) -> Chart {
    let theme = &desk.page.theme;
    let points = |of: fn(&ComparedAsset) -> Option<f64>| {
        held.iter().enumerate().map(|(place, asset)| (place as f64, of(asset))).listed()
    };
    let bars = |shape, points| Row { name: None, shape, color: theme.ink, below: theme.ink, points };
    let words = &desk.page.locale.words().compare;
    let sample = |(place, asset): (usize, &&ComparedAsset)| Sample {
        x: place as f64,
        lines: vec![
            (asset.asset.clone(), String::new()),
            (words.beta().to_owned(), number(asset.beta, desk)),
            (words.correlation().to_owned(), number(asset.correlation, desk)),
            (words.col_pairs().to_owned(), whole(asset.pairs.unwrap_or_default())),
        ],
    };
    Chart {
        across: Across::Places(held.iter().map(|asset| asset.asset.clone()).listed()),
        written: Written::Plain,
        with_zero: true,
        bands: Vec::new(),
        levels: vec![(1.0, String::new())],
        uprights: Vec::new(),
        rows: vec![
            bars(Shape::Bars(0, 2), points(|asset| asset.beta)),
            bars(Shape::Hollow(1, 2), points(|asset| asset.correlation)),
        ],
        has_key: false,
        matrix: None,
        samples: held.iter().enumerate().map(sample).listed(),
    }
}

/// The table under it.
#[must_use]
pub fn table(comparison: &Comparison, desk: Desk<'_>) -> Table {
    let words = &desk.page.locale.words().compare;
    let (held, title) = (held(comparison), title(comparison, desk));
    let row = |asset: &&ComparedAsset| {
        let pairs = desk.page.locale.number(asset.pairs.unwrap_or_default() as f64, 0);
        vec![asset.asset.clone(), number(asset.beta, desk), number(asset.correlation, desk), pairs]
    };
    Table {
        caption: title.to_owned(),
        head: vec![words.col_coin(), words.beta(), words.correlation(), words.col_pairs()],
        rows: held.iter().map(row).listed(),
    }
}
