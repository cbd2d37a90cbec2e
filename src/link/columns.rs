//! Columns and topics, and their stories, newest first.

use rustc_hash::{FxHashMap, FxHashSet};

use super::addresses;
use super::blame::blame;
use super::editions::PlacedStories;
use crate::digest::short_form;
use crate::finding::{Finding, Noted};
use crate::model::draft::StoryDraft;
use crate::model::ids::{ColumnId, StoryId, TopicId};
use crate::model::paper::Paper;
use crate::model::site::{Column, Topic};
use crate::source::is_address;
use crate::words::content;

/// All columns and topics, indexed by name.
pub(crate) struct Columns<'d> {
    /// In running order.
    pub columns: Vec<Column>,
    /// The largest first.
    pub topics: Vec<Topic>,
    known_columns: FxHashMap<String, ColumnId>,
    known_topics: FxHashMap<&'d str, TopicId>,
}

impl Columns<'_> {
    /// The column of a story.
    pub(crate) fn column_of(&self, draft: &StoryDraft) -> Option<ColumnId> {
        let (name, _) = draft.slip.column.as_ref()?;
        self.known_columns.get(name).copied()
    }

    /// The topics of a story, the largest first.
    pub(crate) fn topics_of(&self, draft: &StoryDraft) -> Vec<TopicId> {
        let known = |name: &String| self.known_topics.get(name.as_str()).copied();
        let mut topics: Vec<TopicId> = draft.slip.topics.iter().filter_map(known).collect();
        topics.sort_unstable();
        topics.dedup();
        topics
    }
}

/// Collects the columns that the paper declares or, if it declares none, those that its stories name; and every topic.
pub(crate) fn gather<'d>(paper: &Paper, placed: &'d PlacedStories) -> Noted<Columns<'d>> {
    let mut findings = Vec::new();
    let mut columns: Vec<Column> = Vec::new();
    let mut names = FxHashSet::default();
    for setting in &paper.columns {
        if !names.insert(setting.name.as_str()) {
            findings.push(Finding::error(setting.at.clone(), content::column_twice(&setting.name)));
            continue;
        }
        let slug = match &setting.slug {
            Some(slug) if !is_address(slug) => {
                findings.push(Finding::error(setting.at.clone(), content::bad_slug(slug)));
                short_form(slug)
            }
            Some(slug) => slug.clone(),
            None => addresses::address_of(&setting.name),
        };
        columns.push(Column {
            name: setting.name.clone(),
            slug,
            about: setting.about.clone(),
            stories: Vec::new(),
        });
    }
    let declared = columns.iter().enumerate();
    let mut known: FxHashMap<String, ColumnId> =
        declared.map(|(index, column)| (column.name.clone(), ColumnId(index))).collect();
    for (index, (draft, _)) in placed.stories.iter().enumerate().rev() {
        if let Some(column) = column_of(draft, paper, &mut columns, &mut known, &mut findings) {
            columns[column.0].stories.push(StoryId(index));
        }
    }
    let topics = topics(placed);
    let known_topics = topics.iter().enumerate().map(|(index, (name, _))| (*name, TopicId(index))).collect();
    let topics = topics.into_iter().map(|(_, topic)| topic).collect();
    Noted::new(Columns { columns, topics, known_columns: known, known_topics }, findings)
}

fn column_of(
    draft: &StoryDraft,
    paper: &Paper,
    columns: &mut Vec<Column>,
    known: &mut FxHashMap<String, ColumnId>,
    findings: &mut Vec<Finding>,
) -> Option<ColumnId> {
    let (name, span) = draft.slip.column.as_ref()?;
    if let Some(known) = known.get(name) {
        return Some(*known);
    }
    if !paper.columns.is_empty() {
        let known = paper.columns.iter().map(|column| column.name.as_str());
        blame(draft, *span, content::unknown_column(name, known), findings);
        return None;
    }
    columns.push(Column {
        name: name.clone(),
        slug: addresses::address_of(name),
        about: None,
        stories: Vec::new(),
    });
    known.insert(name.clone(), ColumnId(columns.len() - 1));
    known.get(name).copied()
}

fn topics(placed: &PlacedStories) -> Vec<(&str, Topic)> {
    let mut found: FxHashMap<&str, Vec<StoryId>> = FxHashMap::default();
    for (index, (draft, _)) in placed.stories.iter().enumerate().rev() {
        for name in &draft.slip.topics {
            let stories = found.entry(name).or_default();
            if stories.last() != Some(&StoryId(index)) {
                stories.push(StoryId(index));
            }
        }
    }
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by_key(|(name, stories)| (std::cmp::Reverse(stories.len()), *name));
    // `topics/index.html` is the list of topics.
    let slug =
        |name: &str| if name.starts_with("index") { short_form(name) } else { addresses::address_of(name) };
    let topic = |name: &str, stories| Topic { name: name.to_owned(), slug: slug(name), stories };
    found.into_iter().map(|(name, stories)| (name, topic(name, stories))).collect()
}
