//! What the reader's hand does to a heatmap: crosshair, zoom and pan, by pointer, wheel, key and button.

use crate::scene::display_list::{Point, Rect};
use crate::scene::figure::{Notice, Reaction};
use crate::scene::input::{Command, Gesture, Gestures, Input};
use crate::scene::invalidation::Invalidation;
use crate::scene::viewport::{Span, Viewport};

/// Zooming stops at this many columns and rows.
const LEAST_COLUMNS: f64 = 4.0;
const LEAST_ROWS: f64 = 8.0;
/// Zoom of one key press; a button zooms twice as far.
const KEY_ZOOM: f64 = 1.25;
/// Logarithm of the zoom per CSS pixel of wheel.
const WHEEL_ZOOM: f64 = 0.0016;
/// Rows that Page Up and Page Down go.
const PAGE_ROWS: i64 = 10;

/// The slot and the row that the crosshair stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pointed {
    /// Slot of time.
    pub slot: usize,
    /// Price row.
    pub row: usize,
}

/// The reader's place in the picture.
#[derive(Clone, Debug)]
pub struct Reader {
    viewport: Viewport,
    plot: Rect,
    slots: usize,
    rows: usize,
    spot_row: usize,
    gestures: Gestures,
    pointed: Option<Pointed>,
    /// Whether the crosshair stays although the pointer goes.
    kept: bool,
}

impl Reader {
    /// A reader who sees all of `slots` × `rows`.
    #[must_use]
    pub fn new(slots: usize, rows: usize, spot_row: usize) -> Self {
        Self {
            viewport: Viewport {
                columns: Span::full(0.0, slots.max(1) as f64, LEAST_COLUMNS),
                rows: Span::full(0.0, rows.max(1) as f64, LEAST_ROWS),
            },
            plot: Rect { x: 0.0, y: 0.0, width: 1.0, height: 1.0 },
            slots,
            rows,
            spot_row,
            gestures: Gestures::default(),
            pointed: None,
            kept: false,
        }
    }

    /// Takes the place of the plot on screen.
    pub fn set_plot(&mut self, plot: Rect) {
        self.plot = Rect { width: plot.width.max(1.0), height: plot.height.max(1.0), ..plot };
    }

    /// What is shown.
    #[must_use]
    pub fn viewport(&self) -> &Viewport {
        &self.viewport
    }

    /// Where the crosshair stands.
    #[must_use]
    pub fn pointed(&self) -> Option<Pointed> {
        self.pointed
    }

    /// Shows these slots and rows, as far as there are any.
    pub fn show(&mut self, columns: (f64, f64), rows: (f64, f64)) {
        self.viewport.columns.show_between(columns.0, columns.1);
        self.viewport.rows.show_between(rows.0, rows.1);
    }

    /// Width of a slot, CSS pixels.
    #[must_use]
    pub fn slot_px(&self) -> f64 {
        self.plot.width / self.viewport.columns.length()
    }

    /// Position of a slot's left edge, CSS pixels.
    #[must_use]
    pub fn slot_x(&self, slot: f64) -> f64 {
        self.plot.x + (slot - self.viewport.columns.low) * self.slot_px()
    }

    /// Position of a row's lower edge, CSS pixels.
    #[must_use]
    pub fn row_y(&self, row: f64) -> f64 {
        self.plot.bottom() - (row - self.viewport.rows.low) / self.viewport.rows.length() * self.plot.height
    }

    /// Takes up an input.
    pub fn handle(&mut self, input: &Input) -> Reaction {
        match input {
            Input::Wheel(at, turned) => self.wheel(*at, *turned),
            Input::Key(key) => self.key(key),
            Input::Command(Command::ZoomIn) => self.zoom_by_hand(KEY_ZOOM * KEY_ZOOM),
            Input::Command(Command::ZoomOut) => self.zoom_by_hand(1.0 / (KEY_ZOOM * KEY_ZOOM)),
            Input::Command(Command::Reset) => self.reset(),
            Input::Command(Command::Forward | Command::Back | Command::Start | Command::End) => Reaction::default(),
            Input::Down(..) | Input::Move(..) | Input::Up(..) | Input::Cancel(_) => self.gesture(input),
        }
    }

    fn gesture(&mut self, input: &Input) -> Reaction {
        match self.gestures.take(input, !self.viewport.is_full()) {
            Gesture::None => Reaction::default(),
            Gesture::Point(at) => self.point(at),
            Gesture::Leave => self.point_at(None),
            Gesture::Pan(dx, dy) => self.pan(dx, dy),
            Gesture::Pinch(at, factor, dx, dy) => {
                self.pan(dx, dy);
                self.zoom_at(factor, at)
            }
            Gesture::Tap(at) => {
                self.kept = false;
                let reaction = self.point(at);
                if self.pointed.is_some() { reaction.and_tell(Notice::Select) } else { reaction }
            }
        }
    }

