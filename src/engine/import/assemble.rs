//! Tables of rows into the document.

use super::document::{
    CandlesDocument, FORMAT, FundingDocument, LiquidationsDocument, MarkCandlesDocument, MarketDocument,
    OpenInterestDocument, SnapshotDocument,
};
use super::layout::Kind;
use super::options::{checked_options, contract, cut, interval, positive, provenance, text};
use super::slots::Unit;
use super::table::{self, Cut, Row, Table};
use super::{FileReport, ImportFile, ImportRequest, ImportResult};
use crate::engine::market::{ContractKind, Side, TimeMs};
use crate::engine::order;
use crate::error::{Code, Error, Result, fault};

const MOST_ROWS: usize = 200_000;
const LARGEST_TICK: f64 = 1e9;

pub(super) fn assemble(request: &ImportRequest) -> Result<ImportResult> {
    let contract = contract(request)?;
    let cut = cut(request)?;
    let mut tables = Vec::with_capacity(request.files.len());
    for (index, file) in request.files.iter().enumerate() {
        let table = table::read(index, file, contract, cut).and_then(|table| checked_options(file, table));
        tables.push(table.map_err(|error| error.within(&format!("files[{index}]")))?);
    }
    let reports = tables.iter().map(|table| table.report.clone()).collect();
    let mut files = Files { request, contract, cut, tables, reports, left_out: Vec::new() };
    let market = files.market()?;
    let as_of_ms = market.candles.open_time_ms.last().map_or(0, |open| open + market.candles.interval_ms);
    let snapshot = SnapshotDocument {
        format: FORMAT,
        asset: text("asset", &request.asset, 1, 24)?,
        quote: text("quote", &request.quote, 1, 24)?,
        as_of_ms,
        provenance: provenance(&request.provenance).map_err(|error| error.within("provenance"))?,
        markets: vec![market],
        options: Vec::new(),
        futures: Vec::new(),
    };
    Ok(ImportResult { snapshot, reports: files.reports, left_out: files.left_out })
}

/// Everything that was read, on its way into the document.
struct Files<'a> {
    request: &'a ImportRequest,
    contract: ContractKind,
    cut: Cut,
    tables: Vec<Table>,
    reports: Vec<FileReport>,
    left_out: Vec<String>,
}

