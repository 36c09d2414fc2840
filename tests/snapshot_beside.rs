//! What stands beside the markets of a snapshot: read as it is given, and every fault with its path.

#![expect(clippy::unwrap_used, reason = "a test stops where its input is not what it says")]

use liquidation_widgets::engine::market::{ProvenanceKind, Side, Snapshot};
use liquidation_widgets::engine::signals::options::OptionType;
use liquidation_widgets::engine::snapshot::{ContextUnit, FigureBasis, Measure};
use liquidation_widgets::error::{Code, Error};
use serde_json::{Value as Json, json};

const DAY_MS: i64 = 86_400_000;

fn document() -> Json {
    json!({
        "format": "liq-snapshot/1", "asset": "BTC", "quote": "USDT", "as_of_ms": 10 * DAY_MS,
        "provenance": {"kind": "mixed", "sources": []},
        "markets": [{"venue": "binance", "symbol": "BTCUSDT", "contract": "linear", "candles": {
            "interval_ms": 3_600_000, "open_time_ms": [0], "open": [1], "high": [1], "low": [1], "close": [1], "volume": [1]}}],
    })
}

fn whole() -> Json {
    let mut document = document();
    let beside = json!({
        "options": [{"basis": "simulated", "time_ms": 5, "venue": "deribit", "contract_multiplier": 1, "expiry_ms": [9, 9],
            "type": ["call", "put"], "strike": [110_000, 90_000], "iv": [0.45, 0.55], "open_interest": [8000, 12_000],
            "forward": [100_000, 100_000], "dealer_position": [-3000, 2000]}],
        "futures": [{"venue": "cme", "time_ms": [5, 5, 6], "expiry_ms": [9, 12, 9], "price": [101, 103, 101], "spot": [100, 100, 100],
            "open_interest": [7, 8, 9]}],
        "etf_flows": {"basis": "reported", "source": {"name": "A publisher", "url": "https://example.org/"},
            "total": {"time_ms": [0, 5], "usd": [-51e6, 385e6]},
            "funds": [{"fund": "IBIT", "time_ms": [0], "usd": [150e6], "native": [1300]}]},
        "volumes": {"basis": "measured", "period_ms": 1000, "time_ms": [0, 1000], "spot_usd": [32, 33], "spot_delta_usd": [-1, 2],
            "perp_usd": [68, 67], "futures_usd": [1, 1], "options_usd": [1, 1]},
        "stablecoin_reserves": {"time_ms": [0, 5], "balance_usd": [1, 2], "chains": ["ethereum", "tron"],
            "relabelled": {"time_ms": [3, 3], "usd": [5, -5]}},
        "labelled_flows": {"time_ms": [3, 3], "asset": ["WBTC", "ETH"], "amount": [173, 5], "price": [61_156.3, 1800], "label": ["a", "b"]},
        "context": [{"name": "us10y", "unit": "percent", "time_ms": [0, 5], "value": [4.35, 4.1]},
            {"name": "dxy", "unit": "index", "time_ms": [0], "value": [97.9]}],
        "policy_rate": {"time_ms": 5, "meeting_ms": [7, 9], "expected_percent": [4.25, 4.0], "cut_probability": [1, 0.6]},
        "events": {"time_ms": [5, 5], "text": ["25 bp cut", "press conference"]},
        "monthly_returns": {"month": ["2025-09", "2025-10"], "return_pct": [5.2, -3.7]},
        "published": [
            {"basis": "reported", "source": {"name": "A newspaper"}, "measure": "liquidations", "side": "short", "window_ms": DAY_MS,
                "time_ms": 5, "value": 577e6, "since_ms": 2},
            {"measure": "liquidations", "label": "several sources", "window_ms": DAY_MS, "low": 1e9, "high": 2e9},
            {"measure": "accounts", "low": 180_000},
            {"measure": "price_change", "asset": "ETH", "low": -0.1619, "high": -0.0823}],
        "venues": [{"venue": "CME", "time_ms": [0, 5], "open_interest_coins": [3, 4], "open_interest_usd": [300, 400],
            "funding_8h": [0.0001, -0.0001]}],
        "liquidation_history": {"basis": "simulated", "period_ms": DAY_MS, "time_ms": [0, DAY_MS], "long_usd": [7, 8], "short_usd": [1, 2],
            "row_basis": ["simulated", "reported"]},
        "assets": [{"asset": "SOL", "period_ms": 1000, "time_ms": [0, 1000], "close": [150, 145.03], "high": [151, 146], "low": [149, 144],
            "etf_flows": {"total": {"time_ms": [0], "native": [42_888], "usd": [6.22e6], "row_basis": ["reported"]}},
            "liquidations": {"period_ms": 1000, "time_ms": [0], "long_usd": [1], "short_usd": [2]}}],
        "analogues": [{"label": "FTX fails", "asset": "BTC", "start_ms": 3, "time_ms": [0, 3], "price": [20_000, 17_000]}],
        "translations": {"zh-CN": {"FTX fails": "FTX 崩溃"}},
    });
    document.as_object_mut().unwrap().extend(beside.as_object().unwrap().clone());
    document
}

