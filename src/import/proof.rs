//! The proofreader reads what was imported: what is certain is put in, and what would stop the press is listed.

use std::collections::BTreeMap;

use super::offers;
use super::{ImportNote, ImportPlan, ImportRequest, NewContents, NoteKind};
use crate::cache::Cache;
use crate::desk::{self, AppliedFix, Mendings};
use crate::fault::Fault;
use crate::pipeline::{self, Goal, Proofread};
use crate::project::Project;
use crate::words::import as words;

/// How often fixes are applied and the texts read again: a fix may reveal another problem.
const ROUNDS: usize = 8;

/// Proofreads the new texts, and corrects what is certain in those of them that are manuscripts.
///
/// # Errors
/// If the paper cannot be read.
pub(super) fn correct(
    project: &Project,
    cache: &mut Cache,
    import: &mut ImportPlan,
    request: &ImportRequest,
) -> Result<(), Fault> {
    let is_foreign = import.files.iter().flat_map(|file| &file.made).all(|made| made.is_foreign);
    let goal = if is_foreign { Goal::Linked } else { Goal::Read };
    let mut read = pipeline::proofread_added(project, cache, &import.added(), &goal)?;
    for _ in 0..ROUNDS {
        let mut mendings = Mendings::new();
        if !desk::mend(&read.report.findings, &read.report.sources, &mut mendings) {
            break;
        }
        for file in &mut import.files {
            let is_one = file.made.iter().filter(|made| made.title.is_some()).count() == 1;
            for made in file.made.iter_mut().filter(|made| !made.is_foreign) {
                let Some(mending) = mendings.remove(&made.path) else { continue };
                made.contents = NewContents::Bytes(mending.after.into_bytes());
                file.notes.push(mended(if is_one { 0 } else { made.line }, mending.fixes));
            }
        }
        read = pipeline::proofread_added(project, cache, &import.added(), &goal)?;
    }
    offers::offer(import, &read, request.uses_figures);
    note_errors(import, &read);
    Ok(())
}

/// The fixes of a new text, which begins at a line of its file, equal ones counted: `,→，（×3）`.
fn mended(line: usize, mut fixes: Vec<AppliedFix>) -> ImportNote {
    fixes.sort_unstable();
    let equal = fixes.chunk_by(|one, next| one == next);
    let said = equal.map(|fixes| words::changed(&fixes[0].from, &fixes[0].to, fixes.len()));
    let text = said.collect::<Vec<_>>().join(" ");
    ImportNote { line, kind: NoteKind::Done, remark: words::mended(), text }
}

/// Lists the findings that prevent printing.
fn note_errors(import: &mut ImportPlan, read: &Proofread) {
    let mut by_file: BTreeMap<_, Vec<ImportNote>> = BTreeMap::new();
    for finding in read.report.findings.iter().filter(|finding| finding.blocks_printing()) {
        let Some(place) = &finding.place else { continue };
        let source = read.report.source_of(finding);
        let text = source.and_then(|source| source.text().get(place.span.range())).unwrap_or_default();
        let remark = words::stops_the_press(&finding.wording);
        let note =
            ImportNote { line: 0, kind: NoteKind::Doubt, remark, text: text.chars().take(60).collect() };
        by_file.entry(place.path.clone()).or_default().push(note);
    }
    for file in &mut import.files {
        for made in &file.made {
            let notes = by_file.remove(&made.path).unwrap_or_default();
            file.notes.extend(notes.into_iter().map(|note| ImportNote { line: made.line, ..note }));
        }
    }
}
