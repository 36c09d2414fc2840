//! A display list as one SVG document, the same marks that the canvas shows.

use plotters::prelude::DrawingBackend;
use plotters_svg::SVGBackend;

use crate::render::player::Player;
use crate::scene::display_list::{Mark, Rect};

/// `plotters` places marks on whole units: this many per CSS pixel keep candles evenly wide.
const UNITS_PER_PX: f64 = 8.0;
/// `plotters-svg` writes font sizes divided by this.
const FONT_FACTOR: f64 = 1.24;

/// A picture to be written.
#[derive(Clone, Copy, Debug)]
pub struct SvgPicture<'a> {
    /// Width in CSS pixels.
    pub width_css: f64,
    /// Height in CSS pixels.
    pub height_css: f64,
    /// CSS font family list.
    pub font_family: &'a str,
    /// What the picture says, for readers who do not see it.
    pub title: &'a str,
    /// An image under the marks, as an address (for instance `data:image/png;base64,…`) and its place.
    pub raster: Option<(&'a str, Rect)>,
    /// Marks by layer, lowest first; the raster lies under all of them.
    pub layers: &'a [&'a [Mark]],
}

impl SvgPicture<'_> {
    /// The document.
    ///
    /// # Errors
    /// What the backend says of a mark that it refuses.
    pub fn write(&self) -> Result<String, String> {
        let size = ((self.width_css * UNITS_PER_PX).ceil() as u32, (self.height_css * UNITS_PER_PX).ceil() as u32);
        let mut drawn = String::new();
        {
            let mut backend = SVGBackend::with_string(&mut drawn, size);
            let player = Player { scale: UNITS_PER_PX, font_family: self.font_family, font_factor: FONT_FACTOR };
            for marks in self.layers {
                player.play(marks, &mut backend).map_err(|error| error.to_string())?;
            }
            backend.present().map_err(|error| error.to_string())?;
        }
        // The backend's own root element knows one unit per pixel and no title: it is replaced.
        let marks = drawn.split_once('>').map_or("", |(_, rest)| rest).trim_start();
        let (width, height, title) = (self.width_css, self.height_css, escaped(self.title));
        let root = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {} {}\" role=\"img\">",
            size.0, size.1
        );
        Ok(format!("{root}\n<title>{title}</title>\n{}{marks}", self.image()))
    }

    fn image(&self) -> String {
        let Some((address, place)) = self.raster else { return String::new() };
        let [x, y, width, height] = [place.x, place.y, place.width, place.height].map(|css| css * UNITS_PER_PX);
        let address = escaped(address);
        format!(
            "<image x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" preserveAspectRatio=\"none\" \
             image-rendering=\"optimizeSpeed\" href=\"{address}\"/>\n"
        )
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::display_list::{Anchor, Point, Rgba, Text};

    #[test]
    fn words_are_text_and_never_markup() {
        let words = [Mark::Text(Text {
            text: "<script>&\"".to_owned(),
            at: Point { x: 10.0, y: 10.0 },
            anchor: Anchor::Start,
            size: 12.0,
            bold: false,
            color: Rgba(0, 0, 0, 255),
        })];
        let picture = SvgPicture {
            width_css: 100.0,
            height_css: 50.0,
            font_family: "sans-serif",
            title: "a < b",
            raster: None,
            layers: &[&words],
        };
        let svg = picture.write().unwrap();
        assert!(svg.contains("a &lt; b"));
        assert!(svg.contains("&lt;script&gt;"));
        assert!(!svg.contains("<script"));
        assert!(svg.contains("font-size=\"96\""), "{svg}");
        assert!(svg.trim_end().ends_with("</svg>"));
    }
}
