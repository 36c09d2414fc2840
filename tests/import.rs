//! CSV files of each known family, and each fault a file can have, read into a snapshot document.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a panic is how a test fails; a skipped test says so")]

use liquidation_widgets::engine::import::{
    FileReport, ImportFile, ImportProvenance, ImportRequest, ImportResult, Kind, import,
};
use liquidation_widgets::engine::request::read as read_request;
use liquidation_widgets::error::{Code, Error};
use liquidation_widgets::value;
use serde_json::Value;
use std::path::PathBuf;

const HOUR_MS: i64 = 3_600_000;
const START_MS: i64 = 1_700_000_000_000;

const KLINES_HEADER: &str =
    "open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore";
const KLINES: &str = "1700000000000,100.0,103.0,99.0,102.0,50.0,1700003599999,5075.0,420,30.0,3048.0,0
1700003600000,102.0,104.0,101.0,103.0,40.0,1700007199999,4100.0,300,10.0,1020.0,0
";

fn file(name: &str, text: impl Into<String>) -> ImportFile {
    ImportFile { name: name.into(), text: text.into(), ..ImportFile::default() }
}

fn request(files: Vec<ImportFile>) -> ImportRequest {
    ImportRequest {
        asset: "BTC".into(),
        quote: "USDT".into(),
        venue: "binance".into(),
        symbol: "BTCUSDT".into(),
        provenance: ImportProvenance { kind: "measured".into(), ..ImportProvenance::default() },
        files,
        ..ImportRequest::default()
    }
}

/// Two candles, and `second` beside them.
fn beside_candles(second: ImportFile) -> ImportRequest {
    request(vec![file("klines", format!("{KLINES_HEADER}\n{KLINES}")), second])
}

fn read(files: Vec<ImportFile>) -> ImportResult {
    import(&request(files)).unwrap()
}

fn refused(request: &ImportRequest) -> Error {
    import(request).unwrap_err()
}

