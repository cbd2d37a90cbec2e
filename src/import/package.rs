//! An office file: a ZIP with parts in it, read within limits.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::xml::XmlElement;

/// The largest part, and the largest sum of parts, in bytes. The sizes that the file itself states are not trusted.
const PART: u64 = 64 << 20;
const WHOLE: u64 = 256 << 20;
/// The most entries.
const ENTRIES: usize = 10_000;

/// An open office file.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// How many bytes may still be read.
    left: u64,
}

/// A link from a part to another, or out of the package.
#[derive(Debug)]
pub(super) struct PackageLink {
    pub id: String,
    /// An address whose end tells what the target is: `…/comments`.
    pub kind: String,
    /// As written: for another part, below the folder of the part that links to it.
    pub target: String,
}

impl PackageLink {
    /// The part that a link leads to from a part: `../comments1.xml` from `xl/worksheets/sheet1.xml`.
    #[must_use]
    pub(super) fn part(&self, from: &str) -> String {
        if let Some(whole) = self.target.strip_prefix('/') {
            return whole.to_owned();
        }
        let mut steps: Vec<&str> = from.split('/').collect();
        steps.pop();
        for step in self.target.split('/') {
            match step {
                ".." => drop(steps.pop()),
                "." => {}
                step => steps.push(step),
            }
        }
        steps.join("/")
    }
}

/// Why a part is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoPart {
    Absent,
    /// It is damaged or too large.
    Unreadable,
}

impl<'b> Package<'b> {
    /// Opens an office file; `None` if it is no ZIP, or has too many entries.
    #[must_use]
    pub(super) fn open(bytes: &'b [u8]) -> Option<Self> {
        let archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
        (archive.len() <= ENTRIES).then_some(Self { archive, left: WHOLE })
    }

    /// The links of a part; those of the package itself, if its name is empty.
    pub(super) fn links(&mut self, part: &str) -> Result<Vec<PackageLink>, NoPart> {
        let (folder, name) = part
            .rsplit_once('/')
            .map_or((String::new(), part), |(folder, name)| (format!("{folder}/"), name));
        let links = match self.xml(&format!("{folder}_rels/{name}.rels")) {
            Err(NoPart::Absent) => return Ok(Vec::new()),
            links => links?,
        };
        let link = |link: &XmlElement| {
            let value = |name| link.attribute(name).unwrap_or_default().to_owned();
            PackageLink { id: value("Id"), kind: value("Type"), target: value("Target") }
        };
        Ok(links.elements().map(link).collect())
    }

    /// Whether there is a part of a name.
    #[must_use]
    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The names of the parts, sorted.
    #[must_use]
    pub(super) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> =
            self.archive.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect();
        names.sort_unstable();
        names
    }

    /// The contents of a part.
    pub(super) fn part(&mut self, name: &str) -> Result<Vec<u8>, NoPart> {
        if !self.has(name) {
            return Err(NoPart::Absent);
        }
        let limit = PART.min(self.left);
        let file = self.archive.by_name(name).map_err(|_| NoPart::Unreadable)?;
        let mut bytes = Vec::new();
        file.take(limit + 1).read_to_end(&mut bytes).map_err(|_| NoPart::Unreadable)?;
        if bytes.len() as u64 > limit {
            return Err(NoPart::Unreadable);
        }
        self.left -= bytes.len() as u64;
        Ok(bytes)
    }

    /// A part that is XML.
    pub(super) fn xml(&mut self, name: &str) -> Result<XmlElement, NoPart> {
        XmlElement::parse(&self.part(name)?).ok_or(NoPart::Unreadable)
    }

    /// Whether every part can be read within the limits.
    #[must_use]
    pub(super) fn is_within_limits(&mut self) -> bool {
        self.names().iter().all(|name| name.ends_with('/') || self.part(name).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_parts() {
        for (from, target, part) in [
            ("xl/worksheets/sheet1.xml", "../comments1.xml", "xl/comments1.xml"),
            ("xl/workbook.xml", "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl/workbook.xml", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("", "word/document.xml", "word/document.xml"),
        ] {
            let link = PackageLink { id: String::new(), kind: String::new(), target: target.to_owned() };
            assert_eq!(link.part(from), part, "{target}");
        }
    }
}
