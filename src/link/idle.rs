//! Settings of an edition and of its stories that other settings overrule.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::form::form_of;
use super::running_order::RunningOrder;
use crate::finding::Finding;
use crate::model::draft::{Drafts, StoryDraft};
use crate::model::edition::{EditionDraft, MakeupDraft, Wish};
use crate::model::story::Form;
use crate::source::{Place, Span};
use crate::words::idle::{Idle, without_effect};

/// Reports what has no effect on the pages of an edition, each with its stories.
pub(super) fn check(
    said: &EditionDraft,
    pages: &[Vec<&Arc<StoryDraft>>],
    order: &RunningOrder,
    drafts: &Drafts,
    findings: &mut Vec<Finding>,
) {
    let placed =
        pages.iter().enumerate().flat_map(|(page, stories)| stories.iter().map(move |story| (page, *story)));
    let page_of: FxHashMap<&str, usize> = placed.map(|(page, story)| (story.path.stem(), page)).collect();
    let mut listed: FxHashSet<&str> = FxHashSet::default();
    let mut say = |place: &Place, key: &str, why: &Idle| {
        findings.push(Finding::warning(place.clone(), without_effect(key, why)));
    };
    for (number, page) in said.pages.iter().enumerate() {
        for (name, place) in &page.stories {
            match page_of.get(name.as_str()) {
                _ if !listed.insert(name) => say(place, name, &Idle::ListedBefore),
                Some(own) if *own != number => say(place, name, &Idle::OwnPage(page_number(*own))),
                _ => {}
            }
        }
    }
    if drafts.theme.grid.is_none() {
        unmade(said, pages, &mut say);
        return;
    }
    for (number, stories) in pages.iter().enumerate() {
        let makeup = said.pages.get(number).map(|page| &page.makeup);
        let by_hand = matches!(makeup, Some(MakeupDraft::ByHand(..)));
        let wishes = if let Some(MakeupDraft::Wishes(wishes)) = makeup { wishes.as_slice() } else { &[] };
        for story in stories {
            let stem = story.path.stem();
            let is_listed = order.place(number, stem).is_some();
            let wish = wishes.iter().find(|(name, ..)| name == stem);
            if let Some((_, place, wish)) = wish {
                of_wish(story, wish, is_listed, drafts).for_each(|(key, why)| say(place, key, &why));
            }
            let wish = wish.map(|(.., wish)| *wish).unwrap_or_default();
            of_story(story, wish, is_listed, by_hand).for_each(|(key, span, why)| {
                say(&Place::new(&story.path, span), key, &why);
            });
        }
    }
}

/// Reports what is for make-up in a theme that has none.
fn unmade(said: &EditionDraft, pages: &[Vec<&Arc<StoryDraft>>], say: &mut impl FnMut(&Place, &str, &Idle)) {
    for page in &said.pages {
        match &page.makeup {
            MakeupDraft::ByHand(_, place) => say(place, "makeup", &Idle::NotMadeUp),
            MakeupDraft::Wishes(wishes) => {
                for (_, place, wish) in wishes {
                    let keys = [
                        wish.boxed.map(|_| "box"),
                        wish.span.map(|_| "span"),
                        wish.large_pictures.map(|_| "picture"),
                    ];
                    keys.into_iter().flatten().for_each(|key| say(place, key, &Idle::NotMadeUp));
                }
            }
        }
    }
    for story in pages.iter().flatten() {
        if let Some((_, span)) = story.slip.span {
            say(&Place::new(&story.path, span), "span", &Idle::NotMadeUp);
        }
    }
}

/// A page's number, from its index.
fn page_number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1)
}

/// Settings of a story in `makeup` that have no effect.
fn of_wish(
    story: &StoryDraft,
    wish: &Wish,
    is_listed: bool,
    drafts: &Drafts,
) -> impl Iterator<Item = (&'static str, Idle)> {
    let rank = (wish.rank.is_some() && is_listed).then_some(("rank", Idle::Listed));
    let picture = wish.large_pictures.filter(|_| !story.is_withdrawn()).and_then(|_| {
        let is_photo = form_of(story, &drafts.paper) == Form::Photo;
        let has_picture = story.links.iter().any(|link| link.picture);
        if has_picture {
            is_photo.then_some(("picture", Idle::Photo))
        } else {
            Some(("picture", Idle::NoPicture))
        }
    });
    rank.into_iter().chain(picture)
}

/// Settings in the front matter of a story that have no effect.
fn of_story(
    story: &StoryDraft,
    wish: Wish,
    is_listed: bool,
    by_hand: bool,
) -> impl Iterator<Item = (&'static str, Span, Idle)> {
    let slip = &story.slip;
    let rank = slip.rank.filter(|_| is_listed).map(|(_, span)| ("rank", span, Idle::Listed));
    let rank = rank.or_else(|| Some(("rank", slip.rank.filter(|_| wish.rank.is_some())?.1, Idle::InEdition)));
    let span = slip.span.and_then(|(_, span)| match (by_hand, wish.span) {
        (true, _) => Some(("span", span, Idle::ByHand)),
        (false, Some(_)) => Some(("span", span, Idle::InEdition)),
        (false, None) => None,
    });
    let kept = !story.is_withdrawn();
    rank.into_iter().chain(span).filter(move |_| kept)
}
