//! What a reader or a script asks of a figure after its first picture: tables, the method card, CSV, the picture as SVG.

use js_sys::{Function, JsString};
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

use crate::dom::still::paint_still;
use crate::lists::Listed;
use crate::scene::drawing::Step;
use crate::scene::figure::View;
use crate::scene::settings::Settings;
use crate::value::Value;
use crate::wasm::convert::{js_of, thrown};
use crate::wasm::snapshots::ReadSnapshot;
use crate::wasm::source::{Source, named_texts_of};
use crate::wasm::svg::svg_of;

/// A figure without its picture on the page.
pub struct Reported<S: Settings> {
    view: S::View,
    source: Source<S>,
}

impl<S: Settings> Reported<S> {
    /// Computes `snapshot` (text of a document).
    ///
    /// # Errors
    /// For data that cannot be drawn, as a `LiqError`.
    pub fn new(snapshot: &JsString, attributes: &JsValue, page: &JsValue) -> Result<Self, JsValue> {
        let mut source = Source::<S>::read(attributes, page).map_err(|error| thrown(&error))?;
        let view =
            ReadSnapshot::held(snapshot).and_then(|mut read| source.view(&mut read)).map_err(|error| thrown(&error))?;
        Ok(Self { view, source })
    }

    /// Takes changed attributes or page facts.
    ///
    /// # Errors
    /// For settings that leave nothing to draw, as a `LiqError`.
    pub fn set_settings(&mut self, attributes: &JsValue, page: &JsValue) -> Result<(), JsValue> {
        let changed = Source::read(attributes, page).and_then(|other| self.source.change(other, &mut self.view));
        changed.map_err(|error| thrown(&error))
    }

    /// What was wrong with the attributes.
    pub fn problems(&self) -> Vec<JsValue> {
        self.source.settings.problems().iter().map(thrown).listed()
    }

    /// The tables.
    pub fn tables(&self) -> JsValue {
        js_of(&Value::list(&self.view.tables()))
    }

    /// The method card.
    pub fn method(&self) -> JsValue {
        js_of(&Value::from(&self.view.method()))
    }

    /// Computes a part of what the first picture did not wait for.
    ///
    /// # Errors
    /// For settings that leave nothing to compute, as a `LiqError`.
    pub fn draw_next(&mut self) -> Result<bool, JsValue> {
        self.view.draw_next().map(|step| step != Step::Done).map_err(|error| thrown(&error))
    }

    /// The picture as SVG at a size in CSS pixels, width first.
    ///
    /// # Errors
    /// What `encode` throws.
    pub fn to_svg(&mut self, size: (f64, f64), encode: &Function) -> Result<String, JsValue> {
        let frame = self.view.frame();
        svg_of(&mut self.view, size, (&self.source.font, &frame.summary, frame.lang), encode)
    }

    /// Paints the picture at a size in CSS pixels, width first, and calls `take` while it is there.
    ///
    /// # Errors
    /// What a canvas refuses, and what `take` throws.
    pub fn paint(&mut self, host: &HtmlElement, size: (f64, f64), ratio: f64, take: &Function) -> Result<(), JsValue> {
        paint_still(&mut self.view, host, size, ratio, &self.source.font, take)
    }

    /// The numbers as CSV.
    ///
    /// # Errors
    /// For attributes that are no plain data, as a `LiqError`.
    pub fn to_csv(&self, snapshot: &str, attributes: &JsValue) -> Result<String, JsValue> {
        let attributes = named_texts_of(attributes).map_err(|error| thrown(&error))?;
        Ok(self.view.csv(snapshot, &attributes))
    }
}

