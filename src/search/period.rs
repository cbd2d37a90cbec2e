//! A period as it is made: its stories' entries and the contents of its files. What has not changed is taken from the period before.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::Arc;

use bytes::Bytes;
use chrono::NaiveDate;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::entry::{StoryEntry, StoryKey};
use super::{postings, script};
use crate::digest::Digest;
use crate::model::search::{SearchFiles, SearchPart};
use crate::model::site::Site;

/// How many stories a file of titles has: the first results mostly are in few of them.
const TITLES_OF_FILE: usize = 32;
/// How many stories a file of texts has. A reader loads the whole file for one of them.
const TEXTS_OF_FILE: usize = 4;

/// The contents of a period.
#[derive(Debug)]
pub(super) struct MadePeriod {
    /// Its stories in order.
    stories: Vec<IndexedStory>,
    /// The files of each part, in the order of [`SearchPart::ALL`].
    parts: [Vec<SearchFile>; 4],
}

/// A story of a period: the digest of its key, and its entry.
#[derive(Clone, Debug)]
struct IndexedStory {
    digest: Digest,
    entry: Arc<StoryEntry>,
}

/// A file and the digest of its contents.
#[derive(Clone, Debug)]
struct SearchFile {
    contents: Bytes,
    digest: Digest,
}

impl SearchFile {
    fn of(contents: Bytes) -> Self {
        Self { digest: Digest::of(&contents), contents }
    }
}

impl MadePeriod {
    /// Makes a period from its stories. `before` is another state of it. The work is divided into parts of at least `grain`.
    pub(super) fn new(
        (site, name): (&Site, &str),
        keys: &[StoryKey],
        before: Option<&Self>,
        grain: usize,
    ) -> Self {
        let known: FxHashMap<Digest, &Arc<StoryEntry>> = before
            .iter()
            .flat_map(|before| &before.stories)
            .map(|story| (story.digest, &story.entry))
            .collect();
        let indexed = |key: &StoryKey| {
            let digest = Digest::of_value(key);
            let make = || StoryEntry::of(site.story(key.story.0));
            IndexedStory { digest, entry: known.get(&digest).map_or_else(make, |entry| Arc::clone(entry)) }
        };
        let stories: Vec<IndexedStory> = keys.par_iter().with_min_len(grain).map(indexed).collect();
        let listed: Vec<ListedStory> =
            keys.iter().zip(&stories).map(|(key, story)| ListedStory { key, entry: &story.entry }).collect();
        let of = |part: SearchPart, of_file: usize, words: fn(&ListedStory) -> Vec<String>| {
            let file = |number: usize| {
                let places = number * of_file..stories.len().min((number + 1) * of_file);
                let unchanged = before.filter(|before| before.has_same(&stories, number, of_file));
                unchanged.map_or_else(
                    || {
                        let texts: Vec<String> = listed[places].iter().flat_map(words).collect();
                        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
                        SearchFile::of(script::call(part.letter(), name, number, &texts))
                    },
                    |before| before.parts[part as usize][number].clone(),
                )
            };
            let files = stories.len().div_ceil(of_file);
            (0..files).into_par_iter().with_min_len(grain).map(file).collect::<Vec<_>>()
        };
        let titles = of(SearchPart::Titles, TITLES_OF_FILE, title);
        let texts = of(SearchPart::Texts, TEXTS_OF_FILE, text);
        let postings = postings(name, &stories, before, grain);
        let list = SearchFile::of(list(name, &listed, [&postings, &titles, &texts]));
        Self { stories, parts: [vec![list], postings, titles, texts] }
    }

    /// Whether the file `number` of a part with `of_file` stories a file was made from the same stories.
    fn has_same(&self, stories: &[IndexedStory], number: usize, of_file: usize) -> bool {
        let digests = |stories: &[IndexedStory]| {
            let of_file = stories.chunks(of_file).nth(number);
            of_file.map(|stories| stories.iter().map(|story| story.digest).collect::<Vec<_>>())
        };
        digests(&self.stories) == digests(stories)
    }

    /// The names of its files.
    pub(super) fn files(&self) -> SearchFiles {
        let digests = |files: &Vec<SearchFile>| files.iter().map(|file| file.digest).collect();
        SearchFiles { parts: self.parts.each_ref().map(digests) }
    }

    /// The contents of a file.
    pub(super) fn contents(&self, part: SearchPart, number: usize) -> Bytes {
        self.parts[part as usize][number].contents.clone()
    }
}

/// The files of the postings. Those of `before` are taken if no story has other pairs of theirs than it had at the same place.
fn postings(
    name: &str,
    stories: &[IndexedStory],
    before: Option<&MadePeriod>,
    grain: usize,
) -> Vec<SearchFile> {
    let pairs = || stories.iter().map(|story| &*story.entry.pairs);
    let files = postings::files(pairs());
    let before = before.filter(|before| before.parts[SearchPart::Postings as usize].len() == files);
    let mut is_made = vec![before.is_none(); files];
    for place in before.into_iter().flat_map(|before| 0..before.stories.len().max(stories.len())) {
        let then = before.and_then(|before| before.stories.get(place));
        let now = stories.get(place);
        if then.map(|story| story.digest) != now.map(|story| story.digest) {
            let [then, now] = [then, now].map(|story| story.map_or(&[][..], |story| &story.entry.pairs));
            postings::mark_changed(then, now, &mut is_made);
        }
    }
    let file = |(number, postings): (usize, Vec<postings::Posting>)| match before {
        Some(before) if !is_made[number] => before.parts[SearchPart::Postings as usize][number].clone(),
        _ => SearchFile::of(postings::file(postings, name, number)),
    };
    postings::divided(pairs(), &is_made).into_par_iter().with_min_len(grain).enumerate().map(file).collect()
}

/// A story as the list of a period and its texts show it.
struct ListedStory<'p> {
    key: &'p StoryKey,
    entry: &'p StoryEntry,
}

/// A story's address, headline and byline.
fn title(story: &ListedStory) -> Vec<String> {
    vec![story.key.address.clone(), story.entry.title.clone(), story.entry.byline.clone()]
}

fn text(story: &ListedStory) -> Vec<String> {
    vec![story.entry.text.clone()]
}

/// The list of a period: the names of its files; the days of its stories, each with the number of the story that it begins at; the
/// columns, and which of them each story is in.
fn list(name: &str, stories: &[ListedStory], files: [&[SearchFile]; 3]) -> Bytes {
    let names = files.map(|files| files.iter().map(|file| file.digest.short()).collect::<String>());
    let mut days = String::new();
    let mut before: Option<Option<NaiveDate>> = None;
    for (number, story) in stories.iter().enumerate() {
        if before != Some(story.key.day) {
            let day = story.key.day.map(|day| day.to_string()).unwrap_or_default();
            let _ = writeln!(days, "{number} {day}");
        }
        before = Some(story.key.day);
    }
    let of_story = |story: &ListedStory| story.key.column.clone().unwrap_or_default();
    let columns: Vec<String> = stories.iter().map(of_story).collect::<BTreeSet<_>>().into_iter().collect();
    let place = |story: &ListedStory| columns.binary_search(&of_story(story)).unwrap_or_default();
    let in_columns: String = stories.iter().map(|story| script::number(place(story))).collect();
    let count = stories.len().to_string();
    let sizes = format!("{TITLES_OF_FILE} {TEXTS_OF_FILE}");
    let [postings, titles, texts] = &names;
    script::call(
        'l',
        name,
        0,
        &[&count, &sizes, postings, titles, texts, &days, &columns.join("\n"), &in_columns],
    )
}
