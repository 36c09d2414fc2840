//! What stands beside the markets: futures, options, funds, volumes, reserves, liquidations, context.

use super::{Observed, SeriesUnit};
use crate::engine::market::TimeMs;
use crate::engine::order::ordered;
use crate::engine::signals::basis::{annual_simple, raw_basis};
use crate::engine::signals::options::{OptionType, SmileQuote, volatility_at_delta};
use crate::engine::snapshot::{Beside, DatedFutures, EtfFlows, LiquidationSums, OptionChain, PolicyRate, Volumes};
use crate::lists::{Growing, Listed};

const DAY_MS: f64 = 86_400_000.0;
/// Expiries nearer than this are left out, since annualising explodes; an author's choice.
const LEAST_DAYS: f64 = 3.0;
/// The expiry whose skew is taken is the one nearest to this many days, the usual constant maturity.
const SKEW_DAYS: f64 = 30.0;
const DELTA: f64 = 0.25;

pub(super) fn series(beside: &Beside) -> Vec<Observed> {
    let mut all: Vec<Observed> = [
        basis(&beside.futures),
        Observed::new("rr25", SeriesUnit::VolatilityPoints, skew(&beside.options)),
        beside.volumes.as_ref().and_then(perp_share),
        beside.volumes.as_ref().and_then(spot_delta),
        beside.policy_rate.as_ref().and_then(cut_probability),
    ]
    .into_iter()
    .flatten()
    .listed();
    all.put_all(beside.etf_flows.iter().flat_map(funds));
    all.put_all(
        beside
            .stablecoin_reserves
            .as_ref()
            .map(|reserves| Observed::known("stablecoins", SeriesUnit::Usd, &reserves.time_ms, &reserves.balance_usd)),
    );
    all.put_all(beside.liquidation_history.iter().flat_map(liquidations));
    all.put_all(beside.context.iter().map(|one| Observed::known(&one.name, one.unit.into(), &one.time_ms, &one.value)));
    all
}

/// Simple basis a year of the nearest expiry that is not about to end: of CME where it is among the venues, else of the
/// first venue that quotes spot beside its futures.
fn basis(futures: &[DatedFutures]) -> Option<Observed> {
    let quoted = |table: &&DatedFutures| table.spot.is_some();
    let cme = futures.iter().filter(quoted).find(|table| table.venue.eq_ignore_ascii_case("cme"));
    let table = cme.or_else(|| futures.iter().find(quoted))?;
    let spot = table.spot.as_ref()?;
    let days = |row: usize| (table.expiry_ms[row] - table.time_ms[row]) as f64 / DAY_MS;
    let mut rows: Vec<(TimeMs, Option<f64>)> = Vec::new();
    let mut start = 0;
    while start < table.time_ms.len() {
        let at_ms = table.time_ms[start];
        let end = start + table.time_ms[start..].partition_point(|time| *time <= at_ms);
        let lasting = (start..end).filter(|row| days(*row) >= LEAST_DAYS);
        let nearest = lasting.min_by(|a, b| days(*a).total_cmp(&days(*b)));
        let simple = |row: usize| annual_simple(raw_basis(table.price[row], spot[row]), days(row));
        rows.push((at_ms, nearest.and_then(simple)));
        start = end;
    }
    Observed::new("basis", SeriesUnit::RateYear, rows)
}

/// 25-delta risk reversal of each chain, calls less puts, in the order of their instants.
fn skew(chains: &[OptionChain]) -> Vec<(TimeMs, Option<f64>)> {
    let rows: Vec<(TimeMs, Option<f64>)> = chains.iter().map(|chain| (chain.time_ms, skew_of(chain))).listed();
    ordered(&rows, |a, b| a.0.cmp(&b.0))
}

