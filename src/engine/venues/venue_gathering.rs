//! One venue's part of a gathering: which table comes next, and what its answers held.

use super::answer::{Answer, Attempt, Body, Verdict, judged};
use super::assemble::date_of;
use super::candles::{self, Candle, MarkCandle};
use super::depth::{self, Book};
use super::envelope::{payload, server_time_ms};
use super::facts::{History, Venue};
use super::funding::{self, Settlement};
use super::gathering_request::{GatherRequest, MarketRequest};
use super::instrument::Instrument;
use super::liquidations::{self, Print};
use super::merged::Merged;
use super::open_interest::{self, Sample};
use super::page::{Page, Timed};
use super::paging::{Listed, Paging, Spacing, Window};
use super::report::{TableReport, VenueReport};
use super::routes::{self, Ask, Terms};
use super::summaries::{self, FutureQuote, OptionQuote};
use super::table::Table;
use super::{contract, tiers};
use crate::engine::market::{TierTable, TimeMs};
use crate::error::{Code, Error, Result, fault};
use crate::value::Value;
use std::collections::VecDeque;

const HOUR_MS: TimeMs = 3_600_000;

/// What was gathered of one venue.
#[derive(Clone, Debug, Default)]
pub(super) struct Collected {
    pub(super) candles: Merged<Candle>,
    pub(super) mark_candles: Merged<MarkCandle>,
    pub(super) samples: Merged<Sample>,
    pub(super) settlements: Merged<Settlement>,
    pub(super) prints: Merged<Print>,
    pub(super) prints_asked: bool,
    /// Whether they came by a stream, which knows nothing of the time before it.
    pub(super) prints_streamed: bool,
    pub(super) book: Option<Book>,
    pub(super) tiers: Option<TierTable>,
    pub(super) price_tick: Option<f64>,
    pub(super) options: Vec<OptionQuote>,
    pub(super) futures: Vec<FutureQuote>,
    pub(super) options_ms: TimeMs,
}

/// What follows from an answer that was fed.
#[derive(Clone, Debug, PartialEq)]
pub enum Fed {
    /// It was taken up: ask the next.
    Taken,
    /// Ask the same again after so many milliseconds.
    Again {
        /// How long to wait.
        wait_ms: TimeMs,
        /// Why.
        because: Error,
    },
}

/// One venue's part.
#[derive(Clone, Debug)]
pub(super) struct VenueGathering {
    pub(super) market: MarketRequest,
    pub(super) collected: Collected,
    pub(super) report: VenueReport,
    interval_ms: TimeMs,
    range: Window,
    now_ms: TimeMs,
    tables: VecDeque<Table>,
    paging: Paging,
    attempt: Attempt,
    /// Whether it goes on from records that are there already.
    resumed: bool,
    /// Whether it is asked again and again by a reader's browser, whose clock is not to be relied on.
    pub(super) followed: bool,
}

impl VenueGathering {
    pub(super) fn new(request: &GatherRequest, market: &MarketRequest) -> Self {
        let instrument = &market.instrument;
        let history = instrument.venue.facts().open_interest_history;
        let wanted = |table: &Table| {
            let asked = match table {
                Table::Contract | Table::Candles => true,
                Table::OpenInterest => history != History::Now,
                Table::OpenInterestNow => history == History::Now,
                Table::Ticker => false,
                other => request.tables.contains(other),
            };
            asked && routes::gives(instrument, *table)
        };
        let range = Window { from_ms: request.from_ms, to_ms: request.to_ms };
        let report = VenueReport {
            venue: instrument.venue.as_str(),
            symbol: instrument.symbol.clone(),
            ..VenueReport::default()
        };
        let mut gathering = Self {
            market: market.clone(),
            collected: Collected::default(),
            report,
            interval_ms: request.interval_ms,
            range,
            now_ms: request.now_ms,
            tables: Table::ALL.into_iter().filter(wanted).collect(),
            paging: Paging::new(range, Spacing::Loose(1), instrument.venue.facts().order, 1),
            attempt: Attempt { index: 0, most: request.attempts },
            resumed: false,
            followed: false,
        };
        gathering.begin();
        gathering
    }

