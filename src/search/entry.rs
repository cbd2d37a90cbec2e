//! A story as it is indexed: what a reader may look for in it.

use std::sync::Arc;

use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization;

use super::AddressOf;
use super::pairs::{Bigram, Field, add};
use crate::digest::Digest;
use crate::model::body::{BlockKind, Image, Inline, plain_text, visit_leaves};
use crate::model::exhibit::Exhibit;
use crate::model::ids::StoryId;
use crate::model::phrase::Phrase;
use crate::model::site::{Site, Story};

/// Everything that the entry of a story depends on, so that an entry is made once.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct StoryKey {
    /// Which story of the site it is; entries do not depend on it.
    pub story: Unhashed<StoryId>,
    pub address: String,
    pub day: Option<NaiveDate>,
    /// 栏目
    pub column: Option<String>,
    /// Its whole content.
    said: Digest,
}

/// A value that no digest depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unhashed<T>(pub T);

impl<T> std::hash::Hash for Unhashed<T> {
    fn hash<H: std::hash::Hasher>(&self, _: &mut H) {}
}

impl StoryKey {
    /// The key of a story.
    pub(super) fn of(site: &Site, id: StoryId, address: &AddressOf) -> Self {
        let story = site.story(id);
        Self {
            story: Unhashed(id),
            address: address(site, id),
            day: story.placed.map(|placed| site.edition(placed.edition).key.date),
            column: story.column.map(|column| site.columns[column.0].name.clone()),
            said: story.said.digest,
        }
    }
}

/// The words of a story.
#[derive(Debug)]
pub(super) struct StoryEntry {
    pub title: String,
    pub byline: String,
    /// Everything else, a line for each paragraph.
    pub text: String,
    /// Its pairs, in order and each once.
    pub pairs: Vec<Bigram>,
}

impl StoryEntry {
    /// The entry of a story.
    pub(super) fn of(story: &Story) -> Arc<Self> {
        let byline = story.draft.front().byline.as_ref().map(|byline| byline.printed()).unwrap_or_default();
        let title: String = story.title().nfc().collect();
        let byline: String = byline.nfc().collect();
        let text: String = text(story).nfc().collect();
        let mut pairs = Vec::new();
        for (field, words) in [(Field::Headline, &title), (Field::Byline, &byline)] {
            add(field, words, &mut pairs);
            add(Field::Any, words, &mut pairs);
        }
        add(Field::Any, &text, &mut pairs);
        pairs.sort_unstable();
        pairs.dedup();
        Arc::new(Self { title, byline, text, pairs })
    }
}

/// What a story says besides its headline and its byline.
fn text(story: &Story) -> String {
    let mut lines = Lines { story, text: String::new() };
    let front = story.draft.front();
    let group = &front.headline_group;
    group.kicker.iter().for_each(|phrase| lines.phrase(phrase));
    group.deck.iter().for_each(|deck| lines.phrase(&deck.text));
    group.lead.iter().for_each(|phrase| lines.phrase(phrase));
    front.dateline.iter().chain(&front.origin.source).for_each(|words| lines.add(words));
    for picture in &front.pictures {
        picture.caption.iter().for_each(|phrase| lines.phrase(phrase));
        picture.credit.iter().for_each(|words| lines.add(words));
    }
    let mut blocks = Vec::new();
    story.draft.body().visit(&mut |block, _| blocks.push(block));
    for block in blocks {
        block.texts().for_each(|content| lines.inlines(content));
        match &block.kind {
            BlockKind::Picture(image) => lines.picture(image),
            BlockKind::Exhibit(number) => lines.exhibit(&story.exhibits()[*number]),
            BlockKind::Code { text, .. } => text.lines().for_each(|line| lines.add(line)),
            _ => {}
        }
    }
    if let Some(correction) = &front.correction {
        lines.add(&correction.note);
    }
    lines.text
}

/// The lines of a story's text.
struct Lines<'s> {
    story: &'s Story,
    text: String,
}

impl Lines<'_> {
    fn add(&mut self, line: &str) {
        let words = line.split_whitespace();
        let before = self.text.len();
        for word in words {
            if self.text.len() > before {
                self.text.push(' ');
            }
            self.text.push_str(word);
        }
        if self.text.len() > before {
            self.text.push('\n');
        }
    }

    fn phrase(&mut self, phrase: &Phrase) {
        let words = self.story.plain(phrase);
        self.add(&words);
    }

    fn inlines(&mut self, content: &[Inline]) {
        let mut words = String::new();
        plain_text(
            content,
            &mut |reference, into| into.push_str(&self.story.figure(reference).text),
            &mut words,
        );
        self.add(&words);
        visit_leaves(content, &mut |leaf| {
            if let Inline::Picture(image) = leaf {
                image.caption.iter().for_each(|caption| self.phrase(caption));
            }
        });
    }

    fn picture(&mut self, image: &Image) {
        self.phrase(&image.alt);
        image.caption.iter().for_each(|caption| self.phrase(caption));
    }

    /// What a reader sees in an exhibit, each number once: a drawing and its table say the same.
    fn exhibit(&mut self, exhibit: &Exhibit) {
        let sheet = exhibit.kind().sheet(exhibit.resolved());
        exhibit.draft.title.iter().chain(&exhibit.draft.note).for_each(|words| self.add(words));
        for row in std::iter::once(&sheet.head).chain(&sheet.rows) {
            self.add(&row.join(" "));
        }
    }
}
