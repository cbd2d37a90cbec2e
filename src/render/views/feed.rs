//! Feeds: the newest stories of the paper or of a column, as Atom and as JSON Feed.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Value, json};

use super::card::{edition_of, midnight};
use super::machine::lines;
use crate::finding::Finding;
use crate::model::document::{Route, Subject};
use crate::model::ids::{ColumnId, StoryId};
use crate::render::exhibits;
use crate::render::html::BodyRenderer;
use crate::render::templates::Templates;
use crate::render::terms::Terms;
use crate::trace::Reader;

/// How many stories a feed holds.
const FEED_LENGTH: usize = 20;

/// A feed.
#[derive(Debug, Serialize)]
pub(crate) struct FeedView {
    id: String,
    /// Its name: that of the paper, with that of the column.
    title: String,
    /// Its own address.
    feed: String,
    /// The address of what it is a feed of.
    home: String,
    updated: String,
    entries: Vec<FeedEntryView>,
}

#[derive(Debug, Serialize)]
struct FeedEntryView {
    title: String,
    url: String,
    published: String,
    updated: String,
    authors: Vec<String>,
    /// 栏目
    category: Option<String>,
    summary: String,
    /// Its text as HTML, if the paper wants that.
    content: Option<String>,
}

impl FeedView {
    /// The newest stories: the newest edition first, each edition in its own order.
    ///
    /// # Errors
    /// With a finding when an exhibit's template cannot be filled in.
    pub(crate) fn new(templates: &Templates, reader: &Reader, route: &Route) -> Result<Self, Box<Finding>> {
        let newest_first = reader.editions().into_iter().rev().flat_map(|(id, _)| &reader.edition(id).pages);
        let stories = newest_first.flat_map(|page| &page.stories).copied();
        let name = reader.paper().name.clone();
        Self::of(templates, reader, (route, &Subject::Front), name, stories)
    }

    /// The newest stories of a column.
    ///
    /// # Errors
    /// As [`FeedView::new`].
    pub(crate) fn column(
        templates: &Templates,
        reader: &Reader,
        route: &Route,
        id: ColumnId,
    ) -> Result<Self, Box<Finding>> {
        let column = reader.column(id);
        let stories = column.stories.iter().copied();
        let name = format!("{} · {}", reader.paper().name, column.name);
        Self::of(templates, reader, (route, &Subject::Column(id, 0)), name, stories)
    }

    fn of(
        templates: &Templates,
        reader: &Reader,
        (route, home): (&Route, &Subject),
        title: String,
        stories: impl Iterator<Item = StoryId>,
    ) -> Result<Self, Box<Finding>> {
        // Stories of no edition have no day, and so no entry.
        let entries = stories.map(|id| entry(templates, reader, id)).filter_map(Result::transpose);
        let entries: Vec<FeedEntryView> = entries.take(FEED_LENGTH).collect::<Result<_, _>>()?;
        let home = reader.route(home).and_then(|route| reader.canonical(route)).unwrap_or_default();
        Ok(Self {
            id: home.clone(),
            title,
            feed: reader.canonical(route).unwrap_or_default(),
            home,
            updated: entries.iter().map(|entry| entry.updated.clone()).max().unwrap_or_default(),
            entries,
        })
    }

    /// The same as JSON Feed 1.1.
    #[must_use]
    pub(crate) fn as_json(&self, reader: &Reader) -> Vec<u8> {
        let items = self.entries.iter().map(|entry| {
            let mut item = json!({
                "id": entry.url,
                "url": entry.url,
                "title": entry.title,
                "summary": entry.summary,
                "date_published": entry.published,
                "date_modified": entry.updated,
                "authors": entry.authors.iter().map(|name| json!({"name": name})).collect::<Vec<_>>(),
                "tags": entry.category.as_slice(),
            });
            match &entry.content {
                Some(content) => item["content_html"] = content.as_str().into(),
                None => item["content_text"] = entry.summary.as_str().into(),
            }
            item
        });
        let mut feed = json!({
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.title,
            "home_page_url": self.home,
            "feed_url": self.feed,
            "language": reader.paper().language.tag(),
            "items": items.collect::<Vec<Value>>(),
        });
        if let Some(slogan) = &reader.paper().masthead.slogan {
            feed["description"] = slogan.as_str().into();
        }
        lines(&feed)
    }
}

/// A story that has a day and an address.
fn entry(templates: &Templates, reader: &Reader, id: StoryId) -> Result<Option<FeedEntryView>, Box<Finding>> {
    let story = reader.card(id);
    let Some(route) = reader.route(&Subject::Story(id)) else { return Ok(None) };
    let (Some(url), Some(edition)) = (reader.canonical(route), edition_of(reader, story)) else {
        return Ok(None);
    };
    let byline = story.draft.front().byline.as_ref();
    let mut authors: Vec<String> =
        byline.map(|byline| byline.authors()).unwrap_or_default().into_iter().map(str::to_owned).collect();
    if authors.is_empty() {
        authors.push(reader.paper().name.clone());
    }
    let moment = |day: NaiveDate| midnight(reader.paper(), day);
    let day = story.draft.slip.schedule.published_on(edition.key.date);
    let content = if reader.paper().full_feed { Some(content(templates, reader, id)?) } else { None };
    Ok(Some(FeedEntryView {
        title: story.headline(" "),
        url,
        published: moment(day),
        updated: moment(story.changed_on().map_or(day, |changed| changed.max(day))),
        authors,
        category: reader.column_of(story).map(|(_, name)| name.to_owned()),
        summary: story.summary().to_owned(),
        content,
    }))
}

/// The whole text of a story, its links absolute.
fn content(templates: &Templates, reader: &Reader, id: StoryId) -> Result<String, Box<Finding>> {
    let story = reader.story(id);
    if story.draft.is_withdrawn() {
        return Ok(story.summary().to_owned());
    }
    let to_root = reader.paper().url.as_ref().map(url::Url::to_string).unwrap_or_default();
    let exhibits = exhibits::of_story(templates, reader, story, &to_root, None)?;
    let terms = Terms::of(reader.terms(story, &to_root));
    let home = reader.home(id);
    let setting = BodyRenderer {
        reader,
        story,
        to_root: &to_root,
        home,
        exhibits: &exhibits,
        terms: &terms,
        calls: true,
    };
    Ok(setting.blocks(&story.draft.body().blocks, None))
}
