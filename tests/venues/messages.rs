//! Documented messages read as the documentation says.

use crate::samples::{SAMPLES, STREAMED};
use liquidation_widgets::engine::venues::message::{self, Moment};
use liquidation_widgets::engine::venues::{Instrument, Table, Venue};
use liquidation_widgets::error::Code;
use liquidation_widgets::value::Value;

const MOMENT: Moment = Moment { now_ms: 1_700_000_000_000, price: 100.0 };

fn columns_of(venue: Venue, symbol: &str, table: Table) -> Value {
    let fits = |sample: &&crate::samples::Sample| (sample.venue, sample.symbol, sample.table) == (venue, symbol, table);
    let sample = SAMPLES.iter().find(fits).unwrap();
    message::columns(&sample.instrument(), table, &Value::from_json(sample.text).unwrap(), &MOMENT).unwrap()
}

fn at<'a>(value: &'a Value, key: &str) -> &'a Value {
    let Value::Object(entries) = value else { panic!("no object") };
    &entries.iter().find(|(known, _)| known == key).unwrap().1
}

fn numbers(value: &Value, key: &str) -> Vec<f64> {
    match at(value, key) {
        Value::Numbers(numbers) => numbers.clone(),
        other => panic!("{key} is {other:?}"),
    }
}

fn words(value: &Value, key: &str) -> Vec<String> {
    match at(value, key) {
        Value::List(items) => items.iter().map(|item| format!("{item:?}")).collect(),
        other => panic!("{key} is {other:?}"),
    }
}

#[test]
fn every_documented_message_reads() {
    for sample in SAMPLES {
        let message = Value::from_json(sample.text).unwrap();
        let read = message::columns(&sample.instrument(), sample.table, &message, &MOMENT);
        assert!(read.is_ok(), "{} {}: {read:?}", sample.venue.as_str(), sample.table.as_str());
    }
}

#[test]
fn candles_ascend_whatever_the_order_of_the_venue() {
    for (venue, symbol) in [(Venue::Binance, "BTCUSDT"), (Venue::Bybit, "BTCUSDT")] {
        let candles = columns_of(venue, symbol, Table::Candles);
        assert_eq!(numbers(&candles, "open_time_ms"), [1_700_000_000_000.0, 1_700_003_600_000.0]);
        assert_eq!(numbers(&candles, "high"), [103.0, 104.0]);
        assert_eq!(numbers(&candles, "volume"), [50.0, 40.0]);
        assert_eq!(numbers(&candles, "turnover"), [5075.0, 4100.0]);
    }
    assert_eq!(numbers(&columns_of(Venue::Binance, "BTCUSDT", Table::Candles), "taker_buy_volume"), [30.0, 10.0]);
}

#[test]
fn a_candle_that_is_not_confirmed_is_left_out() {
    let candles = columns_of(Venue::Okx, "BTCUSDT", Table::Candles);
    assert_eq!(numbers(&candles, "open_time_ms"), [1_700_000_000_000.0]);
    assert_eq!(numbers(&candles, "volume"), [50.0], "coins, not contracts");
}

#[test]
fn the_conserved_unit_of_an_inverse_contract_is_dollars() {
    let candles = columns_of(Venue::Deribit, "BTC-PERPETUAL", Table::Candles);
    assert_eq!((numbers(&candles, "volume"), numbers(&candles, "turnover")), (vec![5075.0], vec![50.0]));
    let held = columns_of(Venue::Deribit, "BTC-PERPETUAL", Table::OpenInterestNow);
    assert_eq!(at(&held, "unit"), &Value::from("usd"));
    assert_eq!(numbers(&held, "value"), [250_000_000.0]);
}

