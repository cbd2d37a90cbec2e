//! The pipeline: the stages in order.

mod made_up;
mod moved;
mod proofreading;
mod proofs;
mod report;
mod revision;
mod sources;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::fault::Fault;
use crate::finding::{Finding, Noted, Severity};
use crate::makeup::Layouts;
use crate::memory::{Last, Memory};
use crate::model::counts::Counts;
use crate::model::document::{Content, Document, Route, Subject};
use crate::model::ids::EditionId;
use crate::model::inventory::{Inventory, Text};
use crate::model::layout::Layout;
use crate::model::site::Site;
use crate::project::{Care, FOLDERS, Project};
use crate::render::{Made, Room};
use crate::source::SourcePath;
use crate::trace::Answers;
use crate::words::content;
use crate::write::Changes;
use crate::{link, makeup, parse, plan, render, scan, write};

pub(crate) use made_up::{PageMadeUp, make_up};
pub use proofreading::{Instead, Proofread, Scope, StoryRead, proofread, proofread_instead};
pub(crate) use proofreading::{Numbers, numbers, read_proof};
pub(crate) use proofs::print_proofs;
pub use report::Report;
use report::report;
pub(crate) use revision::{Altered, PrintedIn, Revised, revised};
use sources::{sources, sources_of};

/// The stages, for whoever wants to follow them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Reading the folder.
    Scan,
    /// Reading the files.
    Parse,
    /// Resolving names.
    Link,
    /// Making the documents.
    Render,
    /// Writing them.
    Write,
}

/// Whoever follows a build: told of its stages, and handed what is made as it is made.
pub trait Follow {
    /// A stage begins.
    fn begins(&mut self, _stage: Stage) {}

    /// Whether a document is waited for, so that it is made before the rest.
    fn waits_for(&self, _route: &Route) -> bool {
        false
    }

    /// Documents are made; more may come. Whoever puts them where they can be found again may leave their digests in their place.
    fn made(&mut self, _documents: &mut [Made]) {}
}

/// Nobody follows.
impl Follow for () {}

/// What a build came to.
#[derive(Debug)]
pub struct Built {
    /// What was found.
    pub report: Report,
    /// What was printed; nothing, when a finding forbids it.
    pub printed: Option<Printed>,
}

/// What was printed.
#[derive(Debug)]
pub struct Printed {
    /// Editions, pages, stories, figures and documents.
    pub counts: Counts,
    /// What changed in the output folder.
    pub changes: Changes,
    /// The addresses of files that were carried over before and no longer are.
    pub dropped: Vec<String>,
    /// The addresses of stories that were printed before and no longer are: drafts, stories not yet due, expired stories.
    pub unprinted: Vec<String>,
    /// Whether the paper says where it is published; without it there is no feed, sitemap or canonical link.
    pub has_url: bool,
}

/// A paper that is set: every document of it finished, unless a finding forbids it.
#[derive(Debug)]
pub struct Set {
    /// What was found.
    pub report: Report,
    /// Everything the paper says.
    pub site: Site,
    /// How each page of each edition is made up, as far as a document asked: one list for each edition, one entry for each page.
    pub layouts: Vec<Vec<Option<Arc<Layout>>>>,
    /// Every document, in the order of the plan; nothing, when a finding forbids it.
    pub documents: Option<Vec<Made>>,
}

/// Builds the paper: sets it and, unless a finding forbids it, writes it. Where nothing has changed since the last build that
/// `memory` knows, nothing is read nor written.
///
/// # Errors
/// When the world refuses: a folder that cannot be read, a disk that is full, an output folder that is not ours.
pub fn build(project: &Project, memory: &mut Memory, follow: &mut dyn Follow) -> Result<Built, Fault> {
    follow.begins(Stage::Scan);
    // What lies in the folder is looked at when no other build can print any more what it saw there earlier.
    let output = write::Output::open(project, Arc::clone(&memory.printed))?;
    let inventory = look(project, memory)?;
    let before = std::mem::replace(&mut memory.inventory, inventory);
    // What the last build came to, if this one comes to the same as long as what was printed stands.
    let last = memory.last.take().filter(|last| last.is_of_now(project) && memory.inventory.is_same(&before));
    let last = match last {
        Some(last) if output.is_untouched() => return Ok(again(project, memory, last, before.is_settled())),
        last => last,
    };
    let stage = output.stage()?;
    if let Some(last) = last
        && let Some(left) = stage.unchanged()?
    {
        memory.printed = left;
        return Ok(again(project, memory, last, false));
    }
    memory.recall();
    memory.documents.keep(|route, digest| stage.stands(route, digest));
    let before = memory.drafts.clone();
    let mut printing = Printing { stage, follow, fault: None };
    let mut set = set(project, memory, &mut printing);
    let Printing { stage, follow, fault } = printing;
    if memory.forget_if_spoilt() {
        drop(stage);
        return build(project, memory, follow);
    }
    fault.map_or(Ok(()), Err)?;
    if project.care == Care::Proof {
        read_proof(project, memory, &mut set);
        let is_error = |finding: &Finding| finding.severity == Severity::Error;
        set.documents.take_if(|_| set.report.findings.iter().any(is_error));
    }
    let Set { mut report, site, documents, .. } = set;
    let Some(documents) = documents else { return Ok(Built { report, printed: None }) };
    follow.begins(Stage::Write);
    let (changes, left, lock) = stage.print()?;
    memory.printed = Arc::new(left);
    let last = Last::of(project, &site.paper, count(&site, documents.len()), &report.findings);
    let dropped = dropped(&changes.withdrawn, &memory.inventory);
    // Reported once: it is not part of `last`.
    let (gone, now) = (&changes.withdrawn, (&*documents, &site));
    let unprinted = moved::report_moved(gone, &before, now, (project, memory), &mut report);
    let printed = Printed { counts: last.counts, changes, dropped, unprinted, has_url: last.has_url };
    memory.last = Some(last);
    drop((site, documents, before)); // What is kept is written down in the room that they took.
    memory.keep();
    drop(lock);
    Ok(Built { report, printed: Some(printed) })
}

