//! The words of comparisons.

use super::super::spoken::{Phrases, Spoken};

phrases! {
    /// Coins, past events and months side by side.
    CompareWords {
        /// Heading when the author gives none.
        heading(asset),
        /// First sentence.
        opening(asset, time),
        /// Note.
        described,
        /// Name of a panel.
        assets_title,
        /// Unit.
        assets_unit(time),
        /// Sign.
        assets_sign,
        /// Change of a coin.
        asset_change(asset, percent),
        /// Changes of the last hours or days.
        over_window(duration, changes),
        /// A coin without common instants.
        asset_no_data(asset),
        /// Name of a panel.
        drawdown_title,
        /// Unit.
        drawdown_unit,
        /// Sign.
        drawdown_sign,
        /// The large value.
        below_high(asset, percent, high),
        /// The deepest of each coin.
        deepest(changes),
        /// A fall within the window.
        fall(asset, duration, percent, high, low),
        /// What others published.
        reported(figures),
        /// One published figure.
        reported_one(asset, what, value),
        /// What was published.
        price,
        /// What was published.
        lowest,
        /// What was published.
        highest,
        /// What was published.
        change,
        /// The same with its label.
        labelled(what, label),
        /// Name of a panel.
        beta_title(reference),
        /// Unit.
        beta_unit(duration),
        /// Unit where there are no returns.
        beta_unit_unknown,
        /// Sign.
        beta_sign(reference),
        /// The large value.
        beta_last(asset, beta),
        /// Beta with its sample.
        beta_facts(asset, beta, correlation, n),
        /// Name of a value.
        correlation,
        /// Name of a value.
        beta,
        /// Name of a panel.
        events_title,
        /// Unit.
        events_unit,
        /// Sign.
        events_sign,
        /// Before the time from a start.
        events_start,
        /// How few they are.
        events_few(n),
        /// An event.
        event(label, percent, duration, deepest),
        /// An event without a price at its start.
        event_no_data(label),
        /// Name of the move under way.
        event_now(asset),
        /// Name of a panel.
        months_title,
        /// Unit.
        months_unit,
        /// The large value.
        month_last(month, median),
        /// Caption.
        months_table(span),
        /// Caption.
        returns_table,
        /// Caption; the window of its falls.
        coins_table(duration),
        /// Caption.
        events_table,
        /// Caption.
        reported_table,
        /// Column.
        col_coin,
        /// Column.
        col_last,
        /// Column.
        col_change,
        /// Column.
        col_window,
        /// Column.
        col_high,
        /// Column.
        col_below,
        /// Column.
        col_deepest,
        /// Column.
        col_fall,
        /// Column.
        col_fall_high,
        /// Column.
        col_fall_low,
        /// Column.
        col_event,
        /// Column.
        col_start,
        /// Column.
        col_start_price,
        /// Column.
        col_after,
        /// Column.
        col_pairs,
        /// Column.
        col_after_change,
        /// Column.
        col_return,
        /// Column.
        col_what,
        /// Column.
        col_value,
        /// Column.
        col_source,
        /// Name of a choice.
        reference,
        /// Name of a choice.
        window,
        /// Name of a choice.
        month,
        /// Method.
        method_assets,
        /// Method.
        method_drawdown,
        /// Method.
        method_beta,
        /// Method.
        method_events,
        /// Method.
        method_months,
        /// Limits.
        limits,
    }
}