fn skew_of(chain: &OptionChain) -> Option<f64> {
    let days = |expiry_ms: TimeMs| (expiry_ms - chain.time_ms) as f64 / DAY_MS;
    let away = |expiry_ms: TimeMs| (days(expiry_ms) - SKEW_DAYS).abs();
    let lasting = chain.expiry_ms.iter().copied().filter(|expiry| days(*expiry) >= LEAST_DAYS);
    let expiry_ms = lasting.min_by(|a, b| away(*a).total_cmp(&away(*b)))?;
    let (iv, forward) = (chain.iv.as_ref()?, chain.forward.as_ref()?);
    let rows: Vec<usize> = (0..chain.expiry_ms.len()).filter(|row| chain.expiry_ms[*row] == expiry_ms).listed();
    let quote = |row: &usize| SmileQuote {
        option_type: chain.option_type[*row],
        strike: chain.strike[*row],
        iv: Some(iv[*row]),
    };
    let quotes: Vec<SmileQuote> = rows.iter().map(quote).listed();
    let forward = forward[*rows.first()?];
    let side = |option_type| volatility_at_delta(&quotes, option_type, forward, days(expiry_ms), DELTA);
    Some(100.0 * (side(OptionType::Call)? - side(OptionType::Put)?))
}

/// Perpetuals of perpetuals and spot; periods without any trade have none.
fn perp_share(volumes: &Volumes) -> Option<Observed> {
    let perp = volumes.perp_usd.as_ref()?;
    let share = |row: usize| {
        let both = perp[row] + volumes.spot_usd[row];
        (volumes.time_ms[row] + volumes.period_ms, (both > 0.0).then(|| perp[row] / both))
    };
    Observed::new("perp_share", SeriesUnit::Share, (0..perp.len()).map(share).listed())
}

fn spot_delta(volumes: &Volumes) -> Option<Observed> {
    let delta = volumes.spot_delta_usd.as_ref()?;
    Some(Observed::known("spot_delta", SeriesUnit::Usd, &volumes.time_ms, delta))
}

fn cut_probability(rate: &PolicyRate) -> Option<Observed> {
    let next = *rate.cut_probability.as_ref()?.first()?;
    Some(Observed::known("cut_probability", SeriesUnit::Share, &[rate.time_ms], &[next]))
}

/// Flows of all funds together: those of single funds are no sum of all.
fn funds(flows: &EtfFlows) -> Vec<Observed> {
    let Some(total) = &flows.total else { return Vec::new() };
    let column = |name: &str, unit: SeriesUnit, values: &Option<Vec<f64>>| {
        values.as_ref().map(|values| Observed::known(name, unit, &total.time_ms, values))
    };
    let columns =
        [column("etf_net", SeriesUnit::Usd, &total.usd), column("etf_native", SeriesUnit::Coins, &total.native)];
    columns.into_iter().flatten().listed()
}

fn liquidations(sums: &LiquidationSums) -> [Observed; 2] {
    let ends: Vec<TimeMs> = sums.time_ms.iter().map(|start| start + sums.period_ms).listed();
    [("long_liquidations", &sums.long_usd), ("short_liquidations", &sums.short_usd)]
        .map(|(name, usd)| Observed::known(name, SeriesUnit::Usd, &ends, usd))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::snapshot::Origin;

    const DAY: TimeMs = 86_400_000;

    #[test]
    fn the_basis_is_of_the_nearest_expiry_that_lasts_three_days() {
        let table = DatedFutures {
            origin: Origin::default(),
            venue: "CME".to_owned(),
            time_ms: vec![0, 0, 0, DAY],
            expiry_ms: vec![2 * DAY, 30 * DAY, 90 * DAY, 2 * DAY],
            price: vec![100_900.0, 101_000.0, 103_000.0, 101_000.0],
            spot: Some(vec![100_000.0; 4]),
            open_interest: None,
        };
        let series = basis(&[table]).unwrap();
        assert_eq!(series.time_ms, [0, DAY]);
        assert!((series.value[0].unwrap() - 0.121_666_666_666_666_7).abs() < 1e-12);
        assert_eq!(series.value[1], None, "what ends in a day is no basis a year");
    }

    #[test]
    fn the_skew_is_calls_less_puts_in_points() {
        let chain = OptionChain {
            origin: Origin::default(),
            time_ms: 0,
            venue: "deribit".to_owned(),
            contract_multiplier: 1.0,
            expiry_ms: vec![30 * DAY; 4],
            option_type: vec![OptionType::Call, OptionType::Call, OptionType::Put, OptionType::Put],
            strike: vec![105_000.0, 120_000.0, 95_000.0, 80_000.0],
            iv: Some(vec![0.50, 0.50, 0.56, 0.56]),
            open_interest: None,
            forward: Some(vec![100_000.0; 4]),
            dealer_position: None,
        };
        let found = skew(&[chain]);
        assert!((found[0].1.unwrap() + 6.0).abs() < 1e-9, "{found:?}");
    }
}
