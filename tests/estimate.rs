//! Requests and results of an estimate: each option changes the output, each wrong value is named, amounts add up.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use liquidation_widgets::engine::estimate::{BySide, Estimate, EstimateRequest, Triplets, TripletsRequest, Unit};
use liquidation_widgets::engine::market::{Side, Snapshot};
use liquidation_widgets::engine::request::read;
use liquidation_widgets::engine::venues::coinglass::{self, Imported};
use liquidation_widgets::error::{Code, Error};
use serde_json::{Value, json};

const HOUR_MS: i64 = 3_600_000;
const START_MS: i64 = 1_764_547_200_000;
const CANDLES: usize = 240;

/// A price that swings around 60,000 by a tenth, slow and fast waves together; made up, and the same on every run.
fn price(hour: usize) -> f64 {
    let wave = |period: f64| ((hour as f64 / period).fract() - 0.5).abs() * 4.0 - 1.0;
    60_000.0 * (1.0 + 0.06 * wave(97.0) + 0.03 * wave(17.0))
}

fn market(venue: &str, scale: f64, open_interest: bool) -> Value {
    let opens: Vec<f64> = (0..CANDLES).map(price).collect();
    let closes: Vec<f64> = (1..=CANDLES).map(price).collect();
    let pair = || opens.iter().zip(&closes);
    let times: Vec<i64> = (0..CANDLES as i64).map(|hour| START_MS + hour * HOUR_MS).collect();
    let volume: Vec<f64> = (0..CANDLES).map(|hour| scale * (4000.0 + 900.0 * (hour % 7) as f64)).collect();
    let mut market = json!({
        "venue": venue, "symbol": "BTCUSDT", "contract": "linear",
        "candles": {
            "interval_ms": HOUR_MS, "open_time_ms": times, "open": opens, "close": closes,
            "high": pair().map(|(open, close)| open.max(*close) * 1.002).collect::<Vec<_>>(),
            "low": pair().map(|(open, close)| open.min(*close) * 0.998).collect::<Vec<_>>(),
            "taker_buy_volume": volume.iter().enumerate().map(|(hour, v)| v * (0.4 + 0.05 * (hour % 5) as f64)).collect::<Vec<_>>(),
            "volume": volume,
        },
        "funding": {"time_ms": times.iter().step_by(8).collect::<Vec<_>>(), "rate": vec![0.0005; CANDLES / 8]},
    });
    if open_interest {
        let value: Vec<f64> = (0..CANDLES).map(|hour| scale * (80_000.0 + 300.0 * (hour % 29) as f64)).collect();
        // Off the ends of candles, so that it matters which samples an instant may use.
        let sampled: Vec<i64> = times.iter().map(|time| time + HOUR_MS / 3).collect();
        market["open_interest"] = json!({"unit": "coin", "time_ms": sampled, "value": value});
    }
    market
}

fn snapshot(markets: &[Value]) -> Snapshot {
    let text = json!({
        "format": "liq-snapshot/1", "asset": "BTC", "quote": "USDT", "as_of_ms": START_MS + 999 * HOUR_MS,
        "provenance": {"kind": "simulated", "sources": []}, "markets": markets,
    });
    Snapshot::from_json(&text.to_string()).unwrap()
}

fn two_venues() -> Snapshot {
    snapshot(&[market("binance", 1.0, true), market("bybit", 0.4, true)])
}

fn request(options: &Value) -> EstimateRequest {
    read(&options.to_string()).unwrap()
}

fn estimate(options: &Value) -> Estimate {
    Estimate::run(&two_venues(), &request(options)).unwrap()
}

fn refused(snapshot: &Snapshot, options: &Value) -> Error {
    read::<EstimateRequest>(&options.to_string()).and_then(|request| Estimate::run(snapshot, &request)).unwrap_err()
}

fn sides<T>(by_side: &BySide<T>) -> [(Side, &T); 2] {
    [(Side::Long, &by_side.long), (Side::Short, &by_side.short)]
}

/// Cells are `f32`, and a level is valued at the middle of its row, so sums agree to half a row's height.
fn tolerance(estimate: &Estimate) -> f64 {
    let rows = &estimate.rows;
    0.5 * libm::log(rows.high / rows.low) / rows.count as f64 + 1e-5
}

#[test]
fn inside_below_above_and_inert_are_the_open_interest_on_both_sides() {
    let result = estimate(&json!({"low": 50_000, "high": 66_000}));
    assert!(result.conservation_error <= 1e-9, "{}", result.conservation_error);
    let columns = &result.columns;
    let open_interest = columns.open_interest_usd.as_ref().unwrap();
    for (side, inside) in sides(&columns.inside) {
        let pick = |parts: &BySide<Vec<f64>>, column: usize| match side {
            Side::Long => parts.long[column],
            Side::Short => parts.short[column],
        };
        for column in 0..columns.open_ms.len() {
            let sum = inside[column]
                + pick(&columns.below, column)
                + pick(&columns.above, column)
                + pick(&columns.inert, column);
            let whole = open_interest[column];
            assert!((sum / whole - 1.0).abs() < 1e-6, "{side:?} column {column}: {sum} of {whole}");
        }
    }
}

