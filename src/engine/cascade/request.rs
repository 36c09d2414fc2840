//! A cascade as a script or an author gives it, checked once into a [`Scenario`].

use super::block_request::one_key;
use super::forces_request::{FundRequest, GammaRequest, ResilienceRequest};
use super::{Cascade, DEFAULT_CRITICAL_FRACTION, Direction, Follower, Fund, MapRequest, Scenario, bundled_beta};
use crate::error::{Code, Result, fault, number_within, one_of};
use crate::texts::words_of;
use crate::value::{Node, Read};

const MOST_SHOCKS: usize = 100_000;
const MOST_FOLLOWERS: usize = 50;
const MOST_FEEDBACK_ROUNDS: u32 = 3;

/// What to project. Money in one currency throughout, distances and shares as fractions of the reference price.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CascadeRequest {
    /// Name of the case; not used.
    pub id: Option<String>,
    /// Map and book.
    pub map: MapRequest,
    /// `down` or `up`; set by the leader for a follower.
    pub side: Option<String>,
    /// Reference price; needed where a block or the depth is given by price.
    pub spot: Option<f64>,
    /// Price gap `s`; 0 when left out.
    pub shock: Option<f64>,
    /// Flow `Q0` at market; 0 when left out.
    pub exogenous_flow: Option<f64>,
    /// Effective over visible depth `R`; 1 when left out.
    pub depth_factor: Option<f64>,
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
    /// Insurance fund.
    pub fund: Option<FundRequest>,
    /// Markets that follow.
    pub followers: Vec<FollowerRequest>,
    /// Rounds in which followers push back, 0 to 3.
    pub feedback_rounds: Option<u32>,
    /// Other gaps to answer.
    pub shocks: Option<Vec<f64>>,
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

const KEYS: [&str; 19] = [
    "id",
    "side",
    "spot",
    "p0",
    "shock",
    "exogenousFlow",
    "depthFactor",
    "passthrough",
    "deleveraging",
    "gammaUsdPerPct",
    "gamma",
    "xMax",
    "resilience",
    "criticalFraction",
    "mapScale",
    "fund",
    "followers",
    "feedbackRounds",
    "shocks",
];

