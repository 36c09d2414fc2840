//! Random markets: candles with wicks, marks wider or narrower than last trades, open interest with zeros and gaps.

use liquidation_widgets::engine::deposits::Deposits;
use liquidation_widgets::engine::estimator::Estimator;
use liquidation_widgets::engine::margin::Formula;
use liquidation_widgets::engine::market::{
    Candles, ContractKind, Funding, MarkCandles, Market, OpenInterest, Provenance, ProvenanceKind, Snapshot, Stamp,
    TierTable, TimeMs,
};
use liquidation_widgets::engine::open_interest::Sampling;
use liquidation_widgets::engine::parameters::Parameters;
use liquidation_widgets::engine::quality::{Flags, Quality};
use liquidation_widgets::engine::snapshot::Beside;
use liquidation_widgets::engine::steps::{Step, steps_of};
use liquidation_widgets::engine::tiers::bundled;
use proptest::prelude::*;

pub(crate) const HOUR_MS: TimeMs = 3_600_000;
pub(crate) const START_MS: TimeMs = 1_764_547_200_000;
/// Bins of the random runs: fine enough for 125x, coarse enough for many cases.
pub(crate) const BIN_WIDTH: f64 = 0.0005;
/// Open interest that the random series are shares of, in coins or, inverse, in US dollars.
const LINEAR_OPEN_INTEREST: f64 = 80_000.0;
const INVERSE_OPEN_INTEREST: f64 = 900e6;

/// `cases` random cases, or as many as `PROPTEST_CASES` asks for; the smallest failing input is printed, and nothing is
/// written beside the tests.
pub(crate) fn random(cases: u32) -> ProptestConfig {
    let asked = ProptestConfig::default();
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { asked.cases } else { cases };
    ProptestConfig { cases, failure_persistence: None, ..asked }
}

/// One candle's worth of chance.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Move {
    /// Logarithm of close over open.
    pub(crate) log_return: f64,
    /// How far the wick reaches below and above open and close, in log price.
    pub(crate) wicks: [f64; 2],
    /// How far the mark price reaches beyond the low and the high, in log price; negative is narrower.
    pub(crate) mark_beyond: [f64; 2],
    /// Where the vwap lies in the candle, 0 low to 1 high.
    pub(crate) mean_at: f64,
    /// Volume over the base open interest.
    pub(crate) volume: f64,
    /// Share bought by takers.
    pub(crate) taker_share: f64,
    /// Open interest at the close over the base; `None` is a sample that is missing.
    pub(crate) open_interest: Option<f64>,
    /// Rate settled in the candle.
    pub(crate) funding: f64,
    /// Hours without a candle before this one.
    pub(crate) missing_hours: u8,
}

pub(crate) fn any_move() -> impl Strategy<Value = Move> {
    let prices = (-0.04..0.04_f64, [0.0..0.02_f64, 0.0..0.02], [-0.002..0.01_f64, -0.002..0.01], 0.0..=1.0_f64);
    let volume = prop_oneof![1 => Just(0.0), 8 => 0.05..0.4_f64, 1 => 1.0..6.0_f64];
    let open_interest = prop_oneof![
        6 => (0.7..1.4_f64).prop_map(Some),
        2 => (0.1..4.0_f64).prop_map(Some),
        1 => Just(Some(0.0)),
        2 => Just(None)
    ];
    let funding = prop_oneof![3 => Just(0.0), 1 => -0.003..0.003_f64];
    let missing = prop_oneof![9 => Just(0_u8), 1 => 1..6_u8];
    (prices, volume, 0.0..=1.0_f64, open_interest, funding, missing).prop_map(
        |((log_return, wicks, mark_beyond, mean_at), volume, taker_share, open_interest, funding, missing_hours)| {
            Move { log_return, wicks, mark_beyond, mean_at, volume, taker_share, open_interest, funding, missing_hours }
        },
    )
}

pub(crate) fn any_contract() -> impl Strategy<Value = ContractKind> {
    prop_oneof![Just(ContractKind::Linear), Just(ContractKind::Inverse)]
}

