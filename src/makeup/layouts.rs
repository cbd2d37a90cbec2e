//! Layouts: the pages of a paper, each laid out when a document first asks for it.

use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::by_hand::by_hand;
use super::copy::StoryCopy;
use super::copyfit::copy;
use super::{make_up, share};
use crate::digest::Digest;
use crate::finding::Finding;
use crate::isolate::{Task, alone, give_up};
use crate::memo::Memo;
use crate::model::edition::{Edition, Page, PlacedWish};
use crate::model::ids::{EditionId, StoryId};
use crate::model::layout::Layout;
use crate::model::site::{Site, Target};
use crate::model::theme::Grid;
use crate::source::{Place, Span};
use crate::words::{Wording, makeup};

/// Pages laid out in earlier runs.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct LayoutMemos {
    /// The digest of a page's measurements, by the digest of all inputs: other words with the same measurements have
    /// the same layout.
    measures: Memo<Digest>,
    /// Layouts, by the digest of the measurements.
    pages: Memo<MadeUpPage>,
}

impl LayoutMemos {
    /// Ends a run that laid out every page it needs.
    pub(crate) fn sweep(&mut self) {
        self.measures.sweep();
        self.pages.sweep();
    }

    /// The page with this key, if it was laid out.
    fn get(&self, key: Digest) -> Option<MadeUpPage> {
        self.pages.get(self.measures.get(key)?)
    }
}

/// A page laid out.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct MadeUpPage {
    layout: Arc<Layout>,
    /// Why the editor's drawing was not used, if there is one.
    refused: Option<Wording>,
}

/// The pages of a paper.
#[derive(Debug)]
pub struct Layouts<'s> {
    site: &'s Site,
    memos: &'s LayoutMemos,
    /// Each page of each edition; empty if the theme has no grid.
    pages: Vec<Vec<Slot<'s>>>,
}

/// A page to be laid out.
#[derive(Debug)]
struct Slot<'s> {
    page: &'s Page,
    grid: Arc<Grid>,
    /// The digest of all inputs.
    key: Digest,
    /// The layout, or the error if it panicked; unset until it is asked for.
    made: OnceLock<Result<MadeUpPage, Box<Finding>>>,
}

impl<'s> Layouts<'s> {
    /// The pages of `site`.
    #[must_use]
    pub fn new(site: &'s Site, memos: &'s LayoutMemos) -> Self {
        let pages = site.theme.grid.as_ref().map(|grid| {
            let grids = [0, 1].map(|page| Arc::new(grid.of_page(page)));
            let digests = [0, 1].map(|page: usize| Digest::of_value(&*grids[page]));
            let slot = |(number, page): (usize, &'s Page)| {
                let of = number.min(1);
                Slot {
                    page,
                    grid: Arc::clone(&grids[of]),
                    key: key(site, page, digests[of]),
                    made: OnceLock::new(),
                }
            };
            let of_edition = |edition: &'s Edition| edition.pages.iter().enumerate().map(slot).collect();
            site.editions.par_iter().map(of_edition).collect()
        });
        Self { site, memos, pages: pages.unwrap_or_default() }
    }

    /// A page (from 0) of an edition; `None` if the theme has no grid. If the page cannot be laid out, the work on
    /// the document that needs it ends.
    #[must_use]
    pub fn page(&self, edition: EditionId, page: usize) -> Option<Arc<Layout>> {
        let made = self.asked(edition, page)?.as_ref().unwrap_or_else(|failed| give_up(failed));
        Some(Arc::clone(&made.layout))
    }

    /// The same for callers that work on no document: also `None` if the page cannot be laid out, which
    /// [`findings`](Self::findings) reports.
    #[must_use]
    pub fn try_page(&self, edition: EditionId, page: usize) -> Option<Arc<Layout>> {
        Some(Arc::clone(&self.asked(edition, page)?.as_ref().ok()?.layout))
    }

    fn asked(&self, edition: EditionId, page: usize) -> Option<&Result<MadeUpPage, Box<Finding>>> {
        Some(self.made(self.slot(edition, page)?))
    }

