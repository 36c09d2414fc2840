//! A cascade as a script or an author gives it, checked once into a [`Scenario`].

use super::{
    Block, Blocks, Cascade, DEFAULT_CRITICAL_FRACTION, Direction, Follower, Fund, MOST_BLOCKS, Scenario, bundled_beta,
};
use crate::engine::depth::{DepthForm, DepthRequest, Piecewise, Tail, pair, spread_evenly};
use crate::error::{Code, Error, Result, number_within, one_of};
use crate::value::{Fields, Node, Read, Value};

pub use super::partial_request::PartialRequest;

/// Reference price where blocks and depth are given as distances and none is needed.
const SPOT_WHEN_LEFT_OUT: f64 = 100.0;
const LARGEST_PRICE: f64 = 1e12;
/// Median gap between large liquidations on one venue over 282 days, seconds.
const DEFAULT_ROUND_S: f64 = 6.0;
const MOST_SHOCKS: usize = 100_000;
const MOST_FOLLOWERS: usize = 50;
const MOST_FEEDBACK_ROUNDS: u32 = 3;

/// What to project. Money in one currency throughout, distances and shares as fractions of the reference price.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CascadeRequest {
    /// Name of the case; not used.
    pub id: Option<String>,
    /// Coin, for the bundled depth where `depth` is left out.
    pub asset: Option<String>,
    /// `down` or `up`; set by the leader for a follower.
    pub side: Option<String>,
    /// Reference price; needed where a block or the depth is given by price.
    pub spot: Option<f64>,
    /// Price gap `s`; 0 when left out.
    pub shock: Option<f64>,
    /// Flow `Q0` at market; 0 when left out.
    pub exogenous_flow: Option<f64>,
    /// The map.
    pub blocks: Vec<BlockRequest>,
    /// More of the map: equal blocks at equal distances.
    pub blocks_grid: Option<BlocksGrid>,
    /// Blocks that price has passed already count as standing at it, instead of being an error.
    pub clamp_passed: Option<bool>,
    /// The book.
    pub depth: Option<DepthRequest>,
    /// Effective over visible depth `R`; 1 when left out.
    pub depth_factor: Option<f64>,
    /// Resting orders beside the book.
    pub absorption: Option<AbsorptionRequest>,
    /// Share φ of a liquidation that reaches the book; 1 when left out.
    pub passthrough: Option<f64>,
    /// Forced and voluntary flow over forced flow `M`; 1 when left out.
    pub deleveraging: Option<f64>,
    /// Short-gamma hedge flow per per cent of displacement.
    pub gamma_usd_per_pct: Option<f64>,
    /// The same from the exposure of market makers.
    pub gamma: Option<GammaRequest>,
    /// End of the domain; 1 when left out.
    pub x_max: Option<f64>,
    /// How the book refills between rounds.
    pub resilience: Option<ResilienceRequest>,
    /// Share of the map that makes a step critical.
    pub critical_fraction: Option<f64>,
    /// Factor `c` for every block; 1 when left out.
    pub map_scale: Option<f64>,
    /// Liquidation in parts.
    pub partial: Option<PartialRequest>,
    /// Insurance fund.
    pub fund: Option<FundRequest>,
    /// Markets that follow.
    pub followers: Vec<FollowerRequest>,
    /// Rounds in which followers push back, 0 to 3.
    pub feedback_rounds: Option<u32>,
    /// Other gaps to answer.
    pub shocks: Option<Vec<f64>>,
}

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

/// Resting orders: points of distance and sum for spot, a sum within a range for funds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AbsorptionRequest {
    /// Points of distance and cumulative money.
    pub spot: Option<Vec<(f64, f64)>>,
    /// Money expected within the horizon and the distance it is spread over evenly.
    pub etf: Option<(f64, f64)>,
}

