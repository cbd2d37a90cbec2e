//! Page layouts for callers that need only the geometry.

use std::sync::Arc;

use super::goal::Goal;
use super::report::Report;
use super::run::{may_print, run, scan_folder, unknown_edition};
use crate::cache::Cache;
use crate::fault::Fault;
use crate::finding::{Finding, Severity, in_reading_order};
use crate::model::edition::Edition;
use crate::model::layout::Layout;
use crate::model::site::Site;
use crate::project::Project;
use crate::words;

/// Pages laid out.
#[derive(Debug)]
pub(crate) struct EditionMadeUp {
    /// The findings.
    pub report: Report,
    /// The pages; empty if a finding prevents it.
    pub pages: Vec<PageMadeUp>,
}

/// A page laid out.
#[derive(Debug)]
pub(crate) struct PageMadeUp {
    /// Its edition: `2025-11-20`.
    pub edition: String,
    /// Its number, from 1.
    pub number: usize,
    pub layout: Arc<Layout>,
    /// The file names of its stories, without ending.
    pub stories: Vec<String>,
}

/// Lays out the pages of an edition, by the name of its folder, or of all.
///
/// # Errors
/// If a folder or a file cannot be read.
pub(crate) fn make_up(project: &Project, edition: Option<&str>) -> Result<EditionMadeUp, Fault> {
    let mut cache = Cache::to_read(&project.root);
    cache.inventory = scan_folder(project, &cache)?;
    let outcome = run(project, &mut cache, &Goal::LaidOut(edition), &mut ());
    let (site, mut report) = (&outcome.site, outcome.report);
    let is_wanted = |of: &Edition| edition.is_none_or(|name| of.key.to_string() == name);
    if let Some(unknown) = edition.filter(|_| !site.editions.iter().any(is_wanted)) {
        report.findings.push(unknown_edition(unknown, site));
    }
    let may_print = may_print(&report.findings);
    if site.theme.grid.is_none() && may_print {
        let wording = words::makeup::no_grid(&site.paper.theme);
        report.findings.push(Finding::new(Severity::Info, None, wording));
    }
    in_reading_order(&mut report.findings);
    let editions =
        site.editions.iter().zip(&outcome.layouts).filter(|(edition, _)| may_print && is_wanted(edition));
    let pages = editions.flat_map(|(edition, layouts)| pages(site, edition, layouts)).collect();
    Ok(EditionMadeUp { report, pages })
}

fn pages(site: &Site, edition: &Edition, layouts: &[Option<Arc<Layout>>]) -> Vec<PageMadeUp> {
    let pages = (1..).zip(&edition.pages).zip(layouts);
    let laid_out = pages.filter_map(|((number, page), layout)| {
        let stories = page.stories.iter().map(|story| site.story(*story).draft.path.stem().to_owned());
        Some(PageMadeUp {
            edition: edition.key.to_string(),
            number,
            layout: Arc::clone(layout.as_ref()?),
            stories: stories.collect(),
        })
    });
    laid_out.collect()
}
