//! Build: prints the paper into its output folder, unless a finding prevents it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::goal::Goal;
use super::moved;
use super::observer::{Observer, Stage};
use super::proofreading::built_site;
use super::report::Report;
use super::run::{Outcome, run, scan_folder};
use super::sources::sources_of;
use crate::cache::{Cache, LastBuild};
use crate::derived::{DerivedFile, Workshop};
use crate::fault::Fault;
use crate::finding::{Finding, Severity};
use crate::model::counts::Counts;
use crate::model::document::{Content, Document, Rendered, Route, Subject};
use crate::model::inventory::Inventory;
use crate::model::site::Site;
use crate::plan;
use crate::project::{Project, Strictness};
use crate::render::Made;
use crate::source::{Place, Span};
use crate::words::{files, fonts};
use crate::write::{Changes, Output, StagedSite};

/// The result of a build.
#[derive(Debug)]
pub struct Built {
    /// The findings.
    pub report: Report,
    /// What was printed; `None` if a finding prevents it.
    pub printed: Option<Printed>,
}

/// What was printed.
#[derive(Debug)]
pub struct Printed {
    /// Editions, pages, stories, figures and documents.
    pub counts: Counts,
    /// What changed in the output folder.
    pub changes: Changes,
    /// How many photographs were developed.
    pub developed: usize,
    /// The addresses of files that were copied before and no longer are.
    pub dropped: Vec<String>,
    /// The addresses of stories that were printed before and no longer are: drafts, stories not yet due, expired stories.
    pub unprinted: Vec<String>,
    /// Whether the paper says where it is published; otherwise it has no feed, sitemap or canonical links.
    pub has_url: bool,
}

/// Builds the paper and prints it, unless a finding prevents it. If nothing has changed since the last build in the
/// cache, nothing is read or written.
///
/// # Errors
/// If a folder cannot be read, the disk is full, or the output folder is not ours.
pub fn build(project: &Project, cache: &mut Cache, observer: &mut dyn Observer) -> Result<Built, Fault> {
    built(project, cache, observer, &mut drop)
}

/// Builds the paper, and returns it with all names resolved if it was printed. It is linked once, unless nothing has changed.
///
/// # Errors
/// As [`build`].
pub(crate) fn build_with_site(
    project: &Project,
    cache: &mut Cache,
    observer: &mut dyn Observer,
) -> Result<(Built, Option<Site>), Fault> {
    let mut site = None;
    let built = built(project, cache, observer, &mut |linked| site = Some(linked))?;
    if site.is_none() && built.printed.is_some() {
        site = Some(built_site(project, cache));
    }
    Ok((built, site))
}

/// Builds the paper. `keep` gets the site of what is printed, unless nothing has changed.
fn built(
    project: &Project,
    cache: &mut Cache,
    observer: &mut dyn Observer,
    keep: &mut dyn FnMut(Site),
) -> Result<Built, Fault> {
    observer.stage_started(Stage::Scan);
    // The folder is listed after the output is locked, so that no other build can print an older state of it later.
    let output = Output::open(project, Arc::clone(&cache.printed))?;
    let inventory = scan_folder(project, cache)?;
    let before = std::mem::replace(&mut cache.inventory, inventory);
    // The last build, if this one has the same result as long as the output is unchanged.
    let last = cache
        .last
        .take()
        .filter(|last| last.is_current(project, &cache.pdfs) && cache.inventory.is_same(&before));
    let last = match last {
        Some(last) if output.is_untouched() => {
            return Ok(unchanged(project, cache, last, before.is_settled()));
        }
        last => last,
    };
    let stage = output.stage()?;
    if let Some(last) = last
        && let Some(left) = stage.unchanged()?
    {
        cache.printed = left;
        return Ok(unchanged(project, cache, last, false));
    }
    cache.load();
    cache.documents.retain(|route, digest| stage.is_up_to_date(route, digest));
    let goal = if project.strictness == Strictness::Proofread { Goal::MadeAndRead } else { Goal::Made };
    let mut printing = Printing { stage, observer, photographs: (0, 0), fault: None };
    let outcome = run(project, cache, &goal, &mut printing);
    let Printing { stage, observer, fault, .. } = printing;
    fault.map_or(Ok(()), Err)?;
    print(project, cache, outcome, (stage, observer), keep)
}

/// Prints the documents of a run.
fn print(
    project: &Project,
    cache: &mut Cache,
    outcome: Outcome,
    (stage, observer): (StagedSite, &mut dyn Observer),
    keep: &mut dyn FnMut(Site),
) -> Result<Built, Fault> {
    let Outcome { mut report, site, documents, replaced, .. } = outcome;
    let is_error = |finding: &Finding| finding.severity == Severity::Error;
    let is_refused = project.strictness == Strictness::Proofread && report.findings.iter().any(is_error);
    let Some(documents) = documents.filter(|_| !is_refused) else {
        return Ok(Built { report, printed: None });
    };
    observer.stage_started(Stage::Write);
    let workshop = stage.workshop();
    let (changes, left, lock) = stage.print()?;
    report.add(not_made(&site, &workshop));
    let photographs = cache.inventory.carried.values().map(|(file, _)| file);
    let photographs = photographs.filter(|file| file.photograph.is_some()).map(|file| file.version);
    workshop.sweep(&photographs.collect(), &of_fonts(&site));
    cache.printed = Arc::new(left);
    let last = LastBuild::of(project, &site, count(&site, documents.len()), (&report.findings, &cache.pdfs));
    let dropped = dropped(&changes.withdrawn, &cache.inventory);
    // Reported only once: this is not part of `last`.
    let (gone, now) = (&changes.withdrawn, (&*documents, &site));
    let unprinted = moved::report_moved(gone, &replaced, now, (project, cache), &mut report);
    let printed = Printed {
        counts: last.counts,
        changes,
        developed: workshop.developed(),
        dropped,
        unprinted,
        has_url: last.has_url,
    };
    cache.last = Some(last);
    keep(site);
    drop((documents, replaced)); // Saving the cache takes about as much memory.
    cache.save();
    drop(lock);
    Ok(Built { report, printed: Some(printed) })
}

