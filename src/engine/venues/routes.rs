//! Addresses and bodies of requests, per venue and table.

use super::facts::Venue;
use super::instrument::Instrument;
use super::paging::Window;
use super::table::Table;
use crate::engine::market::{ContractKind, TimeMs};
use crate::value::Value;

/// One request that a fetcher is to send. `GET`, or `POST` of JSON where there is a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Whom.
    pub venue: Venue,
    /// About what.
    pub table: Table,
    /// Where to.
    pub url: String,
    /// What to post.
    pub body: Option<String>,
}

impl From<&Ask> for Value {
    fn from(ask: &Ask) -> Self {
        Self::object()
            .with("venue", ask.venue.as_str())
            .with("table", ask.table.as_str())
            .with("url", &ask.url)
            .with_some("body", ask.body.as_ref())
    }
}

/// What a request is about, besides the contract.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terms<'a> {
    /// Stretch of time; empty for the present.
    pub(super) window: Window,
    /// The venue's cursor.
    pub(super) cursor: Option<&'a str>,
    /// Length of a candle, or period of open interest.
    pub(super) spacing_ms: TimeMs,
    /// Most records of an answer.
    pub(super) rows: u32,
}

/// The request for `table`; nothing where the venue does not give it.
pub(super) fn ask(instrument: &Instrument, table: Table, terms: Terms<'_>, base: &str) -> Option<Ask> {
    let (path, body) = match instrument.venue {
        Venue::Binance => (binance(instrument, table, terms)?, None),
        Venue::Bybit => (bybit(instrument, table, terms)?, None),
        Venue::Okx => (okx(instrument, table, terms)?, None),
        Venue::Hyperliquid => ("/info".to_owned(), Some(hyperliquid(instrument, table, terms)?)),
        Venue::Deribit => (deribit(instrument, table, terms)?, None),
    };
    let base = base.trim_end_matches('/');
    Some(Ask { venue: instrument.venue, table, url: format!("{base}{path}"), body })
}

/// Whether the venue gives `table`.
pub(super) fn gives(instrument: &Instrument, table: Table) -> bool {
    let terms = Terms { window: Window { from_ms: 0, to_ms: 0 }, cursor: None, spacing_ms: 0, rows: 1 };
    ask(instrument, table, terms, "").is_some()
}

/// An address where a person finds the contract's candles as the venue serves them.
pub(super) fn source_url(instrument: &Instrument) -> String {
    let (base, symbol) = (instrument.venue.facts().base, &instrument.symbol);
    match instrument.venue {
        Venue::Binance => format!("{base}/fapi/v1/klines?symbol={symbol}&interval=1h"),
        Venue::Bybit => {
            format!("{base}/v5/market/kline?category={}&symbol={symbol}&interval=60", instrument.category())
        }
        Venue::Okx => format!("{base}/api/v5/market/candles?instId={symbol}&bar=1H"),
        Venue::Hyperliquid => format!("{base}/info"),
        Venue::Deribit => format!("{base}/public/ticker?instrument_name={symbol}"),
    }
}

fn binance(instrument: &Instrument, table: Table, terms: Terms<'_>) -> Option<String> {
    let Terms { window: Window { from_ms, to_ms }, rows, spacing_ms, .. } = terms;
    let (symbol, last_ms) = (&instrument.symbol, to_ms - 1);
    let range = format!("startTime={from_ms}&endTime={last_ms}&limit={rows}");
    let interval = spelled(spacing_ms, ["m", "h", "d"]);
    Some(match table {
        Table::Candles => format!("/fapi/v1/klines?symbol={symbol}&interval={interval}&{range}"),
        Table::MarkCandles => format!("/fapi/v1/markPriceKlines?symbol={symbol}&interval={interval}&{range}"),
        Table::OpenInterest => format!("/futures/data/openInterestHist?symbol={symbol}&period={interval}&{range}"),
        Table::OpenInterestNow => format!("/fapi/v1/openInterest?symbol={symbol}"),
        Table::Funding => format!("/fapi/v1/fundingRate?symbol={symbol}&{range}"),
        Table::Depth => format!("/fapi/v1/depth?symbol={symbol}&limit={}", Venue::Binance.facts().page_rows.depth),
        Table::Ticker => format!("/fapi/v1/premiumIndex?symbol={symbol}"),
        _ => return None,
    })
}

