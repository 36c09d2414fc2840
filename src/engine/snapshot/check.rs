//! From the document to checked market types: form, ranges, order, lengths and units.

use super::{Beside, MOST_MARKETS, MOST_SOURCES, imported};
use crate::digits::Plain;
use crate::engine::market::{
    Candles, ContractKind, Depth, Funding, Liquidations, MarkCandles, Market, OpenInterest, Provenance, ProvenanceKind,
    Side, Snapshot, Source, Stamp, TierTable, TimeMs,
};
use crate::engine::order::median_spacing;
use crate::error::{Code, Error, Result, fault, number_within, told};
use crate::lists::Listed;
use crate::texts::is_longer;
use crate::value::{Fields, Node, Read, ReadFields};

const FORMAT: &str = "liq-snapshot/1";
const LATEST_TIME_MS: f64 = 32_503_680_000_000.0;
pub(super) const LONGEST_INTERVAL_MS: f64 = 2_678_400_000.0;
const HIGHEST_PRICE: f64 = 1e12;
pub(super) const LARGEST_AMOUNT: f64 = 1e18;
pub(super) const LARGEST_FUNDING_RATE: f64 = 0.1;
/// A picture that estimates nothing leaves unread what nothing else needs.
const ESTIMATES: bool = cfg!(feature = "estimates");
/// Scenarios say before their estimate is there that it has to do without mark prices.
const READS_MARKS: bool = ESTIMATES || cfg!(feature = "scenarios");
/// Venues round the columns of one candle independently; the last digits may disagree by this much, relative.
const ROUNDING: f64 = 1e-6;

/// Fields of a document: its head, its markets, and what stands beside them.
const DOCUMENT: [&str; 23] = [
    "format",
    "asset",
    "quote",
    "as_of_ms",
    "provenance",
    "markets",
    "options",
    "futures",
    "etf_flows",
    "volumes",
    "stablecoin_reserves",
    "labelled_flows",
    "context",
    "policy_rate",
    "events",
    "monthly_returns",
    "published",
    "venues",
    "liquidation_history",
    "assets",
    "analogues",
    "translations",
    "imported_heatmap",
];
/// Fields of a market beside its tables.
const MARKET: [&str; 11] = [
    "venue",
    "symbol",
    "contract",
    "price_tick",
    "candles",
    "mark_candles",
    "open_interest",
    "funding",
    "liquidations",
    "depth",
    "tiers",
];
const CANDLES: [&str; 9] =
    ["interval_ms", "open_time_ms", "open", "high", "low", "close", "volume", "turnover", "taker_buy_volume"];
const BANDS: [&str; 3] = ["distance", "bid_usd", "ask_usd"];
const BOOK: [&str; 4] = ["bid_price", "bid_quantity", "ask_price", "ask_quantity"];
const DEPTH: [&str; 8] =
    ["time_ms", "distance", "bid_usd", "ask_usd", "bid_price", "bid_quantity", "ask_price", "ask_quantity"];
const TIERS: [&str; 6] =
    ["as_of", "source", "notional_floor", "maintenance_margin_rate", "max_leverage", "maintenance_amount"];

pub(super) fn snapshot(document: Node) -> Result<Snapshot> {
    let mut fields = document.fields(&DOCUMENT);
    let format = fields.text("format");
    fields.check()?;
    if format != FORMAT {
        return Err(fault!(Code::DataInvalid, "format", format, told!("the word {FORMAT}")));
    }
    let as_of_ms = time(&mut fields, "as_of_ms");
    let read = Snapshot {
        asset: short_text(&mut fields, "asset", 24),
        quote: short_text(&mut fields, "quote", 24),
        as_of_ms,
        provenance: fields.required_of("provenance").unwrap_or_default(),
        markets: markets(&mut fields, as_of_ms)?,
        beside: Beside::of(&mut fields),
        imported: if imported::IS_READ { fields.optional_of("imported_heatmap") } else { None },
    };
    imported::check(&mut fields, &read);
    fields.finish(read)
}

