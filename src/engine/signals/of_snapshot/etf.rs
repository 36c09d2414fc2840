//! Flows of funds by trading day, their run, and the liquidations of the same days.

use crate::engine::market::{Side, Snapshot, TimeMs};
use crate::engine::signals::etf::{EtfUnits, streak};
use crate::engine::signals::known::ratio;
use crate::engine::signals::slow_fast::{SAME_DIRECTION, relation};
use crate::engine::snapshot::{EtfFlows, FundFlow, Measure, Published};
use crate::lists::{Growing, Listed};
use crate::value::Value;

use super::request::Asked;
use super::{DAY_MS, Given, Series};

/// The run of days of one sign at the end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EtfRun {
    /// Days: positive for inflow, negative for outflow.
    pub days: i64,
    /// US dollars of those days.
    pub usd: f64,
}

/// Published liquidations of one side beside the flow of a day: those of 24 hours beside the last flow; where there are none,
/// the largest without a window of their own beside the last flow that pushes the same way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PublishedFast {
    /// US dollars of one side; the least where [`Self::is_bound`].
    pub usd: f64,
    /// Whether more than `usd` was published, so that `over` is the most that it can be.
    pub is_bound: bool,
    /// Start of the trading day of the flow.
    pub flow_time_ms: TimeMs,
    /// That flow in US dollars; negative is outflow.
    pub flow_usd: f64,
    /// Whose positions were closed.
    pub side: Side,
    /// Size of the flow over them.
    pub over: f64,
    /// `same_direction` or `opposed`.
    pub relation: &'static str,
}

/// The last flow of a coin's funds.
#[derive(Clone, Debug, PartialEq)]
pub struct CoinFlow {
    /// The coin.
    pub asset: String,
    /// Start of the trading day.
    pub time_ms: TimeMs,
    /// US dollars; negative is outflow.
    pub usd: f64,
    /// The same in coins.
    pub native: Option<f64>,
    /// US dollars a coin that the two amounts imply.
    pub implied_price: Option<f64>,
}

/// Shares of a fund that changed hands, as someone published: turnover, no flow.
#[derive(Clone, Debug, PartialEq)]
pub struct Turnover {
    /// The fund, as the publisher calls it.
    pub label: Option<String>,
    /// US dollars.
    pub usd: f64,
}

/// Flows and liquidations.
#[derive(Clone, Debug, PartialEq)]
pub struct EtfReading {
    /// Whether all funds are counted, or only those listed.
    pub is_total: bool,
    /// Net flow by trading day in US dollars; negative is outflow.
    pub usd: Series,
    /// The same in coins.
    pub native: Series,
    /// Funds listed, with their flows on the same days in US dollars.
    pub funds: Vec<(String, Series)>,
    /// The run at the end of all days known.
    pub run: Option<EtfRun>,
    /// US dollars a coin that the last day's two amounts imply.
    pub implied_price: Option<f64>,
    /// Longs and shorts liquidated on each day of the flows, US dollars; nothing where a day is not covered.
    pub liquidated: Vec<Option<[f64; 2]>>,
    /// Size of the last flow over the liquidations of its day.
    pub over_liquidations: Option<f64>,
    /// `same_direction` or `opposed`.
    pub relation: Option<&'static str>,
    /// The same against liquidations of 24 hours that someone published, where a side is named.
    pub published: Option<PublishedFast>,
    /// The last flow of this coin and of every other with flows; empty where there is no other.
    pub coins: Vec<CoinFlow>,
    /// Turnover of this coin's funds that someone published.
    pub turnover: Vec<Turnover>,
    /// Who gives the flows.
    pub given: Given,
}

