//! The words of regimes.

use super::super::spoken::{Phrases, Spoken};

phrases! {
    /// Regimes of price, open interest and funding.
    RegimeWords {
        /// Heading when the author gives none.
        heading(asset),
        /// What is shown.
        shows(window),
        /// Regime.
        crowded_longs,
        /// Regime.
        leverage_building,
        /// Regime.
        shorts_adding,
        /// Regime.
        spot_led,
        /// Regime.
        short_covering,
        /// Regime.
        coiled_long,
        /// Regime.
        coiled,
        /// Regime.
        coiled_short,
        /// Regime.
        quiet,
        /// Regime.
        derisking,
        /// Regime.
        longs_averaging_down,
        /// Regime.
        new_positions_down,
        /// Regime.
        new_shorts,
        /// Regime.
        latent_fragility,
        /// Regime.
        drift_down,
        /// Regime.
        long_deleveraging,
        /// Where a reading is missing.
        no_data,
        /// Reading: above the band.
        up,
        /// Reading: within it.
        flat,
        /// Reading: below it.
        down,
        /// Reading of funding: above the band.
        positive,
        /// Reading of funding: within it.
        neutral,
        /// Reading of funding: below it.
        negative,
        /// Name of a reading.
        price,
        /// Name of a reading.
        open_interest,
        /// Name of a reading, with its sign convention.
        funding,
        /// A reading with its state and the band.
        reading(value, state, band),
        /// Title of the readings.
        now(regime),
        /// Title of the strip.
        strip,
        /// Title of the breakers.
        breakers,
        /// Breaker: open interest.
        breaker_oi(drop),
        /// Breaker: funding.
        breaker_funding,
        /// Breaker: bursts.
        breaker_bursts,
        /// Breaker: spot.
        breaker_spot,
        /// Breaker: volatility.
        breaker_volatility,
        /// Two values of a breaker.
        before_after(before, after),
        /// The two volatilities.
        week_month(week, month),
        /// How many are met.
        counts(met, not_met, no_data),
        /// Title of the check of CME.
        cme,
        /// What the check says.
        cme_reset,
        /// What the check says.
        cme_normalisation,
        /// What the check says.
        cme_inconclusive,
        /// What the check says where it cannot.
        cme_no_data,
        /// The basis of CME.
        cme_basis(before, after),
        /// Contracts of CME.
        cme_contracts(before, after, change),
        /// Coins on the other venues.
        offshore(before, after, change),
        /// Sentence.
        sentence_now(asset, regime, since),
        /// Sentence: a reading is missing.
        sentence_unknown(asset),
        /// Sentence: the readings.
        sentence_readings(window, price, open_interest, funding),
        /// Sentence: the breakers.
        sentence_breakers(met, not_met, no_data),
        /// Sentence: the check.
        sentence_cme(verdict),
        /// Note.
        described,
        /// Share of the time of a regime.
        share(regime, percent),
        /// Caption of a table.
        table_now,
        /// Caption of a table.
        table_spans,
        /// Column.
        what,
        /// Column.
        value,
        /// Column.
        state,
        /// Column.
        band,
        /// Column.
        from,
        /// Column.
        to,
        /// Column.
        regime,
        /// Method: the table.
        method_table,
        /// Method: open interest in coins.
        method_coins,
        /// Method: funding.
        method_funding,
        /// Method: the breakers.
        method_breakers,
        /// Method: the check.
        method_cme(reset, basis, stable),
        /// Method: bands.
        method_bands(price, open_interest, funding),
        /// Limits.
        limits,
        /// What patterns and colours of the strip mean.
        patterns,
        /// Name of the choice of the window.
        window,
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
