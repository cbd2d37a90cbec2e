//! The paper's folder: its content, its output folder, its cache.

use std::path::Path;

use walkdir::WalkDir;

use super::{Health, Observation, needed};
use crate::files::OpenFolder;
use crate::model::face::FontRole;
use crate::model::paper::{Paper, SharedStories};
use crate::project::Project;
use crate::words::doctor;
use crate::write;

/// The folder of what a build leaves for the next.
const CACHE: &str = ".cache";

/// Looks at the folder of a paper.
pub(super) fn observe(project: &Project, settings: &Paper) -> Vec<Observation> {
    let mut observations = vec![content(project)];
    if observations[0].state == Health::Good {
        observations.extend([output(project), cache(&project.root)]);
        observations.extend(share_pictures(settings));
    }
    observations
}

fn content(project: &Project) -> Observation {
    let stories = WalkDir::new(project.root.join("content"))
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.path().extension().is_some_and(|ending| ending == "md"))
        .count();
    let found = if stories > 0 { Ok(doctor::content(stories)) } else { Err(doctor::no_content()) };
    needed("content", found)
}

fn output(project: &Project) -> Observation {
    let allowed = match write::checked_output(project) {
        Err(fault) => Err(doctor::no_output(&fault)),
        Ok(out) if writable(&out) => Ok(doctor::output(&out)),
        Ok(out) => Err(doctor::output_not_writable(&out)),
    };
    needed("output", allowed)
}

fn cache(root: &Path) -> Observation {
    let bytes = WalkDir::new(root.join(CACHE))
        .into_iter()
        .filter_map(Result::ok)
        .filter_map(|entry| entry.metadata().ok())
        .map(|file| file.len())
        .sum();
    let folder = root.join(CACHE);
    needed(
        "cache",
        if writable(&folder) { Ok(doctor::cache(bytes)) } else { Err(doctor::cache_not_writable(&folder)) },
    )
}

/// Whether share pictures are drawn. `None` if the paper is not on the web, or turns them off.
fn share_pictures(settings: &Paper) -> Option<Observation> {
    let is_wanted = settings.shared.as_ref().is_none_or(|(shared, _)| *shared != SharedStories::None);
    settings.url.as_ref().filter(|_| is_wanted)?;
    let (state, remark) = if settings.fonts.iter().any(|font| font.role == FontRole::Headline) {
        (Health::Good, doctor::share_pictures())
    } else {
        (Health::Unneeded, doctor::no_share_pictures())
    };
    Some(Observation { subject: "share-pictures", state, remark })
}

/// Whether files can be made in a folder; if it does not exist, in the nearest one above it.
fn writable(folder: &Path) -> bool {
    let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    whole
        .ancestors()
        .find(|folder| OpenFolder::open(folder).is_ok())
        .is_some_and(|folder| tempfile::Builder::new().prefix(".lanmu-").tempfile_in(folder).is_ok())
}
