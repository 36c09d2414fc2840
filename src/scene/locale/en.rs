//! English.

#[cfg(any(feature = "cascade", feature = "pictures"))]
mod cascade;
#[cfg(any(feature = "compare", feature = "pictures"))]
mod compare;
#[cfg(any(feature = "events", feature = "pictures"))]
mod events;
#[cfg(any(feature = "venues", feature = "pictures"))]
mod live;
#[cfg(any(feature = "map", feature = "pictures"))]
mod map;
#[cfg(any(feature = "regime", feature = "pictures"))]
mod regime;
#[cfg(any(feature = "scenarios", feature = "pictures"))]
mod scenarios;
#[cfg(any(feature = "sheets", feature = "pictures"))]
mod sheets;
#[cfg(any(feature = "signals", feature = "pictures"))]
mod signals;
#[cfg(any(feature = "tape", feature = "pictures"))]
mod tape;

use super::words::*;

pub(super) static WORDS: Words = Words {
    numbers: NumberWords {
        usd_prefix: "$",
        usd_suffix: "",
        unit_separator: " ",
        list_separator: ", ",
        sentence_separator: " ",
        sentence_end: ".",
    }
    .spoken(),
    marks: MarkWords { decimal: ".", group: ",", thousand: "K", million: "M", billion: "B", trillion: "T" }.spoken(),
    dates: DateWords {
        date: "{day} {month} {year}",
        day_month: "{day} {month}",
        day: "{day}",
        month_year: "{month} {year}",
        month: "{month}",
        year: "{year}",
        date_time_zone: "{date}, {time} {zone}",
        range_in_month: "{from_day}–{to_day} {month} {year}",
        range_in_year: "{from} – {to} {year}",
        range: "{from} – {to}",
    }
    .spoken(),
    months: MonthWords {
        january: "Jan",
        february: "Feb",
        march: "Mar",
        april: "Apr",
        may: "May",
        june: "Jun",
        july: "Jul",
        august: "Aug",
        september: "Sep",
        october: "Oct",
        november: "Nov",
        december: "Dec",
    }
    .spoken(),
    durations: DurationWords {
        one_day: "{n} day",
        many_days: "{n} days",
        one_hour: "{n} hour",
        many_hours: "{n} hours",
        one_minute: "{n} minute",
        many_minutes: "{n} minutes",
        one_second: "{n} second",
        many_seconds: "{n} seconds",
        separator: " ",
        ago: "{duration} ago",
        just_now: "just now",
    }
    .spoken(),
    terms: Apart::English,
    heatmap: HeatmapWords {
        heading: "{asset} liquidation heatmap",
        shows_estimate: "Estimated liquidations waiting at each price",
        shows_imported: "Liquidation levels at each price as their source gives them",
        shows_relative: "Where liquidations are estimated to wait, without their size",
        unit_usd: "US dollars per price row",
        unit_percent: "% of open interest per price row",
        unit_relative: "relative to the largest",
        market: "{asset} perpetuals on {venues}",
        range: "{range} ({zone})",
        dek_separator: " · ",
    }
    .spoken(),
    controls: ControlWords {
        zoom_in: "Zoom in",
        zoom_out: "Zoom out",
        reset: "Reset",
        sides: "Sides",
        both: "Both",
        long: "Longs",
        short: "Shorts",
        threshold: "Hide below",
        scale: "Scale",
        linear: "Linear",
        logarithmic: "Logarithmic",
        percent_of_open_interest: "% of open interest",
        candles: "Candles",
        realised: "Realised",
        table: "Table",
        method: "Method",
        save: "Save",
        save_svg: "Picture (SVG)",
        save_png: "Picture (PNG)",
        save_csv: "Numbers (CSV)",
        save_link: "Copy link to this view",
        save_code: "Copy embed code",
        copied: "Copied",
        copy_by_hand: "Copy this:",
        step_back: "Previous step",
        step_on: "Next step",
        step_of: "Step {n} of {count}",
        annotations: "Notes in the chart",
        close: "Close",
        help: "Keys",
        load: "Show the chart",
        retry: "Try again",
        loading: "Loading data …",
        computing: "Computing …",
    }
    .spoken(),
    legend: LegendWords {
        title_usd: "Estimated liquidations per price row",
        title_percent: "Estimated liquidations per price row, % of open interest",
        title_relative: "Estimated liquidations, relative",
        title_imported: "Amounts per price row as given",
        linear: "linear scale",
        logarithmic: "logarithmic scale",
        and_more: "{value} or more",
        hidden_below: "nothing drawn below {value}",
        with_share: "{value} ({share} of OI)",
        seeded: "Start unknown: more than 30% of the positions were open before the data begin",
        realised: "Realised liquidations; area shows the amount",
        no_estimate: "No estimate",
        stale_open_interest: "Open interest missing; last value held",
    }
    .spoken(),
    chart: ChartWords {
        shorts_at_risk: "Shorts at risk ↑",
        longs_at_risk: "Longs at risk ↓",
        cluster: "{range} · {mass} · {distance}",
        cluster_short: "{mass} · {distance}",
        spot: "Spot {price}",
        line_shock: "Shock {distance}",
        line_stop: "Projected {distance}",
    }
    .spoken(),
    crosshair: CrosshairWords {
        time: "Time",
        price: "Price",
        long: "Longs",
        short: "Shorts",
        share: "Share of open interest",
        cumulative: "From spot to here",
        distance: "From spot",
        seeded: "Open before the data begin",
        realised: "Realised",
        open: "Open",
        high: "High",
        low: "Low",
        close: "Close",
        no_estimate: "No estimate here",
    }
    .spoken(),
    notes: NoteWords {
        source: "Source: {sources}",
        data_to: "Data to {time}",
        data_to_with_age: "Data to {time} ({age})",
        estimate: "Estimate, not measurement",
        simulated: "Simulated data",
        partly_simulated: "Partly simulated data",
        simulated_venue: "Simulated",
        imported: "Imported, not computed here",
        sides_by_price: "Above the close shown as shorts, below as longs: no side is given",
        relative: "Relative: open interest unknown, so no amounts",
        coverage: "Covers {percent} of known open interest",
        mark_from_last: "Mark price taken from last price",
        realised_incomplete: "Realised liquidations incomplete",
        note_separator: " · ",
    }
    .spoken(),
    #[cfg(any(feature = "venues", feature = "pictures"))]
    live: live::WORDS,
    keys: KeyWords {
        title: "Keys",
        left_right: "Back and forward in time",
        up_down: "Up and down in price",
        page_up_down: "Ten price rows up or down",
        home_end: "First and last time shown",
        plus_minus: "Zoom in and out",
        enter: "Keep or release the numbers at this place",
        escape: "Close, or back to the whole range",
        question_mark: "Show these keys",
        focus_hint: "Chart. Arrow keys read its values; question mark lists all keys.",
    }
    .spoken(),
    summary: SummaryWords {
        spot: "{asset}: spot {price}, {time}.",
        largest_above: "The largest cluster above spot is at {range}: {mass} of shorts, {distance} away.",
        largest_below: "The largest cluster below spot is at {range}: {mass} of longs, {distance} away.",
        none_above: "No cluster stands out above spot.",
        none_below: "No cluster stands out below spot.",
        totals: "Between {low} and {high}, an estimated {shorts} of shorts would be liquidated above spot and {longs} \
                 of longs below.",
        balance: "Of what is shown, {shorts} are shorts above spot and {longs} longs below.",
        share: "Together that is {share} of open interest.",
        realised: "Realised liquidations, {range}: {longs} of longs, {shorts} of shorts.",
        seeded: "Until {time}, more than 30% of the positions were open before the data begin; their start is unknown.",
        estimate: "This is an estimate, not a measurement.",
        imported: "The picture was imported and not computed here.",
        simulated: "The data are simulated.",
    }
    .spoken(),
    table: Apart::English,
    method: Apart::English,
    #[cfg(any(feature = "map", feature = "pictures"))]
    map: map::WORDS,
    #[cfg(any(feature = "cascade", feature = "pictures"))]
    cascade: cascade::WORDS,
    #[cfg(any(feature = "events", feature = "pictures"))]
    events: events::WORDS,
    #[cfg(any(feature = "tape", feature = "pictures"))]
    tape: tape::WORDS,
    #[cfg(any(feature = "regime", feature = "pictures"))]
    regime: regime::WORDS,
    #[cfg(any(feature = "sheets", feature = "pictures"))]
    sheets: sheets::WORDS,
    #[cfg(any(feature = "signals", feature = "pictures"))]
    signals: signals::WORDS,
    #[cfg(any(feature = "scenarios", feature = "pictures"))]
    scenarios: scenarios::WORDS,
    #[cfg(any(feature = "compare", feature = "pictures"))]
    compare: compare::WORDS,
    errors: ErrorWords {
        data_invalid: "The data do not follow their format.",
        data_too_large: "The data are larger than this chart can take.",
        data_unordered: "The data are not in order of time.",
        data_duplicated: "The data contain the same time twice.",
        data_length: "Columns of the data differ in length.",
        data_range: "A number in the data is out of range.",
        data_empty: "There are no data for this range.",
        unit_suspect: "The unit of a series does not fit the data.",
        attribute_invalid: "A setting of this chart has a value that is not allowed.",
        attribute_unknown: "A setting of this chart is not known.",
        no_liquidation_price: "This position has no liquidation price.",
        fetch_failed: "The data could not be loaded.",
        integrity_mismatch: "The data differ from those the author checked.",
        venue_refused: "The venue refused to send data.",
        venue_blocked: "The venue does not serve this network or region.",
        rate_limited: "The venue asks for fewer requests; try later.",
        symbol_unknown: "The venue does not list this symbol.",
        unit_unknown: "What a quantity counts is not known.",
        tiers_missing: "A maintenance table has no rows.",
        wasm_refused: "This page or browser does not let the chart run.",
        wasm_trap: "The chart stopped after an internal error.",
        last_good_stays: "The last good drawing is shown.",
    }
    .spoken(),
};

