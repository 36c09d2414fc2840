//! What a snapshot had beside what the venues give again: a refresh takes nothing away that was shown.

use std::borrow::Cow;

use crate::engine::snapshot::{MOST_MARKETS, MOST_SOURCES};
use crate::value::Value;

/// What the venues' own document says of itself; everything else that a snapshot has stands beside its markets.
const OF_MARKETS: [&str; 7] = ["format", "asset", "quote", "as_of_ms", "provenance", "markets", "imported_heatmap"];
/// What makes two markets the same contract.
const CONTRACT: [&str; 2] = ["venue", "symbol"];

/// The document of the venues with what the document `given`, of the same coin, has and the venues do not give: books,
/// liquidations, tables beside the markets, and other markets, which end where it did. Both are `liq-snapshot/1`.
#[must_use]
pub fn with_given(mut document: Value, given: &Value) -> Value {
    if at(&document, "asset") != at(given, "asset") {
        return document;
    }
    let own =
        |(name, _): &&(Cow<'static, str>, Value)| !OF_MARKETS.contains(&name.as_ref()) && at(&document, name).is_none();
    let beside: Vec<_> = entries(given).iter().filter(own).cloned().collect();
    let has_others = join_markets(&mut document, given);
    join_provenance(&mut document, given, !beside.is_empty(), has_others);
    if let Value::Object(entries) = &mut document {
        entries.extend(beside);
    }
    document
}

/// Completes the markets, adds those that are not followed, and says whether there are some. A venue that is not followed
/// ends where the snapshot did; the share that the sum covers then says so.
fn join_markets(document: &mut Value, given: &Value) -> bool {
    if !is_measured(given) {
        return false;
    }
    let known = list(given, "markets");
    let mut markets = list(document, "markets").to_vec();
    let is_followed = |market: &Value| markets.iter().any(|followed| is_same(followed, market, &CONTRACT));
    let others: Vec<Value> = known.iter().filter(|market| !is_followed(market)).cloned().collect();
    for market in &mut markets {
        if let Some(before) = known.iter().find(|before| is_same(before, market, &CONTRACT)) {
            complete(market, before);
        }
    }
    let has_others = !others.is_empty();
    markets.extend(others);
    markets.truncate(MOST_MARKETS);
    set(document, "markets", Value::List(markets));
    if let (true, Some(Value::Number(now)), Some(Value::Number(before))) =
        (has_others, at(document, "as_of_ms"), at(given, "as_of_ms"))
    {
        let latest = now.max(*before);
        set(document, "as_of_ms", latest.into());
    }
    has_others
}

/// Whether its markets were measured, so that they may stand beside those of venues.
fn is_measured(document: &Value) -> bool {
    let told = at(document, "provenance");
    let kind = told.and_then(|told| at(told, "markets").or_else(|| at(told, "kind")));
    kind == Some(&"measured".into()) && at(document, "imported_heatmap").is_none()
}

/// Gives a market of the venues the book and the liquidations that the snapshot has of it, where the venue gave none.
fn complete(market: &mut Value, before: &Value) {
    if let (None, Some(depth)) = (at(market, "depth"), at(before, "depth")) {
        set(market, "depth", depth.clone());
    }
    let Some(liquidations) = at(before, "liquidations") else { return };
    // Sums of a period are not gone on from, as single orders are.
    if at(liquidations, "period_ms").is_some() || at(market, "liquidations").is_none() {
        let mut liquidations = liquidations.clone();
        set(&mut liquidations, "complete", false.into());
        set(market, "liquidations", liquidations);
    }
}

/// Names the sources of what was added, and calls mixed what is no longer of one kind.
fn join_provenance(document: &mut Value, given: &Value, has_beside: bool, has_others: bool) {
    let (Some(now), Some(before)) = (at(document, "provenance"), at(given, "provenance")) else { return };
    let mut joined = now.clone();
    let mut sources = list(now, "sources").to_vec();
    if has_beside || has_others {
        let is_known = |source: &Value| list(now, "sources").iter().any(|known| is_same(known, source, &["name"]));
        sources.extend(list(before, "sources").iter().filter(|source| !is_known(source)).cloned());
    }
    sources.truncate(MOST_SOURCES);
    if has_beside && at(before, "kind") != Some(&"measured".into()) {
        let kind = at(now, "kind").cloned();
        set(&mut joined, "kind", "mixed".into());
        set(&mut joined, "markets", kind.into());
    }
    set(&mut joined, "sources", Value::List(sources));
    set(document, "provenance", joined);
}

fn is_same(one: &Value, other: &Value, keys: &[&str]) -> bool {
    keys.iter().all(|key| at(one, key) == at(other, key))
}

fn entries(object: &Value) -> &[(Cow<'static, str>, Value)] {
    match object {
        Value::Object(entries) => entries,
        _ => &[],
    }
}

/// What stands under `key`; nothing for null.
fn at<'a>(object: &'a Value, key: &str) -> Option<&'a Value> {
    entries(object).iter().find(|(name, _)| name == key).map(|(_, value)| value).filter(|value| **value != Value::Null)
}

fn list<'a>(object: &'a Value, key: &str) -> &'a [Value] {
    match at(object, key) {
        Some(Value::List(items)) => items,
        _ => &[],
    }
}

