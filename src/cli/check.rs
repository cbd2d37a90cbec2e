//! `lanmu check`

use std::mem::ManuallyDrop;
use std::path::PathBuf;

use super::args::Check;
use super::report;
use super::terminal::Terminal;
use super::{FINDINGS, GOOD};
use crate::desk::{self, Mended};
use crate::fault::Fault;
use crate::finding::Severity;
use crate::memory::Memory;
use crate::pipeline::{self, Proofread, Scope};
use crate::project::{Audience, Project};

/// How often files are mended and read again: a fix may bring to light another.
const ROUNDS: usize = 8;

/// Proofreads the paper and says what was found.
///
/// With `proofs`, what was found is written into that folder, a proof for each story.
pub fn run(
    project: Project,
    said: &Check,
    proofs: Option<PathBuf>,
    terminal: &mut Terminal,
) -> Result<u8, Fault> {
    let project = Project { audience: Audience::Desk, ..project };
    let scope = match (&said.edition, &said.story) {
        (Some(edition), _) => Scope::Edition(edition.clone()),
        (None, Some(story)) => Scope::Story(story.clone()),
        (None, None) => Scope::Paper,
    };
    // The process ends when this is said: the system takes memory back faster than it is given back piece by piece.
    let mut memory = ManuallyDrop::new(Memory::of(&project.root));
    memory.recall();
    let mut read = pipeline::proofread(&project, &mut memory, &scope)?;
    terminal.speak(read.report.language);
    if said.fix {
        let mut mended = Mended::new();
        let again = mend(&project, &mut memory, &scope, read, &mut mended);
        terminal.mended(&mended); // Whatever the disk has refused since.
        read = again?;
    }
    match proofs {
        Some(out) => print_proofs(&Project { out, ..project.clone() }, &read, terminal)?,
        None => terminal.findings(&read.report),
    }
    if said.numbers {
        terminal.numbers(&pipeline::numbers(&project, &memory, &read));
    }
    // Before an edition goes to press, warnings are to be settled too.
    let limit = if said.edition.is_some() { Severity::Warning } else { Severity::Error };
    let is_clean = read.report.findings.iter().all(|finding| finding.severity > limit);
    terminal.tallies(&read, said.edition.is_some().then_some(is_clean));
    Ok(if is_clean { GOOD } else { FINDINGS })
}

fn print_proofs(project: &Project, read: &Proofread, terminal: &Terminal) -> Result<(), Fault> {
    let language = terminal.language_for(read.report.language);
    pipeline::print_proofs(project, read, language, &|total| report::rate(total, language))?;
    terminal.proofs(&project.out);
    Ok(())
}

/// Puts in what is safe, until nothing safe is left, and takes down in `mended` what was.
fn mend(
    project: &Project,
    memory: &mut Memory,
    scope: &Scope,
    mut read: Proofread,
    mended: &mut Mended,
) -> Result<Proofread, Fault> {
    for _ in 0..ROUNDS {
        if !desk::mend(&project.root, &read.report.findings, &read.report.sources, mended)? {
            break;
        }
        read = pipeline::proofread(project, memory, scope)?;
    }
    Ok(read)
}
