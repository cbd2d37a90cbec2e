//! An exhibit as a table: what it says, and where its numbers come from. A drawing cannot leave the paper.

use super::exporting::Exporting;
use crate::exhibits::{CHINESE_NAMES, TextTable};
use crate::language::TextLanguage;
use crate::model::exhibit::Exhibit;

/// An exhibit as a table.
pub(super) struct ExhibitSheet {
    pub title: Option<String>,
    /// What its kind is called.
    pub name: String,
    /// Every row has the same length.
    pub table: TextTable,
    /// What stands below it: its note, its source, its day.
    pub remarks: Vec<String>,
    /// The lines about each of its figures.
    pub figures: Vec<Vec<String>>,
    /// Whether the paper draws it.
    pub is_drawn: bool,
}

impl Exporting<'_> {
    /// One of the story's exhibits as a table.
    pub(super) fn sheet(&self, exhibit: &Exhibit) -> ExhibitSheet {
        let (draft, kind, resolved) = (&exhibit.draft, exhibit.kind(), exhibit.resolved());
        let mut table = kind.sheet(resolved);
        let width = table.rows.iter().map(Vec::len).chain([table.head.len()]).max().unwrap_or_default();
        table.rows.iter_mut().for_each(|row| row.resize(width, String::new()));
        if !table.head.is_empty() {
            table.head.resize(width, String::new());
        }
        let source = exhibit.source.as_ref().map(|source| self.labelled("source", source));
        let as_of = exhibit.as_of.map(|date| self.labelled("as_of", &exhibit.language.partial_date(date)));
        let mut figures: Vec<Vec<String>> = Vec::new();
        for counted in &exhibit.figures {
            let note = self.figure_note(&counted.text, &counted.origin);
            if !note.is_empty() && !figures.contains(&note) {
                figures.push(note);
            }
        }
        ExhibitSheet {
            title: draft.title.clone(),
            name: kind_name(draft.shape.word(), exhibit.language).to_owned(),
            table,
            remarks: [draft.note.clone(), source, as_of].into_iter().flatten().collect(),
            figures,
            is_drawn: kind.diagram(resolved).is_some(),
        }
    }
}

/// What a kind of exhibit is called in a language; one that the theme adds has only its word.
fn kind_name(word: &str, language: TextLanguage) -> &str {
    let names = CHINESE_NAMES.iter().find(|(_, kind)| language.is_chinese() && *kind == word);
    names.and_then(|(names, _)| names.first()).copied().unwrap_or(word)
}
