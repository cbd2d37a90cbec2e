//! Drawing: a share picture as PNG, the same bytes every time.

use std::io;

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use rustc_hash::FxHashMap;
use tiny_skia::{Color, FillRule, Paint, PathBuilder, Pixmap, Rect, Transform};

use super::setting::{SetHeadline, set, width};
use super::{SIZE, SharePicture};
use crate::typeface::{self, Letter, Stroke};

/// The colours, as those of the broadsheet.
const PAPER: [u8; 3] = [0xFD, 0xFB, 0xF6];
const INK: [u8; 3] = [0x1C, 0x1A, 0x17];
const SOFT: [u8; 3] = [0x5C, 0x56, 0x4C];
const RED: [u8; 3] = [0xA8, 0x14, 0x1C];
/// The margin at the sides, in pixels.
const MARGIN: f32 = 80.0;
/// The bar along the upper edge, and the rule above the day: where each begins, and how high it is.
const BAR: (f32, f32) = (0.0, 16.0);
const RULE: (f32, f32) = (536.0, 2.0);
/// The largest size of the name and that of the day, and their base lines.
const NAME: (f32, f32) = (64.0, 124.0);
const DAY: (f32, f32) = (34.0, 588.0);
/// The room of the headline: its upper edge and its height.
const HEADLINE: (f32, f32) = (168.0, 340.0);
/// How far the base line of a line lies below its middle, as a part of the size.
const BELOW_MIDDLE: f32 = 0.36;

/// The picture, from the bytes of its font file.
///
/// # Errors
/// If the font is damaged where nobody had looked.
pub(crate) fn picture(font: &[u8], wanted: &SharePicture) -> io::Result<Vec<u8>> {
    let letters = typeface::letters(font, wanted.face, wanted.characters())?;
    let (wide, high) = (f32::from(SIZE.0), f32::from(SIZE.1));
    let sheet = Pixmap::new(SIZE.0.into(), SIZE.1.into()).ok_or(io::ErrorKind::InvalidInput)?;
    let mut drawing = Canvas { sheet, letters: &letters };
    drawing.area((0.0, 0.0, wide, high), PAPER);
    drawing.area((0.0, BAR.0, wide, BAR.1), RED);
    drawing.area((MARGIN, RULE.0, wide - 2.0 * MARGIN, RULE.1), SOFT);
    let room = wide - 2.0 * MARGIN;
    let name = NAME.0.min(room / width(&wanted.name, &letters).max(1.0));
    drawing.text(&wanted.name, (MARGIN, NAME.1), name, RED);
    let set: SetHeadline = set(&wanted.headline, &letters, (room, HEADLINE.1));
    let count = f32::from(u16::try_from(set.lines.len()).unwrap_or(u16::MAX));
    let mut middle = HEADLINE.0 + (HEADLINE.1 - (count - 1.0) * set.leading()) / 2.0;
    for line in &set.lines {
        drawing.text(line, (MARGIN, middle + BELOW_MIDDLE * set.size), set.size, INK);
        middle += set.leading();
    }
    drawing.text(&wanted.day, (MARGIN, DAY.1), DAY.0, SOFT);
    encoded(&drawing.sheet)
}

/// A picture that is being drawn.
struct Canvas<'l> {
    sheet: Pixmap,
    letters: &'l FxHashMap<char, Letter>,
}

impl Canvas<'_> {
    /// Fills an area: its upper left corner, its width and its height.
    fn area(&mut self, (x, y, wide, high): (f32, f32, f32, f32), colour: [u8; 3]) {
        if let Some(area) = Rect::from_xywh(x, y, wide, high) {
            self.sheet.fill_rect(area, &paint(colour), Transform::identity(), None);
        }
    }

    /// Draws a text from a point on its base line.
    fn text(&mut self, text: &str, (x, y): (f32, f32), size: f32, colour: [u8; 3]) {
        let mut x = x;
        for letter in text.chars().filter_map(|character| self.letters.get(&character)) {
            let mut path = PathBuilder::new();
            let at = |[right, up]: [f32; 2]| (x + right * size, y - up * size);
            for stroke in &letter.outline {
                match *stroke {
                    Stroke::Move(to) => path.move_to(at(to).0, at(to).1),
                    Stroke::Line(to) => path.line_to(at(to).0, at(to).1),
                    Stroke::Quadratic(control, to) => {
                        path.quad_to(at(control).0, at(control).1, at(to).0, at(to).1);
                    }
                    Stroke::Cubic(one, other, to) => {
                        path.cubic_to(at(one).0, at(one).1, at(other).0, at(other).1, at(to).0, at(to).1);
                    }
                    Stroke::Close => path.close(),
                }
            }
            if let Some(path) = path.finish() {
                self.sheet.fill_path(&path, &paint(colour), FillRule::Winding, Transform::identity(), None);
            }
            x += letter.advance * size;
        }
    }
}

fn paint([red, green, blue]: [u8; 3]) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color(Color::from_rgba8(red, green, blue, 0xFF));
    paint.anti_alias = true;
    paint
}

/// A picture as PNG. Nothing of it is transparent.
fn encoded(sheet: &Pixmap) -> io::Result<Vec<u8>> {
    let samples: Vec<u8> =
        sheet.pixels().iter().flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]).collect();
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::Adaptive);
    let written = encoder.write_image(&samples, sheet.width(), sheet.height(), ExtendedColorType::Rgb8);
    written.map_err(io::Error::other)?;
    Ok(bytes)
}
