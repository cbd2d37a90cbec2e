//! The cache: what one run leaves for the next, in memory and, for `build`, in `.cache/`.
//!
//! An empty cache is always correct, only slower. Every value is stored with the digest of its inputs, so the parts
//! need not agree: the contents of the folder decide which of them are used. A damaged record is treated as absent.

mod blobs;
mod checksummed;
mod disk;
mod pdfs;

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDateTime;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::audit::AuditedPage;
use crate::check::ReadStory;
use crate::digest::Digest;
use crate::files::OpenFolder;
use crate::finding::Finding;
use crate::language::TextLanguage;
use crate::link::LinkMemos;
use crate::makeup::LayoutMemos;
use crate::memo::Memo;
use crate::model::counts::Counts;
use crate::model::inventory::Inventory;
use crate::model::site::Site;
use crate::parse::ParseMemos;
use crate::project::{Audience, Project, Strictness};
use crate::render::{DocumentCache, Templates};
use crate::search::SearchMemos;
use crate::write::PrintedFiles;
use disk::Disk;
pub(crate) use pdfs::{KeptPdf, KeptPdfs};

/// The results of earlier runs.
#[derive(Debug, Default)]
pub struct Cache {
    /// The files of the paper.
    pub inventory: Inventory,
    /// The files in the output folder.
    pub(crate) printed: Arc<PrintedFiles>,
    /// The result of the last build.
    pub(crate) last: Option<LastBuild>,
    /// Files read.
    pub(crate) files: ParseMemos,
    /// Resolved stories and the lines of their heads.
    pub(crate) links: LinkMemos,
    /// How many stories pages hold, by everything that their layout depends on.
    pub(crate) capacities: Memo<usize>,
    /// Pages laid out.
    pub(crate) layouts: LayoutMemos,
    /// The periods of the search index.
    pub(crate) search: SearchMemos,
    /// Documents rendered.
    pub(crate) documents: DocumentCache,
    /// Compiled templates, by theme and by what every document shows.
    pub(crate) templates: Memo<Arc<Templates>>,
    /// Audited pages, by content.
    pub(crate) audited: Memo<Arc<AuditedPage>>,
    /// Proofread stories, by everything that their findings depend on.
    pub(crate) read: Memo<ReadStory>,
    /// The PDFs of editions that were printed.
    pub(crate) pdfs: KeptPdfs,
    /// Where it is stored between runs.
    disk: Option<Disk>,
}

/// The result of a build that printed the paper.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct LastBuild {
    /// The moment it was printed for, and the time zone.
    pub at: (NaiveDateTime, Tz),
    /// The next moment at which its stories come or go.
    pub next_change: Option<NaiveDateTime>,
    /// Whom it was for.
    pub audience: Audience,
    /// Which errors would have prevented it.
    pub strictness: Strictness,
    pub findings: Vec<Finding>,
    /// The paper's language.
    pub language: TextLanguage,
    /// What it contains.
    pub counts: Counts,
    /// Whether it says where it is published.
    pub has_url: bool,
    /// The PDFs that were kept.
    pub pdfs: Digest,
}

impl LastBuild {
    /// The result of a build of `project`.
    #[must_use]
    pub(crate) fn of(project: &Project, site: &Site, counts: Counts, cache: (&[Finding], &KeptPdfs)) -> Self {
        let (findings, pdfs) = cache;
        let paper = &site.paper;
        Self {
            at: (project.today.moment_in(paper.timezone), paper.timezone),
            next_change: site.next_change,
            audience: project.audience,
            strictness: project.strictness,
            findings: findings.to_vec(),
            language: paper.language,
            counts,
            has_url: paper.url.is_some() || paper.is_proof, // A proof has no address.
            pdfs: pdfs.digest(),
        }
    }

    /// Whether a build of `project` now would be for the same day, audience and strictness, with no story come or gone
    /// since, and with the same PDFs.
    #[must_use]
    pub(crate) fn is_current(&self, project: &Project, pdfs: &KeptPdfs) -> bool {
        let (at, zone) = self.at;
        let now = project.today.moment_in(zone);
        now.date() == at.date()
            && at <= now
            && self.next_change.is_none_or(|next| now < next)
            && (project.audience, project.strictness) == (self.audience, self.strictness)
            && self.pdfs == pdfs.digest()
    }
}

impl Cache {
    /// The cache of the paper at `root`. It knows the state of the folder; the rest is [loaded](Self::load) when needed.
    #[must_use]
    pub fn of(root: &Path) -> Self {
        let Ok(root) = OpenFolder::open(root) else { return Self::default() };
        let pdfs = KeptPdfs::of(&root);
        let disk = Disk::of(root);
        let cache = disk.load_stamps().unwrap_or_default();
        Self { disk: Some(disk), pdfs, ..cache }
    }

    /// The cache of the paper at `root` for a process that does not build. It is never written back.
    #[must_use]
    pub(crate) fn to_read(root: &Path) -> Self {
        let mut cache = Self::of(root);
        cache.load();
        Self { printed: Arc::default(), last: None, disk: None, ..cache }
    }

    /// Loads what the last build read, resolved, laid out and rendered.
    pub fn load(&mut self) {
        let Some(known) = self.disk.as_mut().and_then(Disk::load_values) else { return };
        let Self { files, links, capacities, layouts, search, documents, .. } = known;
        (self.files, self.links, self.capacities) = (files, links, capacities);
        (self.layouts, self.search, self.documents) = (layouts, search, documents);
    }

    /// Loads it unless it is loaded. A build that finds nothing changed needs none of it.
    pub(crate) fn load_unless_loaded(&mut self) {
        if self.documents.printed().next().is_none() {
            self.load();
        }
    }

    /// Saves everything for the next run. A failure only makes the next run slower.
    pub(crate) fn save(&mut self) {
        if let Some(mut disk) = self.disk.take() {
            let _ = disk.save(self);
            self.disk = Some(disk);
        }
    }

    /// Saves the state of the folder, if nothing else has changed.
    pub(crate) fn save_stamps(&self) {
        if let Some(disk) = &self.disk {
            let _ = disk.save_stamps(self);
        }
    }
}
