//! A figure as a picture that stands alone: SVG text from a snapshot and attributes, without a browser. Widths of text come
//! from a table; all else is the scene that pages show.

use crate::texts::words_of;
use std::rc::Rc;

use crate::engine::market::Snapshot;
use crate::error::{Error, Result};
use crate::render::metrics::SansMetrics;
use crate::render::png::png_address;
use crate::render::svg::SvgPicture;
use crate::scene::attributes::Attributes;
use crate::scene::breadth::Breadth;
use crate::scene::card::{Card, Said};
use crate::scene::cascade::settings::CascadeSettings;
use crate::scene::compare::settings::CompareSettings;
use crate::scene::drawing::Step;
use crate::scene::figure::{Figure, Room, View};
use crate::scene::frame::Frame;
use crate::scene::heatmap::settings::HeatmapSettings;
use crate::scene::map::settings::MapSettings;
use crate::scene::page::Page;
use crate::scene::regime::settings::RegimeSettings;
use crate::scene::scenarios::settings::ScenariosSettings;
use crate::scene::settings::Settings;
use crate::scene::signals::settings::SignalsSettings;
use crate::scene::tape::settings::TapeSettings;
use crate::scene::theme::Theme;
use crate::value::{Node, Read, Value};

/// Width and height when none is given: the form of most article pictures.
const DEFAULT_SIZE_PX: (f64, f64) = (1200.0, 675.0);
const SIZE_RANGE_PX: (f64, f64) = (160.0, 8192.0);
const PADDING_PX: f64 = 16.0;
const MOST_PADDING_PX: f64 = 200.0;
/// A picture to be drawn.
#[derive(Clone, Debug)]
pub struct PictureRequest {
    /// Which figure.
    pub widget: Widget,
    /// Attributes as on the element.
    pub attributes: Attributes,
    /// What a page would say of itself.
    pub page: Page,
    /// Width in CSS pixels.
    pub width_css: f64,
    /// Height in CSS pixels.
    pub height_css: f64,
    /// Whether the words of the frame are drawn.
    pub is_framed: bool,
    /// Between the edge and everything else, CSS pixels.
    pub padding_css: f64,
    /// Whether the ground stays unpainted.
    pub is_transparent: bool,
}

/// A picture, and the sentences that say what it shows.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The document.
    pub svg: String,
    /// For readers who do not see it: what belongs into `alt`.
    pub summary: String,
}

/// A figure with all that stands around it.
struct Subject {
    figure: Box<dyn Figure>,
    theme: Theme,
    frame: Frame,
    said: Said,
    room: Room,
}

/// Every kind of figure that can be drawn, its word and its settings.
macro_rules! widgets {
    ($($(#[$words:meta])* $name:ident $word:literal $settings:ty,)+) => {
        /// Which figure.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Widget {
            $($(#[$words])* $name,)+
        }

        impl Widget {
            /// Every kind.
            pub const ALL: [Self; [$($word),+].len()] = [$(Self::$name),+];

            /// Its word.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)+
                }
            }

            /// Attributes of its element.
            #[must_use]
            pub fn attributes(self) -> Vec<&'static str> {
                match self {
                    $(Self::$name => <$settings>::attributes(),)+
                }
            }

            /// Its picture as `request` asks, but for the card around it.
            fn subject(self, request: &PictureRequest, snapshot: Rc<Snapshot>) -> Result<Subject> {
                match self {
                    $(Self::$name => request.subject_of::<$settings>(snapshot),)+
                }
            }
        }
    };
}

widgets! {
    /// Time by price.
    Heatmap "heatmap" HeatmapSettings,
    /// What waits at each price now.
    Map "map" MapSettings,
    /// Where a shock would be carried.
    Cascade "cascade" CascadeSettings,
    /// Liquidations through time.
    Tape "tape" TapeSettings,
    /// Price, open interest and funding through time.
    Regime "regime" RegimeSettings,
    /// Signals beside the maps.
    Signals "signals" SignalsSettings,
    /// An author's zones and their conditions.
    Scenarios "scenarios" ScenariosSettings,
    /// Coins, past events and months side by side.
    Compare "compare" CompareSettings,
}