    /// One that a reader's browser asks.
    pub(super) fn of_a_reader(request: &GatherRequest, market: &MarketRequest) -> Self {
        let mut gathering = Self::new(request, market);
        gathering.followed = true;
        gathering.begin();
        gathering
    }

    /// One that holds what is `known` already, as if it had been asked.
    pub(super) fn known(request: &GatherRequest, market: &MarketRequest, known: Collected) -> Self {
        let mut gathering = Self::of_a_reader(request, market);
        gathering.collected = known;
        gathering.tables.clear();
        for table in [Table::Candles, Table::OpenInterest, Table::MarkCandles, Table::Funding] {
            let report = gathering.table_report(table);
            gathering.report.tables.extend((report.rows > 0).then_some(report));
        }
        gathering
    }

    /// A copy that asks for what has come since: the candles from the last one on, which is asked for again in case it
    /// was not over, and of everything else what is due. It asks nothing where no candle is over since.
    pub(super) fn resumed(&self, request: &GatherRequest) -> Self {
        let mut again = self.clone();
        let last_ms = self.end_ms().unwrap_or(request.from_ms);
        again.range = Window { from_ms: request.from_ms, to_ms: request.to_ms };
        again.now_ms = request.now_ms;
        again.attempt = Attempt { index: 0, most: request.attempts };
        again.resumed = true;
        again.report.repeated = 0;
        again.report.left_out.clear();
        let fresh = Self::new(request, &self.market);
        again.tables = fresh.tables.into_iter().filter(|table| self.is_due(*table, request)).collect();
        if last_ms >= request.to_ms {
            again.tables.clear();
        }
        again.begin();
        again
    }

    /// Gives up what lies before `from_ms`.
    pub(super) fn forget_before(&mut self, from_ms: TimeMs) {
        let kept = (from_ms, TimeMs::MAX);
        let collected = &mut self.collected;
        collected.candles.retain_within(kept);
        collected.mark_candles.retain_within(kept);
        collected.samples.retain_within(kept);
        collected.settlements.retain_within(kept);
        collected.prints.retain_within(kept);
    }

    /// End of the last candle.
    pub(super) fn end_ms(&self) -> Option<TimeMs> {
        self.collected.candles.last().map(|candle| candle.open_time_ms + self.interval_ms)
    }

    /// Whether `table` is to be asked for again once a candle is over.
    fn is_due(&self, table: Table, request: &GatherRequest) -> bool {
        let collected = &self.collected;
        match table {
            Table::Contract => self.facts().counts_contracts && self.instrument().contract_size.is_none(),
            Table::Tiers => collected.tiers.is_none(),
            Table::Funding => collected.settlements.due_ms().is_none_or(|due| due <= request.now_ms),
            Table::OpenInterest => {
                let period_ms = self.spacing_ms(table);
                collected.samples.last().is_none_or(|last| last.time_ms + period_ms <= request.to_ms)
            }
            _ => true,
        }
    }

    /// Whether the candle that is growing is asked for too, since only that tells which one is over.
    fn sees_growing(&self) -> bool {
        self.followed && !self.facts().tells_growing
    }

    /// Where a candle is missing that one answer can bring.
    fn hole_ms(&self) -> Option<TimeMs> {
        let reach_ms = self.interval_ms * TimeMs::from(self.facts().page_rows.candles);
        let within = self.collected.candles.last()?.open_time_ms - reach_ms;
        let gaps = self.collected.candles.gaps(self.interval_ms);
        gaps.into_iter().map(|(before, _)| before).find(|before| *before > within)
    }

