//! The words of what happened when.

use super::super::spoken::{Phrases, Spoken};

phrases! {
    /// What happened when.
    EventWords {
        /// Caption of the table.
        title,
        /// Column, and the name of a line at the crosshair.
        event,
        /// Column: how it came to be known.
        basis,
        /// All of them.
        sentence(events),
        /// One of them.
        said(n, text, time),
        /// Between two of them.
        separator,
        /// Basis.
        reported,
        /// Basis.
        simulated,
        /// Basis.
        measured,
    }
}
