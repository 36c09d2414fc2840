//! Zones of price that an author names: how far they are, what lies in them, what lies on the way.
//!
//! Distances are percent of the spot, negative below it. Masses are in the unit of the map. The mass on the way is what
//! must be consumed before the zone is reached.

use super::Signal;
use super::known::{AMOUNT, PRICE, contradiction, finite, known, number, pair};
use crate::error::{Code, Result, fault};
use crate::lists::Listed;
use crate::value::{Fields, Node, Read, Value};

/// Where the mass lies.
#[derive(Clone, Debug, PartialEq)]
pub enum MassMap {
    /// Prices with their masses.
    Blocks(Vec<(f64, f64)>),
    /// Rows between ascending edges, each with its mass spread evenly over the row.
    Rows {
        /// One more than masses.
        edges: Vec<f64>,
        /// Mass of each row.
        mass: Vec<f64>,
    },
}

impl MassMap {
    /// Mass within `low..=high`, both included; of a row the share that lies within.
    #[must_use]
    pub fn within(&self, low: f64, high: f64) -> f64 {
        match self {
            Self::Blocks(blocks) => sum(blocks, |price| low <= price && price <= high),
            Self::Rows { edges, mass } => overlap(edges, mass, low, high),
        }
    }

    /// Mass strictly between `low` and `high`.
    #[must_use]
    pub fn between(&self, low: f64, high: f64) -> f64 {
        match self {
            Self::Blocks(blocks) => sum(blocks, |price| low < price && price < high),
            Self::Rows { edges, mass } => overlap(edges, mass, low, high),
        }
    }
}

fn sum(blocks: &[(f64, f64)], counts: impl Fn(f64) -> bool) -> f64 {
    blocks.iter().filter(|(price, _)| counts(*price)).map(|(_, mass)| mass).sum()
}

fn overlap(edges: &[f64], mass: &[f64], low: f64, high: f64) -> f64 {
    let share = |(edges, mass): (&[f64], &f64)| {
        let inside = (edges[1].min(high) - edges[0].max(low)).max(0.0);
        mass * inside / (edges[1] - edges[0])
    };
    edges.windows(2).zip(mass).map(share).sum()
}

/// A range of prices.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Zone {
    /// Lower bound.
    pub low: f64,
    /// Upper bound, not below the lower one.
    pub high: f64,
}

impl Zone {
    /// Whether `spot` lies in the zone, its bounds included.
    #[must_use]
    pub fn holds(&self, spot: f64) -> bool {
        self.low <= spot && spot <= self.high
    }

    /// The bound that is nearer to `spot` and the other one; nothing inside the zone.
    #[must_use]
    pub fn edges(&self, spot: f64) -> Option<(f64, f64)> {
        if self.holds(spot) {
            None
        } else if spot < self.low {
            Some((self.low, self.high))
        } else {
            Some((self.high, self.low))
        }
    }

    /// Mass strictly between `spot` and the nearer bound; 0 inside the zone.
    #[must_use]
    pub fn on_path(&self, spot: f64, map: &MassMap) -> f64 {
        match self.edges(spot) {
            Some((near, _)) => map.between(spot.min(near), spot.max(near)),
            None => 0.0,
        }
    }

    /// `object` with what there is to say of the zone; masses are no data without a map.
    pub(super) fn told(&self, object: Value, spot: Option<f64>, map: Option<&MassMap>) -> Value {
        let pct = |price: f64, spot: f64| finite(100.0 * (price / spot - 1.0));
        let near = |spot| self.edges(spot).map_or(Some(0.0), |(near, _)| pct(near, spot));
        let far = |spot| self.edges(spot).and_then(|(_, far)| pct(far, spot));
        object
            .with("inside", spot.map(|spot| self.holds(spot)))
            .with("nearPct", spot.and_then(near))
            .with("farPct", spot.and_then(far))
            .with("midpoint", 0.5 * (self.low + self.high))
            .with("massInside", map.map(|map| map.within(self.low, self.high)))
            .with("massOnPath", map.zip(spot).map(|(map, spot)| self.on_path(spot, map)))
    }

