//! Documents of `CoinGlass` by value.

use liquidation_widgets::engine::heatmap::{HeatmapOptions, HeatmapRun};
use liquidation_widgets::engine::imported;
use liquidation_widgets::engine::market::{Side, Snapshot};
use liquidation_widgets::engine::venues::coinglass::{About, Imported, ImportedDocument, import, import_all, snapshot};
use liquidation_widgets::error::{Code, Error};
use liquidation_widgets::value::Value;

pub(crate) const SAMPLES: [&str; 6] = [
    r#"{"code":"0","msg":"success","data":{"y_axis":[99.0,100.0,102.0],"liquidation_leverage_data":[[0,2,5000.0],[1,0,1200.5],[0,2,1.0],[7,0,3.0],[0,9,1],[0,0,-4]],"price_candlesticks":[[1700000000,"100","103","99","102","5075"],[1700003600,"102","104","101","103","4100"]],"update_time":1700007200000}}"#,
    r#"{"y":[99.0,100.0],"liq":[[0,1,5]],"prices":[[1700000000,100,103,99,102,5075]]}"#,
    r#"{"code":"0","data":{"data":{"105":[[105,1800.0,50,null]],"98":[[98,2500.0,25,null],["x",1,1,null]]}}}"#,
    r#"{"code":"0","data":[{"symbol":"BTC","price":102.0,"long_max_pain_liq_level":900.0,"long_max_pain_liq_price":104.0,"short_max_pain_liq_level":700.0,"short_max_pain_liq_price":100.5}]}"#,
    r#"{"code":"0","data":[{"exchange_name":"BINANCE","symbol":"BTCUSDT","base_asset":"BTC","price":98.4,"usd_value":4920.0,"side":2,"time":1700000000490}]}"#,
    r#"{"code":0,"data":[{"exchangeName":"OKX","symbol":"BTC-USDT-SWAP","baseAsset":"BTC","price":"98.4","volUsd":"4920.0","side":1,"time":1700000000490}]}"#,
];

fn read(text: &str) -> Result<ImportedDocument, Error> {
    import(&Value::from_json(text).unwrap(), About::default())
}

#[test]
fn cells_outside_the_arrays_are_skipped_and_those_of_one_place_are_added() {
    let document = read(SAMPLES[0]).unwrap();
    let Imported::Heatmap(heatmap) = &document.content else { panic!("no heatmap") };
    assert_eq!(document.skipped, 3);
    assert_eq!((&heatmap.cell_candle[..], &heatmap.cell_row[..]), (&[0, 1][..], &[2, 0][..]));
    assert_eq!(heatmap.cell_usd, [5001.0, 1200.5]);
    assert_eq!(heatmap.open_time_ms, [1_700_000_000_000, 1_700_003_600_000]);
    assert_eq!(heatmap.updated_ms, Some(1_700_007_200_000));
}

#[test]
fn edges_of_uneven_rows_lie_between_neighbours_and_the_outer_ones_are_mirrored() {
    let document = read(SAMPLES[0]).unwrap();
    let Imported::Heatmap(heatmap) = &document.content else { panic!("no heatmap") };
    assert_eq!(heatmap.edges, [98.5, 99.5, 101.0, 103.0]);
}

#[test]
fn the_names_of_version_3_are_read_alike() {
    assert!(matches!(read(SAMPLES[1]).unwrap().content, Imported::Heatmap(_)));
    let Imported::Orders(orders) = read(SAMPLES[5]).unwrap().content else { panic!("no orders") };
    assert_eq!((orders.usd, orders.side), (vec![4920.0], vec![Side::Short]));
}

#[test]
fn levels_of_a_map_ascend_by_the_price_inside_the_record() {
    let document = read(SAMPLES[2]).unwrap();
    let Imported::Map(map) = &document.content else { panic!("no map") };
    assert_eq!((&map.price[..], &map.leverage[..]), (&[98.0, 105.0][..], &[Some(25.0), Some(50.0)][..]));
    assert_eq!(document.skipped, 1);
}

#[test]
fn max_pain_keeps_the_names_that_it_is_given() {
    let Imported::MaxPain(pain) = read(SAMPLES[3]).unwrap().content else { panic!("no max pain") };
    assert_eq!((pain.long_price[0], pain.short_price[0]), (104.0, 100.5));
}

