//! An author's scenarios: zones with their triggers, evaluated against one map and one set of series.
//!
//! The counts of met, not met and no data are shown; no probability is made of them.

use super::Signal;
use super::known::{PRICE, contradiction, known};
use super::scenario::{MassMap, Zone, blocks};
use super::state::{State, with_counts};
use super::trigger::{NamedSeries, Trigger, named_series};
use crate::error::Result;
use crate::lists::Listed;
use crate::value::{Node, Read, Value};

/// One scenario.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// What the author calls it, for instance `A`.
    pub label: String,
    /// Where price would go.
    pub zone: Zone,
    /// What would speak for it.
    pub triggers: Vec<Trigger>,
}

impl Read for Scenario {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["label", "low", "high", "triggers"]);
        let (label, zone) = (fields.optional_text("label").unwrap_or_default(), Zone::of(&mut fields));
        let [given] = fields.has(&["triggers"]);
        let triggers = if given { fields.list_of("triggers") } else { Vec::new() };
        fields.finish(Self { label, zone, triggers })
    }
}

/// What is asked of several scenarios.
#[derive(Clone, Debug)]
pub struct Scenarios {
    /// The spot.
    pub spot: Option<f64>,
    /// The scenarios, in the author's order.
    pub zones: Vec<Scenario>,
    /// Series by name.
    pub signals: Vec<NamedSeries>,
    /// Where the mass lies; no data when left out.
    pub map: Option<MassMap>,
}

impl Read for Scenarios {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["spot", "zones", "signals", "clusters", "map"]);
        let map = match fields.has(&["clusters", "map"]) {
            [true, false] => Some(blocks(&mut fields)),
            [false, true] => fields.optional_of("map"),
            [false, false] => None,
            [true, true] => {
                fields.blame(contradiction(&fields, "map", "given", "left out where clusters are given"));
                None
            }
        };
        let [signals] = fields.has(&["signals"]);
        let read = Self {
            spot: known(&mut fields, "spot", PRICE),
            zones: fields.list_of("zones"),
            signals: if signals { named_series(&mut fields) } else { Vec::new() },
            map,
        };
        fields.finish(read)
    }
}

impl Scenarios {
    fn told(&self, scenario: &Scenario) -> Value {
        let object = Value::object()
            .with("label", &scenario.label)
            .with("low", scenario.zone.low)
            .with("high", scenario.zone.high);
        let states: Vec<State> = scenario.triggers.iter().map(|trigger| trigger.state(&self.signals)).listed();
        let triggers = scenario.triggers.iter().map(|trigger| trigger.told(&self.signals)).listed();
        let object = scenario.zone.told(object, self.spot, self.map.as_ref()).with("triggers", Value::List(triggers));
        with_counts(object, &states)
    }
}

impl Signal for Scenarios {
    const KIND: &'static str = "scenarios";

    fn answer(&self) -> Result<Value> {
        let zones = self.zones.iter().map(|scenario| self.told(scenario)).listed();
        Ok(Value::object().with("spot", self.spot).with("zones", Value::List(zones)))
    }
}
