//! The running order: what an edition specifies for its stories, by their names.

use rustc_hash::FxHashMap;

use crate::model::edition::{EditionDraft, MakeupDraft, PlacedWish, Wish};
use crate::source::Place;

/// What `edition.yaml` specifies for stories, by page (from 0) and file name without ending.
pub(crate) struct RunningOrder<'d> {
    /// The first page that lists a story, and the first whose layout draws it.
    pages: FxHashMap<&'d str, usize>,
    drawn: FxHashMap<&'d str, usize>,
    /// The position of a story in the list of its page.
    places: FxHashMap<(usize, &'d str), usize>,
    wishes: FxHashMap<(usize, &'d str), (Wish, &'d Place)>,
}

impl<'d> RunningOrder<'d> {
    /// The running order of an edition; of duplicates, the first counts.
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
                MakeupDraft::Wishes(wishes) => wishes.iter().for_each(|(name, place, wish)| {
                    order.wishes.entry((number, name)).or_insert((*wish, place));
                }),
                MakeupDraft::ByHand(rows, _) => rows.iter().flatten().for_each(|name| {
                    order.drawn.entry(name).or_insert(number);
                }),
            }
        }
        order
    }

    /// The page that lists a story, or otherwise the one that draws it.
    pub(crate) fn page(&self, stem: &str) -> Option<usize> {
        self.pages.get(stem).or_else(|| self.drawn.get(stem)).copied()
    }

    /// The position of a story in the list of a page.
    pub(crate) fn place(&self, page: usize, stem: &str) -> Option<usize> {
        self.places.get(&(page, stem)).copied()
    }

    /// The editor's settings for a story of a page.
    pub(crate) fn wish(&self, page: usize, stem: &str) -> PlacedWish {
        let (said, place) = self.wishes.get(&(page, stem)).copied().unzip();
        let wish = Wish { listed: self.place(page, stem).is_some(), ..said.unwrap_or_default() };
        PlacedWish { wish, place: place.cloned() }
    }
}
