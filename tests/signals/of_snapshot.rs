//! Signals of whole snapshots: the published figures and the vectors again, from the tables of a document on.

use liquidation_widgets::engine::market::Snapshot;
use liquidation_widgets::engine::request::read;
use liquidation_widgets::engine::signals::of_snapshot::{
    BasisReading, Board, BoardRequest, EtfReading, FundingReading, GammaReading, LabelledReading, LevelReading,
    MonthReading, OiUnit, OpenInterestReading, PerpShareReading, Reading, ReservesReading, SkewReading,
};
use serde_json::{Value, json};

use crate::asking::near;

pub(crate) const DAY_MS: i64 = 86_400_000;
/// 22 September 2025, 20:00 UTC.
pub(crate) const NOW_MS: i64 = 1_758_571_200_000;

/// A market of one candle that closes at `price` now, with `beside` put on the document.
pub(crate) fn snapshot(price: f64, beside: &Value) -> Snapshot {
    Snapshot::from_json(&snapshot_document(price, beside).to_string()).unwrap()
}

fn snapshot_document(price: f64, beside: &Value) -> Value {
    let mut document = json!({
        "format": "liq-snapshot/1", "asset": "BTC", "quote": "USDT", "as_of_ms": NOW_MS,
        "provenance": {"kind": "simulated", "sources": []},
        "markets": [{
            "venue": "binance", "symbol": "BTCUSDT", "contract": "linear",
            "candles": {"interval_ms": 3_600_000, "open_time_ms": [NOW_MS - 3_600_000], "open": [price], "high": [price],
                "low": [price], "close": [price], "volume": [1]},
            "depth": {"time_ms": NOW_MS, "distance": [0.01, 0.02], "bid_usd": [240e6, 500e6], "ask_usd": [200e6, 400e6]},
        }],
    });
    for (key, value) in beside.as_object().unwrap() {
        document[key] = value.clone();
    }
    document
}

pub(crate) fn board(snapshot: &Snapshot, options: &str) -> Board {
    read::<BoardRequest>(options).unwrap().run(snapshot).unwrap()
}

macro_rules! only {
    ($board:expr, $kind:ident, $reading:ty) => {{
        let found: $reading = match $board.panels.into_iter().next().unwrap().1.unwrap() {
            Reading::$kind(reading) => reading,
            other => panic!("{other:?}"),
        };
        found
    }};
}

/// The flows of funds of a board that was asked for them alone.
pub(crate) fn of_etf(board: Board) -> EtfReading {
    only!(board, Etf, EtfReading)
}

fn venue(name: &str, coins: &[f64], funding: f64) -> Value {
    let days = coins.len() as i64;
    json!({
        "venue": name, "time_ms": (0..days).map(|day| NOW_MS - (days - 1 - day) * DAY_MS).collect::<Vec<_>>(),
        "open_interest_coins": coins, "open_interest_usd": coins.iter().map(|coins| coins * 1e5).collect::<Vec<_>>(),
        "funding_8h": vec![funding; coins.len()],
    })
}