fn bybit(instrument: &Instrument, table: Table, terms: Terms<'_>) -> Option<String> {
    let Terms { window: Window { from_ms, to_ms }, rows, spacing_ms, cursor } = terms;
    let (contract, last_ms) = (format!("category={}&symbol={}", instrument.category(), instrument.symbol), to_ms - 1);
    let candles = format!("interval={}&start={from_ms}&end={last_ms}&limit={rows}", bybit_interval(spacing_ms));
    let range = format!("startTime={from_ms}&endTime={last_ms}&limit={rows}");
    Some(match table {
        Table::Contract => format!("/v5/market/instruments-info?{contract}"),
        Table::Candles => format!("/v5/market/kline?{contract}&{candles}"),
        Table::MarkCandles => format!("/v5/market/mark-price-kline?{contract}&{candles}"),
        Table::OpenInterest => {
            let next = cursor.map_or_else(String::new, |cursor| format!("&cursor={}", escaped(cursor)));
            let period = spelled(spacing_ms, ["min", "h", "d"]);
            format!("/v5/market/open-interest?{contract}&intervalTime={period}&{range}{next}")
        }
        Table::OpenInterestNow => format!("/v5/market/open-interest?{contract}&intervalTime=5min&limit=1"),
        Table::Funding => format!("/v5/market/funding/history?{contract}&{range}"),
        Table::Tiers => format!("/v5/market/risk-limit?{contract}"),
        Table::Depth => format!("/v5/market/orderbook?{contract}&limit={}", Venue::Bybit.facts().page_rows.depth),
        Table::Ticker => format!("/v5/market/tickers?{contract}"),
        _ => return None,
    })
}

/// Minutes as a number, days as `D`.
fn bybit_interval(spacing_ms: TimeMs) -> String {
    match spacing_ms / 60_000 {
        1440 => "D".to_owned(),
        minutes => minutes.to_string(),
    }
}

/// `after` asks for what is older, `before` for what is newer, both without the instant itself.
fn okx(instrument: &Instrument, table: Table, terms: Terms<'_>) -> Option<String> {
    let Terms { window: Window { from_ms, to_ms }, rows, spacing_ms, .. } = terms;
    let (symbol, newer_than_ms) = (&instrument.symbol, from_ms - 1);
    let range = format!("after={to_ms}&before={newer_than_ms}&limit={rows}");
    let family = format!("{}-{}", instrument.asset, instrument.quote);
    let bar = okx_bar(spacing_ms);
    Some(match table {
        Table::Contract => format!("/api/v5/public/instruments?instType=SWAP&instId={symbol}"),
        Table::Candles => format!("/api/v5/market/history-candles?instId={symbol}&bar={bar}&{range}"),
        Table::MarkCandles => format!("/api/v5/market/history-mark-price-candles?instId={symbol}&bar={bar}&{range}"),
        Table::OpenInterest => {
            let last_ms = to_ms - 1;
            format!(
                "/api/v5/rubik/stat/contracts/open-interest-history?instId={symbol}&period={bar}&begin={from_ms}&end={last_ms}&limit={rows}"
            )
        }
        Table::OpenInterestNow => format!("/api/v5/public/open-interest?instType=SWAP&instId={symbol}"),
        Table::Funding => format!("/api/v5/public/funding-rate-history?instId={symbol}&{range}"),
        Table::Tiers => format!("/api/v5/public/position-tiers?instType=SWAP&tdMode=isolated&uly={family}"),
        Table::Depth => format!("/api/v5/market/books?instId={symbol}&sz={}", Venue::Okx.facts().page_rows.depth),
        Table::Liquidations => {
            format!("/api/v5/public/liquidation-orders?instType=SWAP&uly={family}&state=filled&{range}")
        }
        Table::Ticker => format!("/api/v5/market/ticker?instId={symbol}"),
        Table::Options | Table::Futures => return None,
    })
}

/// Hours are `H`; from six hours on a bar begins at midnight UTC only under its own name.
fn okx_bar(spacing_ms: TimeMs) -> String {
    let bar = spelled(spacing_ms, ["m", "H", "D"]);
    if spacing_ms >= 6 * 3_600_000 { format!("{bar}utc") } else { bar }
}

