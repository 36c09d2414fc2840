//! A 2D context as a drawing backend: what [`Player`](crate::render::player::Player) draws, in device pixels.
//!
//! In the place of `plotters-canvas`, of which little was left in use: it measures text by changing the page and puts images
//! pixel by pixel. Numbers in CSS texts are written by [`Plain`] here, so that a page does not download the standard
//! library's way, which that crate needs.

use std::f64::consts::TAU;

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};
use wasm_bindgen::JsValue;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::digits::{shortest, whole};
use crate::texts::text;

/// A canvas with its context.
pub(super) struct Canvas {
    pub(super) element: HtmlCanvasElement,
    pub(super) context: CanvasRenderingContext2d,
}

/// What is told of it.
pub(super) const REFUSED: &str = "the canvas refused to draw";

/// What a context refused.
#[derive(Debug)]
pub(super) struct Refused;

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(REFUSED)
    }
}

impl std::error::Error for Refused {}

type Drawn = Result<(), DrawingErrorKind<Refused>>;

fn drawn(result: Result<(), JsValue>) -> Drawn {
    result.map_err(|_| DrawingErrorKind::DrawingError(Refused))
}

fn css_of(color: BackendColor) -> String {
    let (red, green, blue) = color.rgb;
    text!["rgba(", whole(red), ",", whole(green), ",", whole(blue), ",", shortest(color.alpha), ")"]
}

/// A font as CSS writes it.
pub(super) fn font(weight: &str, size: f64, family: &str) -> String {
    text![weight, " ", shortest(size), "px ", family]
}

impl Canvas {
    /// Draws the path begun: filled, or as a line.
    #[inline(never)]
    fn draw(&self, color: BackendColor, line_width: Option<u32>) {
        match line_width {
            None => {
                self.context.set_fill_style_str(&css_of(color));
                self.context.fill();
            }
            Some(width) => {
                self.context.set_stroke_style_str(&css_of(color));
                self.context.set_line_width(f64::from(width));
                self.context.stroke();
            }
        }
    }

    fn trace(&self, path: impl IntoIterator<Item = BackendCoord>) {
        self.context.begin_path();
        for (index, (x, y)) in path.into_iter().enumerate() {
            match index {
                0 => self.context.move_to(f64::from(x), f64::from(y)),
                _ => self.context.line_to(f64::from(x), f64::from(y)),
            }
        }
    }
}

/// Nothing for what fills, the width for a line.
fn line_width<S: BackendStyle>(style: &S, fill: bool) -> Option<u32> {
    (!fill).then(|| style.stroke_width())
}

impl DrawingBackend for Canvas {
    type ErrorType = Refused;

    fn get_size(&self) -> (u32, u32) {
        (self.element.width(), self.element.height())
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Drawn {
        self.draw_rect((x, y), (x + 1, y + 1), &color, true)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S, fill: bool) -> Drawn {
        self.context.begin_path();
        let (width, height) = (to.0 - from.0, to.1 - from.1);
        self.context.rect(f64::from(from.0), f64::from(from.1), f64::from(width), f64::from(height));
        self.draw(style.color(), line_width(style, fill));
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        self.trace(path);
        self.draw(style.color(), line_width(style, false));
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, (x, y): BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        self.context.begin_path();
        drawn(self.context.arc(f64::from(x), f64::from(y), f64::from(radius), 0.0, TAU))?;
        self.draw(style.color(), line_width(style, fill));
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        self.trace(path);
        self.context.close_path();
        self.draw(style.color(), None);
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, (x, y): BackendCoord) -> Drawn {
        self.context.set_text_baseline(match style.anchor().v_pos {
            VPos::Top => "top",
            VPos::Center => "middle",
            VPos::Bottom => "bottom",
        });
        self.context.set_text_align(match style.anchor().h_pos {
            HPos::Left => "start",
            HPos::Right => "end",
            HPos::Center => "center",
        });
        self.context.set_fill_style_str(&css_of(style.color()));
        self.context.set_font(&font(style.style().as_str(), style.size(), style.family().as_str()));
        drawn(self.context.fill_text(text, f64::from(x), f64::from(y)))
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Refused>> {
        self.context.set_font(&font(style.style().as_str(), style.size(), style.family().as_str()));
        let width = width_of(&self.context, text, style.size());
        Ok((width.ceil() as u32, style.size().ceil() as u32))
    }
}

/// Width of a text in the font that is set. A canvas that cannot measure is given the width of wide letters, so that
/// nothing overlaps.
pub(super) fn width_of(context: &CanvasRenderingContext2d, text: &str, size: f64) -> f64 {
    context.measure_text(text).map_or(text.chars().map(|_| size).sum(), |metrics| metrics.width())
}
