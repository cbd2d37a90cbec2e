//! Typefaces: the fonts that the paper names, and the subsets of them that readers get.
//!
//! A Chinese font has twenty million bytes; the letters of an edition's headlines are a hundred thousand of them.

mod look;
mod outlines;
mod subset;
mod woff2;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::source::SourcePath;
pub(crate) use look::look;
pub(crate) use outlines::{Letter, Stroke, letters};
pub(crate) use subset::web_font;

/// What the names of fonts end in that can be cut.
pub(crate) const ENDINGS: [&str; 4] = ["ttf", "otf", "ttc", "otc"];
/// The most bytes of a font that is read.
pub(crate) const MOST_BYTES: u64 = 64 << 20;
/// Which way of making subsets this is: those of another way are made again.
const RECIPE: u32 = 1;

/// What is known of a font file: its faces. A collection has several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FontFile {
    /// The faces, in their order.
    pub faces: Vec<FontFace>,
    /// Which characters faces have. The faces of a collection mostly have the same.
    coverages: Vec<Coverage>,
}

/// A face of a font file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FontFace {
    /// Its full name, and then its other names and those of its family.
    pub names: Vec<String>,
    /// Whether it has axes, such as a weight to choose.
    pub is_variable: bool,
    /// What its licence says about embedding.
    pub embedding: Embedding,
    /// The index of its coverage.
    coverage: usize,
}

/// What the licence bits of a font (`fsType` in its table `OS/2`) say about embedding it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Embedding {
    /// It may be embedded.
    Allowed,
    /// It must not be embedded without the owner's leave.
    Forbidden,
    /// It may be embedded, but only as a whole.
    WholeOnly,
}

/// Characters: the first and the last of each run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Coverage(Vec<(u32, u32)>);

/// The letters of a face that readers get.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Subset {
    /// The font file.
    pub source: SourcePath,
    /// The digest of its contents.
    pub contents: Digest,
    /// The face, from 0.
    pub face: usize,
    /// The characters, in order and each once.
    pub characters: Arc<str>,
}

impl FontFile {
    /// Whether a face has a character.
    #[must_use]
    pub(crate) fn has(&self, face: usize, character: char) -> bool {
        let coverage = self.faces.get(face).and_then(|face| self.coverages.get(face.coverage));
        coverage.is_some_and(|coverage| coverage.has(character))
    }

    /// The face of this name; without a name the only one there is.
    #[must_use]
    pub(crate) fn face(&self, name: Option<&str>) -> Option<usize> {
        let Some(name) = name else { return (self.faces.len() == 1).then_some(0) };
        let is_named =
            |face: &FontFace| face.names.iter().any(|known| known.eq_ignore_ascii_case(name.trim()));
        self.faces.iter().position(is_named)
    }
}

impl Coverage {
    fn has(&self, character: char) -> bool {
        let character = u32::from(character);
        let next = self.0.partition_point(|(first, _)| *first <= character);
        next.checked_sub(1).is_some_and(|run| self.0[run].1 >= character)
    }

    /// The coverage of characters, which may come in any order.
    fn of(mut characters: Vec<u32>) -> Self {
        characters.sort_unstable();
        let mut runs: Vec<(u32, u32)> = Vec::new();
        for character in characters {
            match runs.last_mut() {
                Some((_, last)) if character <= *last + 1 => *last = character,
                _ => runs.push((character, character)),
            }
        }
        Self(runs)
    }
}

impl Subset {
    /// The digest of all that the subset is made from.
    #[must_use]
    pub(crate) fn digest(&self) -> Digest {
        Digest::of(format!("{} {} {RECIPE} {}", self.contents, self.face, self.characters).as_bytes())
    }
}
