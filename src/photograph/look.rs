//! What a picture is: a photograph, which is developed, or a drawing, which is shown as it is.

use std::io::{self, BufRead, Seek, SeekFrom};

use image::codecs::png::PngDecoder;

use super::bare::bare;
use super::{PhotoFormat, Photograph};

/// The most bytes of a photograph that readers may get as it is.
const LIGHT: u64 = 256 << 10;
/// The first bytes of a JPEG.
const JPEG: &[u8] = b"\xFF\xD8\xFF";
/// Where the head of a PNG says what a pixel is made of; the byte before it says how many bits a sample has.
const COLOURS: usize = 25;
/// A drawing takes less than this part of its samples in bytes: its areas are of one colour. The grain of a photograph takes more.
const DRAWN: u64 = 4;

/// What a picture is that begins with `head`; `None` if it is no photograph.
///
/// # Errors
/// If it cannot be read.
pub(crate) fn look<R: BufRead + Seek>(
    file: &mut R,
    head: &[u8],
    (width, height): (u32, u32),
) -> io::Result<Option<Photograph>> {
    let length = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(0))?;
    let format = match head {
        _ if head.starts_with(JPEG) => PhotoFormat::Jpeg,
        _ if is_grainy_png(head, length, u64::from(width) * u64::from(height)) => {
            let is_moving = PngDecoder::new(&mut *file).and_then(|png| png.is_apng()).unwrap_or(true);
            file.seek(SeekFrom::Start(0))?;
            if is_moving {
                return Ok(None);
            }
            PhotoFormat::Png
        }
        _ => return Ok(None),
    };
    let mut is_bare = false;
    if length <= LIGHT {
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        is_bare = bare(&bytes, format).is_ok_and(|bare| bare == bytes);
    }
    Ok(Some(Photograph { format, is_bare }))
}

/// Whether a file is a PNG whose pixels differ from one to the next, as in a photograph.
fn is_grainy_png(head: &[u8], length: u64, pixels: u64) -> bool {
    let (true, [.., bits, colours]) =
        (head.starts_with(b"\x89PNG"), head.get(..=COLOURS).unwrap_or_default())
    else {
        return false;
    };
    let samples = match colours {
        0 => 1,
        2 => 3,
        4 => 2,
        6 => 4,
        _ => return false, // Its colours are counted.
    };
    let bytes = pixels.saturating_mul(samples) * u64::from(*bits) / 8;
    *bits >= 8 && length * DRAWN > bytes
}
