//! Flows of funds beside liquidations: slow money against fast.

use crate::digits::whole;
use crate::engine::market::{Side, TimeMs};
use crate::engine::signals::etf::EtfSplit;
use crate::engine::signals::of_snapshot::{CoinFlow, EtfReading, PublishedFast, SignalKind};
use crate::engine::signals::slow_fast::SAME_DIRECTION;
use crate::lists::{Growing, Listed};
use crate::scene::frame::Table;
use crate::scene::locale::{Locale, fill};
use crate::scene::sheets::sheet::{Across, Chart, Desk, Row, Sample, Shape, Sheet, Written};
use crate::texts::{Texts, text};

/// Days of the table of funds.
const MOST_FUND_DAYS: usize = 20;
/// Days of the table, the newest first.
const MOST_ROWS: usize = 60;

/// The sheet.
#[must_use]
pub fn sheet(reading: Option<&EtfReading>, desk: Desk<'_>) -> Sheet {
    let locale = desk.page.locale;
    let words = &locale.words().signals;
    let unit = if reading.is_none_or(|reading| reading.is_total) { words.etf_unit() } else { words.etf_unit_listed() };
    let empty = Sheet::empty(SignalKind::Etf.as_str(), words.etf_title(), unit.to_owned(), words.etf_sign());
    let Some(reading) = reading else { return empty };
    let last = reading.usd.last();
    empty.filled(
        desk.or_no_data(last.map(|(_, usd)| signed(locale, usd))),
        facts(reading, desk),
        desk.foot(&reading.given, last.map(|(time, _)| time), true),
        Some(chart(reading, desk)),
    )
}

/// An amount with its sign.
fn signed(locale: Locale, usd: f64) -> String {
    text![if usd > 0.0 { "+" } else { "" }, locale.usd(usd)]
}

fn facts(reading: &EtfReading, desk: Desk<'_>) -> Vec<String> {
    let locale = desk.page.locale;
    let words = &locale.words().signals;
    let mut facts = Vec::new();
    let last = reading.usd.last().map(|(time, _)| time);
    let native = last.and_then(|time| reading.native.held(time, 1));
    if let Some(native) = native {
        let amount = locale.quantity(native, desk.asset);
        facts.push(match reading.implied_price {
            Some(price) => {
                fill(words.etf_native(), &[("amount", &amount), ("price", &locale.price_usd(price, Some(1.0)))])
            }
            None => fill(words.etf_native_alone(), &[("amount", &amount)]),
        });
    }
    if let Some(run) = reading.run {
        let phrase = if run.days > 0 { words.etf_inflow() } else { words.etf_outflow() };
        facts.push(fill(phrase, &[("n", &whole(run.days.abs())), ("usd", &locale.usd(run.usd))]));
    }
    if let (Some(over), Some(relation)) = (reading.over_liquidations, reading.relation) {
        let phrase = if relation == SAME_DIRECTION { words.etf_same() } else { words.etf_opposed() };
        facts.push(fill(phrase, &[("ratio", &locale.percent_short(over))]));
    }
    facts.put_all(reading.published.map(|fast| published(fast, last, desk)));
    if let Some(usd) = reading.coins_usd() {
        let coins: Vec<&str> = reading.coins.iter().map(|coin| coin.asset.as_str()).listed();
        let coins = coins.joined(locale.words().numbers.list_separator());
        facts.push(fill(words.etf_together(), &[("assets", &coins), ("usd", &signed(locale, usd))]));
    }
    for turnover in &reading.turnover {
        let label =
            turnover.label.as_deref().map_or_else(|| desk.words().published().to_owned(), |label| desk.said(label));
        facts.push(fill(words.etf_turnover(), &[("label", &label), ("usd", &locale.usd(turnover.usd))]));
    }
    if reading.liquidated.iter().any(Option::is_some) {
        facts.push(words.etf_key().to_owned());
    }
    facts
}

/// A flow against published liquidations; with its day where that is not the last.
fn published(fast: PublishedFast, last: Option<TimeMs>, desk: Desk<'_>) -> String {
    let locale = desk.page.locale;
    let words = &locale.words().signals;
    let most = |value: f64| (!fast.is_bound).then_some(value);
    let ratio = (most(fast.over), Some(fast.over));
    let ratio = desk.bounds(ratio, &|ratio| locale.percent_short(ratio));
    let usd = desk.bounds((Some(fast.usd), most(fast.usd)), &|usd| locale.usd(usd));
    let side = if fast.side == Side::Long { words.etf_longs() } else { words.etf_shorts() };
    let values = [("ratio", &*ratio), ("usd", &usd), ("side", side)];
    if last == Some(fast.flow_time_ms) && !fast.is_bound {
        let same = fast.relation == SAME_DIRECTION;
        return fill(if same { words.etf_published_same() } else { words.etf_published_opposed() }, &values);
    }
    let (date, flow) = (desk.day(fast.flow_time_ms), signed(locale, fast.flow_usd));
    let [ratio, usd, side] = values;
    fill(words.etf_published_open(), &[("date", &date), ("flow", &flow), ratio, usd, side])
}