/// What the last build came to; how the files look is kept anew unless it `is_known`.
fn again(project: &Project, memory: &mut Memory, last: Last, is_known: bool) -> Built {
    let sources = sources_of(&last.findings, &memory.inventory, project);
    let report = Report { findings: last.findings.clone(), language: last.language, sources };
    let changes = Changes { unchanged: memory.printed.files.len(), ..Changes::default() };
    let (dropped, unprinted) = (Vec::new(), Vec::new());
    let printed = Printed { counts: last.counts, changes, dropped, unprinted, has_url: last.has_url };
    memory.last = Some(last);
    if !is_known {
        memory.keep_looks();
    }
    Built { report, printed: Some(printed) }
}

/// Of the addresses that are gone, those of files: of such as still lie in the folder, and of such as no document of ours has.
fn dropped(withdrawn: &[String], inventory: &Inventory) -> Vec<String> {
    if withdrawn.is_empty() {
        return Vec::new();
    }
    let lying: BTreeSet<Route> = inventory.carried.keys().map(plan::carried).collect();
    let is_file = |path: &&String| lying.contains(path.as_str()) || !plan::is_document(path);
    withdrawn.iter().filter(is_file).cloned().collect()
}

/// Puts documents into the stage as they are made, so that they need not all be held.
struct Printing<'f> {
    stage: write::StagedSite,
    follow: &'f mut dyn Follow,
    /// What the disk refused first.
    fault: Option<Fault>,
}

impl Follow for Printing<'_> {
    fn begins(&mut self, stage: Stage) {
        self.follow.begins(stage);
    }

    fn waits_for(&self, route: &Route) -> bool {
        self.follow.waits_for(route)
    }

    fn made(&mut self, documents: &mut [Made]) {
        self.follow.made(documents);
        if self.fault.is_some() {
            return;
        }
        match self.stage.put(documents.iter().map(|made| &made.rendered).collect()) {
            Ok(digests) => documents
                .iter_mut()
                .zip(digests)
                .for_each(|(made, digest)| made.rendered.content = Content::Printed(digest)),
            Err(fault) => self.fault = Some(fault),
        }
    }
}

/// What lies in the folder now; what looks as it is remembered is not read again.
///
/// # Errors
/// When a folder or a file cannot be read, or there is no story.
pub fn look(project: &Project, memory: &Memory) -> Result<Inventory, Fault> {
    scan::scan(project, &memory.inventory, &FOLDERS)
}

/// What lies in the folder, if nothing has changed but in some places of it: paths below the root.
///
/// # Errors
/// As [`look`].
pub(crate) fn look_in(project: &Project, memory: &Memory, places: &[String]) -> Result<Inventory, Fault> {
    let places: Vec<&str> = places.iter().map(String::as_str).collect();
    scan::scan(project, &memory.inventory, &places)
}

/// What stands in a file that is carried over.
///
/// # Errors
/// When it cannot be read, or is no plain file any more.
pub(crate) fn carried(project: &Project, path: &SourcePath) -> Result<Vec<u8>, Fault> {
    scan::carried_bytes(project, path)
}

