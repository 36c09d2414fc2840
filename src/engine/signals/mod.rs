//! Signals beside the maps: funding, basis, options, shares, tapes, flows, regimes, scenarios.
//!
//! Each is a description of positioning, not advice; funding, basis and crowding largely measure one fact. Rates are
//! fractions, percent is named so. **A number that is `null` is no data and gives `null`, never 0;** a key that is left
//! out is an error. Windows are (now − w, now]. Thresholds are an author's, with defaults, unless a source is named.
//!
//! A [`Signal`] is a request that answers; [`answer`] finds it by the name of its kind.

pub mod basis;
pub mod cme;
pub mod context;
pub mod etf;
pub mod flows;
pub mod funding;
pub mod gamma;
mod known;
pub mod observed;
pub mod of_snapshot;
pub mod options;
pub mod perp_share;
pub mod premium;
pub mod published;
pub mod rebase;
pub mod record;
pub mod regime;
pub mod returns;
pub mod scenario;
pub mod scenarios;
pub mod seasonality;
pub mod slow_fast;
pub mod state;
pub mod tape;
pub mod tape_report;
pub mod treadmill;
pub mod trigger;

use crate::engine::request::read_value;
use crate::error::{Code, Result, fault, one_of};
use crate::lists::Listed;
use crate::value::{Read, Value};

/// A question about market data that answers itself.
pub trait Signal: Read {
    /// Name of the kind, in `snake_case`.
    const KIND: &'static str;

    /// The answer as plain data with camelCase keys; what is not known is `null`.
    ///
    /// # Errors
    /// For requests that cannot be answered.
    fn answer(&self) -> Result<Value>;
}

/// What answers the requests of one kind.
type Answer = fn(Value) -> Result<Value>;

fn answered<S: Signal>(request: Value) -> Result<Value> {
    read_value::<S>(request)?.answer()
}

const fn entry<S: Signal>() -> (&'static str, Answer) {
    (S::KIND, answered::<S>)
}

/// Every kind with what answers it.
const KINDS: [(&str, Answer); 31] = [
    entry::<premium::PremiumIndex>(),
    entry::<premium::WeightedPremium>(),
    entry::<funding::FundingRate>(),
    entry::<funding::OiWeightedFunding>(),
    entry::<basis::Basis>(),
    entry::<basis::TermStructure>(),
    entry::<options::DeltaStrike>(),
    entry::<options::RiskReversal>(),
    entry::<gamma::DealerGamma>(),
    entry::<perp_share::PerpShare>(),
    entry::<tape::LiquidationTotals>(),
    entry::<record::LargestSince>(),
    entry::<etf::EtfUnits>(),
    entry::<etf::EtfStreak>(),
    entry::<etf::EtfSplit>(),
    entry::<slow_fast::SlowVsFast>(),
    entry::<cme::CmeCrosscheck>(),
    entry::<regime::Regime>(),
    entry::<treadmill::Treadmill>(),
    entry::<seasonality::Seasonality>(),
    entry::<returns::Drawdown>(),
    entry::<returns::ImpliedHigh>(),
    entry::<returns::Beta>(),
    entry::<rebase::Rebase>(),
    entry::<flows::LabelledFlow>(),
    entry::<flows::StablecoinReserves>(),
    entry::<context::ContextChange>(),
    entry::<scenario::ScenarioZone>(),
    entry::<trigger::Triggers>(),
    entry::<scenarios::Scenarios>(),
    entry::<tape_report::TapeReport>(),
];

/// Names of all kinds.
#[must_use]
pub fn kinds() -> Vec<&'static str> {
    KINDS.iter().map(|(kind, _)| *kind).listed()
}

/// Answers a request of a kind.
///
/// # Errors
/// [`Code::AttributeUnknown`] for a kind or a key that is not known, [`Code::AttributeInvalid`] and
/// [`Code::DataRange`] for a value that is not allowed, each with the path to it.
pub fn answer(kind: &str, request: Value) -> Result<Value> {
    match KINDS.iter().find(|(known, _)| *known == kind) {
        Some((_, answer)) => answer(request),
        None => Err(fault!(Code::AttributeUnknown, "kind", kind, one_of(kind, &kinds()))),
    }
}

/// Numbers of which some may be missing.
fn nullable(values: &[Option<f64>]) -> Value {
    Value::List(values.iter().map(|value| (*value).into()).listed())
}