impl English for TermWords {
    fn english() -> &'static Spoken<Self> {
        &TERMS
    }
}

static TERMS: Spoken<TermWords> = TermWords {
    liquidation_heatmap: "liquidation heatmap",
    liquidation_map: "liquidation map",
    liquidation_cascade: "liquidation cascade",
    liquidation: "liquidation",
    liquidated: "liquidated",
    forced_closing: "forced closing",
    long: "long",
    short: "short",
    long_position: "long position",
    short_position: "short position",
    longs_at_risk: "longs at risk",
    shorts_at_risk: "shorts at risk",
    short_squeeze: "short squeeze",
    long_flush: "long flush",
    open_interest: "open interest",
    open_interest_short: "OI",
    funding_rate: "funding rate",
    basis_annualised: "basis, annualised",
    perpetual: "perpetual",
    dated_future: "dated future",
    leverage: "leverage",
    margin: "margin",
    maintenance_margin: "maintenance margin",
    mark_price: "mark price",
    spot: "spot",
    index: "index",
    order_book_depth: "order book depth",
    slippage: "slippage",
    cluster: "cluster",
    shock: "shock",
    critical_shock: "critical shock",
    amplification: "amplification",
    round: "round",
    absorbed: "absorbed",
    not_absorbed: "not absorbed",
    skew: "25-delta risk reversal (skew)",
    dealer_gamma: "dealer gamma",
    zero_gamma: "zero-gamma level",
    implied_volatility: "implied volatility",
    realised_volatility: "realised volatility",
    etf_net_flow: "ETF net flow",
    inflow: "inflow",
    outflow: "outflow",
    streak: "streak (day {n})",
    perp_share: "share of perpetuals",
    stablecoin_reserves: "stablecoin reserves on exchanges",
    regime_rebuilding: "leverage rebuilding",
    regime_flush: "flush",
    regime_fragile: "hidden fragility",
    trigger: "trigger",
    trigger_met: "met",
    trigger_not_met: "not met",
    trigger_no_data: "no data",
    scenario: "scenario",
    drawdown: "drawdown",
    beta: "beta",
    seasonality: "seasonality",
    hit_rate: "hit rate",
    scenario_disclaimer: "Scenario projection; not a forecast and not advice",
}
.spoken();