fn markets(fields: &mut Fields, as_of_ms: TimeMs) -> Result<Vec<Market>> {
    let markets = fields.list("markets");
    fields.check()?;
    let allowed = || told!("1 to {MOST_MARKETS} markets");
    match markets.len() {
        0 => Err(fault!(Code::DataEmpty, "markets", "no market", allowed())),
        1..=MOST_MARKETS => markets.into_iter().map(|market| self::market(market, as_of_ms)).listed_or_fault(),
        many => Err(fault!(Code::DataTooLarge, "markets", format_args!("{many} markets"), allowed())),
    }
}

impl Read for Provenance {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields(&["kind", "markets", "note", "sources"]);
        let kinds = [ProvenanceKind::Measured, ProvenanceKind::Simulated, ProvenanceKind::Mixed];
        let words = [kinds[0].as_str(), kinds[1].as_str(), kinds[2].as_str()];
        let document = kinds[fields.word("kind", &words)];
        let markets: Option<Result<usize>> = fields.optional("markets").map(|node| node.word(&words));
        let kind = markets.and_then(|word| fields.take(word)).map_or(document, |word| kinds[word]);
        let note = fields.text_or_empty("note");
        if is_longer(&note, 400) {
            fields.blame(fault!(Code::DataTooLarge, fields.path_to("note"), &note, "at most 400 characters"));
        }
        let sources = fields.tables_of::<Source>("sources");
        if sources.len() > MOST_SOURCES {
            fields.blame(fault!(
                Code::DataTooLarge,
                fields.path_to("sources"),
                sources.len(),
                told!("at most {MOST_SOURCES} sources"),
            ));
        }
        fields.finish(Self { kind, document, note, sources })
    }
}

/// Only web addresses become links; anything else (a script, a local file) is refused here, once.
impl ReadFields for Source {
    const KEYS: &'static [&'static str] = &["name", "url"];

    fn of(fields: &mut Fields) -> Self {
        let name = short_text(fields, "name", 200);
        let url = fields.text_or_empty("url");
        let web = url.is_empty() || url.starts_with("https://") || url.starts_with("http://");
        if !web || url.len() > 2000 || url.contains(char::is_control) {
            let allowed = "an address that begins with https:// or http://";
            fields.blame(fault!(Code::DataInvalid, fields.path_to("url"), &url, allowed));
        }
        Self { name, url }
    }
}

fn market(node: Node, as_of_ms: TimeMs) -> Result<Market> {
    let mut fields = node.fields(&MARKET);
    let contracts = [ContractKind::Linear, ContractKind::Inverse];
    let contract = contracts[fields.word("contract", &[contracts[0].as_str(), contracts[1].as_str()])];
    let candles = fields.required_of::<Candles>("candles").unwrap_or_default();
    fields.check()?;
    if let Some(last) = candles.open_time_ms.last().filter(|last| **last > as_of_ms) {
        let field = fields.path_to(&told!("candles.open_time_ms[{}]", candles.len() - 1));
        return Err(fault!(Code::DataRange, field, last, told!("at most as_of_ms, {as_of_ms}")));
    }
    let held = fields.optional("open_interest").map(|series| open_interest(series, contract, &candles));
    let read = Market {
        venue: short_text(&mut fields, "venue", 40).to_ascii_lowercase(),
        symbol: short_text(&mut fields, "symbol", 60),
        contract,
        price_tick: fields.optional_within("price_tick", f64::MIN_POSITIVE, 1e9),
        mark_candles: if READS_MARKS { fields.optional_of("mark_candles") } else { None },
        open_interest: held.and_then(|held| fields.take(held)),
        funding: fields.optional_of("funding").unwrap_or_default(),
        liquidations: fields.optional_of("liquidations"),
        depth: fields.optional_of("depth"),
        tiers: if ESTIMATES { fields.optional_of("tiers") } else { None },
        candles,
    };
    fields.finish(read)
}