fn hyperliquid(instrument: &Instrument, table: Table, terms: Terms<'_>) -> Option<String> {
    let Terms { window: Window { from_ms, to_ms }, spacing_ms, .. } = terms;
    let (coin, last_ms) = (&instrument.symbol, to_ms - 1);
    Some(match table {
        Table::Candles => {
            let interval = spelled(spacing_ms, ["m", "h", "d"]);
            format!(
                r#"{{"type":"candleSnapshot","req":{{"coin":"{coin}","interval":"{interval}","startTime":{from_ms},"endTime":{last_ms}}}}}"#
            )
        }
        Table::OpenInterestNow | Table::Tiers | Table::Ticker => r#"{"type":"metaAndAssetCtxs"}"#.to_owned(),
        Table::Funding => {
            format!(r#"{{"type":"fundingHistory","coin":"{coin}","startTime":{from_ms},"endTime":{last_ms}}}"#)
        }
        Table::Depth => format!(r#"{{"type":"l2Book","coin":"{coin}"}}"#),
        _ => return None,
    })
}

fn deribit(instrument: &Instrument, table: Table, terms: Terms<'_>) -> Option<String> {
    let Terms { window: Window { from_ms, to_ms }, rows, spacing_ms, .. } = terms;
    let last_ms = to_ms - 1;
    let contract = format!("instrument_name={}", instrument.symbol);
    let range = format!("start_timestamp={from_ms}&end_timestamp={last_ms}");
    let currency = match instrument.contract {
        ContractKind::Linear => &instrument.quote,
        ContractKind::Inverse => &instrument.asset,
    };
    Some(match table {
        Table::Contract => format!("/public/get_instrument?{contract}"),
        Table::Candles => {
            let resolution = deribit_resolution(spacing_ms);
            format!("/public/get_tradingview_chart_data?{contract}&{range}&resolution={resolution}")
        }
        Table::OpenInterestNow | Table::Ticker | Table::Futures => {
            format!("/public/get_book_summary_by_currency?currency={currency}&kind=future")
        }
        Table::Funding => format!("/public/get_funding_rate_history?{contract}&{range}"),
        Table::Depth => format!("/public/get_order_book?{contract}&depth={}", Venue::Deribit.facts().page_rows.depth),
        Table::Liquidations => {
            format!("/public/get_last_trades_by_instrument_and_time?{contract}&{range}&count={rows}&sorting=asc")
        }
        Table::Options => format!("/public/get_book_summary_by_currency?currency={}&kind=option", instrument.asset),
        _ => return None,
    })
}

/// Minutes as a number, days as `1D`.
fn deribit_resolution(spacing_ms: TimeMs) -> String {
    match spacing_ms / 60_000 {
        1440 => "1D".to_owned(),
        minutes => minutes.to_string(),
    }
}

/// `5m`, `1h`, `1d` with the venue's letters.
fn spelled(spacing_ms: TimeMs, [minute, hour, day]: [&str; 3]) -> String {
    match spacing_ms / 60_000 {
        minutes if minutes % 1440 == 0 && minutes > 0 => format!("{}{day}", minutes / 1440),
        minutes if minutes % 60 == 0 && minutes > 0 => format!("{}{hour}", minutes / 60),
        minutes => format!("{minutes}{minute}"),
    }
}

/// A venue's cursor inside an address.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(venue: Venue, table: Table, spacing_ms: TimeMs) -> Option<String> {
        let instrument = Instrument::of(venue, "BTCUSDT").unwrap();
        let terms = Terms { window: Window { from_ms: 1000, to_ms: 2000 }, cursor: Some("a b"), spacing_ms, rows: 50 };
        ask(&instrument, table, terms, "http://h/").map(|ask| ask.body.unwrap_or(ask.url))
    }

    #[test]
    fn intervals_are_spelt_as_each_venue_spells_them() {
        let hour = 3_600_000;
        assert!(
            url(Venue::Binance, Table::Candles, hour)
                .unwrap()
                .contains("interval=1h&startTime=1000&endTime=1999&limit=50")
        );
        assert!(url(Venue::Bybit, Table::Candles, hour).unwrap().contains("interval=60&start=1000&end=1999"));
        assert!(url(Venue::Bybit, Table::Candles, 24 * hour).unwrap().contains("interval=D"));
        assert!(
            url(Venue::Bybit, Table::OpenInterest, hour / 12)
                .unwrap()
                .ends_with("intervalTime=5min&startTime=1000&endTime=1999&limit=50&cursor=a%20b")
        );
        assert!(url(Venue::Okx, Table::Candles, 4 * hour).unwrap().contains("bar=4H&after=2000&before=999&limit=50"));
        assert!(url(Venue::Okx, Table::Candles, 12 * hour).unwrap().contains("bar=12Hutc"));
        assert!(
            url(Venue::Hyperliquid, Table::Candles, 24 * hour).unwrap().contains(r#""coin":"BTC","interval":"1d""#)
        );
        assert!(url(Venue::Deribit, Table::Candles, 24 * hour).unwrap().contains("resolution=1D"));
    }

    #[test]
    fn what_a_venue_does_not_give_is_not_asked_for() {
        assert_eq!(url(Venue::Binance, Table::Tiers, 0), None);
        assert_eq!(url(Venue::Hyperliquid, Table::Liquidations, 0), None);
        assert_eq!(url(Venue::Deribit, Table::OpenInterest, 0), None);
        for venue in Venue::ALL {
            assert!(url(venue, Table::Candles, 60_000).is_some());
        }
    }
}
