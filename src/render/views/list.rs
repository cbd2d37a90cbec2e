//! A column or topic: its stories, one sheet at a time, newest first; and the front of a paper without editions.

use serde::Serialize;

use super::card::Card;
use super::chrome::HeadView;
use crate::model::document::{Route, Subject};
use crate::model::ids::{ColumnId, StoryId, TopicId};
use crate::trace::Reader;

/// A sheet of stories.
#[derive(Debug, Serialize)]
pub(crate) struct ListView<'s> {
    head: HeadView,
    name: &'s str,
    about: Option<&'s str>,
    /// `column`, `topic` or `front`.
    kind: &'static str,
    stories: Vec<Card<'s>>,
    total: usize,
    sheet: usize,
    sheets: usize,
    previous: Option<&'s str>,
    next: Option<&'s str>,
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

    /// The front of a paper without editions: all of its stories.
    #[must_use]
    pub(crate) fn front(reader: &'s Reader<'s>, route: &Route, stories: &[StoryId]) -> Self {
        let paper = reader.paper();
        let mut head = HeadView::new(reader, route, "front", "");
        head.description.clone_from(&paper.masthead.slogan);
        Self {
            head,
            name: &paper.name,
            about: paper.masthead.slogan.as_deref(),
            kind: "front",
            stories: stories.iter().map(|id| Card::new(reader, *id, "")).collect(),
            total: stories.len(),
            sheet: 1,
            sheets: 1,
            previous: None,
            next: None,
        }
    }
}

/// A whole list, one sheet of which is shown.
struct List<'s> {
    name: &'s str,
    about: Option<&'s str>,
    kind: &'static str,
    stories: &'s [StoryId],
}

impl<'s> List<'s> {
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
        head.description = self.about.map(str::to_owned);
        let stories = self.stories.iter().skip(sheet * of_sheet).take(of_sheet);
        ListView {
            name: self.name,
            about: self.about,
            kind: self.kind,
            stories: stories.map(|id| Card::new(reader, *id, &to_root)).collect(),
            total: self.stories.len(),
            sheet: sheet + 1,
            sheets: self.stories.len().div_ceil(of_sheet).max(1),
            previous: sheet.checked_sub(1).and_then(|sheet| reader.path(&subject(sheet))),
            next: reader.path(&subject(sheet + 1)),
            head,
        }
    }
}
