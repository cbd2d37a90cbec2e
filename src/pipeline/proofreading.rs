//! Proofreading: the paper is rendered as for printing, its text checked by the rules, and its pages audited.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::goal::{Goal, Scope, is_named};
use super::read::StoryRead;
use super::report::{Report, report_of};
use super::run::{Outcome, run, scan_any, scan_folder, unknown_edition};
use super::sources::sources;
use crate::cache::Cache;
use crate::check::numbers::CountedNumber;
use crate::fault::Fault;
use crate::finding::{Finding, Severity};
use crate::galley::Galley;
use crate::model::document::Route;
use crate::model::ids::EditionId;
use crate::model::inventory::Text;
use crate::model::layout::Layout;
use crate::model::site::Site;
use crate::project::Project;
use crate::source::{Source, SourcePath};
use crate::words::content;
use crate::words::rules::gate;
use crate::{audit, check, parse, write};

/// The result of proofreading.
#[derive(Debug)]
pub struct Proofread {
    /// The findings: those that prevent printing, and those of the rules.
    pub report: Report,
    /// The stories that were proofread.
    pub stories: Vec<StoryRead>,
    /// Their paper.
    pub site: Site,
}

/// Every number in some stories, and the files of these.
#[derive(Debug)]
pub(crate) struct Numbers {
    /// The numbers, story by story.
    pub counted: Vec<CountedNumber>,
    /// The files of their places.
    pub sources: BTreeMap<SourcePath, Source>,
}

/// Where each number comes from in the stories that were proofread.
#[must_use]
pub(crate) fn numbers(project: &Project, cache: &Cache, read: &Proofread) -> Numbers {
    let galleys: Vec<Arc<Galley>> = read.stories.iter().map(|story| Arc::clone(&story.galley)).collect();
    let style = parse::style(&cache.inventory).value;
    let counted = check::numbers::numbers(&read.site, &style, &galleys);
    let sources = sources(counted.iter().map(|counted| &counted.place), &cache.inventory, project);
    Numbers { counted, sources }
}

/// Texts that replace the contents of files.
pub type TextOverrides = BTreeMap<SourcePath, String>;

/// Proofreads the paper: its stories by the rules, and its documents for what only they show. Findings outside
/// `scope` are left out. Pages that a build has printed are audited in the output folder.
///
/// # Errors
/// If a folder or a file cannot be read.
pub fn proofread(project: &Project, cache: &mut Cache, scope: &Scope) -> Result<Proofread, Fault> {
    proofread_with(project, cache, scope, &TextOverrides::new())
}

/// Proofreads the paper as it would be with other contents in some of its files.
///
/// # Errors
/// As [`proofread`].
pub fn proofread_with(
    project: &Project,
    cache: &mut Cache,
    scope: &Scope,
    overrides: &TextOverrides,
) -> Result<Proofread, Fault> {
    cache.inventory = scan_folder(project, cache)?;
    let texts = overrides.iter().map(|(path, text)| (path.clone(), Text::of(text.as_bytes())));
    cache.inventory.texts.extend(texts);
    let goal = Goal::Checked(scope);
    if goal.audits() {
        audit_printed(project, cache);
    }
    let Outcome { report, site, layouts, read: mut stories, .. } = run(project, cache, &goal, &mut ());
    let findings = match scope {
        Scope::Paper => return Ok(Proofread { report, stories, site }),
        Scope::Edition(name) => {
            stories.retain(|story| story.tally.edition.as_deref() == Some(name));
            of_edition(report.findings, (&site, &layouts), name)
        }
        Scope::Story(name) => {
            stories.retain(|story| is_named(&story.galley.path, name));
            let findings = of_story(report.findings, name);
            let is_unknown = stories.is_empty() && findings.is_empty();
            if is_unknown { vec![unknown_story(&site, name)] } else { findings }
        }
    };
    let report = report_of(findings, &site, &cache.inventory, project);
    Ok(Proofread { report, stories, site })
}

/// The paper that was just built, with its names resolved as they were then.
pub(super) fn built_site(project: &Project, cache: &mut Cache) -> Site {
    cache.load_unless_loaded();
    run(project, cache, &Goal::Linked, &mut ()).site
}

