//! A subset: a font with the letters that are asked for and no others, as browsers load it.

use std::io;

use allsorts::binary::read::ReadScope;
use allsorts::error::ParseError;
use allsorts::font::read_cmap_subtable;
use allsorts::subset::{CmapTarget, SubsetProfile, subset};
use allsorts::tables::cmap::Cmap;
use allsorts::tables::{FontTableProvider, OpenTypeFont};
use allsorts::tag;

use super::{Subset, woff2};
use crate::isolate::attempt;

/// The web font of a subset, from the bytes of its font file. It keeps the names of the font, which say whose it is; it has no
/// ligatures and no kerning, which Chinese does without.
///
/// # Errors
/// If the font is damaged where nobody had looked.
pub(crate) fn web_font(bytes: &[u8], wanted: &Subset) -> io::Result<Vec<u8>> {
    attempt(|| cut(bytes, wanted)).map_err(failed)?
}

fn cut(bytes: &[u8], wanted: &Subset) -> io::Result<Vec<u8>> {
    let font = ReadScope::new(bytes).read::<OpenTypeFont>().map_err(failed)?;
    let tables = font.table_provider(wanted.face).map_err(failed)?;
    let glyphs = glyphs(&tables, &wanted.characters).map_err(failed)?;
    let font = subset(&tables, &glyphs, &SubsetProfile::Minimal, CmapTarget::Unicode).map_err(failed)?;
    woff2::packed(&font)
}

/// The glyphs of characters, in order; the first one stands for characters that a font does not have.
fn glyphs(tables: &impl FontTableProvider, characters: &str) -> Result<Vec<u16>, ParseError> {
    let cmap = tables.read_table_data(tag::CMAP)?;
    let cmap = ReadScope::new(&cmap).read::<Cmap>()?;
    let (_, letters) = read_cmap_subtable(&cmap)?.ok_or(ParseError::UnsuitableCmap)?;
    let mut glyphs = vec![0];
    for character in characters.chars() {
        glyphs.extend(letters.map_glyph(character.into())?);
    }
    glyphs.sort_unstable();
    glyphs.dedup();
    Ok(glyphs)
}

pub(super) fn failed(error: impl std::fmt::Display) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error.to_string())
}
