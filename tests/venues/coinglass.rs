//! Documents of `CoinGlass` by value.

use liquidation_widgets::engine::heatmap::{HeatmapOptions, HeatmapRun};
use liquidation_widgets::engine::market::{Side, Snapshot};
use liquidation_widgets::engine::venues::coinglass::{About, Imported, ImportedDocument, import};
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
    assert_eq!(refused(r#"{"y":[1,2],"liq":[[5,5,5]],"prices":[[1,1,1,1,1,1]]}"#), Code::DataEmpty);
}

#[test]
fn a_heatmap_becomes_a_snapshot_that_holds_its_cells_and_nothing_to_compute_from() {
    let about = About { symbol: "BTCUSDT".to_owned(), exchange: Some("Binance".to_owned()), ..About::default() };
    let document = import(&Value::from_json(SAMPLES[0]).unwrap(), about).unwrap();
    let snapshot = Snapshot::from_value(document.snapshot().unwrap()).unwrap();
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
fn a_heatmap_without_a_coin_and_what_is_no_heatmap_are_not_drawn() {
    let nameless = import(&Value::from_json(SAMPLES[0]).unwrap(), About::default()).unwrap();
    assert_eq!(nameless.snapshot().unwrap_err().code, Code::AttributeInvalid);

    assert_eq!(read(SAMPLES[2]).unwrap().snapshot().unwrap_err().code, Code::DataInvalid);
}
