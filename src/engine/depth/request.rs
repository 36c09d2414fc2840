//! Depth as a script gives it: a book, bands, one figure, points, a model of impact, or an asset's bundled figure.

use super::levels::{band_depth, book_depth, through};
use super::{BUNDLED_ASSETS, DEFAULT_KAPPA, DepthCurve, DepthKind, DepthLabel, SourcedDepth, Tail, bundled_depth};
use crate::digits::Plain;
use crate::engine::cascade::Direction;
use crate::engine::market::ContractKind;
use crate::error::{Code, Error, Result, Told, fault, number_within, one_of};
use crate::texts::Texts;
use crate::value::{Fields, Node, Read, Value};

const KINDS: [&str; 7] = ["book", "bands", "linear", "power", "piecewise", "impact", "default"];
const TAILS: [(&str, Tail); 2] = [("stop", Tail::Stop), ("extend", Tail::Extend)];

/// One form of depth, and where it is from.
#[derive(Clone, Debug, PartialEq)]
pub struct DepthRequest {
    /// The figures.
    pub form: DepthForm,
    /// Printed as the source of the depth; may be empty.
    pub source: String,
}

/// The accepted forms; money in the currency of the map, distances as fractions unless a name says per cent.
#[derive(Clone, Debug, PartialEq)]
pub enum DepthForm {
    /// Levels of price and quantity, best first.
    Book {
        /// Bids, by falling price.
        bids: Vec<(f64, f64)>,
        /// Asks, by rising price.
        asks: Vec<(f64, f64)>,
        /// Middle; that of the best levels when left out.
        mid: Option<f64>,
        /// Whether quantities are coins or already money.
        contract: ContractKind,
        /// Beyond the last level.
        tail: Tail,
    },
    /// Sums within distances in per cent; `None` where a band was not reached.
    Bands {
        /// Distance in per cent and money within it.
        bands: Vec<(f64, Option<f64>)>,
        /// Beyond the last band.
        tail: Tail,
    },
    /// So much for each per cent.
    Linear(f64),
    /// So much within one per cent, with an exponent.
    Power {
        /// Money within 1 %.
        one_percent: f64,
        /// 1 is linear, 2 is square-root impact.
        kappa: f64,
    },
    /// Points of distance and sum.
    Points {
        /// Distances as fractions, sums from the mid.
        points: Vec<(f64, f64)>,
        /// Beyond the last point.
        tail: Tail,
    },
    /// Square-root impact, `Δp/p = Y·σ·√(Q/V)`: `D(y) = V·(y/(Yσ))²`.
    Impact {
        /// Traded in a day, money.
        daily_volume: f64,
        /// Standard deviation of a day's return.
        daily_volatility: f64,
        /// The factor `Y`, 0.5 to 1.3; 1 when left out.
        factor: f64,
    },
    /// The bundled figure of an asset.
    Default(String),
}

impl Read for DepthRequest {
    fn read(node: Node) -> Result<Self> {
        let kind = kind_of(&node)?;
        let mut fields = node.fields_of_either_case(keys_of(kind));
        let _kind = fields.given("kind");
        let source = fields.text_or_empty("source");
        let form = match kind {
            "book" => book(&mut fields),
            "bands" => DepthForm::Bands { bands: bands(&mut fields), tail: tail(&mut fields) },
            "linear" => DepthForm::Linear(fields.number("usdPerPct")),
            "power" => DepthForm::Power {
                one_percent: fields.number("usd1pct"),
                kappa: fields.optional_number("kappa").unwrap_or(DEFAULT_KAPPA),
            },
            "piecewise" => DepthForm::Points { points: pairs(&mut fields, "points"), tail: tail(&mut fields) },
            "impact" => DepthForm::Impact {
                daily_volume: fields.number("dailyVolume"),
                daily_volatility: fields.number("dailyVolatility"),
                factor: fields.optional_number("factor").unwrap_or(1.0),
            },
            _ => DepthForm::Default(fields.text("asset")),
        };
        fields.finish(Self { form, source })
    }
}

const fn keys_of(kind: &str) -> &'static [&'static str] {
    match kind.as_bytes() {
        b"book" => &["kind", "source", "bids", "asks", "mid", "contract", "tail"],
        b"bands" => &["kind", "source", "percent", "usd", "tail"],
        b"linear" => &["kind", "source", "usdPerPct"],
        b"power" => &["kind", "source", "usd1pct", "kappa"],
        b"piecewise" => &["kind", "source", "points", "tail"],
        b"impact" => &["kind", "source", "dailyVolume", "dailyVolatility", "factor"],
        _ => &["kind", "source", "asset"],
    }
}

fn kind_of(node: &Node) -> Result<&'static str> {
    let Value::Object(entries) = node.value() else { return Err(node.refused("an object")) };
    let found = entries.iter().find(|(key, _)| key == "kind").map(|(_, value)| value);
    let within = |value: &dyn Told, allowed| fault!(Code::AttributeInvalid, "kind", value, allowed).within(node.path());
    match found {
        Some(Value::Text(word)) => {
            KINDS.into_iter().find(|kind| kind == word).ok_or_else(|| within(word, one_of(word, &KINDS)))
        }
        Some(_) => Err(within(&"something else", one_of("", &KINDS))),
        None => Err(within(&"nothing", one_of("", &KINDS))),
    }
}

fn book(fields: &mut Fields) -> DepthForm {
    let (bids, asks) = (pairs_if_given(fields, "bids"), pairs_if_given(fields, "asks"));
    let kinds = [ContractKind::Linear, ContractKind::Inverse];
    let contract = word(fields, "contract", &kinds.map(|kind| (kind.as_str(), kind))).unwrap_or(ContractKind::Linear);
    DepthForm::Book { bids, asks, mid: fields.optional_number("mid"), contract, tail: tail(fields) }
}

