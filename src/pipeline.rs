//! The pipeline: the stages in order, on one screen.

use std::collections::BTreeMap;

use crate::fault::Fault;
use crate::finding::{Finding, Severity, in_reading_order};
use crate::model::inventory::Inventory;
use crate::model::paper::PaperLanguage;
use crate::model::site::Site;
use crate::project::Project;
use crate::source::SourcePath;
use crate::write::Changes;
use crate::{link, parse, plan, render, scan, write};

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

/// What a build came to.
#[derive(Debug)]
pub struct Built {
    /// What was found, in reading order.
    pub findings: Vec<Finding>,
    /// The paper's language, for whoever tells of it.
    pub language: PaperLanguage,
    /// The texts that the findings point into.
    pub texts: BTreeMap<SourcePath, String>,
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
    /// Whether the paper says where it is published; without it there is no feed, sitemap or canonical link.
    pub has_url: bool,
}

/// How much the paper holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// 期
    pub editions: usize,
    /// 版
    pub pages: usize,
    /// 稿件
    pub stories: usize,
    /// 数字
    pub figures: usize,
    /// 网页
    pub documents: usize,
}

/// Builds the paper: reads, resolves, makes and, unless a finding forbids it, writes.
///
/// # Errors
/// When the world refuses: a folder that cannot be read, a disk that is full, an output folder that is not ours.
pub fn build(project: &Project, follow: &mut dyn FnMut(Stage)) -> Result<Built, Fault> {
    let mut findings = Vec::new();
    follow(Stage::Scan);
    let inventory = scan::scan(project)?;
    follow(Stage::Parse);
    let drafts = parse::parse(&inventory).note_into(&mut findings);
    follow(Stage::Link);
    let site = link::link(&drafts, project.today).note_into(&mut findings);
    let documents = plan::plan(&site).note_into(&mut findings);
    let mut printed = None;
    if may_print(&findings) {
        follow(Stage::Render);
        let rendered = render::render(&documents, &site).note_into(&mut findings);
        if may_print(&findings) {
            follow(Stage::Write);
            let counts = count(&site, rendered.len());
            let changes = write::write(&rendered, project)?;
            printed = Some(Printed { counts, changes, has_url: site.paper.url.is_some() });
        }
    }
    in_reading_order(&mut findings);
    Ok(Built { language: site.paper.language, texts: texts(&findings, &inventory), findings, printed })
}

fn may_print(findings: &[Finding]) -> bool {
    findings.iter().all(|finding| finding.severity != Severity::Error)
}

fn count(site: &Site, documents: usize) -> Counts {
    Counts {
        editions: site.editions.len(),
        pages: site.editions.iter().map(|edition| edition.pages.len()).sum(),
        stories: site.stories.len(),
        figures: site.ledgers.iter().map(|record| record.ledger.figures.len()).sum::<usize>()
            + site.stories.iter().map(|story| story.draft.figures.len()).sum::<usize>(),
        documents,
    }
}

/// The texts that findings point into, as their spans count them.
fn texts(findings: &[Finding], inventory: &Inventory) -> BTreeMap<SourcePath, String> {
    let paths = findings.iter().filter_map(|finding| finding.place.as_ref()).map(|place| &place.path);
    paths.filter_map(|path| Some((path.clone(), parse::text::decode(inventory.texts.get(path)?)?))).collect()
}
