//! The words of an author's scenarios.

use super::super::spoken::{Phrases, Spoken};

phrases! {
    /// Zones and their triggers.
    ScenariosWords {
        /// Heading when the author gives none.
        heading(asset),
        /// What is shown.
        dek,
        /// A zone and its prices.
        zone(name, range),
        /// Between a name and its condition.
        part_separator,
        /// How far a zone is: near and far edge.
        distance(near, far),
        /// Price stands in the zone.
        inside,
        /// Estimated liquidations in the zone.
        mass_inside(amount),
        /// Estimated liquidations on the way there.
        mass_on_path(amount),
        /// The zone reaches beyond the map.
        beyond_map,
        /// No open interest.
        no_map,
        /// Share of paths that touch the zone.
        touch(with, without),
        /// The same in the picture.
        touch_short(with, without),
        /// Share of paths that touch the zone before every other.
        first(with, without),
        /// How many conditions are met.
        counts(met, not_met, no_data),
        /// The same in a line of the picture.
        counts_short(met, not_met, no_data),
        /// The zone has no condition.
        no_conditions,
        /// State of a condition.
        met,
        /// State of a condition.
        not_met,
        /// State of a condition.
        no_data,
        /// Value of the series now.
        last(value),
        /// Condition.
        above(value),
        /// Condition.
        at_least(value),
        /// Condition.
        below(value),
        /// Condition.
        at_most(value),
        /// Condition.
        between(low, high),
        /// Condition.
        rising,
        /// Condition.
        falling,
        /// Every one of the last observations.
        each_of(n),
        /// From the first to the last of so many observations.
        over(n),
        /// Never left out.
        no_probability,
        /// Sentence: no zone is touched.
        none_touched(with, without),
        /// How the paths were drawn.
        assumed(horizon, count, volatility, drift, scale),
        /// Before the paths are walked.
        walking,
        /// The data give no odds.
        no_odds,
        /// Price does not drift.
        drift_martingale,
        /// The logarithm of price does not drift.
        drift_logarithm,
        /// Legend: the cone.
        fan_key,
        /// Legend: a zone.
        zone_key,
        /// Between past and time ahead.
        now,
        /// The author has given no zone.
        no_zones,
        /// What the chart is and what its keys do, for a screen reader.
        focus_hint,
        /// Caption of the list of zones.
        zones,
        /// Caption of the list of conditions.
        conditions,
        /// Column.
        column_zone,
        /// Column.
        column_near,
        /// Column.
        column_far,
        /// Column.
        column_inside,
        /// Column.
        column_path,
        /// Column.
        column_touch,
        /// Column.
        column_touch_empty,
        /// Column.
        column_first,
        /// Column.
        column_first_empty,
        /// Column.
        column_condition,
        /// Column.
        column_now,
        /// Column.
        column_state,
        /// Column.
        column_seen,
        /// Row of the method card.
        horizon,
        /// Row of the method card.
        volatility,
        /// Row of the method card.
        drift,
        /// Row of the method card.
        scale,
        /// Limit in the method card.
        limits,
        /// What ↑ ↓ do.
        keys_up_down,
        /// What Home and End do.
        keys_home_end,
        /// What Enter does.
        keys_enter,
        /// What Esc does.
        keys_escape,
        /// Series.
        price,
        /// Series.
        oi,
        /// Series.
        oi_usd,
        /// Series.
        funding_8h,
        /// Series.
        basis,
        /// Series.
        rr25,
        /// Series.
        etf_net,
        /// Series.
        etf_native,
        /// Series.
        perp_share,
        /// Series.
        spot_delta,
        /// Series.
        stablecoins,
        /// Series.
        long_liquidations,
        /// Series.
        short_liquidations,
        /// Series.
        cut_probability,
        /// Series.
        us10y,
        /// Series.
        dxy,
    }
}
