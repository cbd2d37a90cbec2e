//! Outlines: the letters of a face as paths, to draw them.

use std::io;

use allsorts::Font;
use allsorts::binary::read::ReadScope;
use allsorts::cff::CFF;
use allsorts::cff::cff2::CFF2;
use allsorts::cff::outline::{CFF2Outlines, CFFOutlines};
use allsorts::error::ParseError;
use allsorts::font::MatchingPresentation;
use allsorts::outline::{OutlineBuilder, OutlineSink};
use allsorts::pathfinder_geometry::line_segment::LineSegment2F;
use allsorts::pathfinder_geometry::vector::Vector2F;
use allsorts::tables::glyf::{GlyfVisitorContext, LocaGlyf};
use allsorts::tables::loca::{LocaTable, owned};
use allsorts::tables::{FontTableProvider, OffsetTableFontProvider, OpenTypeFont};
use allsorts::tag;
use rustc_hash::FxHashMap;

use super::subset::failed;
use crate::isolate::attempt;

/// A letter, in ems: its origin lies on the base line, and y grows upwards.
#[derive(Clone, Debug, Default)]
pub(crate) struct Letter {
    pub advance: f32,
    pub outline: Vec<Stroke>,
}

/// A piece of an outline: its control points, and the point to which it leads.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Stroke {
    Move([f32; 2]),
    Line([f32; 2]),
    Quadratic([f32; 2], [f32; 2]),
    Cubic([f32; 2], [f32; 2], [f32; 2]),
    Close,
}

/// The letters of a face that stand for some characters.
///
/// # Errors
/// If the font is damaged where nobody had looked.
pub(crate) fn letters(
    bytes: &[u8],
    face: usize,
    characters: impl Iterator<Item = char>,
) -> io::Result<FxHashMap<char, Letter>> {
    attempt(|| drawn(bytes, face, characters).map_err(failed)).map_err(failed)?
}

fn drawn(
    bytes: &[u8],
    face: usize,
    characters: impl Iterator<Item = char>,
) -> Result<FxHashMap<char, Letter>, ParseError> {
    let tables = ReadScope::new(bytes).read::<OpenTypeFont>()?.table_provider(face)?;
    let mut font = Font::new(tables)?;
    let em = f32::from(font.head_table.units_per_em.max(1));
    let mut letters: FxHashMap<char, (u16, Letter)> = FxHashMap::default();
    for character in characters {
        let (glyph, _) = font.lookup_glyph_index(character, MatchingPresentation::NotRequired, None);
        let advance = f32::from(font.horizontal_advance(glyph).unwrap_or_default()) / em;
        letters.insert(character, (glyph, Letter { advance, outline: Vec::new() }));
    }
    outline(&font, &mut letters, em)?;
    Ok(letters.into_iter().map(|(character, (_, letter))| (character, letter)).collect())
}

/// Fills in the outlines of letters, by their glyphs.
fn outline(
    font: &Font<OffsetTableFontProvider>,
    letters: &mut FxHashMap<char, (u16, Letter)>,
    em: f32,
) -> Result<(), ParseError> {
    let tables = &font.font_table_provider;
    let mut all = letters.values_mut();
    if tables.has_table(tag::CFF) {
        let data = tables.read_table_data(tag::CFF)?;
        let table = ReadScope::new(&data).read::<CFF>()?;
        let mut glyphs = CFFOutlines { table: &table };
        return all.try_for_each(|(glyph, letter)| letter.trace(*glyph, &mut glyphs, em));
    }
    if tables.has_table(tag::CFF2) {
        let data = tables.read_table_data(tag::CFF2)?;
        let table = ReadScope::new(&data).read::<CFF2>()?;
        let mut glyphs = CFF2Outlines { table: &table };
        return all.try_for_each(|(glyph, letter)| letter.trace(*glyph, &mut glyphs, em));
    }
    let places = tables.read_table_data(tag::LOCA)?;
    let form = (font.maxp_table.num_glyphs, font.head_table.index_to_loc_format);
    let places = ReadScope::new(&places).read_dep::<LocaTable>(form)?;
    let outlines = tables.read_table_data(tag::GLYF)?;
    let mut outlines = LocaGlyf::loaded(owned::LocaTable::from(&places), outlines.into());
    let mut glyphs = GlyfVisitorContext::new(&mut outlines, None);
    all.try_for_each(|(glyph, letter)| letter.trace(*glyph, &mut glyphs, em))
}

impl Letter {
    fn trace(&mut self, glyph: u16, glyphs: &mut impl OutlineBuilder, em: f32) -> Result<(), ParseError> {
        let mut pen = Pen { outline: &mut self.outline, em };
        glyphs.visit(glyph, None, &mut pen).map(drop).map_err(|_| ParseError::BadValue)
    }
}

/// Writes down an outline in ems.
struct Pen<'l> {
    outline: &'l mut Vec<Stroke>,
    em: f32,
}

impl Pen<'_> {
    fn point(&self, point: Vector2F) -> [f32; 2] {
        [point.x() / self.em, point.y() / self.em]
    }
}

impl OutlineSink for Pen<'_> {
    fn move_to(&mut self, to: Vector2F) {
        self.outline.push(Stroke::Move(self.point(to)));
    }

    fn line_to(&mut self, to: Vector2F) {
        self.outline.push(Stroke::Line(self.point(to)));
    }

    fn quadratic_curve_to(&mut self, control: Vector2F, to: Vector2F) {
        self.outline.push(Stroke::Quadratic(self.point(control), self.point(to)));
    }

    fn cubic_curve_to(&mut self, controls: LineSegment2F, to: Vector2F) {
        let (from, other) = (self.point(controls.from()), self.point(controls.to()));
        self.outline.push(Stroke::Cubic(from, other, self.point(to)));
    }

    fn close(&mut self) {
        self.outline.push(Stroke::Close);
    }
}
