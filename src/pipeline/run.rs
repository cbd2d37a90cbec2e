//! Run: the stages in their order, as far as a goal needs them.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::goal::Goal;
use super::observer::{Observer, Stage};
use super::pdfs;
use super::read::{StoryRead, read};
use super::report::{Report, report_of};
use crate::audit::Audit;
use crate::cache::Cache;
use crate::derived::{DerivedFile, Workshop};
use crate::fault::{Action, Fault};
use crate::files::OpenFolder;
use crate::finding::{Finding, Noted, Severity};
use crate::makeup::Layouts;
use crate::model::document::{Document, Route, Subject};
use crate::model::draft::{Drafts, StoryDraft};
use crate::model::ids::EditionId;
use crate::model::inventory::Inventory;
use crate::model::layout::Layout;
use crate::model::site::Site;
use crate::photograph;
use crate::project::{FOLDERS, Project};
use crate::render::{Before, DocumentCache, Made, PrintedContent, Renderer};
use crate::source::SourcePath;
use crate::trace::Answers;
use crate::words::content;
use crate::{link, makeup, parse, plan, scan, search, write};

/// The result of a run, as far as its goal went.
#[derive(Debug)]
pub struct Outcome {
    /// The findings.
    pub report: Report,
    /// The paper with all names resolved.
    pub site: Site,
    /// The layout of each page of each edition, if a document or the goal needed it.
    pub layouts: Vec<Vec<Option<Arc<Layout>>>>,
    /// Every document, in the order of the plan; `None` if the goal needs none, or a finding prevents it.
    pub documents: Option<Vec<Made>>,
    /// The stories that were proofread, if the goal includes that.
    pub read: Vec<StoryRead>,
    /// What the cache did not have.
    pub computed: Computed,
    /// Stories of an earlier run that have changed since.
    pub(crate) replaced: Vec<Arc<StoryDraft>>,
}

/// How much a run computed instead of taking it from the cache.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Computed {
    /// Files that were read.
    pub files: usize,
    /// Stories whose names and figures were resolved.
    pub stories: usize,
    /// Stories whose headlines and sub-heads were divided into words.
    pub heads: usize,
}

/// Scans the folder. A file whose stamp is the same as in the cache is not read again.
///
/// # Errors
/// If a folder or a file cannot be read, or there is no story.
pub fn scan_folder(project: &Project, cache: &Cache) -> Result<Inventory, Fault> {
    scan::scan(project, &cache.inventory, &FOLDERS)
}

/// The same for a folder in which there may be no story yet.
///
/// # Errors
/// If a folder or a file cannot be read.
pub(super) fn scan_any(project: &Project, cache: &Cache) -> Result<Inventory, Fault> {
    scan::scan_any(project, &cache.inventory, &FOLDERS)
}

/// As [`scan_folder`], if nothing has changed outside some paths below the root.
///
/// # Errors
/// As [`scan_folder`].
pub(crate) fn scan_places(project: &Project, cache: &Cache, places: &[String]) -> Result<Inventory, Fault> {
    let places: Vec<&str> = places.iter().map(String::as_str).collect();
    scan::scan(project, &cache.inventory, &places)
}

/// The contents of a carried file, as readers get them.
///
/// # Errors
/// If it cannot be read, or is no longer a plain file.
pub(crate) fn carried(project: &Project, path: &SourcePath) -> Result<Vec<u8>, Fault> {
    let bytes = scan::carried_bytes(project, path)?;
    photograph::bytes_for_readers(bytes).map_err(Fault::on(Action::Read, &project.root.join(path.as_str())))
}

/// A file that is derived from another one, kept from earlier or made now.
///
/// # Errors
/// If the other one cannot be read, or has changed since.
pub(crate) fn derived(project: &Project, file: &DerivedFile) -> Result<Vec<u8>, Fault> {
    let failed = |error| Fault::new(Action::Read, project.root.join(file.source().0.as_str()), error);
    OpenFolder::open(&project.root).and_then(|root| Workshop::of(root).file(file)).map_err(failed)
}

