//! Text in lines: breaks at spaces, or between any two characters of Chinese.

use crate::scene::display_list::MeasureText;
use crate::scene::marks::label::FONT_PX;
use crate::texts::{is_longer, text};

/// Marks that no line begins with: they stay with what they close.
const CLOSING: &str = "，。、；：？！）》」』】〉”’…·%％)";

/// Marks that no line ends with: they stay with what they open.
const OPENING: &str = "（「『【《〈“‘";

/// `text` of the smallest size in lines of at most `width_css`.
#[must_use]
pub fn wrapped(text: &str, width_css: f64, measure: &dyn MeasureText) -> Vec<String> {
    wrapped_in(text, width_css, (FONT_PX, false), measure)
}

/// `text` in a size in CSS pixels, bold or not, in lines of at most `width_css`. A word that is longer than a line has one
/// of its own.
#[must_use]
pub fn wrapped_in(text: &str, width_css: f64, (size, bold): (f64, bool), measure: &dyn MeasureText) -> Vec<String> {
    let mut lines = vec![String::new()];
    for piece in pieces(text) {
        let last = lines.len() - 1;
        let longer = text![lines[last], piece];
        // No letter is wider than its line is high: what fits by that need not be measured.
        let surely = (width_css / size) as usize;
        let fits = |text: &str| !is_longer(text, surely) || measure.width(text, size, bold) <= width_css;
        if lines[last].is_empty() || fits(longer.trim_end()) {
            lines[last] = longer;
        } else {
            lines.push(piece);
        }
    }
    lines
}

/// What a line break may not part, in order.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for piece in text.split_inclusive(|letter: char| letter == ' ' || is_wide(letter)) {
        match pieces.last_mut() {
            Some(before) if belongs(before, piece) => before.push_str(piece),
            _ => pieces.push(piece.to_owned()),
        }
    }
    pieces
}

fn belongs(before: &str, piece: &str) -> bool {
    // Letter by letter: a search for a letter beyond ASCII is one for a text, and brings all that this needs along.
    let closes = piece.starts_with(|first| CLOSING.chars().any(|one| one == first)) && !before.ends_with(' ');
    closes || before.ends_with(|last| OPENING.chars().any(|one| one == last))
}

/// Whether a letter is as wide as its line is high: Chinese, Japanese, Korean, and their punctuation.
#[must_use]
pub const fn is_wide(letter: char) -> bool {
    matches!(letter as u32, 0x2e80..=0xd7ff | 0xf900..=0xfaff | 0xfe30..=0xfe4f | 0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x2_0000..=0x3_ffff)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::marks::label::tests::Monospace;

    #[test]
    fn lines_hold_the_text_and_no_line_is_too_wide() {
        let text = "Open interest has come off its peak for this cycle; it has not collapsed.";
        let lines = wrapped(text, 160.0, &Monospace);
        assert_eq!(lines.concat(), text);
        assert!(lines.len() > 2);
        assert!(lines.iter().all(|line| Monospace.width(line.trim_end(), FONT_PX, false) <= 160.0));
    }

    #[test]
    fn an_apostrophe_is_no_place_to_break() {
        assert_eq!(wrapped("after Monday’s flush", 60.0, &Monospace), ["after ", "Monday’s ", "flush"]);
    }

    #[test]
    fn no_line_of_chinese_begins_with_a_closing_mark_or_ends_with_an_opening_one() {
        let text = "来源：模拟市场。数据截至九月，为模型估算；非实测（示例）。";
        for width_css in [36.0, 60.0, 84.0, 132.0] {
            let lines = wrapped(text, width_css, &Monospace);
            assert_eq!(lines.concat(), text);
            assert!(lines.iter().all(|line| !line.starts_with(|first| CLOSING.contains(first))), "{lines:?}");
            assert!(lines.iter().all(|line| !line.ends_with(|last| OPENING.contains(last))), "{lines:?}");
        }
    }
}