    fn point(&mut self, at: Point) -> Reaction {
        let inside = self.plot.contains(at) && self.slots > 0 && self.rows > 0;
        self.point_at(inside.then(|| {
            let slot = self.viewport.columns.low + (at.x - self.plot.x) / self.slot_px();
            let up = (self.plot.bottom() - at.y) / self.plot.height;
            let row = self.viewport.rows.low + up * self.viewport.rows.length();
            Pointed { slot: (slot as usize).min(self.slots - 1), row: (row as usize).min(self.rows - 1) }
        }))
    }

    fn point_at(&mut self, pointed: Option<Pointed>) -> Reaction {
        if self.kept || pointed == self.pointed {
            return Reaction::default();
        }
        self.pointed = pointed;
        Reaction::used(Invalidation::Overlay).and_tell(Notice::Hover)
    }

    fn pan(&mut self, dx: f64, dy: f64) -> Reaction {
        self.viewport.columns.pan(-dx / self.plot.width);
        self.viewport.rows.pan(dy / self.plot.height);
        moved()
    }

    fn wheel(&mut self, at: Point, turned: f64) -> Reaction {
        let factor = libm::exp(-turned * WHEEL_ZOOM);
        // At the end of the range the page may scroll on.
        if factor < 1.0 && self.viewport.is_full() { Reaction::default() } else { self.zoom_at(factor, at) }
    }

    fn zoom_at(&mut self, factor: f64, at: Point) -> Reaction {
        let across = ((at.x - self.plot.x) / self.plot.width).clamp(0.0, 1.0);
        let up = ((self.plot.bottom() - at.y) / self.plot.height).clamp(0.0, 1.0);
        self.viewport.zoom(factor, (across, up));
        moved()
    }

    /// Keys and buttons zoom towards the crosshair, else towards the spot at the right edge, where the story is.
    fn zoom_by_hand(&mut self, factor: f64) -> Reaction {
        let at = match self.pointed {
            Some(Pointed { slot, row }) => Point { x: self.slot_x(slot as f64 + 0.5), y: self.row_y(row as f64 + 0.5) },
            None => Point { x: self.plot.right(), y: self.row_y(self.spot_row as f64 + 0.5) },
        };
        self.zoom_at(factor, at)
    }

    fn reset(&mut self) -> Reaction {
        self.viewport.reset();
        moved()
    }

    fn key(&mut self, key: &str) -> Reaction {
        match key {
            "ArrowLeft" => self.step(-1, 0),
            "ArrowRight" => self.step(1, 0),
            "ArrowUp" => self.step(0, 1),
            "ArrowDown" => self.step(0, -1),
            "PageUp" => self.step(0, PAGE_ROWS),
            "PageDown" => self.step(0, -PAGE_ROWS),
            "Home" => self.jump(self.viewport.columns.low.ceil()),
            "End" => self.jump(self.viewport.columns.high.floor() - 1.0),
            "+" | "=" => self.zoom_by_hand(KEY_ZOOM),
            "-" | "_" => self.zoom_by_hand(1.0 / KEY_ZOOM),
            "0" => self.reset(),
            "Enter" | " " => self.keep(),
            "Escape" => self.escape(),
            "?" => Reaction::used(Invalidation::None).and_tell(Notice::Help),
            _ => Reaction::default(),
        }
    }

    /// Moves the crosshair, which starts at the spot of the last column shown.
    fn step(&mut self, slots: i64, rows: i64) -> Reaction {
        let next = match self.pointed {
            None => Pointed { slot: self.last_shown(), row: self.spot_row },
            Some(Pointed { slot, row }) => {
                Pointed { slot: moved_within(slot, slots, self.slots), row: moved_within(row, rows, self.rows) }
            }
        };
        self.go_to(next)
    }

    fn jump(&mut self, slot: f64) -> Reaction {
        let row = self.pointed.map_or(self.spot_row, |pointed| pointed.row);
        self.go_to(Pointed { slot: (slot.max(0.0) as usize).min(self.slots.saturating_sub(1)), row })
    }

    fn last_shown(&self) -> usize {
        (self.viewport.columns.high.ceil() as usize).clamp(1, self.slots.max(1)) - 1
    }

