//! Depth of an asset where nothing is known of the market itself: one published figure, and its source.

use super::{DepthCurve, DepthKind, DepthLabel, SourcedDepth};
use crate::error::Result;

/// Exponent of `D(y) = D₁%·(100 y)^κ` where only one figure is known. Measured inverses of it are 0.861 from the shape of
/// books and 0.875 ± 0.078 from the depth of cascades (min66633/liquidation-cascade-research, `PROB_MODEL.md`); 1 is
/// linear, 2 is square-root impact.
pub const DEFAULT_KAPPA: f64 = 1.15;

/// Printed where a page says where the depth is from.
pub const BUNDLED_SOURCE: &str = "min66633/liquidation-cascade-research, DEPTH_FINDINGS.md: bids within 1 % on one venue, mean of the five days before 2025-10-10";

/// US dollars within 1 % of the mid, by asset: [`BUNDLED_SOURCE`].
const WITHIN_ONE_PERCENT: [(&str, f64); 5] =
    [("BTC", 244.0e6), ("ETH", 116.9e6), ("SOL", 40.0e6), ("XRP", 23.9e6), ("DOGE", 15.9e6)];

/// Assets with a bundled figure.
pub const BUNDLED_ASSETS: [&str; 5] = {
    let mut names = [""; 5];
    let mut index = 0;
    while index < 5 {
        names[index] = WITHIN_ONE_PERCENT[index].0;
        index += 1;
    }
    names
};

/// The bundled figure of `asset` in US dollars, the same for either direction; `None` for an asset without one.
#[must_use]
pub fn bundled_one_percent(asset: &str) -> Option<f64> {
    WITHIN_ONE_PERCENT.iter().find(|(name, _)| *name == asset).map(|(_, usd)| *usd)
}

/// Depth of `asset` from its bundled figure, times `factor`; `None` for an asset without one.
///
/// # Errors
/// For a factor that makes the figure unusable.
pub fn bundled_depth(asset: &str, factor: f64) -> Option<Result<SourcedDepth>> {
    let one_percent = bundled_one_percent(asset)?;
    let mut label = DepthLabel::new(DepthKind::Default, None);
    BUNDLED_SOURCE.clone_into(&mut label.source);
    Some(DepthCurve::power(one_percent, DEFAULT_KAPPA, factor).map(|curve| SourcedDepth { curve, label }))
}
