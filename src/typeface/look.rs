//! What a font file is: its faces, their names and characters, and what their licences say.

use allsorts::binary::read::ReadScope;
use allsorts::error::ParseError;
use allsorts::font::read_cmap_subtable;
use allsorts::tables::cmap::Cmap;
use allsorts::tables::os2::Os2;
use allsorts::tables::{FontTableProvider, NameTable, OpenTypeData, OpenTypeFont};
use allsorts::tag;

use super::{Coverage, Embedding, FontFace, FontFile};
use crate::isolate::attempt;

/// The most faces of a collection.
const MOST_FACES: usize = 64;
/// The names of a face that are kept: in full, the family, and the family without its weight.
const NAMES: [u16; 3] = [4, 16, 1];
/// The licence bits of `fsType`: how a font may be embedded, and that it may not be cut or only as bitmaps.
const USAGE: u16 = 0x000F;
const RESTRICTED: u16 = 0x0002;
const WHOLE_OR_BITMAPS: u16 = 0x0300;

/// The faces of a font, or of a collection of fonts; `None` if the bytes are none, or no browser could set text in it.
#[must_use]
pub(crate) fn look(bytes: &[u8]) -> Option<FontFile> {
    attempt(|| faces(bytes)).ok().flatten() // A damaged font may be more than its reader is prepared for.
}

fn faces(bytes: &[u8]) -> Option<FontFile> {
    let font = ReadScope::new(bytes).read::<OpenTypeFont>().ok()?;
    let count = match &font.data {
        OpenTypeData::Single(_) => 1,
        OpenTypeData::Collection(collection) => collection.offset_tables.len(),
    };
    let mut file = FontFile { faces: Vec::new(), coverages: Vec::new() };
    for index in 0..count.min(MOST_FACES) {
        let (face, coverage) = face(&font.table_provider(index).ok()?).ok()?;
        let known = file.coverages.iter().position(|known| *known == coverage);
        let coverage = known.unwrap_or_else(|| {
            file.coverages.push(coverage);
            file.coverages.len() - 1
        });
        file.faces.push(FontFace { coverage, ..face });
    }
    (!file.faces.is_empty()).then_some(file)
}

fn face(tables: &impl FontTableProvider) -> Result<(FontFace, Coverage), ParseError> {
    let cmap = tables.read_table_data(tag::CMAP)?;
    let cmap = ReadScope::new(&cmap).read::<Cmap>()?;
    let (_, letters) = read_cmap_subtable(&cmap)?.ok_or(ParseError::UnsuitableCmap)?;
    let mut characters = Vec::new();
    letters.mappings_fn(|character, glyph| {
        if glyph != 0 {
            characters.push(character);
        }
    })?;
    if ![tag::GLYF, tag::CFF, tag::CFF2].into_iter().any(|outlines| tables.has_table(outlines)) {
        return Err(ParseError::MissingValue);
    }
    let face = FontFace {
        names: names(tables).unwrap_or_default(),
        is_variable: tables.has_table(tag::FVAR),
        embedding: embedding(tables).unwrap_or(Embedding::Allowed),
        coverage: 0,
    };
    Ok((face, Coverage::of(characters)))
}

/// The names of a face in Unicode, those in full first.
fn names(tables: &impl FontTableProvider) -> Result<Vec<String>, ParseError> {
    let data = tables.read_table_data(tag::NAME)?;
    let table = ReadScope::new(&data).read::<NameTable>()?;
    let mut names: Vec<String> = Vec::new();
    for wanted in NAMES {
        for record in &table.name_records {
            let is_unicode = matches!(record.platform_id, 0 | 3);
            if record.name_id != wanted || !is_unicode {
                continue;
            }
            let (offset, length) = (usize::from(record.offset), usize::from(record.length));
            let bytes = table.string_storage.offset_length(offset, length)?.data();
            let units = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            let name = String::from_utf16_lossy(&units.collect::<Vec<_>>());
            if !name.trim().is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
    }
    Ok(names)
}

fn embedding(tables: &impl FontTableProvider) -> Result<Embedding, ParseError> {
    let data = tables.read_table_data(tag::OS_2)?;
    let bits = ReadScope::new(&data).read_dep::<Os2>(data.len())?.fs_type;
    // Bits that exclude one another are set in some fonts: then the least restrictive one counts.
    Ok(match bits & USAGE {
        RESTRICTED => Embedding::Forbidden,
        _ if bits & WHOLE_OR_BITMAPS != 0 => Embedding::WholeOnly,
        _ => Embedding::Allowed,
    })
}