    /// Where a table that goes on begins.
    fn resume_ms(&self, table: Table) -> Option<TimeMs> {
        let collected = &self.collected;
        let known = match table {
            Table::Candles => self.hole_ms().or_else(|| collected.candles.last().map(|candle| candle.open_time_ms)),
            Table::MarkCandles => collected.mark_candles.last().map(|candle| candle.open_time_ms),
            Table::OpenInterest => collected.samples.last().map(|sample| sample.time_ms + 1),
            Table::Funding => collected.settlements.last().map(|settlement| settlement.time_ms + 1),
            _ => None,
        };
        known.filter(|_| self.resumed)
    }

    /// The request to send now; nothing when all is there, or after a failure.
    pub(super) fn next(&self) -> Option<Ask> {
        if self.report.failed.is_some() {
            return None;
        }
        let table = *self.tables.front()?;
        let (window, cursor) = self.paging.next()?;
        let facts = self.facts();
        let terms = Terms { window, cursor, spacing_ms: self.spacing_ms(table), rows: facts.page_rows_of(table) };
        routes::ask(self.instrument(), table, terms, self.market.endpoint.as_deref().unwrap_or(facts.base))
    }

    /// Takes up the answer to the request of [`next`](Self::next).
    ///
    /// # Errors
    /// Why this venue failed; nothing more is asked of it then.
    pub(super) fn feed(&mut self, answer: &Answer, body: Body) -> Result<Fed> {
        let Some(table) = self.tables.front().copied() else { return Ok(Fed::Taken) };
        if let Some(server_ms) = answer.server_ms {
            self.report.clock(server_ms - answer.received_ms);
        }
        match judged(self.venue(), answer, body, self.attempt) {
            Verdict::Again { wait_ms, because } => {
                self.attempt.index += 1;
                self.report.repeated += 1;
                Ok(Fed::Again { wait_ms, because: because.within(&self.path(table)) })
            }
            Verdict::Fail(error) => self.fail(table, error),
            Verdict::Use(message) => {
                self.attempt.index = 0;
                match self.take(table, &message, answer) {
                    Ok(()) => Ok(Fed::Taken),
                    Err(error) => self.fail(table, error),
                }
            }
        }
    }

    fn path(&self, table: Table) -> String {
        format!("{}.{}", self.venue().as_str(), table.as_str())
    }

    /// A needed table, or a venue that does not answer at all, ends the venue; else the table is left out.
    fn fail(&mut self, table: Table, error: Error) -> Result<Fed> {
        let error = error.within(&self.path(table));
        let whole = matches!(error.code, Code::VenueBlocked | Code::RateLimited | Code::FetchFailed);
        if table.is_needed() || whole {
            self.report.failed = Some(error.clone());
            return Err(error);
        }
        self.report.left_out.push((table, error));
        self.attempt.index = 0;
        self.tables.pop_front();
        self.begin();
        Ok(Fed::Taken)
    }

    fn take(&mut self, table: Table, message: &Value, answer: &Answer) -> Result<()> {
        let data = payload(self.venue(), message)?;
        let server_ms = server_time_ms(self.venue(), message).or(answer.server_ms);
        if let Some(server_ms) = server_ms {
            self.report.clock(server_ms - answer.received_ms);
        }
        let instrument = self.market.instrument.clone();
        // What the server's clock has not reached is not over, whatever the asker's clock says.
        let now_ms = server_ms.map_or(self.now_ms, |server| server.min(self.now_ms));
        match table {
            Table::Candles => {
                let page = candles::candles(&instrument, data)?;
                let newest =
                    page.rows.iter().map(Timed::time_ms).max().filter(|_| self.sees_growing() && self.paging.is_last());
                let over_ms = newest.unwrap_or(TimeMs::MAX).min(now_ms - self.interval_ms + 1);
                let range = (self.range.from_ms, self.range.to_ms.min(over_ms));
                self.series(page, range, |collected| &mut collected.candles)?;
            }
            Table::MarkCandles => {
                let over_ms = self.end_ms().unwrap_or(TimeMs::MAX).min(now_ms - self.interval_ms + 1);
                let range = (self.range.from_ms, self.range.to_ms.min(over_ms));
                let page = candles::mark_candles(&instrument, data)?;
                self.series(page, range, |collected| &mut collected.mark_candles)?;
            }
            Table::OpenInterest => {
                let page = open_interest::open_interest(&instrument, data)?;
                self.series(page, (self.range.from_ms, self.range.to_ms + 1), |collected| &mut collected.samples)?;
            }
            Table::Funding => {
                let page = funding::funding(&instrument, data)?;
                // Stamps may be some milliseconds late.
                self.series(page, (self.range.from_ms, self.range.to_ms + 1_000), |collected| {
                    &mut collected.settlements
                })?;
            }
            Table::Liquidations => self.take_liquidations(&instrument, data)?,
            _ => self.take_present(table, &instrument, data, answer.received_ms)?,
        }
        self.advance(table)
    }

