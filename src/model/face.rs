//! Faces: in which fonts the paper sets its name and its headlines, and the letters that readers get for it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::edition::EditionKey;
use crate::digest::Digest;
use crate::source::{Place, SourcePath};
use crate::typeface::Subset;

/// What a font is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FontRole {
    /// 报头
    Nameplate,
    /// 标题
    Headline,
}

impl FontRole {
    /// Every role.
    pub(crate) const ALL: [Self; 2] = [Self::Nameplate, Self::Headline];

    /// The key in `site.yaml`.
    #[must_use]
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Nameplate => "nameplate",
            Self::Headline => "headline",
        }
    }

    /// The name by which style sheets set type in it. Where no letters of it come with a document, a style sheet's next face counts.
    #[must_use]
    pub(crate) fn family(self) -> &'static str {
        match self {
            Self::Nameplate => "paper-nameplate",
            Self::Headline => "paper-headline",
        }
    }
}

/// A font that the paper names.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FontSetting {
    /// What it is for.
    pub role: FontRole,
    /// The file, as written: relative to `content/`.
    pub written: String,
    /// The file.
    pub file: SourcePath,
    /// Where the file is written.
    pub at: Place,
    /// The face of a collection, and where it is written.
    pub face: Option<(String, Place)>,
    /// Where the role is written.
    pub key_at: Place,
}

/// The faces of the paper.
#[derive(Clone, Debug, Default)]
pub struct Faces {
    /// By name: `nameplate`, and the headlines of an edition by its key, those of other stories and pages by the number of their bucket.
    pub by_name: BTreeMap<String, PaperFace>,
    /// Among how many buckets the headlines that are in no edition are divided.
    pub buckets: u64,
}

/// The letters of a font in one use of it.
#[derive(Clone, Debug)]
pub struct PaperFace {
    /// What the font is for.
    pub role: FontRole,
    /// The letters.
    pub subset: Subset,
}

/// About how many headlines share a bucket: a reader who opens one story gets the letters of all.
const BUCKET: usize = 24;

impl Faces {
    /// The name of the paper's own face.
    pub(crate) const NAMEPLATE: &str = "nameplate";

    /// Among how many buckets so many headlines are divided. It is a power of two, so that it seldom changes.
    #[must_use]
    pub(crate) fn buckets(headlines: usize) -> u64 {
        headlines.div_ceil(BUCKET).next_power_of_two() as u64
    }

    /// The name of the face of a headline that is in an edition, or in none: then it is always in the same bucket.
    #[must_use]
    pub(crate) fn of_headline(&self, edition: Option<&EditionKey>, path: &SourcePath) -> String {
        edition.map_or_else(
            || format!("other-{}", Digest::of(path.as_str().as_bytes()).remainder(self.buckets.max(1)) + 1),
            EditionKey::to_string,
        )
    }
}
