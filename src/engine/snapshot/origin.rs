//! What a table beside the markets rests on, row by row where rows differ, and where it comes from.

use super::check::same_length;
use crate::engine::market::Source;
use crate::error::Result;
use crate::texts::words_of;
use crate::value::{Fields, Node};

/// How figures came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureBasis {
    /// Published by someone, not computed here.
    Reported,
    /// Made by a generator.
    Simulated,
    /// Recorded from a venue.
    Measured,
}

impl FigureBasis {
    /// All, in the order of the documentation.
    pub const ALL: [Self; 3] = [Self::Reported, Self::Simulated, Self::Measured];

    /// `reported`, `simulated` or `measured`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Simulated => "simulated",
            Self::Measured => "measured",
        }
    }
}

/// The optional column `row_basis`: how each row came to be, where the rows of one table differ.
#[inline(never)]
pub(super) fn row_basis(fields: &mut Fields, rows: usize) -> Option<Vec<FigureBasis>> {
    let [given] = fields.has(&["row_basis"]);
    if !given {
        return None;
    }
    let words = words_of!(FigureBasis::ALL);
    let nodes = fields.list("row_basis");
    same_length(fields, "row_basis", nodes.len(), rows);
    let mut bases = Vec::with_capacity(nodes.len());
    for node in nodes {
        let Some(word) = fields.take(node.word(&words)) else { break };
        bases.push(FigureBasis::ALL[word]);
    }
    Some(bases)
}

/// Origin of one table; nothing where the document's provenance says enough.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// How its figures came to be.
    pub basis: Option<FigureBasis>,
    /// Who gives them.
    pub source: Option<Source>,
}

impl Origin {
    /// The keys `basis` and `source`.
    #[inline(never)]
    pub(super) fn of(fields: &mut Fields) -> Self {
        let words = words_of!(FigureBasis::ALL);
        let basis: Option<Result<usize>> = fields.optional("basis").map(|node: Node| node.word(&words));
        let basis = basis.and_then(|word| fields.take(word)).map(|word| FigureBasis::ALL[word]);
        Self { basis, source: fields.table_of("source") }
    }
}
