//! The words of the cascade.

use super::super::spoken::{Phrases, Spoken};

phrases! {
    /// The cascade.
    CascadeWords {
        /// Heading when the author gives none.
        heading(asset),
        /// What is shown.
        dek,
        /// Sentence: liquidations carry a fall further.
        result_down(asset, shock, price, distance, times, rounds, amount),
        /// Sentence: liquidations carry a rise further.
        result_up(asset, shock, price, distance, times, rounds, amount),
        /// Sentence: a fall that reaches nothing.
        quiet_down(asset, shock, price),
        /// Sentence: a rise that reaches nothing.
        quiet_up(asset, shock, price),
        /// One round.
        round_one(n),
        /// Any other number of rounds.
        rounds_many(n),
        /// Sentence: before the cliff.
        critical(shock, amount, distance),
        /// Sentence: beyond the cliff.
        past_critical(shock),
        /// Sentence: no cliff.
        no_critical(share),
        /// Sentence: branching where it stops.
        local(n),
        /// Sentence: the book ends.
        not_absorbed(amount),
        /// Sentence: beyond the book's last level its slope goes on.
        extrapolated(reach),
        /// Sentence: outside what past events show.
        guard(n),
        /// Line of assumptions.
        assumed(factor, passthrough, scale, source),
        /// Sentence: a side cannot be computed.
        missing(input),
        /// Line in place of the picture: no amount is known.
        no_open_interest,
        /// What the chart is and what its keys do, for a screen reader.
        focus_hint,
        /// Slider.
        shock,
        /// Name of the choice of sides.
        side,
        /// Choice.
        down,
        /// Choice.
        up,
        /// Button.
        play,
        /// Button.
        pause,
        /// Button: one round back.
        back,
        /// Button: one round on.
        forward,
        /// Where the replay stands.
        round_of(n, count),
        /// Where the replay stands before the first round.
        round_none,
        /// Button.
        assumptions,
        /// Slider: depth.
        depth_1pct,
        /// Slider: effective over visible depth.
        depth_factor,
        /// Slider.
        passthrough,
        /// Slider.
        map_scale,
        /// Slider.
        leverage_tilt,
        /// Under a slider.
        default_source(value, source),
        /// Source: the page.
        source_given,
        /// Source: a book in the data.
        source_book(venue),
        /// Source: a published mean.
        source_depth_typical(asset),
        /// Source: no published depth.
        source_depth_volume,
        /// Source of the depth factor.
        source_factor,
        /// Source of the passthrough.
        source_passthrough,
        /// Source of the map scale.
        source_scale(n),
        /// Source of the map scale where the data have too few moves.
        source_scale_few,
        /// Source of the leverage tilt.
        source_tilt,
        /// Title of the ladder.
        ladder,
        /// Scale of the blocks.
        liquidations,
        /// Scale of the book.
        book,
        /// Key: the part of the book that was used up.
        eaten,
        /// Key: liquidated blocks.
        fired,
        /// Key: blocks liquidated in the round shown.
        fired_last,
        /// Key: blocks not reached.
        waiting,
        /// Liquidated until the round shown.
        so_far(amount),
        /// Title of the response curve.
        curve,
        /// Label of the 45° line.
        curve_without,
        /// At the cliff.
        cliff(shock),
        /// Distance to it.
        to_the_cliff(distance),
        /// Title of the fan.
        fan(horizon, volatility),
        /// What the band is.
        fan_key,
        /// Odds of touching a zone.
        odds(price, with, without),
        /// Another asset.
        beta(asset, distance, beta),
        /// What ← → do.
        keys_left_right,
        /// What ↑ ↓ do.
        keys_up_down,
        /// What Page Up and Page Down do.
        keys_page,
        /// What Home and End do.
        keys_home_end,
        /// What the space bar does.
        keys_space,
        /// Caption of the table, and name of the buttons that step.
        table_rounds,
        /// Column.
        table_round,
        /// Column.
        table_price,
        /// Column.
        table_distance,
        /// Column.
        table_liquidated,
        /// Caption of the table of the curve.
        table_curve,
        /// Column.
        table_shock,
        /// Column.
        table_final,
        /// Column.
        table_total,
    }
}
