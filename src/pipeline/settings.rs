//! The settings of the paper, for what must be known before the rest is read.

use crate::finding::Noted;
use crate::model::inventory::Inventory;
use crate::model::paper::Paper;
use crate::project::Project;
use crate::source::SourcePath;
use crate::{parse, scan};

/// What `site.yaml` says, as far as it can be read. Its findings are among those of every run.
#[must_use]
pub(crate) fn settings(project: &Project) -> Noted<Paper> {
    let mut inventory = Inventory::default();
    for path in parse::SITE.map(SourcePath::new) {
        inventory.texts.extend(scan::text(project, &path).map(|text| (path, text)));
    }
    parse::paper(&inventory)
}
