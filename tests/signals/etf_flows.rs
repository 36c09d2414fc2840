//! What the funds of a whole snapshot say: published liquidations beside a flow, other coins, turnover, and who reported a day.

use liquidation_widgets::engine::market::Side;
use liquidation_widgets::engine::signals::of_snapshot::EtfReading;
use liquidation_widgets::engine::snapshot::FigureBasis;
use serde_json::{Value, json};

use crate::of_snapshot::{DAY_MS, NOW_MS, board, of_etf, snapshot};

/// The last four days, the last one not yet over.
fn days() -> Vec<i64> {
    (0..4).map(|day| NOW_MS - (3 - day) * DAY_MS).collect()
}

/// The reading of a total of `usd` on these days, with `beside` on the document.
fn etf(usd: [f64; 4], mut beside: Value) -> EtfReading {
    beside["etf_flows"] = json!({"total": {"time_ms": days(), "usd": usd}, "funds": []});
    of_etf(board(&snapshot(1e5, &beside), r#"{"show":["etf"]}"#))
}

fn liquidations(side: &str, more: &Value) -> Value {
    let mut figure = json!({"measure": "liquidations", "side": side});
    for (key, value) in more.as_object().unwrap() {
        figure[key] = value.clone();
    }
    figure
}

#[test]
fn an_exact_figure_of_24_hours_stands_beside_the_last_flow_whichever_way_it_pushes() {
    let day = |side, usd: f64| liquidations(side, &json!({"value": usd, "window_ms": DAY_MS}));
    let shorts = etf([0.0, 0.0, 0.0, 849.92e6], json!({"published": [day("long", 9e9), day("short", 577e6)]}));
    let fast = shorts.published.unwrap();
    assert_eq!((fast.side, fast.usd, fast.is_bound, fast.relation), (Side::Short, 577e6, false, "same_direction"));
    assert_eq!((format!("{:.4}", fast.over), fast.flow_time_ms), ("1.4730".to_owned(), NOW_MS));
    let longs = etf([0.0, 0.0, 0.0, 849.92e6], json!({"published": [day("short", 577e6), day("long", 9e9)]}));
    assert_eq!(longs.published.unwrap().relation, "opposed");
}

#[test]
fn a_bound_without_a_window_stands_beside_the_last_flow_that_pushes_the_same_way() {
    let bounds = json!({"published": [liquidations("long", &json!({"low": 1.6e9})), liquidations("long", &json!({"low": 1e9}))]});
    let fast = etf([-20e6, -51e6, 163e6, 222e6], bounds.clone()).published.unwrap();
    assert_eq!((fast.usd, fast.is_bound, fast.flow_usd), (1.6e9, true, -51e6));
    assert_eq!((fast.flow_time_ms, format!("{:.4}", fast.over)), (days()[1], "0.0319".to_owned()));
    assert_eq!(etf([20e6, 51e6, 163e6, 222e6], bounds).published, None, "no day pushed the same way");
}

#[test]
fn a_flow_after_the_figure_another_coin_and_another_window_are_no_comparison() {
    let published =
        |more: Value| etf([-51e6, 1e6, 1e6, -9e6], json!({"published": [liquidations("long", &more)]})).published;
    let early = published(json!({"low": 1e9, "time_ms": days()[1]})).unwrap();
    assert_eq!(early.flow_usd, -51e6);
    assert_eq!(published(json!({"low": 1e9, "asset": "ETH"})), None);
    assert_eq!(published(json!({"low": 1e9, "window_ms": 3_600_000})), None);
    assert_eq!(published(json!({"high": 1e9})), None, "at most so much says nothing of how little the flow is");
}

#[test]
fn coins_beside_the_own_are_summed_where_their_last_flows_are_of_one_day() {
    let other = |asset: &str, times: Vec<i64>, usd: Vec<f64>, native: Vec<f64>| {
        json!({"asset": asset, "period_ms": DAY_MS, "time_ms": days(), "close": [1, 1, 1, 1],
            "etf_flows": {"total": {"time_ms": times, "usd": usd, "native": native}, "funds": []}})
    };
    let sol = other("SOL", days(), vec![1.0, 1.0, 1.0, 6.22e6], vec![1.0, 1.0, 1.0, 42_888.0]);
    let same = etf([0.0, 0.0, 0.0, 849.92e6], json!({"assets": [sol]}));
    let coins: Vec<_> = same.coins.iter().map(|coin| (coin.asset.as_str(), coin.usd, coin.native)).collect();
    assert_eq!(coins, [("BTC", 849.92e6, None), ("SOL", 6.22e6, Some(42_888.0))]);
    assert_eq!(format!("{:.2}", same.coins[1].implied_price.unwrap()), "145.03");
    assert_eq!(same.coins_usd(), Some(856.14e6));
    let late = other("SOL", days()[..3].to_vec(), vec![1.0, 1.0, 6.22e6], vec![1.0, 1.0, 42_888.0]);
    assert_eq!(etf([0.0, 0.0, 0.0, 849.92e6], json!({"assets": [late]})).coins_usd(), None);
    assert!(etf([0.0, 0.0, 0.0, 849.92e6], json!({})).coins.is_empty(), "one coin alone needs no table");
}

#[test]
fn turnover_is_kept_apart_from_flows_and_only_where_one_number_is_given() {
    let turnover = |more: Value| {
        let mut figure = json!({"measure": "turnover", "label": "IBIT", "asset": "BTC"});
        for (key, value) in more.as_object().unwrap() {
            figure[key] = value.clone();
        }
        figure
    };
    let of = |figure: Value| etf([1.0, 1.0, 1.0, 1.0], json!({"published": [figure]}));
    let found = of(turnover(json!({"value": 10e9})));
    assert_eq!((found.turnover[0].label.as_deref(), found.turnover[0].usd), (Some("IBIT"), 10e9));
    assert_eq!(found.usd.last().unwrap().1, 1.0);
    assert!(of(turnover(json!({"low": 10e9}))).turnover.is_empty());
    assert!(of(turnover(json!({"value": 10e9, "asset": "ETH"}))).turnover.is_empty());
}

#[test]
fn the_last_day_says_how_it_came_to_be_where_rows_say_so() {
    let flows = |row_basis: Value| {
        let mut total = json!({"time_ms": days(), "usd": [1, 2, 3, 4]});
        total["row_basis"] = row_basis;
        let beside = json!({"etf_flows": {"basis": "simulated", "total": total, "funds": []}});
        of_etf(board(&snapshot(1e5, &beside), r#"{"show":["etf"]}"#)).given.basis
    };
    assert_eq!(flows(json!(["simulated", "simulated", "simulated", "reported"])), Some(FigureBasis::Reported));
    assert_eq!(flows(Value::Null), Some(FigureBasis::Simulated));
}