fn map(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

/// Candles of one coin as `(time, close)`, other prices around the close.
fn candles(rows: &[(i64, f64)]) -> String {
    let mut text = "time_ms,open,high,low,close,volume\n".to_owned();
    for (time, close) in rows {
        text.push_str(&format!("{time},{close},{},{},{close},1\n", close + 1.0, close - 1.0));
    }
    text
}

#[test]
fn binance_klines_are_read_with_and_without_a_header() {
    for text in [format!("{KLINES_HEADER}\n{KLINES}"), KLINES.to_owned()] {
        let result = read(vec![file("BTCUSDT-1h.csv", text)]);
        let market = &result.snapshot.markets[0];
        assert_eq!(market.candles.open_time_ms, [START_MS, START_MS + HOUR_MS]);
        assert_eq!((market.candles.interval_ms, result.snapshot.as_of_ms), (HOUR_MS, START_MS + 2 * HOUR_MS));
        assert_eq!(market.candles.high, [103.0, 104.0]);
        assert_eq!(market.candles.volume, [50.0, 40.0]);
        assert_eq!(market.candles.turnover.as_deref(), Some(&[5075.0, 4100.0][..]));
        assert_eq!(market.candles.taker_buy_volume.as_deref(), Some(&[30.0, 10.0][..]));
        assert_eq!((result.reports[0].kind, result.reports[0].rows), (Kind::Candles, 2));
        assert!(result.left_out.is_empty());
    }
}

#[test]
fn microseconds_crlf_byte_order_mark_and_quotes_change_nothing() {
    let plain = read(vec![file("a", format!("{KLINES_HEADER}\n{KLINES}"))]).snapshot;
    let micro = KLINES.replace("00000,10", "00000000,10").replace('\n', "\r\n");
    let header = KLINES_HEADER.replace("open_time", "\"open_time\"").replace(",volume", ",\"volume\"");
    let dressed = read(vec![file("a", format!("\u{feff}{header}\r\n{micro}"))]);
    assert!(micro.starts_with("1700000000000000,"), "{micro}");
    assert_eq!(dressed.snapshot, plain);
}

#[test]
fn binance_metrics_give_open_interest_in_coins_and_empty_is_missing() {
    let text = "create_time,symbol,sum_open_interest,sum_open_interest_value,count_toptrader_long_short_ratio,sum_toptrader_long_short_ratio,count_long_short_ratio,sum_taker_long_short_vol_ratio
2023-11-14 22:15:00,BTCUSDT,1000.5,101550.7,1.20,1.10,1.35,1.02
2023-11-14 22:20:00,BTCUSDT,,101550.7,1.20,1.10,1.35,1.02
2023-11-14 22:25:00,BTCUSDT,1001.5,101650.7,,,,
2023-11-14 22:25:00,BTCUSDT,1002.5,101750.7,,,,
";
    let result = import(&beside_candles(file("metrics", text))).unwrap();
    let open_interest = result.snapshot.markets[0].open_interest.as_ref().unwrap();
    assert_eq!((open_interest.unit, open_interest.sides, open_interest.stamp), ("coin", 1, "instant"));
    assert_eq!(open_interest.time_ms, [1_700_000_100_000, 1_700_000_700_000]);
    assert_eq!(open_interest.value, [1000.5, 1002.5], "the later of two records of one time wins");
    let report = &result.reports[1];
    assert_eq!((report.kind, report.rows, report.dropped, report.duplicates), (Kind::OpenInterest, 4, 1, 1));
    let problem = report.first_problem.as_ref().unwrap();
    assert_eq!((problem.line, problem.field.as_str()), (3, "value"));
    assert_eq!(problem.to_string(), "line 3: value must be a number of 0 or more, got nothing");
}

#[test]
fn binance_funding_rates_keep_the_venues_own_stamps() {
    let text = "calc_time,funding_interval_hours,last_funding_rate\n1700006400004,8,0.00010000\n1700035200000,8,-0.5\n";
    let result = import(&beside_candles(file("fundingRate", text))).unwrap();
    let funding = result.snapshot.markets[0].funding.as_ref().unwrap();
    assert_eq!((&funding.time_ms[..], &funding.rate[..]), (&[1_700_006_400_004][..], &[0.0001][..]));
    assert_eq!(result.reports[1].dropped, 1, "a rate of -50 % is no rate");
}

#[test]
fn mark_candles_are_known_by_name_by_missing_volume_or_by_kind() {
    let klines = format!("{KLINES_HEADER}\n{KLINES}");
    let no_volume = "open_time,open,high,low,close\n1700000000000,100,103,99,102\n1700003600000,100,103,99,102\n";
    let given = ImportFile { kind: Some("mark_candles".into()), ..file("a", klines.clone()) };
    for second in [file("markPriceKlines.csv", klines), file("a", no_volume), given] {
        let result = import(&beside_candles(second)).unwrap();
        assert_eq!(result.reports[1].kind, Kind::MarkCandles);
        assert_eq!(result.snapshot.markets[0].mark_candles.as_ref().unwrap().close[0], 102.0);
    }
}

#[test]
fn daily_liquidation_sums_of_one_coin_become_two_rows_a_day() {
    let text = "time_ms,coin,total_usd,long_usd,short_usd,liq_count
1699920000000,BTC,30,10,20,3
1699920000000,ETH,70,30,40,4
1700006400000,BTC,110,50,60,5
";
    let second = ImportFile { filter: map(&[("coin", "BTC")]), ..file("daily", text) };
    let result = import(&beside_candles(second.clone())).unwrap();
    let sums = result.snapshot.markets[0].liquidations.as_ref().unwrap();
    assert_eq!(sums.time_ms, [1_699_920_000_000, 1_699_920_000_000, 1_700_006_400_000, 1_700_006_400_000]);
    assert_eq!(sums.side, ["long", "short", "long", "short"]);
    assert_eq!(sums.usd, [10.0, 20.0, 50.0, 60.0]);
    assert_eq!((sums.period_ms, sums.complete, &sums.price), (Some(86_400_000), false, &None));
    assert_eq!(result.reports[1].filtered, 1);

    let complete = ImportFile { complete: Some(true), period_ms: Some(HOUR_MS), ..second.clone() };
    let sums = import(&beside_candles(complete)).unwrap().snapshot.markets[0].liquidations.clone().unwrap();
    assert_eq!((sums.period_ms, sums.complete), (Some(HOUR_MS), true));

    let error = refused(&beside_candles(ImportFile { filter: Vec::new(), ..second.clone() }));
    assert_eq!((error.code, error.field.as_str()), (Code::AttributeInvalid, "files[1].filter"));
    let error = refused(&beside_candles(ImportFile { filter: map(&[("coin", "DOGE")]), ..second.clone() }));
    assert_eq!((error.code, error.field.as_str()), (Code::DataEmpty, "files[1].filter"));
    let error = refused(&beside_candles(ImportFile { filter: map(&[("coins", "BTC")]), ..second }));
    assert!(error.allowed.contains("did you mean coin?"), "{error}");
}

#[test]
fn single_liquidations_may_share_a_time_and_buy_needs_to_be_told_whose() {
    let text = "time,side,price,qty\n1700000000300,Buy,100,2\n1700000000300,Sell,100,3\n1700000000200,Sell,90,1\n";
    let liquidations = |side_of: Option<&str>| {
        let second = ImportFile { side_of: side_of.map(str::to_owned), ..file("allLiquidation", text) };
        import(&beside_candles(second)).map(|result| (result.snapshot.markets[0].liquidations.clone().unwrap(), result))
    };
    let (position, result) = liquidations(Some("position")).unwrap();
    assert_eq!(position.time_ms, [1_700_000_000_200, 1_700_000_000_300, 1_700_000_000_300]);
    assert_eq!(position.side, ["short", "long", "short"]);
    assert_eq!(position.usd, [90.0, 200.0, 300.0]);
    assert_eq!(position.price.as_deref(), Some(&[90.0, 100.0, 100.0][..]));
    assert_eq!((position.period_ms, result.reports[1].duplicates, result.reports[1].reordered), (None, 0, 1));
    assert_eq!(liquidations(Some("order")).unwrap().0.side, ["long", "short", "long"]);
    assert_eq!(liquidations(None).unwrap_err().field, "files[1].sideOf");
    assert_eq!(liquidations(Some("ordre")).unwrap_err().value, "ordre");
}

#[test]
fn records_are_sorted_and_of_two_with_one_time_the_later_wins() {
    let text =
        candles(&[(START_MS + 2 * HOUR_MS, 12.0), (START_MS, 10.0), (START_MS + HOUR_MS, 11.0), (START_MS, 20.0)]);
    let result = read(vec![file("a", text)]);
    assert_eq!(result.snapshot.markets[0].candles.close, [20.0, 11.0, 12.0]);
    assert_eq!((result.reports[0].reordered, result.reports[0].duplicates), (3, 1));
}

#[test]
fn files_of_one_kind_are_put_together_and_the_later_file_wins() {
    let first = file("first", candles(&[(START_MS, 10.0), (START_MS + HOUR_MS, 11.0)]));
    let second = file("second", candles(&[(START_MS + HOUR_MS, 21.0), (START_MS + 2 * HOUR_MS, 22.0)]));
    let result = read(vec![first, second]);
    assert_eq!(result.snapshot.markets[0].candles.close, [10.0, 21.0, 22.0]);
    let duplicates: Vec<usize> = result.reports.iter().map(|report: &FileReport| report.duplicates).collect();
    assert_eq!(duplicates, [1, 0], "the replaced record was in the first file");
}

#[test]
fn gap_stays_a_gap_and_does_not_change_the_interval() {
    let hours = [0, 1, 2, 9, 10];
    let text = candles(&hours.map(|hour| (START_MS + hour * HOUR_MS, 10.0)));
    let candles = &read(vec![file("a", text)]).snapshot.markets[0].candles;
    assert_eq!((candles.interval_ms, candles.open_time_ms.len()), (HOUR_MS, 5));
}

#[test]
fn unusable_record_is_dropped_counted_and_the_first_is_reported() {
    let good = candles(&[(START_MS, 10.0), (START_MS + HOUR_MS, 11.0)]);
    let bad = [
        ("1700010000000,x,11,9,10,1", "open", "x"),
        ("1700010000000,10,11,9,,1", "close", ""),
        ("1700010000000,10,11,9,0,1", "close", "0"),
        ("1700010000000,10,NaN,9,10,1", "high", "NaN"),
        ("1700010000000,10,11,1e300,10,1", "low", "1e300"),
        ("1700010000000,10,11,9,10,-1", "volume", "-1"),
        ("yesterday,10,11,9,10,1", "time", "yesterday"),
        ("1700010000000,10,8,9,10,1", "high", "8"),
        ("1700010000000,10,11", "low", ""),
    ];
    for (record, field, value) in bad {
        let result = read(vec![file("a", format!("{good}{record}\n{record}\n"))]);
        assert_eq!(result.snapshot.markets[0].candles.close, [10.0, 11.0], "{record}");
        assert_eq!((result.reports[0].rows, result.reports[0].dropped), (4, 2), "{record}");
        let problem = result.reports[0].first_problem.clone().unwrap();
        assert_eq!((problem.line, problem.field.as_str(), problem.value.as_str()), (4, field, value), "{record}");
    }
}

#[test]
fn optional_column_with_a_hole_is_left_out_and_named() {
    let text = KLINES.replace(",4100.0,", ",,");
    let result = read(vec![file("a", format!("{KLINES_HEADER}\n{text}"))]);
    assert_eq!(result.snapshot.markets[0].candles.turnover, None);
    assert!(result.snapshot.markets[0].candles.taker_buy_volume.is_some());
    assert_eq!(result.left_out, ["candles.turnover"]);
}

#[test]
fn mapping_decides_over_the_header() {
    let text = "when,o,h,l,c,v,volume\n1700000000,1,3,1,2,7,9\n1700003600,1,3,1,2,8,9\n";
    let mapped =
        ImportFile { mapping: map(&[("when", "time"), ("v", "volume"), ("volume", "ignore")]), ..file("a", text) };
    assert_eq!(read(vec![mapped.clone()]).snapshot.markets[0].candles.volume, [7.0, 8.0]);
    let unmapped = refused(&request(vec![file("a", text)]));
    assert_eq!((unmapped.code, unmapped.field.as_str()), (Code::DataInvalid, "files[0].text"));
    assert!(unmapped.allowed.contains("a column for time"), "{unmapped}");
    let with = |column: &str, word: &str| {
        refused(&request(vec![ImportFile { mapping: map(&[(column, word)]), ..mapped.clone() }]))
    };
    assert!(with("when", "tim").allowed.contains("did you mean time?"));
    assert_eq!(with("whenn", "time").field, "files[0].mapping");
    let twice = ImportFile { mapping: map(&[("v", "volume"), ("volume", "volume"), ("when", "time")]), ..mapped };
    assert_eq!(refused(&request(vec![twice])).field, "files[0].mapping.volume");
}

#[test]
fn cut_is_half_open_and_open_interest_at_its_end_belongs_to_it() {
    let hours = |count: i64| (0..count).map(|hour| START_MS + hour * HOUR_MS);
    let rows: Vec<(i64, f64)> = hours(5).map(|time| (time, 10.0)).collect();
    let mut samples = "time_ms,open_interest_coins,open_interest_usd\n".to_owned();
    hours(6).for_each(|time| samples.push_str(&format!("{time},5,50\n")));
    let mut request = request(vec![file("a", candles(&rows)), file("b", samples)]);
    (request.from_ms, request.to_ms) = (Some(START_MS + HOUR_MS), Some(START_MS + 3 * HOUR_MS));
    let result = import(&request).unwrap();
    let market = &result.snapshot.markets[0];
    assert_eq!(market.candles.open_time_ms, [START_MS + HOUR_MS, START_MS + 2 * HOUR_MS]);
    assert_eq!(result.snapshot.as_of_ms, START_MS + 3 * HOUR_MS);
    let sampled = &market.open_interest.as_ref().unwrap().time_ms;
    assert_eq!(sampled[..], [1, 2, 3].map(|hour| START_MS + hour * HOUR_MS));
    assert_eq!(result.reports[0].outside, 3);
    request.to_ms = Some(START_MS + 3 * HOUR_MS - 1);
    assert_eq!(
        import(&request).unwrap().snapshot.markets[0].candles.open_time_ms.len(),
        1,
        "an unfinished candle is no candle"
    );
    request.to_ms = Some(START_MS);
    assert_eq!(refused(&request).field, "toMs");
    (request.from_ms, request.to_ms) = (Some(0), Some(1));
    assert_eq!(refused(&request).code, Code::DataEmpty);
}

#[test]
fn unit_of_open_interest_follows_from_column_and_contract() {
    let text = |column: &str| format!("time_ms,{column}\n1700000000000,5\n");
    let unit = |contract: &str, column: &str, multiplier: Option<f64>| {
        let second = ImportFile { contract_multiplier: multiplier, ..file("oi", text(column)) };
        let request = ImportRequest { contract: Some(contract.into()), ..beside_candles(second) };
        import(&request).map(|result| result.snapshot.markets[0].open_interest.clone().unwrap().unit)
    };
    assert_eq!(unit("linear", "sum_open_interest", None).unwrap(), "coin");
    assert_eq!(unit("linear", "open_interest_usd", None).unwrap(), "usd");
    assert_eq!(unit("inverse", "open_interest_usd", None).unwrap(), "usd");
    assert_eq!(unit("inverse", "sum_open_interest", Some(100.0)).unwrap(), "contracts");
    assert_eq!(unit("inverse", "sum_open_interest", None).unwrap_err().field, "files[1].contractMultiplier");
    assert_eq!(unit("linear", "open_interest", Some(100.0)).unwrap_err().field, "files[1].contractMultiplier");
    assert_eq!(unit("inverse", "open_interest_contracts", Some(0.0)).unwrap_err().code, Code::DataRange);
}

#[test]
fn sides_and_stamp_reach_the_document_and_must_agree_between_files() {
    let text = "time_ms,open_interest\n1700000000000,5\n";
    let two = ImportFile { sides: Some(2), stamp: Some("bucket-start".into()), ..file("oi", text) };
    let open_interest =
        import(&beside_candles(two.clone())).unwrap().snapshot.markets[0].open_interest.clone().unwrap();
    assert_eq!((open_interest.sides, open_interest.stamp), (2, "bucket-start"));
    let mut both = beside_candles(two.clone());
    both.files.push(file("other", text));
    assert_eq!(refused(&both).code, Code::DataInvalid);
    assert_eq!(refused(&beside_candles(ImportFile { sides: Some(3), ..two.clone() })).field, "files[1].sides");
    assert_eq!(refused(&beside_candles(ImportFile { stamp: Some("end".into()), ..two })).field, "files[1].stamp");
}

#[test]
fn option_without_effect_is_refused() {
    let klines = || file("a", format!("{KLINES_HEADER}\n{KLINES}"));
    let cases = [
        (ImportFile { sides: Some(2), ..klines() }, "files[0].sides"),
        (ImportFile { side_of: Some("order".into()), ..klines() }, "files[0].sideOf"),
        (ImportFile { complete: Some(true), ..klines() }, "files[0].complete"),
        (ImportFile { kind: Some("candle".into()), ..klines() }, "files[0].kind"),
        (ImportFile { mapping: map(&[("a", "time")]), ..file("a", KLINES) }, "files[0].mapping"),
    ];
    for (file, field) in cases {
        assert_eq!(refused(&request(vec![file])).field, field);
    }
}

#[test]
fn volume_in_the_other_unit_is_turnover() {
    let text =
        "time_ms,open,high,low,close,volume_coins,volume_usd\n1700000000000,1,3,1,2,7,14\n1700003600000,1,3,1,2,8,16\n";
    let candles = |contract: &str| {
        let request = ImportRequest { contract: Some(contract.into()), ..request(vec![file("a", text)]) };
        let candles = import(&request).unwrap().snapshot.markets[0].candles.clone();
        (candles.volume[0], candles.turnover.unwrap()[0])
    };
    assert_eq!(candles("linear"), (7.0, 14.0));
    assert_eq!(candles("inverse"), (14.0, 7.0));
}

#[test]
fn nothing_to_read_is_an_error_and_not_an_empty_chart() {
    assert_eq!(refused(&request(vec![])).code, Code::DataEmpty);
    assert_eq!(refused(&request(vec![file("a", "")])).field, "files[0].text");
    assert_eq!(refused(&request(vec![file("a", KLINES_HEADER)])).code, Code::DataEmpty);
    let all_bad = refused(&beside_candles(file("b", "time_ms,open_interest\nx,1\n")));
    assert_eq!((all_bad.code, all_bad.field.as_str()), (Code::DataEmpty, "files[1].text"));
    assert!(all_bad.value.contains("line 2: time"), "{all_bad}");
    assert_eq!(refused(&request(vec![file("a", "a,b\n1,2\n")])).field, "files[0].kind");
    assert_eq!(refused(&request(vec![file("a", "1,2,3\n")])).field, "files[0].text");
}

#[test]
fn single_candle_needs_its_interval() {
    let one = || request(vec![file("a", candles(&[(START_MS, 10.0)]))]);
    assert_eq!(refused(&one()).field, "intervalMs");
    let given = ImportRequest { interval_ms: Some(60_000), ..one() };
    assert_eq!(import(&given).unwrap().snapshot.as_of_ms, START_MS + 60_000);
    assert_eq!(refused(&ImportRequest { interval_ms: Some(999), ..one() }).code, Code::DataRange);
}

#[test]
fn limits_are_errors_with_their_code() {
    let long = refused(&request(vec![file("a", " ".repeat((64 << 20) + 1))]));
    assert_eq!((long.code, long.field.as_str()), (Code::DataTooLarge, "files[0].text"));
    let minutes: Vec<(i64, f64)> = (0..200_001).map(|i| (START_MS + i * 60_000, 10.0)).collect();
    let mut many = request(vec![file("a", candles(&minutes))]);
    assert_eq!(refused(&many).code, Code::DataTooLarge);
    many.from_ms = Some(START_MS + 60_000);
    assert_eq!(import(&many).unwrap().snapshot.markets[0].candles.close.len(), 200_000);
}

#[test]
fn names_and_provenance_are_checked() {
    let base = || request(vec![file("a", KLINES)]);
    assert_eq!(refused(&ImportRequest { asset: String::new(), ..base() }).field, "asset");
    assert_eq!(refused(&ImportRequest { contract: Some("invers".into()), ..base() }).field, "contract");
    assert_eq!(refused(&ImportRequest { price_tick: Some(0.0), ..base() }).field, "priceTick");
    let provenance = ImportProvenance { kind: "measurd".into(), ..ImportProvenance::default() };
    let error = refused(&ImportRequest { provenance, ..base() });
    assert_eq!(error.field, "provenance.kind");
    assert!(error.allowed.contains("did you mean measured?"));
}

#[test]
fn request_is_read_from_camel_case_and_unknown_keys_are_refused() {
    let text = r#"{"asset":"BTC","quote":"USDT","venue":"binance","symbol":"BTCUSDT","priceTick":0.1,"fromMs":0,
        "provenance":{"kind":"mixed","note":"n","sources":[{"name":"s"}]},
        "files":[{"text":"TEXT","sideOf":null}]}"#;
    let text = text.replace("TEXT", &KLINES.replace('\n', "\\n"));
    let request: ImportRequest = read_request(&text).unwrap();
    assert_eq!(import(&request).unwrap().snapshot.markets[0].price_tick, Some(0.1));
    assert!(read_request::<ImportRequest>(&text.replace("fromMs", "fromms")).is_err());
}

