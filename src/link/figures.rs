//! Figures: references → what they print, and which figure each comes from.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::print;
use crate::digest::Digest;
use crate::exhibits::FigureOrigin;
use crate::finding::{Noted, Notes};
use crate::language::TextLanguage;
use crate::model::draft::{Drafts, StoryDraft};
use crate::model::exhibit::Exhibit;
use crate::model::figure::{Figure, numbers_in};
use crate::model::figured::PrintedFigure;
use crate::model::ids::LedgerId;
use crate::model::ledger::Ledger;
use crate::model::phrase::{Filter, Reference};
use crate::model::site::{self, Site};
use crate::source::{SourcePath, Span};
use crate::words::{COMPARED, Wording, figures, series};

/// What a pattern begins with among the ledgers that were asked for; no id contains it.
const PATTERN: &str = "\0";

/// Every ledger of the paper by id.
#[derive(Debug)]
pub(crate) struct LedgerIndex {
    ledgers: Vec<Arc<Ledger>>,
    /// The index of each ledger. If two have the same id, which prevents printing, the last one counts.
    pub by_id: FxHashMap<Arc<str>, LedgerId>,
    unread: BTreeSet<SourcePath>,
    /// The language of the paper.
    pub language: TextLanguage,
}

impl LedgerIndex {
    /// The ledgers of the paper.
    pub(crate) fn new(drafts: &Drafts) -> Self {
        let Drafts { ledgers, unread, paper, .. } = drafts;
        Self::of(ledgers.clone(), unread.clone(), paper.language)
    }

    /// The ledgers of the paper as it was last linked; those that could not be read are unknown.
    pub(crate) fn of_site(site: &Site) -> Self {
        let ledgers = site.ledgers.iter().map(|record| Arc::clone(&record.ledger)).collect();
        Self::of(ledgers, BTreeSet::new(), site.paper.language)
    }

    fn of(ledgers: Vec<Arc<Ledger>>, unread: BTreeSet<SourcePath>, language: TextLanguage) -> Self {
        let ids = ledgers.iter().enumerate();
        let by_id = ids.map(|(index, ledger)| (Arc::from(ledger.id.as_str()), LedgerId(index))).collect();
        Self { ledgers, by_id, unread, language }
    }

    /// Every ledger.
    pub(crate) fn all(&self) -> &[Arc<Ledger>] {
        &self.ledgers
    }

    /// The ledger of an id.
    pub(crate) fn get(&self, id: &str) -> Option<&Arc<Ledger>> {
        self.by_id.get(id).map(|ledger| &self.ledgers[ledger.0])
    }

    /// The digest of what was asked for: a ledger by its id, or which ledgers a pattern means.
    pub(crate) fn answer(&self, asked: &str) -> Option<Digest> {
        match asked.strip_prefix(PATTERN) {
            Some(_) => {
                Some(Digest::of_value(&self.ledgers.iter().map(|ledger| &ledger.id).collect::<Vec<_>>()))
            }
            None => self.get(asked).map(|ledger| ledger.digest),
        }
    }

    /// The digest of all ledgers, and of the list of unreadable ones.
    pub(crate) fn digest(&self) -> Digest {
        let read = self.ledgers.iter().map(|ledger| (&ledger.id, ledger.digest));
        Digest::of_value(&(read.collect::<Vec<_>>(), &self.unread))
    }
}

/// The ledgers as seen by one story. It records which ledgers the story asks for: only changes in these can change the story.
pub(crate) struct Ledgers<'i> {
    index: &'i LedgerIndex,
    asked: RefCell<BTreeMap<Box<str>, Option<Digest>>>,
}

impl<'i> Ledgers<'i> {
    /// The ledgers of the paper, none of them asked for yet.
    pub(crate) fn of(index: &'i LedgerIndex) -> Self {
        Self { index, asked: RefCell::default() }
    }

    /// The ledgers that were asked for, with their digests; `None` for one that does not exist.
    pub(crate) fn asked(self) -> BTreeMap<Box<str>, Option<Digest>> {
        self.asked.into_inner()
    }

    /// The language of a draft: its own, or that of the paper.
    pub(crate) fn language_of(&self, draft: &StoryDraft) -> TextLanguage {
        draft.slip.language.unwrap_or(self.index.language)
    }

