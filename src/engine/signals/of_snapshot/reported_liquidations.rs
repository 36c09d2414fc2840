//! What others published of liquidations and of the accounts they hit: each figure with its label, those of one thing as a
//! range, none averaged and none added.

use crate::engine::market::{Side, TimeMs};
use crate::engine::signals::published::{PublishedFigure, ranges};
use crate::engine::snapshot::{Measure, Published};
use crate::lists::Listed;

/// Figures of one thing: the same measure, coin, side, window and end. A figure without a window is a thing of its own: what
/// it covers is not known to be what another covers.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportedLiquidations {
    /// US dollars liquidated, or accounts.
    pub measure: Measure,
    /// The coin; nothing for the whole market.
    pub asset: Option<String>,
    /// Whose positions; nothing for both sides.
    pub side: Option<Side>,
    /// Length of the window.
    pub window_ms: Option<TimeMs>,
    /// End of the window.
    pub time_ms: TimeMs,
    /// The lowest bound that someone names.
    pub low: Option<f64>,
    /// The highest bound that someone names.
    pub high: Option<f64>,
    /// Whether some figure has no lower or no upper bound.
    pub is_open: bool,
    /// The figures, in the order of the document.
    pub figures: Vec<Published>,
}

impl ReportedLiquidations {
    fn is_of(&self, figure: &Published, as_of_ms: TimeMs) -> bool {
        self.measure == figure.measure
            && self.asset == figure.asset
            && self.side == figure.side
            && self.window_ms.is_some()
            && self.window_ms == figure.window_ms
            && self.time_ms == figure.time_ms.unwrap_or(as_of_ms)
    }

    fn begin(figure: &Published, as_of_ms: TimeMs) -> Self {
        Self {
            measure: figure.measure,
            asset: figure.asset.clone(),
            side: figure.side,
            window_ms: figure.window_ms,
            time_ms: figure.time_ms.unwrap_or(as_of_ms),
            low: None,
            high: None,
            is_open: false,
            figures: Vec::new(),
        }
    }

    /// Takes the range over all figures.
    fn close(mut self) -> Self {
        let figure = |figure: &Published| PublishedFigure {
            label: figure.label.clone().unwrap_or_default(),
            unit: self.measure.as_str().to_owned(),
            low: figure.low,
            high: figure.high,
        };
        let figures: Vec<PublishedFigure> = self.figures.iter().map(figure).listed();
        if let Some(range) = ranges(&figures).first() {
            (self.low, self.high, self.is_open) = (range.low, range.high, range.is_open);
        }
        self
    }

    /// What the publisher calls it, where it is one figure.
    #[must_use]
    pub fn label(&self) -> Option<&str> {
        match self.figures.as_slice() {
            [only] => only.label.as_deref(),
            _ => None,
        }
    }

    /// The latest earlier day with a figure at least as large, as a publisher says.
    #[must_use]
    pub fn since_ms(&self) -> Option<TimeMs> {
        self.figures.iter().find_map(|figure| figure.since_ms)
    }
}

/// The figures on liquidations and accounts, of `assets` and of the whole market, grouped in the order of the document.
#[must_use]
pub fn reported_liquidations(
    published: &[Published],
    assets: &[String],
    as_of_ms: TimeMs,
) -> Vec<ReportedLiquidations> {
    let mut groups: Vec<ReportedLiquidations> = Vec::new();
    for figure in published {
        let counts = matches!(figure.measure, Measure::Liquidations | Measure::Accounts);
        if !counts || figure.asset.as_ref().is_some_and(|asset| !assets.contains(asset)) {
            continue;
        }
        let known = groups.iter().position(|group| group.is_of(figure, as_of_ms));
        let index = known.unwrap_or_else(|| {
            groups.push(ReportedLiquidations::begin(figure, as_of_ms));
            groups.len() - 1
        });
        groups[index].figures.push(figure.clone());
    }
    groups.into_iter().map(ReportedLiquidations::close).listed()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::snapshot::Origin;

    fn figure(side: Option<Side>, low: Option<f64>, high: Option<f64>) -> Published {
        Published {
            origin: Origin::default(),
            measure: Measure::Liquidations,
            asset: None,
            side,
            label: None,
            window_ms: Some(86_400_000),
            time_ms: None,
            low,
            high,
            since_ms: None,
        }
    }

    #[test]
    fn figures_of_one_thing_are_a_range_and_those_of_another_side_stand_for_themselves() {
        let figures = [
            figure(None, Some(1.7e9), Some(1.7e9)),
            figure(Some(Side::Long), Some(1.6e9), None),
            figure(None, Some(1.0e9), None),
            Published { measure: Measure::Accounts, ..figure(None, Some(1.8e5), None) },
        ];
        let groups = reported_liquidations(&figures, &[], 5);
        let told: Vec<_> = groups.iter().map(|group| (group.side, group.low, group.high, group.is_open)).collect();
        assert_eq!(
            told,
            [
                (None, Some(1.0e9), Some(1.7e9), true),
                (Some(Side::Long), Some(1.6e9), Some(1.6e9), true),
                (None, Some(1.8e5), Some(1.8e5), true),
            ]
        );
        assert!(groups.iter().all(|group| group.time_ms == 5));
    }

    #[test]
    fn figures_without_a_window_are_no_range_and_keep_their_labels() {
        let of = |label: &str, low: f64| Published {
            window_ms: None,
            label: Some(label.to_owned()),
            ..figure(Some(Side::Long), Some(low), None)
        };
        let groups = reported_liquidations(&[of("reset", 1.6e9), of("Monday", 1.0e9)], &[], 5);
        let told: Vec<_> = groups.iter().map(|group| (group.label(), group.low, group.is_open)).collect();
        assert_eq!(told, [(Some("reset"), Some(1.6e9), true), (Some("Monday"), Some(1.0e9), true)]);
    }

    #[test]
    fn figures_of_other_coins_and_of_other_things_are_left_out() {
        let of_coin = Published { asset: Some("SOL".to_owned()), ..figure(None, Some(1.0), None) };
        let price = Published { measure: Measure::Price, ..figure(None, Some(1.0), None) };
        assert!(reported_liquidations(&[of_coin.clone(), price], &["BTC".to_owned()], 0).is_empty());
        assert_eq!(reported_liquidations(&[of_coin], &["SOL".to_owned()], 0).len(), 1);
    }
}