impl Read for Candles {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields(&CANDLES);
        let interval_ms = fields.number_within("interval_ms", 1000.0, LONGEST_INTERVAL_MS);
        let open_time_ms = ascending_times(&mut fields, "open_time_ms", interval_ms);
        let rows = open_time_ms.len();
        fields.check()?;
        if rows == 0 {
            return Err(fault!(Code::DataEmpty, fields.path_to("open_time_ms"), "no row", "one candle or more"));
        }
        let table = Candles {
            interval_ms: interval_ms as TimeMs,
            open_time_ms,
            open: prices(&mut fields, "open", rows),
            high: prices(&mut fields, "high", rows),
            low: prices(&mut fields, "low", rows),
            close: prices(&mut fields, "close", rows),
            volume: amounts(&mut fields, "volume", rows),
            turnover: optional(&mut fields, "turnover", rows, amounts),
            taker_buy_volume: optional(&mut fields, "taker_buy_volume", rows, amounts),
        };
        fields.check()?;
        for row in 0..rows {
            let (low, high) = (table.low[row], table.high[row]);
            let (floor, ceiling) = (table.open[row].min(table.close[row]), table.open[row].max(table.close[row]));
            if low > floor {
                return Err(contradiction(&fields, ("low", row), low, ("at most open and close", floor)));
            }
            if high < ceiling {
                return Err(contradiction(&fields, ("high", row), high, ("at least open and close", ceiling)));
            }
            let taker = table.taker_buy_volume.as_ref().map_or(0.0, |column| column[row]);
            if taker > table.volume[row] * (1.0 + ROUNDING) {
                return Err(contradiction(
                    &fields,
                    ("taker_buy_volume", row),
                    taker,
                    ("at most volume", table.volume[row]),
                ));
            }
        }
        Ok(table)
    }
}

#[cold]
fn contradiction(fields: &Fields, (column, row): (&str, usize), found: f64, (words, bound): (&str, f64)) -> Error {
    fault!(Code::DataRange, at(fields, column, row), found, told!("{words}, {}", Plain(bound)))
}

/// Path to one element of a column.
#[cold]
#[inline(never)]
pub(super) fn at(fields: &Fields, column: &str, row: usize) -> String {
    told!("{}[{row}]", fields.path_to(column))
}

impl Read for MarkCandles {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields(&["open_time_ms", "high", "low", "close"]);
        let open_time_ms = ascending_times(&mut fields, "open_time_ms", 1.0);
        let rows = open_time_ms.len();
        let table = MarkCandles {
            open_time_ms,
            high: prices(&mut fields, "high", rows),
            low: prices(&mut fields, "low", rows),
            close: prices(&mut fields, "close", rows),
        };
        fields.check()?;
        match (0..rows).find(|row| table.low[*row] > table.high[*row]) {
            Some(row) => Err(contradiction(&fields, ("low", row), table.low[row], ("at most high", table.high[row]))),
            None => Ok(table),
        }
    }
}

/// What a number of the series counts.
#[derive(Clone, Copy, PartialEq)]
enum Unit {
    Coin,
    Usd,
    Contracts,
}

