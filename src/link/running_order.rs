//! The running order: what an edition says of its stories, found by their names.

use rustc_hash::FxHashMap;

use crate::model::edition::{EditionDraft, MakeupDraft, Wish};

/// What `edition.yaml` says of stories, by page (from 0) and by file name without ending.
pub(crate) struct RunningOrder<'d> {
    /// The first page that names a story, and the first that draws it.
    pages: FxHashMap<&'d str, usize>,
    drawn: FxHashMap<&'d str, usize>,
    /// Where a page names it.
    places: FxHashMap<(usize, &'d str), usize>,
    wishes: FxHashMap<(usize, &'d str), Wish>,
}

impl<'d> RunningOrder<'d> {
    /// The running order of an edition; of what is said twice, the first.
    pub(crate) fn of(said: &'d EditionDraft) -> Self {
        let mut order = Self {
            pages: FxHashMap::default(),
            drawn: FxHashMap::default(),
            places: FxHashMap::default(),
            wishes: FxHashMap::default(),
        };
        for (number, page) in said.pages.iter().enumerate() {
            for (place, (name, _)) in page.stories.iter().enumerate() {
                order.pages.entry(name).or_insert(number);
                order.places.entry((number, name)).or_insert(place);
            }
            match &page.makeup {
                MakeupDraft::Wishes(wishes) => wishes.iter().for_each(|(name, _, wish)| {
                    order.wishes.entry((number, name)).or_insert(*wish);
                }),
                MakeupDraft::ByHand(rows, _) => rows.iter().flatten().for_each(|name| {
                    order.drawn.entry(name).or_insert(number);
                }),
            }
        }
        order
    }

    /// The page that names a story, or else draws it.
    pub(crate) fn page(&self, stem: &str) -> Option<usize> {
        self.pages.get(stem).or_else(|| self.drawn.get(stem)).copied()
    }

    /// Where a page names a story.
    pub(crate) fn place(&self, page: usize, stem: &str) -> Option<usize> {
        self.places.get(&(page, stem)).copied()
    }

    /// What the editor wishes for a story of a page.
    pub(crate) fn wish(&self, page: usize, stem: &str) -> Wish {
        let said = self.wishes.get(&(page, stem)).copied().unwrap_or_default();
        Wish { listed: self.place(page, stem).is_some(), ..said }
    }
}