    /// Deribit's pages hold all trades, most of which are no liquidations: they page by what they list.
    fn take_liquidations(&mut self, instrument: &Instrument, data: &Value) -> Result<()> {
        let page = liquidations::liquidations(instrument, data)?;
        self.collected.prints_asked = true;
        let listed = match liquidations::listed_trades(instrument.venue, data) {
            Some(times) => Listed::of(times.into_iter()),
            None => Listed::of(page.rows.iter().map(Timed::time_ms)),
        };
        self.collected.prints.add(page, self.facts().order, (self.range.from_ms, self.range.to_ms))?;
        self.paging.fed(listed, None)
    }

    fn take_present(&mut self, table: Table, instrument: &Instrument, data: &Value, asked_ms: TimeMs) -> Result<()> {
        let collected = &mut self.collected;
        match table {
            Table::Contract => {
                let contract = contract::contract(instrument, data)?;
                self.market.instrument.contract_size = contract.size;
                collected.price_tick = contract.price_tick;
            }
            Table::OpenInterestNow => {
                let sample = open_interest::open_interest_now(instrument, data, asked_ms)?;
                let page = Page::collect(1, "", |_| Ok(Some(sample)))?;
                collected.samples.add(page, instrument.venue.facts().order, (0, TimeMs::MAX))?;
            }
            Table::Tiers => {
                let price = collected.candles.last().map_or(0.0, |candle| candle.close);
                collected.tiers = Some(tiers::tiers(instrument, data, &date_of(self.now_ms), price)?);
            }
            Table::Depth => collected.book = Some(depth::depth(instrument, data, asked_ms)?),
            Table::Options => {
                collected.options = summaries::options(data)?.rows;
                collected.options_ms = asked_ms;
            }
            _ => {
                collected.futures = summaries::futures(instrument, data)?.rows;
                collected.options_ms = asked_ms;
            }
        }
        self.paging.fed(Listed::default(), None)
    }

    fn series<T: Timed + Clone>(
        &mut self,
        mut page: Page<T>,
        range: (TimeMs, TimeMs),
        of: fn(&mut Collected) -> &mut Merged<T>,
    ) -> Result<()> {
        let listed = Listed::of(page.rows.iter().map(Timed::time_ms));
        let cursor = page.cursor.take();
        let order = self.facts().order;
        of(&mut self.collected).add(page, order, range)?;
        self.paging.fed(listed, cursor)
    }

    /// Goes to the next table when this one is all asked.
    fn advance(&mut self, table: Table) -> Result<()> {
        if self.paging.next().is_some() {
            return Ok(());
        }
        if table == Table::Candles && self.collected.candles.is_empty() {
            return Err(fault!(Code::DataEmpty, "", "no candle", "one candle or more in the time asked for"));
        }
        let report = self.table_report(table);
        self.report.tables.retain(|before| before.table != table);
        self.report.tables.push(report);
        self.tables.pop_front();
        self.begin();
        Ok(())
    }

