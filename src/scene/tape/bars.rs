//! Bars through time from one zero line, shorts up and longs down; the running record; open interest under them.

use crate::engine::market::Side;
use crate::engine::signals::of_snapshot::liquidation_record::RecordOf;
use crate::engine::signals::of_snapshot::tape_bars::TapeBar;
use crate::engine::signals::tape::Totals;
use crate::lists::{Growing, Listed};
use crate::scene::display_list::{Anchor, Mark, MeasureText, Point, Rect, Rgba, Stroke};
use crate::scene::events::Happenings;
use crate::scene::heat_cells::ShownSides;
use crate::scene::locale::fill;
use crate::scene::marks::axes::{plain, rule, time_axis};
use crate::scene::marks::keys::Key;
use crate::scene::marks::label::{LINE_PX, Label, Labels};
use crate::scene::marks::reading_box::reading_box;
use crate::scene::notes::say_made;
use crate::scene::panel::{Panel, reach};
use crate::scene::tape::settings::TapePart;
use crate::scene::tape::view::TapeView;

/// Share of a bar's place that it fills.
const BAR_SHARE: f64 = 0.74;
/// Room for the record's bracket and its label, as a share of the largest bar.
const HEADROOM: f64 = 0.16;
const STRIPE_PX: f64 = 6.0;

/// How full the colour of a layer is: the first coin full, the others fainter.
fn layer_alpha(layer: usize, layers: usize) -> u8 {
    if layers < 2 { 255 } else { (255.0 - 150.0 * layer as f64 / (layers - 1) as f64) as u8 }
}

fn usd_of(totals: &Totals, side: Side) -> f64 {
    if side == Side::Long { totals.long } else { totals.short }
}

impl TapeView {
    fn sides(&self) -> Vec<Side> {
        match self.look().sides {
            ShownSides::Both => Side::BOTH.to_vec(),
            ShownSides::Long => vec![Side::Long],
            ShownSides::Short => vec![Side::Short],
        }
    }

    fn color(&self, side: Side) -> Rgba {
        let theme = &self.look().page.theme;
        if side == Side::Long { theme.long } else { theme.short }
    }

    /// Lowest and highest value shown: longs count down from zero.
    fn shown_range(&self) -> (f64, f64) {
        let sums = || self.tape().bars.iter().filter_map(TapeBar::sum);
        let most = |side: Side| {
            let shown = self.sides().contains(&side);
            if shown { sums().map(|sum| usd_of(&sum, side)).fold(0.0, f64::max) } else { 0.0 }
        };
        let (down, up) = (most(Side::Long), most(Side::Short));
        let whole = if down + up > 0.0 { down + up } else { 1.0 };
        let room = |most: f64, side| if most > 0.0 || self.sides() == [side] { most + HEADROOM * whole } else { 0.0 };
        (-room(down, Side::Long), room(up, Side::Short).max(if down > 0.0 { 0.0 } else { whole }))
    }

    fn panel<'a>(&'a self, measure: &'a dyn MeasureText) -> Option<Panel<'a>> {
        Panel::new(self.places().bars, self.shown_range(), self.style(measure)).ok()
    }

    fn open_interest_panel<'a>(&'a self, measure: &'a dyn MeasureText) -> Option<Panel<'a>> {
        let range = reach(self.tape().open_interest_coins.iter().copied(), false);
        Panel::new(self.places().open_interest, range, self.style(measure)).ok()
    }

    fn write_usd(&self) -> impl Fn(f64, usize) -> String {
        let locale = self.locale();
        move |value, _| locale.usd(value.abs())
    }

    fn write_coins(&self) -> impl Fn(f64, usize) -> String {
        let locale = self.locale();
        move |value, _| locale.count(value)
    }