impl EtfReading {
    /// The reading over `(as_of − range, as_of]`; nothing without flows in it.
    #[must_use]
    pub fn of(snapshot: &Snapshot, asked: &Asked) -> Option<Self> {
        let flows = snapshot.beside.etf_flows.as_ref()?;
        let window @ (from_ms, to_ms) = (snapshot.as_of_ms - asked.range_ms, snapshot.as_of_ms);
        let own = last_flow(&snapshot.asset, flows, window)?;
        let (last_ms, last) = (own.time_ms, own.usd);
        let all_usd = usd_of_all(flows);
        let usd = all_usd.within(from_ms, to_ms);
        let days = snapshot_days(snapshot);
        let liquidated: Vec<_> = usd.time_ms.iter().map(|time| days.of(*time)).listed();
        let of_last = days.of(last_ms);
        let side = of_last.filter(|[long, short]| long != short);
        let side = side.map(|[long, short]| if long > short { Side::Long } else { Side::Short });
        Some(Self {
            is_total: flows.total.is_some(),
            funds: flows.funds.iter().map(|fund| (fund.fund.clone(), usd_of(fund).held_at(&usd.time_ms, 1))).listed(),
            run: run(&all_usd.within(TimeMs::MIN, to_ms)),
            implied_price: own.implied_price,
            liquidated,
            over_liquidations: of_last.and_then(|[long, short]| ratio(last.abs(), long + short)),
            relation: side.filter(|_| last != 0.0).map(|side| relation(last, side)),
            published: published(snapshot, (last_ms, last)).or_else(|| published_open(snapshot, &usd)),
            coins: coins(own, snapshot, window),
            turnover: turnover(snapshot),
            native: native_of_all(flows).held_at(&usd.time_ms, 1),
            usd,
            given: given_at(flows, last_ms),
        })
    }
}

impl EtfReading {
    /// Sum of the last flows of all coins, where they are of one day.
    #[must_use]
    pub fn coins_usd(&self) -> Option<f64> {
        let day = self.coins.first()?.time_ms;
        let same = self.coins.iter().all(|coin| coin.time_ms == day);
        same.then(|| self.coins.iter().map(|coin| coin.usd).sum())
    }
}

/// The last flow of the funds of one coin within a window.
fn last_flow(asset: &str, flows: &EtfFlows, (from_ms, to_ms): (TimeMs, TimeMs)) -> Option<CoinFlow> {
    let (time_ms, usd) = usd_of_all(flows).within(from_ms, to_ms).last()?;
    let native = native_of_all(flows).held(time_ms, 1);
    let units = EtfUnits { native, usd: Some(usd), price: None };
    let implied_price = units.implied_price().filter(|price| *price > 0.0);
    Some(CoinFlow { asset: asset.to_owned(), time_ms, usd, native, implied_price })
}

/// The last flow of the document's coin and of the others beside it.
fn coins(own: CoinFlow, snapshot: &Snapshot, window: (TimeMs, TimeMs)) -> Vec<CoinFlow> {
    let mut coins = vec![own];
    for other in &snapshot.beside.assets {
        coins.put_all(other.etf_flows.as_ref().and_then(|flows| last_flow(&other.asset, flows, window)));
    }
    if coins.len() > 1 { coins } else { Vec::new() }
}

/// Turnover of funds, where exactly one number is given.
fn turnover(snapshot: &Snapshot) -> Vec<Turnover> {
    let figures = snapshot.beside.published.iter().filter(|figure| figure.measure == Measure::Turnover);
    let own = figures.filter(|figure| figure.asset.as_ref().is_none_or(|asset| *asset == snapshot.asset));
    own.filter_map(|figure| {
        let usd = figure.low.filter(|low| figure.high == Some(*low))?;
        Some(Turnover { label: figure.label.clone(), usd })
    })
    .listed()
}

/// Published liquidations of one side, of this coin or of the whole market, in the order of the document.
fn published_sides(snapshot: &Snapshot) -> impl DoubleEndedIterator<Item = (Side, &Published)> {
    let own = |figure: &&Published| {
        let is_own = figure.asset.as_ref().is_none_or(|asset| *asset == snapshot.asset);
        is_own && figure.measure == Measure::Liquidations
    };
    snapshot.beside.published.iter().filter(own).filter_map(|figure| Some((figure.side?, figure)))
}

