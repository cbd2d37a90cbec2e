//! WOFF 2.0, the form in which browsers load fonts: the tables of a font one after another, compressed by Brotli.
//!
//! Tables are stored as they are. The transformation of outlines that the format offers does not apply to those of most Chinese
//! fonts (CFF).

use std::io;

use brotli::enc::BrotliEncoderParams;
use brotli::enc::backward_references::BrotliEncoderMode;

/// Outlines hardly compress: the highest quality saves 8 % of the bytes and takes fifty times as long.
const QUALITY: i32 = 5;
const WINDOW: i32 = 22;
/// The tags that are stored as a number.
const KNOWN: [&[u8; 4]; 14] = [
    b"cmap", b"head", b"hhea", b"hmtx", b"maxp", b"name", b"OS/2", b"post", b"cvt ", b"fpgm", b"glyf",
    b"loca", b"prep", b"CFF ",
];
/// The number of a tag that is written out.
const OTHER: u8 = 63;
/// What marks a table of outlines that is stored as it is. Other tables need no mark.
const AS_IT_IS: u8 = 3 << 6;
/// The lengths of the heads of both formats, and of a table's entry in an OpenType font.
const HEAD: usize = 48;
const FONT_HEAD: usize = 12;
const ENTRY: usize = 16;

/// A table of a font.
struct FontTable<'f> {
    tag: [u8; 4],
    contents: &'f [u8],
}

/// An OpenType font in this form.
///
/// # Errors
/// If the font's table of contents is damaged.
pub(super) fn packed(font: &[u8]) -> io::Result<Vec<u8>> {
    let (flavour, tables) = tables(font).ok_or(io::ErrorKind::InvalidData)?;
    let contents: Vec<u8> = tables.iter().flat_map(|table| table.contents).copied().collect();
    let compressed = compressed(&contents)?;
    let mut entries = Vec::new();
    for FontTable { tag, contents } in &tables {
        let number =
            KNOWN.iter().position(|known| *known == tag).and_then(|number| u8::try_from(number).ok());
        let mark = if matches!(tag, b"glyf" | b"loca") { AS_IT_IS } else { 0 };
        entries.push(number.unwrap_or(OTHER) | mark);
        entries.extend(number.is_none().then_some(tag).into_iter().flatten());
        entries.extend(base_128(length(contents)?));
    }
    let whole = (HEAD + entries.len() + compressed.len()).next_multiple_of(4);
    let unpacked = tables.iter().map(|table| ENTRY + table.contents.len().next_multiple_of(4)).sum::<usize>();
    let mut packed = Vec::with_capacity(whole);
    packed.extend(b"wOF2");
    packed.extend(flavour);
    packed.extend(u32::try_from(whole).map_err(io::Error::other)?.to_be_bytes());
    packed.extend(u16::try_from(tables.len()).map_err(io::Error::other)?.to_be_bytes());
    packed.extend([0, 0]);
    packed.extend(u32::try_from(FONT_HEAD + unpacked).map_err(io::Error::other)?.to_be_bytes());
    packed.extend(length(&compressed)?.to_be_bytes());
    packed.resize(HEAD, 0); // Neither a version of its own, nor metadata, nor private data.
    packed.extend(entries);
    packed.extend(compressed);
    packed.resize(whole, 0);
    Ok(packed)
}

/// The kind of a font's outlines, and its tables: those of `glyf` outlines next to one another, as the format asks.
fn tables(font: &[u8]) -> Option<([u8; 4], Vec<FontTable<'_>>)> {
    let flavour = *font.first_chunk::<4>()?;
    let count = u16::from_be_bytes(*font.get(4..6)?.first_chunk()?);
    let mut tables = Vec::new();
    for entry in font.get(FONT_HEAD..)?.chunks_exact(ENTRY).take(usize::from(count)) {
        let number = |at: usize| Some(u32::from_be_bytes(*entry.get(at..)?.first_chunk()?) as usize);
        let (from, length) = (number(8)?, number(12)?);
        tables.push(FontTable {
            tag: *entry.first_chunk()?,
            contents: font.get(from..from.checked_add(length)?)?,
        });
    }
    // The places are stored right after the outlines that they point to.
    tables.sort_by_key(|table| if table.tag == *b"loca" { (*b"glyf", 1) } else { (table.tag, 0) });
    (tables.len() == usize::from(count)).then_some((flavour, tables))
}

fn compressed(contents: &[u8]) -> io::Result<Vec<u8>> {
    let settings = BrotliEncoderParams {
        quality: QUALITY,
        lgwin: WINDOW,
        mode: BrotliEncoderMode::BROTLI_MODE_FONT,
        size_hint: contents.len(),
        ..BrotliEncoderParams::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*contents, &mut compressed, &settings)?;
    Ok(compressed)
}

fn length(bytes: &[u8]) -> io::Result<u32> {
    u32::try_from(bytes.len()).map_err(io::Error::other)
}

/// A number in groups of seven bits; all but the last are marked.
fn base_128(number: u32) -> Vec<u8> {
    let group = |number: u32| number.to_le_bytes()[0] & 0x7F;
    let (mut groups, mut rest) = (vec![group(number)], number >> 7);
    while rest > 0 {
        groups.push(group(rest) | 0x80);
        rest >>= 7;
    }
    groups.reverse();
    groups
}

#[cfg(test)]
mod tests {
    use super::base_128;

    #[test]
    fn a_number_takes_as_few_groups_as_it_needs() {
        for (number, bytes) in
            [(0, &[0][..]), (127, &[127]), (128, &[0x81, 0]), (65_768, &[0x84, 0x81, 0x68])]
        {
            assert_eq!(base_128(number), bytes, "{number}");
        }
    }
}
