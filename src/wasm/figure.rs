//! A figure of any kind for the host page: three canvases, its words, its numbers.

use js_sys::Function;
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

use crate::dom::stage::Stage;
use crate::lists::Listed;
use crate::scene::drawing::Step;
use crate::scene::figure::View;
use crate::scene::invalidation::Invalidation;
use crate::scene::settings::Settings;
use crate::value::Value;
use crate::wasm::convert::{js_of, thrown};
use crate::wasm::snapshots::ReadSnapshot;
use crate::wasm::source::Source;

/// A figure that stands on a page.
pub struct Shown<S: Settings<View: 'static>> {
    pub(super) stage: Stage<S::View>,
    source: Source<S>,
}

impl<S: Settings<View: 'static> + Clone> Shown<S> {
    /// Begins what is estimated of a snapshot for a figure with these attributes, without a picture yet.
    ///
    /// # Errors
    /// For attributes that are no plain data, as a `LiqError`.
    pub fn begin(read: &mut ReadSnapshot, attributes: &JsValue, page: &JsValue) -> Result<(), JsValue> {
        Source::<S>::read(attributes, page).map(|mut source| source.begin(read)).map_err(|error| thrown(&error))
    }

    /// Draws a snapshot in `host`.
    ///
    /// # Errors
    /// For data that cannot be drawn, as a `LiqError`.
    pub fn new(
        host: &HtmlElement,
        notify: Function,
        read: &mut ReadSnapshot,
        attributes: &JsValue,
        page: &JsValue,
    ) -> Result<Self, JsValue> {
        let mut source = Source::<S>::read(attributes, page).map_err(|error| thrown(&error))?;
        let view = source.view(read).map_err(|error| thrown(&error))?;
        Ok(Self { stage: Stage::new(host, notify, view, source.font.clone())?, source })
    }

    /// Draws other data with the same settings; the last drawing stays when they cannot be drawn.
    ///
    /// # Errors
    /// For data that cannot be drawn, as a `LiqError`.
    pub fn set_data(&mut self, read: &mut ReadSnapshot) -> Result<(), JsValue> {
        let mut source = self.source.clone();
        let renewed = self.stage.change(|figure| (source.renew(read, figure), Invalidation::Raster));
        renewed.map_err(|error| thrown(&error))?;
        self.source = source;
        self.stage.lay_out();
        Ok(())
    }

    /// Takes changed attributes or page facts. What does not touch the numbers does not compute them again.
    ///
    /// # Errors
    /// For settings that leave nothing to draw, as a `LiqError`.
    pub fn set_settings(&mut self, attributes: &JsValue, page: &JsValue) -> Result<(), JsValue> {
        let other = Source::<S>::read(attributes, page).map_err(|error| thrown(&error))?;
        let changed = self.stage.change(|figure| (self.source.change(other, figure), Invalidation::Raster));
        changed.map_err(|error| thrown(&error))?;
        self.stage.set_font(self.source.font.clone());
        Ok(())
    }

    /// What was wrong with the attributes.
    pub fn problems(&self) -> Vec<JsValue> {
        self.source.settings.problems().iter().map(thrown).listed()
    }

    /// Words around the chart.
    pub fn frame(&self) -> JsValue {
        js_of(&self.stage.ask(View::frame_data))
    }

    /// The numbers drawn, as plain data.
    pub fn result(&self) -> JsValue {
        js_of(&self.stage.ask(View::result))
    }

    /// A place of the picture as plain data; `null` without one.
    pub fn place<'a, P>(&'a self, place: impl Fn(&S::View) -> Option<P>) -> JsValue
    where
        Value: for<'p> From<Option<&'p P>>,
    {
        js_of(&Value::from(self.stage.ask(place).as_ref()))
    }

    /// Computes a part of what the first picture did not wait for; the picture is drawn anew after the last part.
    ///
    /// # Errors
    /// For settings that leave nothing to compute, as a `LiqError`.
    pub fn draw_next(&self) -> Result<bool, JsValue> {
        let step =
            self.stage.change(|figure| (figure.draw_next(), Invalidation::None)).map_err(|error| thrown(&error))?;
        if step == Step::Last {
            // What came may need room of its own.
            self.stage.lay_out();
        }
        Ok(step != Step::Done)
    }
}

