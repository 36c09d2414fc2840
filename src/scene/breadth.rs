//! The three widths that pictures are designed for.

/// Up to this width a phone.
pub const PHONE_PX: f64 = 420.0;
/// Up to this width a column of text.
pub const COLUMN_PX: f64 = 760.0;

/// Which of the three designs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Breadth {
    /// Up to 420 px.
    #[default]
    Phone,
    /// Up to 760 px.
    Column,
    /// Above.
    Full,
}

impl Breadth {
    /// The design for a width.
    #[must_use]
    pub fn of(width_css: f64) -> Self {
        if width_css <= PHONE_PX {
            Self::Phone
        } else if width_css <= COLUMN_PX {
            Self::Column
        } else {
            Self::Full
        }
    }
}