/// The last exact figure of one side of one day, beside the last flow.
fn published(snapshot: &Snapshot, flow: (TimeMs, f64)) -> Option<PublishedFast> {
    let exact = |(_, figure): &(Side, &Published)| figure.window_ms == Some(DAY_MS) && figure.low == figure.high;
    let (side, figure) = published_sides(snapshot).rev().find(exact).filter(|_| flow.1 != 0.0)?;
    beside(figure.low?, false, side, flow)
}

/// The largest figure of one side that names no window, beside the last flow until then that pushes the same way.
fn published_open(snapshot: &Snapshot, flows: &Series) -> Option<PublishedFast> {
    let open = published_sides(snapshot).filter(|(_, figure)| figure.window_ms.is_none());
    let open = open.filter_map(|(side, figure)| Some((side, figure.low?, figure)));
    let (side, usd, figure) = open.max_by(|(_, one, _), (_, other, _)| one.total_cmp(other))?;
    let until = figure.time_ms.unwrap_or(snapshot.as_of_ms);
    let same_way = |(time, usd): &(TimeMs, f64)| *time <= until && relation(*usd, side) == SAME_DIRECTION;
    beside(usd, figure.high != Some(usd), side, flows.known_rows().rfind(same_way)?)
}

/// A flow and what was published of one side; nothing over nothing.
fn beside(usd: f64, is_bound: bool, side: Side, (flow_time_ms, flow_usd): (TimeMs, f64)) -> Option<PublishedFast> {
    let (over, relation) = (ratio(flow_usd.abs(), usd)?, relation(flow_usd, side));
    Some(PublishedFast { usd, is_bound, flow_time_ms, flow_usd, side, over, relation })
}

/// Who gives the flow of a day, and how it came to be.
fn given_at(flows: &EtfFlows, day_ms: TimeMs) -> Given {
    let table = flows.total.as_ref().or(flows.funds.first());
    let row = table.and_then(|table| table.time_ms.iter().position(|time| *time == day_ms));
    Given::by([&flows.origin]).of_row(table.and_then(|table| table.row_basis.as_ref()), row)
}

fn usd_of(fund: &FundFlow) -> Series {
    fund.usd.as_ref().map(|usd| Series::known(&fund.time_ms, usd)).unwrap_or_default()
}

/// US dollars of all funds.
fn usd_of_all(flows: &EtfFlows) -> Series {
    column(flows, |fund| fund.usd.as_deref())
}

/// Coins of all funds.
fn native_of_all(flows: &EtfFlows) -> Series {
    column(flows, |fund| fund.native.as_deref())
}

/// The total where it is given, else the sum of the funds listed on days that all of them report.
fn column(flows: &EtfFlows, of: fn(&FundFlow) -> Option<&[f64]>) -> Series {
    if let Some(total) = &flows.total {
        return of(total).map(|values| Series::known(&total.time_ms, values)).unwrap_or_default();
    }
    let funds: Vec<Series> =
        flows.funds.iter().filter_map(|fund| Some(Series::known(&fund.time_ms, of(fund)?))).listed();
    let Some(first) = funds.first() else { return Series::default() };
    let sum = |time: TimeMs| funds.iter().map(|fund| fund.held(time, 1)).sum::<Option<f64>>();
    Series::at(&first.time_ms, &|row| sum(first.time_ms[row]))
}

fn run(usd: &Series) -> Option<EtfRun> {
    streak(&usd.value).filter(|run| run.streak != 0).map(|run| EtfRun { days: run.streak, usd: run.cumulative })
}

/// Liquidations by UTC day.
struct Days {
    sums: Vec<(TimeMs, [f64; 2])>,
}

impl Days {
    fn of(&self, time_ms: TimeMs) -> Option<[f64; 2]> {
        let day = time_ms.div_euclid(DAY_MS);
        self.sums.iter().find(|(known, _)| *known == day).map(|(_, sums)| *sums)
    }

