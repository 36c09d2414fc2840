//! Several assets on one scale: each is 100 at the first instant that all of them have.

use super::Signal;
use super::known::{PRICE, column};
use super::returns::{common, instants};
use crate::error::Result;
use crate::value::{Node, Read, Value};

/// What a series is worth at the first common instant.
const BASE: f64 = 100.0;

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

impl Signal for Rebase {
    const KIND: &'static str = "rebase";

    fn answer(&self) -> Result<Value> {
        let columns: Vec<&[f64]> = self.series.iter().map(|series| &series.time_ms[..]).collect();
        let rows = common(&columns);
        let times: Vec<f64> = rows.iter().map(|rows| self.series[0].time_ms[rows[0]]).collect();
        let rebased = |(index, series): (usize, &NamedCloses)| {
            let closes: Vec<f64> = rows.iter().map(|rows| series.close[rows[index]]).collect();
            let scaled = |close: &f64| BASE * close / closes[0];
            Value::object().with("name", &series.name).with("values", closes.iter().map(scaled).collect::<Vec<f64>>())
        };
        let series = self.series.iter().enumerate().map(rebased).collect();
        Ok(Value::object().with("timeMs", times).with("series", Value::List(series)))
    }
}