fn open_interest(node: Node, contract: ContractKind, candles: &Candles) -> Result<OpenInterest> {
    let mut fields = node.fields(&["unit", "contract_multiplier", "sides", "stamp", "time_ms", "value"]);
    let units = [Unit::Coin, Unit::Usd, Unit::Contracts];
    let word = |node: Node| node.word(&["coin", "usd", "contracts"]).map_err(|error| error.coded(Code::UnitUnknown));
    let unit =
        fields.required("unit").map(word).and_then(|unit| fields.take(unit)).map_or(Unit::Coin, |unit| units[unit]);
    let mut time_ms = ascending_times(&mut fields, "time_ms", 1.0);
    let mut value = amounts(&mut fields, "value", time_ms.len());
    fields.check()?;
    let sides_reported = match fields.optional_number("sides") {
        None | Some(1.0) => 1,
        Some(2.0) => 2,
        Some(other) => return Err(fault!(Code::DataInvalid, fields.path_to("sides"), other, "1 or 2")),
    };
    let multiplier = multiplier(&mut fields, unit)?;
    let stamps = [Stamp::Instant, Stamp::BucketStart];
    let stamp = match fields.given("stamp") {
        Some(stamp) => stamps[stamp.word(&["instant", "bucket-start"])?],
        None => Stamp::Instant,
    };
    fields.check()?;
    if stamp == Stamp::BucketStart {
        let period = median_spacing(&time_ms, true).unwrap_or(candles.interval_ms);
        time_ms.iter_mut().for_each(|time| *time += period);
    }
    let scale = multiplier / f64::from(sides_reported);
    for (value, time) in value.iter_mut().zip(&time_ms) {
        *value *= scale;
        let price = price_at(candles, *time);
        match (unit, contract) {
            (Unit::Usd, ContractKind::Linear) => *value /= price,
            (Unit::Coin, ContractKind::Inverse) => *value *= price,
            _ => {}
        }
    }
    Ok(OpenInterest { time_ms, value, sides_reported, stamp })
}

/// Size of a contract; 1 where nothing is counted in contracts.
fn multiplier(fields: &mut Fields, unit: Unit) -> Result<f64> {
    let key = "contract_multiplier";
    match (unit, fields.optional_number(key)) {
        (Unit::Contracts, Some(multiplier)) => {
            number_within("", multiplier, f64::MIN_POSITIVE, 1e12).map_err(|error| error.within(&fields.path_to(key)))
        }
        (Unit::Contracts, None) => {
            Err(fault!(Code::DataInvalid, fields.path_to(key), "nothing", "given when unit is contracts"))
        }
        _ => Ok(1.0),
    }
}

/// Close of the last candle that had opened by `time_ms`; the first candle's open before that.
fn price_at(candles: &Candles, time_ms: TimeMs) -> f64 {
    match candles.open_time_ms.partition_point(|open| *open < time_ms) {
        0 => candles.open[0],
        after => candles.close[after - 1],
    }
}

impl Read for Funding {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields(&["time_ms", "rate"]);
        let time_ms = ascending_times(&mut fields, "time_ms", 1.0);
        let rate = column(&mut fields, "rate", time_ms.len(), -LARGEST_FUNDING_RATE, LARGEST_FUNDING_RATE);
        fields.finish(Funding { time_ms, rate })
    }
}

impl Read for Liquidations {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields(&["time_ms", "side", "usd", "price", "period_ms", "complete"]);
        let time_ms = repeating_times(&mut fields, "time_ms");
        fields.check()?;
        let rows = time_ms.len();
        let sides = fields.list("side");
        same_length(&mut fields, "side", sides.len(), rows);
        let mut side = Vec::with_capacity(sides.len());
        for node in sides {
            side.push(Side::BOTH[node.word(&[Side::Long.as_str(), Side::Short.as_str()])?]);
        }
        let period_ms = fields.optional_within("period_ms", 1000.0, LONGEST_INTERVAL_MS).map(|period| period as TimeMs);
        let complete = fields.given("complete").and_then(|node| fields.take(node.flag())).unwrap_or(false);
        let read = Liquidations {
            side,
            usd: amounts(&mut fields, "usd", rows),
            price: optional(&mut fields, "price", rows, prices),
            period_ms,
            complete,
            time_ms,
        };
        fields.finish(read)
    }
}

/// Bands or book: which of the two it is follows from the columns present.
impl Read for Depth {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields(&DEPTH);
        let time_ms = time(&mut fields, "time_ms");
        match (fields.has(&BANDS), fields.has(&BOOK)) {
            ([true, true, true], [false, false, false, false]) => bands(fields, time_ms),
            ([false, false, false], [true, true, true, true]) => book(fields, time_ms),
            _ => Err(fault!(
                Code::DataInvalid,
                fields.path(),
                "other columns",
                "either distance, bid_usd, ask_usd or bid_price, bid_quantity, ask_price, ask_quantity",
            )),
        }
    }
}

