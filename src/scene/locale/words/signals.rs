//! The words of the signals.

use super::super::spoken::{Phrases, Spoken};

phrases! {
    /// The signals beside the maps.
    SignalsWords {
        /// Heading when the author gives none.
        heading(asset),
        /// What is shown.
        shows,
        /// First sentence.
        opening(asset, n, time),
        /// What signals cannot say.
        limits,
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
        col_rate_8h,
        /// Choice of unit.
        coins,
        /// Choice of unit.
        usd,
        /// Name of a panel.
        basis_title,
        /// Unit.
        basis_unit_simple,
        /// Unit.
        basis_unit_compound,
        /// Sign.
        basis_sign,
        /// State.
        basis_compressed(low),
        /// State.
        basis_watch(low, high),
        /// State.
        basis_rebuilding(high),
        /// Which expiry.
        basis_expiry(venue, date, days),
        /// At the band.
        basis_band_label,
        /// Shape of the curve.
        contango,
        /// Shape of the curve.
        backwardation,
        /// Shape of the curve.
        mixed,
        /// Column.
        col_expiry,
        /// Column.
        col_days,
        /// Column.
        col_price,
        /// Column.
        col_annual,
        /// Column.
        col_forward,
        /// Name of a panel.
        skew_title,
        /// Unit.
        skew_unit,
        /// Sign.
        skew_sign,
        /// A value.
        skew_points(value),
        /// Which expiry.
        skew_nearest(venue, date, days),
        /// Name of the line of a chain.
        skew_on(time),
        /// The chain before.
        skew_before(value, time),
        /// Column.
        col_call_iv,
        /// Column.
        col_put_iv,
        /// Column.
        col_rr25,
        /// Name of a panel.
        gamma_title,
        /// Unit.
        gamma_unit,
        /// Sign.
        gamma_sign,
        /// Mode.
        gamma_naive,
        /// Mode.
        gamma_inverse,
        /// Mode.
        gamma_dealer,
        /// Where it changes sign.
        gamma_zeros(prices),
        /// Where it does not.
        gamma_no_zero(low, high),
        /// At the line.
        gamma_zero_label(price),
        /// At the line.
        gamma_spot_label(price),
        /// Name of the line.
        gamma_sum,
        /// How many options have all that is needed.
        covered_options(n, of),
        /// Name of a choice.
        sign_mode,
        /// Choice.
        mode_naive,
        /// Choice.
        mode_inverse,
        /// Choice.
        mode_dealer,
        /// Column.
        col_strike,
        /// Column.
        col_gamma,
        /// Name of a panel.
        etf_title,
        /// Unit.
        etf_unit,
        /// Unit.
        etf_unit_listed,
        /// Sign.
        etf_sign,
        /// Name of bars.
        etf_flow,
        /// Name of bars.
        etf_longs,
        /// Name of bars.
        etf_shorts,
        /// How the bars differ.
        etf_key,
        /// In coins.
        etf_native(amount, price),
        /// In coins.
        etf_native_alone(amount),
        /// Run.
        etf_inflow(n, usd),
        /// Run.
        etf_outflow(n, usd),
        /// Against liquidations.
        etf_same(ratio),
        /// Against liquidations.
        etf_opposed(ratio),
        /// Column.
        col_usd,
        /// Column.
        col_native,
        /// Name of a panel.
        perp_title,
        /// Unit.
        perp_unit,
        /// Sign.
        perp_sign,
        /// Both terms.
        perp_terms(perp, whole),
        /// Derivatives.
        perp_derivatives(percent),
        /// A published share.
        perp_published(label, percent),
        /// A published share.
        perp_published_derivatives(label, percent),
        /// Name of a panel.
        yield_title(name),
        /// Unit.
        yield_unit,
        /// Sign.
        yield_sign,
        /// Name of a panel.
        dollar_title(name),
        /// Unit.
        dollar_unit,
        /// Sign.
        dollar_sign,
        /// Basis points.
        bp(value),
        /// Change of a day.
        day_change(change),
        /// Change of business days.
        lookback_change(change, n),
        /// Correlation.
        correlation(asset, n, value),
        /// What is expected.
        policy_cut(date, percent),
        /// What is expected.
        policy_expected(date, value),
        /// What was published.
        policy_published(change),
        /// Name of a panel.
        reserves_title,
        /// Unit.
        reserves_unit,
        /// Sign.
        reserves_sign,
        /// Change.
        reserves_week(usd, percent),
        /// Change.
        reserves_month(usd, percent),
        /// Coverage.
        reserves_chains(chains),
        /// Coverage.
        reserves_no_chains,
        /// What was only labelled.
        reserves_relabelled(usd),
        /// Name of a panel.
        whales_title,
        /// Unit.
        whales_unit,
        /// Sign.
        whales_sign,
        /// The last transfer.
        whales_flow(amount, label, time),
        /// Against the book.
        whales_share(percent, depth),
        /// Column.
        col_label,
        /// Column.
        col_amount,
        /// Column.
        col_share_of_depth,
        /// Name of a panel.
        season_title(month),
        /// Unit.
        season_unit,
        /// In the reading.
        season_hit_label(hit, n),
        /// Against what someone published.
        etf_published_same(ratio, usd, side),
        /// Against what someone published.
        etf_published_opposed(ratio, usd, side),
        /// A flow against what someone published without a window.
        etf_published_open(date, flow, ratio, usd, side),
        /// Sum of the last flows of several coins.
        etf_together(assets, usd),
        /// Turnover of a fund, as published.
        etf_turnover(label, usd),
        /// Table of the last flow of each coin.
        etf_by_coin,
        /// Column: coin.
        col_coin,
        /// Column: price that flow in US dollars and in coins imply.
        col_implied_price,
        /// Caption.
        etf_by_fund,
        /// What the named funds leave.
        etf_others,
        /// Column.
        col_fund,
    }
}