/// The paper's files, read and not linked. There may be no story among them.
///
/// # Errors
/// If a folder or a file cannot be read.
pub(crate) fn drafts(project: &Project, cache: &mut Cache) -> Result<Drafts, Fault> {
    cache.inventory = scan::scan_any(project, &cache.inventory, &FOLDERS)?;
    Ok(parse::parse(&cache.inventory, &cache.files, &fetch(project)).value)
}

/// Takes the paper in the cache's inventory to a goal: the stages between `scan` and `write`, for every command.
#[must_use]
pub fn run(project: &Project, cache: &mut Cache, goal: &Goal, observer: &mut dyn Observer) -> Outcome {
    let mut findings = Vec::new();
    observer.stage_started(Stage::Parse);
    let drafts = parse::parse(&cache.inventory, &cache.files, &fetch(project)).note_into(&mut findings);
    cache.inventory.drop_story_bytes();
    observer.stage_started(Stage::Link);
    let site = link::link(&drafts, project.today, project.audience, &cache.links).note_into(&mut findings);
    drop(drafts);
    let mut site = makeup::spill(site, &cache.capacities).note_into(&mut findings);
    if goal.makes_documents() && may_print(&findings) {
        site.search = search::index(&site, &plan::story_path, &cache.search);
        findings.extend(search::left_out(&site));
        site.pdfs = pdfs::current_pdfs(&site, cache);
        findings.extend(pdfs::outdated(project, &site, cache));
    }
    let planned = plan::plan(&site).note_into(&mut findings);
    let layouts = Layouts::new(&site, &cache.layouts);
    let mut audit = goal.audits().then(|| Audit::new(&cache.audited));
    let made = if goal.makes_documents() && may_print(&findings) {
        observer.stage_started(Stage::Render);
        observer.planned(&planned);
        let made = make(project, (&site, &planned, &layouts), cache, observer, &mut audit);
        made.note_into(&mut findings)
    } else {
        None
    };
    lay_out(goal, &site, &layouts);
    findings.extend(layouts.findings());
    let made = made.filter(|_| may_print(&findings));
    if made.is_some() || !goal.makes_documents() {
        findings.extend(layouts.overfull()); // Otherwise the findings would depend on which pages happen to be laid out.
    }
    if let (Some(audit), Some((documents, _))) = (&audit, &made) {
        findings.extend(goal.audited(audit, documents, &site));
    }
    let read = if goal.proofreads() { read(&site, cache, &mut findings) } else { Vec::new() };
    let layouts = layouts.made_up();
    let report = report_of(findings, &site, &cache.inventory, project);
    let (documents, after) = made.unzip();
    let computed = Computed {
        files: cache.files.computed(),
        stories: cache.links.resolved_now(),
        heads: cache.links.heads_now(),
    };
    let replaced = sweep(cache, goal, after);
    Outcome { report, site, layouts, documents, read, computed, replaced }
}

/// Reads a text of the paper again.
pub(super) fn fetch(project: &Project) -> Arc<parse::Fetch> {
    let project = project.clone();
    Arc::new(move |path| scan::text(&project, path))
}

/// How many documents are rendered before they are handed on.
const BATCH: usize = 1024;

/// Renders the planned documents; `None` if a finding prevents it.
fn make(
    project: &Project,
    (site, planned, layouts): (&Site, &[Document], &Layouts),
    cache: &Cache,
    observer: &mut dyn Observer,
    audit: &mut Option<Audit>,
) -> Noted<Option<(Vec<Made>, DocumentCache)>> {
    let made_up = |edition, page| layouts.page(edition, page);
    let indexed = |file| search::contents(site, file, &plan::story_path, &cache.search);
    let answers = Answers::new(site, planned, &made_up, &indexed);
    let printed = |route: &Route, digest| write::printed(&project.out, route, digest);
    let printed: Option<&PrintedContent> = if observer.needs_content() { Some(&printed) } else { None };
    let before = Before { documents: &cache.documents, templates: &cache.templates, printed };
    let renderer = match Renderer::open(&answers, &site.theme, before) {
        Ok(renderer) => renderer,
        Err(findings) => return Noted::new(None, findings),
    };
    let (mut findings, mut made) = (renderer.warnings().to_vec(), vec![None; planned.len()]);
    let mut left: Vec<usize> = (0..planned.len()).collect();
    while !left.is_empty() {
        let places = next_batch((site, planned), &mut left, observer);
        let documents: Vec<&Document> = places.iter().map(|index| &planned[*index]).collect();
        let mut batch = renderer.make(documents).note_into(&mut findings);
        if may_print(&findings) {
            observer.made(&mut batch);
            if let Some(audit) = audit {
                audit.add(batch.iter_mut().map(|made| &mut made.rendered).collect());
            }
            places.into_iter().zip(batch).for_each(|(place, document)| made[place] = Some(document));
        }
    }
    if !may_print(&findings) {
        findings.sort_by(|a, b| a.place.cmp(&b.place));
        findings.dedup();
        return Noted::new(None, findings);
    }
    let made: Vec<Made> = made.into_iter().flatten().collect();
    let after = renderer.into_cache(&made);
    Noted::new(Some((made, after)), findings)
}