/// The result of a build without changes since the last one. The state of the files is saved unless it is already known.
fn unchanged(project: &Project, cache: &mut Cache, last: LastBuild, is_known: bool) -> Built {
    let sources = sources_of(&last.findings, &cache.inventory, project);
    let report = Report { findings: last.findings.clone(), language: last.language, sources };
    let changes = Changes { unchanged: cache.printed.files.len(), ..Changes::default() };
    let (dropped, unprinted) = (Vec::new(), Vec::new());
    let printed =
        Printed { counts: last.counts, changes, developed: 0, dropped, unprinted, has_url: last.has_url };
    cache.last = Some(last);
    if !is_known {
        cache.save_stamps();
    }
    Built { report, printed: Some(printed) }
}

/// The addresses of files among those that are gone: files still in the folder, and addresses that no document has.
fn dropped(withdrawn: &[String], inventory: &Inventory) -> Vec<String> {
    if withdrawn.is_empty() {
        return Vec::new();
    }
    let in_folder: BTreeSet<Route> = inventory.carried.keys().map(plan::carried).collect();
    let is_file = |path: &&String| in_folder.contains(path.as_str()) || !plan::is_document(path);
    withdrawn.iter().filter(is_file).cloned().collect()
}

/// Stages documents as they are rendered, so that they need not all be in memory.
struct Printing<'o> {
    stage: StagedSite,
    observer: &'o mut dyn Observer,
    /// How many photographs there are, and how many of them are developed.
    photographs: (usize, usize),
    /// The first fault.
    fault: Option<Fault>,
}

impl Printing<'_> {
    fn develop(&mut self, documents: &[&Rendered]) -> Result<(), Fault> {
        let (observer, (of, done)) = (&mut *self.observer, &mut self.photographs);
        self.stage.prepare(documents, &mut |more| {
            *done = (*done + more).min(*of);
            observer.developed(*done, *of);
        })
    }
}

impl Observer for Printing<'_> {
    fn planned(&mut self, documents: &[Document]) {
        let photograph = |document: &Document| match document.subject {
            Subject::Print(photograph, _) => Some(photograph.0),
            _ => None,
        };
        let photographs: BTreeSet<usize> = documents.iter().filter_map(photograph).collect();
        self.photographs = (photographs.len(), 0);
        self.observer.planned(documents);
    }

    fn stage_started(&mut self, stage: Stage) {
        self.observer.stage_started(stage);
    }

    fn wants_first(&self, route: &Route) -> bool {
        self.observer.wants_first(route)
    }

    fn needs_content(&self) -> bool {
        self.observer.needs_content()
    }

    fn made(&mut self, documents: &mut [Made]) {
        self.observer.made(documents);
        if self.fault.is_some() {
            return;
        }
        let rendered: Vec<&Rendered> = documents.iter().map(|made| &made.rendered).collect();
        match self.develop(&rendered).and_then(|()| self.stage.put(rendered)) {
            Ok(digests) => documents
                .iter_mut()
                .zip(digests)
                .for_each(|(made, digest)| made.rendered.content = Content::Printed(digest)),
            Err(fault) => self.fault = Some(fault),
        }
    }
}

/// The files that are made from the paper's fonts.
fn of_fonts(site: &Site) -> Vec<DerivedFile> {
    let subsets = site.faces.by_name.values().map(|face| DerivedFile::Subset(face.subset.clone()));
    subsets.chain(site.share_pictures.values().cloned().map(DerivedFile::SharePicture)).collect()
}

/// Photographs that could not be developed, and fonts that could not be cut.
fn not_made(site: &Site, workshop: &Workshop) -> Vec<Finding> {
    let prints = site.carried.iter().flat_map(|file| file.prints.iter().map(|width| file.print(*width)));
    let files: Vec<DerivedFile> = prints.map(DerivedFile::Print).chain(of_fonts(site)).collect();
    let mut failed: Vec<&DerivedFile> = workshop.failed(&files);
    failed.sort_by_key(|file| file.source());
    failed.dedup_by_key(|file| file.source());
    let finding = |file: &&DerivedFile| {
        let (path, _) = file.source();
        let wording = match file {
            DerivedFile::Print(_) => files::undeveloped(path.file_name()),
            DerivedFile::Subset(_) | DerivedFile::SharePicture(_) => fonts::not_cut(path.file_name()),
        };
        Finding::warning(Place::new(path, Span::default()), wording)
    };
    failed.iter().map(finding).collect()
}

fn count(site: &Site, documents: usize) -> Counts {
    Counts {
        editions: site.editions.len(),
        pages: site.editions.iter().map(|edition| edition.pages.len()).sum(),
        stories: site.stories.len(),
        figures: site.ledgers.iter().map(|record| record.ledger.figures.len()).sum::<usize>()
            + site.stories.iter().map(|story| story.draft.own_figures).sum::<usize>(),
        documents,
        held: site.held,
    }
}
