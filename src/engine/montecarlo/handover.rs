//! A simulation and its answer as plain numbers: who shows the odds and who draws them may share no memory.
//!
//! Both begin with the number of the question, by which an answer that comes too late is known. The fields follow in the
//! order in which they are declared here. A seed goes as two halves, since a number holds 53 bits. What may be absent has a 1
//! before it, or is a 0; lists begin with their length. Names of zones stay with who asks.

use super::{
    Drift, EffectiveDepth, FirstPassage, FlowRanges, Jumps, Law, Method, Odds, Share, SideMarket, Simulation,
    SimulationAnswer, Zone, ZoneOdds,
};
use crate::engine::cascade::{Block, Blocks, Direction};
use crate::engine::depth::{DepthCurve, Piecewise};
use crate::lists::Listed;

/// A question on its way to who draws.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// Its number.
    pub number: u32,
    /// What to draw.
    pub simulation: Simulation,
}

impl Asked {
    /// As numbers.
    #[must_use]
    pub fn numbers(number: u32, simulation: &Simulation) -> Vec<f64> {
        let mut numbers = Vec::new();
        number.hand(&mut numbers);
        simulation.hand(&mut numbers);
        numbers
    }

    /// The question in `numbers`, its zones without names and nothing checked; `None` for other numbers.
    #[must_use]
    pub fn of(numbers: &[f64]) -> Option<Self> {
        let mut from = Numbers::new(numbers);
        let asked = Self { number: u32::receive(&mut from), simulation: Simulation::receive(&mut from) };
        from.are_used_up().then_some(asked)
    }
}

/// What came of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answered;

impl Answered {
    /// As numbers; `None` for a simulation that cannot be run.
    #[must_use]
    pub fn numbers(number: u32, answer: Option<&SimulationAnswer>) -> Vec<f64> {
        let mut numbers = vec![f64::from(number), f64::from(u8::from(answer.is_some()))];
        if let Some(answer) = answer {
            answer.hand(&mut numbers);
        }
        numbers
    }

    /// Whether `numbers` answer the question `number`.
    #[must_use]
    pub fn is_to(number: u32, numbers: &[f64]) -> bool {
        numbers.first() == Some(&f64::from(number))
    }

    /// The answer in `numbers` to the question that was to run `simulation`; `None` where it cannot be run.
    #[must_use]
    pub fn of(numbers: &[f64], simulation: Simulation) -> Option<SimulationAnswer> {
        let mut from = Numbers::new(numbers.get(2..)?);
        let answer = SimulationAnswer::receive(&mut from, simulation);
        from.are_used_up().then_some(answer)
    }
}

/// Numbers that are read one after the other.
pub(crate) struct Numbers<'a> {
    rest: &'a [f64],
    /// Whether all that was read could be there.
    are_whole: bool,
}

impl<'a> Numbers<'a> {
    pub(crate) const fn new(numbers: &'a [f64]) -> Self {
        Self { rest: numbers, are_whole: true }
    }

    /// The next one; 0 after the last.
    fn next(&mut self) -> f64 {
        if let Some((first, others)) = self.rest.split_first() {
            self.rest = others;
            return *first;
        }
        self.are_whole = false;
        0.0
    }

    /// Whether they were those that were wanted, and no more.
    pub(crate) const fn are_used_up(&self) -> bool {
        self.are_whole && self.rest.is_empty()
    }
}

/// What becomes numbers and comes back from them.
pub(crate) trait Handed {
    /// Puts its numbers at the end.
    fn hand(&self, numbers: &mut Vec<f64>);

    /// What the next numbers are.
    fn receive(from: &mut Numbers<'_>) -> Self;
}

impl Handed for f64 {
    fn hand(&self, numbers: &mut Vec<f64>) {
        numbers.push(*self);
    }

    fn receive(from: &mut Numbers<'_>) -> Self {
        from.next()
    }
}

impl Handed for u32 {
    fn hand(&self, numbers: &mut Vec<f64>) {
        numbers.push(f64::from(*self));
    }

    fn receive(from: &mut Numbers<'_>) -> Self {
        from.next() as Self
    }
}

impl Handed for u64 {
    fn hand(&self, numbers: &mut Vec<f64>) {
        ((*self >> 32) as u32).hand(numbers);
        (*self as u32).hand(numbers);
    }

    fn receive(from: &mut Numbers<'_>) -> Self {
        Self::from(u32::receive(from)) << 32 | Self::from(u32::receive(from))
    }
}

/// Names stay where they are.
impl Handed for String {
    fn hand(&self, _numbers: &mut Vec<f64>) {}

    fn receive(_from: &mut Numbers<'_>) -> Self {
        Self::new()
    }
}

impl<T: Handed> Handed for Option<T> {
    fn hand(&self, numbers: &mut Vec<f64>) {
        numbers.push(if self.is_some() { 1.0 } else { 0.0 });
        if let Some(value) = self {
            value.hand(numbers);
        }
    }

    fn receive(from: &mut Numbers<'_>) -> Self {
        (from.next() != 0.0).then(|| T::receive(from))
    }
}

fn hand_list<T: Handed>(list: &[T], numbers: &mut Vec<f64>) {
    numbers.push(list.len() as f64);
    for value in list {
        value.hand(numbers);
    }
}

impl<T: Handed> Handed for Vec<T> {
    fn hand(&self, numbers: &mut Vec<f64>) {
        hand_list(self, numbers);
    }

