//! The assumptions that a reader may change: each with its value, its range, its default and where that is from.

use crate::digits::whole;
use crate::engine::cascade::DEFAULT_DEPTH_FACTOR;
use crate::scene::cascade::settings::{FACTOR_RANGE, PASSTHROUGH_RANGE, SCALE_RANGE, TILT_RANGE};
use crate::scene::cascade::view::CascadeView;
use crate::scene::locale::fill;
use crate::value::Value;

/// Least and most depth of the slider, as shares of the default.
const DEPTH_SPAN: (f64, f64) = (0.1, 4.0);

/// One slider.
#[derive(Clone, Debug, PartialEq)]
pub struct Assumption {
    /// The attribute that it stands for.
    pub attribute: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its value.
    pub value: f64,
    /// The value in words.
    pub text: String,
    /// Least and most.
    pub range: (f64, f64),
    /// Step of the slider.
    pub step: f64,
    /// The default and where it is from.
    pub note: String,
}

impl From<&Assumption> for Value {
    fn from(one: &Assumption) -> Self {
        Self::object()
            .with("attribute", one.attribute)
            .with("name", one.name)
            .with("value", one.value)
            .with("text", &one.text)
            .with("low", one.range.0)
            .with("high", one.range.1)
            .with("step", one.step)
            .with("note", &one.note)
    }
}

impl CascadeView {
    /// Every slider.
    #[must_use]
    pub fn assumptions(&self) -> Vec<Assumption> {
        let (locale, words) = (self.look().locale, &self.look().locale.words().cascade);
        let note = |value: String, source: &str| fill(words.default_source(), &[("value", &value), ("source", source)]);
        let (factor, passthrough, scale) = self.assumed_numbers();
        let mut sliders = Vec::new();
        if let Some((default, source)) = self.default_depth() {
            let value = self.assumed().depth_one_percent.unwrap_or(default);
            let (low, high) = ((default * DEPTH_SPAN.0).min(value), (default * DEPTH_SPAN.1).max(value));
            sliders.push(Assumption {
                attribute: "depth-1pct",
                name: words.depth_1pct(),
                value,
                text: locale.usd(value),
                range: (low, high),
                step: default / 100.0,
                note: note(locale.usd(default), &source),
            });
        }
        sliders.push(Assumption {
            attribute: "depth-factor",
            name: words.depth_factor(),
            value: factor,
            text: locale.percent_short(factor),
            range: (FACTOR_RANGE.0, FACTOR_RANGE.1.min(2.0).max(factor)),
            step: 0.01,
            note: note(locale.percent_short(DEFAULT_DEPTH_FACTOR), words.source_factor()),
        });
        sliders.push(Assumption {
            attribute: "passthrough",
            name: words.passthrough(),
            value: passthrough,
            text: locale.percent_short(passthrough),
            range: PASSTHROUGH_RANGE,
            step: 0.01,
            note: note(locale.percent_short(1.0), words.source_passthrough()),
        });
        if let Some((default, moves)) = self.calibrated() {
            let source = if moves > 0 {
                fill(words.source_scale(), &[("n", &whole(moves))])
            } else {
                words.source_scale_few().to_owned()
            };
            sliders.push(Assumption {
                attribute: "map-scale",
                name: words.map_scale(),
                value: scale,
                text: locale.percent_short(scale),
                range: SCALE_RANGE,
                step: 0.01,
                note: note(locale.percent_short(default), &source),
            });
        }
        let tilt = self.opening().estimate.heatmap.parameters.tilt;
        sliders.push(Assumption {
            attribute: "leverage-tilt",
            name: words.leverage_tilt(),
            value: tilt,
            text: locale.number(tilt, 1),
            range: TILT_RANGE,
            step: 0.1,
            note: note(locale.number(0.0, 0), words.source_tilt()),
        });
        sliders
    }
}