fn json_of(value: &value::Value) -> Value {
    use value::Value as Plain;
    match value {
        Plain::Null => Value::Null,
        Plain::Bool(flag) => (*flag).into(),
        Plain::Number(number) if number.fract() == 0.0 => (*number as i64).into(),
        Plain::Number(number) => (*number).into(),
        Plain::Text(text) => text.to_string().into(),
        Plain::Numbers(numbers) => numbers.clone().into(),
        Plain::List(items) => items.iter().map(json_of).collect(),
        Plain::Object(entries) => entries.iter().map(|(key, inner)| (key.to_string(), json_of(inner))).collect(),
    }
}

/// Every key of `value` is one of the schema's, and every key that the schema requires is there.
fn assert_follows(value: &Value, schema: &Value, root: &Value) {
    let schema = match schema["$ref"].as_str() {
        Some(path) => root.pointer(&path[1..]).unwrap(),
        None => schema,
    };
    match value {
        Value::Object(fields) => {
            for (key, inner) in fields {
                assert!(!schema["properties"][key].is_null(), "{key} is not in the schema");
                assert_follows(inner, &schema["properties"][key], root);
            }
            for required in schema["required"].as_array().unwrap() {
                assert!(fields.contains_key(required.as_str().unwrap()), "{required} is missing");
            }
        }
        Value::Array(items) => items.iter().for_each(|item| assert_follows(item, &schema["items"], root)),
        _ => assert!(schema["enum"].as_array().is_none_or(|words| words.contains(value)), "{value}"),
    }
}

