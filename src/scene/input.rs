//! What a reader does, as plain values, and the gestures that become of it.
//!
//! A mouse shows the crosshair as it moves and pans as it drags. One finger moves the crosshair while everything is
//! shown and pans once zoomed in; two fingers zoom. The wheel zooms only when asked to (with Ctrl, or in a focused
//! chart), so that a page never stops scrolling under a reader's hand.

use crate::scene::display_list::Point;

/// What made a pointer event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointerKind {
    /// A mouse or a trackpad.
    Mouse,
    /// A finger or a pen.
    Touch,
}

/// One event, positions in CSS pixels of the chart.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// A pointer went down.
    Down(i32, PointerKind, Point),
    /// A pointer moved.
    Move(i32, PointerKind, Point),
    /// A pointer was lifted.
    Up(i32, PointerKind, Point),
    /// A pointer was taken by the page, or left.
    Cancel(i32),
    /// The wheel turned by this many CSS pixels, to zoom at the point.
    Wheel(Point, f64),
    /// A key, by its name in the UI Events standard.
    Key(String),
    /// A visible button.
    Command(Command),
}

/// What a visible button asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Show less, larger.
    ZoomIn,
    /// Show more, smaller.
    ZoomOut,
    /// Show all.
    Reset,
    /// One round on.
    Forward,
    /// One round back.
    Back,
    /// Before the first round.
    Start,
    /// After the last round.
    End,
}

/// What a pointer event means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Gesture {
    /// Nothing to do.
    None,
    /// The crosshair goes here.
    Point(Point),
    /// The crosshair goes away.
    Leave,
    /// The picture moves by this much.
    Pan(f64, f64),
    /// The picture grows by this factor around the point, and moves.
    Pinch(Point, f64, f64, f64),
    /// A cell was tapped or clicked.
    Tap(Point),
}

/// Longest way of a tap, CSS pixels.
const TAP_SLOP: f64 = 6.0;

#[derive(Clone, Copy, Debug)]
struct Active {
    id: i32,
    kind: PointerKind,
    start: Point,
    last: Point,
    moved: bool,
}

/// Pointers that are down.
#[derive(Clone, Debug, Default)]
pub struct Gestures {
    active: Vec<Active>,
}

impl Gestures {
    /// Whether the picture is being dragged.
    #[must_use]
    pub fn dragging(&self) -> bool {
        self.active.iter().any(|pointer| pointer.moved)
    }

    /// What a pointer event means; `zoomed` tells whether there is anything to pan.
    pub fn take(&mut self, input: &Input, zoomed: bool) -> Gesture {
        match *input {
            Input::Down(id, kind, at) => self.down(id, kind, at),
            Input::Move(id, kind, at) => self.moved(id, kind, at, zoomed),
            Input::Up(id, _, at) => self.up(id, at),
            Input::Cancel(id) => {
                self.active.retain(|pointer| pointer.id != id);
                Gesture::Leave
            }
            Input::Wheel(..) | Input::Key(_) | Input::Command(_) => Gesture::None,
        }
    }

    fn down(&mut self, id: i32, kind: PointerKind, at: Point) -> Gesture {
        self.active.retain(|pointer| pointer.id != id);
        // A third finger means nothing.
        if self.active.len() < 2 {
            self.active.push(Active { id, kind, start: at, last: at, moved: false });
        }
        if self.active.len() == 1 { Gesture::Point(at) } else { Gesture::None }
    }

    fn moved(&mut self, id: i32, kind: PointerKind, at: Point, zoomed: bool) -> Gesture {
        let Some(index) = self.active.iter().position(|pointer| pointer.id == id) else {
            return if kind == PointerKind::Mouse && self.active.is_empty() {
                Gesture::Point(at)
            } else {
                Gesture::None
            };
        };
        let other = self.active.iter().find(|pointer| pointer.id != id).map(|pointer| pointer.last);
        let pointer = &mut self.active[index];
        let before = std::mem::replace(&mut pointer.last, at);
        pointer.moved |= pointer.start.distance(at) > TAP_SLOP;
        match other {
            Some(other) => pinch(other, before, at),
            None if pointer.moved && zoomed => Gesture::Pan(at.x - before.x, at.y - before.y),
            None => Gesture::Point(at),
        }
    }

