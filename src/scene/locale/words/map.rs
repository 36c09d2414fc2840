//! The words of the liquidation map.

use super::super::spoken::{Phrases, Spoken};

phrases! {
    /// The liquidation map.
    MapWords {
        /// Heading when the author gives none.
        heading(asset),
        /// What is shown, in US dollars.
        shows_estimate,
        /// What is shown, without open interest to scale it.
        shows_relative,
        /// Title of the scale of the bars.
        row_scale,
        /// Title of the scale of the curves.
        cumulative_scale,
        /// What the band around the curves is.
        band_key,
        /// What the mark of a robust cluster means.
        robust_key,
        /// At a distance from spot: the sum up to there.
        within(distance, amount),
        /// The same with its share of open interest.
        within_share(distance, amount, share),
        /// Choice: stacked by leverage.
        by_leverage,
        /// Choice: stacked by venue.
        by_venue,
        /// Choice: not stacked.
        unstacked,
        /// Name of the choice of stacks.
        stack,
        /// Name of the choice of the window.
        window,
        /// Choice of view.
        detailed,
        /// Choice of view.
        simple,
        /// Name of the choice of views.
        view,
        /// What ↑ ↓ do.
        keys_up_down,
        /// What Home and End do.
        keys_home_end,
        /// What Enter does.
        keys_enter,
        /// What Esc does.
        keys_escape,
        /// Sentence.
        nearest_above(range, mass, distance),
        /// Sentence.
        nearest_below(range, mass, distance),
        /// Sentence: sums on both sides up to a distance.
        sums(distance, longs, shorts),
        /// Column of the table.
        robust,
        /// In a table.
        yes,
        /// In a table.
        no,
        /// Column of the table.
        cumulative,
        /// Column of the table where there are no US dollars.
        cumulative_relative,
        /// A price that the source of a map calls max pain, under the name that it gives.
        max_pain(name, price, amount),
        /// Caption of the table of levels.
        levels(time),
    }
}