/// A market of 2 to `most` candles that starts anywhere between 2,000 and 90,000.
pub(crate) fn any_market(most: usize) -> impl Strategy<Value = Market> {
    (any_contract(), 2_000.0..90_000.0_f64, prop::collection::vec(any_move(), 2..most))
        .prop_map(|(contract, price, moves)| market_of(contract, price, &moves))
}

/// The market that `moves` make from `price` on.
pub(crate) fn market_of(contract: ContractKind, price: f64, moves: &[Move]) -> Market {
    let base = base_open_interest(contract);
    let mut market = empty_market("binance", contract);
    let (mut price, mut open_ms) = (price, START_MS);
    let mut marks = MarkCandles::default();
    let (mut turnover, mut taker, mut sampled_ms, mut sampled) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for step in moves {
        open_ms += TimeMs::from(step.missing_hours) * HOUR_MS;
        let close = price * libm::exp(step.log_return);
        let low = price.min(close) * libm::exp(-step.wicks[0]);
        let high = price.max(close) * libm::exp(step.wicks[1]);
        push_candle(&mut market.candles, open_ms, [price, high, low, close], base * step.volume);
        let mean = low + (high - low) * step.mean_at;
        turnover.push(match contract {
            ContractKind::Linear => base * step.volume * mean,
            ContractKind::Inverse => base * step.volume / mean,
        });
        taker.push(base * step.volume * step.taker_share);
        let (mark_low, mark_high) = (low * libm::exp(-step.mark_beyond[0]), high * libm::exp(step.mark_beyond[1]));
        push_mark(&mut marks, open_ms, mark_low.min(mark_high), mark_high, close);
        open_ms += HOUR_MS;
        if let Some(share) = step.open_interest {
            sampled_ms.push(open_ms);
            sampled.push(base * share);
        }
        if step.funding != 0.0 {
            market.funding.time_ms.push(open_ms - HOUR_MS + 7);
            market.funding.rate.push(step.funding);
        }
        price = close;
    }
    market.candles.turnover = Some(turnover);
    market.candles.taker_buy_volume = Some(taker);
    market.mark_candles = Some(marks);
    if !sampled_ms.is_empty() {
        market.open_interest = Some(sampled_open_interest(sampled_ms, sampled));
    }
    market
}

pub(crate) fn base_open_interest(contract: ContractKind) -> f64 {
    match contract {
        ContractKind::Linear => LINEAR_OPEN_INTEREST,
        ContractKind::Inverse => INVERSE_OPEN_INTEREST,
    }
}

pub(crate) fn sampled_open_interest(time_ms: Vec<TimeMs>, value: Vec<f64>) -> OpenInterest {
    OpenInterest { time_ms, value, sides_reported: 1, stamp: Stamp::Instant }
}

fn push_candle(candles: &mut Candles, open_ms: TimeMs, [open, high, low, close]: [f64; 4], volume: f64) {
    candles.open_time_ms.push(open_ms);
    candles.open.push(open);
    candles.high.push(high);
    candles.low.push(low);
    candles.close.push(close);
    candles.volume.push(volume);
}

fn push_mark(marks: &mut MarkCandles, open_ms: TimeMs, low: f64, high: f64, close: f64) {
    marks.open_time_ms.push(open_ms);
    marks.low.push(low);
    marks.high.push(high);
    marks.close.push(close.clamp(low, high));
}

pub(crate) fn empty_market(venue: &str, contract: ContractKind) -> Market {
    Market {
        venue: venue.to_owned(),
        symbol: "BTCUSDT".to_owned(),
        contract,
        price_tick: None,
        candles: Candles { interval_ms: HOUR_MS, ..Candles::default() },
        mark_candles: None,
        open_interest: None,
        funding: Funding::default(),
        liquidations: None,
        depth: None,
        tiers: None,
    }
}

