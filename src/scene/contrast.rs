//! How well two colours can be told apart by brightness, after the Web Content Accessibility Guidelines 2.2.

use crate::scene::display_list::Rgba;

/// Least contrast of text with its ground.
pub const TEXT_CONTRAST: f64 = 4.5;
/// Least contrast of marks and focus rings with their ground.
pub const MARK_CONTRAST: f64 = 3.0;

/// Relative luminance of an opaque sRGB colour, 0 for black to 1 for white. Alpha is ignored: see [`over`].
///
/// Formula: WCAG 2.2, "relative luminance".
#[must_use]
pub fn luminance(color: Rgba) -> f64 {
    0.2126 * linear_light(color.0) + 0.7152 * linear_light(color.1) + 0.0722 * linear_light(color.2)
}

/// The power of 2.4 by a logarithm, which axes need anyway: `pow` is a kilobyte more on the way to a reader.
fn linear_light(channel: u8) -> f64 {
    let encoded = f64::from(channel) / 255.0;
    if encoded <= 0.04045 { encoded / 12.92 } else { libm::exp(2.4 * libm::log((encoded + 0.055) / 1.055)) }
}

/// Contrast of two opaque colours, 1 for equal to 21 for black on white; the order does not matter.
#[must_use]
pub fn contrast(one: Rgba, other: Rgba) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// What is seen where `top` lies on the opaque `ground`, mixed in sRGB as browsers do.
#[must_use]
pub fn over(top: Rgba, ground: Rgba) -> Rgba {
    let alpha = u32::from(top.3);
    let mix = |above: u8, below: u8| {
        let sum = u32::from(above) * alpha + u32::from(below) * (255 - alpha);
        ((sum + 127) / 255) as u8
    };
    Rgba(mix(top.0, ground.0), mix(top.1, ground.1), mix(top.2, ground.2), 255)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHITE: Rgba = Rgba(255, 255, 255, 255);
    const BLACK: Rgba = Rgba(0, 0, 0, 255);

    #[test]
    fn black_on_white_is_twenty_one() {
        assert!((contrast(BLACK, WHITE) - 21.0).abs() < 1e-12);
        assert!((contrast(WHITE, WHITE) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn grey_767676_is_the_known_limit_of_text_on_white() {
        // 4.54:1, the worked example of WebAIM and of the WCAG understanding documents.
        let found = contrast(Rgba(0x76, 0x76, 0x76, 255), WHITE);
        assert!((found - 4.54).abs() < 0.005, "{found}");
    }

    #[test]
    fn mixing_ends_at_either_colour() {
        let red = Rgba(200, 10, 10, 255);
        assert_eq!(over(red, WHITE), red);
        assert_eq!(over(red.with_alpha(0), WHITE), WHITE);
        assert_eq!(over(BLACK.with_alpha(128), WHITE), Rgba(127, 127, 127, 255));
    }
}
