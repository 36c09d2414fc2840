//! Prices and changes of prices as others published them, each for itself.

use crate::engine::signals::of_snapshot::Comparison;
use crate::engine::snapshot::{Measure, Published};
use crate::lists::Listed;
use crate::scene::compare::lines::published;
use crate::scene::frame::Table;
use crate::scene::locale::fill;
use crate::scene::sheets::sheet::Desk;
use crate::texts::Texts;

fn what(figure: &Published, desk: Desk<'_>) -> String {
    let (locale, words) = (desk.page.locale, &desk.page.locale.words().compare);
    let name = match figure.measure {
        Measure::LowestPrice => words.lowest(),
        Measure::HighestPrice => words.highest(),
        Measure::PriceChange => words.change(),
        _ => words.price(),
    };
    let window = figure.window_ms.map(|window| locale.window(window));
    let label = figure.label.as_ref().map(|label| desk.said(label));
    let told: Vec<String> = window.into_iter().chain(label).listed();
    if told.is_empty() {
        return name.to_owned();
    }
    fill(words.labelled(), &[("what", name), ("label", &told.joined(locale.words().numbers.list_separator()))])
}

fn value(figure: &Published, desk: Desk<'_>) -> String {
    let locale = desk.page.locale;
    let text = |value: f64| match figure.measure {
        Measure::PriceChange => published(locale, value),
        _ => locale.price(value, None),
    };
    desk.bounds((figure.low, figure.high), &text)
}

/// All figures as one fact; nothing for none.
#[must_use]
pub fn fact(comparison: &Comparison, desk: Desk<'_>) -> Option<String> {
    let words = desk.page.locale.words();
    let one = |figure: &Published| {
        let (what, value) = (what(figure, desk), value(figure, desk));
        let asset = figure.asset.as_deref().unwrap_or(desk.asset);
        fill(words.compare.reported_one(), &[("asset", asset), ("what", &what), ("value", &value)])
    };
    let all: Vec<String> = comparison.reported.iter().map(one).listed();
    let figures = all.joined(words.numbers.list_separator());
    (!all.is_empty()).then(|| fill(words.compare.reported(), &[("figures", &figures)]))
}

/// All figures; nothing for none.
#[must_use]
pub fn table(comparison: &Comparison, desk: Desk<'_>) -> Option<Table> {
    let words = &desk.page.locale.words().compare;
    let row = |figure: &Published| {
        let source = figure.origin.source.as_ref().map(|source| desk.said(&source.name));
        let asset = figure.asset.clone().unwrap_or_else(|| desk.asset.to_owned());
        vec![asset, what(figure, desk), value(figure, desk), desk.or_no_data(source)]
    };
    let rows: Vec<Vec<String>> = comparison.reported.iter().map(row).listed();
    let head = vec![words.col_coin(), words.col_what(), words.col_value(), words.col_source()];
    (!rows.is_empty()).then(|| Table { caption: words.reported_table().to_owned(), head, rows })
}
