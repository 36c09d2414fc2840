//! Depth through points: cumulative, straight between them, walls where two points share a distance.

use super::{LARGEST_CAPACITY, Tail};
use crate::digits::Plain;
use crate::engine::order::sort_numbers;
use crate::error::{Code, Error, Result, fault, number_within, told};
use crate::lists::Listed;

/// Furthest distance of a point.
const FURTHEST: f64 = 1e6;

/// Cumulative depth through points, straight between them.
#[derive(Clone, Debug, PartialEq)]
pub struct Piecewise {
    distance: Vec<f64>,
    capacity: Vec<f64>,
    /// Slope beyond the last point; 0 where the book stops.
    tail: f64,
}

impl Piecewise {
    /// A curve through `points` of distance and cumulative capacity; `(0, 0)` is put before them unless they begin at 0.
    ///
    /// # Errors
    /// [`Code::DataRange`] for a number that is negative or not finite, [`Code::DataUnordered`] where distance or capacity
    /// falls.
    pub fn new(points: &[(f64, f64)], tail: Tail) -> Result<Self> {
        let starts_at_zero = points.first().is_some_and(|first| first.0 == 0.0);
        let mut curve = Self { distance: Vec::new(), capacity: Vec::new(), tail: 0.0 };
        if !starts_at_zero {
            curve.push(0.0, 0.0);
        }
        for (index, point) in points.iter().enumerate() {
            curve.check_next(*point).map_err(|error| error.within(&told!("points[{index}]")))?;
            curve.push(point.0, point.1);
        }
        if let (Tail::Extend, [.., d0, d1], [.., c0, c1]) = (tail, curve.distance.as_slice(), curve.capacity.as_slice())
            && d1 > d0
        {
            let slope = (c1 - c0) / (d1 - d0);
            // Two points closer than any price could be are a wall, not a slope.
            curve.tail = if slope.is_finite() { slope } else { 0.0 };
        }
        Ok(curve)
    }

    /// From the origin with one slope and no end.
    pub(super) fn straight(slope: f64) -> Self {
        Self { distance: vec![0.0], capacity: vec![0.0], tail: slope }
    }

    /// The same shape with every capacity times `factor`.
    pub(super) fn scaled(&self, factor: f64) -> Self {
        let capacity = self.capacity.iter().map(|capacity| capacity * factor).listed();
        Self { distance: self.distance.clone(), capacity, tail: self.tail * factor }
    }

    /// A curve of what [`parts`](Self::parts) gave: as many distances as capacities.
    pub(in crate::engine) fn of_parts(distance: Vec<f64>, capacity: Vec<f64>, tail: f64) -> Self {
        Self { distance, capacity, tail }
    }

    /// Distances, the capacity at each, and the slope beyond the last.
    pub(in crate::engine) fn parts(&self) -> (&[f64], &[f64], f64) {
        (&self.distance, &self.capacity, self.tail)
    }

    /// Furthest distance that was given; beyond it stands the tail.
    #[must_use]
    pub fn reach(&self) -> f64 {
        self.last().0
    }

    fn check_next(&self, (distance, capacity): (f64, f64)) -> Result<()> {
        number_within("[0]", distance, 0.0, FURTHEST)?;
        number_within("[1]", capacity, 0.0, LARGEST_CAPACITY)?;
        match (self.distance.last(), self.capacity.last()) {
            (Some(before), _) if distance < *before => Err(falls("[0]", distance, *before)),
            (_, Some(below)) if capacity < *below => Err(falls("[1]", capacity, *below)),
            _ => Ok(()),
        }
    }

    fn push(&mut self, distance: f64, capacity: f64) {
        self.distance.push(distance);
        self.capacity.push(capacity);
    }

    fn last(&self) -> (f64, f64) {
        (self.distance.last().copied().unwrap_or(0.0), self.capacity.last().copied().unwrap_or(0.0))
    }

    pub(super) fn at(&self, y: f64) -> f64 {
        if y < 0.0 {
            return 0.0;
        }
        let after = self.distance.partition_point(|distance| *distance <= y);
        if after == self.distance.len() {
            let (distance, capacity) = self.last();
            return capacity + self.tail * (y - distance);
        }
        between((self.distance[after - 1], self.capacity[after - 1]), (self.distance[after], self.capacity[after]), y)
    }