/// Sets the paper of the inventory in memory: reads, resolves and makes every document, those first that `follow` waits for.
#[must_use]
pub fn set(project: &Project, memory: &mut Memory, follow: &mut dyn Follow) -> Set {
    let mut findings = Vec::new();
    let site = read(project, memory, follow).note_into(&mut findings);
    let layouts = Layouts::new(&site, &memory.layouts);
    let planned = plan::plan(&site).note_into(&mut findings);
    let mut documents = None;
    if may_print(&findings) {
        follow.begins(Stage::Render);
        let made_up = |edition, page| layouts.page(edition, page);
        let answers = Answers::new(&site, &planned, &made_up);
        match Room::open(&answers, &site.theme, &memory.documents) {
            Ok(room) => documents = make(room, &planned, memory, follow).note_into(&mut findings),
            Err(wrong) => findings.extend(wrong),
        }
    }
    findings.extend(layouts.wrong());
    documents.take_if(|_| !may_print(&findings));
    let made_up = layouts.made_up();
    if let Some((_, remembered)) = &mut documents {
        findings.extend(layouts.overfull()); // All are made up now; before, it would be chance which.
        memory.layouts = layouts.into_remembered();
        memory.documents = std::mem::take(remembered);
    }
    let report = report(findings, &site, &memory.inventory, project);
    Set { report, site, layouts: made_up, documents: documents.map(|(documents, _)| documents) }
}

/// How many documents are made before they are handed on.
const BATCH: usize = 1024;

/// Makes the planned documents, first those that are waited for and what they are shown with; nothing, when a finding forbids it.
fn make(
    room: Room,
    planned: &[Document],
    memory: &Memory,
    follow: &mut dyn Follow,
) -> Noted<Option<(Vec<Made>, render::DocumentCache)>> {
    let mut findings = Vec::new();
    let mut made: Vec<Option<Made>> = vec![None; planned.len()];
    let (first, rest) = by_urgency(planned, follow);
    for places in std::iter::once(&*first).chain(rest.chunks(BATCH)) {
        let documents: Vec<&Document> = places.iter().map(|index| &planned[*index]).collect();
        let mut batch = room.make(documents).note_into(&mut findings);
        // After a bad cache record, documents may be incomplete: nobody gets them.
        if may_print(&findings) && !memory.is_spoilt() {
            follow.made(&mut batch);
            places.iter().zip(batch).for_each(|(place, document)| made[*place] = Some(document));
        }
    }
    if !may_print(&findings) {
        findings.sort_by(|a, b| a.place.cmp(&b.place));
        findings.dedup();
        return Noted::new(None, findings);
    }
    let made: Vec<Made> = made.into_iter().flatten().collect();
    let remembered = room.remember(&made);
    Noted::new(Some((made, remembered)), findings)
}

/// The places of the documents that are waited for and what they are shown with, and those of the rest. Style sheets and scripts
/// bear other names when they are others: a page that came before them would ask in vain, and not again.
fn by_urgency(planned: &[Document], follow: &dyn Follow) -> (Vec<usize>, Vec<usize>) {
    let waited = planned.iter().map(|document| follow.waits_for(&document.route));
    let waited: Vec<bool> = waited.collect();
    let edition = |(document, is_waited): (&Document, &bool)| match document.subject {
        Subject::Page(edition, _) if *is_waited => Some(edition),
        _ => None,
    };
    let editions: BTreeSet<EditionId> = planned.iter().zip(&waited).filter_map(edition).collect();
    (0..planned.len()).partition(|index| match &planned[*index].subject {
        Subject::Asset(_) => true,
        Subject::Sheet(edition) if editions.contains(edition) => true,
        _ => waited[*index],
    })
}

fn unknown_edition(name: &str, site: &Site) -> Finding {
    let names: Vec<String> = site.editions.iter().map(|edition| edition.key.to_string()).collect();
    Finding::new(Severity::Error, None, content::unknown_edition(name, names.iter().map(String::as_str)))
}

/// The stages that every command begins with: what lies in the folder → the paper.
fn read(project: &Project, memory: &mut Memory, follow: &mut dyn Follow) -> Noted<Site> {
    let mut findings = Vec::new();
    follow.begins(Stage::Parse);
    let fetch = |path: &SourcePath, text: &Text| scan::text_bytes(project, path, text);
    let (drafts, remembered) = parse::parse(&memory.inventory, &memory.drafts, &fetch);
    memory.drafts = remembered;
    memory.inventory.let_go();
    let drafts = drafts.note_into(&mut findings);
    follow.begins(Stage::Link);
    let (site, remembered) = link::link(&drafts, project.today, project.audience, &memory.links);
    memory.links = remembered;
    if memory.forget_if_spoilt() {
        return read(project, memory, follow); // What was linked lacks what could not be fetched.
    }
    let (site, remembered) = makeup::spill(site.note_into(&mut findings), &memory.held);
    memory.held = remembered;
    Noted::new(site.note_into(&mut findings), findings)
}

fn may_print(findings: &[Finding]) -> bool {
    !findings.iter().any(Finding::stops_press)
}

fn count(site: &Site, documents: usize) -> Counts {
    Counts {
        editions: site.editions.len(),
        pages: site.editions.iter().map(|edition| edition.pages.len()).sum(),
        stories: site.stories.len(),
        figures: site.ledgers.iter().map(|record| record.ledger.figures.len()).sum::<usize>()
            + site.stories.iter().map(|story| story.draft.own_figures).sum::<usize>(),
        documents,
    }
}
