//! What is known while a Word file is read: its styles, what has been read so far, what was set aside.

use std::collections::BTreeMap;

use super::DocxNotes;
use super::numbering::Numberings;
use super::styles::Styles;
use crate::import::manuscript::{Manuscript, SetAside, Strand};
use crate::import::xml::XmlElement;
use crate::words::Remark;
use crate::words::import as words;

/// Reads a file of Word part by part.
pub(super) struct DocxReader<'d> {
    pub styles: &'d Styles,
    pub numberings: Numberings,
    /// Where links lead, by id.
    pub links: &'d BTreeMap<String, String>,
    pub manuscript: Manuscript,
    /// The index of each note, by kind and id.
    pub note_indexes: BTreeMap<String, usize>,
    /// The links to the pictures, in order.
    pub pictures: Vec<(String, String)>,
    /// The number of the paragraph that is read.
    pub line: usize,
    /// The empty paragraphs before it.
    pub gap: usize,
    /// How many insertions were taken.
    pub inserted: usize,
}

impl<'d> DocxReader<'d> {
    pub(super) fn new(
        styles: &'d Styles,
        numberings: Numberings,
        links: &'d BTreeMap<String, String>,
    ) -> Self {
        let (manuscript, note_indexes, pictures) = (Manuscript::default(), BTreeMap::new(), Vec::new());
        Self { styles, numberings, links, manuscript, note_indexes, pictures, line: 0, gap: 0, inserted: 0 }
    }

    /// The manuscript, and the parts that hold its pictures, each with its description.
    pub(super) fn finish(mut self) -> (Manuscript, Vec<(String, String)>) {
        if self.inserted > 0 {
            self.aside(words::insertions(self.inserted), String::new());
        }
        let target = |(id, alt): (String, String)| {
            let target = self.links.get(&id).map_or("", |target| target.trim_start_matches('/'));
            let is_whole = target.starts_with("word/");
            (if is_whole { target.to_owned() } else { format!("word/{target}") }, alt)
        };
        (self.manuscript, self.pictures.into_iter().map(target).collect())
    }

    pub(super) fn aside(&mut self, what: Remark, text: String) {
        self.manuscript.aside.push(SetAside { line: self.line, what, text });
    }

    pub(super) fn take_notes(&mut self, notes: DocxNotes) {
        for (id, strands) in notes {
            self.note_indexes.insert(id, self.manuscript.notes.len());
            self.manuscript.notes.push(strands);
        }
    }

    pub(super) fn note_index(&self, id: &str) -> Option<usize> {
        self.note_indexes.get(id).copied()
    }
}

/// What a paragraph holds, as it is read.
#[derive(Debug, Default)]
pub(super) struct ParagraphContents {
    pub strands: Vec<Strand>,
    /// The ids of its pictures, each with its description.
    pub pictures: Vec<(String, String)>,
    /// The size of each run's letters, if the run has one of its own.
    pub sizes: Vec<Option<u16>>,
}

/// Of alternatives, the one for new programs: never both.
pub(super) fn chosen(element: &XmlElement) -> Option<&XmlElement> {
    element.element("mc:Choice").or_else(|| element.element("mc:Fallback"))
}