/// A market of hourly candles from `first_hour` on, each `[open, high, low, close]` with `volume`.
pub(crate) fn market_of_candles(venue: &str, first_hour: TimeMs, prices: &[[f64; 4]], volume: f64) -> Market {
    let mut market = empty_market(venue, ContractKind::Linear);
    for (row, candle) in prices.iter().enumerate() {
        push_candle(&mut market.candles, START_MS + (first_hour + row as TimeMs) * HOUR_MS, *candle, volume);
    }
    market
}

/// `market` with one open-interest sample at the close of each of its candles from `first_row` on.
pub(crate) fn with_open_interest(mut market: Market, first_row: usize, values: &[f64]) -> Market {
    let closes = market.candles.open_time_ms.iter().skip(first_row).take(values.len()).map(|open| open + HOUR_MS);
    market.open_interest = Some(sampled_open_interest(closes.collect(), values.to_vec()));
    market
}

pub(crate) fn snapshot_of(markets: Vec<Market>) -> Snapshot {
    let last = markets.iter().filter_map(|market| market.candles.open_time_ms.last()).max();
    Snapshot {
        asset: "BTC".to_owned(),
        quote: "USDT".to_owned(),
        as_of_ms: last.map_or(START_MS, |open| open + HOUR_MS),
        provenance: Provenance {
            kind: ProvenanceKind::Simulated,
            document: ProvenanceKind::Simulated,
            note: String::new(),
            sources: Vec::new(),
        },
        markets,
        beside: Beside::default(),
        imported: None,
    }
}

pub(crate) fn btc_tiers() -> TierTable {
    bundled("binance", "BTC").unwrap()
}

pub(crate) fn default_deposits(contract: ContractKind) -> Deposits {
    Deposits::new(Formula::for_market("binance", contract), &btc_tiers(), &Parameters::default()).unwrap()
}

pub(crate) fn causal_steps(market: &Market) -> Vec<Step> {
    steps_of(market, &[], Sampling::Causal, &mut Quality::default()).unwrap()
}

/// An estimator of `contract` that is about to take `first`.
pub(crate) fn estimator_at(contract: ContractKind, parameters: &Parameters, first: &Step) -> Estimator {
    let deposits = Deposits::new(Formula::for_market("binance", contract), &btc_tiers(), parameters).unwrap();
    Estimator::new(contract, deposits, parameters, BIN_WIDTH, first)
}

/// An estimator after all of `steps`, with default parameters.
pub(crate) fn estimated(contract: ContractKind, steps: &[Step]) -> Estimator {
    let mut estimator = estimator_at(contract, &Parameters::default(), &steps[0]);
    for step in steps {
        estimator.apply(step);
    }
    estimator
}

/// The step after `before` in which nothing moves: its mark close is the one price, its open interest stays.
pub(crate) fn still_step(before: &Step, volume: f64) -> Step {
    let price = before.mark_close;
    Step {
        open_ms: before.close_ms,
        close_ms: before.close_ms + HOUR_MS,
        open: price,
        low: price,
        high: price,
        close: price,
        vwap: price,
        volume,
        taker_buy_share: 0.5,
        mark_low: price,
        mark_high: price,
        mark_close: price,
        open_interest: before.open_interest,
        relative_base: None,
        funding: 0.0,
        seeding: false,
        flags: Flags::default(),
    }
}

/// A first step at `price` with everything else at rest.
pub(crate) fn first_step(price: f64, open_interest: f64, volume: f64) -> Step {
    let before = Step { mark_close: price, open_interest, ..blank_step() };
    still_step(&before, volume)
}

fn blank_step() -> Step {
    Step {
        open_ms: START_MS - HOUR_MS,
        close_ms: START_MS,
        open: 1.0,
        low: 1.0,
        high: 1.0,
        close: 1.0,
        vwap: 1.0,
        volume: 0.0,
        taker_buy_share: 0.5,
        mark_low: 1.0,
        mark_high: 1.0,
        mark_close: 1.0,
        open_interest: 0.0,
        relative_base: None,
        funding: 0.0,
        seeding: false,
        flags: Flags::default(),
    }
}