#[test]
fn open_interest_is_summed_where_every_venue_is_known_and_held_against_the_mean_of_the_year() {
    let mut late = venue("bybit", &[50.0, 50.0], 0.0);
    late["time_ms"] = json!([NOW_MS - 2 * DAY_MS, NOW_MS]);
    let beside = json!({"venues": [venue("binance", &[100.0, 100.0, 130.0], 0.0), late]});
    let found = only!(board(&snapshot(1e5, &beside), r#"{"show":["oi"]}"#), Oi, OpenInterestReading);
    assert_eq!(found.unit, OiUnit::Coin);
    assert_eq!(found.total.value, [Some(150.0), None, Some(180.0)]);
    assert_eq!((found.year_mean, found.year_rows), (Some(165.0), 2));
    assert!(near(found.over_mean.unwrap(), 180.0 / 165.0 - 1.0, 1e-12));
    assert!(near(found.change.unwrap(), 0.2, 1e-12));
    assert_eq!(found.venues[0].0, "binance");
}

#[test]
fn the_mean_of_the_year_reaches_beyond_the_window_and_not_into_the_year_before() {
    let coins: Vec<f64> = (0..300).map(|day| if day < 34 { 1e9 } else { 100.0 }).collect();
    let beside = json!({"venues": [venue("cme", &coins, 0.0)]});
    let found = only!(board(&snapshot(1e5, &beside), r#"{"show":["oi"],"range":"7d"}"#), Oi, OpenInterestReading);
    assert_eq!((found.total.time_ms.len(), found.year_mean), (7, Some(100.0)));
    assert_eq!(found.year_rows, 265);
}

#[test]
fn what_no_table_of_venues_has_comes_from_the_markets_themselves() {
    let funding_alone = json!({"venue": "binance", "time_ms": [NOW_MS], "funding_8h": [0.0002]});
    let open_interest = json!({"unit": "coin", "time_ms": [NOW_MS], "value": [1234.0]});
    let mut document = snapshot_document(1e5, &json!({"venues": [funding_alone]}));
    document["markets"][0]["open_interest"] = open_interest;
    let both = Snapshot::from_json(&document.to_string()).unwrap();
    let found = only!(board(&both, r#"{"show":["oi"]}"#), Oi, OpenInterestReading);
    assert_eq!(found.total.last(), Some((NOW_MS, 1234.0)));
    let found = only!(board(&both, r#"{"show":["funding"]}"#), Funding, FundingReading);
    assert!(near(found.rate_8h.last().unwrap().1, 0.0002, 1e-12));
}

#[test]
fn funding_of_venues_is_weighted_by_open_interest() {
    let beside = json!({"venues": [
        venue("a", &[100_000.0], 0.0001), venue("b", &[50_000.0], 0.0003), venue("c", &[50_000.0], -0.0001)
    ]});
    let found = only!(board(&snapshot(1e5, &beside), r#"{"show":["funding"]}"#), Funding, FundingReading);
    assert!(near(found.rate_8h.last().unwrap().1, 0.0001, 1e-12));
    assert!(near(found.annual.unwrap(), 0.1095, 1e-12));
    assert_eq!((found.state, found.covered), (Some("positive"), 3));
    let one = only!(board(&snapshot(1e5, &beside), r#"{"show":["funding"],"venues":["c"]}"#), Funding, FundingReading);
    assert_eq!((one.state, one.covered), (Some("negative"), 1));
}

#[test]
fn basis_of_1_percent_in_30_days_is_12_1667_percent_and_the_curve_is_the_printed_one() {
    let expiries: Vec<i64> = [1, 30, 90, 180].iter().map(|days| NOW_MS + days * DAY_MS).collect();
    let beside = json!({"futures": [{"venue": "cme", "time_ms": vec![NOW_MS; 4], "expiry_ms": expiries,
        "price": [100_900, 101_000, 103_000, 105_500], "spot": vec![100_000; 4]}]});
    let snapshot = snapshot(1e5, &beside);
    let found = only!(board(&snapshot, r#"{"show":["basis"]}"#), Basis, BasisReading);
    let line = &found.venues[0];
    let percents =
        |rates: &[Option<f64>]| rates.iter().map(|rate| format!("{:.4}", 100.0 * rate.unwrap())).collect::<Vec<_>>();
    let annual: Vec<Option<f64>> = line.curve.iter().map(|expiry| expiry.annual).collect();
    assert_eq!(percents(&annual), ["12.1667", "12.1667", "11.1528"]);
    assert_eq!(percents(&line.forward), ["12.0462", "9.8436"]);
    assert_eq!((found.state, line.shape), (Some("watch"), Some("contango")));
    let compound =
        only!(board(&snapshot, r#"{"show":["basis"],"compounding":"compound","basisLow":0.13}"#), Basis, BasisReading);
    assert_eq!(format!("{:.4}", 100.0 * compound.venues[0].curve[0].annual.unwrap()), "12.8695");
    assert_eq!(compound.state, Some("compressed"));
}

/// Two options of thirty days: the vector of dealers' gamma.
fn chain() -> Value {
    json!({"time_ms": NOW_MS, "venue": "deribit", "expiry_ms": vec![NOW_MS + 30 * DAY_MS; 2], "type": ["call", "put"],
        "strike": [110_000, 90_000], "iv": [0.45, 0.55], "open_interest": [8_000, 12_000], "forward": [100_000, 100_000]})
}

#[test]
fn gamma_of_dealers_and_its_zero_are_those_of_the_vector_in_each_mode() {
    let snapshot = snapshot(1e5, &json!({"options": [chain()]}));
    let naive = only!(board(&snapshot, r#"{"show":["gamma"]}"#), Gamma, GammaReading);
    assert!((naive.gex_1pct.unwrap() + 3.260_261e6).abs() < 1.0, "{:?}", naive.gex_1pct);
    assert_eq!(naive.zeros.len(), 1);
    assert!((naive.zeros[0] - 101_572.897_6).abs() < 1e-3);
    assert_eq!(naive.strikes.iter().map(|strike| strike.gex_1pct > 0.0).collect::<Vec<_>>(), [false, true]);
    let sum: f64 = naive.strikes.iter().map(|strike| strike.gex_1pct).sum();
    assert!(near(sum, naive.gex_1pct.unwrap(), 1e-9));
    let inverse = only!(board(&snapshot, r#"{"show":["gamma"],"signMode":"inverse"}"#), Gamma, GammaReading);
    assert_eq!(inverse.gex_1pct.unwrap(), -naive.gex_1pct.unwrap());
    let panels = board(&snapshot, r#"{"show":["gamma"],"signMode":"dealer"}"#).panels;
    assert_eq!(panels[0].1, None, "no positions of dealers are given");
}

#[test]
fn skew_is_call_less_put_and_nothing_where_25_delta_is_not_bracketed() {
    let mut smile = chain();
    let strikes = [100_000.0, 120_000.0, 80_000.0, 100_000.0];
    smile["expiry_ms"] = json!(vec![NOW_MS + 30 * DAY_MS; 4]);
    smile["type"] = json!(["call", "call", "put", "put"]);
    smile["strike"] = json!(strikes);
    smile["iv"] = json!([0.51, 0.51, 0.64, 0.64]);
    smile["forward"] = json!(vec![100_000; 4]);
    smile.as_object_mut().unwrap().remove("open_interest");
    let found = only!(board(&snapshot(1e5, &json!({"options": [smile]})), r#"{"show":["skew"]}"#), Skew, SkewReading);
    assert!(near(found.terms[0].rr25.unwrap(), -13.0, 1e-9));
    let lone = only!(board(&snapshot(1e5, &json!({"options": [chain()]})), r#"{"show":["skew"]}"#), Skew, SkewReading);
    assert_eq!((lone.terms[0].rr25, lone.nearest()), (None, None));
}

#[test]
fn flow_of_8933_coins_is_1_473_of_the_shorts_of_its_day_and_pushes_the_same_way() {
    let days: Vec<i64> = (0..4).map(|day| NOW_MS - (3 - day) * DAY_MS).collect();
    let beside = json!({
        "etf_flows": {"total": {"time_ms": days, "usd": [-51e6, 0, 200e6, 849.92e6], "native": [-450, 0, 2_000, 8_933]}, "funds": []},
        "liquidation_history": {"period_ms": DAY_MS, "time_ms": [days[3]], "long_usd": [0], "short_usd": [577e6]},
    });
    let found = only!(board(&snapshot(1e5, &beside), r#"{"show":["etf"]}"#), Etf, EtfReading);
    assert_eq!(format!("{:.2}", found.implied_price.unwrap()), "95143.85");
    assert_eq!(format!("{:.4}", found.over_liquidations.unwrap()), "1.4730");
    assert_eq!(found.relation, Some("same_direction"));
    let run = found.run.unwrap();
    assert_eq!((run.days, run.usd), (2, 1_049.92e6));
    assert_eq!(found.liquidated[..3], [None, None, None]);
}

#[test]
fn perpetuals_of_68_beside_32_of_spot_are_68_percent_and_a_published_share_stands_apart() {
    let beside = json!({
        "volumes": {"period_ms": DAY_MS, "time_ms": [NOW_MS - DAY_MS], "spot_usd": [32e9], "perp_usd": [68e9]},
        "published": [{"measure": "derivatives_share", "low": 0.75, "label": "a report"}],
    });
    let found = only!(board(&snapshot(1e5, &beside), r#"{"show":["perp-share"]}"#), PerpShare, PerpShareReading);
    assert!(near(found.share.last().unwrap().1, 0.68, 1e-12));
    assert_eq!((found.published[0].low, found.published[0].high), (Some(0.75), None));
}

#[test]
fn yields_change_in_basis_points_and_the_dollar_in_percent() {
    let series = |name: &str, unit: &str, value: [f64; 2]| json!({"name": name, "unit": unit, "time_ms": [NOW_MS - DAY_MS, NOW_MS], "value": value});
    let beside = json!({
        "context": [series("us10y", "percent", [4.35, 4.10]), series("dxy", "index", [98.0, 98.98])],
        "published": [{"measure": "policy_rate_change", "value": -0.0025}],
    });
    let snapshot = snapshot(1e5, &beside);
    let found = only!(board(&snapshot, r#"{"show":["yield"]}"#), Yield, LevelReading);
    assert!(near(found.day.unwrap().bp, -25.0, 1e-9));
    assert_eq!((found.month, found.correlation, found.policy.published_change), (None, None, Some(-0.0025)));
    let dollar = only!(board(&snapshot, r#"{"show":["dollar"]}"#), Dollar, LevelReading);
    assert!(near(dollar.day.unwrap().pct.unwrap(), 1.0, 1e-9));
}

#[test]
fn a_new_label_is_no_flow_and_173_wbtc_are_4_41_percent_of_the_book() {
    let beside = json!({
        "stablecoin_reserves": {"time_ms": [NOW_MS - 30 * DAY_MS, NOW_MS - 7 * DAY_MS, NOW_MS], "balance_usd": [40e9, 44e9, 46e9],
            "chains": ["Ethereum"], "relabelled": {"time_ms": [NOW_MS - DAY_MS], "usd": [1e9]}},
        "labelled_flows": {"time_ms": [NOW_MS - DAY_MS], "asset": ["WBTC"], "amount": [173], "price": [61_156.3], "label": ["wallet"]},
    });
    let snapshot = snapshot(1e5, &beside);
    let reserves = only!(board(&snapshot, r#"{"show":["stablecoins"]}"#), Stablecoins, ReservesReading);
    assert_eq!((reserves.week.unwrap().0, reserves.month.unwrap().0, reserves.relabelled_usd), (1e9, 5e9, 1e9));
    let flows = only!(board(&snapshot, r#"{"show":["whales"]}"#), Whales, LabelledReading);
    assert_eq!(format!("{:.2}", flows.rows[0].usd.unwrap() / 1e6), "10.58");
    assert_eq!(format!("{:.2}", 100.0 * flows.rows[0].share_of_depth.unwrap()), "4.41");
}

#[test]
fn the_month_under_way_does_not_count_and_few_years_are_a_small_sample() {
    let beside = json!({"monthly_returns": {"month": ["2023-09", "2024-09", "2025-08", "2025-09"], "return_pct": [4, 0, 5, 99]}});
    let found = only!(board(&snapshot(1e5, &beside), r#"{"show":["seasonality"]}"#), Seasonality, MonthReading);
    let september = found.now().unwrap();
    assert_eq!((found.current, september.n, september.mean, september.hit_rate), (9, 2, Some(2.0), Some(0.5)));
    assert!(september.is_small());
    assert_eq!(found.months[0].median, None);
}

#[test]
fn a_signal_without_data_is_null_and_a_wrong_request_names_its_key() {
    let empty = snapshot(1e5, &json!({}));
    let all = r#"{"show":["oi","funding","basis","skew","gamma","etf","perp-share","yield","dollar","stablecoins","whales","seasonality"]}"#;
    let found = board(&empty, all);
    assert_eq!(found.panels.len(), 12);
    assert!(found.panels.iter().all(|(_, reading)| reading.is_none()), "{found:?}");
    for (options, key) in [
        (r#"{"show":["io"]}"#, "show"),
        (r#"{"show":["oi","oi"]}"#, "show"),
        (r#"{"basisLow":0.2}"#, "basisLow"),
        (r#"{"venues":["nowhere"]}"#, "venues"),
        (r#"{"range":"long"}"#, "range"),
    ] {
        let error = read::<BoardRequest>(options).and_then(|request| request.run(&empty)).unwrap_err();
        assert_eq!(error.field, key, "{options}");
    }
}