/// Files that are not in the folder yet.
#[derive(Debug, Default)]
pub(crate) struct AddedFiles {
    /// Stories and ledgers.
    pub texts: TextOverrides,
    /// Pictures and the like.
    pub files: Vec<SourcePath>,
}

/// Takes files that are not in the folder yet to a goal, together with the paper, which may have no story at all. Only findings in
/// these files are reported.
///
/// # Errors
/// If a folder or a file cannot be read.
pub(crate) fn proofread_added(
    project: &Project,
    cache: &mut Cache,
    added: &AddedFiles,
    goal: &Goal,
) -> Result<Proofread, Fault> {
    cache.inventory = scan_any(project, cache)?;
    cache.inventory.add_carried(&added.files);
    let texts = added.texts.iter().map(|(path, text)| (path.clone(), Text::of(text.as_bytes())));
    cache.inventory.texts.extend(texts);
    let Outcome { report, site, read: mut stories, .. } = run(project, cache, goal, &mut ());
    stories.retain(|story| added.texts.contains_key(&story.galley.path));
    let is_in_them =
        |finding: &Finding| finding.place.as_ref().is_some_and(|place| added.texts.contains_key(&place.path));
    let findings = report.findings.into_iter().filter(is_in_them).collect();
    let report = report_of(findings, &site, &cache.inventory, project);
    Ok(Proofread { report, stories, site })
}

/// Audits the pages that a build printed. A document that was not audited is rendered again.
fn audit_printed(project: &Project, cache: &mut Cache) {
    let printed = |route: &Route, digest| write::printed(&project.out, route, digest);
    audit::audit_printed(&cache.audited, cache.documents.printed(), printed);
    let audited = &cache.audited;
    cache.documents.retain(|route, digest| !route.is_page() || audited.get(digest).is_some());
}

/// Whether a finding is that of the pre-press check of an edition.
#[must_use]
pub(crate) fn is_pre_press(finding: &Finding) -> bool {
    gate::CODES.contains(&&*finding.wording.code)
}

/// The findings in a story.
fn of_story(findings: Vec<Finding>, name: &str) -> Vec<Finding> {
    let is_of_it =
        |finding: &Finding| finding.place.as_ref().is_some_and(|place| is_named(&place.path, name));
    findings.into_iter().filter(is_of_it).collect()
}

fn unknown_story(site: &Site, name: &str) -> Finding {
    let known = site.stories.iter().map(|story| story.draft.path.stem());
    Finding::new(Severity::Error, None, content::no_such_story(name, known))
}

/// The findings in an edition or without a place, and what the edition lacks.
fn of_edition(
    mut findings: Vec<Finding>,
    (site, layouts): (&Site, &[Vec<Option<Arc<Layout>>>]),
    name: &str,
) -> Vec<Finding> {
    let mut editions = site.editions.iter().zip(layouts).enumerate();
    let Some((place, (edition, layouts))) =
        editions.find(|(_, (edition, _))| edition.key.to_string() == name)
    else {
        return vec![unknown_edition(name, site)];
    };
    let stories = edition.pages.iter().flat_map(|page| &page.stories).map(|id| site.story(*id));
    let mut paths: BTreeSet<&SourcePath> = BTreeSet::new();
    for story in stories {
        let ledgers = story.said.rows.iter().filter_map(|(id, _)| site.ledger(id));
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
    // What prevents printing the whole paper also prevents this edition.
    findings.retain(|finding| {
        finding.blocks_printing() || finding.place.as_ref().is_none_or(|place| concerns(&place.path))
    });
    let lacking = check::gate(site, EditionId(place), layouts);
    // The gate says as an error what is a warning otherwise.
    let is_said = |finding: &Finding| {
        let mut said = lacking.iter().map(|lack| (&lack.wording.code, &lack.place));
        said.any(|lack| lack == (&finding.wording.code, &finding.place))
    };
    findings.retain(|finding| !is_said(finding));
    findings.extend(lacking);
    findings
}
