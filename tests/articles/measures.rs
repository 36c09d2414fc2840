//! What `figures.json` calls computed: measures of a snapshot, by the engine where it has them.

use crate::asking::{ask, number};
use crate::tape;
use liquidation_widgets::engine::market::{Candles, Depth, Side, Snapshot};
use liquidation_widgets::engine::signals::options::OptionType;
use liquidation_widgets::engine::snapshot::{FundFlow, OptionChain, Published, Volumes};
use serde_json::{Value as Json, json};

const DAY_MS: f64 = 86_400_000.0;
const DAY: usize = 24;

/// One snapshot and what is asked of it.
pub(crate) struct Data {
    snapshot: Snapshot,
}

/// A fact as a number: 1 where it holds.
fn fact(holds: bool) -> f64 {
    f64::from(u8::from(holds))
}

fn kind_of(option_type: OptionType) -> &'static str {
    if option_type == OptionType::Call { "call" } else { "put" }
}

impl Data {
    pub(crate) fn new(snapshot: Snapshot) -> Self {
        Self { snapshot }
    }

    fn candles(&self) -> &Candles {
        &self.snapshot.markets[0].candles
    }

    fn spot(&self) -> f64 {
        *self.candles().close.last().unwrap()
    }

    /// The measure of a name; a test stops at a name that is not known.
    pub(crate) fn measure(&self, name: &str) -> f64 {
        let day = |column: &[f64]| column[column.len() - DAY..].to_vec();
        let least = |values: Vec<f64>| values.into_iter().fold(f64::MAX, f64::min);
        let most = |values: Vec<f64>| values.into_iter().fold(0.0, f64::max);
        match name {
            "last_close" => self.spot(),
            "highest" => most(self.candles().high.clone()),
            "low_24h" => least(day(&self.candles().low)),
            "high_24h" => most(day(&self.candles().high)),
            "fall_24h" => self.fall(),
            "last_funding" => *self.snapshot.markets[0].funding.rate.last().unwrap(),
            "longs_24h" => tape::own(&self.snapshot, Side::Long, 24),
            "longs_168h" => tape::own(&self.snapshot, Side::Long, 168),
            "shorts_24h_all" => tape::all(&self.snapshot, Side::Short, 24),
            "shorts_1h_all" => tape::all(&self.snapshot, Side::Short, 1),
            "total_1h_all" => Side::BOTH.map(|side| tape::all(&self.snapshot, side, 1)).iter().sum(),
            "short_share_1h_all" => self.measure("shorts_1h_all") / self.measure("total_1h_all"),
            "largest_since" => self.largest_since(),
            _ => self.of_funds(name).or_else(|| self.of_tables(name)).unwrap(),
        }
    }

    /// Largest fall of the day from a high to a later low.
    fn fall(&self) -> f64 {
        let last = |column: &[f64]| column[column.len() - DAY..].to_vec();
        let candles = self.candles();
        let request = json!({"closes": last(&candles.close), "highs": last(&candles.high), "lows": last(&candles.low)});
        number("drawdown", &request, "intradayFall")
    }

    fn published(&self, of: impl Fn(&Published) -> bool) -> &Published {
        self.snapshot.beside.published.iter().find(|figure| of(figure)).unwrap()
    }

    /// Day of the latest earlier sum of shorts at least as large as today's.
    fn largest_since(&self) -> f64 {
        let history = self.snapshot.beside.liquidation_history.as_ref().unwrap();
        let today = self.published(|figure| figure.since_ms.is_some()).low.unwrap();
        let dates = history.time_ms.iter().map(|time| format!("{time:013}"));
        let rows: Vec<Json> = dates.zip(&history.short_usd).map(|(date, usd)| json!([date, usd])).collect();
        let answer = ask("largest_since", &json!({"value": today, "history": rows}));
        answer["since"].as_str().unwrap().parse().unwrap()
    }

    fn of_funds(&self, name: &str) -> Option<f64> {
        let flows = self.snapshot.beside.etf_flows.as_ref()?;
        let total = flows.total.as_ref()?;
        let usd = total.usd.as_ref()?;
        let last = |days: usize| usd[usd.len() - days..].iter().sum::<f64>();
        let flow = |flow: &FundFlow| flow.usd.as_ref().and_then(|usd| usd.last().copied());
        match name {
            "etf_last_two_days" => Some(last(2)),
            "etf_last_three_days" => Some(last(3)),
            "etf_others_17_sep" => {
                let row = usd.len() - 3;
                let ibit = flows.funds.iter().find(|fund| fund.fund == "IBIT")?.usd.as_ref()?[row];
                Some(usd[row] - ibit)
            }
            "etf_sum" => {
                let others = self.snapshot.beside.assets.iter().filter_map(|asset| asset.etf_flows.as_ref());
                let others: f64 = others.filter_map(|flows| flow(flows.total.as_ref()?)).sum();
                Some(flow(total)? + others)
            }
            "etf_streak" => {
                let dates = total.time_ms.iter().map(|time| format!("{time:013}"));
                let rows: Vec<Json> = dates.zip(usd).map(|(date, usd)| json!([date, usd])).collect();
                Some(number("etf_streak", &json!({"flows": rows}), "streak"))
            }
            _ => None,
        }
    }