#[test]
fn cells_in_coins_at_the_mark_price_are_the_inside_amount() {
    let (usd, coin) = (estimate(&json!({})), estimate(&json!({"unit": "coin"})));
    let columns = usd.columns.open_ms.len();
    for ((_, cells), (_, inside)) in sides(&coin.levels).into_iter().zip(sides(&usd.columns.inside)) {
        for column in (0..columns).step_by(13) {
            let coins: f64 = (0..coin.rows.count).map(|row| f64::from(cells[row * columns + column])).sum();
            let found = coins * usd.columns.mark[column];
            assert!((found - inside[column]).abs() <= tolerance(&usd) * inside[column], "{found} {}", inside[column]);
        }
    }
}

#[test]
fn matrices_are_row_major_with_the_lowest_price_first() {
    let result = estimate(&json!({"rows": 60, "columns": 24}));
    let columns = result.columns.open_ms.len();
    assert_eq!((result.rows.count, columns), (60, 24));
    assert_eq!(result.levels.long.len(), 60 * 24);
    assert_eq!(result.rows.edges.len(), 61);
    assert!(result.rows.edges.is_sorted());
    let last = columns - 1;
    for row in 0..60 {
        let (long, short) = (result.levels.long[row * columns + last], result.levels.short[row * columns + last]);
        let mark = result.columns.mark[last];
        assert!(long == 0.0 || result.rows.edges[row] <= mark, "a long level above the mark in row {row}");
        assert!(short == 0.0 || result.rows.edges[row + 1] >= mark, "a short level below the mark in row {row}");
    }
}

#[test]
fn leverage_classes_of_the_last_column_sum_to_its_cells() {
    let result = estimate(&json!({}));
    let columns = result.columns.open_ms.len();
    assert_eq!(result.by_leverage.len(), 4);
    for row in 0..result.rows.count {
        let cell = f64::from(result.levels.short[row * columns + columns - 1]);
        let sum: f64 = result.by_leverage.iter().map(|class| f64::from(class.levels.short[row])).sum();
        assert!((sum - cell).abs() <= 1e-5 * cell.max(1.0), "row {row}: {sum} and {cell}");
    }
}

#[test]
fn percent_is_the_share_of_the_columns_open_interest() {
    let (usd, percent) = (estimate(&json!({})), estimate(&json!({"unit": "percent"})));
    let columns = usd.columns.open_ms.len();
    let whole = usd.columns.open_interest_usd.as_ref().unwrap();
    for index in (0..usd.levels.long.len()).step_by(97) {
        let expected = f64::from(usd.levels.long[index]) * 100.0 / whole[index % columns];
        assert!((f64::from(percent.levels.long[index]) - expected).abs() <= 1e-6 * expected);
    }
    assert_eq!(percent.unit, Unit::Percent);
    let cluster = &percent.clusters[0];
    assert!((cluster.mass / 100.0 - cluster.share_of_open_interest.unwrap()).abs() < 1e-6);
}

#[test]
fn every_option_changes_the_output() {
    let plain = estimate(&json!({}));
    let options = [
        json!({"from": START_MS + 100 * HOUR_MS}),
        json!({"to": START_MS + 100 * HOUR_MS}),
        json!({"range": "24h"}),
        json!({"columns": 30}),
        json!({"rows": 50}),
        json!({"low": 50_000}),
        json!({"high": 70_000}),
        json!({"rowScale": "linear"}),
        json!({"sampling": "causal"}),
        json!({"venues": ["bybit"]}),
        json!({"leverage": [10, 25, 50]}),
        json!({"prior": "low"}),
        json!({"prior": {"id": "own", "date": "2026", "entries": [{"leverage": 10, "taker": 2, "maker": 1}]}}),
        json!({"parameters": {"turnoverShare": 0.3}}),
        json!({"parameters": {"takerShrink": 0.1}}),
        json!({"parameters": {"largeShare": 0.9}}),
        json!({"parameters": {"sizeUsd": [1000, 9_000_000]}}),
        json!({"parameters": {"tilt": 0.5}}),
        json!({"parameters": {"takerInert": 0.5}}),
        json!({"parameters": {"fundingDrift": false}}),
        json!({"parameters": {"resolution": 3}}),
        json!({"unit": "coin"}),
        json!({"clusterDensity": 0.05}),
    ];
    for options in options {
        let changed = estimate(&options);
        assert!(
            changed.levels != plain.levels
                || changed.columns.inert != plain.columns.inert
                || changed.clusters != plain.clusters,
            "{options} changes nothing"
        );
    }
}

