//! Conditions on series: met, not met, or no data.
//!
//! A comparison must hold for **all** of the last n observations; `between` includes its bounds; `rising` and `falling`
//! compare the last of n ≥ 2 with the first. Fewer than n observations, a missing one among them, and a series that is
//! not known are no data, which is never taken for not met.

use super::Signal;
use super::known::{Range, series_of};
use super::state::{State, with_counts};
use crate::error::{Code, Result, fault, told};
use crate::lists::Listed;
use crate::value::{Fields, Node, Read, Value};

/// Any level that a series may have.
const LEVEL: Range = (-1e18, 1e18);
const LONGEST_WINDOW: u32 = 100_000;

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Condition {
    /// Above the level.
    Above(f64),
    /// At the level or above.
    AtLeast(f64),
    /// Below the level.
    Below(f64),
    /// At the level or below.
    AtMost(f64),
    /// Within the bounds, both included.
    Between(f64, f64),
    /// The last above the first.
    Rising,
    /// The last below the first.
    Falling,
}

/// The words of the conditions.
const WORDS: [&str; 7] = [">", ">=", "<", "<=", "between", "rising", "falling"];

impl Condition {
    /// The word: `>`, `>=`, `<`, `<=`, `between`, `rising` or `falling`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Above(_) => WORDS[0],
            Self::AtLeast(_) => WORDS[1],
            Self::Below(_) => WORDS[2],
            Self::AtMost(_) => WORDS[3],
            Self::Between(..) => WORDS[4],
            Self::Rising => WORDS[5],
            Self::Falling => WORDS[6],
        }
    }

    /// The level, or the two bounds; none for `rising` and `falling`.
    #[must_use]
    pub fn levels(self) -> Vec<f64> {
        match self {
            Self::Above(level) | Self::AtLeast(level) | Self::Below(level) | Self::AtMost(level) => vec![level],
            Self::Between(low, high) => vec![low, high],
            Self::Rising | Self::Falling => Vec::new(),
        }
    }

    /// The level, or the two bounds; nothing for `rising` and `falling`.
    fn value(self) -> Value {
        match self {
            Self::Above(level) | Self::AtLeast(level) | Self::Below(level) | Self::AtMost(level) => level.into(),
            Self::Between(low, high) => Value::Numbers(vec![low, high]),
            Self::Rising | Self::Falling => Value::Null,
        }
    }

    /// Whether it holds for the observations of a window; nothing where one observation is too few to tell.
    #[must_use]
    pub fn holds(self, window: &[f64]) -> Option<bool> {
        let all = |holds: &dyn Fn(f64) -> bool| Some(window.iter().all(|value| holds(*value)));
        let ends = || (window.len() >= 2).then(|| window.first().zip(window.last())).flatten();
        match self {
            Self::Above(level) => all(&|value| value > level),
            Self::AtLeast(level) => all(&|value| value >= level),
            Self::Below(level) => all(&|value| value < level),
            Self::AtMost(level) => all(&|value| value <= level),
            Self::Between(low, high) => all(&|value| low <= value && value <= high),
            Self::Rising => ends().map(|(first, last)| last > first),
            Self::Falling => ends().map(|(first, last)| last < first),
        }
    }
}

/// A condition on one series.
#[derive(Clone, Debug, PartialEq)]
pub struct Trigger {
    /// Name of the series.
    pub signal: String,
    /// What must hold.
    pub condition: Condition,
    /// Over how many of the last observations; 1.
    pub window: usize,
}

/// A series by name, oldest first; nothing where it is not known at all.
pub type NamedSeries = (String, Option<Vec<Option<f64>>>);

impl Trigger {
    /// The state of the trigger, given all series.
    #[must_use]
    pub fn state(&self, series: &[NamedSeries]) -> State {
        State::of(self.observed(series).and_then(|window| self.condition.holds(&window)))
    }

