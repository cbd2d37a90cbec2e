//! Proofreading: the paper set as for the press, its words read by the rules, its pages looked at.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Follow, Report, Set, look, read, report, set, sources, unknown_edition};
use crate::audit::Audit;
use crate::check::numbers::CountedNumber;
use crate::check::tally::Tally;
use crate::fault::Fault;
use crate::finding::{Finding, Severity};
use crate::galley::Galley;
use crate::makeup::Layouts;
use crate::memory::Memory;
use crate::model::document::{Route, Subject};
use crate::model::ids::EditionId;
use crate::model::inventory::Text;
use crate::model::site::Site;
use crate::project::Project;
use crate::render::Made;
use crate::source::{Source, SourcePath};
use crate::words::content;
use crate::{check, parse, plan, write};

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

/// Every number of some stories, and the files in which they stand.
#[derive(Debug)]
pub(crate) struct Numbers {
    /// The numbers, story by story.
    pub counted: Vec<CountedNumber>,
    /// The files that their places count in.
    pub sources: BTreeMap<SourcePath, Source>,
}

/// Where each number comes from in the stories that were read.
#[must_use]
pub(crate) fn numbers(project: &Project, memory: &Memory, read: &Proofread) -> Numbers {
    let galleys: Vec<Arc<Galley>> = read.stories.iter().map(|story| Arc::clone(&story.galley)).collect();
    let style = parse::style(&memory.inventory).value;
    let counted = check::numbers::numbers(&read.site, &style, &galleys);
    let sources = sources(counted.iter().map(|counted| &counted.place), &memory.inventory, project);
    Numbers { counted, sources }
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

/// How often the paper is read at most, if memory turns out to be corrupt.
const READINGS: usize = 3;

/// Texts that are to be read instead of what stands in their files.
pub type Instead = BTreeMap<SourcePath, String>;

/// Proofreads the paper: its stories by the rules, its documents for what only they show. Of what lies outside `scope`, nothing is
/// told. Pages that stand as a build printed them are looked at where they stand.
///
/// # Errors
/// When a folder or a file cannot be read.
pub fn proofread(project: &Project, memory: &mut Memory, scope: &Scope) -> Result<Proofread, Fault> {
    proofread_instead(project, memory, scope, &Instead::new())
}

/// Proofreads the paper as it would be with other texts in some of its files.
///
/// # Errors
/// As [`proofread`].
pub fn proofread_instead(
    project: &Project,
    memory: &mut Memory,
    scope: &Scope,
    instead: &Instead,
) -> Result<Proofread, Fault> {
    for _ in 1..READINGS {
        if let (read, true) = read_once(project, memory, scope, instead)? {
            return Ok(read);
        }
    }
    read_once(project, memory, scope, instead).map(|(read, _)| read)
}

/// Proofreads the paper, and says whether all that memory holds of it could be read.
fn read_once(
    project: &Project,
    memory: &mut Memory,
    scope: &Scope,
    instead: &Instead,
) -> Result<(Proofread, bool), Fault> {
    memory.inventory = look(project, memory)?;
    let texts = instead.iter().map(|(path, text)| (path.clone(), Text::of(text.as_bytes())));
    memory.inventory.texts.extend(texts);
    let mut set = match scope {
        Scope::Paper | Scope::Edition(_) => audited(project, memory, scope),
        Scope::Story(name) => unprinted(project, memory, name),
    };
    let mut stories = read_proof(project, memory, &mut set);
    let is_whole = !memory.forget_if_spoilt();
    match scope {
        Scope::Paper => {}
        Scope::Edition(name) => {
            let found = of_edition(&mut set, name);
            set.report = report(found, &set.site, &memory.inventory, project);
            stories.retain(|story| story.tally.edition.as_deref() == Some(name));
        }
        Scope::Story(name) => {
            stories.retain(|story| is_named(&story.galley.path, name));
            let found = of_story(&mut set, name, stories.is_empty());
            set.report = report(found, &set.site, &memory.inventory, project);
        }
    }
    Ok((Proofread { report: set.report, stories, site: set.site }, is_whole))
}

/// Sets the paper and looks at its pages.
fn audited(project: &Project, memory: &mut Memory, scope: &Scope) -> Set {
    let (documents, pages) = (&mut memory.documents, &mut memory.pages);
    pages.look_at(documents.printed(), |route, digest| write::printed(&project.out, route, digest));
    documents.keep(|route, digest| pages.knows(route, digest));
    let mut auditing = Auditing { audit: Audit::new(std::mem::take(pages)) };
    let mut set = set(project, memory, &mut auditing);
    if let Some(documents) = &set.documents {
        let wanted: FxHashSet<&Route> =
            documents.iter().filter(|made| concerns(scope, &made.subject, &set.site)).map(route).collect();
        set.report.findings.extend(auditing.audit.findings(&|route| wanted.contains(route)));
    }
    memory.pages = auditing.audit.into_remembered();
    set
}

fn route(made: &Made) -> &Route {
    &made.rendered.route
}

/// Whether a document that shows this is to be proofread.
fn concerns(scope: &Scope, subject: &Subject, site: &Site) -> bool {
    let Scope::Edition(name) = scope else { return *scope == Scope::Paper };
    let edition = match subject {
        Subject::Page(edition, _) => Some(*edition),
        Subject::Story(story) => site.story(*story).placed.map(|placed| placed.edition),
        _ => None,
    };
    edition.is_some_and(|edition| site.edition(edition).key.to_string() == *name)
}

/// The paper, of which no document is made and no page made up but the one that a story stands on.
fn unprinted(project: &Project, memory: &mut Memory, name: &str) -> Set {
    let mut findings = Vec::new();
    let site = read(project, memory, &mut ()).note_into(&mut findings);
    plan::plan(&site).note_into(&mut findings);
    let layouts = Layouts::new(&site, &memory.layouts);
    for placed in
        site.stories.iter().filter(|story| is_named(&story.draft.path, name)).map(|story| story.placed)
    {
        placed.and_then(|placed| layouts.try_page(placed.edition, placed.page));
    }
    findings.extend(layouts.wrong());
    findings.extend(layouts.overfull());
    let layouts = layouts.made_up();
    let report = report(findings, &site, &memory.inventory, project);
    Set { report, site, layouts, documents: None }
}

/// Whether an editor means this file by `name`: by its path or the end of it, with its ending or without.
fn is_named(path: &SourcePath, name: &str) -> bool {
    let name = name.trim_end_matches(".md");
    let path = path.as_str().trim_end_matches(".md");
    let is_end = |whole: &str, end: &str| {
        whole.strip_suffix(end).is_some_and(|before| before.is_empty() || before.ends_with('/'))
    };
    is_end(path, name) || is_end(name, path)
}

/// What was found in a story.
fn of_story(set: &mut Set, name: &str, is_unknown: bool) -> Vec<Finding> {
    if is_unknown {
        let known = set.site.stories.iter().map(|story| story.draft.path.stem());
        return vec![Finding::new(Severity::Error, None, content::no_such_story(name, known))];
    }
    let findings = std::mem::take(&mut set.report.findings);
    let is_of_it =
        |finding: &Finding| finding.place.as_ref().is_some_and(|place| is_named(&place.path, name));
    findings.into_iter().filter(is_of_it).collect()
}

/// What was found in an edition and in no place at all, and what the edition lacks.
fn of_edition(set: &mut Set, name: &str) -> Vec<Finding> {
    let mut findings = std::mem::take(&mut set.report.findings);
    let mut editions = set.site.editions.iter().zip(&set.layouts).enumerate();
    let Some((place, (edition, layouts))) =
        editions.find(|(_, (edition, _))| edition.key.to_string() == name)
    else {
        return vec![unknown_edition(name, &set.site)];
    };
    let stories = edition.pages.iter().flat_map(|page| &page.stories).map(|id| set.site.story(*id));
    let mut paths: BTreeSet<&SourcePath> = BTreeSet::new();
    for story in stories {
        let ledgers = story.said.rows.iter().filter_map(|(id, _)| set.site.ledger(id));
        let ledgers = ledgers.map(|record| &record.ledger.at.path);
        paths.extend(ledgers.chain([&story.draft.path]));
    }
    let folder = format!("content/editions/{name}/");
    let concerns = |path: &SourcePath| {
        paths.contains(path)
            || [folder.as_str(), "content/style/", "content/site."]
                .iter()
                .any(|start| path.as_str().starts_with(start))
    };
    // What keeps the whole paper from being printed keeps this edition too.
    findings.retain(|finding| {
        finding.stops_press() || finding.place.as_ref().is_none_or(|place| concerns(&place.path))
    });
    findings.extend(check::gate(&set.site, EditionId(place), layouts));
    findings
}

/// Proofreads the stories of a paper that is set: what is found joins its report. Stories that are remembered as they are now are
/// not read again.
pub(crate) fn read_proof(project: &Project, memory: &mut Memory, set: &mut Set) -> Vec<StoryRead> {
    let mut findings = std::mem::take(&mut set.report.findings);
    let style = parse::style(&memory.inventory).note_into(&mut findings);
    let (checked, remembered) = check::check(&set.site, &style, findings, &memory.proofs);
    memory.proofs = remembered;
    set.report = report(checked.findings, &set.site, &memory.inventory, project);
    let stories = set.site.stories.iter().chain(&set.site.standing);
    let headlines: FxHashMap<&SourcePath, String> =
        stories.map(|story| (&story.draft.path, story.headline(" "))).collect();
    let read = checked.tallies.into_iter().zip(checked.galleys);
    read.map(|(tally, galley)| StoryRead { headline: headlines[&galley.path].clone(), tally, galley })
        .collect()
}

/// Looks at documents as they are made, so that they need not be held.
struct Auditing {
    audit: Audit,
}

impl Follow for Auditing {
    fn made(&mut self, documents: &mut [Made]) {
        self.audit.see(documents.iter_mut().map(|made| &mut made.rendered).collect());
    }
}
