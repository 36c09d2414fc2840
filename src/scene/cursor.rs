//! Which of a row of samples the reader points at: one hand for every picture whose places lie side by side.

use crate::scene::display_list::Point;
use crate::scene::figure::{Notice, Reaction};
use crate::scene::input::{Gesture, Gestures, Input};
use crate::scene::invalidation::Invalidation;

/// Samples that Page Up and Page Down go.
const PAGE: usize = 10;

/// A place among samples that stand from left to right; none until the reader points.
#[derive(Clone, Debug, Default)]
pub struct Cursor {
    at: Option<usize>,
    gestures: Gestures,
}

impl Cursor {
    /// Number of the sample from the left.
    #[must_use]
    pub fn at(&self) -> Option<usize> {
        self.at
    }

    /// Forgets a place that is not there any more.
    pub fn keep_within(&mut self, count: usize) {
        self.at = self.at.filter(|at| *at < count);
    }

    /// Takes up an input on a picture of `count` samples; `under` finds the one at a place on screen.
    pub fn handle(&mut self, input: &Input, count: usize, under: impl Fn(Point) -> Option<usize>) -> Reaction {
        match input {
            Input::Key(key) => self.key(key, count),
            Input::Wheel(..) | Input::Command(_) => Reaction::default(),
            Input::Down(..) | Input::Move(..) | Input::Up(..) | Input::Cancel(_) => {
                match self.gestures.take(input, false) {
                    Gesture::Point(at) => self.go(under(at)),
                    Gesture::Leave => self.go(None),
                    Gesture::Tap(at) => {
                        let reaction = self.go(under(at));
                        if self.at.is_some() { reaction.and_tell(Notice::Select) } else { reaction }
                    }
                    Gesture::None | Gesture::Pan(..) | Gesture::Pinch(..) => Reaction::default(),
                }
            }
        }
    }

    fn key(&mut self, key: &str, count: usize) -> Reaction {
        let last = count.saturating_sub(1);
        // The newest sample is what a reader asks for first.
        let from = self.at.unwrap_or(last);
        let first_touch = self.at.is_none();
        let step = |by: usize| if first_touch { 0 } else { by };
        match key {
            "?" => Reaction::used(Invalidation::None).and_tell(Notice::Help),
            _ if count == 0 => Reaction::default(),
            "ArrowLeft" => self.go(Some(from.saturating_sub(step(1)))),
            "ArrowRight" => self.go(Some((from + step(1)).min(last))),
            "PageUp" => self.go(Some(from.saturating_sub(step(PAGE)))),
            "PageDown" => self.go(Some((from + step(PAGE)).min(last))),
            "Home" => self.go(Some(0)),
            "End" => self.go(Some(last)),
            "Enter" | " " if self.at.is_some() => Reaction::used(Invalidation::None).and_tell(Notice::Select),
            "Escape" if self.at.is_some() => self.go(None),
            _ => Reaction::default(),
        }
    }

    fn go(&mut self, at: Option<usize>) -> Reaction {
        if at == self.at {
            return Reaction { used: at.is_some(), ..Reaction::default() };
        }
        self.at = at;
        Reaction::used(Invalidation::Overlay).and_tell(Notice::Hover)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::input::PointerKind::Mouse;

    fn press(cursor: &mut Cursor, key: &str) -> Reaction {
        cursor.handle(&Input::Key(key.to_owned()), 5, |_| None)
    }

    #[test]
    fn first_key_shows_the_newest_sample_and_arrows_stay_within() {
        let mut cursor = Cursor::default();
        press(&mut cursor, "ArrowLeft");
        assert_eq!(cursor.at(), Some(4));
        press(&mut cursor, "ArrowLeft");
        assert_eq!(cursor.at(), Some(3));
        press(&mut cursor, "PageUp");
        assert_eq!(cursor.at(), Some(0));
        press(&mut cursor, "ArrowLeft");
        assert_eq!(cursor.at(), Some(0));
        press(&mut cursor, "End");
        press(&mut cursor, "ArrowRight");
        assert_eq!(cursor.at(), Some(4));
        press(&mut cursor, "Escape");
        assert_eq!(cursor.at(), None);
    }

    #[test]
    fn pointer_moves_it_and_a_picture_without_samples_has_none() {
        let mut cursor = Cursor::default();
        let place = Point { x: 12.0, y: 3.0 };
        let reaction = cursor.handle(&Input::Move(1, Mouse, place), 5, |at| Some(at.x as usize / 10));
        assert_eq!((cursor.at(), reaction.notices), (Some(1), vec![Notice::Hover]));
        let mut none = Cursor::default();
        assert_eq!(none.handle(&Input::Key("Home".to_owned()), 0, |_| None), Reaction::default());
        cursor.keep_within(1);
        assert_eq!(cursor.at(), None);
    }

    #[test]
    fn keys_that_mean_nothing_are_left_to_the_page() {
        let mut cursor = Cursor::default();
        for key in ["Tab", "a", "Escape", "Enter"] {
            assert!(!press(&mut cursor, key).used, "{key}");
        }
        assert_eq!(press(&mut cursor, "?").notices, [Notice::Help]);
    }
}
