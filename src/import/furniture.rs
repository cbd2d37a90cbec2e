//! What stands around the stories of a copied page, and is in none of them: steps of a path, tools, repeated titles.

use super::line_kind::LineKind;
use super::lines::kind_of;
use super::manuscript::{Manuscript, ManuscriptPart, Manuscripted};
use super::new_story::{ImportNote, NoteKind};
use crate::words::Remark;
use crate::words::import as words;

/// How many lines a page's title may repeat.
const REPEATED: usize = 6;

/// A part of a manuscript, and what it may be; a table or a picture is of no kind.
#[derive(Debug)]
pub(super) struct KindedPart {
    pub part: ManuscriptPart,
    pub kind: Option<LineKind>,
}

impl KindedPart {
    /// Its paragraph, if it is one.
    #[must_use]
    pub(super) fn paragraph(&self) -> Option<&Manuscripted> {
        match &self.part {
            ManuscriptPart::Paragraph(paragraph) => Some(paragraph),
            _ => None,
        }
    }
}

/// The parts of a manuscript that belong to stories; the others are listed in `notes`.
#[must_use]
pub(super) fn cleared(manuscript: &Manuscript, notes: &mut Vec<ImportNote>) -> Vec<KindedPart> {
    let all: Vec<KindedPart> = manuscript.parts.iter().map(kinded).collect();
    let mut kept: Vec<KindedPart> = Vec::with_capacity(all.len());
    let mut gap = 0;
    let reasons: Vec<Option<Remark>> = (0..all.len()).map(|index| reason(&all, index)).collect();
    for (mut part, reason) in all.into_iter().zip(reasons) {
        let Some(paragraph) = part.paragraph() else {
            kept.push(part);
            continue;
        };
        if let Some(remark) = reason {
            gap = gap.max(paragraph.gap);
            let text = paragraph.text();
            notes.push(ImportNote { line: paragraph.line, kind: NoteKind::Aside, remark, text });
        } else {
            if let ManuscriptPart::Paragraph(paragraph) = &mut part.part {
                paragraph.gap = paragraph.gap.max(std::mem::take(&mut gap));
            }
            kept.push(part);
        }
    }
    kept
}

fn kinded(part: &ManuscriptPart) -> KindedPart {
    let kind = match part {
        ManuscriptPart::Paragraph(paragraph) => Some(kind_of(paragraph)),
        _ => None,
    };
    KindedPart { part: part.clone(), kind }
}

/// Why a part is in no story, if it is in none.
fn reason(all: &[KindedPart], index: usize) -> Option<Remark> {
    match all[index].kind.as_ref()? {
        LineKind::Residue => Some(words::residue()),
        LineKind::Breadcrumb => Some(words::breadcrumb()),
        LineKind::PageTools => Some(words::page_tools()),
        _ => is_repeated(all, index).then(words::repeated_title),
    }
}

/// Whether a line is what the next lines say together, as the title of a web page repeats the headline group.
fn is_repeated(all: &[KindedPart], index: usize) -> bool {
    let squeezed = |part: &KindedPart| {
        let text = part.paragraph().map(Manuscripted::text).unwrap_or_default();
        text.chars().filter(|character| !character.is_whitespace()).collect::<String>()
    };
    let is_head = |part: &&KindedPart| {
        let kinds = [LineKind::Short, LineKind::Deck];
        part.kind.as_ref().is_some_and(|kind| kinds.contains(kind) || matches!(kind, LineKind::Label(_)))
    };
    let title = squeezed(&all[index]);
    let next = all[index + 1..].iter().take(REPEATED);
    let heads: Vec<String> = next.filter(is_head).map(squeezed).collect();
    (2..=heads.len()).any(|many| heads[..many].concat() == title)
        || title.chars().count() > 8 && heads.first() == Some(&title)
}
