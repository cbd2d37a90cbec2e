//! The list of topics, one sheet at a time, the largest first.

use serde::Serialize;

use super::chrome::{HeadView, SheetTurn, names_on_sheet};
use crate::model::document::{Route, Subject};
use crate::model::ids::TopicId;
use crate::trace::Reader;

/// A sheet of topics.
#[derive(Debug, Serialize)]
pub(crate) struct TopicsView<'s> {
    head: HeadView,
    topics: Vec<NameView<'s>>,
    total: usize,
    #[serde(flatten)]
    turn: SheetTurn<'s>,
}

/// A topic, or somebody who signed stories, and the number of these.
#[derive(Debug, Serialize)]
pub(crate) struct NameView<'s> {
    pub name: &'s str,
    pub path: &'s str,
    pub stories: usize,
}

impl<'s> TopicsView<'s> {
    /// A sheet (from 0) of the topics.
    #[must_use]
    pub(crate) fn new(reader: &Reader<'s>, route: &Route, sheet: usize, title: &str) -> Self {
        let all = reader.topic_counts();
        let topic = |(_, (id, name, stories)): (usize, &(TopicId, &'s str, usize))| {
            Some(NameView { name, path: reader.path(&Subject::Topic(*id, 0))?, stories: *stories })
        };
        Self {
            head: HeadView::new(reader, route, "topics", title),
            topics: names_on_sheet(&all, sheet).filter_map(topic).collect(),
            total: all.len(),
            turn: SheetTurn::of_names(reader, sheet, all.len(), Subject::Topics),
        }
    }
}
