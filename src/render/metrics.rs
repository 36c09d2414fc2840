//! Widths of text without a browser: advance widths of Helvetica, from Adobe's font metrics of the 14 standard fonts.
//! Arial, Liberation Sans and Nimbus Sans share them. What the table does not have is taken from its class.

use crate::scene::display_list::MeasureText;
use crate::scene::marks::lines::is_wide;

/// Widths are in thousandths of the font size.
const UNITS: f64 = 1000.0;
/// A letter of none of the classes below: as wide as most.
const OTHER: u16 = 600;
const WIDE: u16 = 1000;

/// From U+0020 to U+007E.
const REGULAR: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, // space to slash
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, // digits to question mark
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, // @ to O
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, // P to low line
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, // grave to o
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, // p to tilde
];
const BOLD: [u16; 95] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, // space to slash
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, // digits to question mark
    975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778, // @ to O
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, // P to low line
    333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, // grave to o
    611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584, // p to tilde
];

/// Widths by table.
#[derive(Clone, Copy, Debug, Default)]
pub struct SansMetrics;

impl MeasureText for SansMetrics {
    fn width(&self, text: &str, size: f64, bold: bool) -> f64 {
        let units: u32 = text.chars().map(|letter| u32::from(advance(letter, bold))).sum();
        f64::from(units) * size / UNITS
    }
}

fn advance(letter: char, bold: bool) -> u16 {
    let (table, other) = if bold { (&BOLD, OTHER + 20) } else { (&REGULAR, OTHER) };
    if is_wide(letter) {
        return WIDE;
    }
    match unaccented(letter) {
        plain @ ' '..='~' => table[plain as usize - ' ' as usize],
        '\u{a0}' | '·' => 278,
        '\u{202f}' | '\u{2009}' => 200,
        '×' | '÷' | '±' | '−' | '≤' | '≥' | '≈' => 584,
        '–' => 556,
        '—' | '…' | '‰' => WIDE,
        '‘' | '’' => {
            if bold {
                278
            } else {
                222
            }
        }
        '“' | '”' => {
            if bold {
                500
            } else {
                333
            }
        }
        '°' => 400,
        '•' => 350,
        // Arrows and geometric shapes come from another face, mostly a full one.
        '\u{2190}'..='\u{21ff}' | '\u{25a0}'..='\u{27bf}' => WIDE,
        '\u{300}'..='\u{36f}' => 0,
        _ => other,
    }
}

/// An accent adds no width.
const fn unaccented(letter: char) -> char {
    match letter {
        'À'..='Å' => 'A',
        'Ç' => 'C',
        'È'..='Ë' => 'E',
        'Ì'..='Ï' => 'I',
        'Ñ' => 'N',
        'Ò'..='Ö' => 'O',
        'Ù'..='Ü' => 'U',
        'à'..='å' => 'a',
        'ç' => 'c',
        'è'..='ë' => 'e',
        'ñ' => 'n',
        'ò'..='ö' => 'o',
        'ù'..='ü' => 'u',
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sums of the published widths, worked by hand.
    #[test]
    fn width_is_the_sum_of_published_advances() {
        assert_eq!(SansMetrics.width("$112,965", 12.0, false), (7.0 * 556.0 + 278.0) * 12.0 / 1000.0);
        assert_eq!(SansMetrics.width("Hello", 10.0, false), (722.0 + 556.0 + 222.0 + 222.0 + 556.0) / 100.0);
        assert_eq!(SansMetrics.width("Hello", 10.0, true), (722.0 + 556.0 + 278.0 + 278.0 + 611.0) / 100.0);
    }

    #[test]
    fn an_accent_adds_no_width() {
        for bold in [false, true] {
            assert_eq!(
                SansMetrics.width("Épargne à Zürich", 14.0, bold),
                SansMetrics.width("Epargne a Zurich", 14.0, bold)
            );
        }
    }

    #[test]
    fn a_chinese_letter_is_as_wide_as_the_font_is_high() {
        assert_eq!(SansMetrics.width("清算，约3亿", 16.0, false), 16.0 * 5.0 + 16.0 * 0.556);
    }
}
