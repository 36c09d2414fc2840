//! How candles, marks, takers and funding become steps.

use crate::synthetic_market::{HOUR_MS, START_MS, any_market, market_of_candles, random, with_open_interest};
use liquidation_widgets::engine::market::{ContractKind, Funding, MarkCandles, Market, TimeMs};
use liquidation_widgets::engine::open_interest::Sampling;
use liquidation_widgets::engine::quality::{Flags, Quality};
use liquidation_widgets::engine::steps::{Step, steps_of};
use proptest::prelude::*;

const CANDLE: [f64; 4] = [50_000.0, 50_600.0, 49_700.0, 50_300.0];

fn steps(market: &Market, others: &[Market]) -> (Vec<Step>, Quality) {
    let mut quality = Quality::default();
    let steps = steps_of(market, others, Sampling::Causal, &mut quality).unwrap();
    (steps, quality)
}

fn hour(hour: i64) -> TimeMs {
    START_MS + hour * HOUR_MS
}

#[test]
fn vwap_is_turnover_over_volume_in_both_kinds_of_contract() {
    let mut linear = market_of_candles("binance", 0, &[CANDLE], 10.0);
    linear.candles.turnover = Some(vec![10.0 * 50_100.0]);
    assert_eq!(steps(&linear, &[]).0[0].vwap, 50_100.0);
    let mut inverse = market_of_candles("binance", 0, &[CANDLE], 50_100.0);
    inverse.contract = ContractKind::Inverse;
    inverse.candles.turnover = Some(vec![1.0]);
    assert_eq!(steps(&inverse, &[]).0[0].vwap, 50_100.0);
}

#[test]
fn vwap_without_turnover_is_the_mean_of_low_high_and_close() {
    let (steps, quality) = steps(&market_of_candles("binance", 0, &[CANDLE], 10.0), &[]);
    assert_eq!(steps[0].vwap, (50_600.0 + 49_700.0 + 50_300.0) / 3.0);
    assert_eq!(quality.repaired_prices, 0);
}

#[test]
fn vwap_outside_its_candle_is_moved_into_it_and_counted() {
    let mut market = market_of_candles("binance", 0, &[CANDLE; 2], 10.0);
    market.candles.turnover = Some(vec![10.0 * 40_000.0, 10.0 * 60_000.0]);
    let (steps, quality) = steps(&market, &[]);
    assert_eq!((steps[0].vwap, steps[1].vwap), (49_700.0, 50_600.0));
    assert_eq!(quality.repaired_prices, 2);
}

#[test]
fn a_candle_without_volume_is_entered_at_its_close() {
    assert_eq!(steps(&market_of_candles("binance", 0, &[CANDLE], 0.0), &[]).0[0].vwap, 50_300.0);
}

#[test]
fn taker_share_comes_from_the_market_then_from_others_by_volume_then_is_one_half() {
    let own = |venue: &str, volume: f64, bought: f64| {
        let mut market = market_of_candles(venue, 0, &[CANDLE], volume);
        market.candles.taker_buy_volume = Some(vec![bought]);
        market
    };
    let none = market_of_candles("bybit", 0, &[CANDLE], 50.0);
    let (found, quality) = steps(&own("binance", 10.0, 7.0), &[]);
    assert_eq!((found[0].taker_buy_share, quality.taker_share_assumed), (0.7, 0));
    let others = [own("binance", 30.0, 24.0), none.clone(), own("okx", 10.0, 0.0)];
    let (found, quality) = steps(&none, &others);
    assert!((found[0].taker_buy_share - 0.6).abs() < 1e-12, "{}", found[0].taker_buy_share);
    assert_eq!((quality.taker_share_of_other_venue, quality.taker_share_assumed), (1, 0));
    let (found, quality) = steps(&none, std::slice::from_ref(&none));
    assert_eq!((found[0].taker_buy_share, quality.taker_share_assumed), (0.5, 1));
}

#[test]
fn taker_share_of_another_hour_is_not_used() {
    let mut other = market_of_candles("okx", 1, &[CANDLE], 10.0);
    other.candles.taker_buy_volume = Some(vec![10.0]);
    assert_eq!(steps(&market_of_candles("bybit", 0, &[CANDLE], 50.0), &[other]).0[0].taker_buy_share, 0.5);
}

