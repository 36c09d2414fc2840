//! Liquidation prices against published cases and against the laws that every venue's formula obeys.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use liquidation_widgets::engine::margin::{Formula, LiquidationRequest, liquidation_price, liquidation_ratio};
use liquidation_widgets::engine::market::{ContractKind, Side, TierTable};
use liquidation_widgets::engine::request::read;
use liquidation_widgets::engine::tiers::bundled;
use liquidation_widgets::error::Code;
use proptest::prelude::*;

/// Cases with their sources, one a row; an empty field does not apply.
const VECTORS: &str = include_str!("vectors/liquidation_price.csv");

/// Continuity at a tier boundary, relative to the ratio: rounding of a few operations on numbers near 1.
const CONTINUITY: f64 = 1e-9;

fn records(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv_core::Reader::new();
    let (mut input, mut fields, mut ends) = (text.as_bytes(), vec![0; 4096], vec![0; 64]);
    let mut rows = Vec::new();
    loop {
        let (result, read, _, found) = reader.read_record(input, &mut fields, &mut ends);
        input = &input[read..];
        match result {
            csv_core::ReadRecordResult::Record => {
                let starts = std::iter::once(0).chain(ends.iter().copied());
                let spans = starts.zip(ends.iter().copied()).take(found);
                rows.push(spans.map(|(from, to)| String::from_utf8_lossy(&fields[from..to]).into_owned()).collect());
            }
            csv_core::ReadRecordResult::End => return rows,
            other => panic!("the vector file is not read: {other:?}"),
        }
    }
}

fn number(text: &str) -> Option<f64> {
    (!text.is_empty()).then(|| text.parse().unwrap())
}

fn request(row: &[String]) -> LiquidationRequest {
    LiquidationRequest {
        venue: row[1].clone(),
        margin_mode: Some(row[2].clone()),
        side: row[3].clone(),
        entry_price: number(&row[4]).unwrap(),
        quantity: number(&row[5]).unwrap(),
        leverage: number(&row[6]),
        wallet_balance: number(&row[7]),
        mmr: number(&row[8]),
        maintenance_amount: number(&row[9]),
        fee_rate: number(&row[10]),
        max_leverage: number(&row[11]),
        ..LiquidationRequest::default()
    }
}

#[test]
fn every_published_case_is_met_within_its_tolerance() {
    let rows = records(VECTORS);
    assert_eq!(rows[0][12], "expected_liquidation_price");
    assert_eq!(rows.len(), 1 + 38);
    for row in &rows[1..] {
        let (expected, tolerance) = (number(&row[12]).unwrap(), number(&row[13]).unwrap());
        let computed = liquidation_price(&request(row).check().unwrap()).unwrap();
        assert!((computed - expected).abs() <= tolerance * expected, "{}: {computed}, not {expected}", row[0]);
    }
}

#[test]
fn leverage_alone_gives_the_price_of_the_wallet_it_implies() {
    let rows = records(VECTORS);
    // Hyperliquid's only row with a leverage is a real position, whose wallet has moved since it was opened.
    let implied = rows[1..].iter().filter(|row| !row[6].is_empty() && row[1] != "hyperliquid");
    for row in implied {
        let with_wallet = liquidation_price(&request(row).check().unwrap()).unwrap();
        let alone = LiquidationRequest { wallet_balance: None, ..request(row) };
        let without = liquidation_price(&alone.check().unwrap()).unwrap();
        assert!((with_wallet - without).abs() <= 1e-9 * with_wallet, "{}: {with_wallet}, {without}", row[0]);
    }
}

#[test]
fn wallet_decides_over_leverage() {
    let both = LiquidationRequest { wallet_balance: Some(2.5), ..position("binance", "long") };
    let wallet = LiquidationRequest { leverage: None, ..both.clone() };
    let price = |request: &LiquidationRequest| liquidation_price(&request.check().unwrap()).unwrap();
    assert_eq!(price(&both), price(&wallet));
    assert!(price(&both) < price(&position("binance", "long")));
}

