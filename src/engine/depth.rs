//! How much flow a book absorbs within a distance of the mid, and how far a flow therefore carries the price.
//!
//! Units: distances as fractions of the reference price, capacities in one currency. A curve `D(y)` is cumulative,
//! right-continuous and never falls; its inverse is `D⁻¹(q) = inf { y ≥ 0 : D(y) ≥ q }`, 0 for `q ≤ D(0)` and `None`
//! where the book ends before it holds `q`. In a gap of the book (flat `D`) the inverse is the near edge when `q` equals
//! the level and lies beyond the gap when it exceeds it; at a wall (two points at one distance) `D` takes the upper value.

mod bundled;
mod descent;
mod label;
mod levels;
mod market;
mod piecewise;
mod request;

pub use bundled::{BUNDLED_ASSETS, BUNDLED_SOURCE, DEFAULT_KAPPA, bundled_depth, bundled_one_percent};
pub use descent::Descent;
pub use label::{DepthKind, DepthLabel, SourcedDepth};
pub use levels::{band_depth, book_depth, level_points, spread_evenly, through};
pub use market::{market_depth, market_depth_within, snapshot_depth};
pub use piecewise::Piecewise;
pub use request::{DepthForm, DepthRequest, pair};

use crate::error::{Code, Result, fault, number_within};
use crate::lists::Listed;

/// Largest capacity, in any currency.
const LARGEST_CAPACITY: f64 = 1e18;
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

impl DepthCurve {
    /// The same depth everywhere: `per_percent` for each per cent of price.
    ///
    /// # Errors
    /// [`Code::DataRange`] unless the figure is in `0..=1e18`.
    pub fn linear(per_percent: f64, factor: f64) -> Result<Self> {
        let per_percent = number_within("usdPerPct", per_percent, 0.0, LARGEST_CAPACITY)?;
        Ok(Self::Piecewise(Piecewise::straight(per_percent * 100.0 * factor)))
    }

    /// `D(y) = one_percent · (100 y)^exponent`.
    ///
    /// # Errors
    /// [`Code::DataRange`] unless both are above 0.
    pub fn power(one_percent: f64, exponent: f64, factor: f64) -> Result<Self> {
        let one_percent = number_within("usd1pct", one_percent, f64::MIN_POSITIVE, LARGEST_CAPACITY)?;
        let exponent = number_within("kappa", exponent, 0.05, 20.0)?;
        Ok(Self::Power { capacity: one_percent * factor * libm::pow(100.0, exponent), exponent })
    }

    /// Points whose capacities are multiplied by `factor`.
    ///
    /// # Errors
    /// As [`Piecewise::new`].
    pub fn points(points: &[(f64, f64)], tail: Tail, factor: f64) -> Result<Self> {
        let scaled = points.iter().map(|(distance, capacity)| (*distance, capacity * factor)).listed();
        Piecewise::new(&scaled, tail).map(Self::Piecewise)
    }

    /// The same shape with every capacity times `factor`.
    #[must_use]
    pub fn scaled(&self, factor: f64) -> Self {
        match self {
            Self::Piecewise(curve) => Self::Piecewise(curve.scaled(factor)),
            Self::Power { capacity, exponent } => Self::Power { capacity: capacity * factor, exponent: *exponent },
        }
    }

    /// This depth and the resting orders `other` together.
    ///
    /// # Errors
    /// [`Code::DataInvalid`] for a power curve, which has no points to add to.
    pub fn and(&self, other: &Piecewise) -> Result<Self> {
        match self {
            Self::Piecewise(curve) => Ok(Self::Piecewise(curve.with(other))),
            Self::Power { .. } => Err(fault!(Code::DataInvalid, "absorption", "given", "left out with power depth")),
        }
    }

    /// Furthest distance that is known; `None` for a curve that is known everywhere by its formula.
    #[must_use]
    pub fn reach(&self) -> Option<f64> {
        match self {
            Self::Piecewise(curve) => Some(curve.reach()).filter(|reach| *reach > 0.0),
            Self::Power { .. } => None,
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
            Self::Piecewise(curve) => curve.next_crossing(&mut 0, gap, flow, gamma),
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
            if middle == low || middle == high {
                break;
            }
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