fn bands(mut fields: Fields, time_ms: TimeMs) -> Result<Depth> {
    let rows = fields.rows("distance");
    let distance = column(&mut fields, "distance", rows, f64::MIN_POSITIVE, 1.0);
    ordered(&mut fields, "distance", &distance, Order::Ascending);
    let (bid_usd, ask_usd) = (amounts(&mut fields, "bid_usd", rows), amounts(&mut fields, "ask_usd", rows));
    ordered(&mut fields, "bid_usd", &bid_usd, Order::NotDescending);
    ordered(&mut fields, "ask_usd", &ask_usd, Order::NotDescending);
    fields.finish(Depth::Bands { time_ms, distance, bid_usd, ask_usd })
}

fn book(mut fields: Fields, time_ms: TimeMs) -> Result<Depth> {
    let (bids, asks) = (fields.rows("bid_price"), fields.rows("ask_price"));
    let bid_price = prices(&mut fields, "bid_price", bids);
    let ask_price = prices(&mut fields, "ask_price", asks);
    ordered(&mut fields, "bid_price", &bid_price, Order::Descending);
    ordered(&mut fields, "ask_price", &ask_price, Order::Ascending);
    if let (Some(bid), Some(ask)) = (bid_price.first(), ask_price.first())
        && bid >= ask
    {
        return Err(contradiction(&fields, ("bid_price", 0), *bid, ("below the best ask", *ask)));
    }
    let bid_quantity = amounts(&mut fields, "bid_quantity", bids);
    let ask_quantity = amounts(&mut fields, "ask_quantity", asks);
    fields.finish(Depth::Book { time_ms, bid_price, bid_quantity, ask_price, ask_quantity })
}

impl Read for TierTable {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields(&TIERS);
        let floors = fields.column("notional_floor");
        let rates = fields.column("maintenance_margin_rate");
        same_length(&mut fields, "maintenance_margin_rate", rates.len(), floors.len());
        let leverages = fields.column("max_leverage");
        same_length(&mut fields, "max_leverage", leverages.len(), floors.len());
        let amounts = fields.optional_column("maintenance_amount");
        if let Some(amounts) = &amounts {
            same_length(&mut fields, "maintenance_amount", amounts.len(), floors.len());
        }
        let (as_of, source) = (fields.text("as_of"), fields.text_or_empty("source"));
        TierTable::from_columns(&as_of, &source, &floors, &rates, &leverages, amounts.as_deref())
            .map_err(|error| error.within(fields.path()))
    }
}

#[inline(never)]
pub(super) fn short_text(fields: &mut Fields, key: &str, longest: usize) -> String {
    let text = fields.text(key);
    if text.trim().is_empty() || is_longer(&text, longest) || text.contains(char::is_control) {
        let allowed = told!("text of 1 to {longest} characters");
        fields.blame(fault!(Code::DataInvalid, fields.path_to(key), &text, allowed));
    }
    text
}

#[inline(never)]
pub(super) fn time(fields: &mut Fields, key: &str) -> TimeMs {
    let value = fields.number(key);
    let time = checked_time(value).map_err(|error| error.within(&fields.path_to(key)));
    fields.take(time).unwrap_or(0)
}

fn checked_time(value: f64) -> Result<TimeMs> {
    let value = number_within("", value, 0.0, LATEST_TIME_MS)?;
    if value % 1.0 == 0.0 {
        return Ok(value as TimeMs);
    }
    Err(fault!(Code::DataRange, "", value, "a whole number of milliseconds"))
}