fn read(document: &Json) -> Result<Snapshot, Error> {
    Snapshot::from_json(&document.to_string())
}

#[test]
fn a_document_without_signals_has_nothing_beside_its_markets() {
    assert_eq!(read(&document()).unwrap().beside, liquidation_widgets::engine::snapshot::Beside::default());
}

#[test]
fn every_table_is_read_as_it_is_given() {
    let beside = read(&whole()).unwrap().beside;
    let chain = &beside.options[0];
    assert_eq!(
        (&chain.option_type[..], chain.origin.basis),
        (&[OptionType::Call, OptionType::Put][..], Some(FigureBasis::Simulated))
    );
    assert_eq!(
        (chain.iv.as_deref(), chain.dealer_position.as_deref()),
        (Some(&[0.45, 0.55][..]), Some(&[-3000.0, 2000.0][..]))
    );
    assert_eq!((beside.futures[0].time_ms.len(), beside.futures[0].spot.as_ref().map(Vec::len)), (3, Some(3)));
    let flows = beside.etf_flows.unwrap();
    assert_eq!((flows.total.unwrap().usd.unwrap(), flows.funds[0].fund.as_str()), (vec![-51e6, 385e6], "IBIT"));
    assert_eq!(flows.origin.source.unwrap().name, "A publisher");
    assert_eq!(beside.volumes.unwrap().spot_delta_usd.unwrap(), [-1.0, 2.0]);
    let reserves = beside.stablecoin_reserves.unwrap();
    assert_eq!((reserves.chains.len(), reserves.relabelled.usd), (2, vec![5.0, -5.0]));
    assert_eq!(beside.labelled_flows.unwrap().label, ["a", "b"]);
    assert_eq!((beside.context[0].unit, beside.context[1].unit), (ContextUnit::Percent, ContextUnit::Index));
    assert_eq!(beside.policy_rate.unwrap().cut_probability.unwrap(), [1.0, 0.6]);
    let (sum, range, change) = (&beside.published[0], &beside.published[1], &beside.published[3]);
    assert_eq!(
        (sum.measure, sum.side, sum.low, sum.high),
        (Measure::Liquidations, Some(Side::Short), Some(577e6), Some(577e6))
    );
    assert_eq!((sum.window_ms, sum.time_ms, sum.since_ms), (Some(DAY_MS), Some(5), Some(2)));
    assert_eq!((range.low, range.high, range.label.as_deref()), (Some(1e9), Some(2e9), Some("several sources")));
    assert_eq!((beside.published[2].low, beside.published[2].high), (Some(180_000.0), None));
    assert_eq!((change.asset.as_deref(), change.low), (Some("ETH"), Some(-0.1619)));
    let venue = &beside.venues[0];
    assert_eq!((venue.venue.as_str(), venue.funding_8h.as_deref()), ("cme", Some(&[0.0001, -0.0001][..])));
    let history = beside.liquidation_history.unwrap();
    assert_eq!((history.short_usd, history.row_basis.unwrap()[1]), (vec![1.0, 2.0], FigureBasis::Reported));
    let coin = &beside.assets[0];
    assert_eq!((coin.close[1], coin.liquidations.as_ref().unwrap().short_usd[0]), (145.03, 2.0));
    let flows = coin.etf_flows.as_ref().unwrap().total.as_ref().unwrap();
    assert_eq!(flows.row_basis.as_deref(), Some(&[FigureBasis::Reported][..]));
    assert_eq!((beside.analogues[0].start_ms, beside.analogues[0].price[1]), (3, 17_000.0));
    let said = |text, language| beside.translations.said(text, language).to_owned();
    assert_eq!(
        [said("FTX fails", "zh-CN"), said("FTX fails", "en"), said("other", "zh-CN")],
        ["FTX 崩溃", "FTX fails", "other"]
    );
    assert_eq!((beside.events.unwrap().text.len(), beside.monthly_returns.unwrap().return_pct), (2, vec![5.2, -3.7]));
}

