//! Everything a projection says, with prices, as a page reads it and as scripts get it.

use super::{Branching, Calibration, FundOutcome, Projection, Response, ResponseCurve, Round, Scenario, Step};
use crate::lists::Listed;
use crate::value::Value;

/// The outcome of a scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct CascadeAnswer {
    /// What was asked.
    pub scenario: Scenario,
    /// Displacements, rounds, ratios.
    pub projection: Projection,
    /// Where every other gap stops; `None` with hedge flow or a fund. With refilling it is the static answer, a bound.
    pub response: Option<Response>,
    /// The same as a line to draw.
    pub curve: Option<ResponseCurve>,
    /// The followers, at the gaps that the leader sets.
    pub followers: Vec<CascadeAnswer>,
}

impl CascadeAnswer {
    /// Projects `scenario` and its followers.
    #[must_use]
    pub fn of(mut scenario: Scenario) -> Self {
        let followers = std::mem::take(&mut scenario.followers);
        let answered = followers.iter().map(|one| Self::of(one.scenario.clone())).listed();
        scenario.followers = followers;
        let projection = scenario.cascade.project();
        let response = projection.steps.is_some().then(|| Response::new(&scenario.cascade));
        let curve = response.as_ref().map(|response| response.curve(scenario.cascade.blocks.sums()));
        Self { projection, response, curve, followers: answered, scenario }
    }

    /// Price at a displacement of `x`.
    #[must_use]
    pub fn price(&self, x: f64) -> f64 {
        self.scenario.direction.price(self.scenario.spot, x)
    }

    /// Where price comes to rest; the end of the data, not a floor, where the flow was not absorbed.
    #[must_use]
    pub fn final_price(&self) -> f64 {
        self.price(self.projection.x)
    }

    /// Where the volume branching lies among past events; `None` when nothing moved.
    #[must_use]
    pub fn calibration(&self) -> Option<Calibration> {
        self.projection.volume_branching.map(Calibration::of)
    }

    /// How much more of a gap would set off the critical avalanche; negative once past it.
    #[must_use]
    pub fn distance_to_critical(&self) -> Option<f64> {
        self.projection.critical().map(|step| step.threshold - self.scenario.cascade.gap)
    }

    /// Whether the outcome rests on depth beyond what was given.
    #[must_use]
    pub fn is_extrapolated(&self) -> bool {
        self.scenario.depth.is_extrapolated_at(self.projection.x - self.scenario.cascade.gap)
    }

    fn rounds(&self) -> Value {
        let round = |round: &Round| {
            Value::object()
                .with("liquidated", round.liquidated)
                .with("flow", round.flow)
                .with("displacement", round.x)
                .with("price", self.price(round.x))
                .with("blocksFired", round.fired)
        };
        Value::List(self.projection.rounds.iter().map(round).listed())
    }

    fn avalanches(&self) -> Value {
        let total = self.scenario.cascade.blocks.total();
        let step = |step: &Step| {
            Value::object()
                .with("shock", step.threshold)
                .with("price", self.price(step.threshold))
                .with("notional", step.notional)
                .with("share", (total > 0.0).then(|| step.notional / total))
                .with("from", step.span.0)
                .with("to", step.span.1)
                .with("blocks", step.blocks)
        };
        Value::List(self.projection.avalanches.iter().map(step).listed())
    }

    fn step_columns(&self, steps: &[Step]) -> Value {
        let column = |of: &dyn Fn(&Step) -> f64| steps.iter().map(of).collect::<Vec<f64>>();
        Value::object()
            .with("shock", column(&|step| step.threshold))
            .with("notional", column(&|step| step.notional))
            .with("from", column(&|step| step.span.0))
            .with("to", column(&|step| step.span.1))
            .with("blocks", column(&|step| step.blocks as f64))
    }

    fn blocks(&self) -> Value {
        let blocks = self.scenario.cascade.blocks.as_slice();
        let column = |of: &dyn Fn(&super::Block) -> f64| blocks.iter().map(of).collect::<Vec<f64>>();
        Value::object()
            .with("distance", column(&|block| block.distance))
            .with("price", column(&|block| self.price(block.distance)))
            .with("notional", column(&|block| block.notional))
            .with("threshold", self.response.as_ref().map(|response| response.thresholds.clone()))
    }

