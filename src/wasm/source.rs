//! From what the host page hands over to a view, for the figures and the reports of every kind.

use std::rc::Rc;

use wasm_bindgen::JsValue;

use crate::engine::heatmap::Ahead;
use crate::error::Result;
use crate::scene::attributes::Attributes;
use crate::scene::crosshair::Crosshair;
use crate::scene::figure::View;
use crate::scene::follow::Follow;
use crate::scene::page::Page;
use crate::scene::settings::Settings;
use crate::value::{Manner, Node, Read};
use crate::wasm::convert::value_of;
use crate::wasm::snapshots::ReadSnapshot;

/// Settings and font of one figure.
#[derive(Clone)]
pub struct Source<S> {
    /// What the attributes come to.
    pub settings: S,
    /// CSS font family list.
    pub font: String,
}

impl<S: Settings> Source<S> {
    /// Reads `attributes`, which map names to texts, and what the host knows of the `page`.
    ///
    /// # Errors
    /// For what is no plain data.
    pub fn read(attributes: &JsValue, page: &JsValue) -> Result<Self> {
        let (attributes, page) = page_of(attributes, page)?;
        Ok(Self { settings: S::read(&attributes, &page), font: page.font })
    }

    /// Begins what is estimated of a snapshot that was read. Where that fails nothing is begun: the view says why.
    pub fn begin(&mut self, read: &mut ReadSnapshot) {
        self.settings.fit(&read.snapshot);
        // What was made elsewhere is not estimated.
        let estimated = if read.snapshot.imported.is_some() { None } else { self.settings.estimated(&read.snapshot) };
        read.ahead = estimated.and_then(|options| Ahead::begin(&read.snapshot, options).ok());
    }

    /// The view of a snapshot that was read; attributes that do not fit it are given up.
    ///
    /// # Errors
    /// For data that cannot be drawn.
    pub fn view(&mut self, read: &mut ReadSnapshot) -> Result<S::View> {
        self.settings.fit(&read.snapshot);
        self.settings.view(Rc::clone(&read.snapshot), read.ahead.take())
    }

    /// Shows a newer snapshot in `view`, which stays as it was where that fails.
    ///
    /// # Errors
    /// For data that cannot be drawn.
    pub fn renew(&mut self, read: &mut ReadSnapshot, view: &mut S::View) -> Result<()> {
        self.settings.fit(&read.snapshot);
        self.settings.renew(view, Rc::clone(&read.snapshot), read.ahead.take())
    }

    /// Takes the settings and the font of `other`. What does not touch the numbers changes the look of `view`, all else
    /// makes another view.
    ///
    /// # Errors
    /// For settings that leave nothing to draw; nothing is taken then.
    pub fn change(&mut self, mut other: Self, view: &mut S::View) -> Result<()> {
        other.settings.fit(view.snapshot());
        if other.settings.computes_as(&self.settings) {
            other.settings.dress(view)?;
        } else {
            *view = other.settings.view(Rc::clone(view.snapshot()), None)?;
        }
        *self = other;
        Ok(())
    }
}

/// Attributes and page facts, from JavaScript; one body for all kinds.
fn page_of(attributes: &JsValue, page: &JsValue) -> Result<(Attributes, Page)> {
    let node = |js| value_of(js).map(|value| Node::new(value, Manner::Script));
    let attributes = node(attributes)?.named_texts()?;
    let mut page = Page::read(node(page)?)?;
    if page.font.is_empty() {
        "sans-serif".clone_into(&mut page.font);
    }
    Ok((attributes, page))
}

/// A projection to draw; nothing for `null`.
///
/// # Errors
/// For prices out of range.
pub fn follow_of(projection: &JsValue) -> Result<Option<Follow>> {
    if projection.is_null() || projection.is_undefined() {
        return Ok(None);
    }
    value_of(projection).and_then(|value| Follow::read(Node::new(value, Manner::Script))).map(Some)
}

/// A place that another element points at; nothing without a price.
#[must_use]
pub fn crosshair_of(price: Option<f64>, time_ms: Option<f64>) -> Option<Crosshair> {
    price.map(|price| Crosshair { price, time_ms: time_ms.map(|ms| ms as i64) })
}

/// Attributes as names and texts, for what is written of them.
///
/// # Errors
/// For what is no plain data.
#[cfg(feature = "reports")]
pub fn named_texts_of(attributes: &JsValue) -> Result<Vec<(String, String)>> {
    Node::new(value_of(attributes)?, Manner::Script).named_texts()
}
