//! Levels and bands as points of a curve.

use super::{DepthCurve, DepthKind, DepthLabel, Piecewise, SourcedDepth, Tail};
use crate::digits::Plain;
use crate::engine::cascade::Direction;
use crate::error::{Code, Error, Result, fault, number_within, told};
use crate::lists::Listed;

const LARGEST_PRICE: f64 = 1e12;

/// Levels of one side of a book, best first, as cumulative points: prices and US dollars at each. The mid must not lie
/// behind the best level.
///
/// # Errors
/// [`Code::DataRange`] for a price or an amount out of range and for a level on the other side of the mid,
/// [`Code::DataUnordered`] where prices come back towards the mid.
pub fn level_points(direction: Direction, mid: f64, levels: &[(f64, f64)]) -> Result<Vec<(f64, f64)>> {
    number_within("mid", mid, f64::MIN_POSITIVE, LARGEST_PRICE)?;
    let (mut before, mut sum) = (0.0, 0.0);
    let mut points = Vec::with_capacity(levels.len());
    for (index, (price, usd)) in levels.iter().enumerate() {
        let at = |error: Error| error.within(&told!("levels[{index}]"));
        number_within("[0]", *price, 0.0, LARGEST_PRICE).map_err(at)?;
        number_within("[1]", *usd, 0.0, 1e18).map_err(at)?;
        let distance = direction.distance(mid, *price);
        if distance < before {
            return Err(at(misplaced(index, direction, *price, mid)));
        }
        sum += usd;
        points.push((distance, sum));
        before = distance;
    }
    Ok(points)
}

fn misplaced(index: usize, direction: Direction, price: f64, mid: f64) -> Error {
    let side = match direction {
        Direction::Down => "bids below the mid, best first",
        Direction::Up => "asks above the mid, best first",
    };
    let code = if index == 0 { Code::DataRange } else { Code::DataUnordered };
    fault!(code, "[0]", price, told!("one of {side}, with the mid at {}", Plain(mid)))
}

/// A book as a curve, straight between its levels, times `factor`.
///
/// # Errors
/// As [`level_points`].
pub fn book_depth(
    direction: Direction,
    mid: f64,
    levels: &[(f64, f64)],
    tail: Tail,
    factor: f64,
) -> Result<SourcedDepth> {
    through(DepthKind::Book, &level_points(direction, mid, levels)?, tail, factor)
}

/// Sums within distances as a curve through the origin, times `factor`. A band that a snapshot does not reach is `None`,
/// which is not 0: it is left out.
///
/// # Errors
/// As [`Piecewise::new`].
pub fn band_depth(bands: &[(f64, Option<f64>)], tail: Tail, factor: f64) -> Result<SourcedDepth> {
    let known = bands.iter().filter_map(|(distance, usd)| Some((*distance, (*usd)?))).listed();
    through(DepthKind::Bands, &known, tail, factor)
}

/// A curve through points of distance and sum, times `factor`.
///
/// # Errors
/// As [`Piecewise::new`].
pub fn through(kind: DepthKind, points: &[(f64, f64)], tail: Tail, factor: f64) -> Result<SourcedDepth> {
    let curve = DepthCurve::points(points, tail, factor)?;
    let mut label = DepthLabel::new(kind, curve.reach());
    label.extends = tail == Tail::Extend;
    Ok(SourcedDepth { curve, label })
}

/// Buying that is expected from funds within the horizon, spread evenly from the mid to `reach`.
///
/// # Errors
/// [`Code::DataRange`] for an amount or a reach out of range.
pub fn spread_evenly(usd: f64, reach: f64) -> Result<Piecewise> {
    number_within("usd", usd, 0.0, 1e18)?;
    number_within("range", reach, f64::MIN_POSITIVE, 1e6)?;
    Piecewise::new(&[(reach, usd)], Tail::Stop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_add_up_from_the_mid() {
        let book = book_depth(Direction::Down, 100.0, &[(99.0, 5.0), (98.0, 7.0)], Tail::Stop, 2.0).unwrap();
        assert_eq!((book.curve.at(0.01), book.curve.at(0.02), book.curve.at(0.5)), (10.0, 24.0, 24.0));
        assert_eq!((book.label.kind, book.label.reach, book.label.extends), (DepthKind::Book, Some(0.02), false));
        let mirrored = book_depth(Direction::Up, 100.0, &[(101.0, 5.0), (102.0, 7.0)], Tail::Stop, 2.0).unwrap();
        assert_eq!(mirrored.curve, book.curve);
    }

    #[test]
    fn levels_on_the_other_side_or_out_of_order_are_refused_with_their_place() {
        let refused = |levels: &[(f64, f64)]| {
            let error = book_depth(Direction::Down, 100.0, levels, Tail::Stop, 1.0).unwrap_err();
            (error.code, error.field.clone())
        };
        assert_eq!(refused(&[(101.0, 5.0)]), (Code::DataRange, "levels[0][0]".to_owned()));
        assert_eq!(refused(&[(99.0, 5.0), (99.5, 5.0)]), (Code::DataUnordered, "levels[1][0]".to_owned()));
        assert_eq!(refused(&[(99.0, 5.0), (98.0, -1.0)]), (Code::DataRange, "levels[1][1]".to_owned()));
    }

    #[test]
    fn a_band_that_was_not_reached_is_not_an_empty_one() {
        let bands = [(0.001, Some(10.0)), (0.002, None), (0.01, Some(100.0))];
        let depth = band_depth(&bands, Tail::Extend, 1.0).unwrap();
        assert!((depth.curve.at(0.0055) - 55.0).abs() < 1e-12);
        assert!(depth.label.is_extrapolated_at(0.011) && !depth.label.is_extrapolated_at(0.009));
    }
}