    fn curve(&self) -> Option<Value> {
        let curve = self.curve.as_ref()?;
        let prices = curve.prices(self.scenario.direction, self.scenario.spot);
        let object =
            Value::object().with("shock", curve.shock.as_slice()).with("displacement", curve.displacement.as_slice());
        Some(object.with("price", prices).with("liquidated", curve.liquidated.as_slice()))
    }

    /// The answers to the other gaps that were asked for, in their order.
    fn responses(&self) -> Option<Value> {
        let (response, shocks) = (self.response.as_ref()?, &self.scenario.shocks);
        let sums = self.scenario.cascade.blocks.sums();
        let stops = shocks.iter().map(|shock| response.at(*shock)).listed();
        let object = Value::object()
            .with("shock", shocks.as_slice())
            .with("displacement", stops.iter().map(|stop| stop.x).collect::<Vec<f64>>())
            .with("liquidated", stops.iter().map(|stop| sums[stop.fired]).collect::<Vec<f64>>())
            .with("absorbed", Value::List(stops.iter().map(|stop| Value::Bool(stop.absorbed)).listed()));
        (!shocks.is_empty()).then_some(object)
    }

    fn depth(&self) -> Value {
        let label = &self.scenario.depth;
        Value::object()
            .with("kind", label.kind.as_str())
            .with("source", label.source.clone())
            .with("timeMs", label.time_ms)
            .with("reach", label.reach)
            .with("extrapolated", self.is_extrapolated())
    }

    fn branching(&self) -> Value {
        Value::object()
            .with("atSpot", Value::from(self.projection.branching_at_spot))
            .with("atStop", self.projection.branching_at_stop.map(Value::from))
            .with("volume", self.projection.volume_branching)
            .with("calibration", self.calibration().map(Calibration::as_str))
    }

    fn followers(&self) -> Value {
        let pairs = self.scenario.followers.iter().zip(&self.followers);
        let follower = |(follower, answer): (&super::Follower, &Self)| {
            Value::object()
                .with("asset", follower.asset.clone())
                .with("beta", follower.beta)
                .with("feedback", follower.feedback)
                .with("cascade", Value::from(answer))
        };
        Value::List(pairs.map(follower).listed())
    }
}

impl From<Branching> for Value {
    fn from(branching: Branching) -> Self {
        match branching {
            Branching::Ratio(ratio) => Self::Number(ratio),
            Branching::Unbounded => Self::from("unbounded"),
            Branching::Undefined => Self::Null,
        }
    }
}

impl From<FundOutcome> for Value {
    fn from(fund: FundOutcome) -> Self {
        Self::object().with("shortfall", fund.shortfall).with("paid", fund.paid).with("offBook", fund.off_book)
    }
}

impl From<&CascadeAnswer> for Value {
    fn from(answer: &CascadeAnswer) -> Self {
        let (scenario, projection) = (&answer.scenario, &answer.projection);
        let critical = projection.critical();
        Self::object()
            .with("side", scenario.direction.as_str())
            .with("spot", scenario.spot)
            .with("shock", scenario.cascade.gap)
            .with("exogenousFlow", scenario.cascade.flow)
            .with("exogenousDisplacement", projection.x_exogenous)
            .with("exogenousPrice", answer.price(projection.x_exogenous))
            .with("displacement", projection.x)
            .with("finalPrice", answer.final_price())
            .with("amplification", projection.amplification)
            .with("absorbed", projection.absorbed)
            .with("residualNotional", projection.residual)
            .with("liquidatedNotional", projection.liquidated)
            .with("forcedFlow", projection.forced_flow)
            .with("blocksFired", projection.fired)
            .with("beyondRange", scenario.cascade.blocks.beyond())
            .with("rounds", answer.rounds())
            .with("branching", answer.branching())
            .with("criticalShock", critical.map(|step| step.threshold))
            .with("criticalNotional", critical.map(|step| step.notional))
            .with("distanceToCritical", answer.distance_to_critical())
            .with("criticalShocks", answer.avalanches())
            .with("steps", projection.steps.as_deref().map(|steps| answer.step_columns(steps)))
            .with("blocks", answer.blocks())
            .with("curve", answer.curve())
            .with("responses", answer.responses())
            .with("depth", answer.depth())
            .with("fund", projection.fund)
            .with("followers", answer.followers())
    }
}
