//! Figures as someone published them: a value, a range, or one bound. Each stands for itself and none is added to another.

use super::Origin;
use super::check::{LARGEST_AMOUNT, short_text, time};
use crate::digits::Plain;
use crate::engine::market::{Side, TimeMs};
use crate::error::{Code, Result, fault, told};
use crate::texts::words_of;
use crate::value::{Fields, ReadFields};

const LONGEST_WINDOW_MS: f64 = 366.0 * 86_400_000.0;

/// What a published figure counts, which is also its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// US dollars of positions closed by force within the window.
    Liquidations,
    /// Accounts that had a position closed by force within the window.
    Accounts,
    /// US dollars traded within the window; no flow.
    Turnover,
    /// US dollars of net flow into funds within the window, negative for outflow.
    EtfFlow,
    /// A price, in the quote currency.
    Price,
    /// The lowest price of the window, in the quote currency.
    LowestPrice,
    /// The highest price of the window, in the quote currency.
    HighestPrice,
    /// Change of price within the window as a fraction, negative for a fall.
    PriceChange,
    /// Prices between which liquidations crowd, in the quote currency.
    LiquidationZone,
    /// Share of perpetuals in perpetuals and spot, a fraction.
    PerpShare,
    /// Share of derivatives in all that is traded, a fraction.
    DerivativesShare,
    /// Change of a policy rate as a fraction: a cut of 25 basis points is -0.0025.
    PolicyRateChange,
}

impl Measure {
    /// All, in the order of the documentation.
    pub const ALL: [Self; 12] = [
        Self::Liquidations,
        Self::Accounts,
        Self::Turnover,
        Self::EtfFlow,
        Self::Price,
        Self::LowestPrice,
        Self::HighestPrice,
        Self::PriceChange,
        Self::LiquidationZone,
        Self::PerpShare,
        Self::DerivativesShare,
        Self::PolicyRateChange,
    ];

    /// The word in a document.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Liquidations => "liquidations",
            Self::Accounts => "accounts",
            Self::Turnover => "turnover",
            Self::EtfFlow => "etf_flow",
            Self::Price => "price",
            Self::LowestPrice => "lowest_price",
            Self::HighestPrice => "highest_price",
            Self::PriceChange => "price_change",
            Self::LiquidationZone => "liquidation_zone",
            Self::PerpShare => "perp_share",
            Self::DerivativesShare => "derivatives_share",
            Self::PolicyRateChange => "policy_rate_change",
        }
    }

    /// Least value that means something.
    const fn least(self) -> f64 {
        match self {
            Self::EtfFlow => -LARGEST_AMOUNT,
            Self::PriceChange | Self::PolicyRateChange => -1.0,
            _ => 0.0,
        }
    }

    /// Largest value that means something.
    const fn most(self) -> f64 {
        match self {
            Self::PerpShare | Self::DerivativesShare | Self::PolicyRateChange => 1.0,
            _ => LARGEST_AMOUNT,
        }
    }
}

/// One published figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Published {
    /// Who publishes it.
    pub origin: Origin,
    /// What it counts.
    pub measure: Measure,
    /// The coin; nothing for a figure of the whole market.
    pub asset: Option<String>,
    /// Whose positions were closed; nothing for both sides.
    pub side: Option<Side>,
    /// What tells it from other figures of the same measure, for instance a fund or `headline`.
    pub label: Option<String>,
    /// Length of the window that it sums.
    pub window_ms: Option<TimeMs>,
    /// End of the window, or the instant it is of; the end of the data when left out.
    pub time_ms: Option<TimeMs>,
    /// Lower bound; nothing where it is open. The two bounds of a value are equal.
    pub low: Option<f64>,
    /// Upper bound; nothing where it is open.
    pub high: Option<f64>,
    /// The latest earlier day with a figure at least as large, as its publisher says.
    pub since_ms: Option<TimeMs>,
}

fn within(fields: &mut Fields, key: &str, measure: Measure) -> Option<f64> {
    fields.optional_within(key, measure.least(), measure.most())
}

/// Either `value`, or `low`, `high` or both in this order.
fn bounds(fields: &mut Fields, measure: Measure) -> [Option<f64>; 2] {
    let [value, low, high] = ["value", "low", "high"].map(|key| within(fields, key, measure));
    let bounds = match (value, [low, high]) {
        (Some(value), [None, None]) => [Some(value); 2],
        (None, bounds) if bounds != [None, None] => bounds,
        (_, bounds) => {
            let field = fields.path_to("value");
            fields.blame(fault!(Code::DataInvalid, field, "other bounds", "either value, or low, high or both"));
            bounds
        }
    };
    if let [Some(low), Some(high)] = bounds
        && low > high
    {
        fields.blame(fault!(Code::DataRange, fields.path_to("low"), low, told!("at most high, {}", Plain(high))));
    }
    bounds
}

fn instant(fields: &mut Fields, key: &str) -> Option<TimeMs> {
    let [given] = fields.has(&[key]);
    given.then(|| time(fields, key))
}

fn words(fields: &mut Fields, key: &str, longest: usize) -> Option<String> {
    let [given] = fields.has(&[key]);
    given.then(|| short_text(fields, key, longest))
}

impl ReadFields for Published {
    const KEYS: &'static [&'static str] = &[
        "basis",
        "source",
        "measure",
        "asset",
        "side",
        "label",
        "window_ms",
        "time_ms",
        "value",
        "low",
        "high",
        "since_ms",
    ];

    fn of(fields: &mut Fields) -> Self {
        let measure = Measure::ALL[fields.word("measure", &words_of!(Measure::ALL))];
        let sides: Option<Result<usize>> = fields.optional("side").map(|side| side.word(&words_of!(Side::BOTH)));
        let [low, high] = bounds(fields, measure);
        Self {
            origin: Origin::of(fields),
            measure,
            asset: words(fields, "asset", 24),
            side: sides.and_then(|side| fields.take(side)).map(|side| Side::BOTH[side]),
            label: words(fields, "label", 200),
            window_ms: fields.optional_within("window_ms", 1000.0, LONGEST_WINDOW_MS).map(|length| length as TimeMs),
            time_ms: instant(fields, "time_ms"),
            low,
            high,
            since_ms: instant(fields, "since_ms"),
        }
    }
}