/// Hedging of market makers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GammaRequest {
    /// Exposure per per cent; negative is short gamma, which sells into a fall. Positive exposure has no effect.
    pub gex_usd_per_pct: f64,
    /// Share hedged within the horizon, 0 to 1.
    pub hedged_share: f64,
}

/// Refilling, as the decay of a round or as times.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ResilienceRequest {
    /// Decay `ρτ` of one round.
    PerRound(f64),
    /// Half-life of consumed depth and length of a round, seconds.
    Times {
        /// Half-life.
        half_life_s: f64,
        /// Round.
        round_s: f64,
    },
}

/// Insurance fund.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FundRequest {
    /// Money in it.
    pub available: f64,
    /// Maintenance rate of the positions.
    pub maintenance: f64,
}

/// A market that follows.
#[derive(Clone, Debug, PartialEq)]
pub struct FollowerRequest {
    /// Name; SOL has a bundled beta against BTC.
    pub asset: String,
    /// Its gap over the leader's displacement.
    pub beta: Option<f64>,
    /// Gap of the leader over its displacement; 0 when left out.
    pub feedback: Option<f64>,
    /// Its map and depth, without side and shock.
    pub cascade: CascadeRequest,
}

const KEYS: [&str; 26] = [
    "id",
    "asset",
    "side",
    "spot",
    "p0",
    "shock",
    "exogenousFlow",
    "blocks",
    "blocksGrid",
    "clampPassed",
    "depth",
    "depthFactor",
    "absorption",
    "passthrough",
    "deleveraging",
    "gammaUsdPerPct",
    "gamma",
    "xMax",
    "resilience",
    "criticalFraction",
    "mapScale",
    "partial",
    "fund",
    "followers",
    "feedbackRounds",
    "shocks",
];

impl Read for CascadeRequest {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&KEYS);
        let read = Self {
            id: fields.optional_text("id"),
            asset: fields.optional_text("asset"),
            side: fields.optional_text("side"),
            spot: one_key(&mut fields, &["spot", "p0"]),
            shock: fields.optional_number("shock"),
            exogenous_flow: fields.optional_number("exogenousFlow"),
            blocks: if fields.has(&["blocks"])[0] { fields.list_of("blocks") } else { Vec::new() },
            blocks_grid: fields.optional_of("blocksGrid"),
            clamp_passed: fields.optional_flag("clampPassed"),
            depth: fields.optional_of("depth"),
            depth_factor: fields.optional_number("depthFactor"),
            absorption: fields.optional_of("absorption"),
            passthrough: fields.optional_number("passthrough"),
            deleveraging: fields.optional_number("deleveraging"),
            gamma_usd_per_pct: fields.optional_number("gammaUsdPerPct"),
            gamma: fields.optional_of("gamma"),
            x_max: fields.optional_number("xMax"),
            resilience: fields.optional_of("resilience"),
            critical_fraction: fields.optional_number("criticalFraction"),
            map_scale: fields.optional_number("mapScale"),
            partial: fields.optional_of("partial"),
            fund: fields.optional_of("fund"),
            followers: if fields.has(&["followers"])[0] { fields.list_of("followers") } else { Vec::new() },
            feedback_rounds: fields.optional_count("feedbackRounds", MOST_FEEDBACK_ROUNDS),
            shocks: fields.optional_column("shocks"),
        };
        let _null = [fields.given("blocks"), fields.given("followers")];
        fields.finish(read)
    }
}

/// The number under the one of `keys` that is given; a fault where two are.
fn one_key(fields: &mut Fields, keys: &[&str]) -> Option<f64> {
    let mut found = None;
    for key in keys {
        if let Some(number) = fields.optional_number(key)
            && found.replace(number).is_some()
        {
            let path = fields.path_to(key);
            fields.blame(Error::new(
                Code::AttributeInvalid,
                path,
                "given twice",
                format!("one of {}", keys.join(", ")),
            ));
        }
    }
    found
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
            fields.blame(Error::new(Code::AttributeInvalid, path, "nothing", allowed));
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

impl Read for GammaRequest {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["gexUsdPerPct", "hedgedShare"]);
        let read = Self {
            gex_usd_per_pct: fields.number("gexUsdPerPct"),
            hedged_share: fields.number_within("hedgedShare", 0.0, 1.0),
        };
        fields.finish(read)
    }
}

