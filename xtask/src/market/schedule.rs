//! A quantity that is given at a few hours and follows straight lines between them.

/// Anchors `(hour, value)` by ascending hour.
#[derive(Clone, Copy, Debug)]
pub(super) struct Schedule(pub(super) &'static [(f64, f64)]);

impl Schedule {
    /// The value at `hour`: the first one before all anchors, the last one after them.
    pub(super) fn at(self, hour: f64) -> f64 {
        let Some(next) = self.0.iter().position(|anchor| anchor.0 > hour) else {
            return self.0.last().map_or(0.0, |anchor| anchor.1);
        };
        let Some(before) = next.checked_sub(1) else { return self.0[0].1 };
        let ((from, low), (to, high)) = (self.0[before], self.0[next]);
        low + (high - low) * (hour - from) / (to - from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_met_and_lines_run_between_them() {
        let schedule = Schedule(&[(0.0, 1.0), (10.0, 3.0), (12.0, 2.0)]);
        let found = [-5.0, 0.0, 5.0, 10.0, 11.0, 12.0, 99.0].map(|hour| schedule.at(hour));
        assert_eq!(found, [1.0, 1.0, 2.0, 3.0, 2.5, 2.0, 2.0]);
    }
}
