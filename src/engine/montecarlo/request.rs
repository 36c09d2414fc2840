//! A simulation as a script gives it.

use super::{
    DEFAULT_PATHS, Drift, EffectiveDepth, FlowRanges, Jumps, Law, Method, NormalDraw, SideMarket, Simulation, Zone,
    draw,
};
use crate::engine::cascade::{DEFAULT_CRITICAL_FRACTION, Direction, MapRequest};
use crate::error::{Code, Result, fault, number_within};
use crate::value::{Fields, Node, Read, Value};

/// Largest whole number that a script can say exactly; a larger seed is given as text.
const LARGEST_WHOLE: u32 = u32::MAX;
const DEFAULT_SEED: u64 = 20_251_010;
const DEFAULT_STEPS: u32 = 168;
const DEFAULT_HALF_LIFE_S: f64 = 60.0;

/// What to simulate. Shares and standard deviations as fractions, money in the currency of the maps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SimulationRequest {
    /// Price now.
    pub spot: f64,
    /// Yearly standard deviation of returns, with `horizon_days`.
    pub volatility: Option<f64>,
    /// Horizon; 1 when left out.
    pub horizon_days: Option<f64>,
    /// Instead of `volatility`: standard deviation over the horizon.
    pub shock_sd: Option<f64>,
    /// What is drawn; one gap when left out.
    pub method: Option<Method>,
    /// Law of the gap; Student's t when left out, and Gaussian along paths and at midpoints.
    pub law: Option<Law>,
    /// Mean motion of paths.
    pub drift: Option<Drift>,
    /// Draws; 4,096 when left out.
    pub paths: Option<u32>,
    /// Seed; 20251010 when left out.
    pub seed: Option<u64>,
    /// Steps of a path; 168 when left out.
    pub steps: Option<u32>,
    /// Half-life of consumed depth along a path; 60 seconds when left out.
    pub half_life_s: Option<f64>,
    /// Jumps along a path; none when left out.
    pub jumps: Option<Jumps>,
    /// Market below.
    pub down: Option<MapRequest>,
    /// Market above.
    pub up: Option<MapRequest>,
    /// Effective over visible depth; the measured spread when left out.
    pub depth_factor: Option<EffectiveDepth>,
    /// Least and greatest passthrough.
    pub passthrough: Option<(f64, f64)>,
    /// Least and greatest deleveraging multiplier.
    pub deleveraging: Option<(f64, f64)>,
    /// Least and greatest scale of the map.
    pub map_scale: Option<(f64, f64)>,
    /// End of the domain.
    pub x_max: Option<f64>,
    /// Share of a side's map that makes an avalanche.
    pub critical_fraction: Option<f64>,
    /// What is asked.
    pub zones: Vec<Zone>,
}

const KEYS: [&str; 21] = [
    "spot",
    "volatility",
    "horizonDays",
    "shockSd",
    "method",
    "law",
    "drift",
    "paths",
    "seed",
    "steps",
    "halfLifeS",
    "jumps",
    "down",
    "up",
    "depthFactor",
    "passthrough",
    "deleveraging",
    "mapScale",
    "xMax",
    "criticalFraction",
    "zones",
];

impl Read for SimulationRequest {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&KEYS);
        let read = Self {
            spot: fields.number("spot"),
            volatility: fields.optional_within("volatility", 1e-6, 100.0),
            horizon_days: fields.optional_within("horizonDays", 1e-6, 36_500.0),
            shock_sd: fields.optional_number("shockSd"),
            method: word(&mut fields, "method", &Method::ALL, Method::as_str),
            law: word(&mut fields, "law", &Law::ALL, Law::as_str),
            drift: word(&mut fields, "drift", &Drift::ALL, Drift::as_str),
            paths: fields.optional_count("paths", u32::MAX),
            seed: fields.optional("seed").and_then(|node| fields.take(seed(node))),
            steps: fields.optional_count("steps", u32::MAX),
            half_life_s: fields.optional_number("halfLifeS"),
            jumps: fields.optional_of("jumps"),
            down: fields.optional_of("down"),
            up: fields.optional_of("up"),
            depth_factor: fields.optional("depthFactor").and_then(|node| fields.take(effective_depth(node))),
            passthrough: range(&mut fields, "passthrough"),
            deleveraging: range(&mut fields, "deleveraging"),
            map_scale: range(&mut fields, "mapScale"),
            x_max: fields.optional_number("xMax"),
            critical_fraction: fields.optional_number("criticalFraction"),
            zones: if fields.has(&["zones"])[0] { fields.list_of("zones") } else { Vec::new() },
        };
        fields.finish(read)
    }
}

