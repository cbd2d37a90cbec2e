//! A draft: the contents of one file, with its names unresolved. `parse` makes it and `link` resolves it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::{Arc, OnceLock};

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::approval::Approval;
use super::body::{Body, LinkDraft};
use super::edition::{EditionDraft, EditionKey};
use super::exhibit::ExhibitDraft;
use super::figure::Figure;
use super::ledger::Ledger;
use super::paper::Paper;
use super::passage::Passage;
use super::phrase::Reference;
use super::story::{Form, FrontMatter, Slip};
use super::suspect::Suspect;
use super::theme::Theme;
use super::waiver::Waiver;
use crate::deferred::Deferred;
use crate::digest::Digest;
use crate::photograph::Photograph;
use crate::source::{SourcePath, Span};
use crate::typeface::FontFile;
use crate::words::files::Unfit;

/// Every file of the paper, read.
#[derive(Clone, Debug)]
pub struct Drafts {
    /// `content/site.yaml`.
    pub paper: Arc<Paper>,
    /// The theme it is set in.
    pub theme: Arc<Theme>,
    /// `edition.yaml` of each folder that has one.
    pub editions: BTreeMap<EditionKey, Arc<EditionDraft>>,
    /// `approvals.yaml` of each folder that has one.
    pub approvals: BTreeMap<EditionKey, Arc<Vec<Approval>>>,
    /// Every story.
    pub stories: Vec<Arc<StoryDraft>>,
    /// `content/pages/*.md`.
    pub standing: Vec<Arc<StoryDraft>>,
    /// Every ledger.
    pub ledgers: Vec<Arc<Ledger>>,
    /// The people, organisations and fixed wordings that the house has listed.
    pub house_names: Arc<Vec<String>>,
    /// Files that are copied unchanged.
    pub carried: Vec<Carried>,
    /// Files that could not be read; references to them are not reported a second time.
    pub unread: BTreeSet<SourcePath>,
}

/// One Markdown file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StoryDraft {
    /// The file.
    pub path: SourcePath,
    /// The digest of the file's contents.
    pub digest: Digest,
    /// The edition in whose folder it is.
    pub edition: Option<EditionKey>,
    /// Where and when it is to appear.
    pub slip: Slip,
    /// Its links and pictures.
    pub links: Vec<LinkDraft>,
    /// How many characters its text has, not counting marks and spaces.
    pub characters: usize,
    /// How many figures of its own it has.
    pub own_figures: usize,
    /// What is printed above the text. Of thousands of cached stories, a build needs this for few.
    pub front: Deferred<FrontMatter>,
    /// The contents of the story. A build needs these for even fewer stories.
    pub narrative: Deferred<Narrative>,
    /// Reads the file again; set for a draft from the cache.
    #[serde(skip)]
    pub reread: OnceLock<Arc<dyn Reread>>,
}

/// Reads the file of a cached draft again, if the other parts of the draft cannot be read from the cache.
pub trait Reread: fmt::Debug + Send + Sync {
    /// The draft with all its parts in memory. Aborts the current document if the file has changed.
    fn reread(&self, draft: &StoryDraft) -> StoryDraft;
}

/// The contents of a story.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Narrative {
    /// The text.
    pub body: Body,
    /// The figures that its front matter and text refer to.
    pub references: Vec<Reference>,
    /// The exhibits it draws.
    pub exhibits: Vec<Arc<ExhibitDraft>>,
    /// Its own figures.
    pub figures: IndexMap<String, Figure>,
    /// Whether every number must come from a ledger (`figures: strict`).
    pub is_strict: bool,
    /// The words of front matter as a proofreader reads them, and a heading that became the headline.
    pub passages: Vec<Passage>,
    /// The findings that the editor waives, in the whole story or in a block of it.
    pub waivers: Vec<Waiver>,
    /// The comments (待核) that say what an editor must look at before it is printed.
    pub doubts: Vec<Span>,
    /// What may have been meant as a figure.
    pub suspects: Vec<Suspect>,
}

impl StoryDraft {
    /// An empty story, as a placeholder.
    #[must_use]
    pub fn unwritten(path: &SourcePath) -> Self {
        Self {
            path: path.clone(),
            digest: Digest::of(b""),
            edition: None,
            slip: Slip::default(),
            links: Vec::new(),
            characters: 0,
            own_figures: 0,
            front: Deferred::of(FrontMatter::default()),
            narrative: Deferred::of(Narrative::default()),
            reread: OnceLock::new(),
        }
    }