/// Distances of a BTCUSDT long by the bundled table, as worked out for the method's description (percent).
#[test]
fn distance_with_maintenance_margin_is_the_documented_one() {
    let cases = [
        (20_000.0, 10.0, 9.639),
        (20_000.0, 25.0, 3.614),
        (20_000.0, 50.0, 1.606),
        (20_000.0, 100.0, 0.602),
        (20_000.0, 125.0, 0.402),
        (2_000_000.0, 25.0, 3.420),
        (2_000_000.0, 50.0, 1.407),
        (2_000_000.0, 75.0, 0.736),
    ];
    let table = bundled("binance", "BTC").unwrap();
    for (notional, leverage, percent) in cases {
        let ratio = liquidation_ratio(Formula::Binance, Side::Long, leverage, notional, &table, 0.0).unwrap();
        let distance = 100.0 * (1.0 - ratio);
        assert!((distance - percent).abs() < 0.000_5, "{notional} at {leverage}x: {distance} %, not {percent} %");
    }
}

#[test]
fn hundredfold_long_liquidates_below_its_entry_at_every_venue() {
    let table = bundled("binance", "BTC").unwrap();
    for formula in Formula::ALL {
        let ratio = liquidation_ratio(formula, Side::Long, 100.0, 20_000.0, &table, 0.0).unwrap();
        assert!(ratio < 1.0 && ratio > 0.99, "{}: {ratio}", formula.as_str());
    }
}

#[test]
fn tier_is_chosen_at_the_liquidation_price_and_not_at_entry() {
    // 51,000 opens in the second tier; a 10x long is liquidated near 46,100, in the first.
    let table = bundled("binance", "BTC").unwrap();
    let ratio = liquidation_ratio(Formula::Binance, Side::Long, 10.0, 51_000.0, &table, 0.0).unwrap();
    assert!((ratio - 0.9 / 0.996).abs() < 1e-12, "{ratio}");
    let entry_valued = liquidation_ratio(Formula::Bybit, Side::Long, 10.0, 51_000.0, &table, 0.0).unwrap();
    assert!((entry_valued - (1.0 - 0.1 + 0.005 - 50.0 / 51_000.0)).abs() < 1e-12, "{entry_valued}");
}

#[test]
fn unlevered_linear_long_and_inverse_short_have_no_liquidation_price() {
    let table = TierTable::default_for(100.0).unwrap();
    let ratio = |formula, side| liquidation_ratio(formula, side, 1.0, 20_000.0, &table, 0.0);
    assert_eq!(ratio(Formula::Binance, Side::Long), None);
    assert_eq!(ratio(Formula::BybitInverse, Side::Short), None);
    assert!(ratio(Formula::Binance, Side::Short).is_some());
    assert!(ratio(Formula::BybitInverse, Side::Long).is_some());
}

#[test]
fn request_reads_camel_and_snake_case_and_refuses_unknown_keys() {
    let camel = r#"{"venue":"binance","side":"long","entryPrice":60000,"quantity":0.5,"leverage":100,"asset":"BTC"}"#;
    let snake = camel.replace("entryPrice", "entry_price");
    for text in [camel, &snake] {
        let request: LiquidationRequest = read(text).unwrap();
        let price = liquidation_price(&request.check().unwrap()).unwrap();
        assert!((price - 59_638.554_217).abs() < 1e-4, "{price}");
    }
    assert!(read::<LiquidationRequest>(&camel.replace("leverage", "levrage")).is_err());
}

fn position(venue: &str, side: &str) -> LiquidationRequest {
    LiquidationRequest {
        venue: venue.into(),
        side: side.into(),
        entry_price: 10.0,
        quantity: 1.0,
        leverage: Some(5.0),
        mmr: Some(0.01),
        ..LiquidationRequest::default()
    }
}