/// The class of one kind of figure: `HeatmapFigure` and so on, with what every kind has.
macro_rules! figure_class {
    ($(#[$words:meta])* $name:ident, $settings:ty) => {
        $(#[$words])*
        #[wasm_bindgen::prelude::wasm_bindgen]
        pub struct $name($crate::wasm::figure::Shown<$settings>);

        #[wasm_bindgen::prelude::wasm_bindgen]
        impl $name {
            /// Draws a snapshot in `host`. `attributes` maps names to texts, `page` is what the host knows of the page. `notify(name, detail)` is called for what the reader does (`hover`,
            /// `select`, `viewport`, `help`, `shock`, `round`, `play`, as far as the kind has them), the detail saying
            /// whether a key did it, and for `trouble` with the error.
            ///
            /// # Errors
            /// A `LiqError` for data that cannot be drawn.
            #[wasm_bindgen(constructor)]
            pub fn new(
                host: &web_sys::HtmlElement,
                notify: js_sys::Function,
                read: &mut $crate::wasm::snapshots::ReadSnapshot,
                attributes: &wasm_bindgen::JsValue,
                page: &wasm_bindgen::JsValue,
            ) -> Result<Self, wasm_bindgen::JsValue> {
                $crate::wasm::figure::Shown::new(host, notify, read, attributes, page).map(Self)
            }

            /// Draws other data with the same settings; the last drawing stays when they cannot be drawn.
            ///
            /// # Errors
            /// A `LiqError` for data that cannot be drawn.
            #[wasm_bindgen(js_name = setData)]
            pub fn set_data(
                &mut self,
                read: &mut $crate::wasm::snapshots::ReadSnapshot,
            ) -> Result<(), wasm_bindgen::JsValue> {
                self.0.set_data(read)
            }

            /// Takes changed attributes or page facts. What does not touch the numbers does not compute them again.
            ///
            /// # Errors
            /// A `LiqError` for settings that leave nothing to draw.
            #[wasm_bindgen(js_name = setSettings)]
            pub fn set_settings(
                &mut self,
                attributes: &wasm_bindgen::JsValue,
                page: &wasm_bindgen::JsValue,
            ) -> Result<(), wasm_bindgen::JsValue> {
                self.0.set_settings(attributes, page)
            }

            /// What was wrong with the attributes: objects with `code`, `field`, `value`, `allowed`, `message`; those of a lean
            /// piece have no `value` and no `allowed`, which the report on the figure has.
            #[must_use]
            pub fn problems(&self) -> Vec<wasm_bindgen::JsValue> {
                self.0.problems()
            }

            /// Words around the chart.
            #[must_use]
            pub fn frame(&self) -> wasm_bindgen::JsValue {
                self.0.frame()
            }

            /// The numbers drawn, as plain data.
            #[must_use]
            pub fn result(&self) -> wasm_bindgen::JsValue {
                self.0.result()
            }

            /// The place that the reader points at as a line of words; `undefined` without one.
            #[must_use]
            pub fn reading(&self) -> Option<String> {
                self.0.stage.ask($crate::scene::figure::View::reading)
            }

            /// Paints now what waits for a frame: before a screenshot, for a bench.
            pub fn flush(&self) {
                self.0.stage.flush();
            }
        }
    };
}

/// For kinds whose picture rests on an estimate, which is made by slices ahead of it.
#[cfg(any(
    feature = "heatmap",
    feature = "map",
    feature = "cascade",
    all(feature = "scenarios", feature = "simulation")
))]
macro_rules! estimating_figure {
    ($name:ident, $settings:ty) => {
        #[wasm_bindgen::prelude::wasm_bindgen]
        impl $name {
            /// Begins what is estimated of a snapshot for a figure with these attributes: [`ReadSnapshot`] goes on with it by
            /// slices, and the figure takes it from there.
            ///
            /// [`ReadSnapshot`]: crate::wasm::snapshots::ReadSnapshot
            ///
            /// # Errors
            /// A `LiqError` for attributes that are no plain data.
            pub fn begin(
                read: &mut $crate::wasm::snapshots::ReadSnapshot,
                attributes: &wasm_bindgen::JsValue,
                page: &wasm_bindgen::JsValue,
            ) -> Result<(), wasm_bindgen::JsValue> {
                $crate::wasm::figure::Shown::<$settings>::begin(read, attributes, page)
            }
        }
    };
}

/// For kinds whose prices other elements of a group point at, and which point at theirs.
#[cfg(any(feature = "heatmap", feature = "map", feature = "scenarios"))]
macro_rules! linked_figure {
    ($name:ident) => {
        #[wasm_bindgen::prelude::wasm_bindgen]
        impl $name {
            /// The place under the crosshair as plain data; `null` without a crosshair.
            #[wasm_bindgen(js_name = readingData)]
            #[must_use]
            pub fn reading_data(&self) -> wasm_bindgen::JsValue {
                self.0.place(|figure| figure.reading())
            }

            /// Shows where a shock leads: `{ shock, stop }`, two prices; nothing takes it away.
            ///
            /// # Errors
            /// A `LiqError` for prices out of range.
            pub fn follow(&self, projection: &wasm_bindgen::JsValue) -> Result<(), wasm_bindgen::JsValue> {
                let follow = $crate::wasm::source::follow_of(projection);
                let follow = follow.map_err(|error| $crate::wasm::convert::thrown(&error))?;
                let overlay = $crate::scene::invalidation::Invalidation::Overlay;
                self.0.stage.change(|figure| (figure.set_follow(follow), overlay));
                Ok(())
            }

            /// The price that the reader points at, for other elements; `undefined` without a crosshair.
            #[wasm_bindgen(js_name = pointedPrice)]
            #[must_use]
            pub fn pointed_price(&self) -> Option<f64> {
                self.0.stage.ask(|figure| figure.crosshair()).map(|at| at.price)
            }

            /// The instant there, milliseconds; `undefined` where the picture has no time.
            #[wasm_bindgen(js_name = pointedTime)]
            #[must_use]
            pub fn pointed_time(&self) -> Option<f64> {
                self.0.stage.ask(|figure| figure.crosshair())?.time_ms.map(|ms| ms as f64)
            }

            /// Shows the price, and the instant in milliseconds, that a reader points at in another element; nothing takes
            /// it away.
            #[wasm_bindgen(js_name = pointAt)]
            pub fn point_at(&self, price: Option<f64>, time_ms: Option<f64>) {
                let at = $crate::wasm::source::crosshair_of(price, time_ms);
                let overlay = $crate::scene::invalidation::Invalidation::Overlay;
                self.0.stage.change(|figure| (figure.set_shared(at), overlay));
            }
        }
    };
}

#[cfg(any(
    feature = "heatmap",
    feature = "map",
    feature = "cascade",
    all(feature = "scenarios", feature = "simulation")
))]
pub(super) use estimating_figure;
pub(super) use figure_class;
#[cfg(any(feature = "heatmap", feature = "map", feature = "scenarios"))]
pub(super) use linked_figure;
