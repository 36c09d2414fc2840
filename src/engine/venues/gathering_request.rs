//! What is to be gathered, as a script asks it.

use super::answer::MOST_ATTEMPTS;
use super::facts::Venue;
use super::instrument::Instrument;
use super::table::Table;
use super::{MOST_VENUES, open_interest};
use crate::engine::market::{ProvenanceKind, TimeMs};
use crate::error::{Code, Result, fault, one_of};
use crate::value::{MOST_ROWS, Node, Read};

const MINUTE_MS: TimeMs = 60_000;
const LATEST_MS: f64 = 32_503_680_000_000.0;

/// One contract of one to five venues over a range of time.
#[derive(Clone, Debug, PartialEq)]
pub struct GatherRequest {
    /// Contracts, in the order asked for; the first is the reference for prices.
    pub markets: Vec<MarketRequest>,
    /// Length of a candle.
    pub interval_ms: TimeMs,
    /// First instant.
    pub from_ms: TimeMs,
    /// Instant up to which candles are over.
    pub to_ms: TimeMs,
    /// The asker's clock.
    pub now_ms: TimeMs,
    /// Tables beside the needed ones.
    pub tables: Vec<Table>,
    /// What the document says of its data.
    pub provenance: ProvenanceKind,
    /// Whether the document may lack venues that refuse.
    pub partial: bool,
    /// How often one request is sent before giving up.
    pub attempts: u32,
}

/// One contract, and where to ask for it.
#[derive(Clone, Debug, PartialEq)]
pub struct MarketRequest {
    /// The contract.
    pub instrument: Instrument,
    /// Address in place of the venue's own.
    pub endpoint: Option<String>,
    /// How many sides its open interest counts.
    pub sides: u8,
}

/// Part of a request's time by which its beginning moves at once.
const BEGINNING_MOVES_BY: TimeMs = 16;
/// Tables that are asked for unless the request says which.
const USUAL: [Table; 4] = [Table::MarkCandles, Table::Funding, Table::Tiers, Table::Depth];
/// Tables that a request may name.
const OPTIONAL: [Table; 7] = [
    Table::MarkCandles,
    Table::Funding,
    Table::Tiers,
    Table::Depth,
    Table::Liquidations,
    Table::Options,
    Table::Futures,
];

impl GatherRequest {
    /// The same request at another instant, up to the last candle that is over by then. Its beginning stays until so much
    /// more than `length_ms` has come that it moves by a sixteenth of it at once: a beginning that moved with every candle
    /// would have all of the estimate run again.
    #[must_use]
    pub(super) fn at(&self, now_ms: TimeMs, length_ms: TimeMs) -> Self {
        let to_ms = now_ms.div_euclid(self.interval_ms) * self.interval_ms;
        let most_ms = length_ms + length_ms / BEGINNING_MOVES_BY;
        let from_ms =
            if to_ms - self.from_ms > most_ms || self.from_ms >= to_ms { to_ms - length_ms } else { self.from_ms };
        Self { from_ms, to_ms, now_ms, ..self.clone() }
    }
}