    /// What each of the draft's references prints.
    pub(crate) fn print(&self, draft: &StoryDraft) -> Noted<Vec<PrintedFigure>> {
        let mut notes = Notes::on(&draft.path);
        if let Some((id, span)) = &draft.slip.ledger
            && self.get(id).is_none()
        {
            self.blame_unknown(id, *span, &mut notes);
        }
        let references = draft.references().iter();
        let mut printed: Vec<PrintedFigure> =
            references.map(|reference| self.print_one(draft, reference, &mut notes)).collect();
        if draft.is_withdrawn() {
            // A headline is printed even if its figures cannot be resolved.
            notes.findings.clear();
            name_by_file(draft, &mut printed);
        }
        Noted::new(printed, notes.findings)
    }

    /// The ledger with an id.
    pub(crate) fn get(&self, id: &str) -> Option<&'i Arc<Ledger>> {
        let found = self.index.get(id);
        let mut asked = self.asked.borrow_mut();
        if !asked.contains_key(id) {
            asked.insert(id.into(), found.map(|ledger| ledger.digest));
        }
        found
    }

    /// The ledgers whose ids a pattern fits, by their ids.
    pub(crate) fn matching(&self, pattern: &str, fits: impl Fn(&str, &str) -> bool) -> Vec<&'i Arc<Ledger>> {
        let key = format!("{PATTERN}{pattern}");
        let answer = self.index.answer(&key);
        self.asked.borrow_mut().insert(key.into(), answer);
        let mut found: Vec<&str> = self
            .index
            .ledgers
            .iter()
            .map(|ledger| ledger.id.as_str())
            .filter(|id| fits(pattern, id))
            .collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().filter_map(|id| self.get(id)).collect()
    }

    /// The ledger with an id that is written at `span`; one that does not exist is a finding.
    pub(crate) fn named(&self, id: &str, span: Span, notes: &mut Notes) -> Option<&'i Arc<Ledger>> {
        let found = self.get(id);
        if found.is_none() {
            self.blame_unknown(id, span, notes);
        }
        found
    }

    /// The figures of ledgers that a story prints, in its text and its exhibits, without duplicates.
    pub(crate) fn rows(printed: &[PrintedFigure], exhibits: &[Exhibit]) -> Box<[(Arc<str>, String)]> {
        let in_text = printed.iter().map(|printed| &printed.origin);
        let in_exhibits = exhibits.iter().flat_map(|exhibit| &exhibit.figures).map(|figure| &figure.origin);
        let rows: BTreeSet<(&Arc<str>, &String)> =
            in_text.chain(in_exhibits).filter_map(FigureOrigin::row).collect();
        rows.into_iter().map(|(ledger, key)| (Arc::clone(ledger), key.clone())).collect()
    }

    /// The figure that a printed number comes from.
    pub(crate) fn origin<'f>(&'f self, draft: &'f StoryDraft, origin: &FigureOrigin) -> Option<&'f Figure> {
        match origin {
            FigureOrigin::Ledger(ledger, key) => self.get(ledger)?.figures.get(key),
            FigureOrigin::Own(key) => draft.figures().get(key),
            FigureOrigin::Unresolved => None,
        }
    }

    /// Reports an unknown ledger; one that could not be read has been reported already.
    fn blame_unknown(&self, id: &str, span: Span, notes: &mut Notes) {
        let path = format!("content/ledgers/{id}");
        if !self
            .index
            .unread
            .iter()
            .any(|unread| unread.as_str().rsplit_once('.').is_some_and(|(stem, _)| stem == path))
        {
            notes.error(span, figures::unknown_ledger(id, self.index.by_id.keys().map(|id| &**id)));
        }
    }

    fn print_one(&self, draft: &StoryDraft, reference: &Reference, notes: &mut Notes) -> PrintedFigure {
        let unresolved = PrintedFigure {
            text: String::new(),
            value: String::new(),
            origin: FigureOrigin::Unresolved,
            period: None,
        };
        let home = draft.slip.ledger.as_ref().map(|(id, _)| id.as_str());
        let Some((figure, origin)) = self.find(draft, home, reference, notes) else { return unresolved };
        let other = |key: &str| self.beside(draft, &origin, key).cloned();
        let wholes = reference.filters.iter().filter_map(|filter| match filter {
            Filter::ShareOf(key) => self.beside(draft, &origin, key),
            _ => None,
        });
        if std::iter::once(figure).chain(wholes).any(|figure| figure.shown().is_none()) {
            return unresolved; // A missing value is reported where it is written.
        }
        match print::print(figure, &reference.filters, self.language_of(draft), other) {
            Ok(shown) => {
                if let Some((period, newest)) = self.later_period(figure, &origin, &reference.filters) {
                    notes.warning(reference.span, series::series_behind(&reference.key, period, newest));
                }
                if let Some(unit) = shown.foreign_unit {
                    notes.warning(reference.span, figures::foreign_unit(&reference.key, &unit));
                }
                let period = print::period(&reference.filters).map(str::to_owned);
                PrintedFigure { text: shown.text, value: shown.value, origin, period }
            }
            Err(wording) => {
                notes.error(reference.span, wording);
                unresolved
            }
        }
    }

    /// The last period of a figure that goes without saying, and a later one that others of its ledger have.
    fn later_period<'f>(
        &'f self,
        figure: &'f Figure,
        origin: &FigureOrigin,
        filters: &[Filter],
    ) -> Option<(&'f str, &'f str)> {
        let (ledger, _) = origin.row()?;
        let (last, _) = figure.series.last().filter(|_| figure.value.is_none())?;
        let is_said = print::period(filters).is_some();
        let figures = self.get(ledger).filter(|_| !is_said)?.figures.values();
        let newest = figures.filter(|other| other.value.is_none()).filter_map(|other| {
            let (newest, _) = other.series.last().filter(|(newest, _)| newest != last)?;
            other.series.iter().any(|(period, _)| period == last).then_some(newest.as_str())
        });
        Some((last.as_str(), newest.max_by_key(|period| numbers_in(period))?))
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
            let own = draft.figures();
            let unknown = || unknown_figure(key, ("figures:", ""), own.values());
            let wording = if own.is_empty() { figures::no_ledger(key) } else { unknown() };
            notes.error(reference.span, wording);
            return None;
        };
        let Some(ledger) = self.get(id) else {
            if reference.ledger.is_some() {
                self.blame_unknown(id, reference.span, notes);
            }
            return None;
        };
        let figures = &ledger.figures;
        let figure = figures.get(key);
        if figure.is_none() {
            let known = figures.values().chain(draft.figures().values());
            let prefix = if reference.ledger.is_some() { format!("{id}:") } else { String::new() };
            notes.error(reference.span, unknown_figure(key, (id, &prefix), known));
        }
        Some((figure?, FigureOrigin::Ledger(self.index.by_id.get_key_value(id)?.0.clone(), key.clone())))
    }

    /// The figure that a filter names, from the same place as the figure it is applied to.
    pub(crate) fn beside<'f>(
        &'f self,
        draft: &'f StoryDraft,
        origin: &FigureOrigin,
        key: &str,
    ) -> Option<&'f Figure> {
        match origin {
            FigureOrigin::Ledger(ledger, _) => {
                let in_ledger = self.get(ledger).and_then(|ledger| ledger.figures.get(key));
                in_ledger.or_else(|| draft.figures().get(key))
            }
            FigureOrigin::Own(_) | FigureOrigin::Unresolved => draft.figures().get(key),
        }
    }
}

/// A key that no figure has. It may be the label of one; `prefix` names the ledger in the reference.
fn unknown_figure<'f>(
    key: &str,
    (ledger, prefix): (&str, &str),
    known: impl Iterator<Item = &'f Figure> + Clone,
) -> Wording {
    if let Some((whole, period)) = key.rsplit_once('.')
        && known.clone().any(|figure| figure.key == whole && figure.at(period).is_some())
    {
        return series::period_for_key(key, &format!("{prefix}{whole}|at {period}"));
    }
    let mut labelled = known.clone().take(COMPARED).filter(|figure| figure.label.as_deref() == Some(key));
    match labelled.next().filter(|_| labelled.next().is_none()) {
        Some(figure) => figures::label_for_key(key, &format!("{prefix}{}", figure.key)),
        None => figures::unknown_figure(key, ledger, known.map(|figure| figure.key.as_str())),
    }
}

/// If nothing of a headline can be printed, replaces it by the file name.
fn name_by_file(draft: &StoryDraft, printed: &mut [PrintedFigure]) {
    if site::headline(draft.front(), &|reference| &printed[reference].text, "").trim().is_empty()
        && let Some(first) = printed.first_mut()
    {
        draft.path.stem().clone_into(&mut first.text);
    }
}
