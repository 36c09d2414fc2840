//! How a stream of realised liquidations is opened and kept open.

use super::facts::Venue;
use super::instrument::Instrument;
use crate::engine::market::TimeMs;
use crate::value::Value;

/// What a fetcher needs to follow a contract's liquidations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stream {
    /// Where to connect.
    pub url: String,
    /// What to send once connected; nothing where the address says it all.
    pub subscribe: Option<String>,
    /// What to send now and then, and how often.
    pub ping: Option<(&'static str, TimeMs)>,
}

/// The stream of liquidations of `instrument`, at `base` in place of the venue's own address; nothing where there is none.
#[must_use]
pub fn liquidation_stream(instrument: &Instrument, base: Option<&str>) -> Option<Stream> {
    let base = base.unwrap_or(instrument.venue.facts().stream).trim_end_matches('/');
    let symbol = &instrument.symbol;
    let stream = match instrument.venue {
        Venue::Binance => {
            let name = symbol.to_ascii_lowercase();
            Stream { url: format!("{base}/ws/{name}@forceOrder"), subscribe: None, ping: None }
        }
        Venue::Bybit => Stream {
            url: format!("{base}/v5/public/{}", instrument.category()),
            subscribe: Some(format!(r#"{{"op":"subscribe","args":["allLiquidation.{symbol}"]}}"#)),
            ping: Some((r#"{"op":"ping"}"#, 20_000)),
        },
        Venue::Okx => Stream {
            url: base.to_owned(),
            subscribe: Some(
                r#"{"op":"subscribe","args":[{"channel":"liquidation-orders","instType":"SWAP"}]}"#.to_owned(),
            ),
            ping: Some(("ping", 20_000)),
        },
        Venue::Hyperliquid => return None,
        Venue::Deribit => Stream {
            url: base.to_owned(),
            subscribe: Some(format!(
                r#"{{"jsonrpc":"2.0","id":1,"method":"public/subscribe","params":{{"channels":["trades.{symbol}.100ms"]}}}}"#
            )),
            ping: Some((r#"{"jsonrpc":"2.0","id":2,"method":"public/test","params":{}}"#, 20_000)),
        },
    };
    Some(stream)
}

impl From<&Stream> for Value {
    fn from(stream: &Stream) -> Self {
        Self::object()
            .with("url", &stream.url)
            .with("subscribe", stream.subscribe.as_ref())
            .with("ping", stream.ping.map(|(text, _)| text))
            .with("pingEveryMs", stream.ping.map(|(_, every_ms)| every_ms))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_is_json_and_names_the_contract() {
        for venue in Venue::ALL {
            let instrument = Instrument::of(venue, "BTCUSDT").unwrap();
            let Some(stream) = liquidation_stream(&instrument, Some("ws://h/")) else {
                assert_eq!(venue, Venue::Hyperliquid);
                continue;
            };
            assert!(stream.url.starts_with("ws://h"));
            if let Some(text) = &stream.subscribe {
                Value::from_json(text).unwrap();
            }
        }
    }
}
