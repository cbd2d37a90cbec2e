//! The package of a Word file: its parts, what kind each is, and how they refer to one another. The same parts give the same bytes.

use std::io::{Cursor, Write};

use zip::ZipWriter;

use super::xml::{PartLink, WordPart};
use crate::archive;

/// The start of the names of types of references.
const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
/// The start of the names of contents.
const CONTENTS: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

/// The parts of a Word file.
#[derive(Default)]
pub(super) struct WordPackage {
    files: Vec<(String, Vec<u8>)>,
    /// The name of each part and its content type.
    types: Vec<(String, String)>,
}

impl WordPackage {
    /// Adds a part, with the word for the kind of its contents.
    pub(super) fn add(&mut self, file: &str, kind: &str, part: WordPart) {
        if !part.links.is_empty() {
            self.files.push((format!("word/_rels/{file}.rels"), relationships(&part.links)));
        }
        self.types.push((format!("/word/{file}"), format!("{CONTENTS}{kind}+xml")));
        self.files.push((format!("word/{file}"), part.into_bytes()));
    }

    /// Adds a picture.
    pub(super) fn add_picture(&mut self, file: &str, bytes: Vec<u8>) {
        self.files.push((format!("word/{file}"), bytes));
    }

    /// The file, with its title.
    pub(super) fn zipped(self, title: &str, paper: &str) -> Vec<u8> {
        const CORE: &str = "application/vnd.openxmlformats-package.core-properties+xml";
        let Self { files, mut types, .. } = self;
        types.push(("/docProps/core.xml".to_owned(), CORE.to_owned()));
        let options = archive::file_options();
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let first = [
            ("[Content_Types].xml".to_owned(), content_types(&types)),
            ("_rels/.rels".to_owned(), roots()),
            ("docProps/core.xml".to_owned(), core(title, paper)),
        ];
        for (name, bytes) in first.into_iter().chain(files) {
            zip.start_file(name, options).expect("a name is used once");
            zip.write_all(&bytes).expect("writing to memory does not fail");
        }
        zip.finish().expect("writing to memory does not fail").into_inner()
    }
}

/// The list of the parts and what each is.
fn content_types(types: &[(String, String)]) -> Vec<u8> {
    const ENDINGS: [(&str, &str); 6] = [
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
        ("png", "image/png"),
        ("jpg", "image/jpeg"),
        ("gif", "image/gif"),
        ("bmp", "image/bmp"),
    ];
    let names = [("xmlns", "http://schemas.openxmlformats.org/package/2006/content-types")];
    let part = WordPart::with("Types", &names, |part| {
        for (ending, kind) in ENDINGS {
            part.mark("Default", &[("Extension", ending), ("ContentType", kind)]);
        }
        for (name, kind) in types {
            part.mark("Override", &[("PartName", name), ("ContentType", kind)]);
        }
    });
    part.into_bytes()
}

/// What a part refers to.
fn relationships(links: &[PartLink]) -> Vec<u8> {
    let all = links.iter().map(|link| (format!("{KINDS}{}", link.kind), &*link.target, link.is_outside));
    references(&all.collect::<Vec<_>>())
}

/// What the package itself refers to: its main part, and its title.
fn roots() -> Vec<u8> {
    const CORE: &str =
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    references(&[
        (format!("{KINDS}officeDocument"), "word/document.xml", false),
        (CORE.to_owned(), "docProps/core.xml", false),
    ])
}

fn references(links: &[(String, &str, bool)]) -> Vec<u8> {
    let names = [("xmlns", "http://schemas.openxmlformats.org/package/2006/relationships")];
    let part = WordPart::with("Relationships", &names, |part| {
        for ((kind, target, is_outside), number) in links.iter().zip(1..) {
            let id = format!("rId{number}");
            let mut attributes = vec![("Id", id.as_str()), ("Type", kind), ("Target", target)];
            if *is_outside {
                attributes.push(("TargetMode", "External"));
            }
            part.mark("Relationship", &attributes);
        }
    });
    part.into_bytes()
}

/// The title of the file and the paper that it belongs to. It has no date: the same story gives the same bytes.
fn core(title: &str, paper: &str) -> Vec<u8> {
    let names = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ];
    let part = WordPart::with("cp:coreProperties", &names, |part| {
        for (name, text) in [("dc:title", title), ("dc:creator", paper)] {
            part.text_element(name, text);
        }
    });
    part.into_bytes()
}