impl English for TableWords {
    fn english() -> &'static Spoken<Self> {
        &TABLE
    }
}

static TABLE: Spoken<TableWords> = TableWords {
    clusters: "Largest clusters",
    rows: "Estimated liquidations by price, {time}",
    side: "Side",
    price_from: "Price from",
    price_to: "Price to",
    mass_usd: "Amount, US dollars",
    mass_relative: "Amount, relative",
    longs_usd: "Longs, US dollars",
    shorts_usd: "Shorts, US dollars",
    share: "% of open interest",
    distance: "From spot",
    seeded: "start unknown",
}
.spoken();

impl English for MethodWords {
    fn english() -> &'static Spoken<Self> {
        &METHOD
    }
}

static METHOD: Spoken<MethodWords> = MethodWords {
    title: "Method",
    assumptions: "Assumptions",
    model: "Model {version}",
    leverage_mix: "Leverage mix",
    tiers: "Maintenance margin: {source}, {date}",
    tiers_of_another: "{source}, used for {venue} for want of its own table",
    tiers_assumed: "Maintenance margin: assumed to be half of the initial margin at {leverage}×",
    tiers_undated: "date not known",
    turnover: "Turnover of positions",
    of_volume: "{percent} of traded volume",
    band: "longs {longs}, shorts {shorts}",
    venues: "Venues: {venues}",
    mark_from_mark: "Liquidations follow the mark price",
    mark_from_last: "Mark price unknown; taken from last price",
    resolution: "Resolution: {percent} of price",
    uncertainty: "Range over other plausible assumptions",
    paths: "90% of simulated paths end between {low} and {high}",
    limits: "No venue publishes its open positions. Entry prices, leverage and added margin are assumed; single \
             positions cannot be seen.",
    no_advice: "Nothing here is advice.",
}
.spoken();
