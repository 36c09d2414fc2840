//! A map for scripts: everything drawn and everything assumed, as plain data.

use super::{BAND, LayerOf, LiquidationMap, MapOptions, MapRequest, Stack};
use crate::engine::clusters::Cluster;
use crate::engine::draws::Draws;
use crate::engine::estimate::Assumptions;
use crate::engine::exposure::CLASS_LABELS;
use crate::engine::heatmap::Basis;
use crate::engine::market::{Side, Snapshot};
use crate::engine::rows::RowScale;
use crate::error::Result;
use crate::value::Value;

/// Distances for which sums are told.
pub const DISTANCES: [f64; 2] = [0.05, 0.08];

/// A map with its draws and its assumptions.
#[derive(Clone, Debug, PartialEq)]
pub struct MapAnswer {
    /// The coin.
    pub asset: String,
    /// Venue and symbol of each market of the snapshot.
    pub markets: Vec<(String, String)>,
    /// The map.
    pub map: LiquidationMap,
    /// What it is stacked by.
    pub stack: Stack,
    /// Share of the price to either side.
    pub window: f64,
    /// The same under other assumptions.
    pub draws: Option<Draws>,
    /// Everything assumed; left out where a page asks for the numbers alone.
    pub assumptions: Option<Assumptions>,
    /// Whether it was made elsewhere and is told as given.
    pub is_imported: bool,
}

impl MapAnswer {
    /// The map of `snapshot` as `request` asks.
    ///
    /// # Errors
    /// Those of [`MapRequest::check`] and [`MapOptions::run`].
    pub fn run(snapshot: &Snapshot, request: &MapRequest) -> Result<Self> {
        let options: MapOptions = request.check(snapshot)?;
        let (run, map) = options.run(snapshot)?;
        Ok(Self {
            asset: snapshot.asset.clone(),
            markets: snapshot.markets.iter().map(|market| (market.venue.clone(), market.symbol.clone())).collect(),
            map,
            stack: options.stack,
            window: options.window,
            draws: options.draw(snapshot)?,
            assumptions: Some(Assumptions::new(snapshot, &run, &options.estimate)?),
            is_imported: false,
        })
    }

    fn layers(&self) -> Value {
        let layer = |layer: &super::Layer| {
            let of = match layer.of {
                LayerOf::All => Value::object().with("label", "all"),
                LayerOf::Leverage(class) => Value::object().with("label", CLASS_LABELS[class]),
                LayerOf::Market(place) => {
                    let (venue, symbol) = &self.markets[place];
                    Value::object().with("label", venue).with("venue", venue).with("symbol", symbol)
                }
            };
            of.with("long", floats(&layer.cells[0])).with("short", floats(&layer.cells[1]))
        };
        Value::List(self.map.layers.iter().map(layer).collect())
    }

    fn band(&self) -> Option<Value> {
        let draws = self.draws.as_ref()?;
        let side = |side: Side| {
            let [low, high] = self.map.band(draws, side);
            Value::object().with("low", low).with("high", high)
        };
        let of_draws = Value::object().with("quantiles", BAND.to_vec()).with("draws", draws.draws.len());
        Some(of_draws.with("seed", draws.seed as f64).with("long", side(Side::Long)).with("short", side(Side::Short)))
    }

    fn cluster(&self, cluster: &Cluster) -> Value {
        Value::from(cluster).with("robust", self.draws.as_ref().map(|draws| draws.cluster_is_robust(cluster)))
    }

    fn nearest(&self, side: Side) -> Option<Value> {
        self.map.nearest(side).map(|cluster| self.cluster(cluster))
    }

    /// Sums on both sides of the price up to a distance; nothing beyond the rows.
    fn within(&self) -> Value {
        let whole = self.map.whole();
        let sums = |distance: &f64| {
            let [long, short] = Side::BOTH.map(|side| self.map.within(side, *distance));
            let share = |sum: f64| (whole > 0.0).then(|| sum / whole);
            Value::object()
                .with("distance", *distance)
                .with("long", long)
                .with("short", short)
                .with("longShare", share(long))
                .with("shortShare", share(short))
        };
        Value::List(DISTANCES.iter().filter(|distance| **distance <= self.window + 1e-12).map(sums).collect())
    }
}

fn floats(cells: &[f32]) -> Vec<f64> {
    cells.iter().map(|cell| f64::from(*cell)).collect()
}

impl From<&MapAnswer> for Value {
    fn from(answer: &MapAnswer) -> Self {
        let (map, column) = (&answer.map, &answer.map.column);
        let rows = &map.rows;
        let scale = match rows.scale() {
            RowScale::Log => "log",
            RowScale::Linear => "linear",
        };
        let edges: Vec<f64> = (0..=rows.count()).map(|edge| rows.edge(edge)).collect();
        let row_object = Self::object().with("low", rows.low()).with("high", rows.high());
        let by_side =
            |of: &dyn Fn(Side) -> Self| Self::object().with("long", of(Side::Long)).with("short", of(Side::Short));
        let label = match map.basis {
            Basis::Usd if answer.is_imported => "imported",
            Basis::Usd => "estimated",
            Basis::Relative => "relative",
        };
        let open_interest = Some(column.open_interest).filter(|_| label == "estimated");
        Self::object()
            .with("label", label)
            .with("asset", &answer.asset)
            .with("time", column.close_ms)
            .with("spot", column.close)
            .with("mark", column.mark)
            .with("openInterestUsd", open_interest)
            .with("window", answer.window)
            .with("rows", row_object.with("count", rows.count()).with("scale", scale).with("edges", edges))
            .with("long", floats(&map.cells[0]))
            .with("short", floats(&map.cells[1]))
            .with("stack", answer.stack.as_str())
            .with("layers", answer.layers())
            .with("cumulative", by_side(&|side| map.cumulative(side).into()))
            .with("band", answer.band())
            .with("totals", by_side(&|side| map.total(side).into()))
            .with("within", answer.within())
            .with("nearest", by_side(&|side| answer.nearest(side).into()))
            .with("clusters", Self::List(map.clusters.iter().map(|cluster| answer.cluster(cluster)).collect()))
            .with("seededShare", column.seeded_share)
            .with("coverage", column.coverage)
            .with("assumptions", answer.assumptions.as_ref().map(Self::from))
    }
}
