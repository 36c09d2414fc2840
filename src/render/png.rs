//! Pixels as a PNG in a data address. Encoded here and not by the host, so that a picture is the same bytes everywhere.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use png::{BitDepth, ColorType, Compression, Encoder, Filter};

use crate::error::{Code, Error, Result};

/// A palette holds no more colours.
const MOST_COLORS: usize = 256;

/// Address of an image of RGBA `pixels`: with a palette where 256 colours are enough, which those of the heat are.
///
/// # Errors
/// [`Code::DataInvalid`] for pixels that are not `width · height · 4` bytes.
pub fn png_address(pixels: &[u8], width: usize, height: usize) -> Result<String> {
    let refused = |said: String| Error::new(Code::DataInvalid, "image", said, format!("{width} by {height} pixels"));
    let bytes = encoded(pixels, width as u32, height as u32).map_err(|error| refused(error.to_string()))?;
    Ok(format!("data:image/png;base64,{}", STANDARD.encode(bytes)))
}

fn encoded(pixels: &[u8], width: u32, height: u32) -> std::result::Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width, height);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::High);
    if let Some(indexed) = Indexed::of(pixels) {
        encoder.set_color(ColorType::Indexed);
        encoder.set_palette(indexed.palette);
        encoder.set_trns(indexed.alphas);
        encoder.set_filter(Filter::NoFilter);
        encoder.write_header()?.write_image_data(&indexed.entries)?;
    } else {
        encoder.set_color(ColorType::Rgba);
        encoder.write_header()?.write_image_data(pixels)?;
    }
    Ok(bytes)
}

/// An image of few colours.
struct Indexed {
    palette: Vec<u8>,
    alphas: Vec<u8>,
    entries: Vec<u8>,
}

impl Indexed {
    /// Nothing for more than 256 colours. What cannot be seen is one colour.
    fn of(pixels: &[u8]) -> Option<Self> {
        let mut colors: Vec<[u8; 4]> = pixels.chunks_exact(4).map(seen).collect();
        let of_pixels = colors.clone();
        colors.sort_unstable();
        colors.dedup();
        if colors.len() > MOST_COLORS {
            return None;
        }
        let entry = |color: &[u8; 4]| colors.binary_search(color).map_or(0, |index| index as u8);
        Some(Self {
            entries: of_pixels.iter().map(entry).collect(),
            palette: colors.iter().flat_map(|color| color[..3].to_vec()).collect(),
            alphas: colors.iter().map(|color| color[3]).collect(),
        })
    }
}

fn seen(pixel: &[u8]) -> [u8; 4] {
    match *pixel {
        [red, green, blue, alpha] if alpha > 0 => [red, green, blue, alpha],
        _ => [0; 4],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(address: &str) -> (Vec<u8>, ColorType) {
        let bytes = STANDARD.decode(address.strip_prefix("data:image/png;base64,").unwrap()).unwrap();
        let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        let color = decoder.read_header_info().unwrap().color_type;
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        (pixels, color)
    }

    #[test]
    fn every_pixel_that_can_be_seen_comes_back() {
        for (colors, expected) in [(200u32, ColorType::Indexed), (3000, ColorType::Rgba)] {
            let pixel = |index: u32| {
                let color = index % colors;
                [(color % 251) as u8, (color / 16) as u8, 7, (1 + color % 255) as u8]
            };
            let pixels: Vec<u8> = (0..64 * 50).flat_map(pixel).collect();
            assert_eq!(decoded(&png_address(&pixels, 64, 50).unwrap()), (pixels, expected));
        }
    }

    #[test]
    fn what_cannot_be_seen_is_one_colour() {
        let pixels = [9, 9, 9, 0, 1, 2, 3, 4, 8, 8, 8, 0];
        assert_eq!(decoded(&png_address(&pixels, 3, 1).unwrap()).0, [0, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0]);
    }

    #[test]
    fn pixels_of_another_size_are_refused() {
        assert_eq!(png_address(&[0; 16], 3, 3).unwrap_err().code, Code::DataInvalid);
    }
}
