//! The text of the files that findings refer to.

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::Finding;
use crate::model::inventory::Inventory;
use crate::project::Project;
use crate::source::{Place, Source, SourcePath};
use crate::{parse, scan};

/// The files that findings refer to.
pub(super) fn sources_of(
    findings: &[Finding],
    inventory: &Inventory,
    project: &Project,
) -> BTreeMap<SourcePath, Source> {
    sources(findings.iter().filter_map(|finding| finding.place.as_ref()), inventory, project)
}

/// The files of some places.
pub(super) fn sources<'p>(
    places: impl Iterator<Item = &'p Place>,
    inventory: &Inventory,
    project: &Project,
) -> BTreeMap<SourcePath, Source> {
    let paths: BTreeSet<&SourcePath> = places.map(|place| &place.path).collect();
    let source =
        |path: &SourcePath| Some((path.clone(), Source::new(source_text(path, inventory, project)?)));
    paths.into_iter().filter_map(source).collect()
}

/// The text of a file as spans count it; `None` if it has changed since, or cannot be read as a whole.
#[must_use]
pub(crate) fn source_text(path: &SourcePath, inventory: &Inventory, project: &Project) -> Option<String> {
    let text = inventory.texts.get(path).filter(|text| !text.is_cut)?;
    parse::text::decode(&scan::text_bytes(project, path, text)?)
}
