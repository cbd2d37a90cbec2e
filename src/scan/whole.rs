//! Whether all of a picture is there: one that was cut off in the middle is shown with a grey half, or not at all.

use std::io::{self, BufRead, Read, Seek, SeekFrom};

use memchr::memmem;

use crate::words::files::PictureKind;

/// How many bytes at the end are looked at first.
const TAIL: u64 = 64;
/// The end of a JPEG, after its last line.
const END_OF_JPEG: [u8; 2] = [0xFF, 0xD9];

/// Whether a picture of a kind ends too early. What programs add after its end is none of it.
///
/// # Errors
/// If it cannot be read to its end.
pub(super) fn is_cut<R: BufRead + Seek>(kind: Option<PictureKind>, file: &mut R) -> io::Result<bool> {
    Ok(match kind {
        Some(PictureKind::Jpeg) => !tail(file)?.ends_with(&END_OF_JPEG) && !has_end(file)?,
        Some(PictureKind::Png) => !has_last_chunk(file)?,
        Some(PictureKind::Gif) => !tail(file)?.ends_with(b";") && !has_trailer(file)?,
        Some(PictureKind::Webp) => is_shorter_than_said(file)?,
        Some(PictureKind::Avif) | None => false,
    })
}

/// The last bytes, without zeros and white space.
fn tail<R: Read + Seek>(file: &mut R) -> io::Result<Vec<u8>> {
    let length = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(length.saturating_sub(TAIL)))?;
    let mut tail = Vec::new();
    file.read_to_end(&mut tail)?;
    let end =
        tail.iter().rposition(|byte| *byte != 0 && !byte.is_ascii_whitespace()).map_or(0, |last| last + 1);
    tail.truncate(end);
    Ok(tail)
}

/// Whether a JPEG with something else at its end has an end of its own. The pictures within its first segments, which are small
/// copies, do not count.
fn has_end<R: BufRead + Seek>(file: &mut R) -> io::Result<bool> {
    file.seek(SeekFrom::Start(2))?;
    let mut segment = [0; 4];
    loop {
        file.read_exact(&mut segment)?;
        let [0xFF, kind, high, low] = segment else { return Ok(false) };
        if kind == 0xDA {
            break;
        }
        file.seek_relative(i64::from(u16::from_be_bytes([high, low])) - 2)?;
    }
    let mut last = 0;
    any_part(file, |part| {
        let is_end = [last, part[0]] == END_OF_JPEG || memmem::find(part, &END_OF_JPEG).is_some();
        last = part[part.len() - 1];
        is_end
    })
}

/// Whether a GIF with many zeros after its end has one.
fn has_trailer<R: BufRead + Seek>(file: &mut R) -> io::Result<bool> {
    if !tail(file)?.is_empty() {
        return Ok(false);
    }
    file.seek(SeekFrom::Start(0))?;
    let mut last = 0;
    any_part(file, |part| {
        last = part.iter().rfind(|byte| **byte != 0).copied().unwrap_or(last);
        false
    })?;
    Ok(last == b';')
}

/// Whether a part of the rest of a file is as wanted; it is read piece by piece, whatever its size.
fn any_part<R: BufRead>(file: &mut R, mut is_wanted: impl FnMut(&[u8]) -> bool) -> io::Result<bool> {
    loop {
        let part = file.fill_buf()?;
        if part.is_empty() || is_wanted(part) {
            return Ok(!part.is_empty());
        }
        let length = part.len();
        file.consume(length);
    }
}

/// Whether the chunks of a PNG go on to the last.
fn has_last_chunk<R: BufRead + Seek>(file: &mut R) -> io::Result<bool> {
    if tail(file)?.ends_with(b"IEND\xAEB`\x82") {
        return Ok(true);
    }
    file.seek(SeekFrom::Start(8))?;
    let mut chunk = [0; 8];
    loop {
        if let Err(error) = file.read_exact(&mut chunk) {
            return if error.kind() == io::ErrorKind::UnexpectedEof { Ok(false) } else { Err(error) };
        }
        let [a, b, c, d, kind @ ..] = chunk;
        if kind == *b"IEND" {
            return Ok(true);
        }
        file.seek_relative(i64::from(u32::from_be_bytes([a, b, c, d])) + 4)?;
    }
}

/// Whether a WebP picture has fewer bytes than it says.
fn is_shorter_than_said<R: Read + Seek>(file: &mut R) -> io::Result<bool> {
    let length = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(4))?;
    let mut said = [0; 4];
    file.read_exact(&mut said)?;
    Ok(length < u64::from(u32::from_le_bytes(said)) + 8)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn cut(kind: PictureKind, bytes: &[u8]) -> bool {
        is_cut(Some(kind), &mut Cursor::new(bytes)).unwrap_or(true)
    }

    #[test]
    fn a_picture_is_whole_if_its_end_is_there_whatever_follows() {
        let start = b"\xFF\xD8\xFF\xE1\0\x06\xFF\xD9ab\xFF\xDA\0\x02".to_vec();
        let whole = [&start[..], b"lines\xFF\xD9"].concat();
        assert!(!cut(PictureKind::Jpeg, &whole));
        assert!(!cut(PictureKind::Jpeg, &[&whole[..], &[0; 9]].concat()));
        assert!(!cut(PictureKind::Jpeg, &[&whole[..], b"a film of the moment, and its name"].concat()));
        assert!(cut(PictureKind::Jpeg, &[&start[..], b"lines"].concat()));
        assert!(cut(PictureKind::Jpeg, &start[..9]));
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\x02IDATabcrc!\0\0\0\0IEND\xAEB`\x82";
        assert!(!cut(PictureKind::Png, png));
        assert!(!cut(PictureKind::Png, &[&png[..], b"more"].concat()));
        assert!(cut(PictureKind::Png, &png[..png.len() - 13]));
        assert!(!cut(PictureKind::Gif, b"GIF89a\0;") && cut(PictureKind::Gif, b"GIF89a\0"));
        assert!(!cut(PictureKind::Gif, &[&b"GIF89a\0;"[..], &[0; 99]].concat()));
        assert!(
            !cut(PictureKind::Webp, b"RIFF\x04\0\0\0WEBP") && cut(PictureKind::Webp, b"RIFF\x09\0\0\0WEBP")
        );
    }
}