    /// Whether it is withdrawn, so that only its headline is printed.
    #[must_use]
    pub fn is_withdrawn(&self) -> bool {
        self.slip.schedule.withdrawn.is_some()
    }

    /// Whether it has a headline and nothing else, although it is neither a draft, nor withdrawn, nor a brief by its editor's word.
    #[must_use]
    pub fn is_headline_only(&self) -> bool {
        let is_meant = self.slip.schedule.draft
            || self.is_withdrawn()
            || matches!(self.slip.form, Some((Form::Brief, _)));
        !is_meant && self.body().blocks.is_empty() && self.front().pictures.is_empty()
    }

    /// What is printed above the text.
    #[must_use]
    pub fn front(&self) -> &FrontMatter {
        self.front.get_or(|| self.again().front.into_value())
    }

    fn narrative(&self) -> &Narrative {
        self.narrative.get_or(|| self.again().narrative.into_value())
    }

    fn again(&self) -> StoryDraft {
        self.reread.get().expect("a draft with parts that are not in memory can be read again").reread(self)
    }

    /// The text.
    #[must_use]
    pub fn body(&self) -> &Body {
        &self.narrative().body
    }

    /// The figures that its front matter and text refer to.
    #[must_use]
    pub fn references(&self) -> &[Reference] {
        &self.narrative().references
    }

    /// The exhibits it draws.
    #[must_use]
    pub fn exhibits(&self) -> &[Arc<ExhibitDraft>] {
        &self.narrative().exhibits
    }

    /// Its own figures.
    #[must_use]
    pub fn figures(&self) -> &IndexMap<String, Figure> {
        &self.narrative().figures
    }

    /// Whether every number must come from a ledger.
    #[must_use]
    pub fn is_strict(&self) -> bool {
        self.narrative().is_strict
    }

    /// The words of front matter as a proofreader reads them.
    #[must_use]
    pub fn passages(&self) -> &[Passage] {
        &self.narrative().passages
    }

    /// What may have been meant as a figure.
    #[must_use]
    pub(crate) fn suspects(&self) -> &[Suspect] {
        &self.narrative().suspects
    }

    /// The findings that the editor waives.
    #[must_use]
    pub fn waivers(&self) -> &[Waiver] {
        &self.narrative().waivers
    }

    /// The comments that say what an editor must look at.
    #[must_use]
    pub(crate) fn doubts(&self) -> &[Span] {
        &self.narrative().doubts
    }
}

/// A file that is copied unchanged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    /// The file.
    pub path: SourcePath,
    /// Width and height in pixels, if it is a picture.
    pub size: Option<(u32, u32)>,
    /// What is known of it as a photograph, if it is one. Then the version is the digest of its contents.
    pub photograph: Option<Photograph>,
    /// What is known of it as a font, if it is one. Then, too, the version is the digest of its contents.
    pub font: Option<Arc<FontFile>>,
    /// Its length in bytes.
    pub length: u64,
    /// Why it cannot be shown as a picture, if it cannot.
    pub unfit: Option<Unfit>,
    /// Whether it is a drawing that runs scripts or loads anything from elsewhere.
    pub runs: bool,
    /// A value that changes whenever the file changes.
    pub version: Digest,
}

/// A recording that a browser plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Recording {
    Sound,
    Film,
}

impl Carried {
    /// What a browser plays of it, by the ending of its name.
    #[must_use]
    pub(crate) fn recording(&self) -> Option<Recording> {
        if self.path.has_ending(&["mp3", "m4a", "aac", "ogg", "oga", "opus", "wav", "flac"]) {
            return Some(Recording::Sound);
        }
        self.path.has_ending(&["mp4", "m4v", "webm", "ogv"]).then_some(Recording::Film)
    }

    /// A file of which nothing is known but its path.
    #[must_use]
    pub(crate) fn unread(path: SourcePath, runs: bool, version: Digest) -> Self {
        Self { path, size: None, photograph: None, font: None, length: 0, unfit: None, runs, version }
    }
}