fn chart(reading: &EtfReading, desk: Desk<'_>) -> Chart {
    let (locale, theme) = (desk.page.locale, &desk.page.theme);
    let words = &locale.words().signals;
    let liquidated = |side: usize, sign: f64| -> Vec<(f64, Option<f64>)> {
        let days = reading.usd.time_ms.iter().zip(&reading.liquidated);
        days.map(|(time, sums)| (*time as f64, sums.map(|sums| sign * sums[side]))).listed()
    };
    let row =
        |name: &str, shape, (color, below), points| Row { name: Some(name.to_owned()), shape, color, below, points };
    let flow_row = |points| row(words.etf_flow(), Shape::Bars(0, 2), (theme.up, theme.down), points);
    let hollow = |name, points| row(name, Shape::Hollow(1, 2), (theme.muted, theme.muted), points);
    let flow = reading.usd.points();
    let sample = |(row, (time, usd)): (usize, (i64, Option<f64>))| {
        let amount = |usd: Option<f64>| desk.or_no_data(usd.map(|usd| locale.usd(usd)));
        let sums = reading.liquidated[row];
        let lines = vec![
            (desk.day(time), String::new()),
            (words.etf_flow().to_owned(), amount(usd)),
            (words.etf_shorts().to_owned(), amount(sums.map(|sums| sums[1]))),
            (words.etf_longs().to_owned(), amount(sums.map(|sums| sums[0]))),
        ];
        Sample { x: time as f64, lines }
    };
    Chart {
        across: Across::Times(desk.window.0, desk.window.1),
        written: Written::Usd,
        with_zero: true,
        bands: Vec::new(),
        levels: Vec::new(),
        uprights: Vec::new(),
        rows: vec![
            flow_row(flow),
            hollow(words.etf_shorts(), liquidated(1, 1.0)),
            hollow(words.etf_longs(), liquidated(0, -1.0)),
        ],
        has_key: true,
        matrix: None,
        samples: reading.usd.rows().enumerate().map(sample).listed(),
    }
}

/// The tables under it.
#[must_use]
pub fn tables(reading: &EtfReading, desk: Desk<'_>) -> Vec<Table> {
    let days = std::iter::once(table(reading, desk));
    days.chain(fund_table(reading, desk)).chain(coin_table(reading, desk)).listed()
}

fn table(reading: &EtfReading, desk: Desk<'_>) -> Table {
    let locale = desk.page.locale;
    let words = &locale.words().signals;
    let row = |(row, (time, usd)): (usize, (i64, Option<f64>))| {
        let amount = |usd: Option<f64>, decimals| desk.or_no_data(usd.map(|usd| locale.number(usd, decimals)));
        let sums = reading.liquidated[row];
        vec![
            desk.day(time),
            amount(usd, 0),
            amount(reading.native.held(time, 1), 1),
            amount(sums.map(|sums| sums[1]), 0),
            amount(sums.map(|sums| sums[0]), 0),
        ]
    };
    let rows: Vec<Vec<String>> = reading.usd.rows().enumerate().map(row).listed();
    let head =
        vec![desk.words().col_time(), words.etf_flow(), words.col_native(), words.etf_shorts(), words.etf_longs()];
    Table { caption: words.etf_title().to_owned(), head, rows: rows.into_iter().rev().take(MOST_ROWS).listed() }
}

/// The last flow of each coin in US dollars and coins, with the price that the two imply.
fn coin_table(reading: &EtfReading, desk: Desk<'_>) -> Option<Table> {
    let locale = desk.page.locale;
    let words = &locale.words().signals;
    let row = |coin: &CoinFlow| {
        vec![
            coin.asset.clone(),
            desk.day(coin.time_ms),
            locale.number(coin.usd, 0),
            desk.or_no_data(coin.native.map(|native| locale.number(native, 1))),
            desk.or_no_data(coin.implied_price.map(|price| locale.number(price, 2))),
        ]
    };
    let head = vec![
        words.col_coin(),
        desk.words().col_time(),
        words.etf_flow(),
        words.col_native(),
        words.col_implied_price(),
    ];
    let rows: Vec<Vec<String>> = reading.coins.iter().map(row).listed();
    (!rows.is_empty()).then(|| Table { caption: words.etf_by_coin().to_owned(), head, rows })
}

/// Each day's flow by fund, and what the total leaves beside those that are named.
fn fund_table(reading: &EtfReading, desk: Desk<'_>) -> Option<Table> {
    let locale = desk.page.locale;
    let words = &locale.words().signals;
    if reading.funds.is_empty() {
        return None;
    }
    let amount = |usd: Option<f64>| desk.or_no_data(usd.map(|usd| locale.number(usd, 0)));
    let mut rows = Vec::new();
    let days: Vec<_> = reading.usd.rows().enumerate().listed();
    for (at, (time, total)) in days.into_iter().rev().take(MOST_FUND_DAYS) {
        let funds: Vec<(String, Option<f64>)> =
            reading.funds.iter().map(|(fund, flows)| (fund.clone(), flows.value[at])).listed();
        rows.put_all(funds.iter().map(|(fund, usd)| vec![desk.day(time), desk.said(fund), amount(*usd)]));
        if reading.is_total {
            let split = EtfSplit { total, funds };
            let others = total.zip(split.named()).map(|(total, named)| total - named);
            rows.push(vec![desk.day(time), words.etf_others().to_owned(), amount(others)]);
        }
    }
    let head = vec![desk.words().col_time(), words.col_fund(), words.col_usd()];
    Some(Table { caption: words.etf_by_fund().to_owned(), head, rows })
}
