//! The list of topics, one sheet at a time, the largest first.

use serde::Serialize;

use super::chrome::{HeadView, SheetTurn};
use crate::model::document::{Route, Subject};
use crate::model::ids::TopicId;
use crate::model::theme::NAMES_PER_LIST;
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
        let shown = all.iter().skip(sheet * NAMES_PER_LIST).take(NAMES_PER_LIST);
        let topic = |(id, name, stories): &(TopicId, &'s str, usize)| {
            Some(NameView { name, path: reader.path(&Subject::Topic(*id, 0))?, stories: *stories })
        };
        Self {
            head: HeadView::new(reader, route, "topics", title),
            topics: shown.filter_map(topic).collect(),
            total: all.len(),
            turn: SheetTurn::new(reader, sheet, all.len().div_ceil(NAMES_PER_LIST), Subject::Topics),
        }
    }
}
