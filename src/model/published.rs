//! Published files: those that are copied, and the photographs among them that are printed.

use std::ops::Deref;

use super::draft::Carried;
use crate::photograph::Print;

/// A file that is published: itself, or prints of it, or both.
#[derive(Clone, Debug)]
pub struct PublishedFile {
    /// The file.
    pub file: Carried,
    /// The widths of the prints of a photograph that is shown, narrowest first.
    pub prints: Vec<u32>,
    /// Whether the file itself is published.
    pub is_attached: bool,
}

impl PublishedFile {
    /// The print of this width.
    #[must_use]
    pub(crate) fn print(&self, width: u32) -> Print {
        Print { source: self.path.clone(), contents: self.version, width }
    }
}

impl Deref for PublishedFile {
    type Target = Carried;

    fn deref(&self) -> &Carried {
        &self.file
    }
}
