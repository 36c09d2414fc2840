//! From attributes to a view, for every kind of figure.

use std::rc::Rc;

use crate::engine::heatmap::{Ahead, HeatmapOptions};
use crate::engine::market::Snapshot;
use crate::error::{Error, Result};
use crate::lists::Listed;
use crate::scene::attributes::{Attributes, COMMON};
use crate::scene::figure::View;
use crate::scene::page::Page;

/// The settings of one kind of figure, as attributes and page give them.
pub trait Settings: Sized {
    /// What shows the picture.
    type View: View;

    /// Attributes of the element beside the common ones.
    const OWN: &'static [&'static str];

    /// Common attributes that say nothing about this kind.
    const NOT_HERE: &'static [&'static str];

    /// Reads attributes on a page; what is wrong keeps its default.
    fn read(attributes: &Attributes, page: &Page) -> Self;

    /// Gives up what does not fit the snapshot.
    fn fit(&mut self, snapshot: &Snapshot);

    /// What was wrong with the attributes.
    fn problems(&self) -> &[Error];

    /// Whether the numbers of `other` are the same.
    fn computes_as(&self, other: &Self) -> bool;

    /// What is estimated of `snapshot` before there is a view; `None` where nothing is.
    fn estimated(&self, _snapshot: &Snapshot) -> Option<HeatmapOptions> {
        None
    }

    /// Computes and shows; a run that was begun `ahead`, of the same snapshot, is gone on with.
    ///
    /// # Errors
    /// For data and settings that leave nothing to draw.
    fn view(&self, snapshot: Rc<Snapshot>, ahead: Option<Ahead>) -> Result<Self::View>;

    /// Shows newer data in a view of older ones, which stays as it was where that fails.
    ///
    /// # Errors
    /// Those of [`view`](Self::view).
    fn renew(&self, view: &mut Self::View, snapshot: Rc<Snapshot>, ahead: Option<Ahead>) -> Result<()> {
        *view = self.view(snapshot, ahead)?;
        Ok(())
    }

    /// Gives a view of the same numbers this look.
    ///
    /// # Errors
    /// For a look that cannot be shown.
    fn dress(&self, view: &mut Self::View) -> Result<()>;

    /// Names of all attributes of the element.
    #[must_use]
    fn attributes() -> Vec<&'static str> {
        let common = COMMON.into_iter().filter(|name| !Self::NOT_HERE.contains(name));
        common.chain(["lang"]).chain(Self::OWN.iter().copied()).listed()
    }
}
