//! Map and book of one side as a script gives them.

use super::block_request::{BlockRequest, BlocksGrid, Place};
use super::{Block, Blocks, Direction, PartialRequest};
use crate::engine::depth::{DepthForm, DepthRequest, Piecewise, SourcedDepth, Tail, pair, spread_evenly};
use crate::error::{Code, Result, fault, number_within};
use crate::value::{Fields, Node, Read, Value};

/// Reference price where blocks and depth are given as distances and none is needed.
const SPOT_WHEN_LEFT_OUT: f64 = 100.0;
const LARGEST_PRICE: f64 = 1e12;

/// What stands on one side. Money in one currency throughout, distances as fractions of the reference price.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapRequest {
    /// Coin, for the bundled depth where `depth` is left out.
    pub asset: Option<String>,
    /// The map.
    pub blocks: Vec<BlockRequest>,
    /// More of the map: equal blocks at equal distances.
    pub blocks_grid: Option<BlocksGrid>,
    /// Blocks that price has passed already count as standing at it, instead of being an error.
    pub clamp_passed: Option<bool>,
    /// The book.
    pub depth: Option<DepthRequest>,
    /// Resting orders beside the book.
    pub absorption: Option<AbsorptionRequest>,
    /// Liquidation in parts.
    pub partial: Option<PartialRequest>,
}

/// Resting orders: points of distance and sum for spot, a sum within a range for funds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AbsorptionRequest {
    /// Points of distance and cumulative money.
    pub spot: Option<Vec<(f64, f64)>>,
    /// Money expected within the horizon and the distance it is spread over evenly.
    pub etf: Option<(f64, f64)>,
}

impl MapRequest {
    pub(crate) const KEYS: [&'static str; 7] =
        ["asset", "blocks", "blocksGrid", "clampPassed", "depth", "absorption", "partial"];

    /// The part of an object that is a map.
    pub(crate) fn taken_from(fields: &mut Fields) -> Self {
        let blocks = if fields.has(&["blocks"])[0] { fields.list_of("blocks") } else { Vec::new() };
        Self {
            asset: fields.optional_text("asset"),
            blocks,
            blocks_grid: fields.optional_of("blocksGrid"),
            clamp_passed: fields.optional_flag("clampPassed"),
            depth: fields.optional_of("depth"),
            absorption: fields.optional_of("absorption"),
            partial: fields.optional_of("partial"),
        }
    }

    /// The reference price, which may be left out where no price is given.
    ///
    /// # Errors
    /// [`Code::AttributeInvalid`] where it is missing, [`Code::DataRange`] out of its range.
    pub fn checked_spot(&self, spot: Option<f64>) -> Result<f64> {
        let by_price = self.blocks.iter().any(|block| matches!(block.place, Place::Price(_)))
            || self.depth.as_ref().is_some_and(|depth| matches!(depth.form, DepthForm::Book { mid: None, .. }));
        match spot {
            Some(spot) => number_within("spot", spot, 1e-12, LARGEST_PRICE),
            None if by_price => {
                Err(fault!(Code::AttributeInvalid, "spot", "nothing", "given with prices of blocks or of a book"))
            }
            None => Ok(SPOT_WHEN_LEFT_OUT),
        }
    }

    /// Blocks by distance up to `x_max`, times `scale`, in parts where the venue closes in parts.
    ///
    /// # Errors
    /// Names the block and the number; [`Code::DataTooLarge`] above 100,000 blocks.
    pub fn checked_blocks(&self, direction: Direction, spot: f64, scale: f64, x_max: f64) -> Result<Blocks> {
        let rule = self.partial.as_ref().map(PartialRequest::rule).transpose().map_err(|e| e.within("partial"))?;
        let clamp = self.clamp_passed.unwrap_or(false);
        let place = |(index, block): (usize, &BlockRequest)| {
            block.placed(direction, spot, clamp).map_err(|error| error.within(&format!("blocks[{index}]")))
        };
        let mut placed: Vec<Block> = self.blocks.iter().enumerate().map(place).collect::<Result<_>>()?;
        if let Some(grid) = &self.blocks_grid {
            placed.extend(grid.blocks().map_err(|error| error.within("blocksGrid"))?);
        }
        for block in &mut placed {
            block.notional *= scale;
        }
        if let Some(rule) = rule {
            placed = placed.into_iter().flat_map(|block| rule.split(direction, block)).collect();
        }
        Blocks::new(placed, x_max)
    }

    /// The book without resting orders, times `factor`.
    ///
    /// # Errors
    /// As [`DepthRequest::check`], and where there is neither depth nor an asset.
    pub fn checked_book(&self, direction: Direction, spot: f64, factor: f64) -> Result<SourcedDepth> {
        match (&self.depth, &self.asset) {
            (Some(depth), _) => depth.check(direction, spot, factor),
            (None, Some(asset)) => {
                let form = DepthForm::Default(asset.clone());
                DepthRequest { form, source: String::new() }.check(direction, spot, factor).map_err(|error| {
                    let field = error.field.replace("depth.asset", "asset");
                    error.about(field)
                })
            }
            (None, None) => {
                Err(fault!(Code::AttributeInvalid, "depth", "nothing", "given, or asset for its bundled figure"))
            }
        }
    }

    /// Resting orders beside the book.
    ///
    /// # Errors
    /// As [`Piecewise::new`].
    pub fn checked_resting(&self) -> Result<Vec<Piecewise>> {
        let Some(absorption) = &self.absorption else { return Ok(Vec::new()) };
        absorption.curves().map_err(|error| error.within("absorption"))
    }
}

impl Read for AbsorptionRequest {
    fn read(node: Node) -> Result<Self> {
        if !matches!(node.value(), Value::Object(_)) {
            return pairs(node).map(|points| Self { spot: Some(points), etf: None });
        }
        let mut fields = node.fields_of_either_case(&["spot", "etf"]);
        let spot = fields.optional("spot").and_then(|node| fields.take(pairs(node)));
        let etf = fields.optional("etf").and_then(|node| fields.take(spread(node)));
        fields.finish(Self { spot, etf })
    }
}

fn pairs(node: Node) -> Result<Vec<(f64, f64)>> {
    node.list()?.into_iter().map(pair).collect()
}

fn spread(node: Node) -> Result<(f64, f64)> {
    let mut fields = node.fields_of_either_case(&["usd", "range"]);
    let read = (fields.number("usd"), fields.number("range"));
    fields.finish(read)
}

impl AbsorptionRequest {
    fn curves(&self) -> Result<Vec<Piecewise>> {
        let spot = self.spot.as_ref().map(|points| Piecewise::new(points, Tail::Stop));
        let etf = self.etf.map(|(usd, range)| spread_evenly(usd, range).map_err(|error| error.within("etf")));
        spot.into_iter().chain(etf).collect()
    }
}
