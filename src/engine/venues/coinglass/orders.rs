//! Liquidation orders. Side 1 is a purchase and 2 a sale; whose side that is differs between their services.

use super::{either, number, time_ms};
use crate::engine::market::{Side, TimeMs};
use crate::engine::order::ordered;
use crate::engine::venues::cells::{self, Record};
use crate::error::{Code, Result, fault, number_within, one_of};
use crate::value::Value;

const MINUTE_MS: TimeMs = 60_000;
/// Fall within a minute above which most of what was liquidated should be longs.
const CLEAR_FALL: f64 = -0.003;
/// Share of longs below which the sides are doubted.
const LEAST_LONG_SHARE: f64 = 0.3;

/// Orders by time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportedOrders {
    /// When.
    pub time_ms: Vec<TimeMs>,
    /// Where, as the source names it.
    pub exchange: Vec<String>,
    /// Contract.
    pub symbol: Vec<String>,
    /// Whose position was liquidated.
    pub side: Vec<Side>,
    /// Price.
    pub price: Vec<f64>,
    /// Notional in US dollars.
    pub usd: Vec<f64>,
    /// Whether minutes of a clear fall hold mostly shorts: the sides may be meant the other way. Nothing is turned round.
    pub side_suspect: bool,
}

#[derive(Clone)]
struct Order {
    time_ms: TimeMs,
    exchange: String,
    symbol: String,
    side: Side,
    price: f64,
    usd: f64,
}

/// The orders in `data`, and how many were skipped. `side_of` is `order` or `position`.
pub(super) fn read(data: &Value, side_of: Option<&str>) -> Result<(ImportedOrders, usize)> {
    let of_order = match side_of {
        None | Some("order") => true,
        Some("position") => false,
        Some(other) => {
            let allowed = one_of(other, &["order", "position"]);
            return Err(fault!(Code::AttributeInvalid, "sideOf", other, allowed));
        }
    };
    let rows = cells::rows(data, "data")?;
    let found: Vec<Order> = rows.iter().filter_map(|row| order(row, of_order).ok()).collect();
    if found.is_empty() {
        return Err(fault!(Code::DataEmpty, "data", "no order", "one usable order or more"));
    }
    let skipped = rows.len() - found.len();
    let sorted = ordered(&found, |a, b| a.time_ms.cmp(&b.time_ms));
    let mut orders = ImportedOrders { side_suspect: suspect(&sorted), ..ImportedOrders::default() };
    for order in sorted {
        orders.time_ms.push(order.time_ms);
        orders.exchange.push(order.exchange);
        orders.symbol.push(order.symbol);
        orders.side.push(order.side);
        orders.price.push(order.price);
        orders.usd.push(order.usd);
    }
    Ok((orders, skipped))
}

/// A sale closed a long; a position that was bought was long.
fn order(row: &Value, of_order: bool) -> Result<Order> {
    let side = match (number(row, "side")?, of_order) {
        (2.0, true) | (1.0, false) => Side::Long,
        (1.0, true) | (2.0, false) => Side::Short,
        (other, _) => return Err(fault!(Code::DataInvalid, "side", other, "1 or 2")),
    };
    let usd = if either(row, "usd_value").is_some() { number(row, "usd_value")? } else { number(row, "vol_usd")? };
    let text = |name: &str| match either(row, name) {
        Some(Value::Text(text)) => text.to_string(),
        _ => String::new(),
    };
    Ok(Order {
        time_ms: time_ms(number(row, "time")?, "time")?,
        exchange: text("exchange_name"),
        symbol: Record::Object(row).text("symbol")?.to_owned(),
        side,
        price: number_within("price", number(row, "price")?, f64::MIN_POSITIVE, 1e12)?,
        usd: number_within("usd_value", usd, 0.0, 1e18)?,
    })
}

/// Over minutes in which the price fell clearly, of one contract at a time.
fn suspect(orders: &[Order]) -> bool {
    let (mut long, mut all) = (0.0, 0.0);
    for minute in orders.chunk_by(|a, b| a.time_ms / MINUTE_MS == b.time_ms / MINUTE_MS) {
        let Some(name) = minute.first().map(|order| &order.symbol) else { continue };
        let own: Vec<&Order> = minute.iter().filter(|order| order.symbol == *name).collect();
        let (Some(first), Some(last)) = (own.first(), own.last()) else { continue };
        if last.price / first.price - 1.0 >= CLEAR_FALL {
            continue;
        }
        all += own.iter().map(|order| order.usd).sum::<f64>();
        long += own.iter().filter(|order| order.side == Side::Long).map(|order| order.usd).sum::<f64>();
    }
    all > 0.0 && long < LEAST_LONG_SHARE * all
}

impl From<&ImportedOrders> for Value {
    fn from(orders: &ImportedOrders) -> Self {
        let sides: Vec<&'static str> = orders.side.iter().map(|side| side.as_str()).collect();
        Self::object()
            .with("timeMs", &orders.time_ms[..])
            .with("exchange", Self::list(&orders.exchange))
            .with("symbol", Self::list(&orders.symbol))
            .with("side", Self::list(&sides))
            .with("price", &orders.price[..])
            .with("usd", &orders.usd[..])
            .with("sideSuspect", orders.side_suspect)
    }
}