#[test]
fn numbers_out_of_range_are_refused_by_name_value_and_range() {
    type Spoil = fn(&mut LiquidationRequest);
    let cases: [(Spoil, Code, &str); 13] = [
        (|r| r.leverage = Some(0.0), Code::DataRange, "leverage"),
        (|r| r.leverage = Some(f64::NAN), Code::DataRange, "leverage"),
        (|r| r.entry_price = 0.0, Code::DataRange, "entryPrice"),
        (|r| r.quantity = f64::INFINITY, Code::DataRange, "quantity"),
        (|r| r.mmr = Some(1.5), Code::DataRange, "mmr"),
        (|r| r.wallet_balance = Some(-1.0), Code::DataRange, "walletBalance"),
        (|r| r.fee_rate = Some(0.001), Code::AttributeInvalid, "feeRate"),
        (|r| r.side = "buy".into(), Code::AttributeInvalid, "side"),
        (|r| r.venue = "binanse".into(), Code::AttributeInvalid, "venue"),
        (|r| r.margin_mode = Some("cross".into()), Code::AttributeInvalid, "walletBalance"),
        (|r| r.leverage = None, Code::AttributeInvalid, "leverage"),
        (|r| r.mmr = None, Code::AttributeInvalid, "mmr"),
        (|r| r.asset = Some("BTC".into()), Code::AttributeInvalid, "mmr"),
    ];
    for (spoil, code, field) in cases {
        let mut request = position("binance", "long");
        spoil(&mut request);
        let error = request.check().unwrap_err();
        assert_eq!((error.code, error.field.as_str()), (code, field), "{error}");
    }
    let mut misspelt = position("binanse", "long");
    assert!(misspelt.check().unwrap_err().allowed.contains("did you mean binance?"));
    misspelt = LiquidationRequest { margin_mode: Some("cross".into()), ..position("okx", "long") };
    assert_eq!(misspelt.check().unwrap_err().field, "marginMode");
}

#[test]
fn leverage_above_the_maximum_of_the_opening_tier_is_refused() {
    let request = LiquidationRequest { mmr: None, asset: Some("BTC".into()), ..position("binance", "long") };
    let at = |entry_price: f64, leverage: f64| LiquidationRequest {
        entry_price,
        leverage: Some(leverage),
        ..request.clone()
    };
    assert!(at(40_000.0, 125.0).check().is_ok());
    let error = at(60_000.0, 125.0).check().unwrap_err();
    assert_eq!((error.field.as_str(), error.allowed.as_str()), ("leverage", "a finite number in 1..=100"));
}

#[test]
fn rate_follows_from_the_maximum_leverage_and_may_not_contradict_it() {
    let request = LiquidationRequest { max_leverage: Some(50.0), ..position("hyperliquid", "long") };
    let implied = LiquidationRequest { mmr: None, ..request.clone() };
    assert_eq!(liquidation_price(&request.check().unwrap()), liquidation_price(&implied.check().unwrap()));
    let error = LiquidationRequest { mmr: Some(0.02), ..request }.check().unwrap_err();
    assert_eq!((error.field.as_str(), error.value.as_str()), ("mmr", "0.02"));
}

#[test]
fn table_of_the_request_is_used_and_checked() {
    let text = r#"{"venue":"binance","side":"long","entryPrice":60000,"quantity":20,"leverage":25,"tiers":{
        "notionalFloor":[0,50000,600000],"maintenanceMarginRate":[0.004,0.005,0.0065],"maxLeverage":[125,100,75]}}"#;
    let request: LiquidationRequest = read(text).unwrap();
    let price = liquidation_price(&request.check().unwrap()).unwrap();
    assert!((price - 57_929.038_752).abs() < 1e-4, "{price}");
    let spoilt = text.replace("[0,50000,600000]", "[0,600000,50000]");
    let error = read::<LiquidationRequest>(&spoilt).unwrap().check().unwrap_err();
    assert_eq!((error.code, error.field.as_str()), (Code::DataUnordered, "tiers[2].notional_floor"));
}

