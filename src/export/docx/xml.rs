//! A part of a Word file: its XML, and what it refers to in other parts or outside.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// A part that is being written.
pub(super) struct WordPart {
    writer: Writer<Vec<u8>>,
    /// What it refers to, in the order of its numbers.
    pub links: Vec<PartLink>,
}

/// A reference of a part.
#[derive(Clone, Debug)]
pub(super) struct PartLink {
    /// The last piece of its type: `image`, `hyperlink`.
    pub kind: &'static str,
    pub target: String,
    pub is_outside: bool,
}

/// The names of the vocabularies that parts use.
const NAMES: [(&str, &str); 5] = [
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
];

impl WordPart {
    /// A part of the text, whose root has this name.
    pub(super) fn of(root: &str, fill: impl FnOnce(&mut Self)) -> Self {
        Self::with(root, &NAMES, fill)
    }

    /// A part with a root and its attributes.
    pub(super) fn with(root: &str, attributes: &[(&str, &str)], fill: impl FnOnce(&mut Self)) -> Self {
        let mut part = Self { writer: Writer::new(Vec::new()), links: Vec::new() };
        part.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))));
        part.element(root, attributes, fill);
        part
    }

    /// Its bytes.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.writer.into_inner()
    }

    /// Writes an element with what `fill` writes in it.
    pub(super) fn element(&mut self, name: &str, attributes: &[(&str, &str)], fill: impl FnOnce(&mut Self)) {
        let start = BytesStart::new(name).with_attributes(attributes.iter().copied());
        self.event(Event::Start(start));
        fill(self);
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// Writes an empty element.
    pub(super) fn mark(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let start = BytesStart::new(name).with_attributes(attributes.iter().copied());
        self.event(Event::Empty(start));
    }

    /// Writes an empty element with a value: `<w:jc w:val="center"/>`.
    pub(super) fn value(&mut self, name: &str, value: &str) {
        self.mark(name, &[("w:val", value)]);
    }

    /// Writes an element with words: `<w:t>…</w:t>`. Characters that XML cannot hold are in no text that is read.
    pub(super) fn words(&mut self, name: &str, words: &str) {
        self.element(name, &[("xml:space", "preserve")], |part| {
            part.event(Event::Text(BytesText::new(words)));
        });
    }

    /// Writes an element with a text whose spaces do not matter.
    pub(super) fn text_element(&mut self, name: &str, text: &str) {
        self.element(name, &[], |part| part.event(Event::Text(BytesText::new(text))));
    }

    /// Adds a reference, and returns its id.
    pub(super) fn link(&mut self, kind: &'static str, target: &str, is_outside: bool) -> String {
        self.links.push(PartLink { kind, target: target.to_owned(), is_outside });
        format!("rId{}", self.links.len())
    }

    fn event(&mut self, event: Event) {
        self.writer.write_event(event).expect("writing to memory does not fail");
    }
}
