//! Blocks of a map as a script gives them.

use super::{Block, Direction, MOST_BLOCKS};
use crate::engine::depth::pair;
use crate::error::{Code, Error, Result, fault, number_within};
use crate::texts::Texts;
use crate::value::{Fields, Node, Read, Value};

const LARGEST_PRICE: f64 = 1e12;

/// One block: `{ price | x, q | notional }` or `[x, q]`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BlockRequest {
    /// Where.
    pub place: Place,
    /// How much.
    pub notional: f64,
}

/// Where a block stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Place {
    /// At a price.
    Price(f64),
    /// At a distance from the reference price.
    Distance(f64),
}

/// Equal blocks at `x0 + i·step`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BlocksGrid {
    /// First distance.
    pub x0: f64,
    /// Between two of them.
    pub step: f64,
    /// How many.
    pub count: u32,
    /// Notional of each.
    pub notional: f64,
}

impl Read for BlockRequest {
    fn read(node: Node) -> Result<Self> {
        if !matches!(node.value(), Value::Object(_)) {
            return pair(node).map(|(x, notional)| Self { place: Place::Distance(x), notional });
        }
        let mut fields = node.fields_of_either_case(&["price", "x", "distance", "q", "notional"]);
        let price = fields.optional_number("price");
        let distance = one_key(&mut fields, &["x", "distance"]);
        let notional = one_key(&mut fields, &["q", "notional"]);
        let missing = |fields: &mut Fields, key: &str, allowed: &'static str| {
            let path = fields.path_to(key);
            fields.blame(fault!(Code::AttributeInvalid, path, "nothing", allowed));
        };
        if notional.is_none() {
            missing(&mut fields, "notional", "given");
        }
        let place = match (price, distance) {
            (Some(price), None) => Place::Price(price),
            (None, Some(x)) => Place::Distance(x),
            _ => {
                missing(&mut fields, "price", "given, or else x, and not both");
                Place::Distance(0.0)
            }
        };
        fields.finish(Self { place, notional: notional.unwrap_or(0.0) })
    }
}

impl Read for BlocksGrid {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["x0", "step", "count", "q", "notional"]);
        let (x0, step) = (fields.number("x0"), fields.number("step"));
        let count = fields.optional_count("count", MOST_BLOCKS as u32).unwrap_or(0);
        let notional = one_key(&mut fields, &["q", "notional"]).unwrap_or(0.0);
        fields.finish(Self { x0, step, count, notional })
    }
}

/// The number under the one of `keys` that is given; a fault where two are.
pub(super) fn one_key(fields: &mut Fields, keys: &[&str]) -> Option<f64> {
    let mut found = None;
    for key in keys {
        if let Some(number) = fields.optional_number(key)
            && found.replace(number).is_some()
        {
            let path = fields.path_to(key);
            fields.blame(fault!(Code::AttributeInvalid, path, "given twice", format!("one of {}", keys.joined(", ")),));
        }
    }
    found
}

impl BlockRequest {
    /// The block at its distance from `spot`.
    ///
    /// # Errors
    /// [`Code::DataRange`] for a number out of range, and for a block that price has passed unless `clamp` puts it at the
    /// spot.
    pub fn placed(&self, direction: Direction, spot: f64, clamp: bool) -> Result<Block> {
        let distance = match self.place {
            Place::Price(price) => direction.distance(spot, number_within("price", price, 0.0, LARGEST_PRICE)?),
            Place::Distance(x) => x,
        };
        let passed = distance < 0.0 && distance.is_finite();
        let block = match (passed, self.place) {
            (true, _) if clamp => Block { distance: 0.0, notional: self.notional },
            (true, Place::Price(price)) => return Err(passed_already(direction, spot, price)),
            _ => Block { distance, notional: self.notional },
        };
        block.check().map(|()| block)
    }
}

fn passed_already(direction: Direction, spot: f64, price: f64) -> Error {
    let allowed = match direction {
        Direction::Down => format!("at most the spot of {spot} for down: price has passed it already"),
        Direction::Up => format!("at least the spot of {spot} for up: price has passed it already"),
    };
    fault!(Code::DataRange, "price", price, allowed)
}

impl BlocksGrid {
    /// The blocks.
    ///
    /// # Errors
    /// [`Code::DataRange`] for a number out of range.
    pub fn blocks(&self) -> Result<Vec<Block>> {
        let at = |i: u32| Block { distance: self.x0 + f64::from(i) * self.step, notional: self.notional };
        // Distances of a grid change one way only.
        let ends = [at(0), at(self.count.saturating_sub(1))];
        ends.iter().try_for_each(Block::check)?;
        Ok((0..self.count).map(at).collect())
    }
}
