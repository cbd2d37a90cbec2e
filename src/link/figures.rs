//! References → what they print, and where each figure comes from.

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::print;
use crate::finding::{Noted, Notes};
use crate::model::draft::{Drafts, StoryDraft};
use crate::model::figure::Figure;
use crate::model::ledger::Ledger;
use crate::model::phrase::{Filter, Reference};
use crate::model::site::{self, Exhibit, FigureOrigin, LedgerId, Printed};
use crate::source::{SourcePath, Span};
use crate::words::figures;

/// Every ledger by id.
pub(crate) struct Ledgers<'d> {
    ledgers: &'d [Arc<Ledger>],
    by_id: FxHashMap<&'d str, LedgerId>,
    unread: &'d BTreeSet<SourcePath>,
}

impl<'d> Ledgers<'d> {
    /// The ledgers of the paper.
    pub(crate) fn new(drafts: &'d Drafts) -> Self {
        let ledgers = &drafts.ledgers;
        let by_id =
            ledgers.iter().enumerate().map(|(index, ledger)| (ledger.id.as_str(), LedgerId(index))).collect();
        Self { ledgers, by_id, unread: &drafts.unread }
    }

    /// What each of the draft's references prints.
    pub(crate) fn print(&self, draft: &StoryDraft) -> Noted<Vec<Printed>> {
        let mut notes = Notes::on(&draft.path);
        if let Some((id, span)) = &draft.slip.ledger
            && !self.by_id.contains_key(id.as_str())
        {
            self.blame_unknown(id, *span, &mut notes);
        }
        let references = draft.references().iter();
        let mut printed: Vec<Printed> =
            references.map(|reference| self.print_one(draft, reference, &mut notes)).collect();
        super::directions::check(draft, self, &mut notes);
        if draft.is_withdrawn() {
            // A headline is printed without what cannot be resolved.
            notes.findings.clear();
            name_by_file(draft, &mut printed);
        }
        Noted::new(printed, notes.findings)
    }

    /// Every ledger.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Arc<Ledger>> {
        self.ledgers.iter()
    }

    /// The ledger of an id.
    pub(crate) fn get(&self, id: &str) -> Option<&Arc<Ledger>> {
        self.by_id.get(id).map(|ledger| &self.ledgers[ledger.0])
    }

    /// The ledger of an id that is written at `span`; one that does not exist is a finding.
    pub(crate) fn named(&self, id: &str, span: Span, notes: &mut Notes) -> Option<&Arc<Ledger>> {
        let found = self.get(id);
        if found.is_none() {
            self.blame_unknown(id, span, notes);
        }
        found
    }

    /// The rows of ledgers that a story prints, in its text and in its exhibits, each once.
    pub(crate) fn rows(&self, printed: &[Printed], exhibits: &[Exhibit]) -> Box<[(LedgerId, usize)]> {
        let in_text = printed.iter().map(|printed| &printed.origin);
        let in_exhibits = exhibits.iter().flat_map(|exhibit| &exhibit.figures).map(|figure| &figure.origin);
        let row = |origin: &FigureOrigin| match origin {
            FigureOrigin::Ledger(ledger, key) => {
                Some((*ledger, self.ledgers[ledger.0].figures.get_index_of(key)?))
            }
            FigureOrigin::Own(_) | FigureOrigin::Unresolved => None,
        };
        let rows: BTreeSet<_> = in_text.chain(in_exhibits).filter_map(row).collect();
        rows.into_iter().collect()
    }

    /// The figure that a number comes from.
    pub(crate) fn origin<'f>(&'f self, draft: &'f StoryDraft, origin: &FigureOrigin) -> Option<&'f Figure> {
        match origin {
            FigureOrigin::Ledger(ledger, key) => self.ledgers[ledger.0].figures.get(key),
            FigureOrigin::Own(key) => draft.figures().get(key),
            FigureOrigin::Unresolved => None,
        }
    }

    /// A ledger that could not be read has its findings already.
    fn blame_unknown(&self, id: &str, span: Span, notes: &mut Notes) {
        let path = format!("content/ledgers/{id}");
        if !self
            .unread
            .iter()
            .any(|unread| unread.as_str().rsplit_once('.').is_some_and(|(stem, _)| stem == path))
        {
            notes.error(span, figures::unknown_ledger(id, self.by_id.keys().copied()));
        }
    }

    fn print_one(&self, draft: &StoryDraft, reference: &Reference, notes: &mut Notes) -> Printed {
        let unresolved =
            Printed { text: String::new(), value: String::new(), origin: FigureOrigin::Unresolved };
        let home = draft.slip.ledger.as_ref().map(|(id, _)| id.as_str());
        let Some((figure, origin)) = self.find(draft, home, reference, notes) else { return unresolved };
        let other = |key: &str| self.beside(draft, &origin, key).cloned();
        let wholes = reference.filters.iter().filter_map(|filter| match filter {
            Filter::ShareOf(key) => self.beside(draft, &origin, key),
            _ => None,
        });
        if std::iter::once(figure).chain(wholes).any(|figure| figure.shown().is_none()) {
            return unresolved; // That it has no value was told where it is written.
        }
        match print::print(figure, &reference.filters, other) {
            Ok(shown) => Printed { text: shown.text, value: shown.value, origin },
            Err(wording) => {
                notes.error(reference.span, wording);
                unresolved
            }
        }
    }

    /// The figure that a reference names: in the ledger it names, among the story's own, or in `home`.
    pub(crate) fn find<'f>(
        &'f self,
        draft: &'f StoryDraft,
        home: Option<&str>,
        reference: &Reference,
        notes: &mut Notes,
    ) -> Option<(&'f Figure, FigureOrigin)> {
        let key = &reference.key;
        let own = draft.figures().get(key).filter(|_| reference.ledger.is_none());
        if let Some(figure) = own {
            return Some((figure, FigureOrigin::Own(key.clone())));
        }
        let Some(id) = reference.ledger.as_deref().or(home) else {
            notes.error(
                reference.span,
                if draft.figures().is_empty() {
                    figures::no_ledger(key)
                } else {
                    figures::unknown_figure(key, "figures:", draft.figures().keys().map(String::as_str))
                },
            );
            return None;
        };
        let Some(ledger) = self.by_id.get(id) else {
            if reference.ledger.is_some() {
                self.blame_unknown(id, reference.span, notes);
            }
            return None;
        };
        let figures = &self.ledgers[ledger.0].figures;
        let figure = figures.get(key);
        if figure.is_none() {
            let known = figures.keys().chain(draft.figures().keys()).map(String::as_str);
            notes.error(reference.span, figures::unknown_figure(key, id, known));
        }
        Some((figure?, FigureOrigin::Ledger(*ledger, key.clone())))
    }

    /// The figure that a filter names: beside the one it works on.
    pub(crate) fn beside<'f>(
        &'f self,
        draft: &'f StoryDraft,
        origin: &FigureOrigin,
        key: &str,
    ) -> Option<&'f Figure> {
        match origin {
            FigureOrigin::Ledger(ledger, _) => {
                self.ledgers[ledger.0].figures.get(key).or_else(|| draft.figures().get(key))
            }
            FigureOrigin::Own(_) | FigureOrigin::Unresolved => draft.figures().get(key),
        }
    }
}

/// Puts the file's name in the place of a headline of which nothing can be printed.
fn name_by_file(draft: &StoryDraft, printed: &mut [Printed]) {
    if site::headline(draft.front(), printed, "").trim().is_empty()
        && let Some(first) = printed.first_mut()
    {
        draft.path.stem().clone_into(&mut first.text);
    }
}
