//! How much flow a book absorbs within a distance of the mid, and how far a flow therefore carries the price.
//!
//! Units: distances as fractions of the reference price, capacities in one currency. A curve `D(y)` is cumulative,
//! right-continuous and never falls; its inverse is `D⁻¹(q) = inf { y ≥ 0 : D(y) ≥ q }`, 0 for `q ≤ D(0)` and `None`
//! where the book ends before it holds `q`. In a gap of the book (flat `D`) the inverse is the near edge when `q` equals
//! the level and lies beyond the gap when it exceeds it; at a wall (two points at one distance) `D` takes the upper value.

use crate::error::{Code, Error, Result, number_within};

/// Largest capacity, in any currency.
const LARGEST_CAPACITY: f64 = 1e18;
/// Furthest distance of a point.
const FURTHEST: f64 = 1e6;
/// Bisections of a crossing on a power curve: more than the bits of a distance.
const BISECTIONS: usize = 200;

/// What stands beyond the last point of a book.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tail {
    /// Nothing: the book is all there is.
    #[default]
    Stop,
    /// More of the same slope; pictures must call it extrapolated.
    Extend,
}

/// Cumulative depth through points, straight between them.
#[derive(Clone, Debug, PartialEq)]
pub struct Piecewise {
    distance: Vec<f64>,
    capacity: Vec<f64>,
    /// Slope beyond the last point; 0 where the book stops.
    tail: f64,
}

