//! A story with everything that belongs to it, and a standing document.

use serde::Serialize;

use super::card::{Card, DateView, PictureView, column_link, edition_of, run_in};
use super::chrome::{HeadView, LinkView, classification_text};
use super::figures::{FigureView, figures};
use super::linked_data::{self, ArticleFacts};
use super::miniature::Outline;
use super::page::{EditionLink, edition_link, headline_link};
use super::qr::QrView;
use crate::finding::Finding;
use crate::model::document::{Route, Subject};
use crate::model::ids::{SignerId, StandingId, StoryId, TopicId};
use crate::model::site::{Placed, Story, StoryVersion};
use crate::render::exhibits;
use crate::render::html::BodyRenderer;
use crate::render::templates::Templates;
use crate::render::terms::Terms;
use crate::trace::Reader;

/// A story's document.
#[derive(Debug, Serialize)]
pub(crate) struct StoryView<'s> {
    head: HeadView,
    card: Card<'s>,
    body: String,
    footnotes: String,
    dateline: Option<&'s str>,
    source: Option<&'s str>,
    source_url: Option<&'s str>,
    copyright: Option<&'s str>,
    keywords: Vec<String>,
    editors: Vec<(&'s str, &'s str)>,
    topics: Vec<LinkView<'s>>,
    /// Who signed it or took its pictures.
    signers: Vec<LinkView<'s>>,
    edition: Option<EditionLink<'s>>,
    page: Option<StandsOn<'s>>,
    previous: Option<LinkView<'s>>,
    next: Option<LinkView<'s>>,
    same_column: Vec<LinkView<'s>>,
    figures: Vec<FigureView<'s>>,
    /// Its address for a telephone, if it is known.
    qr: Option<QrView>,
    /// The language tag of the story.
    language: &'static str,
    /// Its versions in other languages, the paper's own first.
    versions: Vec<VersionView>,
    /// The absolute address of its first picture, or else of its share picture.
    picture: Option<String>,
    authors: String,
}

/// A version of the story in a language, this one included.
#[derive(Debug, Serialize)]
struct VersionView {
    language: &'static str,
    /// The language's own name.
    name: &'static str,
    /// The address from this document.
    href: String,
    /// The address for search engines.
    alternate: String,
    /// Whether it is this story.
    is_this: bool,
}

/// The page that a story is on.
#[derive(Debug, Serialize)]
struct StandsOn<'s> {
    number: usize,
    name: Option<&'s str>,
    path: &'s str,
    /// 版面图, with this story marked.
    outline: Option<Outline>,
    /// The pages before and after it.
    previous: Option<&'s str>,
    next: Option<&'s str>,
}

impl<'s> StoryView<'s> {
    /// The document of a story.
    ///
    /// # Errors
    /// With a finding when an exhibit's template cannot be filled in.
    pub(crate) fn new(
        templates: &Templates,
        reader: &'s Reader<'s>,
        route: &Route,
        id: StoryId,
    ) -> Result<Self, Box<Finding>> {
        let story = reader.story(id);
        let mut view = Self::of(templates, reader, route, story, "story")?;
        view.card.path = reader.path(&Subject::Story(id)).unwrap_or_default();
        view.card.column = column_link(reader, story);
        if let Some(edition) = edition_of(reader, story) {
            view.card.date = Some(DateView::new(reader, edition.key.date));
            view.head.classification = classification_text(edition.classification.as_ref());
        }
        view.edition = story.placed.and_then(|placed| edition_link(reader, placed.edition));
        view.page = story.placed.and_then(|placed| stands_on(reader, placed));
        let (previous, next) = reader.neighbours(id);
        view.previous = previous.map(|story| headline_link(reader, story));
        view.next = next.map(|story| headline_link(reader, story));
        let newest = story.column.map(|column| reader.newest_of(column)).unwrap_or_default();
        let same = newest.iter().filter(|other| **other != id);
        view.same_column = same.take(6).map(|other| headline_link(reader, *other)).collect();
        view.topics = topics(reader, story);
        view.signers = signers(reader, story);
        view.versions = versions(reader, route, id, story);
        if templates.use_variable("qr") {
            view.qr = view.head.canonical.as_deref().and_then(QrView::new);
        }
        view.picture = view.picture.or_else(|| reader.share_picture(id));
        view.head.picture = view.picture.clone().or(view.head.picture.take());
        view.head.json_ld = Some(linked(reader, id, story, &view));
        Ok(view)
    }

    /// The front of a paper that consists of this story alone.
    ///
    /// # Errors
    /// With a finding when an exhibit's template cannot be filled in.
    pub(crate) fn front(
        templates: &Templates,
        reader: &'s Reader<'s>,
        route: &Route,
        id: StoryId,
    ) -> Result<Self, Box<Finding>> {
        let view = Self::new(templates, reader, route, id)?;
        Ok(Self { head: HeadView { section: "front", ..view.head }, ..view })
    }

    /// A standing document.
    ///
    /// # Errors
    /// With a finding when an exhibit's template cannot be filled in.
    pub(crate) fn standing(
        templates: &Templates,
        reader: &'s Reader<'s>,
        route: &Route,
        id: StandingId,
    ) -> Result<Self, Box<Finding>> {
        Self::of(templates, reader, route, reader.standing(id), "standing")
    }