    /// The keys `low` and `high`.
    pub(super) fn of(fields: &mut Fields) -> Self {
        let (low, high) =
            (fields.number_within("low", PRICE.0, PRICE.1), fields.number_within("high", PRICE.0, PRICE.1));
        if low > high {
            fields.blame(contradiction(fields, "low", low, &format!("at most high, {high}")));
        }
        Self { low, high }
    }
}

/// The pairs of price and mass under the key `clusters`.
pub(super) fn blocks(fields: &mut Fields) -> MassMap {
    let mut blocks = Vec::new();
    for node in fields.list("clusters") {
        let Some(block) = fields.take(block(node)) else { break };
        blocks.push(block);
    }
    MassMap::Blocks(blocks)
}

fn block(node: Node) -> Result<(f64, f64)> {
    let [price, mass] = pair(node, "a pair of a price and a mass")?;
    let refused = (price.refused("a price"), mass.refused("a mass"));
    Ok((number(price, PRICE)?.ok_or(refused.0)?, number(mass, AMOUNT)?.ok_or(refused.1)?))
}

/// Rows of a map: `edges`, and either `mass` or `long` and `short`, which are added.
impl Read for MassMap {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["edges", "mass", "long", "short"]);
        let edges = super::known::column(&mut fields, "edges", PRICE);
        let mass = match fields.has(&["mass", "long", "short"]) {
            [true, false, false] => super::known::column(&mut fields, "mass", AMOUNT),
            [false, true, true] => {
                let long = super::known::column(&mut fields, "long", AMOUNT);
                let short = super::known::column(&mut fields, "short", AMOUNT);
                check_rows(&mut fields, "short", short.len(), long.len());
                long.iter().zip(&short).map(|(long, short)| long + short).listed()
            }
            _ => {
                fields.blame(contradiction(&fields, "mass", "other columns", "either mass, or long and short"));
                Vec::new()
            }
        };
        check_rows(&mut fields, "edges", edges.len(), mass.len() + 1);
        if let Some(row) = (1..edges.len()).find(|row| edges[*row] <= edges[row - 1]) {
            let field = format!("{}[{row}]", fields.path_to("edges"));
            fields.blame(fault!(Code::DataUnordered, field, edges[row], "above the edge before it"));
        }
        fields.finish(Self::Rows { edges, mass })
    }
}

fn check_rows(fields: &mut Fields, key: &str, found: usize, rows: usize) {
    if found != rows {
        let field = fields.path_to(key);
        fields.blame(fault!(Code::DataLength, field, format!("{found} rows"), format!("{rows} rows")));
    }
}

/// What is asked of one zone.
#[derive(Clone, Debug)]
pub struct ScenarioZone {
    /// The spot.
    pub spot: Option<f64>,
    /// The zone.
    pub zone: Zone,
    /// Where the mass lies. A map that is left out is empty, one that is `null` is no data.
    pub map: Option<MassMap>,
}

impl Read for ScenarioZone {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["spot", "low", "high", "clusters"]);
        let (spot, zone) = (known(&mut fields, "spot", PRICE), Zone::of(&mut fields));
        let map = match (fields.has_key("clusters"), fields.has(&["clusters"])) {
            (false, _) => Some(MassMap::Blocks(Vec::new())),
            (true, [false]) => None,
            (true, [true]) => Some(blocks(&mut fields)),
        };
        fields.finish(Self { spot, zone, map })
    }
}

impl Signal for ScenarioZone {
    const KIND: &'static str = "scenario_zone";

    fn answer(&self) -> Result<Value> {
        Ok(self.zone.told(Value::object(), self.spot, self.map.as_ref()))
    }
}
