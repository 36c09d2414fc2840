//! From the document to checked market types: ranges, order, lengths and units.

use super::document::{self as raw};
use super::{MOST_MARKETS, column::Column};
use crate::engine::market::{
    Candles, ContractKind, Depth, Funding, Liquidations, MarkCandles, Market, OpenInterest, Provenance, ProvenanceKind,
    Side, Snapshot, Source, Stamp, TierTable, TimeMs,
};
use crate::error::{Code, Error, Result, number_within};

const FORMAT: &str = "liq-snapshot/1";
const LATEST_TIME_MS: f64 = 32_503_680_000_000.0;
const LONGEST_INTERVAL_MS: f64 = 2_678_400_000.0;
const HIGHEST_PRICE: f64 = 1e12;
const LARGEST_AMOUNT: f64 = 1e18;
const LARGEST_FUNDING_RATE: f64 = 0.1;
/// Venues round the columns of one candle independently; the last digits may disagree by this much, relative.
const ROUNDING: f64 = 1e-6;

pub(super) fn snapshot(document: raw::Document) -> Result<Snapshot> {
    if document.format != FORMAT {
        return Err(Error::new(Code::DataInvalid, "format", document.format, format!("the word {FORMAT}")));
    }
    if document.markets.is_empty() {
        return Err(Error::new(Code::DataEmpty, "markets", "no market", format!("1 to {MOST_MARKETS} markets")));
    }
    if document.markets.len() > MOST_MARKETS {
        let found = format!("{} markets", document.markets.len());
        return Err(Error::new(Code::DataTooLarge, "markets", found, format!("1 to {MOST_MARKETS} markets")));
    }
    let as_of_ms = time("as_of_ms", document.as_of_ms)?;
    let mut markets = Vec::with_capacity(document.markets.len());
    for (index, market) in document.markets.into_iter().enumerate() {
        markets.push(self::market(market, as_of_ms).map_err(|error| error.within(&format!("markets[{index}]")))?);
    }
    Ok(Snapshot {
        asset: short_text("asset", document.asset, 24)?,
        quote: short_text("quote", document.quote, 24)?,
        as_of_ms,
        provenance: provenance(document.provenance).map_err(|error| error.within("provenance"))?,
        markets,
    })
}

fn provenance(raw: raw::Provenance) -> Result<Provenance> {
    let kind = match raw.kind {
        raw::Kind::Measured => ProvenanceKind::Measured,
        raw::Kind::Simulated => ProvenanceKind::Simulated,
        raw::Kind::Mixed => ProvenanceKind::Mixed,
    };
    if raw.note.chars().count() > 400 {
        return Err(Error::new(Code::DataTooLarge, "note", raw.note, "at most 400 characters"));
    }
    if raw.sources.len() > 32 {
        return Err(Error::new(Code::DataTooLarge, "sources", raw.sources.len(), "at most 32 sources"));
    }
    let mut sources = Vec::with_capacity(raw.sources.len());
    for (index, source) in raw.sources.into_iter().enumerate() {
        let field = format!("sources[{index}]");
        let name = short_text("name", source.name, 200).map_err(|error| error.within(&field))?;
        let url = web_address(source.url).map_err(|error| error.within(&field))?;
        sources.push(Source { name, url });
    }
    Ok(Provenance { kind, note: raw.note, sources })
}

/// Only web addresses become links; anything else (a script, a local file) is refused here, once.
fn web_address(url: String) -> Result<String> {
    let web = url.is_empty() || url.starts_with("https://") || url.starts_with("http://");
    if web && url.len() <= 2000 && !url.contains(char::is_control) {
        return Ok(url);
    }
    Err(Error::new(Code::DataInvalid, "url", url, "an address that begins with https:// or http://"))
}

fn market(raw: raw::Market, as_of_ms: TimeMs) -> Result<Market> {
    let contract = match raw.contract {
        raw::Contract::Linear => ContractKind::Linear,
        raw::Contract::Inverse => ContractKind::Inverse,
    };
    let candles = candles(raw.candles).map_err(|error| error.within("candles"))?;
    if candles.open_time_ms.last().is_some_and(|last| *last > as_of_ms) {
        let last = candles.open_time_ms.len() - 1;
        let field = format!("candles.open_time_ms[{last}]");
        return Err(Error::new(
            Code::DataRange,
            field,
            candles.open_time_ms[last],
            format!("at most as_of_ms, {as_of_ms}"),
        ));
    }
    let price_tick =
        raw.price_tick.map(|tick| number_within("price_tick", tick, f64::MIN_POSITIVE, 1e9)).transpose()?;
    let open_interest = match raw.open_interest {
        Some(series) => Some(open_interest(series, contract, &candles).map_err(|error| error.within("open_interest"))?),
        None => None,
    };
    Ok(Market {
        venue: short_text("venue", raw.venue, 40)?.to_lowercase(),
        symbol: short_text("symbol", raw.symbol, 60)?,
        contract,
        price_tick,
        mark_candles: optional("mark_candles", raw.mark_candles, mark_candles)?,
        open_interest,
        funding: optional("funding", raw.funding, funding)?.unwrap_or_default(),
        liquidations: optional("liquidations", raw.liquidations, liquidations)?,
        depth: optional("depth", raw.depth, depth)?,
        tiers: optional("tiers", raw.tiers, tiers)?,
        candles,
    })
}

