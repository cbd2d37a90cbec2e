//! Columns and topics: which stories run under them, newest first.

use std::collections::BTreeMap;

use super::addresses;
use super::editions::PlacedStories;
use crate::digest::short_form;
use crate::finding::{Finding, Noted};
use crate::model::byline::Byline;
use crate::model::draft::StoryDraft;
use crate::model::paper::Paper;
use crate::model::site::{Column, ColumnId, StoryId, Topic, TopicId};
use crate::model::story::Form;
use crate::source::{Place, is_address};
use crate::words::content;

/// Every column and topic, and which of them each story is under.
pub struct Columns {
    /// In running order.
    pub columns: Vec<Column>,
    /// The largest first.
    pub topics: Vec<Topic>,
    by_story: Vec<(Option<ColumnId>, Vec<TopicId>)>,
}

impl Columns {
    /// The column and topics of a story.
    pub fn of(&self, story: StoryId) -> (Option<ColumnId>, Vec<TopicId>) {
        self.by_story[story.0].clone()
    }
}

/// Gathers the columns the paper declares, or, where it declares none, those its stories name; and every topic.
pub fn gather(paper: &Paper, placed: &PlacedStories) -> Noted<Columns> {
    let mut findings = Vec::new();
    let mut columns: Vec<Column> = Vec::new();
    for setting in &paper.columns {
        if columns.iter().any(|column| column.name == setting.name) {
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
    let mut by_story = vec![(None, Vec::new()); placed.stories.len()];
    for (index, (draft, _)) in placed.stories.iter().enumerate().rev() {
        if let Some(column) = column_of(draft, paper, &mut columns, &mut findings) {
            columns[column.0].stories.push(StoryId(index));
            by_story[index].0 = Some(column);
        }
    }
    let topics = topics(placed, &mut by_story);
    Noted::new(Columns { columns, topics, by_story }, findings)
}

fn column_of(
    draft: &StoryDraft,
    paper: &Paper,
    columns: &mut Vec<Column>,
    findings: &mut Vec<Finding>,
) -> Option<ColumnId> {
    let (name, span) = draft.front.column.as_ref()?;
    if let Some(known) = columns.iter().position(|column| column.name == *name) {
        return Some(ColumnId(known));
    }
    if !paper.columns.is_empty() {
        let known = paper.columns.iter().map(|column| column.name.as_str());
        findings.push(Finding::error(Place::new(&draft.path, *span), content::unknown_column(name, known)));
        return None;
    }
    columns.push(Column {
        name: name.clone(),
        slug: addresses::address_of(name),
        about: None,
        stories: Vec::new(),
    });
    Some(ColumnId(columns.len() - 1))
}

fn topics(placed: &PlacedStories, by_story: &mut [(Option<ColumnId>, Vec<TopicId>)]) -> Vec<Topic> {
    let mut found: BTreeMap<&str, Vec<StoryId>> = BTreeMap::new();
    for (index, (draft, _)) in placed.stories.iter().enumerate().rev() {
        for name in &draft.front.topics {
            let stories = found.entry(name).or_default();
            if stories.last() != Some(&StoryId(index)) {
                stories.push(StoryId(index));
            }
        }
    }
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by_key(|(name, stories)| (std::cmp::Reverse(stories.len()), *name));
    for (topic, (_, stories)) in found.iter().enumerate() {
        for story in stories {
            by_story[story.0].1.push(TopicId(topic));
        }
    }
    let topic = |(name, stories): (&str, Vec<StoryId>)| Topic {
        name: name.to_owned(),
        slug: addresses::address_of(name),
        stories,
    };
    found.into_iter().map(topic).collect()
}

/// The form of a story: as it says, as its column has it, or as its byline, origin, pictures and length show.
pub fn form_of(draft: &StoryDraft, paper: &Paper) -> Form {
    let front = &draft.front;
    let of_column = || {
        let (name, _) = front.column.as_ref()?;
        paper.columns.iter().find(|column| column.name == *name)?.form
    };
    front.form.or_else(of_column).unwrap_or_else(|| {
        if front.origin.source.is_some() {
            Form::Reprint
        } else if matches!(front.byline, Some(Byline::Dispatch { .. })) {
            Form::Brief
        } else if !front.pictures.is_empty() && draft.characters < 150 {
            Form::Photo
        } else if draft.characters < 300 {
            Form::Brief
        } else {
            Form::Feature
        }
    })
}