#[test]
fn deribit_rate_grows_with_the_size_in_coins() {
    let of = |quantity: f64| LiquidationRequest {
        mmr: None,
        asset: Some("BTC".into()),
        quantity,
        ..position("deribit", "long")
    };
    let price = |request: LiquidationRequest| liquidation_price(&request.check().unwrap()).unwrap();
    // One coin: m = 1 % + 0.005 %, LP/EP = (1 + m)/(1 + 1/λ).
    assert!((price(of(10.0)) / 10.0 - 1.010_05 / 1.2).abs() < 1e-12);
    assert!(price(of(1_000.0)) > price(of(10.0)));
    assert!(Formula::Deribit.is_low_confidence());
}

#[test]
fn inverse_contracts_get_the_inverse_equation_at_every_venue() {
    assert_eq!(Formula::for_market("binance", ContractKind::Inverse), Formula::BybitInverse);
    assert_eq!(Formula::for_market("deribit", ContractKind::Inverse), Formula::Deribit);
    assert_eq!(Formula::for_market("okx", ContractKind::Linear), Formula::Okx);
    assert_eq!(Formula::for_market("somewhere", ContractKind::Linear), Formula::Binance);
    for formula in Formula::ALL {
        let venue = formula.as_str().trim_end_matches("-inverse").trim_end_matches("-mark");
        assert_eq!(Formula::for_market(venue, formula.contract()).contract(), formula.contract());
    }
}

fn any_formula() -> impl Strategy<Value = Formula> {
    prop::sample::select(Formula::ALL.to_vec())
}

fn any_side() -> impl Strategy<Value = Side> {
    prop::sample::select(Side::BOTH.to_vec())
}

fn one_tier(rate: f64) -> TierTable {
    TierTable::from_columns("2024-10-24", "random", &[0.0], &[rate], &[1000.0], None).unwrap()
}

fn any_table() -> impl Strategy<Value = TierTable> {
    let real =
        prop::sample::select(vec![("binance", "BTC"), ("binance", "ETH"), ("binance", "SOL"), ("hyperliquid", "BTC")]);
    let real = real.prop_map(|(venue, asset)| bundled(venue, asset).unwrap());
    let steps = prop::collection::vec((1_000.0..1e7_f64, 0.000_5..0.05_f64), 2..8);
    let random = steps.prop_map(|steps| {
        let (mut floor, mut rate) = (0.0, 0.003);
        let mut columns = (Vec::new(), Vec::new());
        for (width, rise) in steps {
            columns.0.push(floor);
            columns.1.push(rate);
            floor += width;
            rate += rise;
        }
        let leverages = vec![100.0; columns.0.len()];
        TierTable::from_columns("2024-10-24", "random", &columns.0, &columns.1, &leverages, None).unwrap()
    });
    prop_oneof![real, random]
}

/// Where the formula reckons the size: at liquidation, or at entry.
fn valued_at_liquidation(formula: Formula) -> bool {
    !matches!(formula, Formula::Bybit | Formula::BybitInverse | Formula::Deribit)
}