    fn add(&mut self, time_ms: TimeMs, side: usize, usd: f64) {
        let day = time_ms.div_euclid(DAY_MS);
        match self.sums.iter_mut().find(|(known, _)| *known == day) {
            Some((_, sums)) => sums[side] += usd,
            None => {
                let mut sums = [0.0; 2];
                sums[side] = usd;
                self.sums.push((day, sums));
            }
        }
    }
}

/// The history of liquidations where there is one, else those of the markets.
fn snapshot_days(snapshot: &Snapshot) -> Days {
    let mut days = Days { sums: Vec::new() };
    let [long, short] = [Side::Long.index(), Side::Short.index()];
    if let Some(history) = &snapshot.beside.liquidation_history {
        for (row, time) in history.time_ms.iter().enumerate() {
            days.add(*time, long, history.long_usd[row]);
            days.add(*time, short, history.short_usd[row]);
        }
        return days;
    }
    for feed in snapshot.markets.iter().filter_map(|market| market.liquidations.as_ref()) {
        for (row, time) in feed.time_ms.iter().enumerate() {
            days.add(*time, feed.side[row].index(), feed.usd[row]);
        }
    }
    days
}

impl From<&EtfReading> for Value {
    fn from(reading: &EtfReading) -> Self {
        let fund = |(name, flows): &(String, Series)| {
            Self::object().with("fund", name).with("flowUsd", super::super::nullable(&flows.value))
        };
        let coin = |coin: &CoinFlow| {
            Self::object()
                .with("asset", &coin.asset)
                .with("timeMs", coin.time_ms)
                .with("usd", coin.usd)
                .with("native", coin.native)
                .with("impliedPrice", coin.implied_price)
        };
        let turnover =
            |turnover: &Turnover| Self::object().with("label", turnover.label.clone()).with("usd", turnover.usd);
        let last = reading.usd.last();
        let side = |side: usize| {
            let column: Vec<Option<f64>> = reading.liquidated.iter().map(|day| day.map(|sums| sums[side])).listed();
            super::super::nullable(&column)
        };
        let at = |series: &Series| last.and_then(|(time, _)| series.held(time, 1));
        let object = Self::object()
            .with("isTotal", reading.is_total)
            .with("usd", last.map(|(_, usd)| usd))
            .with("native", at(&reading.native))
            .with("lastTimeMs", last.map(|(time, _)| time))
            .with("impliedPrice", reading.implied_price)
            .with("streak", reading.run.map(|run| run.days))
            .with("streakUsd", reading.run.map(|run| run.usd))
            .with("etfOverLiquidation", reading.over_liquidations)
            .with("relation", reading.relation)
            .with("publishedUsd", reading.published.map(|fast| fast.usd))
            .with("publishedSide", reading.published.map(|fast| fast.side.as_str()))
            .with("etfOverPublished", reading.published.map(|fast| fast.over))
            .with("publishedRelation", reading.published.map(|fast| fast.relation))
            .with("publishedIsBound", reading.published.map(|fast| fast.is_bound))
            .with("publishedFlowTimeMs", reading.published.map(|fast| fast.flow_time_ms))
            .with("publishedFlowUsd", reading.published.map(|fast| fast.flow_usd))
            .with("coins", Self::List(reading.coins.iter().map(coin).listed()))
            .with("coinsUsd", reading.coins_usd())
            .with("turnover", Self::List(reading.turnover.iter().map(turnover).listed()))
            .with("funds", Self::List(reading.funds.iter().map(fund).listed()))
            .with("timeMs", reading.usd.time_ms.as_slice())
            .with("flowUsd", super::super::nullable(&reading.usd.value))
            .with("flowNative", super::super::nullable(&reading.native.value))
            .with("longUsd", side(Side::Long.index()))
            .with("shortUsd", side(Side::Short.index()));
        reading.given.put(object)
    }
}
