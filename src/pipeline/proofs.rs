//! Proofs (校样) of the stories that were read, printed into a separate folder.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::proofreading::Proofread;
use crate::check::tally::Total;
use crate::fault::{Action, Fault};
use crate::finding::LocalizedFinding;
use crate::model::document::{Content, Rendered, Route};
use crate::project::Project;
use crate::render::ProofSheet;
use crate::source::SourcePath;
use crate::words::{self, Language};
use crate::{plan, render, write};

/// The file that identifies a folder of proofs, so that proofs never replace a paper.
const PROOFS: &str = ".proofs";

/// Prints a proof of each story that was read, and a list of them, into the project's output folder. `summary`
/// describes the result for some stories.
///
/// # Errors
/// If the folder is not ours, or a system call fails.
pub(crate) fn print_proofs(
    project: &Project,
    read: &Proofread,
    language: Language,
    summary: &dyn Fn(Total) -> String,
) -> Result<(), Fault> {
    let report = &read.report;
    let told = report.findings.iter().map(|finding| finding.localized(report.source_of(finding), language));
    let told: Vec<LocalizedFinding> = told.collect();
    let mut by_file: FxHashMap<&SourcePath, Vec<&LocalizedFinding>> = FxHashMap::default();
    for told in &told {
        if let Some(place) = &told.place {
            by_file.entry(&place.file).or_default().push(told);
        }
    }
    let (mut documents, mut list) = (Vec::new(), Vec::new());
    for story in &read.stories {
        let told = by_file.remove(&story.galley.path).unwrap_or_default();
        let summary = summary(Total::of([&story.tally]));
        let proof = ProofSheet { galley: &story.galley, title: &story.headline, summary: &summary, told };
        let route = plan::proof(&story.galley.path);
        list.push((route.as_str().to_owned(), story.headline.clone(), summary.clone()));
        documents.push(rendered(route, render::proof(&proof, language)));
    }
    let all = summary(Total::of(read.stories.iter().map(|story| &story.tally)));
    let index = render::proofs(words::proof::proof(language), &all, &list, language);
    documents.push(rendered(plan::proofs(), index));
    if write::belongs_to_other(&project.out, PROOFS) {
        return Err(Fault::refused(Action::ProofOverPaper, &project.out));
    }
    documents.push(rendered(Route::new(PROOFS.to_owned()), String::new()));
    let stage = write::Output::open(project, Arc::default())?.stage()?;
    stage.put(documents.iter().collect())?;
    stage.print().map(drop)
}

fn rendered(route: Route, html: String) -> Rendered {
    Rendered { route, content: Content::Bytes(html.into()) }
}