#[test]
fn open_interest_says_unit_and_sides() {
    let expected = [
        (Venue::Binance, "BTCUSDT", Table::OpenInterest, 1.0, vec![1000.5]),
        (Venue::Bybit, "BTCUSDT", Table::OpenInterest, 1.0, vec![810.0, 812.4]),
        (Venue::Okx, "BTCUSDT", Table::OpenInterest, 1.0, vec![600.0]),
        (Venue::Hyperliquid, "BTC", Table::OpenInterestNow, 2.0, vec![2000.0]),
    ];
    for (venue, symbol, table, sides, values) in expected {
        let held = columns_of(venue, symbol, table);
        assert_eq!(at(&held, "unit"), &Value::from("coin"));
        assert_eq!((at(&held, "sides"), numbers(&held, "value")), (&Value::Number(sides), values));
    }
}

#[test]
fn whose_position_was_liquidated_is_read_by_each_venues_own_rule() {
    let wanted = [(Venue::Binance, "long", 49.2), (Venue::Bybit, "long", 24.475), (Venue::Okx, "long", 24.475)];
    for (venue, symbol, text) in STREAMED {
        let instrument = Instrument { contract_size: Some(0.01), ..Instrument::of(*venue, symbol).unwrap() };
        let read = message::streamed_columns(&instrument, &Value::from_json(text).unwrap()).unwrap();
        let (side, usd) = match wanted.iter().find(|(known, ..)| known == venue) {
            Some((_, side, usd)) => (*side, *usd),
            // The maker of a purchase by the taker had sold: the maker's long was closed.
            None => ("long", 1000.0),
        };
        assert_eq!(words(&read, "side"), [format!("{:?}", Value::from(side))], "{}", venue.as_str());
        assert!((numbers(&read, "usd")[0] - usd).abs() < 1e-9, "{}", venue.as_str());
    }
}

#[test]
fn both_parties_of_a_trade_count_once_each_and_other_trades_do_not() {
    let read = columns_of(Venue::Deribit, "BTC-PERPETUAL", Table::Liquidations);
    assert_eq!(numbers(&read, "usd"), [1000.0, 70.0, 70.0]);
    let [long, short] = ["long", "short"].map(|side| format!("{:?}", Value::from(side)));
    assert_eq!(words(&read, "side"), [long.clone(), long, short]);
    assert_eq!(at(&read, "complete"), &Value::Bool(true));
}

#[test]
fn orders_of_other_contracts_in_one_answer_are_passed_over() {
    let read = columns_of(Venue::Okx, "BTCUSDT", Table::Liquidations);
    assert_eq!(numbers(&read, "price"), [97.9, 98.9]);
    assert_eq!(at(&read, "complete"), &Value::Bool(false));
}

#[test]
fn tiers_begin_at_0_and_are_fractions_in_dollars() {
    let bybit = columns_of(Venue::Bybit, "BTCUSDT", Table::Tiers);
    assert_eq!(numbers(&bybit, "notional_floor"), [0.0, 1_000_000.0]);
    assert_eq!(numbers(&bybit, "maintenance_margin_rate"), [0.005, 0.01]);
    let okx = columns_of(Venue::Okx, "BTCUSDT", Table::Tiers);
    assert_eq!(numbers(&okx, "notional_floor"), [0.0, 1000.0], "1000 contracts of 0.01 coins at 100 dollars");
    let hyperliquid = columns_of(Venue::Hyperliquid, "BTC", Table::Tiers);
    assert_eq!(numbers(&hyperliquid, "maintenance_margin_rate"), [0.0125, 0.025]);
}

#[test]
fn summaries_give_options_with_a_volatility_and_futures_with_an_end() {
    let options = columns_of(Venue::Deribit, "BTC-PERPETUAL", Table::Options);
    assert_eq!((numbers(&options, "iv"), numbers(&options, "strike")), (vec![0.555], vec![100_000.0]));
    let futures = columns_of(Venue::Deribit, "BTC-PERPETUAL", Table::Futures);
    assert_eq!((numbers(&futures, "price"), numbers(&futures, "open_interest")), (vec![102_500.0], vec![500.0]));
    assert_eq!(numbers(&futures, "expiry_ms"), [1_774_598_400_000.0]);
}

