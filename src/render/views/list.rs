//! A column, a topic or a byline: its stories, one sheet at a time, newest first; and the front of a paper without editions.

use serde::Serialize;

use super::card::Card;
use super::chrome::{HeadView, SheetTurn};
use super::linked_data;
use super::page::headlines;
use crate::model::document::{Route, Subject};
use crate::model::ids::{ColumnId, SignerId, StoryId, TopicId};
use crate::trace::Reader;

/// A sheet of stories.
#[derive(Debug, Serialize)]
pub(crate) struct ListView<'s> {
    head: HeadView,
    name: &'s str,
    about: Option<&'s str>,
    /// `column`, `topic`, `byline` or `front`.
    kind: &'static str,
    /// The search for the same stories.
    search: Option<String>,
    stories: Vec<Card<'s>>,
    total: usize,
    #[serde(flatten)]
    turn: SheetTurn<'s>,
}

impl<'s> ListView<'s> {
    /// A sheet (from 0) of a column.
    #[must_use]
    pub(crate) fn column(reader: &'s Reader<'s>, route: &Route, id: ColumnId, sheet: usize) -> Self {
        let column = reader.column(id);
        let list = List {
            name: &column.name,
            about: column.about.as_deref(),
            kind: "column",
            stories: &column.stories,
        };
        list.sheet(reader, route, sheet, |sheet| Subject::Column(id, sheet))
    }

    /// A sheet (from 0) of a topic.
    #[must_use]
    pub(crate) fn topic(reader: &'s Reader<'s>, route: &Route, id: TopicId, sheet: usize) -> Self {
        let topic = reader.topic(id);
        let list = List { name: &topic.name, about: None, kind: "topic", stories: &topic.stories };
        list.sheet(reader, route, sheet, |sheet| Subject::Topic(id, sheet))
    }

    /// A sheet (from 0) of the stories that somebody signed; `index` is the title of the index of all names.
    #[must_use]
    pub(crate) fn signer(
        reader: &'s Reader<'s>,
        route: &Route,
        id: SignerId,
        sheet: usize,
        index: &str,
    ) -> Self {
        let signer = reader.signer(id);
        let list = List { name: &signer.name, about: None, kind: "byline", stories: &signer.stories };
        let mut view = list.sheet(reader, route, sheet, |sheet| Subject::Signer(id, sheet));
        let between = [(index.to_owned(), Subject::Bylines(0))];
        let trail = linked_data::trail(reader, &between, &signer.name);
        view.head.json_ld = trail.map(|trail| linked_data::script(&[Some(trail)]));
        view.search = reader.path(&Subject::Search).map(|search| {
            let asked = url::form_urlencoded::Serializer::new(String::new())
                .append_pair("author", &signer.name)
                .finish();
            format!("{search}?{asked}")
        });
        view
    }

    /// A sheet (from 0) of the stories of a paper without editions; the first one is the front.
    #[must_use]
    pub(crate) fn undated(reader: &'s Reader<'s>, route: &Route, stories: &[StoryId], sheet: usize) -> Self {
        let paper = reader.paper();
        let list =
            List { name: &paper.name, about: paper.masthead.slogan.as_deref(), kind: "front", stories };
        let subject = |sheet| if sheet == 0 { Subject::Front } else { Subject::Undated(sheet) };
        let mut view = list.sheet(reader, route, sheet, subject);
        view.head.title.clear();
        view
    }
}

/// A whole list, one sheet of which is shown.
struct List<'s, 'l> {
    name: &'s str,
    about: Option<&'s str>,
    kind: &'static str,
    stories: &'l [StoryId],
}

impl<'s> List<'s, '_> {
    fn sheet(
        self,
        reader: &'s Reader<'s>,
        route: &Route,
        sheet: usize,
        subject: impl Fn(usize) -> Subject,
    ) -> ListView<'s> {
        let of_sheet = reader.theme().stories_per_list;
        let to_root = route.to_root();
        let mut head = HeadView::new(reader, route, self.kind, self.name);
        let stories = self.stories.iter().skip(sheet * of_sheet).take(of_sheet);
        let shown: Vec<StoryId> = stories.clone().copied().collect();
        let described =
            self.about.filter(|_| sheet == 0).map_or_else(|| headlines(reader, &shown), str::to_owned);
        head.description = Some(described).filter(|described| !described.is_empty()).or(head.description);
        head.feed = match subject(0) {
            Subject::Column(column, _) => reader.path(&Subject::ColumnFeed(column)).map(str::to_owned),
            _ => None,
        };
        head.json_ld =
            linked_data::trail(reader, &[], self.name).map(|trail| linked_data::script(&[Some(trail)]));
        ListView {
            name: self.name,
            about: self.about,
            kind: self.kind,
            search: None,
            stories: stories.map(|id| Card::new(reader, *id, &to_root)).collect(),
            total: self.stories.len(),
            turn: SheetTurn::new(reader, sheet, self.stories.len().div_ceil(of_sheet), subject),
            head,
        }
    }
}
