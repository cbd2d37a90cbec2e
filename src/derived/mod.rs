//! Derived files: what is made from files of the paper, published in their place, and kept so that it is made once.

mod workshop;

use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::photograph::Print;
use crate::share_picture::SharePicture;
use crate::source::SourcePath;
use crate::typeface::Subset;
pub(crate) use workshop::Workshop;

/// A file that is made from another one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DerivedFile {
    /// A print of a photograph.
    Print(Print),
    /// The letters of a font that are used.
    Subset(Subset),
    /// A picture of a headline.
    SharePicture(SharePicture),
}

impl DerivedFile {
    /// The file that it is made from, and the digest of that file's contents.
    pub(crate) fn source(&self) -> (&SourcePath, Digest) {
        match self {
            Self::Print(print) => (&print.source, print.contents),
            Self::Subset(subset) => (&subset.source, subset.contents),
            Self::SharePicture(picture) => (&picture.source, picture.contents),
        }
    }

    /// The folder of the cache in which it is kept.
    fn folder(&self) -> &'static str {
        match self {
            Self::Print(_) => "prints",
            Self::Subset(_) => "fonts",
            Self::SharePicture(_) => "share",
        }
    }

    /// The name under which it is kept there; it begins with the digest of the source.
    fn name(&self) -> String {
        match self {
            Self::Print(print) => print.name(),
            Self::Subset(subset) => format!("{}-{}", subset.contents, subset.digest()),
            Self::SharePicture(picture) => format!("{}-{}", picture.contents, picture.digest()),
        }
    }
}
