//! The options of an estimate as they arrive from a script or from attributes, checked once.

use super::Unit;
use crate::engine::clusters::DEFAULT_DENSITY_SHARE;
use crate::engine::heatmap::HeatmapOptions;
use crate::engine::market::{Market, Snapshot, TimeMs};
use crate::engine::open_interest::Sampling;
use crate::engine::parameters::Parameters;
use crate::engine::prior::Prior;
#[cfg(any(not(target_arch = "wasm32"), feature = "headless"))]
use crate::engine::prior::{PriorTable, Profile};
use crate::engine::rows::RowScale;
use crate::error::{Code, Error, Result, Told, fault, one_of, told};
use crate::lists::Listed;
use crate::texts::Texts;
use crate::value::{Fields, Node, Read, Value};

const HOUR_MS: TimeMs = 3_600_000;
/// Longest range of time: a hundred years.
const LONGEST_RANGE_HOURS: TimeMs = 876_000;

/// What to estimate. Every key may be left out; a default stands in [`HeatmapOptions`] or [`Parameters`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EstimateRequest {
    /// First instant shown, milliseconds since 1970 UTC; earlier candles only prepare the state.
    pub from: Option<TimeMs>,
    /// Candles that close after it are left out.
    pub to: Option<TimeMs>,
    /// Instead of `from`: a number of hours, days or weeks (`24h`, `7d`, `2w`), counted back from the last close.
    pub range: Option<String>,
    /// Most columns.
    pub columns: Option<u32>,
    /// Price rows.
    pub rows: Option<u32>,
    /// Lowest price.
    pub low: Option<f64>,
    /// Highest price.
    pub high: Option<f64>,
    /// `log` or `linear`.
    pub row_scale: Option<String>,
    /// `display` or `causal`.
    pub sampling: Option<String>,
    /// Venue ids to sum.
    pub venues: Option<Vec<String>>,
    /// Entries of the prior to keep, by leverage.
    pub leverage: Option<Vec<f64>>,
    /// A profile's word or a table.
    pub prior: Option<PriorRequest>,
    /// Assumptions other than the prior.
    pub parameters: Option<ParametersRequest>,
    /// `usd`, `coin` or `percent`; `usd` when left out, `percent` where the estimate is relative.
    pub unit: Option<String>,
    /// Share of the highest density that a row of a cluster reaches, above 0 and at most 1.
    pub cluster_density: Option<f64>,
}

/// A prior by name or as the author's own table. No attribute of a page asks for one: its wasm has neither.
#[derive(Clone, Debug, PartialEq)]
pub enum PriorRequest {
    /// Word of a [`Profile`].
    #[cfg(any(not(target_arch = "wasm32"), feature = "headless"))]
    Profile(String),
    /// Own weights.
    #[cfg(any(not(target_arch = "wasm32"), feature = "headless"))]
    Table(PriorTable),
}

impl Read for PriorRequest {
    fn read(node: Node) -> Result<Self> {
        match node.value() {
            #[cfg(any(not(target_arch = "wasm32"), feature = "headless"))]
            Value::Text(_) => node.text().map(Self::Profile),
            #[cfg(any(not(target_arch = "wasm32"), feature = "headless"))]
            Value::Object(_) => PriorTable::read(node).map(Self::Table),
            _ => Err(node.refused("the word of a profile, or a table")),
        }
    }
}

impl PriorRequest {
    /// The prior, and whether an author's weights had to be scaled to sum to 1.
    ///
    /// # Errors
    /// [`Code::AttributeInvalid`] for a word that is no profile, and what [`PriorTable::check`] refuses.
    pub fn check(&self) -> Result<(Prior, bool)> {
        match *self {
            #[cfg(any(not(target_arch = "wasm32"), feature = "headless"))]
            Self::Profile(ref name) => {
                let profiles = Profile::ALL.map(|profile| (profile.as_str(), profile));
                Ok((Prior::profile(word("prior", Some(name), &profiles)?.unwrap_or_default()), false))
            }
            #[cfg(any(not(target_arch = "wasm32"), feature = "headless"))]
            Self::Table(ref table) => {
                let (prior, report) = table.check().map_err(|error| error.within("prior"))?;
                Ok((prior, report.normalised))
            }
        }
    }
}

impl Read for EstimateRequest {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields(&Self::KEYS);
        let read = Self::from_fields(&mut fields);
        fields.finish(read)
    }
}

impl Read for ParametersRequest {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields(&[
            "turnoverShare",
            "takerShrink",
            "largeShare",
            "sizeUsd",
            "tilt",
            "takerInert",
            "fundingDrift",
            "resolution",
        ]);
        let read = Self {
            turnover_share: fields.optional_number("turnoverShare"),
            taker_shrink: fields.optional_number("takerShrink"),
            large_share: fields.optional_number("largeShare"),
            size_usd: fields.optional("sizeUsd").and_then(|node| fields.take(pair(node))),
            tilt: fields.optional_number("tilt"),
            taker_inert: fields.optional_number("takerInert"),
            funding_drift: fields.optional_flag("fundingDrift"),
            resolution: fields.optional_number("resolution"),
        };
        fields.finish(read)
    }
}