#[test]
fn every_fault_beside_the_markets_is_found_with_its_path() {
    let cases = [
        ("/options/0/strike", json!([1]), Code::DataLength, "options[0].strike"),
        ("/options/0/strike/1", json!(0), Code::DataRange, "options[0].strike[1]"),
        ("/options/0/type/1", json!("puts"), Code::DataInvalid, "options[0].type[1]"),
        ("/options/0/iv/0", json!(0), Code::DataRange, "options[0].iv[0]"),
        ("/options/0/basis", json!("guessed"), Code::DataInvalid, "options[0].basis"),
        ("/options/0/strick", json!([1, 2]), Code::DataInvalid, "options[0].strick"),
        ("/futures/0/time_ms/2", json!(4), Code::DataUnordered, "futures[0].time_ms[2]"),
        ("/futures/0/expiry_ms/1", json!(4), Code::DataRange, "futures[0].expiry_ms[1]"),
        ("/futures/0/open_interest/0", json!(-1), Code::DataRange, "futures[0].open_interest[0]"),
        ("/etf_flows/total/time_ms/1", json!(0), Code::DataDuplicated, "etf_flows.total.time_ms[1]"),
        ("/etf_flows/funds/0/usd/0", json!(null), Code::DataInvalid, "etf_flows.funds[0].usd[0]"),
        ("/etf_flows/funds/0/fund", json!(""), Code::DataInvalid, "etf_flows.funds[0].fund"),
        ("/etf_flows/source/url", json!("javascript:1"), Code::DataInvalid, "etf_flows.source.url"),
        ("/volumes/time_ms/1", json!(999), Code::DataInvalid, "volumes.time_ms[1]"),
        ("/volumes/spot_usd/0", json!(-1), Code::DataRange, "volumes.spot_usd[0]"),
        ("/stablecoin_reserves/relabelled/usd", json!([1]), Code::DataLength, "stablecoin_reserves.relabelled.usd"),
        ("/stablecoin_reserves/chains/1", json!(5), Code::DataInvalid, "stablecoin_reserves.chains[1]"),
        ("/labelled_flows/label", json!(["a"]), Code::DataLength, "labelled_flows.label"),
        ("/labelled_flows/asset/0", json!("a\nb"), Code::DataInvalid, "labelled_flows.asset[0]"),
        ("/context/1/unit", json!("bp"), Code::DataInvalid, "context[1].unit"),
        ("/context/0/value/1", json!("4.1"), Code::DataInvalid, "context[0].value[1]"),
        ("/policy_rate/cut_probability/1", json!(1.1), Code::DataRange, "policy_rate.cut_probability[1]"),
        ("/policy_rate/meeting_ms/1", json!(6), Code::DataUnordered, "policy_rate.meeting_ms[1]"),
        ("/events/text/0", json!("x".repeat(401)), Code::DataInvalid, "events.text[0]"),
        ("/monthly_returns/month/1", json!("2025-13"), Code::DataInvalid, "monthly_returns.month[1]"),
        ("/monthly_returns/month/1", json!("2025-09"), Code::DataDuplicated, "monthly_returns.month[1]"),
        ("/monthly_returns/return_pct", json!([1, 2, 3]), Code::DataLength, "monthly_returns.return_pct"),
        ("/published/0/measure", json!("liquidation"), Code::DataInvalid, "published[0].measure"),
        ("/published/0/side", json!("both"), Code::DataInvalid, "published[0].side"),
        ("/published/0/low", json!(1), Code::DataInvalid, "published[0].value"),
        ("/published/1/low", json!(3e9), Code::DataRange, "published[1].low"),
        ("/published/2/low", json!(-1), Code::DataRange, "published[2].low"),
        ("/published/3/low", json!(-1.1), Code::DataRange, "published[3].low"),
        ("/published/1/window_ms", json!(0), Code::DataRange, "published[1].window_ms"),
        ("/published/0/since_ms", json!(2.5), Code::DataRange, "published[0].since_ms"),
        ("/venues/0/funding_8h/1", json!(0.2), Code::DataRange, "venues[0].funding_8h[1]"),
        ("/venues/0/open_interest_usd", json!([1]), Code::DataLength, "venues[0].open_interest_usd"),
        ("/liquidation_history/row_basis/0", json!("guessed"), Code::DataInvalid, "liquidation_history.row_basis[0]"),
        ("/liquidation_history/row_basis", json!(["reported"]), Code::DataLength, "liquidation_history.row_basis"),
        ("/liquidation_history/time_ms/1", json!(5), Code::DataInvalid, "liquidation_history.time_ms[1]"),
        ("/assets/0/high/1", json!(145), Code::DataRange, "assets[0].high[1]"),
        ("/assets/0/low/0", json!(150.5), Code::DataRange, "assets[0].low[0]"),
        ("/assets/0/etf_flows/total/usd", json!([1, 2]), Code::DataLength, "assets[0].etf_flows.total.usd"),
        ("/analogues/0/price/0", json!(0), Code::DataRange, "analogues[0].price[0]"),
        ("/translations/zh-CN/FTX fails", json!(""), Code::DataInvalid, "translations.zh-CN.FTX fails"),
    ];
    for (place, value, code, field) in cases {
        let mut spoilt = whole();
        match spoilt.pointer_mut(place) {
            Some(found) => *found = value,
            None => {
                let (parent, key) = place.rsplit_once('/').unwrap();
                spoilt.pointer_mut(parent).unwrap()[key] = value;
            }
        }
        let error = read(&spoilt).unwrap_err();
        assert_eq!((error.code, error.field.as_str()), (code, field), "{place}: {error}");
    }
}

