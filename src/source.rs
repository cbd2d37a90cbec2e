//! Where something was written: paths, byte spans, and the line and column of a byte.

use std::borrow::Borrow;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// The path of a source below the paper's root, always with `/`: `content/editions/2025-11-20/lamp.md`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// A path as the tool spells it.
    #[must_use]
    pub fn new(path: &str) -> Self {
        Self(path.into())
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Everything before the last `/`; empty at the top.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Everything after the last `/`.
    #[must_use]
    pub fn file_name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&*self.0, |(_, name)| name)
    }

    /// The file name without its ending.
    #[must_use]
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// Whether the file name ends so, in whatever case: `NOTES.MD` is a story too.
    #[must_use]
    pub fn has_ending(&self, endings: &[&str]) -> bool {
        let ending = self.file_name().rsplit_once('.').map_or("", |(_, ending)| ending);
        endings.iter().any(|wanted| ending.eq_ignore_ascii_case(wanted))
    }

    /// The path and the anchor that a link written in this file names, percent signs and `#` resolved.
    #[must_use]
    pub fn follow(&self, destination: &str) -> (Option<Self>, Option<String>) {
        let decode = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned();
        let (path, anchor) = match destination.split_once('#') {
            Some((path, anchor)) => (path, Some(decode(anchor))),
            None => (destination, None),
        };
        let path = if path.is_empty() { Some(self.clone()) } else { self.join(&decode(path)) };
        (path, anchor)
    }

    /// The path that `relative` names when written in this file; `None` when it climbs out of the paper.
    #[must_use]
    pub fn join(&self, relative: &str) -> Option<Self> {
        let mut pieces: Vec<&str> = self.folder().split('/').filter(|piece| !piece.is_empty()).collect();
        for piece in relative.split('/') {
            match piece {
                "" | "." => {}
                ".." => drop(pieces.pop()?),
                name => pieces.push(name),
            }
        }
        Some(Self::new(&pieces.join("/")))
    }
}

impl Borrow<str> for SourcePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A range of bytes of a source's text, which is read without byte order mark and with `\n` line ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The bytes from `start` up to `end`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// The same stretch, `offset` bytes further on: from a part of a file to the whole.
    #[must_use]
    pub fn shifted(self, offset: usize) -> Self {
        Self { start: self.start + offset, end: self.end + offset }
    }

    /// Whether another stretch lies in it.
    #[must_use]
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// As a range, for slicing.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// A stretch of one source.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The file.
    pub path: SourcePath,
    /// The bytes of it.
    pub span: Span,
}

impl Place {
    /// `span` of `path`.
    #[must_use]
    pub fn new(path: &SourcePath, span: Span) -> Self {
        Self { path: path.clone(), span }
    }
}

/// The line and column of byte `offset` in `text`, both from 1; columns count characters.
#[must_use]
pub fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(offset)];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

/// The longest piece of an address; file systems allow 255 bytes for a name, and Windows 260 for a whole path.
const ADDRESS_LIMIT: usize = 80;

/// Whether `name` can be an address on every system: ASCII letters, digits, `.`, `_` and `-`, no device's name.
#[must_use]
pub fn is_address(name: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    !name.is_empty()
        && name.len() <= ADDRESS_LIMIT
        && name.bytes().all(fits)
        && !name.starts_with(['-', '.'])
        && !name.ends_with('.')
        && !is_device(name)
}

/// The names that Windows keeps for devices, with any ending.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).to_ascii_lowercase();
    let numbered = |prefix: &str| {
        stem.strip_prefix(prefix)
            .is_some_and(|digit| digit.len() == 1 && digit.bytes().all(|byte| byte.is_ascii_digit()))
    };
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        assert_eq!(line_and_column("甲\n乙丙丁", "甲\n乙丙".len()), (2, 3));
    }

    #[test]
    fn a_relative_path_may_not_climb_out_of_the_paper() {
        let here = SourcePath::new("content/editions/a.md");
        assert_eq!(here.join("../pages/./b.md").unwrap().as_str(), "content/pages/b.md");
        assert_eq!(here.join("../../../etc/passwd"), None);
    }
}