    fn receive(from: &mut Numbers<'_>) -> Self {
        let mut list = Self::new();
        for _ in 0..from.next() as usize {
            if !from.are_whole {
                break;
            }
            list.push(T::receive(from));
        }
        list
    }
}

impl<A: Handed, B: Handed> Handed for (A, B) {
    fn hand(&self, numbers: &mut Vec<f64>) {
        self.0.hand(numbers);
        self.1.hand(numbers);
    }

    fn receive(from: &mut Numbers<'_>) -> Self {
        (A::receive(from), B::receive(from))
    }
}

impl<T: Handed, const N: usize> Handed for [T; N] {
    fn hand(&self, numbers: &mut Vec<f64>) {
        for value in self {
            value.hand(numbers);
        }
    }

    fn receive(from: &mut Numbers<'_>) -> Self {
        std::array::from_fn(|_| T::receive(from))
    }
}

/// A struct by its fields.
macro_rules! handed_by_field {
    ($($name:ty { $($field:ident),* })*) => {
        $(impl Handed for $name {
            fn hand(&self, numbers: &mut Vec<f64>) {
                $(self.$field.hand(numbers);)*
            }

            fn receive(from: &mut Numbers<'_>) -> Self {
                Self { $($field: Handed::receive(from)),* }
            }
        })*
    };
}

/// One of a few words by its place among all of them.
macro_rules! handed_by_place {
    ($($name:ty, $all:ident)*) => {
        $(impl Handed for $name {
            fn hand(&self, numbers: &mut Vec<f64>) {
                numbers.push(f64::from(*self as u8));
            }

            fn receive(from: &mut Numbers<'_>) -> Self {
                let place = from.next() as usize;
                from.are_whole &= place < Self::$all.len();
                Self::$all[place.min(Self::$all.len() - 1)]
            }
        })*
    };
}

handed_by_field! {
    Simulation {
        spot, sd, horizon_days, method, law, drift, paths, seed, steps, half_life_s, jumps, sides, depth_factor, flow, x_max,
        critical_fraction, zones
    }
    SideMarket { blocks, book, resting }
    Block { distance, notional }
    Jumps { per_day, sd }
    EffectiveDepth { median, log_sd, within }
    FlowRanges { passthrough, deleveraging, map_scale }
    Zone { name, low, high }
    ZoneOdds { name, direction, edge, odds, brownian, first }
    Odds { with_map, empty }
    Share { probability, standard_error }
    FirstPassage { with_map, empty, brownian }
}

handed_by_place! { Method, ALL Law, ALL Drift, ALL Direction, BOTH }

impl Handed for Blocks {
    fn hand(&self, numbers: &mut Vec<f64>) {
        hand_list(self.as_slice(), numbers);
        self.beyond().hand(numbers);
    }

    fn receive(from: &mut Numbers<'_>) -> Self {
        Self::of_sorted(Handed::receive(from), from.next())
    }
}

impl Handed for Piecewise {
    fn hand(&self, numbers: &mut Vec<f64>) {
        let (distance, capacity, tail) = self.parts();
        numbers.push(tail);
        hand_list(distance, numbers);
        numbers.extend(capacity);
    }

    fn receive(from: &mut Numbers<'_>) -> Self {
        let (tail, distance) = (from.next(), Vec::receive(from));
        let capacity = distance.iter().map(|_| from.next()).listed();
        Self::of_parts(distance, capacity, tail)
    }
}

impl Handed for DepthCurve {
    fn hand(&self, numbers: &mut Vec<f64>) {
        match self {
            Self::Piecewise(curve) => {
                numbers.push(0.0);
                curve.hand(numbers);
            }
            Self::Power { capacity, exponent } => numbers.extend([1.0, *capacity, *exponent]),
        }
    }

    fn receive(from: &mut Numbers<'_>) -> Self {
        if from.next() == 0.0 {
            return Self::Piecewise(Handed::receive(from));
        }
        Self::Power { capacity: from.next(), exponent: from.next() }
    }
}

impl SimulationAnswer {
    /// Puts its numbers at the end.
    pub(crate) fn hand(&self, numbers: &mut Vec<f64>) {
        numbers.push(self.draws as f64);
        self.zones.hand(numbers);
        self.first_passage.hand(numbers);
        self.fan.hand(numbers);
        [self.last, self.last_empty].hand(numbers);
        [self.avalanche, self.not_absorbed].hand(numbers);
    }

    /// Its numbers, with the names of the zones that were asked about.
    pub(crate) fn receive(from: &mut Numbers<'_>, simulation: Simulation) -> Self {
        let draws = from.next() as usize;
        let mut zones: Vec<ZoneOdds> = Handed::receive(from);
        for (found, asked) in zones.iter_mut().zip(&simulation.zones) {
            found.name.clone_from(&asked.name);
        }
        Self {
            simulation,
            draws,
            zones,
            first_passage: Handed::receive(from),
            fan: Handed::receive(from),
            last: Handed::receive(from),
            last_empty: Handed::receive(from),
            avalanche: Handed::receive(from),
            not_absorbed: Handed::receive(from),
        }
    }
}
