//! A picture that is attached: without what its camera tells, above all the place where it was taken.
//!
//! A telephone writes that into every picture. The lines of the picture stay byte for byte, and so do its colour profile, its
//! orientation and whose it is. A picture that tells nothing else is copied as it is.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek, SeekFrom};

use exif::experimental::Writer;
use exif::{Exif, Field, In, Tag};
use img_parts::jpeg::{Jpeg, JpegSegment};
use img_parts::png::Png;
use img_parts::webp::WebP;
use img_parts::{Bytes, ImageEXIF};
use memchr::memmem;

use super::bare::jpeg_to_its_end;

/// What is kept of what a camera writes.
const KEPT: [Tag; 3] = [Tag::Orientation, Tag::Artist, Tag::Copyright];

/// The first bytes of the pictures that are rewritten.
const JPEG: &[u8] = b"\xFF\xD8\xFF";
const PNG: &[u8] = b"\x89PNG";
const WEBP: &[u8] = b"RIFF";
/// The segments of a JPEG that hold a description in XML, and a list of the pictures after its end.
const DESCRIPTION: u8 = 0xE1;
const PICTURE_LIST: u8 = 0xE2;

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
    let Some(told) = told(&mut file)? else {
        file.seek(SeekFrom::Start(0))?;
        return Ok(ForReaders { contents: Box::new(file), length });
    };
    file.seek(SeekFrom::Start(0))?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    let bytes = without_place(bytes, &told)?;
    Ok(ForReaders { length: bytes.len() as u64, contents: Box::new(Cursor::new(bytes)) })
}

/// The same for contents in memory.
///
/// # Errors
/// If they are a picture that tells its place and cannot be written without it.
pub(crate) fn bytes_for_readers(bytes: Vec<u8>) -> io::Result<Vec<u8>> {
    match told(&mut Cursor::new(&bytes))? {
        Some(told) => without_place(bytes, &told),
        None => Ok(bytes),
    }
}

/// What a camera wrote into a picture, if it is more than is kept.
fn told<R: BufRead + Seek>(file: &mut R) -> io::Result<Option<Exif>> {
    let head = file.fill_buf()?;
    if ![JPEG, PNG, WEBP].iter().any(|start| head.starts_with(start)) {
        return Ok(None);
    }
    let Ok(exif) = exif::Reader::new().read_from_container(file) else { return Ok(None) };
    let is_told = exif.fields().any(|field| !KEPT.contains(&field.tag));
    Ok(is_told.then_some(exif))
}

/// A picture without the metadata that is not kept.
fn without_place(bytes: Vec<u8>, told: &Exif) -> io::Result<Vec<u8>> {
    let (kept, bytes) = (kept(told)?.map(Bytes::from), Bytes::from(bytes));
    let unreadable = |error: img_parts::Error| io::Error::new(io::ErrorKind::InvalidData, error);
    if bytes.starts_with(JPEG) {
        return Jpeg::from_bytes(bytes).map(|picture| jpeg_with(picture, kept)).map_err(unreadable);
    }
    if bytes.starts_with(PNG) {
        let mut picture = Png::from_bytes(bytes).map_err(unreadable)?;
        picture.chunks_mut().retain(|chunk| chunk.kind() != *b"iTXt" || !has(chunk.contents(), b"GPS"));
        picture.set_exif(kept);
        return Ok(picture.encoder().bytes().to_vec());
    }
    let mut picture = WebP::from_bytes(bytes).map_err(unreadable)?;
    picture.set_exif(kept);
    Ok(picture.encoder().bytes().to_vec())
}

/// A JPEG with these words of its camera, no description in XML that tells its place, and nothing after its end.
fn jpeg_with(mut picture: Jpeg, kept: Option<Bytes>) -> Vec<u8> {
    let tells = |segment: &JpegSegment| {
        let contents = segment.contents();
        segment.marker() == DESCRIPTION && has(contents, b"GPS") && !contents.starts_with(b"Exif\0")
            || segment.marker() == PICTURE_LIST && contents.starts_with(b"MPF\0")
    };
    picture.segments_mut().retain(|segment| !tells(segment));
    picture.set_exif(kept);
    jpeg_to_its_end(picture)
}

/// The fields that are kept, as they are written into a picture; `None` if there are none.
fn kept(told: &Exif) -> io::Result<Option<Vec<u8>>> {
    let fields: Vec<&Field> = KEPT.iter().filter_map(|tag| told.get_field(*tag, In::PRIMARY)).collect();
    if fields.is_empty() {
        return Ok(None);
    }
    let (mut writer, mut written) = (Writer::new(), Cursor::new(Vec::new()));
    for field in &fields {
        writer.push_field(field);
    }
    let failed = |error: exif::Error| io::Error::new(io::ErrorKind::InvalidData, error);
    writer.write(&mut written, told.little_endian()).map_err(failed)?;
    Ok(Some(written.into_inner()))
}

fn has(bytes: &[u8], word: &[u8]) -> bool {
    memmem::find(bytes, word).is_some()
}

#[cfg(test)]
mod tests {
    use exif::{Rational, Value};

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

    #[test]
    fn what_tells_no_place_is_copied_as_it_is() {
        let (mut writer, mut plain) = (Writer::new(), Cursor::new(Vec::new()));
        let held = field(Tag::Orientation, Value::Short(vec![6]));
        writer.push_field(&held);
        writer.write(&mut plain, false).unwrap();
        for bytes in
            [jpeg(&plain.into_inner(), b"film"), b"text".to_vec(), Vec::new(), b"\xFF\xD8\xFF".to_vec()]
        {
            assert_eq!(bytes_for_readers(bytes.clone()).unwrap(), bytes);
        }
    }
}