    fn of_tables(&self, name: &str) -> Option<f64> {
        let beside = &self.snapshot.beside;
        match name {
            "open_interest_over_year_mean" => Some(fact(self.open_interest_over_mean())),
            "zero_gamma" => Some(number("dealer_gamma", &self.gamma_request(beside.options.last()?), "headline")),
            "rr25_negative" => Some(fact(beside.options.iter().all(|chain| self.reversal(chain) < 0.0))),
            "october_median" => {
                let table = beside.monthly_returns.as_ref()?;
                let answer = ask("seasonality", &json!({"returnsPct": table.return_pct, "months": table.month}));
                Some(fact(answer["months"][9]["median"].as_f64()? > 0.0))
            }
            "perp_share" => Some(self.share("perpOfPerpSpot")),
            "derivatives_share_last" => Some(self.last_share("derivativesOfAll")),
            "oi_weighted_funding" => Some(self.weighted_funding()),
            "labelled_usd" => Some(number("labelled_flow", &self.transfer(), "usd")),
            "labelled_share" => Some(number("labelled_flow", &self.transfer(), "shareOfDepth1pct")),
            "companion_falls_more" => Some(fact(self.companion_falls_more())),
            "companion_beta" => Some(self.companion_beta()),
            "us10y_rises" => {
                let value = &beside.context.iter().find(|series| series.name == "us10y")?.value;
                Some(fact(value.last()? > &value[value.len() - 11]))
            }
            "stablecoins_fall" => {
                let balance = &beside.stablecoin_reserves.as_ref()?.balance_usd;
                Some(fact(balance.last()? < &balance[balance.len() - 8]))
            }
            _ => None,
        }
    }

    fn open_interest_over_mean(&self) -> bool {
        let venues = &self.snapshot.beside.venues;
        let rows = venues[0].time_ms.len();
        let at =
            |row: usize| -> f64 { venues.iter().map(|venue| venue.open_interest_coins.as_ref().unwrap()[row]).sum() };
        at(rows - 1) > (0..rows).map(at).sum::<f64>() / rows as f64
    }

    fn gamma_request(&self, chain: &OptionChain) -> Json {
        let option = |row: usize| {
            json!({
                "type": kind_of(chain.option_type[row]),
                "strike": chain.strike[row],
                "iv": chain.iv.as_ref().unwrap()[row],
                "days": (chain.expiry_ms[row] - chain.time_ms) as f64 / DAY_MS,
                "oi": chain.open_interest.as_ref().unwrap()[row],
            })
        };
        json!({"spot": self.spot(), "options": (0..chain.strike.len()).map(option).collect::<Vec<_>>()})
    }

    /// 25-delta risk reversal of a chain's first expiry.
    fn reversal(&self, chain: &OptionChain) -> f64 {
        let expiry = chain.expiry_ms[0];
        let rows: Vec<usize> = (0..chain.strike.len()).filter(|row| chain.expiry_ms[*row] == expiry).collect();
        let quote = |row: &usize| json!({"type": kind_of(chain.option_type[*row]), "strike": chain.strike[*row], "iv": chain.iv.as_ref().unwrap()[*row]});
        let request = json!({
            "forward": chain.forward.as_ref().unwrap()[0],
            "days": (expiry - chain.time_ms) as f64 / DAY_MS,
            "quotes": rows.iter().map(quote).collect::<Vec<_>>(),
        });
        number("risk_reversal_25", &request, "rr25")
    }

    fn share(&self, key: &str) -> f64 {
        let volumes: &Volumes = self.snapshot.beside.volumes.as_ref().unwrap();
        let sum = |column: &Option<Vec<f64>>| column.as_ref().map(|column| column.iter().sum::<f64>());
        let request = json!({
            "perp": sum(&volumes.perp_usd),
            "spot": volumes.spot_usd.iter().sum::<f64>(),
            "futures": sum(&volumes.futures_usd),
            "options": sum(&volumes.options_usd),
        });
        number("perp_share", &request, key)
    }

    /// The share of the last volumes alone.
    fn last_share(&self, key: &str) -> f64 {
        let volumes: &Volumes = self.snapshot.beside.volumes.as_ref().unwrap();
        let last = |column: &Option<Vec<f64>>| column.as_ref().and_then(|column| column.last().copied());
        let request = json!({
            "perp": last(&volumes.perp_usd),
            "spot": volumes.spot_usd.last(),
            "futures": last(&volumes.futures_usd),
            "options": last(&volumes.options_usd),
        });
        number("perp_share", &request, key)
    }

    /// Last rate per 8 hours over the venues that have one, weighted by their coins open.
    fn weighted_funding(&self) -> f64 {
        let last = |column: &Option<Vec<f64>>| column.as_ref().and_then(|column| column.last().copied());
        let venues = self.snapshot.beside.venues.iter();
        let rows = venues.filter_map(|venue| Some((last(&venue.open_interest_coins)?, last(&venue.funding_8h)?)));
        let (rates, coins) = rows.fold((0.0, 0.0), |(rates, all), (coins, rate)| (rates + coins * rate, all + coins));
        rates / coins
    }

    fn transfer(&self) -> Json {
        let transfers = self.snapshot.beside.labelled_flows.as_ref().unwrap();
        let Some(Depth::Bands { distance, bid_usd, .. }) = &self.snapshot.markets[0].depth else { return Json::Null };
        let within = distance.iter().position(|distance| *distance == 0.01).unwrap();
        json!({
            "amount": transfers.amount[0],
            "price": transfers.price.as_ref().unwrap()[0],
            "depth1pctUsd": bid_usd[within],
        })
    }

    fn companion_falls_more(&self) -> bool {
        let other = &self.snapshot.beside.assets[0];
        let change = |closes: &[f64]| closes[closes.len() - 1] / closes[closes.len() - 1 - DAY] - 1.0;
        change(&other.close) < change(&self.candles().close)
    }

    fn companion_beta(&self) -> f64 {
        let other = &self.snapshot.beside.assets[0];
        let own = &self.candles().close;
        let request = json!({"asset": other.close, "reference": own[own.len() - other.close.len()..]});
        number("beta", &request, "beta")
    }
}