#[test]
fn a_candle_without_a_mark_price_takes_last_trades_and_says_so() {
    let mut market = market_of_candles("binance", 0, &[CANDLE; 2], 10.0);
    market.mark_candles = Some(MarkCandles {
        open_time_ms: vec![hour(1)],
        high: vec![50_700.0],
        low: vec![49_000.0],
        close: vec![50_200.0],
    });
    let (steps, quality) = steps(&market, &[]);
    assert_eq!((steps[0].mark_low, steps[0].mark_high, steps[0].mark_close), (49_700.0, 50_600.0, 50_300.0));
    assert_eq!((steps[1].mark_low, steps[1].mark_high, steps[1].mark_close), (49_000.0, 50_700.0, 50_200.0));
    assert!(steps[0].flags.contains(Flags::MARK_FROM_LAST) && !steps[1].flags.contains(Flags::MARK_FROM_LAST));
    assert_eq!(quality.mark_from_last, 1);
}

#[test]
fn a_mark_close_outside_its_range_is_repaired_and_counted() {
    let mut market = market_of_candles("binance", 0, &[CANDLE], 10.0);
    market.mark_candles = Some(MarkCandles {
        open_time_ms: vec![hour(0)],
        high: vec![50_700.0],
        low: vec![49_000.0],
        close: vec![48_000.0],
    });
    let (steps, quality) = steps(&market, &[]);
    assert!(steps[0].mark_low <= steps[0].mark_close && steps[0].mark_close <= steps[0].mark_high);
    assert_eq!(quality.repaired_prices, 1);
}

#[test]
fn funding_belongs_to_the_candle_of_its_rounded_minute() {
    let mut market = market_of_candles("binance", 0, &[CANDLE; 3], 10.0);
    market.funding = Funding {
        // Before the first candle; milliseconds late; milliseconds early; twice in one minute; after the last candle.
        time_ms: vec![
            hour(0) - 60_000,
            hour(1) + 16,
            hour(2) - 9,
            hour(2) + 20 * 60_000,
            hour(2) + 20 * 60_000 + 12,
            hour(3),
        ],
        rate: vec![0.05, 0.001, 0.002, 0.03, 0.004, 0.05],
    };
    let rates: Vec<f64> = steps(&market, &[]).0.iter().map(|step| step.funding).collect();
    assert_eq!(rates[..2], [0.0, 0.001]);
    assert!((rates[2] - 0.006).abs() < 1e-15, "{}", rates[2]);
}

#[test]
fn missing_candles_stay_missing_and_the_next_one_says_so() {
    let mut market = market_of_candles("binance", 0, &[CANDLE; 4], 10.0);
    market.candles.open_time_ms[2] += 2 * HOUR_MS;
    market.candles.open_time_ms[3] += 2 * HOUR_MS;
    let (steps, _) = steps(&market, &[]);
    assert_eq!(steps.len(), 4);
    let gaps: Vec<bool> = steps.iter().map(|step| step.flags.contains(Flags::GAP)).collect();
    assert_eq!(gaps, [false, false, true, false]);
}

#[test]
fn relative_turnover_is_measured_against_the_trailing_week() {
    let hours = 24 * 9;
    let mut market = market_of_candles("binance", 0, &vec![CANDLE; hours], 100.0);
    market.candles.volume[..24].fill(1_000.0);
    let bases: Vec<f64> = steps(&market, &[]).0.iter().map(|step| step.relative_base.unwrap()).collect();
    assert!((bases[0] / (0.45 * 24_000.0) - 1.0).abs() < 1e-12, "shorter where less is known: {}", bases[0]);
    let week = (24_000.0 + 6.0 * 2_400.0) / 7.0;
    assert!((bases[24 * 7 - 1] / (0.45 * week) - 1.0).abs() < 1e-12);
    assert!((bases[24 * 8 - 1] / (0.45 * 2_400.0) - 1.0).abs() < 1e-9, "the first day has left the week");
    let known = with_open_interest(market, 0, &vec![5_000.0; hours]);
    assert!(steps(&known, &[]).0.iter().all(|step| step.relative_base.is_none()));
}

proptest! {
    #![proptest_config(random(96))]

    #[test]
    fn every_step_keeps_its_prices_in_order(market in any_market(30)) {
        for step in steps(&market, &[]).0 {
            prop_assert!(step.low <= step.vwap && step.vwap <= step.high);
            prop_assert!(step.mark_low <= step.mark_close && step.mark_close <= step.mark_high);
            prop_assert!((0.0..=1.0).contains(&step.taker_buy_share));
        }
    }
}
