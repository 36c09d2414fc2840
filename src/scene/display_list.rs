//! The picture as data: marks in CSS pixels, played later on any backend.
//!
//! Coordinates: x to the right, y downward, origin at the top left of the widget's chart, in CSS pixels. Marks are
//! painted in the order given. Colours carry alpha 0..=255.

/// A colour with alpha.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rgba(pub u8, pub u8, pub u8, pub u8);

impl Rgba {
    /// The same colour with another alpha.
    #[must_use]
    pub const fn with_alpha(self, alpha: u8) -> Self {
        Self(self.0, self.1, self.2, alpha)
    }
}

/// A point in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Downward.
    pub y: f64,
}

impl Point {
    /// How far another point is.
    #[must_use]
    pub fn distance(self, other: Self) -> f64 {
        let (across, down) = (other.x - self.x, other.y - self.y);
        (across * across + down * down).sqrt()
    }
}

/// An axis-parallel rectangle in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width, ≥ 0.
    pub width: f64,
    /// Height, ≥ 0.
    pub height: f64,
}

impl Rect {
    /// The same rectangle elsewhere: `right` and `down` in CSS pixels.
    #[must_use]
    pub fn moved(self, right: f64, down: f64) -> Self {
        Self { x: self.x + right, y: self.y + down, ..self }
    }

    /// Right edge.
    #[must_use]
    pub fn right(&self) -> f64 {
        self.x + self.width
    }

    /// Bottom edge.
    #[must_use]
    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// Whether `point` lies inside, left and top edges included.
    #[must_use]
    pub fn contains(&self, point: Point) -> bool {
        point.x >= self.x && point.x < self.right() && point.y >= self.y && point.y < self.bottom()
    }

    /// Whether the two share any area.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Colour.
    pub color: Rgba,
    /// Width in CSS pixels.
    pub width: f64,
    /// Length of dashes and of gaps in CSS pixels; `None` for a solid line.
    pub dash: Option<(f64, f64)>,
}

/// Which point of the text stands at the given position, horizontally.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The left end.
    Start,
    /// The middle.
    Middle,
    /// The right end.
    End,
}

/// One line of text, vertically centred on its position.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// The words.
    pub text: String,
    /// Where the anchor stands; y is the vertical middle of the line.
    pub at: Point,
    /// Which end stands there.
    pub anchor: Anchor,
    /// Font size in CSS pixels, 12 or more.
    pub size: f64,
    /// Whether bold.
    pub bold: bool,
    /// Colour.
    pub color: Rgba,
}

/// One mark of a picture.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A filled rectangle.
    Fill {
        /// Where.
        rect: Rect,
        /// Colour.
        color: Rgba,
    },
    /// A connected line.
    Line {
        /// Two points or more.
        points: Vec<Point>,
        /// How.
        stroke: Stroke,
    },
    /// A filled polygon.
    Polygon {
        /// Three points or more.
        points: Vec<Point>,
        /// Colour.
        color: Rgba,
    },
    /// A circle, open or filled.
    Circle {
        /// Centre.
        center: Point,
        /// Radius in CSS pixels.
        radius: f64,
        /// Line around it.
        stroke: Option<Stroke>,
        /// Colour inside.
        fill: Option<Rgba>,
    },
    /// One line of text.
    Text(Text),
}

impl Mark {
    /// The same mark elsewhere: `right` and `down` in CSS pixels.
    #[must_use]
    pub fn moved(mut self, right: f64, down: f64) -> Self {
        let shift = |point: &mut Point| *point = Point { x: point.x + right, y: point.y + down };
        match &mut self {
            Self::Fill { rect, .. } => *rect = rect.moved(right, down),
            Self::Line { points, .. } | Self::Polygon { points, .. } => points.iter_mut().for_each(shift),
            Self::Circle { center, .. } => shift(center),
            Self::Text(text) => shift(&mut text.at),
        }
        self
    }
}

/// An RGBA image with a place on screen; row 0 is the top row of pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct Raster {
    /// Pixels per row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// `width · height · 4` bytes, not premultiplied.
    pub pixels: Vec<u8>,
    /// Where the image is stretched to, in CSS pixels.
    pub place: Rect,
}

/// Answers how wide a line of text is, in CSS pixels, so that layout needs no browser.
pub trait MeasureText {
    /// Width of `text` at `size` CSS pixels.
    fn width(&self, text: &str, size: f64, bold: bool) -> f64;
}
