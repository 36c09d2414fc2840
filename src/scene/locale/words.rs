//! The words that a language must have: one named field per phrase, so that a missing word does not compile.
//!
//! A phrase with slots lists them after its name; [`fill`](super::fill) puts the values in.

pub use super::apart::{Apart, English};
#[cfg(any(test, not(target_arch = "wasm32")))]
use super::spoken::Phrase;
pub use super::spoken::{Phrases, Spoken};
use super::word_file::{Lines, WordGroup};
#[cfg(not(target_arch = "wasm32"))]
use crate::value::camel_case;

/// The phrases of one group: as they are written, one named field each, and as they are [`Spoken`], by methods of the same
/// names. Written ones exist while the crate is compiled only.
macro_rules! phrases {
    ($(#[$about:meta])* $group:ident { $($(#[$doc:meta])* $field:ident $(($($slot:ident),+))?,)+ }) => {
        $(#[$about])*
        pub struct $group {
            $(
                $(#[$doc])*
                $(#[doc = concat!(" Slots:", $(" `{", stringify!($slot), "}`"),+, ".")])?
                pub $field: &'static str,
            )+
        }

        const _: () = {
            #[allow(non_camel_case_types, reason = "places are called as the phrases")]
            enum Place { $($field),+ }

            const COUNT: usize = [$(Place::$field),+].len();

            impl $group {
                /// The same to say.
                #[must_use]
                pub const fn spoken(self) -> Spoken<Self> {
                    Spoken([$(self.$field),+])
                }
            }

            impl Spoken<$group> {
                $(
                    $(#[$doc])*
                    $(#[doc = concat!(" Slots:", $(" `{", stringify!($slot), "}`"),+, ".")])?
                    #[must_use]
                    pub const fn $field(&self) -> &'static str {
                        self.0[Place::$field as usize]
                    }
                )+
            }

            impl Phrases for $group {
                type Lines = [&'static str; COUNT];
                const EMPTY: Self::Lines = [""; COUNT];
                const NAMES: &'static [&'static str] = &[$(stringify!($field)),+];
                #[cfg(test)]
                const SLOTS: &'static [&'static [&'static str]] = &[$(&[$($(stringify!($slot)),+)?]),+];
            }
        };
    };
}

/// What a group of words is, once it is spoken: apart where it is marked so.
macro_rules! spoken {
    ($group:ident) => { Spoken<$group> };
    ($group:ident apart) => { Apart<$group> };
}

/// The groups of a language. A new group is one line here, its `phrases!`, and its words in every language. A group of one
/// kind of figure is there where that kind is: every reader downloads the English words of what his wasm draws.
macro_rules! word_groups {
    ($($(#[$doc:meta])* $field:ident: $group:ident $($apart:ident)? $((if $kind:literal))?,)+) => {
        /// All words of one language.
        #[derive(Debug)]
        pub struct Words {
            $($(#[$doc])* $(#[cfg(any(feature = $kind, feature = "pictures"))])? pub $field: spoken!($group $($apart)?),)+
        }

        impl Words {
            /// Before anything is read.
            pub(super) const EMPTY: Self = Self {
                $($(#[cfg(any(feature = $kind, feature = "pictures"))])? $field: WordGroup::EMPTY,)+
            };

            /// Takes the words of all groups that are compiled in; the lines of others are passed over.
            pub(super) fn fill(&mut self, lines: &mut Lines) {
                $(
                    $(#[cfg(any(feature = $kind, feature = "pictures"))])?
                    self.$field.fill(lines);
                    $(
                        #[cfg(not(any(feature = $kind, feature = "pictures")))]
                        let _others = lines.left_for_later(<$group as Phrases>::NAMES.len());
                    )?
                )+
            }

            pub(super) fn write(&self, lines: &mut Vec<&'static str>) {
                $($(#[cfg(any(feature = $kind, feature = "pictures"))])? self.$field.write(lines);)+
            }

            /// Every phrase with the name of its group.
            #[cfg(test)]
            pub(super) fn phrases(&self) -> Vec<(&'static str, Phrase)> {
                let mut phrases = Vec::new();
                $(
                    $(#[cfg(any(feature = $kind, feature = "pictures"))])?
                    phrases.extend(self.$field.phrases().into_iter().map(|phrase| (stringify!($field), phrase)));
                )+
                phrases
            }

            /// Every phrase by the name that a message file calls it, such as `legend.titleUsd`.
            #[cfg(not(target_arch = "wasm32"))]
            pub(super) fn messages(&self) -> Vec<(String, &'static str)> {
                let mut messages = Vec::new();
                $(
                    $(#[cfg(any(feature = $kind, feature = "pictures"))])?
                    messages.extend(self.$field.phrases().into_iter().map(|Phrase { name, text, .. }| {
                        (format!("{}.{}", stringify!($field), camel_case(name)), text)
                    }));
                )+
                messages
            }
        }
    };
}

mod cascade;
mod compare;
mod events;
mod live;
mod map;
mod regime;
mod scenarios;
mod sheets;
mod signals;
mod tape;

pub use cascade::CascadeWords;
pub use compare::CompareWords;
pub use events::EventWords;
pub use live::LiveWords;
pub use map::MapWords;
pub use regime::RegimeWords;
pub use scenarios::ScenariosWords;
pub use sheets::SheetWords;
pub use signals::SignalsWords;
pub use tape::TapeWords;

word_groups! {
    /// How numbers are written.
    numbers: NumberWords,
    /// How digits are written.
    marks: MarkWords,
    /// How dates and times are written.
    dates: DateWords,
    /// Months' names in order, as the slot `month` of [`DateWords`] takes them.
    months: MonthWords,
    /// Lengths of time and ages.
    durations: DurationWords,
    /// The terms of the trade.
    terms: TermWords apart,
    /// Heading and dek of the heatmap.
    heatmap: HeatmapWords,
    /// Buttons and their choices.
    controls: ControlWords,
    /// Legend.
    legend: LegendWords,
    /// Labels inside the picture.
    chart: ChartWords,
    /// Names of the fields in the box at the crosshair.
    crosshair: CrosshairWords,
    /// The line under the picture.
    notes: NoteWords,
    /// What became of the venues that are followed.
    live: LiveWords (if "venues"),
    /// What each key does.
    keys: KeyWords,
    /// Sentences of the summary.
    summary: SummaryWords,
    /// Captions and column heads of tables.
    table: TableWords apart,
    /// The method card.
    method: MethodWords apart,
    /// The liquidation map.
    map: MapWords (if "map"),
    /// The cascade.
    cascade: CascadeWords (if "cascade"),
    /// What happened when.
    events: EventWords (if "events"),
    /// The liquidation tape.
    tape: TapeWords (if "tape"),
    /// Regimes.
    regime: RegimeWords (if "regime"),
    /// Sheets of values, whatever they show.
    sheets: SheetWords (if "sheets"),
    /// The signals beside the maps.
    signals: SignalsWords (if "signals"),
    /// Zones and their triggers.
    scenarios: ScenariosWords (if "scenarios"),
    /// Coins, past events and months side by side.
    compare: CompareWords (if "compare"),
    /// One line per error.
    errors: ErrorWords,
}

phrases! {
    /// How amounts and lists are written.
    NumberWords {
        /// Before an amount of US dollars; may be empty.
        usd_prefix,
        /// After an amount of US dollars; may be empty.
        usd_suffix,
        /// Between a number and a unit in Latin letters.
        unit_separator,
        /// Between the members of a list.
        list_separator,
        /// Between two sentences.
        sentence_separator,
        /// At the end of a sentence.
        sentence_end,
    }
}

phrases! {
    /// How digits are written, and the groups of large amounts; Chinese has groups of its own.
    MarkWords {
        /// Before the decimals.
        decimal,
        /// Between groups of three digits.
        group,
        /// After a number of thousands.
        thousand,
        /// After a number of millions.
        million,
        /// After a number of thousand millions.
        billion,
        /// After a number of million millions.
        trillion,
    }
}

phrases! {
    /// How dates are written; `month` is a name in English and a number in Chinese.
    DateWords {
        /// Day with year.
        date(day, month, year),
        /// Day without year, on an axis.
        day_month(day, month),
        /// Day of the month alone, on an axis.
        day(day),
        /// Month with year.
        month_year(month, year),
        /// Month alone, on an axis.
        month(month),
        /// Year alone, on an axis.
        year(year),
        /// Date, time and zone, the form of every sentence.
        date_time_zone(date, time, zone),
        /// Two dates of the same month.
        range_in_month(from_day, to_day, month, year),
        /// Two dates of the same year; `from` and `to` are without year.
        range_in_year(from, to, year),
        /// Two dates of different years.
        range(from, to),
    }
}

phrases! {
    /// Names of the months.
    MonthWords {
        /// Month 1.
        january,
        /// Month 2.
        february,
        /// Month 3.
        march,
        /// Month 4.
        april,
        /// Month 5.
        may,
        /// Month 6.
        june,
        /// Month 7.
        july,
        /// Month 8.
        august,
        /// Month 9.
        september,
        /// Month 10.
        october,
        /// Month 11.
        november,
        /// Month 12.
        december,
    }
}

phrases! {
    /// Lengths of time; `one_…` is for one of them, `many_…` for any other number.
    DurationWords {
        /// A day.
        one_day(n),
        /// Days.
        many_days(n),
        /// An hour.
        one_hour(n),
        /// Hours.
        many_hours(n),
        /// A minute.
        one_minute(n),
        /// Minutes.
        many_minutes(n),
        /// A second.
        one_second(n),
        /// Seconds.
        many_seconds(n),
        /// Between two units of one duration.
        separator,
        /// An age.
        ago(duration),
        /// An age under a minute.
        just_now,
    }
}

phrases! {
    /// The terms of the trade, one word for one thing throughout.
    TermWords {
        /// Time by price matrix of outstanding liquidations.
        liquidation_heatmap,
        /// Outstanding liquidations by price, now.
        liquidation_map,
        /// Liquidations that set off further ones.
        liquidation_cascade,
        /// The event.
        liquidation,
        /// What happened to the position.
        liquidated,
        /// Closing by the venue.
        forced_closing,
        /// Side of those who bought.
        long,
        /// Side of those who sold.
        short,
        /// One position of those who bought.
        long_position,
        /// One position of those who sold.
        short_position,
        /// Prices at which longs would be liquidated.
        longs_at_risk,
        /// Prices at which shorts would be liquidated.
        shorts_at_risk,
        /// A rise that liquidates shorts.
        short_squeeze,
        /// A fall that liquidates longs.
        long_flush,
        /// Contracts outstanding, in full.
        open_interest,
        /// Contracts outstanding, where space is scarce.
        open_interest_short,
        /// Payment between longs and shorts.
        funding_rate,
        /// Premium of a dated future per year.
        basis_annualised,
        /// Contract without expiry.
        perpetual,
        /// Contract with expiry.
        dated_future,
        /// Notional over margin.
        leverage,
        /// Collateral of a position.
        margin,
        /// Collateral below which a venue closes.
        maintenance_margin,
        /// Price by which venues liquidate.
        mark_price,
        /// Price now.
        spot,
        /// Average price over venues.
        index,
        /// Orders waiting near the price.
        order_book_depth,
        /// Price moved by one's own order.
        slippage,
        /// Prices with much waiting.
        cluster,
        /// A first move of the price.
        shock,
        /// The shock at which a cascade starts.
        critical_shock,
        /// Final move over shock.
        amplification,
        /// One step of a cascade.
        round,
        /// A cascade that ends within the book.
        absorbed,
        /// A cascade that the book cannot end.
        not_absorbed,
        /// Price of puts against calls.
        skew,
        /// Hedging need of option dealers.
        dealer_gamma,
        /// Price at which dealers' gamma changes sign.
        zero_gamma,
        /// Volatility in option prices.
        implied_volatility,
        /// Volatility that happened.
        realised_volatility,
        /// Creations less redemptions of exchange-traded funds.
        etf_net_flow,
        /// Net creations.
        inflow,
        /// Net redemptions.
        outflow,
        /// Days in a row.
        streak(n),
        /// Perpetuals' part of open interest.
        perp_share,
        /// Stablecoins held at venues.
        stablecoin_reserves,
        /// Regime: leverage builds up.
        regime_rebuilding,
        /// Regime: leverage is flushed out.
        regime_flush,
        /// Regime: quiet price, growing leverage.
        regime_fragile,
        /// A condition of a scenario.
        trigger,
        /// The condition holds.
        trigger_met,
        /// The condition does not hold.
        trigger_not_met,
        /// Nothing to test the condition with.
        trigger_no_data,
        /// A possible course of the price.
        scenario,
        /// Loss from the last high.
        drawdown,
        /// Move against the market's move.
        beta,
        /// Habits of the calendar.
        seasonality,
        /// How often a month rose.
        hit_rate,
        /// Under every scenario, never left out.
        scenario_disclaimer,
    }
}

phrases! {
    /// Heading and dek of the heatmap.
    HeatmapWords {
        /// Heading when the author gives none.
        heading(asset),
        /// What is shown, in US dollars.
        shows_estimate,
        /// What is shown, made elsewhere.
        shows_imported,
        /// What is shown, without open interest to scale it.
        shows_relative,
        /// Unit of the heat: US dollars.
        unit_usd,
        /// Unit of the heat: percent of open interest.
        unit_percent,
        /// Unit of the heat: relative.
        unit_relative,
        /// Which contracts.
        market(asset, venues),
        /// Which time.
        range(range, zone),
        /// Between the pieces of a dek.
        dek_separator,
    }
}

phrases! {
    /// Buttons and their choices.
    ControlWords {
        /// Button.
        zoom_in,
        /// Button.
        zoom_out,
        /// Button: the whole range again.
        reset,
        /// Name of the choice of sides.
        sides,
        /// Longs and shorts.
        both,
        /// Longs only.
        long,
        /// Shorts only.
        short,
        /// Slider: hide below.
        threshold,
        /// Name of the choice of scales.
        scale,
        /// Scale linear in US dollars.
        linear,
        /// Logarithmic scale.
        logarithmic,
        /// Scale in percent of open interest.
        percent_of_open_interest,
        /// Switch.
        candles,
        /// Switch: circles of realised liquidations.
        realised,
        /// Button: the numbers.
        table,
        /// Button: the method card.
        method,
        /// Button.
        save,
        /// Choice of [`Self::save`].
        save_svg,
        /// Choice of [`Self::save`].
        save_png,
        /// Choice of [`Self::save`].
        save_csv,
        /// Choice of [`Self::save`]: a link that opens the page with this view.
        save_link,
        /// Choice of [`Self::save`]: the markup for another page.
        save_code,
        /// Said after a copy.
        copied,
        /// Said before the text, where the page may not write to the clipboard.
        copy_by_hand,
        /// Button: the paragraph before.
        step_back,
        /// Button: the paragraph after.
        step_on,
        /// Which paragraph of how many.
        step_of(n, count),
        /// Name of the list of the author's notes.
        annotations,
        /// Button.
        close,
        /// Button: keyboard help.
        help,
        /// Button: fetch or draw now, where the author chose so.
        load,
        /// Button after a failed request.
        retry,
        /// Shown while data travel.
        loading,
        /// Shown while the estimate runs.
        computing,
    }
}

phrases! {
    /// Legend.
    LegendWords {
        /// Title: US dollars.
        title_usd,
        /// Title: percent of open interest.
        title_percent,
        /// Title: relative.
        title_relative,
        /// Amounts made elsewhere.
        title_imported,
        /// Name of the linear scale.
        linear,
        /// Name of the logarithmic scale.
        logarithmic,
        /// The top end, beyond which colours no longer change.
        and_more(value),
        /// The low end, below which nothing is drawn.
        hidden_below(value),
        /// One end of the scale beside its US dollars.
        with_share(value, share),
        /// Hatched columns.
        seeded,
        /// Open circles.
        realised,
        /// Columns without estimate.
        no_estimate,
        /// Columns where open interest was held at its last value.
        stale_open_interest,
    }
}

phrases! {
    /// Labels inside the picture.
    ChartWords {
        /// Above the spot line.
        shorts_at_risk,
        /// Below the spot line.
        longs_at_risk,
        /// At a bracket.
        cluster(range, mass, distance),
        /// At a bracket, on a narrow screen.
        cluster_short(mass, distance),
        /// At the spot line.
        spot(price),
        /// At the line where the shock alone leads.
        line_shock(distance),
        /// At the line where the projection ends.
        line_stop(distance),
    }
}

phrases! {
    /// Names of the fields in the box at the crosshair.
    CrosshairWords {
        /// Instant.
        time,
        /// Price range of the row.
        price,
        /// Longs waiting in the row.
        long,
        /// Shorts waiting in the row.
        short,
        /// Share of open interest.
        share,
        /// Sum from spot to the row.
        cumulative,
        /// Distance of the row from spot.
        distance,
        /// Part of the column that was open before the data begin.
        seeded,
        /// Realised liquidations of the column.
        realised,
        /// Candle's first price.
        open,
        /// Candle's highest price.
        high,
        /// Candle's lowest price.
        low,
        /// Candle's last price.
        close,
        /// No estimate at this place.
        no_estimate,
    }
}

phrases! {
    /// The line under the picture.
    NoteWords {
        /// Where the data come from.
        source(sources),
        /// Up to when.
        data_to(time),
        /// Up to when, and how old that is.
        data_to_with_age(time, age),
        /// Always there.
        estimate,
        /// All data made by a generator.
        simulated,
        /// Some data made by a generator.
        partly_simulated,
        /// The venue of data made by a generator, as its name.
        simulated_venue,
        /// Result made elsewhere.
        imported,
        /// Made elsewhere without sides.
        sides_by_price,
        /// No open interest, so no US dollars.
        relative,
        /// How much of the market the data cover.
        coverage(percent),
        /// No mark-price candles.
        mark_from_last,
        /// Feed of liquidations is not complete.
        realised_incomplete,
        /// Between the notes.
        note_separator,
    }
}

phrases! {
    /// What each key does.
    KeyWords {
        /// Title of the help.
        title,
        /// ← →.
        left_right,
        /// ↑ ↓.
        up_down,
        /// `PageUp`, `PageDown`.
        page_up_down,
        /// `Home`, `End`.
        home_end,
        /// + −.
        plus_minus,
        /// `Enter`.
        enter,
        /// `Esc`.
        escape,
        /// ?.
        question_mark,
        /// What the picture is, said on focus.
        focus_hint,
    }
}

phrases! {
    /// Sentences of the text alternative; every number comes from the result.
    SummaryWords {
        /// First sentence.
        spot(asset, price, time),
        /// Sentence.
        largest_above(range, mass, distance),
        /// Sentence.
        largest_below(range, mass, distance),
        /// Sentence.
        none_above,
        /// Sentence.
        none_below,
        /// Sums of the shown range.
        totals(shorts, longs, low, high),
        /// The same where there are no US dollars.
        balance(shorts, longs),
        /// Share of open interest with a known price in the shown range.
        share(share),
        /// Realised liquidations of the shown time.
        realised(longs, shorts, range),
        /// How far the unknown start reaches.
        seeded(time),
        /// Last sentence.
        estimate,
        /// What was made elsewhere.
        imported,
        /// Last sentence where data are simulated.
        simulated,
    }
}

phrases! {
    /// Captions and column heads of tables.
    TableWords {
        /// Caption of the clusters.
        clusters,
        /// Caption of the rows.
        rows(time),
        /// Column.
        side,
        /// Column.
        price_from,
        /// Column.
        price_to,
        /// Column.
        mass_usd,
        /// Column.
        mass_relative,
        /// Column.
        longs_usd,
        /// Column.
        shorts_usd,
        /// Column.
        share,
        /// Column.
        distance,
        /// A cluster whose start is unknown.
        seeded,
    }
}

phrases! {
    /// The method card.
    MethodWords {
        /// Title.
        title,
        /// The assumptions' heading.
        assumptions,
        /// Model and its version.
        model(version),
        /// Mix of leverages.
        leverage_mix,
        /// Maintenance margin table.
        tiers(source, date),
        /// Source of the table of another venue.
        tiers_of_another(source, venue),
        /// No table is known.
        tiers_assumed(leverage),
        /// In place of its date.
        tiers_undated,
        /// Turnover of positions.
        turnover,
        /// A share of the traded volume.
        of_volume(percent),
        /// Amounts of both sides, each from low to high.
        band(longs, shorts),
        /// Venues in the data.
        venues(venues),
        /// Price by which liquidations are computed: mark price.
        mark_from_mark,
        /// Price by which liquidations are computed: last price.
        mark_from_last,
        /// Resolution of the picture.
        resolution(percent),
        /// Band of the draws.
        uncertainty,
        /// Where nine of ten simulated paths end.
        paths(low, high),
        /// What the picture cannot show.
        limits,
        /// Nothing here is advice.
        no_advice,
    }
}

phrases! {
    /// One line per error, for the reader; the console has the details.
    ErrorWords {
        /// `data-invalid`.
        data_invalid,
        /// `data-too-large`.
        data_too_large,
        /// `data-unordered`.
        data_unordered,
        /// `data-duplicated`.
        data_duplicated,
        /// `data-length`.
        data_length,
        /// `data-range`.
        data_range,
        /// `data-empty`.
        data_empty,
        /// `unit-suspect`.
        unit_suspect,
        /// `attribute-invalid`.
        attribute_invalid,
        /// `attribute-unknown`.
        attribute_unknown,
        /// `no-liquidation-price`.
        no_liquidation_price,
        /// `fetch-failed`.
        fetch_failed,
        /// `integrity-mismatch`.
        integrity_mismatch,
        /// `venue-refused`.
        venue_refused,
        /// `venue-blocked`.
        venue_blocked,
        /// `rate-limited`.
        rate_limited,
        /// `symbol-unknown`.
        symbol_unknown,
        /// `unit-unknown`.
        unit_unknown,
        /// `tiers-missing`.
        tiers_missing,
        /// `wasm-refused`.
        wasm_refused,
        /// `wasm-trap`.
        wasm_trap,
        /// After any error, when an older drawing stays.
        last_good_stays,
    }
}
