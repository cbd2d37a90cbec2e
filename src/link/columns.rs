//! Columns and topics, and their stories, newest first.

use rustc_hash::{FxHashMap, FxHashSet};

use super::addresses;
use super::blame::blame;
use super::editions::PlacedStories;
use super::spellings::{Spellings, folded};
use crate::digest::short_form;
use crate::finding::{Finding, Noted};
use crate::model::draft::StoryDraft;
use crate::model::ids::{ColumnId, StoryId, TopicId};
use crate::model::paper::Paper;
use crate::model::site::{Column, Topic};
use crate::source::{Span, is_address};
use crate::words::content;

/// All columns and topics, indexed by name.
pub(crate) struct Columns {
    /// In running order.
    pub columns: Vec<Column>,
    /// The largest first.
    pub topics: Vec<Topic>,
    known_columns: FxHashMap<String, ColumnId>,
    known_topics: FxHashMap<String, TopicId>,
}

impl Columns {
    /// The column of a story.
    pub(crate) fn column_of(&self, draft: &StoryDraft) -> Option<ColumnId> {
        let (name, _) = draft.slip.column.as_ref()?;
        self.known_columns.get(&folded(name)).copied()
    }

    /// The topics of a story, the largest first.
    pub(crate) fn topics_of(&self, draft: &StoryDraft) -> Vec<TopicId> {
        let known = |(name, _): &(String, Span)| self.known_topics.get(&folded(name)).copied();
        let mut topics: Vec<TopicId> = draft.slip.topics.iter().filter_map(known).collect();
        topics.sort_unstable();
        topics.dedup();
        topics
    }
}

/// Collects the columns that the paper declares or, if it declares none, those that its stories name; and every topic.
pub(crate) fn gather(paper: &Paper, placed: &PlacedStories) -> Noted<Columns> {
    let mut findings = Vec::new();
    let mut columns: Vec<Column> = Vec::new();
    let mut names = FxHashSet::default();
    for setting in &paper.columns {
        if !names.insert(folded(&setting.name)) {
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
    let mut spellings = Spellings::of(&placed.stories, column_in);
    paper.columns.iter().for_each(|column| spellings.declare(&column.name, &column.at.path));
    spellings.report("column", &placed.stories, column_in, &mut findings);
    let declared = columns.iter().enumerate();
    let mut known: FxHashMap<String, ColumnId> =
        declared.map(|(index, column)| (folded(&column.name), ColumnId(index))).collect();
    for (index, (draft, _)) in placed.stories.iter().enumerate().rev() {
        if let Some(column) = column_of(draft, (paper, &spellings), &mut columns, &mut known, &mut findings) {
            columns[column.0].stories.push(StoryId(index));
        }
    }
    let topics = topics(placed, &mut findings);
    let numbered = topics.iter().enumerate();
    let known_topics = numbered.map(|(index, topic)| (folded(&topic.name), TopicId(index))).collect();
    Noted::new(Columns { columns, topics, known_columns: known, known_topics }, findings)
}

fn column_of(
    draft: &StoryDraft,
    (paper, spellings): (&Paper, &Spellings),
    columns: &mut Vec<Column>,
    known: &mut FxHashMap<String, ColumnId>,
    findings: &mut Vec<Finding>,
) -> Option<ColumnId> {
    let (name, span) = draft.slip.column.as_ref()?;
    if let Some(known) = known.get(&folded(name)) {
        return Some(*known);
    }
    if !paper.columns.is_empty() {
        let known = paper.columns.iter().map(|column| column.name.as_str());
        blame(draft, *span, content::unknown_column(name, known), findings);
        return None;
    }
    let name = spellings.usual(name);
    columns.push(Column {
        name: name.to_owned(),
        slug: addresses::address_of(name),
        about: None,
        stories: Vec::new(),
    });
    let id = ColumnId(columns.len() - 1);
    known.insert(folded(name), id);
    Some(id)
}

fn column_in(draft: &StoryDraft) -> &[(String, Span)] {
    draft.slip.column.as_slice()
}

fn topics_in(draft: &StoryDraft) -> &[(String, Span)] {
    &draft.slip.topics
}

/// The topics that stories name, the largest first.
fn topics(placed: &PlacedStories, findings: &mut Vec<Finding>) -> Vec<Topic> {
    let spellings = Spellings::of(&placed.stories, topics_in);
    spellings.report("topics", &placed.stories, topics_in, findings);
    let mut found: FxHashMap<&str, Vec<StoryId>> = FxHashMap::default();
    for (index, (draft, _)) in placed.stories.iter().enumerate().rev() {
        for (name, _) in &draft.slip.topics {
            let stories = found.entry(spellings.usual(name)).or_default();
            if stories.last() != Some(&StoryId(index)) {
                stories.push(StoryId(index));
            }
        }
    }
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by_key(|(name, stories)| (std::cmp::Reverse(stories.len()), *name));
    let topic = |(name, stories): (&str, _)| Topic {
        name: name.to_owned(),
        slug: addresses::address_beside_index(name),
        stories,
    };
    found.into_iter().map(topic).collect()
}