impl Read for CascadeRequest {
    fn read(node: Node) -> Result<Self> {
        let keys: Vec<&str> = MapRequest::KEYS.into_iter().chain(KEYS).collect();
        let mut fields = node.fields_of_either_case(&keys);
        let read = Self {
            id: fields.optional_text("id"),
            map: MapRequest::taken_from(&mut fields),
            side: fields.optional_text("side"),
            spot: one_key(&mut fields, &["spot", "p0"]),
            shock: fields.optional_number("shock"),
            exogenous_flow: fields.optional_number("exogenousFlow"),
            depth_factor: fields.optional_number("depthFactor"),
            passthrough: fields.optional_number("passthrough"),
            deleveraging: fields.optional_number("deleveraging"),
            gamma_usd_per_pct: fields.optional_number("gammaUsdPerPct"),
            gamma: fields.optional_of("gamma"),
            x_max: fields.optional_number("xMax"),
            resilience: fields.optional_of("resilience"),
            critical_fraction: fields.optional_number("criticalFraction"),
            map_scale: fields.optional_number("mapScale"),
            fund: fields.optional_of("fund"),
            followers: if fields.has(&["followers"])[0] { fields.list_of("followers") } else { Vec::new() },
            feedback_rounds: fields.optional_count("feedbackRounds", MOST_FEEDBACK_ROUNDS),
            shocks: fields.optional_column("shocks"),
        };
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

/// The direction that a request's `side` names.
pub(super) fn direction_of(side: Option<&str>) -> Result<Direction> {
    let words = words_of!(Direction::BOTH);
    let Some(word) = side else {
        return Err(fault!(Code::AttributeInvalid, "side", "nothing", one_of("", &words)));
    };
    let found = Direction::BOTH.into_iter().find(|direction| direction.as_str() == word);
    found.ok_or_else(|| fault!(Code::AttributeInvalid, "side", word, one_of(word, &words)))
}

impl CascadeRequest {
    /// The scenario with every number in range.
    ///
    /// # Errors
    /// Names the field, the value and what is allowed: [`Code::AttributeInvalid`] for a word or a combination,
    /// [`Code::DataRange`] for a number, [`Code::DataUnordered`] for a book that falls, [`Code::DataTooLarge`] above
    /// 100,000 blocks, [`Code::DataEmpty`] for a side without depth.
    pub fn check(&self) -> Result<Scenario> {
        let direction = direction_of(self.side.as_deref())?;
        let mut scenario = self.scenario(direction)?;
        if self.followers.len() > MOST_FOLLOWERS {
            let allowed = format!("at most {MOST_FOLLOWERS} followers");
            return Err(fault!(Code::DataTooLarge, "followers", self.followers.len(), allowed));
        }
        for (index, follower) in self.followers.iter().enumerate() {
            let checked = follower.check(direction).map_err(|error| error.within(&format!("followers[{index}]")))?;
            scenario.followers.push(checked);
        }
        scenario.feedback_rounds = self.feedback_rounds.unwrap_or(0);
        scenario.link();
        Ok(scenario)
    }

    fn scenario(&self, direction: Direction) -> Result<Scenario> {
        let spot = self.map.checked_spot(self.spot)?;
        let x_max = number_within("xMax", self.x_max.unwrap_or(1.0), f64::MIN_POSITIVE, 1e6)?;
        let scale = number_within("mapScale", self.map_scale.unwrap_or(1.0), 0.0, 1e6)?;
        let blocks = self.map.checked_blocks(direction, spot, scale, x_max)?;
        let factor = number_within("depthFactor", self.depth_factor.unwrap_or(1.0), 0.0, 1000.0)?;
        let mut depth = self.map.checked_book(direction, spot, factor)?;
        for resting in self.map.checked_resting()? {
            depth.curve = depth.curve.and(&resting)?;
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

    fn checked_gamma(&self) -> Result<f64> {
        if self.gamma.is_some() && self.gamma_usd_per_pct.is_some() {
            return Err(fault!(Code::AttributeInvalid, "gamma", "given twice", "gamma or gammaUsdPerPct"));
        }
        let of_exposure = self.gamma.map(GammaRequest::usd_per_pct);
        let per_percent = self.gamma_usd_per_pct.or(of_exposure).unwrap_or(0.0);
        number_within("gammaUsdPerPct", per_percent, 0.0, 1e16).map(|gamma| gamma * 100.0)
    }

    fn checked_shocks(&self, x_max: f64) -> Result<Vec<f64>> {
        let shocks = self.shocks.clone().unwrap_or_default();
        if shocks.len() > MOST_SHOCKS {
            let allowed = format!("at most {MOST_SHOCKS} shocks");
            return Err(fault!(Code::DataTooLarge, "shocks", shocks.len(), allowed));
        }
        for (index, shock) in shocks.iter().enumerate() {
            number_within("", *shock, 0.0, x_max).map_err(|error| error.within(&format!("shocks[{index}]")))?;
        }
        if !shocks.is_empty() && (self.checked_gamma()? > 0.0 || self.fund.is_some() || self.resilience.is_some()) {
            let allowed = "left out with hedge flow, resilience or a fund: the single pass does not hold for them";
            return Err(fault!(Code::AttributeInvalid, "shocks", "given", allowed));
        }
        Ok(shocks)
    }
}

impl FollowerRequest {
    fn check(&self, direction: Direction) -> Result<Follower> {
        let beta = self.beta.or_else(|| bundled_beta(&self.asset));
        let Some(beta) = beta else {
            return Err(fault!(Code::AttributeInvalid, "beta", "nothing", "given; only SOL has a bundled one"));
        };
        let set = |field: &str| fault!(Code::AttributeInvalid, field, "given", "left out: the leader sets it");
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
