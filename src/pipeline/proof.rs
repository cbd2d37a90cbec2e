//! Proofreading: the paper set as for the press, its words read by the rules, its pages looked at.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use bytes::Bytes;
use rustc_hash::FxHashMap;

use super::{Follow, Report, Set, look, report, set, texts, unknown_edition};
use crate::audit::Audit;
use crate::check::numbers::Counted;
use crate::check::tally::{Tally, Total};
use crate::fault::Fault;
use crate::finding::{Finding, Severity, Told};
use crate::galley::Galley;
use crate::memory::Memory;
use crate::model::document::{Content, Rendered, Route};
use crate::model::site::{EditionId, Site};
use crate::project::Project;
use crate::render::{Made, Proof};
use crate::source::SourcePath;
use crate::words::{self, Language, content};
use crate::{check, parse, plan, render, scan, write};

/// The paper as a proofreader sees it.
#[derive(Debug)]
pub struct Proofread {
    /// What was found: what keeps the paper from being printed, and what the rules mark.
    pub report: Report,
    /// The stories that were read.
    pub stories: Vec<StoryRead>,
    /// The paper they stand in.
    pub site: Site,
}

/// Every number of some stories, and the texts in which they stand.
#[derive(Debug)]
pub struct Numbers {
    /// The numbers, story by story.
    pub counted: Vec<Counted>,
    /// The texts that their places count in.
    pub texts: BTreeMap<SourcePath, String>,
}

/// Where each number comes from in the stories that were read.
#[must_use]
pub fn numbers(project: &Project, memory: &Memory, read: &Proofread) -> Numbers {
    let galleys: Vec<Arc<Galley>> = read.stories.iter().map(|story| Arc::clone(&story.galley)).collect();
    let style = parse::style(&memory.inventory).value;
    let counted = check::numbers::numbers(&read.site, &style, &galleys);
    let texts = texts(counted.iter().map(|counted| &counted.place), &memory.inventory, project);
    Numbers { counted, texts }
}

/// A story that was proofread.
#[derive(Debug)]
pub struct StoryRead {
    /// Its headline in one line.
    pub headline: String,
    /// What was read of it, and how much is wrong.
    pub tally: Tally,
    /// Its words.
    pub galley: Arc<Galley>,
}

/// What is to be proofread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The whole paper.
    Paper,
    /// An edition, named as its folder is; it is asked besides what it lacks before it goes to press.
    Edition(String),
    /// A story, by the end of its path.
    Story(String),
}

/// Proofreads the paper: its stories by the rules, its documents for what only they show. Of what lies outside `scope`, nothing is
/// told.
///
/// # Errors
/// When a folder or a file cannot be read.
pub fn proofread(project: &Project, memory: &mut Memory, scope: &Scope) -> Result<Proofread, Fault> {
    memory.inventory = look(project, memory)?;
    let mut auditing = Auditing::default();
    let mut set = set(project, memory, &mut auditing);
    if set.documents.is_some() {
        set.report.findings.extend(auditing.audit.findings());
    }
    let mut stories = read_proof(project, memory, &mut set);
    match scope {
        Scope::Paper => {}
        Scope::Edition(name) => {
            let found = of_edition(&mut set, name);
            set.report = report(found, &set.site, &memory.inventory, project);
            stories.retain(|story| story.tally.edition.as_deref() == Some(name));
        }
        Scope::Story(path) => {
            let is_it = |known: &SourcePath| path.ends_with(known.as_str()) || known.as_str().ends_with(path);
            stories.retain(|story| is_it(&story.galley.path));
            let is_of_it = |finding: &Finding| finding.place.as_ref().is_some_and(|place| is_it(&place.path));
            set.report.findings.retain(is_of_it);
            if stories.is_empty() {
                let known = set.site.stories.iter().map(|story| story.draft.path.as_str());
                let wording = content::unknown_story(path, known);
                set.report.findings.push(Finding::new(Severity::Error, None, wording));
            }
        }
    }
    Ok(Proofread { report: set.report, stories, site: set.site })
}