fn bands(fields: &mut Fields) -> Vec<(f64, Option<f64>)> {
    let percent = fields.column("percent");
    let optional = |node: Node| if *node.value() == Value::Null { Ok(None) } else { node.number().map(Some) };
    let usd: Result<Vec<_>> = fields.list("usd").into_iter().map(optional).collect();
    let usd = fields.take(usd).unwrap_or_default();
    if percent.len() != usd.len() {
        let (path, allowed) = (fields.path_to("usd"), format!("{} rows, as many as percent", percent.len()));
        fields.blame(fault!(Code::DataLength, path, format!("{} rows", usd.len()), allowed));
    }
    percent.into_iter().zip(usd).collect()
}

fn tail(fields: &mut Fields) -> Tail {
    word(fields, "tail", &TAILS).unwrap_or_default()
}

fn word<T: Copy, const N: usize>(fields: &mut Fields, key: &str, words: &[(&str, T); N]) -> Option<T> {
    let index = fields.optional(key)?.word(&words.map(|(word, _)| word));
    fields.take(index).map(|index| words[index].1)
}

fn pairs_if_given(fields: &mut Fields, key: &'static str) -> Vec<(f64, f64)> {
    if fields.has_key(key) { pairs(fields, key) } else { Vec::new() }
}

/// An array of pairs of numbers.
fn pairs(fields: &mut Fields, key: &str) -> Vec<(f64, f64)> {
    let read = fields.list(key).into_iter().map(pair).collect();
    fields.take(read).unwrap_or_default()
}

/// Two numbers.
///
/// # Errors
/// For anything else.
pub fn pair(node: Node) -> Result<(f64, f64)> {
    match node.value() {
        Value::Numbers(numbers) if numbers.len() != 2 => Err(node.refused("an array of length 2")),
        _ => node.column().map(|numbers| (numbers[0], numbers[1])),
    }
}

impl DepthRequest {
    /// The depth towards `direction`, times `factor`; `spot` is the mid of a book that gives none.
    ///
    /// # Errors
    /// Names the field: what the forms refuse, [`Code::DataEmpty`] for a book without levels on that side,
    /// [`Code::AttributeInvalid`] for an asset without a bundled figure.
    pub fn check(&self, direction: Direction, spot: f64, factor: f64) -> Result<SourcedDepth> {
        let mut depth = self.form.check(direction, spot, factor).map_err(|error| error.within("depth"))?;
        if !self.source.is_empty() {
            depth.label.source.clone_from(&self.source);
        }
        Ok(depth)
    }
}

impl DepthForm {
    fn check(&self, direction: Direction, spot: f64, factor: f64) -> Result<SourcedDepth> {
        let formula = |kind, curve: DepthCurve| SourcedDepth { curve, label: DepthLabel::new(kind, None) };
        match self {
            Self::Book { bids, asks, mid, contract, tail } => {
                let mid = mid.map_or_else(|| middle(bids, asks, spot), Ok)?;
                let (levels, side) = match direction {
                    Direction::Down => (bids, "bids"),
                    Direction::Up => (asks, "asks"),
                };
                if levels.is_empty() {
                    return Err(fault!(Code::DataEmpty, side, "no levels", "one level or more"));
                }
                let money: Vec<_> = levels.iter().map(|(price, size)| (*price, contract.usd(*size, *price))).collect();
                book_depth(direction, mid, &money, *tail, factor).map_err(|error| named(error, side))
            }
            Self::Bands { bands, tail } => {
                let fractions: Vec<_> = bands.iter().map(|(percent, usd)| (percent / 100.0, *usd)).collect();
                band_depth(&fractions, *tail, factor)
            }
            Self::Linear(usd) => DepthCurve::linear(*usd, factor).map(|curve| formula(DepthKind::OneFigure, curve)),
            Self::Power { one_percent, kappa } => {
                DepthCurve::power(*one_percent, *kappa, factor).map(|curve| formula(DepthKind::OneFigure, curve))
            }
            Self::Points { points, tail } => through(DepthKind::Points, points, *tail, factor),
            Self::Impact { daily_volume, daily_volatility, factor: y } => {
                number_within("dailyVolume", *daily_volume, f64::MIN_POSITIVE, 1e18)?;
                number_within("dailyVolatility", *daily_volatility, 1e-6, 10.0)?;
                number_within("factor", *y, 0.5, 1.3)?;
                let per_percent = 0.01 / (y * daily_volatility);
                DepthCurve::power(daily_volume * per_percent * per_percent, 2.0, factor)
                    .map(|curve| formula(DepthKind::Impact, curve))
            }
            Self::Default(asset) => bundled_depth(asset, factor)
                .unwrap_or_else(|| Err(fault!(Code::AttributeInvalid, "asset", asset, one_of(asset, &BUNDLED_ASSETS)))),
        }
    }
}

/// Errors of levels name the side.
fn named(error: Error, side: &str) -> Error {
    let field = error.field.strip_prefix("levels").map(|rest| [side, rest].joined(""));
    match field {
        Some(field) => error.about(field),
        None => error,
    }
}

fn middle(bids: &[(f64, f64)], asks: &[(f64, f64)], spot: f64) -> Result<f64> {
    match (bids.first(), asks.first()) {
        (Some((bid, _)), Some((ask, _))) if bid >= ask => {
            Err(fault!(Code::DataRange, "bids[0][0]", bid, format!("below the best ask, {}", Plain(*ask))))
        }
        (Some((bid, _)), Some((ask, _))) => Ok(0.5 * (bid + ask)),
        _ => Ok(spot),
    }
}