    fn of(
        templates: &Templates,
        reader: &'s Reader<'s>,
        route: &Route,
        story: &'s Story,
        section: &'static str,
    ) -> Result<Self, Box<Finding>> {
        let to_root = route.to_root();
        let exhibits = exhibits::of_story(templates, reader, story, &to_root, None)?;
        let terms = Terms::of(reader.terms(story, &to_root));
        let setting = BodyRenderer {
            reader,
            story,
            to_root: &to_root,
            home: None,
            exhibits: &exhibits,
            terms: &terms,
            calls: true,
        };
        let card = Card::of(&setting, story);
        let front = story.draft.front();
        let (body, footnotes) = match card.withdrawn {
            Some(_) => (String::new(), String::new()),
            None => (setting.blocks(&story.draft.body().blocks, run_in(&card)), setting.footnotes()),
        };
        let mut head = HeadView::new(reader, route, section, story.headline(" "));
        head.description = Some(card.summary.to_owned());
        head.fonts.extend(reader.headline_sheet(story).map(str::to_owned));
        let picture = card.pictures.first().and_then(|picture| whole_address(reader, route, picture));
        Ok(Self {
            body,
            footnotes,
            dateline: front.dateline.as_deref(),
            source: front.origin.source.as_deref(),
            source_url: front.origin.source_url.as_deref(),
            copyright: front.origin.copyright.as_deref(),
            keywords: keywords(story),
            editors: front.editors.iter().map(|(task, who)| (task.as_str(), who.as_str())).collect(),
            topics: Vec::new(),
            signers: Vec::new(),
            edition: None,
            page: None,
            previous: None,
            next: None,
            same_column: Vec::new(),
            figures: if card.withdrawn.is_some() { Vec::new() } else { figures(reader, story) },
            qr: None,
            language: story.language.tag(),
            versions: Vec::new(),
            picture,
            authors: front.byline.as_ref().map(|byline| byline.authors().join(" ")).unwrap_or_default(),
            head,
            card,
        })
    }
}

/// The story and its versions; empty if it has none.
fn versions(reader: &Reader, route: &Route, id: StoryId, story: &Story) -> Vec<VersionView> {
    if story.versions.is_empty() {
        return Vec::new();
    }
    let this = StoryVersion { language: story.language, story: id };
    let mut versions: Vec<StoryVersion> = story.versions.iter().copied().chain([this]).collect();
    versions.sort_unstable();
    let view = |version: &StoryVersion| {
        let there = reader.route(&Subject::Story(version.story))?;
        let href = format!("{}{}", route.to_root(), there.as_str());
        Some(VersionView {
            language: version.language.tag(),
            name: version.language.own_name(),
            alternate: reader.canonical(there).unwrap_or_else(|| href.clone()),
            href,
            is_this: version.story == id,
        })
    };
    versions.iter().filter_map(view).collect()
}

fn stands_on<'s>(reader: &Reader<'s>, placed: Placed) -> Option<StandsOn<'s>> {
    let pages = &reader.edition(placed.edition).pages;
    let path = |page: usize| reader.path(&Subject::Page(placed.edition, page));
    Some(StandsOn {
        number: placed.page + 1,
        name: pages[placed.page].name.as_deref(),
        path: path(placed.page)?,
        outline: Outline::of_story(reader, placed),
        previous: placed.page.checked_sub(1).and_then(path),
        next: if placed.page + 1 < pages.len() { path(placed.page + 1) } else { None },
    })
}

fn topics<'s>(reader: &Reader<'s>, story: &Story) -> Vec<LinkView<'s>> {
    let link = |(topic, name): (TopicId, &str)| {
        Some(LinkView { name: name.to_owned(), path: reader.path(&Subject::Topic(topic, 0))? })
    };
    reader.topics_of(story).into_iter().filter_map(link).collect()
}

fn signers<'s>(reader: &Reader<'s>, story: &Story) -> Vec<LinkView<'s>> {
    let link = |(signer, name): (SignerId, &str)| {
        Some(LinkView { name: name.to_owned(), path: reader.path(&Subject::Signer(signer, 0))? })
    };
    reader.signers_of(story).into_iter().filter_map(link).collect()
}

/// The editor's keywords, or the topics.
fn keywords(story: &Story) -> Vec<String> {
    let keywords = &story.draft.front().keywords;
    let topics = || story.draft.slip.topics.iter().map(|(name, _)| name.clone()).collect();
    if keywords.is_empty() { topics() } else { keywords.clone() }
}

fn whole_address(reader: &Reader, route: &Route, picture: &PictureView) -> Option<String> {
    let url = reader.paper().url.as_ref()?;
    url.join(route.as_str()).ok()?.join(&picture.source).ok().map(String::from)
}

/// The story and the way to it, for search engines.
fn linked(reader: &Reader, id: StoryId, story: &Story, view: &StoryView) -> String {
    let facts = ArticleFacts {
        headline: &view.head.title,
        column: view.card.column.as_ref().map(|column| column.name.as_str()),
        address: view.head.canonical.as_deref(),
        picture: view.picture.as_deref(),
    };
    let between = story
        .placed
        .zip(view.edition.as_ref())
        .map(|(placed, edition)| (edition.date.printed.clone(), Subject::Page(placed.edition, 0)));
    let between: Vec<(String, Subject)> = between.into_iter().collect();
    let is_front = reader.route(&Subject::Story(id)).is_none();
    let trail = if is_front { None } else { linked_data::trail(reader, &between, &view.head.title) };
    linked_data::script(&[
        Some(linked_data::article(reader, story, edition_of(reader, story), &facts)),
        trail,
    ])
}
