//! One message of each kind as the venues document it; numbers are made up.

use liquidation_widgets::engine::venues::{Instrument, Table, Venue};

/// A message, what it is about, and the size of a contract where one is needed.
pub(crate) struct Sample {
    pub(crate) venue: Venue,
    pub(crate) symbol: &'static str,
    pub(crate) table: Table,
    pub(crate) text: &'static str,
}

impl Sample {
    pub(crate) fn instrument(&self) -> Instrument {
        Instrument { contract_size: Some(0.01), ..Instrument::of(self.venue, self.symbol).unwrap() }
    }
}

const fn of(venue: Venue, symbol: &'static str, table: Table, text: &'static str) -> Sample {
    Sample { venue, symbol, table, text }
}

pub(crate) const SAMPLES: &[Sample] = &[
    of(
        Venue::Binance,
        "BTCUSDT",
        Table::Candles,
        r#"[[1700000000000,"100.0","103.0","99.0","102.0","50.0",1700003599999,"5075.0",420,"30.0","3048.0","0"],[1700003600000,"102.0","104.0","101.0","103.0","40.0",1700007199999,"4100.0",300,"10.0","1020.0","0"]]"#,
    ),
    of(
        Venue::Binance,
        "BTCUSDT",
        Table::OpenInterest,
        r#"[{"symbol":"BTCUSDT","sumOpenInterest":"1000.5","sumOpenInterestValue":"101550.7","timestamp":"1700000100000"}]"#,
    ),
    of(
        Venue::Binance,
        "BTCUSDT",
        Table::OpenInterestNow,
        r#"{"openInterest":"1000.5","symbol":"BTCUSDT","time":1700000100000}"#,
    ),
    of(
        Venue::Binance,
        "BTCUSDT",
        Table::Funding,
        r#"[{"symbol":"BTCUSDT","fundingRate":"0.00010000","fundingTime":1700006400000,"markPrice":"101.4"}]"#,
    ),
    of(
        Venue::Binance,
        "BTCUSDT",
        Table::Depth,
        r#"{"lastUpdateId":1,"E":1700000000500,"T":1,"bids":[["99.9","1.5"],["99.8","2"]],"asks":[["100.1","1"],["100.2","3"]]}"#,
    ),
    of(
        Venue::Binance,
        "BTCUSDT",
        Table::Ticker,
        r#"{"symbol":"BTCUSDT","markPrice":"100.5","indexPrice":"100.4","lastFundingRate":"0.0001","nextFundingTime":1700006400000}"#,
    ),
    of(
        Venue::Bybit,
        "BTCUSDT",
        Table::Candles,
        r#"{"retCode":0,"result":{"category":"linear","symbol":"BTCUSDT","list":[["1700003600000","102.0","104.0","101.0","103.0","40.0","4100.0"],["1700000000000","100.0","103.0","99.0","102.0","50.0","5075.0"]]}}"#,
    ),
    of(
        Venue::Bybit,
        "BTCUSDT",
        Table::MarkCandles,
        r#"{"retCode":0,"result":{"list":[["1700000000000","100.0","103.0","99.0","102.0"]]}}"#,
    ),
    of(
        Venue::Bybit,
        "BTCUSDT",
        Table::OpenInterest,
        r#"{"retCode":0,"result":{"category":"linear","symbol":"BTCUSDT","list":[{"openInterest":"812.4","timestamp":"1700003600000"},{"openInterest":"810.0","timestamp":"1700000000000"}],"nextPageCursor":""}}"#,
    ),
    of(
        Venue::Bybit,
        "BTCUSDT",
        Table::Funding,
        r#"{"retCode":0,"result":{"list":[{"symbol":"BTCUSDT","fundingRate":"0.0001","fundingRateTimestamp":"1700006400000"}]}}"#,
    ),
    of(
        Venue::Bybit,
        "BTCUSDT",
        Table::Tiers,
        r#"{"retCode":0,"result":{"list":[{"id":1,"symbol":"BTCUSDT","riskLimitValue":"1000000","maintenanceMargin":"0.5","initialMargin":"1","isLowestRisk":1,"maxLeverage":"100.00"},{"id":2,"symbol":"BTCUSDT","riskLimitValue":"2000000","maintenanceMargin":"1","initialMargin":"2","isLowestRisk":0,"maxLeverage":"50.00"}]}}"#,
    ),
    of(
        Venue::Bybit,
        "BTCUSDT",
        Table::Depth,
        r#"{"retCode":0,"result":{"s":"BTCUSDT","b":[["99.9","1.5"]],"a":[["100.1","1"]],"ts":1700000000500,"u":1}}"#,
    ),
    of(
        Venue::Okx,
        "BTCUSDT",
        Table::Contract,
        r#"{"code":"0","data":[{"instId":"BTC-USDT-SWAP","ctVal":"0.01","ctMult":"1","ctValCcy":"BTC","tickSz":"0.1"}]}"#,
    ),
    of(
        Venue::Okx,
        "BTCUSDT",
        Table::Candles,
        r#"{"code":"0","data":[["1700003600000","102","104","101","103","4000","40","4100","0"],["1700000000000","100","103","99","102","5000","50","5075","1"]]}"#,
    ),
    of(Venue::Okx, "BTCUSDT", Table::OpenInterest, r#"{"code":"0","data":[["1700000000000","60000","600","61200"]]}"#),
    of(
        Venue::Okx,
        "BTCUSDT",
        Table::Tiers,
        r#"{"code":"0","data":[{"tier":"1","mmr":"0.004","maxLever":"100","minSz":"0","maxSz":"1000"},{"tier":"2","mmr":"0.01","maxLever":"50","minSz":"1000","maxSz":"5000"}]}"#,
    ),
    of(
        Venue::Okx,
        "BTCUSDT",
        Table::Liquidations,
        r#"{"code":"0","data":[{"instId":"BTC-USDT-SWAP","details":[{"posSide":"long","side":"sell","bkPx":"97.9","sz":"25","ts":"1700000000300"},{"posSide":"net","side":"buy","bkPx":"98.9","sz":"5","ts":"1700000000400"}]},{"instId":"ETH-USDT-SWAP","details":[{"posSide":"long","side":"sell","bkPx":"9","sz":"9","ts":"1700000000300"}]}]}"#,
    ),
    of(
        Venue::Hyperliquid,
        "BTC",
        Table::Candles,
        r#"[{"t":1700000000000,"T":1700003599999,"s":"BTC","i":"1h","o":"100.0","c":"102.0","h":"103.0","l":"99.0","v":"50.0","n":420}]"#,
    ),
    of(
        Venue::Hyperliquid,
        "BTC",
        Table::OpenInterestNow,
        r#"[{"universe":[{"name":"BTC","szDecimals":5,"maxLeverage":40,"marginTableId":1}],"marginTables":[]},[{"funding":"0.0000125","openInterest":"2000.0","prevDayPx":"99.0","dayNtlVlm":"500000.0","premium":"0.0001","oraclePx":"101.9","markPx":"102.0","midPx":"102.0","impactPxs":["101.9","102.1"]}]]"#,
    ),
    of(
        Venue::Hyperliquid,
        "BTC",
        Table::Tiers,
        r#"[{"universe":[{"name":"BTC","szDecimals":5,"maxLeverage":40,"marginTableId":56}],"marginTables":[[56,{"description":"tiered 40x","marginTiers":[{"lowerBound":"0.0","maxLeverage":40},{"lowerBound":"150000000.0","maxLeverage":20}]}]]},[{}]]"#,
    ),
    of(
        Venue::Hyperliquid,
        "BTC",
        Table::Depth,
        r#"{"coin":"BTC","time":1700000000500,"levels":[[{"px":"99.9","sz":"1","n":1}],[{"px":"100.1","sz":"2","n":3}]]}"#,
    ),
    of(
        Venue::Deribit,
        "BTC-PERPETUAL",
        Table::Candles,
        r#"{"result":{"status":"ok","ticks":[1700000000000],"open":[100.0],"high":[103.0],"low":[99.0],"close":[102.0],"volume":[50.0],"cost":[5075.0]}}"#,
    ),
    of(
        Venue::Deribit,
        "BTC-PERPETUAL",
        Table::OpenInterestNow,
        r#"{"result":[{"instrument_name":"BTC-PERPETUAL","base_currency":"BTC","quote_currency":"USD","open_interest":250000000,"volume":5000.0,"volume_usd":510000000,"mark_price":102000.0,"current_funding":0.0,"funding_8h":0.00001,"creation_timestamp":1700000000000}]}"#,
    ),
    of(
        Venue::Deribit,
        "BTC-PERPETUAL",
        Table::Liquidations,
        r#"{"result":{"trades":[{"trade_id":"1","instrument_name":"BTC-PERPETUAL","timestamp":1700000000300,"direction":"sell","price":97.9,"amount":1000,"liquidation":"T"},{"trade_id":"2","timestamp":1700000000400,"direction":"sell","price":97.9,"amount":10},{"trade_id":"3","timestamp":1700000000500,"direction":"sell","price":97.9,"amount":70,"liquidation":"MT"}],"has_more":false}}"#,
    ),
    of(
        Venue::Deribit,
        "BTC-PERPETUAL",
        Table::Options,
        r#"{"result":[{"instrument_name":"BTC-27MAR26-100000-C","mark_iv":55.5,"open_interest":12.5,"underlying_price":101000.0},{"instrument_name":"BTC-27MAR26-90000-P","mark_iv":0,"open_interest":1,"underlying_price":101000.0}]}"#,
    ),
    of(
        Venue::Deribit,
        "BTC-PERPETUAL",
        Table::Futures,
        r#"{"result":[{"instrument_name":"BTC-PERPETUAL","open_interest":1,"mark_price":1},{"instrument_name":"BTC-27MAR26","open_interest":5000,"mark_price":102500.0,"estimated_delivery_price":101000.0}]}"#,
    ),
];

/// Messages of streams of liquidations: the venue, the symbol, the text.
pub(crate) const STREAMED: &[(Venue, &str, &str)] = &[
    (
        Venue::Binance,
        "BTCUSDT",
        r#"{"e":"forceOrder","E":1700000000500,"o":{"s":"BTCUSDT","S":"SELL","o":"LIMIT","f":"IOC","q":"0.5","p":"98.0","ap":"98.4","X":"FILLED","l":"0.5","z":"0.5","T":1700000000490}}"#,
    ),
    (
        Venue::Bybit,
        "BTCUSDT",
        r#"{"topic":"allLiquidation.BTCUSDT","type":"snapshot","ts":1700000000500,"data":[{"T":1700000000300,"s":"BTCUSDT","S":"Buy","v":"0.25","p":"97.9"}]}"#,
    ),
    (
        Venue::Okx,
        "BTCUSDT",
        r#"{"arg":{"channel":"liquidation-orders","instType":"SWAP"},"data":[{"instId":"BTC-USDT-SWAP","instType":"SWAP","uly":"BTC-USDT","instFamily":"BTC-USDT","details":[{"posSide":"long","side":"sell","bkPx":"97.9","sz":"25","bkLoss":"0","ccy":"","ts":"1700000000300"}]}]}"#,
    ),
    (
        Venue::Deribit,
        "BTC-PERPETUAL",
        r#"{"jsonrpc":"2.0","method":"subscription","params":{"channel":"trades.BTC-PERPETUAL.100ms","data":[{"trade_id":"1","instrument_name":"BTC-PERPETUAL","timestamp":1700000000300,"direction":"buy","price":97.9,"amount":1000,"liquidation":"M"}]}}"#,
    ),
];
