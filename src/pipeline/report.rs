//! What was found wrong with the content, and the files that it points into.

use std::collections::BTreeMap;

use super::sources::sources_of;
use crate::finding::{Finding, in_reading_order};
use crate::model::inventory::Inventory;
use crate::model::paper::PaperLanguage;
use crate::model::site::Site;
use crate::project::Project;
use crate::source::{Source, SourcePath};

/// What was found wrong with the content.
#[derive(Debug, Default)]
pub struct Report {
    /// What was found, in reading order.
    pub findings: Vec<Finding>,
    /// The paper's language.
    pub language: PaperLanguage,
    /// The files that the findings point into.
    pub sources: BTreeMap<SourcePath, Source>,
}

impl Report {
    /// The file that a finding points into, if it points into one that could be read.
    #[must_use]
    pub fn source_of(&self, finding: &Finding) -> Option<&Source> {
        self.sources.get(&finding.place.as_ref()?.path)
    }
}

/// The report of some findings.
pub(super) fn report(
    mut findings: Vec<Finding>,
    site: &Site,
    inventory: &Inventory,
    project: &Project,
) -> Report {
    in_reading_order(&mut findings);
    findings.dedup(); // One page that fails is the failure of every document that shows it.
    Report { language: site.paper.language, sources: sources_of(&findings, inventory, project), findings }
}