fn refused(venue: Venue, symbol: &str, table: Table, text: &str) -> Code {
    let instrument = Instrument::of(venue, symbol).unwrap();
    message::columns(&instrument, table, &Value::from_json(text).unwrap(), &MOMENT).unwrap_err().code
}

#[test]
fn each_limit_has_its_code() {
    let zero = r#"[{"sumOpenInterest":"0","timestamp":1},{"sumOpenInterest":"5","timestamp":2}]"#;
    assert_eq!(refused(Venue::Binance, "BTCUSDT", Table::OpenInterest, zero), Code::DataRange);
    let no_size =
        r#"{"code":"0","data":[{"instId":"BTC-USDT-SWAP","details":[{"side":"sell","bkPx":"1","sz":"1","ts":"1"}]}]}"#;
    assert_eq!(refused(Venue::Okx, "BTCUSDT", Table::Liquidations, no_size), Code::UnitUnknown);
    let foreign = r#"{"code":"0","data":[{"ctVal":"1","ctValCcy":"USDC","tickSz":"0.1"}]}"#;
    assert_eq!(refused(Venue::Okx, "BTCUSDT", Table::Contract, foreign), Code::UnitUnknown);
    let none = r#"{"retCode":0,"result":{"list":[]}}"#;
    assert_eq!(refused(Venue::Bybit, "BTCUSDT", Table::Tiers, none), Code::TiersMissing);
    assert_eq!(refused(Venue::Hyperliquid, "DOGE", Table::Ticker, r#"[{"universe":[]},[]]"#), Code::SymbolUnknown);
    assert_eq!(refused(Venue::Binance, "BTCUSDT", Table::Tiers, "[]"), Code::VenueRefused);
    let many = format!("[{}]", vec![r#"{"sumOpenInterest":"1","timestamp":1}"#; 200_001].join(","));
    assert_eq!(refused(Venue::Binance, "BTCUSDT", Table::OpenInterest, &many), Code::DataTooLarge);
}

#[test]
fn one_bad_record_is_dropped_and_named() {
    let instrument = Instrument::of(Venue::Binance, "BTCUSDT").unwrap();
    let text = r#"[{"sumOpenInterest":"x","timestamp":1},{"sumOpenInterest":"5","timestamp":2}]"#;
    let read = message::columns(&instrument, Table::OpenInterest, &Value::from_json(text).unwrap(), &MOMENT).unwrap();
    assert_eq!((at(&read, "dropped"), numbers(&read, "value")), (&Value::Number(1.0), vec![5.0]));
    assert_eq!(at(at(&read, "firstProblem"), "field"), &Value::from("[0].sumOpenInterest"));
}

#[test]
fn funding_at_odd_hours_keeps_the_venues_own_times() {
    let instrument = Instrument::of(Venue::Bybit, "BTCUSDT").unwrap();
    let hours = [0_i64, 8, 9, 13, 14];
    let row = |hour: &i64| {
        format!(
            r#"{{"symbol":"BTCUSDT","fundingRate":"0.000{hour}","fundingRateTimestamp":"{}"}}"#,
            1_700_000_000_000 + hour * 3_600_000
        )
    };
    let rows: Vec<String> = hours.iter().rev().map(row).collect();
    let text = format!(r#"{{"retCode":0,"result":{{"list":[{}]}}}}"#, rows.join(","));
    let read = message::columns(&instrument, Table::Funding, &Value::from_json(&text).unwrap(), &MOMENT).unwrap();
    let times: Vec<f64> = hours.iter().map(|hour| (1_700_000_000_000 + hour * 3_600_000) as f64).collect();
    assert_eq!(
        (numbers(&read, "time_ms"), numbers(&read, "rate")),
        (times, vec![0.0, 0.0008, 0.0009, 0.00013, 0.00014])
    );
}