impl Files<'_> {
    fn market(&mut self) -> Result<MarketDocument> {
        let request = self.request;
        let candles = self.candles()?;
        let interval_ms = candles.interval_ms;
        Ok(MarketDocument {
            venue: text("venue", &request.venue, 1, 40)?,
            symbol: text("symbol", &request.symbol, 1, 60)?,
            contract: self.contract.as_str(),
            price_tick: request.price_tick.map(|tick| positive("priceTick", tick, LARGEST_TICK)).transpose()?,
            candles,
            mark_candles: self.mark_candles(interval_ms)?,
            open_interest: self.open_interest()?,
            funding: self.funding()?,
            liquidations: self.liquidations()?,
            depth: None,
            tiers: None,
        })
    }

    /// The merged rows of `kind`.
    fn rows(&mut self, kind: Kind) -> Result<Vec<Row>> {
        let tables: Vec<&Table> = self.tables.iter().filter(|table| table.kind == kind).collect();
        let rows = table::merge(&tables, &mut self.reports);
        if rows.len() > MOST_ROWS {
            let allowed = format!("at most {MOST_ROWS} rows: narrow fromMs and toMs");
            return Err(fault!(Code::DataTooLarge, kind.as_str(), format!("{} rows", rows.len()), allowed));
        }
        Ok(rows)
    }

    fn candles(&mut self) -> Result<CandlesDocument> {
        let mut rows = self.rows(Kind::Candles)?;
        let interval_ms = match self.request.interval_ms {
            Some(given) => interval("intervalMs", given)?,
            None if rows.is_empty() => 0,
            None => interval("intervalMs", median_spacing(&rows).unwrap_or(0))?,
        };
        rows.retain(|row| row.time_ms + interval_ms <= self.cut.to_ms);
        if rows.is_empty() {
            return Err(fault!(Code::DataEmpty, "files", "no candle", "at least one candle in the range of time"));
        }
        Ok(CandlesDocument {
            interval_ms,
            open_time_ms: times(&rows),
            open: column(&rows, 0),
            high: column(&rows, 1),
            low: column(&rows, 2),
            close: column(&rows, 3),
            volume: column(&rows, 4),
            turnover: self.optional(&rows, 5, "candles.turnover"),
            taker_buy_volume: self.optional(&rows, 6, "candles.taker_buy_volume"),
        })
    }

    fn mark_candles(&mut self, interval_ms: TimeMs) -> Result<Option<MarkCandlesDocument>> {
        let mut rows = self.rows(Kind::MarkCandles)?;
        rows.retain(|row| row.time_ms + interval_ms <= self.cut.to_ms);
        let document = MarkCandlesDocument {
            open_time_ms: times(&rows),
            high: column(&rows, 0),
            low: column(&rows, 1),
            close: column(&rows, 2),
        };
        Ok((!rows.is_empty()).then_some(document))
    }

    fn open_interest(&mut self) -> Result<Option<OpenInterestDocument>> {
        let rows = self.rows(Kind::OpenInterest)?;
        let of_kind = |(table, _): &(&Table, &ImportFile)| table.kind == Kind::OpenInterest;
        let mut files = self.tables.iter().zip(&self.request.files).filter(of_kind);
        let Some((first, options)) = files.next().filter(|_| !rows.is_empty()) else { return Ok(None) };
        let terms = |table: &Table, file: &ImportFile| {
            let stamp = if file.stamp.as_deref() == Some("bucket-start") { "bucket-start" } else { "instant" };
            (table.unit, file.sides.unwrap_or(1), stamp, file.contract_multiplier)
        };
        let (unit, sides, stamp, contract_multiplier) = terms(first, options);
        if files.any(|(table, file)| terms(table, file) != terms(first, options)) {
            return Err(contradiction(Kind::OpenInterest, "unit, sides, stamp and contractMultiplier"));
        }
        let unit = match unit {
            Some(Unit::Usd) => "usd",
            Some(Unit::Contracts) => "contracts",
            _ => "coin",
        };
        let (time_ms, value) = (times(&rows), column(&rows, 0));
        Ok(Some(OpenInterestDocument { unit, contract_multiplier, sides, stamp, time_ms, value }))
    }

    fn funding(&mut self) -> Result<Option<FundingDocument>> {
        let rows = self.rows(Kind::Funding)?;
        let document = FundingDocument { time_ms: times(&rows), rate: column(&rows, 0) };
        Ok((!rows.is_empty()).then_some(document))
    }

    fn liquidations(&mut self) -> Result<Option<LiquidationsDocument>> {
        let rows = self.rows(Kind::Liquidations)?;
        let of_kind = |(table, _): &(&Table, &ImportFile)| table.kind == Kind::Liquidations;
        let mut files = self.tables.iter().zip(&self.request.files).filter(of_kind);
        let Some((first, options)) = files.next().filter(|_| !rows.is_empty()) else { return Ok(None) };
        let (sums, given_period) = (first.sums, options.period_ms);
        let complete = options.complete.unwrap_or(false);
        if files.any(|(table, file)| {
            (table.sums, file.period_ms, file.complete.unwrap_or(false)) != (sums, given_period, complete)
        }) {
            return Err(contradiction(Kind::Liquidations, "form, periodMs and complete"));
        }
        if sums {
            let found = given_period.or_else(|| median_spacing(&rows)).unwrap_or(0);
            return Ok(self.sums(rows, interval("periodMs", found)?, complete));
        }
        let side = rows.iter().filter_map(|row| row.side).map(Side::as_str).collect();
        let price = self.optional(&rows, 1, "liquidations.price");
        let (time_ms, usd) = (times(&rows), column(&rows, 0));
        Ok(Some(LiquidationsDocument { time_ms, side, usd, price, period_ms: None, complete }))
    }

    /// Two rows a period, longs first; a period that reaches beyond the cut is left out.
    fn sums(&self, mut rows: Vec<Row>, period_ms: TimeMs, complete: bool) -> Option<LiquidationsDocument> {
        rows.retain(|row| row.time_ms + period_ms <= self.cut.to_ms);
        let both = rows.iter().flat_map(|row| Side::BOTH.map(|side| (row, side)));
        let document = LiquidationsDocument {
            time_ms: both.clone().map(|(row, _)| row.time_ms).collect(),
            side: both.clone().map(|(_, side)| side.as_str()).collect(),
            usd: both.filter_map(|(row, side)| row.values[side.index()]).collect(),
            price: None,
            period_ms: Some(period_ms),
            complete,
        };
        (!rows.is_empty()).then_some(document)
    }

    /// A column that must have a value in every row; one that has some is reported as left out.
    fn optional(&mut self, rows: &[Row], slot: usize, name: &str) -> Option<Vec<f64>> {
        let values: Vec<f64> = column(rows, slot);
        if values.len() == rows.len() {
            return Some(values);
        }
        if !values.is_empty() {
            self.left_out.push(name.to_owned());
        }
        None
    }
}

fn times(rows: &[Row]) -> Vec<TimeMs> {
    rows.iter().map(|row| row.time_ms).collect()
}

/// The values of one slot; as many as rows where the slot is required.
fn column(rows: &[Row], slot: usize) -> Vec<f64> {
    rows.iter().filter_map(|row| row.values[slot]).collect()
}

/// Median distance of neighbours in time; the lower one of two middle ones.
fn median_spacing(rows: &[Row]) -> Option<TimeMs> {
    order::median_spacing(&times(rows), false)
}

fn contradiction(kind: Kind, what: &str) -> Error {
    let field = format!("files of {}", kind.as_str());
    fault!(Code::DataInvalid, field, "several", format!("files with the same {what}"))
}
