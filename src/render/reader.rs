//! Reader: how a document sees the site, and the way from one document to another.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::model::document::{Document, Route, Subject};
use crate::model::layout::{Layout, MadeUp};
use crate::model::site::{EditionId, Site, Story, StoryId};

/// The site as the documents see it: what it says, and where each thing stands.
pub struct Reader<'s> {
    /// Everything the paper says.
    pub site: &'s Site,
    /// Every document that is planned.
    pub documents: &'s [Document],
    routes: FxHashMap<&'s Subject, &'s Route>,
    made_up: &'s MadeUp<'s>,
}

impl<'s> Reader<'s> {
    /// A reader of `site`, of which `documents` are printed.
    #[must_use]
    pub fn new(site: &'s Site, documents: &'s [Document], made_up: &'s MadeUp<'s>) -> Self {
        let routes = documents.iter().map(|document| (&document.subject, &document.route)).collect();
        Self { site, documents, routes, made_up }
    }

    /// Where a thing stands, if it is printed.
    #[must_use]
    pub fn route(&self, subject: &Subject) -> Option<&'s Route> {
        self.routes.get(subject).copied()
    }

    /// Where a thing stands, as templates want it: the path below the root.
    #[must_use]
    pub fn path(&self, subject: &Subject) -> Option<&'s str> {
        self.route(subject).map(Route::as_str)
    }

    /// The whole address of a document, where the paper says where it is published.
    #[must_use]
    pub fn canonical(&self, route: &Route) -> Option<String> {
        let url = self.site.paper.url.as_ref()?;
        let path = if self.route(&Subject::Front) == Some(route) { "" } else { route.as_str() };
        url.join(path).ok().map(String::from)
    }

    /// The stories before and behind a story, as the pages of its edition and of the editions beside it have them.
    #[must_use]
    pub fn neighbours(&self, story: StoryId) -> (Option<StoryId>, Option<StoryId>) {
        let Some(placed) = self.story(story).placed else { return (None, None) };
        let of = |edition: usize| {
            let edition = self.site.editions.get(edition);
            edition
                .into_iter()
                .flat_map(|edition| &edition.pages)
                .flat_map(|page| page.stories.iter().copied())
        };
        let here = placed.edition.0;
        let stories: Vec<StoryId> = of(here).collect();
        let Some(at) = stories.iter().position(|other| *other == story) else { return (None, None) };
        let before = || here.checked_sub(1).and_then(|earlier| of(earlier).last());
        let previous = at.checked_sub(1).map(|at| stories[at]).or_else(before);
        (previous, stories.get(at + 1).copied().or_else(|| of(here + 1).next()))
    }

    /// How a page (from 0) of an edition is made up.
    #[must_use]
    pub fn layout(&self, edition: EditionId, page: usize) -> Arc<Layout> {
        (self.made_up)(edition, page)
    }

    /// The terms that a story's edition explains, and the way to each from a document from which `to_root` leads to the root.
    #[must_use]
    pub fn terms(&self, story: &Story, to_root: &str) -> Vec<(String, String)> {
        let Some(placed) = story.placed else { return Vec::new() };
        let of_edition = self.site.terms.iter().filter(|term| term.edition == placed.edition);
        of_edition
            .filter_map(|term| {
                Some((
                    term.term.clone(),
                    format!("{to_root}{}#{}", self.path(&Subject::Story(term.story))?, term.id),
                ))
            })
            .collect()
    }

    /// The document of a story: the home of its headings, footnotes and figures.
    #[must_use]
    pub fn home(&self, story: StoryId) -> Option<&'s str> {
        self.path(&Subject::Story(story))
    }

    /// A story.
    #[must_use]
    pub fn story(&self, id: StoryId) -> &'s Story {
        self.site.story(id)
    }
}