#[test]
fn the_markets_may_have_another_provenance_than_the_document() {
    let kinds =
        |document: &Json| read(document).map(|snapshot| (snapshot.provenance.kind, snapshot.provenance.document));
    let mut document = document();
    assert_eq!(kinds(&document), Ok((ProvenanceKind::Mixed, ProvenanceKind::Mixed)));
    document["provenance"]["markets"] = json!("simulated");
    assert_eq!(kinds(&document), Ok((ProvenanceKind::Simulated, ProvenanceKind::Mixed)));
    document["provenance"]["markets"] = json!("made up");
    assert_eq!(kinds(&document).unwrap_err().field, "provenance.markets");
}

#[test]
fn a_published_figure_has_a_value_or_a_bound() {
    let mut spoilt = whole();
    spoilt["published"][0].as_object_mut().unwrap().remove("value");
    let error = read(&spoilt).unwrap_err();
    assert_eq!((error.code, error.field.as_str()), (Code::DataInvalid, "published[0].value"));
}

#[test]
fn required_columns_beside_the_markets_are_named() {
    for (place, key) in [
        ("/options/0", "type"),
        ("/futures/0", "price"),
        ("/volumes", "spot_usd"),
        ("/context/0", "name"),
        ("/events", "text"),
        ("/published/2", "measure"),
        ("/liquidation_history", "short_usd"),
        ("/assets/0", "close"),
        ("/analogues/0", "start_ms"),
    ] {
        let mut spoilt = whole();
        spoilt.pointer_mut(place).unwrap().as_object_mut().unwrap().remove(key);
        let error = read(&spoilt).unwrap_err();
        assert!(error.code == Code::DataInvalid && error.field.ends_with(key), "{place}: {error}");
    }
}

#[test]
fn too_many_tables_are_refused() {
    let mut many = whole();
    many["context"] = (0..33).map(|_| many["context"][0].clone()).collect();
    let error = read(&many).unwrap_err();
    assert_eq!((error.code, error.field.as_str()), (Code::DataTooLarge, "context"));
}
