//! A draft: one file's words with its names unresolved. What `parse` makes and `link` reads.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::{Arc, OnceLock};

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::body::{Body, LinkDraft};
use super::edition::{EditionDraft, EditionKey};
use super::exhibit::ExhibitDraft;
use super::figure::Figure;
use super::ledger::Ledger;
use super::paper::Paper;
use super::passage::Passage;
use super::phrase::Reference;
use super::story::{FrontMatter, Slip};
use super::theme::Theme;
use super::waiver::Waiver;
use crate::deferred::Deferred;
use crate::digest::Digest;
use crate::source::SourcePath;

/// Every file of the paper, read.
#[derive(Clone, Debug)]
pub struct Drafts {
    /// `content/site.yaml`.
    pub paper: Arc<Paper>,
    /// The theme it is set in.
    pub theme: Arc<Theme>,
    /// `edition.yaml` of each folder that has one.
    pub editions: BTreeMap<EditionKey, Arc<EditionDraft>>,
    /// Every story.
    pub stories: Vec<Arc<StoryDraft>>,
    /// `content/pages/*.md`.
    pub standing: Vec<Arc<StoryDraft>>,
    /// Every ledger.
    pub ledgers: Vec<Arc<Ledger>>,
    /// Files that are carried over as they are.
    pub carried: Vec<Carried>,
    /// Files that could not be read; what names them is not blamed a second time.
    pub unread: BTreeSet<SourcePath>,
}

/// One Markdown file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StoryDraft {
    /// The file.
    pub path: SourcePath,
    /// The digest of what the file says.
    pub digest: Digest,
    /// The edition whose folder it lies in.
    pub edition: Option<EditionKey>,
    /// Where and when it is to stand.
    pub slip: Slip,
    /// The links and pictures it names.
    pub links: Vec<LinkDraft>,
    /// How many characters its text has, marks and spaces not counted.
    pub characters: usize,
    /// How many figures of its own it has.
    pub own_figures: usize,
    /// Whether what it says depends on ledgers: it or a reference in it names one, or it draws an exhibit.
    pub needs_ledgers: bool,
    /// What stands above the text. Of thousands of stories in the cache, a build needs that of few.
    pub front: Deferred<FrontMatter>,
    /// What the story tells. A build needs that of fewer still.
    pub narrative: Deferred<Narrative>,
    /// Reads the file again; set for a draft from the cache.
    #[serde(skip)]
    pub reread: OnceLock<Arc<dyn Reread>>,
}

/// Reads the file of a draft from the cache, if the rest of the draft cannot be read there.
pub trait Reread: fmt::Debug + Send + Sync {
    /// The draft with all its parts in memory. Gives up the document that is worked on if the file has changed.
    fn reread(&self, draft: &StoryDraft) -> StoryDraft;
}

/// What a story tells.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Narrative {
    /// The text.
    pub body: Body,
    /// The figures it names, in front matter and text.
    pub references: Vec<Reference>,
    /// The exhibits it draws.
    pub exhibits: Vec<Arc<ExhibitDraft>>,
    /// Its own figures.
    pub figures: IndexMap<String, Figure>,
    /// Whether every number must come from a ledger (`figures: strict`).
    pub is_strict: bool,
    /// The words of front matter as a proofreader reads them, and a heading that became the headline.
    pub passages: Vec<Passage>,
    /// What the editor lets stand: in the whole story, or in a block of it.
    pub waivers: Vec<Waiver>,
}

impl StoryDraft {
    /// A story of which nothing has been written: for what is read without one.
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
            needs_ledgers: false,
            front: Deferred::of(FrontMatter::default()),
            narrative: Deferred::of(Narrative::default()),
            reread: OnceLock::new(),
        }
    }

    /// Whether it is withdrawn, so that nothing of it is printed but its headline.
    #[must_use]
    pub fn is_withdrawn(&self) -> bool {
        self.slip.schedule.withdrawn.is_some()
    }

    /// What stands above the text.
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

    /// The figures it names, in front matter and text.
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

    /// What the editor lets stand.
    #[must_use]
    pub fn waivers(&self) -> &[Waiver] {
        &self.narrative().waivers
    }
}

/// A file that is carried over as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    /// The file.
    pub path: SourcePath,
    /// Width and height in pixels, if it is a picture.
    pub size: Option<(u32, u32)>,
    /// Whether it is a drawing that runs script, or asks for something elsewhere.
    pub runs: bool,
    /// Another after every change of the file.
    pub version: Digest,
}
