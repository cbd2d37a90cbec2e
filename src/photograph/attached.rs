//! A picture that is attached: without what its camera and the programs after it tell, above all the place where it was taken.
//!
//! A telephone writes that into every picture: as EXIF, in XML, or as a comment. The lines of the picture stay byte for byte, and so do
//! its colour profile, its orientation and whose it is. A picture that tells nothing else is copied as it is.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};

use exif::experimental::Writer;
use exif::{Exif, Field, In, Tag};
use img_parts::jpeg::{Jpeg, JpegSegment};
use img_parts::png::{Png, PngChunk};
use img_parts::webp::WebP;
use img_parts::{Bytes, ImageEXIF};

use super::bare::jpeg_to_its_end;

/// What is kept of what a camera writes.
const KEPT: [Tag; 3] = [Tag::Orientation, Tag::Artist, Tag::Copyright];

/// The pictures that are rewritten.
#[derive(Clone, Copy, Debug)]
enum Container {
    Jpeg,
    Png,
    WebP,
}

impl Container {
    /// The container that begins like this.
    fn of(head: &[u8]) -> Option<Self> {
        match head {
            [0xFF, 0xD8, 0xFF, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', ..] => Some(Self::Png),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::WebP),
            _ => None,
        }
    }
}

/// The segments of a JPEG that hold EXIF or a description in XML, a list of the pictures after its end, and a comment.
const DESCRIPTION: u8 = 0xE1;
const PICTURE_LIST: u8 = 0xE2;
const COMMENT: u8 = 0xFE;
/// The chunks of a PNG with words, and those of them that are kept.
const PNG_WORDS: [[u8; 4]; 3] = [*b"iTXt", *b"tEXt", *b"zTXt"];
const KEPT_PNG_WORDS: [&[u8]; 2] = [b"Author\0", b"Copyright\0"];
/// The chunk of a WebP with a description in XML.
const WEBP_DESCRIPTION: [u8; 4] = *b"XMP ";

/// The contents of a file for readers.
pub(crate) struct ForReaders {
    pub contents: Box<dyn Read + Send>,
    pub length: u64,
}

/// The contents of a file for readers.
///
/// # Errors
/// If it cannot be read, or is a picture that tells its place and cannot be written without it.
pub(crate) fn for_readers(file: File) -> io::Result<ForReaders> {
    let length = file.metadata()?.len();
    let mut file = BufReader::new(file);
    if Container::of(file.fill_buf()?).is_none() {
        return Ok(ForReaders { contents: Box::new(file), length });
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    let bytes = bytes_for_readers(bytes)?;
    Ok(ForReaders { length: bytes.len() as u64, contents: Box::new(Cursor::new(bytes)) })
}

/// The same for contents in memory.
///
/// # Errors
/// If they are a picture that tells its place and cannot be written without it.
pub(crate) fn bytes_for_readers(bytes: Vec<u8>) -> io::Result<Vec<u8>> {
    let Some(container) = Container::of(&bytes) else { return Ok(bytes) };
    let exif = told(&bytes).map(|told| kept(&told)).transpose()?;
    let (exif, bytes) = (exif.as_ref(), Bytes::from(bytes));
    let bare = match container {
        Container::Jpeg => Jpeg::from_bytes(bytes.clone()).map(|picture| bare_jpeg(picture, exif)),
        Container::Png => Png::from_bytes(bytes.clone()).map(|picture| bare_png(picture, exif)),
        Container::WebP => WebP::from_bytes(bytes.clone()).map(|picture| bare_webp(picture, exif)),
    };
    match bare {
        Ok(Some(bare)) => Ok(bare),
        Err(error) if exif.is_some() => Err(io::Error::new(io::ErrorKind::InvalidData, error)),
        _ => Ok(bytes.into()),
    }
}

/// What is kept of EXIF that tells more; `None` if that is nothing.
struct KeptExif(Option<Bytes>);

/// What a camera wrote into a picture, if it is more than is kept.
fn told(picture: &[u8]) -> Option<Exif> {
    let exif = exif::Reader::new().read_from_container(&mut Cursor::new(picture)).ok()?;
    let is_told = exif.fields().any(|field| !KEPT.contains(&field.tag));
    is_told.then_some(exif)
}

/// A JPEG without descriptions in XML, comments, and anything after its end; `None` if it tells nothing.
fn bare_jpeg(mut picture: Jpeg, exif: Option<&KeptExif>) -> Option<Vec<u8>> {
    let tells = |segment: &JpegSegment| match segment.marker() {
        DESCRIPTION => !segment.contents().starts_with(b"Exif\0"),
        PICTURE_LIST => segment.contents().starts_with(b"MPF\0"),
        marker => marker == COMMENT,
    };
    if exif.is_none() && !picture.segments().iter().any(tells) {
        return None;
    }
    picture.segments_mut().retain(|segment| !tells(segment));
    replace(&mut picture, exif);
    Some(jpeg_to_its_end(picture))
}

/// A PNG without words but those that say whose it is; `None` if it tells nothing.
fn bare_png(mut picture: Png, exif: Option<&KeptExif>) -> Option<Vec<u8>> {
    let tells = |chunk: &PngChunk| {
        let is_kept = KEPT_PNG_WORDS.iter().any(|kept| chunk.contents().starts_with(kept));
        PNG_WORDS.contains(&chunk.kind()) && !is_kept
    };
    if exif.is_none() && !picture.chunks().iter().any(tells) {
        return None;
    }
    picture.chunks_mut().retain(|chunk| !tells(chunk));
    replace(&mut picture, exif);
    Some(picture.encoder().bytes().to_vec())
}

/// A WebP without a description in XML; `None` if it tells nothing.
fn bare_webp(mut picture: WebP, exif: Option<&KeptExif>) -> Option<Vec<u8>> {
    if exif.is_none() && !picture.has_chunk(WEBP_DESCRIPTION) {
        return None;
    }
    picture.remove_chunks_by_id(WEBP_DESCRIPTION);
    replace(&mut picture, exif);
    Some(picture.encoder().bytes().to_vec())
}

/// Puts what is kept in the place of EXIF that tells more.
fn replace(picture: &mut impl ImageEXIF, exif: Option<&KeptExif>) {
    if let Some(KeptExif(kept)) = exif {
        picture.set_exif(kept.clone());
    }
}

/// The fields that are kept, as they are written into a picture.
fn kept(told: &Exif) -> io::Result<KeptExif> {
    let fields: Vec<&Field> = KEPT.iter().filter_map(|tag| told.get_field(*tag, In::PRIMARY)).collect();
    if fields.is_empty() {
        return Ok(KeptExif(None));
    }
    let (mut writer, mut written) = (Writer::new(), Cursor::new(Vec::new()));
    for field in &fields {
        writer.push_field(field);
    }
    let failed = |error: exif::Error| io::Error::new(io::ErrorKind::InvalidData, error);
    writer.write(&mut written, told.little_endian()).map_err(failed)?;
    Ok(KeptExif(Some(written.into_inner().into())))
}

#[cfg(test)]
mod tests {
    use exif::{Rational, Value};
    use memchr::memmem;

    use super::*;

    /// What a telephone writes: how it was held, what it is, and where it was.
    fn of_telephone() -> Vec<u8> {
        let ascii = |tag, text: &str| field(tag, Value::Ascii(vec![text.as_bytes().to_vec()]));
        let degrees = [43, 10, 12].map(|num| Rational { num, denom: 1 }).to_vec();
        let fields = [
            field(Tag::Orientation, Value::Short(vec![6])),
            ascii(Tag::Model, "TELEPHONE 9"),
            ascii(Tag::Copyright, "(c)"),
            ascii(Tag::BodySerialNumber, "SERIAL"),
            ascii(Tag::GPSLatitudeRef, "N"),
            field(Tag::GPSLatitude, Value::Rational(degrees)),
        ];
        let (mut writer, mut written) = (Writer::new(), Cursor::new(Vec::new()));
        for field in &fields {
            writer.push_field(field);
        }
        writer.write(&mut written, false).unwrap();
        written.into_inner()
    }

    fn has(bytes: &[u8], word: &[u8]) -> bool {
        memmem::find(bytes, word).is_some()
    }

    fn field(tag: Tag, value: Value) -> Field {
        Field { tag, ifd_num: In::PRIMARY, value }
    }

    fn segment(marker: u8, contents: &[u8]) -> Vec<u8> {
        let length = u16::try_from(contents.len() + 2).unwrap().to_be_bytes();
        [&[0xFF, marker], &length[..], contents].concat()
    }

    fn jpeg(exif: &[u8], after: &[u8]) -> Vec<u8> {
        let parts = [
            b"\xFF\xD8".to_vec(),
            segment(0xE1, &[b"Exif\0\0", exif].concat()),
            segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude='43'/>"),
            segment(0xE2, b"ICC_PROFILE\0\x01\x01colours"),
            segment(0xDA, b"\x01\x01\0\0\x3F\0"),
            b"lines\xFF\0lines\xFF\xD9".to_vec(),
            after.to_vec(),
        ];
        parts.concat()
    }

    fn tags(picture: &[u8]) -> Vec<Tag> {
        let exif = exif::Reader::new().read_from_container(&mut Cursor::new(picture)).unwrap();
        exif.fields().map(|field| field.tag).collect()
    }

    #[test]
    fn a_jpeg_loses_its_place_and_keeps_its_lines_its_colours_and_how_it_was_held() {
        let clean = bytes_for_readers(jpeg(&of_telephone(), b"film with its place")).unwrap();
        assert_eq!(tags(&clean), [Tag::Orientation, Tag::Copyright]);
        for gone in [&b"TELEPHONE"[..], b"SERIAL", b"GPSLatitude", b"film"] {
            assert!(!has(&clean, gone), "{gone:?}");
        }
        assert!(has(&clean, b"colours") && clean.ends_with(b"lines\xFF\0lines\xFF\xD9"));
        assert_eq!(bytes_for_readers(clean.clone()).unwrap(), clean, "once is enough");
    }

    #[test]
    fn a_png_loses_its_place_too() {
        let pixel = png();
        let mut picture = Png::from_bytes(pixel.clone().into()).unwrap();
        picture.set_exif(Some(of_telephone().into()));
        let clean = bytes_for_readers(picture.encoder().bytes().to_vec()).unwrap();
        assert_eq!(tags(&clean), [Tag::Orientation, Tag::Copyright]);
        assert_eq!(bytes_for_readers(pixel.clone()).unwrap(), pixel);
    }

    fn png() -> Vec<u8> {
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cch\0\0\0\x82\0\x81w\xcdr\xb6\0\0\0\0IEND\xaeB`\x82".to_vec()
    }

    /// EXIF that says only how the picture was held.
    fn held() -> Vec<u8> {
        let (mut writer, mut plain) = (Writer::new(), Cursor::new(Vec::new()));
        let held = field(Tag::Orientation, Value::Short(vec![6]));
        writer.push_field(&held);
        writer.write(&mut plain, false).unwrap();
        plain.into_inner()
    }

    #[test]
    fn descriptions_in_xml_and_comments_go_whatever_the_camera_wrote_beside_them() {
        let place = b"<x exif:GPSLatitude='43'/>";
        let mut picture = Jpeg::from_bytes(jpeg(&held(), b"").into()).unwrap();
        picture.segments_mut().insert(1, JpegSegment::new_with_contents(COMMENT, place[..].into()));
        let bare = bytes_for_readers(picture.encoder().bytes().to_vec()).unwrap();
        assert!(!has(&bare, b"GPS") && tags(&bare) == [Tag::Orientation] && has(&bare, b"colours"));

        let mut picture = Png::from_bytes(png().into()).unwrap();
        for (kind, words) in [(*b"iTXt", &place[..]), (*b"tEXt", place), (*b"tEXt", b"Copyright\0GPS News")] {
            picture.chunks_mut().insert(1, PngChunk::new(kind, words.into()));
        }
        let bare = bytes_for_readers(picture.encoder().bytes().to_vec()).unwrap();
        assert!(!has(&bare, b"GPSLatitude") && has(&bare, b"GPS News"));

        let chunk = |id: &[u8], words: &[u8]| {
            [id, &u32::try_from(words.len()).unwrap().to_le_bytes(), words].concat()
        };
        let chunks = [chunk(b"VP8L", b"lines!"), chunk(&WEBP_DESCRIPTION, place)].concat();
        let bare = bytes_for_readers(chunk(b"RIFF", &[b"WEBP", &chunks[..]].concat())).unwrap();
        assert!(!has(&bare, b"GPS") && has(&bare, b"lines!"));
    }

    #[test]
    fn what_tells_no_place_is_copied_as_it_is() {
        let bare = bytes_for_readers(jpeg(&held(), b"film")).unwrap();
        let with_film = [&bare[..], b"film"].concat();
        for bytes in [with_film, png(), b"text".to_vec(), Vec::new(), b"\xFF\xD8\xFF".to_vec()] {
            assert_eq!(bytes_for_readers(bytes.clone()).unwrap(), bytes);
        }
    }
}