    fn slot(&self, edition: EditionId, page: usize) -> Option<&Slot<'s>> {
        self.pages.get(edition.0)?.get(page)
    }

    fn made<'m>(&self, slot: &'m Slot) -> &'m Result<MadeUpPage, Box<Finding>> {
        let make = || on_page(self.site, slot.page, || self.make(slot));
        slot.made.get_or_init(|| self.memos.get(slot.key).map_or_else(make, Ok))
    }

    /// The page as the editor drew it, if possible; otherwise as the program lays it out.
    fn make(&self, slot: &Slot) -> MadeUpPage {
        let Slot { page, grid, key, .. } = slot;
        let copies = copies(self.site, page, grid, share::most(grid));
        let drawing = page.by_hand.as_ref().map(|hand| (hand, self.names_on(page)));
        let measure = self.memos.measures.insert(*key, Digest::of_value(&(&copies, &drawing, &**grid)));
        self.memos.pages.get_or(measure, || {
            let drawn = drawing.map(|(hand, names)| by_hand(hand, &copies, &names, grid));
            let (layout, refused) = match drawn {
                Some(Ok(layout)) => (layout, None),
                Some(Err(wording)) => (make_up(&copies, grid), Some(wording)),
                None => (make_up(&copies, grid), None),
            };
            MadeUpPage { layout: Arc::new(layout), refused }
        })
    }

    /// The spans that the editor wishes for the stories of a page, and where they are written.
    fn spans(&self, page: &Page) -> Vec<Option<(u32, Place)>> {
        let of_story = |(id, placed): (&StoryId, &PlacedWish)| {
            let draft = &self.site.story(*id).draft;
            let of_edition = placed.wish.span.zip(placed.place.clone());
            of_edition.or_else(|| draft.slip.span.map(|(span, at)| (span, Place::new(&draft.path, at))))
        };
        page.stories.iter().zip(&page.wishes).map(of_story).collect()
    }

    fn names_on(&self, page: &Page) -> Vec<&str> {
        page.stories.iter().map(|story| self.site.story(*story).draft.path.stem()).collect()
    }

    /// Errors in drawings, and spans that are not obeyed, of all pages, whether these were asked for or not; and panics, for the pages
    /// that were.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for slot in self.pages.iter().flatten() {
            let spans = self.spans(slot.page);
            let is_asked = slot.page.by_hand.is_some() || spans.iter().any(Option::is_some);
            let made = match is_asked.then(|| self.made(slot)).or_else(|| slot.made.get()) {
                Some(Ok(made)) => made,
                Some(Err(failed)) => {
                    findings.push(Finding::clone(failed));
                    continue;
                }
                None => continue,
            };
            let Some(hand) = &slot.page.by_hand else {
                if is_asked {
                    self.of_spans(slot, &made.layout, &spans, &mut findings);
                }
                continue;
            };
            let names = self.names_on(slot.page);
            let broken = made.layout.broken.iter().map(|breach| {
                let stories: Vec<&str> = breach.stories.iter().map(|story| names[*story]).collect();
                makeup::broken_rule(breach.rule.word(), breach.rule.trade_word(), &stories)
            });
            let wordings = broken.chain(made.refused.clone());
            findings.extend(wordings.map(|wording| Finding::warning(hand.place.clone(), wording)));
        }
        findings
    }

    /// Reports spans that a page does not obey, and those that cost a story its exhibits.
    fn of_spans(
        &self,
        slot: &Slot,
        layout: &Layout,
        spans: &[Option<(u32, Place)>],
        findings: &mut Vec<Finding>,
    ) {
        for (area, (span, place)) in
            layout.areas.iter().zip(spans).filter_map(|(area, said)| Some((area, said.as_ref()?)))
        {
            let span = *span as usize;
            if (1..=layout.columns).contains(&span) && span != area.width {
                findings.push(Finding::warning(place.clone(), makeup::span_missed()));
            }
        }
        let mut copies = copies(self.site, slot.page, &slot.grid, share::most(&slot.grid));
        for copy in &mut copies {
            copy.span = None;
        }
        let freely = make_up(&copies, &slot.grid);
        let names = self.names_on(slot.page);
        let place = spans.iter().flatten().map(|(_, place)| place).next();
        for (story, (area, free)) in layout.areas.iter().zip(&freely.areas).enumerate() {
            if let Some(place) = place.filter(|_| area.exhibits.len() < free.exhibits.len()) {
                findings.push(Finding::warning(place.clone(), makeup::exhibit_left_out(names[story])));
            }
        }
    }

    /// The pages, of those that were laid out, that are higher than a sheet.
    #[must_use]
    pub fn overfull(&self) -> Vec<Finding> {
        let find = |(number, slot): (usize, &Slot)| {
            let layout = &slot.made.get()?.as_ref().ok()?.layout;
            let is_found = layout.overfull && layout.broken.is_empty();
            let first = slot.page.stories.first().filter(|_| is_found)?;
            let place = Place::new(&self.site.story(*first).draft.path, Span::default());
            let sheet = slot.grid.lines;
            let wording = if layout.lines > sheet {
                makeup::beyond_the_sheet(number, layout.lines, sheet)
            } else {
                makeup::headline_alone(number)
            };
            Some(Finding::warning(place, wording))
        };
        self.pages.iter().flat_map(|pages| (1..).zip(pages)).filter_map(find).collect()
    }

    /// The layout of each page of each edition, if it was asked for.
    #[must_use]
    pub fn made_up(&self) -> Vec<Vec<Option<Arc<Layout>>>> {
        let layout = |edition, page| {
            let made = self.slot(EditionId(edition), page)?.made.get()?;
            Some(Arc::clone(&made.as_ref().ok()?.layout))
        };
        let editions = self.site.editions.iter().enumerate();
        editions
            .map(|(place, edition)| (0..edition.pages.len()).map(|page| layout(place, page)).collect())
            .collect()
    }
}

