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
use crate::words::{Wording, makeup};

/// Pages made up before, by the digest of what they were made from.
pub type Remembered = FxHashMap<Digest, Arc<Layout>>;

/// The pages of a paper.
#[derive(Debug)]
pub struct Layouts<'s> {
    site: &'s Site,
    remembered: &'s Remembered,
    pages: Vec<Vec<OnceLock<Arc<Layout>>>>,
    used: Mutex<Remembered>,
}

impl<'s> Layouts<'s> {
    /// The pages of `site`, of which none is made up yet.
    #[must_use]
    pub fn new(site: &'s Site, remembered: &'s Remembered) -> Self {
        let pages =
            site.editions.iter().map(|edition| edition.pages.iter().map(|_| OnceLock::new()).collect());
        Self { site, remembered, pages: pages.collect(), used: Mutex::default() }
    }

    /// A page (from 0) of an edition: made up now, unless it was before or nothing in it has changed.
    #[must_use]
    pub fn page(&self, edition: EditionId, page: usize) -> Arc<Layout> {
        Arc::clone(
            self.pages[edition.0][page].get_or_init(|| self.made(&self.site.edition(edition).pages[page])),
        )
    }

    fn made(&self, page: &Page) -> Arc<Layout> {
        let copies = self.copies(page);
        let grid = &self.site.theme.grid;
        let digest = Digest::of_value(&(&copies, &page.by_hand, grid));
        let layout = match self.remembered.get(&digest) {
            Some(known) => Arc::clone(known),
            None => Arc::new(
                self.drawn(page, &copies).and_then(Result::ok).unwrap_or_else(|| make_up(&copies, grid)),
            ),
        };
        self.used.lock().unwrap_or_else(PoisonError::into_inner).insert(digest, Arc::clone(&layout));
        layout
    }

    fn copies(&self, page: &Page) -> Vec<Copy> {
        let limit = share::most(&self.site.theme.grid);
        page.stories
            .iter()
            .zip(&page.wishes)
            .map(|(story, wish)| copy(self.site, *story, *wish, limit))
            .collect()
    }

    /// The page as the editor drew it, where it is drawn.
    fn drawn(&self, page: &Page, copies: &[Copy]) -> Option<Result<Layout, Wording>> {
        let hand = page.by_hand.as_ref()?;
        Some(by_hand(hand, copies, &self.names_on(page), &self.site.theme.grid))
    }

    /// The file names of a page's stories, without ending.
    #[must_use]
    pub fn names(&self, edition: EditionId, page: usize) -> Vec<&str> {
        self.names_on(&self.site.edition(edition).pages[page])
    }

    fn names_on(&self, page: &Page) -> Vec<&str> {
        page.stories.iter().map(|story| self.site.story(*story).draft.path.stem()).collect()
    }

    /// What is wrong with the pages that were made up by hand.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let pages = self.site.editions.iter().flat_map(|edition| &edition.pages);
        let by_hand = pages.filter_map(|page| Some((page, &page.by_hand.as_ref()?.place)));
        let wordings = by_hand.flat_map(|(page, place)| {
            let wordings = self.wrong_with(page);
            wordings.into_iter().map(move |wording| Finding::warning(place.clone(), wording))
        });
        wordings.collect()
    }

    fn wrong_with(&self, page: &Page) -> Vec<Wording> {
        match self.drawn(page, &self.copies(page)) {
            None => Vec::new(),
            Some(Err(wording)) => vec![wording],
            Some(Ok(layout)) => {
                let names = self.names_on(page);
                let broken = layout.broken.iter().map(|breach| {
                    let stories: Vec<&str> = breach.stories.iter().map(|story| names[*story]).collect();
                    makeup::broken_rule(breach.rule.word(), &stories)
                });
                broken.collect()
            }
        }
    }

    /// What the next build need not make up again: the pages that this one asked for.
    #[must_use]
    pub fn into_remembered(self) -> Remembered {
        self.used.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}
