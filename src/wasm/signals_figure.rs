//! `<liq-signals>` for the host page.

use crate::scene::signals::settings::SignalsSettings;
use crate::wasm::figure::figure_class;

figure_class! {
    /// Signals in an element of the page. Free it when the element goes.
    SignalsFigure, SignalsSettings
}