fn set(object: &mut Value, key: &'static str, value: Value) {
    let Value::Object(entries) = object else { return };
    match entries.iter_mut().find(|(name, _)| name == key) {
        Some((_, known)) => *known = value,
        None => entries.push((Cow::Borrowed(key), value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Value;

    fn value(text: &str) -> Value {
        serde_json::from_str::<Value>(text).unwrap()
    }

    fn venues() -> Value {
        value(
            r#"{"format":"liq-snapshot/1","asset":"BTC","as_of_ms":900,"markets":[{"venue":"bybit","symbol":"BTCUSDT","mark":1,"liquidations":null}],
                "provenance":{"kind":"measured","sources":[{"name":"Bybit"}]}}"#,
        )
    }

    fn given(kind: &str, rest: &str) -> Value {
        value(&format!(
            r#"{{"format":"liq-snapshot/1","asset":"BTC","as_of_ms":1000,"provenance":{{"kind":"{kind}","sources":[{{"name":"Desk"}},{{"name":"Bybit"}}]}},{rest}}}"#
        ))
    }

    const BOOK: &str = r#""markets":[{"venue":"bybit","symbol":"BTCUSDT","depth":[1,2],"liquidations":{"time_ms":[1],"complete":true}}]"#;

    #[test]
    fn a_book_and_liquidations_stay_and_are_complete_no_longer() {
        let joined = with_given(venues(), &given("measured", BOOK));
        let market = &list(&joined, "markets")[0];
        assert_eq!(at(market, "mark"), Some(&1.0.into()), "what the venue gives stays");
        assert_eq!(at(market, "depth"), Some(&vec![1.0, 2.0].into()));
        assert_eq!(at(at(market, "liquidations").unwrap(), "complete"), Some(&false.into()));
        assert_eq!(at(&joined, "as_of_ms"), Some(&900.0.into()), "no market of the snapshot's own was added");
        assert_eq!(
            list(at(&joined, "provenance").unwrap(), "sources").len(),
            1,
            "what is the venue's own has its source"
        );
    }

    #[test]
    fn orders_of_the_venue_stay_and_sums_by_period_come_from_the_snapshot() {
        let orders = |told: &str| {
            let text =
                format!(r#"{{"asset":"BTC","markets":[{{"venue":"a","symbol":"b","liquidations":{{{told}}}}}]}}"#);
            value(&text)
        };
        let before = |told: &str| {
            given("measured", &format!(r#""markets":[{{"venue":"a","symbol":"b","liquidations":{{{told}}}}}]"#))
        };
        let usd = |document: &Value| at(at(&list(document, "markets")[0], "liquidations").unwrap(), "usd").cloned();
        assert_eq!(usd(&with_given(orders(r#""usd":7"#), &before(r#""usd":5"#))), Some(7.0.into()));
        assert_eq!(usd(&with_given(orders(r#""usd":7"#), &before(r#""usd":5,"period_ms":60"#))), Some(5.0.into()));
    }

    #[test]
    fn markets_that_are_not_followed_stay_with_their_source_and_their_end() {
        let others = r#""markets":[{"venue":"okx","symbol":"BTC-USDT-SWAP"},{"venue":"bybit","symbol":"BTCUSD"}]"#;
        let joined = with_given(venues(), &given("measured", others));
        let names: Vec<_> =
            list(&joined, "markets").iter().map(|market| at(market, "symbol").cloned().unwrap()).collect();
        assert_eq!(names, ["BTCUSDT".into(), "BTC-USDT-SWAP".into(), "BTCUSD".into()]);
        assert_eq!(at(&joined, "as_of_ms"), Some(&1000.0.into()));
        assert_eq!(list(at(&joined, "provenance").unwrap(), "sources").len(), 2, "one source by name once");
    }

    #[test]
    fn markets_that_were_made_do_not_stand_beside_measured_ones_but_tables_do_and_make_it_mixed() {
        let made = given("simulated", &format!(r#"{BOOK},"context":[1],"volumes":null"#));
        let joined = with_given(venues(), &made);
        assert_eq!(list(&joined, "markets"), list(&venues(), "markets"));
        assert_eq!(at(&joined, "context"), Some(&vec![1.0].into()));
        let told = at(&joined, "provenance").unwrap();
        assert_eq!((at(told, "kind"), at(told, "markets")), (Some(&"mixed".into()), Some(&"measured".into())));
    }

    #[test]
    fn imported_cells_and_another_coin_leave_the_document_as_it_is() {
        let cells = with_given(venues(), &given("measured", &format!(r#"{BOOK},"imported_heatmap":{{}}"#)));
        assert_eq!((list(&cells, "markets"), at(&cells, "imported_heatmap")), (list(&venues(), "markets"), None));
        let mut other = given("measured", BOOK);
        set(&mut other, "asset", "ETH".into());
        assert_eq!(with_given(venues(), &other), venues());
    }

    #[test]
    fn no_more_markets_and_sources_come_out_than_a_snapshot_may_have() {
        let many = |count: usize, row: &dyn Fn(usize) -> String| (0..count).map(row).collect::<Vec<_>>().join(",");
        let markets = many(MOST_MARKETS, &|row| format!(r#"{{"venue":"v{row}","symbol":"s"}}"#));
        let mut before = given("measured", &format!(r#""markets":[{markets}]"#));
        let sources = many(MOST_SOURCES, &|row| format!(r#"{{"name":"n{row}"}}"#));
        set(&mut before, "provenance", value(&format!(r#"{{"kind":"measured","sources":[{sources}]}}"#)));
        let joined = with_given(venues(), &before);
        assert_eq!(list(&joined, "markets").len(), MOST_MARKETS);
        assert_eq!(list(at(&joined, "provenance").unwrap(), "sources").len(), MOST_SOURCES);
    }
}