fn pair(node: Node) -> Result<[f64; 2]> {
    match node.value() {
        Value::Numbers(numbers) if numbers.len() != 2 => Err(node.refused("an array of length 2")),
        _ => node.column().map(|numbers| [numbers[0], numbers[1]]),
    }
}

/// Assumptions to change; ranges and defaults as in [`Parameters`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ParametersRequest {
    /// Share of volume that hands a position to a new holder.
    pub turnover_share: Option<f64>,
    /// How far the taker share is believed.
    pub taker_shrink: Option<f64>,
    /// Share of openings that are of the large size.
    pub large_share: Option<f64>,
    /// Notional of small and of large positions, US dollars.
    pub size_usd: Option<[f64; 2]>,
    /// Exponent of the tilt of leverage weights.
    pub tilt: Option<f64>,
    /// Share of takers' openings without leverage.
    pub taker_inert: Option<f64>,
    /// Whether funding moves the levels.
    pub funding_drift: Option<bool>,
    /// Width of the smoothing at output.
    pub resolution: Option<f64>,
}

/// A request after checking.
#[derive(Clone, Debug, PartialEq)]
pub struct EstimateOptions {
    /// What to compute.
    pub heatmap: HeatmapOptions,
    /// Unit asked for; `None` leaves it to what the estimate is.
    pub unit: Option<Unit>,
    /// Share of the highest density that a row of a cluster reaches.
    pub cluster_density: f64,
    /// Whether the weights of an author's prior had to be scaled to sum to 1.
    pub prior_normalised: bool,
}

impl EstimateRequest {
    /// Its keys.
    pub(super) const KEYS: [&'static str; 15] = [
        "from",
        "to",
        "range",
        "columns",
        "rows",
        "low",
        "high",
        "rowScale",
        "sampling",
        "venues",
        "leverage",
        "prior",
        "parameters",
        "unit",
        "clusterDensity",
    ];

    /// Takes what there is of an estimate's keys out of the fields of a larger request.
    pub(crate) fn from_fields(fields: &mut Fields) -> Self {
        Self {
            from: fields.optional_whole("from"),
            to: fields.optional_whole("to"),
            range: fields.optional_text("range"),
            columns: fields.optional_count("columns", u32::MAX),
            rows: fields.optional_count("rows", u32::MAX),
            low: fields.optional_number("low"),
            high: fields.optional_number("high"),
            row_scale: fields.optional_text("rowScale"),
            sampling: fields.optional_text("sampling"),
            venues: fields.optional("venues").and_then(|node| fields.take(node.texts())),
            leverage: fields.optional_column("leverage"),
            prior: fields.optional_of("prior"),
            parameters: fields.optional_of("parameters"),
            unit: fields.optional_text("unit"),
            cluster_density: fields.optional_number("clusterDensity"),
        }
    }

    /// The options for `snapshot`.
    ///
    /// # Errors
    /// Names the key, the value and what is allowed: [`Code::AttributeInvalid`] for a word, a number or a combination,
    /// and what [`Prior::restrict`] and [`PriorTable::check`] refuse.
    pub fn check(&self, snapshot: &Snapshot) -> Result<EstimateOptions> {
        let defaults = HeatmapOptions::default();
        let venues = self.checked_venues(snapshot)?;
        let (prior, prior_normalised) = self.checked_prior()?;
        let parameters = self.parameters.clone().unwrap_or_default().over(prior);
        let words: [(&str, Sampling); 2] = [("display", Sampling::Display), ("causal", Sampling::Causal)];
        let scales = [("log", RowScale::Log), ("linear", RowScale::Linear)];
        let heatmap = HeatmapOptions {
            from_ms: self.checked_from(snapshot, &venues)?,
            to_ms: self.to,
            venues,
            columns: self.columns.map_or(defaults.columns, |columns| columns as usize),
            rows: self.rows.map_or(defaults.rows, |rows| rows as usize),
            low: self.low,
            high: self.high,
            row_scale: word("rowScale", self.row_scale.as_deref(), &scales)?.unwrap_or_default(),
            sampling: word("sampling", self.sampling.as_deref(), &words)?.unwrap_or_default(),
            parameters: parameters.checked().map_err(|error| error.within("parameters"))?,
        };
        let named = |unit: Unit| (unit.as_str(), unit);
        let units = [named(Unit::Usd), named(Unit::Coin), named(Unit::Percent)];
        let unit = word("unit", self.unit.as_deref(), &units)?;
        Ok(EstimateOptions { heatmap, unit, cluster_density: self.checked_density()?, prior_normalised })
    }