proptest! {
    #[test]
    fn higher_leverage_is_liquidated_closer_to_entry(
        formula in any_formula(), side in any_side(), rate in 0.001..0.02_f64, low in 2.0..30.0_f64, step in 1.01..1.5_f64,
    ) {
        let table = one_tier(rate);
        let ratio = |leverage| liquidation_ratio(formula, side, leverage, 20_000.0, &table, 0.0005);
        let (far, near) = (ratio(low), ratio(low * step));
        prop_assert!(far.is_some() && near.is_some());
        let distance = |ratio: Option<f64>| side.sign() * (1.0 - ratio.unwrap_or(1.0));
        prop_assert!(distance(far) > distance(near), "{far:?} {near:?}");
    }

    #[test]
    fn price_is_on_the_losing_side_exactly_when_margin_exceeds_maintenance(
        formula in any_formula(), side in any_side(), rate in 0.001..0.3_f64, leverage in 2.0..200.0_f64, fee in 0.0..0.002_f64,
    ) {
        let needed = rate + if formula.has_fee() { fee } else { 0.0 };
        prop_assume!((1.0 / leverage - needed).abs() > 1e-9);
        match liquidation_ratio(formula, side, leverage, 20_000.0, &one_tier(rate), fee) {
            Some(ratio) => {
                prop_assert!(1.0 / leverage > needed, "{ratio}");
                prop_assert!(side.sign() * (1.0 - ratio) > 0.0 && ratio > 0.0, "{ratio}");
            }
            None => prop_assert!(1.0 / leverage < needed),
        }
    }

    #[test]
    fn price_is_continuous_where_the_tier_changes(
        formula in any_formula(), side in any_side(), table in any_table(), leverage in 2.0..20.0_f64, pick in any::<prop::sample::Index>(),
    ) {
        let boundary = table.tiers[1 + pick.index(table.tiers.len() - 1)].notional_floor;
        // The notional that is liquidated exactly on the boundary, from x − σ·MM(x) = N·(1 − σ/λ).
        let notional = if valued_at_liquidation(formula) {
            (boundary - side.sign() * table.maintenance_margin(boundary)) / (1.0 - side.sign() / leverage)
        } else {
            boundary
        };
        let ratio = |notional: f64| liquidation_ratio(formula, side, leverage, notional, &table, 0.0);
        let (below, above) = (ratio(notional * (1.0 - 1e-12)), ratio(notional * (1.0 + 1e-12)));
        if let (Some(below), Some(above)) = (below, above) {
            prop_assert!((below - above).abs() <= CONTINUITY * above, "{below} {above}");
        } else {
            prop_assert_eq!(below, above);
        }
    }

    #[test]
    fn exactly_one_tier_holds_at_its_own_liquidation_price(
        side in any_side(), table in any_table(), leverage in 2.0..20.0_f64, notional in 1_000.0..5e8_f64,
    ) {
        let sign = side.sign();
        let accepted: Vec<f64> = table.tiers.iter().enumerate().filter_map(|(i, tier)| {
            let (rate, amount) = (tier.maintenance_margin_rate, tier.maintenance_amount);
            let ratio = ((1.0 - sign / leverage) - sign * amount / notional) / (1.0 - sign * rate);
            let cap = table.tiers.get(i + 1).map_or(f64::INFINITY, |next| next.notional_floor);
            (ratio * notional >= tier.notional_floor && ratio * notional < cap).then_some(ratio)
        }).collect();
        prop_assert_eq!(accepted.len(), 1, "{:?}", accepted);
        let chosen = liquidation_ratio(Formula::Binance, side, leverage, notional, &table, 0.0);
        match chosen {
            Some(ratio) => prop_assert!((ratio - accepted[0]).abs() <= 1e-12 * ratio, "{ratio} {accepted:?}"),
            None => prop_assert!(sign * (1.0 - accepted[0]) <= 0.0),
        }
    }

    #[test]
    fn inverse_ratio_is_one_over_the_other_sides_linear_ratio(
        side in any_side(), rate in 0.001..0.02_f64, leverage in 2.0..40.0_f64,
    ) {
        let other = if side == Side::Long { Side::Short } else { Side::Long };
        let table = one_tier(rate);
        let inverse = liquidation_ratio(Formula::BybitInverse, side, leverage, 20_000.0, &table, 0.0).unwrap();
        let linear = liquidation_ratio(Formula::Binance, other, leverage, 20_000.0, &table, 0.0).unwrap();
        let reciprocal = 1.0 / linear;
        prop_assert!((inverse - reciprocal).abs() <= 1e-12 * inverse, "{inverse} {reciprocal}");
    }
}