#[test]
fn a_sale_closed_a_long_unless_the_author_says_that_sides_are_positions() {
    let document = Value::from_json(SAMPLES[4]).unwrap();
    let side = |side_of: Option<&str>| {
        let about = About { side_of: side_of.map(str::to_owned), ..About::default() };
        let Imported::Orders(orders) = import(&document, about).unwrap().content else { panic!("no orders") };
        orders.side[0]
    };
    assert_eq!((side(None), side(Some("order")), side(Some("position"))), (Side::Long, Side::Long, Side::Short));
    let about = About { side_of: Some("postion".to_owned()), ..About::default() };
    assert_eq!(import(&document, about).unwrap_err().code, Code::AttributeInvalid);
}

#[test]
fn sides_that_contradict_a_clear_fall_are_doubted_and_not_turned() {
    let order = |side: u8, price: f64, second: u32| {
        format!(
            r#"{{"exchange_name":"X","symbol":"BTCUSDT","price":{price},"usd_value":100,"side":{side},"time":17000000{second:02}000}}"#
        )
    };
    let fall =
        |side: u8| format!(r#"[{},{},{}]"#, order(side, 100.0, 41), order(side, 99.5, 50), order(side, 99.0, 59));
    for (side, suspect) in [(1, true), (2, false)] {
        let Imported::Orders(orders) = read(&fall(side)).unwrap().content else { panic!("no orders") };
        assert_eq!(orders.side_suspect, suspect, "side {side}");
    }
}

#[test]
fn what_cannot_be_used_has_a_code() {
    let refused = |text: &str| read(text).unwrap_err().code;
    assert_eq!(refused(r#"{"code":"40001","msg":"Upgrade plan"}"#), Code::VenueRefused);
    assert_eq!(refused("[]"), Code::DataInvalid);
    assert_eq!(refused(r#"{"code":"0"}"#), Code::DataInvalid);
    assert_eq!(refused(r#"{"y":[2,1],"liq":[[0,1,5]],"prices":[[1,1,1,1,1,1]]}"#), Code::DataUnordered);
    let many = |record: &str, count: usize| vec![record; count].join(",");
    let cells = format!(r#"{{"y":[1,2],"liq":[{}],"prices":[[1,1,1,1,1,1]]}}"#, many("[0,0,1]", 200_001));
    assert_eq!(refused(&cells), Code::DataTooLarge);
    let levels = format!(r#"{{"code":"0","data":{{"data":{{"98":[{}]}}}}}}"#, many("[98,1,25,null]", 200_001));
    assert_eq!(refused(&levels), Code::DataTooLarge);
    let documents = format!(r#"{{"documents":[{}]}}"#, many("{}", 17));
    assert_eq!(
        import_all(&Value::from_json(&documents).unwrap(), &About::default()).unwrap_err().code,
        Code::DataTooLarge
    );
    assert_eq!(refused(r#"{"y":[1,2],"liq":[[5,5,5]],"prices":[[1,1,1,1,1,1]]}"#), Code::DataEmpty);
}

#[test]
fn a_heatmap_becomes_a_snapshot_that_holds_its_cells_and_nothing_to_compute_from() {
    let about = About { symbol: "BTCUSDT".to_owned(), exchange: Some("Binance".to_owned()), ..About::default() };
    let document = import(&Value::from_json(SAMPLES[0]).unwrap(), about).unwrap();
    let snapshot = Snapshot::from_value(snapshot(std::slice::from_ref(&document)).unwrap()).unwrap();
    let Imported::Heatmap(given) = &document.content else { panic!("another kind") };
    let cells = snapshot.imported.as_ref().unwrap();
    assert_eq!((&cells.edges, &cells.usd), (&given.edges, &given.cell_usd));
    assert_eq!((snapshot.asset.as_str(), snapshot.quote.as_str()), ("BTC", "USDT"));
    assert_eq!(snapshot.markets[0].candles.close, given.close);
    assert!(snapshot.provenance.note.starts_with("imported, not computed here"));
    let refused = HeatmapRun::new(&snapshot, &HeatmapOptions::default()).unwrap_err();
    assert_eq!((refused.code, refused.field.as_str()), (Code::DataEmpty, "markets"));
}

#[test]
fn a_heatmap_without_a_coin_is_not_drawn() {
    let nameless = import(&Value::from_json(SAMPLES[0]).unwrap(), About::default()).unwrap();
    assert_eq!(snapshot(&[nameless]).unwrap_err().code, Code::AttributeInvalid);
}

fn drawn(text: &str, about: &About) -> Result<Snapshot, Error> {
    let documents = import_all(&Value::from_json(text).unwrap(), about)?;
    Ok(Snapshot::from_value(snapshot(&documents)?).unwrap())
}

fn of_coin(symbol: &str) -> About {
    About { symbol: symbol.to_owned(), ..About::default() }
}

fn at_price(price: f64) -> About {
    About { price: Some(price), time_ms: Some(1_700_000_000_000), ..of_coin("BTCUSDT") }
}

#[test]
fn each_level_of_a_map_keeps_a_row_of_its_own_with_its_amount_and_leverage() {
    let text = r#"{"code":"0","data":{"data":{"98":[[98,2500.0,25,null],[98,500.0,50,null]],"98.5":[[98.5,7,100,null]],"105":[[105,1800.0,50,null]]}}}"#;
    let snapshot = drawn(text, &at_price(102.0)).unwrap();
    let cells = snapshot.imported.as_ref().unwrap();
    let in_row = |row: usize| cells.edges[cells.row[row]]..cells.edges[cells.row[row] + 1];
    for (place, price) in [98.0, 98.0, 98.5, 105.0].into_iter().enumerate() {
        assert!(in_row(place).contains(&price), "{price}: {:?}", in_row(place));
    }
    let height = cells.edges[1] - cells.edges[0];
    assert!(height < 0.0051 * 98.0, "{height} is too high to say where a level is");
    assert_eq!(cells.usd, [2500.0, 500.0, 7.0, 1800.0]);
    assert_eq!(cells.leverage.as_deref(), Some(&[25.0, 50.0, 100.0, 50.0][..]));
    assert_eq!(snapshot.markets[0].candles.close, [102.0]);
    assert_eq!(snapshot.as_of_ms, 1_700_000_000_000);

    let map = imported::map(&snapshot, cells, 0.08).unwrap();
    let sum = |cells: &[f32]| cells.iter().map(|cell| f64::from(*cell)).sum::<f64>();
    assert_eq!(Side::BOTH.map(|side| sum(&map.cells[side.index()])), [3007.0, 1800.0]);
    let by_class = Side::BOTH.map(|side| map.by_class[side.index()].each_ref().map(|cells| sum(cells)));
    assert_eq!(by_class, [[0.0, 0.0, 3000.0, 7.0], [0.0, 0.0, 1800.0, 0.0]]);
    let narrow = imported::map(&snapshot, cells, 0.035).unwrap();
    assert_eq!(Side::BOTH.map(|side| sum(&narrow.cells[side.index()])), [7.0, 1800.0], "within 98.43 and 105.57");
}

#[test]
fn a_map_of_an_aggregate_has_no_classes() {
    let text = r#"{"code":"0","data":{"data":{"98":[[98,2500.0,null,null]],"105":[[105,1800.0,null,null]]}}}"#;
    let snapshot = drawn(text, &at_price(102.0)).unwrap();
    assert_eq!(snapshot.imported.unwrap().leverage, None);
}

#[test]
fn a_map_without_a_price_or_a_time_is_refused_and_both_may_stand_beside_the_data() {
    let given = |beside: &str| format!(r#"{{{beside}"code":"0","data":{{"data":{{"98":[[98,2500.0,25,null]]}}}}}}"#);
    let refused = |text: &str| drawn(text, &of_coin("BTC")).map(|_| ()).unwrap_err();
    assert_eq!(refused(&given("")).field, "price");
    assert_eq!(refused(&given(r#""price":102.0,"#)).field, "timeMs");
    assert_eq!(refused(&given(r#""price":102.0,"timeMs":1e99,"#)).field, "timeMs");
    let whole = given(r#""symbol":"ETHUSDT","price":102.0,"timeMs":1700000000000,"#);
    assert_eq!(drawn(&whole, &About::default()).unwrap().asset, "ETH");
    assert_eq!(drawn(&whole, &of_coin("BTC")).unwrap().asset, "BTC", "what is asked goes before");
}

#[test]
fn max_pain_stands_beside_a_map_and_gives_its_price() {
    let text = format!(r#"{{"timeMs":1700000000000,"documents":[{},{}]}}"#, SAMPLES[2], SAMPLES[3]);
    let read = drawn(&text, &of_coin("BTCUSDT")).unwrap();
    assert_eq!(read.markets[0].candles.close, [102.0]);
    let cells = read.imported.unwrap();
    assert_eq!(cells.max_pain, [(104.0, 900.0), (100.5, 700.0)]);
    assert_eq!(cells.usd, [2500.0, 1800.0]);
    let other = drawn(&text, &of_coin("ETH")).map(|_| ()).unwrap_err();
    assert_eq!(other.code, Code::DataEmpty, "no row of that coin");
}

#[test]
fn max_pain_alone_has_no_amount_in_any_row() {
    let about = About { time_ms: Some(1_700_000_000_000), ..About::default() };
    let read = drawn(SAMPLES[3], &about).unwrap();
    let cells = read.imported.as_ref().unwrap();
    assert!(cells.usd.is_empty() && cells.max_pain.len() == 2);
    let map = imported::map(&read, cells, 0.08).unwrap();
    assert!(map.cells.iter().flatten().all(|cell| *cell == 0.0));
    assert_eq!(read.asset, "BTC");
}

#[test]
fn orders_are_the_realised_liquidations_of_their_exchanges_and_known_from_the_first_one_on() {
    let order = |exchange: &str, symbol: &str, side: u8, minute: i64| {
        let time = 1_700_000_000_000 + minute * 60_000;
        format!(
            r#"{{"exchange_name":"{exchange}","symbol":"{symbol}","price":{},"usd_value":1000,"side":{side},"time":{time}}}"#,
            100 + minute
        )
    };
    let rows =
        [order("OKX", "BTC-USDT-SWAP", 1, 150), order("BINANCE", "BTCUSDT", 2, 0), order("BINANCE", "ETHUSDT", 2, -9)];
    let read = drawn(&format!(r#"{{"code":"0","data":[{}]}}"#, rows.join(",")), &of_coin("BTC")).unwrap();
    let told: Vec<_> = read.markets.iter().map(|market| (market.venue.as_str(), market.symbol.as_str())).collect();
    assert_eq!(told, [("binance", "BTCUSDT"), ("okx", "BTC-USDT-SWAP")]);
    let prints = read.markets[0].liquidations.as_ref().unwrap();
    assert_eq!(
        (&prints.time_ms[..], &prints.side[..], prints.complete),
        (&[1_700_000_000_000][..], &[Side::Long][..], false)
    );
    assert_eq!(read.markets[0].candles.open_time_ms, [1_700_000_000_000, 1_700_004_500_000]);
    assert_eq!(read.as_of_ms, 1_700_009_000_000);
    assert!(read.imported.unwrap().usd.is_empty());
}

#[test]
fn two_of_a_kind_and_a_heatmap_with_a_map_do_not_belong_together() {
    for pair in [[2, 2], [0, 2], [3, 3]] {
        let text = format!(r#"{{"documents":[{},{}]}}"#, SAMPLES[pair[0]], SAMPLES[pair[1]]);
        assert_eq!(drawn(&text, &at_price(102.0)).map(|_| ()).unwrap_err().code, Code::DataDuplicated, "{pair:?}");
    }
    let none = drawn(r#"{"documents":[]}"#, &at_price(1.0)).map(|_| ()).unwrap_err();
    assert_eq!(none.code, Code::DataEmpty);
    let third = format!(r#"{{"documents":[{},{}]}}"#, SAMPLES[2], r#"{"code":"40001","msg":"no"}"#);
    let refused = drawn(&third, &at_price(1.0)).map(|_| ()).unwrap_err();
    assert_eq!((refused.code, refused.field.starts_with("documents[1]")), (Code::VenueRefused, true));
}

#[test]
fn orders_beside_a_heatmap_are_drawn_on_its_candles() {
    let text = format!(r#"{{"documents":[{},{}]}}"#, SAMPLES[0], SAMPLES[4]);
    let read = drawn(&text, &of_coin("BTCUSDT")).unwrap();
    assert_eq!(read.markets.len(), 2);
    assert_eq!(read.markets[0].candles.close, [102.0, 103.0]);
    assert_eq!(read.markets[1].liquidations.as_ref().unwrap().usd, [4920.0]);
    assert_eq!(read.imported.unwrap().usd, [5001.0, 1200.5]);
}
