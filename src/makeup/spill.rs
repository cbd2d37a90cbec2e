//! Spill: stories that an overfull page cannot hold move to the next page, which is added if there is none.

use std::sync::Arc;

use rayon::prelude::*;

use super::by_hand::draws_all;
use super::layouts::{copies, key, on_page};
use super::share;
use crate::digest::Digest;
use crate::finding::{Finding, Noted, Severity};
use crate::memo::Memo;
use crate::model::edition::{Edition, Page, PlacedWish};
use crate::model::ids::{EditionId, StoryId};
use crate::model::site::{Placed, Site};
use crate::model::theme::Grid;
use crate::source::{Place, Span};
use crate::words::makeup;

/// Moves the least important stories of every overfull page to the next, and reports this: for the newest edition with such
/// pages, page by page; for those before it, once. An editor corrects the current edition, not those of years ago.
///
/// This determines on which page each story is. It is not done in `link`, because only make-up knows how much a page holds.
#[must_use]
pub fn spill(mut site: Site, memo: &Memo<usize>) -> Noted<Site> {
    let theme = Arc::clone(&site.theme);
    let Some(grid) = &theme.grid else { return Noted::new(site, Vec::new()) };
    let grids = [0, 1].map(|page| grid.of_page(page));
    let capacities =
        Capacities { digests: [0, 1].map(|page: usize| Digest::of_value(&grids[page])), grids, memo };
    let of_edition = |edition: &Edition| -> Vec<PageCapacity> {
        let pages = edition.pages.iter().enumerate();
        pages.map(|(number, page)| capacities.of(&site, number, page)).collect()
    };
    let first: Vec<Vec<PageCapacity>> = site.editions.par_iter().map(of_edition).collect();
    let overfull: Vec<bool> = first.iter().map(|pages| pages.iter().any(|page| page.spills)).collect();
    let mut by_edition: Vec<Vec<Finding>> = Vec::new();
    for edition in (0..overfull.len()).filter(|edition| overfull[*edition]).map(EditionId) {
        let (mut page, mut findings) = (0, Vec::new());
        while page < site.edition(edition).pages.len() {
            let capacity = capacities.of(&site, page, &site.edition(edition).pages[page]);
            if capacity.spills {
                findings.push(moved(&mut site, edition, page, capacity.held));
            }
            page += 1;
        }
        by_edition.push(findings);
    }
    let mut findings = by_edition.pop().unwrap_or_default();
    findings.extend(first.into_iter().flatten().filter_map(|page| Some(*page.failed?)));
    if let Some(before) = by_edition.into_iter().flatten().map(|finding| finding.place).reduce(|_, last| last)
    {
        findings.push(Finding::new(Severity::Warning, before, makeup::overfull_before()));
    }
    Noted::new(site, findings)
}

/// How much the pages of a grid hold.
struct Capacities<'m> {
    /// The grid of a first page, and that of the others.
    grids: [Grid; 2],
    /// Their digests.
    digests: [Digest; 2],
    memo: &'m Memo<usize>,
}

/// How much a page holds.
struct PageCapacity {
    /// How many of its stories, starting with the lead, fit on its sheet.
    held: usize,
    /// Whether some do not fit.
    spills: bool,
    /// The error, if measuring it panicked.
    failed: Option<Box<Finding>>,
}

impl Capacities<'_> {
    /// How much the page with this number, from 0, holds. A page with a manual layout holds what is drawn.
    fn of(&self, site: &Site, place: usize, page: &Page) -> PageCapacity {
        let number = page.stories.len();
        let all = PageCapacity { held: number, spills: false, failed: None };
        if number <= share::ALWAYS_HELD || page.by_hand.as_ref().is_some_and(|hand| draws_all(hand, number)) {
            return all;
        }
        let of = place.min(1);
        let measure = || on_page(site, page, || measure(site, page, &self.grids[of]));
        match self.memo.try_get_or(key(site, page, self.digests[of]), measure) {
            Ok(held) => PageCapacity { held, spills: held < number, failed: None },
            Err(failed) => PageCapacity { failed: Some(failed), ..all },
        }
    }
}

fn measure(site: &Site, page: &Page, grid: &Grid) -> usize {
    share::held(&copies(site, page, grid, share::least(grid)), grid)
}

/// Moves the stories of a page from `kept` on to the next page, or to a new page if the editor drew the next.
fn moved(site: &mut Site, edition: EditionId, page: usize, kept: usize) -> Finding {
    let pages = &mut site.editions[edition.0].pages;
    let (stories, wishes) = (pages[page].stories.split_off(kept), pages[page].wishes.split_off(kept));
    let number = stories.len();
    if pages.get(page + 1).is_none_or(|next| next.by_hand.is_some()) {
        let empty = Page { name: None, stories: Vec::new(), wishes: Vec::<PlacedWish>::new(), by_hand: None };
        pages.insert(page + 1, empty);
    }
    pages[page + 1].stories.extend(stories.iter().copied());
    pages[page + 1].wishes.extend(wishes);
    let after = pages.iter().enumerate().skip(page + 1);
    let placed: Vec<(StoryId, Placed)> = after
        .flat_map(|(page, on)| {
            (1..).zip(&on.stories).map(move |(rank, story)| (*story, Placed { edition, page, rank }))
        })
        .collect();
    for (story, place) in placed {
        site.stories[story.0].placed = Some(place);
    }
    let place = Place::new(&site.story(stories[0]).draft.path, Span::default());
    Finding::warning(place, makeup::overfull(page + 1, number))
}
