//! The words of sheets, whatever they show.

use super::super::spoken::{Phrases, Spoken};

phrases! {
    /// Sheets of values side by side: what all of them say.
    SheetWords {
        /// A panel as a sentence.
        sentence(title, last, facts),
        /// A panel without data as a sentence.
        sentence_no_data(title),
        /// Between the facts of a panel.
        fact_separator,
        /// Where nothing is known.
        no_data,
        /// How figures came to be.
        reported,
        /// How figures came to be.
        simulated,
        /// How figures came to be.
        measured,
        /// Length of what is shown.
        window(duration),
        /// An open bound.
        at_least(value),
        /// An open bound.
        at_most(value),
        /// A range.
        between(low, high),
        /// Where a figure has no label.
        published,
        /// Column.
        col_time,
        /// Column.
        col_month,
        /// Column.
        col_n,
        /// Column.
        col_mean,
        /// Column.
        col_median,
        /// Column.
        col_hit_rate,
        /// Row of a drawn table, in percent.
        row_hit_rate,
        /// Row of a drawn table.
        row_n,
        /// Sign.
        month_sign,
        /// The large value.
        month_median(value),
        /// The rest.
        month_facts(mean, hit, n),
        /// Warning.
        small_sample,
        /// Name of a choice.
        range,
        /// What ← → do.
        keys_left_right,
        /// What ↑ ↓ do.
        keys_up_down,
        /// What Page Up and Page Down do.
        keys_page,
        /// What Home and End do.
        keys_home_end,
        /// What Enter does.
        keys_enter,
        /// What Esc does.
        keys_escape,
    }
}
