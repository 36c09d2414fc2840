//! One display list on any `plotters` backend.
//!
//! `plotters` draws on whole pixels, so marks in CSS pixels are scaled by the device pixel ratio and rounded here.
//! Lines along an axis become filled rectangles: they stay sharp at every ratio and width.

use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontFamily, FontStyle, IntoFont, RGBAColor, RGBColor, ShapeStyle, TextStyle};
use plotters_backend::{BackendCoord, DrawingErrorKind};

use crate::scene::display_list::{Anchor, Mark, Point, Rect, Rgba, Stroke, Text};

/// What stays the same for every mark of a picture.
#[derive(Clone, Debug)]
pub struct Player<'a> {
    /// Backend pixels per CSS pixel.
    pub scale: f64,
    /// CSS font family list.
    pub font_family: &'a str,
    /// Backend font size per pixel of font size: 1 but for backends that measure fonts otherwise.
    pub font_factor: f64,
}

type Played<B> = Result<(), DrawingErrorKind<<B as DrawingBackend>::ErrorType>>;

impl Player<'_> {
    /// Paints `marks` in order.
    ///
    /// # Errors
    /// What the backend reports.
    pub fn play<B: DrawingBackend>(&self, marks: &[Mark], backend: &mut B) -> Played<B> {
        marks.iter().try_for_each(|mark| match mark {
            Mark::Fill { rect, color } => self.fill(backend, *rect, *color),
            Mark::Line { points, stroke } => self.line(backend, points, *stroke),
            Mark::Polygon { points, color } => {
                backend.fill_polygon(points.iter().map(|point| self.at(*point)), &rgba(*color))
            }
            Mark::Circle { center, radius, stroke, fill } => self.circle(backend, *center, *radius, (*stroke, *fill)),
            Mark::Text(text) => self.text(backend, text),
        })
    }

    fn at(&self, point: Point) -> BackendCoord {
        ((point.x * self.scale).round() as i32, (point.y * self.scale).round() as i32)
    }

    fn thickness(&self, width_css: f64) -> i32 {
        (width_css * self.scale).round().max(1.0) as i32
    }

    /// Fills whole pixels, at least one each way, so that thin bodies and lines never vanish.
    fn fill<B: DrawingBackend>(&self, backend: &mut B, rect: Rect, color: Rgba) -> Played<B> {
        let (left, top) = self.at(Point { x: rect.x, y: rect.y });
        let (right, bottom) = self.at(Point { x: rect.right(), y: rect.bottom() });
        backend.draw_rect((left, top), (right.max(left + 1), bottom.max(top + 1)), &rgba(color), true)
    }

    fn line<B: DrawingBackend>(&self, backend: &mut B, points: &[Point], stroke: Stroke) -> Played<B> {
        let pieces = match stroke.dash {
            None => vec![points.to_vec()],
            Some(dash) => dashes(points, dash),
        };
        pieces.iter().try_for_each(|piece| match piece.as_slice() {
            [from, to] if from.x == to.x || from.y == to.y => self.straight(backend, *from, *to, stroke),
            bent => {
                let stroke_width = self.thickness(stroke.width) as u32;
                let style = ShapeStyle { color: rgba(stroke.color), filled: false, stroke_width };
                backend.draw_path(bent.iter().map(|point| self.at(*point)), &style)
            }
        })
    }

    /// A line along an axis, as a rectangle whose thickness is exact in device pixels wherever it lies.
    fn straight<B: DrawingBackend>(&self, backend: &mut B, from: Point, to: Point, stroke: Stroke) -> Played<B> {
        let thickness = self.thickness(stroke.width);
        let across = |center: f64| (center * self.scale - f64::from(thickness) / 2.0).round() as i32;
        let ((x0, y0), (x1, y1)) = (self.at(from), self.at(to));
        let (corner, opposite) = if from.y == to.y {
            let top = across(from.y);
            ((x0.min(x1), top), (x0.max(x1).max(x0.min(x1) + 1), top + thickness))
        } else {
            let left = across(from.x);
            ((left, y0.min(y1)), (left + thickness, y0.max(y1).max(y0.min(y1) + 1)))
        };
        backend.draw_rect(corner, opposite, &rgba(stroke.color), true)
    }

    fn circle<B: DrawingBackend>(
        &self,
        backend: &mut B,
        center: Point,
        radius: f64,
        (stroke, fill): (Option<Stroke>, Option<Rgba>),
    ) -> Played<B> {
        let radius = (radius * self.scale).round().max(1.0) as u32;
        if let Some(fill) = fill {
            backend.draw_circle(self.at(center), radius, &rgba(fill), true)?;
        }
        if let Some(stroke) = stroke {
            let stroke_width = self.thickness(stroke.width) as u32;
            let style = ShapeStyle { color: rgba(stroke.color), filled: false, stroke_width };
            backend.draw_circle(self.at(center), radius, &style, false)?;
        }
        Ok(())
    }

    fn text<B: DrawingBackend>(&self, backend: &mut B, text: &Text) -> Played<B> {
        let weight = if text.bold { FontStyle::Bold } else { FontStyle::Normal };
        let size = text.size * self.scale * self.font_factor;
        let font = (FontFamily::Name(self.font_family), size, weight).into_font();
        let anchor = match text.anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let style = TextStyle::from(font).pos(Pos::new(anchor, VPos::Center));
        backend.draw_text(&text.text, &style.color(&rgba(text.color)), self.at(text.at))
    }
}

/// Alpha to three digits, which are enough to come back to the same byte, and short where they are written.
fn rgba(color: Rgba) -> RGBAColor {
    let alpha = (f64::from(color.3) / 255.0 * 1000.0).round() / 1000.0;
    RGBColor(color.0, color.1, color.2).mix(alpha)
}

/// The drawn pieces of a dashed line, the pattern running on around corners.
fn dashes(points: &[Point], (on, off): (f64, f64)) -> Vec<Vec<Point>> {
    let mut pieces = Vec::new();
    let period = (on + off).max(f64::MIN_POSITIVE);
    let mut walked = 0.0;
    for pair in points.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let length = from.distance(to);
        let along = |at: f64| {
            let share = if length > 0.0 { at / length } else { 0.0 };
            Point { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }
        };
        let mut start = (walked / period).floor() * period - walked;
        while start < length {
            let (begin, end) = (start.max(0.0), (start + on).min(length));
            if end > begin {
                pieces.push(vec![along(begin), along(end)]);
            }
            start += period;
        }
        walked += length;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_cover_their_share_and_run_on_around_corners() {
        let corner = [Point { x: 0.0, y: 0.0 }, Point { x: 5.0, y: 0.0 }, Point { x: 5.0, y: 5.0 }];
        let pieces = dashes(&corner, (3.0, 1.0));
        let drawn: f64 = pieces.iter().map(|p| (p[1].x - p[0].x).abs() + (p[1].y - p[0].y).abs()).sum();
        assert_eq!(drawn, 8.0);
        assert_eq!(pieces[1], [Point { x: 4.0, y: 0.0 }, Point { x: 5.0, y: 0.0 }]);
        assert_eq!(pieces[2][0], Point { x: 5.0, y: 0.0 });
    }
}
