//! Hedging, refilling and the insurance fund as a script gives them.

use crate::error::{Code, Result, fault};
use crate::value::{Node, Read};

/// Median gap between large liquidations on one venue over 282 days, seconds.
const DEFAULT_ROUND_S: f64 = 6.0;

/// Hedging of market makers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GammaRequest {
    /// Exposure per per cent; negative is short gamma, which sells into a fall. Positive exposure has no effect.
    pub gex_usd_per_pct: f64,
    /// Share hedged within the horizon, 0 to 1.
    pub hedged_share: f64,
}

/// Refilling, as the decay of a round or as times.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ResilienceRequest {
    /// Decay `ρτ` of one round.
    PerRound(f64),
    /// Half-life of consumed depth and length of a round, seconds.
    Times {
        /// Half-life.
        half_life_s: f64,
        /// Round.
        round_s: f64,
    },
}

/// Insurance fund.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FundRequest {
    /// Money in it.
    pub available: f64,
    /// Maintenance rate of the positions.
    pub maintenance: f64,
}

impl Read for GammaRequest {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["gexUsdPerPct", "hedgedShare"]);
        let read = Self {
            gex_usd_per_pct: fields.number("gexUsdPerPct"),
            hedged_share: fields.number_within("hedgedShare", 0.0, 1.0),
        };
        fields.finish(read)
    }
}

impl Read for ResilienceRequest {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["rhoTau", "halfLifeS", "roundS"]);
        let read = if fields.has_key("halfLifeS") {
            Self::Times {
                half_life_s: fields.number_within("halfLifeS", 1e-3, 1e9),
                round_s: fields.optional_within("roundS", 0.0, 1e6).unwrap_or(DEFAULT_ROUND_S),
            }
        } else {
            Self::PerRound(fields.number_within("rhoTau", 0.0, 1000.0))
        };
        for stray in ["rhoTau", "roundS"] {
            if fields.has_key(stray) {
                let path = fields.path_to(stray);
                fields.blame(fault!(Code::AttributeInvalid, path, "given", "rhoTau alone, or halfLifeS with roundS",));
            }
        }
        fields.finish(read)
    }
}

impl Read for FundRequest {
    fn read(node: Node) -> Result<Self> {
        let mut fields = node.fields_of_either_case(&["available", "maintenance"]);
        let read = Self { available: fields.number("available"), maintenance: fields.number("maintenance") };
        fields.finish(read)
    }
}

impl ResilienceRequest {
    /// `ρτ` with `ρ = ln 2 / half-life`.
    #[must_use]
    pub fn decay(self) -> f64 {
        match self {
            Self::PerRound(decay) => decay,
            Self::Times { half_life_s, round_s } => std::f64::consts::LN_2 * round_s / half_life_s,
        }
    }
}

impl GammaRequest {
    /// Flow per per cent of displacement: short gamma alone is hedged with the move.
    #[must_use]
    pub fn usd_per_pct(self) -> f64 {
        self.hedged_share * (-self.gex_usd_per_pct).max(0.0)
    }
}
