//! `lanmu check`

use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::args::Check;
use super::fetching;
use super::mending;
use super::numbers::NumberAt;
use super::tallies::{self, Tallies};
use super::terminal::{CommandOutput, Terminal};
use super::{FINDINGS, GOOD};
use crate::cache::Cache;
use crate::desk::{self, Mended, Mending, Mendings};
use crate::fault::{Action, Fault};
use crate::files::OpenFolder;
use crate::finding::Severity;
use crate::pipeline::{self, Numbers, Proofread, Scope, TextOverrides};
use crate::project::{Audience, Project};
use crate::source::SourcePath;
use crate::words::Language;
use crate::write;

/// The examples that its help shows.
pub(super) const EXAMPLES: &str = "\
例 · Examples:
  lanmu check                               整份报 · the whole paper
  lanmu check content/editions/2025-11-20/lamp.md   一篇 · one story
  lanmu check --fix --dry-run               看会改哪里 · show what would be fixed
  lanmu check --edition 2025-11-20          付印前检查 · is it ready for press?
  lanmu check --numbers                     数字从哪里来 · where each number comes from
  lanmu check --format html                 打印的校样 · proofs to print";

/// How often fixes are applied and the texts read again: a fix may reveal another problem.
const ROUNDS: usize = 8;

/// Proofreads the paper and reports the findings.
///
/// With `proofs`, prints a proof of each story into that folder instead.
pub(crate) fn run(
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
    // The process ends soon and the system frees its memory at once, which is faster than dropping each value.
    let mut cache = ManuallyDrop::new(Cache::of(&project.root));
    cache.load();
    if said.fetch {
        fetching::run(&project, &mut cache, terminal)?;
    }
    let mut read = pipeline::proofread(&project, &mut cache, &scope)?;
    terminal.speak(read.report.language);
    if said.fix {
        let mut fixing = Fixing { project: &project, cache: &mut cache, scope: &scope };
        let mendings = fixing.mend(&mut read)?;
        let kept =
            if said.dry_run { fixing.show(&mendings, terminal)? } else { fixing.put(&mendings, terminal)? };
        if !kept.is_empty() {
            read = fixing.read_without(mendings, &kept)?;
        }
    }
    match proofs {
        Some(out) => print_proofs(&Project { out, ..project.clone() }, &read, terminal)?,
        None => terminal.sheet(&read.report),
    }
    if said.numbers {
        say_numbers(&pipeline::numbers(&project, &cache, &read), terminal);
    }
    // Before an edition goes to press, warnings must be resolved too.
    let limit = if said.edition.is_some() { Severity::Warning } else { Severity::Error };
    let is_clean = read.report.findings.iter().all(|finding| finding.severity > limit);
    let ready = said.edition.is_some().then_some(is_clean);
    terminal.say(&Tallies { read: &read, ready, limit, fixed: said.fix });
    Ok(if is_clean { GOOD } else { FINDINGS })
}

fn print_proofs(project: &Project, read: &Proofread, terminal: &Terminal) -> Result<(), Fault> {
    let language = terminal.language_for(read.report.language);
    pipeline::print_proofs(project, read, language, &|total| tallies::rate(total, language))?;
    terminal.say(&ProofsFolder(&project.out));
    Ok(())
}

fn say_numbers(numbers: &Numbers, terminal: &Terminal) {
    for counted in &numbers.counted {
        let source = numbers.sources.get(&counted.place.path);
        let at = source.map_or((1, 1), |source| source.line_and_column(counted.place.span.start));
        terminal.say(&NumberAt(counted, at));
    }
}

/// Where the proofs are.
struct ProofsFolder<'p>(&'p Path);

impl CommandOutput for ProofsFolder<'_> {
    fn lines(&self, language: Language) -> Vec<String> {
        let index = self.0.join("index.html");
        vec![match language {
            Language::Chinese => format!("校样在 {}", index.display()),
            Language::English => format!("the proofs are at {}", index.display()),
        }]
    }

    fn json(&self, _: Language) -> Value {
        json!({"proofs": self.0.display().to_string()})
    }
}

/// Applies the safe fixes.
struct Fixing<'p> {
    project: &'p Project,
    cache: &'p mut Cache,
    scope: &'p Scope,
}

impl Fixing<'_> {
    /// Fixes the texts of the paper that was `read` until no safe fix is left, and proofreads the result. Writes
    /// nothing.
    fn mend(&mut self, read: &mut Proofread) -> Result<Mendings, Fault> {
        let mut mendings = Mendings::new();
        for _ in 0..ROUNDS {
            if !desk::mend(&read.report.findings, &read.report.sources, &mut mendings) {
                break;
            }
            *read = self.read_with(&mendings)?;
        }
        Ok(mendings)
    }

    /// Proofreads the paper with mended texts.
    fn read_with(&mut self, mendings: &Mendings) -> Result<Proofread, Fault> {
        let after = |(path, mending): (&SourcePath, &Mending)| (path.clone(), mending.after.clone());
        let overrides: TextOverrides = mendings.iter().map(after).collect();
        pipeline::proofread_with(self.project, self.cache, self.scope, &overrides)
    }

    /// Proofreads the paper with mended texts, except in some files.
    fn read_without(&mut self, mut mendings: Mendings, kept: &[SourcePath]) -> Result<Proofread, Fault> {
        mendings.retain(|path, _| !kept.contains(path));
        self.read_with(&mendings)
    }

    /// Shows what would be written; returns the files that would be left unchanged.
    fn show(&self, mendings: &Mendings, terminal: &Terminal) -> Result<Vec<SourcePath>, Fault> {
        let root = &self.project.root;
        let root = OpenFolder::open(root).map_err(Fault::on(Action::List, root))?;
        let mended = desk::would_put(&root, mendings)?;
        mending::show(mendings, &mended, terminal);
        Ok(mended.kept.into_iter().map(|(path, _)| path).collect())
    }

    /// Writes mended texts to their files; returns those that were left unchanged.
    fn put(&self, mendings: &Mendings, terminal: &Terminal) -> Result<Vec<SourcePath>, Fault> {
        let folders = self.cache.inventory.folders.keys().map(String::as_str);
        let held = write::lock_paper(&self.project.root)?;
        desk::clear_leftovers(&held.root, folders)?;
        let mut mended = Mended::default();
        let result = desk::put(&held.root, mendings, &mut mended);
        mending::report(mendings, &mended, terminal); // Even if a later file failed.
        result?;
        Ok(mended.kept.into_iter().map(|(path, _)| path).collect())
    }
}