impl Read for ResilienceRequest {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["rhoTau", "halfLifeS", "roundS"]);
        let read = if fields.has_key("halfLifeS") {
            Self::Times {
                half_life_s: fields.number_within("halfLifeS", 1e-3, 1e9),
                round_s: fields.optional_within("roundS", 0.0, 1e6).unwrap_or(DEFAULT_ROUND_S),
            }
        } else {
            Self::PerRound(fields.number_within("rhoTau", 0.0, 1000.0))
        };
        for stray in ["rhoTau", "roundS"] {
            if fields.has_key(stray) {
                let path = fields.path_to(stray);
                fields.blame(Error::new(
                    Code::AttributeInvalid,
                    path,
                    "given",
                    "rhoTau alone, or halfLifeS with roundS",
                ));
            }
        }
        fields.finish(read)
    }
}

impl Read for FundRequest {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["available", "maintenance"]);
        let read = Self { available: fields.number("available"), maintenance: fields.number("maintenance") };
        fields.finish(read)
    }
}

impl Read for FollowerRequest {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["asset", "beta", "feedback", "cascade"]);
        let (asset, beta) = (fields.text("asset"), fields.optional_within("beta", 0.0, 100.0));
        let feedback = fields.optional_within("feedback", 0.0, 1.0);
        let cascade = fields.required_of("cascade").unwrap_or_default();
        fields.finish(Self { asset, beta, feedback, cascade })
    }
}

impl CascadeRequest {
    /// The scenario with every number in range.
    ///
    /// # Errors
    /// Names the field, the value and what is allowed: [`Code::AttributeInvalid`] for a word or a combination,
    /// [`Code::DataRange`] for a number, [`Code::DataUnordered`] for a book that falls, [`Code::DataTooLarge`] above
    /// 100,000 blocks, [`Code::DataEmpty`] for a side without depth.
    pub fn check(&self) -> Result<Scenario> {
        let direction = self.direction()?;
        let mut scenario = self.scenario(direction)?;
        if self.followers.len() > MOST_FOLLOWERS {
            let allowed = format!("at most {MOST_FOLLOWERS} followers");
            return Err(Error::new(Code::DataTooLarge, "followers", self.followers.len(), allowed));
        }
        for (index, follower) in self.followers.iter().enumerate() {
            let checked = follower.check(direction).map_err(|error| error.within(&format!("followers[{index}]")))?;
            scenario.followers.push(checked);
        }
        scenario.feedback_rounds = self.feedback_rounds.unwrap_or(0);
        scenario.link();
        Ok(scenario)
    }

    fn direction(&self) -> Result<Direction> {
        let words = Direction::BOTH.map(Direction::as_str);
        let Some(word) = self.side.as_deref() else {
            return Err(Error::new(Code::AttributeInvalid, "side", "nothing", one_of("", &words)));
        };
        let found = Direction::BOTH.into_iter().find(|direction| direction.as_str() == word);
        found.ok_or_else(|| Error::new(Code::AttributeInvalid, "side", word, one_of(word, &words)))
    }