#[inline(never)]
pub(super) fn times(fields: &mut Fields, key: &str) -> Vec<TimeMs> {
    let raw = fields.column(key);
    let mut times = Vec::with_capacity(raw.len());
    for (row, value) in raw.into_iter().enumerate() {
        match checked_time(value) {
            Ok(time) => times.push(time),
            Err(error) => {
                fields.blame(error.within(&at(fields, key, row)));
                break;
            }
        }
    }
    times
}

#[inline(never)]
pub(super) fn ascending_times(fields: &mut Fields, key: &str, least_step_ms: f64) -> Vec<TimeMs> {
    let times = times(fields, key);
    for row in 1..times.len() {
        let (before, time) = (times[row - 1], times[row]);
        if ((time - before) as f64) < least_step_ms {
            fields.blame(wrong_step(fields, (key, row), (before, time), least_step_ms));
            break;
        }
    }
    times
}

/// Times that ascend but may repeat.
#[inline(never)]
pub(super) fn repeating_times(fields: &mut Fields, key: &str) -> Vec<TimeMs> {
    ascending_times(fields, key, 0.0)
}

#[cold]
fn wrong_step(
    fields: &Fields,
    (key, row): (&str, usize),
    (before, time): (TimeMs, TimeMs),
    least_step_ms: f64,
) -> Error {
    let (code, allowed) = match time - before {
        ..0 => (Code::DataUnordered, told!("at least the time before it, {before}")),
        0 => (Code::DataDuplicated, "different from the time before it".to_owned()),
        _ => (Code::DataInvalid, told!("at least {} ms after {before}", Plain(least_step_ms))),
    };
    fault!(code, at(fields, key, row), time, allowed)
}

#[inline(never)]
pub(super) fn same_length(fields: &mut Fields, key: &str, found: usize, rows: usize) {
    if found != rows {
        let allowed = told!("{rows} rows like the other columns");
        fields.blame(fault!(Code::DataLength, fields.path_to(key), format_args!("{found} rows"), allowed));
    }
}

/// A column of as many `rows`, each in `low..=high`.
#[inline(never)]
pub(super) fn column(fields: &mut Fields, key: &str, rows: usize, low: f64, high: f64) -> Vec<f64> {
    let values = fields.column(key);
    same_length(fields, key, values.len(), rows);
    if let Some(row) = values.iter().position(|value| !(*value >= low && *value <= high)) {
        let checked = number_within("", values[row], low, high).map_err(|error| error.within(&at(fields, key, row)));
        fields.take(checked);
    }
    values
}

#[inline(never)]
pub(super) fn prices(fields: &mut Fields, key: &str, rows: usize) -> Vec<f64> {
    column(fields, key, rows, f64::MIN_POSITIVE, HIGHEST_PRICE)
}

#[inline(never)]
pub(super) fn amounts(fields: &mut Fields, key: &str, rows: usize) -> Vec<f64> {
    column(fields, key, rows, 0.0, LARGEST_AMOUNT)
}

pub(super) type ReadColumn = fn(&mut Fields, &str, usize) -> Vec<f64>;

#[inline(never)]
pub(super) fn optional(fields: &mut Fields, key: &str, rows: usize, read: ReadColumn) -> Option<Vec<f64>> {
    let [given] = fields.has(&[key]);
    given.then(|| read(fields, key, rows))
}

#[derive(Clone, Copy)]
enum Order {
    Ascending,
    Descending,
    NotDescending,
}

fn ordered(fields: &mut Fields, key: &str, values: &[f64], order: Order) {
    for row in 1..values.len() {
        let (before, value) = (values[row - 1], values[row]);
        let (fine, words) = match order {
            Order::Ascending => (value > before, "above"),
            Order::Descending => (value < before, "below"),
            Order::NotDescending => (value >= before, "at least"),
        };
        if !fine {
            let allowed = told!("{words} the one before it, {}", Plain(before));
            fields.blame(fault!(Code::DataUnordered, at(fields, key, row), value, allowed));
            break;
        }
    }
}
