//! The index of those who signed stories, one sheet at a time, by the letters of their names.

use serde::Serialize;

use super::chrome::{HeadView, SheetTurn, names_on_sheet};
use super::topics::NameView;
use crate::model::document::{Route, Subject};
use crate::model::ids::SignerId;
use crate::trace::Reader;

/// A sheet of names.
#[derive(Debug, Serialize)]
pub(crate) struct BylinesView<'s> {
    head: HeadView,
    letters: Vec<LetterView<'s>>,
    total: usize,
    #[serde(flatten)]
    turn: SheetTurn<'s>,
}

/// The names under a letter.
#[derive(Debug, Serialize)]
struct LetterView<'s> {
    /// `A`; `#` for names that begin with something else.
    letter: char,
    names: Vec<NameView<'s>>,
}

impl<'s> BylinesView<'s> {
    /// A sheet (from 0) of the names.
    #[must_use]
    pub(crate) fn new(reader: &Reader<'s>, route: &Route, sheet: usize, title: &str) -> Self {
        let all = reader.signers();
        let mut letters: Vec<LetterView> = Vec::new();
        for (at, signer) in names_on_sheet(all, sheet) {
            let Some(path) = reader.path(&Subject::Signer(SignerId(at), 0)) else { continue };
            let name = NameView { name: &signer.name, path, stories: signer.stories.len() };
            match letters.last_mut().filter(|last| last.letter == signer.initial()) {
                Some(last) => last.names.push(name),
                None => letters.push(LetterView { letter: signer.initial(), names: vec![name] }),
            }
        }
        Self {
            head: HeadView::new(reader, route, "bylines", title),
            letters,
            total: all.len(),
            turn: SheetTurn::of_names(reader, sheet, all.len(), Subject::Bylines),
        }
    }
}