impl Read for GatherRequest {
    fn read(node: Node) -> Result<Self> {
        let keys = [
            "symbol",
            "venues",
            "interval",
            "range",
            "fromMs",
            "toMs",
            "nowMs",
            "tables",
            "provenance",
            "partial",
            "attempts",
        ];
        let mut fields = node.fields_of_either_case(&keys);
        let symbol = fields.optional_text("symbol");
        let venues = fields.list("venues");
        let interval_ms =
            fields.optional_text("interval").map_or(Ok(60 * MINUTE_MS), |word| length_ms("interval", &word));
        let interval_ms = fields.take(interval_ms).unwrap_or(MINUTE_MS);
        let now_ms = fields.number_within("nowMs", 0.0, LATEST_MS) as TimeMs;
        let range_ms = fields.optional_text("range").map(|word| length_ms("range", &word));
        let range_ms = range_ms.and_then(|length| fields.take(length));
        let (from_ms, to_ms) = (fields.optional_whole("fromMs"), fields.optional_whole("toMs"));
        let tables = match fields.optional("tables").map(tables) {
            Some(read) => fields.take(read).unwrap_or_default(),
            None => USUAL.to_vec(),
        };
        let kinds = [ProvenanceKind::Measured, ProvenanceKind::Simulated, ProvenanceKind::Mixed];
        let provenance = fields.optional("provenance").map(|node| node.word(&kinds.map(ProvenanceKind::as_str)));
        let provenance =
            provenance.and_then(|word| fields.take(word)).map_or(ProvenanceKind::Measured, |word| kinds[word]);
        let partial = fields.optional_flag("partial").unwrap_or(false);
        let attempts = fields.optional_within("attempts", 1.0, f64::from(MOST_ATTEMPTS)).map(|count| count as u32);
        fields.check()?;
        let markets = markets(venues, symbol.as_deref())?;
        check_interval(&markets, interval_ms)?;
        let to_ms = to_ms.unwrap_or(now_ms).min(now_ms).div_euclid(interval_ms) * interval_ms;
        let from_ms = from_of(from_ms, range_ms, to_ms)?.div_euclid(interval_ms) * interval_ms;
        check_range(from_ms, to_ms, interval_ms)?;
        let attempts = attempts.unwrap_or(MOST_ATTEMPTS);
        fields.finish(Self { markets, interval_ms, from_ms, to_ms, now_ms, tables, provenance, partial, attempts })
    }
}

fn tables(node: Node) -> Result<Vec<Table>> {
    let words = OPTIONAL.map(Table::as_str);
    let read = node.list()?.into_iter().map(|word| Ok(OPTIONAL[word.word(&words)?])).collect::<Result<Vec<Table>>>()?;
    Ok(Table::ALL.into_iter().filter(|table| read.contains(table)).collect())
}

fn markets(nodes: Vec<Node>, symbol: Option<&str>) -> Result<Vec<MarketRequest>> {
    let allowed = || format!("1 to {MOST_VENUES} venues");
    match nodes.len() {
        0 => return Err(fault!(Code::DataEmpty, "venues", "no venue", allowed())),
        1..=MOST_VENUES => {}
        many => return Err(fault!(Code::DataTooLarge, "venues", format!("{many} venues"), allowed())),
    }
    let mut markets: Vec<MarketRequest> = Vec::with_capacity(nodes.len());
    for (index, node) in nodes.into_iter().enumerate() {
        let market = market(node, symbol)?;
        let field = || format!("venues[{index}]");
        if markets.iter().any(|before| before.instrument.venue == market.instrument.venue) {
            return Err(fault!(
                Code::DataDuplicated,
                field(),
                market.instrument.venue.as_str(),
                "another venue than before",
            ));
        }
        if let Some(first) = markets.first().filter(|first| first.instrument.asset != market.instrument.asset) {
            let allowed = format!("the same coin as the first, {}", first.instrument.asset);
            return Err(fault!(Code::SymbolUnknown, field(), &market.instrument.asset, allowed));
        }
        markets.push(market);
    }
    Ok(markets)
}

/// A venue's word, or an object with a symbol, an endpoint or sides of its own.
fn market(node: Node, symbol: Option<&str>) -> Result<MarketRequest> {
    let path = node.path().to_owned();
    let words = Venue::ALL.map(Venue::as_str);
    if matches!(node.value(), crate::value::Value::Text(_)) {
        let venue = Venue::ALL[node.word(&words)?];
        return of_terms(venue, symbol, None, None).map_err(|error| error.within(&path));
    }
    let mut fields = node.fields(&["venue", "symbol", "endpoint", "sides"]);
    let venue = Venue::ALL[fields.word("venue", &words)];
    let own = fields.optional_text("symbol");
    let (endpoint, sides) = (fields.optional_text("endpoint"), fields.optional_count("sides", 2));
    fields.check()?;
    let market = of_terms(venue, own.as_deref().or(symbol), endpoint, sides).map_err(|error| error.within(&path))?;
    fields.finish(market)
}