#[test]
fn range_counts_back_from_the_last_close() {
    let result = estimate(&json!({"range": "2d"}));
    assert_eq!(result.columns.open_ms[0], START_MS + (CANDLES as i64 - 48) * HOUR_MS);
    assert_eq!(*result.columns.close_ms.last().unwrap(), START_MS + CANDLES as i64 * HOUR_MS);
    let earlier = estimate(&json!({"range": "24h", "to": START_MS + 100 * HOUR_MS + 1}));
    assert_eq!(earlier.columns.open_ms[0], START_MS + 76 * HOUR_MS);
}

#[test]
fn wrong_values_are_named_with_what_is_allowed() {
    let data = two_venues();
    let cases = [
        (json!({"range": "7 days"}), "range", "for instance 24h, 7d or 2w"),
        (json!({"range": "0d"}), "range", "a whole number"),
        (json!({"range": "7d", "from": 0}), "range", "left out where from is given"),
        (json!({"from": 20, "to": 10}), "to", "after from, 20"),
        (json!({"from": "2026-01-01"}), "from", "a whole number"),
        (json!({"from": START_MS + 999 * HOUR_MS}), "from", "a time before the last candle"),
        (json!({"columns": 0}), "columns", "1..=20000"),
        (json!({"rows": 4001}), "rows", "1..=4000"),
        (json!({"rows": 1.5}), "rows", "a whole number"),
        (json!({"low": -1}), "low", "a price above 0"),
        (json!({"low": 10, "high": 5}), "high", "a price above low"),
        (json!({"rowScale": "lin"}), "rowScale", "one of log, linear"),
        (json!({"sampling": "casual"}), "sampling", "did you mean causal?"),
        (json!({"venues": ["binanse"]}), "venues[0]", "did you mean binance?"),
        (json!({"leverage": [10, 11]}), "leverage[1]", "one of 3, 5, 10"),
        (json!({"leverage": []}), "leverage", "at least one"),
        (json!({"prior": "hihg"}), "prior", "did you mean high?"),
        (json!({"prior": 3}), "prior", "the word of a profile, or a table"),
        (json!({"prior": {"id": "own", "date": "", "entries": []}}), "prior.entries", "at least one row"),
        (json!({"parameters": {"tilt": 9}}), "parameters.tilt", "-3..=3"),
        (json!({"parameters": {"sizeUsd": [1]}}), "parameters.sizeUsd", "array of length 2"),
        (json!({"unit": "eur"}), "unit", "one of usd, coin, percent"),
        (json!({"clusterDensity": 0}), "clusterDensity", "above 0"),
    ];
    for (options, field, allowed) in cases {
        let error = refused(&data, &options);
        assert_eq!(error.field, field, "{options}: {error}");
        assert!(error.allowed.contains(allowed), "{options}: {error}");
    }
}

#[test]
fn unknown_key_suggests_the_nearest_one() {
    for (options, meant) in [(json!({"colums": 3}), "columns"), (json!({"parameters": {"tillt": 1}}), "tilt")] {
        let error = refused(&two_venues(), &options);
        assert_eq!(error.code, Code::AttributeUnknown, "{error}");
        assert!(error.allowed.contains(&format!("did you mean {meant}?")), "{error}");
    }
}

#[test]
fn without_open_interest_amounts_are_percent_and_money_is_refused() {
    let data = snapshot(&[market("binance", 1.0, false)]);
    let result = Estimate::run(&data, &request(&json!({}))).unwrap();
    assert_eq!((result.label, result.unit), ("relative", Unit::Percent));
    assert_eq!(result.columns.open_interest_usd, None);
    assert_eq!(result.columns.swept_usd, None);
    let last = result.columns.inert.long.len() - 1;
    let parts = &result.columns;
    let sum = parts.inert.long[last] + parts.inside.long[last] + parts.below.long[last] + parts.above.long[last];
    assert!((sum - 100.0).abs() < 1e-6, "{sum}");
    for unit in ["usd", "coin"] {
        let error = refused(&data, &json!({ "unit": unit }));
        assert_eq!((error.field.as_str(), error.value.as_str()), ("unit", unit));
    }
}