    fn scenario(&self, direction: Direction) -> Result<Scenario> {
        let spot = self.checked_spot()?;
        let x_max = number_within("xMax", self.x_max.unwrap_or(1.0), f64::MIN_POSITIVE, 1e6)?;
        let blocks = Blocks::new(self.placed_blocks(direction, spot)?, x_max)?;
        let factor = number_within("depthFactor", self.depth_factor.unwrap_or(1.0), 0.0, 1000.0)?;
        let mut depth = self.checked_depth()?.check(direction, spot, factor)?;
        if let Some(absorption) = &self.absorption {
            for resting in absorption.curves().map_err(|error| error.within("absorption"))? {
                depth.curve = depth.curve.and(&resting)?;
            }
        }
        let passthrough = number_within("passthrough", self.passthrough.unwrap_or(1.0), 0.0, 1.0)?;
        let deleveraging = number_within("deleveraging", self.deleveraging.unwrap_or(1.0), 1.0, 1000.0)?;
        let fund = self.fund.map(|fund| Fund { available: fund.available, maintenance: fund.maintenance, direction });
        let mut scenario = Scenario::new(direction, spot, blocks, depth);
        scenario.cascade = Cascade {
            gap: self.shock.unwrap_or(0.0),
            flow: self.exogenous_flow.unwrap_or(0.0),
            flow_per_notional: passthrough * deleveraging,
            gamma: self.checked_gamma()?,
            x_max,
            refill: self.resilience.map_or(0.0, ResilienceRequest::decay),
            critical_fraction: self.critical_fraction.unwrap_or(DEFAULT_CRITICAL_FRACTION),
            fund,
            ..scenario.cascade
        }
        .checked()?;
        scenario.shocks = self.checked_shocks(x_max)?;
        Ok(scenario)
    }

    fn checked_spot(&self) -> Result<f64> {
        let by_price = self.blocks.iter().any(|block| matches!(block.place, Place::Price(_)))
            || self.depth.as_ref().is_some_and(|depth| matches!(depth.form, DepthForm::Book { mid: None, .. }));
        match self.spot {
            Some(spot) => number_within("spot", spot, 1e-12, LARGEST_PRICE),
            None if by_price => {
                Err(Error::new(Code::AttributeInvalid, "spot", "nothing", "given with prices of blocks or of a book"))
            }
            None => Ok(SPOT_WHEN_LEFT_OUT),
        }
    }

    fn checked_depth(&self) -> Result<DepthRequest> {
        match (&self.depth, &self.asset) {
            (Some(depth), _) => Ok(depth.clone()),
            (None, Some(asset)) => Ok(DepthRequest { form: DepthForm::Default(asset.clone()), source: String::new() }),
            (None, None) => {
                Err(Error::new(Code::AttributeInvalid, "depth", "nothing", "given, or asset for its bundled figure"))
            }
        }
    }

    fn checked_gamma(&self) -> Result<f64> {
        if self.gamma.is_some() && self.gamma_usd_per_pct.is_some() {
            return Err(Error::new(Code::AttributeInvalid, "gamma", "given twice", "gamma or gammaUsdPerPct"));
        }
        let of_exposure = self.gamma.map(|gamma| gamma.hedged_share * (-gamma.gex_usd_per_pct).max(0.0));
        let per_percent = self.gamma_usd_per_pct.or(of_exposure).unwrap_or(0.0);
        number_within("gammaUsdPerPct", per_percent, 0.0, 1e16).map(|gamma| gamma * 100.0)
    }

    fn checked_shocks(&self, x_max: f64) -> Result<Vec<f64>> {
        let shocks = self.shocks.clone().unwrap_or_default();
        if shocks.len() > MOST_SHOCKS {
            let allowed = format!("at most {MOST_SHOCKS} shocks");
            return Err(Error::new(Code::DataTooLarge, "shocks", shocks.len(), allowed));
        }
        for (index, shock) in shocks.iter().enumerate() {
            number_within("", *shock, 0.0, x_max).map_err(|error| error.within(&format!("shocks[{index}]")))?;
        }
        if !shocks.is_empty() && (self.checked_gamma()? > 0.0 || self.fund.is_some() || self.resilience.is_some()) {
            let allowed = "left out with hedge flow, resilience or a fund: the single pass does not hold for them";
            return Err(Error::new(Code::AttributeInvalid, "shocks", "given", allowed));
        }
        Ok(shocks)
    }