fn of_terms(venue: Venue, symbol: Option<&str>, endpoint: Option<String>, sides: Option<u32>) -> Result<MarketRequest> {
    let symbol = symbol.ok_or_else(|| fault!(Code::AttributeInvalid, "symbol", "nothing", "given"))?;
    if let Some(endpoint) = &endpoint {
        let web = endpoint.starts_with("https://") || endpoint.starts_with("http://");
        if !web || endpoint.len() > 2000 || endpoint.contains(|letter: char| letter.is_control() || letter == ' ') {
            let allowed = "an address that begins with https:// or http://";
            return Err(fault!(Code::AttributeInvalid, "endpoint", endpoint, allowed));
        }
    }
    let sides = match sides {
        None => venue.facts().open_interest_sides,
        Some(sides @ 1..=2) => sides as u8,
        Some(other) => return Err(fault!(Code::AttributeInvalid, "sides", other, "1 or 2")),
    };
    let instrument = Instrument::of(venue, symbol)?;
    check_unit(&instrument)?;
    Ok(MarketRequest { instrument, endpoint, sides })
}

/// Every contract that has a spelling has a unit; an inverse one of Hyperliquid has neither.
fn check_unit(instrument: &Instrument) -> Result<()> {
    let unit = open_interest::Unit::of(instrument);
    let sized = unit != open_interest::Unit::Contracts || instrument.venue.facts().counts_contracts;
    let unknown = || fault!(Code::UnitUnknown, "symbol", &instrument.symbol, "a contract whose size the venue tells");
    if sized { Ok(()) } else { Err(unknown()) }
}

fn check_interval(markets: &[MarketRequest], interval_ms: TimeMs) -> Result<()> {
    for market in markets {
        let facts = market.instrument.venue.facts();
        if !facts.candle_intervals.contains(&interval_ms) {
            let words: Vec<String> = facts.candle_intervals.iter().map(|length| word_of(*length)).collect();
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let found = word_of(interval_ms);
            let allowed = format!("{} at {}", one_of("", &words), facts.name);
            return Err(fault!(Code::AttributeInvalid, "interval", found, allowed));
        }
    }
    Ok(())
}

fn from_of(from_ms: Option<TimeMs>, range_ms: Option<TimeMs>, to_ms: TimeMs) -> Result<TimeMs> {
    match (from_ms, range_ms) {
        (Some(from), None) => Ok(from),
        (None, Some(range)) => Ok(to_ms - range),
        (None, None) => Ok(to_ms - 7 * 1440 * MINUTE_MS),
        (Some(_), Some(_)) => Err(fault!(Code::AttributeInvalid, "range", "given", "left out beside fromMs")),
    }
}

fn check_range(from_ms: TimeMs, to_ms: TimeMs, interval_ms: TimeMs) -> Result<()> {
    if from_ms < 0 || from_ms >= to_ms {
        return Err(fault!(Code::DataRange, "fromMs", from_ms, format!("in 0..{to_ms}")));
    }
    let candles = (to_ms - from_ms) / interval_ms;
    if candles as usize <= MOST_ROWS {
        return Ok(());
    }
    Err(fault!(Code::DataTooLarge, "range", format!("{candles} candles"), format!("at most {MOST_ROWS} candles")))
}

/// Milliseconds of `5m`, `24h`, `7d`, `2w`.
fn length_ms(field: &'static str, word: &str) -> Result<TimeMs> {
    let invalid = || fault!(Code::AttributeInvalid, field, word, "a number with m, h, d or w, such as 1h or 7d");
    let Some((index, letter)) = word.char_indices().next_back() else { return Err(invalid()) };
    let unit_ms = match letter {
        'm' => MINUTE_MS,
        'h' => 60 * MINUTE_MS,
        'd' => 1440 * MINUTE_MS,
        'w' => 7 * 1440 * MINUTE_MS,
        _ => return Err(invalid()),
    };
    let digits = &word[..index];
    let sound = (1..=6).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit());
    let count = if sound { digits.parse::<TimeMs>().map_err(|_| invalid())? } else { return Err(invalid()) };
    if count > 0 { Ok(count * unit_ms) } else { Err(invalid()) }
}

fn word_of(length_ms: TimeMs) -> String {
    match length_ms / MINUTE_MS {
        minutes if minutes % 1440 == 0 => format!("{}d", minutes / 1440),
        minutes if minutes % 60 == 0 => format!("{}h", minutes / 60),
        minutes => format!("{minutes}m"),
    }
}
