//! Takes a story of the paper, with drafts, and makes its files; nothing is written.

use super::exporting::Exporting;
use super::find::find;
use super::out_folder::free_name;
use super::{ExportForm, ExportPlan, ExportRequest, StoryExport, docx, wechat};
use crate::cache::Cache;
use crate::fault::Fault;
use crate::finding::{Finding, Noted};
use crate::model::site::{Site, Story};
use crate::pipeline::{self, Goal, Outcome, is_named, report_of};
use crate::project::Project;

/// Makes the files of a story.
///
/// # Errors
/// If a folder or a file cannot be read.
pub(crate) fn prepare(
    project: &Project,
    cache: &mut Cache,
    request: ExportRequest,
) -> Result<ExportPlan, Fault> {
    cache.inventory = pipeline::scan_folder(project, cache)?;
    let Outcome { report, site, .. } = pipeline::run(project, cache, &Goal::Linked, &mut ());
    let reported = |findings| report_of(findings, &site, &cache.inventory, project);
    let story = match find(&site, request.story) {
        Ok(story) => story,
        Err(unknown) => {
            // A file that cannot be read is no story, but says why.
            let is_of_it = |finding: &Finding| {
                finding.place.as_ref().is_some_and(|place| is_named(&place.path, request.story))
            };
            let mut findings: Vec<Finding> = report.findings.into_iter().filter(is_of_it).collect();
            if findings.is_empty() {
                findings.push(*unknown);
            }
            return Ok(ExportPlan { report: reported(findings), story: None });
        }
    };
    let stopping: Vec<Finding> =
        report.findings.into_iter().filter(|finding| prevents(finding, story)).collect();
    if !stopping.is_empty() {
        return Ok(ExportPlan { report: reported(stopping), story: None });
    }
    let inventory = &cache.inventory;
    let language = story.language.into();
    let exporting = Exporting { project, inventory, site: &site, story, language };
    let mut noticed = Vec::new();
    if request.form == ExportForm::WeChat {
        noticed = exporting.kept_from_the_public(cache);
        if noticed.iter().any(Finding::blocks_printing) {
            return Ok(ExportPlan { report: reported(noticed), story: None });
        }
    }
    let wanted = name(&site, story);
    let name = free_name(request.folder, &wanted, request.form, &story.draft.path)?;
    let Noted { value: files, findings } = match request.form {
        ExportForm::Word => docx::files(&exporting)?,
        ExportForm::WeChat => wechat::files(&exporting, &name)?,
    };
    let story = StoryExport {
        path: story.draft.path.clone(),
        headline: story.title(),
        waiting: story.waiting,
        wanted,
        name,
        files,
    };
    Ok(ExportPlan { report: reported([noticed, findings].concat()), story: Some(story) })
}

/// Whether a finding prevents the export of a story: it is in the story, or where its figures and words come from.
fn prevents(finding: &Finding, story: &Story) -> bool {
    let concerns = finding.place.as_ref().is_none_or(|place| {
        let path = place.path.as_str();
        place.path == story.draft.path
            || path.starts_with("content/ledgers/")
            || path.starts_with("content/site.")
    });
    finding.blocks_printing() && concerns
}

/// The name of a story's files: its edition and its own.
fn name(site: &Site, story: &Story) -> String {
    let stem = story.draft.path.stem();
    match story.placed {
        Some(placed) => format!("{}-{stem}", site.edition(placed.edition).key),
        None => stem.to_owned(),
    }
}
