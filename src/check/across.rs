//! Across: what the rules that compare stories need of each of them. It is computed once for a story, however often the paper is
//! read.

use std::hash::BuildHasher;
use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::FxBuildHasher;

use super::characters::is_letter;
use super::names;
use crate::galley::{Galley, Line};
use crate::model::passage::Role;

/// The fewest characters of a paragraph whose repetition is not chance.
const LONG: usize = 40;
/// The characters of a shingle.
const SHINGLE: usize = 4;
/// The hashes in a signature.
const SIGNS: usize = 8;
/// Beginnings of paragraphs that are repeated above many stories on purpose.
const NOTES: [&str; 3] = ["编者按", "【编者按", "开栏的话"];

/// The parts of a story that are compared with other stories.
#[derive(Debug, Default)]
pub struct Across {
    paragraphs: OnceLock<Vec<ParagraphSigns>>,
    organisations: OnceLock<Vec<NamedAt>>,
}

/// A long paragraph, as it is compared with others.
#[derive(Debug)]
pub(crate) struct ParagraphSigns {
    /// Which line of the galley it is.
    pub line: usize,
    /// The hash of its letters and digits.
    pub whole: u64,
    /// The few smallest hashes of its shingles: nearly equal paragraphs share some of them, different ones share none.
    pub signs: Box<[u64]>,
}

/// A name of an organisation.
#[derive(Debug)]
pub(crate) struct NamedAt {
    /// The line of the galley in which it stands.
    pub line: usize,
    pub range: Range<usize>,
}

impl Across {
    /// The long paragraphs of the story.
    pub(crate) fn paragraphs(&self, galley: &Galley) -> &[ParagraphSigns] {
        self.paragraphs.get_or_init(|| {
            let lines = galley.lines.iter().enumerate();
            lines.filter(|(_, line)| is_long(line)).map(|(place, line)| signs_of(place, line)).collect()
        })
    }

    /// The names of organisations in the story.
    pub(crate) fn organisations(&self, galley: &Galley) -> &[NamedAt] {
        self.organisations.get_or_init(|| {
            let lines = galley.lines.iter().enumerate();
            let names = lines.flat_map(|(place, line)| {
                names::organisations(&line.text).map(move |range| NamedAt { line: place, range })
            });
            names.collect()
        })
    }
}

/// Whether a line is a paragraph or an item whose repetition is not chance.
pub(crate) fn is_long(line: &Line) -> bool {
    matches!(line.role, Role::Paragraph | Role::Item)
        && line.text.chars().nth(LONG - 1).is_some()
        && !NOTES.iter().any(|note| line.text.starts_with(note))
}

/// The letters and digits of a text, without marks and spaces.
pub(crate) fn letters_of(text: &str) -> Vec<char> {
    text.chars().filter(|character| is_letter(*character)).collect()
}

fn signs_of(place: usize, line: &Line) -> ParagraphSigns {
    let letters = letters_of(&line.text);
    let mut signs: Vec<u64> =
        letters.windows(SHINGLE).map(|shingle| FxBuildHasher.hash_one(shingle)).collect();
    signs.sort_unstable();
    signs.dedup();
    signs.truncate(SIGNS);
    ParagraphSigns { line: place, whole: FxBuildHasher.hash_one(&letters), signs: signs.into() }
}