impl Read for Widget {
    fn read(node: Node) -> Result<Self> {
        node.word(&words_of!(Self::ALL)).map(|index| Self::ALL[index])
    }
}

impl Read for PictureRequest {
    fn read(node: Node) -> Result<Self> {
        let keys = ["widget", "attributes", "page", "width", "height", "frame", "padding", "transparent"];
        let mut fields = node.fields(&keys);
        let is_framed = fields.optional_flag("frame").unwrap_or(true);
        let (least, most) = SIZE_RANGE_PX;
        let mut read = Self {
            widget: fields.required_of("widget").unwrap_or(Widget::Heatmap),
            attributes: fields.named_texts("attributes"),
            page: fields.optional_of("page").unwrap_or_default(),
            width_css: fields.optional_within("width", least, most).unwrap_or(DEFAULT_SIZE_PX.0),
            height_css: fields.optional_within("height", least, most).unwrap_or(DEFAULT_SIZE_PX.1),
            is_framed,
            padding_css: fields.optional_within("padding", 0.0, MOST_PADDING_PX).unwrap_or(if is_framed {
                PADDING_PX
            } else {
                0.0
            }),
            is_transparent: fields.optional_flag("transparent").unwrap_or(false),
        };
        if read.page.font.is_empty() {
            "sans-serif".clone_into(&mut read.page.font);
        }
        fields.finish(read)
    }
}

impl From<&Picture> for Value {
    fn from(picture: &Picture) -> Self {
        Self::object().with("svg", &picture.svg).with("summary", &picture.summary)
    }
}

impl PictureRequest {
    /// Draws `snapshot`.
    ///
    /// # Errors
    /// For data that cannot be drawn, for the first attribute that is wrong or not known, and for a size without room for
    /// what must be said.
    pub fn draw(&self, snapshot: Snapshot) -> Result<Picture> {
        let mut subject = self.widget.subject(self, Rc::new(snapshot))?;
        let said = std::mem::take(&mut subject.said);
        let card = if self.is_framed {
            Card::new(&subject.frame, said, &self.attributes, &subject.theme, self.padding_css)
        } else {
            Card::bare(self.padding_css)
        };
        let measure = SansMetrics;
        let laid = card.lay((self.width_css, self.height_css), subject.room, &measure)?;
        let (right, down) = (laid.chart.x, laid.chart.y);
        subject.figure.resize(laid.chart.width, laid.chart.height, &measure);
        let mut pixels = Vec::new();
        let image = subject.figure.raster(&mut pixels);
        let address = image.map(|image| png_address(&pixels, image.width, image.height)).transpose()?;
        let chart = subject.figure.chart(&measure).into_iter().map(|mark| mark.moved(right, down));
        let marks: Vec<_> = chart.chain(laid.marks).collect();
        let svg = SvgPicture {
            width_css: self.width_css,
            height_css: self.height_css,
            font_family: &self.page.font,
            title: &subject.frame.summary,
            lang: subject.frame.lang,
            ground: (!self.is_transparent).then_some(subject.theme.background),
            raster: address.as_deref().zip(image.map(|image| image.place.moved(right, down))),
            layers: &[&marks],
        };
        Ok(Picture { svg: svg.write()?, summary: subject.frame.summary })
    }

    /// All that a page would compute in its idle moments is computed at once.
    fn subject_of<S: Settings<View: 'static>>(&self, snapshot: Rc<Snapshot>) -> Result<Subject> {
        let mut settings = S::read(&self.attributes, &self.page);
        settings.fit(&snapshot);
        first_of(settings.problems())?;
        let mut view = settings.view(snapshot, None)?;
        while view.draw_next()? != Step::Done {}
        let breadth = Breadth::of(self.width_css - 2.0 * self.padding_css);
        Ok(Subject {
            theme: view.page().theme,
            frame: view.frame(),
            said: view.said(),
            room: view.room(breadth),
            figure: Box::new(view),
        })
    }
}

/// A page keeps the default of a wrong attribute and says so; a picture that no one looks at is refused.
fn first_of(problems: &[Error]) -> Result<()> {
    problems.first().map_or(Ok(()), |problem| Err(problem.clone()))
}