fn word<T: Copy, const N: usize>(
    fields: &mut Fields,
    key: &str,
    all: &[T; N],
    name: impl Fn(T) -> &'static str,
) -> Option<T> {
    let found = fields.optional(key)?.word(&all.map(name));
    fields.take(found).map(|index| all[index])
}

/// A whole number, or its digits as text beyond what a number holds exactly.
fn seed(node: Node) -> Result<u64> {
    let allowed = "a whole number of 0 or more, as text beyond 4294967295";
    match node.value() {
        Value::Text(digits) => digits.parse().map_err(|_| node.refused(allowed)),
        Value::Number(_) => node.count(LARGEST_WHOLE).map(u64::from),
        _ => Err(node.refused(allowed)),
    }
}

/// A number, or a pair of the least and the greatest.
fn range(fields: &mut Fields, key: &str) -> Option<(f64, f64)> {
    let node = fields.optional(key)?;
    let read = match node.value() {
        Value::Number(_) => node.number().map(|number| (number, number)),
        Value::Numbers(numbers) if numbers.len() == 2 => Ok((numbers[0], numbers[1])),
        _ => Err(node.refused("a number, or the least and the greatest")),
    };
    fields.take(read)
}

/// A certain factor, or a log-normal one.
fn effective_depth(node: Node) -> Result<EffectiveDepth> {
    if matches!(node.value(), Value::Number(_)) {
        return node.number().map(|median| EffectiveDepth { median, log_sd: 0.0, within: (median, median) });
    }
    let mut fields = node.fields_of_either_case(&["median", "logSd", "low", "high"]);
    let measured = EffectiveDepth::MEASURED;
    let median = fields.optional_number("median").unwrap_or(measured.median);
    let log_sd = fields.optional_number("logSd").unwrap_or(measured.log_sd);
    let low = fields.optional_number("low").unwrap_or(measured.within.0);
    let high = fields.optional_number("high").unwrap_or(measured.within.1);
    fields.finish(EffectiveDepth { median, log_sd, within: (low, high) })
}

impl Read for Jumps {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["perDay", "sd"]);
        let read = Self { per_day: fields.number("perDay"), sd: fields.number("sd") };
        fields.finish(read)
    }
}

impl Read for Zone {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields(&["name", "low", "high"]);
        let read = Self { name: fields.text_or_empty("name"), low: fields.number("low"), high: fields.number("high") };
        fields.finish(read)
    }
}

impl Read for MapRequest {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&Self::KEYS);
        let read = Self::taken_from(&mut fields);
        fields.finish(read)
    }
}

impl SimulationRequest {
    /// The simulation with every number in range.
    ///
    /// # Errors
    /// Names the field: what [`Simulation::checked`] and the maps refuse, [`Code::AttributeInvalid`] for what does not go
    /// with the method, [`Code::DataEmpty`] without a side.
    pub fn check(&self) -> Result<Simulation> {
        let spot = number_within("spot", self.spot, 1e-12, 1e12)?;
        let x_max = number_within("xMax", self.x_max.unwrap_or(1.0), f64::MIN_POSITIVE, 1e6)?;
        let method = self.method.unwrap_or_default();
        self.check_words(method)?;
        let side = |request: &Option<MapRequest>, direction: Direction| {
            let read = |request: &MapRequest| market(request, direction, spot, x_max);
            request.as_ref().map(read).transpose().map_err(|error| error.within(direction.as_str()))
        };
        let sides = [side(&self.down, Direction::Down)?, side(&self.up, Direction::Up)?];
        if sides.iter().all(Option::is_none) {
            return Err(fault!(Code::DataEmpty, "down", "neither side", "down or up, or both"));
        }
        let one = FlowRanges::ONE;
        let horizon_days = self.horizon_days.unwrap_or(1.0);
        Simulation {
            method,
            law: self.law.unwrap_or(if method == Method::Terminal { Law::StudentT4 } else { Law::Normal }),
            drift: self.drift.unwrap_or_default(),
            paths: self.paths.unwrap_or(DEFAULT_PATHS),
            seed: self.seed.unwrap_or(DEFAULT_SEED),
            steps: self.steps.unwrap_or(DEFAULT_STEPS),
            half_life_s: self.half_life_s.unwrap_or(DEFAULT_HALF_LIFE_S),
            jumps: self.jumps,
            depth_factor: self.depth_factor.unwrap_or(EffectiveDepth::MEASURED),
            flow: FlowRanges {
                passthrough: self.passthrough.unwrap_or(one.passthrough),
                deleveraging: self.deleveraging.unwrap_or(one.deleveraging),
                map_scale: self.map_scale.unwrap_or(one.map_scale),
            },
            x_max,
            critical_fraction: self.critical_fraction.unwrap_or(DEFAULT_CRITICAL_FRACTION),
            zones: self.zones.clone(),
            sd: self.sd(horizon_days)?,
            ..Simulation::new(spot, 1.0, horizon_days, sides)
        }
        .checked()
    }

