//! Report: the findings, and the files that they refer to.

use std::collections::BTreeMap;

use super::sources::sources_of;
use crate::finding::{Finding, in_reading_order};
use crate::language::TextLanguage;
use crate::model::inventory::Inventory;
use crate::model::site::Site;
use crate::project::Project;
use crate::source::{Source, SourcePath};

/// The findings of a run.
#[derive(Debug, Default)]
pub struct Report {
    /// The findings, in reading order.
    pub findings: Vec<Finding>,
    /// The paper's language.
    pub language: TextLanguage,
    /// The files that the findings refer to.
    pub sources: BTreeMap<SourcePath, Source>,
}

impl Report {
    /// The file that a finding refers to, if it could be read.
    #[must_use]
    pub fn source_of(&self, finding: &Finding) -> Option<&Source> {
        self.sources.get(&finding.place.as_ref()?.path)
    }
}

impl Report {
    /// The findings in a file.
    pub(crate) fn of<'r>(&'r self, path: &'r SourcePath) -> impl Iterator<Item = &'r Finding> {
        self.findings.iter().filter(move |finding| finding.is_in(path))
    }

    /// Adds findings that need no source.
    pub(super) fn add(&mut self, findings: Vec<Finding>) {
        self.findings.extend(findings);
        in_reading_order(&mut self.findings);
    }

    /// Replaces the findings in a file, whose text has changed.
    pub(crate) fn replace(&mut self, path: &SourcePath, findings: Vec<Finding>, text: &str) {
        self.findings.retain(|finding| !finding.is_in(path));
        self.findings.extend(findings);
        in_reading_order(&mut self.findings);
        self.findings.dedup();
        self.sources.insert(path.clone(), Source::new(text.to_owned()));
    }
}

/// A report of some findings.
pub(crate) fn report_of(
    mut findings: Vec<Finding>,
    site: &Site,
    inventory: &Inventory,
    project: &Project,
) -> Report {
    in_reading_order(&mut findings);
    findings.dedup(); // A page that fails makes every document that shows it fail in the same way.
    Report { language: site.paper.language, sources: sources_of(&findings, inventory, project), findings }
}