fn optional<R, T>(field: &str, raw: Option<R>, check: fn(R) -> Result<T>) -> Result<Option<T>> {
    raw.map(|table| check(table).map_err(|error| error.within(field))).transpose()
}

fn candles(raw: raw::Candles) -> Result<Candles> {
    let interval_ms = number_within("interval_ms", raw.interval_ms, 1000.0, LONGEST_INTERVAL_MS)?;
    let open_time_ms = ascending_times("open_time_ms", raw.open_time_ms, interval_ms)?;
    let rows = open_time_ms.len();
    if rows == 0 {
        return Err(Error::new(Code::DataEmpty, "open_time_ms", "no row", "one candle or more"));
    }
    let table = Candles {
        interval_ms: interval_ms as TimeMs,
        open_time_ms,
        open: prices("open", raw.open, rows)?,
        high: prices("high", raw.high, rows)?,
        low: prices("low", raw.low, rows)?,
        close: prices("close", raw.close, rows)?,
        volume: amounts("volume", raw.volume, rows)?,
        turnover: raw.turnover.map(|column| amounts("turnover", column, rows)).transpose()?,
        taker_buy_volume: raw.taker_buy_volume.map(|column| amounts("taker_buy_volume", column, rows)).transpose()?,
    };
    for row in 0..rows {
        let (low, high) = (table.low[row], table.high[row]);
        let (floor, ceiling) = (table.open[row].min(table.close[row]), table.open[row].max(table.close[row]));
        if low > floor {
            return Err(Error::new(
                Code::DataRange,
                format!("low[{row}]"),
                low,
                format!("at most open and close, {floor}"),
            ));
        }
        if high < ceiling {
            return Err(Error::new(
                Code::DataRange,
                format!("high[{row}]"),
                high,
                format!("at least open and close, {ceiling}"),
            ));
        }
        let taker = table.taker_buy_volume.as_ref().map_or(0.0, |column| column[row]);
        if taker > table.volume[row] * (1.0 + ROUNDING) {
            let allowed = format!("at most volume, {}", table.volume[row]);
            return Err(Error::new(Code::DataRange, format!("taker_buy_volume[{row}]"), taker, allowed));
        }
    }
    Ok(table)
}

fn mark_candles(raw: raw::MarkCandles) -> Result<MarkCandles> {
    let open_time_ms = ascending_times("open_time_ms", raw.open_time_ms, 1.0)?;
    let rows = open_time_ms.len();
    let table = MarkCandles {
        open_time_ms,
        high: prices("high", raw.high, rows)?,
        low: prices("low", raw.low, rows)?,
        close: prices("close", raw.close, rows)?,
    };
    match (0..rows).find(|row| table.low[*row] > table.high[*row]) {
        Some(row) => Err(Error::new(
            Code::DataRange,
            format!("low[{row}]"),
            table.low[row],
            format!("at most high, {}", table.high[row]),
        )),
        None => Ok(table),
    }
}

fn open_interest(raw: raw::OpenInterest, contract: ContractKind, candles: &Candles) -> Result<OpenInterest> {
    let mut time_ms = ascending_times("time_ms", raw.time_ms, 1.0)?;
    let mut value = amounts("value", raw.value, time_ms.len())?;
    let sides_reported = match raw.sides {
        None | Some(1.0) => 1,
        Some(2.0) => 2,
        Some(other) => return Err(Error::new(Code::DataInvalid, "sides", other, "1 or 2")),
    };
    let multiplier = match (raw.unit, raw.contract_multiplier) {
        (raw::Unit::Contracts, Some(multiplier)) => {
            number_within("contract_multiplier", multiplier, f64::MIN_POSITIVE, 1e12)?
        }
        (raw::Unit::Contracts, None) => {
            return Err(Error::new(
                Code::DataInvalid,
                "contract_multiplier",
                "nothing",
                "given when unit is contracts",
            ));
        }
        _ => 1.0,
    };
    let stamp = match raw.stamp {
        raw::Stamp::Instant => Stamp::Instant,
        raw::Stamp::BucketStart => Stamp::BucketStart,
    };
    if stamp == Stamp::BucketStart {
        let period = median_spacing(&time_ms).unwrap_or(candles.interval_ms);
        time_ms.iter_mut().for_each(|time| *time += period);
    }
    let scale = multiplier / f64::from(sides_reported);
    for (value, time) in value.iter_mut().zip(&time_ms) {
        *value *= scale;
        let price = price_at(candles, *time);
        match (raw.unit, contract) {
            (raw::Unit::Usd, ContractKind::Linear) => *value /= price,
            (raw::Unit::Coin, ContractKind::Inverse) => *value *= price,
            _ => {}
        }
    }
    Ok(OpenInterest { time_ms, value, sides_reported, stamp })
}

