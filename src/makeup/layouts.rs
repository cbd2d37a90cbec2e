//! Layouts: the pages of a paper, each made up when a document first asks for it.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustc_hash::FxHashMap;

use super::by_hand::by_hand;
use super::copy::Copy;
use super::copyfit::copy;
use super::{make_up, share};
use crate::digest::Digest;
use crate::finding::Finding;
use crate::model::edition::Page;
use crate::model::layout::Layout;
use crate::model::site::{EditionId, Site};
use crate::source::{Place, Span};
use crate::words::{Wording, makeup};

/// Pages made up before, by the digest of what they were made from.
pub type Remembered = FxHashMap<Digest, Made>;

/// A page made up.
#[derive(Clone, Debug)]
pub struct Made {
    /// How.
    pub layout: Arc<Layout>,
    /// Why not as the editor drew it, where the editor did.
    refused: Option<Wording>,
}

/// The pages of a paper.
#[derive(Debug)]
pub struct Layouts<'s> {
    site: &'s Site,
    remembered: &'s Remembered,
    pages: Vec<Vec<OnceLock<Made>>>,
    used: Mutex<Remembered>,
}

impl<'s> Layouts<'s> {
    /// The pages of `site`, of which none is made up yet.
    #[must_use]
    pub fn new(site: &'s Site, remembered: &'s Remembered) -> Self {
        let of_edition = |pages: &[Page]| pages.iter().map(|_| OnceLock::new()).collect();
        let pages = site.editions.iter().map(|edition| of_edition(&edition.pages)).collect();
        Self { site, remembered, pages, used: Mutex::default() }
    }

    /// A page (from 0) of an edition: made up now, unless it was before or nothing in it has changed.
    #[must_use]
    pub fn page(&self, edition: EditionId, page: usize) -> Arc<Layout> {
        Arc::clone(&self.made(edition, page).layout)
    }

    fn made(&self, edition: EditionId, page: usize) -> &Made {
        self.pages[edition.0][page].get_or_init(|| self.make(&self.site.edition(edition).pages[page]))
    }

    fn make(&self, page: &Page) -> Made {
        let copies = self.copies(page);
        let digest = Digest::of_value(&(&copies, &page.by_hand, &self.site.theme.grid));
        let made = self.remembered.get(&digest).cloned().unwrap_or_else(|| self.make_anew(page, &copies));
        self.used.lock().unwrap_or_else(PoisonError::into_inner).insert(digest, made.clone());
        made
    }

    /// The page as the editor drew it, where that can be; otherwise as the program makes it up.
    fn make_anew(&self, page: &Page, copies: &[Copy]) -> Made {
        let grid = &self.site.theme.grid;
        let drawn = page.by_hand.as_ref().map(|hand| by_hand(hand, copies, &self.names_on(page), grid));
        let (layout, refused) = match drawn {
            Some(Ok(layout)) => (layout, None),
            Some(Err(wording)) => (make_up(copies, grid), Some(wording)),
            None => (make_up(copies, grid), None),
        };
        Made { layout: Arc::new(layout), refused }
    }

    fn copies(&self, page: &Page) -> Vec<Copy> {
        let limit = share::most(&self.site.theme.grid);
        page.stories
            .iter()
            .zip(&page.wishes)
            .map(|(story, wish)| copy(self.site, *story, *wish, limit))
            .collect()
    }

    /// The file names of a page's stories, without ending.
    #[must_use]
    pub fn names(&self, edition: EditionId, page: usize) -> Vec<&str> {
        self.names_on(&self.site.edition(edition).pages[page])
    }

    fn names_on(&self, page: &Page) -> Vec<&str> {
        page.stories.iter().map(|story| self.site.story(*story).draft.path.stem()).collect()
    }

    /// What is wrong with the pages that were drawn by hand, and with those made up so far that are higher than a sheet.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (index, edition) in self.site.editions.iter().enumerate() {
            for (number, page) in edition.pages.iter().enumerate() {
                if page.by_hand.is_some() || self.pages[index][number].get().is_some() {
                    self.find(number, page, self.made(EditionId(index), number), &mut findings);
                }
            }
        }
        findings
    }

    fn find(&self, number: usize, page: &Page, made: &Made, findings: &mut Vec<Finding>) {
        let names = self.names_on(page);
        if let Some(hand) = &page.by_hand {
            let broken = made.layout.broken.iter().map(|breach| {
                let stories: Vec<&str> = breach.stories.iter().map(|story| names[*story]).collect();
                makeup::broken_rule(breach.rule.word(), breach.rule.trade_word(), &stories)
            });
            let wordings = broken.chain(made.refused.clone());
            findings.extend(wordings.map(|wording| Finding::warning(hand.place.clone(), wording)));
        }
        if let Some(first) =
            page.stories.first().filter(|_| made.layout.overfull && made.layout.broken.is_empty())
        {
            let place = Place::new(&self.site.story(*first).draft.path, Span::default());
            let wording = makeup::beyond_the_sheet(number + 1, made.layout.lines, self.site.theme.grid.lines);
            findings.push(Finding::warning(place, wording));
        }
    }

    /// What the next build need not make up again: the pages that this one asked for.
    #[must_use]
    pub fn into_remembered(self) -> Remembered {
        self.used.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}