#[test]
fn assumptions_name_what_was_used() {
    let options = json!({"prior": "high", "leverage": [10, 25], "venues": ["bybit"], "sampling": "causal"});
    let assumed = estimate(&options).assumptions;
    assert_eq!(assumed.prior_id, "cex-majors-2019ev-1/high/restricted");
    assert_eq!(assumed.leverage.iter().map(|share| share.leverage).collect::<Vec<_>>(), [10.0, 25.0]);
    assert_eq!((assumed.venues.len(), assumed.venues[0].venue.as_str()), (1, "bybit"));
    assert!(assumed.tiers[0].source.contains("used for bybit"));
    assert_eq!((assumed.oi_mode, assumed.mark_source, assumed.provenance), ("causal", "last-trades", "simulated"));
    assert_eq!(assumed.quality.steps, CANDLES);
    let own = json!({"prior": {"id": "own", "date": "2026", "entries": [{"leverage": 10, "taker": 2, "maker": 1}]}});
    assert!(estimate(&own).assumptions.prior_normalised);
}

#[test]
fn market_that_begins_after_the_end_asked_for_is_left_out() {
    let mut late = market("bybit", 0.4, true);
    let opens = late["candles"]["open_time_ms"].as_array().unwrap().clone();
    let later: Vec<i64> = opens.iter().map(|open| open.as_i64().unwrap() + 200 * HOUR_MS).collect();
    late["candles"]["open_time_ms"] = json!(later);
    let third = market("okx", 0.2, true);
    let to = request(&json!({"to": START_MS + 50 * HOUR_MS}));
    let markets = [market("binance", 1.0, true), late, third];
    let with = Estimate::run(&snapshot(&markets), &to).unwrap();
    let without = Estimate::run(&snapshot(&[markets[0].clone(), markets[2].clone()]), &to).unwrap();
    assert_eq!(with.columns.coverage, without.columns.coverage);
    assert_eq!(with.levels, without.levels);
    assert_eq!(with.assumptions.venues, without.assumptions.venues);
}

fn triplets(options: &Value) -> Triplets {
    let request: TripletsRequest = read(&options.to_string()).unwrap();
    Triplets::run(&two_venues(), &request).unwrap()
}

#[test]
fn triplets_read_back_are_the_cells_but_for_what_was_dropped() {
    let options = json!({"rows": 90, "columns": 60, "leastShare": 0.01});
    let written = triplets(&options);
    let document = liquidation_widgets::value::Value::from(&written);
    let read_back = coinglass::import(&document, coinglass::About::default()).unwrap();
    let Imported::Heatmap(heatmap) = read_back.content else { unreachable!("triplets are a heatmap") };
    assert_eq!(read_back.skipped, 0);
    assert_eq!(heatmap.price, written.prices);
    assert_eq!(heatmap.open_time_ms, written.estimate.columns.open_ms);
    assert_eq!(heatmap.close, written.estimate.columns.close);
    let cells: Vec<f64> = written.cells.iter().map(|cell| cell.usd[0] + cell.usd[1]).collect();
    assert_eq!(heatmap.cell_usd, cells);
    let whole = estimate(&json!({"rows": 90, "columns": 60}));
    let all: f64 = sides(&whole.levels).iter().flat_map(|(_, cells)| cells.iter()).map(|cell| f64::from(*cell)).sum();
    let kept: f64 = heatmap.cell_usd.iter().sum();
    assert!(written.dropped_usd > 0.0);
    assert!((kept + written.dropped_usd - all).abs() <= 1e-12 * all, "{kept} + {} is not {all}", written.dropped_usd);
}

#[test]
fn triplets_are_in_order_and_none_is_below_the_share_of_the_largest() {
    let written = triplets(&json!({"rows": 90, "columns": 60, "leastShare": 0.05}));
    let places: Vec<_> = written.cells.iter().map(|cell| (cell.column, cell.row)).collect();
    assert!(places.is_sorted());
    let sums: Vec<f64> = written.cells.iter().map(|cell| cell.usd[0] + cell.usd[1]).collect();
    let largest = sums.iter().copied().fold(0.0, f64::max);
    assert!(sums.iter().all(|sum| *sum >= 0.05 * largest));
    assert!(written.cells.len() < triplets(&json!({"rows": 90, "columns": 60})).cells.len());
    assert_eq!(triplets(&json!({"rows": 90, "columns": 60, "leastShare": 0})).dropped_usd, 0.0);
}

#[test]
fn triplets_without_open_interest_are_refused() {
    let relative = snapshot(&[market("binance", 1.0, false)]);
    let error = Triplets::run(&relative, &TripletsRequest::default()).unwrap_err();
    assert_eq!((error.code, &*error.field), (Code::AttributeInvalid, "unit"));
    let wrong = read::<TripletsRequest>(r#"{"unit": "coin"}"#).unwrap_err();
    assert_eq!(wrong.field, "unit");
    let share: TripletsRequest = read(r#"{"leastShare": 2}"#).unwrap();
    assert_eq!(Triplets::run(&two_venues(), &share).unwrap_err().field, "leastShare");
}