#[test]
fn document_has_the_keys_of_its_schema() {
    let schema: Value = serde_json::from_str(include_str!("../www/snapshot.schema.json")).unwrap();
    let sums = "time_ms,long_usd,short_usd\n1699920000000,1,2\n1700006400000,3,4\n";
    let mut request = beside_candles(file("sums", sums));
    request.files.push(file("mark", KLINES));
    request.files.push(file("oi", "time_ms,open_interest\n1700000000000,5\n"));
    request.files.push(file("funding", "time_ms,rate_8h\n1700006400000,0.0001\n"));
    request.provenance.note = "note".into();
    let document = json_of(&value::Value::from(&import(&request).unwrap().snapshot));
    assert_follows(&document, &schema, &schema);
    let tables = ["candles", "mark_candles", "open_interest", "funding", "liquidations"];
    assert!(tables.iter().all(|table| document["markets"][0][table].is_object()), "{document}");
}

/// The folder of recorded series: `LIQ_REAL_DATA`, or beside the project.
fn recorded() -> Option<PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let folder = std::env::var_os("LIQ_REAL_DATA").map_or_else(beside, PathBuf::from).join("perp-winter-2026");
    folder.is_dir().then_some(folder)
}

#[test]
fn recorded_series_are_read_without_losing_a_record() {
    let Some(folder) = recorded() else {
        println!("skipped: no recorded series beside the project");
        return;
    };
    for coin in ["BTC", "ETH", "SOL"] {
        let named = |name: String| file(&name, std::fs::read_to_string(folder.join(&name)).unwrap());
        let daily = named("liquidations_daily_hyperliquid.csv".into());
        let files = vec![
            named(format!("candles_1h_binance_{coin}.csv")),
            named(format!("open_interest_5m_binance_{coin}.csv")),
            named(format!("funding_8h_binance_{coin}.csv")),
            ImportFile { filter: map(&[("coin", coin)]), ..daily },
        ];
        let result = read(files);
        let market = &result.snapshot.markets[0];
        assert_eq!((market.candles.interval_ms, market.candles.close.len()), (HOUR_MS, 2_160), "{coin}");
        let open_interest = market.open_interest.as_ref().unwrap();
        assert_eq!((open_interest.unit, open_interest.value.len()), ("coin", 25_919), "{coin}");
        assert_eq!(market.funding.as_ref().map(|funding| funding.rate.len()), Some(270), "{coin}");
        assert_eq!(market.liquidations.as_ref().and_then(|sums| sums.period_ms), Some(24 * HOUR_MS), "{coin}");
        let lost = |report: &FileReport| report.dropped + report.duplicates + report.outside;
        assert!(result.reports.iter().all(|report| lost(report) == 0), "{:?}", result.reports);
    }
}
