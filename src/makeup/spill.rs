//! Spill: what an overfull page does not hold goes to the next, and a page is added where there is none.

use super::copy::Copy;
use super::copyfit::copy;
use super::share;
use crate::finding::{Finding, Noted, Severity};
use crate::model::edition::{Page, Wish};
use crate::model::site::{EditionId, Placed, Site, StoryId};
use crate::source::{Place, Span};
use crate::words::makeup;

/// Moves the least stories of every overfull page to the next, and says so: of the newest edition that has such pages, of each
/// page; of all before it, how many. An editor mends the edition in hand, not those of years ago.
#[must_use]
pub fn spill(mut site: Site) -> Noted<Site> {
    let mut by_edition: Vec<Vec<Finding>> = Vec::new();
    for edition in (0..site.editions.len()).map(EditionId) {
        let (mut page, mut findings) = (0, Vec::new());
        while page < site.edition(edition).pages.len() {
            let kept = held(&site, &site.edition(edition).pages[page]);
            if kept < site.edition(edition).pages[page].stories.len() {
                findings.push(moved(&mut site, edition, page, kept));
            }
            page += 1;
        }
        by_edition.push(findings);
    }
    by_edition.retain(|findings| !findings.is_empty());
    let mut findings = by_edition.pop().unwrap_or_default();
    if let Some(before) = by_edition.into_iter().flatten().map(|finding| finding.place).reduce(|_, last| last)
    {
        findings.push(Finding {
            severity: Severity::Warning,
            place: before,
            wording: makeup::overfull_before(),
        });
    }
    Noted::new(site, findings)
}

/// How many stories of a page, from the lead on, its sheet holds; a page made up by hand holds what the editor put on it.
fn held(site: &Site, page: &Page) -> usize {
    if page.by_hand.is_some() {
        return page.stories.len();
    }
    let grid = &site.theme.grid;
    let pairs = page.stories.iter().zip(&page.wishes);
    let copies: Vec<Copy> =
        pairs.map(|(story, wish)| copy(site, *story, *wish, share::least(grid))).collect();
    share::held(&copies, grid)
}

/// Moves the stories of a page from `kept` on to the next.
fn moved(site: &mut Site, edition: EditionId, page: usize, kept: usize) -> Finding {
    let pages = &mut site.editions[edition.0].pages;
    let (stories, wishes) = (pages[page].stories.split_off(kept), pages[page].wishes.split_off(kept));
    let number = stories.len();
    if pages.len() == page + 1 {
        pages.push(Page { name: None, stories: Vec::new(), wishes: Vec::<Wish>::new(), by_hand: None });
    }
    pages[page + 1].stories.extend(stories.iter().copied());
    pages[page + 1].wishes.extend(wishes);
    let next: Vec<StoryId> = pages[page + 1].stories.clone();
    for (rank, story) in (1..).zip(next) {
        site.stories[story.0].placed = Some(Placed { edition, page: page + 1, rank });
    }
    let place = Place::new(&site.story(stories[0]).draft.path, Span::default());
    Finding::warning(place, makeup::overfull(page + 1, number))
}
