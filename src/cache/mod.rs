//! The cache: what one run leaves for the next, in the process and, for `build`, in `.cache/`.
//!
//! An empty cache is always right, only slower. Every value is kept with what it was computed from, so the parts need not agree:
//! the content of the folder decides which of them count. A damaged record is as if it were absent.

mod blobs;
mod checksummed;
mod disk;

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::audit::AuditedPage;
use crate::check::ReadStory;
use crate::files::OpenFolder;
use crate::finding::Finding;
use crate::link::Resolved;
use crate::makeup::LayoutMemos;
use crate::memo::Memo;
use crate::model::counts::Counts;
use crate::model::inventory::Inventory;
use crate::model::paper::{Paper, PaperLanguage};
use crate::parse::ParseMemos;
use crate::project::{Audience, Care, Project};
use crate::render::{DocumentCache, Templates};
use crate::write::PrintedFiles;
use disk::Disk;

/// What a run need not do again.
#[derive(Debug, Default)]
pub struct Cache {
    /// The content of the folder.
    pub inventory: Inventory,
    /// The files in the output folder.
    pub(crate) printed: Arc<PrintedFiles>,
    /// The result of the last build.
    pub(crate) last: Option<LastBuild>,
    /// Files read.
    pub(crate) files: ParseMemos,
    /// Stories resolved, by path and draft.
    pub(crate) resolved: Memo<Resolved>,
    /// How many stories pages hold, by all that their make-up depends on.
    pub(crate) capacities: Memo<usize>,
    /// Pages laid out.
    pub(crate) layouts: LayoutMemos,
    /// Documents made.
    pub(crate) documents: DocumentCache,
    /// Templates compiled, by theme and all that every document shows.
    pub(crate) templates: Memo<Arc<Templates>>,
    /// Finished pages audited, by content.
    pub(crate) audited: Memo<Arc<AuditedPage>>,
    /// Stories proofread, by all that their findings depend on.
    pub(crate) read: Memo<ReadStory>,
    /// Where it is kept between two runs.
    disk: Option<Disk>,
}

/// The result of a build that printed the paper.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct LastBuild {
    /// The day it was printed for, and the time zone.
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

impl LastBuild {
    /// The result of a build of `project`.
    #[must_use]
    pub(crate) fn of(project: &Project, paper: &Paper, counts: Counts, findings: &[Finding]) -> Self {
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

    /// Whether a build of `project` now would be for the same day and the same readers.
    #[must_use]
    pub(crate) fn is_current(&self, project: &Project) -> bool {
        let (day, zone) = self.day;
        project.today.in_zone(zone) == day && (project.audience, project.care) == (self.audience, self.care)
    }
}

impl Cache {
    /// The cache of the paper at `root`. It knows the state of the folder; the rest is [loaded](Self::load) when it is needed.
    #[must_use]
    pub fn of(root: &Path) -> Self {
        let Ok(root) = OpenFolder::open(root) else { return Self::default() };
        let disk = Disk::of(root);
        let cache = disk.load_stamps().unwrap_or_default();
        Self { disk: Some(disk), ..cache }
    }

    /// The cache of the paper at `root` for a process that does not build. It is never written back.
    #[must_use]
    pub(crate) fn to_read(root: &Path) -> Self {
        let mut cache = Self::of(root);
        cache.load();
        Self { printed: Arc::default(), last: None, disk: None, ..cache }
    }

    /// Loads what the last build read, resolved, laid out and made.
    pub fn load(&mut self) {
        let Some(known) = self.disk.as_mut().and_then(Disk::load_values) else { return };
        let Self { files, resolved, capacities, layouts, documents, .. } = known;
        (self.files, self.resolved, self.capacities) = (files, resolved, capacities);
        (self.layouts, self.documents) = (layouts, documents);
    }

    /// Saves everything for the next run. A failure makes the next run slower and nothing else.
    pub(crate) fn save(&mut self) {
        if let Some(mut disk) = self.disk.take() {
            let _ = disk.save(self);
            self.disk = Some(disk);
        }
    }

    /// Saves the state of the folder, because nothing else has changed.
    pub(crate) fn save_stamps(&self) {
        if let Some(disk) = &self.disk {
            let _ = disk.save_stamps(self);
        }
    }
}