/// What was found in an edition and in no place at all, and what the edition lacks.
fn of_edition(set: &mut Set, name: &str) -> Vec<Finding> {
    let mut findings = std::mem::take(&mut set.report.findings);
    let Some(place) = set.site.editions.iter().position(|edition| edition.key.to_string() == name) else {
        findings.push(unknown_edition(name, &set.site));
        return findings;
    };
    let stories = set.site.editions[place].pages.iter().flat_map(|page| &page.stories);
    let mut paths: BTreeSet<SourcePath> = stories.map(|id| set.site.story(*id).draft.path.clone()).collect();
    paths.insert(SourcePath::new(&format!("content/editions/{name}/edition.yaml")));
    findings.retain(|finding| finding.place.as_ref().is_none_or(|place| paths.contains(&place.path)));
    findings.extend(check::gate(&set.site, EditionId(place), &set.layouts[place]));
    findings
}

/// Proofreads the stories of a paper that is set: what is found joins its report. Stories that are remembered as they are now are
/// not read again.
pub fn read_proof(project: &Project, memory: &mut Memory, set: &mut Set) -> Vec<StoryRead> {
    let mut findings = std::mem::take(&mut set.report.findings);
    let inventory = &memory.inventory;
    let style = parse::style(inventory).note_into(&mut findings);
    let fetch = |path: &SourcePath| {
        let bytes = scan::text_bytes(project, path, inventory.texts.get(path)?)?;
        Some(Arc::new(parse::prose(path, &parse::text::decode(&bytes)?)))
    };
    let (checked, remembered) = check::check(&set.site, &style, &fetch, &memory.proofs);
    memory.proofs = remembered;
    findings.extend(checked.findings);
    set.report = report(findings, &set.site, &memory.inventory, project);
    let stories = set.site.stories.iter().chain(&set.site.standing);
    let headlines: FxHashMap<&SourcePath, String> =
        stories.map(|story| (&story.draft.path, story.headline(" "))).collect();
    let read = checked.tallies.into_iter().zip(checked.galleys);
    read.map(|(tally, galley)| StoryRead { headline: headlines[&galley.path].clone(), tally, galley })
        .collect()
}

/// Prints a proof of each story that was read, and a list of them, into the project's output folder. `summary` says what some stories
/// come to.
///
/// # Errors
/// When the folder is not ours, or the disk refuses.
pub fn print_proofs(
    project: &Project,
    read: &Proofread,
    language: Language,
    summary: &dyn Fn(Total) -> String,
) -> Result<(), Fault> {
    let findings = &read.report.findings;
    let told: Vec<Told> = findings
        .iter()
        .map(|finding| {
            let text = finding.place.as_ref().and_then(|place| read.report.texts.get(&place.path));
            finding.told(text.map_or("", String::as_str), language)
        })
        .collect();
    let mut by_file: FxHashMap<&SourcePath, Vec<&Told>> = FxHashMap::default();
    for told in &told {
        if let Some(place) = &told.place {
            by_file.entry(&place.file).or_default().push(told);
        }
    }
    let (mut documents, mut list) = (Vec::new(), Vec::new());
    for story in &read.stories {
        let told = by_file.remove(&story.galley.path).unwrap_or_default();
        let summary = summary(Total::of([&story.tally]));
        let proof = Proof { galley: &story.galley, title: &story.headline, summary: &summary, told };
        let route = plan::proof(&story.galley.path);
        list.push((route.as_str().to_owned(), story.headline.clone(), summary.clone()));
        documents.push(rendered(route, render::proof(&proof, language)));
    }
    let all = summary(Total::of(read.stories.iter().map(|story| &story.tally)));
    let index = render::proofs(words::proof::proof(language), &all, &list, language);
    documents.push(rendered(plan::proofs(), index));
    let stage = write::Stage::open(project, Arc::default())?;
    stage.put(documents.iter().collect())?;
    stage.print().map(drop)
}

fn rendered(route: Route, html: String) -> Rendered {
    Rendered { route, content: Content::Bytes(html.into()) }
}

/// Looks at documents as they are made, so that they need not be held.
#[derive(Default)]
struct Auditing {
    audit: Audit,
}

impl Follow for Auditing {
    fn made(&mut self, documents: &mut [Made]) {
        self.audit.see(documents.iter().map(|made| (&made.rendered.route, &made.rendered.content)));
        for made in documents {
            made.rendered.content = Content::Bytes(Bytes::new());
        }
    }
}
