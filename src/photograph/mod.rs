//! Photographs as readers get them: prints of several widths of those that are shown, and those that are attached without the place
//! where they were taken.
//!
//! A drawing is shown as it is: it is small, and its lines would suffer.

mod attached;
mod bare;
mod developed;
mod look;
mod prints;

use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::source::SourcePath;
pub(crate) use attached::{ForReaders, bytes_for_readers, for_readers};
pub(crate) use developed::{Developed, develop};
pub(crate) use look::look;

/// The most pixels of a picture: no camera of a newspaper has as many, and to open more would take the memory of the machine.
pub(crate) const MOST_PIXELS: u64 = 100_000_000;
/// The most bytes of a photograph that is developed.
pub(crate) const MOST_BYTES: u64 = 100 << 20;
/// The bytes from which a picture is said to be heavy.
pub(crate) const HEAVY: u64 = 20 << 20;

/// The format of a photograph, which its prints have too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PhotoFormat {
    Jpeg,
    Png,
}

/// What is known of a photograph before it is developed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Photograph {
    pub format: PhotoFormat,
    /// Whether readers may have the file as it is: it is light, stands upright, and tells nothing of its camera.
    pub is_bare: bool,
}

/// A print of a photograph that is wanted.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Print {
    /// The photograph.
    pub source: SourcePath,
    /// The digest of its contents.
    pub contents: Digest,
    /// In pixels.
    pub width: u32,
}

impl Print {
    /// What changes in the name of a print whenever the print does.
    pub(crate) fn fingerprint(&self) -> String {
        Digest::of(format!("{} {}", self.contents, prints::RECIPE).as_bytes()).short()
    }

    /// What tells it from every other print: it begins with the digest of the photograph.
    pub(crate) fn name(&self) -> String {
        format!("{}-{}-{}", self.contents, self.width, prints::RECIPE)
    }
}

impl PhotoFormat {
    /// What the names of its files end in.
    pub(crate) fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }
}

/// The widths of the prints of a photograph, narrowest first; none if it is shown as it is. `usual` are those that the theme uses:
/// a photograph is never enlarged.
#[must_use]
pub(crate) fn widths(photograph: Photograph, width: u32, usual: &[u32]) -> Vec<u32> {
    let (Some(narrowest), Some(widest)) = (usual.iter().min(), usual.iter().max()) else {
        return if photograph.is_bare { Vec::new() } else { vec![width] };
    };
    if photograph.is_bare && width <= *narrowest {
        return Vec::new();
    }
    let mut widths: Vec<u32> = usual.iter().copied().filter(|usual| *usual < width).collect();
    if width <= *widest {
        widths.push(width);
    }
    widths.sort_unstable();
    widths.dedup();
    widths
}