    /// Venues in lower case, as snapshots have them.
    ///
    /// # Errors
    /// [`Code::AttributeInvalid`] for one that `snapshot` does not have.
    pub fn checked_venues(&self, snapshot: &Snapshot) -> Result<Vec<String>> {
        let known = snapshot.markets.iter().map(|market| market.venue.as_str()).listed();
        let mut venues = Vec::new();
        for (i, venue) in self.venues.iter().flatten().enumerate() {
            let found = venue.to_ascii_lowercase();
            if !known.contains(&found.as_str()) {
                return Err(invalid(&told!("[{i}]"), venue, one_of(venue, &known)).within("venues"));
            }
            venues.push(found);
        }
        Ok(venues)
    }

    fn checked_from(&self, snapshot: &Snapshot, venues: &[String]) -> Result<Option<TimeMs>> {
        let from = match (&self.range, self.from) {
            (Some(range), Some(_)) => return Err(invalid("range", range, "left out where from is given")),
            (Some(range), None) => Some(self.last_close(snapshot, venues) - length_ms("range", range)?),
            (None, from) => from,
        };
        match (from, self.to) {
            (Some(from), Some(to)) if from >= to => Err(invalid("to", to, told!("after from, {from}"))),
            _ => Ok(from),
        }
    }

    /// End of the last candle, of any market asked for, that counts.
    fn last_close(&self, snapshot: &Snapshot, venues: &[String]) -> TimeMs {
        let to = self.to.unwrap_or(TimeMs::MAX);
        let closes = |market: &Market| {
            let interval_ms = market.candles.interval_ms;
            market.candles.open_time_ms.iter().rev().map(|open| open + interval_ms).find(|close| *close <= to)
        };
        let wanted = snapshot.markets.iter().filter(|market| venues.is_empty() || venues.contains(&market.venue));
        wanted.filter_map(closes).max().unwrap_or(snapshot.as_of_ms)
    }

    fn checked_prior(&self) -> Result<(Prior, bool)> {
        let (prior, normalised) =
            self.prior.as_ref().map_or_else(|| Ok((Prior::default(), false)), PriorRequest::check)?;
        let Some(kept) = &self.leverage else { return Ok((prior, normalised)) };
        let restricted = prior.restrict(kept).map_err(|error| {
            let field = error.field.strip_prefix("leverages").map(|index| ["leverage", index].joined(""));
            match field {
                Some(field) => error.about(field),
                None => error,
            }
        })?;
        Ok((restricted, normalised))
    }

    fn checked_density(&self) -> Result<f64> {
        match self.cluster_density {
            None => Ok(DEFAULT_DENSITY_SHARE),
            Some(share) if share > 0.0 && share <= 1.0 => Ok(share),
            Some(share) => Err(invalid("clusterDensity", share, "a number above 0 and at most 1")),
        }
    }
}

impl ParametersRequest {
    fn over(self, prior: Prior) -> Parameters {
        let defaults = Parameters::default();
        Parameters {
            prior,
            turnover_share: self.turnover_share.unwrap_or(defaults.turnover_share),
            taker_shrink: self.taker_shrink.unwrap_or(defaults.taker_shrink),
            size_usd: self.size_usd.unwrap_or(defaults.size_usd),
            large_share: self.large_share.unwrap_or(defaults.large_share),
            tilt: self.tilt.unwrap_or(defaults.tilt),
            taker_inert: self.taker_inert,
            funding_drift: self.funding_drift.unwrap_or(defaults.funding_drift),
            resolution: self.resolution.unwrap_or(defaults.resolution),
        }
    }
}

/// Milliseconds of `24h`, `7d` or `2w`.
pub(crate) fn length_ms(field: &str, range: &str) -> Result<TimeMs> {
    let refused = || invalid(field, range, "a whole number and h, d or w, for instance 24h, 7d or 2w");
    let unit = range.chars().last().ok_or_else(refused)?;
    let hours: TimeMs = match unit {
        'h' => 1,
        'd' => 24,
        'w' => 168,
        _ => return Err(refused()),
    };
    let digits = &range[..range.len() - unit.len_utf8()];
    let count = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse::<u32>().ok()).flatten();
    match count.map(|count| TimeMs::from(count) * hours) {
        Some(hours) if (1..=LONGEST_RANGE_HOURS).contains(&hours) => Ok(hours * HOUR_MS),
        _ => Err(refused()),
    }
}

/// The value that `found` is a word for; `None` when it was left out.
fn word<T: Copy>(field: &str, found: Option<&str>, words: &[(&str, T)]) -> Result<Option<T>> {
    let Some(found) = found else { return Ok(None) };
    match words.iter().find(|(word, _)| *word == found) {
        Some((_, value)) => Ok(Some(*value)),
        None => Err(no_word(field, found, &words.iter().map(|(word, _)| *word).listed())),
    }
}

#[cold]
#[inline(never)]
fn no_word(field: &str, found: &str, words: &[&str]) -> Error {
    invalid(field, found, one_of(found, words))
}

fn invalid(field: &str, value: impl Told, allowed: impl AsRef<str>) -> Error {
    fault!(Code::AttributeInvalid, field, value, allowed)
}
