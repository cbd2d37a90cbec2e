//! Pages made up without being printed, for whoever wants their geometry.

use std::sync::Arc;

use super::{Report, look, may_print, read, report, unknown_edition};
use crate::fault::Fault;
use crate::finding::{Finding, Severity};
use crate::makeup::Layouts;
use crate::memory::Memory;
use crate::model::ids::EditionId;
use crate::model::layout::Layout;
use crate::project::Project;
use crate::words;

/// Pages made up, for whoever wants their geometry.
#[derive(Debug)]
pub(crate) struct EditionMadeUp {
    /// What was found.
    pub report: Report,
    /// The pages; none, when a finding forbids it.
    pub pages: Vec<PageMadeUp>,
}

/// A page made up.
#[derive(Debug)]
pub(crate) struct PageMadeUp {
    /// Its edition: 2025-11-20.
    pub edition: String,
    /// From 1.
    pub number: usize,
    /// How it is made up.
    pub layout: Arc<Layout>,
    /// The file names of its stories, without ending.
    pub stories: Vec<String>,
}

/// Makes up the pages of an edition, named as its folder is, or of all.
///
/// # Errors
/// When a folder or a file cannot be read.
pub(crate) fn make_up(project: &Project, edition: Option<&str>) -> Result<EditionMadeUp, Fault> {
    let (mut memory, mut findings) = (Memory::default(), Vec::new());
    memory.inventory = look(project, &memory)?;
    let site = read(project, &mut memory, &mut ()).note_into(&mut findings);
    let layouts = Layouts::new(&site, &memory.layouts);
    let names: Vec<String> = site.editions.iter().map(|edition| edition.key.to_string()).collect();
    if let Some(unknown) = edition.filter(|edition| !names.iter().any(|name| name == edition)) {
        findings.push(unknown_edition(unknown, &site));
    }
    if site.theme.grid.is_none() && may_print(&findings) {
        findings.push(Finding::new(Severity::Info, None, words::makeup::no_grid(&site.paper.theme)));
    }
    let mut pages = Vec::new();
    if may_print(&findings) {
        let of_edition =
            names.iter().enumerate().filter(|(_, name)| edition.is_none_or(|edition| *name == edition));
        for (index, name) in of_edition {
            let edition = EditionId(index);
            pages.extend((0..site.edition(edition).pages.len()).filter_map(|page| {
                Some(PageMadeUp {
                    edition: name.clone(),
                    number: page + 1,
                    layout: layouts.try_page(edition, page)?,
                    stories: layouts.names(edition, page).into_iter().map(str::to_owned).collect(),
                })
            }));
        }
    }
    findings.extend(layouts.wrong());
    findings.extend(layouts.overfull());
    Ok(EditionMadeUp { report: report(findings, &site, &memory.inventory, project), pages })
}