/// Close of the last candle that had opened by `time_ms`; the first candle's open before that.
fn price_at(candles: &Candles, time_ms: TimeMs) -> f64 {
    match candles.open_time_ms.partition_point(|open| *open < time_ms) {
        0 => candles.open[0],
        after => candles.close[after - 1],
    }
}

fn median_spacing(times: &[TimeMs]) -> Option<TimeMs> {
    let mut spacing: Vec<TimeMs> = times.windows(2).map(|pair| pair[1] - pair[0]).collect();
    spacing.sort_unstable();
    spacing.get(spacing.len() / 2).copied()
}

fn funding(raw: raw::Funding) -> Result<Funding> {
    let time_ms = ascending_times("time_ms", raw.time_ms, 1.0)?;
    let rate = column("rate", raw.rate, time_ms.len(), -LARGEST_FUNDING_RATE, LARGEST_FUNDING_RATE)?;
    Ok(Funding { time_ms, rate })
}

fn liquidations(raw: raw::Liquidations) -> Result<Liquidations> {
    let time_ms = times("time_ms", raw.time_ms)?;
    if let Some(row) = (1..time_ms.len()).find(|row| time_ms[*row] < time_ms[*row - 1]) {
        return Err(unordered("time_ms", &time_ms, row));
    }
    let rows = time_ms.len();
    same_length("side", raw.side.0.len(), rows)?;
    let side = raw.side.0.iter().map(|side| match side {
        raw::Side::Long => Side::Long,
        raw::Side::Short => Side::Short,
    });
    Ok(Liquidations {
        side: side.collect(),
        usd: amounts("usd", raw.usd, rows)?,
        price: raw.price.map(|column| prices("price", column, rows)).transpose()?,
        period_ms: raw
            .period_ms
            .map(|period| {
                number_within("period_ms", period, 1000.0, LONGEST_INTERVAL_MS).map(|period| period as TimeMs)
            })
            .transpose()?,
        complete: raw.complete,
        time_ms,
    })
}

fn depth(raw: raw::Depth) -> Result<Depth> {
    let time_ms = time("time_ms", raw.time_ms)?;
    match (raw.distance, raw.bid_usd, raw.ask_usd, raw.bid_price, raw.bid_quantity, raw.ask_price, raw.ask_quantity) {
        (Some(distance), Some(bid), Some(ask), None, None, None, None) => {
            let rows = distance.0.len();
            let distance = column("distance", distance, rows, f64::MIN_POSITIVE, 1.0)?;
            ordered("distance", &distance, Order::Ascending)?;
            let (bid_usd, ask_usd) = (amounts("bid_usd", bid, rows)?, amounts("ask_usd", ask, rows)?);
            ordered("bid_usd", &bid_usd, Order::NotDescending)?;
            ordered("ask_usd", &ask_usd, Order::NotDescending)?;
            Ok(Depth::Bands { time_ms, distance, bid_usd, ask_usd })
        }
        (None, None, None, Some(bid_price), Some(bid), Some(ask_price), Some(ask)) => {
            let (bids, asks) = (bid_price.0.len(), ask_price.0.len());
            let bid_price = prices("bid_price", bid_price, bids)?;
            let ask_price = prices("ask_price", ask_price, asks)?;
            ordered("bid_price", &bid_price, Order::Descending)?;
            ordered("ask_price", &ask_price, Order::Ascending)?;
            if let (Some(bid), Some(ask)) = (bid_price.first(), ask_price.first())
                && bid >= ask
            {
                return Err(Error::new(Code::DataRange, "bid_price[0]", bid, format!("below the best ask, {ask}")));
            }
            let bid_quantity = amounts("bid_quantity", bid, bids)?;
            let ask_quantity = amounts("ask_quantity", ask, asks)?;
            Ok(Depth::Book { time_ms, bid_price, bid_quantity, ask_price, ask_quantity })
        }
        _ => Err(Error::new(
            Code::DataInvalid,
            "",
            "other columns",
            "either distance, bid_usd, ask_usd or bid_price, bid_quantity, ask_price, ask_quantity",
        )),
    }
}

