//! A period as it is made: its stories' entries and the contents of its files. What has not changed is taken from the period before.

use std::collections::BTreeMap;
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
    /// The entries by the digests of their stories' keys.
    entries: FxHashMap<Digest, Arc<StoryEntry>>,
    /// Files by the digests of what they are made from.
    known: FxHashMap<Digest, SearchFile>,
    /// The files of each part, in the order of [`SearchPart::ALL`].
    parts: [Vec<SearchFile>; 4],
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
        let known_entry = |digest: &Digest| before.and_then(|before| before.entries.get(digest)).cloned();
        let entry = |key: &StoryKey| {
            let digest = Digest::of_value(key);
            (digest, known_entry(&digest).unwrap_or_else(|| StoryEntry::of(site.story(key.story.0))))
        };
        let entries: Vec<(Digest, Arc<StoryEntry>)> =
            keys.par_iter().with_min_len(grain).map(entry).collect();
        let stories: Vec<SetStory> = keys
            .iter()
            .zip(&entries)
            .map(|(key, (digest, entry))| SetStory { key, digest: *digest, entry })
            .collect();
        let known = |digest: &Digest| before.and_then(|before| before.known.get(digest)).cloned();
        let divided = postings::divided(stories.iter().map(|story| &*story.entry.pairs));
        let file = |(number, postings): (usize, Vec<postings::Posting>)| {
            let digest = Digest::of_value(&(number, &postings));
            let make = || SearchFile::of(postings::file(postings, name, number));
            (digest, known(&digest).unwrap_or_else(make))
        };
        let postings = divided.into_par_iter().with_min_len(grain).enumerate().map(file).collect();
        let of = |part: SearchPart, of_file: usize, words: fn(&SetStory) -> Vec<String>| {
            let file = |(number, stories): (usize, &[SetStory])| {
                let digests: Vec<Digest> = stories.iter().map(|story| story.digest).collect();
                let digest = Digest::of_value(&(part, number, digests));
                let make = || {
                    let texts: Vec<String> = stories.iter().flat_map(words).collect();
                    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
                    SearchFile::of(script::call(part.letter(), name, number, &texts))
                };
                (digest, known(&digest).unwrap_or_else(make))
            };
            stories.par_chunks(of_file).with_min_len(grain).enumerate().map(file).collect::<Vec<_>>()
        };
        let titles = of(SearchPart::Titles, TITLES_OF_FILE, title);
        let texts = of(SearchPart::Texts, TEXTS_OF_FILE, text);
        let parts: [Vec<(Digest, SearchFile)>; 3] = [postings, titles, texts];
        let known = parts.iter().flatten().cloned().collect();
        let [postings, titles, texts] =
            parts.map(|files| files.into_iter().map(|(_, file)| file).collect::<Vec<SearchFile>>());
        let list = SearchFile::of(list(name, &stories, [&postings, &titles, &texts]));
        Self { entries: entries.into_iter().collect(), known, parts: [vec![list], postings, titles, texts] }
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

/// A story of a period.
struct SetStory<'p> {
    key: &'p StoryKey,
    digest: Digest,
    entry: &'p StoryEntry,
}

/// A story's address, headline and byline.
fn title(story: &SetStory) -> Vec<String> {
    vec![story.key.address.clone(), story.entry.title.clone(), story.entry.byline.clone()]
}

fn text(story: &SetStory) -> Vec<String> {
    vec![story.entry.text.clone()]
}

/// The list of a period: the names of its files, then the days and the columns of its stories, each with the numbers of the
/// stories that it begins at or has.
fn list(name: &str, stories: &[SetStory], files: [&[SearchFile]; 3]) -> Bytes {
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
    let mut columns: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (number, story) in stories.iter().enumerate() {
        columns.entry(story.key.column.as_deref().unwrap_or_default()).or_default().push(number.to_string());
    }
    let columns: Vec<String> =
        columns.into_iter().map(|(column, numbers)| format!("{column}\t{}", numbers.join(" "))).collect();
    let count = stories.len().to_string();
    let sizes = format!("{TITLES_OF_FILE} {TEXTS_OF_FILE}");
    let [postings, titles, texts] = &names;
    script::call('l', name, 0, &[&count, &sizes, postings, titles, texts, &days, &columns.join("\n")])
}