    fn table_report(&self, table: Table) -> TableReport {
        let collected = &self.collected;
        let (interval_ms, period_ms) = (self.interval_ms, self.spacing_ms(table));
        let (rows, counts, gaps) = match table {
            Table::Candles => (collected.candles.len(), &collected.candles.counts, collected.candles.gaps(interval_ms)),
            Table::MarkCandles => {
                (collected.mark_candles.len(), &collected.mark_candles.counts, collected.mark_candles.gaps(interval_ms))
            }
            Table::OpenInterest => {
                (collected.samples.len(), &collected.samples.counts, collected.samples.gaps(period_ms))
            }
            Table::Funding => (collected.settlements.len(), &collected.settlements.counts, Vec::new()),
            Table::Liquidations => (collected.prints.len(), &collected.prints.counts, Vec::new()),
            Table::Options => {
                return TableReport { table, rows: collected.options.len(), counts: once(), gaps: Vec::new() };
            }
            Table::Futures => {
                return TableReport { table, rows: collected.futures.len(), counts: once(), gaps: Vec::new() };
            }
            Table::Depth => {
                let levels = collected.book.as_ref().map_or(0, |book| book.bids.len() + book.asks.len());
                return TableReport { table, rows: levels, counts: once(), gaps: Vec::new() };
            }
            Table::Tiers => {
                let rows = collected.tiers.as_ref().map_or(0, |table| table.tiers.len());
                return TableReport { table, rows, counts: once(), gaps: Vec::new() };
            }
            _ => return TableReport { table, rows: 1, counts: once(), gaps: Vec::new() },
        };
        TableReport { table, rows, counts: counts.clone(), gaps }
    }

    /// Sets the windows of the table that comes next.
    fn begin(&mut self) {
        let Some(table) = self.tables.front().copied() else { return };
        let facts = self.facts();
        let Window { from_ms, to_ms } = self.range;
        let from_ms = self.resume_ms(table).map_or(from_ms, |known| known.max(from_ms));
        let (range, spacing) = match table {
            Table::Candles if self.sees_growing() => {
                (Window { from_ms, to_ms: to_ms + self.interval_ms }, Spacing::Every(self.interval_ms))
            }
            Table::Candles | Table::MarkCandles => (Window { from_ms, to_ms }, Spacing::Every(self.interval_ms)),
            Table::OpenInterest => {
                let reach_ms = match facts.open_interest_history {
                    History::Last(length_ms) => self.now_ms - length_ms + self.spacing_ms(table),
                    _ => 0,
                };
                (Window { from_ms: from_ms.max(reach_ms), to_ms: to_ms + 1 }, Spacing::Every(self.spacing_ms(table)))
            }
            Table::Funding => (Window { from_ms, to_ms: to_ms + 1_000 }, Spacing::Loose(HOUR_MS)),
            Table::Liquidations => (Window { from_ms, to_ms }, Spacing::Loose(HOUR_MS)),
            _ => (Window { from_ms: 0, to_ms: 1 }, Spacing::Loose(1)),
        };
        self.paging = Paging::new(range, spacing, facts.order, facts.page_rows_of(table));
        if self.paging.next().is_none() {
            if !self.resumed {
                self.report.left_out.push((table, self.out_of_reach(table)));
            }
            self.tables.pop_front();
            self.begin();
        }
    }

    /// The error for a range that begins before what the venue keeps.
    fn out_of_reach(&self, table: Table) -> Error {
        let found = format!("a range that ends at {}", self.range.to_ms);
        let allowed = format!("a range that {} still keeps", self.facts().name);
        fault!(Code::DataEmpty, self.path(table), found, allowed)
    }

    /// Length of a candle, or the period of open interest that fits it.
    fn spacing_ms(&self, table: Table) -> TimeMs {
        match table {
            Table::OpenInterest => self.facts().open_interest_period(self.interval_ms).unwrap_or(self.interval_ms),
            _ => self.interval_ms,
        }
    }

    fn venue(&self) -> Venue {
        self.market.instrument.venue
    }

    fn facts(&self) -> &'static super::Facts {
        self.venue().facts()
    }

    fn instrument(&self) -> &Instrument {
        &self.market.instrument
    }
}

fn once() -> super::merged::Counts {
    super::merged::Counts { pages: 1, ..Default::default() }
}