    fn up(&mut self, id: i32, at: Point) -> Gesture {
        let Some(index) = self.active.iter().position(|pointer| pointer.id == id) else { return Gesture::None };
        let pointer = self.active.remove(index);
        match (pointer.moved, pointer.kind) {
            (false, _) if self.active.is_empty() => Gesture::Tap(at),
            _ => Gesture::None,
        }
    }
}

fn pinch(other: Point, before: Point, now: Point) -> Gesture {
    let (was, is) = (other.distance(before), other.distance(now));
    let factor = if was > 1.0 { is.max(1.0) / was } else { 1.0 };
    let middle = Point { x: (other.x + now.x) / 2.0, y: (other.y + now.y) / 2.0 };
    Gesture::Pinch(middle, factor, (now.x - before.x) / 2.0, (now.y - before.y) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use PointerKind::{Mouse, Touch};

    fn at(x: f64, y: f64) -> Point {
        Point { x, y }
    }

    #[test]
    fn a_mouse_points_while_up_and_pans_while_down_and_zoomed() {
        let mut gestures = Gestures::default();
        assert_eq!(gestures.take(&Input::Move(1, Mouse, at(5.0, 5.0)), true), Gesture::Point(at(5.0, 5.0)));
        gestures.take(&Input::Down(1, Mouse, at(5.0, 5.0)), true);
        assert_eq!(gestures.take(&Input::Move(1, Mouse, at(25.0, 9.0)), true), Gesture::Pan(20.0, 4.0));
        assert!(gestures.dragging());
        assert_eq!(gestures.take(&Input::Up(1, Mouse, at(25.0, 9.0)), true), Gesture::None);
    }

    #[test]
    fn one_finger_moves_the_crosshair_while_all_is_shown() {
        let mut gestures = Gestures::default();
        gestures.take(&Input::Down(1, Touch, at(5.0, 5.0)), false);
        assert_eq!(gestures.take(&Input::Move(1, Touch, at(50.0, 5.0)), false), Gesture::Point(at(50.0, 5.0)));
    }

    #[test]
    fn a_short_touch_is_a_tap() {
        let mut gestures = Gestures::default();
        gestures.take(&Input::Down(1, Touch, at(5.0, 5.0)), true);
        gestures.take(&Input::Move(1, Touch, at(7.0, 5.0)), true);
        assert_eq!(gestures.take(&Input::Up(1, Touch, at(7.0, 5.0)), true), Gesture::Tap(at(7.0, 5.0)));
    }

    #[test]
    fn two_fingers_moving_apart_zoom_by_the_ratio_of_their_distances() {
        let mut gestures = Gestures::default();
        gestures.take(&Input::Down(1, Touch, at(0.0, 0.0)), true);
        gestures.take(&Input::Down(2, Touch, at(100.0, 0.0)), true);
        let gesture = gestures.take(&Input::Move(2, Touch, at(200.0, 0.0)), true);
        assert_eq!(gesture, Gesture::Pinch(at(100.0, 0.0), 2.0, 50.0, 0.0));
    }

    #[test]
    fn a_pointer_taken_by_the_page_is_forgotten() {
        let mut gestures = Gestures::default();
        gestures.take(&Input::Down(1, Touch, at(5.0, 5.0)), true);
        assert_eq!(gestures.take(&Input::Cancel(1), true), Gesture::Leave);
        assert!(!gestures.dragging());
        assert_eq!(gestures.take(&Input::Up(1, Touch, at(5.0, 5.0)), true), Gesture::None);
    }
}
