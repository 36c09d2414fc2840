//! A comparison as plain data, with camelCase keys; what is not known is `null`.

use super::super::{MonthReading, Series};
use super::{CompareRequest, ComparedAsset, ComparedEvent, Comparison, Fall};
use crate::engine::market::Snapshot;
use crate::engine::signals::seasonality::SMALL_SAMPLE;
use crate::engine::snapshot::{FigureBasis, Published};
use crate::error::Result;
use crate::lists::Listed;
use crate::value::Value;

impl CompareRequest {
    /// Compares what `snapshot` has as a script asks.
    ///
    /// # Errors
    /// Those of [`Comparison::of`].
    pub fn run(&self, snapshot: &Snapshot) -> Result<Comparison> {
        Comparison::of(snapshot, &self.asked)
    }
}

fn columns(series: &Series, times: &'static str) -> Value {
    Value::object().with(times, series.time_ms.as_slice()).with("value", super::super::super::nullable(&series.value))
}

impl From<&Fall> for Value {
    fn from(fall: &Fall) -> Self {
        Self::object().with("change", fall.change).with("high", fall.high).with("low", fall.low)
    }
}

impl From<&ComparedAsset> for Value {
    fn from(asset: &ComparedAsset) -> Self {
        let object = Self::object()
            .with("asset", &asset.asset)
            .with("quote", &asset.quote)
            .with("last", asset.last)
            .with("change", asset.change)
            .with("windowChange", asset.window_change)
            .with("highest", asset.highest)
            .with("belowHigh", asset.below_high)
            .with("maxDrawdown", asset.deepest)
            .with("fall", asset.fall.as_ref().map(Self::from))
            .with("beta", asset.beta)
            .with("correlation", asset.correlation)
            .with("n", asset.pairs)
            .with("smallSample", asset.pairs.map(|pairs| pairs < SMALL_SAMPLE))
            .with("rebased", columns(&asset.rebased, "timeMs"))
            .with("drawdown", columns(&asset.drawdown, "timeMs"));
        asset.given.put(object)
    }
}

impl From<&ComparedEvent> for Value {
    fn from(event: &ComparedEvent) -> Self {
        let object = Self::object()
            .with("label", event.label.as_ref().map(Self::from))
            .with("asset", &event.asset)
            .with("startMs", event.start_ms)
            .with("startPrice", event.start_price)
            .with("change", event.change)
            .with("maxDrawdown", event.deepest)
            .with("coveredMs", event.covered_ms)
            .with("rebased", columns(&event.worth, "offsetMs"));
        event.given.put(object)
    }
}

fn returns(months: &MonthReading) -> Value {
    let (month, pct): (Vec<String>, Vec<f64>) = months.over.iter().cloned().unzip();
    Value::object().with("month", Value::list(&month)).with("returnPct", pct)
}

fn reported(figure: &Published) -> Value {
    Value::object()
        .with("asset", figure.asset.as_ref().map(Value::from))
        .with("measure", figure.measure.as_str())
        .with("label", figure.label.as_ref().map(Value::from))
        .with("windowMs", figure.window_ms)
        .with("timeMs", figure.time_ms)
        .with("low", figure.low)
        .with("high", figure.high)
        .with("basis", figure.origin.basis.map(FigureBasis::as_str))
        .with("source", figure.origin.source.as_ref().map(|source| Value::from(&source.name)))
}

impl From<&Comparison> for Value {
    fn from(comparison: &Comparison) -> Self {
        let panels = comparison.panels.iter().map(|panel| Self::from(panel.as_str())).listed();
        Self::object()
            .with("asset", &comparison.asset)
            .with("show", Self::List(panels))
            .with("asOfMs", comparison.as_of_ms)
            .with("fromMs", comparison.from_ms)
            .with("stepMs", comparison.step_ms)
            .with("rangeMs", comparison.range_ms)
            .with("windowMs", comparison.window_ms)
            .with("reference", &comparison.reference)
            .with("assets", Self::list(&comparison.assets))
            .with("events", Self::list(&comparison.events))
            .with("months", comparison.months.as_ref().map(Self::from))
            .with("returns", comparison.months.as_ref().map(returns))
            .with("month", comparison.month)
            .with("reported", Self::List(comparison.reported.iter().map(reported).listed()))
    }
}