/// Cumulative depth.
#[derive(Clone, Debug, PartialEq)]
pub enum DepthCurve {
    /// Through points.
    Piecewise(Piecewise),
    /// `D(y) = capacity · y^exponent`, capacity at a distance of 1.
    Power {
        /// Capacity at a distance of 1, above 0.
        capacity: f64,
        /// Above 0; 1 is linear, 2 is square-root impact.
        exponent: f64,
    },
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
        for (index, (distance, capacity)) in points.iter().enumerate() {
            let field = |part: usize| format!("points[{index}][{part}]");
            number_within(&field(0), *distance, 0.0, FURTHEST)?;
            number_within(&field(1), *capacity, 0.0, LARGEST_CAPACITY)?;
            let (before, below) = (curve.distance.last().copied(), curve.capacity.last().copied());
            if before.is_some_and(|before| *distance < before) {
                return Err(falls(field(0), *distance, before));
            }
            if below.is_some_and(|below| *capacity < below) {
                return Err(falls(field(1), *capacity, below));
            }
            curve.push(*distance, *capacity);
        }
        if let (Tail::Extend, [.., d0, d1], [.., c0, c1]) = (tail, curve.distance.as_slice(), curve.capacity.as_slice())
            && d1 > d0
        {
            curve.tail = (c1 - c0) / (d1 - d0);
        }
        Ok(curve)
    }

    fn push(&mut self, distance: f64, capacity: f64) {
        self.distance.push(distance);
        self.capacity.push(capacity);
    }

    fn last(&self) -> (f64, f64) {
        (self.distance.last().copied().unwrap_or(0.0), self.capacity.last().copied().unwrap_or(0.0))
    }

    fn at(&self, y: f64) -> f64 {
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

    fn inverse(&self, flow: f64) -> Option<f64> {
        let reached = self.capacity.partition_point(|capacity| *capacity < flow);
        if reached == 0 {
            return Some(0.0);
        }
        if reached == self.capacity.len() {
            let (distance, capacity) = self.last();
            return (self.tail > 0.0).then(|| distance + (flow - capacity) / self.tail);
        }
        let (y0, c0) = (self.distance[reached - 1], self.capacity[reached - 1]);
        let (y1, c1) = (self.distance[reached], self.capacity[reached]);
        Some(y0 + (y1 - y0) * (flow - c0) / (c1 - c0))
    }

    fn crossing(&self, gap: f64, flow: f64, gamma: f64) -> Option<f64> {
        let count = self.distance.len();
        for index in 0..count {
            let (y0, c0) = (self.distance[index], self.capacity[index]);
            let next = (index + 1 < count).then(|| (self.distance[index + 1], self.capacity[index + 1]));
            if next.is_some_and(|(y1, _)| y1 == y0) {
                // A wall is examined at its upper end.
                continue;
            }
            let need = flow + gamma * (gap + y0);
            if c0 >= need {
                return Some(y0);
            }
            let slope = next.map_or(self.tail, |(y1, c1)| (c1 - c0) / (y1 - y0));
            if slope > gamma {
                let y = y0 + (need - c0) / (slope - gamma);
                if next.is_none_or(|(y1, _)| y <= y1) {
                    return Some(y);
                }
            }
        }
        None
    }

    /// Both capacities together.
    fn with(&self, other: &Self) -> Self {
        let mut distances: Vec<f64> = self.distance.iter().chain(&other.distance).copied().collect();
        distances.sort_unstable_by(f64::total_cmp);
        distances.dedup();
        let mut sum = Self { distance: Vec::new(), capacity: Vec::new(), tail: self.tail + other.tail };
        for y in distances {
            let (before, at) = (self.just_before(y) + other.just_before(y), self.at(y) + other.at(y));
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

fn falls(field: String, value: f64, before: Option<f64>) -> Error {
    Error::new(Code::DataUnordered, field, value, format!("at least the one before it, {}", before.unwrap_or(0.0)))
}

impl DepthCurve {
    /// The same depth everywhere: `per_percent` for each per cent of price.
    ///
    /// # Errors
    /// [`Code::DataRange`] unless the figure is in `0..=1e18`.
    pub fn linear(per_percent: f64, factor: f64) -> Result<Self> {
        let per_percent = number_within("depth.usd_per_pct", per_percent, 0.0, LARGEST_CAPACITY)?;
        let mut curve = Piecewise::new(&[(0.0, 0.0)], Tail::Stop)?;
        curve.tail = per_percent * 100.0 * factor;
        Ok(Self::Piecewise(curve))
    }

    /// `D(y) = one_percent · (100 y)^exponent`.
    ///
    /// # Errors
    /// [`Code::DataRange`] unless both are above 0.
    pub fn power(one_percent: f64, exponent: f64, factor: f64) -> Result<Self> {
        let one_percent = number_within("depth.usd_1pct", one_percent, f64::MIN_POSITIVE, LARGEST_CAPACITY)?;
        let exponent = number_within("depth.kappa", exponent, 0.05, 20.0)?;
        Ok(Self::Power { capacity: one_percent * factor * libm::pow(100.0, exponent), exponent })
    }

    /// Points whose capacities are multiplied by `factor`.
    ///
    /// # Errors
    /// As [`Piecewise::new`].
    pub fn points(points: &[(f64, f64)], tail: Tail, factor: f64) -> Result<Self> {
        let scaled: Vec<(f64, f64)> =
            points.iter().map(|(distance, capacity)| (*distance, capacity * factor)).collect();
        Piecewise::new(&scaled, tail).map(Self::Piecewise)
    }

    /// This depth and the resting orders `other` together.
    ///
    /// # Errors
    /// [`Code::DataInvalid`] for a power curve, which has no points to add to.
    pub fn and(&self, other: &Piecewise) -> Result<Self> {
        match self {
            Self::Piecewise(curve) => Ok(Self::Piecewise(curve.with(other))),
            Self::Power { .. } => {
                Err(Error::new(Code::DataInvalid, "absorption", "given", "left out with power depth"))
            }
        }
    }

    /// Cumulative capacity within `y` of the mid.
    #[must_use]
    pub fn at(&self, y: f64) -> f64 {
        match self {
            Self::Piecewise(curve) => curve.at(y),
            Self::Power { capacity, exponent } => {
                if y > 0.0 {
                    capacity * libm::pow(y, *exponent)
                } else {
                    0.0
                }
            }
        }
    }

    /// `D⁻¹(flow)`; `None` where the book cannot absorb it.
    #[must_use]
    pub fn inverse(&self, flow: f64) -> Option<f64> {
        match self {
            Self::Piecewise(curve) => curve.inverse(flow),
            Self::Power { capacity, exponent } => {
                Some(if flow > 0.0 { libm::pow(flow / capacity, 1.0 / exponent) } else { 0.0 })
            }
        }
    }

    /// `inf { y ≥ 0 : D(y) ≥ flow + gamma · (gap + y) }`: where a flow that grows with the move itself is absorbed.
    #[must_use]
    pub fn crossing(&self, gap: f64, flow: f64, gamma: f64) -> Option<f64> {
        if gamma == 0.0 {
            return self.inverse(flow);
        }
        match self {
            Self::Piecewise(curve) => curve.crossing(gap, flow, gamma),
            Self::Power { capacity, exponent } => self.power_crossing((*capacity, *exponent), gap, flow, gamma),
        }
    }

    fn power_crossing(&self, (capacity, exponent): (f64, f64), gap: f64, flow: f64, gamma: f64) -> Option<f64> {
        let spare = |y: f64| self.at(y) - flow - gamma * (gap + y);
        if spare(0.0) >= 0.0 {
            return Some(0.0);
        }
        let mut high = 1.0;
        if exponent < 1.0 {
            // The spare depth has a top: beyond it the hedges outrun the book.
            high = libm::pow(capacity * exponent / gamma, 1.0 / (1.0 - exponent));
            if spare(high) < 0.0 {
                return None;
            }
        }
        while spare(high) < 0.0 {
            high *= 2.0;
            if high > 1e12 {
                return None;
            }
        }
        let mut low = 0.0;
        for _ in 0..BISECTIONS {
            let middle = 0.5 * (low + high);
            if spare(middle) >= 0.0 {
                high = middle;
            } else {
                low = middle;
            }
        }
        Some(high)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn curve(points: &[(f64, f64)]) -> DepthCurve {
        DepthCurve::points(points, Tail::Stop, 1.0).unwrap()
    }

    #[test]
    fn a_flow_that_fills_a_level_stops_at_the_near_edge_of_a_gap() {
        let book = curve(&[(0.01, 100.0), (0.03, 100.0), (0.05, 300.0)]);
        assert_eq!(book.inverse(100.0), Some(0.01));
        assert_eq!(book.inverse(120.0), Some(0.03 + 0.02 * 20.0 / 200.0));
        assert_eq!(book.inverse(300.5), None);
    }

    #[test]
    fn a_wall_counts_at_its_own_distance() {
        let book = curve(&[(0.02, 50.0), (0.02, 250.0), (0.04, 400.0)]);
        assert_eq!(book.at(0.02), 250.0);
        assert_eq!((book.inverse(50.0), book.inverse(51.0), book.inverse(250.0)), (Some(0.02), Some(0.02), Some(0.02)));
    }

    #[test]
    fn resting_orders_are_added_where_they_rest() {
        let book = DepthCurve::linear(240.0, 1.0).unwrap();
        let bid = Piecewise::new(&[(0.01, 0.0), (0.01, 120.0)], Tail::Stop).unwrap();
        let both = book.and(&bid).unwrap();
        assert_eq!(both.at(0.005), 120.0);
        assert_eq!(both.at(0.01), 360.0);
        assert!((both.at(0.02) - 600.0).abs() < 1e-9);
        assert_eq!(both.inverse(300.0), Some(0.01));
    }

    #[test]
    fn falling_books_are_refused_with_their_place() {
        let error = Piecewise::new(&[(0.01, 5.0), (0.02, 4.0)], Tail::Stop).unwrap_err();
        assert_eq!((error.code, error.field.as_str()), (Code::DataUnordered, "points[1][1]"));
    }
}