fn tiers(raw: raw::Tiers) -> Result<TierTable> {
    let rows = raw.notional_floor.0.len();
    same_length("maintenance_margin_rate", raw.maintenance_margin_rate.0.len(), rows)?;
    same_length("max_leverage", raw.max_leverage.0.len(), rows)?;
    if let Some(amounts) = &raw.maintenance_amount {
        same_length("maintenance_amount", amounts.0.len(), rows)?;
    }
    let amounts = raw.maintenance_amount.map(|column| column.0);
    TierTable::from_columns(
        &raw.as_of,
        &raw.source,
        &raw.notional_floor.0,
        &raw.maintenance_margin_rate.0,
        &raw.max_leverage.0,
        amounts.as_deref(),
    )
}

fn short_text(field: &str, text: String, longest: usize) -> Result<String> {
    if text.trim().is_empty() || text.chars().count() > longest || text.contains(char::is_control) {
        return Err(Error::new(Code::DataInvalid, field, text, format!("text of 1 to {longest} characters")));
    }
    Ok(text)
}

fn time(field: &str, value: f64) -> Result<TimeMs> {
    let value = number_within(field, value, 0.0, LATEST_TIME_MS)?;
    if value.fract() == 0.0 {
        return Ok(value as TimeMs);
    }
    Err(Error::new(Code::DataRange, field, value, "a whole number of milliseconds"))
}

fn times(field: &str, raw: Column<f64>) -> Result<Vec<TimeMs>> {
    raw.0
        .into_iter()
        .enumerate()
        .map(|(row, value)| time("", value).map_err(|error| error.within(&format!("{field}[{row}]"))))
        .collect()
}

fn ascending_times(field: &str, raw: Column<f64>, least_step_ms: f64) -> Result<Vec<TimeMs>> {
    let times = times(field, raw)?;
    for row in 1..times.len() {
        let step = times[row] - times[row - 1];
        if step < 0 {
            return Err(unordered(field, &times, row));
        }
        if step == 0 {
            return Err(Error::new(
                Code::DataDuplicated,
                format!("{field}[{row}]"),
                times[row],
                "different from the time before it",
            ));
        }
        if (step as f64) < least_step_ms {
            let allowed = format!("at least {least_step_ms} ms after {}", times[row - 1]);
            return Err(Error::new(Code::DataInvalid, format!("{field}[{row}]"), times[row], allowed));
        }
    }
    Ok(times)
}

fn unordered(field: &str, times: &[TimeMs], row: usize) -> Error {
    Error::new(
        Code::DataUnordered,
        format!("{field}[{row}]"),
        times[row],
        format!("at least the time before it, {}", times[row - 1]),
    )
}

fn same_length(field: &str, found: usize, rows: usize) -> Result<()> {
    if found == rows {
        return Ok(());
    }
    Err(Error::new(Code::DataLength, field, format!("{found} rows"), format!("{rows} rows like the other columns")))
}

fn column(field: &str, raw: Column<f64>, rows: usize, low: f64, high: f64) -> Result<Vec<f64>> {
    same_length(field, raw.0.len(), rows)?;
    for (row, value) in raw.0.iter().enumerate() {
        number_within("", *value, low, high).map_err(|error| error.within(&format!("{field}[{row}]")))?;
    }
    Ok(raw.0)
}

fn prices(field: &str, raw: Column<f64>, rows: usize) -> Result<Vec<f64>> {
    column(field, raw, rows, f64::MIN_POSITIVE, HIGHEST_PRICE)
}

fn amounts(field: &str, raw: Column<f64>, rows: usize) -> Result<Vec<f64>> {
    column(field, raw, rows, 0.0, LARGEST_AMOUNT)
}

#[derive(Clone, Copy)]
enum Order {
    Ascending,
    Descending,
    NotDescending,
}

fn ordered(field: &str, values: &[f64], order: Order) -> Result<()> {
    for row in 1..values.len() {
        let (before, value) = (values[row - 1], values[row]);
        let (fine, words) = match order {
            Order::Ascending => (value > before, "above"),
            Order::Descending => (value < before, "below"),
            Order::NotDescending => (value >= before, "at least"),
        };
        if !fine {
            return Err(Error::new(
                Code::DataUnordered,
                format!("{field}[{row}]"),
                value,
                format!("{words} the one before it, {before}"),
            ));
        }
    }
    Ok(())
}