    /// Limit from the left: without the wall that stands at `y` itself.
    fn just_before(&self, y: f64) -> f64 {
        let at = self.distance.partition_point(|distance| *distance < y);
        match at {
            0 => 0.0,
            end if end == self.distance.len() => self.at(y),
            at => between((self.distance[at - 1], self.capacity[at - 1]), (self.distance[at], self.capacity[at]), y),
        }
    }

    pub(super) fn inverse(&self, flow: f64) -> Option<f64> {
        self.inverse_from(self.capacity.partition_point(|capacity| *capacity < flow), flow)
    }

    /// `D⁻¹(flow)` where the first `below` capacities are less than `flow` and the next one is not.
    fn inverse_from(&self, below: usize, flow: f64) -> Option<f64> {
        if below == 0 {
            return Some(0.0);
        }
        if below == self.capacity.len() {
            let (distance, capacity) = self.last();
            return (self.tail > 0.0).then(|| distance + (flow - capacity) / self.tail);
        }
        let (y0, c0) = (self.distance[below - 1], self.capacity[below - 1]);
        let (y1, c1) = (self.distance[below], self.capacity[below]);
        Some(y0 + (y1 - y0) * (flow - c0) / (c1 - c0))
    }

    /// `D⁻¹(flow)` for flows that never fall: `below` counts on from the last one.
    pub(super) fn next_inverse(&self, below: &mut usize, flow: f64) -> Option<f64> {
        while self.capacity.get(*below).is_some_and(|capacity| *capacity < flow) {
            *below += 1;
        }
        self.inverse_from(*below, flow)
    }

    /// `inf { y : D(y) ≥ flow + gamma·(gap + y) }` for flows that never fall: no piece before `piece` holds a smaller one,
    /// so none holds this one.
    pub(super) fn next_crossing(&self, piece: &mut usize, gap: f64, flow: f64, gamma: f64) -> Option<f64> {
        let count = self.distance.len();
        while *piece < count {
            if let Some(y) = self.crossing_within(*piece, gap, flow, gamma) {
                return Some(y);
            }
            *piece += 1;
        }
        None
    }

    fn crossing_within(&self, piece: usize, gap: f64, flow: f64, gamma: f64) -> Option<f64> {
        let (y0, c0) = (self.distance[piece], self.capacity[piece]);
        let next = self.distance.get(piece + 1).map(|y1| (*y1, self.capacity[piece + 1]));
        if next.is_some_and(|(y1, _)| y1 == y0) {
            // A wall is examined at its upper end.
            return None;
        }
        let need = flow + gamma * (gap + y0);
        if c0 >= need {
            return Some(y0);
        }
        let slope = next.map_or(self.tail, |(y1, c1)| (c1 - c0) / (y1 - y0));
        if slope <= gamma {
            return None;
        }
        let y = y0 + (need - c0) / (slope - gamma);
        next.is_none_or(|(y1, _)| y <= y1).then_some(y)
    }

    /// Both capacities together.
    pub(super) fn with(&self, other: &Self) -> Self {
        let mut distances = self.distance.iter().chain(&other.distance).copied().listed();
        sort_numbers(&mut distances);
        distances.dedup();
        let mut sum = Self { distance: Vec::new(), capacity: Vec::new(), tail: self.tail + other.tail };
        for y in distances {
            let (before, at) = (self.just_before(y) + other.just_before(y), self.at(y) + other.at(y));
            // The interpolated sums of a flat piece may round to less than its near end.
            let (before, at) = (before.max(sum.last().1), at.max(sum.last().1));
            if y > 0.0 && before != at {
                sum.push(y, before);
            }
            sum.push(y, at);
        }
        sum
    }
}

fn between((y0, c0): (f64, f64), (y1, c1): (f64, f64), y: f64) -> f64 {
    if y1 == y0 { c0 } else { c0 + (c1 - c0) * (y - y0) / (y1 - y0) }
}

fn falls(field: &'static str, value: f64, before: f64) -> Error {
    fault!(Code::DataUnordered, field, value, told!("at least the one before it, {}", Plain(before)))
}