    /// The last observations of the window; nothing where one is missing.
    fn observed(&self, series: &[NamedSeries]) -> Option<Vec<f64>> {
        let (_, values) = series.iter().find(|(name, _)| *name == self.signal)?;
        let values = values.as_ref()?;
        let from = values.len().checked_sub(self.window)?;
        values[from..].iter().copied().collect()
    }

    /// The last observation, whatever the window.
    fn last(&self, series: &[NamedSeries]) -> Option<f64> {
        let (_, values) = series.iter().find(|(name, _)| *name == self.signal)?;
        values.as_ref()?.last().copied().flatten()
    }

    /// The trigger with its state, as plain data.
    pub(super) fn told(&self, series: &[NamedSeries]) -> Value {
        Value::object()
            .with("signal", &self.signal)
            .with("op", self.condition.as_str())
            .with("value", self.condition.value())
            .with("window", self.window)
            .with("last", self.last(series))
            .with("state", &self.state(series))
    }
}

impl Read for Trigger {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["signal", "op", "value", "window"]);
        let signal = fields.text("signal");
        let condition = condition(&mut fields);
        let window = fields.optional_count("window", LONGEST_WINDOW).unwrap_or(1) as usize;
        if window == 0 {
            fields.blame(fault!(Code::DataRange, fields.path_to("window"), 0, "a whole number of 1 or more"));
        }
        fields.finish(Self { signal, condition, window })
    }
}

fn condition(fields: &mut Fields) -> Condition {
    let word = fields.word("op", &WORDS);
    let compared = [Condition::Above, Condition::AtLeast, Condition::Below, Condition::AtMost];
    match (compared.get(word), WORDS[word]) {
        (Some(condition), _) => condition(level(fields)),
        (None, "between") => between(fields),
        (None, direction) => {
            if fields.has(&["value"]) == [true] {
                let allowed = told!("left out with {direction}");
                fields.blame(fault!(Code::AttributeInvalid, fields.path_to("value"), "given", allowed));
            }
            if direction == "rising" { Condition::Rising } else { Condition::Falling }
        }
    }
}

fn level(fields: &mut Fields) -> f64 {
    fields.number_within("value", LEVEL.0, LEVEL.1)
}

fn between(fields: &mut Fields) -> Condition {
    let bounds = fields.column("value");
    match bounds[..] {
        [low, high] if low <= high => return Condition::Between(low, high),
        _ => {
            let found = told!("{} numbers", bounds.len());
            let allowed = "two numbers, the lower one first";
            fields.blame(fault!(Code::AttributeInvalid, fields.path_to("value"), found, allowed));
        }
    }
    Condition::Between(0.0, 0.0)
}

/// The series under the key `signals`; a name may be `null` for a series that is not known.
pub(super) fn named_series(fields: &mut Fields) -> Vec<NamedSeries> {
    let Some(entries) = fields.required("signals").map(Node::entries) else { return Vec::new() };
    let mut named = Vec::new();
    for (name, node) in fields.take(entries).unwrap_or_default() {
        let values = if *node.value() == Value::Null { Ok(None) } else { series_of(node, LEVEL).map(Some) };
        let Some(values) = fields.take(values) else { break };
        named.push((name, values));
    }
    named
}

/// What is asked of a list of triggers.
#[derive(Clone, Debug, Default)]
pub struct Triggers {
    /// Series by name.
    pub signals: Vec<NamedSeries>,
    /// The triggers.
    pub triggers: Vec<Trigger>,
}

impl Read for Triggers {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["signals", "triggers"]);
        let read = Self { signals: named_series(&mut fields), triggers: fields.list_of("triggers") };
        fields.finish(read)
    }
}

impl Signal for Triggers {
    const KIND: &'static str = "triggers";

    fn answer(&self) -> Result<Value> {
        let states: Vec<State> = self.triggers.iter().map(|trigger| trigger.state(&self.signals)).listed();
        Ok(with_counts(Value::object().with("states", Value::list(&states)), &states))
    }
}
