//! Which column holds what: header names of known archives, their synonyms, and the caller's own mapping.

use super::records::Record;
use crate::engine::market::ContractKind;
use crate::error::{Code, Error, Result, fault, one_of};
use crate::value::number_of;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Last-trade candles.
    Candles,
    /// Mark-price candles.
    MarkCandles,
    /// Open-interest samples.
    OpenInterest,
    /// Funding settlements.
    Funding,
    /// Realised liquidations, single orders or sums of a period.
    Liquidations,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 5] =
        [Self::Candles, Self::MarkCandles, Self::OpenInterest, Self::Funding, Self::Liquidations];

    /// The kind's word in requests, and its table's name in the snapshot.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Candles => "candles",
            Self::MarkCandles => "mark_candles",
            Self::OpenInterest => "open_interest",
            Self::Funding => "funding",
            Self::Liquidations => "liquidations",
        }
    }
}

/// Meaning of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Time,
    Open,
    High,
    Low,
    Close,
    Volume,
    VolumeCoins,
    VolumeUsd,
    Turnover,
    TakerBuyVolume,
    OpenInterest,
    OpenInterestCoins,
    OpenInterestUsd,
    OpenInterestContracts,
    Rate,
    Side,
    Usd,
    Price,
    Quantity,
    LongUsd,
    ShortUsd,
}

/// Field, its word in a mapping, and the header names that mean it, in letters and digits only, the surest first.
const FIELDS: [(Field, &str, &[&str]); 21] = [
    (
        Field::Time,
        "time",
        &[
            "opentimems",
            "opentime",
            "createtime",
            "calctime",
            "fundingtime",
            "timems",
            "timestampms",
            "timestamp",
            "time",
            "datetime",
            "date",
            "starttime",
            "start",
            "ts",
            "t",
        ],
    ),
    (Field::Open, "open", &["open", "openprice", "o"]),
    (Field::High, "high", &["high", "highprice", "h"]),
    (Field::Low, "low", &["low", "lowprice", "l"]),
    (Field::Close, "close", &["close", "closeprice", "c"]),
    (Field::Volume, "volume", &["volume", "vol", "v"]),
    (Field::VolumeCoins, "volume_coins", &["volumecoins", "volumecoin", "basevolume", "volumebase", "volccy"]),
    (Field::VolumeUsd, "volume_usd", &["volumeusd", "volumeusdt", "volccyquote"]),
    (Field::Turnover, "turnover", &["turnover", "quotevolume", "quoteassetvolume", "volumequote", "cost"]),
    (
        Field::TakerBuyVolume,
        "taker_buy_volume",
        &["takerbuyvolume", "takerbuybaseassetvolume", "takerbuybase", "takerbuybasevolume"],
    ),
    (Field::OpenInterest, "open_interest", &["sumopeninterest", "openinterest", "oi"]),
    (Field::OpenInterestCoins, "open_interest_coins", &["openinterestcoins", "openinterestcoin", "oiccy", "oicoins"]),
    (
        Field::OpenInterestUsd,
        "open_interest_usd",
        &["openinterestusd", "sumopeninterestvalue", "openinterestvalue", "oiusd"],
    ),
    (Field::OpenInterestContracts, "open_interest_contracts", &["openinterestcontracts", "oicontracts"]),
    (Field::Rate, "rate", &["lastfundingrate", "fundingrate", "rate", "rate8h", "rate4h", "rate1h", "funding"]),
    (Field::Side, "side", &["side", "positionside", "posside"]),
    (Field::Usd, "usd", &["usd", "usdvalue", "valueusd", "notionalusd", "notional", "amountusd"]),
    (Field::Price, "price", &["price", "averageprice", "avgprice", "bkpx"]),
    (Field::Quantity, "quantity", &["quantity", "qty", "size", "amount"]),
    (Field::LongUsd, "long_usd", &["longusd", "longliquidationusd", "longliquidationsusd", "longliquidations"]),
    (Field::ShortUsd, "short_usd", &["shortusd", "shortliquidationusd", "shortliquidationsusd", "shortliquidations"]),
];

/// The word that takes a column out of the reading.
const IGNORE: &str = "ignore";

/// Column order of the Binance archive's older files, which have no header.
const KLINES: [(Field, usize); 8] = [
    (Field::Time, 0),
    (Field::Open, 1),
    (Field::High, 2),
    (Field::Low, 3),
    (Field::Close, 4),
    (Field::Volume, 5),
    (Field::Turnover, 7),
    (Field::TakerBuyVolume, 9),
];
const KLINES_WIDTH: usize = 12;
/// Time, open, high, low, close, volume.
const SHORT_WIDTH: usize = 6;

/// Where each field of a file stands.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    columns: Vec<(Field, usize)>,
    names: Vec<String>,
}

impl Layout {
    /// The layout that the first record gives: a header, or the first candle of a file without one.
    pub(super) fn read(first: &Record<'_>, mapping: &[(String, String)]) -> Result<Self> {
        if number_of(first.get(0)).is_some() {
            return Self::without_header(first.len(), mapping);
        }
        let names: Vec<String> = (0..first.len()).map(|i| first.get(i).to_owned()).collect();
        let mut layout = Self { columns: Vec::new(), names };
        let mapped = layout.map(mapping)?;
        let plain: Vec<String> = layout.names.iter().map(|name| letters(name)).collect();
        for (field, _, synonyms) in &FIELDS {
            let free =
                |wanted: &&str| plain.iter().enumerate().position(|(i, name)| name == wanted && !mapped.contains(&i));
            if layout.column(*field).is_none() {
                layout.columns.extend(synonyms.iter().find_map(free).map(|column| (*field, column)));
            }
        }
        Ok(layout)
    }