    /// Width that the labels right of the plots take.
    pub(super) fn axis_width(&self, measure: &dyn MeasureText) -> f64 {
        let usd = self.panel(measure).map_or(0.0, |panel| panel.axis_width(&self.write_usd()));
        let has_coins = self.places().open_interest.height > 0.0;
        let panel = has_coins.then(|| self.open_interest_panel(measure)).flatten();
        usd.max(panel.map_or(0.0, |panel| panel.axis_width(&self.write_coins())))
    }

    fn draws_record(&self) -> bool {
        self.look().shows(TapePart::Record)
    }

    /// Keys under the bars: coins of the layers, the running record, stripes.
    pub(super) fn keys(&self) -> Vec<Key> {
        let (words, sides) = (self.words(), self.sides());
        let layers = self.tape().layers.as_deref().unwrap_or_default();
        let named = layers.iter().enumerate().filter(|_| layers.len() > 1).map(|(index, asset)| {
            let swatch = |side: &Side| self.color(*side).with_alpha(layer_alpha(index, layers.len()));
            Key { swatches: sides.iter().map(swatch).listed(), text: asset.clone() }
        });
        let mut keys: Vec<Key> = named.listed();
        let mut line = |shown: bool, text: &str| {
            if shown {
                keys.push(Key { swatches: Vec::new(), text: text.to_owned() });
            }
        };
        line(self.draws_record() && self.tape().bars.len() > 1, words.running_record());
        line(self.tape().bars.iter().any(|bar| !bar.is_whole()), words.partly_known());
        keys
    }

    pub(super) fn bars_marks(&self, measure: &dyn MeasureText) -> Vec<Mark> {
        let (Some(panel), Some(times)) = (self.panel(measure), self.times()) else { return Vec::new() };
        let page = &self.look().page;
        let below = self.places().open_interest;
        let lowest = if below.height > 0.0 { below } else { panel.plot };
        let mut marks = panel.grid(&self.write_usd());
        marks.put_all(time_axis(&times, lowest, self.style(measure)));
        marks.put_all(self.stripes(panel.plot));
        for side in self.sides() {
            marks.put_all(self.side_bars(&panel, side));
            if self.draws_record() {
                marks.put_all(self.running_record(&panel, side));
            }
        }
        let mut labels = Labels::new(measure, panel.plot);
        if self.tape().feeds.is_empty() && self.tape().bars.iter().all(|bar| bar.sum().is_none()) {
            let at = Point { x: panel.plot.x + panel.plot.width / 2.0, y: panel.plot.y + panel.plot.height / 2.0 };
            labels.force(plain(self.words().nothing().to_owned(), at, Anchor::Middle, page.theme.ink));
        }
        // What is said of a bar must not cover another that is to be seen.
        for bar in &marks {
            if let Mark::Fill { rect, .. } = bar
                && rect.height > LINE_PX
            {
                labels.reserve(*rect);
            }
        }
        if self.draws_record() {
            marks.put_all(self.record_marks(&panel, &mut labels));
        }
        self.side_names(&panel, &mut labels);
        say_made(self.data(), panel.plot, page.locale, &page.theme, &mut labels);
        marks.put_all(self.happenings().draw(panel.plot, |at_ms| times.to_px(at_ms), &mut labels));
        marks.put_all(labels.into_marks());
        marks
    }