/// The copies of a page's stories.
pub(crate) fn copies(site: &Site, page: &Page, grid: &Grid, limit: usize) -> Vec<StoryCopy> {
    let of_story = |(story, PlacedWish { wish, .. }): (&StoryId, &PlacedWish)| {
        let path = &site.story(*story).draft.path;
        let copy = || copy(site, grid, *story, *wish, limit);
        alone(Task::MakeUp, path.as_str(), Some(path), copy).unwrap_or_else(|failed| give_up(&failed))
    };
    page.stories.iter().zip(&page.wishes).map(of_story).collect()
}

/// Runs work on a page, which is identified by the first of its stories.
///
/// # Errors
/// The finding to report, if the work panics.
pub(crate) fn on_page<T>(site: &Site, page: &Page, work: impl FnOnce() -> T) -> Result<T, Box<Finding>> {
    let first = page.stories.first().map(|story| site.story(*story));
    let placed = first.and_then(|story| story.placed);
    let name = placed.map(|placed| format!("{} {}", site.edition(placed.edition).key, placed.page + 1));
    let file = first.map(|story| &story.draft.path);
    alone(Task::MakeUp, name.as_deref().unwrap_or_default(), file, work)
}

/// The key of a page: the digest of everything its layout depends on. `grid` is the digest of the grid.
#[must_use]
pub(crate) fn key(site: &Site, page: &Page, grid: Digest) -> Digest {
    Digest::of_value(&Key { site, page, grid })
}

struct Key<'s> {
    site: &'s Site,
    page: &'s Page,
    grid: Digest,
}

impl Hash for Key<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.grid, &self.page.by_hand).hash(state);
        for (id, PlacedWish { wish, .. }) in self.page.stories.iter().zip(&self.page.wishes) {
            let story = self.site.story(*id);
            let rank = story.placed.map(|placed| placed.rank);
            (story.said.digest, &story.breaks, story.form, story.column.is_some(), rank, wish).hash(state);
            for target in &story.targets {
                if let Target::File(file) = target {
                    self.site.carried[file.0].size.hash(state);
                }
            }
        }
    }
}
