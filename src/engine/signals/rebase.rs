//! Several assets on one scale: each is 100 at the first instant that all of them have.

use super::Signal;
use super::known::{PRICE, column};
use super::returns::{common, instants};
use crate::error::Result;
use crate::lists::Listed;
use crate::value::{Node, Read, Value};

/// What a series is worth at the first common instant.
pub const BASE: f64 = 100.0;

/// Closes of one asset.
#[derive(Clone, Debug, Default)]
pub struct NamedCloses {
    /// The asset.
    pub name: String,
    /// Instants in milliseconds since 1970, ascending.
    pub time_ms: Vec<f64>,
    /// Close at each instant.
    pub close: Vec<f64>,
}

impl Read for NamedCloses {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["name", "timeMs", "close"]);
        let (name, close) = (fields.text("name"), column(&mut fields, "close", PRICE));
        let time_ms = instants(&mut fields, "timeMs", close.len());
        fields.finish(Self { name, time_ms, close })
    }
}

/// What is asked.
#[derive(Clone, Debug, Default)]
pub struct Rebase {
    /// The assets.
    pub series: Vec<NamedCloses>,
}

impl Read for Rebase {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["series"]);
        let read = Self { series: fields.list_of("series") };
        fields.finish(read)
    }
}

/// The instants that all of `series` have, and what each is worth there.
#[must_use]
pub fn rebased(series: &[NamedCloses]) -> (Vec<f64>, Vec<Vec<f64>>) {
    let columns: Vec<&[f64]> = series.iter().map(|series| &series.time_ms[..]).listed();
    let rows = common(&columns);
    let times = rows.iter().map(|rows| series[0].time_ms[rows[0]]).listed();
    let worth = |(index, series): (usize, &NamedCloses)| {
        let closes: Vec<f64> = rows.iter().map(|rows| series.close[rows[index]]).listed();
        closes.first().map_or_else(Vec::new, |base| scaled(&closes, *base))
    };
    (times, series.iter().enumerate().map(worth).listed())
}

/// What `closes` are worth where `base` is 100.
#[must_use]
pub fn scaled(closes: &[f64], base: f64) -> Vec<f64> {
    closes.iter().map(|close| BASE * close / base).listed()
}

impl Signal for Rebase {
    const KIND: &'static str = "rebase";

    fn answer(&self) -> Result<Value> {
        let (times, values) = rebased(&self.series);
        let named = self.series.iter().zip(values);
        let series = named.map(|(series, values)| Value::object().with("name", &series.name).with("values", values));
        let series = series.listed();
        Ok(Value::object().with("timeMs", times).with("series", Value::List(series)))
    }
}