/// The class that reports on one kind of figure.
macro_rules! report_class {
    ($(#[$words:meta])* $name:ident, $settings:ty) => {
        $(#[$words])*
        #[wasm_bindgen::prelude::wasm_bindgen]
        pub struct $name(Reported<$settings>);

        #[wasm_bindgen::prelude::wasm_bindgen]
        impl $name {
            /// Computes `snapshot` (text of a liq-snapshot/1 document) under the same `attributes` and on the same `page` as
            /// the figure that it reports on.
            ///
            /// # Errors
            /// A `LiqError` for data that cannot be drawn.
            #[wasm_bindgen(constructor)]
            pub fn new(snapshot: &JsString, attributes: &JsValue, page: &JsValue) -> Result<Self, JsValue> {
                Reported::new(snapshot, attributes, page).map(Self)
            }

            /// Takes changed attributes or page facts; what does not touch the numbers does not compute them again.
            ///
            /// # Errors
            /// A `LiqError` for settings that leave nothing to draw.
            #[wasm_bindgen(js_name = setSettings)]
            pub fn set_settings(&mut self, attributes: &JsValue, page: &JsValue) -> Result<(), JsValue> {
                self.0.set_settings(attributes, page)
            }

            /// What was wrong with the attributes: objects with `code`, `field`, `value`, `allowed`, `message`.
            #[must_use]
            pub fn problems(&self) -> Vec<JsValue> {
                self.0.problems()
            }

            /// The tables, as plain data.
            #[must_use]
            pub fn tables(&self) -> JsValue {
                self.0.tables()
            }

            /// The method card: `title`, `rows` of name and value, `limits`.
            #[must_use]
            pub fn method(&self) -> JsValue {
                self.0.method()
            }

            /// Computes a part of what the first picture did not wait for; call it again, from idle moments, while it returns
            /// true.
            ///
            /// # Errors
            /// A `LiqError` for settings that leave nothing to draw.
            #[wasm_bindgen(js_name = drawNext)]
            pub fn draw_next(&mut self) -> Result<bool, JsValue> {
                self.0.draw_next()
            }

            /// The picture as SVG at a size in CSS pixels. `encode(pixels, width, height)` gives the address of an image of
            /// RGBA pixels, for instance a data address of a PNG.
            ///
            /// # Errors
            /// What `encode` throws.
            #[wasm_bindgen(js_name = toSVG)]
            pub fn to_svg(&mut self, width: f64, height: f64, encode: &Function) -> Result<String, JsValue> {
                self.0.to_svg((width, height), encode)
            }

            /// Paints the picture for a size in CSS pixels with `ratio` device pixels for each on two canvases in `host`, the
            /// lower one first, and calls `take()` while they are there.
            ///
            /// # Errors
            /// What a canvas refuses, and what `take` throws.
            pub fn paint(
                &mut self,
                host: &HtmlElement,
                width: f64,
                height: f64,
                ratio: f64,
                take: &Function,
            ) -> Result<(), JsValue> {
                self.0.paint(host, (width, height), ratio, take)
            }

            /// The numbers as CSV; `snapshot` is the text that they were computed from, `attributes` are told in it.
            ///
            /// # Errors
            /// A `LiqError` for attributes that are no plain data.
            #[wasm_bindgen(js_name = toCSV)]
            pub fn to_csv(&self, snapshot: &str, attributes: &JsValue) -> Result<String, JsValue> {
                self.0.to_csv(snapshot, attributes)
            }
        }
    };
}

#[cfg(feature = "heatmap")]
report_class! {
    /// The numbers of one heatmap without its picture on the page. Free it when they are not wanted any more.
    HeatmapReport, crate::scene::heatmap::settings::HeatmapSettings
}
#[cfg(feature = "map")]
report_class! {
    /// The numbers of one map without its picture on the page. Free it when they are not wanted any more.
    MapReport, crate::scene::map::settings::MapSettings
}
#[cfg(feature = "cascade")]
report_class! {
    /// The numbers of one cascade without its picture on the page. Free it when they are not wanted any more.
    CascadeReport, crate::scene::cascade::settings::CascadeSettings
}
#[cfg(feature = "tape")]
report_class! {
    /// The numbers of one tape without its picture on the page. Free it when they are not wanted any more.
    TapeReport, crate::scene::tape::settings::TapeSettings
}
#[cfg(feature = "regime")]
report_class! {
    /// The numbers of regimes without their picture on the page. Free it when they are not wanted any more.
    RegimeReport, crate::scene::regime::settings::RegimeSettings
}
#[cfg(feature = "signals")]
report_class! {
    /// The numbers of signals without their picture on the page. Free it when they are not wanted any more.
    SignalsReport, crate::scene::signals::settings::SignalsSettings
}
#[cfg(feature = "scenarios")]
report_class! {
    /// The numbers of an author's scenarios without their picture on the page. Free them when they are not wanted any more.
    ScenariosReport, crate::scene::scenarios::settings::ScenariosSettings
}
#[cfg(feature = "compare")]
report_class! {
    /// The numbers of a comparison without its picture on the page. Free them when they are not wanted any more.
    CompareReport, crate::scene::compare::settings::CompareSettings
}
