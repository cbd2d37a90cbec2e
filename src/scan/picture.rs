//! What a picture is, known by its first bytes, the size at which it is shown, and whether all of it is there.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};

use imagesize::{Compression, ImageType};

use super::whole::is_cut;
use crate::photograph::{self, MOST_PIXELS, Photograph};
use crate::source::SourcePath;
use crate::words::files::{PictureKind, Unfit};

/// How many bytes tell what a file is.
const HEAD: u64 = 512;
/// The orientations of a camera that stand on their side.
const ON_ITS_SIDE: std::ops::RangeInclusive<u32> = 5..=8;

/// What a file is as a picture: its width and height, or why a browser does not show it as one.
type ShownAs = (Option<(u32, u32)>, Option<Unfit>);

/// What a file of the paper is as a picture.
pub(super) struct PictureLook {
    pub size: Option<(u32, u32)>,
    pub unfit: Option<Unfit>,
    pub photograph: Option<Photograph>,
}

/// Looks at the file of this name.
///
/// # Errors
/// If it cannot be read.
pub(super) fn look(file: &File, path: &SourcePath) -> io::Result<PictureLook> {
    let mut head = Vec::new();
    file.take(HEAD).read_to_end(&mut head)?;
    let mut whole = BufReader::new(file);
    whole.seek(SeekFrom::Start(0))?;
    let (size, mut unfit) = of(&head, &mut whole);
    let mut photograph = None;
    if let (Some(size), None) = (size, unfit) {
        photograph = photograph::look(&mut whole, &head, size)?;
    }
    if photograph.is_some() && file.metadata()?.len() > photograph::MOST_BYTES {
        (photograph, unfit) = (None, Some(Unfit::TooHeavy));
    }
    let misnamed = || PictureKind::of(&head).filter(|kind| kind.is_misnamed(path)).map(Unfit::Misnamed);
    Ok(PictureLook { size, unfit: unfit.or_else(misnamed), photograph })
}

/// What some bytes are as a picture.
pub(crate) fn of<R: io::BufRead + Seek>(head: &[u8], whole: &mut R) -> ShownAs {
    let Ok(kind) = imagesize::image_type(head) else { return (None, Some(other(head))) };
    match kind {
        ImageType::Png
        | ImageType::Jpeg
        | ImageType::Gif
        | ImageType::Webp
        | ImageType::Bmp
        | ImageType::Ico
        | ImageType::Heif(Compression::Av1) => {}
        ImageType::Heif(_) => return (None, Some(Unfit::Heic)),
        ImageType::Tiff => return (None, Some(Unfit::Tiff)),
        ImageType::Psd => return (None, Some(Unfit::Photoshop)),
        _ => return (None, Some(other(head))),
    }
    let Ok(size) = imagesize::reader_size(&mut *whole) else { return (None, Some(Unfit::Broken)) };
    let size = u32::try_from(size.width).ok().zip(u32::try_from(size.height).ok());
    let may_be_turned = matches!(kind, ImageType::Jpeg | ImageType::Png);
    let is_turned = may_be_turned && whole.seek(SeekFrom::Start(0)).is_ok() && is_on_its_side(whole);
    let size = size.map(|(width, height)| if is_turned { (height, width) } else { (width, height) });
    match size.filter(|(width, height)| *width > 0 && *height > 0) {
        None => (None, Some(Unfit::Broken)),
        // Nothing of it is decoded before this is known: a file of a few bytes may claim to be as large as a town.
        Some((width, height)) if u64::from(width) * u64::from(height) > MOST_PIXELS => {
            (size, Some(Unfit::TooLarge))
        }
        size => (size, is_cut(PictureKind::of(head), whole).unwrap_or(true).then_some(Unfit::Cut)),
    }
}

impl PictureKind {
    /// The kind of a picture that begins with these bytes.
    fn of(head: &[u8]) -> Option<Self> {
        match imagesize::image_type(head).ok()? {
            ImageType::Jpeg => Some(Self::Jpeg),
            ImageType::Png => Some(Self::Png),
            ImageType::Gif => Some(Self::Gif),
            ImageType::Webp => Some(Self::Webp),
            ImageType::Heif(Compression::Av1) => Some(Self::Avif),
            _ => None,
        }
    }

    /// Whether a file of this kind has the name of another: servers tell browsers what a file is by its name.
    fn is_misnamed(self, path: &SourcePath) -> bool {
        let is_of = |kind: Self| path.has_ending(kind.endings());
        !is_of(self) && Self::ALL.into_iter().any(is_of)
    }
}

/// Whether a photograph is stored on its side: a browser turns it upright.
fn is_on_its_side<R: io::BufRead + Seek>(photograph: &mut R) -> bool {
    let Ok(exif) = exif::Reader::new().read_from_container(photograph) else { return false };
    let orientation = exif.get_field(exif::Tag::Orientation, exif::In::PRIMARY);
    orientation.and_then(|field| field.value.get_uint(0)).is_some_and(|turned| ON_ITS_SIDE.contains(&turned))
}

/// What a file is that is no picture.
fn other(head: &[u8]) -> Unfit {
    let is_text = || {
        let valid = match std::str::from_utf8(head) {
            Ok(text) => text,
            Err(error) if error.error_len().is_none() => return !head.contains(&0), // The last character is cut.
            Err(_) => return false,
        };
        !valid.contains(|character: char| character.is_control() && !character.is_whitespace())
    };
    match head {
        [] => Unfit::Empty,
        [b'%', b'P', b'D', b'F', ..] => Unfit::Pdf,
        [0x89, b'P', b'N', b'G', ..] | [0xFF, 0xD8, 0xFF, ..] | [b'G', b'I', b'F', b'8', ..] => Unfit::Broken,
        _ if is_text() => Unfit::Text,
        _ => Unfit::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn looked(bytes: &[u8]) -> ShownAs {
        of(&bytes[..bytes.len().min(512)], &mut Cursor::new(bytes))
    }

    #[test]
    fn what_is_no_picture_for_a_browser_is_known_by_its_bytes() {
        for (bytes, unfit) in [
            (&b""[..], Unfit::Empty),
            (b"\x93\x01\xfe\x00\x17\x88\x99", Unfit::Unknown),
            ("这是文字".as_bytes(), Unfit::Text),
            (b"<html><body>404</body></html>", Unfit::Text),
            (b"%PDF-1.4\n", Unfit::Pdf),
            (b"II*\0\x08\0\0\0\0\0\0\0\0\0", Unfit::Tiff),
            (b"MM\0*\0\0\0\x08\0\0\0\0\0\0", Unfit::Tiff),
            (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", Unfit::Heic),
            (b"\x89PNG\r\n\x1a\n", Unfit::Broken),
        ] {
            assert_eq!(looked(bytes), (None, Some(unfit)), "{bytes:?}");
        }
    }
}