    /// Events over the bars.
    pub(super) fn happenings(&self) -> Happenings<'_> {
        let bars = &self.tape().bars;
        let window = bars.first().zip(bars.last()).map_or((0, 0), |(first, last)| (first.from_ms, last.to_ms));
        let is_drawn = self.look().shows(TapePart::Bars);
        Happenings::of(self.data(), if is_drawn { window } else { (0, 0) }, &self.look().page)
    }

    /// Left and right edge of a bar's place.
    fn place(&self, bar: &TapeBar) -> Option<(f64, f64)> {
        let times = self.times()?;
        Some((times.to_px(bar.from_ms), times.to_px(bar.to_ms)))
    }

    fn side_bars(&self, panel: &Panel<'_>, side: Side) -> Vec<Mark> {
        let color = self.color(side);
        let mut marks = Vec::new();
        for bar in &self.tape().bars {
            let Some((left, right)) = self.place(bar) else { continue };
            let width = ((right - left) * BAR_SHARE).max(1.0);
            let mut sum = 0.0;
            for (layer, totals) in bar.layers.iter().enumerate() {
                let Some(totals) = totals else { continue };
                let (from, usd) = (sum, -side.sign() * usd_of(totals, side));
                sum += usd;
                if usd == 0.0 {
                    continue;
                }
                let (one, other) = (panel.values.to_px(from), panel.values.to_px(sum));
                let x = f64::midpoint(left, right) - width / 2.0;
                let rect = Rect { x, y: one.min(other), width, height: (one - other).abs().max(0.5) };
                marks.push(Mark::Fill { rect, color: color.with_alpha(layer_alpha(layer, bar.layers.len())) });
            }
        }
        marks
    }

    /// The largest bar so far, as a dashed stair.
    fn running_record(&self, panel: &Panel<'_>, side: Side) -> Option<Mark> {
        let mut most = 0.0_f64;
        let mut points = Vec::new();
        for bar in &self.tape().bars {
            let Some((left, right)) = self.place(bar) else { continue };
            most = bar.sum().map_or(most, |sum| most.max(usd_of(&sum, side)));
            if most > 0.0 {
                let y = panel.values.to_px(-side.sign() * most);
                points.put_all([left, right].map(|x| Point { x, y }));
            }
        }
        let stroke = Stroke { color: self.look().page.theme.muted, width: 1.0, dash: Some((3.0, 3.0)) };
        (points.len() > 3).then_some(Mark::Line { points, stroke })
    }

    /// Stripes where some feed knows nothing.
    fn stripes(&self, plot: Rect) -> Vec<Mark> {
        let color = self.look().page.theme.muted.with_alpha(90);
        let mut marks = Vec::new();
        for bar in self.tape().bars.iter().filter(|bar| !bar.is_whole()) {
            let Some((left, right)) = self.place(bar) else { continue };
            let mut x = (left / STRIPE_PX).ceil() * STRIPE_PX;
            while x < right {
                marks.push(rule(Point { x, y: plot.y }, Point { x, y: plot.bottom() }, color));
                x += STRIPE_PX;
            }
        }
        marks
    }

    /// The window that is a record, under a bracket with its words.
    fn record_marks(&self, panel: &Panel<'_>, labels: &mut Labels<'_>) -> Vec<Mark> {
        let Some((record, records)) = self.telling_record().zip(self.tape().records.as_ref()) else {
            return Vec::new();
        };
        let Some(times) = self.times() else { return Vec::new() };
        let side = if record.of == RecordOf::Long { Side::Long } else { Side::Short };
        if !self.sides().contains(&side) {
            return Vec::new();
        }
        let (theme, words, up) = (&self.look().page.theme, self.words(), -side.sign());
        let (left, right) = (times.to_px(records.to_ms - records.period_ms).max(panel.plot.x), panel.plot.right());
        let inside = self.tape().bars.iter().filter(|bar| bar.to_ms > records.to_ms - records.period_ms);
        let most = inside.filter_map(TapeBar::sum).map(|sum| usd_of(&sum, side)).fold(0.0, f64::max);
        let y = panel.values.to_px(up * most) - up * 6.0;
        let stroke = Stroke { color: theme.ink, width: 1.5, dash: None };
        let points = [(left, y + up * 4.0), (left, y), (right, y), (right, y + up * 4.0)];
        let points = points.map(|(x, y)| Point { x, y }).to_vec();
        labels.reserve(Rect { x: left, y: y.min(y + up * 4.0) - 1.0, width: right - left, height: 6.0 });
        let template = if record.is_record() { words.label_record() } else { words.label_since() };
        let since = self.day_of(record.since_ms.unwrap_or(record.history_from_ms));
        let text = fill(template, &[("side", self.series(record.of)), ("date", &since)]);
        let label = Label::on(theme.background.with_alpha(225), &text, true, theme.ink);
        let beyond = y - up * (LINE_PX / 2.0 + 2.0);
        let places = [
            (right - 4.0, beyond, Anchor::End),
            (left - 8.0, y, Anchor::End),
            (left - 8.0, y + up * LINE_PX, Anchor::End),
        ];
        labels.place_at(&label, &places);
        vec![Mark::Line { points, stroke }]
    }

    fn side_names(&self, panel: &Panel<'_>, labels: &mut Labels<'_>) {
        let (words, theme) = (self.words(), &self.look().page.theme);
        for side in self.sides() {
            let (text, y) = match side {
                Side::Long => (words.longs_down(), panel.plot.bottom() - LINE_PX / 2.0),
                Side::Short => (words.shorts_up(), panel.plot.y + LINE_PX / 2.0),
            };
            let label = Label::on(theme.background.with_alpha(215), text, true, self.color(side));
            let (left, middle) = (panel.plot.x + 4.0, panel.plot.x + panel.plot.width / 2.0);
            labels.place_at(&label, &[(left, y, Anchor::Start), (middle, y, Anchor::Middle)]);
        }
    }

    pub(super) fn open_interest_marks(&self, measure: &dyn MeasureText) -> Vec<Mark> {
        let Some(panel) = self.open_interest_panel(measure) else { return Vec::new() };
        let (theme, words) = (&self.look().page.theme, self.words());
        let (bars, coins) = (&self.tape().bars, &self.tape().open_interest_coins);
        let mut marks = panel.grid(&self.write_coins());
        let at = |bar: &TapeBar| self.times().map_or(0.0, |times| times.to_px(bar.to_ms));
        let points = bars.iter().zip(coins).map(|(bar, coins)| (at(bar), Some(*coins)));
        marks.put_all(panel.line(points, Stroke { color: theme.ink, width: 1.5, dash: None }));
        let title = fill(words.open_interest(), &[("asset", &self.data().asset)]);
        marks.put_all(panel.title(&title));
        let Some((change, times)) = self.tape().open_interest.zip(self.times()) else { return marks };
        for (time_ms, coins) in [(change.from_ms, change.before), (change.to_ms, change.after)] {
            let center = Point { x: times.to_px(time_ms), y: panel.values.to_px(coins) };
            let stroke = Some(Stroke { color: theme.ink, width: 1.5, dash: None });
            if center.x >= panel.plot.x - 0.5 && panel.values.contains(coins) {
                marks.push(Mark::Circle { center, radius: 4.0, stroke, fill: Some(theme.background) });
            }
        }
        let taken = measure.width(&title, crate::scene::marks::label::FONT_PX, true) + 12.0;
        let text = self.open_interest_change(&change);
        let label = plain(
            text,
            Point { x: panel.plot.right(), y: panel.plot.y - LINE_PX / 2.0 - 2.0 },
            Anchor::End,
            theme.muted,
        );
        if label.frame(measure).x >= panel.plot.x + taken {
            marks.put_all(label.marks(measure));
        }
        marks
    }

    /// The bar that the reader points at, with its numbers.
    pub(super) fn pointed_marks(&self, measure: &dyn MeasureText) -> Vec<Mark> {
        let Some(bar) = self.pointed().and_then(|index| self.tape().bars.get(index)) else { return Vec::new() };
        let Some((left, right)) = self.place(bar) else { return Vec::new() };
        let (plot, theme) = (self.places().bars, &self.look().page.theme);
        let band = Rect { x: left, width: right - left, ..plot };
        let lines = self.reading_lines(bar);
        let lines: Vec<(&str, String)> = lines.iter().map(|(name, value)| (name.as_str(), value.clone())).listed();
        let at = Point { x: f64::midpoint(left, right), y: plot.y + plot.height / 2.0 };
        let band = Mark::Fill { rect: band, color: theme.ink.with_alpha(36) };
        std::iter::once(band).chain(reading_box(&lines, at, plot, theme, measure)).listed()
    }
}
