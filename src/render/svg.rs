//! A display list as one SVG document, the same marks that the canvas shows.

use crate::texts::Texts;
use plotters::prelude::DrawingBackend;
use plotters_svg::SVGBackend;

use crate::error::{Code, Error, Result};
use crate::render::player::Player;
use crate::scene::display_list::{Mark, Rect, Rgba};

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
    /// BCP 47 tag of the words: it decides between the letters of Chinese and Japanese.
    pub lang: &'a str,
    /// Colour behind everything; none where the page shows through.
    pub ground: Option<Rgba>,
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
    pub fn write(&self) -> Result<String> {
        let size = ((self.width_css * UNITS_PER_PX).ceil() as u32, (self.height_css * UNITS_PER_PX).ceil() as u32);
        let mut drawn = String::new();
        {
            let mut backend = SVGBackend::with_string(&mut drawn, size);
            let player = Player { scale: UNITS_PER_PX, font_family: "", font_factor: FONT_FACTOR };
            let refused = |said: String| Error::new(Code::DataInvalid, "picture", said, "marks that can be written");
            for marks in self.layers {
                player.play(marks, &mut backend).map_err(|error| refused(error.to_string()))?;
            }
            backend.present().map_err(|error| refused(error.to_string()))?;
        }
        Ok([self.root(size), self.ground(size), self.image(), shorter(&drawn)].joined(""))
    }

    /// The font stands here once; the backend's own root element knows one unit per pixel and no title.
    fn root(&self, (width, height): (u32, u32)) -> String {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {width} {height}\" \
             role=\"img\" shape-rendering=\"crispEdges\" xml:lang=\"{}\" font-family=\"{}\">\n<title>{}</title>\n",
            self.width_css,
            self.height_css,
            escaped(self.lang),
            escaped(self.font_family),
            escaped(self.title)
        )
    }

    fn ground(&self, (width, height): (u32, u32)) -> String {
        self.ground.map_or_else(String::new, |Rgba(red, green, blue, _)| {
            format!("<rect width=\"{width}\" height=\"{height}\" fill=\"#{red:02X}{green:02X}{blue:02X}\"/>\n")
        })
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

/// The backend's marks without its root element and without attributes that say what holds anyway. Words cannot look like
/// attributes: their quotes are escaped.
fn shorter(drawn: &str) -> String {
    let marks = drawn.split_once('>').map_or("", |(_, rest)| rest).trim_start();
    let idle = [" opacity=\"1\"", " stroke=\"none\"", " font-family=\"\"", " text-anchor=\"start\""];
    let short = idle.iter().fold(marks.to_owned(), |text, attribute| text.replace(attribute, ""));
    // Rectangles keep whole pixels, as on a canvas, so that no seam shows between neighbours; curves stay smooth.
    ["<polyline", "<polygon", "<circle"]
        .iter()
        .fold(short, |text, tag| text.replace(tag, &format!("{tag} shape-rendering=\"auto\"")))
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
            lang: "en",
            ground: None,
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

    #[test]
    fn font_and_ground_stand_once_and_the_ground_lies_under_the_image() {
        let place = Rect { x: 0.0, y: 0.0, width: 100.0, height: 50.0 };
        let picture = SvgPicture {
            width_css: 100.0,
            height_css: 50.0,
            font_family: "\"A Face\", sans-serif",
            title: "",
            lang: "zh-CN",
            ground: Some(Rgba(18, 22, 27, 255)),
            raster: Some(("data:image/png;base64,", place)),
            layers: &[],
        };
        let svg = picture.write().unwrap();
        assert_eq!(svg.matches("font-family").count(), 1);
        assert!(svg.contains("font-family=\"&quot;A Face&quot;, sans-serif\""), "{svg}");
        assert!(svg.contains("xml:lang=\"zh-CN\""));
        assert!(svg.find("<rect width=\"800\" height=\"400\" fill=\"#12161B\"/>") < svg.find("<image"), "{svg}");
        let bare = SvgPicture { ground: None, ..picture }.write().unwrap();
        assert!(!bare.contains("<rect"), "{bare}");
    }
}
