//! What stands beside the markets of a document: data of signals, all of which may be left out.

use super::check::{column, same_length};
use super::{
    Analogue, ContextSeries, DatedFutures, EtfFlows, Events, LabelledFlows, LiquidationSums, MonthlyReturns,
    OptionChain, OtherAsset, PolicyRate, Published, StablecoinReserves, Translations, VenueSeries, Volumes,
};
use crate::error::{Code, fault, told};
use crate::texts::is_longer;
use crate::value::{Fields, ReadFields};

const LARGEST_FLOW: f64 = 1e18;
/// Most chains, venues, other coins, past events and series of context.
const MOST_TABLES: usize = 32;
/// What only a comparison shows; a picture of another kind leaves it unread.
const READS_ANALOGUES: bool = cfg!(any(feature = "compare", feature = "headless"));
/// Most published figures.
const MOST_PUBLISHED: usize = 200;

/// Data of signals. Nothing of it enters the estimate.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Beside {
    /// Chains of options, one a venue or an instant.
    pub options: Vec<OptionChain>,
    /// Dated futures, one table a venue.
    pub futures: Vec<DatedFutures>,
    /// Flows of exchange-traded funds.
    pub etf_flows: Option<EtfFlows>,
    /// Volumes by kind of market.
    pub volumes: Option<Volumes>,
    /// Stablecoins on exchanges.
    pub stablecoin_reserves: Option<StablecoinReserves>,
    /// Transfers with a label.
    pub labelled_flows: Option<LabelledFlows>,
    /// Yields, indices.
    pub context: Vec<ContextSeries>,
    /// What is expected of a policy rate.
    pub policy_rate: Option<PolicyRate>,
    /// What happened when.
    pub events: Option<Events>,
    /// Returns by month.
    pub monthly_returns: Option<MonthlyReturns>,
    /// Figures as others published them, ranges and counts among them.
    pub published: Vec<Published>,
    /// Open interest and funding by venue.
    pub venues: Vec<VenueSeries>,
    /// Liquidations by period, for longer than the markets' own.
    pub liquidation_history: Option<LiquidationSums>,
    /// Other coins.
    pub assets: Vec<OtherAsset>,
    /// Past events to compare with.
    pub analogues: Vec<Analogue>,
    /// Labels and events in other languages.
    pub translations: Translations,
}

impl Beside {
    /// The fields of the document beside its markets. A picture that draws none of them leaves them unread: their readers
    /// are a fifth of those that it downloads. Texts in other languages name the sources of every kind.
    pub(super) fn of(fields: &mut Fields) -> Self {
        let translations = fields.optional_of("translations").unwrap_or_default();
        if !cfg!(feature = "beside") {
            return Self { translations, ..Self::default() };
        }
        Self {
            options: members(fields, "options", MOST_TABLES),
            futures: members(fields, "futures", MOST_TABLES),
            etf_flows: fields.table_of("etf_flows"),
            volumes: fields.table_of("volumes"),
            stablecoin_reserves: fields.table_of("stablecoin_reserves"),
            labelled_flows: fields.table_of("labelled_flows"),
            context: members(fields, "context", MOST_TABLES),
            policy_rate: fields.table_of("policy_rate"),
            events: fields.table_of("events"),
            monthly_returns: fields.table_of("monthly_returns"),
            published: members(fields, "published", MOST_PUBLISHED),
            venues: members(fields, "venues", MOST_TABLES),
            liquidation_history: fields.table_of("liquidation_history"),
            assets: members(fields, "assets", MOST_TABLES),
            analogues: if READS_ANALOGUES { members(fields, "analogues", MOST_TABLES) } else { Vec::new() },
            translations,
        }
    }
}

/// The elements of a list that may be left out, at most `most`.
pub(super) fn members<T: ReadFields>(fields: &mut Fields, key: &str, most: usize) -> Vec<T> {
    let [given] = fields.has(&[key]);
    let all = if given { fields.tables_of::<T>(key) } else { Vec::new() };
    if all.len() > most {
        fields.blame(fault!(Code::DataTooLarge, fields.path_to(key), all.len(), told!("at most {most}")));
    }
    all
}

/// Amounts with a sign.
#[inline(never)]
pub(super) fn flows(fields: &mut Fields, key: &str, rows: usize) -> Vec<f64> {
    column(fields, key, rows, -LARGEST_FLOW, LARGEST_FLOW)
}

/// Texts of one line, as many as `rows` where that is known, each of at most `longest` characters.
#[inline(never)]
pub(super) fn texts(fields: &mut Fields, key: &str, rows: Option<usize>, longest: usize) -> Vec<String> {
    let nodes = fields.list(key);
    same_length(fields, key, nodes.len(), rows.unwrap_or(nodes.len()));
    let mut texts = Vec::with_capacity(nodes.len());
    for node in nodes {
        let path = node.path().to_owned();
        let Some(text) = fields.take(node.text()) else { break };
        if text.trim().is_empty() || is_longer(&text, longest) || text.contains(char::is_control) {
            fields.blame(fault!(Code::DataInvalid, path, &text, told!("text of 1 to {longest} characters")));
            break;
        }
        texts.push(text);
    }
    texts
}
