//! From what the host page hands over to a heatmap's view, for its figure and its report alike.

use std::rc::Rc;

use js_sys::JsString;
use wasm_bindgen::JsValue;

use crate::engine::heatmap::HeatmapRun;
use crate::engine::market::Snapshot;
use crate::error::Result;
use crate::scene::heatmap::settings::HeatmapSettings;
use crate::scene::heatmap::view::HeatmapView;
use crate::scene::page::Page;
use crate::value::{Manner, Node, Read};
use crate::wasm::convert::{snapshot_of, value_of};

/// Attributes and page facts of one heatmap.
#[derive(Clone)]
pub struct HeatmapSource {
    /// What the attributes come to.
    pub settings: HeatmapSettings,
    /// CSS font family list.
    pub font: String,
}

impl HeatmapSource {
    /// Reads `attributes`, which map names to texts, and what the host knows of the `page`.
    ///
    /// # Errors
    /// For what is no plain data.
    pub fn read(attributes: &JsValue, page: &JsValue) -> Result<Self> {
        let node = |js| value_of(js).map(|value| Node::new(value, Manner::Script));
        let attributes = node(attributes)?.named_texts()?;
        let page = Page::read(node(page)?)?;
        let settings = HeatmapSettings::read(&attributes, &page);
        let font = if page.font.is_empty() { "sans-serif".to_owned() } else { page.font };
        Ok(Self { settings, font })
    }

    /// The view of the snapshot in the text of a document; attributes that do not fit it are given up.
    ///
    /// # Errors
    /// For data that cannot be drawn.
    pub fn view(&mut self, snapshot: &JsString) -> Result<HeatmapView> {
        let snapshot = Rc::new(snapshot_of(snapshot)?);
        self.settings.fit(&snapshot);
        self.drawn(snapshot)
    }

    /// Takes the attributes and facts of `other`. What does not touch the numbers changes the look of `view`, all else
    /// gives another view.
    ///
    /// # Errors
    /// For settings that leave nothing to draw; nothing is taken then.
    pub fn change(&mut self, mut other: Self, view: &mut HeatmapView) -> Result<Changed> {
        other.settings.fit(view.snapshot());
        let changed = if other.settings.request == self.settings.request {
            view.set_look(other.settings.look.clone())?;
            Changed::Look
        } else {
            *view = other.drawn(Rc::clone(view.snapshot()))?;
            Changed::Numbers
        };
        *self = other;
        Ok(changed)
    }

    fn drawn(&self, snapshot: Rc<Snapshot>) -> Result<HeatmapView> {
        let options = self.settings.request.check(&snapshot)?;
        let run = HeatmapRun::new(&snapshot, &options.heatmap)?;
        HeatmapView::new(snapshot, run, self.settings.look.clone())
    }
}

/// What other settings have changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// Colours, words, what is shown of the numbers.
    Look,
    /// The numbers.
    Numbers,
}
