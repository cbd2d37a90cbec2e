//! Memory: what one build leaves for the next, in the process and, for `build`, in `.cache/`.
//!
//! Empty memory is always right, only slower. What was made is known by what it was made from, so that no part of it need agree with
//! another: what stands in the folder now decides what of it counts. Only what the last build came to belongs to how the files
//! looked then, and is kept with that.

mod cache;
mod pack;
mod sealed;

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::files::OpenFolder;
use crate::finding::Finding;
use crate::model::counts::Counts;
use crate::model::inventory::Inventory;
use crate::model::paper::{Paper, PaperLanguage};
use crate::project::{Audience, Care, Project};
use crate::{audit, check, link, makeup, parse, render, write};
use cache::Cache;

/// What a build need not do again.
#[derive(Debug, Default)]
pub struct Memory {
    /// What lay in the folder.
    pub inventory: Inventory,
    /// Files written.
    pub printed: Arc<write::PrintedFiles>,
    /// What the last build came to.
    pub last: Option<Last>,
    /// Files read.
    pub drafts: parse::DraftCache,
    /// Stories resolved.
    pub links: link::ResolvedStories,
    /// How many stories pages hold.
    pub held: makeup::PageCapacities,
    /// Pages made up.
    pub layouts: makeup::LayoutCache,
    /// Documents made.
    pub documents: render::DocumentCache,
    /// Pages looked at.
    pub pages: audit::AuditCache,
    /// Stories proofread.
    pub proofs: check::ProofCache,
    /// Where it is kept between two runs.
    cache: Option<Cache>,
}

/// What a build came to that printed the paper.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Last {
    /// The day it was printed for, and in which zone that is.
    pub day: (NaiveDate, Tz),
    /// Whom it was for.
    pub audience: Audience,
    /// What would have stopped it.
    pub care: Care,
    /// What was found.
    pub findings: Vec<Finding>,
    /// The paper's language.
    pub language: PaperLanguage,
    /// How much it holds.
    pub counts: Counts,
    /// Whether it says where it is published.
    pub has_url: bool,
}

impl Last {
    /// What a build of `project` came to.
    #[must_use]
    pub fn of(project: &Project, paper: &Paper, counts: Counts, findings: &[Finding]) -> Self {
        Self {
            day: (project.today.in_zone(paper.timezone), paper.timezone),
            audience: project.audience,
            care: project.care,
            findings: findings.to_vec(),
            language: paper.language,
            counts,
            has_url: paper.url.is_some(),
        }
    }

    /// Whether another build of `project` would be for the same day and the same readers.
    #[must_use]
    pub fn is_of_now(&self, project: &Project) -> bool {
        let (day, zone) = self.day;
        project.today.in_zone(zone) == day && (project.audience, project.care) == (self.audience, self.care)
    }
}

impl Memory {
    /// The memory of the paper at `root`: of what its last build left, how its files looked. The rest comes with
    /// [`recall`](Self::recall), where it is needed.
    #[must_use]
    pub fn of(root: &Path) -> Self {
        let Ok(root) = OpenFolder::open(root) else { return Self::default() };
        let cache = Cache::of(root);
        let mut memory = cache.looks().unwrap_or_default();
        memory.cache = Some(cache);
        memory
    }

    /// The cache of the paper at `root` for a process that does not build: what the last build read, resolved and laid out. Never
    /// written back.
    #[must_use]
    pub(crate) fn to_read(root: &Path) -> Self {
        let mut memory = Self::of(root);
        memory.recall();
        Self { printed: Arc::default(), last: None, documents: render::DocumentCache::default(), ..memory }
    }

    /// Fetches the rest of what the last build left.
    pub fn recall(&mut self) {
        if let Some(cache) = &mut self.cache
            && let Some(known) = cache.recall()
        {
            (self.drafts, self.links, self.held) = (known.drafts, known.links, known.held);
            (self.layouts, self.documents) = (known.layouts, known.documents);
        }
    }

    /// Whether a record of the cache turned out to be unreadable.
    pub(crate) fn is_spoilt(&self) -> bool {
        self.cache.as_ref().is_some_and(Cache::is_spoilt)
    }

    /// Forgets what was made, because what is kept turned out not to be readable; says whether it did. What lies in the folder and
    /// what was printed is known as before.
    pub fn forget_if_spoilt(&mut self) -> bool {
        let is_spoilt = self.is_spoilt();
        if is_spoilt {
            let cache = self.cache.take().and_then(Cache::emptied);
            let (inventory, printed) = (std::mem::take(&mut self.inventory), Arc::clone(&self.printed));
            *self = Self { inventory, printed, cache, ..Self::default() };
        }
        is_spoilt
    }

    /// Keeps everything for the next run. That it cannot be kept makes the next run slower and nothing else.
    pub fn keep(&mut self) {
        if let Some(mut cache) = self.cache.take() {
            let _ = cache.keep(self);
            self.cache = Some(cache);
        }
    }

    /// Keeps how the files look, because nothing else has changed.
    pub fn keep_looks(&self) {
        if let Some(cache) = &self.cache {
            let _ = cache.keep_looks(self);
        }
    }
}