    fn without_header(width: usize, mapping: &[(String, String)]) -> Result<Self> {
        if let Some((column, _)) = mapping.first() {
            return Err(invalid(Code::AttributeInvalid, "mapping", column, "left out: the file has no header"));
        }
        if width != KLINES_WIDTH && width != SHORT_WIDTH {
            let allowed = "a header, or 12 columns as in Binance klines, or time, open, high, low, close, volume";
            return Err(invalid(Code::DataInvalid, "text", &format!("{width} columns without a header"), allowed));
        }
        let columns = KLINES.into_iter().filter(|(_, column)| *column < width).collect();
        Ok(Self { columns, names: Vec::new() })
    }

    /// Applies the caller's own mapping; returns the columns it spoke of.
    fn map(&mut self, mapping: &[(String, String)]) -> Result<Vec<usize>> {
        let mut mapped = Vec::new();
        for (name, word) in mapping {
            let column = self.named(name).ok_or_else(|| self.no_such_column("mapping", name))?;
            mapped.push(column);
            if word == IGNORE {
                continue;
            }
            let Some((field, ..)) = FIELDS.iter().find(|(_, known, _)| known == word) else {
                let words: Vec<&str> = FIELDS.iter().map(|(_, known, _)| *known).chain([IGNORE]).collect();
                return Err(invalid(Code::AttributeInvalid, &format!("mapping.{name}"), word, one_of(word, &words)));
            };
            if self.column(*field).is_some() {
                return Err(invalid(
                    Code::AttributeInvalid,
                    &format!("mapping.{name}"),
                    word,
                    "mapped from one column",
                ));
            }
            self.columns.push((*field, column));
        }
        Ok(mapped)
    }

    /// Whether the first record was data.
    pub(super) fn is_headerless(&self) -> bool {
        self.names.is_empty()
    }

    /// Column of `field`.
    pub(super) fn column(&self, field: Field) -> Option<usize> {
        self.columns.iter().find(|(known, _)| *known == field).map(|(_, column)| *column)
    }

    /// Column of the first of `fields` that the file has.
    pub(super) fn first_of(&self, fields: &[Field]) -> Option<(Field, usize)> {
        fields.iter().find_map(|field| self.column(*field).map(|column| (*field, column)))
    }

    /// Column whose header is `name`, blanks and case apart.
    pub(super) fn named(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known.eq_ignore_ascii_case(name.trim()))
    }

    /// A column that names the coin or the contract of each row.
    pub(super) fn coin_column(&self) -> Option<usize> {
        self.names.iter().position(|name| matches!(letters(name).as_str(), "coin" | "asset" | "symbol" | "instrument"))
    }

    pub(super) fn no_such_column(&self, field: &str, name: &str) -> Error {
        let names: Vec<&str> = self.names.iter().map(String::as_str).collect();
        invalid(Code::AttributeInvalid, field, name, one_of(name, &names))
    }

    /// The error for a file without any of the `fields`.
    pub(super) fn missing(&self, fields: &[Field]) -> Error {
        let words: Vec<&str> =
            FIELDS.iter().filter(|(field, ..)| fields.contains(field)).map(|(_, word, _)| *word).collect();
        let found = if self.is_headerless() { "no header".to_owned() } else { self.names.join(",") };
        let allowed = format!("a header with a column for {}, or a mapping of one", words.join(" or "));
        invalid(Code::DataInvalid, "text", &found, allowed)
    }

    /// What the file seems to hold. `file_name` tells mark-price candles from others and
    /// liquidations from trades, whose columns are the same.
    pub(super) fn guess(&self, file_name: &str) -> Result<Kind> {
        let has = |field| self.column(field).is_some();
        let volume = [Field::Volume, Field::VolumeCoins, Field::VolumeUsd];
        let file_name = file_name.to_ascii_lowercase();
        // Plain trades have a side too.
        if has(Field::LongUsd) && has(Field::ShortUsd) || has(Field::Side) && file_name.contains("liq") {
            return Ok(Kind::Liquidations);
        }
        if self.first_of(&open_interest_fields(ContractKind::Linear)).is_some() {
            return Ok(Kind::OpenInterest);
        }
        if has(Field::High) && has(Field::Low) && has(Field::Close) {
            let mark = self.first_of(&volume).is_none() || file_name.contains("mark");
            return Ok(if mark { Kind::MarkCandles } else { Kind::Candles });
        }
        if has(Field::Rate) {
            return Ok(Kind::Funding);
        }
        let words: Vec<&str> = Kind::ALL.into_iter().map(Kind::as_str).collect();
        let allowed = format!("given, one of {}: the header tells none", words.join(", "));
        Err(invalid(Code::AttributeInvalid, "kind", &self.names.join(","), allowed))
    }
}

/// Columns that can give open interest, the contract's conserved unit first.
pub(super) fn open_interest_fields(contract: ContractKind) -> [Field; 4] {
    let (coins, usd) = (Field::OpenInterestCoins, Field::OpenInterestUsd);
    match contract {
        ContractKind::Linear => [coins, Field::OpenInterest, Field::OpenInterestContracts, usd],
        ContractKind::Inverse => [usd, Field::OpenInterestContracts, Field::OpenInterest, coins],
    }
}

fn letters(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

fn invalid(code: Code, field: &str, value: &str, allowed: impl AsRef<str>) -> Error {
    fault!(code, field, value, allowed)
}
