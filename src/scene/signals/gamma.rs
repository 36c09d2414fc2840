//! Gamma of dealers by strike and by price, with every price at which it changes sign.

use crate::digits::whole;
use crate::engine::signals::gamma::SignMode;
use crate::engine::signals::of_snapshot::{GammaReading, SignalKind};
use crate::lists::{Growing, Listed};
use crate::scene::frame::Table;
use crate::scene::locale::fill;
use crate::scene::sheets::sheet::{Across, Chart, Desk, Row, Sample, Shape, Sheet, Written};
use crate::texts::Texts;

/// Strikes of the table, the largest first.
const MOST_ROWS: usize = 40;

/// The sheet.
#[must_use]
pub fn sheet(reading: Option<&GammaReading>, desk: Desk<'_>) -> Sheet {
    let locale = desk.page.locale;
    let words = &locale.words().signals;
    let empty = Sheet::empty(
        SignalKind::Gamma.as_str(),
        words.gamma_title(),
        words.gamma_unit().to_owned(),
        words.gamma_sign(),
    );
    let Some(reading) = reading else { return empty };
    let price = |price: f64| locale.price_usd(price, desk.tick);
    let zeros = reading.zeros.iter().map(|zero| price(*zero)).listed();
    let zeros = zeros.joined(locale.words().numbers.list_separator());
    let (low, high) = (price(reading.grid.0), price(reading.grid.1));
    let (n, of) = (whole(reading.covered.0), whole(reading.covered.1));
    let facts = vec![
        match zeros.is_empty() {
            true => fill(words.gamma_no_zero(), &[("low", &low), ("high", &high)]),
            false => fill(words.gamma_zeros(), &[("prices", &zeros)]),
        },
        match reading.sign_mode {
            SignMode::Naive => words.gamma_naive(),
            SignMode::Inverse => words.gamma_inverse(),
            SignMode::Dealer => words.gamma_dealer(),
        }
        .to_owned(),
        fill(words.covered_options(), &[("n", &n), ("of", &of)]),
    ];
    empty.filled(
        desk.or_no_data(reading.gex_1pct.map(|gex| locale.usd(gex))),
        facts,
        desk.foot(&reading.given, Some(reading.time_ms), false),
        Some(chart(reading, desk)),
    )
}

fn chart(reading: &GammaReading, desk: Desk<'_>) -> Chart {
    let (locale, theme) = (desk.page.locale, &desk.page.theme);
    let words = &locale.words().signals;
    let (low, high) = match (reading.curve.first(), reading.curve.last()) {
        (Some((low, _)), Some((high, _))) => (*low, *high),
        _ => (reading.spot * 0.8, reading.spot * 1.2),
    };
    let price = |price: f64| locale.price(price, desk.tick);
    let mut uprights = vec![(reading.spot, fill(words.gamma_spot_label(), &[("price", &price(reading.spot))]))];
    uprights
        .put_all(reading.zeros.iter().map(|zero| (*zero, fill(words.gamma_zero_label(), &[("price", &price(*zero))]))));
    let strikes = reading.strikes.iter().filter(|strike| strike.strike >= low && strike.strike <= high);
    let bars = Row {
        name: None,
        shape: Shape::Bars(0, 1),
        color: theme.up.with_alpha(150),
        below: theme.down.with_alpha(150),
        points: strikes.map(|strike| (strike.strike, Some(strike.gex_1pct))).listed(),
    };
    let line = Row {
        name: Some(words.gamma_sum().to_owned()),
        shape: Shape::Line(2.0),
        color: theme.ink,
        below: theme.ink,
        points: reading.curve.iter().map(|(price, gex)| (*price, Some(*gex))).listed(),
    };
    let sample = |(at, gex): &(f64, f64)| Sample {
        x: *at,
        lines: vec![(words.col_price().to_owned(), price(*at)), (words.gamma_title().to_owned(), locale.usd(*gex))],
    };
    Chart {
        across: Across::Numbers(low, high),
        written: Written::Usd,
        with_zero: true,
        bands: Vec::new(),
        levels: Vec::new(),
        uprights,
        rows: vec![bars, line],
        has_key: false,
        matrix: None,
        samples: reading.curve.iter().map(sample).listed(),
    }
}

/// The table under it.
#[must_use]
pub fn table(reading: &GammaReading, desk: Desk<'_>) -> Table {
    let locale = desk.page.locale;
    let words = &locale.words().signals;
    let mut strikes = reading.strikes.clone();
    if strikes.len() > MOST_ROWS {
        strikes = crate::engine::order::ordered(&strikes, |a, b| b.gex_1pct.abs().total_cmp(&a.gex_1pct.abs()));
        strikes.truncate(MOST_ROWS);
        strikes = crate::engine::order::ordered(&strikes, |a, b| a.strike.total_cmp(&b.strike));
    }
    let row = |strike: &crate::engine::signals::of_snapshot::StrikeGamma| {
        vec![locale.price(strike.strike, desk.tick), locale.number(strike.gex_1pct, 0)]
    };
    let rows = strikes.iter().map(row).listed();
    Table { caption: words.gamma_title().to_owned(), head: vec![words.col_strike(), words.col_gamma()], rows }
}
