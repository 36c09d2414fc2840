//! A made-up market: a seeded random walk with the ranges, volumes and open interest of a large coin's perpetual.

use liquidation_widgets::engine::market::{
    Candles, ContractKind, Funding, Market, OpenInterest, Provenance, ProvenanceKind, Snapshot, Stamp, TimeMs,
};
use liquidation_widgets::engine::random::SplitMix64;
use liquidation_widgets::engine::snapshot::Beside;

const HOUR_MS: TimeMs = 3_600_000;
/// Log move of one hour, such that the median range of an hour is 0.55 %.
const HOURLY_SIGMA: f64 = 0.0050;
const HOURLY_VOLUME: f64 = 4200.0;
/// Moves inside one candle.
const MOVES: u64 = 12;
const NUMBERS_PER_CANDLE: u64 = MOVES + 4;

/// `count` candles of `interval_ms`, with open interest and taker volume at every candle and funding every eight hours.
pub(crate) fn snapshot(count: usize, interval_ms: TimeMs) -> Snapshot {
    let random = SplitMix64::new(20_260_301);
    let hours = interval_ms as f64 / HOUR_MS as f64;
    // A uniform on ±√3 has variance 1.
    let move_sigma = HOURLY_SIGMA * libm::sqrt(3.0 * hours / MOVES as f64);
    let mut candles = Candles { interval_ms, ..Candles::default() };
    let (mut turnover, mut bought) = (Vec::new(), Vec::new());
    let mut open_interest = Vec::new();
    let (mut log_price, mut held) = (libm::log(90_000.0), 90_000.0);
    for candle in 0..count {
        let uniform = |number: u64| random.uniform(candle as u64 * NUMBERS_PER_CANDLE + number);
        // Calm hours and wild ones: the range's 95th percentile is about three and a half times its median.
        let wildness = 0.6 + 2.4 * libm::pow(uniform(MOVES), 4.0);
        let open = log_price;
        let (mut low, mut high) = (open, open);
        for part in 0..MOVES {
            log_price += move_sigma * wildness * (2.0 * uniform(part) - 1.0);
            (low, high) = (low.min(log_price), high.max(log_price));
        }
        let volume = HOURLY_VOLUME * hours * wildness * (0.5 + uniform(MOVES + 1));
        candles.open_time_ms.push(candle as TimeMs * interval_ms);
        candles.open.push(libm::exp(open));
        candles.low.push(libm::exp(low));
        candles.high.push(libm::exp(high));
        candles.close.push(libm::exp(log_price));
        candles.volume.push(volume);
        turnover.push(volume * libm::exp((open + low + high + log_price) / 4.0));
        bought.push(volume * (0.45 + 0.1 * uniform(MOVES + 2)));
        held += 0.02 * hours * (90_000.0 - held) + 600.0 * libm::sqrt(hours) * (2.0 * uniform(MOVES + 3) - 1.0);
        open_interest.push(held.clamp(80_000.0, 100_000.0));
    }
    candles.turnover = Some(turnover);
    candles.taker_buy_volume = Some(bought);
    let end_ms = count as TimeMs * interval_ms;
    let settlements = (1..=end_ms / (8 * HOUR_MS)).map(|settlement| settlement * 8 * HOUR_MS);
    let funding = Funding {
        rate: settlements.clone().map(|time_ms| 0.0002 * random.uniform(u64::MAX - time_ms as u64) - 0.00005).collect(),
        time_ms: settlements.collect(),
    };
    let open_interest = OpenInterest {
        time_ms: candles.open_time_ms.iter().map(|open_ms| open_ms + interval_ms).collect(),
        value: open_interest,
        sides_reported: 1,
        stamp: Stamp::Instant,
    };
    Snapshot {
        asset: "BTC".to_owned(),
        quote: "USDT".to_owned(),
        as_of_ms: end_ms,
        provenance: Provenance {
            kind: ProvenanceKind::Simulated,
            document: ProvenanceKind::Simulated,
            note: String::new(),
            sources: Vec::new(),
        },
        markets: vec![Market {
            venue: "binance".to_owned(),
            symbol: "BTCUSDT".to_owned(),
            contract: ContractKind::Linear,
            price_tick: None,
            candles,
            mark_candles: None,
            open_interest: Some(open_interest),
            funding,
            liquidations: None,
            depth: None,
            tiers: None,
        }],
        beside: Beside::default(),
        imported: None,
    }
}
