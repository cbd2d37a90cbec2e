//! Word (`.docx`) → a manuscript. Headings are known by the names of their styles; what a story cannot hold is listed.

mod body;
mod numbering;
mod pictures;
mod reader;
mod runs;
mod styles;

use std::collections::BTreeMap;

use super::manuscript::{Manuscript, SetAside, Strand};
use super::package::{NoPart, Package};
use super::xml::XmlElement;
use crate::words::Remark;
use crate::words::import as words;
use numbering::Numberings;
use reader::DocxReader;
use styles::Styles;

/// Whether an office file is of Word.
#[must_use]
pub(super) fn is_one(package: &Package) -> bool {
    package
        .names()
        .iter()
        .any(|name| name.starts_with("word/document") && name.strip_suffix(".xml").is_some())
}

/// Reads a file of Word.
pub(super) fn read(package: &mut Package) -> Result<Manuscript, Remark> {
    let main = main_part(package);
    let document = package.xml(&main).map_err(|_| words::damaged())?;
    let optional = |part: Result<XmlElement, NoPart>| match part {
        Ok(part) => Ok(Some(part)),
        Err(NoPart::Absent) => Ok(None),
        Err(NoPart::Unreadable) => Err(words::damaged()),
    };
    let styles = Styles::of(optional(package.xml("word/styles.xml"))?.as_ref());
    let numberings = Numberings::of(optional(package.xml("word/numbering.xml"))?.as_ref());
    let links = package.links(&main).map_err(|_| words::damaged())?.into_iter();
    let links = links.map(|link| (link.id, link.target)).collect();
    let mut reader = DocxReader::new(&styles, numberings, &links);
    let mut notes = BTreeMap::new();
    for (part, name, kind) in
        [("word/footnotes.xml", "w:footnote", 'f'), ("word/endnotes.xml", "w:endnote", 'e')]
    {
        let Some(part) = optional(package.xml(part))? else { continue };
        for note in part.all(name).into_iter().filter(|note| note.attribute("w:type").is_none()) {
            let id = note.attribute("w:id").unwrap_or_default();
            notes.insert(format!("{kind}{id}"), reader.note(note));
        }
    }
    reader.take_notes(notes);
    let body = document.element("w:body").ok_or_else(words::damaged)?;
    reader.blocks(body);
    let (mut manuscript, wanted) = reader.finish();
    pictures::bring(package, &mut manuscript, wanted);
    set_aside(package, &mut manuscript)?;
    manuscript.has_paragraphs = true;
    Ok(manuscript)
}

/// The part that holds the text, as the package itself says.
fn main_part(package: &mut Package) -> String {
    let links = package.links("").unwrap_or_default();
    let main = links.iter().find(|link| link.kind.ends_with("/officeDocument"));
    main.map_or_else(|| "word/document.xml".to_owned(), |main| main.part(""))
}

/// Lists headers, footers and comments.
fn set_aside(package: &mut Package, manuscript: &mut Manuscript) -> Result<(), Remark> {
    for name in package.names() {
        let what = match name.strip_prefix("word/") {
            Some(part) if part.starts_with("header") || part.starts_with("footer") => words::header(),
            Some("comments.xml") => words::comment(),
            _ => continue,
        };
        let part = package.xml(&name).map_err(|_| words::damaged())?;
        let texts = if name.ends_with("comments.xml") { part.all("w:comment") } else { vec![&part] };
        for text in texts {
            let paragraphs: Vec<String> =
                text.all("w:p").iter().map(|paragraph| paragraph.text_of("w:t")).collect();
            let text = paragraphs.join(" ").trim().to_owned();
            if !text.is_empty() {
                manuscript.aside.push(SetAside { line: 0, what: what.clone(), text });
            }
        }
    }
    Ok(())
}

/// The notes of a document, by kind and id: each is some strands.
type DocxNotes = BTreeMap<String, Vec<Strand>>;
