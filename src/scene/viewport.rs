//! Which part of a heatmap is shown: columns across, price rows up. Never leaves what was computed.

/// A closed interval of one axis, inside its full extent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// Start shown.
    pub low: f64,
    /// End shown.
    pub high: f64,
    full_low: f64,
    full_high: f64,
    least: f64,
}

impl Span {
    /// All of `full_low..=full_high`; zooming stops at `least`.
    #[must_use]
    pub fn full(full_low: f64, full_high: f64, least: f64) -> Self {
        Self { low: full_low, high: full_high, full_low, full_high, least: least.min(full_high - full_low) }
    }

    /// Length shown.
    #[must_use]
    pub fn length(&self) -> f64 {
        self.high - self.low
    }

    /// Whether all is shown.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.low <= self.full_low && self.high >= self.full_high
    }

    /// Shows `1/factor` of the present length; the value at share `anchor` of the axis stays where it is.
    pub fn zoom(&mut self, factor: f64, anchor: f64) {
        let length = (self.length() / factor.max(1e-6)).clamp(self.least, self.full_high - self.full_low);
        let fixed = self.low + self.length() * anchor;
        self.show(fixed - length * anchor, length);
    }

    /// Moves by `share` of the length shown.
    pub fn pan(&mut self, share: f64) {
        let length = self.length();
        self.show(self.low + length * share, length);
    }

    /// Shows `low..=high`, as far as it exists.
    pub fn show_between(&mut self, low: f64, high: f64) {
        let length = (high - low).clamp(self.least, self.full_high - self.full_low);
        self.show(low, length);
    }

    fn show(&mut self, low: f64, length: f64) {
        self.low = low.clamp(self.full_low, (self.full_high - length).max(self.full_low));
        self.high = self.low + length;
    }

    /// Shows all.
    pub fn reset(&mut self) {
        (self.low, self.high) = (self.full_low, self.full_high);
    }
}

/// Both axes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    /// Columns, as positions from the left edge of the first.
    pub columns: Span,
    /// Price rows, as positions from the lower edge of the lowest.
    pub rows: Span,
}

impl Viewport {
    /// Whether all is shown.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.columns.is_full() && self.rows.is_full()
    }

    /// Zooms both axes around a point given as shares from the left and from the bottom.
    pub fn zoom(&mut self, factor: f64, (across, up): (f64, f64)) {
        self.columns.zoom(factor, across);
        self.rows.zoom(factor, up);
    }

    /// Shows all.
    pub fn reset(&mut self) {
        self.columns.reset();
        self.rows.reset();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zooming_keeps_the_anchor_in_place_and_stays_inside() {
        let mut span = Span::full(0.0, 100.0, 4.0);
        span.zoom(2.0, 0.25);
        assert_eq!((span.low, span.high), (12.5, 62.5));
        span.zoom(0.1, 0.0);
        assert!(span.is_full());
        span.zoom(1e9, 0.5);
        assert_eq!(span.length(), 4.0);
    }

    #[test]
    fn panning_stops_at_the_ends() {
        let mut span = Span::full(0.0, 100.0, 4.0);
        span.zoom(4.0, 0.5);
        span.pan(-50.0);
        assert_eq!((span.low, span.high), (0.0, 25.0));
        span.pan(50.0);
        assert_eq!((span.low, span.high), (75.0, 100.0));
    }
}
