//! The words of the signals.

use super::super::word_file::{Lines, WordGroup};
#[cfg(any(test, not(target_arch = "wasm32")))]
use super::Phrase;
use super::named_phrases;
use crate::value::Value;

phrases! {
    /// The signals beside the maps.
    SignalsWords {
        /// Heading when the author gives none.
        heading(asset),
        /// What is shown.
        shows,
        /// First sentence.
        opening(asset, n, time),
        /// A panel as a sentence.
        sentence(title, last, facts),
        /// A panel without data as a sentence.
        sentence_no_data(title),
        /// Between the facts of a panel.
        fact_separator,
        /// Where nothing is known.
        no_data,
        /// What signals cannot say.
        limits,
        /// How figures came to be.
        reported,
        /// How figures came to be.
        simulated,
        /// How figures came to be.
        measured,
        /// Length of what is shown.
        window(duration),
        /// Change over what is shown.
        window_change(percent),
        /// Sum of venues.
        all_venues,
        /// How many venues have all that is needed.
        covered_venues(n, of),
        /// Name of the weighted rate.
        oi_weighted,
        /// Name of a panel.
        oi_title,
        /// Unit.
        oi_unit_coin(asset),
        /// Unit.
        oi_unit_usd,
        /// Sign.
        oi_sign,
        /// Last against the mean.
        oi_over_mean(percent, mean, n),
        /// At the level.
        oi_mean_label,
        /// Name of a panel.
        funding_title,
        /// Unit.
        funding_unit,
        /// Sign.
        funding_sign,
        /// Annual rate.
        funding_annual(percent),
        /// State.
        funding_positive,
        /// State.
        funding_negative,
        /// State.
        funding_neutral(band),
        /// At the band.
        funding_band_label,
        /// Column.
        col_venue,
        /// Column.
        col_value,
        /// Column.
        col_time,
        /// Column.
        col_rate_8h,
        /// Name of a choice.
        range,
        /// Choice of unit.
        coins,
        /// Choice of unit.
        usd,
        /// What ← → do.
        keys_left_right,
        /// What ↑ ↓ do.
        keys_up_down,
        /// What Home and End do.
        keys_home_end,
        /// What Enter does.
        keys_enter,
        /// What Esc does.
        keys_escape,
    }
}
