//! The words of the liquidation tape.

use super::super::spoken::{Phrases, Spoken};

phrases! {
    /// The liquidation tape.
    TapeWords {
        /// Heading when the author gives none.
        heading(assets),
        /// What is shown.
        shows,
        /// Length of a bar.
        bar_length(duration),
        /// A window that ends now.
        window(duration),
        /// Total of a window.
        window_total(window, amount),
        /// Both sides of a window.
        split(longs, long_share, shorts, short_share),
        /// Where a window is not known.
        window_unknown(window),
        /// Label of the direction of longs.
        longs_down,
        /// Label of the direction of shorts.
        shorts_up,
        /// Longs in a sentence or a label.
        longs,
        /// Shorts in a sentence or a label.
        shorts,
        /// Both sides in a sentence or a label.
        both,
        /// The whole market in a label.
        whole_market,
        /// Label at the latest bar: an earlier day was as large.
        label_since(side, date),
        /// Label at the latest bar: none was.
        label_record(side, date),
        /// Key of the running record.
        running_record,
        /// Key of bars of which some feed is not known.
        partly_known,
        /// Title of the panel of open interest.
        open_interest(asset),
        /// Open interest before and after.
        open_interest_change(before, after, change),
        /// Title of the figures of others.
        reported,
        /// A figure with a lower bound alone.
        more_than(value),
        /// A figure with an upper bound alone.
        at_most(value),
        /// A number of accounts.
        accounts(count),
        /// How many sources a range is made of.
        sources(n),
        /// Figures that only the table has room for.
        more_in_table(n),
        /// No feed has any liquidation.
        nothing,
        /// Sentence: a window with both sides.
        sentence_window(window, assets, amount, longs, long_share, shorts, short_share),
        /// Sentence: nothing was liquidated.
        sentence_none(window, assets),
        /// Sentence: the window is not known.
        sentence_unknown(window, assets),
        /// Sentence: an earlier period was as large.
        sentence_since(side, amount, duration, date),
        /// Sentence: none was.
        sentence_record(side, amount, duration, date),
        /// Sentence: the largest period before.
        sentence_before(side, amount, date),
        /// Sentence: open interest.
        sentence_open_interest(asset, duration, before, after, change),
        /// Sentence: a figure of others.
        sentence_reported(what, value),
        /// Sentence: a figure of others that its publisher ranks.
        sentence_reported_since(what, value, date),
        /// Note.
        counted,
        /// Note: feeds of different coverage.
        mixed_coverage,
        /// Note: a rolling window against calendar periods.
        rolling,
        /// Note: missing periods of the history.
        gaps(n),
        /// Caption of the table of windows.
        table_windows(time),
        /// Caption of the table of bars.
        table_bars,
        /// Caption of the table of records.
        table_records,
        /// Column: the coin.
        asset,
        /// Column: the window.
        column_window,
        /// Column: both sides, US dollars.
        total_usd,
        /// Column: share of longs.
        long_share,
        /// Column: share of shorts.
        short_share,
        /// Column: from when.
        from,
        /// Column: until when.
        to,
        /// Column: which series.
        series,
        /// Column: US dollars.
        usd,
        /// Column: the latest earlier period as large.
        since,
        /// Column: the largest earlier period.
        largest_before,
        /// Column: its date.
        largest_date,
        /// Column: where the history begins.
        history_from,
        /// Column: what a figure counts.
        what,
        /// Column: its value.
        value,
        /// Column: who says so.
        source,
        /// Column: every coin.
        all_assets,
        /// Method: what a side means.
        method_sides,
        /// Method: what a window is.
        method_windows,
        /// Method: how the record is found.
        method_record,
        /// Method: the feeds.
        method_feeds,
        /// Method: a feed that claims to be complete.
        feed_complete(venue),
        /// Method: a feed that does not.
        feed_incomplete(venue),
        /// Method: a table of sums.
        feed_sums(asset),
        /// Method: limits.
        limits,
        /// What ← → do.
        keys_left_right,
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