    /// Puts the crosshair there, and shows the place.
    fn go_to(&mut self, pointed: Pointed) -> Reaction {
        self.kept = false;
        let mut reaction = self.point_at(Some(pointed));
        reaction.used = true;
        let scrolled = [reveal(&mut self.viewport.columns, pointed.slot), reveal(&mut self.viewport.rows, pointed.row)];
        if scrolled.contains(&true) {
            reaction.invalidation = Invalidation::Raster;
            reaction.notices.push(Notice::Viewport);
        }
        reaction
    }

    fn keep(&mut self) -> Reaction {
        if self.pointed.is_none() {
            return Reaction::default();
        }
        self.kept = !self.kept;
        let reaction = Reaction::used(Invalidation::Overlay);
        if self.kept { reaction.and_tell(Notice::Select) } else { reaction }
    }

    fn escape(&mut self) -> Reaction {
        self.kept = false;
        if self.pointed.is_some() {
            return self.point_at(None);
        }
        if self.viewport.is_full() { Reaction::default() } else { self.reset() }
    }
}

fn moved() -> Reaction {
    Reaction::used(Invalidation::Raster).and_tell(Notice::Viewport)
}

fn moved_within(index: usize, by: i64, count: usize) -> usize {
    (index as i64 + by).clamp(0, count as i64 - 1) as usize
}

/// Scrolls `span` until cell `index` is inside; says whether it moved.
fn reveal(span: &mut Span, index: usize) -> bool {
    let (low, high, length) = (index as f64, index as f64 + 1.0, span.length());
    if low < span.low {
        span.show_between(low, low + length);
    } else if high > span.high {
        span.show_between(high - length, high);
    } else {
        return false;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::input::PointerKind;

    fn reader() -> Reader {
        let mut reader = Reader::new(100, 200, 120);
        reader.set_plot(Rect { x: 0.0, y: 0.0, width: 500.0, height: 400.0 });
        reader
    }

    fn key(reader: &mut Reader, name: &str) -> Reaction {
        reader.handle(&Input::Key(name.to_owned()))
    }

    #[test]
    fn the_first_arrow_key_starts_at_the_spot_of_the_last_column() {
        let mut reader = reader();
        assert!(key(&mut reader, "ArrowLeft").used);
        assert_eq!(reader.pointed(), Some(Pointed { slot: 99, row: 120 }));
        key(&mut reader, "ArrowLeft");
        key(&mut reader, "PageUp");
        assert_eq!(reader.pointed(), Some(Pointed { slot: 98, row: 130 }));
        key(&mut reader, "Home");
        assert_eq!(reader.pointed(), Some(Pointed { slot: 0, row: 130 }));
    }

    #[test]
    fn the_crosshair_never_leaves_the_picture_and_what_it_reaches_is_shown() {
        let mut reader = reader();
        key(&mut reader, "ArrowRight");
        key(&mut reader, "ArrowRight");
        assert_eq!(reader.pointed(), Some(Pointed { slot: 99, row: 120 }));
        for _ in 0..20 {
            key(&mut reader, "+");
        }
        assert!(reader.viewport().columns.low > 50.0);
        for _ in 0..99 {
            key(&mut reader, "ArrowLeft");
        }
        assert_eq!(reader.pointed().map(|pointed| pointed.slot), Some(0));
        assert!(reader.viewport().columns.low <= 0.0);
    }

    #[test]
    fn escape_first_takes_the_crosshair_then_the_zoom_then_nothing() {
        let mut reader = reader();
        key(&mut reader, "+");
        key(&mut reader, "ArrowLeft");
        assert!(key(&mut reader, "Escape").used && reader.pointed().is_none());
        assert!(key(&mut reader, "Escape").used && reader.viewport().is_full());
        assert!(!key(&mut reader, "Escape").used);
    }

    #[test]
    fn the_wheel_zooms_in_at_the_pointer_and_leaves_a_full_picture_to_the_page() {
        let mut reader = reader();
        assert!(!reader.handle(&Input::Wheel(Point { x: 250.0, y: 200.0 }, 100.0)).used);
        assert!(reader.handle(&Input::Wheel(Point { x: 250.0, y: 200.0 }, -500.0)).used);
        let columns = reader.viewport().columns;
        assert!((columns.low + columns.high - 100.0).abs() < 1e-9 && columns.length() < 60.0);
    }

    #[test]
    fn a_kept_crosshair_stays_when_the_pointer_goes() {
        let mut reader = reader();
        let at = Point { x: 10.0, y: 10.0 };
        reader.handle(&Input::Move(1, PointerKind::Mouse, at));
        assert_eq!(key(&mut reader, "Enter").notices, [Notice::Select]);
        reader.handle(&Input::Cancel(1));
        assert!(reader.pointed().is_some());
    }
}