    fn sd(&self, horizon_days: f64) -> Result<f64> {
        match (self.volatility, self.shock_sd) {
            (Some(volatility), None) => Ok(volatility * (horizon_days / 365.0).sqrt()),
            (None, Some(sd)) => Ok(sd),
            (None, None) => Err(fault!(Code::AttributeInvalid, "volatility", "nothing", "given, or shockSd")),
            _ => Err(fault!(Code::AttributeInvalid, "shockSd", "given", "left out with volatility")),
        }
    }

    /// Words that would change nothing are refused.
    fn check_words(&self, method: Method) -> Result<()> {
        let given = |field: &'static str, is_given: bool, allowed: &'static str| {
            if is_given { Err(fault!(Code::AttributeInvalid, field, "given", allowed)) } else { Ok(()) }
        };
        if method != Method::Path {
            given("drift", self.drift.is_some(), "left out without paths")?;
            given("steps", self.steps.is_some(), "left out without paths")?;
            given("halfLifeS", self.half_life_s.is_some(), "left out without paths")?;
            given("jumps", self.jumps.is_some(), "left out without paths")?;
        }
        if method == Method::Quadrature {
            given("paths", self.paths.is_some(), "left out with midpoints")?;
            given("seed", self.seed.is_some(), "left out with midpoints")?;
        }
        given("law", method != Method::Terminal && self.law == Some(Law::StudentT4), "normal but for one gap")
    }
}

fn market(request: &MapRequest, direction: Direction, spot: f64, x_max: f64) -> Result<SideMarket> {
    let blocks = request.checked_blocks(direction, spot, 1.0, x_max)?;
    let (book, resting) = (request.checked_book(direction, spot, 1.0)?.curve, request.checked_resting()?);
    let mut whole = book.clone();
    for orders in &resting {
        whole = whole.and(orders)?;
    }
    Ok(SideMarket { blocks, book, resting })
}

/// One random number, by its address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DrawRequest {
    /// Seed.
    pub seed: u64,
    /// Draw.
    pub path: u32,
    /// Dimension, 0 to 7.
    pub dimension: u32,
}

impl Read for DrawRequest {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields(&["seed", "path", "dimension"]);
        let seed = fields.required("seed").and_then(|node| fields.take(seed(node))).unwrap_or(0);
        let mut whole = |key: &str, most: u32| {
            let count = fields.required(key).map(|node| node.count(most));
            count.and_then(|count| fields.take(count)).unwrap_or(0)
        };
        let (path, dimension) = (whole("path", u32::MAX), whole("dimension", 7));
        fields.finish(Self { seed, path, dimension })
    }
}

impl DrawRequest {
    /// The number.
    #[must_use]
    pub fn draw(self) -> NormalDraw {
        draw(self.seed, u64::from(self.path), u64::from(self.dimension))
    }
}

impl From<NormalDraw> for Value {
    fn from(draw: NormalDraw) -> Self {
        Self::object().with("u64", draw.bits.to_string()).with("uniform", draw.uniform).with("normal", draw.normal)
    }
}