/// Takes the next documents from those that are `left`, by their indexes: those that the observer wants now, or as many as a batch
/// holds. The style sheets and scripts that a page needs come with it: their names change with their content, and a browser asks
/// for them once.
fn next_batch(
    (site, planned): (&Site, &[Document]),
    left: &mut Vec<usize>,
    observer: &dyn Observer,
) -> Vec<usize> {
    let is_wanted = |index: &usize| observer.wants_first(&planned[*index].route);
    let wanted: BTreeSet<usize> = left.iter().copied().filter(is_wanted).collect();
    let edition = |index: &usize| match planned[*index].subject {
        Subject::Page(edition, _) => Some(edition),
        Subject::Front => site.editions.len().checked_sub(1).map(EditionId),
        _ => None,
    };
    let editions: BTreeSet<EditionId> = wanted.iter().filter_map(edition).collect();
    let is_first = |index: &usize| match &planned[*index].subject {
        Subject::Asset(_) | Subject::Font(_) | Subject::FontSheet(_) => true,
        Subject::Sheet(edition) if editions.contains(edition) => true,
        _ => wanted.contains(index),
    };
    let first: Vec<usize> = left.extract_if(.., |index| is_first(index)).collect();
    if first.is_empty() { left.drain(..left.len().min(BATCH)).collect() } else { first }
}

/// Lays out the pages that the goal asks for.
fn lay_out(goal: &Goal, site: &Site, layouts: &Layouts) {
    let pages = site.editions.iter().enumerate().flat_map(|(edition, of)| {
        let pages = (0..of.pages.len()).map(move |page| (EditionId(edition), page));
        pages.filter(|(edition, page)| goal.lays_out(site, *edition, *page))
    });
    let pages: Vec<(EditionId, usize)> = pages.collect();
    pages.into_par_iter().for_each(|(edition, page)| drop(layouts.try_page(edition, page)));
}

/// Drops from the cache what this run did not use. Layouts and documents are dropped only if all of them were
/// computed. Returns the stories that have changed.
fn sweep(cache: &mut Cache, goal: &Goal, documents: Option<DocumentCache>) -> Vec<Arc<StoryDraft>> {
    cache.links.sweep();
    cache.capacities.sweep();
    if goal.audits() {
        cache.audited.sweep();
    }
    if goal.proofreads() {
        cache.read.sweep();
    }
    if let Some(documents) = documents {
        cache.documents = documents;
        cache.layouts.sweep();
        cache.templates.sweep();
    }
    cache.files.sweep()
}

/// Whether no finding prevents printing.
pub(super) fn may_print(findings: &[Finding]) -> bool {
    !findings.iter().any(Finding::blocks_printing)
}

/// The finding about an edition that does not exist, or has no story yet.
#[must_use]
pub(crate) fn unknown_edition(name: &str, site: &Site) -> Finding {
    let names: Vec<String> = site.editions.iter().map(|edition| edition.key.to_string()).collect();
    let wording = if site.empty_editions.iter().any(|key| key.to_string() == name) {
        content::empty_edition(name)
    } else {
        content::unknown_edition(name, names.iter().map(String::as_str))
    };
    Finding::new(Severity::Error, None, wording)
}
