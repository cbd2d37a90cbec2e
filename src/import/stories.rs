//! The bytes of a file → stories: everything that is done before the paper and the disk come in.

use std::collections::BTreeMap;
use std::path::Path;

use super::manuscript::{Manuscript, ManuscriptPart, SetAside, Strand};
use super::new_story::{ImportNote, LinedBlock, NewBlock, NewStory, NoteKind, ReceivingPaper};
use super::package::Package;
use super::sheet::{self, ReadSheet};
use super::sort::{Sorted, sort};
use super::{annexes, closing, columns, distribution, docx, encoding, form, run_in, text};
use crate::language::TextLanguage;
use crate::language::lookalikes::meant_in;
use crate::parse;
use crate::words::Remark;
use crate::words::import as words;

/// What a manuscript is made into.
#[derive(Debug)]
pub(super) struct Stories {
    pub stories: Vec<NewStory>,
    pub notes: Vec<ImportNote>,
    /// For its pictures and notes.
    pub manuscript: Manuscript,
}

/// Makes stories of a manuscript, for a paper.
#[must_use]
pub(super) fn stories(mut manuscript: Manuscript, stem: &str, paper: &ReceivingPaper) -> Stories {
    remove_strange(&mut manuscript);
    let radicals = replace_radicals(&mut manuscript, paper.language);
    let Sorted { mut stories, mut notes, .. } = sort(&manuscript, paper);
    notes.extend(radicals);
    let aside = |aside: &SetAside| {
        let (remark, text) = (aside.what.clone(), aside.text.clone());
        ImportNote { line: aside.line, kind: NoteKind::Aside, remark, text }
    };
    notes.extend(manuscript.aside.iter().map(aside));
    if let Some(last) = stories.last_mut() {
        distribution::take(last, &mut notes);
    }
    for story in &mut stories {
        annexes::join(story);
        columns::mend(story, &mut notes);
        run_in::set_bold(story, &mut notes);
        closing::take_byline(story, &mut notes);
        form::recognise(story, &mut notes);
        settle(story, stem, paper);
        notes.extend(story.blocks.iter().filter_map(doubt_of));
    }
    notes.sort_by_key(|note| note.line);
    Stories { stories, notes, manuscript }
}

/// What a story says to its editor is also on the list.
fn doubt_of(placed: &LinedBlock) -> Option<ImportNote> {
    let NewBlock::Doubt(remark, text) = &placed.block else { return None };
    let (remark, text) = (remark.clone(), text.clone());
    Some(ImportNote { line: placed.line, kind: NoteKind::Doubt, remark, text })
}

/// Fits a story into the paper: it has a headline, and no column that the paper does not have.
fn settle(story: &mut NewStory, stem: &str, paper: &ReceivingPaper) {
    if story.headline.is_none() {
        story.headline = Some(stem.to_owned());
        story.doubt(words::no_headline(), stem.to_owned());
    }
    if let Some(name) = story.column.take_if(|name| !paper.columns.contains(name)) {
        let is_printed = story.is_column_bare && story.kicker.is_none();
        let remark = if is_printed { words::label_as_kicker() } else { words::unknown_column(&name) };
        story.doubt(remark, name.clone());
        story.kicker = story.kicker.take().or(Some(name).filter(|_| is_printed));
    }
}

/// Takes out and lists the characters that no text may have: controls, and those for private use.
fn remove_strange(manuscript: &mut Manuscript) {
    let mut found = Vec::new();
    let mut clean = |line: usize, strands: &mut Vec<Strand>| {
        for strand in strands {
            strand.text = strand.text.replace('\t', " ");
            if strand.text.chars().any(|character| parse::text::refusal(character).is_some()) {
                let (kept, strange): (String, String) =
                    strand.text.chars().partition(|character| parse::text::refusal(*character).is_none());
                strand.text = kept;
                found.push(SetAside { line, what: words::strange_characters(), text: codes(&strange) });
            }
        }
    };
    for part in &mut manuscript.parts {
        match part {
            ManuscriptPart::Paragraph(paragraph) => clean(paragraph.line, &mut paragraph.strands),
            ManuscriptPart::Table { rows, .. } => rows.iter_mut().flatten().for_each(|cell| clean(0, cell)),
            ManuscriptPart::Picture(_) => {}
        }
    }
    manuscript.notes.iter_mut().for_each(|note| clean(0, note));
    manuscript.aside.append(&mut found);
}

