//! How much of a picture has to be painted again: a level, merged by the greater.

/// What changed; each level contains those before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Invalidation {
    /// Nothing.
    #[default]
    None,
    /// The crosshair and its box.
    Overlay,
    /// Axes, candles, labels.
    Chart,
    /// The raster, and all above it.
    Raster,
}

impl Invalidation {
    /// Both changes together.
    #[must_use]
    pub fn merge(self, other: Self) -> Self {
        self.max(other)
    }
}
