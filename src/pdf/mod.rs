//! PDF: the pages of an edition → one PDF, printed by a browser that is installed on the machine.
//!
//! The paper is built first, and the browser prints the pages from the output folder. Each PDF is kept in the cache with what it
//! shows. The paper is then built again, which carries every PDF that still shows its edition.

pub(crate) mod browser;
mod printed;
mod sheets;

use std::collections::BTreeSet;
use std::path::Path;

use crate::cache::{Cache, KeptPdfs};
use crate::fault::{Action, Fault};
use crate::files::OpenFolder;
use crate::finding::Finding;
use crate::model::edition::EditionKey;
use crate::model::ids::EditionId;
use crate::model::inventory::Inventory;
use crate::model::site::Site;
use crate::pipeline::{self, Observer, Report};
use crate::project::Project;
use crate::write;
use browser::{Browser, PrintJob};
use printed::PrintedPdf;

/// What is to be printed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PdfRequest<'r> {
    /// The edition, which is printed whether it has a PDF or not; otherwise every edition without a PDF of its pages as they are.
    pub edition: Option<&'r str>,
    /// The program of the browser, if it is named.
    pub browser: Option<&'r Path>,
    /// Whether the browser may run without its sandbox.
    pub without_sandbox: bool,
}

/// What was printed.
#[derive(Debug, Default)]
pub(crate) struct PdfOutcome {
    pub report: Report,
    /// The PDFs; `None` if a finding prevents the paper from being built, or there is no such edition.
    pub pdfs: Option<PdfsMade>,
}

/// The PDFs of a paper.
#[derive(Debug, Default)]
pub(crate) struct PdfsMade {
    /// Those that were printed now, oldest first.
    pub printed: Vec<PdfMade>,
    /// How many editions had one of their pages as they are.
    pub current: usize,
}

/// A PDF that was printed now.
#[derive(Debug)]
pub(crate) struct PdfMade {
    pub edition: EditionKey,
    /// The pages of the edition.
    pub pages: usize,
    /// The sheets that they were printed on.
    pub sheets: usize,
    /// Whether each page is made up for one sheet.
    pub is_made_up: bool,
    /// Its size in bytes.
    pub size: usize,
}

/// Follows the work: the builds, and the PDFs between them.
pub(crate) trait PdfObserver: Observer {
    /// An edition is being printed.
    fn prints(&mut self, edition: &EditionKey);
}

/// Prints PDFs of editions, and builds the paper with them.
///
/// # Errors
/// As a build does; if there is no browser, or it does not print.
pub(crate) fn print(
    project: &Project,
    cache: &mut Cache,
    request: PdfRequest,
    observer: &mut dyn PdfObserver,
) -> Result<PdfOutcome, Fault> {
    let program = browser::find(request.browser, &project.root)?;
    let browser = Browser { program, without_sandbox: request.without_sandbox };
    // What the pages show is known once they have been made, not if nothing had to be done.
    cache.last = None;
    let (built, site) = pipeline::build_with_site(project, cache, observer)?;
    let Some(site) = site else { return Ok(PdfOutcome { report: built.report, pdfs: None }) };
    let mut report = built.report;
    cache.load_unless_loaded();
    let editions = match wanted(request.edition, &site, cache) {
        Ok(editions) => editions,
        Err(unknown) => {
            report.findings.push(*unknown);
            return Ok(PdfOutcome { report, pdfs: None });
        }
    };
    let root = OpenFolder::open(&project.root).map_err(Fault::on(Action::List, &project.root))?;
    cache.pdfs.retain(&root, &folders(&cache.inventory));
    let mut made = PdfsMade { current: site.editions.len() - editions.len(), printed: Vec::new() };
    let printed = editions.into_iter().try_for_each(|edition| {
        observer.prints(&site.edition(edition).key);
        made.printed.push(print_one(project, cache, (&root, &browser), (&site, edition))?);
        Ok(())
    });
    // Those that were finished before one failed are put into the paper too.
    if !made.printed.is_empty() {
        report = pipeline::build(project, cache, observer)?.report;
    }
    printed.map(|()| PdfOutcome { report, pdfs: Some(made) })
}

/// The editions that have a folder, whether they are due or not.
fn folders(inventory: &Inventory) -> BTreeSet<EditionKey> {
    let below = inventory.texts.keys().filter_map(|path| path.as_str().strip_prefix("content/editions/"));
    below.filter_map(|path| EditionKey::parse(path.split('/').next()?)).collect()
}

/// The editions to be printed.
fn wanted(name: Option<&str>, site: &Site, cache: &Cache) -> Result<Vec<EditionId>, Box<Finding>> {
    let all = (0..site.editions.len()).map(EditionId);
    let Some(name) = name else {
        let current = pipeline::current_pdfs(site, cache);
        return Ok(all.filter(|id| !current.contains_key(id)).collect());
    };
    let found: Vec<EditionId> = all.filter(|id| site.edition(*id).key.to_string() == name).collect();
    if found.is_empty() { Err(Box::new(pipeline::unknown_edition(name, site))) } else { Ok(found) }
}

/// Prints the PDF of an edition, and keeps it.
fn print_one(
    project: &Project,
    cache: &mut Cache,
    (root, browser): (&OpenFolder, &Browser),
    (site, edition): (&Site, EditionId),
) -> Result<PdfMade, Fault> {
    let of = site.edition(edition);
    let target = project.root.join(KeptPdfs::path(&of.key));
    let failed = |error| Fault::new(Action::PrintPdf, &target, error);
    let out = write::checked_output(project)?;
    let html = sheets::sheets(&out, site, edition)?;
    let job = PrintJob::begin(root, html.as_bytes()).map_err(failed)?;
    let bytes = browser.print(&job).map_err(failed)?;
    drop(job);
    let PrintedPdf { bytes, sheets } = PrintedPdf::dated(bytes, of.key.date);
    let shown = pipeline::shown_on_paper(site, cache, edition);
    cache.pdfs.keep(root, &of.key, (&bytes, shown)).map_err(failed)?;
    let (pages, is_made_up) = (of.pages.len(), site.theme.grid.is_some());
    Ok(PdfMade { edition: of.key.clone(), pages, sheets, is_made_up, size: bytes.len() })
}
