//! A picture without anything that a camera or a program wrote into it: only its lines, and the colours that they mean.

use std::io;

use img_parts::jpeg::{Jpeg, JpegSegment};
use img_parts::png::Png;
use memchr::memmem;

use super::PhotoFormat;

/// The end of a JPEG. After it, telephones add a film of the moment, which tells the place again.
const END_OF_JPEG: [u8; 2] = [0xFF, 0xD9];
/// The segments of a JPEG that programs add; other segments are the picture.
const ADDED: std::ops::RangeInclusive<u8> = 0xE0..=0xEF;
const REMARK: u8 = 0xFE;
/// What says what the numbers of a picture mean: segments of a JPEG by how they begin, and chunks of a PNG.
const MEANING: [&[u8]; 3] = [b"JFIF\0", b"ICC_PROFILE\0", b"Adobe"];
const WORDS: [[u8; 4]; 5] = [*b"eXIf", *b"tEXt", *b"zTXt", *b"iTXt", *b"tIME"];

/// The bare picture. A JPEG on its side lies on its side then, since nothing says so any more.
///
/// # Errors
/// If the picture is damaged.
pub(super) fn bare(bytes: &[u8], format: PhotoFormat) -> io::Result<Vec<u8>> {
    let unreadable = |error: img_parts::Error| io::Error::new(io::ErrorKind::InvalidData, error);
    let copy = img_parts::Bytes::copy_from_slice(bytes);
    match format {
        PhotoFormat::Jpeg => {
            let mut picture = Jpeg::from_bytes(copy).map_err(unreadable)?;
            picture.segments_mut().retain(is_picture);
            Ok(jpeg_to_its_end(picture))
        }
        PhotoFormat::Png => {
            let mut picture = Png::from_bytes(copy).map_err(unreadable)?;
            picture.chunks_mut().retain(|chunk| !WORDS.contains(&chunk.kind()));
            Ok(picture.encoder().bytes().to_vec())
        }
    }
}

fn is_picture(segment: &JpegSegment) -> bool {
    let is_added = ADDED.contains(&segment.marker()) || segment.marker() == REMARK;
    !is_added || MEANING.iter().any(|start| segment.contents().starts_with(start))
}

/// The bytes of a JPEG without what follows its end.
pub(super) fn jpeg_to_its_end(picture: Jpeg) -> Vec<u8> {
    let lines = picture.len() - picture.segments().last().map_or(0, JpegSegment::len_with_entropy);
    let mut bytes = picture.encoder().bytes().to_vec();
    let end = memmem::find(&bytes[lines..], &END_OF_JPEG);
    bytes.truncate(end.map_or(bytes.len(), |end| lines + end + END_OF_JPEG.len()));
    bytes
}