/// Puts characters in the place of radicals, as a text that was copied from a PDF has them, and says which.
fn replace_radicals(manuscript: &mut Manuscript, language: TextLanguage) -> Vec<ImportNote> {
    let mut notes = Vec::new();
    for part in &mut manuscript.parts {
        let ManuscriptPart::Paragraph(paragraph) = part else { continue };
        let mut replaced: Vec<String> = Vec::new();
        for strand in &mut paragraph.strands {
            let own =
                |radical: char| Some(radical).filter(|radical| ('\u{2E80}'..='\u{2FDF}').contains(radical));
            let pairs: Vec<(char, _)> = strand
                .text
                .chars()
                .filter_map(|radical| Some((radical, meant_in(own(radical)?, language)?)))
                .collect();
            for (radical, meant) in pairs {
                strand.text = strand.text.replace(radical, &meant);
                replaced.push(format!("{radical}→{meant}"));
            }
        }
        replaced.sort_unstable();
        replaced.dedup();
        if !replaced.is_empty() {
            let (line, kind, remark) = (paragraph.line, NoteKind::Done, words::radicals());
            notes.push(ImportNote { line, kind, remark, text: replaced.join(" ") });
        }
    }
    notes
}

/// `U+E000 U+0007`
fn codes(text: &str) -> String {
    let codes: Vec<String> =
        text.chars().map(|character| format!("U+{:04X}", u32::from(character))).collect();
    codes.join(" ")
}

/// The first bytes of the files of Word 97 and its time, and of encrypted ones.
const OLD_OFFICE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0];
/// The first bytes of a ZIP file.
const ZIP: &[u8] = b"PK";

/// How far into a file its first words are read.
const BEGINNING: usize = 256;

/// Why a file is no manuscript although it consists of letters: they are the codes of another format.
fn code(bytes: &[u8]) -> Option<Remark> {
    let beginning = String::from_utf8_lossy(&bytes[..bytes.len().min(BEGINNING)]).to_lowercase();
    let beginning = beginning.trim_start_matches('\u{feff}').trim_start();
    let begins = |starts: &[&str]| starts.iter().any(|start| beginning.starts_with(start));
    match () {
        () if begins(&["{\\rtf"]) => Some(words::rich_text()),
        () if begins(&["%pdf"]) => Some(words::pdf()),
        () if begins(&["<!doctype", "<html", "<?xml", "mime-version:", "<head", "<body"]) => {
            Some(words::web_page())
        }
        () => None,
    }
}

/// Whether a file is a picture of a kind that a text cannot be taken for.
fn is_picture(bytes: &[u8]) -> bool {
    use imagesize::ImageType::{Gif, Heif, Jpeg, Png, Tiff, Webp};
    matches!(imagesize::image_type(bytes), Ok(Gif | Heif(_) | Jpeg | Png | Tiff | Webp))
}

/// What a file holds.
pub(super) enum FileContent {
    Manuscript(Box<Manuscript>),
    Sheets(Vec<ReadSheet>),
}

/// What a file holds, by its contents; of text, by its name too.
pub(super) fn content(
    bytes: &[u8],
    path: &Path,
    stem: &str,
    columns: &BTreeMap<String, String>,
    notes: &mut Vec<ImportNote>,
) -> Result<FileContent, Remark> {
    if bytes.starts_with(OLD_OFFICE) {
        let sheets = sheet::workbook(bytes, stem, columns, notes);
        return sheets.map(FileContent::Sheets).map_err(|_| words::old_word());
    }
    if bytes.starts_with(ZIP) {
        let mut package = Package::open(bytes).ok_or_else(words::damaged)?;
        if docx::is_one(&package) {
            return docx::read(&mut package).map(|read| FileContent::Manuscript(Box::new(read)));
        }
        if sheet::is_one(&package) {
            return sheet::workbook(bytes, stem, columns, notes).map(FileContent::Sheets);
        }
        return Err(words::unknown_office_file());
    }
    if let Some(refused) = code(bytes) {
        return Err(refused);
    }
    if is_picture(bytes) {
        return Err(words::lone_picture());
    }
    let (text, encoding) = encoding::decode(bytes).ok_or_else(words::not_text)?;
    if let Some(encoding) = encoding {
        let remark = words::read_as(encoding);
        notes.push(ImportNote { line: 0, kind: NoteKind::Done, remark, text: String::new() });
    }
    let is_csv = path
        .extension()
        .is_some_and(|ending| ["csv", "tsv"].iter().any(|csv| ending.eq_ignore_ascii_case(csv)));
    if is_csv {
        return sheet::csv(&text, stem, columns, notes).map(FileContent::Sheets);
    }
    Ok(FileContent::Manuscript(Box::new(text::read(&text))))
}