    /// Blocks by distance, times the scale of the map, in parts where the venue closes in parts.
    fn placed_blocks(&self, direction: Direction, spot: f64) -> Result<Vec<Block>> {
        let scale = number_within("mapScale", self.map_scale.unwrap_or(1.0), 0.0, 1e6)?;
        let rule = self.partial.as_ref().map(PartialRequest::rule).transpose().map_err(|e| e.within("partial"))?;
        let mut placed = Vec::with_capacity(self.blocks.len());
        for (index, block) in self.blocks.iter().enumerate() {
            let block = self.placed(block, direction, spot).map_err(|e| e.within(&format!("blocks[{index}]")))?;
            placed.push(block);
        }
        if let Some(grid) = &self.blocks_grid {
            let at = |i: u32| Block { distance: grid.x0 + f64::from(i) * grid.step, notional: grid.notional };
            if grid.count > 0 {
                let ends = [at(0), at(grid.count - 1)];
                ends.iter().try_for_each(Block::check).map_err(|error| error.within("blocksGrid"))?;
            }
            placed.extend((0..grid.count).map(at));
        }
        for block in &mut placed {
            block.notional *= scale;
        }
        match rule {
            None => Ok(placed),
            Some(rule) => Ok(placed.into_iter().flat_map(|block| rule.split(direction, block)).collect()),
        }
    }

    fn placed(&self, block: &BlockRequest, direction: Direction, spot: f64) -> Result<Block> {
        let distance = match block.place {
            Place::Price(price) => direction.distance(spot, number_within("price", price, 0.0, LARGEST_PRICE)?),
            Place::Distance(x) => x,
        };
        let passed = distance < 0.0 && distance.is_finite();
        let block = match (passed, self.clamp_passed.unwrap_or(false), block.place) {
            (true, true, _) => Block { distance: 0.0, notional: block.notional },
            (true, false, Place::Price(price)) => {
                let (beyond, other) = match direction {
                    Direction::Down => ("at most", "down"),
                    Direction::Up => ("at least", "up"),
                };
                let allowed = format!("{beyond} the spot of {spot} for {other}: price has passed it already");
                return Err(Error::new(Code::DataRange, "price", price, allowed));
            }
            _ => Block { distance, notional: block.notional },
        };
        block.check().map(|()| block)
    }
}

impl AbsorptionRequest {
    fn curves(&self) -> Result<Vec<Piecewise>> {
        let spot = self.spot.as_ref().map(|points| Piecewise::new(points, Tail::Stop));
        let etf = self.etf.map(|(usd, range)| spread_evenly(usd, range).map_err(|error| error.within("etf")));
        spot.into_iter().chain(etf).collect()
    }
}

impl ResilienceRequest {
    /// `ρτ` with `ρ = ln 2 / half-life`.
    #[must_use]
    pub fn decay(self) -> f64 {
        match self {
            Self::PerRound(decay) => decay,
            Self::Times { half_life_s, round_s } => std::f64::consts::LN_2 * round_s / half_life_s,
        }
    }
}

impl FollowerRequest {
    fn check(&self, direction: Direction) -> Result<Follower> {
        let beta = self.beta.or_else(|| bundled_beta(&self.asset));
        let Some(beta) = beta else {
            return Err(Error::new(Code::AttributeInvalid, "beta", "nothing", "given; only SOL has a bundled one"));
        };
        let set = |field: &str| Error::new(Code::AttributeInvalid, field, "given", "left out: the leader sets it");
        let cascade = &self.cascade;
        let refused = match () {
            () if cascade.side.is_some() => Some(set("side")),
            () if cascade.shock.is_some() => Some(set("shock")),
            () if !cascade.followers.is_empty() => Some(set("followers")),
            () => None,
        };
        let scenario = refused.map_or_else(|| cascade.scenario(direction), Err).map_err(|e| e.within("cascade"))?;
        Ok(Follower { asset: self.asset.clone(), beta, feedback: self.feedback.unwrap_or(0.0), scenario })
    }
}
